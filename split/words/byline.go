package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Byline returns the names in a line that states who wrote an item, in their order: "By Ann Lee and
// Bo Ek", "Автор: Ирина Белова", "نویسنده: …", "Posted by ann on April 9, 2011". It returns false
// when the line is no byline. Names without a prefix are not recognised here.
func Byline(s string) ([]string, bool) {
	names, _, _, ok := FindByline(s)
	return names, ok
}

// FindByline is Byline that also returns the byte range [start, end) of the names in s. It also
// finds a byline that follows a date or a separator: "April 9, 2011 by Ann Lee", "World | By Ann
// Lee".
func FindByline(s string) (names []string, start, end int, ok bool) {
	if s == "" || len(s) > 400 {
		return nil, 0, 0, false
	}
	l := load()
	for at := 0; at < len(s); {
		if names, start, end, ok = bylineAt(l, s, at); ok {
			return names, start, end, true
		}
		next := nextStart(s, at)
		if next < 0 {
			break
		}
		at = next
	}
	return nil, 0, 0, false
}

// CutByline returns what follows the cue that a line begins with ("By", "Автор:", "كتبت:"), "" when
// there is only the cue; ok is false for a line without a cue. A repeated cue ("By by Ann", from a
// hidden label) is removed twice. A cue without the space behind it ("ByAnn Lee") counts.
func CutByline(s string) (rest string, ok bool) {
	for range 3 {
		next, found := cutCue(s)
		if !found {
			break
		}
		s, ok = next, true
	}
	if !ok {
		return "", false
	}
	return s, true
}

func cutCue(s string) (rest string, ok bool) {
	s = strings.TrimLeftFunc(s, isDecoration)
	if s == "" {
		return "", false
	}
	for _, p := range load().bylines.startingWith(FoldRune(firstRune(s))) {
		if !mayBegin(s, p) {
			continue
		}
		n := prefixLen(s, p)
		if n < 0 {
			continue
		}
		tail := s[n:]
		rest = strings.TrimLeftFunc(tail, isDecoration)
		r := firstRune(rest)
		switch next := firstRune(tail); {
		case rest == "":
			return "", strings.TrimSpace(tail) != tail || tail == "" || p == "by"
		case strings.HasPrefix(strings.TrimLeftFunc(tail, unicode.IsSpace), ":"), next == '：', next == '/',
			next == '／', next == '|':
			return rest, unicode.IsLetter(r)
		case unicode.IsSpace(next):
			if group, ok := cutSmallThe(rest); ok && p == "by" && unicode.IsUpper(firstRune(group)) {
				return rest, true
			}
			if unicode.IsLower(r) && !repeatsBy(rest) || !unicode.IsLetter(r) {
				continue // "by the river"
			}
			if load().weak[p] && p != "by" && !isTwoNames(rest) {
				continue
			}
			if p == "theo" && unicode.IsUpper(firstRune(s)) && isASCII(rest) {
				continue // "Theo" is a name as well; Vietnamese names have accents
			}
			return rest, true
		case p == "by" && (unicode.IsUpper(r) || repeatsBy(rest)) && len(tail) == len(rest):
			return rest, true
		}
	}
	return "", false
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// repeatsBy reports whether a line begins with "by".
func repeatsBy(s string) bool {
	return len(s) > 3 && s[0]|32 == 'b' && s[1]|32 == 'y' && (s[2] == ' ' || s[2] == ':')
}

// isTwoNames reports whether a line begins with two words that have initial capitals or are in a
// script without capitals.
func isTwoNames(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		r := firstRune(w)
		if unicode.IsLower(r) && n == 1 && len(w) <= 3 {
			continue // a particle
		}
		if unicode.IsLower(r) || !unicode.IsLetter(r) {
			return false
		}
		if n++; n == 2 {
			return true
		}
	}
	return false
}

// nextStart returns the next byte offset after at where a byline may begin: after a separator, a
// bracket, or the digits of a date.
func nextStart(s string, at int) int {
	digit := at > 0 // "am" or "pm" may follow a number: "2:30 pm by Ann"
	for i, r := range s[at:] {
		switch {
		case i == 0:
		case r == '|' || r == '•' || r == '·' || r == '–' || r == '—' || r == '/' || r == '-' || r == ',' ||
			r == '\n' || r == '»' || r == '،':
			return at + i + utf8.RuneLen(r)
		case r == ' ' && digit:
			return at + i + 1
		}
		digit = unicode.IsDigit(r) || digit && (r == 'm' || r == 'M' || r == 'a' || r == 'p' || r == 'A' || r == 'P' ||
			r == '.')
	}
	return -1
}

