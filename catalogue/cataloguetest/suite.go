// Package cataloguetest is the suite that every back end of the catalogue
// passes: the promises of package catalogue as tests, and search cases as files
// in testdata.
package cataloguetest

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Catalogue is a back end under test: it implements every interface of the contract.
type Catalogue interface {
	catalogue.Searcher
	catalogue.Speller
	catalogue.Entries
	catalogue.Pages
	catalogue.Counter
	catalogue.Outlets
	catalogue.Rows
	catalogue.Texts
	catalogue.Bulk
	catalogue.Dumper
	catalogue.Follower
	catalogue.Capable
	catalogue.Writer
}

// Open returns an empty catalogue with the given fields, closed by t.Cleanup.
type Open func(t *testing.T, fields *field.Set) Catalogue

// Run runs the suite.
func Run(t *testing.T, openWith Open) {
	open := func(t *testing.T) Catalogue { return openWith(t, field.Standard()) }
	for _, tt := range []struct {
		name string
		test func(*testing.T, func(*testing.T) Catalogue)
	}{
		{"search cases", searchCases},
		{"empty", emptyCatalogue},
		{"representative", representative},
		{"replacing a capture", replacing},
		{"corrected by hand", corrected},
		{"applying twice", applyingTwice},
		{"invalid batches", invalidBatches},
		{"pages", pages},
		{"counts", counts},
		{"words near another", nearWords},
		{"all versions are found", versions},
		{"requests that are refused", refused},
		{"paging", paging},
		{"paging while the archive grows", pagingWhileGrowing},
		{"dump", dump},
		{"hostile queries", hostile},
		{"many readers beside a writer", concurrency},
		{"interrupted", interrupted},
		{"rows of stages", stageRows},
		{"what is due", due},
		{"what changed", changes},
		{"groups of values", groups},
		{"grouped by story", groupedByStory},
		{"representatives of stories", representatives},
		{"cuttings in dispute", disputed},
		{"who shows a text", showing},
		{"many at once", inBulk},
		{"outlets", outlets},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.test(t, open) })
	}
	t.Run("fields of stages", func(t *testing.T) { stageFields(t, openWith) })
}

var ctx = context.Background()

var day1 = time.Date(2020, 1, 1, 10, 0, 0, 0, time.UTC)

func apply(t *testing.T, c Catalogue, b catalogue.Batch) {
	t.Helper()
	if err := c.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
	if err := c.Sync(ctx); err != nil {
		t.Fatal(err)
	}
}

func search(t *testing.T, c Catalogue, q string, req catalogue.Request) *catalogue.Result {
	t.Helper()
	parsed, err := query.Parse(q, Now)
	if err != nil {
		t.Fatal(err)
	}
	req.Query = parsed
	res, err := c.Search(ctx, req)
	if err != nil {
		t.Fatalf("search %q: %v", q, err)
	}
	return res
}

func wantKind(t *testing.T, what string, err error, kind cutting.ErrorKind) {
	t.Helper()
	if err == nil || cutting.KindOf(err) != kind {
		t.Errorf("%s: error is %v, want one of kind %v", what, err, kind)
	}
}

func emptyCatalogue(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	res := search(t, c, "harbour", catalogue.Request{Limit: 10, Facets: []string{"source"}, Histogram: "year"})
	if res.Total != 0 || len(res.Hits) != 0 || res.Next != "" {
		t.Errorf("search in an empty catalogue gives %+v", res)
	}
	_, err := c.Entry(ctx, "x")
	wantKind(t, "entry", err, cutting.NotFound)
	_, err = c.Page(ctx, "x")
	wantKind(t, "page", err, cutting.NotFound)
	_, err = c.PageSightings(ctx, "x")
	wantKind(t, "page sightings", err, cutting.NotFound)
	_, err = c.Sections(ctx, "x")
	wantKind(t, "sections", err, cutting.NotFound)
	s, err := c.Stats(ctx)
	if err != nil || s.Captures != 0 || s.Cuttings != 0 || s.First != "" {
		t.Errorf("stats %+v, %v", s, err)
	}
	if c.Capabilities().Name == "" {
		t.Error("the back end has no name")
	}
}

