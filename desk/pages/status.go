package pages

import (
	"net/http"

	"cuttings/catalogue"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// statusData is how the archive stands.
type statusData struct {
	Stats      catalogue.Stats
	PageKinds  []link
	TimeOrigin []link
	Counts     library.Counts
	Versions   catalogue.Versions
	Back       catalogue.Capabilities
}

// Status is the page that says how the archive stands.
func (p *Pages) Status(r *http.Request) (*render.Reply, error) {
	stats, err := p.Library.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	counts, err := p.Library.Counts(r.Context())
	if err != nil {
		return nil, err
	}
	data := statusData{Stats: stats, Counts: counts, Versions: p.Library.Versions(), Back: p.Library.BackEnd()}
	kinds := map[string]int{}
	for k, n := range stats.ByPageKind {
		kinds[plain.PageKind(k)] = n
	}
	for _, t := range library.Tallies(kinds) {
		data.PageKinds = append(data.PageKinds, link{Label: t.Value, Count: t.Count})
	}
	for _, t := range counts.TimeOrigins {
		data.TimeOrigin = append(data.TimeOrigin, link{Label: plain.Origin(t.Value), Count: t.Count})
	}
	return &render.Reply{Page: "status", Title: "Status", Data: data}, nil
}
