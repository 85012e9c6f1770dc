package redact

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// OtherScripts collects likely forms of a person's name in scripts that the name is not given in, and in other
// transcriptions of Latin letters, by their sound: "Оррин Ставельд" for "Orrin Staveld", "Swetlana Kusnezowa" for
// "Svetlana Kuznetsova". It only proposes, as another person's name may sound the same.
// It does not know names in Chinese characters. It is for one goroutine.
type OtherScripts struct {
	person      cutting.Redaction
	known       *Redactor
	otherGiven  otherGivenNames
	own         map[*script]bool // scripts the name is given in
	names       []nameSounds
	wordMatches map[string][2]uint64    // of a word, by bits, which words of the names it may be and likely is
	of          map[string]soundFinding // by the cutting's ID; none where nothing was found
}

// soundFinding is what was found in a cutting.
type soundFinding struct {
	found []string // forms
	alone []string // surnames alone
	// maybe are surnames alone that may be other words: in scripts without capitals, and first in a sentence. They
	// count where the archive has them as a name elsewhere.
	maybe    []string
	surnames []string // those of found
}

func (f *soundFinding) empty() bool {
	return len(f.found) == 0 && len(f.alone) == 0 && len(f.maybe) == 0
}

// nameSounds is one spelling of a name: the bits of its given names and of its surname.
type nameSounds struct {
	words       []wordSounds // at most 64 in all names
	first       int          // the bit of words[0]
	given, last uint64
	between     uint64 // particles, by which no person is known
	single      bool   // it is one word, with an article or not
	initials    []byte
}

// OtherForm is a likely form of a name that is not black: in another script or transcription, or joined with it.
type OtherForm struct {
	Form     string
	Script   string // "Cyrillic"
	Cuttings int    // that have the form or one that is black with it
	Alone    bool   // the surname alone: it may be somebody else's
	In       string // the ID of one of the cuttings
	// OtherGiven is set where it is the name with the given name of another language; see givennames.txt.
	OtherGiven bool
	// All are the IDs of all of them; of a form the archive has joined with the name they are not collected.
	All []string
}

// Why returns why the form is proposed.
func (f *OtherForm) Why() string {
	switch {
	case f.OtherGiven:
		return "the given name in another East Slavic language"
	case f.Script == "":
		return "joined with the name in this archive"
	case f.Alone:
		return f.Script + ", sounds like the surname alone"
	}
	return f.Script + ", sounds like the name"
}

// NewOtherScripts returns an OtherScripts for one person.
func NewOtherScripts(person cutting.Redaction) *OtherScripts {
	e := &OtherScripts{person: person, known: New([]cutting.Redaction{person}),
		otherGiven: newOtherGivenNames(person), own: map[*script]bool{},
		wordMatches: map[string][2]uint64{}, of: map[string]soundFinding{}}
	bit := 0
	for _, name := range person.Names() {
		if last, ok := surnameLast(name); ok {
			name = last
		}
		fields, lastAt, _, _ := partsOf(name)
		n := nameSounds{first: bit}
		for i, words := range fields {
			for _, w := range words {
				s := soundOf(w)
				if s.of == nil || s.sounds == "" || bit >= 64 {
					continue
				}
				e.own[s.of] = true
				switch {
				case particles[w] || arabicArticles[w]:
					n.between |= 1 << bit
				case i >= lastAt:
					n.last |= 1 << bit
				default:
					n.given |= 1 << bit
					n.initials = append(n.initials, s.sounds[0])
				}
				n.words = append(n.words, s)
				bit++
			}
		}
		_, rest := WithoutArticle(name)
		if n.single = len(strings.Fields(rest)) == 1; n.last != 0 {
			e.names = append(e.names, n)
		}
	}
	return e
}

// token is a word of a text in a script whose sounds are known.
type token struct {
	start, end int
	of         *script
	bits       uint64 // words of the names that it may be
	likely     uint64 // and is without another of them beside it
}

// Read looks at the texts of a cutting, in place of those it had before. It reports whether it found anything.
func (e *OtherScripts) Read(id string, texts ...string) bool {
	var f soundFinding
	for _, s := range texts {
		e.read(&f, s, e.tokens(s))
		e.otherGiven.each(s, func(form string) {
			if !e.blackBeside(form, s) {
				addForm(&f.found, form)
			}
		})
	}
	if f.empty() {
		delete(e.of, id)
		return false
	}
	e.of[id] = f
	return true
}

