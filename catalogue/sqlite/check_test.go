package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	index_api "github.com/blevesearch/bleve_index_api"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
)

// indexedCatalogue makes a catalogue of some pages, in several segments and with
// a document that died, closes it and returns its folder and how many cuttings a
// word finds.
func indexedCatalogue(t *testing.T) (dir string, hits int) {
	t.Helper()
	dir = t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		mustApply(t, c, i*4, 4)
		mustSync(t, c)
	}
	mustApply(t, c, 0, 2) // again, with other texts: editions die
	mustSync(t, c)
	hits = countHits(t, c)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, hits
}

func mustOpen(t *testing.T, dir string, o Options) *Catalogue {
	t.Helper()
	c, err := Open(ctx, dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func countHits(t *testing.T, c *Catalogue) int {
	t.Helper()
	n, err := hitsOf(c)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func hitsOf(c *Catalogue) (int, error) {
	q, err := query.Parse(everyone, time.Now())
	if err != nil {
		return 0, err
	}
	res, err := c.Search(ctx, catalogue.Request{Query: q, Limit: 5})
	if err != nil {
		return 0, err
	}
	return res.Total, nil
}

// TestBitFlips flips bits of the index, one at a time, all over its files. A reader reports that the index is
// damaged and finds nothing rather than less; a writer rebuilds it and finds everything. CUTTINGS_FLIPS sets
// the number, in place of 15.
func TestBitFlips(t *testing.T) {
	whole, want := indexedCatalogue(t)
	files := indexFiles(t, whole)
	flips := 15
	if s := os.Getenv("CUTTINGS_FLIPS"); s != "" {
		var err error
		if flips, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	for i := range flips {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(7, uint64(i)))
			dir := filepath.Join(t.TempDir(), "c")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			file := files[r.IntN(len(files))]
			b, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			at := r.IntN(len(b))
			b[at] ^= 1 << r.IntN(8)
			if err := os.WriteFile(filepath.Join(dir, file), b, 0o644); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s at byte %d of %d", file, at, len(b))
			flipped(t, dir, want)
		})
	}
}

// flipped opens a catalogue with one bit of the index flipped.
func flipped(t *testing.T, dir string, want int) {
	reader := mustOpen(t, dir, Options{ReadOnly: true})
	defer reader.Close()
	if err := reader.Ready(ctx); !errors.Is(err, ErrUnusable) {
		t.Errorf("Ready says %v", err)
	}
	if err := reader.Ready(ctx); err != nil && strings.Contains(err.Error(), "\n") {
		t.Errorf("a message of several lines: %v", err)
	}
	if got, err := hitsOf(reader); !errors.Is(err, ErrUnusable) {
		t.Errorf("a reader finds %d of %d (%v)", got, want, err)
	}
	writer := mustOpen(t, dir, Options{})
	defer writer.Close()
	mustSync(t, writer)
	if got := countHits(t, writer); got != want {
		t.Errorf("a writer finds %d of %d", got, want)
	}
}

func indexFiles(t *testing.T, dir string) []string {
	t.Helper()
	out, err := filepath.Glob(filepath.Join(dir, indexDir, "*", "*"))
	if err != nil || len(out) < 4 {
		t.Fatalf("%q, %v", out, err)
	}
	for i := range out {
		out[i] = strings.TrimPrefix(out[i], dir)
	}
	return out
}

// TestDamagedIndex does to the index what is worse than a flipped bit.
func TestDamagedIndex(t *testing.T) {
	whole, want := indexedCatalogue(t)
	change := func(pattern string, do func(path string, b []byte) error) func(string) error {
		return func(dir string) error {
			paths, err := filepath.Glob(filepath.Join(dir, indexDir, pattern))
			if err != nil || len(paths) == 0 {
				return fmt.Errorf("%s: %d files, %v", pattern, len(paths), err)
			}
			for _, p := range paths {
				b, err := os.ReadFile(p)
				if err == nil {
					err = do(p, b)
				}
				if err != nil {
					return err
				}
			}
			return nil
		}
	}
	write := func(f func([]byte) []byte) func(string, []byte) error {
		return func(p string, b []byte) error { return os.WriteFile(p, f(b), 0o644) }
	}
	tests := map[string]func(dir string) error{
		"roots cut short":      change("*/root.bolt", write(func(b []byte) []byte { return b[:len(b)/4] })),
		"a root cut to a page": change("0/root.bolt", write(func(b []byte) []byte { return b[:4096] })),
		"roots emptied":        change("*/root.bolt", write(func([]byte) []byte { return nil })),
		"roots zeroed":         change("*/root.bolt", write(func(b []byte) []byte { return make([]byte, len(b)) })),
		"segments zeroed":      change("*/*.zap", write(func(b []byte) []byte { return make([]byte, len(b)) })),
		"segments cut short":   change("*/*.zap", write(func(b []byte) []byte { return b[:len(b)/2] })),
		"segments emptied":     change("*/*.zap", write(func([]byte) []byte { return nil })),
		"segments gone":        change("1/*.zap", func(p string, _ []byte) error { return os.Remove(p) }),
		"a shard gone":         func(dir string) error { return os.RemoveAll(filepath.Join(dir, indexDir, "0")) },
		"the index gone":       func(dir string) error { return os.RemoveAll(filepath.Join(dir, indexDir)) },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "c")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			if err := damage(dir); err != nil {
				t.Fatal(err)
			}
			reader := mustOpen(t, dir, Options{ReadOnly: true})
			if n, err := hitsOf(reader); err == nil {
				t.Errorf("a reader finds %d without a word", n)
			}
			reader.Close()
			writer := mustOpen(t, dir, Options{})
			defer writer.Close()
			if err := writer.Sync(ctx); err != nil {
				t.Fatal(err)
			}
			if n := countHits(t, writer); n != want {
				t.Errorf("a writer finds %d of %d", n, want)
			}
		})
	}
}

