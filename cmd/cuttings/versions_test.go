package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVersionsOfAnOldArchive: in an archive made when searches found one version of a cutting, all are found,
// whichever verb opens it first, and a rebuild finds the same. The archive, of a page saved twice, is
// never made again.
func TestVersionsOfAnOldArchive(t *testing.T) {
	for _, first := range []string{"search", "verify", "add", "rebuild"} {
		dir := filepath.Join(t.TempDir(), "valley")
		if err := os.CopyFS(dir, os.DirFS("testdata/versions/2026-11-29")); err != nil {
			t.Fatal(err)
		}
		args := []string{first, "--archive", dir}
		if first == "search" {
			args = append(args, "bridge")
		}
		command(t, args...)
		command(t, "verify", "--archive", dir)
		for q, want := range map[string]string{
			`"seven cracks"`:     "(in the version captured 6 October 2012, not in the newest)",
			"crack":              "*cracks* in the spillway",
			"holiday":            "without a *holiday*, it said",
			`"spillway mayors"`:  "",
			"cracks holiday":     "(in the version captured 6 October 2012, not in the newest)",
			"cracks -holiday":    "",
			"source:courier dam": "The *dam* at Osvann is safe",
		} {
			out := string(command(t, "search", "--archive", dir, q))
			if want == "" && out != "" || !strings.Contains(out, want) {
				t.Errorf("after %s, %s gives %q, want %q", first, q, out, want)
			}
			if strings.Contains(want, "dam") && strings.Contains(out, "version") {
				t.Errorf("after %s, %s names a version for what all have: %q", first, q, out)
			}
		}
		command(t, "add", "--archive", dir)
		command(t, "verify", "--archive", dir)
		cited := string(command(t, "cite", "--archive", dir, "n51dpg74xaxy2y2aqnxyws0an6", "--quote", "seven cracks"))
		// The checksum is that of the page captured first.
		if !strings.Contains(cited, "In the version captured 6 October 2012, not in the newest.") ||
			!strings.Contains(cited, "SHA-256 1d30c53cd1f8d1b70c2dd7dc5dee7c98804667c049f495b88aa8aada97384ede") {
			t.Errorf("after %s, the passage is cited as %s", first, cited)
		}
	}
}
