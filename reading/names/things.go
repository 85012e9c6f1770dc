package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/aliases"
	"cuttings/reading/tagger"
)

// What a text writes out and abbreviates is a name or a thing: a body, or a method, a price, a product.

// hasBodyWord reports whether one of the tokens is a word for a body, in any number, or joins the words of a name in
// another language: what is written out with such a word is a name.
func (d *document) hasBodyWord(from, to int) bool {
	for i := from; i < to; i++ {
		if w := d.f.words[i].lowered; bodies[w] || bodies[strings.TrimSuffix(w, "s")] || foreignJoiners[w] {
			return true
		}
	}
	return false
}

// foreignJoiners join the words of names in other languages than English.
var foreignJoiners = wordLists.Get("foreignJoiners")

// dropThings drops abbreviations that are no names: those of several things ("HDDs"), those the text writes out in
// lower case ("search engine optimisation (SEO)"), and well-known ones.
func (d *document) dropThings(ms []found, pairs []aliases.Pair) []found {
	short, long := map[string]bool{}, map[string]bool{}
	written := map[string]bool{} // abbreviations the text writes out as a body's
	uses := d.usesByForm(ms)
	persons, places := map[[2]int]bool{}, map[[2]int]bool{}
	for _, m := range ms {
		persons[[2]int{m.from, m.to}] = m.kind == Person
		places[[2]int{m.from, m.to}] = m.kind == Place
	}
	for _, p := range pairs {
		from, to := d.writtenOut(p)
		at, end := d.t.TokensIn(p.Short)
		if s := d.t.Token(at); d.isEnglish() && end-at == 3 && d.word(at+1) == "-" && d.hasTwoCapitals(at) &&
			strings.ToUpper(s) == s && to-from > 1 && thingHeads[singularOf(d.word(d.headOf(from, to)))] {
			long[d.form(from, to)], long[d.form(at, end)] = true, true // a method: "HWC-MRP"
			continue
		}
		person := persons[[2]int{from, to}]
		if person && d.isGerman() && to-from > 1 && !IsGivenName(d.word(from)) && !p.Unmatched {
			person = false // "Künstliche Uferlogik (KU)"
		} else if !d.isEnglish() && (p.Unmatched || d.endsWithPerson(ms, from, to)) {
			continue
		}
		if end-at != 1 || !d.hasTwoCapitals(at) || person {
			continue
		}
		capital := false
		for i := from; i < to; i++ {
			capital = capital || d.f.words[i].capital
		}
		u := uses[d.form(from, to)]
		u.add(uses[d.form(at, end)])
		thing := to-from > 1 && d.isEnglish() && (d.smallWords(from, to) ||
			!d.isBodyPhrase(from, to, u, places[[2]int{from, to}]))
		if to-from == 1 && d.isEnglish() && u.body == 0 && !hasRange(ms, from, to) && d.smallElsewhere(from) {
			thing = true // "Polyvaskene (PVR)"
		}
		if head := d.f.words[d.headOf(from, to)].lowered; !d.isEnglish() {
			thing = to-from > 1 && thingHeads[singularOf(head)] || // an English name in a text of another language
				d.isForeignThing(from, to, places[[2]int{from, to}])
		}
		if thing || !capital {
			short[d.t.Token(at)] = true
			long[d.form(from, to)] = thing
		} else if bodyHeads[d.word(d.headOf(from, to))] {
			written[d.t.Token(at)] = true
		}
	}
	return slices.DeleteFunc(ms, func(m found) bool {
		form := d.form(m.from, m.to)
		if d.isGerman() && d.isForeignKindOfThing(m, uses) {
			return true
		}
		if d.isEnglish() && (d.isUsedAsThing(m, uses[form], uses[d.form(m.to-1, m.to)]) || d.isProduct(m, uses)) {
			return true
		}
		if m.to-m.from != 1 {
			return long[form]
		}
		w := d.t.Token(m.from)
		one := strings.TrimSuffix(w, "s")
		return short[w] || abbreviatedThings[one] && !written[w] || m.kind == Place && d.hasBothNumbers(form, uses) ||
			one != w && len(one) > 1 && len(one) < 6 && d.isEnglish() &&
				strings.IndexFunc(one, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
	})
}

// smallElsewhere reports whether a word is common or a chemical's, or the text has it in small letters too.
func (d *document) smallElsewhere(i int) bool {
	w := &d.f.words[i]
	return w.class != 0 || w.seenSmall || endsIn(w.lowered, chemicalEnds, "")
}

// chemicalEnds are ends of nouns for chemicals.
var chemicalEnds = wordLists.Get("chemicalEnds")

// isUsedAsThing reports whether a mention labelled as a person or a body is of a thing, by its noun and by the text's
// use of its form: "Microsoft Excel is a program".
func (d *document) isUsedAsThing(m found, u, last use) bool {
	if m.kind == Person {
		for i := m.from; i < m.to; i++ {
			w := d.f.words[i].lowered
			if strings.IndexFunc(w, unicode.IsDigit) >= 0 && strings.IndexFunc(w, unicode.IsLetter) >= 0 &&
				(m.to-m.from > 1 || w[0] >= '0' && w[0] <= '9') {
				return true // "Vask A4"; "vask24" is what somebody is called on line
			}
		}
		if !d.isHandle(m.from) && !m.certain && (isMixedCase(d.t.Token(m.to-1)) ||
			d.f.words[m.from].small && !nameWords[d.f.words[m.from].lowered]) {
			return true // "GitHub", "park"
		}
		if d.word(m.to) == "®" || d.word(m.to) == "™" || !d.anyWord(m.from, m.to, func(w *word) bool {
			return len(w.lowered) > 4 || w.short != allCapitals
		}) && !IsGivenName(d.f.words[m.from].lowered) {
			return true // "Vask Pot™", "AI SEO"
		}
		if m.to-m.from > 1 && !m.certain && d.endsNoPerson(m.to-1) {
			return true // "Vask Pricing"
		}
		if m.to-m.from > 1 {
			u.add(last) // what it is called by its last word alone
		}
	}
	if m.kind == Person {
		u.thing += u.the // persons have no article: "the Vask"
	}
	switch {
	case m.certain || u.body > u.thing:
		return false
	case m.kind == Person:
		if IsGivenName(d.f.words[m.from].lowered) {
			return u.body == 0 && u.thing > 1
		}
		return u.is > 0 || u.thing > 1 || u.thing > u.body && m.to-m.from > 1
	case m.kind != Organisation:
		return false
	case m.to-m.from < 2:
		return false
	case u.thing > u.body && (u.is > 0 || u.thing > 1):
		return true
	}
	head := d.f.words[d.headOf(m.from, m.to)].lowered
	if bodyHeads[head] {
		return false
	}
	if one := singularOf(head); thingHeads[one] || thingNouns[one] {
		return true
	}
	capitals := 0
	for i := m.from; i < m.to; i++ { // "Mental Health" written in lower case elsewhere
		if w := &d.f.words[i]; w.capital {
			capitals++
			if !w.seenSmall {
				return false
			}
		}
	}
	return capitals > 1
}

// endsNoPerson reports whether a word is the end of no person's name: it is for a thing, an address or a part of a
// page, and in no list of names.
func (d *document) endsNoPerson(i int) bool {
	w := &d.f.words[i]
	return w.lists&(listSurname|listFirst) == 0 &&
		(pageWords[w.lowered] || thingHeads[w.lowered] || thingNouns[w.lowered])
}

// pageWords are words at the end of addresses and headings.
var pageWords = wordLists.Get("pageWords")

// isProduct reports whether a mention labelled as a body has a singular and a plural in the text, ends like the
// name of a model, or has only words that follow names of companies.
func (d *document) isProduct(m found, uses map[string]use) bool {
	last := d.f.words[m.to-1].lowered
	if m.certain {
		return false
	}
	form := d.form(m.from, m.to)
	one, some := uses[strings.TrimSuffix(form, "s")]
	_, more := uses[form+"s"]
	if last != "" && m.to-m.from > 1 && !bodyHeads[last] &&
		(some && strings.HasSuffix(form, "s") || more) && one.body <= one.thing {
		return true
	}
	if m.kind != Organisation {
		return false
	}
	if m.to-m.from > 1 && (isModelName(last) || d.isNumberedProduct(m)) {
		return true // "Vask Px7", "Vask Pot 5"
	}
	for i := m.from; i < m.to; i++ {
		w := d.f.words[i].lowered
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) && !companyForms[w] {
			return false
		}
	}
	return m.to-m.from > 1 || legalForms[last]
}

