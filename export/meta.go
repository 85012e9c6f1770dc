package export

import "fmt"

// Meta is one meta element of a page about a cutting.
type Meta struct{ Name, Content string }

// Metas returns the embedded metadata that Zotero's connector and similar readers use, with the names of Google
// Scholar's inclusion guidelines.
func Metas(r Record) []Meta {
	var out []Meta
	put := func(name, content string) {
		if content != "" {
			out = append(out, Meta{name, content})
		}
	}
	put("citation_title", line(r.Headline))
	for _, a := range r.Authors {
		put("citation_author", line(a))
	}
	y, m, d := dateOf(r)
	switch {
	case d > 0:
		put("citation_publication_date", fmt.Sprintf("%04d/%02d/%02d", y, m, d))
	case m > 0:
		put("citation_publication_date", fmt.Sprintf("%04d/%02d", y, m))
	case y > 0:
		put("citation_publication_date", fmt.Sprintf("%04d", y))
	}
	put("citation_publisher", line(r.Source))
	put("citation_language", line(r.Lang))
	put("citation_public_url", addressOf(r))
	return out
}