func doc(id, headline, text string) document {
	return document{ID: id, Kind: cutting.Article, Source: "courier.example", Name: "Ossery Courier", Lang: "en",
		Headline: headline, Text: text, Published: "2011-04-09"}
}

var equal = gocmp.Options{cmpopts.EquateEmpty()}

func representative(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	long := doc("x", "Quay closed", "The quay is closed until further notice.")
	short := doc("x", "Quay closed", "The quay is closed …")
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c3", "courier.example", day1.AddDate(0, 0, 2), Sighting(long, 0)),
		Page("c1", "courier.example", day1, Sighting(short, 0)),
		Page("c2", "courier.example", day1.AddDate(0, 0, 1), Sighting(doc("y", "Other", "Other."), 0),
			Sighting(long, 4)),
		Page("c0", "courier.example", day1.AddDate(0, 0, 1), Sighting(long, 1), Sighting(long, 7)),
	}})
	e, err := c.Entry(ctx, "x")
	if err != nil {
		t.Fatal(err)
	}
	if e.ID != "x" || e.CaptureID != "c0" || e.Ordinal != 1 {
		t.Errorf("representative is %s/%d, want c0/1: longest text, earliest captured, smallest capture and ordinal",
			e.CaptureID, e.Ordinal)
	}
	var order []string
	for _, s := range e.Sightings {
		order = append(order, fmt.Sprint(s.CaptureID, "/", s.Ordinal))
	}
	diff(t, "sightings", []string{"c1/0", "c0/1", "c0/7", "c2/4", "c3/0"}, order)
	if e.Versions != 2 {
		t.Errorf("%d versions, want 2", e.Versions)
	}
	res := search(t, c, "further", catalogue.Request{Limit: 10})
	if len(res.Hits) != 1 {
		t.Fatalf("hits %v, want x", hitIDs(res))
	}
	h := res.Hits[0]
	if h.Sightings != 5 || !h.Captured.Equal(day1) || !h.Added.Equal(day1.Add(time.Hour)) {
		t.Errorf("head has %d sightings, captured %v, added %v; want 5 and the earliest of both", h.Sightings,
			h.Captured, h.Added)
	}
	if d := gocmp.Diff(long.Text, h.Excerpt); d != "" {
		t.Errorf("excerpt: %s", d)
	}
}

func replacing(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c1", "courier.example", day1, Sighting(doc("x", "Quay closed", "Old words about lanterns."), 0),
			Sighting(doc("y", "Gone", "Will go."), 1)),
		Page("c2", "courier.example", day1.AddDate(0, 0, 1), Sighting(doc("x", "Quay closed", "Old words."), 0)),
	}})
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c1", "herald.example", day1, Sighting(doc("z", "Fresh", "New words about anchors."), 0)),
	}})
	for q, want := range map[string][]string{"lanterns": nil, "anchors": {"z"}, "old": {"x"}, "": {"x", "z"}} {
		diff(t, "search "+q, want, hitIDs(search(t, c, q, catalogue.Request{Limit: 10, Sort: catalogue.ByNewest})))
	}
	_, err := c.Entry(ctx, "y")
	wantKind(t, "entry of a cutting that is seen nowhere any more", err, cutting.NotFound)
	s, err := c.PageSightings(ctx, "c1")
	if err != nil || len(s) != 1 || s[0].CuttingID != "z" {
		t.Errorf("sightings of c1: %v, %v", s, err)
	}
	p, err := c.Page(ctx, "c1")
	if err != nil || p.Source.ID != "herald.example" {
		t.Errorf("page c1: %+v, %v", p, err)
	}
	// A capture's removed cutting is added again.
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c3", "courier.example", day1, Sighting(doc("y", "Back", "Came back."), 0)),
	}})
	diff(t, "search after return", []string{"y"}, hitIDs(search(t, c, "back", catalogue.Request{Limit: 10})))
	// The same capture twice in one batch: the later reading counts.
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c4", "courier.example", day1, Sighting(doc("m", "First", "First reading."), 0)),
		Page("c4", "courier.example", day1, Sighting(doc("n", "Second", "Second reading."), 0)),
	}})
	diff(t, "search for both readings", []string{"n"}, hitIDs(search(t, c, "reading", catalogue.Request{Limit: 10})))
}

