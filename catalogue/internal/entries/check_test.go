package entries

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// TestCheckBatch checks what a batch is refused for, so that every back end refuses the same.
func TestCheckBatch(t *testing.T) {
	page := func(id string, sightings ...catalogue.Sighting) catalogue.Batch {
		return catalogue.Batch{Pages: []catalogue.PageReading{{
			Page: catalogue.PageRow{Capture: cutting.Capture{ID: id, Name: "a.html"}}, Sightings: sightings}}}
	}
	seen := func(cuttingID, capture string, ordinal int) catalogue.Sighting {
		return catalogue.Sighting{CuttingID: cuttingID, CaptureID: capture, Ordinal: ordinal}
	}
	rows := func(list ...catalogue.StageRow) catalogue.Batch { return catalogue.Batch{Rows: list} }
	row := func(stage, key string, of catalogue.Scope, value string, fields ...string) catalogue.StageRow {
		r := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: stage, Key: key}, Of: of, Version: 1,
			Value: json.RawMessage(value)}
		for _, f := range fields {
			r.Fields = map[string][]string{f: {"x"}}
		}
		return r
	}
	for _, tt := range []struct {
		name  string
		batch catalogue.Batch
		wrong string // part of the message; "" is right
	}{
		{"nothing", catalogue.Batch{}, ""},
		{"a page with two cuttings", page("c", seen("x", "c", 0), seen("y", "c", 1)), ""},
		{"the same cutting twice on a page", page("c", seen("x", "c", 0), seen("x", "c", 1)), ""},
		{"a page without an ID", page(""), "no capture ID"},
		{"a sighting without a cutting", page("c", seen("", "c", 0)), "no cutting ID"},
		{"a sighting of another capture", page("c", seen("x", "d", 0)), `names capture "d"`},
		{"an ordinal twice", page("c", seen("x", "c", 0), seen("y", "c", 0)), "ordinal 0"},
		{"a row", rows(row("names", "k", catalogue.OfText, `[1]`, field.Name)), ""},
		{"a row without a stage", rows(row("", "k", catalogue.OfText, `1`)), "a stage and a key"},
		{"a row without a key", rows(row("names", "", catalogue.OfText, `1`)), "a stage and a key"},
		{"an unknown scope", rows(row("names", "k", "continent", `1`)), "no scope"},
		{"two scopes of a stage", rows(row("names", "k", catalogue.OfText, `1`),
			row("names", "l", catalogue.OfCutting, `1`)), "two scopes"},
		{"a note beside rows", rows(row("names", "k", catalogue.OfText, `1`),
			row("names", "at", catalogue.OfStage, `1`)), ""},
		{"a note with values", rows(row("names", "at", catalogue.OfStage, `1`, field.Name)), "note"},
		{"broken JSON", rows(row("names", "k", catalogue.OfText, `{`)), "not JSON"},
		{"a field nobody declared", rows(row("names", "k", catalogue.OfText, `1`, "mood")), `"mood"`},
		{"a field that sightings fill", rows(row("names", "k", catalogue.OfText, `1`, field.Section)), "section"},
		{"what was decided about outlets", rows(row(catalogue.OutletStage, catalogue.OutletsKey, catalogue.OfStage,
			`[{"outlet":"a.example","name":"A"}]`)), ""},
		{"what cannot be decided about outlets", rows(row(catalogue.OutletStage, catalogue.OutletsKey,
			catalogue.OfStage, `{"outlet":1}`)), "outlets"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := CheckBatch(&tt.batch, field.Standard())
			if (err == nil) != (tt.wrong == "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
				t.Fatalf("%v, want an error with %q", err, tt.wrong)
			}
		})
	}
}

