package cataloguetest

import (
	"fmt"
	"slices"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// member returns the row of a cutting in a story.
func member(id, story, is string, counts *catalogue.StoryCounts) catalogue.StageRow {
	r := row(catalogue.StoryStage, catalogue.OfCutting, id, 1,
		fmt.Sprintf(`{"text":"t","story":%q,"is":%q}`, story, is))
	if counts != nil {
		r.Value = fmt.Appendf(nil, `{"text":"t","story":%q,"is":%q,"counts":{"cuttings":%d,"independent":%d,`+
			`"outlets":%d}}`,
			story, is, counts.Cuttings, counts.Independent, counts.Outlets)
	}
	r.Fields = map[string][]string{"story": {story}, "is": {is}, "outlets": {"3"}}
	return r
}

// independentCounts checks counts of independent texts beside those of cuttings, in the archive of
// groupedByStory.
func independentCounts(t *testing.T, c Catalogue) {
	for _, tt := range []struct {
		name, query string
		choices     map[string][]string
		facet       string
		want        []string
		bars        []string
	}{
		{"one of each kind", "quay", nil, "kind", []string{"article 4 3", "rail 1 0", "teaser 1 0"},
			[]string{"2011 4 2", "2012 2 1"}},
		{"cuttings without a row are independent", "tug", nil, "kind", []string{"article 1 1"},
			[]string{"2011 1 1"}},
		{"years", "", nil, "year", []string{"2011 5 3", "2012 2 1"}, []string{"2011 5 3", "2012 2 1"}},
		{"sources", "", nil, "source", []string{"courier.example 7 4"}, []string{"2011 5 3", "2012 2 1"}},
		{"roles", "", nil, "is", []string{"independent 4 4", "teaser 2 0", "copy 1 0"},
			[]string{"2011 5 3", "2012 2 1"}},
		{"a choice narrows bars and not its own counts", "", map[string][]string{"kind": {"rail"}}, "kind",
			[]string{"article 5 4", "rail 1 0", "teaser 1 0"}, []string{"2011 1 0"}},
		{"nothing", "walrus", nil, "kind", nil, nil},
	} {
		t.Run("independent texts, "+tt.name, func(t *testing.T) {
			req := catalogue.Request{Facets: []string{tt.facet}, Choices: tt.choices, Histogram: "year",
				Independent: true}
			both := func(list []catalogue.Count) (out []string) {
				for _, n := range list {
					out = append(out, fmt.Sprintf("%s %d %d", n.Value, n.Count, n.Independent))
				}
				return out
			}
			res := search(t, c, tt.query, req)
			diff(t, "facet", tt.want, both(res.Facets[tt.facet]))
			diff(t, "histogram", tt.bars, both(res.Histogram))
			sum := 0
			for _, n := range res.Histogram {
				sum += n.Independent
			}
			alone := search(t, c, tt.query, catalogue.Request{Choices: tt.choices, Independent: true})
			if res.Independent != sum || alone.Independent != sum {
				t.Errorf("%d independent texts, %d without counts beside them, want %d as in the histogram",
					res.Independent, alone.Independent, sum)
			}
			req.Independent = false
			plain := search(t, c, tt.query, req)
			diff(t, "facet's cuttings", counted(plain.Facets[tt.facet]), counted(res.Facets[tt.facet]))
			diff(t, "histogram's cuttings", counted(plain.Histogram), counted(res.Histogram))
			if plain.Independent != 0 {
				t.Errorf("%d independent texts, not asked for", plain.Independent)
			}
			for _, n := range append(plain.Histogram, plain.Facets[tt.facet]...) {
				if n.Independent != 0 {
					t.Errorf("%d independent texts of %s, not asked for", n.Independent, n.Value)
				}
			}
		})
	}
}

// groupedByStory checks searches with one hit a story.
func groupedByStory(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	article := doc("m", "Quay closed", "The quay is closed until the spring, as the harbour board said on Tuesday.")
	article.Published = "2011-04-02"
	teaser := doc("a", "Quay quay quay", "The quay quay.")
	teaser.Kind, teaser.Published = cutting.Teaser, "2011-04-08"
	rail := doc("b", "Quay closed", "")
	rail.Kind, rail.Published = cutting.Rail, "2011-04-09"
	second := doc("n", "Quay reopened", "The quay is open again.")
	second.Published = "2012-01-01"
	secondCopy := doc("o", "Quay reopened", "The quay is open again, at last.")
	secondCopy.Published = "2012-01-02"
	alone := doc("z", "A quay elsewhere", "Another quay was built.")
	alone.Published = "2011-04-05"
	other := doc("y", "Tug sunk", "A tug sank.")
	apply(t, c, catalogue.Batch{
		Pages: []catalogue.PageReading{
			Page("c1", "courier.example", day1, Sighting(article, 0), Sighting(teaser, 1), Sighting(rail, 2)),
			Page("c2", "courier.example", day1, Sighting(second, 0), Sighting(secondCopy, 1), Sighting(alone, 2),
				Sighting(other, 3)),
		},
		Rows: []catalogue.StageRow{
			member("a", "a", "teaser", &catalogue.StoryCounts{Cuttings: 3, Independent: 1, Outlets: 1}),
			member("b", "a", "teaser", nil), member("m", "a", "independent", nil),
			member("n", "n", "independent", &catalogue.StoryCounts{Cuttings: 2, Independent: 2, Outlets: 4}),
			member("o", "n", "copy", nil),
		},
	})
	for _, tt := range []struct {
		name, query string
		sort        catalogue.Sort
		want        []string // hits
	}{
		{"by relevance the article stands for its story", "quay", catalogue.ByRelevance,
			[]string{"m 3", "n 2", "z 0"}},
		{"newest first", "quay", catalogue.ByNewest, []string{"n 2", "m 3", "z 0"}},
		{"oldest first", "quay", catalogue.ByOldest, []string{"m 3", "z 0", "n 2"}},
		{"everything", "", catalogue.ByNewest, []string{"n 2", "m 3", "y 0", "z 0"}},
		{"only what matches stands for a story", "quay kind:rail", catalogue.ByNewest, []string{"b 1 for m"}},
		{"a copy does where the text it copies does not match", "last", catalogue.ByNewest, []string{"o 1 for n"}},
		{"nothing", "walrus", catalogue.ByNewest, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got, paged []string
			res := search(t, c, tt.query, catalogue.Request{Sort: tt.sort, Limit: 9, ByStory: true,
				Facets: []string{"kind"}})
			flat := search(t, c, tt.query, catalogue.Request{Sort: tt.sort, Limit: 9, Facets: []string{"kind"}})
			for _, h := range res.Hits {
				got = append(got, storyWords(h))
			}
			sorted := slices.Clone(got)
			if tt.sort == catalogue.ByRelevance { // scores are the back end's
				slices.Sort(sorted)
				slices.Sort(tt.want)
			}
			diff(t, "hits", tt.want, sorted)
			if res.Stories != len(tt.want) || res.Total != flat.Total || flat.Stories != 0 {
				t.Errorf("%d stories of %d cuttings, want %d of %d", res.Stories, res.Total, len(tt.want), flat.Total)
			}
			diff(t, "facets", counted(flat.Facets["kind"]), counted(res.Facets["kind"]))
			if none := search(t, c, tt.query, catalogue.Request{Sort: tt.sort, ByStory: true}); none.Stories !=
				res.Stories {
				t.Errorf("%d stories when no hits are asked for, want %d", none.Stories, res.Stories)
			}
			for req := (catalogue.Request{Sort: tt.sort, Limit: 1, ByStory: true}); ; {
				page := search(t, c, tt.query, req)
				for _, h := range page.Hits {
					paged = append(paged, storyWords(h))
				}
				if req.After = page.Next; req.After == "" {
					break
				}
			}
			diff(t, "hits page by page", got, paged)
			bare(t, c, tt.query, catalogue.Request{Sort: tt.sort, Limit: 9, ByStory: true})
		})
	}
	independentCounts(t, c)
	res := search(t, c, "board", catalogue.Request{Limit: 1, ByStory: true})
	want := catalogue.StoryHit{ID: "a", Matches: 1, StoryCounts: catalogue.StoryCounts{Cuttings: 3, Independent: 1,
		Outlets: 1}}
	if len(res.Hits) != 1 || res.Hits[0].Story == nil || *res.Hits[0].Story != want {
		t.Errorf("the hit's story: %+v", res.Hits)
	}
	for q, want := range map[string][]string{"is:copy": {"o"}, "is:independent": {"m", "n", "y", "z"},
		"story:n": {"n", "o"}, "id:N OR id:o OR id:absent": {"n", "o"},
		"story:n -id:n": {"o"}, "id:n -id:n": nil,
		"outlets:>2 kind:article": {"m", "n", "o"}, "outlets:1": {"y", "z"}} {
		got := hitIDs(search(t, c, q, catalogue.Request{Limit: 9}))
		slices.Sort(got)
		diff(t, q, want, got)
	}
	var many []string
	for i := range 2000 {
		many = append(many, fmt.Sprint("absent", i))
	}
	many = slices.Clip(many)
	any := func(name query.Field, texts ...string) query.Node { return &query.OneOf{Field: name, Texts: texts} }
	everything, err := query.Parse("quay", day1)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		root query.Node
		want []string
	}{
		{"of thousands of IDs", any(field.ID, append(many, "N", "o")...), []string{"n", "o"}},
		{"none of them", any(field.ID, many...), nil},
		{"beside words", &query.And{Nodes: []query.Node{everything.Root,
			&query.Not{Node: any(field.ID, append(many, "m")...)}}}, []string{"a", "b", "n", "o", "z"}},
		{"of stories", any(field.Story, append(many, "n")...), []string{"n", "o"}},
		{"of outlets", any(field.Source, append(many, "courier.example")...),
			[]string{"a", "b", "m", "n", "o", "y", "z"}},
		{"of no field there is", any("nosuch", "n"), nil},
	} {
		res, err := c.Search(ctx, catalogue.Request{Limit: 9, Query: &query.Query{Root: tt.root}})
		if err != nil {
			t.Fatal(err)
		}
		got := hitIDs(res)
		slices.Sort(got)
		diff(t, tt.name, tt.want, got)
	}
	next := search(t, c, "quay", catalogue.Request{Limit: 1, ByStory: true}).Next
	parsed := catalogue.Request{Limit: 1, After: next}
	if _, err := c.Search(ctx, parsed); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("the place in a grouped list fits a flat one: %v", err)
	}
}

