package pages

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// sourcesData has the values of the page of all sources.
type sourcesData struct {
	Sources []library.Source
	All     int
	// Unknown is the number of cuttings from pages that name no outlet, UnknownTexts that of those with a text
	// of their own.
	Unknown, UnknownTexts int
	Filter                string
	Sort                  string
	Sorts                 []link
}

// sourceOrders are the orders sources can be listed in; the first is the library's.
var sourceOrders = []struct {
	name, label string
	compare     func(a, b library.Source) int
}{
	{"", "Most cuttings", nil},
	{"name", "Name", func(a, b library.Source) int {
		return cmp.Compare(strings.ToLower(plain.SourceName(a.Source)), strings.ToLower(plain.SourceName(b.Source)))
	}},
	{"newest", "Newest", func(a, b library.Source) int { return cmp.Compare(b.Last.Value, a.Last.Value) }},
	{"oldest", "Oldest", func(a, b library.Source) int {
		// Sources without a date come last.
		return cmp.Or(cmp.Compare(emptyLast(a.First.Value), emptyLast(b.First.Value)),
			cmp.Compare(a.First.Value, b.First.Value))
	}},
}

func emptyLast(s string) int {
	if s == "" {
		return 1
	}
	return 0
}

// Sources returns the page of all sources, or of those with some letters in their name.
func (p *Pages) Sources(r *http.Request) (*render.Reply, error) {
	all, err := p.Library.Sources(r.Context())
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	data := sourcesData{All: len(all), Filter: strings.TrimSpace(v.Get("filter")), Sort: v.Get("sort")}
	for _, s := range all {
		if want := strings.ToLower(data.Filter); want == "" ||
			strings.Contains(strings.ToLower(plain.SourceName(s.Source)), want) ||
			strings.Contains(strings.ToLower(s.ID), want) {
			data.Sources = append(data.Sources, s)
		}
	}
	if err := p.Library.CountIndependent(r.Context(), data.Sources); err != nil {
		return nil, err
	}
	if data.Filter == "" {
		if data.Unknown, data.UnknownTexts, err = p.Library.CountUnknownOutlet(r.Context()); err != nil {
			return nil, err
		}
	}
	for _, o := range sourceOrders {
		on := o.name == data.Sort
		if on && o.compare != nil {
			slices.SortStableFunc(data.Sources, o.compare)
		}
		q := url.Values{}
		if data.Filter != "" {
			q.Set("filter", data.Filter)
		}
		if o.name != "" {
			q.Set("sort", o.name)
		}
		data.Sorts = append(data.Sorts, link{Label: o.label, Href: "/sources?" + q.Encode(), On: on})
	}
	return &render.Reply{Page: "sources", Title: "Sources", Data: data}, nil
}

// sourceData has the values of the page of one source, or of one of its sections or rails.
type sourceData struct {
	Source  library.Source
	Heading string // the section's or rail's name; "" for the source itself
	IsRail  bool
	Total   int // cuttings of the source, or under the heading
	// Independent is the number of those with a text of their own.
	Independent int
	Chart       *chart
	Sections    []link
	Rails       []link
	Kinds       []link
	Items       []item
	All         string // address of the search for everything shown
	Names       []link // the names it uses most
	Quoted      []link // the speakers it quotes most
	Labels      []library.NameLabel
	Others      []link // other pages about its cuttings
	CanEdit     bool
	Kept        bool // a decision was just recorded
	Who         string
	Back        string
	Follow      *following
	OutletKinds []string
	Decided     []library.DecisionView
}

const sourceNewest = 12

