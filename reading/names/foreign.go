package names

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/reading/aliases"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// German writes every noun with a capital, and Spanish puts the noun first and what belongs to it behind "de".
// What is written out and abbreviated in such a text is often no body ("Künstliche Intelligenz (KI)"), and the
// initials in a bracket are often the party of the person before it, which no English text does in this way.

// IsBodyNoun reports whether a word in lower case, with its accents or without, is a German or Spanish noun for
// bodies: "sportbundes", "ministerio". German compounds are known by their last part.
func IsBodyNoun(w string) bool {
	if spanishBodies[w] || spanishBodies[strings.TrimSuffix(w, "s")] || spanishBodies[strings.TrimSuffix(w, "es")] {
		return true
	}
	return !noBodies[w] && (endsIn(w, germanBodies, "", "s", "es", "e", "en", "n") ||
		endsIn(w, shortBodies, "", "s", "es"))
}

// withPlain returns the set of the words of a list, with and without their accents: keys of forms have none.
func withPlain(list map[string]bool) map[string]bool {
	set := maps.Clone(list)
	for w := range list {
		set[plain.Replace(w)] = true
	}
	return set
}

var plain = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n",
	"ä", "a", "ö", "o", "ü", "u", "ß", "ss")

// endsIn reports whether a word, without one of the endings, is or ends with one of the parts.
func endsIn(w string, parts map[string]bool, endings ...string) bool {
	for _, ending := range endings {
		stem, ok := strings.CutSuffix(w, ending)
		for n := 0; ok && n < len(stem); n++ {
			if parts[stem[n:]] {
				return true
			}
		}
	}
	return false
}

// noBodies end like nouns for bodies and are none.
var noBodies = wordLists.Get("noBodies")

// shortBodies are germanBodies that with other endings are parts of other words: "rat", but not "rate".
var shortBodies = wordLists.Get("shortBodies")

// germanBodies are last parts of German nouns for bodies.
var germanBodies = withPlain(wordLists.Get("germanBodies"))

// spanishBodies are Spanish nouns for bodies in the singular.
var spanishBodies = withPlain(wordLists.Get("spanishBodies"))

// isForeignBody reports whether words of a text that is not English are a name of a body, by one of its nouns.
func (d *document) isForeignBody(from, to int) bool {
	head := d.headOf(from, to)
	return bodyHeads[d.word(head)] || bodies[d.word(head)] || d.anyWord(from, to, func(w *word) bool {
		return w.capital && IsBodyNoun(w.lowered) || romanceJoiners[w.lowered] && !d.isSpanish()
	}) || d.isSpanish() && IsBodyNoun(d.word(from))
}

// romanceJoiners join the words of names in French, Italian or Spanish: in a German text they show a name.
var romanceJoiners = wordLists.Get("romanceJoiners")

func (d *document) isGerman() bool  { return d.lang == tagger.Hash("de") }
func (d *document) isSpanish() bool { return d.lang == tagger.Hash("es") }

// endsWithPerson reports whether the last words of a range are a mention of a person: "Minister Ana Roe".
func (d *document) endsWithPerson(ms []found, from, to int) bool {
	for _, m := range ms {
		if m.kind == Person && m.to == to && m.from >= from && !thingHeads[d.word(to-1)] {
			return true
		}
	}
	return false
}

// isForeignThing reports whether what a German or Spanish text writes out and abbreviates is neither a person, nor a
// body, nor a place.
func (d *document) isForeignThing(from, to int, place bool) bool {
	if !d.isGerman() && !d.isSpanish() || d.isForeignBody(from, to) {
		return false
	}
	return !place || !d.anyWord(from, to, func(w *word) bool { return w.lists != 0 || states[w.lowered] })
}

// states are German and Spanish words for states.
var states = wordLists.Get("states")

