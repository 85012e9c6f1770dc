package within

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/names"
	"cuttings/reading/token"
)

// isPersonOrBody reports whether the text shows that a form and a fuller one are of a person or a body, so that the
// one may be a form of the other. Many products and titles are read as names, and their words often occur alone.
func (g *groups) isPersonOrBody(short, full int) bool {
	if g.european {
		return g.shownInEuropean(short, full)
	}
	if !g.english {
		return true
	}
	switch f := &g.items[full].form; g.items[full].kind {
	case names.Person:
		// Who is called by a surname is a person where a given name is before it; a given name
		// alone, or no word known, needs more.
		words, of := strings.Fields(f.Key), g.items[short].form
		if of.WordCount() == 1 && g.isMostlyNoun(short, englishArticles) && !g.isTreatedAsPerson(short) {
			return false // "the Ghost" of "Brook Ghost", a shoe
		}
		if !names.IsGivenName(words[0]) && g.isMostlyWithArticle(short, englishArticles) {
			return false // "a Macan", a model
		}
		return len(words) > 1 && names.IsGivenName(words[0]) && !g.isCommonWord(words[len(words)-1]) &&
			of.LastWord() == f.LastWord() || g.isTreatedAsPerson(short) || g.isTreatedAsPerson(full)
	case names.Organisation:
		return g.shownBody(short, full)
	}
	return true
}

// shownInEuropean is isPersonOrBody for German and Spanish texts. German nouns have capitals, so that a word that
// occurs alone says nothing.
func (g *groups) shownInEuropean(short, full int) bool {
	of := &g.items[full].form
	s, f := strings.Fields(g.items[short].form.Key), strings.Fields(of.Key)
	if len(s) >= len(f) {
		return of.IsAbbreviation() || g.items[full].kind == names.Person // "On Piers" is not of "Harbour Piers"
	}
	switch front := slices.Equal(f[:len(s)], s); g.items[full].kind {
	case names.Person:
		if len(s) == 1 && g.isMostlyNoun(short, europeanArticles) && !g.namesPerson(short) {
			return false // "ein Trainer" of "Ana Trainer"
		}
		first := strings.ToLower(strings.Fields(of.Text)[0])
		return names.IsGivenName(first) || names.IsGivenName(f[0]) || g.namesPerson(short) || g.namesPerson(full)
	case names.Organisation:
		if !front && slices.Equal(f[len(f)-len(s):], s) && !slices.ContainsFunc(f[:len(f)-len(s)], isClubPrefix) {
			return !g.spanish && slices.ContainsFunc(s, names.IsBodyNoun) // "Bahn", not "República"
		}
		return slices.ContainsFunc(s, func(w string) bool { return names.IsBodyNoun(w) || names.HeadOfBody(w) }) ||
			!slices.ContainsFunc(f, func(w string) bool {
				return !slices.Contains(s, w) && !names.CompanyWord(w) && !isClubPrefix(w) && w != "ag"
			})
	case names.Place:
		return front && placeJoiners[f[len(s)]] // "Halle an der Saale"
	}
	return true
}

// namesPerson reports whether one of the mentions of a form is that of a person in a German or Spanish text.
func (g *groups) namesPerson(item int) bool {
	return slices.ContainsFunc(g.items[item].mentions, func(m int) bool {
		return names.PersonalAt(g.x.t, g.x.mentions[m])
	})
}

// isMostly reports whether at least half of the mentions of a form, and at least one, pass a test of their first token
// and of the token behind them.
func (g *groups) isMostly(item int, test func(from, to int) bool) bool {
	count := 0
	for _, m := range g.items[item].mentions {
		if test(g.x.t.TokensIn(g.x.mentions[m].Span)) {
			count++
		}
	}
	return count > 0 && 2*count >= len(g.items[item].mentions)
}

// isMostlyNoun reports whether most mentions of a form are like a common noun: with an article before them, which
// names of persons hardly ever have, and no noun behind that the article may belong to.
func (g *groups) isMostlyNoun(item int, articles map[string]bool) bool {
	return g.isMostly(item, func(from, to int) bool {
		return articles[g.x.word(from-1)] && g.x.word(to) != "-" &&
			g.x.word(from-2) != "," && g.x.word(from-3) != "," && // not "ein Fehler, den Roe machte"
			(g.european || g.isEndOfPhrase(to))
	})
}