// corrected reads a page again after a person gave its date and byline, and checks that both the values and
// their origin are visible, also where the values are those that were read.
func corrected(t *testing.T, open func(*testing.T) Catalogue) {
	for name, said := range map[string]struct {
		date   cutting.Date
		byline []string
	}{
		"the values that were read": {cutting.Date{Value: "2011-04-09", Origin: cutting.Corrected},
			[]string{"Nkechi Okafor"}},
		"other values": {cutting.Date{Value: "2012", Origin: cutting.Corrected},
			[]string{"Ana O'Brien", "Tomás García"}},
		"that there are none": {cutting.Date{Origin: cutting.Corrected}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			s := Sighting(doc("a", "Dockers strike", "The harbour stood still."), 0)
			s.Byline = []string{"Nkechi Okafor"}
			apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{Page("c1", "courier.example", day1, s)}})
			s.Published, s.Byline, s.BylineOrigin = said.date, said.byline, cutting.Corrected
			again := Page("c1", "courier.example", day1, s)
			again.Page.Decisions = 1
			apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{again}})
			check := func(what string, date cutting.Date, byline []string, origin string) {
				t.Helper()
				if d := gocmp.Diff(said.date, date); d != "" {
					t.Errorf("%s: date (-want +got):\n%s", what, d)
				}
				if d := gocmp.Diff(said.byline, byline, equal); d != "" || origin != cutting.Corrected {
					t.Errorf("%s: byline of origin %q (-want +got):\n%s", what, origin, d)
				}
			}
			e, err := c.Entry(ctx, "a")
			if err != nil {
				t.Fatal(err)
			}
			check("entry", e.Published, e.Byline, e.BylineOrigin)
			seen, err := c.PageSightings(ctx, "c1")
			if err != nil || len(seen) != 1 {
				t.Fatalf("%d sightings, %v", len(seen), err)
			}
			check("sighting", seen[0].Published, seen[0].Byline, seen[0].BylineOrigin)
			dated := "-date:none"
			if said.date.Value == "" {
				dated = "date:none"
			}
			res := search(t, c, "strike "+dated, catalogue.Request{Limit: 5})
			if len(res.Hits) != 1 {
				t.Fatalf("%d hits", len(res.Hits))
			}
			check("hit", res.Hits[0].Published, res.Hits[0].Byline, res.Hits[0].BylineOrigin)
			var b bytes.Buffer
			if err := c.Dump(ctx, &b); err != nil || !strings.Contains(b.String(), `"origin":"corrected"`) ||
				!strings.Contains(b.String(), `"byline_origin":"corrected"`) {
				t.Errorf("dump %s, %v", b.String(), err)
			}
		})
	}
}

func applyingTwice(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	b := catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c1", "courier.example", day1, Sighting(doc("x", "Quay closed", "Words about lanterns."), 0)),
	}}
	apply(t, c, b)
	var one, two bytes.Buffer
	if err := c.Dump(ctx, &one); err != nil {
		t.Fatal(err)
	}
	apply(t, c, b)
	apply(t, c, catalogue.Batch{})
	if err := c.Dump(ctx, &two); err != nil {
		t.Fatal(err)
	}
	diff(t, "dump", one.String(), two.String())
	if n := search(t, c, "lanterns", catalogue.Request{}).Total; n != 1 {
		t.Errorf("total %d, want 1", n)
	}
}