// correctForeign corrects mentions in German and Spanish texts: it cuts off what somebody is, extends over particles,
// makes bodies of what has a noun for them, and drops events, laws and families.
func (d *document) correctForeign(ms []found) []found {
	if !d.isGerman() && !d.isSpanish() {
		return ms
	}
	surnames := d.foreignSurnames(ms)
	out := ms[:0]
	for _, m := range ms {
		if m.from < m.to {
			d.cutEdges(&m) // "-San Velmo"
		}
		for m.to-m.from > 1 && d.f.words[m.to-1].small && foreignLast[d.word(m.to-1)] {
			m.to-- // "Gobierno de que"
		}
		if m.from >= m.to || d.isNoForeignName(m, surnames) {
			continue
		}
		switch m.kind {
		case Person:
			if to := m.to; d.word(to) == "&" && firmWords[d.word(to+1)] && d.f.words[to+1].capital {
				m.kind, m.to = Organisation, to+2 // "Roe & Co"
				break
			}
			if m.to-m.from > 2 && d.word(m.to-2) == "&" {
				m.kind = Organisation // "Roe & Söhne"
				break
			}
			d.keepOnePerson(&m)
			d.overForeignGivenName(&m, out)
			if w := d.word(m.from); m.to-m.from > 1 && foreignFirst[w] && d.startsSentence(m.from) {
				m.from++ // "Doch Roe"
			}
			for m.to-m.from > 1 && (isRole(d.word(m.from)) || d.isFunction(m.from)) {
				m.from++ // "Mechaniker Roe"
			}
			if w := d.word(m.from); d.isSpanish() && m.to-m.from > 1 && (w == "de" || w == "del") &&
				d.f.words[m.from].small {
				m.from++
			}
			if families[d.word(m.from-1)] && m.to-m.from == 1 {
				continue // "Familie Roe"
			}
			if m = d.overParticles(m); particlesOfNames[d.word(m.to-1)] {
				continue // "van"
			}
		case Organisation, Place:
			d.cutOwner(&m)
			if d.isForeignEvent(m.from, m.to) {
				continue
			}
			if m.kind == Place && d.hasForeignBodyHead(m.from, m.to) {
				m.kind = Organisation
			}
		}
		if n := len(out); n > 0 && m.kind == Person && m.to-m.from == 1 && out[n-1].kind == Person &&
			out[n-1].to == m.from && !isRole(d.word(m.from-1)) {
			out[n-1].to = m.to // "Esteban Roe", "Vask"
			continue
		}
		if len(out) == 0 || out[len(out)-1].to <= m.from {
			out = append(out, m)
		}
	}
	return out
}

// foreignSurnames returns the last words of persons whose given names are in the lists.
func (d *document) foreignSurnames(ms []found) map[string]bool {
	out := map[string]bool{}
	for _, m := range ms {
		if m.kind == Person && m.to-m.from > 1 && IsGivenName(d.word(m.from)) && !germanMonths[d.word(m.from)] {
			out[d.word(m.to-1)] = true
		}
	}
	return out
}

// isNoForeignName reports whether a mention in a German or Spanish text is none by its words: what is somebody's, a
// month, a role, a street, a legal form alone, words with a quotation mark between them. surnames are those of persons
// that the text has in full.
func (d *document) isNoForeignName(m found, surnames map[string]bool) bool {
	first, last := d.word(m.from), d.word(m.to-1)
	for i := m.from + 1; i < m.to && m.kind != Person; i++ {
		if token.IsQuote(d.word(i)) {
			return true // "Made-for-Velm“-Sites"
		}
	}
	switch {
	case m.to-m.from > 1 && possessives[first]:
		return true // "Dein Hund"
	case m.to-m.from == 1 && (foreignLegalForms[first] || firmWords[first]):
		return true // "GmbH"
	case m.to-m.from == 2 && last == "-" || d.isGerman() && m.kind == Person && isMixedCase(d.t.Token(m.to-1)):
		return true // "Drehstrom-", "Roe StingRay"
	case m.kind != Person:
		return false
	case germanMonths[first] && beforeMonths[d.word(m.from-1)]:
		return true // "ab Juli Trainer"
	}
	if m.to-m.from > 1 {
		return d.hasNumber(m) // "Roe 1 - Sun 0"
	}
	if surnames[last] {
		return false
	}
	before := d.word(m.from - 1)
	return isRole(last) || streetNouns[last] && strings.HasSuffix(before, "er") && d.f.words[m.from-1].capital
}

// keepOnePerson cuts off what follows a word written small that is in no name, "Max ließ Roe", and a Spanish noun with
// "de" before a name.
func (d *document) keepOnePerson(m *found) {
	for i := m.from + 1; i+1 < m.to; i++ {
		if w := &d.f.words[i]; w.small && !nameWords[w.lowered] && !particlesOfNames[w.lowered] &&
			utf8.RuneCountInString(w.lowered) > 2 {
			m.to = i
			return
		}
	}
	w := &d.f.words[m.from]
	if next := d.word(m.from + 1); d.isSpanish() && m.to-m.from > 2 && w.seenSmall && (next == "de" || next == "del") {
		m.from += 2 // "Victoria de Roe"
	}
}

