package forms

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
	"cuttings/reading/names"
)

// Compare returns the relation of a to b, and whether b is the fuller form, false for equally full forms. Apart
// from bFuller it is symmetrical.
func Compare(kind names.Kind, a, b Form) (rel Relation, bFuller bool) {
	if a.Empty() || b.Empty() {
		return Different, false
	}
	if a.Key == b.Key {
		return Equal, false
	}
	compare := compareBodies
	switch kind {
	case names.Person:
		compare = comparePersons
	case names.Place:
		compare = comparePlaces
	}
	if rel := compare(a, b); rel != Different {
		if rel == Initial && len(a.words) == len(b.words) { // either may have the initial
			return rel, cmp.Or(cmp.Compare(len(b.Key), len(a.Key)), strings.Compare(b.Key, a.Key)) > 0
		}
		return rel, !rel.EquallyFull()
	}
	if rel := compare(b, a); rel != Different {
		return rel, false
	}
	return Different, false
}

// comparePersons returns the relation of a to an equally full or fuller form.
func comparePersons(a, b Form) Relation {
	x, y := a.personWords(), b.personWords()
	if len(x) == 0 || len(y) == 0 || len(x) > len(y) {
		return Different
	}
	if strings.Join(x, " ") == strings.Join(y, " ") {
		return Equal
	}
	if len(x) == 1 {
		switch {
		case len(y) < 2:
			if similarSurname(x[0], y[0], 5) {
				return Spelled
			}
		case b.hasSurnameFirst():
			if x[0] == y[0] {
				return Surname // "Kim" of "Kim Jae-yon"
			}
			return Different
		case x[0] == y[len(y)-1] || len(y) > 2 && strings.Contains(y[len(y)-1], "-") && x[0] == y[len(y)-1]:
			return Surname
		case similarSurname(x[0], y[len(y)-1], 6):
			return Surname
		case x[0] == y[0] && utf8.RuneCountInString(x[0]) > 1:
			return Given
		}
		return Different
	}
	lx, ly := x[len(x)-1], y[len(y)-1]
	sameLast := lx == ly
	if !sameLast && (len(lx) == 4 && len(ly) == 4 || !similarSurname(lx, ly, 4)) {
		return Different
	}
	rel := Equal
	if !sameLast {
		rel = Spelled
	}
	// Given names in order; the fuller form may have more of them.
	gx, gy := x[:len(x)-1], y[:len(y)-1]
	j := 0
	for _, g := range gx {
		found := false
		for ; j < len(gy) && !found; j++ {
			switch h := gy[j]; {
			case g == h:
				found = true
			case isInitial(g) && strings.HasPrefix(h, g), isInitial(h) && strings.HasPrefix(g, h):
				found, rel = true, max(rel, Initial)
			case otherGender(g, h):
				return Different // "Daniel", "Daniela"
			case similarSpelling(g, h, 3):
				found, rel = true, max(rel, Spelled)
			case len(g) >= 2 && len(h) > len(g) && strings.HasPrefix(h, g), len(h) >= 2 && strings.HasPrefix(g, h):
				found, rel = true, max(rel, Spelled) // "Jo", "Joseph"
			default:
				if j == 0 {
					return Different // the first given names differ
				}
			}
		}
		if !found {
			return Different
		}
	}
	if rel == Equal {
		return Spelled // a middle name more
	}
	return rel
}

// hasSurnameFirst reports whether a person's form is a surname before a given name in two syllables, as Korean ones
// are written: "Kim Jae-yon".
func (f Form) hasSurnameFirst() bool {
	if len(f.raw) != 2 {
		return false
	}
	first, second, ok := strings.Cut(f.raw[1], "-")
	r, _ := utf8.DecodeRuneInString(second)
	return ok && unicode.IsLower(r) && len(first) > 1 && len(second) > 1 && len(f.raw[0]) < 6
}

// similarSurname reports whether two words are spellings of one surname. A vowel more at the end makes another
// surname in many languages: "Karim" and "Karimi", "McCain" and "McKinney". A mute "e" does not.
func similarSurname(a, b string, least int) bool {
	return a == b || similarSpelling(a, b, least) && lastVowel(a) == lastVowel(b)
}