// Forget removes a cutting.
func (e *OtherScripts) Forget(id string) { delete(e.of, id) }

// tokens returns the words of a text in other scripts than the name's.
func (e *OtherScripts) tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		of, start := scriptOf(r), i
		for i < len(s) {
			if r, n = utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(r) {
				if other := scriptOf(r); other != of && other != nil && r != 'ー' || other == nil && of != nil {
					break
				}
			} else if next, _ := utf8.DecodeRuneInString(s[i+n:]); !unicode.IsMark(r) && !isInvisible(r) &&
				!((isApostrophe(r) || r == '׳') && of != nil && scriptOf(next) == of) {
				break
			}
			i += n
		}
		if of != nil && (!e.own[of] || of == scripts[0]) {
			word := strings.TrimRightFunc(s[start:i], isInvisible)
			bits, likely := e.wordBits(word)
			for _, b := range of.behind {
				if rest, ok := strings.CutSuffix(word, b); ok && bits == 0 && rest != "" {
					if bits, likely = e.wordBits(rest); bits != 0 {
						word = rest
					}
				}
			}
			out = append(out, token{start, start + len(word), of, bits, likely})
		}
		i = max(i, start+1)
	}
	return out
}

// wordsMatched is how many words are kept with what they match: some 8 MB.
const wordsMatched = 1 << 17

// wordBits returns which words of the names a word may be, and which it likely is.
func (e *OtherScripts) wordBits(word string) (is, likely uint64) {
	if b, ok := e.wordMatches[word]; ok {
		return b[0], b[1]
	}
	first, _ := utf8.DecodeRuneInString(word)
	for i := range e.names {
		for k := range e.names[i].words {
			if s := scriptOf(first); e.own[s] && s != e.names[i].words[k].of {
				continue // the name is given in this script
			}
			may, must := e.names[i].words[k].matchOtherScript(word)
			if bit := uint64(1) << (e.names[i].first + k); may {
				is |= bit
				if must {
					likely |= bit
				}
			}
		}
	}
	if len(e.wordMatches) >= wordsMatched {
		clear(e.wordMatches)
	}
	e.wordMatches[strings.Clone(word)] = [2]uint64{is, likely} // a part of a text would keep all of it
	return is, likely
}

func (e *OtherScripts) read(f *soundFinding, s string, tokens []token) {
	for i := range tokens {
		t := &tokens[i]
		if t.bits == 0 {
			continue
		}
		for k := range e.names {
			n := &e.names[k]
			if t.bits&n.last == 0 {
				continue
			}
			from, to, given := i, i, false
			for from > 0 && mayBeOneName(s, tokens[from-1], tokens[from]) && n.isNamePart(s, tokens[from-1]) {
				from--
				given = given || n.names(s, tokens[from])
			}
			if !given { // "Ставельд Оррин"
				for to+1 < len(tokens) && mayBeOneName(s, tokens[to], tokens[to+1]) && n.isNamePart(s, tokens[to+1]) {
					to++
					given = given || n.names(s, tokens[to])
				}
			}
			from, to = wholeWords(s, tokens, from, to)
			latin := t.of == scripts[0]
			switch form := strings.Join(strings.Fields(s[tokens[from].start:tokens[to].end]), " "); {
			case given:
				if n.whole(s, tokens[from:to+1]) && (!latin || !e.blackBeside(form, s)) {
					addForm(&f.found, form)
					addForm(&f.surnames, s[t.start:t.end])
				}
			case t.likely&n.last == 0, e.own[scripts[0]] && latin || !n.distinct():
			case !n.same(s[t.start:t.end]):
			case t.of.cased && firstOfSentence(s, t.start), !n.single && !t.of.cased:
				addForm(&f.maybe, form)
			case n.single:
				addForm(&f.found, form)
			default:
				addForm(&f.alone, form)
			}
		}
	}
}

// names reports whether a word beside a surname is the given name or an initial of it.
func (n *nameSounds) names(s string, t token) bool {
	return t.bits&n.given != 0 || t.bits == 0 && !t.isParticle(s)
}

