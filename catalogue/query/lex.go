package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue/field"
)

type tokenKind uint8

const (
	tokEnd    tokenKind = iota
	tokWord             // a run without spaces, brackets or quotation marks
	tokPhrase           // between quotation marks
	tokOpen             // (
	tokClose            // )
	tokAnd
	tokOr
	tokNot   // NOT, or a minus at the beginning of a word
	tokField // name and colon with something directly after it
)

// token is one lexical piece. text is the word as typed, the phrase without its
// marks, or the field's name in lower case.
type token struct {
	kind       tokenKind
	start, end int // bytes in the query
	text       string
	slop       int  // phrases
	whole      bool // tokField with = after its colon
	minus      bool // tokNot written as a minus
}

type lexer struct {
	src    string
	pos    int
	fields *field.Set
	// address reports that the next word is an address, in which ~ and : are ordinary characters.
	address bool
	// literal reports that the next phrase is a value, in which * is an ordinary character.
	literal bool
}

// Double quotation marks of all scripts. Those of one group close each other,
// because keyboards and word processors mix them.
const (
	quotesHigh   = "\"“”„‟＂〝〞〟❝❞⹂"
	quotesAngle  = "«»"
	quotesSingle = "‘’‚‛" // also apostrophes, see quoteAt
	quotesGuille = "‹›"
)

var quotePairs = map[rune]string{'「': "」", '『': "』", '《': "》", '〈': "〉", '｢': "｣"}

// closingMarks returns the marks that close a quotation opened by r, "" when r opens none.
func closingMarks(r rune) string {
	for _, group := range []string{quotesHigh, quotesAngle, quotesGuille} {
		if strings.ContainsRune(group, r) {
			return group
		}
	}
	return quotePairs[r]
}

func isClosingOnly(r rune) bool { return strings.ContainsRune("」』》〉｣", r) }

