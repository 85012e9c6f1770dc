package lang

import (
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/page/internal/chars"
)

// itemSample is the number of bytes of an item that decide its language; an article has langSample.
const itemSample = 600

// OfCuttings sets the language of each cutting of p whose words are clearly in another language than the page's. It
// leaves those that have a language already, such as one given by a person, and does nothing on a page without a
// language or with one cutting, whose language is the page's. Words of an item that are too few by themselves count
// where two other items of the page are clearly in the same language.
func OfCuttings(p *cutting.Page, cs []cutting.Cutting) {
	if p.Meta.Lang == "" || len(cs) < 2 {
		return
	}
	likely, others := make([]string, len(cs)), map[string]int{}
	for i := range cs {
		if cs[i].Lang != "" {
			continue
		}
		most := itemSample
		if cs[i].Kind == cutting.Article {
			most = langSample
		}
		found, sure := itemLanguage(chars.View(sampleOf(p, &cs[i], most)), p.Meta.Lang)
		switch {
		case found == "":
		case sure:
			cs[i].Lang = found
			others[found]++
		case cs[i].Kind != cutting.Article:
			likely[i] = found
		}
	}
	const minCuttings = 2
	for i, found := range likely {
		if found != "" && others[found] >= minCuttings {
			cs[i].Lang = found
		}
	}
}

// sampleOf returns the headline and the beginning of the text of a cutting, about most bytes.
func sampleOf(p *cutting.Page, c *cutting.Cutting, most int) []byte {
	sample := append(make([]byte, 0, most+len(c.Headline)+2), c.Headline...)
	for _, part := range c.Parts {
		s := part.Span.In(p.Text)
		if s == c.Headline {
			continue
		}
		room := most - len(sample)
		if room <= 0 {
			break
		}
		for room < len(s) && room > 0 && !utf8.RuneStart(s[room]) {
			room--
		}
		sample = append(append(sample, '\n'), s[:min(room, len(s))]...)
	}
	return sample
}

// itemLanguage returns the language of a text on a page in another, "" where it is in the page's or
// nothing shows another. sure is false where there are too few words to decide by themselves.
func itemLanguage(text, page string) (found string, sure bool) {
	seen := scriptsIn(text)
	script := seen.main()
	words := len(strings.Fields(text))
	if !isWrittenIn(page, script) {
		if script == Latin {
			// Commands and programs are in Latin letters on pages of all scripts.
			best, hits, _ := ByLittleWords(text, script, "")
			if hits < 8 || hits*6 < words || littleKinds(text, best) < 6 || seen.writtenIn(page)*20 > seen.letters {
				return "", false
			}
			return best, true
		}
		found, _ = decideLanguage(text, page)
		return otherThanPage(found, page), true
	}
	best, hits, own := ByLittleWords(text, script, page)
	if best == "" || best == page || !hasCommonWords(page) && best != "en" {
		return "", false
	}
	if isClear(text, hits, own) {
		return best, true
	}
	kinds := littleKinds(text, best)
	switch {
	case own == 0 && kinds >= 3 && hits >= 4 && hits*6 >= words && words >= 8:
		return best, true
	case hits >= 3*own && hits*12 >= words && (kinds >= 3 || own == 0 && kinds == 2):
		return best, false
	}
	return "", false
}

// otherThanPage returns lang where it is not the page's language, else "".
func otherThanPage(lang, page string) string {
	if lang == page {
		return ""
	}
	return lang
}

// littleKinds returns how many different common words of a language a text has.
func littleKinds(text, lang string) int {
	at := uint64(0)
	for i, l := range littleWords {
		if l.lang == lang {
			at = 1 << i
		}
	}
	seen := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return lowerLetter(r) == 0 && r != '\'' }) {
		if w := strings.ToLower(word); len(w) <= longestLittleWord && wordLangs[w]&at != 0 {
			seen[w] = true
		}
	}
	return len(seen)
}