// overForeignGivenName extends a surname alone over a given name directly before it, which was read as no name; in
// Spanish texts, which write few words with capitals, over any word with a capital.
func (d *document) overForeignGivenName(m *found, before []found) {
	i := m.from - 1
	if m.to-m.from > 1 || i < 0 || !d.f.words[i].capital || isRole(d.word(i)) || d.isAllCapitals(i) ||
		utf8.RuneCountInString(d.word(i)) < 3 || len(before) > 0 && before[len(before)-1].to > i {
		return
	}
	if IsGivenName(d.word(i)) && !IsGivenName(d.word(m.from)) || d.isSpanish() && !d.startsSentence(i) && i > 0 &&
		!foreignLast[d.word(i-1)] && d.f.words[i].lists&(listCity|listCountry|listNation) == 0 &&
		d.t.Tokens[i].End+1 == d.t.Tokens[m.from].Start && !strings.ContainsAny(d.t.Token(i), ".@#") {
		m.from = i
	}
}

// cutOwner cuts off what is a German body's: "Erkenntnis des Uferrats", "Nach Angaben der Velmer Gesellschaft".
func (d *document) cutOwner(m *found) {
	if m.kind != Organisation || !d.isGerman() || IsBodyNoun(d.word(m.from)) || bodyHeads[d.word(m.from)] {
		return
	}
	for i := m.from + 1; i+1 < m.to && i <= m.from+2; i++ {
		if w := d.word(i); w != "des" && w != "der" {
			continue
		}
		if m.to-m.from == 3 && IsBodyNoun(d.word(m.to-1)) || ownedNouns[d.word(i-1)] {
			m.from = i + 1
		}
		return
	}
}

// IsOwnedNoun reports whether a word in small letters is a German noun for what bodies have or say.
func IsOwnedNoun(w string) bool { return ownedNouns[w] }

// ownedNouns are German nouns for what bodies have or say.
var ownedNouns = wordLists.Get("ownedNouns")

// makeForeignBodies makes bodies of what German and Spanish texts name with a noun for bodies or a legal form, and of
// its initials.
func (d *document) makeForeignBodies(ms []found, pairs []aliases.Pair) []found {
	if !d.isGerman() && !d.isSpanish() {
		return ms
	}
	short := map[string]bool{}
	for _, p := range pairs {
		from, to := d.writtenOut(p)
		if at, end := d.t.TokensIn(p.Short); p.Cue != aliases.Former && end-at == 1 && d.isBodyByName(from, to) {
			short[d.t.Token(at)] = true
		}
	}
	for i := range ms {
		m := &ms[i]
		if m.kind == Place && (d.isBodyByName(m.from, m.to) || m.to-m.from == 1 && short[d.t.Token(m.from)]) {
			m.kind = Organisation
		}
	}
	return ms
}

// isBodyByName reports whether words have a legal form, or a noun for bodies at the place of their head.
func (d *document) isBodyByName(from, to int) bool {
	if d.anyWord(from, to, func(w *word) bool { return states[w.lowered] }) {
		return false
	}
	hasLegalForm := d.anyWord(from+1, to, func(w *word) bool { return w.capital && foreignLegalForms[w.lowered] })
	return hasLegalForm || d.hasForeignBodyHead(from, to) || d.isGerman() && d.anyWord(from, to, func(w *word) bool {
		return w.capital && endsIn(w.lowered, germanBodyHeads, "", "s", "es", "e")
	})
}

// foreignLegalForms are legal forms of companies in German and Spanish texts.
var foreignLegalForms = wordLists.Get("foreignLegalForms")

// possessives are German and Spanish words for whose something is, and which, before nouns with capitals.
var possessives = wordLists.Get("possessives")

// germanMonths are German months that are given names as well.
var germanMonths = wordLists.Get("germanMonths")

// beforeMonths are German words before months.
var beforeMonths = wordLists.Get("beforeMonths")

// streetNouns are German nouns for parts of a town that are surnames as well: "Velmer Berg".
var streetNouns = wordLists.Get("streetNouns")

// foreignLast are German and Spanish words written small that end no name.
var foreignLast = wordLists.Get("foreignLast")

// foreignFirst are German and Spanish words that begin a sentence and no name.
var foreignFirst = wordLists.Get("foreignFirst")

