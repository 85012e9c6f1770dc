package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// prose returns texts of invented words by Zipf's law.
func prose(seed uint64) func(words int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	z := rand.NewZipf(r, 1.08, 3, 39_999)
	syllables := strings.Fields("ba de fi go lu ma ne po ra si ti vo ka le mu no dra sta tri plo")
	word := func(n uint64) string {
		var b strings.Builder
		for n += 20; n > 0; n /= 20 {
			b.WriteString(syllables[n%20])
		}
		return b.String()
	}
	return func(words int) string {
		var b strings.Builder
		for i := range words {
			switch {
			case i > 0 && i%60 == 0:
				b.WriteString(".\n\n")
			case i > 0 && i%12 == 0:
				b.WriteString(". ")
			case i > 0:
				b.WriteByte(' ')
			}
			b.WriteString(word(z.Uint64()))
		}
		return b.String()
	}
}

func benchBatch(text func(int) string, from, pages, each, words int) catalogue.Batch {
	var b catalogue.Batch
	for i := from; i < from+pages; i++ {
		at := time.Date(2020, 1, 1, 0, 0, i, 0, time.UTC)
		id := fmt.Sprintf("bench-%08d", i)
		p := catalogue.PageReading{Page: catalogue.PageRow{Capture: cutting.Capture{ID: id, Time: at}, Added: at,
			Source: catalogue.Source{ID: "a.example", Name: "a"}}}
		for k := range each {
			p.Sightings = append(p.Sightings, catalogue.Sighting{
				CuttingID: cutting.NewCuttingID(cutting.Teaser, "", fmt.Sprint("https://a.example/", i, "/", k), "",
					""), CaptureID: id, Ordinal: k,
				Kind: cutting.Teaser, Source: p.Page.Source, Lang: "en", Headline: text(8), Text: text(words),
				URL: fmt.Sprint("https://a.example/", i, "/", k), Published: cutting.Date{Value: "2011-04-09"},
				Captured: at, Added: at, Version: cutting.Sum([]byte(id)),
				Bytes: []cutting.Range{{Start: 5, End: 500}},
				Parts: []catalogue.SightingPart{{Role: cutting.PartParagraph, Text: cutting.Span{End: 20},
					Page: cutting.Span{Start: 100, End: 120}, Bytes: cutting.Range{Start: 2000, End: 2040}}},
			})
		}
		b.Pages = append(b.Pages, p)
	}
	return b
}

// BenchmarkAdd takes in pages of five cuttings of 120 words and waits for the index.
func BenchmarkAdd(b *testing.B) {
	c, err := Open(context.Background(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	text := prose(1)
	const pages = 64
	var batches []catalogue.Batch
	for i := 0; i < b.N; i += pages {
		batches = append(batches, benchBatch(text, i, min(pages, b.N-i), 5, 120))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for _, batch := range batches {
		if err := c.Apply(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Sync(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSearch measures searches over 20,000 cuttings of 150 words.
func BenchmarkSearch(b *testing.B) {
	ctx := context.Background()
	c, err := Open(ctx, b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	text := prose(1)
	for i := 0; i < 4000; i += 200 {
		if err := c.Apply(ctx, benchBatch(text, i, 200, 5, 150)); err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Sync(ctx); err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{"common": "bade", "and": "bade fide", "or": "bade OR dede OR fide",
		"phrase": `"bade dede"`, "prefix": "ma*", "filter": "kind:teaser date:2011"} {
		q, err := query.Parse(text, time.Now())
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Search(ctx, catalogue.Request{Query: q, Limit: 10, Facets: []string{"source", "kind"},
					Histogram: "month", Highlight: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
