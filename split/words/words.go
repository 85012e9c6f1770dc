// Package words is the lexicon the splitters share: continuation marks ("Read more"), comment
// counts, share buttons, filing lines ("Filed under: World") and byline prefixes in many languages.
// All functions are pure, take visible text and are safe for concurrent use.
package words

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// lists is the compiled lexicon; its keys are folded.
type lists struct {
	marks       *phrases      // whole marks
	markStarts  byFirstLetter // marks that a title may follow: "continue reading"
	markEnds    []string      // marks that a title may precede: "devamını oku"
	markLast    [256]bool     // the last bytes of markEnds
	comments    *phrases
	noComments  *phrases
	share       *phrases
	bylines     byFirstLetter // prefixes
	filings     byFirstLetter
	bylineStops []string
	weak        map[string]bool // prefixes that ordinary phrases begin with too ("Di Roma", "Text")
	roles       map[string]bool // words that follow a name and are no part of it
}

var load = sync.OnceValue(func() *lists {
	marks, reactions, cues := readTables("marks"), readTables("reactions"), readTables("bylines")
	l := &lists{marks: newPhrases(foldAll(marks["mark"])), comments: newPhrases(foldAll(reactions["comment"])),
		noComments: newPhrases(foldAll(reactions["no_comment"])), share: newPhrases(foldAll(reactions["share"]))}
	l.markStarts = newByFirstLetter(marks["before"])
	l.markEnds = foldedByLength(marks["after"])
	l.bylines = newByFirstLetter(cues["cue"])
	l.filings = newByFirstLetter(readTables("filing")["line"])
	l.bylineStops = foldedByLength(cues["stop"])
	l.weak, l.roles = foldedSet(cues["weak"]), foldedSet(cues["role"])
	for _, m := range l.markEnds {
		l.markLast[m[len(m)-1]] = true
	}
	return l
})

