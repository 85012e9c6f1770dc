package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // the analyzer named below
	"github.com/blevesearch/bleve/v2/mapping"
	bquery "github.com/blevesearch/bleve/v2/search/query"
)

// plainDoc is a cutting in the simplest form for Bleve.
type plainDoc struct {
	Title  string    `json:"title"`
	Text   string    `json:"text"`
	Source string    `json:"source"`
	Kind   string    `json:"kind"`
	Date   time.Time `json:"date"`
}

func plainMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = "en"
	keyword := bleve.NewKeywordFieldMapping()
	doc := bleve.NewDocumentMapping()
	doc.AddFieldMappingsAt("source", keyword)
	doc.AddFieldMappingsAt("kind", keyword)
	doc.AddFieldMappingsAt("date", bleve.NewDateTimeFieldMapping())
	m.DefaultMapping = doc
	return m
}

// measurePlain builds one Bleve index as its documentation shows and runs the same queries with
// Bleve's own collector, facets, date ranges and highlighter.
func measurePlain(ctx context.Context, dir string, g *generator, n int, queries []benchQuery,
	into map[string]searchTiming, j job) (float64, error) {
	var idx bleve.Index
	start := time.Now()
	if _, err := os.Stat(dir); err != nil {
		if idx, err = bleve.New(dir, plainMapping()); err != nil {
			return 0, err
		}
		b := idx.NewBatch()
		for i := range n {
			s, _ := g.cutting(i, "", time.Time{})
			date, err := time.Parse("2006-01-02", s.Published.Value)
			if err != nil {
				return 0, err
			}
			if err := b.Index(s.CuttingID, plainDoc{s.Headline, s.Text, s.Source.ID, string(s.Kind),
				date}); err != nil {
				return 0, err
			}
			if b.Size() == 1000 || i == n-1 {
				if err := idx.Batch(b); err != nil {
					return 0, err
				}
				b = idx.NewBatch()
				if err := ctx.Err(); err != nil {
					return 0, err
				}
			}
			if i%20000 == 0 {
				fmt.Fprintf(j.stderr, "plain: %7d cuttings, %5.0f s, RssAnon %.0f MB\n", i,
					time.Since(start).Seconds(), rssAnonMB())
			}
		}
	} else if idx, err = bleve.Open(dir); err != nil {
		return 0, err
	}
	defer idx.Close()
	built := time.Since(start).Seconds()
	measureQueries(queries, j, queryWay{into, func(text string) (int, error) {
		req := bleve.NewSearchRequestOptions(plainQuery(text), 10, 0, false)
		req.Highlight = bleve.NewHighlight()
		req.AddFacet("source", bleve.NewFacetRequest("source", 100))
		req.AddFacet("kind", bleve.NewFacetRequest("kind", 10))
		years := bleve.NewFacetRequest("date", 20)
		for y := 2005; y <= 2021; y++ {
			years.AddDateTimeRange(fmt.Sprint(y), time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC),
				time.Date(y+1, 1, 1, 0, 0, 0, 0, time.UTC))
		}
		req.AddFacet("years", years)
		res, err := idx.SearchInContext(ctx, req)
		if err != nil {
			return 0, err
		}
		return int(res.Total), nil
	}})
	return built, nil
}

var (
	plainSource = regexp.MustCompile(`source:(\S+)`)
	plainDates  = regexp.MustCompile(`date:(\d+)/(\d+)`)
)

// plainQuery returns one of the generator's queries in Bleve's own form.
func plainQuery(text string) bquery.Query {
	all := bleve.NewConjunctionQuery()
	if m := plainSource.FindStringSubmatch(text); m != nil {
		q := bleve.NewTermQuery(m[1])
		q.SetField("source")
		all.AddQuery(q)
		text = plainSource.ReplaceAllString(text, "")
	}
	if m := plainDates.FindStringSubmatch(text); m != nil {
		var from, to int
		fmt.Sscan(m[1], &from)
		fmt.Sscan(m[2], &to)
		q := bleve.NewDateRangeQuery(time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC),
			time.Date(to+1, 1, 1, 0, 0, 0, 0, time.UTC))
		q.SetField("date")
		all.AddQuery(q)
		text = plainDates.ReplaceAllString(text, "")
	}
	one := func(w string) bquery.Query {
		either := bleve.NewDisjunctionQuery()
		for _, field := range []string{"title", "text"} {
			switch {
			case strings.HasPrefix(w, `"`):
				q := bleve.NewMatchPhraseQuery(strings.Trim(w, `"`))
				q.SetField(field)
				either.AddQuery(q)
			case strings.HasSuffix(w, "*"):
				q := bleve.NewPrefixQuery(strings.TrimSuffix(w, "*"))
				q.SetField(field)
				either.AddQuery(q)
			default:
				q := bleve.NewMatchQuery(w)
				q.SetField(field)
				either.AddQuery(q)
			}
		}
		return either
	}
	switch {
	case strings.HasPrefix(text, `"`):
		all.AddQuery(one(text))
	case strings.Contains(text, " OR "):
		any := bleve.NewDisjunctionQuery()
		for _, w := range strings.Split(text, " OR ") {
			any.AddQuery(one(w))
		}
		all.AddQuery(any)
	default:
		for _, w := range strings.Fields(text) {
			all.AddQuery(one(w))
		}
	}
	return all
}