// isSearchable reports whether r is part of a word.
func isSearchable(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func hasSearchable(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

func (l *lexer) fail(start, end int, format string, args ...any) error {
	return &SyntaxError{Offset: start, Length: end - start, Message: fmt.Sprintf(format, args...)}
}

func (l *lexer) peek() (rune, int) { return utf8.DecodeRuneInString(l.src[l.pos:]) }

// readToken returns the next token; at the end, one of kind tokEnd.
func (l *lexer) readToken() (token, error) {
	address, literal := l.address, l.literal
	l.address, l.literal = false, false
	for l.pos < len(l.src) {
		r, n := l.peek()
		if !unicode.IsSpace(r) {
			break
		}
		l.pos += n
	}
	start := l.pos
	if start == len(l.src) {
		return token{kind: tokEnd, start: start, end: start}, nil
	}
	r, n := l.peek()
	switch {
	case r == '(' || r == '（':
		l.pos += n
		return token{kind: tokOpen, start: start, end: l.pos}, nil
	case r == ')' || r == '）':
		l.pos += n
		return token{kind: tokClose, start: start, end: l.pos}, nil
	case closingMarks(r) != "":
		return l.readPhrase(closingMarks(r), n, literal)
	case strings.ContainsRune(quotesSingle, r):
		if l.singleCloses(start + n) {
			return l.readPhrase("", n, literal)
		}
	case r == '-' || r == '−' || r == '－':
		if l.negates(start + n) {
			l.pos += n
			return token{kind: tokNot, start: start, end: l.pos, minus: true}, nil
		}
	}
	return l.readWord(address)
}

// negates reports whether a minus that ends at the given offset means NOT: when a term follows it directly, as
// opposed to a dash between words.
func (l *lexer) negates(after int) bool {
	rest := strings.TrimLeft(l.src[after:], "-")
	r, _ := utf8.DecodeRuneInString(rest)
	return isSearchable(r) || r == '(' || r == '（' || closingMarks(r) != "" ||
		rest != "" && strings.ContainsRune(quotesSingle, r)
}

// singleClosers are the marks that end a quotation in single curly marks.
const singleClosers = "’‘‛"

// singleClose returns the offset of the single curly mark that closes a
// quotation whose content begins at from, or -1: the first one that no letter
// follows, since the same character is the apostrophe of "don’t".
func (l *lexer) singleClose(from int) int {
	for i, r := range l.src[from:] {
		if i == 0 || !strings.ContainsRune(singleClosers, r) {
			continue
		}
		after, _ := utf8.DecodeRuneInString(l.src[from+i+utf8.RuneLen(r):])
		if !isSearchable(after) {
			return from + i
		}
	}
	return -1
}

func (l *lexer) singleCloses(from int) bool { return l.singleClose(from) >= 0 }

// readPhrase reads a quotation whose opening mark of n bytes is at pos. closing is the set of marks that end it; ""
// means single curly marks. In a literal one a star is an ordinary character.
func (l *lexer) readPhrase(closing string, n int, literal bool) (token, error) {
	start := l.pos
	body := start + n
	var end, after int
	if closing == "" {
		end = l.singleClose(body)
	} else if i := strings.IndexAny(l.src[body:], closing); i >= 0 {
		end = body + i
	} else {
		end = -1
	}
	if end < 0 {
		return token{}, l.fail(start, len(l.src), "this quotation mark is never closed; put one behind the last "+
			"word of the phrase, or take it away")
	}
	_, m := utf8.DecodeRuneInString(l.src[end:])
	after = end + m
	t := token{kind: tokPhrase, start: start, end: after, text: l.src[body:end]}
	if i := strings.IndexByte(t.text, '*'); i >= 0 && !literal {
		return token{}, l.fail(body+i, body+i+1, "a * does not widen words inside quotation marks, where every word "+
			"is taken exactly; take it away, or write the word outside: word*")
	}
	if after < len(l.src) && l.src[after] == '~' {
		digits := after + 1
		stop := digits
		for stop < len(l.src) && l.src[stop] >= '0' && l.src[stop] <= '9' {
			stop++
		}
		if stop == digits {
			return token{}, l.fail(after, after+1, "after ~ the number of words allowed between is missing; "+
				"write ~5")
		}
		for _, c := range l.src[digits:stop] {
			if t.slop = t.slop*10 + int(c-'0'); t.slop > MaxSlop {
				return token{}, l.fail(digits, stop, "at most %d words are allowed between; write ~%d, or join the "+
					"words with AND", MaxSlop, MaxSlop)
			}
		}
		t.end = stop
	}
	l.pos = t.end
	return t, nil
}

// readWord reads a run up to a space, bracket or quotation mark and distinguishes operators, field names and words.
func (l *lexer) readWord(address bool) (token, error) {
	start := l.pos
	for l.pos < len(l.src) {
		r, n := l.peek()
		if unicode.IsSpace(r) || r == '(' || r == ')' || r == '（' || r == '）' || isClosingOnly(r) && l.pos > start ||
			closingMarks(r) != "" && l.pos > start {
			break
		}
		if (r == ':' || r == '：') && !address {
			if t, ok, err := l.readField(start, l.pos, l.pos+n); ok || err != nil {
				return t, err
			}
		}
		l.pos += n
	}
	text := l.src[start:l.pos]
	t := token{kind: tokWord, start: start, end: l.pos, text: text}
	switch text {
	case "AND":
		t.kind = tokAnd
	case "OR":
		t.kind = tokOr
	case "NOT":
		t.kind = tokNot
	case "&&":
		return t, l.fail(start, l.pos, "write AND, or nothing at all, instead of &&")
	case "||", "|":
		return t, l.fail(start, l.pos, "write OR instead of %s", text)
	}
	if strings.HasPrefix(text, "!") && l.negates(start+1) {
		return t, l.fail(start, start+1, "write - or NOT instead of !")
	}
	return t, nil
}

// readField returns what a colon within a run means: the end of a field's name, an unknown field (an error), or
// nothing special ("12:30", "Talks: a summary").
func (l *lexer) readField(start, colon, after int) (token, bool, error) {
	name := strings.TrimLeftFunc(l.src[start:colon], func(r rune) bool { return !isSearchable(r) && r != '_' })
	start = colon - len(name)
	lower := strings.ToLower(name)
	next, n := utf8.DecodeRuneInString(l.src[after:])
	whole := next == '=' || next == '＝'
	def, known := l.fields.Get(lower)
	known = known && lower != ""
	if whole && known && def.Whole {
		after += n
		next, _ = utf8.DecodeRuneInString(l.src[after:])
	}
	bare := after == len(l.src) || unicode.IsSpace(next) || next == ')' || next == '）'
	if known {
		switch {
		case bare:
			return token{}, false, l.fail(start, after, "%s: needs a value directly behind the colon, as in %s", lower,
				def.Example)
		case def.Whole:
			l.literal = whole
		case def.Analyser == field.Address: // an address may begin with =
			whole = false
		case whole:
			return token{}, false, l.fail(after, after+n,
				"= asks for a whole value, as in %s, and goes with %s only; take it away",
				wholeExample, joinWords(l.fieldNames(func(f *field.Field) bool { return f.Whole }), "and"))
		}
		l.pos = after
		l.address = def.Analyser == field.Address || def.Analyser == field.Outlet
		return token{kind: tokField, start: start, end: after, text: lower, whole: whole}, true, nil
	}
	if bare || name == "" || strings.ContainsFunc(name,
		func(r rune) bool { return !unicode.IsLetter(r) && r != '_' }) {
		return token{}, false, nil
	}
	if strings.HasPrefix(l.src[after:], "//") {
		return token{}, false, l.fail(start, after, "to look for an address, write url: before it, as in "+
			"url:example.org/news")
	}
	hint := "."
	if near := l.nearestField(lower); near != "" {
		hint = fmt.Sprintf("; did you mean %s: instead?", near)
	}
	all := l.fieldNames(func(f *field.Field) bool { return f.Name != "" })
	return token{}, false, l.fail(start, after, "there is no field %q%s The fields are %s; to search for these very "+
		"words, put quotation marks around them all",
		clip(name), hint, strings.Join(all, " "))
}

// fieldNames returns the names of fields with their colons.
func (l *lexer) fieldNames(which func(*field.Field) bool) []string {
	var out []string
	for _, f := range l.fields.All() {
		if which(f) {
			out = append(out, f.Name+":")
		}
	}
	return out
}

// clip shortens a part of the query for a message.
func clip(s string) string {
	if utf8.RuneCountInString(s) > 30 {
		return string([]rune(s)[:30]) + "…"
	}
	return s
}

// nearestField returns the field whose name is one or two letters away, or for which it is a name in other
// programs.
func (l *lexer) nearestField(name string) string {
	best, at := "", 3
	for _, f := range l.fields.All() {
		if slices.Contains(f.Also, name) {
			return f.Name
		}
		if d := distance(name, f.Name); d < at && d < len(f.Name)-1 {
			best, at = f.Name, d
		}
	}
	return best
}

// distance returns the Levenshtein distance in bytes; for names longer than 12 bytes it returns a large number.
func distance(a, b string) int {
	if len(a) > 12 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diag, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diag+cost)
		}
	}
	return row[len(b)]
}
