package desk

import (
	"net/http"
	"net/url"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// sourcesData lists every source.
type sourcesData struct{ Sources []sourceLine }

func (d *desk) sources(r *http.Request) (*reply, error) {
	all, err := d.Catalogue.Sources(r.Context())
	if err != nil {
		return nil, err
	}
	lines, _ := sourceLines(all, 0)
	return &reply{page: "sources", title: "Sources", data: sourcesData{lines}}, nil
}

// sourceData shows one source, or one of its sections or rails.
type sourceData struct {
	Source   sourceLine
	Heading  string // the section's or rail's name; "" for the source itself
	IsRail   bool
	Total    int // cuttings of the source, or under the heading
	Chart    *chart
	Sections []link
	Rails    []link
	Kinds    []link
	Items    []item
	All      string // the search for everything shown
	Home     string // safe to follow, else ""
}

const sourceNewest = 12

func (d *desk) source(r *http.Request) (*reply, error) {
	data, s, err := d.sourceOf(r)
	if err != nil {
		return nil, err
	}
	sections, err := d.Catalogue.Sections(r.Context(), data.Source.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range sections {
		if c.Rail != "" {
			data.Rails = append(data.Rails, link{Label: c.Rail, Href: sectionPath(data.Source.ID, "rail", c.Rail), Count: c.Count})
		} else {
			data.Sections = append(data.Sections, link{Label: c.Section, Href: sectionPath(data.Source.ID, "section", c.Section), Count: c.Count})
		}
	}
	return d.sourceReply(r, data, s, data.Source.Name)
}

// section shows the items a source put under one heading, or in one rail.
func (d *desk) section(r *http.Request) (*reply, error) {
	name := r.URL.Query().Get("name")
	if name == "" {
		return nil, cutting.Errorf(cutting.Invalid, "no section is named in the address")
	}
	data, s, err := d.sourceOf(r)
	if err != nil {
		return nil, err
	}
	data.Heading, data.IsRail = name, strings.HasSuffix(r.URL.Path, "/rail")
	field := "section"
	if data.IsRail {
		field = "rail"
	}
	return d.sourceReply(r, data, s.with(field, name), name+" – "+data.Source.Name)
}

// sourceOf finds the source in the address and the search for all of it.
func (d *desk) sourceOf(r *http.Request) (sourceData, state, error) {
	id := r.PathValue("id")
	all, err := d.Catalogue.Sources(r.Context())
	if err != nil {
		return sourceData{}, state{}, err
	}
	lines, _ := sourceLines(all, 0)
	for _, l := range lines {
		if l.ID == id {
			data := sourceData{Source: l}
			if strings.Contains(id, ".") && !strings.ContainsAny(id, " /") {
				data.Home = outLink("http://" + id + "/")
			}
			return data, state{Sort: catalogue.ByNewest, Per: sourceNewest}.with("source", id), nil
		}
	}
	return sourceData{}, state{}, cutting.Errorf(cutting.NotFound, "nothing in the archive comes from a source %q", id)
}

// sourceReply runs the search and fills in what it found.
func (d *desk) sourceReply(r *http.Request, data sourceData, s state, title string) (*reply, error) {
	period := periodFor(data.Source.First.Value, data.Source.Last.Value)
	res, err := d.find(r.Context(), s, catalogue.Request{Limit: sourceNewest, Histogram: period, Facets: []string{"kind"}})
	if err != nil {
		return nil, err
	}
	s.Per = perPage
	if data.Heading != "" && res.Total == 0 {
		return nil, cutting.Errorf(cutting.NotFound, "%s has nothing under the heading %q", data.Source.Name, data.Heading)
	}
	data.Total, data.Items, data.All = res.Total, itemsOf(res.Hits), s.href("/search")
	data.Chart = newChart(res.Histogram, period, "", func(v string) string { return s.withDate(v).href("/search") })
	for _, c := range res.Facets["kind"] {
		data.Kinds = append(data.Kinds, link{Label: kindName(cutting.Kind(c.Value)), Href: s.with("kind", c.Value).href("/search"), Count: c.Count})
	}
	return &reply{page: "source", title: title, data: data, feed: s.href("/search.atom"), json: s.href("/search.json")}, nil
}

// sectionPath is the page of a source's section or rail.
func sectionPath(source, what, name string) string {
	return sourcePath(source) + "/" + what + "?" + url.Values{"name": {name}}.Encode()
}
