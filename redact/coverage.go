package redact

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cuttings/cutting"
	"cuttings/split/words"
)

// Coverage records what a redaction makes black in an archive, and what it leaves readable. Each cutting is read
// once, in any order, and again when it has changed. It is for one goroutine.
type Coverage struct {
	all    *Redactor          // whoever is redacted, the person included
	person *Redactor          // the person alone
	of     map[string]finding // by the cutting's ID; none where nothing was found
	left   []formAlone        // forms that may stay
	begins []beginning        // what the words that are listed begin with
	stems  []string           // see stemsOf
}

// formAlone is a form of a name with a Redactor that finds it.
type formAlone struct {
	form string
	in   *Redactor
}

// beginning is a surname with which longer words begin.
type beginning struct {
	written string // without vowel signs at its end
	fold    string
	stem    string // fold without a vowel at its end
}

// finding is what was found in a cutting.
type finding struct {
	published, headline string
	black               []string         // forms that are black
	left                []int            // forms that stay, by their place in Coverage.left
	begins              map[int][]string // words that begin so, by their place in Coverage.begins
}

// BlackForm is a form of a name that is black.
type BlackForm struct {
	Form string
	In   []string // IDs of the cuttings that have it, the newest first
}

// LeftForm is a form that stays: a part of the name in cuttings that never have it in full, a shorter form that may be
// another person's, or words that begin with the surname.
type LeftForm struct {
	Form      string
	Begins    bool     // of words that begin so
	Words     []string // these words, the first few
	In        []string // IDs of the cuttings, the newest first
	Headlines []string // of the first of them
}

// Spelling returns what to add to the redaction so that the form is black: the form, or the first word that begins so.
func (f *LeftForm) Spelling() string {
	if f.Begins {
		return f.Words[0]
	}
	return f.Form
}

const (
	headlinesKept = 3
	wordsKept     = 8
)

// NewCoverage returns a Coverage for a person among all who are redacted, the person included.
func NewCoverage(all []cutting.Redaction, person cutting.Redaction) *Coverage {
	c := &Coverage{all: New(all), person: New([]cutting.Redaction{person}), of: map[string]finding{}}
	spellings := person.Names()
	inFull := []string{person.Name} // without other spellings of one word, which are black by themselves
	for _, name := range spellings {
		for _, s := range append([]string{name}, foldsOf(name)...) {
			c.stems = append(c.stems, stemsOf(s)...)
		}
	}
	for _, name := range person.Also {
		if len(strings.Fields(name)) > 1 {
			inFull = append(inFull, name)
		}
	}
	for i, name := range inFull {
		for _, form := range append(ShorterForms(name), Parts(name)...) {
			if !slices.Contains(spellings, form) && (i == 0 || !c.person.NamesSomebody(form)) &&
				!slices.ContainsFunc(c.left, func(l formAlone) bool { return l.form == form }) {
				c.left = append(c.left, formAlone{form, New([]cutting.Redaction{{Name: form}})})
			}
		}
		for _, reading := range readings(name) {
			c.addBeginnings(reading)
		}
	}
	return c
}

// addBeginnings adds the surnames of a name with which longer words may begin.
func (c *Coverage) addBeginnings(name string) {
	const least = 4 // letters of such a surname
	if s := Surname(name); s != "" {
		name = "x " + s // a given name, so that the surname is the last word
	}
	fields, lastAt, _, _ := partsOf(name)
	for _, f := range fields[min(lastAt, len(fields)):] {
		w := f[len(f)-1]
		if utf8.RuneCountInString(w) >= least && !commonWords[w] && !particles[w] &&
			!slices.ContainsFunc(c.begins, func(b beginning) bool { return b.fold == w }) {
			c.begins = append(c.begins, beginning{asWritten(name, w), w, stemOf(w)})
		}
	}
}

// Texts are the texts of a cutting.
type Texts struct {
	ID        string
	Published string // date by which lists of cuttings are sorted
	Headline  string
	All       []string
}

// Read looks at the texts of a cutting, in place of those it had before. It reports whether it found anything.
func (c *Coverage) Read(of Texts) bool {
	f := c.find(of.All)
	if f == nil {
		delete(c.of, of.ID)
		return false
	}
	f.published, f.headline = of.Published, of.Headline
	c.of[of.ID] = *f
	return true
}

// Forget removes a cutting.
func (c *Coverage) Forget(id string) { delete(c.of, id) }

// find returns what is found in texts; nil for nothing.
func (c *Coverage) find(texts []string) *finding {
	if !c.mayName(strings.Join(texts, "\n\n")) {
		return nil
	}
	var f finding
	named := c.person.PersonsNamed(texts...)
	for _, s := range texts {
		for _, x := range c.person.findBeside(s, named, false) {
			form := strings.Join(strings.Fields(s[x.start:x.end]), " ")
			if !slices.Contains(f.black, form) {
				f.black = append(f.black, form)
			}
		}
	}
	everybody := c.all.PersonsNamed(texts...)
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(c.all.TextBeside(s, everybody))
		b.WriteString("\n\n")
	}
	left := b.String()
	for i := range c.left {
		if c.left[i].in.NamesSomebody(left) {
			f.left = append(f.left, i)
		}
	}
	for i := range c.begins {
		if longer := c.begins[i].longer(left); len(longer) > 0 {
			if f.begins == nil {
				f.begins = map[int][]string{}
			}
			f.begins[i] = longer
		}
	}
	if len(f.black) == 0 && len(f.left) == 0 && len(f.begins) == 0 {
		return nil
	}
	return &f
}

