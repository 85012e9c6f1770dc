// Package redact blacks persons out of what an archive publishes. The archive itself, its bytes and its desk
// keep every word; what is published goes through this package.
//
// A name is found whatever its case, accents and spelling ("ß" or "ss", "ä", "ae" or "a"), with invisible
// characters in it, beside punctuation, in either order of its parts, with initials for given names, run
// together or joined by hyphens as in addresses and handles, and with the endings of languages that inflect
// names. Where a text names the person in full, each part of the name by itself is black there too, because
// texts continue with "Fern said".
package redact

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// Bar replaces a name. It has the same length for every name.
const Bar = "█████"

// Redactor blacks out a set of persons. A nil Redactor changes nothing. It is safe for
// concurrent use.
type Redactor struct {
	full  patterns // forms that name the person anywhere
	parts []part   // of each person: the parts that name the person beside a full form
	runs  []run    // names in scripts without spaces between words
	tags  []tagName
	// Whether there are names in these scripts, whose letters look like letters of others.
	latin, cyrillic bool
	secret          string // see WithSecret
}

// part has the parts of a name that name the person where the text has the full name too.
type part struct {
	forms []form
	// For use beside a title, in scripts without spaces.
	surnames, givens []run
	tags             []tagName // surnames
	words            []string
	last             []string // those of the words that are the surname
	arabic           bool     // see arabicName
}

// form is a sequence of folded words.
type form struct {
	words   []string
	person  int
	endings bool // each word may have an ending, of all
	alone   bool // it counts in any text, so with endings that make no other name
	given   bool // it is a given name
	capital bool // each word must begin with a capital, except particles
	small   []string
	handle  bool // initials joined with a name, as in addresses and after "@"
	arabic  bool // words are compared by arabicKey, with or without the article
	common  bool // of common words: they have capitals and are in one sentence
	baltic  bool // see isBaltic
	short   bool // it is one word of two letters
}

// patterns are groups of forms by the first letter of their first word.
type patterns map[rune][]group

// group is the forms with one first word, the longest first.
type group struct {
	first  string
	stem   string // what first has with each of its endings
	letter bool   // first is an initial
	forms  []form
}

// put adds a form to its group.
func (p patterns) put(letter rune, f form) {
	gs := p[letter]
	i := slices.IndexFunc(gs, func(g group) bool { return g.first == f.words[0] })
	if i < 0 {
		i, gs = len(gs), append(gs, group{first: f.words[0], stem: commonStem(f.words[0]),
			letter: utf8.RuneCountInString(f.words[0]) == 1})
	}
	gs[i].forms = append(gs[i].forms, f)
	p[letter] = gs
}

// mayStart reports whether a word may begin one of the forms: it is quick where it does not.
func (g *group) mayStart(w *word) bool {
	one := func(fold string) bool {
		if g.letter {
			return fold == g.first || strings.ContainsFunc(fold[:1], func(r rune) bool { return r >= utf8.RuneSelf })
		}
		return strings.HasPrefix(fold, g.stem) || len(fold) > 1 && strings.HasPrefix(g.first, fold) ||
			fatherWords[fold] ||
			g.forms[0].arabic && sameInArabic(fold, g.first)
	}
	return one(w.fold) || slices.ContainsFunc(w.others, one)
}

type run struct {
	letters []rune
	person  int
}

// New returns a redactor; nil for no persons.
func New(persons []cutting.Redaction) *Redactor {
	r := &Redactor{full: patterns{}}
	some := false
	for i, p := range persons {
		r.parts = append(r.parts, part{})
		seen := map[string]bool{}
		for _, name := range p.Names() {
			for _, name := range readings(name) {
				_, first := surnameLast(name)
				for _, written := range writtenAs(name) {
					some = r.add(spelling{text: written, first: first}, i, seen) || some
				}
				for _, other := range otherSpellings(name) {
					some = r.add(other, i, seen) || some
				}
			}
		}
	}
	if !some {
		return nil
	}
	for _, gs := range r.full {
		for _, g := range gs {
			slices.SortStableFunc(g.forms, func(a, b form) int {
				if a.arabic != b.arabic {
					return map[bool]int{true: -1, false: 1}[a.arabic]
				}
				return len(b.words) - len(a.words)
			})
		}
	}
	return r
}

