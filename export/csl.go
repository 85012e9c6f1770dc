package export

import (
	"bytes"
	"encoding/json"
)

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Archive   string    `json:"archive,omitempty"`
	Location  string    `json:"archive_location,omitempty"`
	Note      string    `json:"note,omitempty"`
}

// CSL writes a JSON array of items of the Citation Style Language, version 1.0.2.
// Authors are literal names, but where the form of one tells its parts.
func CSL(records []Record) []byte {
	items := make([]cslItem, 0, len(records))
	for _, r := range records {
		it := cslItem{
			ID: "cuttings-" + keyOf(r.ID), Type: "article-newspaper", Title: line(r.Headline),
			Container: line(r.Source), URL: addressOf(r), Language: line(r.Lang), Archive: line(r.Archive),
			Location: line(r.ID), Note: line(r.Note),
		}
		for _, a := range r.Authors {
			if a = line(a); a == "" {
				continue
			}
			name := cslName{Literal: a}
			if family, given, ok := personOf(a, &r); ok {
				name = cslName{Family: family, Given: given}
			}
			it.Author = append(it.Author, name)
		}
		it.Issued = partsOf(dateOf(r))
		if !r.Captured.IsZero() {
			c := r.Captured.UTC()
			it.Accessed = partsOf(c.Year(), int(c.Month()), c.Day())
		}
		items = append(items, it)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	_ = enc.Encode(items) // cannot fail for strings and numbers
	return b.Bytes()
}

func partsOf(y, m, d int) *cslDate {
	switch {
	case y == 0:
		return nil
	case m == 0:
		return &cslDate{[][]int{{y}}}
	case d == 0:
		return &cslDate{[][]int{{y, m}}}
	}
	return &cslDate{[][]int{{y, m, d}}}
}
