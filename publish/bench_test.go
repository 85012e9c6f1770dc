package publish

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/internal/corpus"
)

// many returns a content of n items in sentences of an invented language, one in five of them with a copy, in
// 40 outlets over twelve years, with three topics.
func many(n int) Content {
	var c Content
	day := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	for i := range n {
		m := corpus.New(i)
		it := &Item{ID: fmt.Sprintf("c%07d", i), Kind: cutting.Article, Headline: m.Sentence(6, 12),
			Excerpt:  strings.Join([]string{m.Sentence(12, 20), m.Sentence(12, 20), "…"}, " "),
			URL:      fmt.Sprintf("https://outlet%d.example/%d", i%40, i),
			SourceID: fmt.Sprintf("outlet%d.example", i%40), Source: fmt.Sprintf("Outlet no %d", i%40), Lang: "en",
			Added: day.Format(time.RFC3339),
			Published: cutting.Date{Value: day.Add(-time.Duration(i) * 12 * 365 * 24 * time.Hour / time.Duration(n)).
				Format("2006-01-02")},
			Evidence: []Evidence{{Capture: fmt.Sprint("capture", i), Checksum: cutting.Sum([]byte{byte(i)}),
				Length: 30_000, Bytes: []cutting.Range{{Start: 1000, End: 9000}},
				Saved: time.Date(2012, 10, 4, 9, 30, 0, 0, time.UTC), Known: cutting.TimeOfFile}}}
		c.Pages = append(c.Pages, it)
		if i%5 == 4 {
			a := c.Pages[i-1]
			it.Story, a.Story, it.Texts, a.Texts = 2, 2, 1, 1
			a.AlsoIn = []Other{{ID: it.ID, Headline: it.Headline, Source: it.Source, URL: it.URL}}
			it.AlsoIn = []Other{{ID: a.ID, Headline: a.Headline, Source: a.Source, URL: a.URL}}
			continue
		}
		c.Items = append(c.Items, it)
	}
	for i := range 3 {
		c.Sections = append(c.Sections, Section{Slug: fmt.Sprint("topic-", i), Title: fmt.Sprint("Topic ", i),
			Items: c.Items[:len(c.Items)/(i+2)]})
	}
	return c
}

// BenchmarkWrite writes a site of 10,000 cuttings to an empty folder; with PUBLISH_DIR to
// that one, where it stays.
func BenchmarkWrite(b *testing.B) {
	c := many(10_000)
	for b.Loop() {
		b.StopTimer()
		dir := os.Getenv("PUBLISH_DIR")
		if dir == "" {
			dir = filepath.Join(b.TempDir(), "site")
		}
		b.StartTimer()
		w, err := New(Options{Archive: "Archive", Base: "https://press.example"}, c).Write(context.Background(), dir,
			nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(w.Files), "files")
	}
}

// BenchmarkWriteAgain measures a run that finds nothing changed.
func BenchmarkWriteAgain(b *testing.B) {
	c := many(10_000)
	dir := filepath.Join(b.TempDir(), "site")
	o := Options{Archive: "Archive", Base: "https://press.example"}
	if _, err := New(o, c).Write(context.Background(), dir, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if w, err := New(o, c).Write(context.Background(), dir, nil); err != nil || w.Changed > 0 {
			b.Fatal(w, err)
		}
	}
}