// isForeignKindOfThing reports whether a German text has a supposed body, that has no noun for bodies, in two numbers:
// a kind of thing.
func (d *document) isForeignKindOfThing(m found, uses map[string]use) bool {
	if m.kind != Organisation || d.isForeignBody(m.from, m.to) {
		return false
	}
	form := d.form(m.from, m.to)
	ends := []string{"e", "en", "n", "er"}
	if d.f.words[m.to-1].class != 0 && m.to-m.from > 1 {
		ends = append(ends, "s") // an English phrase: "High Fives"
	}
	for _, end := range ends {
		if _, more := uses[form+end]; more {
			return true
		}
		if one, ok := strings.CutSuffix(form, end); ok {
			if _, some := uses[one]; some {
				return true
			}
		}
	}
	return false
}

// isHandle reports whether a token is what somebody is called on line.
func (d *document) isHandle(i int) bool {
	return i > 0 && strings.HasSuffix(d.t.Token(i-1), "@") || strings.HasPrefix(d.t.Token(i), "@")
}

// hasBothNumbers reports whether the text has a single word in the singular and the plural: a plant, a wine.
func (d *document) hasBothNumbers(form string, uses map[string]use) bool {
	_, some := uses[strings.TrimSuffix(form, "s")]
	_, more := uses[form+"s"]
	return more || some && strings.HasSuffix(form, "s") && len(form) > 3
}

