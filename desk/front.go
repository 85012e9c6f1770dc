package desk

import (
	"net/http"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// frontData is what the archive's front shows.
type frontData struct {
	Stats   catalogue.Stats
	Kinds   []link
	Langs   []link
	Chart   *chart
	Newest  []item
	Viewed  []item
	Sources []sourceLine
	More    int // sources not shown
	Empty   bool
	First   cutting.Date
	Last    cutting.Date
}

// link is a labelled count that leads somewhere.
type link struct {
	Label string
	Href  string
	Count int
	On    bool
}

type sourceLine struct {
	catalogue.SourceCount
	Href        string
	First, Last cutting.Date
}

const (
	frontNewest  = 8
	frontViewed  = 5
	frontSources = 12
)

func (d *desk) front(r *http.Request) (*reply, error) {
	ctx := r.Context()
	stats, err := d.Catalogue.Stats(ctx)
	if err != nil {
		return nil, err
	}
	data := frontData{Stats: stats, Empty: stats.Captures == 0, First: cutting.Date{Value: stats.First}, Last: cutting.Date{Value: stats.Last}}
	period := periodFor(stats.First, stats.Last)
	res, err := d.Catalogue.Search(ctx, catalogue.Request{Sort: catalogue.ByNewest, Limit: frontNewest,
		Histogram: period, Facets: []string{"lang"}})
	if err != nil {
		return nil, err
	}
	data.Newest = itemsOf(res.Hits)
	data.Chart = newChart(res.Histogram, period, "", func(v string) string {
		return state{}.withDate(v).href("/search")
	})
	for _, k := range []cutting.Kind{cutting.Article, cutting.Teaser, cutting.Rail} {
		if n := stats.ByKind[k]; n > 0 {
			data.Kinds = append(data.Kinds, link{Label: kindName(k), Href: state{}.with("kind", string(k)).href("/search"), Count: n})
		}
	}
	for _, c := range res.Facets["lang"] {
		if c.Value != "" {
			data.Langs = append(data.Langs, link{Label: languageName(c.Value), Href: state{}.with("lang", c.Value).href("/search"), Count: c.Count})
		}
	}
	if data.Viewed, err = d.mostViewed(r, frontViewed); err != nil {
		return nil, err
	}
	all, err := d.Catalogue.Sources(ctx)
	if err != nil {
		return nil, err
	}
	data.Sources, data.More = sourceLines(all, frontSources)
	return &reply{page: "front", data: data, feed: "/search.atom"}, nil
}

// mostViewed lists the n most viewed cuttings that are still in the catalogue.
func (d *desk) mostViewed(r *http.Request, n int) ([]item, error) {
	if d.Views == nil {
		return nil, nil
	}
	var out []item
	for _, v := range d.Views.Top(2 * n) {
		e, err := d.Catalogue.Entry(r.Context(), v.ID)
		if cutting.KindOf(err) == cutting.NotFound && err != nil {
			continue // cut differently since; its count stays for when it comes back
		}
		if err != nil {
			return nil, err
		}
		it := itemOf(headOf(e))
		it.Views = v.Count
		if out = append(out, it); len(out) == n {
			break
		}
	}
	return out, nil
}

// headOf is an entry as lists show it, without an excerpt.
func headOf(e *catalogue.Entry) catalogue.Head {
	return catalogue.Head{ID: e.ID, Kind: e.Kind, Source: e.Source, Lang: e.Lang, Headline: e.Headline,
		Truncated: e.Truncated, Byline: e.Byline, BylineOrigin: e.BylineOrigin, Published: e.Published, URL: e.URL, Rail: e.Rail, Section: e.Section,
		Captured: e.Captured, Added: e.Added, Sightings: len(e.Sightings)}
}

// sourceLines are the first n sources (all when n is 0), and how many are left.
func sourceLines(all []catalogue.SourceCount, n int) (lines []sourceLine, more int) {
	for i, s := range all {
		if n > 0 && i == n {
			return lines, len(all) - n
		}
		lines = append(lines, sourceLine{SourceCount: s, Href: sourcePath(s.ID),
			First: cutting.Date{Value: s.First}, Last: cutting.Date{Value: s.Last}})
	}
	return lines, 0
}
