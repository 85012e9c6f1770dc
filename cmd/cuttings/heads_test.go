package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/journal"
)

// headsArchive makes an archive of four pages with two decisions, the first of
// which was made before the last two pages were added.
func headsArchive(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	arch := filepath.Join(dir, "archive")
	command(t, "init", arch)
	add := func(name string, from int) {
		writePages(t, filepath.Join(dir, name), from, 2)
		command(t, "add", "--archive", arch, filepath.Join(dir, name))
	}
	decide := func(note string) {
		a := &app{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, now: time.Now, stages: stages()}
		ar, err := a.openArchive(t.Context(), arch, false)
		if err != nil {
			t.Fatal(err)
		}
		defer ar.Close()
		j, err := journal.Open(filepath.Join(arch, "journal"), journal.Options{Anchor: ar.vaultEnd})
		if err != nil {
			t.Fatal(err)
		}
		defer j.Close()
		value, err := json.Marshal(map[string]string{"note": note})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.Append(journal.Decision{Who: "desk", Kind: "remark", Target: "nothing",
			Value: value}); err != nil {
			t.Fatal(err)
		}
	}
	add("one", 0)
	decide("first")
	add("two", 10)
	decide("second")
	return arch
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(strings.Lines(string(b)))
}

// TestHeads alters or removes lines of log and journal where no later line of the same ledger shows it; what
// the other ledgers and the catalogue recorded does.
func TestHeads(t *testing.T) {
	whole := headsArchive(t)
	rewrite := func(file string, change func([]string) []string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			path := filepath.Join(dir, file)
			text := strings.Join(change(lines(t, path)), "")
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	const log, decisions = "vault/log.jsonl", "journal/journal.jsonl"
	last := func(old, new string) func([]string) []string {
		return func(l []string) []string {
			l[len(l)-1] = strings.Replace(l[len(l)-1], old, new, 1)
			return l
		}
	}
	without := func(n int) func([]string) []string { return func(l []string) []string { return l[:len(l)-n] } }
	tests := []struct {
		name   string
		change func(t *testing.T, dir string)
		want   string
	}{
		{"nothing", func(*testing.T, string) {}, ""},
		{"the log's last line", rewrite(log, last(`"added":"20`, `"added":"19`)), "by the record"},
		{"the log without its last line", rewrite(log, without(1)),
			"bytes that the log does not name\nthe vault's log has 3 lines, it had 4"},
		{"a decision the log knows", rewrite(decisions, func(l []string) []string { return l[1:] }),
			"the journal has another line 1"},
		{"all decisions", rewrite(decisions, without(2)), "the journal has 0 lines, it had 1"},
		{"the first decision's words", rewrite(decisions, func(l []string) []string {
			l[0] = strings.Replace(l[0], "first", "third", 1)
			return l
		}), "the chain is broken"},
	}
	for _, tt := range tests {
		for _, catalogue := range []string{"with the catalogue", "without"} {
			t.Run(tt.name+" "+catalogue, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "archive")
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				if catalogue == "without" {
					if err := os.RemoveAll(filepath.Join(dir, "catalogue")); err != nil {
						t.Fatal(err)
					}
				}
				tt.change(t, dir)
				code, out := runHere(t, "verify", "--archive", dir)
				if (code == 0) != (tt.want == "") {
					t.Errorf("exit code %d\n%s", code, out)
				}
				for want := range strings.Lines(tt.want) {
					if !strings.Contains(out, strings.TrimSpace(want)) {
						t.Errorf("verify does not say %q:\n%s", want, out)
					}
				}
			})
		}
	}
}

