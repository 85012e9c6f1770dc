package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/token"
)

// What the tagger takes for one name often has words beside it that are no part of it: what
// somebody is ("Boxer Ana Roe"), what a heading does with it ("Renting from Velm Airport"),
// what is on the other side of a dash. In English texts these are cut off here; what is
// left of a mention is a name, or nothing.

// trimExtents returns the mentions without words that are no part of their names.
func (d *document) trimExtents(ms []found) []found {
	if !d.isEnglish() {
		return ms
	}
	forms, surnames, persons := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, m := range ms {
		form := d.form(m.from, m.to)
		forms[form] = true
		if m.kind == Person {
			persons[form] = true
		}
		if m.kind == Person && m.to-m.from > 1 && IsGivenName(d.f.words[m.from].lowered) {
			surnames[d.form(m.from+1, m.to)] = true
		}
	}
	e := extent{d, forms, surnames, persons}
	out := ms[:0]
	end := 0
	for _, m := range ms {
		if m.from < end {
			continue // a firm's name has it
		}
		if m.certain || e.cut(&m) {
			if n := len(out); n > 0 && m.from < end { // it now has words of the mention before it
				if last := out[n-1]; last.kind == Person && last.from == m.from {
					out = out[:n-1] // a given name read apart
				} else {
					m.from = end
				}
			}
			out = append(out, m)
			end = m.to
		}
	}
	return out
}

// extent knows what else a text names.
type extent struct {
	*document
	forms    map[string]bool // of mentions
	surnames map[string]bool // what follows given names in the text
	persons  map[string]bool // forms of persons
}

// cut takes from a mention what is no part of the name, and reports whether a name is left.
func (e *extent) cut(m *found) bool {
	e.cutEdges(m)
	if w := e.word(m.from); (w == "a" || w == "an") && m.to-m.from > 1 && e.f.words[m.from+1].capital &&
		e.startsSentence(m.from) {
		m.from++ // "A Harbour Office"
	}
	e.cutAtDash(m)
	e.makeFirm(m)
	switch m.kind {
	case Person:
		if e.word(m.to) == "'s" || e.word(m.to) == "’s" {
			if e.word(m.to+1) == "of" && m.to+2 < len(e.f.words) && e.f.words[m.to+2].capital {
				return false // a firm: "Roe's of Velm"
			}
		}
		if e.isVersus(*m) || e.hasNumber(*m) || houses[e.word(m.from-1)] && e.f.words[m.from-1].capital {
			return false // "Restaurant Roe" is called after somebody
		}
		e.cutNickname(m)
		e.overGiven(m)
		e.smallWithin(m)
		e.cutPlace(m)
		e.cutFront(m)
		e.cutCapitals(m)
		e.cutEnd(m)
	case Organisation:
		if m.to-m.from > 2 && e.word(m.from) == "for" && !bodyHeads[e.word(m.to-1)] {
			m.from++ // "For Public Comment"
		}
		if e.word(m.from-1) == "&" && m.from > 1 && e.f.words[m.from-2].capital {
			return false // "Storage, Inc." of "Harbour Moving & Storage, Inc."
		}
		e.cutClause(m)
		e.cutHeading(m)
		e.cutOwner(m)
		e.cutCountry(m)
		e.cutAward(m)
	}
	e.cutEdges(m)
	return m.from < m.to
}

// houses are words before the name of a house that is called after a person.
var houses = wordLists.Get("houses")

// overGiven extends a surname alone over a given name directly before it, which was read as no name or as another:
// "Ada Roe" is nobody else of that surname.
func (e *extent) overGiven(m *found) {
	i := m.from - 1
	if m.to-m.from > 1 || i < 0 || m.certain || !e.f.words[i].capital ||
		!IsGivenName(e.word(i)) && !(i > 0 && e.isRole(i-1)) ||
		IsGivenName(e.word(m.from)) || e.f.words[i].lists&listCountry != 0 || e.isRole(i) ||
		e.f.words[i].lists&listCity != 0 && phraseEnds[e.word(i-1)] && e.word(i-1) != "for" ||
		titleWords[e.word(i)] || ranks[e.word(i)] || e.isAllCapitals(i) || e.startsSentence(i) ||
		e.t.Tokens[i].End+1 != e.t.Tokens[m.from].Start || !e.f.words[m.from].capital {
		return
	}
	m.from = i
}

// firmWords are the words behind "&" by which firms are called after persons.
var firmWords = wordLists.Get("firmWords")

