// Package redact blacks persons out of what an archive publishes. The archive itself,
// its bytes and its desk keep every word; what leaves for readers goes through here.
//
// A name is found whatever its case and accents, behind and before punctuation, in
// either order of its parts, with initials for given names, run together or joined by
// hyphens as in addresses and handles, and with the endings of languages that inflect
// names. Where a text names the person in full, each part of the name by itself is
// black there too, as texts go on with "Fern said".
package redact

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/words"
)

// Bar stands where a name was. It has the same length for every name.
const Bar = "█████"

// Redactor blacks out a set of persons. A nil Redactor changes nothing. It is safe for
// concurrent use.
type Redactor struct {
	full  patterns // forms that name the person wherever they stand
	parts [][]form // of each person: forms that do so beside a full one
	runs  []run    // names in scripts that put no space between words
}

// form is a sequence of folded words.
type form struct {
	words   []string
	person  int
	endings bool // each word may have an ending
	capital bool // each word has a capital in text, but for particles
	small   []string
	handle  bool // initials run together with a name: in addresses, and behind "@"
}

// patterns are forms by the first letter of their first word.
type patterns map[rune][]form

type run struct {
	text   string
	person int
}

// New makes a redactor; nil when there is nobody.
func New(persons []cutting.Redaction) *Redactor {
	r := &Redactor{full: patterns{}}
	some := false
	for i, p := range persons {
		r.parts = append(r.parts, nil)
		for _, name := range append([]string{p.Name}, p.Also...) {
			some = r.add(name, i) || some
		}
	}
	if !some {
		return nil
	}
	for _, fs := range r.full {
		slices.SortStableFunc(fs, func(a, b form) int { return len(b.words) - len(a.words) })
	}
	return r
}

// add adds the forms of one spelling; false when it holds no letters.
func (r *Redactor) add(name string, person int) bool {
	spaceless := strings.ContainsFunc(name, unspaced)
	if spaceless {
		joined := strings.Join(strings.FieldsFunc(name, func(x rune) bool { return !unicode.IsLetter(x) }), "")
		if joined != "" {
			r.runs = append(r.runs, run{joined, person})
		}
	}
	last, given, small, cased := partsOf(name)
	ws := slices.Concat(given, last)
	if len(ws) == 0 {
		return spaceless
	}
	put := func(f form, words ...string) {
		f.words, f.person, f.small = words, person, small
		first, _ := utf8.DecodeRuneInString(words[0])
		r.full[first] = append(r.full[first], f)
	}
	if len(given) == 0 {
		put(form{capital: cased}, ws...)
		return true
	}
	initials := make([]string, len(given))
	for i, g := range given {
		x, _ := utf8.DecodeRuneInString(g)
		initials[i] = string(x)
	}
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
	for _, w := range ws {
		if utf8.RuneCountInString(w) > 2 {
			r.parts[person] = append(r.parts[person], form{words: []string{w}, person: person, endings: true,
				capital: cased})
		}
	}
	return true
}

// partsOf takes a name apart: "Ada Vell van Fern" into "van Fern" and "Ada Vell", each in
// folded words; "Fern, Ada" is turned round. small are the words without a capital, and
// cased tells whether the name's script has any.
func partsOf(name string) (last, given, small []string, cased bool) {
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
		for _, w := range wordsOf(f, false) {
			cased = cased || w.capital
			if !w.capital {
				small = append(small, w.fold)
			}
			if i < at {
				given = append(given, w.fold)
			} else {
				last = append(last, w.fold)
			}
		}
	}
	return last, given, small, cased
}

// Persons are some of those a redactor blacks out. It means nothing to another redactor.
type Persons []int

// Text returns s with every name of a person black. context are texts that s stands
// among (the headline and text of its cutting): whoever one of them names in full is
// black in s by a part of the name as well.
func (r *Redactor) Text(s string, context ...string) string {
	return r.TextBeside(s, r.Named(context...))
}