// TestOtherTypes puts a value of another type into a column: Verify reports it as damage and completes its
// work.
func TestOtherTypes(t *testing.T) {
	for _, c := range []struct{ name, alter string }{
		{"rules of a word form", "UPDATE forms SET rules = 'x' WHERE form IN (SELECT min(form) FROM forms)"},
		{"time of a sighting", "UPDATE sightings SET captured = 'x' WHERE num IN (SELECT min(num) FROM sightings)"},
		{"checksum of an entry", "UPDATE entries SET content = 'x' WHERE num IN (SELECT min(num) FROM entries)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, _ := indexedCatalogue(t)
			rows, err := sql.Open("sqlite", filepath.Join(dir, "rows.sqlite"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := rows.Exec(c.alter); err != nil {
				t.Fatal(err)
			}
			if err := rows.Close(); err != nil {
				t.Fatal(err)
			}
			c := mustOpen(t, dir, Options{ReadOnly: true})
			defer c.Close()
			var reports []string
			err = c.Verify(ctx, func(what string) { reports = append(reports, what) })
			if err != nil || len(reports) == 0 {
				t.Errorf("reported %q, error %v", reports, err)
			}
		})
	}
}

// TestIndexOfAnotherVersion: an index that another version of the program made is whole and not searched; it is
// made again on opening for writing.
func TestIndexOfAnotherVersion(t *testing.T) {
	dir, want := indexedCatalogue(t)
	c := mustOpen(t, dir, Options{})
	for _, s := range c.index.shards {
		b := index_api.NewBatch()
		b.SetInternal(keyIdentity, []byte(c.index.identity+"/1/2/3"))
		if err := s.bleve.Batch(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	r := mustOpen(t, dir, Options{ReadOnly: true})
	err := r.Ready(ctx)
	if !errors.Is(err, ErrOtherVersion) || strings.Contains(err.Error(), "damaged") {
		t.Errorf("ready: %v", err)
	}
	if n, err := hitsOf(r); err == nil {
		t.Errorf("%d hits in an index that cannot be read, and no error", n)
	}
	if err := r.Verify(ctx, func(what string) { t.Errorf("verify reports %q", what) }); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	c = mustOpen(t, dir, Options{})
	defer c.Close()
	mustSync(t, c)
	if got := countHits(t, c); got != want {
		t.Errorf("%d hits once it was made again, want %d", got, want)
	}
}
