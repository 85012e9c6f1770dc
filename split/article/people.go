package article

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/split/dates"
	"cuttings/split/words"
)

// cutBy removes a byline cue from the front of a line; ok reports whether there was one.
func cutBy(s string) (rest string, ok bool) {
	rest, ok = words.CutByline(s)
	return collapseSpace(rest), ok
}

// cutMarkedCue removes a cue from a text that markup marks as author: "by ann", "von Redaktion".
func cutMarkedCue(s string) string {
	s = collapseSpace(s)
	cue, rest, ok := strings.Cut(s, " ")
	if _, by := cutBy(s); !by && ok && markedCues[strings.ToLower(cue)] && !strings.Contains(rest, " ") {
		return rest
	}
	return s
}

func isDeskName(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if deskWords[strings.ToLower(strings.Trim(w, ".,'’"))] {
			return true
		}
	}
	return strings.Contains(s, ".com") || strings.Contains(s, ".org") || strings.Contains(s, ".net")
}

// hasNameForm reports whether a short text has the form of a person's name: two to four words, each
// with a capital and a lower-case letter, or an initial.
func hasNameForm(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) {
			if n > 0 && (w == "de" || w == "van" || w == "von" || w == "der" || w == "da" || w == "del" || w == "la" ||
				w == "bin" || w == "al") {
				continue
			}
			return false
		}
		rest := w[size:]
		if rest != "" && rest != "." {
			if x, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(x) ||
				strings.ContainsAny(rest, ":!?,|/0123456789&") {
				return false
			}
		}
		low := strings.ToLower(strings.Trim(w, "."))
		if roleWords[low] || deskWords[low] || calendarWords[low] {
			return false
		}
		n++
	}
	return n >= 2 && n <= 4
}

// hasPersonForm is hasNameForm that also accepts a name all in capitals and, in scripts without capitals,
// any few words.
func hasPersonForm(s string) bool {
	if hasNameForm(s) {
		return true
	}
	if !isCased(s) {
		n := len([]rune(s))
		return n >= 2 && n <= 40 && len(strings.Fields(s)) <= 4
	}
	if s != strings.ToUpper(s) || strings.ContainsAny(s, ":!?,|/0123456789&@") {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		w = strings.Trim(w, ".")
		if roleWords[w] || deskWords[w] || calendarWords[w] {
			return false
		}
		n++
	}
	return n >= 2 && n <= 4
}

// firstWords returns at most n words of s, from the first on, with single spaces.
func firstWords(s string, n int) string {
	w := strings.Fields(s)
	return strings.Join(w[:min(n, len(w))], " ")
}

// agencies whose names follow a reporter's name without a separator.
var agencies = []string{" The Associated Press", " Associated Press", " The Canadian Press", " Reuters", " AFP",
	" dpa", " EFE", " ANSA"}

// personsIn returns the persons of one byline text: strict without outlets, desks and roles, wide with
// them. Lists are split, dates and handles dropped.
func (f *facts) personsIn(raw string) (strict, wide []string) {
	strict, wide, _ = f.peopleBeside(raw)
	return strict, wide
}

// peopleBeside is people that also returns how many bytes of the text are offices and places beside the names.
func (f *facts) peopleBeside(raw string) (strict, wide []string, beside int) {
	s := decodeEntities(collapseSpace(raw))
	if len(s) > 400 || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil, nil, 0
	}
	if rest, ok := cutBy(s); ok && rest != "" {
		s = rest
	}
	if !f.without[ruleOfficeBeside] {
		s = withoutOffice(s)
	}
	if n := bodyName(s); n > 0 {
		wide, s = append(wide, trimName(s[:n])), s[n:]
	}
	before, named := "", "" // the piece and the name before
	for piece := range eachPerson(s) {
		if before != "" && isBesideName(piece, before) {
			continue
		}
		before = cmp.Or(strings.TrimSpace(piece), before)
		name := trimName(f.behindMenu(piece))
		if words.IsOffice(strings.TrimSpace(piece)) || words.IsPlaceBeside(name, named) {
			beside += len(piece)
			continue
		}
		if name == "" || notNames[strings.ToLower(name)] || words.IsNoPerson(name) || dates.OnlyFillers(name) ||
			f.menuNames()[nameKey(name)] && !hasPersonForm(name) || named != "" && describesPerson(name) ||
			f.areCommonWords(name) {
			continue
		}
		w := strings.Fields(name)
		first := strings.ToLower(strings.Trim(w[0], ".,"))
		switch {
		case len(w) > 9, len(name) > 90:
			continue
		case roleWords[first] && !(len(w) >= 2 && isDeskName(name) && f.siteLike(name) > 0):
			if len(wide) > 0 || len(w) < 2 {
				continue
			}
			wide = append(wide, name)
			continue
		}
		wide, named = append(wide, name), name
		if isDeskName(name) || f.siteLike(name) >= 0.9 || len(w) > 6 || strings.ContainsAny(name, "@") {
			continue
		}
		strict = append(strict, name)
	}
	return strict, wide, beside
}

// behindMenu removes the name of a section, as in the page's menu, from the front of a byline:
// "Politics By Ann Lee".
func (f *facts) behindMenu(s string) string {
	for i, r := range s {
		if r == ' ' && f.menuNames()[nameKey(s[:i])] {
			if rest, ok := cutBy(s[i+1:]); ok {
				return rest
			}
		}
	}
	return s
}

