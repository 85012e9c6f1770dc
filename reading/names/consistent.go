package names

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/tagger"
)

// The tagger sees one sentence. This file corrects its result by the whole text and its form as a report:
// datelines, the kind that a form mostly has, and where else it occurs.

// found is a mention as a range of tokens.
type found struct {
	from, to int
	kind     Kind
	certain  bool // by the form of the report
}

// correct returns the mentions corrected by evidence of the whole text.
func (d *document) correct(in []Mention) []Mention {
	ms := d.trim(d.tokenRanges(in))
	ms = d.addDatelines(ms)
	ms = d.extendOverHyphens(ms)
	ms = d.extendOverPossessives(ms)
	ms = d.correctForeign(d.trimExtents(ms))
	pairs := aliases.Read(d.t)
	ms = d.dropThings(d.addStated(ms, pairs), pairs)
	d.makeFirms(ms)
	ms = d.correctAddressed(ms)
	d.applyDesignators(ms)
	d.shortenBodies(ms)
	d.unifyKinds(ms)
	ms = d.makeForeignBodies(d.addMissed(ms), pairs)
	out := make([]Mention, len(ms))
	for i, m := range ms {
		out[i] = Mention{cutting.Span{Start: d.t.Tokens[m.from].Start, End: d.t.Tokens[m.to-1].End}, m.kind}
	}
	return out
}

func (d *document) tokenRanges(in []Mention) []found {
	out := make([]found, 0, len(in))
	at := 0
	for _, m := range in {
		for d.t.Tokens[at].End <= m.Span.Start {
			at++
		}
		end := at
		for end < len(d.t.Tokens) && d.t.Tokens[end].Start < m.Span.End {
			end++
		}
		out = append(out, found{from: at, to: end, kind: m.Kind})
		at = end
	}
	return out
}

// trim removes "of" and a lower-case word after it that is no name ("accused the Union of stirring"), and
// splits two abbreviations with a slash between them.
func (d *document) trim(ms []found) []found {
	out := make([]found, 0, len(ms))
	for _, m := range ms {
		w := d.f.words
		if m.to-m.from == 1 && isContraction(w[m.from].lowered) {
			continue
		}
		if m.from+1 < m.to && (w[m.from].seenSmall || w[m.from].class != 0) &&
			strings.HasSuffix(w[m.from].lowered, "ing") && !IsGivenName(w[m.from].lowered) && m.kind == Person &&
			d.startsSentence(m.from) {
			m.from++ // "Meeting Ana Roe"
		}
		if m.kind == Person {
			for i := m.from + 1; i < m.to; i++ { // "Ana Roe's father", "Ana Roe's Ada"
				if w[i].lowered != "'s" && w[i].lowered != "’s" {
					continue
				}
				if i+1 < m.to && w[i+1].capital {
					out = append(out, found{from: m.from, to: i, kind: m.kind, certain: m.certain})
					m.from = i + 1
				} else {
					m.to = i
				}
				break
			}
		}
		if m.kind == Person {
			for m.to-m.from > 1 && w[m.to-1].small && !strings.HasPrefix(d.t.Token(m.to-1), "'") {
				m.to-- // "Bob pulls"
			}
			for i := m.to - 2; i > m.from; i-- {
				if titleWords[w[i].lowered] && w[i].capital {
					m.from = i + 1 // "HGSU Dean Ana Roe"
					break
				}
			}
		}
		if m.to-m.from > 1 && neverFirst[w[m.from].lowered] && d.startsSentence(m.from) &&
			d.lang == tagger.Hash("en") {
			m.from++ // "Across Vask Line"
			if m.to-m.from > 1 && d.t.Token(m.from) == "." {
				m.from++ // "vs."
			}
		}
		if n := m.to - m.from; n >= 3 && w[m.to-2].lowered == "of" && w[m.to-1].small &&
			strings.HasSuffix(w[m.to-1].lowered, "ing") {
			m.to -= 2
		} else if n == 3 && w[m.from+1].lowered == "/" && d.isInitials(m.from) && d.isInitials(m.to-1) {
			out = append(out, found{from: m.from, to: m.from + 1, kind: m.kind, certain: m.certain})
			m.from += 2
		}
		out = append(out, m)
	}
	out = d.splitChambers(out)
	// initials with a slash between them are of the same kind
	var add []found
	for _, m := range out {
		if m.to-m.from != 1 || !d.isInitials(m.from) {
			continue
		}
		for _, by := range []int{-1, 1} {
			if i := m.from + 2*by; i >= 0 && i < len(d.t.Tokens) && d.t.Token(m.from+by) == "/" && d.isInitials(i) {
				add = append(add, found{from: i, to: i + 1, kind: m.kind})
			}
		}
	}
	return put(out, slices.DeleteFunc(add, func(a found) bool {
		i := sort.Search(len(out), func(i int) bool { return out[i].to > a.from })
		return i < len(out) && out[i].from <= a.from
	}))
}

