package within

import (
	"slices"
	"strings"

	"cuttings/reading/names"
	"cuttings/reading/token"
)

// shown reports whether the text shows that a form and a fuller one are of a person or a
// body, so that the one may stand for the other: many products and titles are read as names,
// and their words stand alone as often.
func (g *groups) shown(short, full int) bool {
	if !g.english {
		return true // the words are English
	}
	switch g.items[full].kind {
	case names.Person:
		first, _, _ := strings.Cut(g.items[full].form.Key, " ")
		return names.Given(first) || g.personal(short) || g.personal(full)
	case names.Organisation:
		words := strings.Fields(g.items[full].form.Key)
		return slices.ContainsFunc(words, names.HeadOfBody) || g.acts(short) || g.acts(full)
	}
	return true
}

// isEnglish reports whether a text has the small words of English.
func isEnglish(t *token.Text) bool {
	small := 0
	for i := range t.Tokens {
		switch t.Token(i) {
		case "the", "The", "of", "and", "to":
			small++
		}
	}
	return englishWords*small >= len(t.Tokens)
}

// englishWords is how many tokens of an English text there are at most for each of them.
const englishWords = 40

// acts reports whether one of the mentions of a form does what persons and bodies do.
func (g *groups) acts(item int) bool {
	return slices.ContainsFunc(g.items[item].mentions, func(m int) bool { return names.Acts(g.x.t, g.x.mentions[m]) })
}

// pronounWords is how many tokens behind a name "he" or "her" may stand to be of it.
const pronounWords = 25

// personal reports whether the text calls one of the mentions of a form by a title or a
// pronoun, gives an age, or has it do what persons do.
func (g *groups) personal(item int) bool {
	if g.acts(item) {
		return true
	}
	for _, m := range g.items[item].mentions {
		from, to := g.x.t.Within(g.x.mentions[m].Span)
		for i := from - 1; i >= max(from-2, 0); i-- {
			if w := g.x.word(i); courtesies[w] || offices[w] || PersonNoun(w) {
				return true
			} else if w != "" {
				break // "Dr", "."
			}
		}
		for i := to; i < min(to+pronounWords, len(g.x.t.Tokens)); i++ {
			switch w := g.x.word(i); w {
			case "he", "she", "his", "her", "him", "who", "himself", "herself":
				return true
			}
		}
	}
	return false
}
