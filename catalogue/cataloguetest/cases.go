package cataloguetest

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

//go:embed testdata/*.json
var caseFiles embed.FS

// caseFile is one file of search cases: documents and the expected results of queries.
type caseFile struct {
	About     string     `json:"about"`
	Documents []document `json:"documents"`
	Cases     []testCase `json:"cases"`
}

// document is a cutting in brief. It is seen in one capture of its own, the
// first on 1 January 2020, each further one a day later.
type document struct {
	ID        string       `json:"id"`
	Kind      cutting.Kind `json:"kind"`
	Source    string       `json:"source"`
	Name      string       `json:"name"`
	Lang      string       `json:"lang"`
	Published string       `json:"published"`
	Headline  string       `json:"headline"`
	Text      string       `json:"text"`
	Byline    []string     `json:"byline"`
	Section   string       `json:"section"`
	Tags      []string     `json:"tags"`
	Rail      string       `json:"rail"`
	URL       string       `json:"url"`
	Truncated bool         `json:"truncated"`
}

// testCase is a query and its expected result; fields that are absent are not compared.
type testCase struct {
	Name      string                      `json:"name"`
	Query     string                      `json:"query"`
	Choices   map[string][]string         `json:"choices"`
	Sort      catalogue.Sort              `json:"sort"`
	IDs       []string                    `json:"ids"` // hits in order
	Set       []string                    `json:"set"` // hits in any order, all of them
	Total     *int                        `json:"total"`
	Facets    map[string][][2]interface{} `json:"facets"`
	Histogram *struct {
		Unit string           `json:"unit"`
		Bars [][2]interface{} `json:"bars"`
	} `json:"histogram"`
	Expanded []string `json:"expanded"`
	Only     string   `json:"only"`  // the hit whose marks are compared; the first when ""
	Marks    []string `json:"marks"` // matched runs of headline, then of the passages by place
	Error    string   `json:"error"` // part of the message
}

// Now is the time from which the cases' queries count back.
var Now = time.Date(2013, 1, 15, 12, 0, 0, 0, time.UTC)

// reading returns a page with one sighting of a document.
func (d document) reading(n int) catalogue.PageReading {
	at := time.Date(2020, 1, 1+n, 10, 0, 0, 0, time.UTC)
	return Page(fmt.Sprintf("cap-%03d", n), d.Source, at, Sighting(d, 0))
}

// Sighting returns a sighting of a document; Page sets its capture.
func Sighting(d document, ordinal int) catalogue.Sighting {
	return catalogue.Sighting{
		CuttingID: d.ID, Ordinal: ordinal, Kind: d.Kind,
		Source: catalogue.Source{ID: d.Source, Name: cmp.Or(d.Name, d.Source)}, Lang: d.Lang,
		Headline: d.Headline, Text: d.Text, Truncated: d.Truncated, Byline: d.Byline,
		Published: cutting.Date{Value: d.Published, Origin: origin(d.Published)},
		URL:       d.URL, Rail: d.Rail, Section: d.Section, Tags: d.Tags, Bytes: []cutting.Range{{Start: 10, End: 20}},
		Parts: []catalogue.SightingPart{{Role: cutting.PartParagraph, Text: cutting.Span{End: len(d.Text)},
			Bytes: cutting.Range{Start: 12, End: 20}}},
		Version: cutting.Sum([]byte(d.Headline + "\n" + d.Text)),
	}
}

func origin(date string) string {
	if date == "" {
		return ""
	}
	return "time"
}

// Page returns a page reading with the given sightings, captured and added at one time.
func Page(id, source string, at time.Time, sightings ...catalogue.Sighting) catalogue.PageReading {
	src := catalogue.Source{ID: source, Name: source}
	for i := range sightings {
		sightings[i].CaptureID, sightings[i].Captured, sightings[i].Added = id, at, at.Add(time.Hour)
		if sightings[i].Source.ID == source {
			src = sightings[i].Source
		}
	}
	return catalogue.PageReading{
		Page: catalogue.PageRow{
			Capture: cutting.Capture{ID: id, Name: id + ".html", Time: at, TimeOrigin: "mtime", MediaType: "text/html",
				Checksum: cutting.Sum([]byte(id)), Length: 1000},
			Added: at.Add(time.Hour), Source: src, Kind: cutting.ListingPage, Reason: "made for a test",
			Versions: catalogue.Versions{"page": 1, "split": 1},
		},
		Sightings: sightings,
	}
}

func loadCases(t *testing.T) map[string]caseFile {
	t.Helper()
	out := map[string]caseFile{}
	list, err := caseFiles.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		b, err := caseFiles.ReadFile("testdata/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		var c caseFile
		if err := json.Unmarshal(b, &c); err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		out[strings.TrimSuffix(f.Name(), ".json")] = c
	}
	return out
}