// spelling is a name in one of its spellings.
type spelling struct {
	text   string
	arabic bool // see form
	first  bool // it begins with the surname
	slug   bool // as slugs write it, without accented letters: for addresses only
}

// add adds the forms of one spelling, except those seen; false when it has no letters.
func (r *Redactor) add(name spelling, person int, seen map[string]bool) bool {
	spaceless := strings.ContainsFunc(name.text, isUnspaced)
	if spaceless && !seen[name.text] {
		seen[name.text] = true
		r.addRuns(name.text, person)
	}
	fields, lastAt, small, cased := partsOf(name.text)
	last, given := slices.Concat(fields[lastAt:]...), slices.Concat(fields[:lastAt]...)
	ws := slices.Concat(given, last)
	if len(ws) == 0 {
		return spaceless
	}
	p := &r.parts[person]
	r.latin = r.latin || strings.ContainsFunc(name.text, func(x rune) bool { return unicode.Is(unicode.Latin, x) })
	r.cyrillic = r.cyrillic || strings.ContainsFunc(name.text,
		func(x rune) bool { return unicode.Is(unicode.Cyrillic, x) })
	if !name.slug {
		p.words = append(p.words, ws...)
		if name.first {
			p.last = append(p.last, fields[0]...)
		} else {
			p.last = append(p.last, last...)
		}
		p.arabic = p.arabic || name.arabic
	}
	plainWords, baltic := cased && isCommonName(ws), isBaltic(name.text)
	if cased {
		if name.first {
			r.addTagNames(slices.Concat(fields[1:]...), fields[0], form{person: person, baltic: baltic})
		} else {
			r.addTagNames(given, last, form{person: person, baltic: baltic})
		}
	}
	fresh := func(f form, part bool, words []string) bool {
		key := fmt.Sprint(part, f.endings, f.alone, f.given, f.capital, f.handle, f.arabic, words)
		old := seen[key]
		seen[key] = true
		return !old
	}
	put := func(f form, words ...string) {
		f.handle, f.arabic, f.common, f.baltic = f.handle || name.slug, name.arabic, plainWords, baltic
		f.capital = f.capital || plainWords && !f.handle
		if !fresh(f, false, words) {
			return
		}
		f.words, f.person, f.small = words, person, small
		first, _ := utf8.DecodeRuneInString(words[0])
		r.full.put(first, f)
		if f.arabic {
			for _, other := range arabicFirst(first) {
				r.full.put(other, f)
			}
		}
	}
	keep := func(words []string, given bool) {
		f := form{endings: true, given: given, capital: cased && !name.slug, handle: name.slug, arabic: name.arabic,
			baltic: baltic}
		if fresh(f, true, words) {
			f.words, f.person, f.small = words, person, small
			f.short = len(words) == 1 && utf8.RuneCountInString(words[0]) == 2
			p.forms = append(p.forms, f)
		}
	}
	if len(given) == 0 {
		put(form{capital: cased, alone: true}, ws...)
		if !plainWords {
			keep(ws, false)
		}
		return true
	}
	initials := initialsOf(given)
	surname := strings.Join(last, "")
	inflected, short, handle := form{endings: true}, form{endings: true, capital: cased}, form{handle: true}
	put(inflected, ws...)
	put(inflected, slices.Concat(last, given)...) // "Fern, Ada"
	put(short, slices.Concat(initials, last)...)
	put(short, slices.Concat(last, initials)...)
	put(handle, strings.Join(initials, "")+surname)
	if joined := strings.Join(ws, ""); len(joined) >= 6 {
		put(inflected, joined)
	} else {
		put(handle, joined)
	}
	if len(last) > 1 { // "adabrand-voss", "ao'dell"
		put(handle, append([]string{strings.Join(initials, "") + last[0]}, last[1:]...)...)
		put(inflected, append([]string{strings.Join(given, "") + last[0]}, last[1:]...)...)
	}
	if len(given) > 1 { // middle names left out, or as initials
		put(inflected, slices.Concat(given[:1], last)...)
		put(inflected, slices.Concat(last, given[:1])...)
		put(inflected, slices.Concat(given[:1], initials[1:], last)...)
		put(short, slices.Concat(initials[:1], last)...)
		put(handle, given[0]+surname)
		put(handle, initials[0]+surname)
	}
	if first := fields[0]; lastAt > 1 && len(first) > 1 {
		put(inflected, slices.Concat(first, last)...)
	}
	for _, at := range []int{lastAt, lastAt - 1} { // the surname may be the last two of four words
		if at < lastAt && !twoSurnames(fields, lastAt) {
			break
		}
		last := slices.Concat(fields[at:]...)
		for _, g := range shortForms(fields[:at]) {
			f := short
			if len(g[0]) > 1 && utf8.RuneCountInString(g[0]) > 1 {
				f = inflected
			}
			put(f, slices.Concat(g, last)...)
			put(f, slices.Concat(last, g)...)
		}
		if at < lastAt {
			put(short, last...)
		}
	}
	if joined := strings.Join(slices.Concat(fields[max(0, lastAt-1):]...), ""); lastAt > 1 && len(joined) >= 8 {
		put(handle, joined) // "lopezgarcia"
	}
	r.putHandles(fields, put)
	isGiven := func(i int) bool {
		if name.first {
			return i >= len(fields[0])
		}
		return i < len(given)
	}
	for i, w := range ws {
		if n := utf8.RuneCountInString(w); (n > 2 && !particles[w] || n == 2 && cased) &&
			(i == 0 || ws[i-1] != servantWord) {
			keep([]string{w}, isGiven(i))
		}
	}
	for i := 1; i < len(ws); i++ { // "رحیمی‌پور" of "رحیمی پور"
		if joined := ws[i-1] + ws[i]; len(ws) > 2 && inArabicLetters(joined) {
			keep([]string{joined}, isGiven(i))
		}
	}
	for i, f := range fields { // "O'Dell" whole, and all possible surnames of several words
		for k, words := range [][]string{f, slices.Concat(fields[i:]...)} {
			if len(words) > 1 && len(words) < len(ws) && len(strings.Join(words, "")) > 3 {
				keep(words, i < lastAt && k == 0 && !name.first)
			}
		}
	}
	return true
}

