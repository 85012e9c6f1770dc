// Package words splits text into the terms that catalogues search by, in the same way for every back end, for
// stored texts and for queries.
//
// A term is a word in exact form: lower case, compatibility forms, digits, and letters that Arabic and Persian
// keyboards write differently, unified; vowel points and joiners removed. Accents stay: exact means exact.
// Scripts written without spaces (Chinese, Japanese, Korean, Thai …) give one term per character, and a run of
// them is searched as a phrase. Key (keys.go) maps the forms of one word to one key, by language and without
// accents.
package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Positions of terms count words. Headline terms come before TextBase, those of the text from there on, so that
// one field serves both and no phrase extends over both.
const (
	TextBase = 1024
	// headEnd is the position at which a headline's terms end at the latest.
	headEnd = TextBase - Gap
	// Gap separates paragraphs and list values: more than any phrase's slop.
	Gap = 128
	// maxTerm is the maximum length of a term in bytes; longer ones are cut off, in texts and in queries.
	maxTerm = 96
)

// Token is one term with its place.
type Token struct {
	Term       string
	Start, End int    // bytes in the text scanned
	Pos        uint32 // word position
}

// Head appends the terms of a headline to dst.
func Head(dst []Token, s string) []Token {
	n := len(dst)
	dst, _ = Scan(dst, s, 0)
	for len(dst) > n && dst[len(dst)-1].Pos >= headEnd {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// Text appends the terms of a text to dst, positions beginning at TextBase.
func Text(dst []Token, s string) []Token {
	dst, _ = Scan(dst, s, TextBase)
	return dst
}

// EachText calls fn with the terms of a text in their order, as Text gives them, some at a time: the terms
// of a long text as a list take several times its bytes. fn must not keep the tokens or their terms. buf is
// written over; what is returned is for the next call.
func EachText(buf []Token, s string, fn func([]Token)) []Token {
	pos, done := uint32(TextBase), 0
	for done < len(s) {
		n := pieceEnd(s[done:])
		buf, pos = Scan(buf[:0], s[done:done+n], pos)
		for i := range buf {
			buf[i].Start += done
			buf[i].End += done
		}
		fn(buf)
		done += n
	}
	return buf
}

// pieceBytes is how much of a text is scanned at a time.
const pieceBytes = 64 << 10

// pieceEnd returns how much of s to scan by itself: up to a place behind pieceBytes where a term begins or none
// goes on, and where no line is ending.
func pieceEnd(s string) int {
	space := func(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
	for i := pieceBytes; i < len(s); i++ {
		if space(s[i-1]) || !utf8.RuneStart(s[i]) {
			continue
		}
		if space(s[i]) {
			return i
		}
		if r, _ := utf8.DecodeRuneInString(s[i:]); IsUnspaced(r) && !unicode.IsMark(r) && !isJoiner(r) {
			return i
		}
	}
	return len(s)
}

// Names appends the terms of names, headings or addresses to dst, a Gap between
// the values. Accents are dropped: nobody knows how a byline spells itself.
func Names(dst []Token, values ...string) []Token {
	pos := uint32(0)
	for _, v := range values {
		n := len(dst)
		dst, pos = Scan(dst, v, pos)
		pos += Gap
		for i := n; i < len(dst); i++ {
			dst[i].Term = Key(Plain, dst[i].Term)
		}
	}
	return dst
}

// Sentences appends the terms of several pieces of prose to dst, a Gap between them.
func Sentences(dst []Token, values ...string) []Token {
	pos := uint32(0)
	for _, v := range values {
		dst, pos = Scan(dst, v, pos)
		pos += Gap
	}
	return dst
}

// Scan appends the terms of s to dst; the first gets position pos. It returns
// the position after the last.
func Scan(dst []Token, s string, pos uint32) ([]Token, uint32) {
	dst = slices.Grow(dst, len(s)/5) // few languages have shorter words
	lower := ""
	if ascii := isASCII(s); ascii {
		lower = strings.ToLower(s)
	}
	newlines := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if !isAlnum(c) {
				if c == '\n' {
					if newlines++; newlines == 2 {
						pos += Gap
					}
				} else if c != ' ' && c != '\r' && c != '\t' {
					newlines = 0
				}
				i++
				continue
			}
		}
		newlines = 0
		if lower != "" {
			j := i + 1
			for j < len(s) && isAlnum(s[j]) {
				j++
			}
			dst = append(dst, Token{Term: clip(lower[i:j]), Start: i, End: j, Pos: pos})
			pos++
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !inWord(r) {
			i += n
			continue
		}
		j := i + n
		single := IsUnspaced(r)
		plain := r < utf8.RuneSelf
		for j < len(s) {
			if c := s[j]; c < utf8.RuneSelf {
				if single || !isAlnum(c) {
					break
				}
				j++
				continue
			}
			r, n := utf8.DecodeRuneInString(s[j:])
			if unicode.IsMark(r) || isJoiner(r) {
				j += n
				plain = false
				continue
			}
			if single || !inWord(r) || IsUnspaced(r) {
				break
			}
			plain = false
			j += n
		}
		end := j
		if term := fold(s[i:j], plain); term != "" {
			dst = append(dst, Token{Term: clip(term), Start: i, End: end, Pos: pos})
			pos++
		}
		i = j
	}
	return dst, pos
}

// Paragraphs returns the pieces of a text between which Scan leaves a Gap: no phrase runs from
// one into the next. What is between them is white space of ASCII.
func Paragraphs(s string) []string {
	var out []string
	start, newlines := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '\n':
			if newlines++; newlines == 2 {
				out = append(out, s[start:i])
				start = i
			}
		case ' ', '\r', '\t':
		default:
			newlines = 0
		}
	}
	return append(out, s[start:])
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// isJoiner reports whether r is invisible and does not end a word: zero-width
// joiners, soft hyphens, direction marks. The zero-width space does end one.
func isJoiner(r rune) bool { return r != '\u200b' && unicode.Is(unicode.Cf, r) }

// IsUnspaced reports whether r is of a script written without spaces between
// words; each such character is a term.
func IsUnspaced(r rune) bool {
	return r >= 0x0E00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー')
}

func clip(term string) string {
	if len(term) <= maxTerm {
		return term
	}
	n := maxTerm
	for !utf8.RuneStart(term[n]) {
		n--
	}
	return term[:n]
}

// Fold returns a word's exact form; "" when it has no searchable character.
func Fold(word string) string { return fold(word, isASCII(word)) }

func fold(word string, plain bool) string {
	if plain {
		return strings.ToLower(word)
	}
	if !norm.NFKC.IsNormalString(word) {
		word = norm.NFKC.String(word)
	}
	return strings.Map(foldRune, word)
}

func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if !isAlnum(byte(r)) {
			return -1 // a part of what NFKC made of a fraction or a ligature
		}
		return r
	case r == 'ς':
		return 'σ'
	case r == 'ي' || r == 'ى':
		return 'ی'
	case r == 'ك':
		return 'ک'
	case r == 'ـ', r >= 'ً' && r <= 'ٟ', r == 'ٰ': // tatweel and vowel points
		return -1
	case unicode.Is(unicode.Nd, r):
		return '0' + digit(r)
	case !inWord(r):
		return -1
	}
	return unicode.ToLower(r)
}

// digit returns the value of a decimal digit: blocks of Nd are runs of ten that
// begin with the zero.
func digit(r rune) rune {
	zero := r
	for r-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	if r-zero > 9 {
		return (r - zero) % 10
	}
	return r - zero
}

// HeadingKey returns the key that two headings share when they count as one: their terms, as in Names. For a
// heading without a letter or digit the key is its signs without quotation marks; "" if none remain.
func HeadingKey(s string) string {
	var b strings.Builder
	for _, t := range Names(nil, s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Term)
	}
	if b.Len() > 0 {
		return b.String()
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Quotation_Mark, r) || r == '❝' || r == '❞' {
			return -1
		}
		return r
	}, s)
}