// lastVowel reports whether a word ends in the sound of a vowel.
func lastVowel(w string) bool {
	if s, ok := strings.CutSuffix(w, "e"); ok && len(s) > 3 && !strings.ContainsRune("aeiouy", rune(s[len(s)-1])) {
		w = s
	}
	s := soundOf(w).sound
	return s != "" && strings.ContainsRune("aeiou", rune(s[len(s)-1]))
}

// otherGender reports whether two given names differ as those of men and women do.
func otherGender(g, h string) bool {
	if len(g) > len(h) {
		g, h = h, g
	}
	if !names.IsGivenName(g) || !names.IsGivenName(h) || len(g) < 4 {
		return false
	}
	stem := func(w string) string { return strings.TrimRight(w, "aeio") }
	return g != h && (h == g+"a" || h == g+"e" || h == g+"ia" || h == g+"ine" || h == g+"ina" || h == g+"na" ||
		len(g) == len(h) && stem(g) == stem(h) && strings.HasSuffix(g, "a") != strings.HasSuffix(h, "a"))
}

func isInitial(w string) bool { return utf8.RuneCountInString(w) == 1 }

// personWords returns a person's names folded, particles taken off the family name. They must not be modified.
func (f Form) personWords() []string { return f.person }

func (f Form) withoutParticles() []string {
	out := make([]string, 0, len(f.words))
	for i, w := range f.words {
		if particle[w] && i+1 < len(f.words) && len(f.words) > 1 && !(i == 0 && f.beginsWithGivenName()) {
			continue
		}
		out = append(out, dropParticle(w))
	}
	return out
}

// beginsWithGivenName reports whether the first word is a given name that is also a particle: "Ben Carson", "Al Gore",
// not "Ben Ali".
func (f Form) beginsWithGivenName() bool {
	next := f.words[1]
	return (f.raw[0] == "Ben" || f.raw[0] == "Al") && names.IsSurname(next) && !arabicSurnames[next]
}

// arabicSurnames are surnames of the lists that follow particles.
var arabicSurnames = wordset.Of("ali ahmed ahmad hassan salem said saleh khalifa bashir")

// comparePlaces returns the relation of a place to an equally full or fuller form.
func comparePlaces(a, b Form) Relation {
	if c := countryOf(a); c != "" && c == countryOf(b) {
		return Known
	}
	if sameContent(a, b) {
		if hasDemonym(a) != hasDemonym(b) {
			return Different // "San Velmo", "San Velmans"; "South Velmia", "South Velmian"
		}
		return Reordered
	}
	if len(a.words) == 1 && len(b.words) == 1 {
		x, y := a.words[0], b.words[0]
		if similarSpelling(x, y, 5) && names.IsCountry(x) == names.IsCountry(y) && finalVowel(x) == finalVowel(y) {
			return Spelled // not "Columbia", "Colombia", nor "Velma", "Velmi"
		}
		return Different
	}
	// "Camp Tolun", "the port of Selene": the word is the kind of place.
	x, y := a.content(), b.content()
	if len(x) == 1 && placeModifiers[x[0]] {
		return Different // "West Village" is not the West
	}
	if len(y) == len(x)+1 && (settlementNouns[y[0]] && slices.Equal(x, y[1:]) ||
		settlementNouns[y[len(y)-1]] && slices.Equal(x, y[:len(y)-1]) && y[len(y)-1] != "camp" &&
			y[len(y)-1] != "city") { // "Kansas City" is not Kansas
		return Shortened
	}
	return Different
}

// finalVowel returns the last letter of a word if it is a vowel other than "e" and "y", which languages add and
// exchange; else "".
func finalVowel(w string) string {
	r, _ := utf8.DecodeLastRuneInString(w)
	last := string(r)
	if s, ok := latinBySound[r]; ok {
		last = s
	}
	if len(last) == 1 && strings.Contains("aiou", last) {
		return last
	}
	return ""
}

// placeModifiers are words before names of places that alone are other places, or none.
var placeModifiers = wordset.Of("west east north south upper lower central old new lake river")

// settlementNouns are words for places whose own name is used alone. A port often has the name of its country.
var settlementNouns = wordset.Of("camp city town village ciudad villa stadt ville gorod province")