// foldedByLength returns the entries folded, longest first, so that the first matching prefix is the
// longest.
func foldedByLength(list []string) []string {
	out := foldAll(list)
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// byFirstLetter has phrases by first letter, longest first.
type byFirstLetter struct {
	ascii [utf8.RuneSelf][]string
	other map[rune][]string
}

func newByFirstLetter(list []string) (d byFirstLetter) {
	d.other = map[rune][]string{}
	for _, e := range foldedByLength(list) {
		if r := firstRune(e); r < utf8.RuneSelf {
			d.ascii[r] = append(d.ascii[r], e)
		} else {
			d.other[r] = append(d.other[r], e)
		}
	}
	return d
}

func (d *byFirstLetter) startingWith(r rune) []string {
	if r >= 0 && r < utf8.RuneSelf {
		return d.ascii[r]
	}
	return d.other[r]
}

// mayBegin is a cheap test whether s, folded, can begin with p, which has the same first letter.
func mayBegin(s, p string) bool {
	if len(s) < 2 || len(p) < 2 || s[0] >= utf8.RuneSelf || s[1] >= utf8.RuneSelf || s[1] <= ' ' ||
		p[0] >= utf8.RuneSelf {
		return true
	}
	c := s[1]
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c == p[1]
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isDecoration reports whether r is a character around words on buttons: arrow, ellipsis, bracket,
// dot, dash, colon, quotation mark or space.
func isDecoration(r rune) bool {
	if r < 0x80 {
		return !(r|32 >= 'a' && r|32 <= 'z') && !(r >= '0' && r <= '9') && r != '+'
	}
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) || r == 0xFFFD
}

// trimDecoration removes decoration from both ends of s.
func trimDecoration(s string) string {
	// Most texts begin and end in an ASCII letter.
	if n := len(s); n > 0 && isASCIILetter(s[0]) && isASCIILetter(s[n-1]) {
		return s
	}
	return strings.TrimFunc(s, isDecoration)
}

func isASCIILetter(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' }

// bareWord returns s folded, without decoration at both ends.
func bareWord(s string) string { return Fold(trimDecoration(s)) }

// maxMark is the length in bytes of the longest continuation mark: "Continue reading" with a long
// title in a script of three bytes a letter.
const maxMark = 700

// IsMark reports whether the line is only a continuation mark: "Read more »", "[…]", "(more…)",
// "Continue reading “Title” →", "阅读全文". A comment count may follow it, as in "Read more | 3
// Comments".
func IsMark(s string) bool {
	if s == "" || len(s) > maxMark {
		return false
	}
	core := trimDecoration(s)
	if core == "" {
		return onlyEllipsis(s)
	}
	l := load()
	var buf [256]byte
	f := appendFold(buf[:0], core)
	if has(l.marks, f) {
		return true
	}
	if mayHaveSeparator(core) {
		if head, tail, ok := cutSeparator(core); ok && has(l.marks, bareWord(head)) &&
			(IsCommentCount(tail) || IsShare(tail)) {
			return true
		}
	}
	first, _ := utf8.DecodeRune(f)
	for _, p := range l.markStarts.startingWith(first) {
		if beginsWith(f, p) && titleFollows(string(f[len(p):])) &&
			!endsSentence(strings.TrimRightFunc(s, unicode.IsSpace)) {
			return true
		}
	}
	if len(f) == 0 || !l.markLast[f[len(f)-1]] {
		return false
	}
	for _, p := range l.markEnds {
		if endsWith(f, p) && titlePrecedes(string(f[:len(f)-len(p)])) {
			return true
		}
	}
	return false
}

func beginsWith(b []byte, p string) bool { return len(b) >= len(p) && string(b[:len(p)]) == p }

func endsWith(b []byte, p string) bool { return len(b) >= len(p) && string(b[len(b)-len(p):]) == p }

// maxTitle is the longest title, in runes, within a mark.
const maxTitle = 200

// titleFollows reports whether what follows "continue reading" is separated like a title: by a
// quotation mark, colon, arrow, or space.
func titleFollows(rest string) bool {
	if rest == "" {
		return true
	}
	r, n := utf8.DecodeRuneInString(rest)
	if utf8.RuneCountInString(rest) > maxTitle || strings.Contains(rest, ". ") {
		return false
	}
	if r != ' ' {
		return isDecoration(r)
	}
	return strings.TrimLeft(rest[n:], " ") != ""
}

func titlePrecedes(rest string) bool {
	if utf8.RuneCountInString(rest) > maxTitle || strings.Contains(rest, ". ") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	return rest == "" || isDecoration(r)
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' && !strings.HasSuffix(s, "...")
}

// onlyEllipsis reports whether s is only an ellipsis: "…", "...", "[...]", "»" with dots, "[…] »".
func onlyEllipsis(s string) bool {
	dots := false
	for i, r := range s {
		switch r {
		case '…', '⋯':
			dots = true
		case '.':
			dots = dots || strings.HasPrefix(s[i:], "...")
		case ' ', '[', ']', '(', ')', '»', '›', '→', '>', '\u00a0', '\u200e', '\u200f':
		default:
			return false
		}
	}
	return dots
}

// mayHaveSeparator reports whether s may have a separator that cutSeparator finds.
func mayHaveSeparator(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '|', 0xC2, 0xE2:
			return true
		case '-', '/':
			if i > 0 && s[i-1] == ' ' {
				return true
			}
		}
	}
	return false
}

func cutSeparator(s string) (head, tail string, ok bool) {
	for _, sep := range [...]string{"|", "•", "·", "—", "–", " - ", " / "} {
		if head, tail, ok = strings.Cut(s, sep); ok {
			return head, tail, true
		}
	}
	return s, "", false
}

// TrimMark cuts a continuation mark off the end of an excerpt: "… the harbour […] Read more »"
// gives the text up to "harbour". text is s without the mark, the ellipsis before it and trailing
// space, always a prefix of s; mark is the number of bytes cut off; broken reports whether the text
// is cut off there (a mark or an ellipsis was at its end). Without either it returns s trimmed on
// the right.
func TrimMark(s string) (text string, mark int, broken bool) {
	end := len(strings.TrimRightFunc(s, unicode.IsSpace))
	cut := end
	if start, ok := markStart(s[:end]); ok {
		broken = true
		cut = len(strings.TrimRightFunc(s[:start], func(r rune) bool {
			return r == '(' || r == '[' || r == '<' || r == '«' || r == '|' || r == '–' || r == '—' || r == '-' ||
				unicode.IsSpace(r)
		}))
	}
	if e := trimEllipsis(s[:cut]); e < cut {
		cut, broken = e, true
	}
	return s[:cut], end - cut, broken
}