// splitChambers splits two bodies that are each one noun for bodies: "House and Senate", "House, Senate".
func (d *document) splitChambers(ms []found) []found {
	var add []found
	for _, m := range ms {
		w := d.f.words
		if m.kind != Organisation || m.to-m.from != 3 || !bodyHeads[w[m.from].lowered] ||
			!bodyHeads[w[m.to-1].lowered] {
			continue
		}
		if join := w[m.from+1].lowered; join == "and" || join == "," {
			add = append(add, found{from: m.from, to: m.from + 1, kind: m.kind},
				found{from: m.to - 1, to: m.to, kind: m.kind})
		}
	}
	return put(ms, add)
}

// makeFirms makes bodies of supposed places in no list that an English text states to be firms: "Velmband is an
// agency".
func (d *document) makeFirms(ms []found) {
	if !d.isEnglish() {
		return
	}
	firms := map[string]bool{}
	for _, m := range ms {
		if m.kind == Place && m.to-m.from == 1 &&
			d.f.words[m.from].lists&(listCity|listCountry|listNation|listLong) == 0 &&
			d.isStatedFirm(m.to) {
			firms[d.f.words[m.from].lowered] = true
		}
	}
	for i := range ms {
		if m := &ms[i]; m.kind == Place && m.to-m.from == 1 && firms[d.f.words[m.from].lowered] {
			m.kind = Organisation
		}
	}
}

// isStatedFirm reports whether the words at token i state that what is before them is a firm: "is a leading agency".
func (d *document) isStatedFirm(i int) bool {
	if w := d.word(i); w != "is" && w != "was" && w != "," {
		return false
	}
	if w := d.word(i + 1); w != "a" && w != "an" {
		return false
	}
	for k := i + 2; k < i+9 && d.word(k) != "" && !phraseEnds[d.word(k)]; k++ {
		if firmNouns[d.word(k)] && d.phraseEnds(k+1) {
			return true
		}
	}
	return false
}

// firmNouns are nouns for firms.
var firmNouns = wordLists.Get("firmNouns")

// titleWords are before a person's name and after the body of the office.
var titleWords = wordLists.Get("titleWords")

// neverFirst are words that begin a sentence or heading but no name.
var neverFirst = wordLists.Get("neverFirst")

// isInitials reports whether a token is of capital letters, three or more.
func (d *document) isInitials(i int) bool {
	s := d.t.Token(i)
	return len(s) >= 3 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// put returns the mentions with add, without those that overlap one of add. Members of add must be equal or not
// overlap.
func put(ms, add []found) []found {
	if len(add) == 0 {
		return ms
	}
	slices.SortStableFunc(add, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to))
	})
	out := make([]found, 0, len(ms)+len(add))
	end := 0
	for _, m := range add {
		for len(ms) > 0 && ms[0].to <= m.from {
			if ms[0].from >= end {
				out = append(out, ms[0])
			}
			ms = ms[1:]
		}
		if m.from >= end {
			out = append(out, m)
			end = m.to
		}
	}
	for _, m := range ms {
		if m.from >= end {
			out = append(out, m)
		}
	}
	return out
}