func invalidBatches(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	good := Page("c0", "courier.example", day1, Sighting(doc("x", "Fine", "Fine."), 0))
	for name, mutate := range map[string]func(*catalogue.PageReading){
		"no capture ID":          func(r *catalogue.PageReading) { r.Page.Capture.ID = "" },
		"no cutting ID":          func(r *catalogue.PageReading) { r.Sightings[0].CuttingID = "" },
		"foreign capture":        func(r *catalogue.PageReading) { r.Sightings[0].CaptureID = "other" },
		"same ordinal two times": func(r *catalogue.PageReading) { r.Sightings = append(r.Sightings, r.Sightings[0]) },
	} {
		bad := Page("c1", "courier.example", day1, Sighting(doc("y", "Bad", "Bad."), 0))
		mutate(&bad)
		wantKind(t, name, c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{good, bad}}), cutting.Invalid)
	}
	if err := c.Sync(ctx); err != nil {
		t.Fatal(err)
	}
	if n := search(t, c, "", catalogue.Request{}).Total; n != 0 {
		t.Errorf("%d cuttings of a refused batch were kept", n)
	}
}

func pages(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	reading := Page("c2", "courier.example", day1, Sighting(doc("x", "Quay <closed> & \u2028 shut", "Words."), 0),
		Sighting(doc("y", "Two", "Words."), 1))
	failed := catalogue.PageReading{Page: catalogue.PageRow{
		Capture: cutting.Capture{ID: "c3", Name: "bad.html", Time: day1}, Added: day1,
		Failure: "not a page", Kind: cutting.NothingPage, Faults: []string{"one", "two"}}}
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{reading, failed, Page("c1", "courier.example", day1)}})
	collect := func(after string, most int) (ids []string) {
		err := c.Pages(ctx, after, func(p catalogue.PageRow) bool {
			ids = append(ids, p.Capture.ID)
			return len(ids) < most
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	diff(t, "all", []string{"c1", "c2", "c3"}, collect("", 9))
	diff(t, "after c1", []string{"c2", "c3"}, collect("c1", 9))
	diff(t, "stopped", []string{"c1"}, collect("", 1))
	diff(t, "after the last", []string(nil), collect("c3", 1))
	p, err := c.Page(ctx, "c3")
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(&failed.Page, p, equal); d != "" {
		t.Errorf("failed page (-want +got):\n%s", d)
	}
	s, err := c.PageSightings(ctx, "c2")
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(reading.Sightings, s, equal); d != "" {
		t.Errorf("sightings come back changed (-want +got):\n%s", d)
	}
	none, err := c.PageSightings(ctx, "c1")
	if err != nil || len(none) != 0 {
		t.Errorf("sightings of a page without any: %v, %v", none, err)
	}
}

func counts(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	item := func(id, source, section, rail, published string, kind cutting.Kind) document {
		return document{ID: id, Source: source, Section: section, Rail: rail, Published: published, Kind: kind,
			Headline: id, Lang: "en"}
	}
	named := Page("c1", "courier.example", day1,
		Sighting(item("a", "courier.example", "World", "", "2011-04-09T10:00:00Z", cutting.Teaser), 0),
		Sighting(item("b", "courier.example", "World", "", "2012", cutting.Teaser), 1),
		Sighting(item("c", "courier.example", "", "Most read", "", cutting.Rail), 2),
		Sighting(item("d", "courier.example", "", "Also", "", cutting.Rail), 3))
	named.Page.Source.Name = "Ossery Courier"
	failed := catalogue.PageReading{Page: catalogue.PageRow{Capture: cutting.Capture{ID: "c9", Time: day1},
		Failure: "not a page", Kind: cutting.NothingPage}}
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		named, Page("c2", "courier.example", day1), Page("c3", "empty.example", day1), failed,
		Page("c4", "abend.example", day1, Sighting(item("e", "abend.example", "", "", "", cutting.Article), 0)),
		Page("c5", "zeit.example", day1, Sighting(item("f", "zeit.example", "", "", "", cutting.Article), 0)),
	}})
	sources, err := c.Sources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	counts := func(id, name string, captures, cuttings int) catalogue.SourceCount {
		return catalogue.SourceCount{Outlet: catalogue.Outlet{Source: catalogue.Source{ID: id, Name: name},
			Keys: []string{id}}, Captures: captures, Cuttings: cuttings}
	}
	courier := counts("courier.example", "Ossery Courier", 2, 4)
	courier.First, courier.Last = "2011-04-09", "2012"
	diff(t, "sources", []catalogue.SourceCount{courier, counts("abend.example", "abend.example", 1, 1),
		counts("zeit.example", "zeit.example", 1, 1), counts("empty.example", "empty.example", 1, 0),
	}, sources)
	sections, err := c.Sections(ctx, "courier.example")
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "sections", []catalogue.SectionCount{{Section: "World", Count: 2}, {Rail: "Also", Count: 1},
		{Rail: "Most read", Count: 1}}, sections)
	sections, err = c.Sections(ctx, "empty.example")
	if err != nil || len(sections) != 0 {
		t.Errorf("sections of a source without any: %v, %v", sections, err)
	}
	stats, err := c.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "stats", catalogue.Stats{
		Captures: 6, Pages: 5, Failures: 1, Cuttings: 6, Sightings: 6,
		ByKind:     map[cutting.Kind]int{cutting.Article: 2, cutting.Teaser: 2, cutting.Rail: 2},
		ByPageKind: map[cutting.PageKind]int{cutting.ListingPage: 5}, ByLang: map[string]int{"en": 6},
		First: "2011-04-09", Last: "2012",
	}, stats)
	res := search(t, c, "", catalogue.Request{Facets: []string{"source"}})
	diff(t, "source facet", []catalogue.Count{{Value: "courier.example", Label: "Ossery Courier", Count: 4},
		{Value: "abend.example", Label: "abend.example", Count: 1},
		{Value: "zeit.example", Label: "zeit.example", Count: 1}}, res.Facets["source"])
}

