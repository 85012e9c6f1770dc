package listing

import (
	"maps"
	"slices"
	"strings"
)

// filings are the parts of addresses that lead to what is filed under a name
// rather than to an item, as content systems build them.
var filings = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`tag tags tagged hashtag label labels keyword keywords stichwort schlagwort schlagworte etiqueta etiquetas etiket
		etiquette mot-cle category categories cat kategorie kategorien kategoria kategori kategorija categorie categoria categorias
		topic topics thema themen tema temas tematy theme themes sujet sujets argomento subject subjects rubrik rubriken rubrique rubriques
		rubrica author authors autor autoren autores autori auteur auteurs section sections`) {
		m[w] = true
	}
	return m
}()

// longestFiling is the length in bytes of the longest of them.
var longestFiling = len(slices.MaxFunc(slices.Collect(maps.Keys(filings)), func(a, b string) int {
	return len(a) - len(b)
}))

// Filing reports whether an address leads to what is filed under a name: a part
// behind "tag", "category" and the like, or such a parameter.
func Filing(u string) bool {
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
	}
	u, _, _ = strings.Cut(u, "#")
	path, query, _ := strings.Cut(u, "?")
	after, nests := -1, false // parts behind the word; categories have sub-categories
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." || strings.HasPrefix(part, "index.") {
			continue
		}
		if after <= 0 && len(part) <= longestFiling {
			if part = strings.ToLower(part); filings[part] {
				after, nests = 0, strings.HasPrefix(part, "cat") || strings.HasPrefix(part, "kat")
				continue
			}
		}
		if after >= 0 {
			after++
		}
	}
	if after == 1 || after == 2 && nests {
		return true
	}
	for pair := range strings.SplitSeq(query, "&") {
		if k, v, ok := strings.Cut(pair, "="); ok && v != "" && filings[k] {
			return true
		}
	}
	return false
}

// linksAreTags reports whether a list is one of tags, categories or authors: short names
// that for the most part lead to what is filed under them.
func (s *pageState) linksAreTags(l *list) bool {
	n := 0
	for _, m := range l.members {
		if Filing(s.url(&s.cands[m])) {
			n++
		}
	}
	return n*3 >= len(l.members)*2 && s.meanWidth(l) < 30
}

// linksWithinPage reports whether a list's links all lead to places in one page, or call
// or write to somebody.
func (s *pageState) linksWithinPage(l *list) bool {
	page, several, calls := "", false, 0
	for i, m := range l.members {
		u := s.url(&s.cands[m])
		if strings.HasPrefix(u, "tel:") || strings.HasPrefix(u, "mailto:") {
			calls++
		}
		u, place, _ := strings.Cut(u, "#")
		several = several || place == "" || i > 0 && u != page
		page = u
	}
	return !several || calls*2 > len(l.members)
}
