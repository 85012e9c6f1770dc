package pages

import (
	"net/http"
	"strconv"

	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

func itoa(n int) string { return strconv.Itoa(n) }

// listData has the values of a list over the texts of a search: statements, dates or disputes.
type listData struct {
	State      address.Search
	Search     string // address of the search itself
	Others     []link // other pages of the same search
	Stories    int    // the search finds
	Read       int    // number of these that were read
	Statements []library.Statement
	Dates      []library.MentionedDate
	Shown      int
	Disputes   []library.Dispute
	// Unnamed is the number of statements whose speaker is not named; UnnamedShown reports that they are in the list.
	// Switch is the address of the list with them, or without.
	Unnamed      int
	UnnamedShown bool
	Switch       string
}

// unnamedKey is the parameter that shows statements without a named speaker as well.
const unnamedKey = "unnamed"

// rowsShown is the maximum number of statements or dates on a page.
const rowsShown = 400

// Statements returns the page of the statements in the cuttings of a search. Those without a named speaker
// ("it is said that") are left out, with their number and a link, unless all are asked for.
func (p *Pages) Statements(r *http.Request) (*render.Reply, error) {
	return p.overSearch(r, "Statements", p.statements)
}

func (p *Pages) statements(r *http.Request, s address.Search) (*render.Reply, error) {
	data := listDataOf(s)
	data.UnnamedShown = r.URL.Query().Has(unnamedKey)
	list, stories, read, err := p.Library.Statements(r.Context(), s.Search, func(x *library.Statement) bool {
		if x.Who == "" {
			data.Unnamed++
		}
		return x.Who != "" || data.UnnamedShown
	})
	if err != nil {
		return nil, err
	}
	data.Switch = data.State.Href("/statements")
	if !data.UnnamedShown {
		all := data.State.Values()
		all.Set(unnamedKey, "1")
		data.Switch = "/statements?" + all.Encode()
	}
	data.Statements, data.Stories, data.Read, data.Shown = list[:min(len(list), rowsShown)], stories, read, len(list)
	return &render.Reply{Page: "statements", Title: "Statements – " + s.Title(), Query: s.Text, Data: data}, nil
}

// Timeline returns the page of the dates that the cuttings of a search mention.
func (p *Pages) Timeline(r *http.Request) (*render.Reply, error) {
	return p.overSearch(r, "Timeline", p.timeline)
}

func (p *Pages) timeline(r *http.Request, s address.Search) (*render.Reply, error) {
	data := listDataOf(s)
	list, stories, read, err := p.Library.Timeline(r.Context(), s.Search)
	if err != nil {
		return nil, err
	}
	data.Dates, data.Stories, data.Read, data.Shown = list[:min(len(list), rowsShown)], stories, read, len(list)
	return &render.Reply{Page: "timeline", Title: "Timeline – " + s.Title(), Query: s.Text, Data: data}, nil
}

// Disputes returns the page of the disputes in the cuttings of a search.
func (p *Pages) Disputes(r *http.Request) (*render.Reply, error) {
	return p.overSearch(r, "Accounts that differ", p.disputes)
}

func (p *Pages) disputes(r *http.Request, s address.Search) (*render.Reply, error) {
	data := listDataOf(s)
	var err error
	if data.Disputes, data.Shown, err = p.Library.Disputes(r.Context(), s.Search); err != nil {
		return nil, err
	}
	return &render.Reply{Page: "disputes", Title: "Accounts that differ – " + s.Title(), Query: s.Text, Data: data},
		nil
}

func listDataOf(s address.Search) listData {
	s = s.First()
	return listData{State: s, Search: s.Href("/search"), Others: othersOf(s)}
}

// othersOf returns links to the lists over the texts of a search.
func othersOf(s address.Search) []link {
	s = s.First()
	return []link{{Label: "Statements", Href: s.Href("/statements")}, {Label: "Timeline", Href: s.Href("/timeline")},
		{Label: "Accounts that differ", Href: s.Href("/disputes")}}
}