func refused(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c1", "courier.example", day1, Sighting(doc("x", "Quay", "Words."), 0),
			Sighting(doc("y", "Quay", "Words."), 1))}})
	next := search(t, c, "quay", catalogue.Request{Limit: 1}).Next
	if next == "" {
		t.Fatal("no cursor")
	}
	words, err := query.Parse("words", Now)
	if err != nil {
		t.Fatal(err)
	}
	quay, err := query.Parse("quay", Now)
	if err != nil {
		t.Fatal(err)
	}
	for name, req := range map[string]catalogue.Request{
		"negative limit":          {Limit: -1},
		"limit too high":          {Limit: 1001},
		"unknown order":           {Sort: "best"},
		"unknown facet":           {Facets: []string{"colour"}},
		"a field without a facet": {Facets: []string{"by"}},
		"unknown choice":          {Choices: map[string][]string{"colour": {"red"}}},
		"a choice of no value":    {Choices: map[string][]string{"kind": {""}}},
		"a choice of no year":     {Choices: map[string][]string{"year": {"2011-04"}}},
		"too many choices":        {Choices: map[string][]string{"source": make([]string, catalogue.MaxChoices+1)}},
		"cursor of other choices": {Query: quay, Limit: 1, After: next,
			Choices: map[string][]string{"kind": {"article"}}},
		"unknown histogram":          {Histogram: "week"},
		"garbage cursor":             {After: "%%%"},
		"empty cursor object":        {After: "e30"},
		"cursor of another query":    {Query: words, Limit: 1, After: next},
		"cursor of another ordering": {Query: quay, Limit: 1, After: next, Sort: catalogue.ByOldest},
	} {
		_, err := c.Search(ctx, req)
		wantKind(t, name, err, cutting.Invalid)
	}
}

