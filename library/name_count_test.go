package library_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
	"cuttings/press/joining"
)

// namedArchive returns a library over generated texts whose names are joined: persons under several forms, two who
// share a surname, and a body with its initials that is another body's as well.
func namedArchive(t *testing.T, seed uint64) *library.Library {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	people := [][2]string{{"Ada", "Okafor"}, {"Ben", "Okafor"}, {"Ilya", "Dravic"}, {"Yusuf", "al-Harrani"},
		{"Mara", "Quill"}}
	bodies := []string{"Orvanian Seafarers' Union (OSU)", "Open Ships Union (OSU)", "Velm Harbour Board (VHB)"}
	a := librarytest.Empty()
	for i := range 40 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			p := people[r.IntN(len(people))]
			fmt.Fprintf(&b, "%s %s said on Friday that the ferry would stop. ", p[0], p[1])
			if r.IntN(2) == 0 {
				fmt.Fprintf(&b, "%s denied it. ", p[1])
			}
			if r.IntN(3) == 0 {
				q := people[r.IntN(len(people))]
				fmt.Fprintf(&b, "%s. %s, a lawyer in Velm, spoke in Pell. ", q[0][:1], q[1])
			}
		}
		if r.IntN(2) == 0 {
			body := bodies[r.IntN(len(bodies))]
			short := body[strings.Index(body, "(")+1 : len(body)-1]
			fmt.Fprintf(&b, "The %s called a strike. %s said that %s Quill agreed.", body, short, "Mara")
		} else if r.IntN(3) == 0 {
			b.WriteString("OSU said that it would strike in Velm.")
		}
		a.AddHTML(fmt.Sprintf("text%d.html", i), nil, catalogue.Sighting{Headline: fmt.Sprintf("Strike news %d", i),
			Text: b.String(), Lang: "en", Published: cutting.Date{Value: fmt.Sprintf("201%d-03-06", r.IntN(4))},
			Source: catalogue.Source{ID: fmt.Sprintf("s%d.example", i%3), Name: "Paper"}})
	}
	c, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := c.ReadTexts(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.JoinNames(ctx, func() cutting.NameDecisions { return cutting.NameDecisions{} }); err != nil {
		t.Fatal(err)
	}
	return library.New(library.Config{Catalogue: c, Originals: a, Pages: a, Names: joining.Lookup{},
		Now: librarytest.Now})
}

// Names in facets and lists have the counts that a search for each of them finds, whatever a search is narrowed to.
func TestNamesAreCountedAsSearchesFindThem(t *testing.T) {
	ctx := context.Background()
	shared, several, all := 0, 0, 0
	for seed := range uint64(3) {
		l := namedArchive(t, seed)
		list, err := l.NameList(ctx)
		if err != nil {
			t.Fatal(err)
		}
		counted, err := l.CountNames(ctx, list)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range counted {
			res, err := l.Find(ctx, library.Search{Filters: map[string][]string{field.Name: {n.ID}}},
				catalogue.Request{Independent: true})
			if err != nil {
				t.Fatal(err)
			}
			if n.Independent != res.Independent || n.Independent == 0 {
				t.Errorf("%s: %d independent texts, a search finds %d", n.ID, n.Independent, res.Independent)
			}
		}
		for _, s := range []library.Search{
			{}, {Text: "denied"}, {Text: "OSU OR Okafor", Variants: true}, {Date: "2011"},
			{Filters: map[string][]string{"name": {"Okafor"}}},
			{Filters: map[string][]string{"name": {"Ada Okafor"}}},
			{Filters: map[string][]string{"name": {"OSU", "Mara Quill"}, "speaker": {"Ada Okafor"}}},
			{Filters: map[string][]string{"speaker": {"Okafor"}, "source": {"s1.example"}}},
			{Filters: map[string][]string{"name": {"PER:ada okafor"}}, Text: "strike"},
		} {
			facets := []string{"name", "speaker"}
			res, err := l.Find(ctx, s, catalogue.Request{Facets: facets, Independent: true})
			if err != nil {
				t.Fatal(err)
			}
			grouped, err := l.GroupNames(ctx, s, res.Facets)
			if err != nil {
				t.Fatal(err)
			}
			for _, facet := range facets {
				for _, g := range grouped[facet] {
					one := s
					one.Filters = map[string][]string{}
					for k, v := range s.Filters {
						one.Filters[k] = v
					}
					one.Filters[facet] = []string{g.Value}
					alone, err := l.Find(ctx, one, catalogue.Request{Independent: true})
					if err != nil {
						t.Fatal(err)
					}
					if alone.Total != g.Count || alone.Independent != g.Independent {
						t.Errorf("%+v, %s %q: %d cuttings, %d independent; a search finds %d and %d", s, facet,
							g.Value, g.Count, g.Independent, alone.Total, alone.Independent)
					}
					if all++; strings.Contains(g.Value, ":") {
						shared++
					}
					w, err := l.WidenedBy(ctx, library.Search{Filters: map[string][]string{facet: {g.Value}}})
					if err != nil {
						t.Fatal(err)
					}
					several += len(w)
				}
			}
		}
	}
	if shared < 50 || several < 50 {
		t.Errorf("of %d names only %d share all their forms, %d have several: the texts are too simple", all, shared,
			several)
	}
}
