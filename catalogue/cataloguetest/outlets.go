package cataloguetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// naming returns a page with a source ID and the names it gives its outlet.
func naming(id, key string, names ...cutting.SelfName) catalogue.PageReading {
	d := doc("in-"+id, "Harbour "+id, "The harbour of "+id+".")
	d.Source, d.Name = key, ""
	p := Page(id, key, day1, Sighting(d, 0))
	p.Page.Source = catalogue.Source{ID: key, Name: key}
	if key == "" {
		p.Page.Source.Place = "old-disk"
	}
	p.Sightings[0].Source = p.Page.Source
	p.Page.Names = names
	return p
}

func stated(name string) cutting.SelfName {
	return cutting.SelfName{Name: name, Origins: []cutting.NameOrigin{cutting.StatedName}}
}

func inTitle(name string) cutting.SelfName {
	return cutting.SelfName{Name: name, Origins: []cutting.NameOrigin{cutting.TitleName}}
}

func twice(name string) cutting.SelfName {
	return cutting.SelfName{Name: name, Origins: []cutting.NameOrigin{cutting.MastheadName, cutting.TitleName}}
}

// decided returns the row of the decisions about outlets.
func decided(list ...cutting.OutletDecision) catalogue.StageRow {
	b, _ := json.Marshal(list)
	return row(catalogue.OutletStage, catalogue.OfStage, catalogue.OutletsKey, 1, string(b))
}

// outletPages returns pages of several outlets, some without an address.
func outletPages() []catalogue.PageReading {
	return []catalogue.PageReading{
		naming("opa1", "opa.example", stated("Orsania Press Agency"), inTitle("OPA")),
		naming("opa2", "opa.example", stated("Orsania Press Agency"), inTitle("OPA")),
		naming("opa3", "opa.example", inTitle("OPA")),
		naming("ferry1", "ferry.example", inTitle("The Ferry")),
		naming("ferry2", "ferry.example", inTitle("The Ferry"), inTitle("Letters")),
		naming("ferry3", "ferry.example", inTitle("print view")),
		naming("ferry4", "the ferry", twice("The Ferry")),
		naming("ferry5", "the ferry", inTitle("The Ferry")),
		naming("one", "one.example", inTitle("Health")),                // one page states what may be a section
		naming("tessel", "tesselpost.example", inTitle("Tessel Post")), // it spells the host
		naming("blog", "a blog", inTitle("A blog")),                    // one page, one place
		naming("disk", ""),
		naming("wire", "the wire", stated("The Wire")),
	}
}

// outlets checks that the pages of each outlet are joined under one name.
func outlets(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, catalogue.Batch{Pages: outletPages()})
	check := func(what string, want ...string) {
		t.Helper()
		list, err := c.Sources(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range list {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s: %s %d %v%s %s", s.ID, s.Name, s.Cuttings, s.Also,
				s.Kind,
				s.Lang)))
		}
		slices.Sort(got)
		diff(t, what, want, got)
	}
	alone := []string{"one.example: one.example 1 []", "tesselpost.example: Tessel Post 1 []"}
	both := slices.Concat([]string{"ferry.example: The Ferry 5 []"}, alone[:1],
		[]string{"opa.example: Orsania Press Agency 3 [OPA]"}, alone[1:], []string{"the wire: The Wire 1 []"})
	check("by what pages say", both...)
	for q, want := range map[string]int{"source:opa": 3, `source:"the ferry"`: 5, `source:="the ferry"`: 5,
		`source:="ferry.example"`: 5, "source:ferry*": 5, "source:none": 2, "-source:none": 11, "source:blog": 0,
		`source:"agency the"`: 0} {
		if got := search(t, c, q, catalogue.Request{}).Total; got != want {
			t.Errorf("%s finds %d, want %d", q, got, want)
		}
	}
	res := search(t, c, "", catalogue.Request{Facets: []string{"source"}, Limit: 20,
		Choices: map[string][]string{"source": {"none", "the ferry"}}})
	if res.Total != 7 {
		t.Errorf("%d in one of two outlets, want 7", res.Total)
	}
	for _, h := range res.Hits {
		want := catalogue.Source{ID: "ferry.example", Name: "The Ferry"}
		switch h.ID {
		case "in-disk":
			want = catalogue.Source{Place: "old-disk"}
		case "in-blog":
			want = catalogue.Source{}
		}
		diff(t, "source of "+h.ID, want, h.Source)
		e, err := c.Entry(ctx, h.ID)
		if err != nil {
			t.Fatal(err)
		}
		diff(t, "source of the entry "+h.ID, want, e.Source)
		diff(t, "source of its sighting", want, e.Sightings[0].Source)
	}
	var none []catalogue.Count
	for _, n := range res.Facets["source"] {
		if n.Value == "none" {
			none = append(none, n)
		}
	}
	diff(t, "facet", []catalogue.Count{{Value: "none", Count: 2}}, none)

	say := func(list ...cutting.OutletDecision) {
		t.Helper()
		apply(t, c, catalogue.Batch{Rows: []catalogue.StageRow{decided(list...)}})
	}
	say(cutting.OutletDecision{Outlet: "the wire", Into: "opa.example"},
		cutting.OutletDecision{Outlet: "one.example", Name: "One Health", Kind: "blog", Lang: "en"})
	check("merged, named", "ferry.example: The Ferry 5 []", "one.example: One Health 1 []blog en",
		"opa.example: Orsania Press Agency 4 [OPA The Wire]", alone[1])
	if o, err := c.Outlet(ctx, "the wire"); err != nil || o.ID != "opa.example" {
		t.Errorf("an ID that was merged leads to %+v, %v", o, err)
	}
	say(cutting.OutletDecision{Outlet: "the ferry", Separate: true})
	check("one that had joined stands apart", "ferry.example: The Ferry 3 []", alone[0], both[2], alone[1],
		"the ferry: The Ferry 2 []", both[4])
	say(cutting.OutletDecision{Outlet: "one.example", Into: "opa.example"},
		cutting.OutletDecision{Outlet: "opa.example", Into: "one.example"})
	list, err := c.Sources(ctx)
	if err != nil || len(list) != 4 {
		t.Errorf("a circle of merges: %+v, %v", list, err)
	}
	say()
	check("all taken back", both...)
	err = c.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{
		row(catalogue.OutletStage, catalogue.OfStage, catalogue.OutletsKey, 1, `{"not":"a list"}`)}})
	if cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("decisions that are none: %v", err)
	}
	if _, err := c.Outlet(ctx, "nobody"); cutting.KindOf(err) != cutting.NotFound {
		t.Errorf("an unknown outlet: %v", err)
	}
	outletsInAnyOrder(t, open)
}

// outletsInAnyOrder adds the pages in several orders, one by one and replaced, and
// compares the dumps.
func outletsInAnyOrder(t *testing.T, open func(*testing.T) Catalogue) {
	r := rand.New(rand.NewPCG(7, 7))
	var first []byte
	for range 4 {
		c := open(t)
		pages := outletPages()
		r.Shuffle(len(pages), func(i, k int) { pages[i], pages[k] = pages[k], pages[i] })
		for _, p := range pages {
			other := p
			other.Page.Names = []cutting.SelfName{stated("Another name")}
			apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{other}})
			apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{p}})
		}
		var b bytes.Buffer
		if err := c.Dump(ctx, &b); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Error("the order of adding changes the outlets")
		}
	}
}
