package pages

import (
	"cmp"
	"net/http"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/desk/address"
	"cuttings/library"
)

// resultPlace is the place of a cutting among the results from which it was opened.
type resultPlace struct {
	N, Total   int
	Prev, Next string // the results before and after it, "" for none
	Back       string // the page of results
	Query      string // the text typed
}

// among returns the place of a cutting among the results from which it was opened, as its address states, and
// the words by which it matched. It is nil when the address has no search, or the search no longer finds the
// cutting there.
func (p *Pages) among(r *http.Request, id string) (*resultPlace, []string, error) {
	n, ok := number(r.URL.Query(), "hit")
	if !ok || n < 1 {
		return nil, nil, nil
	}
	s, err := address.Of(r)
	if err != nil {
		return nil, nil, err
	}
	res, err := p.Library.Find(r.Context(), s.Search, catalogue.Request{Limit: s.Per, Highlight: true,
		ByStory: !s.Flat})
	if err != nil {
		return nil, nil, err
	}
	a := &resultPlace{Total: rowsOf(res, s), Back: cmp.Or(s.Via, s.Href("/search")), Query: s.Text}
	i := slices.IndexFunc(res.Hits, func(h catalogue.Hit) bool { return h.ID == id })
	var hit *catalogue.Hit
	if i >= 0 {
		hit = &res.Hits[i]
	} else if i, hit, err = p.hitInOpenStory(r, s, res, id); hit == nil || err != nil {
		return nil, nil, err
	}
	a.N = s.From + i + 1
	switch {
	case i > 0:
		a.Prev = address.Hit(res.Hits[i-1].ID, s, a.N-1)
	case s.From > 0:
		before := s.PrevPage()
		if last, err := p.hitsOf(r, before); err == nil && len(last) > 0 && before.From+len(last) == a.N-1 {
			a.Prev = address.Hit(last[len(last)-1].ID, before, a.N-1)
		}
	}
	switch {
	case i+1 < len(res.Hits):
		a.Next = address.Hit(res.Hits[i+1].ID, s, a.N+1)
	case res.Next != "":
		after := s.NextPage(res.Next)
		if first, err := p.hitsOf(r, after); err == nil && len(first) > 0 {
			a.Next = address.Hit(first[0].ID, after, a.N+1)
		}
	}
	return a, library.MatchedWords(*hit, res.Expanded), nil
}

// hitInOpenStory returns the hit of a cutting listed below the row of the open story, with the index of the row; nil
// if it is not there.
func (p *Pages) hitInOpenStory(r *http.Request, s address.Search, res *catalogue.Result, id string) (int,
	*catalogue.Hit,
	error) {
	row := slices.IndexFunc(res.Hits, func(h catalogue.Hit) bool {
		return s.Open != "" && h.Story != nil && h.Story.ID == s.Open
	})
	if row < 0 {
		return 0, nil, nil
	}
	members, err := p.membersFound(r, s)
	if err != nil {
		return 0, nil, err
	}
	for i := range members {
		if members[i].ID == id {
			return row, &members[i], nil
		}
	}
	return 0, nil, nil
}

// membersFound returns the members of the open story that a search finds.
func (p *Pages) membersFound(r *http.Request, s address.Search) ([]catalogue.Hit, error) {
	in := s.First().Search
	in.Filters[field.Story] = []string{s.Open}
	res, err := p.Library.Find(r.Context(), in, catalogue.Request{Limit: maxOpened, Highlight: true})
	if err != nil {
		return nil, err
	}
	return res.Hits, nil
}

// rowsOf returns how many rows a search has: stories, or cuttings in the flat list.
func rowsOf(res *catalogue.Result, s address.Search) int {
	if s.Flat {
		return res.Total
	}
	return res.Stories
}

// hitsOf returns the hits of a search's page.
func (p *Pages) hitsOf(r *http.Request, s address.Search) ([]catalogue.Hit, error) {
	res, err := p.Library.Find(r.Context(), s.Search, catalogue.Request{Limit: s.Per, ByStory: !s.Flat})
	if err != nil {
		return nil, err
	}
	return res.Hits, nil
}