// Source returns the page of one source.
func (p *Pages) Source(r *http.Request) (*render.Reply, error) {
	data, s, err := p.sourceOf(r)
	if err != nil {
		return nil, err
	}
	sections, err := p.Library.Headings(r.Context(), data.Source.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range sections {
		if c.Rail != "" {
			data.Rails = append(data.Rails, link{Label: c.Rail, Href: address.Rail(data.Source.ID, c.Rail),
				Count: c.Count, Independent: c.Independent, Both: c.Independent >= 0})
		} else {
			data.Sections = append(data.Sections, link{Label: c.Section,
				Href: address.Section(data.Source.ID, c.Section), Count: c.Count, Independent: c.Independent,
				Both: c.Independent >= 0})
		}
	}
	if err := p.profile(r, s, &data); err != nil {
		return nil, err
	}
	data.CanEdit, data.Kept, data.Who = p.Library.CanCorrect(), r.URL.Query().Get("kept") != "", render.Initials(r)
	data.Back, data.OutletKinds = address.Source(data.Source.ID), cutting.OutletKinds
	data.Decided = p.Library.DecidedAboutOutlet(data.Source)
	return p.sourceReply(r, data, s, plain.SourceName(data.Source.Source))
}

// profileShown is the maximum number each of names, speakers and labels on a source's page.
const profileShown = 15

// profile sets whom a source names and quotes, and the labels it puts on them.
func (p *Pages) profile(r *http.Request, s address.Search, data *sourceData) error {
	res, err := p.Library.Find(r.Context(), s.Search, catalogue.Request{Facets: []string{"name", "speaker"},
		Independent: true})
	if err != nil {
		return err
	}
	facets, err := p.Library.GroupNames(r.Context(), s.Search, res.Facets)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		facet string
		to    *[]link
	}{{"name", &data.Names}, {"speaker", &data.Quoted}} {
		groups := facets[f.facet]
		for _, c := range groups[:min(len(groups), profileShown)] {
			*f.to = append(*f.to, link{Label: cmp.Or(c.Label, c.Value), Count: c.Count,
				Independent: c.Independent, Both: true, Href: s.With(f.facet, c.Value).Href("/search")})
		}
	}
	labels, err := p.Library.Labels(r.Context(), s.Search, nil)
	if err != nil {
		return err
	}
	data.Labels, data.Others = labels[:min(len(labels), profileShown)], othersOf(s)
	return nil
}

// Section returns the page of the items a source put under one heading, or in one rail.
func (p *Pages) Section(r *http.Request) (*render.Reply, error) {
	name := r.URL.Query().Get("name")
	if name == "" {
		return nil, cutting.Errorf(cutting.Invalid, "no section is named in the address")
	}
	data, s, err := p.sourceOf(r)
	if err != nil {
		return nil, err
	}
	data.Heading, data.IsRail = name, strings.HasSuffix(r.URL.Path, "/rail")
	field := "section"
	if data.IsRail {
		field = "rail"
	}
	return p.sourceReply(r, data, s.With(field, name), name+" – "+plain.SourceName(data.Source.Source))
}

// sourceOf returns the source in the address and the search for all its cuttings.
func (p *Pages) sourceOf(r *http.Request) (sourceData, address.Search, error) {
	src, err := p.Library.Source(r.Context(), r.PathValue("id"))
	if err != nil {
		return sourceData{}, address.Search{}, err
	}
	s := address.Search{Search: library.Search{Sort: catalogue.ByNewest}, Per: sourceNewest}
	return sourceData{Source: src}, s.With("source", src.ID), nil
}

// sourceReply runs the search, sets what it found and returns the page.
func (p *Pages) sourceReply(r *http.Request, data sourceData, s address.Search, title string) (*render.Reply, error) {
	period := periodFor(data.Source.First.Value, data.Source.Last.Value)
	res, err := p.Library.Find(r.Context(), s.Search,
		catalogue.Request{Limit: sourceNewest, Histogram: period, ByStory: true,
			Facets: []string{"kind", field.Is}, Independent: true})
	if err != nil {
		return nil, err
	}
	s.Per = address.PerPage
	if data.Heading != "" && res.Total == 0 {
		return nil, cutting.Errorf(cutting.NotFound, "%s has nothing under the heading “%s”.",
			plain.SourceName(data.Source.Source), data.Heading)
	}
	data.Independent = library.Independent(s.Search, res)
	data.Total, data.Items, data.All = res.Total, itemsOf(res.Hits), s.Href("/search")
	data.Chart = newChart(res.Histogram, period, "", func(v string) string { return s.WithDate(v).Href("/search") })
	data.Chart.All, data.Chart.Independent = res.Total, data.Independent
	for _, c := range res.Facets["kind"] {
		data.Kinds = append(data.Kinds, link{Label: plain.Kinds(cutting.Kind(c.Value), c.Count),
			Href: s.With("kind", c.Value).Href("/search"), Count: c.Count, Independent: c.Independent, Both: true})
	}
	what := "this source"
	switch {
	case data.IsRail:
		what = "this side list"
	case data.Heading != "":
		what = "this section"
	}
	data.Follow = followingSearch(what, s)
	return &render.Reply{Page: "source", Title: title, Data: data, Feed: data.Follow.First,
		JSON: s.First().Href("/search.json")}, nil
}