// smallWords reports whether words that carry something are written small: "Content
// management systems".
func (d *document) smallWords(from, to int) bool {
	for i := from; i < to; i++ {
		w := &d.f.words[i]
		if w.small && utf8.RuneCountInString(w.lowered) > 3 && !foreignJoiners[w.lowered] && !phraseEnds[w.lowered] {
			return true
		}
	}
	return false
}

// anyWord reports whether is holds for one of the words.
func (d *document) anyWord(from, to int, is func(*word) bool) bool {
	for i := from; i < to; i++ {
		if is(&d.f.words[i]) {
			return true
		}
	}
	return false
}

// allCapitals is word.short of words in capitals.
var allCapitals = tagger.Hash("X")

// isNumberedProduct reports whether a name ends with a number or a letter as those of products do, and not as
// stations, leagues and locals are numbered.
func (d *document) isNumberedProduct(m found) bool {
	last := d.t.Token(m.to - 1)
	if utf8.RuneCountInString(last) != 1 || last[0] < '0' || last[0] > 'Z' || last[0] > '9' && last[0] < 'A' {
		return false
	}
	return !d.anyWord(m.from, m.to-1, func(w *word) bool {
		return bodyHeads[w.lowered] || numberedBodies[w.lowered] || w.small || w.lowered == "&" || w.lowered == "."
	})
}

// numberedBodies are words that names of bodies have before a number.
var numberedBodies = wordLists.Get("numberedBodies")

// isModelName reports whether a word is of letters, then digits, as models of products are called.
func isModelName(w string) bool {
	i := strings.IndexFunc(w, unicode.IsDigit)
	return i > 0 && unicode.IsLetter(rune(w[0])) && !strings.Contains(w, "-")
}

// companyForms are words that follow the name of a company and are no name themselves.
var companyForms = wordLists.Get("companyForms")

// legalForms are companyForms that alone are not even short for a company.
var legalForms = wordLists.Get("legalForms")

func (d *document) isEnglish() bool { return d.lang == tagger.Hash("en") }

// usesByForm returns how the text uses the mentions of each form.
func (d *document) usesByForm(ms []found) map[string]use {
	out := map[string]use{}
	for _, m := range ms {
		form := d.form(m.from, m.to)
		u := out[form]
		u.add(d.useOf(m))
		if d.word(m.from-1) == "the" && (d.phraseEnds(m.to) || d.word(m.to) == "’s" || d.word(m.to) == "'s") {
			u.the++
		}
		out[form] = u
	}
	return out
}