// newest returns the IDs of the cuttings in which something was found, the newest first.
func (c *Coverage) newest() []string {
	ids := slices.Collect(maps.Keys(c.of))
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.of[b].published, c.of[a].published), cmp.Compare(a, b))
	})
	return ids
}

// stemsOf returns what the words of a name have in common with all their forms, without its short words where it has
// others.
func stemsOf(name string) []string {
	var long, all []string
	for _, w := range wordsOf(name, readPlain) {
		stem := oneVariant(commonStem(w.fold))
		if rest := afterArticle(stem); rest != "" {
			stem = rest
		}
		all = append(all, stem)
		if utf8.RuneCountInString(w.fold) > 2 && !particles[w.fold] {
			long = append(long, stem)
		}
	}
	if len(long) == 0 {
		return all
	}
	return long
}

// mayName reports whether a text may have a form of the name: it has the stem of one of its words, whatever marks,
// blanks and hyphens are between the letters, and is quicker than matching. Arabic names have too many spellings.
func (c *Coverage) mayName(s string) bool {
	has := func(s string) bool {
		letters := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				return -1
			}
			return oneHan(r)
		}, words.Fold(s))
		return slices.ContainsFunc(c.stems, func(stem string) bool { return strings.Contains(letters, stem) })
	}
	return slices.ContainsFunc(c.person.parts, func(p part) bool { return p.arabic }) || has(s) ||
		strings.Contains(s, "xn--") ||
		slices.ContainsFunc(c.person.rewritings(s), func(w rewriting) bool { return has(w.s) })
}

// longer returns the words of a text that begin with the surname and are longer than it.
func (b *beginning) longer(s string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(s, notOfWord) {
		fold := foldOf(w)
		rest, ok := strings.CutPrefix(fold, b.fold)
		if !ok && b.stem != b.fold {
			const least = 2 // letters more than a name that has lost its vowel
			rest, ok = strings.CutPrefix(fold, b.stem)
			ok = ok && utf8.RuneCountInString(rest) >= least && derivedFrom(fold, b.fold, true)
		}
		if ok && rest != "" && !slices.Contains(out, w) && !ordinary[fold] {
			out = append(out, w)
		}
	}
	return out
}

// asWritten returns a word of a name as it is written, by its fold, without vowel signs at its end, in place of which
// other forms have others.
func asWritten(name, fold string) string {
	for w := range strings.FieldsFuncSeq(norm.NFC.String(name), notOfWord) {
		if foldOf(w) == fold {
			return strings.TrimRightFunc(w, unicode.IsMark)
		}
	}
	return fold
}

// Named returns the IDs of the cuttings in which something is black, the newest first.
func (c *Coverage) Named() []string {
	return slices.DeleteFunc(c.newest(), func(id string) bool { return len(c.of[id].black) == 0 })
}

// Black returns the forms that are black, those of most cuttings first.
func (c *Coverage) Black() []BlackForm {
	in := map[string][]string{}
	for _, id := range c.newest() {
		for _, form := range c.of[id].black {
			in[form] = append(in[form], id)
		}
	}
	var out []BlackForm
	for _, f := range slices.Sorted(maps.Keys(in)) {
		out = append(out, BlackForm{f, in[f]})
	}
	slices.SortStableFunc(out, func(a, b BlackForm) int { return cmp.Compare(len(b.In), len(a.In)) })
	return out
}

// Left returns the forms that stay in some cutting.
func (c *Coverage) Left() []LeftForm {
	left, begins := make([]LeftForm, len(c.left)), make([]LeftForm, len(c.begins))
	for _, id := range c.newest() {
		found := c.of[id]
		add := func(f *LeftForm) {
			if f.In = append(f.In, id); len(f.Headlines) < headlinesKept {
				f.Headlines = append(f.Headlines, found.headline)
			}
		}
		for _, i := range found.left {
			add(&left[i])
		}
		for i, words := range found.begins {
			add(&begins[i])
			for _, w := range words {
				if !slices.Contains(begins[i].Words, w) && len(begins[i].Words) < wordsKept {
					begins[i].Words = append(begins[i].Words, w)
				}
			}
		}
	}
	for i := range left {
		left[i].Form = c.left[i].form
	}
	for i := range begins {
		begins[i].Form, begins[i].Begins = c.begins[i].written, true
	}
	return slices.DeleteFunc(append(left, begins...), func(f LeftForm) bool { return len(f.In) == 0 })
}