// storyWords returns a hit as text, with how many members of its story match, and instead of which it is shown.
func storyWords(h catalogue.Hit) string {
	if h.Story == nil {
		return h.ID + " 0"
	}
	if h.Story.Instead != "" {
		return fmt.Sprint(h.ID, " ", h.Story.Matches, " for ", h.Story.Instead)
	}
	return fmt.Sprint(h.ID, " ", h.Story.Matches)
}

// representatives checks which member represents a story, in searches and by the rows' own order, and that it stays
// the same when it is read again and changes with what is known.
func representatives(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	var list []catalogue.Sighting
	add := func(id string, kind cutting.Kind, published string) {
		d := doc(id, "Quay "+id, "The quay "+id+" is closed.")
		d.Kind, d.Published = kind, published
		list = append(list, Sighting(d, len(list)))
	}
	add("a", cutting.Article, "2011-04-01")
	add("b", cutting.Teaser, "2011-03-01")
	add("c", cutting.Article, "2011-04-03")
	add("d", cutting.Article, "2011-04-02T23:30:00+09:00")
	add("e", cutting.Article, "2011-04-02T22:00:00Z")
	add("f", cutting.Article, "")
	add("g", cutting.Rail, "2011-01-01")
	add("h", cutting.Article, "2011-04-03")
	of := func(first string, own ...string) (rows []catalogue.StageRow) {
		for i := range list {
			id, is := list[i].CuttingID, catalogue.IsCopy
			if slices.Contains(own, id) {
				is = catalogue.IsIndependent
			}
			if id >= first {
				rows = append(rows, member(id, "s", is, nil))
			}
		}
		return rows
	}
	nowhere := Page("c2", "", day1, Sighting(doc("i", "Quay i", "The quay i is closed."), 0))
	nowhere.Page.Source, nowhere.Sightings[0].Source = catalogue.Source{Place: "box"}, catalogue.Source{Place: "box"}
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{Page("c1", "courier.example", day1, list...), nowhere}})
	for _, tt := range []struct {
		name, query, want string
		rows              []catalogue.StageRow
	}{
		{"a text of its own before earlier copies", "quay", "c 8", of("a", "b", "c", "f", "g", "h")},
		{"an article before an earlier teaser", "quay", "a 8", of("a", "a", "b", "g")},
		{"the earliest", "quay", "e 6", of("c", "c", "d", "e", "f", "h")},
		{"the smaller ID of one day", "quay", "c 6", of("c", "c", "f", "h")},
		{"a date before none", "quay", "h 6", of("c", "f", "h")},
		{"of those that match", "quay date:2011-03", "b 1 for a", of("a", "a", "b")},
		{"a copy where all match", "quay", "a 8", of("a")},
		{"a known outlet before none", "quay", "f 7", append(of("c", "f"), member("i", "s", "independent", nil))},
		{"a text of its own of no known outlet", "quay", "i 7", append(of("c"), member("i", "s", "independent", nil))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := catalogue.Batch{Rows: tt.rows}
			for i := range list {
				if id := list[i].CuttingID; !slices.ContainsFunc(tt.rows,
					func(r catalogue.StageRow) bool { return r.Key == id }) {
					b.Drop = append(b.Drop, catalogue.RowKey{Stage: catalogue.StoryStage, Key: id})
				}
			}
			if !slices.ContainsFunc(tt.rows, func(r catalogue.StageRow) bool { return r.Key == "i" }) {
				b.Drop = append(b.Drop, catalogue.RowKey{Stage: catalogue.StoryStage, Key: "i"})
			}
			apply(t, c, b)
			for _, sort := range []catalogue.Sort{catalogue.ByNewest, catalogue.ByOldest, catalogue.ByRelevance} {
				var got string
				for _, h := range search(t, c, tt.query, catalogue.Request{Sort: sort, Limit: 9, ByStory: true}).Hits {
					if h.Story != nil {
						got += storyWords(h)
					}
				}
				if got != tt.want {
					t.Errorf("by %s: %q represents the story, want %q", sort, got, tt.want)
				}
			}
		})
	}
}