// makeFirm makes a body of a supposed person: "Roe & Daughters", "Roe Lines".
func (e *extent) makeFirm(m *found) {
	if m.kind == Person && e.word(m.to) == "&" && firmWords[e.word(m.to+1)] && e.f.words[m.to+1].capital {
		m.kind = Organisation
		m.to += 2
	}
	if m.kind == Person && e.word(m.to) == "&" && m.to+1 < len(e.f.words) && e.f.words[m.to+1].capital {
		if i := m.to + 2; legalForms[e.word(i)] || e.word(i) == "," && legalForms[e.word(i+1)] {
			m.kind, m.to = Organisation, i // "Roe & Vask, Inc."
		} else if m.to-m.from == 1 && e.isPartnership(m.from) {
			m.kind, m.to = Organisation, i
		}
	}
	last := &e.f.words[m.to-1]
	if m.kind == Person && m.to-m.from > 1 && bodyHeads[last.lowered] &&
		(last.lists&(listSurname|listFirst) == 0 || last.lowered == "lines" && e.word(m.to-2) == "van") {
		m.kind = Organisation // "Roe Airlines", "Atlas Van Lines"
	}
}

// isPartnership reports whether the text has two words with "&" between them again: a firm, while two persons are
// also joined by "and".
func (e *extent) isPartnership(first int) bool {
	firm, again := e.form(first, first+3), 0
	for i := 1; i+1 < len(e.f.words); i++ {
		if e.f.words[i].lowered == "&" && e.form(i-1, i+2) == firm {
			again++
		}
	}
	return again > 1
}

// cutEdges cuts off tokens without letters and digits, and marks of a possessive, at both ends.
func (d *document) cutEdges(m *found) {
	loose := func(i int) bool {
		w := d.f.words[i].lowered
		return w == "'s" || w == "’s" || strings.IndexFunc(w, func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsDigit(r)
		}) < 0
	}
	for i := m.from; loose(i); i++ {
		if i+1 == m.to {
			return // "@"
		}
	}
	for m.from < m.to && loose(m.from) {
		m.from++
	}
	for m.from < m.to && loose(m.to-1) {
		w := d.f.words[m.to-1].lowered
		if w == "-" && m.kind == Person && m.to < len(d.f.words) && d.f.words[m.to].small &&
			d.t.Tokens[m.to-1].End == d.t.Tokens[m.to].Start {
			m.to++ // "Lee Jae-yong"
			return
		}
		if w != "-" && !strings.ContainsAny(w, "()|–—:;,/") {
			return // "Yahoo!", "St."
		}
		m.to--
	}
}

// cutAtDash keeps, of the words on both sides of a dash with spaces around it, or of a bar, the side
// the text names elsewhere: texts that have a space around every hyphen are many.
func (e *extent) cutAtDash(m *found) {
	for i := m.from + 1; i+1 < m.to; i++ {
		switch e.f.words[i].lowered {
		case "-", "–", "—", "|":
			if e.t.Tokens[i-1].End == e.t.Tokens[i].Start || e.t.Tokens[i].End == e.t.Tokens[i+1].Start {
				continue
			}
			switch before, rest := e.form(m.from, i), e.form(i+1, m.to); {
			case particles[e.word(i-1)] || particles[e.word(i+1)]: // "al - Velm"
				continue
			case e.forms[before] || e.f.words[m.to-1].small:
				m.to = i
			case e.forms[rest]:
				m.from = i + 1
			default:
				continue
			}
			return
		}
	}
}

// isVersus reports whether a supposed person is a case or a match: "Roe v. Vask".
func (e *extent) isVersus(m found) bool {
	for i := m.from + 1; i+1 < m.to; i++ {
		switch e.f.words[i].lowered {
		case "v", "v.", "vs", "vs.", "x":
			return e.f.words[i].small || e.f.words[i].lowered != "v" && e.f.words[i].lowered != "x"
		}
	}
	return false
}

// hasNumber reports whether a supposed person has a number: a score, a model, an address.
func (d *document) hasNumber(m found) bool {
	for i := m.from; i < m.to; i++ {
		if w := d.f.words[i].lowered; m.to-m.from > 1 && isNumber(w) &&
			strings.IndexFunc(w, unicode.IsLetter) < 0 {
			return true
		}
	}
	return false
}

// nameWords are written small within the names of persons.
var nameWords = wordLists.Get("nameWords")

// smallWithin keeps, of a supposed person with a word written small in it, the side that begins
// with a given name: "Elma wrestler Ana Roe".
func (e *extent) smallWithin(m *found) {
	for i := m.to - 2; i > m.from; i-- {
		w := &e.f.words[i]
		if !w.small || nameWords[w.lowered] || utf8.RuneCountInString(w.lowered) < 3 {
			continue
		}
		switch {
		case IsGivenName(e.f.words[i+1].lowered):
			m.from = i + 1
		case IsGivenName(e.f.words[m.from].lowered):
			m.to = i
		}
		return
	}
}

