//go:build unix

package main

import (
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// putSpecial puts something that is no regular file in the place of a file.
var putSpecial = []struct {
	kind string
	put  func(path string) error
}{
	{"pipe", func(path string) error { return syscall.Mkfifo(path, 0o600) }},
	{"endless device", func(path string) error { return os.Symlink("/dev/zero", path) }},
	{"folder", func(path string) error {
		return os.MkdirAll(filepath.Join(path, "within"), 0o700)
	}},
	{"socket", func(path string) error {
		short, err := os.MkdirTemp("", "s") // the name of a socket is at most some hundred bytes long
		if err != nil {
			return err
		}
		defer os.RemoveAll(short)
		at := filepath.Join(short, "s")
		l, err := net.ListenUnix("unix", &net.UnixAddr{Name: at, Net: "unix"})
		if err != nil {
			return err
		}
		l.SetUnlinkOnClose(false)
		l.Close()
		return os.Rename(at, path)
	}},
}

// TestSpecialFilesInAnArchive: no verb waits for a pipe or reads a device that never ends. Whatever can be made
// again is, and what is permanent is named. Each file is tried with one kind and a quarter of the verbs in turn, with
// CUTTINGS_SPECIAL=all with all.
func TestSpecialFilesInAnArchive(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "archive")
	command(t, "init", whole)
	in := filepath.Join(t.TempDir(), "in")
	writePages(t, in, 0, 3)
	command(t, "add", "--quiet", "--archive", whole, in)
	command(t, "topic", "make", "Things", "--query", "the", "--archive", whole)
	more := filepath.Join(t.TempDir(), "more")
	writePages(t, more, 3, 4)
	_, found := runHere(t, "search", "--json", "--quiet", "--limit", "100", "--archive", whole, "the")
	files := []string{"alerts.json", "desk/reading.json", "desk/views.json", "catalogue/heads.json.new",
		"catalogue/rows.sqlite-wal", "catalogue/rows.sqlite-journal", "catalogue", "catalogue/index",
		"catalogue/index/0", "catalogue.new", "catalogue.old", "templates/body.html"}
	err := filepath.WalkDir(whole, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			rel, rerr := filepath.Rel(whole, path)
			files, err = append(files, rel), rerr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	permanent := []string{"journal/journal.jsonl", "vault/cuttings-00001.warc.gz", "vault/log.jsonl"}
	all := os.Getenv("CUTTINGS_SPECIAL") != ""
	for n, file := range slices.Compact(files) {
		for k, kind := range putSpecial {
			if k != n%len(putSpecial) && !all {
				continue
			}
			t.Run(file+" a "+kind.kind, func(t *testing.T) {
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "archive")
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(dir, file)
				err := os.RemoveAll(path)
				if err == nil {
					err = os.MkdirAll(filepath.Dir(path), 0o700)
				}
				if err == nil {
					err = kind.put(path)
				}
				if err != nil {
					t.Fatal(err)
				}
				run := func(args ...string) (int, string) {
					type result struct {
						code int
						out  string
					}
					done := make(chan result, 1)
					go func() {
						code, out := runHere(t, append(args, "--archive", dir)...)
						done <- result{code, out}
					}()
					select {
					case r := <-done:
						return r.code, r.out
					case <-time.After(time.Minute):
						t.Fatalf("%s does not end", strings.Join(args, " "))
						return 0, ""
					}
				}
				lost := slices.Contains(permanent, file)
				for i, verb := range [][]string{{"status"}, {"verify"}, {"dump"},
					{"search", "--json", "--quiet", "--limit", "100", "the"},
					{"outlets"}, {"names"}, {"decisions"}, {"topic"}, {"cite", "--query", "the"}, {"alert"},
					{"digest"}, {"publish", "--out", filepath.Join(t.TempDir(), "site")}} {
					if !all && verb[0] != "verify" && (n/len(putSpecial)+i)%4 != 0 {
						continue
					}
					code, out := run(verb...)
					switch {
					case lost && verb[0] == "verify" && (code == 0 || !strings.Contains(out, file)):
						t.Errorf("verify: exit code %d, and does not name the file\n%s", code, out)
					case lost || verb[0] == "alert" || file == "templates/body.html" && verb[0] == "publish":
					case code != 0 && verb[0] != "verify":
						t.Errorf("%s: exit code %d\n%s", verb[0], code, out)
					case verb[0] == "search" && out != found:
						t.Errorf("search finds %s", out)
					}
				}
				code, out := run("add", in, more)
				if locked := filepath.Base(file) == "lock"; locked || file == "journal/journal.jsonl" ||
					file == "vault/log.jsonl" {
					if code == 0 || !strings.Contains(out, file) {
						t.Errorf("add: exit code %d, and does not name the file\n%s", code, out)
					}
					return
				}
				if code != 0 {
					t.Errorf("add: exit code %d\n%s", code, out)
				}
				if code, out := run("verify"); code != 0 {
					t.Errorf("verify after add: exit code %d\n%s", code, out)
				}
			})
		}
	}
}
