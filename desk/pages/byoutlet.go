package pages

import (
	"cmp"
	"net/http"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// byOutletData has the values of the page of a search by outlet, a column for each.
type byOutletData struct {
	Of      string // the words searched for, else the topics; "" for everything
	Back    string
	Sources []facetValue // to choose from
	Chosen  int
	Columns []outletColumn
	Total   int
	// Independent are the cuttings with a text of their own.
	Independent int
}

// outletColumn is the column of one outlet.
type outletColumn struct {
	Source      catalogue.Source
	Total       int
	Independent int
	Items       []item
	All         string
	Alone       string // the same page without this outlet
}

const (
	outletColumns = 4 // outlets shown if none were chosen
	outletsMost   = 6 // maximum number of outlets shown
	outletItems   = 8
)

// ByOutlet returns the page of a search by outlet ("Compare by source").
func (p *Pages) ByOutlet(r *http.Request) (*render.Reply, error) {
	return p.overSearch(r, "By source", p.byOutlet)
}

func (p *Pages) byOutlet(r *http.Request, s address.Search) (*render.Reply, error) {
	res, err := p.Library.Find(r.Context(), s.Search, catalogue.Request{Facets: []string{field.Source, field.Is}})
	if err != nil {
		return nil, err
	}
	chosen := s.Filters[field.Source]
	of := s.Text
	for _, id := range s.Filters[field.Topic] {
		if t, err := p.Library.Topic(id); err == nil && s.Text == "" {
			of = strings.TrimPrefix(of+", "+t.Title, ", ")
		}
	}
	data := byOutletData{Of: of, Back: s.First().Href("/search"), Chosen: len(chosen), Total: res.Total,
		Independent: library.Independent(s.Search, res)}
	show := chosen
	labels := map[string]int{}
	for _, c := range res.Facets[field.Source] {
		labels[plain.SourceName(facetSource(c.Value, c.Label))]++
	}
	for _, c := range res.Facets[field.Source] {
		v := facetValue{link: link{Label: plain.SourceName(facetSource(c.Value, c.Label)),
			Count: c.Count, On: s.Has(field.Source, c.Value)}}
		v.Dir = plain.Direction("", v.Label)
		if labels[v.Label] > 1 {
			v.Which = whichOf(c.Value)
		}
		if v.Href = s.With(field.Source, c.Value).ByOutlet(); v.On {
			v.Href = s.Without(field.Source, c.Value).ByOutlet()
		}
		data.Sources = append(data.Sources, v)
		if len(chosen) == 0 && len(show) < outletColumns && c.Value != field.None {
			show = append(show, c.Value)
		}
	}
	for _, id := range show[:min(len(show), outletsMost)] {
		c, err := p.outletColumn(r, s, id)
		if err != nil {
			return nil, err
		}
		data.Columns = append(data.Columns, *c)
	}
	return &render.Reply{Page: "byoutlet", Title: "By source: " + cmp.Or(of, s.Title()), Query: s.Text,
		Data: data}, nil
}

// outletColumn returns the column of one outlet.
func (p *Pages) outletColumn(r *http.Request, s address.Search, id string) (*outletColumn, error) {
	only := s.First()
	only.Filters[field.Source] = []string{id}
	res, err := p.Library.Find(r.Context(), only.Search,
		catalogue.Request{Limit: outletItems, Highlight: true, ByStory: true,
			Facets: []string{field.Is, field.Source}})
	if err != nil {
		return nil, err
	}
	listed := only
	listed.Via = s.ByOutlet()
	out := &outletColumn{Source: facetSource(id, id), Total: res.Total,
		Independent: library.Independent(only.Search, res), Items: resultsOf(listed, res.Hits),
		All: only.Href("/search")}
	for _, c := range res.Facets[field.Source] {
		if c.Value == id && id != field.None {
			out.Source.Name = c.Label
		}
	}
	if s.Has(field.Source, id) {
		out.Alone = s.Without(field.Source, id).ByOutlet()
	}
	return out, nil
}

// facetSource returns the source of a value of the facet.
func facetSource(id, name string) catalogue.Source {
	if id == field.None {
		return catalogue.Source{}
	}
	return catalogue.Source{ID: id, Name: name}
}
