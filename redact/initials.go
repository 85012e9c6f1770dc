package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/split/words"
)

// span is a half-open range of bytes that names a person.
type span struct {
	start, end, person int
	widened            bool // by initials beside it
}

var (
	// initialBefore is an initial or short given name directly before a name: groups: the word, and what is
	// between.
	initialBefore = regexp.MustCompile(`([\p{L}\p{M}]+)(\.?[\p{Zs}\t]{0,2}(?:\r?\n)?-?)$`)
	// initialBehind is an initial or short given name directly after a name, with or without a comma; groups:
	// what is between, the word, and a dot.
	initialBehind = regexp.MustCompile(`^(\.?[,،，]?[\p{Zs}\t]{0,2}(?:\r?\n)?-?)([\p{L}\p{M}]+)(\.?)`)
	// nameAfterInitials matches the beginning of a name to which initials before it belong.
	nameAfterInitials = regexp.MustCompile(`^(?:\.?[\p{Zs}-]*\p{Lu}\.)*\.?\p{Zs}+\p{Lu}[\p{L}’']`)
	// dayBehind matches a day of the month after an abbreviated month: "Mar. 3".
	dayBehind = regexp.MustCompile(`^\.?\p{Zs}+\d`)
	// endAfterInitials matches what may follow initials without a dot.
	endAfterInitials = regexp.MustCompile(`^(?:$|[,;.:)\]\r\n،，])`)
)

// initialsRange is the number of bytes before and after a name that are searched.
const initialsRange = 64

// widen returns the spans of s with the initials and short given names of the same person that
// are directly beside them.
func (r *Redactor) widen(s string, spans []span) []span {
	for i := range spans {
		x := &spans[i]
		for r.widenBefore(s, x) {
			x.widened = true
		}
		for r.widenBehind(s, x) {
			x.widened = true
		}
	}
	return spans
}

func (r *Redactor) widenBefore(s string, x *span) bool {
	from := max(0, x.start-initialsRange)
	m := initialBefore.FindStringSubmatchIndex(s[from:x.start])
	if m == nil || m[4] == m[5] {
		return false
	}
	word, gap := s[from+m[2]:from+m[3]], s[from+m[4]:x.start]
	if before, _ := utf8.DecodeLastRuneInString(s[:from+m[2]]); unicode.IsDigit(before) || before == '@' {
		return false
	}
	dot := strings.HasPrefix(gap, ".")
	p := &r.parts[x.person]
	if !dot && gap != "" && p.article(s[:from+m[2]], word, gap) {
		x.start = from + m[2]
		return true
	}
	if !p.isInitialOf(word, dot) && !(dot && isInitial(word) && word != "M" &&
		(x.widened || p.startsWithSurname(s[x.start:x.end]))) {
		return false // "M." is also Monsieur
	}
	x.start = from + m[2]
	return true
}

// article reports whether a word before the person's surname is its Arabic article; gap is what is between. Of a
// name that is not known as Arabic, "al" in small letters behind a word without a capital is Spanish or Italian for
// "to the".
func (p *part) article(before, word, gap string) bool {
	switch {
	case !arabicArticles[strings.ToLower(word)]:
		return false
	case p.arabic || strings.ContainsFunc(gap, isHyphen):
		return true
	case word == "Al",
		word == "al" && slices.ContainsFunc(p.last, func(l string) bool { return strings.HasSuffix(l, "i") }):
		return true
	case word != "al" && word != "el":
		return false
	}
	ws := wordsOf(before[max(0, len(before)-initialsRange):], readPlain)
	return len(ws) > 0 && ws[len(ws)-1].capital &&
		isNameGap(before[max(0, len(before)-initialsRange)+ws[len(ws)-1].end:]) &&
		!strings.ContainsAny(before[max(0, len(before)-initialsRange)+ws[len(ws)-1].end:], ".,;")
}

func (r *Redactor) widenBehind(s string, x *span) bool {
	m := initialBehind.FindStringSubmatchIndex(s[x.end:min(len(s), x.end+initialsRange)])
	if m == nil || m[2] == m[3] {
		return false
	}
	gap, word, dot := s[x.end:x.end+m[3]], s[x.end+m[4]:x.end+m[5]], m[6] < m[7]
	rest := s[x.end+m[5]:]
	if !isInitial(word) && dayBehind.MatchString(rest) {
		return false
	}
	if strings.HasPrefix(gap, ".") && !endsInInitial(s[x.start:x.end]) {
		return false // a new sentence
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsDigit(next) || isApostrophe(next) || !dot && !endAfterInitials.MatchString(rest) {
		return false
	}
	p := &r.parts[x.person]
	unknown := func() bool {
		if !dot || !isInitial(word) || nameAfterInitials.MatchString(rest) {
			return false
		}
		after, _ := utf8.DecodeRuneInString(rest[1:])
		return x.widened || p.startsWithSurname(s[x.start:x.end]) && !unicode.IsLetter(after) // not "U.S.", "M.P."
	}
	if !p.isInitialOf(word, dot) && !unknown() {
		return false
	}
	x.end += m[5]
	return true
}

// continues reports whether a span and the one before it in s are one name with an initial within. They get one
// bar, because two would show the number of words.
func (x *span) continues(before *span, s string) bool {
	return (x.widened || before.widened) && x.person == before.person &&
		strings.Trim(s[before.end:x.start], " \u00a0.") == "" && isNameGap(s[before.end:x.start]) &&
		(!strings.Contains(s[before.end:x.start], ".") || endsInInitial(s[before.start:before.end]))
}

// isInitial reports whether a word is one capital.
func isInitial(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsUpper(r)
}

// endsInInitial reports whether the last word of a text has one letter.
func endsInInitial(s string) bool {
	ws := wordsOf(s, readPlain)
	return len(ws) > 0 && utf8.RuneCountInString(ws[len(ws)-1].fold) == 1
}

// startsWithSurname reports whether s begins with the person's surname.
func (p *part) startsWithSurname(s string) bool {
	ws := wordsOf(s, readPlain)
	return len(ws) > 0 && slices.ContainsFunc(p.last, func(l string) bool {
		return ws[0].fold == l || slices.Contains(ws[0].others, l) || isInflected(ws[0].fold, l, false)
	})
}

// isInitialOf reports whether a word beside the person's name abbreviates one of its words: "M", "Zs.", "Alex.",
// "v." of "van", and "MS" for both of two.
func (p *part) isInitialOf(word string, dot bool) bool {
	const most = 4 // letters
	r, _ := utf8.DecodeLastRuneInString(word)
	if unicode.IsLower(r) && (titlesBefore[words.Fold(word)] || titlesBehind[words.Fold(word)]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(word)
	letters := utf8.RuneCountInString(word)
	if letters > most {
		return false
	}
	short := func(fold string) bool {
		return slices.ContainsFunc(p.words, func(w string) bool {
			return strings.HasPrefix(w, fold) && (!unicode.IsLower(first) || particles[w])
		})
	}
	for _, fold := range foldsOf(word) {
		if fold != "" && (dot || letters == 1 && unicode.IsUpper(first)) && short(fold) {
			return true
		}
	}
	if dot || letters < 2 || word != strings.ToUpper(word) || word == strings.ToLower(word) {
		return false
	}
	for _, r := range foldsOf(word)[0] {
		if !short(string(r)) {
			return false
		}
	}
	return true
}