// compareBodies returns the relation of an organisation to an equally full or fuller form.
func compareBodies(a, b Form) Relation {
	if sameContent(a, b) && !twoUniversities(a, b) && (a.hasConnector() || b.hasConnector() || !hasSameWords(a, b) &&
		!differByPlural(a, b)) {
		return Reordered // not "Velm USA", "USA Velm", which two headings have
	}
	if isPart(b, a) || isPart(a, b) {
		return Part
	}
	if a.caps && len(b.words) > 1 {
		want := strings.ReplaceAll(a.words[0], "-", "")
		if utf8.RuneCountInString(want) >= 2 && acronymOf(want, b) {
			return Acronym
		}
		return Different
	}
	if len(a.words) == 1 && len(b.words) == 1 {
		if !a.caps && !b.caps && similarSpelling(a.words[0], b.words[0], 6) {
			return Spelled
		}
		return Different
	}
	x, y := a.content(), b.content()
	if len(x) == len(y) {
		if !a.hasConnector() && len(x) == 2 && x[1] == y[1] && x[0] != y[0] &&
			strings.TrimSuffix(x[0], "s") == strings.TrimSuffix(y[0], "s") {
			return Different // "Builds Trust", "Build Trust"
		}
		if spelledInTurn(x, y) {
			return Spelled // "Mujahedin Khalq", "Mojahedin-e Khalq"
		}
		if otherLegalForm(x, y) {
			return Different // "Storage Inc", "Storage Ltd"
		}
		if p, q := withoutLegalForm(x), withoutLegalForm(y); len(p) > 0 && len(p) < len(x) && slices.Equal(p, q) &&
			len(p[0]) >= 5 {
			return Reordered // "Corvalan Group", "Grupo Corvalan"
		}
		return Different
	}
	if len(x) == 0 || len(x) >= len(y) {
		return Different
	}
	if len(x) == 1 && bodyHeadNouns[x[0]] {
		return Different
	}
	switch at := wordsIndex(x, y); {
	case at < 0 || b.joinedAt(at, len(x)):
	case at == 0 && len(x) == 1 && ownBodies[y[len(y)-1]]:
	case at+len(x) == len(y) && !allBodyWords(x) && !b.hasOfBefore(at):
		return Shortened // "Seafarers' Union"
	case at == 0 && !allBodyWords(x) && (b.ofAfter(len(x)) && len(y)-len(x) <= 2 || allBodyWords(y[len(x):])):
		return Shortened // "People's Banner" of Zarestan; "Corvalan" Group
	case !allBodyWords(x) && allBodyWords(slices.Concat(y[:at], y[at+len(x):])):
		return Shortened // National "Concord" Party
	}
	return Different
}

// twoUniversities reports whether two forms are "University of X" and "X University" of a place that has both.
func twoUniversities(a, b Form) bool {
	place := func(words []string) (string, bool) {
		rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "university" })
		return strings.Join(rest, " "), len(rest) < len(words)
	}
	p, ok := place(a.content())
	q, _ := place(b.content())
	return ok && p == q && (names.IsState(p) || doubleUniversities[p]) && a.hasConnector() != b.hasConnector()
}

// doubleUniversities are places, besides states, after which two universities are called.
var doubleUniversities = wordset.Of("miami york lincoln newcastle")

// acronymOf reports whether the letters are the initials of the form's words, with or without small joining
// words.
func acronymOf(letters string, f Form) bool {
	var all, content []rune
	for i, w := range f.words {
		for _, part := range strings.Split(w, "-") {
			if part == "" {
				continue
			}
			r, _ := utf8.DecodeRuneInString(part)
			all = append(all, r)
			if !connectors[f.words[i]] {
				content = append(content, r)
			}
		}
	}
	return letters == string(all) || letters == string(content)
}

// content returns the content words of a name, folded. They must not be modified.
func (f Form) content() []string { return f.carrying }

func (f Form) withoutConnectors() []string {
	out := make([]string, 0, len(f.words))
	for _, w := range f.words {
		if !connectors[w] {
			out = append(out, strings.TrimSuffix(w, "'"))
		}
	}
	return out
}

