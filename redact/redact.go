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
	"net/url"
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
}

// part has the parts of a name that name the person where the text has the full name too.
type part struct {
	forms    []form
	surnames []run // for use before a title, in scripts without spaces
	words    []string
	last     []string // those of the words that are the surname
}

// form is a sequence of folded words.
type form struct {
	words   []string
	person  int
	endings bool // each word may have an ending
	capital bool // each word must begin with a capital, except particles
	small   []string
	handle  bool // initials joined with a name, as in addresses and after "@"
}

// patterns are forms by the first letter of their first word.
type patterns map[rune][]form

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
		for _, name := range append([]string{p.Name}, p.Also...) {
			for _, written := range writtenAs(name) {
				some = r.add(written, i, seen) || some
			}
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

// add adds the forms of one spelling, except those seen; false when it has no letters.
func (r *Redactor) add(name string, person int, seen map[string]bool) bool {
	spaceless := strings.ContainsFunc(name, unspaced)
	if spaceless && !seen[name] {
		seen[name] = true
		r.addRuns(name, person)
	}
	fields, lastAt, small, cased := partsOf(name)
	last, given := slices.Concat(fields[lastAt:]...), slices.Concat(fields[:lastAt]...)
	ws := slices.Concat(given, last)
	if len(ws) == 0 {
		return spaceless
	}
	r.parts[person].words = append(r.parts[person].words, ws...)
	r.parts[person].last = append(r.parts[person].last, last...)
	fresh := func(f form, part bool, words []string) bool {
		key := fmt.Sprint(part, f.endings, f.capital, f.handle, words)
		old := seen[key]
		seen[key] = true
		return !old
	}
	put := func(f form, words ...string) {
		if !fresh(f, false, words) {
			return
		}
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
	if first := fields[0]; lastAt > 1 && len(first) > 1 {
		put(inflected, slices.Concat(first, last)...)
	}
	r.putHandles(fields, put)
	keep := func(words []string) {
		if f := (form{endings: true, capital: cased}); fresh(f, true, words) {
			f.words, f.person, f.small = words, person, small
			r.parts[person].forms = append(r.parts[person].forms, f)
		}
	}
	for i, w := range ws {
		if utf8.RuneCountInString(w) > 2 && !particles[w] && (i == 0 || ws[i-1] != servant) {
			keep([]string{w})
		}
	}
	for i, f := range fields { // "O'Dell" whole, and all possible surnames of several words
		for _, words := range [][]string{f, slices.Concat(fields[i:]...)} {
			if len(words) > 1 && len(words) < len(ws) && len(strings.Join(words, "")) > 3 {
				keep(words)
			}
		}
	}
	return true
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
		for _, w := range wordsOf(f, plainly) {
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
	return r.TextBeside(s, r.Named(context...))
}

// TextBeside does what Text does, given the persons whom the texts around s name in full.
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
		b.WriteString(s[at:x.start])
		b.WriteString(Bar)
		at = x.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// Address returns an address, or "" if it names a person, in any escapes. context is as for Text; because
// addresses are in lower case, a part of a name counts without a capital.
func (r *Redactor) Address(address string, context ...string) string {
	return r.AddressBeside(address, r.Named(context...))
}

// AddressBeside does what Address does, given the persons whom the texts around it name in full.
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

// Outlet returns the name of an outlet with every name blacked out; a name that is a host is compared like an address
// and is blacked out as a whole.
func (r *Redactor) Outlet(name string, named Persons) string {
	if r != nil && !strings.Contains(name, " ") && strings.Contains(name, ".") &&
		r.AddressBeside("https://"+name, named) == "" {
		return Bar
	}
	return r.TextBeside(name, named)
}

// nameless is put before a path to check whether the path names somebody; it contains no word that can be a
// name.
const nameless = "https://0.0.0.0/"

// Slug returns a file name or ID if it names nobody, else another made of prefix and a key.
func (r *Redactor) Slug(slug, prefix string, named Persons) string {
	if r == nil || slug == "" || r.AddressBeside(nameless+slug, named) != "" {
		return slug
	}
	return prefix + cutting.Sum([]byte(slug)).Short()
}

// Names reports whether one of the texts names a person in full.
func (r *Redactor) Names(texts ...string) bool { return len(r.Named(texts...)) > 0 }

// Named returns the persons whom one of the texts names in full.
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

// partsBeside returns the parts of the names of the persons whom s or a text around it names in full.
func (r *Redactor) partsBeside(s string, named Persons) []part {
	var out []part
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

// find returns the byte ranges of names in s, in order, with touching ones joined; in texts they include the
// initials beside a name.
func (r *Redactor) find(s string, parts []part, address bool) []span {
	var spans []span
	r.scan(s, parts, address, func(start, end, person int) {
		spans = append(spans, span{start: start, end: end, person: person})
	})
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

// scan calls fn for each name in s, in no order and for some names more than once.
func (r *Redactor) scan(s string, parts []part, address bool, fn func(start, end, person int)) {
	r.scanHosts(s, parts, fn)
	r.scanWords(s, parts, address, fn)
}

// scanWords does what scan does, except for encoded hosts.
func (r *Redactor) scanWords(s string, parts []part, address bool, fn func(start, end, person int)) {
	r.scanRuns(s, parts, fn)
	for _, way := range []reading{plainly, camel, joined, split, broken, spaced} {
		if !way.differs(s) {
			continue
		}
		t := text{s: s, words: wordsOf(s, way), address: address}
		for i := range t.words {
			r.at(&t, i, parts, fn)
		}
	}
}

// text is a text with its words.
type text struct {
	s       string
	words   []word
	address bool // capitals have no meaning
}

// inAddress reports whether a word is in an address or a handle, where capitals have no meaning and names are
// joined.
func (t *text) inAddress(w *word) bool {
	if t.address || w.start > 0 && t.s[w.start-1] == '@' {
		return true
	}
	const most = 300 // bytes on either side
	outside := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`<>()[]{}"“”„«»,;`, r) }
	before, behind := t.s[max(0, w.start-most):w.start], t.s[w.end:min(len(t.s), w.end+most)]
	if i := strings.LastIndexFunc(before, outside); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	if i := strings.IndexFunc(behind, outside); i >= 0 {
		behind = behind[:i]
	}
	token := strings.Trim(before+t.s[w.start:w.end]+behind, "_.:!?'’*")
	dot := strings.IndexByte(token, '.')
	return strings.ContainsAny(token, "@_") || strings.Contains(token, "://") || strings.HasPrefix(token, "www.") ||
		dot > 0 && strings.IndexByte(token[dot:], '/') > 0
}

// at calls fn for the names that begin with the i-th word.
func (r *Redactor) at(t *text, i int, parts []part, fn func(start, end, person int)) {
	try := func(w word, fs []form) {
		for k := range fs {
			if f := &fs[k]; f.fits(t, i, w) {
				fn(w.start, t.words[i+len(f.words)-1].end, f.person)
			}
		}
	}
	w := t.words[i]
	each := func(w word) {
		first, _ := utf8.DecodeRuneInString(w.fold)
		try(w, r.full[first])
		for _, p := range parts {
			try(w, p.forms)
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

// fits reports whether the words from the i-th on match the form; w is the first of them.
func (f *form) fits(t *text, i int, w word) bool {
	if i+len(f.words) > len(t.words) {
		return false
	}
	for k, want := range f.words {
		if k > 0 {
			if w = t.words[i+k]; !near(t.s[t.words[i+k-1].end:w.start]) {
				return false
			}
		}
		if !f.matchesWord(w.fold, want) &&
			!slices.ContainsFunc(w.others, func(o string) bool { return f.matchesWord(o, want) }) &&
			(k == 0 || !sameButArticle(w.fold, want)) {
			return false
		}
		if f.capital && !w.capital && !slices.Contains(f.small, want) && !t.inAddress(&w) {
			return false
		}
	}
	return !f.handle || t.inAddress(&t.words[i])
}

// matchesWord reports whether a folded word matches a word of the form.
func (f *form) matchesWord(word, want string) bool {
	return word == want || f.endings && (inflected(word, want) || father[word] && father[want])
}

// near reports whether the text between two words allows them to be one name.
func near(gap string) bool {
	return utf8.RuneCountInString(gap) <= 4 && !strings.ContainsAny(gap, "!?;:()█") && strings.Count(gap, "\n") < 2
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

// word is a run of letters of a text.
type word struct {
	start, end int
	fold       string
	others     []string // further folded forms: "muller" and "mueller"
	capital    bool     // it begins with a capital
}

// behindPrefix returns the word without its first letter, in scripts that join conjunctions and prepositions to
// words; an empty word in others.
func (w word) behindPrefix(s string) word {
	r, size := utf8.DecodeRuneInString(w.fold)
	if !strings.ContainsRune("\u0648\u0641\u0628\u0644\u0643\u06a9\u05d4\u05d1\u05dc\u05db\u05de\u05e9\u05d5", r) ||
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

// wordsOf returns the words of s: runs of letters with their marks, split as way defines.
func wordsOf(s string, way reading) []word {
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
			inside := unicode.IsLetter(r) || unicode.IsMark(r) || invisible(r) && way != split
			if way >= joined && !unicode.IsLetter(r) {
				if n := way.joins(s[start:], i-start); n > 0 {
					inside, size = true, n
				}
			}
			if !inside || way == camel && small && unicode.IsUpper(r) {
				break
			}
			small = unicode.IsLower(r)
			i += size
		}
		end := i
		for end > start { // marks after the last letter are not part of the word
			r, size = utf8.DecodeLastRuneInString(s[start:end])
			if !invisible(r) {
				break
			}
			end -= size
		}
		if folds := foldsOf(s[start:end]); folds[0] != "" {
			out = append(out, word{start: start, end: end, fold: folds[0], others: folds[1:], capital: capital})
		}
	}
	return out
}
