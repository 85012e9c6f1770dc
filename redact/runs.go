package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addRuns adds a name that is written without spaces, or with one after the surname.
func (r *Redactor) addRuns(name string, person int) {
	fields := strings.FieldsFunc(name, func(x rune) bool { return !unicode.IsLetter(x) && !unicode.IsMark(x) })
	letters := []rune(oneVariant(strings.Join(fields, "")))
	if len(letters) == 0 {
		return
	}
	r.runs = append(r.runs, run{letters, person})
	surnames := func(n ...int) {
		for _, k := range n {
			r.parts[person].surnames = append(r.parts[person].surnames, run{letters[:k], person})
		}
	}
	for _, g := range givenParts(fields) {
		r.parts[person].givens = append(r.parts[person].givens, run{[]rune(oneVariant(g)), person})
	}
	switch first := utf8.RuneCountInString(strings.Join(fields[:1], "")); {
	case first < len(letters):
		surnames(first)
	case len(letters) > 4: // its end is not known
		surnames(2, 3)
	case len(letters) == 4:
		surnames(2)
	case len(letters) == 3:
		surnames(1, 2)
	case len(letters) == 2:
		surnames(1)
	}
}

// scanRuns calls fn for each name written without spaces in s, and for each part of parts beside a title.
func (r *Redactor) scanRuns(s string, parts []part, fn func(start, end, person int)) {
	for _, x := range r.runs {
		x.each(s, func(start, end int) { fn(start, end, x.person) })
	}
	r.scanCalled(s, parts, fn)
	for _, p := range parts {
		for _, x := range p.surnames {
			x.each(s, func(start, end int) {
				before, _ := utf8.DecodeLastRuneInString(s[:start])
				if len(x.letters) == 1 && unicode.IsLetter(before) {
					return // the end of another name
				}
				if beginsWithTitle(s[end:]) {
					fn(start, end, x.person)
				}
			})
		}
	}
}

// each calls fn for each occurrence of a run in s, with or without blanks between its letters.
func (x *run) each(s string, fn func(start, end int)) {
	for _, first := range variantsOf(x.letters[0]) {
		x.eachFrom(s, string(first), fn)
	}
}

// eachFrom does what each does, for occurrences that begin with one variant of the first letter.
func (x *run) eachFrom(s, first string, fn func(start, end int)) {
	for at := 0; ; {
		i := strings.Index(s[at:], first)
		if i < 0 {
			return
		}
		start := at + i
		end := start + len(first)
		at = end
		fits := true
		for _, want := range x.letters[1:] {
			rest := s[end:]
			for range 3 {
				if r, n := utf8.DecodeRuneInString(rest); inRun(r) {
					rest = rest[n:]
				}
			}
			r, n := utf8.DecodeRuneInString(rest)
			if oneHan(r) != want {
				fits = false
				break
			}
			end = len(s) - len(rest) + n
		}
		if fits {
			fn(start, end)
			at = end
		}
	}
}

// inRun reports whether a character may be between the letters of a name.
func inRun(r rune) bool {
	return r != '\n' && unicode.IsSpace(r) || isInvisible(r) || strings.ContainsRune("・·‧•=＝", r)
}