// ofAfter reports whether a joining word follows the first n words of content.
func (f Form) ofAfter(n int) bool {
	for i, w := range f.words {
		if connectors[w] {
			if n == 0 {
				return i > 0
			}
			continue
		}
		n--
	}
	return false
}

// joinersBefore returns the joining words before the n-th content word, "" for none.
func (f Form) joinersBefore(n int) string {
	last := ""
	for _, w := range f.words {
		if connectors[w] {
			last += " " + w
			continue
		}
		if n == 0 {
			break
		}
		n--
		last = ""
	}
	return last
}

// joinedAt reports whether "and" is before or after n content words from at on; the form then is of two things,
// or of one thing with both words in its name.
func (f Form) joinedAt(at, n int) bool {
	for _, s := range []string{f.joinersBefore(at), f.joinersBefore(at + n)} {
		for _, and := range []string{" and", " y", " und", " et", " e"} {
			if s == and || strings.HasPrefix(s, and+" ") {
				return true
			}
		}
	}
	return false
}

// hasOfBefore reports whether "of" is before the content word at: what follows then is a body's field or owner, and
// rarely its name ("Fellow of the Lask Institute").
func (f Form) hasOfBefore(at int) bool { return strings.HasPrefix(f.joinersBefore(at), " of") }

// wordsIndex returns the index at which the words of x occur in y, -1 where they do not.
func wordsIndex(x, y []string) int {
	for at := 0; at+len(x) <= len(y); at++ {
		if slices.Equal(x, y[at:at+len(x)]) {
			return at
		}
	}
	return -1
}

// sameContent reports whether two forms have the same content words except for order and derivation: "Tessalian
// Coast Guard", "Coast Guard of Tessaly".
func sameContent(a, b Form) bool {
	x, y := a.content(), b.content()
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	left := slices.Clone(y)
	derived := 0
	for _, w := range x {
		i := slices.Index(left, w)
		if i < 0 {
			if i = slices.IndexFunc(left, func(v string) bool { return sameBase(w, v) }); i < 0 {
				return false
			}
			derived++
		}
		left = slices.Delete(left, i, i+1)
	}
	// In the same order with all words the same they would be equal: so something must differ by "of" or order.
	return derived <= 1
}

// hasDemonym reports whether the last word of a place's form is for those who live there.
func hasDemonym(f Form) bool {
	last := f.carrying[len(f.carrying)-1]
	return strings.HasSuffix(last, "an") || strings.HasSuffix(last, "ans")
}

// hasSameWords reports whether two forms have the same content words, in any order.
func hasSameWords(a, b Form) bool {
	x, y := slices.Sorted(slices.Values(a.content())), slices.Sorted(slices.Values(b.content()))
	return slices.Equal(x, y)
}

// differByPlural reports whether two forms differ by an "s" at the end of words alone.
func differByPlural(a, b Form) bool {
	cut := func(words []string) []string {
		out := make([]string, 0, len(words))
		for _, w := range words {
			out = append(out, strings.TrimSuffix(w, "s"))
		}
		return out
	}
	return slices.Equal(cut(a.content()), cut(b.content()))
}

// hasConnector reports whether a form has a small word that joins others.
func (f Form) hasConnector() bool { return len(f.carrying) < len(f.words) }

// endings of adjectives and of names of countries and places.
var endings = []string{"ians", "ian", "ans", "an", "ese", "ish", "ic", "i", "ia", "y", "s", "e", "o", "a"}

// sameBase reports whether one word is the adjective or plural of the other.
func sameBase(a, b string) bool {
	if len(a) < 4 || len(b) < 4 {
		return false
	}
	return cutEnding(a) == cutEnding(b)
}