// cutPlace cuts off what a person is of, or is called with an article: "Ana Roe of Velm".
func (e *extent) cutPlace(m *found) {
	for i := m.from + 2; i+1 < m.to; i++ {
		if w := e.f.words[i].lowered; (w == "of" || w == "the" || w == "from") && e.f.words[i].small {
			m.to = i
			return
		}
	}
}

// ranks begin what persons are called by who have no other name.
var ranks = wordLists.Get("ranks")

// roles are words before a person's name for what somebody is.
var roles = wordLists.Get("roles")

// isRole reports whether a word written with a capital is for what somebody is, and is no given name.
func (e *extent) isRole(i int) bool {
	w := &e.f.words[i]
	return w.capital && (roles[w.lowered] || titleWords[w.lowered] && !ranks[w.lowered]) && !IsGivenName(w.lowered)
}

// cutFront cuts off the words before a person's name: what somebody is, of which nation, and
// what a headline has before a name that the text has without it.
func (e *extent) cutFront(m *found) {
	for i := m.to - 2; i >= m.from; i-- {
		if e.isRole(i) && !e.f.words[i+1].small && (i+1 < m.to) {
			m.from = i + 1
			break
		}
	}
	if m.to-m.from > 2 && e.word(m.from) == "al" && e.word(m.from+1) == "." {
		m.from += 2 // "et al. Roe"
	}
	if m.to-m.from < 2 {
		return
	}
	w := &e.f.words[m.from]
	if IsGivenName(w.lowered) || !w.capital || e.word(m.from+1) == "." || utf8.RuneCountInString(w.lowered) < 3 {
		return
	}
	rest := e.form(m.from+1, m.to)
	switch {
	case strings.HasSuffix(w.lowered, "ing") && w.class != 0 && w.lists&listSurname == 0 &&
		IsGivenName(e.word(m.from+1)),
		w.lists&listNation != 0 && IsGivenName(e.word(m.from+1)) && m.to-m.from > 2,
		(w.seenSmall || w.class != 0 && strings.HasSuffix(w.lowered, "ed")) && (e.surnames[rest] || e.forms[rest]):
		m.from++
	}
}

// notSurnames are words after a person's name that belong to what follows.
var notSurnames = wordLists.Get("notSurnames")

// cutEnd cuts off words that begin what follows a person's name, "Cameron Still", or are for what is the person's:
// "Ana Roe Newsletter".
func (e *extent) cutEnd(m *found) {
	for m.to-m.from > 2 && IsGivenName(e.f.words[m.from].lowered) && e.endsNoPerson(m.to-1) {
		m.to--
	}
	for m.to-m.from > 1 && notSurnames[e.f.words[m.to-1].lowered] &&
		(e.f.words[m.to-1].small || e.forms[e.form(m.from, m.to-1)]) {
		m.to--
	}
}

// bodyWords are written small within the names of bodies.
var bodyWords = wordLists.Get("bodyWords")

// cutClause keeps the part of a supposed body behind a verb or noun written small: "Brazilian club
// Velm Rowers", "Bank assumed Harbour Bank"; small words at the end go.
func (e *extent) cutClause(m *found) {
	for i := m.to - 2; i > m.from; i-- {
		w := &e.f.words[i]
		if w.small && !bodyWords[w.lowered] && (bodyNouns[w.lowered] || strings.HasSuffix(w.lowered, "ed")) &&
			e.f.words[i+1].capital {
			m.from = i + 1
			break
		}
	}
	for m.to-m.from > 1 && e.f.words[m.to-1].small && bodyWords[e.f.words[m.to-1].lowered] {
		m.to--
	}
	if m.to-m.from > 2 && e.word(m.to-2) == "to" && e.f.words[m.to-1].small && e.f.words[m.to-1].class != 0 {
		m.to -= 2 // "University to engage"
	}
}

// cutOwner cuts off whose words a supposed body is in, where the text names both apart: "Harbour Times of Roe".
func (e *extent) cutOwner(m *found) {
	for i := m.from + 1; i+1 < m.to; i++ {
		if e.word(i) == "of" && e.forms[e.form(m.from, i)] && e.persons[e.form(i+1, m.to)] {
			m.to = i
			return
		}
	}
}