// trimEllipsis returns the end of s without an ellipsis ("…", "...", "[…]", "(...)", ". . .") and
// the space before it; len(s) without an ellipsis.
func trimEllipsis(s string) int {
	t := strings.TrimRightFunc(s, func(r rune) bool {
		return r == ']' || r == ')' || r == '>' || r == '»' || r == '→' || r == '›' || unicode.IsSpace(r)
	})
	u := t
	for {
		switch {
		case strings.HasSuffix(u, "…"):
			u = u[:len(u)-len("…")]
		case strings.HasSuffix(u, "⋯"):
			u = u[:len(u)-len("⋯")]
		case strings.HasSuffix(u, "..."):
			u = strings.TrimRight(u, ".")
		case strings.HasSuffix(u, ". . ."):
			u = u[:len(u)-5]
		default:
			if len(u) == len(t) {
				return len(s)
			}
			u = strings.TrimRightFunc(u, func(r rune) bool {
				return r == '[' || r == '(' || r == '<' || r == '«' ||
					unicode.IsSpace(r)
			})
			return len(u)
		}
	}
}

// markStart returns the byte offset of a mark at the end of s that begins a new word after an
// ellipsis, a sentence end, a bracket or an arrow.
func markStart(s string) (int, bool) {
	const window = 160
	lo := 0
	if len(s) > window {
		lo = len(s) - window
		for lo < len(s) && !utf8.RuneStart(s[lo]) {
			lo++
		}
	}
	l := load()
	core := strings.TrimRightFunc(s, func(r rune) bool { return isDecoration(r) })
	// Try every word boundary in the window, leftmost first, so that "Click here
	// to read more" is taken whole.
	tried := 0
	for i := len(core); i > lo && tried < 12; {
		_, n := utf8.DecodeLastRuneInString(core[:i])
		i -= n
		if r, _ := utf8.DecodeRuneInString(core[i:]); isDecoration(r) {
			tried++
		}
		if !isWordStart(core, i) {
			continue
		}
		f := bareWord(core[i:])
		if f == "" || !has(l.marks, f) && !isTitledMark(l, f) {
			continue
		}
		// A longer mark may begin further left.
		best := i
		for j, w := i, 0; j > lo && w < 8; {
			_, n := utf8.DecodeLastRuneInString(core[:j])
			j -= n
			if !isWordStart(core, j) {
				continue
			}
			w++
			if has(l.marks, bareWord(core[j:])) {
				best = j
			}
		}
		if !isSetOff(core[:best], bareWord(core[best:])) {
			return 0, false
		}
		return best, true
	}
	return 0, false
}

// isTitledMark reports whether f is a mark with a title in quotation marks.
func isTitledMark(l *lists, f string) bool {
	for _, p := range l.markStarts.startingWith(firstRune(f)) {
		if rest, ok := strings.CutPrefix(f, p); ok && rest != "" {
			rest = strings.TrimLeft(rest, " ")
			r, _ := utf8.DecodeRuneInString(rest)
			return r == '"' || r == '“' || r == '„' || r == '«' || r == '→'
		}
	}
	return false
}

