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

// Coverage records what a redaction makes black in an archive, and what it leaves readable: each cutting is read
// once. It is for one goroutine.
type Coverage struct {
	all     *Redactor           // whoever is redacted, the person included
	person  *Redactor           // the person alone
	named   []string            // IDs of the cuttings in which something is black
	black   map[string][]string // forms that are black, with the IDs of their cuttings
	left    []*LeftForm
	alone   []*Redactor // of left
	begins  []*LeftForm // words that begin with the surname, by what they begin with
	stems   []string    // see stemsOf
	surname []string    // the surname, folded, without a vowel at its end
}

// BlackForm is a form of a name that is black.
type BlackForm struct {
	Form string
	In   []string // IDs of the cuttings that have it
}

// LeftForm is a form that stays: a part of the name in cuttings that never have it in full, a shorter form that may be
// another person's, or words that begin with the surname.
type LeftForm struct {
	Form      string   // as written
	fold      string   // of words that begin so, what they begin with
	Begins    bool     // of words that begin so
	Words     []string // these words, the first few
	In        []string // IDs of the cuttings
	Headlines []string // of those that were read first
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
	c := &Coverage{all: New(all), person: New([]cutting.Redaction{person}), black: map[string][]string{}}
	also := append([]string{person.Name}, person.Also...)
	for _, form := range append(ShorterForms(person.Name), Parts(person.Name)...) {
		if !slices.Contains(also, form) {
			c.left = append(c.left, &LeftForm{Form: form})
			c.alone = append(c.alone, New([]cutting.Redaction{{Name: form}}))
		}
	}
	for _, name := range also {
		for _, s := range append([]string{name}, foldsOf(name)...) {
			c.stems = append(c.stems, stemsOf(s)...)
		}
	}
	const least = 4 // letters of a surname that words may begin with
	for _, name := range readings(person.Name) {
		if s := Surname(name); s != "" {
			name = "x " + s // a given name, so that the surname is the last word
		}
		fields, lastAt, _, _ := partsOf(name)
		for _, f := range fields[min(lastAt, len(fields)):] {
			w := f[len(f)-1]
			if utf8.RuneCountInString(w) >= least && !commonWords[w] && !particles[w] &&
				!slices.ContainsFunc(c.begins, func(b *LeftForm) bool { return b.fold == w }) {
				c.begins = append(c.begins, &LeftForm{Form: beginningAsWritten(name, w), fold: w, Begins: true})
				c.surname = append(c.surname, stemOf(w))
			}
		}
	}
	return c
}

// Read looks at the texts of a cutting, which has an ID.
func (c *Coverage) Read(id, headline string, texts []string) {
	joined := strings.Join(texts, "\n\n")
	if !c.mayName(joined) {
		return
	}
	named := c.person.PersonsNamed(texts...)
	forms := map[string]bool{}
	for _, s := range texts {
		for _, x := range c.person.findBeside(s, named, false) {
			forms[strings.Join(strings.Fields(s[x.start:x.end]), " ")] = true
		}
	}
	for f := range forms {
		c.black[f] = append(c.black[f], id)
	}
	if len(forms) > 0 {
		c.named = append(c.named, id)
	}
	everybody := c.all.PersonsNamed(texts...)
	var left strings.Builder
	for _, s := range texts {
		left.WriteString(c.all.TextBeside(s, everybody))
		left.WriteString("\n\n")
	}
	found := func(f *LeftForm) {
		if f.In = append(f.In, id); len(f.Headlines) < headlinesKept {
			f.Headlines = append(f.Headlines, headline)
		}
	}
	for i, f := range c.left {
		if c.alone[i].NamesSomebody(left.String()) {
			found(f)
		}
	}
	for i, b := range c.begins {
		if beginning := c.beginning(left.String(), i); len(beginning) > 0 {
			found(b)
			for _, w := range beginning {
				if !slices.Contains(b.Words, w) && len(b.Words) < wordsKept {
					b.Words = append(b.Words, w)
				}
			}
		}
	}
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

// beginning returns the words of a text that begin with the i-th surname and are longer than it.
func (c *Coverage) beginning(s string, i int) []string {
	want := c.begins[i].fold
	var out []string
	for w := range strings.FieldsFuncSeq(s, notOfWord) {
		fold := foldOf(w)
		rest, ok := strings.CutPrefix(fold, want)
		if stem := c.surname[i]; !ok && stem != want {
			const least = 2 // letters more than a name that has lost its vowel
			rest, ok = strings.CutPrefix(fold, stem)
			ok = ok && utf8.RuneCountInString(rest) >= least && derivedFrom(fold, want, true)
		}
		if ok && rest != "" && !slices.Contains(out, w) && !ordinary[fold] {
			out = append(out, w)
		}
	}
	return out
}

// beginningAsWritten returns a word of a name as it is written, by its fold, without vowel signs at its end, in place
// of which other forms have others.
func beginningAsWritten(name, fold string) string {
	for w := range strings.FieldsFuncSeq(norm.NFC.String(name), notOfWord) {
		if foldOf(w) == fold {
			return strings.TrimRightFunc(w, unicode.IsMark)
		}
	}
	return fold
}

// Named returns the IDs of the cuttings in which something is black.
func (c *Coverage) Named() []string { return c.named }

// Black returns the forms that are black, those of most cuttings first.
func (c *Coverage) Black() []BlackForm {
	var out []BlackForm
	for _, f := range slices.Sorted(maps.Keys(c.black)) {
		out = append(out, BlackForm{f, c.black[f]})
	}
	slices.SortStableFunc(out, func(a, b BlackForm) int { return cmp.Compare(len(b.In), len(a.In)) })
	return out
}

// Left returns the forms that stay in some cutting.
func (c *Coverage) Left() []LeftForm {
	var out []LeftForm
	for _, f := range slices.Concat(c.left, c.begins) {
		if len(f.In) > 0 {
			out = append(out, *f)
		}
	}
	return out
}
