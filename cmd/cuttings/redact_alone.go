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
	"cuttings/library/plain"
	"cuttings/page"
	"cuttings/redact"
)

const (
	aloneRead   = 1000 // maximum number of cuttings with a form that are read
	aloneShown  = 3    // headlines that are printed
	headlineMax = 80   // characters of one
)

// withPhrase returns the entries that have a phrase in any of their texts, the newest first, at most aloneRead.
func withPhrase(ctx context.Context, l *library.Library, phrase string) ([]*catalogue.Entry, []catalogue.Count,
	error) {
	phrase = strings.ReplaceAll(phrase, `"`, " ")
	found, err := l.Find(ctx, library.Search{Text: `"` + phrase + `"`, Sort: catalogue.ByNewest},
		catalogue.Request{Limit: aloneRead, Bare: true, Sort: catalogue.ByNewest, Facets: []string{field.Name}})
	if err != nil {
		return nil, nil, fmt.Errorf("looking for %q: %w", phrase, err)
	}
	ids := make([]string, len(found.Hits))
	for i := range found.Hits {
		ids[i] = found.Hits[i].ID
	}
	entries, err := l.Entries(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	var out []*catalogue.Entry
	for _, id := range ids {
		if e := entries[id]; e != nil {
			out = append(out, e)
		}
	}
	return out, found.Facets[field.Name], nil
}

// printRemaining prints the forms of a name that are not black where a text has no other form: its parts, and
// shorter forms that may be somebody else's; each with how many cuttings have it, the newest of these, how to list
// them and how to black it out.
func (a *app) printRemaining(ctx context.Context, s *sharedArchive, r cutting.Redaction) error {
	ar, release := s.hold()
	defer release()
	l, black := ar.library(a), redact.New(ar.book.Redactions())
	for _, part := range append(redact.ShorterForms(r.Name), redact.Parts(r.Name)...) {
		if part == r.Name || slices.Contains(r.Also, part) {
			continue
		}
		entries, _, err := withPhrase(ctx, l, part)
		if err != nil {
			return err
		}
		one := redact.New([]cutting.Redaction{{Name: part}})
		var heads []string
		for _, e := range entries {
			left := black.Text(e.Headline, e.Text) + "\n\n" + black.Text(e.Text, e.Headline)
			if one.NamesSomebody(left) {
				heads = append(heads, plain.Clip(e.Headline, headlineMax))
			}
		}
		n := len(heads)
		if n == 0 {
			continue
		}
		a.printLine("%q alone stays in %s that never %s the name in full:", part,
			plain.Plural(n, "cutting", "cuttings"), map[bool]string{true: "says", false: "say"}[n == 1])
		for _, h := range heads[:min(n, aloneShown)] {
			a.printLine("  %s", h)
		}
		if n > aloneShown {
			a.printLine("  and %s more", plain.Count(n-aloneShown))
		}
		a.printLine("  to list all: cuttings search '%s'", `"`+strings.ReplaceAll(part, "'", " ")+`"`)
		a.printLine("  where it is the same person, add --also %s: cuttings redact %s --also %s --why REASON",
			quoted(part),
			quoted(r.Name), quoted(part))
	}
	return nil
}

// inNoCutting reports whether a redaction blacks out nothing in any cutting: a name that is misspelt.
func (a *app) inNoCutting(ctx context.Context, s *sharedArchive, r cutting.Redaction) (bool, error) {
	ar, release := s.hold()
	defer release()
	l, black := ar.library(a), redact.New([]cutting.Redaction{r})
	for _, part := range slices.Concat(redact.Parts(r.Name), []string{r.Name}, r.Also) {
		entries, _, err := withPhrase(ctx, l, part)
		if err != nil {
			return false, err
		}
		if len(entries) == aloneRead {
			return false, nil // not all were read
		}
		for _, e := range entries {
			if black.NamesSomebody(library.TextsIn(e)...) {
				return false, nil
			}
		}
	}
	return true, nil
}

// bearsAlone reports whether a surname may be black by itself: no text of the archive that has the surname gives it
// to another person, place or organisation or uses it as a word, and one has the name in full. Where this is not
// certain it returns false.
func bearsAlone(ctx context.Context, l *library.Library, r cutting.Redaction, surname string) (bool, error) {
	const least = 4 // letters
	if utf8.RuneCountInString(surname) < least || redact.CommonWord(surname) || page.LittleWord(surname) {
		return false, nil
	}
	entries, names, err := withPhrase(ctx, l, surname)
	if err != nil || len(entries) == 0 || len(entries) == aloneRead {
		return false, err
	}
	black, alone := redact.New([]cutting.Redaction{r}), redact.New([]cutting.Redaction{{Name: surname}})
	for _, n := range names {
		if left := black.Text(n.Value, r.Name); alone.NamesSomebody(n.Value) && anotherName(left) {
			return false, nil
		}
	}
	full := false
	for _, e := range entries {
		for i := range e.Sightings {
			v := &e.Sightings[i]
			full = full || black.NamesSomebody(v.Headline, v.Text)
		}
		for _, s := range library.TextsIn(e) {
			if givenToAnother(s, surname, black) {
				return false, nil
			}
		}
	}
	return full, nil
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
