package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/page/internal/chars"
)

// Hebrew in visual order was written for browsers that could not reverse a line: its letters are in
// the order in which they are seen from left to right, so that each word is reversed. The five
// letters with a separate form at the end of words are the evidence.

// hebrewSample is the number of bytes of text examined for the order of Hebrew.
const hebrewSample = 64 << 10

// visualHebrew reports whether the Hebrew words of text are in visual order: many
// more of them begin with a final letter than end in one.
func visualHebrew(text string) bool {
	at := strings.IndexByte(text, 0xD7) // the first byte of every Hebrew letter
	if at < 0 {
		return false
	}
	text = text[at:min(len(text), at+hebrewSample)]
	begin, end := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isHebrew(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		last, n := utf8.DecodeLastRuneInString(word)
		if n == len(word) {
			continue // one letter
		}
		if isFinalHebrew(first) {
			begin++
		}
		if isFinalHebrew(last) {
			end++
		}
	}
	return begin >= 3 && begin > 4*end
}

func isHebrew(r rune) bool { return 0x05D0 <= r && r <= 0x05EA }

func isFinalHebrew(r rune) bool {
	return r == 'ך' || r == 'ם' || r == 'ן' || r == 'ף' || r == 'ץ'
}

// logicalHebrew reverses every line of text that contains Hebrew, between tags and line ends, and
// returns the stretches it reversed, ascending. The text keeps its length.
func logicalHebrew(text string) (string, []stretch) {
	out := []byte(text)
	var turned []stretch
	inTag := false
	for i := 0; i < len(text); {
		if n := unseenLength(text[i:]); n > 0 {
			i += n
			continue
		}
		if c := text[i]; c == '<' || c == '>' || c == '\n' || c == '\r' {
			inTag = c == '<' || inTag && c != '>'
			i++
			continue
		}
		end := strings.IndexAny(text[i:], "<>\n\r")
		if end < 0 {
			end = len(text) - i
		}
		line := text[i : i+end]
		if !inTag && strings.ContainsFunc(line, isHebrew) {
			lo := i + len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
			hi := i + len(strings.TrimRightFunc(line, unicode.IsSpace))
			copy(out[lo:hi], turnRound(text[lo:hi]))
			turned = append(turned, stretch{uint32(lo), uint32(hi)})
		}
		i += end
	}
	return string(out), turned
}

// unseenLength returns the length of the script, style sheet or comment that s begins with, 0 for none:
// their lines are not read.
func unseenLength(s string) int {
	if s[0] != '<' {
		return 0
	}
	for _, u := range [...]struct{ open, end string }{{"<script", "</script"}, {"<style", "</style"},
		{"<!--", "-->"}} {
		if len(s) > len(u.open) && chars.EqualLower(s[:len(u.open)], u.open) {
			if n := chars.IndexFold(s[len(u.open):], u.end); n >= 0 {
				return len(u.open) + n
			}
			return len(s)
		}
	}
	return 0
}

// turnRound reverses a line, except what is read from left to right: numbers with the signs within
// them, Latin words, and character references. Brackets are mirrored. The result has the same
// number of bytes.
func turnRound(line string) string {
	out := make([]byte, 0, len(line))
	for end := len(line); end > 0; {
		r, n := utf8.DecodeLastRuneInString(line[:end])
		if start := leftToRight(line[:end]); start < end {
			out = append(out, line[start:end]...)
			end = start
			continue
		}
		if m, ok := mirrored[r]; ok {
			out = utf8.AppendRune(out, m)
		} else {
			out = append(out, line[end-n:end]...)
		}
		end -= n
	}
	return string(out)
}

var mirrored = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '«': '»', '»': '«'}

// leftToRight returns the offset where the left-to-right text at the end of s begins, len(s)
// without any.
func leftToRight(s string) int {
	start := len(s)
	if strings.HasSuffix(s, ";") {
		if amp := strings.LastIndexByte(s, '&'); amp >= 0 && len(s)-amp <= 12 &&
			!strings.ContainsAny(s[amp:len(s)-1], " ;") {
			return amp // a character reference
		}
	}
	for at := len(s); at > 0; {
		r, n := utf8.DecodeLastRuneInString(s[:at])
		at -= n
		switch {
		case unicode.IsDigit(r), unicode.IsLetter(r) && !isHebrew(r):
			start = at
		case start < len(s) && strings.ContainsRune(" .,:/-%'’@&", r): // only within a run
		default:
			return start
		}
	}
	return start
}