// initialsOf returns the first letters of words.
func initialsOf(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = firstOf(w)
	}
	return out
}

// twoSurnames reports whether the last two fields of a name may be its surname: of four and more words, as Spanish
// and Portuguese names have them. Of three the second is as often a given name, and "Paul Martin" somebody else.
func twoSurnames(fields [][]string, lastAt int) bool {
	letters := func(f []string) int { return utf8.RuneCountInString(strings.Join(f, "")) }
	return lastAt >= 3 && letters(fields[lastAt-1]) > 2 && letters(fields[lastAt]) > 2 &&
		!particles[fields[lastAt-1][0]]
}

// shortForms returns given names as texts shorten them: the first as an initial, the others as initials or left out.
func shortForms(given [][]string) [][]string {
	const most = 4 // names; longer ones have the forms of add only
	if len(given) < 2 || len(given) > most {
		return nil
	}
	out := [][]string{given[0], initialsOf(given[0])}
	for _, g := range given[1:] {
		var next [][]string
		for _, o := range out {
			next = append(next, o, slices.Concat(o, g), slices.Concat(o, initialsOf(g)))
		}
		out = next
	}
	return out
}

// putHandles adds the forms of handles and addresses, for each possible beginning of the surname:
// "jeanluc_dellabrand", "jl.brand", "brandj".
func (r *Redactor) putHandles(fields [][]string, put func(form, ...string)) {
	handle := form{handle: true}
	for at := 1; at < len(fields); at++ {
		surname := strings.Join(slices.Concat(fields[at:]...), "")
		for _, given := range [][][]string{fields[:at], fields[:1]} {
			all := slices.Concat(given...)
			if len(all) == 0 || surname == "" {
				continue
			}
			var initials string
			for _, g := range all {
				initials += firstOf(g)
			}
			for _, g := range []string{strings.Join(all, ""), initials, firstOf(all[0])} {
				put(handle, g, surname)
				put(handle, surname, g)
				put(handle, g+surname)
				if len(surname)+len(g) >= 7 {
					put(handle, surname+g)
				}
			}
		}
	}
}

