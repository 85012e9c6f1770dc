package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ruleCommonWords is the rule that words the page itself has in lower case name no person: "Years", "Step Guide".
const ruleCommonWords = "common_words"

// maxSearched is the byte of the text behind which no prose is searched.
const maxSearched = 100_000

// minProse is the length in bytes from which a block is taken for prose: in labels and signatures names have no
// capitals either.
const minProse = 120

// areCommonWords reports whether every word of a name that begins with a capital is in the article's prose in lower
// case as well, as common words are, and persons' names hardly ever all are. A name in scripts without case, of
// figures or of one letter is none of these; nor are editors, teams and the site's own name, which are bodies.
func (f *facts) areCommonWords(name string) bool {
	if f.without[ruleCommonWords] || isDeskName(name) || f.siteLike(name) >= 0.9 {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(name) {
		w = strings.Trim(w, ".,'’\"“”()")
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(first) {
			continue
		}
		low := strings.ToLower(w)
		if n == 0 && low == w || utf8.RuneCountInString(w) < 2 || !f.isInProse(low) {
			return false
		}
		n++
	}
	return n > 0
}

// isInProse reports whether the article's prose, or the page's where no article is known, has a word by itself.
func (f *facts) isInProse(word string) bool {
	p := f.v.p
	from, to := f.bodyStart, f.bodyEnd
	if from >= to {
		from, to = 0, len(p.Blocks)
	}
	for i := from; i < to; i++ {
		if sp := p.Blocks[i].Span; sp.Start > maxSearched {
			return false
		} else if sp.Len() >= minProse && hasWord(sp.In(p.Text), word) {
			return true
		}
	}
	return false
}

// hasWord reports whether a word is in a text by itself: after a space and before a space or the punctuation of a
// sentence, so that no part of an address or of a handle counts.
func hasWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if at > 0 && (text[at-1] == ' ' || text[at-1] == '\n') {
			if end == len(text) || strings.IndexByte(" \n,;:!?", text[end]) >= 0 ||
				text[end] == '.' && (end+1 == len(text) || text[end+1] == ' ' || text[end+1] == '\n') {
				return true
			}
		}
		at = end
	}
}

// describesPerson reports whether a piece of a list of names behind a person describes that person and names no other:
// it begins with a capital and ends in a word in lower case ("Extension horticulture educators").
func describesPerson(piece string) bool {
	fields := strings.Fields(piece)
	if len(fields) < 2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(fields[0])
	last, _ := utf8.DecodeRuneInString(fields[len(fields)-1])
	return unicode.IsUpper(first) && unicode.IsLower(last)
}