func bylineAt(l *lists, s string, at int) (names []string, start, end int, ok bool) {
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if !isDecoration(r) {
			break
		}
		at += n
	}
	rest := s[at:]
	if rest == "" {
		return nil, 0, 0, false
	}
	for _, p := range l.bylines.startingWith(FoldRune(firstRune(rest))) {
		if !mayBegin(rest, p) {
			continue
		}
		n := prefixLen(rest, p)
		if n < 0 {
			continue
		}
		tail := rest[n:]
		r, size := utf8.DecodeRuneInString(tail)
		colon := false
		switch {
		case r == ':' || r == '：' || r == '/':
			colon = true
			tail = tail[size:]
		case unicode.IsSpace(r):
			if t := strings.TrimLeftFunc(tail, unicode.IsSpace); strings.HasPrefix(t, ":") {
				colon = true
				tail = t[1:]
			}
		default:
			continue
		}
		start = at + len(rest) - len(tail)
		tail = tail[:bylineEnd(l, tail)]
		for { // narrow the range to the names
			r, n := utf8.DecodeRuneInString(tail)
			if n == 0 || !isDecoration(r) {
				break
			}
			tail, start = tail[n:], start+n
		}
		tail = strings.TrimRightFunc(tail, func(r rune) bool { return isDecoration(r) && r != '.' && r != ')' })
		names, _ = nameList(tail)
		if len(names) == 0 {
			continue
		}
		if !colon && l.weak[p] && !looksLikeName(names[0], p) {
			continue
		}
		return names, start, start + len(tail), true
	}
	return nil, 0, 0, false
}

// prefixLen returns how many bytes of s the folded prefix p covers, -1 when s does not begin with
// it.
func prefixLen(s, p string) int {
	i := 0
	prevSpace := false
	for _, want := range p {
		for {
			if i >= len(s) {
				return -1
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if unicode.IsSpace(r) {
				if prevSpace {
					continue
				}
				if want != ' ' {
					return -1
				}
				prevSpace = true
				break
			}
			f := FoldRune(r)
			if f == 0 {
				continue
			}
			prevSpace = false
			if f != want {
				return -1
			}
			break
		}
	}
	return i
}

// bylineEnd returns the byte offset where the names end: at a separator, a number, or a word that
// begins a date or place ("on", "am").
func bylineEnd(l *lists, s string) int {
	end := len(s)
	for i, r := range s {
		if r == '|' || r == '•' || r == '·' || r == '–' || r == '—' || r == '(' || r == '[' || r == ';' || r == '\n' ||
			r == '»' || r == '→' || unicode.IsDigit(r) ||
			r == '/' && i > 0 || r == '.' && i+1 < len(s) && s[i+1] == ' ' && !initialBefore(s, i) {
			end = i
			break
		}
	}
	f := strings.ToLower(s[:end])
	if len(f) != end {
		return end // lower-casing changed lengths; keep this end
	}
	for _, stop := range l.bylineStops {
		stop := " " + stop + " "
		if i := strings.Index(f, stop); i > 0 {
			end = min(end, i)
		}
	}
	return end
}

// initialBefore reports whether the dot at i ends an initial or a title ("J.",
// "Dr.").
func initialBefore(s string, i int) bool {
	j := strings.LastIndexFunc(s[:i], func(r rune) bool { return r == ' ' || r == '.' })
	return utf8.RuneCountInString(s[j+1:i]) <= 3
}

// SeveralNames reads a text that is a list of full names, "Ann Lee, Bo Ek and Cy Dahl", perhaps with offices
// and large cities beside them, or one name with such; nil for any other.
func SeveralNames(s string) []string {
	names, letters := nameList(s)
	beside := letters > 0
	for _, n := range names {
		if !looksLikeName(n, "") || IsOffice(n) {
			return nil
		}
		letters += CountLetters(n)
	}
	const conjunction = 6 // letters of the word before the last
	if len(names) == 0 || len(names) < 2 && !beside || letters+conjunction < CountLetters(s) {
		return nil
	}
	return names
}

// Authors returns the names of persons in a text that states nothing but authors, as somebody types them into a
// field or a page into its metadata: a cue is left out ("By Ann Lee and Bo Ek"), several are separated by
// semicolons, or else by commas and conjunctions. Semicolons alone separate where there are any, so that "Fish
// and Food" can be one name.
func Authors(s string) []string {
	out := []string{}
	pieces := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";；\n", r) })
	several := strings.ContainsAny(s, ";；")
	for _, p := range pieces {
		p, cue := cutTypedCue(strings.Join(strings.Fields(p), " "))
		names := []string{p}
		if !several {
			names = SeveralNames(p)
			if names == nil && cue {
				names, _ = nameList(p[:bylineEnd(load(), p)])
			}
			if names == nil {
				names = strings.FieldsFunc(p, func(r rune) bool { return strings.ContainsRune(",،、，", r) })
			}
		}
		for _, n := range names {
			if n = strings.TrimSpace(n); CountLetters(n) > 0 {
				out = append(out, n)
			}
		}
	}
	return out
}

