package pages

import (
	"net/http"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// statusData has the values of the page with the archive's state.
type statusData struct {
	Stats      catalogue.Stats
	PageKinds  []link
	TimeOrigin []link
	Counts     library.Counts
	Missing    library.Missing
	Back       catalogue.Capabilities
	// Independent is the number of cuttings with a text of their own, with their search.
	Independent link
	// StoriesStale reports that copies and teasers were found by another version of the program.
	StoriesStale bool
}

const failuresListed = 100 // the list of captures has all of them

// Status returns the page with the state of the archive.
func (p *Pages) Status(r *http.Request) (*render.Reply, error) {
	stats, err := p.Library.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	res, err := p.Library.Find(r.Context(), library.Search{}, catalogue.Request{Facets: []string{field.Is}})
	if err != nil {
		return nil, err
	}
	counts, err := p.Library.Counts(r.Context(), failuresListed)
	if err != nil {
		return nil, err
	}
	data := statusData{Stats: stats, Counts: counts, Back: p.Library.BackEnd(),
		Independent: link{Count: library.Independent(library.Search{}, res),
			Href: address.Search{}.With(field.Is, catalogue.IsIndependent).WithFlat(true).Href("/search")}}
	if data.Missing, err = p.Library.Missing(r.Context()); err != nil {
		return nil, err
	}
	if data.StoriesStale, err = p.Library.StoriesStale(r.Context()); err != nil {
		return nil, err
	}
	kinds := map[string]int{}
	for k, n := range stats.ByPageKind {
		kinds[string(k)] = n
	}
	for _, t := range library.Tallies(kinds) {
		data.PageKinds = append(data.PageKinds, link{Label: plain.PageKind(cutting.PageKind(t.Value)), Count: t.Count,
			Href: capturesPath(nil, "kind", t.Value)})
	}
	for _, t := range counts.TimeOrigins {
		data.TimeOrigin = append(data.TimeOrigin, link{Label: plain.Origin(t.Value), Count: t.Count,
			Href: capturesPath(nil, "time", t.Value)})
	}
	return &render.Reply{Page: "status", Title: "Status", Data: data}, nil
}