// TestCheckRequest checks what a search is refused for, and the order it has when none is asked for.
func TestCheckRequest(t *testing.T) {
	parsed := func(q string) *query.Query {
		out, err := query.Parse(q, time.Date(2026, 9, 5, 12, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, tt := range []struct {
		name  string
		req   catalogue.Request
		order catalogue.Sort
		wrong string
	}{
		{"words", catalogue.Request{Query: parsed("dam")}, catalogue.ByRelevance, ""},
		{"words that are left out", catalogue.Request{Query: parsed("-dam kind:article")}, catalogue.ByNewest, ""},
		{"a field without a weight", catalogue.Request{Query: parsed("kind:article")}, catalogue.ByNewest, ""},
		{"relevance of nothing", catalogue.Request{Query: parsed(""), Sort: catalogue.ByRelevance},
			catalogue.ByNewest, ""},
		{"an order that is asked for", catalogue.Request{Query: parsed("dam"), Sort: catalogue.ByAdded},
			catalogue.ByAdded, ""},
		{"an unknown order", catalogue.Request{Query: parsed("dam"), Sort: "best"}, "", "best"},
		{"an unknown facet", catalogue.Request{Query: parsed("dam"), Facets: []string{"mood"}}, "", "mood"},
		{"an unknown histogram", catalogue.Request{Query: parsed("dam"), Histogram: "week"}, "", "week"},
		{"too many results", catalogue.Request{Query: parsed("dam"), Limit: maxLimit + 1}, "", "at most"},
		{"less than none", catalogue.Request{Query: parsed("dam"), Limit: -1}, "", "at most"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			order, err := CheckRequest(&tt.req, field.Standard())
			if tt.wrong == "" && (err != nil || order != tt.order) {
				t.Errorf("order %q, %v, want %q", order, err, tt.order)
			}
			if tt.wrong != "" && (cutting.KindOf(err) != cutting.Invalid || !strings.Contains(err.Error(), tt.wrong)) {
				t.Errorf("%v, want an error of kind Invalid with %q", err, tt.wrong)
			}
		})
	}
}

// TestChoices checks which values a search can be narrowed to: several of a field are one choice.
func TestChoices(t *testing.T) {
	fields, err := field.Standard().With(field.Field{Name: "voices", Type: field.Number, Facet: "voices",
		Title: "Voices", Example: "voices:3", Help: []field.Line{{Example: "voices:3", Finds: "with so many voices"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		choices map[string][]string
		nodes   []int // of each choice, in order of fields
		wrong   string
	}{
		{"none", nil, nil, ""},
		{"an empty list", map[string][]string{"kind": {}}, nil, ""},
		{"two of one field", map[string][]string{"kind": {"article", "rail"}}, []int{2}, ""},
		{"of two fields, by name", map[string][]string{"kind": {"rail"}, "year": {"2011", "none"}}, []int{2, 1}, ""},
		{"a number", map[string][]string{"voices": {"3"}}, []int{1}, ""},
		{"no number", map[string][]string{"voices": {"three"}}, nil, "three"},
		{"no year", map[string][]string{"year": {"2011-04"}}, nil, "2011-04"},
		{"a value there is not", map[string][]string{"kind": {"poem"}}, nil, "poem"},
		{"an empty value", map[string][]string{"kind": {""}}, nil, "kind"},
		{"a field there is not", map[string][]string{"mood": {"x"}}, nil, "mood"},
		{"too many", map[string][]string{"lang": make([]string, catalogue.MaxChoices+1)}, nil, "chosen"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Choices(&catalogue.Request{Choices: tt.choices}, fields)
			if (err == nil) != (tt.wrong == "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
				t.Fatalf("%v, want an error with %q", err, tt.wrong)
			}
			if len(got) != len(tt.nodes) {
				t.Fatalf("%d choices, want %d", len(got), len(tt.nodes))
			}
			for i, c := range got {
				if n := len(c.Node.(*query.Or).Nodes); n != tt.nodes[i] {
					t.Errorf("choice %d has %d values, want %d", i, n, tt.nodes[i])
				}
			}
		})
	}
}

// TestDays checks which days a date may mean, also before 1970, and those of a range of a query.
func TestDays(t *testing.T) {
	for _, tt := range []struct {
		date        string
		first, last int32
	}{
		{"1970-01-01", 0, 0}, {"1970", 0, 364}, {"1972-02", 761, 789}, {"1969-12-31", -1, -1},
		{"1970-01-02T23:59:59Z", 1, 1}, {"1969-12-31T23:00:00Z", -1, -1},
	} {
		if first, last := WhenOf(cutting.Date{Value: tt.date}).Days(); first != tt.first || last != tt.last {
			t.Errorf("%s: days %d to %d, want %d to %d", tt.date, first, last, tt.first, tt.last)
		}
	}
	for _, tt := range []struct {
		from, to    string
		first, last int32
	}{
		{"1970-01-02", "1970-01-03", 1, 2}, {"", "1970-01-03", math.MinInt32, 2}, {"1970-01-02", "", 1, math.MaxInt32},
	} {
		if first, last := DayRange(&query.Dates{From: tt.from, To: tt.to}); first != tt.first || last != tt.last {
			t.Errorf("%s to %s: days %d to %d, want %d to %d", tt.from, tt.to, first, last, tt.first, tt.last)
		}
	}
}

// TestOutletsFound checks which outlets a query's source: matches, and what entries show of them.
func TestOutletsFound(t *testing.T) {
	stated := []cutting.NameOrigin{cutting.StatedName}
	o := ResolveOutlets([]OutletName{{Key: "news.halden.example", Pages: 2},
		{Key: "news.halden.example", Name: "Halden Post", Origins: stated, Pages: 2},
		{Key: "tern.example", Pages: 1}}, nil)
	value := func(text string, whole bool) query.Node {
		return &query.Value{Field: query.Source, Text: query.WithoutQuotes(text), Whole: whole}
	}
	for _, tt := range []struct {
		name string
		node query.Node
		want []string
	}{
		{"a host", value("news.halden.example", false), []string{"news.halden.example"}},
		{"a parent host", value("halden.example", false), []string{"news.halden.example"}},
		{"a parent host, whole", value("halden.example", true), nil},
		{"a host, whole", value("tern.example", true), []string{"tern.example"}},
		{"with www", value("www.tern.example", false), []string{"tern.example"}},
		{"a word of a name", value("post", false), []string{"news.halden.example"}},
		{"the end of a word", value("ost", false), nil},
		{"none", &query.Dates{Field: query.Source, Text: query.NoDate}, []string{""}},
		{"one of two", &query.OneOf{Field: query.Source, Texts: []string{"tern.example", "x.example"}},
			[]string{"tern.example"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for n, yes := range o.Matching(tt.node) {
				if yes {
					got = append(got, o.At(n).ID)
				}
			}
			if strings.Join(got, " ") != strings.Join(tt.want, " ") || len(got) != len(tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	if f, err := o.Find("news.halden.example"); err != nil || f.Name != "Halden Post" {
		t.Errorf("found %+v, %v", f, err)
	}
	if _, err := o.Find("x.example"); cutting.KindOf(err) != cutting.NotFound {
		t.Errorf("an unknown outlet: %v", err)
	}
	e := &catalogue.Entry{
		Sighting:  catalogue.Sighting{Source: catalogue.Source{ID: "news.halden.example", Name: "raw"}},
		Sightings: []catalogue.Sighting{{Source: catalogue.Source{Name: "raw", Place: "old-disk"}}},
	}
	o.Show(e)
	if e.Source.Name != "Halden Post" || e.Sightings[0].Source != (catalogue.Source{Place: "old-disk"}) {
		t.Errorf("shown as %+v and %+v", e.Source, e.Sightings[0].Source)
	}
}