// isWordStart reports whether a word begins at byte i.
func isWordStart(s string, i int) bool {
	if i == 0 {
		return true
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	next, _ := utf8.DecodeRuneInString(s[i:])
	if isDecoration(next) {
		return false
	}
	return isDecoration(prev) || next >= 0x3040 && next <= 0x9FFF
}

// isSetOff reports whether a mark after the text before is separate from it: it follows an ellipsis,
// closing punctuation, a bracket or an arrow, or nothing. Marks of two words and more also count
// after plain text, since people strip the markup between.
func isSetOff(before, mark string) bool {
	t := strings.TrimRightFunc(before, unicode.IsSpace)
	if t == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(t)
	if isDecoration(r) && r != ',' && r != '-' && r != '\'' && r != '’' {
		return true
	}
	return strings.Contains(mark, " ") && !strings.HasPrefix(mark, "more ") && utf8.RuneCountInString(mark) > 7 &&
		len(t) > 40
}

// IsCommentCount reports whether the line is only about an item's comments: "3 Comments", "Leave a
// reply", "No comments", but not "(12)".
func IsCommentCount(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	var buf [256]byte
	b := appendFold(buf[:0], trimDecoration(s))
	if len(b) == 0 {
		return false
	}
	l := load()
	if has(l.noComments, b) {
		return true
	}
	// "Leave a comment on Title"
	switch b[0] {
	case 'l', 'n', 'c', 'b':
		for _, p := range [...]string{"leave a comment on ", "leave a reply on ", "no comments on ",
			"comments off on ", "be the first to comment on "} {
			if beginsWith(b, p) {
				return true
			}
		}
	}
	// Without the numbers, only a comment word may be left.
	if !bytes.ContainsFunc(b, unicode.IsDigit) {
		return false
	}
	rest := strings.TrimFunc(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return ' '
		}
		return r
	}, string(b)), isDecoration)
	if has(l.comments, rest) || has(l.comments, strings.Join(strings.Fields(rest), " ")) {
		return true
	}
	i := strings.Index(rest, " on ") // "3 Comments on Title"
	return i > 0 && has(l.comments, rest[:i])
}

// IsShare reports whether the line consists of share and print buttons: "Share", "Tweet", "Facebook
// Twitter Email", "Print this".
func IsShare(s string) bool {
	if s == "" || len(s) > 160 {
		return false
	}
	f := bareWord(s)
	l := load()
	if has(l.share, f) {
		return true
	}
	hits, words := 0, 0
	for w := range strings.FieldsFuncSeq(f, isDecoration) {
		if words++; words > maxShare {
			return false
		}
		switch {
		case has(l.share, w):
			hits++
		case strings.TrimFunc(w, unicode.IsDigit) == "" || w == "on" || w == "this" || w == "via" || w == "to" ||
			w == "auf" || w == "sur" || w == "en" || w == "на" || w == "در":
		default:
			return false
		}
	}
	return hits > 0
}

// maxShare is the largest number of words in a row of share buttons.
const maxShare = 14

// opensWith reports whether s, folded, may begin with one of the phrases. It folds only the
// beginning of s.
func opensWith(s string, phrases []string) bool {
	if !slices.ContainsFunc(phrases, func(p string) bool { return mayBegin(s, p) }) {
		return false
	}
	var buf [192]byte
	head := s
	if len(head) > 96 {
		head = head[:96]
		for len(head) > 0 && !utf8.RuneStart(s[len(head)]) {
			head = head[:len(head)-1]
		}
	}
	f := appendFold(buf[:0], head)
	for _, p := range phrases {
		if beginsWith(f, p) || len(head) < len(s) && len(p) > len(f) {
			return true
		}
	}
	return false
}

// IsFiling reports whether the line states where an item is filed and is no content: "Filed under:
// World", "Tags: a, b", "Kategorien: …", "Posted in News".
func IsFiling(s string) bool {
	if s == "" || len(s) > 600 {
		return false
	}
	s = strings.TrimLeftFunc(s, isDecoration)
	first := FoldRune(firstRune(s))
	if first == 0 {
		first = firstRune(Fold(s))
	}
	drawer := load().filings.startingWith(first)
	if len(drawer) == 0 || !opensWith(s, drawer) {
		return false
	}
	f := Fold(s)
	for _, p := range drawer {
		if rest, ok := strings.CutPrefix(f, p); ok {
			if rest == "" {
				return true
			}
			r, _ := utf8.DecodeRuneInString(rest)
			if r == ':' || r == '：' || r == ' ' && strings.HasPrefix(strings.TrimLeft(rest, " "), ":") {
				return true
			}
			// "filed under X" without a colon: several words that cannot start a sentence.
			if r == ' ' && strings.Contains(p, " ") && !endsSentence(f) {
				return true
			}
		}
	}
	return false
}
