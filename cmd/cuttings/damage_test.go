package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
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

// TestDamagedCatalogue: rebuild works in every case, verify names everything that is wrong, and searching is
// right or reports why not.
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
			// A catalogue of another version is rebuilt by the next command, and is no fault.
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

// archiveOfPages makes an archive of some pages and returns its folder.
func archiveOfPages(t *testing.T, pages int) string {
	t.Helper()
	whole := filepath.Join(t.TempDir(), "archive")
	command(t, "init", whole)
	in := filepath.Join(t.TempDir(), "in")
	writePages(t, in, 0, pages)
	command(t, "add", "--quiet", "--archive", whole, in)
	return whole
}

// columnsOfRows returns the columns of all tables of a catalogue whose numbers are not kept twice: an altered
// one must be reported.
func columnsOfRows(t *testing.T, path string) (out [][2]string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name <> 'meta' ORDER BY t.name, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c [2]string
		if err := rows.Scan(&c[0], &c[1]); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil || len(out) < 40 {
		t.Fatalf("%d columns, %v", len(out), err)
	}
	return out
}

// TestAlteredColumns alters one value of every column of the rows as a bit of it would be flipped: verify
// reports each.
func TestAlteredColumns(t *testing.T) {
	whole := archiveOfPages(t, 6)
	for _, c := range columnsOfRows(t, filepath.Join(whole, "catalogue", "rows.sqlite")) {
		table, column := c[0], c[1]
		t.Run(table+"."+column, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			db, err := sql.Open("sqlite", filepath.Join(dir, "catalogue", "rows.sqlite"))
			if err != nil {
				t.Fatal(err)
			}
			// The greatest value: the next number is free, so that no constraint is in the way.
			res, err := db.Exec(fmt.Sprintf(`UPDATE %[1]s SET %[2]s = CASE typeof(%[2]s) WHEN 'integer' THEN %[2]s + 1
				WHEN 'blob' THEN CAST(substr(%[2]s, 1, length(%[2]s) / 2) || x'07' || substr(%[2]s, length(%[2]s) / 2 + 2) AS BLOB)
				ELSE iif(substr(%[2]s, 1, 1) = 'x', 'y', 'x') || substr(%[2]s, 2) END WHERE %[2]s = (SELECT max(%[2]s) FROM %[1]s)`, table, column))
			if err != nil {
				t.Fatal(err)
			}
			if n, err := res.RowsAffected(); n == 0 || err != nil {
				t.Fatalf("%d rows altered (%v)", n, err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if code, out := runHere(t, "verify", "--archive", dir); code != 1 {
				t.Errorf("verify: exit code %d\n%s", code, out)
			}
		})
	}
}

// TestRowBitFlips flips bits of the rows' file, one at a time: verify reports it, unless the bit has no meaning
// and everything is found as before.
func TestRowBitFlips(t *testing.T) {
	whole := archiveOfPages(t, 12)
	_, found := runHere(t, "search", "--json", "--archive", whole, "--limit", "100", "the")
	_, dump := runHere(t, "dump", "--archive", whole)
	detected := make([]bool, 60)
	t.Run("flips", func(t *testing.T) {
		for i := range detected {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(11, uint64(i)))
				dir := filepath.Join(t.TempDir(), "archive")
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				damageFiles(t, filepath.Join(dir, "catalogue/rows.sqlite"), func(b []byte) []byte {
					at := r.IntN(len(b))
					b[at] ^= 1 << r.IntN(8)
					t.Logf("byte %d of %d", at, len(b))
					return b
				})
				code, out := runHere(t, "verify", "--archive", dir)
				if detected[i] = code == 1; detected[i] {
					return
				}
				if code != 0 {
					t.Errorf("verify: exit code %d\n%s", code, out)
				}
				if _, got := runHere(t, "search", "--json", "--archive", dir, "--limit", "100", "the"); got != found {
					t.Errorf("verify is silent, a search finds %d bytes, want %d", len(got), len(found))
				}
				if _, got := runHere(t, "dump", "--archive", dir); got != dump {
					t.Error("verify is silent, and the catalogue differs")
				}
			})
		}
	})
	n := 0
	for _, yes := range detected {
		if yes {
			n++
		}
	}
	if n < len(detected)/3 {
		t.Errorf("verify tells %d of %d flips: the test hits nothing", n, len(detected))
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
