// Package pages has the desk's pages for reading: front, search, cutting, capture, bytes, sources, status, help
// and others. Each gets a view model from the library and returns it with the name of its template.
package pages

import (
	"net/http"
	"net/url"
	"strconv"

	"cuttings/digest"
	"cuttings/library"
)

// Pages handles the pages.
type Pages struct {
	Library *library.Library
	// Templates write digests.
	Templates *digest.Templates

	viewed viewedCache
}

// link is a link with a label and a count.
type link struct {
	Label string
	Href  string
	Count int
	On    bool
	// Independent is the number of cuttings, of Count, with a text of their own; valid if Both is set.
	Independent int
	Both        bool
}

// number returns a number in an address, -1 if it is missing.
func number(v url.Values, name string) (n int, ok bool) {
	s := v.Get(name)
	if s == "" {
		return -1, true
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1, false
	}
	return n, true
}

// corrected reports whether the page is shown because a correction was just recorded.
func corrected(r *http.Request) bool { return r.URL.Query().Get("corrected") != "" }

// texts counts those of some items that have a text of their own.
func (p *Pages) texts(r *http.Request, items []item) (int, error) {
	ids := make([]string, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	own, err := p.Library.IndependentOf(r.Context(), ids)
	return len(own), err
}
