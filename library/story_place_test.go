package library_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// TestTeasersAreCountedByPage checks that an article has as many listings as there are saved pages with a
// teaser of it, however many items they have for it, and however often an item was seen.
func TestTeasersAreCountedByPage(t *testing.T) {
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	m := memory.New()
	var b catalogue.Batch
	pages := map[string]int{} // how many items a page has so far
	item := func(id, page string, kind cutting.Kind, headline, article string) {
		at, known := pages[page]
		pages[page]++
		if !known {
			b.Pages = append(b.Pages, catalogue.PageReading{Page: catalogue.PageRow{Added: day,
				Capture: cutting.Capture{ID: page, URL: "http://courier.example/" + page, Time: day}}})
		}
		for i := range b.Pages {
			if p := &b.Pages[i]; p.Page.Capture.ID == page {
				p.Sightings = append(p.Sightings, catalogue.Sighting{CuttingID: id, CaptureID: page, Ordinal: at,
					Kind: kind, Headline: headline, Text: headline + " and what follows", Captured: day,
					Source: catalogue.Source{ID: "courier.example", Name: "Courier"}})
			}
		}
		row := catalogue.StoryRow{Text: id, Story: "k1", Is: catalogue.IsTeaser, Article: article}
		if article == "" {
			row.Is = catalogue.IsIndependent
		}
		value, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.StoryStage, Key: id},
			Of: catalogue.OfCutting, Version: 1, Value: value, Fields: map[string][]string{"story": {"k1"}}})
	}
	item("k1", "article", cutting.Article, "The weir is shut", "")
	item("k2", "front", cutting.Teaser, "The weir is shut", "k1")
	item("k2", "front2", cutting.Teaser, "The weir is shut", "k1") // the same one, seen again
	item("k3", "front", cutting.Rail, "Weir shut", "k1")           // a second item of one page
	item("k4", "section", cutting.Teaser, "Boats wait at the weir", "k1")
	item("k6", "section", cutting.Rail, "Boats wait", "k1")
	item("k5", "other", cutting.Teaser, "The weir is shut", "k9") // of another article
	if err := m.Apply(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	l := library.New(library.Config{Catalogue: m, InEffect: topicsInEffect{}, Name: "Archive", Now: librarytest.Now})
	in, err := l.InArchive(context.Background(), "k1", "The weir is shut", cutting.Article)
	if err != nil {
		t.Fatal(err)
	}
	if in.Listings != 3 {
		t.Errorf("teased in %d listings, want 3", in.Listings)
	}
	got := fmt.Sprint(len(in.Teasers), " items, ", len(in.Others), " under another headline")
	if want := "4 items, 3 under another headline"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
