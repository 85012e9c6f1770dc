package listing

import (
	"maps"
	"slices"
	"strings"
)

// tagSegments are path segments that precede a tag, category or author in addresses, as content
// systems build them.
var tagSegments = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`tag tags tagged hashtag label labels keyword keywords stichwort schlagwort schlagworte etiqueta etiquetas etiket
		etiquette mot-cle category categories cat kategorie kategorien kategoria kategori kategorija categorie categoria categorias
		topic topics thema themen tema temas tematy theme themes sujet sujets argomento subject subjects rubrik rubriken rubrique rubriques
		rubrica author authors autor autoren autores autori auteur auteurs section sections`) {
		m[w] = true
	}
	return m
}()

// longestTagSegment is the length of the longest of them in bytes.
var longestTagSegment = len(slices.MaxFunc(slices.Collect(maps.Keys(tagSegments)), func(a, b string) int {
	return len(a) - len(b)
}))

// LinksToTag reports whether an address is that of a tag, category, author or the like: to a segment
// after "tag", "category" and such words, or with such a parameter.
func LinksToTag(u string) bool {
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
	}
	u, _, _ = strings.Cut(u, "#")
	path, query, _ := strings.Cut(u, "?")
	after, nests := -1, false // segments after the word; categories have sub-categories
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." || strings.HasPrefix(part, "index.") {
			continue
		}
		if after <= 0 && len(part) <= longestTagSegment {
			if part = strings.ToLower(part); tagSegments[part] {
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
		if k, v, ok := strings.Cut(pair, "="); ok && v != "" && tagSegments[k] {
			return true
		}
	}
	return false
}

// linksAreTags reports whether a list is one of tags, categories or authors: short names, most of
// which link to those pages.
func (s *pageState) linksAreTags(l *list) bool {
	n := 0
	for _, m := range l.members {
		if LinksToTag(s.urlOf(&s.cands[m])) {
			n++
		}
	}
	return n*3 >= len(l.members)*2 && s.meanWidth(l) < 30
}

// linksWithinPage reports whether all of a list's links are to places in one page, or are
// telephone numbers or mail addresses.
func (s *pageState) linksWithinPage(l *list) bool {
	page, several, calls := "", false, 0
	for i, m := range l.members {
		u := s.urlOf(&s.cands[m])
		if strings.HasPrefix(u, "tel:") || strings.HasPrefix(u, "mailto:") {
			calls++
		}
		u, place, _ := strings.Cut(u, "#")
		several = several || place == "" || i > 0 && u != page
		page = u
	}
	return !several || calls*2 > len(l.members)
}
