package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oldArchives has archives as released programs left them, a folder each, of the same four invented pages and
// one correction by hand. They are never made again, because the test is that they still open.
const oldArchives = "testdata/archives"

// copyOldArchive copies one of oldArchives to a folder of the test's.
func copyOldArchive(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "harbour")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(oldArchives, name))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestOldArchives opens each archive with every verb that reads or remakes it.
func TestOldArchives(t *testing.T) {
	entries, err := os.ReadDir(oldArchives)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			for _, first := range []string{"status", "search", "verify", "rebuild", "add", "dump"} {
				dir := copyOldArchive(t, e.Name())
				args := []string{first, "--archive", dir}
				if first == "search" {
					args = append(args, "bridge")
				}
				command(t, args...)
				wantHarbour(t, dir, first)
			}
		})
	}
}

// wantHarbour checks what an old archive must show after the verb first.
func wantHarbour(t *testing.T, dir, first string) {
	t.Helper()
	command(t, "rebuild", "--quiet", "--archive", dir)
	command(t, "verify", "--archive", dir)
	var st archiveStatus
	unmarshal(t, command(t, "status", "--json", "--archive", dir), &st)
	if st.Captures != 4 || st.Pages != 4 || st.Unread+st.Stale+len(st.Failures) != 0 {
		t.Errorf("after %s: %+v", first, st)
	}
	if out := string(command(t, "search", "--archive", dir, "date:2014-03-11")); !strings.Contains(out,
		"Council puts off the bridge vote") {
		t.Errorf("after %s the correction by hand is lost: %s", first, out)
	}
}