// searchCases runs every file of cases on a fresh catalogue.
func searchCases(t *testing.T, open func(*testing.T) Catalogue) {
	for name, file := range loadCases(t) {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			var b catalogue.Batch
			for i, d := range file.Documents {
				b.Pages = append(b.Pages, d.reading(i))
			}
			apply(t, c, b)
			for _, tt := range file.Cases {
				t.Run(tt.Name, func(t *testing.T) { tt.run(t, c) })
			}
			t.Run("counts lead to what they count", func(t *testing.T) { countsLead(t, c) })
		})
	}
}

// countsLead searches for every value that a facet or a list counts, by choice and, where one value has one
// term, by the term, and checks that the search finds as many.
func countsLead(t *testing.T, c Catalogue) {
	res := search(t, c, "", catalogue.Request{Facets: field.Standard().FacetNames()})
	for name, counts := range res.Facets {
		f, ok := field.Standard().Facet(name)
		if !ok {
			t.Errorf("nobody asked for facet %q", name)
			continue
		}
		for _, n := range counts {
			chosen := search(t, c, "", catalogue.Request{Choices: map[string][]string{name: {n.Value}}}).Total
			if chosen != n.Count {
				t.Errorf("%s %q: %d counted, %d chosen", name, n.Value, n.Count, chosen)
			}
			if got := search(t, c, query.Term(query.Field(f.Name), n.Value),
				catalogue.Request{}).Total; got != n.Count {
				t.Errorf("%s %q: %d counted, %d found", name, n.Value, n.Count, got)
			}
		}
	}
	sources, err := c.Sources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		if got := search(t, c, query.Term(query.Source, src.ID), catalogue.Request{}).Total; got != src.Cuttings {
			t.Errorf("source %q: %d counted, %d found", src.ID, src.Cuttings, got)
		}
		list, err := c.Sections(ctx, src.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range list {
			term := query.Term(query.Section, n.Section)
			if n.Rail != "" {
				term = query.Term(query.Rail, n.Rail)
			}
			if got := search(t, c, query.Term(query.Source, src.ID)+" "+term,
				catalogue.Request{}).Total; got != n.Count {
				t.Errorf("%s, %s: %d counted, %d found", src.ID, term, n.Count, got)
			}
		}
	}
}

func (tt testCase) run(t *testing.T, c Catalogue) {
	q, err := query.Parse(tt.Query, Now)
	if tt.Error != "" {
		if err == nil || !strings.Contains(err.Error(), tt.Error) {
			t.Fatalf("error is %v, want one that says %q", err, tt.Error)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	req := catalogue.Request{Query: q, Choices: tt.Choices, Sort: tt.Sort, Limit: 100, Highlight: true}
	for f := range tt.Facets {
		req.Facets = append(req.Facets, f)
	}
	if tt.Histogram != nil {
		req.Histogram = tt.Histogram.Unit
	}
	res, err := c.Search(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	ids := hitIDs(res)
	if res.Total != len(ids) {
		t.Errorf("total is %d, with %d hits", res.Total, len(ids))
	}
	if tt.IDs != nil {
		diff(t, "hits in order", tt.IDs, ids)
	}
	if tt.Set != nil {
		slices.Sort(ids)
		diff(t, "hits", tt.Set, append([]string{}, ids...))
	}
	if tt.Total != nil && *tt.Total != res.Total {
		t.Errorf("total is %d, want %d", res.Total, *tt.Total)
	}
	if tt.Expanded != nil && c.Capabilities().Expansion {
		diff(t, "expanded", tt.Expanded, res.Expanded)
	}
	for f, want := range tt.Facets {
		diff(t, "facet "+f, pairs(want), counted(res.Facets[f]))
	}
	if tt.Histogram != nil {
		diff(t, "histogram", pairs(tt.Histogram.Bars), counted(res.Histogram))
	}
	if tt.Marks != nil {
		diff(t, "marks", tt.Marks, marks(t, res, tt.Only))
	}
}

func diff(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func hitIDs(res *catalogue.Result) []string {
	var ids []string
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func pairs(p [][2]interface{}) []string {
	out := []string{}
	for _, x := range p {
		out = append(out, fmt.Sprint(x[0], " ", x[1]))
	}
	return out
}

func counted(c []catalogue.Count) []string {
	out := []string{}
	for _, x := range c {
		out = append(out, fmt.Sprint(x.Value, " ", x.Count))
	}
	return out
}

// marks returns the matched runs of a hit and checks that runs and offsets agree with its texts.
func marks(t *testing.T, res *catalogue.Result, only string) []string {
	t.Helper()
	var out []string
	for _, h := range res.Hits {
		if only != "" && h.ID != only {
			continue
		}
		headline := ""
		for _, r := range h.Headline {
			headline += r.Text
			if r.Match {
				out = append(out, r.Text)
			}
		}
		if headline != h.Head.Headline {
			t.Errorf("runs make %q of headline %q", headline, h.Head.Headline)
		}
		ps := slices.Clone(h.Passages)
		slices.SortFunc(ps, func(a, b catalogue.Passage) int { return a.Offset - b.Offset })
		for _, p := range ps {
			for _, r := range p.Runs {
				if r.Match {
					out = append(out, r.Text)
				}
			}
		}
		break
	}
	return out
}
