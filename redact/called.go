package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
)

// calledBy are words before the name somebody is called by, which is often the given name alone: "ông An", "Daw Suu".
var calledBy, _ = titlesOf("called")

// calledByUnspaced are the same in scripts without spaces between words, as they are written.
var calledByUnspaced = func() []string {
	var out []string
	for _, list := range table(titlesText, "calledrun") {
		out = append(out, strings.Fields(list)...)
	}
	return out
}()

// shortWords are words of two letters that are names as well. They count as a name behind a title, and with a capital
// within a sentence of a text that has few capitals.
var shortWords = wordset.Of(`ah al am an as at au aw ay be by ce ci da de di do du ed eh el em en er es et eu ex fa
	fe go ha he hi ho id if il im in io is it ja je jo ki la le lo ma me mi mo mu my na ne ni no nu ob oh ok on or os
	ou ow pa pi po re ro sa se si so su ta te ti to tu um un up us va ve vi vo vu we wo ya ye yo zu`)

// isShortName reports whether a word of two letters, the at-th of a text that names the person, is the name.
func (t *text) isShortName(f *form, at int, w word) bool {
	raw := t.s[w.start:w.end]
	_, n := utf8.DecodeRuneInString(raw)
	if !w.capital || t.address || strings.ContainsFunc(raw[n:], unicode.IsUpper) {
		return false
	}
	if t.isBehindTitle(at) {
		return true
	}
	if shortWords[w.fold] || arabicArticles[w.fold] || particles[w.fold] {
		return t.sparse && !t.beginsSentence(at) && !particles[w.fold] && !t.beforeCapital(at)
	}
	return !f.given || !t.beforeCapital(at)
}

// isBehindTitle reports whether a title is directly before the at-th word.
func (t *text) isBehindTitle(at int) bool {
	if at == 0 {
		return false
	}
	before := t.words[at-1]
	gap := t.s[before.end:t.words[at].start]
	return strings.Trim(gap, ".\u00a0 ") == "" &&
		(before.capital && titlesBefore[before.fold] || calledBy[before.fold])
}

// beforeCapital reports whether a word with a capital follows the at-th, so that both may be another's name: "Li Na".
func (t *text) beforeCapital(at int) bool {
	return at+1 < len(t.words) && t.words[at+1].capital &&
		strings.Trim(t.s[t.words[at].end:t.words[at+1].start], "\u00a0 ") == ""
}

// scanCalled calls fn for each given name of one of the parts beside a title, in scripts without spaces: "민수 씨".
func (r *Redactor) scanCalled(s string, parts []part, fn func(start, end, person int)) {
	for _, p := range parts {
		for _, x := range p.givens {
			x.each(s, func(start, end int) {
				before, _ := utf8.DecodeLastRuneInString(s[:start])
				after, _ := utf8.DecodeRuneInString(s[end:])
				if unicode.IsMark(after) {
					return // the last letter is another
				}
				// Behind letters of the same script it is another's given name, or another word.
				if !inOneScript(before, x.letters[0]) && beginsWithTitle(s[end:]) || endsInTitle(s[:start]) {
					fn(start, end, x.person)
				}
			})
		}
	}
}

// beginsWithTitle reports whether a text begins with a title that is written behind names, in scripts without spaces.
func beginsWithTitle(s string) bool {
	s = strings.TrimLeftFunc(s, inRun)
	return slices.ContainsFunc(titlesOfSurnames, func(title string) bool { return strings.HasPrefix(s, title) })
}

// endsInTitle reports whether a text ends in one of calledByUnspaced.
func endsInTitle(s string) bool {
	s = strings.TrimRightFunc(s, inRun)
	return slices.ContainsFunc(calledByUnspaced, func(title string) bool { return strings.HasSuffix(s, title) })
}

// inOneScript reports whether two letters are of one of the scripts without spaces.
func inOneScript(a, b rune) bool {
	return slices.ContainsFunc(unspaced, func(script *unicode.RangeTable) bool {
		return unicode.Is(script, a) && unicode.Is(script, b)
	})
}

// givenParts returns the given names of a name in a script without spaces: its words without the surname, or its
// possible ends. Of Thai, Lao and Khmer names the first word is the given one, and of Burmese each word may be.
func givenParts(fields []string) []string {
	first, _ := utf8.DecodeRuneInString(fields[0])
	const least = 2 // letters
	var out []string
	put := func(s string) {
		if utf8.RuneCountInString(s) >= least && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	switch letters := []rune(strings.Join(fields, "")); {
	case unicode.In(first, unicode.Thai, unicode.Lao, unicode.Khmer):
		if len(fields) > 1 {
			put(fields[0])
		}
	case unicode.Is(unicode.Myanmar, first):
		if len(fields) > 1 {
			for i, f := range fields {
				put(f)
				put(strings.Join(fields[i:], ""))
			}
		}
	case len(fields) > 1:
		put(strings.Join(fields[1:], ""))
	case unicode.Is(unicode.Hangul, first) && len(letters) == 3:
		put(string(letters[1:]))
	case unicode.Is(unicode.Han, first) && (len(letters) == 3 || len(letters) == 4):
		put(string(letters[len(letters)-2:]))
	case unicode.Is(unicode.Han, first) && len(letters) == 5:
		put(string(letters[3:]))
		put(string(letters[2:]))
	}
	return out
}