// whole reports whether words are enough of a name to be its whole form: by its consonants, or where these are
// few by its vowels too. Scripts that write few vowels have a word for nearly every two consonants.
func (n *nameSounds) whole(s string, tokens []token) bool {
	const (
		enough, few = 5, 4    // consonants of all words
		near, more  = .2, .24 // distance with few consonants, and for each one more
	)
	consonants, d, initial := 0, 0., false
	of := tokens[0].of
	for _, t := range tokens {
		word := s[t.start:t.end]
		best := -1
		var least float64
		for k := range n.words {
			if t.bits&(n.given|n.last)&(1<<(n.first+k)) == 0 {
				continue
			}
			if at := n.words[k].nearest(word); best < 0 || at < least {
				best, least = k, at
			}
		}
		if best < 0 {
			initial = initial || utf8.RuneCountInString(word) == 1
			continue
		}
		consonants, d = consonants+n.words[best].consonants(), d+least
	}
	sure := of.cased
	for i := 1; i < len(tokens); i++ { // Japanese puts a dot between the words of foreign names
		sure = sure || strings.ContainsRune(s[tokens[i-1].end:tokens[i].start], '・')
	}
	switch {
	case sure && consonants >= enough:
		return true
	case sure && !initial:
		return consonants >= few || d <= near
	}
	return consonants >= few && d <= near+more*float64(consonants-few)
}

// distinct reports whether the surname is long enough to be compared by itself.
func (n *nameSounds) distinct() bool {
	const consonants, sounds = 3, 5
	w := n.surname()
	return w != nil && w.consonants() >= consonants && len(w.sounds) >= sounds
}

// surname returns the last word of the surname, nil for none.
func (n *nameSounds) surname() *wordSounds {
	for k := len(n.words) - 1; k >= 0; k-- {
		if n.last&(1<<(n.first+k)) != 0 {
			return &n.words[k]
		}
	}
	return nil
}

// same reports whether a word is the surname letter by letter, as scripts write it that leave short vowels out: it
// begins with the same sound, ends in a vowel if the surname does, and has no vowel more.
func (n *nameSounds) same(word string) bool {
	w := n.surname()
	first, _ := utf8.DecodeRuneInString(word)
	of := scriptOf(first)
	if w.nearest(word) > .1+.04*float64(w.consonants()) {
		return false
	}
	if of.vowels >= .2 {
		return true
	}
	vowels := func(s string) (n int) {
		for i := range len(s) {
			if isVowel(s[i]) {
				n++
			}
		}
		return n
	}
	alike := func(sounds string) bool {
		if sounds == "" || vowels(sounds) > vowels(w.sounds) && !of.isSyllabic() {
			return false
		}
		a, b := w.sounds[0], sounds[0]
		c, ok := similarSounds[[2]byte{a, b}]
		ends := func(s string) bool { return isVowel(s[len(s)-1]) && s[len(s)-1] != 'e' }
		return (a == b || ok && c <= .1 || isVowel(a) && isVowel(b)) && (!ends(w.sounds) || ends(sounds))
	}
	return slices.ContainsFunc(w.spelt(word), alike)
}

// firstOfSentence reports whether the word at start is the first of a text or sentence, where it has a capital in
// any case.
func firstOfSentence(s string, start int) bool {
	before := strings.TrimRightFunc(s[:start], func(r rune) bool {
		return unicode.IsSpace(r) ||
			strings.ContainsRune("«„“\"(", r)
	})
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?…", r)
}

// blackBeside reports whether a form is black in a text, because the text has the name in full too.
func (e *OtherScripts) blackBeside(form, text string) bool {
	return !strings.ContainsFunc(e.known.Text(form, text), unicode.IsLetter)
}

// wholeWords returns the range of tokens from from to to without particles at its ends and with the other parts of
// words with hyphens: "Мюллер-Люденшайдт" is one surname.
func wholeWords(s string, tokens []token, from, to int) (int, int) {
	for from < to && tokens[from].isParticle(s) {
		from++
	}
	for to > from && tokens[to].isParticle(s) {
		to--
	}
	hyphen := func(a, b token) bool {
		r, n := utf8.DecodeRuneInString(s[a.end:b.start])
		return isHyphen(r) && n == b.start-a.end
	}
	for from > 0 && hyphen(tokens[from-1], tokens[from]) {
		from--
	}
	for to+1 < len(tokens) && hyphen(tokens[to], tokens[to+1]) {
		to++
	}
	return from, to
}

