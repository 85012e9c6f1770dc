package publish

import (
	"encoding/json"
	"fmt"

	"cuttings/library/plain"
)

// The search of the site runs in the page: the index is a list of items in script files,
// since a page read from a disk may load scripts beside it and nothing else.

// addSearch adds the search page and its index.
func (s *Site) addSearch() {
	var parts []string
	for from := 0; from < len(s.c.Pages); from += searchPart {
		items := s.c.Pages[from:min(from+searchPart, len(s.c.Pages))]
		path := fmt.Sprintf("search/%d.js", from/searchPart+1)
		parts = append(parts, path)
		s.add(path, "text/javascript; charset=utf-8", keyOf(path, items), func() ([]byte, error) {
			return searchIndex(items)
		})
	}
	s.addPage("search.html", func() ([]byte, error) {
		return s.page(frame{Path: "search.html", Title: "Search", Template: "search", Policy: searchPolicy,
			Script: scriptFile, Parts: parts})
	}, parts)
}

// searchIndex is a part of the index: a call with an array of arrays of page, headline,
// source, date, excerpt, language.
func searchIndex(items []*Item) ([]byte, error) {
	rows := make([][6]string, len(items))
	for i := range items {
		it := items[i]
		rows[i] = [6]string{itemPath(it.ID), title(it), it.Source, plain.ISODate(it.Published), it.Excerpt, it.Lang}
	}
	b, err := json.Marshal(rows) // U+2028 and </script> are escaped
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "cuttings.add(%s);\n", b), nil
}