// cutTypedCue is CutByline for a text that can be nothing but authors: a name in lower case after "by" is one,
// too. A text of the cue alone is returned as it is.
func cutTypedCue(s string) (rest string, ok bool) {
	if rest, ok = CutByline(s); ok && rest != "" {
		return rest, true
	}
	l := load()
	for _, p := range l.bylines.startingWith(FoldRune(firstRune(s))) {
		n := prefixLen(s, p)
		if n < 0 || l.weak[p] && p != "by" {
			continue
		}
		if r := firstRune(s[n:]); r != ':' && r != '：' && !unicode.IsSpace(r) {
			continue
		}
		if rest := strings.TrimLeftFunc(s[n:], isDecoration); rest != "" {
			return rest, true
		}
	}
	return s, false
}

var nameSeparators = [...]string{", and ", " and ", " & ", " und ", " et ", " y ", " e ", " i ", " og ", " och ",
	" ja ", " en ", " și ", " a ", " и ", " та ", " і ", " ve ", " dan ", " và ", " και ", " és ", " و ", " و", " ו",
	"、", "，", "،", ", ", ",", " / ", " with "}

// nameList returns the names of a byline, nil when the text cannot be names, and how many letters of it are
// those of offices and places beside names.
func nameList(s string) (names []string, beside int) {
	parts := []string{s}
	for _, sep := range nameSeparators {
		var next []string
		for _, p := range parts {
			next = append(next, cutNames(p, sep)...)
		}
		parts = next
	}
	for i, p := range parts {
		p = strings.TrimFunc(p, func(r rune) bool { return isDecoration(r) && r != '.' && r != ')' })
		p = strings.Join(strings.Fields(p), " ")
		if len(names) == 0 {
			p = strings.TrimPrefix(p, "the ")
		}
		if p == "" {
			continue
		}
		if i > 0 && (load().roles[Fold(p)] || len(names) > 0 && startsLower(p)) {
			break
		}
		if len(names) > 0 && (IsOffice(p) || IsPlaceBeside(p, names[len(names)-1])) {
			beside += CountLetters(p)
			continue
		}
		if !isPlausibleName(p) {
			break
		}
		names = append(names, p)
	}
	return names, beside
}

// cutNames splits s at sep, unless a piece would be no name.
func cutNames(s, sep string) []string {
	if !strings.Contains(s, sep) {
		return []string{s}
	}
	pieces := strings.Split(s, sep)
	if sep == " a " || sep == " e " || sep == " i " || sep == " en " || sep == " y " || sep == " و" || sep == " ו" {
		// Short words and joining letters also occur inside names, so both sides must be full names
		// of two words.
		for _, p := range pieces {
			if len(strings.Fields(p)) < 2 {
				return []string{s}
			}
		}
	}
	return pieces
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isPlausibleName reports whether s has the form of a name: at most six words, no digits, not a
// sentence.
func isPlausibleName(s string) bool {
	n := utf8.RuneCountInString(s)
	fields := strings.Fields(s)
	if n < 2 || n > 60 || len(fields) > 6 {
		return false
	}
	for _, r := range s {
		if unicode.IsDigit(r) || r == '?' || r == '!' || r == ':' || r == '"' || r == '”' || r == '“' || r == '…' {
			return false
		}
	}
	return true
}

// looksLikeName reports whether s looks like a person's name in its script: two words or more, each with
// a capital where the script has capitals, particles excepted. After "by" one capitalised word is
// enough ("By Staff").
func looksLikeName(s, prefix string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 && prefix != "by" && prefix != "oleh" {
		return false
	}
	caps, lower := 0, 0
	for _, w := range fields {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(w, isDecoration))
		switch {
		case unicode.IsUpper(r):
			caps++
		case unicode.IsLower(r):
			if utf8.RuneCountInString(w) > 3 {
				return false
			}
			lower++
		default:
			caps++ // a script without capitals
		}
	}
	return caps > lower && caps > 0
}