// isFunction reports whether a German word before a given name has the ending of what somebody is.
func (d *document) isFunction(i int) bool {
	w := d.word(i)
	return d.isGerman() && !IsGivenName(w) && IsGivenName(d.word(i+1)) && endsIn(w, functionEnds, "", "in")
}

// functionEnds are last parts of German nouns for what somebody is, besides roleEnds.
var functionEnds = wordLists.Get("functionEnds")

// overParticles extends a person over particles in small letters: "Ana Van der Roe".
func (d *document) overParticles(m found) found {
	if !particlesOfNames[d.word(m.to-1)] {
		return m
	}
	for i := m.to; i < len(d.f.words) && i < m.to+3; i++ {
		if d.f.words[i].capital {
			m.to = i + 1
			return m
		}
		if !particlesOfNames[d.word(i)] {
			return m
		}
	}
	return m
}

// particlesOfNames are within names of persons, never at their end.
var particlesOfNames = wordLists.Get("particlesOfNames")

// families are German and Spanish words before the name of a family.
var families = wordLists.Get("families")

// IsEventNoun reports whether a word in lower case begins Spanish names of events, laws and plans.
func IsEventNoun(w string) bool { return spanishEvents[w] }

// isForeignEvent reports whether words are a name of an event, a law or a plan: in Spanish by the first word, in
// German by the last part of the head.
func (d *document) isForeignEvent(from, to int) bool {
	if d.isSpanish() {
		return spanishEvents[d.word(from)] || to-from > 1 && d.word(from) == "gran" && d.word(from+1) == "premio"
	}
	return endsIn(d.word(d.headOf(from, to)), germanEvents, "", "s", "es", "e", "en", "n")
}

var (
	spanishEvents = wordLists.Get("spanishEvents")
	germanEvents  = wordLists.Get("germanEvents")
)

// hasForeignBodyHead reports whether a supposed place is a body by the noun that leads its name: in Spanish the first
// word, in German the end of the head.
func (d *document) hasForeignBodyHead(from, to int) bool {
	if to-from < 2 && !d.isGerman() {
		return false
	}
	if d.isSpanish() {
		w := d.word(from)
		return spanishBodies[w] && !alsoPlaces[w]
	}
	head := d.word(d.headOf(from, to))
	return endsIn(head, germanBodyHeads, "", "s", "es", "e") || endsIn(head, germanOffices, "", "s", "es")
}

// alsoPlaces are spanishBodies with which names of places begin.
var alsoPlaces = wordLists.Get("alsoPlaces")

// germanBodyHeads are germanBodies with which no names of places end.
var germanBodyHeads = wordLists.Get("germanBodyHeads")

// germanOffices are shortBodies with which no names of places end.
var germanOffices = wordLists.Get("germanOffices")

// PersonalAt reports whether a German or Spanish text treats a mention as a person: by a title, an office or
// a function before it, or a verb of speaking beside it.
func PersonalAt(t *token.Text, m Mention) bool {
	word := func(i int) string {
		if i < 0 || i >= len(t.Tokens) {
			return ""
		}
		return strings.ToLower(strings.Trim(t.Token(i), "."))
	}
	from, to := t.TokensIn(m.Span)
	before := word(from - 1)
	if before == "" {
		before = word(from - 2) // "Dr. Roe"
	}
	if speechVerbs[word(to)] || speechVerbs[before] || isRole(before) ||
		before == "so" && word(from-2) == "," || before == "según" {
		return true
	}
	return word(to) == "," && IsAge(word(to+1))
}

// isRole reports whether a German or Spanish word in lower case is for what somebody is.
func isRole(w string) bool {
	if foreignRoles[w] {
		return true
	}
	for _, end := range roleEnds {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 2 {
			return true
		}
	}
	return false
}

// roleEnds are last parts of German compounds for what somebody is: "Landesrätin".
var roleEnds = slices.Sorted(maps.Keys(wordLists.Get("roleEnds")))

// foreignRoles are German and Spanish titles and words for offices and functions.
var foreignRoles = wordLists.Get("foreignRoles")

// speechVerbs are German and Spanish verbs of what persons do with words.
var speechVerbs = wordLists.Get("speechVerbs")

// IsAge reports whether a word is a number of years that persons are old.
func IsAge(w string) bool {
	return len(w) == 2 && w[0] >= '1' && w[0] <= '9' && w[1] >= '0' && w[1] <= '9'
}