// TestDamagedHeads checks that verify names a damaged record of the ends, and that a run writes it again.
func TestDamagedHeads(t *testing.T) {
	arch := headsArchive(t)
	path := filepath.Join(arch, catalogueDir, headsFile)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]string{"cut": string(whole[:40]), "empty": "",
		"another field": strings.Replace(string(whole), `"vault"`, `"vaulu"`, 1)} {
		if err := os.WriteFile(path, []byte(b), 0o644); err != nil {
			t.Fatal(err)
		}
		code, out := runHere(t, "verify", "--archive", arch)
		if code != exitFailure || !strings.Contains(out, headsFile) {
			t.Errorf("%s: exit code %d\n%s", name, code, out)
		}
		command(t, "rebuild", "--archive", arch)
		if code, out := runHere(t, "verify", "--archive", arch); code != 0 {
			t.Errorf("%s, after a run: exit code %d\n%s", name, code, out)
		}
	}
}

// TestNotedHead: a head kept by a person is valid as long as nothing before it is altered, whatever is added
// after it.
func TestNotedHead(t *testing.T) {
	arch := headsArchive(t)
	var st archiveStatus
	unmarshal(t, command(t, "status", "--json", "--archive", arch), &st)
	in := filepath.Join(t.TempDir(), "in")
	writePages(t, in, 50, 1)
	command(t, "add", "--archive", arch, in)
	for what, head := range map[string]string{"vault": st.Heads.Vault.Head, "journal": st.Heads.Journal.Head} {
		if code, out := runHere(t, "verify", "--archive", arch, "--head", head); code != 0 {
			t.Errorf("%s: exit code %d\n%s", what, code, out)
		}
	}
	if code, out := runHere(t, "verify", "--archive", arch, "--head", string(cutting.Sum(nil))); code != exitFailure {
		t.Errorf("a head that never was: exit code %d\n%s", code, out)
	}
}

// TestDecisionsOfNoRowsAreAnchored removes decisions that were made by hand since the last run and change no rows.
func TestDecisionsOfNoRowsAreAnchored(t *testing.T) {
	const file = "journal/journal.jsonl"
	lines := func(change func(l []string) []string) func(string) error {
		return func(path string) error {
			return os.WriteFile(path, []byte(strings.Join(change(lines(t, path)), "")), 0o644)
		}
	}
	whole := headsArchive(t)
	command(t, "topic", "make", "The lock", "--query", "lock", "--archive", whole)
	command(t, "topic", "make", "The dam", "--query", "dam", "--archive", whole)
	command(t, "verify", "--archive", whole)
	for name, change := range map[string]func(path string) error{
		"the journal is gone":    os.Remove,
		"the journal is empty":   func(path string) error { return os.Truncate(path, 0) },
		"its last line is gone":  lines(func(l []string) []string { return l[:len(l)-1] }),
		"its first line is gone": lines(func(l []string) []string { return l[1:] }),
		"its last line is another": lines(func(l []string) []string {
			return append(l[:len(l)-1], strings.Replace(l[len(l)-1], "The dam", "The ban", 1))
		}),
		"its folder is gone": func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
	} {
		t.Run(name, func(t *testing.T) {
			arch := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(arch, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			if err := change(filepath.Join(arch, file)); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command("cuttings", "verify", "--archive", arch).CombinedOutput(); err == nil {
				t.Errorf("verify finds nothing:\n%s", out)
			}
		})
	}
}

// TestHealedCaptureVerifies damages the bytes of captures, adds their files again a while later, and checks that the
// rows agree with what was kept anew.
func TestHealedCaptureVerifies(t *testing.T) {
	dir := t.TempDir()
	arch, pages := filepath.Join(dir, "archive"), filepath.Join(dir, "pages")
	command(t, "init", arch)
	writePages(t, pages, 0, 4)
	command(t, "add", "--archive", arch, pages)
	file := filepath.Join(arch, "vault", "cuttings-00001.warc.gz")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	clear(b[len(b)/3 : len(b)/2])
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("cuttings", "verify", "--archive", arch).Run(); err == nil {
		t.Fatal("verify finds no damage")
	}
	time.Sleep(1100 * time.Millisecond) // times of addition are to the second
	command(t, "add", "--archive", arch, pages)
	command(t, "verify", "--archive", arch)
}
