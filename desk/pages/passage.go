package pages

import (
	"cmp"
	"net/http"

	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// passageData has the values of a passage's page.
type passageData struct {
	*library.Cited
	Values string // of its address, for the other forms
}

// Passage returns the page of a passage of a cutting with its citation, to be copied.
func (p *Pages) Passage(r *http.Request) (*render.Reply, error) {
	ask, err := address.PassageOf(r.URL.Query())
	if err != nil {
		return nil, err
	}
	c, err := p.Library.Cite(r.Context(), r.PathValue("id"), ask)
	if err != nil {
		return nil, err
	}
	data := passageData{Cited: c, Values: address.PassageValues(ask.Sighting, c.Passage.Text).Encode()}
	return &render.Reply{Page: "passage", Title: "To cite – " + cmp.Or(c.Headline, "Without a headline"), Data: data},
		nil
}
