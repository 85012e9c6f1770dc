// Package pages holds the desk's pages for reading: front, search, cutting, capture,
// bytes, sources, status and help. Each asks the library for a view model and says
// which template shows it.
package pages

import (
	"net/http"
	"net/url"
	"strconv"

	"cuttings/digest"
	"cuttings/library"
)

// Pages answers for the pages.
type Pages struct {
	Library *library.Library
	// Templates write digests.
	Templates *digest.Templates

	viewed viewedCache
}

// link is a labelled count that leads somewhere.
type link struct {
	Label string
	Href  string
	Count int
	On    bool
}

// number reads a number from an address: -1 when it is not there.
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

// corrected reports whether the page is shown because a correction was just kept.
func corrected(r *http.Request) bool { return r.URL.Query().Get("corrected") != "" }