// hasRange reports whether one of the mentions has exactly this range.
func hasRange(ms []found, from, to int) bool {
	i, ok := slices.BinarySearchFunc(ms, from, func(m found, at int) int { return cmp.Compare(m.from, at) })
	return ok && ms[i].to == to
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// months are English months and days of the week, in full and abbreviated.
var months = wordLists.Get("months")

// isAllCapitals reports whether token i is a word in capitals.
func (d *document) isAllCapitals(i int) bool {
	w := d.t.Token(i)
	letters := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// addStated adds names where the text introduces their initials: "People's Banner of Zarestan (PBZ)".
func (d *document) addStated(ms []found, pairs []aliases.Pair) []found {
	kinds := map[[2]int]Kind{}
	for _, m := range ms {
		kinds[[2]int{m.from, m.to}] = m.kind
	}
	var add []found
	for _, p := range pairs {
		from, to := d.writtenOut(p)
		at, end := d.t.TokensIn(p.Short)
		least := 2
		if d.isGerman() && to-from == 1 && d.hasForeignBodyHead(from, to) {
			least = 1 // "Uferverein (UV)"
		}
		if p.Cue == aliases.Former || to-from < least || end-at != 1 || !d.isAllCapitals(at) ||
			!d.isTitleCase(from, to) {
			continue
		}
		kind := cmp.Or(kinds[[2]int{from, to}], Organisation)
		if kinds[[2]int{from, to}] == "" && kinds[[2]int{at, end}] == "" && !d.hasBodyWord(from, to) {
			continue // a title, a method, a price
		}
		if !d.isEnglish() && kinds[[2]int{from, to}] == "" && (p.Unmatched || d.endsWithPerson(ms, from, to)) {
			continue // "Minister Ana Roe (PBZ)"
		}
		if kinds[[2]int{at, end}] == Place {
			kind = Place
		}
		if kind != Organisation && (d.isGerman() || d.isSpanish()) && d.hasForeignBodyHead(from, to) {
			kind = Organisation // "Bundesamt für Ufer (BU)"
		}
		if kind != Person {
			add = append(add, found{from, to, kind, false}, found{at, end, kind, false})
		}
	}
	return put(ms, add)
}

// writtenOut returns the tokens of the long form of a pair, an article before it left out.
func (d *document) writtenOut(p aliases.Pair) (from, to int) {
	from, to = d.t.TokensIn(p.Long)
	if w := d.word(from); to-from > 2 && d.isEnglish() && (w == "a" || w == "an") {
		from++
	}
	return from, to
}

// imperatives are words that bid somebody do something with what is named, or praise it.
var imperatives = wordLists.Get("imperatives")

// shortenBodies ends the name of a body before "on", "for" and the like if the text has the part before as a name
// of its own: "UN Security Council on Kashmir"; it also removes imperatives before a name.
func (d *document) shortenBodies(ms []found) {
	forms := map[string]bool{}
	for _, m := range ms {
		forms[d.form(m.from, m.to)] = true
	}
	for k := range ms {
		m := &ms[k]
		if m.to-m.from > 1 && imperatives[d.f.words[m.from].lowered] && forms[d.form(m.from+1, m.to)] {
			m.from++ // "Visit Velm"
		}
		for i := m.from + 2; m.kind == Organisation && i+1 < m.to; i++ {
			switch d.f.words[i].lowered {
			case "on", "for", "in", "at", "with", "from":
				if forms[d.form(m.from, i)] {
					m.to = i
				}
			}
		}
	}
}

// startsSentence reports whether a sentence starts at a token.
func (d *document) startsSentence(i int) bool {
	n := sort.Search(len(d.t.Sentences), func(n int) bool { return d.t.Sentences[n].First >= i })
	return n < len(d.t.Sentences) && d.t.Sentences[n].First == i
}

// correctAddressed makes names after "Mr" and the like persons, without that word.
func (d *document) correctAddressed(ms []found) []found {
	var add []found
	at := 0
	for i := range d.f.words {
		if !addresses[d.f.words[i].lowered] || !d.f.words[i].capital {
			continue
		}
		from := i + 1
		if from < len(d.f.words) && d.t.Token(from) == "." {
			from++
		}
		if from >= len(d.f.words) || !d.f.words[from].capital || d.f.words[from-1].lowered == "." && from == i+1 {
			continue
		}
		for at < len(ms) && ms[at].to <= from {
			at++
		}
		to := from + 1
		if at < len(ms) && ms[at].from <= from {
			to = ms[at].to
		} else {
			for to < len(d.f.words) && d.f.words[to].capital && (at == len(ms) || to < ms[at].from) &&
				!addresses[d.f.words[to].lowered] {
				to++
			}
		}
		add = append(add, found{from, to, Person, true})
	}
	return put(ms, add)
}

// addresses are words that are only before persons' names.
var addresses = wordLists.Get("addresses")

// isTitleCase reports whether all words except joining ones are written with a capital.
func (d *document) isTitleCase(from, to int) bool {
	for i := from; i < to; i++ {
		w := &d.f.words[i]
		if w.small && utf8.RuneCountInString(w.lowered) > 3 && w.lowered != "s" {
			return false
		}
	}
	return d.f.words[from].capital && d.f.words[to-1].capital
}

// extendOverHyphens extends a name over a hyphen without spaces: "Langner-Rott", "OSU-Lask".
func (d *document) extendOverHyphens(ms []found) []found {
	beside := func(i int) bool { return i > 0 && i < len(d.t.Tokens) && d.t.Tokens[i-1].End == d.t.Tokens[i].Start }
	var add []found
	for _, m := range ms {
		i := m.to
		if m.kind != Person && !(m.kind == Organisation && d.isAllCapitals(i-1)) {
			continue
		}
		if beside(i) && beside(i+1) && d.t.Token(i) == "-" && d.f.words[i+1].capital && !d.isAllCapitals(i+1) {
			add = append(add, found{m.from, i + 2, m.kind, false})
		}
	}
	return put(ms, add)
}

// isContraction reports whether a word is a pronoun with a contraction: "I'm", "you’ll".
func isContraction(lowered string) bool {
	i := strings.IndexAny(lowered, "'’")
	if i <= 0 {
		return false
	}
	switch lowered[:i] {
	case "i", "you", "he", "she", "it", "we", "they":
		return true
	}
	return strings.HasSuffix(lowered, "n't") || strings.HasSuffix(lowered, "n’t")
}

// extendOverPossessives extends the name of a body over a possessive: "Valley Keepers’ Union".
func (d *document) extendOverPossessives(ms []found) []found {
	var add []found
	for _, m := range ms {
		i := m.to
		if d.isApostrophe(i) {
			i++
		} else if !d.isApostrophe(i - 1) {
			continue
		}
		if i < len(d.f.words) && d.f.words[i].capital && bodies[d.f.words[i].lowered] {
			add = append(add, found{m.from, i + 1, Organisation, m.certain})
		}
	}
	return put(ms, add)
}

// isApostrophe reports whether a token is the mark of a possessive plural alone.
func (d *document) isApostrophe(i int) bool {
	return i > 0 && i < len(d.t.Tokens) && (d.t.Token(i) == "'" || d.t.Token(i) == "’") &&
		d.t.Tokens[i-1].End == d.t.Tokens[i].Start && strings.HasSuffix(d.f.words[i-1].lowered, "s")
}

// applyDesignators makes supposed persons whose last word is one for a body organisations, and names with a word
// such as "strait", "river" or "island" places.
func (d *document) applyDesignators(ms []found) {
	for i := range ms {
		m := &ms[i]
		if m.to-m.from < 2 {
			continue
		}
		switch last := d.f.words[m.to-1].lowered; {
		case m.kind == Person && IsBodyWord(last):
			m.kind = Organisation
		case m.kind == Place && clubEnds[last]:
			m.kind = Organisation // "Velm United"
		case featureNouns[last], featureNouns[d.f.words[m.from].lowered] && d.f.words[m.from+1].lowered == "of":
			m.kind = Place
		}
	}
}

// clubEnds are the last words of names of sports clubs that begin with a place.
var clubEnds = wordLists.Get("clubEnds")

// featureNouns are words for geographical features with which names of places end.
var featureNouns = wordLists.Get("featureNouns")

// IsBodyWord reports whether names of organisations, and hardly any others, end with a word in lower case.
func IsBodyWord(w string) bool { return bodies[w] }

// bodies are the last words of names of organisations.
var bodies = wordLists.Get("bodies")

// form returns the form of a mention, for comparing within the text.
func (d *document) form(from, to int) string {
	if to-from == 1 {
		return d.f.words[from].lowered
	}
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(d.f.words[i].lowered)
		b.WriteByte(' ')
	}
	return strings.TrimSuffix(b.String(), " ")
}