// TextBeside is Text where those whom the texts around s name in full are known.
func (r *Redactor) TextBeside(s string, named Persons) string {
	if r == nil || s == "" {
		return s
	}
	spans := r.find(s, r.partsBeside(s, named), false)
	if len(spans) == 0 {
		return s
	}
	var b strings.Builder
	at := 0
	for _, x := range spans {
		b.WriteString(s[at:x[0]])
		b.WriteString(Bar)
		at = x[1]
	}
	b.WriteString(s[at:])
	return b.String()
}

// Address returns an address when it names nobody, and "" when it does, in whatever
// escapes. context is as for Text; addresses are small letters throughout, so that a
// part of a name counts without its capital.
func (r *Redactor) Address(address string, context ...string) string {
	return r.AddressBeside(address, r.Named(context...))
}

// AddressBeside is Address where those whom the texts around it name in full are known.
func (r *Redactor) AddressBeside(address string, named Persons) string {
	if r == nil || address == "" {
		return address
	}
	decoded := address
	for range 3 { // escapes within escapes
		next, err := url.QueryUnescape(decoded)
		if err != nil || next == decoded {
			break
		}
		decoded = next
	}
	parts := r.partsBeside(decoded, named)
	if len(r.find(address, parts, true)) > 0 || len(r.find(decoded, parts, true)) > 0 {
		return ""
	}
	return address
}

// Names reports whether any of the texts names a person in full.
func (r *Redactor) Names(texts ...string) bool { return len(r.Named(texts...)) > 0 }

// Named returns everybody that one of the texts names in full.
func (r *Redactor) Named(texts ...string) Persons {
	if r == nil {
		return nil
	}
	var out Persons
	for _, s := range texts {
		r.scan(s, nil, false, func(_, _, person int) {
			if !slices.Contains(out, person) {
				out = append(out, person)
			}
		})
	}
	return out
}

// Everybody are all the redactor blacks out: for an address of which nothing else is known.
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

// partsBeside returns the parts of the names of everybody that s or a text around it
// names in full.
func (r *Redactor) partsBeside(s string, named Persons) [][]form {
	var out [][]form
	for _, person := range named {
		out = append(out, r.parts[person])
	}
	for _, person := range r.Named(s) {
		if !slices.Contains(named, person) {
			out = append(out, r.parts[person])
		}
	}
	return out
}

// find returns the byte ranges of names in s, in order, touching ones joined.
func (r *Redactor) find(s string, parts [][]form, address bool) [][2]int {
	var spans [][2]int
	r.scan(s, parts, address, func(start, end, _ int) { spans = append(spans, [2]int{start, end}) })
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, x := range spans {
		if n := len(out); n > 0 && x[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], x[1])
			continue
		}
		out = append(out, x)
	}
	return out
}

// scan calls fn for each name in s, in no order and for some more than once.
func (r *Redactor) scan(s string, parts [][]form, address bool, fn func(start, end, person int)) {
	for _, x := range r.runs {
		for at := 0; ; {
			i := strings.Index(s[at:], x.text)
			if i < 0 {
				break
			}
			fn(at+i, at+i+len(x.text), x.person)
			at += i + len(x.text)
		}
	}
	for _, camel := range []bool{false, true} {
		t := text{s: s, words: wordsOf(s, camel), address: address}
		for i := range t.words {
			r.at(&t, i, parts, fn)
		}
		if camel || !t.camel() {
			break
		}
	}
}

// text is a text with its words.
type text struct {
	s       string
	words   []word
	address bool // capitals tell nothing
}