// nameSeparators separate names or end a list of them; those of three letters match in either case.
var nameSeparators = [...]string{" and ", " & ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " ve ", " и ",
	" with ", " mit ", " for ", " | ", " in ", " on ", " at ", " Updated", " Published", " Posted", " via "}

// eachPerson returns an iterator over the pieces of a list of names.
func eachPerson(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		depth := 0
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRuneInString(s[i:])
			skip := 0
			switch r {
			case '(', '[':
				if depth == 0 && !yield(s[start:i]) {
					return
				}
				depth++
			case ')', ']':
				depth = max(0, depth-1)
				start = i + size
			case ',', ';', '|', '•', '·', '/', '、', '，', '—', '–', '\n', '+', '*', '►', '→':
				skip = size
			case '-':
				if i > 0 && s[i-1] == ' ' {
					skip = size
				}
			case ' ':
				for _, w := range nameSeparators {
					if strings.HasPrefix(s[i:], w) || len(w) == 5 && len(s)-i >= 5 && strings.EqualFold(s[i:i+5], w) {
						skip = len(w)
						break
					}
				}
			}
			if skip > 0 && depth == 0 {
				if !yield(s[start:i]) {
					return
				}
				start = i + skip
				i = start
				continue
			}
			i += size
		}
		if depth == 0 && start < len(s) {
			yield(s[start:])
		}
	}
}

// withoutFillers is the words of a byline before a date without those that introduce the date:
// "Ann Lee am 3.", "Ann Lee published".
func withoutFillers(w []string) []string {
	for len(w) > 0 && dates.OnlyFillers(w[len(w)-1]) {
		w = w[:len(w)-1]
	}
	return w
}

// ruleOfficeBeside is the rule that the word for a reporter that Chinese, Japanese and Korean
// bylines set beside a name is no part of it.
const ruleOfficeBeside = "office_beside"

// withoutOffice takes that word off: "记者王一" is "王一", "김하나 기자" is "김하나". An outlet set before it with
// an equals sign goes with it.
func withoutOffice(s string) string {
	if isCased(s) {
		return s
	}
	for _, office := range officeWords {
		if rest, ok := strings.CutPrefix(s, office); ok && utf8.RuneCountInString(rest) <= 4 && allHan(rest) {
			return rest
		}
		if rest, ok := strings.CutSuffix(s, office); ok {
			if name := strings.TrimRight(rest, " "); name != rest || allHan(rest) {
				s = name[strings.LastIndexByte(name, '=')+1:]
				return strings.TrimSpace(s)
			}
		}
	}
	return s
}

// allHan reports whether a text is two Han characters or more and nothing else.
func allHan(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
		n++
	}
	return n >= 2
}

// trimName removes what is no part of a name from both ends: marks, dates, times.
func trimName(s string) string {
	s = strings.Trim(s, " \t\n.,:;|-–—·•*\"“”'()[]<>\u00a0​")
	w := strings.Fields(s)
	for i, x := range w {
		low := strings.ToLower(strings.Trim(x, ".,"))
		if r, _ := utf8.DecodeRuneInString(x); unicode.IsDigit(r) || i > 1 && calendarWords[low] ||
			i == 0 && calendarWords[low] && len(w) > 1 && w[1][0] >= '0' && w[1][0] <= '9' {
			w = withoutFillers(w[:i])
			break
		}
		if at := strings.IndexByte(x, '@'); at == 0 || at > 0 && i > 0 && !strings.Contains(x[at:], ".") {
			if w = w[:i]; at > 0 {
				w = append(w, x[:at]) // a handle without the space before it
			}
			break
		}
	}
	for i, x := range w {
		// A role without the space before it: "Ann LeeSenior Correspondent".
		for at := 1; at < len(x)-2 && i > 0; at++ {
			if x[at-1] >= 'a' && x[at-1] <= 'z' && x[at] >= 'A' && x[at] <= 'Z' &&
				(roleWords[strings.ToLower(x[at:])] || deskWords[strings.ToLower(x[at:])]) {
				w = append(w[:i:i], x[:at])
				break
			}
		}
		if i >= len(w) {
			break
		}
		// Footnote numbers attached to names.
		if t := strings.TrimRight(x, "0123456789"); len(t) > 2 && len(t) < len(x) &&
			unicode.IsLower(rune(t[len(t)-1])) {
			w[i] = t
		}
	}
	s = strings.Trim(strings.Join(w, " "), " .,:;|-–—·•*\"“”")
	// A role attached to the name, unless the whole is a role: "Our Foreign Staff".
	n := strings.Fields(s)
	if len(n) > 0 && (strings.EqualFold(n[0], "our") || strings.EqualFold(n[0], "the") ||
		roleWords[strings.ToLower(n[0])]) {
		n = nil
	}
	for ; len(n) > 2; n = n[:len(n)-1] {
		last := strings.ReplaceAll(strings.ToLower(strings.Trim(n[len(n)-1], ".,")), ".", "")
		if !roleWords[last] || last == "lead" || last == "ms" || last == "ba" {
			s = strings.Join(n, " ")
			break
		}
		s = strings.Join(n[:len(n)-1], " ")
	}
	s = cutDegrees(s)
	for _, a := range agencies {
		if t := strings.TrimSuffix(s, a); len(t) > 4 && strings.Contains(t, " ") {
			s = t
		}
	}
	letter := false
	for _, r := range s {
		letter = letter || unicode.IsLetter(r)
	}
	if !letter {
		return ""
	}
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	return s
}