func dump(t *testing.T, open func(*testing.T) Catalogue) {
	all := crowd(0, 40).Pages
	a, b := open(t), open(t)
	apply(t, a, catalogue.Batch{Pages: all})
	for i := len(all) - 1; i >= 0; i-- { // one by one, in reverse order
		apply(t, b, catalogue.Batch{Pages: all[i : i+1]})
	}
	apply(t, b, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("crowd-0003", "wrong.example", day1, Sighting(doc("wrong", "Wrong", "Wrong."), 0))}})
	apply(t, b, catalogue.Batch{Pages: all[3:4]})
	var one, two bytes.Buffer
	if err := a.Dump(ctx, &one); err != nil {
		t.Fatal(err)
	}
	if err := b.Dump(ctx, &two); err != nil {
		t.Fatal(err)
	}
	diff(t, "dump", strings.Split(one.String(), "\n"), strings.Split(two.String(), "\n"))
	if n := strings.Count(one.String(), "\n"); n != 40+40+40+1 {
		t.Errorf("the dump has %d lines, want one per page, sighting, entry and source", n)
	}
}

func hostile(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, crowd(0, 50))
	var many []string
	for i := range query.MaxTerms {
		many = append(many, fmt.Sprint("number", i))
	}
	for name, q := range map[string]string{
		"as many words as go": strings.Join(many, " OR "),
		"one word many times": strings.TrimSuffix(strings.Repeat("harbour AND ", query.MaxTerms), " AND "),
		"the longest phrase":  `"` + strings.TrimSpace(strings.Repeat("harbour ", query.MaxPhrase)) + `"`,
		"the longest near": fmt.Sprintf(`"%s"~%d`, strings.TrimSpace(strings.Repeat("harbour ", query.MaxPhrase)),
			query.MaxSlop),
		"deep": strings.Repeat("-(", query.MaxDepth/2) + "harbour" +
			strings.Repeat(")", query.MaxDepth/2),
		"pure negation": "-nothing",
		"short prefix":  "ha* OR ro* OR nu*",
		"sql":           "' OR 1=1",
		"everything everywhere": "title:harbour text:harbour -url:x -by:x -rail:x -section:x source:courier " +
			"kind:article lang:en seen:2020 date:2011/2012",
	} {
		t.Run(name, func(t *testing.T) {
			parsed, err := query.Parse(q, Now)
			if err != nil {
				if name == "sql" {
					return // also correct: there is nothing before OR
				}
				t.Fatal(err)
			}
			short, cancel := context.WithTimeout(ctx, 5*time.Second)
			defer cancel()
			if _, err := c.Search(short, catalogue.Request{Query: parsed, Limit: 10, Highlight: true,
				Facets: []string{"source", "section"}, Histogram: "day"}); err != nil {
				t.Error(err)
			}
		})
	}
}

func concurrency(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, crowd(0, 20))
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for last := 0; ; {
				q, _ := query.Parse("harbour", Now)
				res, err := c.Search(ctx, catalogue.Request{Query: q, Limit: 5, Highlight: true,
					Facets: []string{"kind"}})
				if err != nil {
					t.Error(err)
					return
				}
				if n := res.Facets["kind"]; res.Total < last || len(n) != 1 || n[0].Count != res.Total {
					t.Errorf("total %d after %d, facet %v: a search does not see one state", res.Total, last, n)
					return
				}
				last = res.Total
				if _, err := c.Entry(ctx, res.Hits[0].ID); err != nil {
					t.Error(err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for n := 20; n < 120; n += 20 {
		if err := c.Apply(ctx, crowd(n, 20)); err != nil {
			t.Error(err)
		}
	}
	if err := c.Sync(ctx); err != nil {
		t.Error(err)
	}
	close(done)
	wg.Wait()
	if n := search(t, c, "harbour", catalogue.Request{}).Total; n != 120 {
		t.Errorf("total %d after everything was added, want 120", n)
	}
}

func interrupted(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, crowd(0, 20))
	gone, cancel := context.WithCancel(ctx)
	cancel()
	_, err := c.Search(gone, catalogue.Request{Limit: 1})
	wantKind(t, "search", err, cutting.Unavailable)
	wantKind(t, "apply", c.Apply(gone, crowd(20, 1)), cutting.Unavailable)
	wantKind(t, "dump", c.Dump(gone, &bytes.Buffer{}), cutting.Unavailable)
	if n := search(t, c, "", catalogue.Request{}).Total; n != 20 {
		t.Errorf("total %d after an interrupted batch, want 20", n)
	}
}
