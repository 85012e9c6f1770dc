package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// catalogueDamage is what may have happened to a catalogue, by name.
var catalogueDamage = []struct {
	name, file string // a pattern below the archive
	change     func(b []byte) []byte
}{
	{"rows cut short", "catalogue/rows.sqlite", func(b []byte) []byte { return b[:len(b)*2/3/4096*4096] }},
	{"rows cut within a page", "catalogue/rows.sqlite", func(b []byte) []byte { return b[:len(b)*2/3+100] }},
	{"rows cut to one page", "catalogue/rows.sqlite", func(b []byte) []byte { return b[:4096] }},
	{"rows emptied", "catalogue/rows.sqlite", func([]byte) []byte { return nil }},
	{"rows zeroed", "catalogue/rows.sqlite", func(b []byte) []byte { return make([]byte, len(b)) }},
	{"rows zeroed behind the first page", "catalogue/rows.sqlite",
		func(b []byte) []byte { clear(b[4096:]); return b }},
	{"another file in place of the rows", "catalogue/rows.sqlite",
		func([]byte) []byte { return []byte("not a database\n") }},
	{"rows of another version", "catalogue/rows.sqlite",
		func(b []byte) []byte { copy(b[60:64], []byte{0, 0, 1, 0}); return b }},
	{"rows gone", "catalogue/rows.sqlite", nil},
	{"root files cut short", "catalogue/index/*/root.bolt", func(b []byte) []byte { return b[:len(b)/3] }},
	{"root files emptied", "catalogue/index/*/root.bolt", func([]byte) []byte { return nil }},
	{"root files gone", "catalogue/index/*/root.bolt", nil},
	{"segments zeroed", "catalogue/index/*/*.zap", func(b []byte) []byte { return make([]byte, len(b)) }},
	{"segments cut short", "catalogue/index/*/*.zap", func(b []byte) []byte { return b[:len(b)/2] }},
	{"segments gone", "catalogue/index/*/*.zap", nil},
	{"the index gone", "catalogue/index/*/*", nil},
	{"all files emptied", "catalogue/*", func([]byte) []byte { return nil }},
}

// TestDamagedCatalogue: rebuild gets over everything, verify names everything that
// is wrong, and searching is right or says why not.
func TestDamagedCatalogue(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "archive")
	command(t, "init", whole)
	in := filepath.Join(t.TempDir(), "in")
	writePages(t, in, 0, 12)
	command(t, "add", "--quiet", "--archive", whole, in)
	_, found := runHere(t, "search", "--json", "--archive", whole, "--limit", "100", "the")
	_, dump := runHere(t, "dump", "--archive", whole)
	for _, d := range catalogueDamage {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			damaged := func() string {
				dir := filepath.Join(t.TempDir(), "archive")
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				damageFiles(t, filepath.Join(dir, d.file), d.change)
				return dir
			}
			dir := damaged()
			code, out := runHere(t, "verify", "--archive", dir)
			// A catalogue of another version is read again by the next verb, and no fault.
			if (code == 0) != (d.name == "rows of another version") {
				t.Errorf("verify: exit code %d\n%s", code, out)
			}
			if code, out := runHere(t, "rebuild", "--archive", dir); code != 0 {
				t.Fatalf("rebuild: exit code %d\n%s", code, out)
			}
			if _, got := runHere(t, "dump", "--archive", dir); got != dump {
				t.Error("rebuild gives another catalogue")
			}
			dir = damaged()
			if code, got := runHere(t, "search", "--json", "--quiet", "--archive", dir, "--limit", "100",
				"the"); code != 0 || got != found {
				t.Errorf("a search finds %d bytes, want %d (exit code %d)", len(got), len(found), code)
			}
		})
	}
}

// runHere runs the program in this process and returns its exit code and what it
// prints, errors behind.
func runHere(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &out, &errs)
	if code != 0 {
		out.Write(errs.Bytes())
	}
	return code, out.String()
}

func damageFiles(t *testing.T, pattern string, change func([]byte) []byte) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
	}
	for _, p := range paths {
		if info, err := os.Stat(p); err != nil || info.IsDir() {
			continue
		}
		if change == nil {
			if err := os.Remove(p); err != nil {
				t.Fatal(err)
			}
			continue
		}
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, change(b), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