func firstOf(word string) string {
	_, n := utf8.DecodeRuneInString(word)
	return word[:n]
}

// partsOf returns the folded words of each field of a name; the surname begins at lastAt: in "Ada Vell van
// Fern" at "van". "Fern, Ada" is reversed. small are the words without a capital, and cased reports whether the
// name's script has capitals.
func partsOf(name string) (out [][]string, lastAt int, small []string, cased bool) {
	if surname, rest, ok := strings.Cut(name, ","); ok {
		name = rest + " " + surname
	}
	fields := strings.Fields(name)
	lower := func(s string) bool { return s == strings.ToLower(s) }
	at := max(0, len(fields)-1)
	for at > 1 && lower(fields[at-1]) && !lower(fields[len(fields)-1]) {
		at-- // a particle: "van", "de la"
	}
	for i, f := range fields {
		var words []string
		for _, w := range wordsOf(f, readPlain) {
			cased = cased || w.capital
			if !w.capital {
				small = append(small, w.fold)
			}
			words = append(words, w.fold)
		}
		if i == at {
			lastAt = len(out)
		}
		if len(words) > 0 {
			out = append(out, words)
		}
	}
	return out, min(lastAt, len(out)), small, cased
}

// Persons are some of the persons of one redactor. They are meaningless to another redactor.
type Persons []int

// Text returns s with every name of a person black. context are the texts around s, such as the headline and
// text of its cutting: a person whom one of them names in full is also black in s where s has a part of the
// name.
func (r *Redactor) Text(s string, context ...string) string {
	return r.TextBeside(s, r.PersonsNamed(context...))
}