// showing checks the list of the cuttings that have a text.
func showing(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	x, y := doc("x", "Quay closed", "The quay is closed."), doc("y", "Tug sunk", "A tug sank.")
	same, newer := doc("w", "Quay closed", "The quay is closed."), doc("x", "Quay closed", "The quay is closed today.")
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c1", "courier.example", day1, Sighting(x, 0), Sighting(y, 1), Sighting(same, 2)),
		Page("c2", "courier.example", day1, Sighting(newer, 0), Sighting(x, 1)),
	}})
	for _, tt := range []struct {
		name, key, after string
		limit            int
		want             []string
	}{
		{"two cuttings of one text, one seen twice", textKey(x), "", 9, []string{"w", "x"}},
		{"behind one of them", textKey(x), "w", 9, []string{"x"}},
		{"no more than asked for", textKey(x), "", 1, []string{"w"}},
		{"an other version", textKey(newer), "", 9, []string{"x"}},
		{"no such text", "none", "", 9, nil},
	} {
		got, err := c.Showing(ctx, tt.key, tt.after, tt.limit)
		if err != nil {
			t.Fatal(err)
		}
		diff(t, tt.name, tt.want, got)
	}
}

// disputed checks that a dispute is kept beside a cutting's values from stories, and does not change those of a
// cutting in no story.
func disputed(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	in := func(id string) catalogue.StageRow {
		r := row("differing", catalogue.OfCutting, id, 1, `1`)
		r.Fields = map[string][]string{"is": {catalogue.IsDisputed}}
		return r
	}
	copied, alone, other := doc("c", "Quay closed", "The quay is closed."), doc("a", "Tug sunk", "A tug sank."),
		doc("o", "Ferry late", "The ferry is late.")
	apply(t, c, catalogue.Batch{
		Pages: []catalogue.PageReading{Page("c1", "courier.example", day1, Sighting(copied, 0), Sighting(alone, 1),
			Sighting(other, 2))},
		Rows: []catalogue.StageRow{member("c", "c", "copy", nil), in("c"), in("a")},
	})
	find := func(q string) []string {
		got := hitIDs(search(t, c, q, catalogue.Request{Limit: 9}))
		slices.Sort(got)
		return got
	}
	diff(t, "in dispute", []string{"a", "c"}, find("is:disputed"))
	diff(t, "copies", []string{"c"}, find("is:copy"))
	diff(t, "texts of their own", []string{"a", "o"}, find("is:independent"))
	diff(t, "not in dispute", []string{"o"}, find("-is:disputed"))
	apply(t, c, catalogue.Batch{Drop: []catalogue.RowKey{{Stage: "differing", Key: "a"}}})
	diff(t, "in dispute after", []string{"c"}, find("is:disputed"))
	diff(t, "texts of their own after", []string{"a", "o"}, find("is:independent"))
}
