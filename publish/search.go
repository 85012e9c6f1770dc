package publish

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"cuttings/library"
)

// The site's search runs in the page. Its index is a list of items in script files, because a page read from a
// disk may load scripts beside it and nothing else.

// searchScript returns the script of the search, with the letters of the archive's own search, so that the two
// compare words alike.
var searchScript = sync.OnceValue(func() []byte {
	letters, err := json.Marshal(library.PlainLetters())
	if err != nil {
		panic(err) // our own table
	}
	return bytes.Replace(asset(scriptFile), []byte("letters = {}"), append([]byte("letters = "), letters...), 1)
})

// addSearch adds the search page and its index: the newest items, without copies under the same headline.
func (s *Site) addSearch() {
	items := s.itemsToSearch()
	of := len(items)
	items = items[:min(of, searchMost)]
	var parts []string
	for from := 0; from < len(items); from += searchPart {
		part := items[from:min(from+searchPart, len(items))]
		path := fmt.Sprintf("search/%d.js", from/searchPart+1)
		parts = append(parts, path)
		key := keyOf(path, s.itemKeysOf(part), s.words)
		s.add(path, "text/javascript; charset=utf-8", key, func() ([]byte, error) { return s.searchIndex(part) })
	}
	data := struct{ Searched, Of int }{len(items), of}
	s.addPage("search.html", func() ([]byte, error) {
		return s.page(frame{Path: "search.html", Title: s.translate("Search"), Template: "search",
			Policy: searchPolicy, Script: scriptFile, Parts: parts, Data: data})
	}, parts, data)
}

// itemsToSearch returns the items to search, newest first.
func (s *Site) itemsToSearch() []*Item {
	type key struct{ story, title string }
	lead := map[string]string{} // ID of the cutting that represents a story, by the ID of each member
	for _, it := range s.c.Items {
		for _, a := range it.AlsoIn {
			lead[a.ID] = it.ID
		}
	}
	seen := map[key]bool{}
	for _, it := range s.c.Items {
		seen[key{it.ID, s.title(it)}] = true
	}
	var out []*Item
	for _, it := range s.c.Pages {
		if story := lead[it.ID]; story != "" {
			k := key{story, s.title(it)}
			if seen[k] {
				continue
			}
			seen[k] = true
		}
		out = append(out, it)
	}
	return out
}

// searchIndex returns a part of the index: a call with an array of arrays of page, headline, source, date,
// excerpt, language, and "1" for a text of its own.
func (s *Site) searchIndex(items []*Item) ([]byte, error) {
	rows := make([][7]string, len(items))
	for i, it := range items {
		rows[i] = [7]string{itemPath(it.ID), s.title(it), it.Source, s.date(it.Published), it.Excerpt,
			it.Lang}
		if it.Independent {
			rows[i][6] = "1"
		}
	}
	b, err := json.Marshal(rows) // U+2028 and </script> are escaped
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "cuttings.add(%s);\n", b), nil
}