// camel reports whether a word of the text has a capital behind a small letter.
func (t *text) camel() bool {
	small := false
	for _, r := range t.s {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// at calls fn for the names that begin with the i-th word.
func (r *Redactor) at(t *text, i int, parts [][]form, fn func(start, end, person int)) {
	try := func(w word, fs []form) {
		for k := range fs {
			if f := &fs[k]; f.fits(t, i, w) {
				fn(w.start, t.words[i+len(f.words)-1].end, f.person)
			}
		}
	}
	w := t.words[i]
	for n := 0; ; n++ {
		first, _ := utf8.DecodeRuneInString(w.fold)
		try(w, r.full[first])
		for _, fs := range parts {
			try(w, fs)
		}
		// A conjunction or preposition may be written on to a name.
		if w = w.behindPrefix(t.s); n == 2 || w.fold == "" {
			return
		}
	}
}

// fits reports whether the words from the i-th on, the first of them being w, are the
// form's.
func (f *form) fits(t *text, i int, w word) bool {
	if i+len(f.words) > len(t.words) {
		return false
	}
	if f.handle && !t.address && (w.start == 0 || t.s[w.start-1] != '@') {
		return false
	}
	for k, want := range f.words {
		if k > 0 {
			if w = t.words[i+k]; !near(t.s[t.words[i+k-1].end:w.start]) {
				return false
			}
		}
		if f.capital && !t.address && !w.capital && !slices.Contains(f.small, want) {
			return false
		}
		if w.fold != want && !(f.endings && inflected(w.fold, want)) {
			return false
		}
	}
	return true
}

// latinEndings are put behind names in languages of the Latin script, without accents.
var latinEndings = map[string]bool{"s": true, "es": true, "a": true, "u": true, "e": true, "em": true, "om": true,
	"in": true, "n": true, "en": true, "an": true, "ssa": true, "lla": true, "lle": true, "sta": true, "owi": true}

// inflected reports whether a word is a name with an ending put to it or in place of its
// last vowel. Both are folded.
func inflected(w, want string) bool {
	if n := utf8.RuneCountInString(want); n < 3 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(want); !unicode.Is(unicode.Cyrillic, r) {
		if rest, ok := strings.CutPrefix(w, want); ok {
			return latinEndings[rest]
		}
		stem, ok := strings.CutSuffix(want, "a")
		rest, cut := strings.CutPrefix(w, stem)
		return ok && cut && (rest == "y" || rest == "o" || rest == "ou" || rest == "ie" || rest == "i" ||
			rest == "e" ||
			rest == "u")
	}
	last, size := utf8.DecodeLastRuneInString(want)
	stem := want
	if strings.ContainsRune("аяоеийыуюь", last) {
		stem = want[:len(want)-size]
	}
	rest, ok := strings.CutPrefix(w, stem)
	return ok && utf8.RuneCountInString(rest) <= 3
}

// near reports whether what stands between two words lets them be one name.
func near(gap string) bool {
	return utf8.RuneCountInString(gap) <= 4 && !strings.ContainsAny(gap, "!?;:()\n\r█")
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

// word is a run of letters of a text.
type word struct {
	start, end int
	fold       string
	capital    bool // it begins with a capital
}

// behindPrefix is the word less a letter at its front, where the script writes
// conjunctions and prepositions on to words; without letters where it does not.
func (w word) behindPrefix(s string) word {
	r, size := utf8.DecodeRuneInString(w.fold)
	if !strings.ContainsRune("\u0648\u0641\u0628\u0644\u0643\u0643\u05d4\u05d1\u05dc\u05db\u05de\u05e9\u05d5", r) ||
		utf8.RuneCountInString(w.fold) < 3 {
		return word{}
	}
	_, n := utf8.DecodeRuneInString(s[w.start:])
	for w.start += n; w.start < w.end; w.start += n {
		var x rune
		if x, n = utf8.DecodeRuneInString(s[w.start:]); unicode.IsLetter(x) {
			break
		}
	}
	w.fold = w.fold[size:]
	return w
}

// wordsOf returns the words of s: runs of letters with the marks on them. In camel case
// a capital behind a small letter begins another.
func wordsOf(s string, camel bool) []word {
	var out []word
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		start := i
		capital := unicode.IsUpper(r) || unicode.IsTitle(r)
		small := false
		for i < len(s) {
			r, size = utf8.DecodeRuneInString(s[i:])
			inside := unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200c' || r == '\u200d'
			if !inside || camel && small && unicode.IsUpper(r) {
				break
			}
			small = unicode.IsLower(r)
			i += size
		}
		if f := strings.ReplaceAll(words.Fold(s[start:i]), " ", ""); f != "" {
			out = append(out, word{start: start, end: i, fold: f, capital: capital})
		}
	}
	return out
}