// cutCountry cuts off the country whose site of a firm is meant, where the text has the firm without it: "USA
// Velmart". A body with a noun for bodies keeps it: "UK Parliament".
func (e *extent) cutCountry(m *found) {
	if m.to-m.from == 2 && siteCountries[e.word(m.from)] && e.isAllCapitals(m.from) && !bodyHeads[e.word(m.from+1)] &&
		!e.isAllCapitals(m.from+1) && e.forms[e.form(m.from+1, m.to)] {
		m.from++
	}
}

// siteCountries are short for countries that international firms have sites for.
var siteCountries = wordLists.Get("siteCountries")

// cutNickname cuts off the end of a nickname whose beginning is outside of a person's name: “Lil Ivo” Roe.
func (e *extent) cutNickname(m *found) {
	for i := m.from; i+1 < m.to; i++ {
		switch {
		case token.OpensQuotation(e.t.Token(i)) && !token.ClosesQuotation(e.t.Token(i)):
			return
		case token.ClosesQuotation(e.t.Token(i)) && !token.OpensQuotation(e.t.Token(i)):
			m.from = i + 1
			return
		}
	}
}

// cutCapitals cuts off an abbreviation before a person's name that is not in capitals itself: "BFF Ana". Two letters
// are initials.
func (e *extent) cutCapitals(m *found) {
	w := e.t.Token(m.from)
	if m.to-m.from > 1 && e.isInitials(m.from) && utf8.RuneCountInString(w) <= longestRole &&
		!e.isAllCapitals(m.from+1) &&
		!IsGivenName(e.word(m.from)) && (IsGivenName(e.word(m.from+1)) || e.forms[e.form(m.from+1, m.to)]) {
		m.from++
	}
}

// longestRole is the maximum number of letters of such an abbreviation.
const longestRole = 4

// cutAward cuts off, before a word for an award, what is the award's and not the body's: "Harbour Foundation
// International" Award.
func (e *extent) cutAward(m *found) {
	if !awards[singularOf(e.word(m.to))] || m.to >= len(e.f.words) || !e.f.words[m.to].capital {
		return
	}
	for i := m.to; m.to-m.from > 2 && awardWords[e.word(m.to-1)] && bodyHeads[e.word(m.to-2)] && i > m.from; i-- {
		m.to--
	}
}

var (
	// awards are nouns for awards
	awards = wordLists.Get("awards")
	// awardWords are words that say which award it is
	awardWords = wordLists.Get("awardWords")
)

// headings are words that a heading has before a name, besides those of imperatives and neverFirst.
var headings = wordLists.Get("headings")

// cutHeading cuts off what a heading has before a body that the text names without it: a word that
// bids, a participle, and what is before "from", "by" and "for" or behind them.
func (e *extent) cutHeading(m *found) {
	for i := m.from + 1; i+1 < m.to; i++ {
		switch e.f.words[i].lowered {
		case "on", "for", "from", "by", "with", "at", "under":
			before, rest := e.form(m.from, i), e.form(i+1, m.to)
			switch {
			case bodyHeads[e.f.words[i-1].lowered]:
				return
			case e.forms[before]:
				m.to = i
				return
			case e.forms[rest]:
				m.from = i + 1
				return
			}
		}
	}
	for m.to-m.from > 1 {
		w := e.f.words[m.from].lowered
		if !(imperatives[w] || neverFirst[w] || headings[w] || strings.HasSuffix(w, "ing") &&
			e.f.words[m.from].class != 0) ||
			!e.forms[e.form(m.from+1, m.to)] || m.to-m.from == 2 && bodyHeads[e.f.words[m.to-1].lowered] {
			return // "Mining Inspectorate" is not the inspectorate
		}
		m.from++
	}
}

// isMixedCase reports whether a word has a capital behind a small letter other than behind the
// beginnings of surnames, or two capitals before small letters: "GitHub", "MLOps", not
// "McVask" or "DiRoe".
func isMixedCase(w string) bool {
	at := -1
	if len(w) > 3 && strings.IndexFunc(w, func(r rune) bool { return r < 'A' || r > 'Z' }) >= 2 &&
		strings.IndexFunc(w, unicode.IsLower) >= 2 && !strings.ContainsAny(w, "-'’.") {
		return true
	}
	for i, r := range w {
		if i > 0 && unicode.IsUpper(r) {
			before, _ := utf8.DecodeLastRuneInString(w[:i])
			if unicode.IsLower(before) {
				at = i
				break
			}
		}
	}
	if at < 0 || strings.ContainsAny(w[:at], "-'’") {
		return false
	}
	return !capitalPrefixes[strings.ToLower(w[:at])]
}

// capitalPrefixes begin surnames that go on with a capital.
var capitalPrefixes = wordLists.Get("capitalPrefixes")
