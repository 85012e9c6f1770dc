package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/page"
	"cuttings/redact"
)

const headlineMax = 80 // characters of a headline that is printed

// surnameEvidence is what an archive has of a surname: it may be black by itself if no text that has it gives it to
// another person, place or organisation or uses it as a word, and one has the name in full. Whatever is not certain
// counts against it.
type surnameEvidence struct {
	surname       string
	bare          string // without an Arabic article
	black, alone  *redact.Redactor
	full, another bool
}

// surnamesEvidence returns the surnames of a person's name in its spellings, each once, that may be black by
// themselves.
func surnamesEvidence(r cutting.Redaction) []*surnameEvidence {
	var out []*surnameEvidence
	for _, name := range r.Names() {
		e := newSurnameEvidence(r, name)
		if e != nil && !slices.ContainsFunc(out, func(o *surnameEvidence) bool { return o.surname == e.surname }) {
			out = append(out, e)
		}
	}
	return out
}

// newSurnameEvidence returns nil for a surname that is not black by itself in any archive. name is one of the
// person's.
func newSurnameEvidence(r cutting.Redaction, name string) *surnameEvidence {
	const least = 4 // letters
	surname := redact.Surname(name)
	_, bare := redact.WithoutArticle(surname)
	if surname == "" || slices.Contains(r.Also, surname) || utf8.RuneCountInString(bare) < least ||
		redact.CommonWord(bare) || page.LittleWord(bare) {
		return nil
	}
	return &surnameEvidence{surname: surname, bare: bare, black: redact.New([]cutting.Redaction{r}),
		alone: redact.New([]cutting.Redaction{{Name: surname}})}
}

// read looks at the texts of a cutting.
func (e *surnameEvidence) read(texts []string) {
	if e.another {
		return
	}
	for _, s := range texts {
		if !e.alone.NamesSomebody(s) && !strings.Contains(strings.ToLower(s), strings.ToLower(e.bare)) {
			continue
		}
		e.full = e.full || e.black.NamesSomebody(s)
		e.another = e.another || givenToAnother(s, e.bare, e.black)
	}
}

// bearsAlone reports whether the surname may be black by itself, by the texts read and the names found in them.
func (e *surnameEvidence) bearsAlone(ctx context.Context, l *library.Library, name string) (bool, error) {
	if e.another || !e.full {
		return false, nil
	}
	found, err := l.Find(ctx, library.Search{Text: `"` + strings.ReplaceAll(e.bare, `"`, " ") + `"`},
		catalogue.Request{Limit: 1, Bare: true, Facets: []string{field.Name}})
	if err != nil {
		return false, fmt.Errorf("looking for “%s”: %w", e.bare, err)
	}
	for _, n := range found.Facets[field.Name] {
		if left := e.black.Text(n.Value, name); e.alone.NamesSomebody(n.Value) && anotherName(left) {
			return false, nil
		}
	}
	return true, nil
}

// anotherName reports whether a name has a word that is neither black nor a title.
func anotherName(left string) bool {
	for w := range strings.FieldsFuncSeq(left, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(w) > 1 && !redact.Title(w) && !page.LittleWord(w) {
			return true
		}
	}
	return false
}

// givenToAnother reports whether a text has a surname in small letters, or behind a word with a capital that is
// neither a title nor of the person's name. A text whose words mostly have capitals is a headline and reports only
// the first.
func givenToAnother(s, surname string, black *redact.Redactor) bool {
	fields := strings.Fields(s)
	capitals := 0
	for _, f := range fields {
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(r) {
			capitals++
		}
	}
	headline := capitals*2 > len(fields)
	small := strings.ToLower(surname)
	letters := func(f string) string { return strings.TrimFunc(f, func(r rune) bool { return !unicode.IsLetter(r) }) }
	for i, f := range fields {
		switch w := letters(f); {
		case w == small && w != surname && f == w:
			return true
		case !strings.EqualFold(w, surname) || i == 0 || headline && len(fields) > 3:
		default:
			before := fields[i-1]
			word := letters(before)
			first, _ := utf8.DecodeRuneInString(before)
			if word != "" && unicode.IsUpper(first) && strings.HasSuffix(before, word) &&
				utf8.RuneCountInString(word) > 1 &&
				!redact.Title(word) && !page.LittleWord(word) && !black.NamesSomebody(word+" "+surname) &&
				!black.NamesSomebody(strings.Join(fields[max(0, i-3):i+1], " ")) {
				return true
			}
		}
	}
	return false
}