// isParticle reports whether a word is a particle of names, which may be between their parts.
func (t token) isParticle(s string) bool {
	return t.end-t.start <= 6 && (IsParticle(s[t.start:t.end]) || arabicArticles[strings.ToLower(s[t.start:t.end])])
}

func addForm(to *[]string, form string) {
	if !slices.Contains(*to, form) {
		*to = append(*to, strings.Clone(form))
	}
}

// formsIn are forms with the IDs of the cuttings they are in.
type formsIn map[string]map[string]bool

func (in formsIn) add(id string, forms ...string) {
	for _, form := range forms {
		if in[form] == nil {
			in[form] = map[string]bool{}
		}
		in[form][id] = true
	}
}

// isNamePart reports whether a word may be a given name, an initial of one, or a part of the surname.
func (n *nameSounds) isNamePart(s string, t token) bool {
	if t.bits&(n.given|n.last|n.between) != 0 || t.isParticle(s) {
		return true
	}
	word := s[t.start:t.end]
	if utf8.RuneCountInString(word) != 1 || !strings.HasPrefix(s[t.end:], ".") {
		return false
	}
	sounds := t.of.soundsOf(word)
	return len(sounds) > 0 && slices.ContainsFunc(n.initials, func(b byte) bool {
		c, ok := similarSounds[[2]byte{b, sounds[0]}]
		return b == sounds[0] || ok && c <= .3
	})
}

// mayBeOneName reports whether two words that follow each other may be of one name.
func mayBeOneName(s string, a, b token) bool {
	gap := s[a.end:b.start]
	return a.of == b.of && utf8.RuneCountInString(gap) <= 3 &&
		!strings.ContainsFunc(gap, func(r rune) bool {
			return !isBlank(r) && !isHyphen(r) && !strings.ContainsRune(".,·・•=", r)
		})
}

// Forms returns the forms that were found and are not black yet, those of most cuttings first. A form that is
// black with another is counted with it.
func (e *OtherScripts) Forms() []OtherForm {
	var out []OtherForm
	known := []cutting.Redaction{e.person}
	found, surnamesAlone, maybe, surnames := formsIn{}, formsIn{}, formsIn{}, map[string]bool{}
	for id, f := range e.of {
		found.add(id, f.found...)
		surnamesAlone.add(id, f.alone...)
		maybe.add(id, f.maybe...)
		for _, s := range f.surnames {
			surnames[s] = true
		}
	}
	for form, in := range maybe {
		of := surnamesAlone
		if found[form] != nil {
			of = found
		}
		if surnames[form] || of[form] != nil {
			for id := range in {
				of.add(id, form)
			}
		}
	}
	for _, alone := range []bool{false, true} {
		forms := found
		if alone {
			forms = surnamesAlone
		}
		list := make([]string, 0, len(forms))
		for f := range forms {
			list = append(list, f)
		}
		// The shortest first, initials aside: others may be it with an ending.
		slices.SortFunc(list, func(a, b string) int {
			return cmp.Or(strings.Count(a, ".")-strings.Count(b, "."),
				utf8.RuneCountInString(a)-utf8.RuneCountInString(b), len(forms[b])-len(forms[a]),
				strings.Compare(a, b))
		})
		for len(list) > 0 {
			f := list[0]
			if list = list[1:]; New(known).NamesSomebody(f) {
				continue
			}
			one := cutting.Redaction{Name: f}
			with, black := forms[f], New([]cutting.Redaction{one})
			in := map[string]bool{}
			for id := range with {
				in[id] = true
			}
			list = slices.DeleteFunc(list, func(o string) bool {
				if !black.NamesSomebody(o) {
					return false
				}
				for id := range forms[o] {
					in[id] = true
				}
				return true
			})
			known = append(known, one)
			first, _ := utf8.DecodeRuneInString(f)
			if s := scriptOf(first); s != nil {
				ids := slices.Sorted(maps.Keys(in))
				out = append(out, OtherForm{Form: f, Script: s.name, Cuttings: len(in), Alone: alone,
					OtherGiven: e.otherGiven.names.NamesSomebody(f), In: ids[0], All: ids})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b OtherForm) int {
		if a.Alone != b.Alone {
			return map[bool]int{false: -1, true: 1}[a.Alone]
		}
		return b.Cuttings - a.Cuttings
	})
	return out
}