func cutEnding(w string) string {
	for _, e := range endings {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

// spelledInTurn reports whether two forms of several words are word by word spellings of the same; at least one
// word must differ, and one be long enough.
func spelledInTurn(x, y []string) bool {
	if len(x) < 2 {
		return false
	}
	long := false
	for i, v := range x {
		a, b := withoutEzafe(v), withoutEzafe(y[i])
		if a != b && !similarSpelling(a, b, 6) && !sameBase(a, b) {
			return false
		}
		long = long || len(a) >= 6 && !kindsOfBodies[a]
	}
	return long
}

// withoutEzafe returns a word without the joining vowel of Persian names: "Mojahedin-e".
func withoutEzafe(w string) string {
	for _, e := range []string{"-e", "-i", "-ye"} {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

// withoutLegalForm returns the words except those for the legal form of a company.
func withoutLegalForm(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return legalForms[w] })
}

// otherLegalForm reports whether two companies have legal forms of two states.
func otherLegalForm(x, y []string) bool {
	form := func(words []string) string {
		i := slices.IndexFunc(words, func(w string) bool { return exclusiveForms[w] })
		if i < 0 {
			return ""
		}
		return words[i]
	}
	a, b := form(x), form(y)
	return a != "" && b != "" && a != b
}

// exclusiveForms are those of the legalForms that no company has two of.
var exclusiveForms = wordset.Of("inc ltd plc ag gmbh sa llc")

var legalForms = wordset.Of(
	"group grupo company corporation corp inc ltd limited plc ag gmbh sa holding holdings co llc")

// NamesKindOf reports whether a form is one word for a kind of body, and the other form is of that kind:
// "Commission", "Election Commission".
func (f Form) NamesKindOf(of Form) bool {
	if len(f.words) != 1 || !allBodyWords(f.words) {
		return false
	}
	if len(of.words) < 2 {
		return false
	}
	if of.words[len(of.words)-1] == f.words[0] {
		return true
	}
	i := slices.Index(of.words, f.words[0])
	return i >= 0 && i+1 < len(of.words) && connectors[of.words[i+1]]
}

// HasRearrangedInitials reports whether an abbreviation has the initials of the other form in
// another order, as languages order them differently.
func (f Form) HasRearrangedInitials(of Form) bool {
	if !f.caps || len(of.words) < 3 || len([]rune(f.words[0])) < 3 {
		return false
	}
	var have []rune
	for _, w := range of.content() {
		r, _ := utf8.DecodeRuneInString(w)
		have = append(have, r)
	}
	want := []rune(f.words[0])
	slices.Sort(want)
	slices.Sort(have)
	return slices.Equal(want, have)
}

// allBodyWords reports whether all words are words for a kind of body.
func allBodyWords(words []string) bool {
	for _, w := range words {
		if !kindsOfBodies[strings.TrimSuffix(w, "s")] && !kindsOfBodies[w] {
			return false
		}
	}
	return true
}

var kindsOfBodies = wordset.Of(`group company corporation corp inc ltd limited plc ag gmbh sa shipping lines
	airlines holding holdings party movement union national international central federal general state republic
	people's committee council commission ministry agency authority service department office organization
	organisation association foundation institute university college bank bureau board front league federation
	congress assembly court police army guard forces force corps news press daily times post news government
	industries partners media grupo partido unión union`)

// bodyHeadNouns are words that many bodies have in their name and that alone name none of them.
var bodyHeadNouns = wordset.Of(`academy school center centre club society alliance network programme program
	project initiative fund trust hospital museum church health research studies science sciences education
	technology technologies systems services solutions security energy design mps court courts`)

// ownBodies are words for bodies that belong to others or were founded by them: "Corvalan Foundation" is not
// Corvalan.
var ownBodies = wordset.Of(
	"foundation council committee commission department police court government office board guard")

// organNouns are words for a part of a body.
var organNouns = wordset.Of(`branch section wing arm chapter office bureau council committee division unit
	department brigade local sección seccion youth women women's students sektion abteilung`)

// isPart reports whether part is a branch or organ of whole: "OSU-Lask", "Lask branch
// of the Orvanian Seafarers' Union", "PBZ women's council".
func isPart(part, whole Form) bool {
	p, w := part.words, whole.words
	if len(w) == 1 && len(p) == 1 {
		rest, ok := strings.CutPrefix(p[0], w[0]+"-")
		return ok && len(rest) >= 3
	}
	wc := whole.content()
	at := wordsIndex(wc, part.content())
	if at < 0 || len(wc) == 0 || len(part.content()) <= len(wc) {
		return false
	}
	pc := part.content()
	rest := slices.Concat(pc[:at], pc[at+len(wc):])
	return slices.ContainsFunc(rest, func(s string) bool { return organNouns[s] }) && !organNouns[wc[len(wc)-1]]
}