// isBodyPhrase reports whether a phrase written out with its initials is a body or place, and no method, title, price
// or product ("Actual Cash Value"), which are as frequent. In doubt it is none.
func (d *document) isBodyPhrase(from, to int, u use, place bool) bool {
	head := d.f.words[d.headOf(from, to)].lowered
	switch {
	case thingHeads[singularOf(head)] || thingNouns[singularOf(head)], areas[singularOf(head)] && !place:
		return false
	case endsIn(head, methodEnds, ""), featuredIn[d.word(from-1)] && bodyHeads[d.word(from-2)] && !bodyHeads[head]:
		return false // "Velm Spectroscopy", what a "Centre for Velm Design" is for
	case manyBodies[head], conferences[head] && u.body <= u.thing:
		return false // "World Class Universities", "Harbour Conference"
	case u.class > 0 && u.class >= u.body, d.isOffering(from, to):
		return false // "a Harbour Works Council (HWC)": one of many
	case d.anyWord(from, to, func(w *word) bool { return w.lists&(listCountry|listNation|listLong) != 0 }):
		return true
	case place:
		return d.hasHyphenedParticle(from, to) || d.anyWord(from, to, func(w *word) bool {
			return featureNouns[w.lowered] || bodyHeads[w.lowered]
		}) || d.f.words[from].lists&listCity != 0 // not "Harbour Multiplatform Mobile"
	case u.body != u.thing:
		return u.body > u.thing
	case genericBodies[head] && u.the == 0 && d.word(from-1) != "the" && !d.anyWord(from, to, func(w *word) bool {
		return w.capital && (w.class == 0 || w.lists&listCity != 0)
	}):
		return false // "Utility Company (UC)": one of many
	case u.body+u.the == 0 && !d.anyWord(from, to, func(w *word) bool { return w.capital && !w.seenSmall }):
		return false // "Harbour Company", where harbours and companies are spoken of
	case bodyHeads[head] || d.anyWord(from, to,
		func(w *word) bool { return featureNouns[w.lowered] || foreignJoiners[w.lowered] }):
		return true
	}
	strange, words := 0, 0
	for i := from; i < to; i++ {
		w := &d.f.words[i]
		if !w.capital || utf8.RuneCountInString(w.lowered) < 2 {
			continue
		}
		words++
		if w.class == 0 {
			strange++
			if before := d.word(i - 1); i > from && (before == "of" || before == "in") {
				return true // a place
			}
		}
	}
	// words of another language, or joined as Persian and Arabic join theirs
	return 2*strange >= words && !d.anyWord(from, to, func(w *word) bool { return w.lowered == "/" }) ||
		d.hasHyphenedParticle(from, to)
}

// areas are head nouns of names of what applies in an area, where they are no places.
var areas = wordLists.Get("areas")

// methodEnds are ends of nouns for methods.
var methodEnds = wordLists.Get("methodEnds")

// featuredIn are between a noun for bodies and what the body is for.
var featuredIn = wordLists.Get("featuredIn")

// manyBodies are head nouns for several bodies of a kind.
var manyBodies = wordLists.Get("manyBodies")

// genericBodies are head nouns of names of bodies that are as often for one of many.
var genericBodies = wordLists.Get("genericBodies")

// conferences are nouns for meetings, and for bodies that meet.
var conferences = wordLists.Get("conferences")

// isOffering reports whether the words are how something is offered: "Crane as a Service".
func (d *document) isOffering(from, to int) bool {
	for i := from + 1; i+1 < to; i++ {
		if d.word(i) == "as" {
			return true
		}
	}
	return false
}

// hasHyphenedParticle reports whether a hyphen joins a particle to a word: "Mojahedin-e".
func (d *document) hasHyphenedParticle(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if d.word(i-1) == "-" && particles[d.word(i)] || d.word(i) == "-" && particles[d.word(i-1)] {
			return true
		}
	}
	return false
}

// particles are joined to a word of a name by a hyphen.
var particles = wordLists.Get("particles")

// hasTwoCapitals reports whether a token has two capitals or more.
func (d *document) hasTwoCapitals(i int) bool {
	capitals := 0
	for _, r := range d.t.Token(i) {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals > 1
}

// thingHeads are head nouns of what is a thing, also where it is written out and abbreviated.
var thingHeads = wordLists.Get("thingHeads")

// abbreviatedThings are abbreviations of what is neither a person nor a body nor a place.
var abbreviatedThings = wordLists.Get("abbreviatedThings")