// isMostlyWithArticle reports whether most mentions of a form have an article before them, whatever is behind: "the
// Macan GT".
func (g *groups) isMostlyWithArticle(item int, articles map[string]bool) bool {
	return g.isMostly(item, func(from, _ int) bool { return articles[g.x.word(from-1)] })
}

// englishArticles are before English common nouns.
var englishArticles = wordLists.Get("englishArticles")

// europeanArticles are before German and Spanish common nouns.
var europeanArticles = wordLists.Get("europeanArticles")

// placeJoiners are behind the short form of a place's name.
var placeJoiners = wordLists.Get("placeJoiners")

// isClubPrefix reports whether a word is before or behind the name of a sports club, which it is also called
// without.
func isClubPrefix(w string) bool { return clubPrefixes[w] }

// clubPrefixes are before and behind names of sports clubs.
var clubPrefixes = wordLists.Get("clubPrefixes")

// shownBody is shown for bodies. What is left of a maker's name and a model, or of a name's
// words without the distinctive ones, is none.
func (g *groups) shownBody(short, full int) bool {
	s, f := strings.Fields(g.items[short].form.Key), strings.Fields(g.items[full].form.Key)
	if len(s) < len(f) && !slices.ContainsFunc(s, func(w string) bool { return !g.isGeneric(w) }) &&
		(len(s) > 1 || names.CompanyWord(s[0])) {
		return false // "Systems, Inc" of "Harbour Systems, Inc"
	}
	if len(s) == 1 && names.IsPartyAdjective(s[0]) && len(f) > 1 {
		return false // "Communist officials" and the "Communist Party"
	}
	if (s[len(s)-1] == "court" || nationalWords[s[0]]) && len(s) > 1 &&
		names.IsState(strings.Join(f[:max(len(f)-len(s), 0)], " ")) {
		return false // "Supreme Court", "American Guild of Pilots" beside that of a state is as likely the union's
	}
	isTail := len(f) > len(s) && slices.Equal(f[len(f)-len(s):], s)
	isOfField := !slices.ContainsFunc(s, func(w string) bool { return !fieldWords[w] && !names.HeadOfBody(w) })
	if isTail && (g.isOneOfMany(short) || len(s) > 1 && isOfField && !g.isDefinite(short)) {
		return false // "Every Shrine", "Business School" over a column
	}
	heads := slices.ContainsFunc(s, names.HeadOfBody)
	if isTail && !heads {
		front := strings.Join(f[:len(f)-len(s)], " ")
		if _, ok := g.keys[string(names.Organisation)+" "+front]; ok {
			return false // "Pot 5" of "Vask Pot 5", where Vask is its maker
		}
		_, place := g.keys[string(names.Place)+" "+front]
		if !place && !names.IsPlaceOrPeople(front) {
			return g.actsAsPersonOrBody(short)
		}
		return true // "Rowers" of "Velm Rowers"
	}
	if last := f[len(f)-1]; len(s) == len(f)-1 && slices.Equal(s, f[:len(s)]) && names.IsDepartment(last) {
		return false // "Vask" and "Vask News"
	}
	return heads || slices.ContainsFunc(f, names.HeadOfBody) || g.actsAsPersonOrBody(short) ||
		g.actsAsPersonOrBody(full)
}

// nationalWords are before names of bodies of a whole union of states.
var nationalWords = wordLists.Get("nationalWords")

// fieldWords are words for fields of knowledge or work, with which names of schools and their like end.
var fieldWords = wordLists.Get("fieldWords")

// isOneOfMany reports whether one of the mentions of a form has a word before it for one of many, and no noun behind
// it that it belongs to: "every Shrine".
func (g *groups) isOneOfMany(item int) bool {
	return slices.ContainsFunc(g.items[item].mentions, func(m int) bool {
		from, to := g.x.t.TokensIn(g.x.mentions[m].Span)
		return indefinites[g.x.word(from-1)] && g.isEndOfPhrase(to)
	})
}

// indefinites are before a noun for one of many.
var indefinites = wordLists.Get("indefinites")

// isDefinite reports whether one of the mentions of a form has a word before it for the one that is known.
func (g *groups) isDefinite(item int) bool {
	return slices.ContainsFunc(g.items[item].mentions, func(m int) bool {
		from, _ := g.x.t.TokensIn(g.x.mentions[m].Span)
		return definites[g.x.word(from-1)]
	})
}