// TextBeside does what Text does, given the persons whom the texts around s name in full.
func (r *Redactor) TextBeside(s string, named Persons) string {
	if r == nil || s == "" {
		return s
	}
	spans := r.findBeside(s, named, false)
	if len(spans) == 0 {
		return s
	}
	var b strings.Builder
	at := 0
	for _, x := range spans {
		b.WriteString(s[at:x.start])
		b.WriteString(Bar)
		at = x.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// BlackSpans returns what TextBeside makes black, in order.
func (r *Redactor) BlackSpans(s string, named Persons) []cutting.Span {
	if r == nil {
		return nil
	}
	var out []cutting.Span
	for _, x := range r.findBeside(s, named, false) {
		out = append(out, cutting.Span{Start: x.start, End: x.end})
	}
	return out
}

// NamesSomebody reports whether one of the texts names a person in full.
func (r *Redactor) NamesSomebody(texts ...string) bool { return len(r.PersonsNamed(texts...)) > 0 }

// PersonsNamed returns the persons whom one of the texts names in full.
func (r *Redactor) PersonsNamed(texts ...string) Persons {
	if r == nil {
		return nil
	}
	var out Persons
	for _, s := range texts {
		r.eachName(s, nil, false, func(_, _, person int) {
			if !slices.Contains(out, person) {
				out = append(out, person)
			}
		})
	}
	return out
}

// Everybody returns all persons of the redactor, for an address about which nothing else is known.
func (r *Redactor) Everybody() Persons {
	if r == nil {
		return nil
	}
	out := make(Persons, len(r.parts))
	for i := range out {
		out[i] = i
	}
	return out
}

// findBeside returns the byte ranges of names in s, in order, with touching ones joined; in texts they include the
// initials beside a name. Parts of a name count for the persons whom s or a text around it names in full.
func (r *Redactor) findBeside(s string, named Persons, address bool) []span {
	var spans []span
	put := func(start, end, person int) { spans = append(spans, span{start: start, end: end, person: person}) }
	r.eachName(s, nil, address, put)
	var parts []part
	for _, person := range named {
		parts = append(parts, r.parts[person])
	}
	for _, x := range spans {
		if !slices.Contains(named, x.person) {
			named = append(slices.Clip(named), x.person)
			parts = append(parts, r.parts[x.person])
		}
	}
	if len(parts) > 0 {
		only := *r
		only.full, only.runs, only.tags = nil, nil, nil
		only.eachName(s, parts, address, put)
	}
	out := mergeSpans(s, spans)
	if !address {
		out = mergeSpans(s, r.widen(s, out))
	}
	return out
}

// mergeSpans returns spans in order, with those that touch or are one name merged.
func mergeSpans(s string, spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var out []span
	for _, x := range spans {
		if n := len(out); n > 0 && (x.start <= out[n-1].end || x.continues(&out[n-1], s)) {
			last := &out[n-1]
			last.end, last.widened = max(last.end, x.end), last.widened || x.widened
			continue
		}
		out = append(out, x)
	}
	return out
}

// eachName calls fn for each name in s, in no order and for some names more than once.
func (r *Redactor) eachName(s string, parts []part, address bool, fn func(start, end, person int)) {
	r.scanHosts(s, parts, fn)
	r.scanWords(s, parts, address, fn)
	for _, w := range r.rewritings(s) {
		r.scanWords(w.s, parts, address, func(start, end, person int) { fn(w.at[start], w.at[end], person) })
	}
}

// scanWords does what eachName does, except for encoded hosts.
func (r *Redactor) scanWords(s string, parts []part, address bool, fn func(start, end, person int)) {
	r.scanRuns(s, parts, fn)
	r.scanTags(s, parts, fn)
	for _, way := range []reading{readPlain, readCamel, readJoined, readSplit, readBroken, readSpaced} {
		if !way.differs(s) {
			continue
		}
		t := text{s: s, words: wordsOf(s, way), address: address}
		t.sparse = len(parts) > 0 && isSparse(t.words)
		t.small = len(t.words) <= 2 && !slices.ContainsFunc(t.words, func(w word) bool { return w.capital })
		for i := range t.words {
			r.eachNameAt(&t, i, parts, fn)
		}
	}
}

// eachNameAt calls fn for the names that begin with the i-th word.
func (r *Redactor) eachNameAt(t *text, i int, parts []part, fn func(start, end, person int)) {
	try := func(w word, fs []form) {
		for k := range fs {
			if end := fs[k].matchEnd(t, i, w); end > 0 {
				fn(w.start, t.words[end-1].end, fs[k].person)
			}
		}
	}
	w := t.words[i]
	each := func(w word) {
		first, _ := utf8.DecodeRuneInString(w.fold)
		gs := r.full[first]
		for k := range gs {
			if gs[k].mayStart(&w) {
				try(w, gs[k].forms)
			}
		}
		for _, p := range parts {
			for k := range p.forms {
				f := &p.forms[k]
				if end := f.matchEnd(t, i, w); end > 0 && !(f.given && t.ofAnother(f, i, end, p.words)) &&
					(!f.short || t.isShortName(f, i, w)) {
					fn(w.start, t.words[end-1].end, f.person)
				}
			}
		}
	}
	for n := 0; ; n++ {
		each(w)
		if a, ok := w.withArticle(); ok {
			each(a)
		}
		// A conjunction or preposition may be joined to a name.
		if w = w.behindPrefix(t.s); n == 2 || w.fold == "" {
			return
		}
	}
}
