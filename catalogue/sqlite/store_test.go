package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/cataloguetest"
	"cuttings/catalogue/memory"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

var ctx = context.Background()

func TestAgreesWithMemory(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			cataloguetest.Compare(t, seed, 8, memory.New(), open(t, t.TempDir(), Options{}))
		})
	}
}

func mustApply(t *testing.T, c *Catalogue, from, pages int) {
	t.Helper()
	if err := c.Apply(ctx, benchBatch(prose(uint64(from)+7), from, pages, 3, 20)); err != nil {
		t.Fatal(err)
	}
}

func mustSync(t *testing.T, c *Catalogue) {
	t.Helper()
	if err := c.Sync(ctx); err != nil {
		t.Fatal(err)
	}
}

func total(t *testing.T, c *Catalogue, text string) int {
	t.Helper()
	q, err := query.Parse(text, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.Search(ctx, catalogue.Request{Query: q, Limit: 3, Highlight: true})
	if err != nil {
		t.Fatal(err)
	}
	return res.Total
}

func dumped(t *testing.T, c *Catalogue) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Dump(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// everyone is in each of the texts that benchBatch makes.
const everyone = "url:a.example"

func TestReopen(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, c, 0, 20)
	before := dumped(t, c)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = open(t, dir, Options{})
	mustSync(t, c)
	if n := total(t, c, everyone); n != 60 {
		t.Errorf("%d cuttings after opening again, want 60", n)
	}
	if after := dumped(t, c); after != before {
		t.Error("the dump changed by closing and opening")
	}
	mustApply(t, c, 20, 5)
	mustSync(t, c)
	if n := total(t, c, everyone); n != 75 {
		t.Errorf("%d cuttings after adding to an old catalogue, want 75", n)
	}
}

func TestIndexIsMadeAnew(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, index string){
		"folder deleted": func(t *testing.T, index string) { remove(t, index) },
		"shard deleted":  func(t *testing.T, index string) { remove(t, filepath.Join(index, "1")) },
		"root file cut short": func(t *testing.T, index string) {
			if err := os.Truncate(filepath.Join(index, "0", rootFile), 100); err != nil {
				t.Fatal(err)
			}
		},
		"segments deleted": func(t *testing.T, index string) {
			files, err := filepath.Glob(filepath.Join(index, "0", "*"+segmentExt))
			if err != nil || len(files) == 0 {
				t.Fatalf("segments: %v, %v", files, err)
			}
			for _, f := range files {
				remove(t, f)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c, err := Open(ctx, dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			mustApply(t, c, 0, 20)
			mustSync(t, c)
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, filepath.Join(dir, indexDir))
			c = open(t, dir, Options{})
			mustSync(t, c)
			if n := total(t, c, everyone); n != 60 {
				t.Errorf("%d cuttings found, want 60", n)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func TestIndexOfOtherRows(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for i, dir := range []string{a, b} {
		c, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		mustApply(t, c, 100*i, 10+i)
		mustSync(t, c)
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	remove(t, filepath.Join(a, indexDir))
	if err := os.Rename(filepath.Join(b, indexDir), filepath.Join(a, indexDir)); err != nil {
		t.Fatal(err)
	}
	c := open(t, a, Options{})
	mustSync(t, c)
	if n := total(t, c, everyone); n != 30 {
		t.Errorf("%d cuttings found, want the 30 of these rows", n)
	}
}

func TestRowsOfAnotherVersion(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.w.Exec("PRAGMA user_version = 7"); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for _, ro := range []bool{false, true} {
		_, err := Open(ctx, dir, Options{ReadOnly: ro})
		if cutting.KindOf(err) != cutting.Conflict || !strings.Contains(err.Error(), "rebuild") {
			t.Errorf("read-only %t: error is %v, want a conflict that names rebuild", ro, err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(ctx, dir, Options{ReadOnly: true}); cutting.KindOf(err) != cutting.NotFound {
		t.Errorf("opening nothing: %v, want not found", err)
	}
	w := open(t, dir, Options{})
	mustApply(t, w, 0, 20)
	mustSync(t, w)
	for _, s := range w.index.shards {
		if err := s.flush(flushTime); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	r := open(t, dir, Options{ReadOnly: true, Clock: func() time.Time { return now }})
	if err := r.Apply(ctx, benchBatch(prose(1), 0, 1, 1, 5)); cutting.KindOf(err) != cutting.Unsupported {
		t.Errorf("Apply: %v, want unsupported", err)
	}
	if err := r.Sync(ctx); cutting.KindOf(err) != cutting.Unsupported {
		t.Errorf("Sync: %v, want unsupported", err)
	}
	if n := total(t, r, everyone); n != 60 {
		t.Errorf("a reader beside the writer finds %d, want 60", n)
	}
	mustApply(t, w, 20, 20)
	mustSync(t, w)
	for _, s := range w.index.shards {
		if err := s.flush(flushTime); err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(2 * lookEvery)
	if n := total(t, r, everyone); n != 120 {
		t.Errorf("the reader finds %d after the writer went on, want 120", n)
	}
	if dumped(t, r) != dumped(t, w) {
		t.Error("reader and writer dump differently")
	}
}

func TestReadOnlyWithoutIndex(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, c, 0, 20)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	remove(t, filepath.Join(dir, indexDir))
	r := open(t, dir, Options{ReadOnly: true})
	if n := total(t, r, "source:a.example"); n != 60 {
		t.Errorf("a search without words finds %d, want 60", n)
	}
	q, err := query.Parse("word", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Search(ctx, catalogue.Request{Query: q}); cutting.KindOf(err) != cutting.Unavailable {
		t.Errorf("a search for words gives %v, want unavailable", err)
	}
}

func TestTwoWriters(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a lock of three seconds")
	}
	dir := t.TempDir()
	open(t, dir, Options{})
	if c, err := Open(ctx, dir, Options{}); cutting.KindOf(err) != cutting.Conflict {
		t.Errorf("second writer: %v, want conflict", err)
		if err == nil {
			c.Close()
		}
	}
}

// TestEditionsAreTidied checks that documents of replaced editions go when the
// catalogue is opened again.
func TestEditionsAreTidied(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		// the same captures, other texts
		if err := c.Apply(ctx, benchBatch(prose(uint64(i)), 0, 10, 3, 20)); err != nil {
			t.Fatal(err)
		}
		mustSync(t, c) // each edition is in the index before the next is written
	}
	if n := documents(t, c); n != 90 {
		t.Fatalf("%d documents before, want 90: three editions of 30", n)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = open(t, dir, Options{})
	if n := documents(t, c); n != 30 {
		t.Errorf("%d documents after opening again, want 30", n)
	}
	if n := total(t, c, everyone); n != 30 {
		t.Errorf("%d cuttings found, want 30", n)
	}
}

func documents(t *testing.T, c *Catalogue) int {
	t.Helper()
	n := uint64(0)
	for _, s := range c.index.shards {
		snap, err := s.snapshot()
		if err != nil {
			t.Fatal(err)
		}
		k, err := snap.DocCount()
		if err != nil {
			t.Fatal(err)
		}
		n += k
		snap.Close()
	}
	return int(n)
}

// killedDir is the environment variable by which TestKilled passes its child the folder to add to.
const killedDir = "CUTTINGS_TEST_KILLED_DIR"

// TestKilled kills a process in the middle of adding, again and again. What it
// had reported as applied must be there, and the index must catch up.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killedDir); dir != "" {
		addForever(t, dir)
		return
	}
	dir := t.TempDir()
	applied := 0
	mark, reported := catalogue.Position(""), map[string]bool{}
	for round := range 4 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), killedDir+"="+dir, "CUTTINGS_TEST_FROM="+strconv.Itoa(1000*round))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// The child prints a line after each batch; it is killed after some of them.
		buf := make([]byte, 1)
		lines := 0
		for lines < 3+round*4 {
			if _, err := out.Read(buf); err != nil {
				t.Fatalf("the child ended by itself: %v", err)
			}
			if buf[0] == '\n' {
				lines++
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() // it reports that it was killed
		applied += lines
		c, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		mustSync(t, c)
		stats, err := c.Stats(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if stats.Captures < applied*5 || stats.Captures%5 != 0 {
			t.Errorf("%d captures after %d batches of 5 were reported", stats.Captures, applied)
		}
		if n := total(t, c, everyone); n != stats.Cuttings || n != 3*stats.Captures {
			t.Errorf("%d found of %d cuttings in %d captures", n, stats.Cuttings, stats.Captures)
		}
		applied = stats.Captures / 5
		// A follower that continues from its mark misses nothing and gets nothing that does not exist.
		if mark, err = c.Changes(ctx, mark, func(ch catalogue.Change) bool {
			reported[string(ch.Of)+" "+ch.Key] = true
			return true
		}); err != nil {
			t.Fatal(err)
		}
		if len(reported) != stats.Captures+stats.Cuttings {
			t.Errorf("changes tell of %d things, there are %d captures and %d cuttings", len(reported), stats.Captures,
				stats.Cuttings)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func addForever(t *testing.T, dir string) {
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from, err := strconv.Atoi(os.Getenv("CUTTINGS_TEST_FROM"))
	if err != nil {
		t.Fatal(err)
	}
	for i := from; ; i += 5 {
		mustApply(t, c, i, 5)
		fmt.Println("applied")
	}
}

// TestCloseSoon: what a catalogue that was closed in haste lacks in its index it has after
// the next opening.
func TestCloseSoon(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, c, 0, 20)
	begun := time.Now()
	if err := c.CloseSoon(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 5*time.Second { // half a second on an idle machine
		t.Errorf("closing took %v", took)
	}
	for range 20 { // files may still be open for a moment
		if c, err = Open(ctx, dir, Options{}); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	mustSync(t, c)
	if n := total(t, c, everyone); n != 60 {
		t.Errorf("%d cuttings after opening again, want 60", n)
	}
}
