package library_test

import (
	"context"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/library"
)

// inventory implements Inventory: captures with their numbers of decisions.
type inventory map[string]int

func (i inventory) Captures(_ context.Context, fn func(string) bool) error {
	for id := range i {
		if !fn(id) {
			break
		}
	}
	return nil
}

func (i inventory) Decisions(id string) int { return i[id] }

// TestCounts counts rows that failed, are stale, wait for a decision, and captures without a row; the counts
// are cached for a while, unless another number of failures is requested.
func TestCounts(t *testing.T) {
	ctx, c := context.Background(), memory.New()
	now := time.Date(2026, 9, 5, 12, 0, 0, 0, time.UTC)
	own := catalogue.Versions{"page": 2}
	row := func(id string, v int, decisions int, failure string, faults ...string) catalogue.PageReading {
		return catalogue.PageReading{Page: catalogue.PageRow{Capture: cutting.Capture{ID: id, Length: 10},
			Versions: catalogue.Versions{"page": v}, Decisions: decisions, Failure: failure, Faults: faults}}
	}
	kept := inventory{"a": 0, "b": 0, "c": 2, "d": 1, "e": 0, "unread": 1}
	err := c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{row("a", 2, 0, ""), row("b", 1, 0, ""),
		row("c", 2, 1, ""), row("d", 2, 1, "too deep"), row("e", 2, 0, "too deep", "guessed"),
		row("lost", 2, 0, "", "guessed")}})
	if err != nil {
		t.Fatal(err)
	}
	l := library.New(library.Config{Catalogue: c, Inventory: kept, Versions: own,
		Now: func() time.Time { return now }})
	counts := func(listed int) library.Counts {
		t.Helper()
		got, err := l.Counts(ctx, listed)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := counts(1)
	if got.Kept != 6 || got.Unread != 1 || got.Stale != 1 || got.Waiting != 1 || got.Failed != 2 || got.Faulty != 1 ||
		got.Bytes != 60 || len(got.Failures) != 1 || len(got.Reasons) != 1 || got.Reasons[0].Count != 2 {
		t.Errorf("got %+v", got)
	}
	kept["c"] = 1
	if got := counts(1); got.Waiting != 1 {
		t.Errorf("%d wait: the answer was not kept for a moment", got.Waiting)
	}
	if got := counts(9); got.Waiting != 0 || len(got.Failures) != 2 {
		t.Errorf("with all failures: %+v", got)
	}
	kept["a"] = 1
	now = now.Add(time.Minute)
	if got := counts(9); got.Waiting != 1 {
		t.Errorf("%d wait a minute later, want 1", got.Waiting)
	}
}

// TestCountsWhatReadersHaveToRead: a text counts once, however many readers lack it, and
// a row of another version counts as none.
func TestCountsWhatReadersHaveToRead(t *testing.T) {
	ctx, c := context.Background(), memory.New()
	page := catalogue.PageReading{Page: catalogue.PageRow{Capture: cutting.Capture{ID: "a", Length: 10}}}
	var keys []string
	for i, headline := range []string{"Dam closed", "Dam open", "Bridge shut"} {
		s := catalogue.Sighting{CuttingID: headline, CaptureID: "a", Ordinal: i, Kind: cutting.Teaser,
			Headline: headline, Version: cutting.Sum([]byte(headline))}
		page.Sightings = append(page.Sightings, s)
		keys = append(keys, catalogue.TextKey(&s))
	}
	row := func(stage string, of catalogue.Scope, key string, version int) catalogue.StageRow {
		return catalogue.StageRow{RowKey: catalogue.RowKey{Stage: stage, Key: key}, Of: of, Version: version,
			Value: []byte("1")}
	}
	err := c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{page}, Rows: []catalogue.StageRow{
		row("names", catalogue.OfText, keys[0], 2), row("times", catalogue.OfText, keys[0], 1),
		row("names", catalogue.OfText, keys[1], 2), row("frames", catalogue.OfCapture, "a", 1)}})
	if err != nil {
		t.Fatal(err)
	}
	reader := func(stage string, of catalogue.Scope, version int) library.Reader {
		return library.Reader{Of: of, Stage: stage, Version: version}
	}
	for name, tt := range map[string]struct {
		readers []library.Reader
		want    int
	}{
		"no readers":        {nil, 0},
		"one text not read": {[]library.Reader{reader("names", catalogue.OfText, 2)}, 1},
		"two readers": {[]library.Reader{reader("names", catalogue.OfText, 2), reader("times", catalogue.OfText, 1)},
			2},
		"another version": {[]library.Reader{reader("names", catalogue.OfText, 3)}, 3},
		"a page":          {[]library.Reader{reader("frames", catalogue.OfCapture, 2)}, 1},
		"all is read":     {[]library.Reader{reader("frames", catalogue.OfCapture, 1)}, 0},
	} {
		l := library.New(library.Config{Catalogue: c, Readers: tt.readers})
		if got, err := l.Counts(ctx, 1); err != nil || got.Unmarked != tt.want {
			t.Errorf("%s: %d to read, %v, want %d", name, got.Unmarked, err, tt.want)
		}
	}
}
