package pages

import (
	"errors"
	"net/http"

	"cuttings/catalogue/query"
	"cuttings/desk/address"
	"cuttings/desk/render"
)

// mistakenData has the values of the page in place of one over a search whose query or dates cannot be read: the form
// with what was typed, and what to write beside the field.
type mistakenData struct {
	Title   string
	Path    string // of the page that was asked for
	State   address.Search
	Mistake *mistake
	Hidden  []hidden
	periodForm
}

// overSearch returns the page over the search in a request's address; where its query or dates cannot be read, the
// form that says so.
func (p *Pages) overSearch(r *http.Request, title string,
	page func(*http.Request, address.Search) (*render.Reply, error)) (*render.Reply, error) {
	s, err := address.Of(r)
	if err != nil {
		return nil, err
	}
	s, wrong, derr := s.Between(p.Library)
	var syntax *query.SyntaxError
	if derr == nil {
		rep, err := page(r, s)
		if !errors.As(err, &syntax) {
			return rep, err
		}
	}
	data := mistakenData{Title: title, Path: r.URL.Path, State: s, Hidden: hiddenFields(s),
		periodForm: periodFormOf("Published from", s, wrong, derr)}
	if syntax != nil {
		data.Mistake = mistakeIn(s.Text, syntax)
	}
	return &render.Reply{Page: "mistaken", Title: title + " – " + s.Title(), Status: http.StatusBadRequest,
		Query: s.Text, Data: data}, nil
}