// definites are before a noun for the one that is known.
var definites = wordLists.Get("definites")

// isEndOfPhrase reports whether the word at a token is no noun, before which a name says whose something is.
func (g *groups) isEndOfPhrase(i int) bool {
	if i >= len(g.x.t.Tokens) {
		return true
	}
	next := g.x.t.Token(i)
	r, _ := utf8.DecodeRuneInString(next)
	return !unicode.IsLetter(r) && !strings.HasSuffix(next, "s") || phraseEnds[next]
}

// phraseEnds are behind a noun that nothing else belongs to.
var phraseEnds = wordLists.Get("phraseEnds")

// isGeneric reports whether a word distinguishes no body from others: a word for bodies, or one that the
// text also writes small.
func (g *groups) isGeneric(w string) bool {
	return names.CompanyWord(w) || names.HeadOfBody(w) || g.isCommonWord(w)
}

// isCommonWord reports whether the text has a word written small as well.
func (g *groups) isCommonWord(w string) bool {
	if g.small == nil {
		g.small = map[string]bool{}
		for i := range g.x.t.Tokens {
			s := g.x.t.Token(i)
			if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
				g.small[s] = true
			}
		}
	}
	return g.small[w]
}

// languagesOf reports whether a text has the small words of English, and returns "de" or "es" for one that has more
// of the small words of that language than of English or the other; else "".
func languagesOf(t *token.Text) (isEnglish bool, european string) {
	english, german, spanish := 0, 0, 0
	for i := range t.Tokens {
		switch t.Token(i) {
		case "the", "The", "of", "and", "to":
			english++
		case "der", "die", "und", "Die", "Der", "das", "den", "mit", "ist", "von", "für", "im":
			german++
		case "el", "los", "las", "del", "El", "que", "y", "por", "con", "una", "su", "la":
			spanish++
		}
	}
	isEnglish = englishWords*english >= len(t.Tokens)
	switch most := max(german, spanish); {
	case most <= english || europeanWords*most < len(t.Tokens):
		return isEnglish, ""
	case german > spanish:
		return isEnglish, "de"
	}
	return isEnglish, "es"
}

// europeanWords is englishWords for German and Spanish.
const europeanWords = 20

// englishWords is the maximum number of tokens for each of them in an English text.
const englishWords = 40

// actsAsPersonOrBody reports whether one of the mentions of a form acts like a person or body.
func (g *groups) actsAsPersonOrBody(item int) bool {
	return slices.ContainsFunc(g.items[item].mentions, func(m int) bool { return names.Acts(g.x.t, g.x.mentions[m]) })
}

// pronounWords is the maximum number of tokens between a name and a "he" or "she" that refers to it.
const pronounWords = 25

// isTreatedAsPerson reports whether the text calls one of the mentions of a form by a title or a
// pronoun, gives an age, or has it say something.
func (g *groups) isTreatedAsPerson(item int) bool {
	return slices.ContainsFunc(g.items[item].mentions, g.personalAt)
}

func (g *groups) personalAt(m int) bool {
	from, to := g.x.t.TokensIn(g.x.mentions[m].Span)
	for i := from - 1; i >= max(from-2, 0); i-- {
		if w := g.x.word(i); courtesies[w] || officeTitles[w] || PersonNoun(w) {
			return true
		} else if w != "" {
			break // "Dr", "."
		}
	}
	if personVerbs[g.x.word(to)] || personVerbs[g.x.word(from-1)] || g.x.word(from-1) == "to" &&
		g.x.word(from-2) == "according" {
		return true
	}
	if g.x.word(to) == "," && (g.x.word(to+1) == "who" || names.IsAge(g.x.word(to+1)) && g.x.word(to+2) == ",") {
		return true
	}
	end := len(g.x.t.Tokens)
	if next := m + 1; next < len(g.x.mentions) && g.x.mentions[next].Kind == names.Person {
		end, _ = g.x.t.TokensIn(g.x.mentions[next].Span) // what is behind another person is of that one
	}
	for i := to; i < min(to+pronounWords, end); i++ {
		switch g.x.word(i) {
		case "he", "she", "his", "her", "himself", "herself", "who":
			return true
		}
	}
	return false
}

// personVerbs are verbs of what persons do, and things and hardly any body do.
var personVerbs = wordLists.Get("personVerbs")
