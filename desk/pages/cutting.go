package pages

import (
	"net/http"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/guard"
	"cuttings/desk/render"
	"cuttings/library"
)

// cuttingData is what a cutting's page shows.
type cuttingData struct {
	*library.Cutting
	CanEdit bool
	Changed bool // a correction has just been kept
}

// Cutting is the page of one cutting.
func (p *Pages) Cutting(r *http.Request) (*render.Reply, error) {
	id, v := r.PathValue("id"), r.URL.Query()
	var ask library.CuttingRequest
	for _, n := range []struct {
		name string
		to   *int
	}{{"sighting", &ask.Sighting}, {"against", &ask.Against}} {
		var ok bool
		if *n.to, ok = number(v, n.name); !ok {
			return nil, cutting.Errorf(cutting.NotFound, "“%s” is not the number of a place this cutting was seen at. They are counted from 0.", v.Get(n.name))
		}
	}
	ask.At, _ = number(v, "at")
	c, err := p.Library.Cutting(r.Context(), id, ask)
	if err != nil {
		return nil, err
	}
	if guard.FromOwnPages(r) && r.Method == http.MethodGet {
		p.Library.Looked(id)
	}
	title := c.Shown.Headline
	if title == "" {
		title = "Without a headline"
	}
	data := cuttingData{Cutting: c, CanEdit: p.Library.CanCorrect(), Changed: corrected(r)}
	return &render.Reply{Page: "cutting", Title: title, Data: data, JSON: address.Cutting(id) + ".json"}, nil
}
