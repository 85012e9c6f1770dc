package sqlite

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// sameCounts compares the counts that are kept with those of the rows.
func sameCounts(t *testing.T, c *Catalogue, when string) {
	t.Helper()
	kept, ok, err := c.keptCounts(ctx)
	if err != nil || !ok {
		t.Fatalf("%s: counts that hold: %t, %v", when, ok, err)
	}
	counted, err := c.countedRows(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(kept, counted) {
		t.Fatalf("%s: kept %v, the rows have %v", when, kept, counted)
	}
}

// someBatch makes pages again and again out of a few texts, and rows of stages about them,
// some of which have gone.
func someBatch(r *rand.Rand) catalogue.Batch {
	var b catalogue.Batch
	sighting := func() catalogue.Sighting {
		text := fmt.Sprint("Text number ", r.IntN(12))
		return catalogue.Sighting{Kind: cutting.Teaser, Text: text, Version: cutting.Sum([]byte(text))}
	}
	for range r.IntN(4) {
		id := fmt.Sprint("c", r.IntN(6))
		p := catalogue.PageReading{Page: catalogue.PageRow{Capture: cutting.Capture{ID: id}}}
		for k := range r.IntN(4) {
			s := sighting()
			s.CuttingID, s.CaptureID, s.Ordinal = fmt.Sprint("cutting", r.IntN(12)), id, k
			p.Sightings = append(p.Sightings, s)
		}
		b.Pages = append(b.Pages, p)
	}
	for range r.IntN(8) {
		var key catalogue.RowKey
		row := catalogue.StageRow{Version: 1 + r.IntN(2), Value: []byte(fmt.Sprint(r.IntN(3)))}
		row.Of = []catalogue.Scope{catalogue.OfCapture, catalogue.OfText, catalogue.OfCutting}[r.IntN(3)]
		switch row.Of {
		case catalogue.OfCapture:
			key.Key = fmt.Sprint("c", r.IntN(6))
		case catalogue.OfText:
			s := sighting()
			key.Key = catalogue.TextKey(&s)
		default:
			key.Key = fmt.Sprint("cutting", r.IntN(12))
		}
		key.Stage = fmt.Sprint([]string{"names", "times"}[r.IntN(2)], " of ", row.Of)
		if row.RowKey = key; r.IntN(5) == 0 {
			b.Drop = append(b.Drop, key)
		} else {
			b.Rows = append(b.Rows, row)
		}
	}
	return b
}

// Counts are those of the rows after every batch, after a kill, and after a program that
// knows no counts has written.
func TestCounts(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, Options{})
	r := rand.New(rand.NewPCG(5, 5))
	for i := range 120 {
		if err := c.Apply(ctx, someBatch(r)); err != nil {
			t.Fatal(err)
		}
		if c.commits.Load() > 0 { // an empty batch writes nothing
			sameCounts(t, c, fmt.Sprint("after batch ", i))
		}
	}
	killed := filepath.Join(t.TempDir(), "killed")
	if err := os.MkdirAll(killed, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{rowsFile, rowsFile + "-wal"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(killed, name), b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c = open(t, killed, Options{})
	sameCounts(t, c, "after a kill")

	for _, by := range []string{"an earlier program", "an earlier program's file"} {
		// It changes rows and the number of commits.
		change := "UPDATE stage_rows SET version = 9; UPDATE meta SET value = value + 1 WHERE key = 'commits'"
		if by != "an earlier program" {
			change += "; DROP TABLE stage_counts; DELETE FROM meta WHERE key = 'counted'"
		}
		if _, err := c.w.ExecContext(ctx, change); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := c.keptCounts(ctx); ok || err != nil {
			t.Errorf("%s: the counts are believed (%v)", by, err)
		}
		for _, of := range []catalogue.Scope{catalogue.OfCapture, catalogue.OfText} {
			all, done, err := c.countDue(ctx, of, fmt.Sprint("names of ", of), 9)
			if err != nil || all == 0 || done == 0 {
				t.Errorf("%s: %d of %s, %d done, %v", by, all, of, done, err)
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		c = open(t, killed, Options{})
		if err := c.Apply(ctx, benchBatch(prose(1), 0, 1, 1, 20)); err != nil {
			t.Fatal(err)
		}
		sameCounts(t, c, "a batch after "+by)
	}
}

// TestWrongCountIsReported: verify reports a count that differs from that of the rows.
func TestWrongCountIsReported(t *testing.T) {
	c := open(t, t.TempDir(), Options{})
	mustApply(t, c, 0, 4)
	mustSync(t, c)
	if _, err := c.w.ExecContext(ctx, "UPDATE stage_counts SET rows = rows + 1 WHERE scope = 'text'"); err != nil {
		t.Fatal(err)
	}
	var reports []string
	if err := c.verifyRows(ctx, func(what string) { reports = append(reports, what) }); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(reports, func(s string) bool { return strings.Contains(s, "counts of rows") }) {
		t.Errorf("reported: %q", reports)
	}
}

// Finding what is due does not read what is not: the time does not grow with the number of rows.
func BenchmarkNothingDue(b *testing.B) {
	c, err := Open(ctx, b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	text, value := prose(3), []byte(fmt.Sprintf("%q", strings.Repeat("x", 2000)))
	for i := range 200 {
		batch := benchBatch(text, i*10, 10, 5, 20)
		for k := range batch.Pages {
			for _, s := range batch.Pages[k].Sightings {
				batch.Rows = append(batch.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: "names",
					Key: catalogue.TextKey(&s)}, Of: catalogue.OfText, Version: 1, Value: value})
			}
		}
		if err := c.Apply(ctx, batch); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if err := c.Due(ctx, catalogue.OfText, "names", 1, func(key string) bool {
			b.Fatalf("%s is due", key)
			return false
		}); err != nil {
			b.Fatal(err)
		}
	}
}
