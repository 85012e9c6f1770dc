package dates

import (
	"unicode"
	"unicode/utf8"

	"cuttings/split/words"
)

// kind is the kind of a token.
type kind uint8

const (
	number kind = iota
	word
	punct
)

// token is a run of digits, a word, a single CJK character or a single
// punctuation mark; white space and invisible marks separate and are not tokens.
type token struct {
	start, end int32 // bytes in the text
	val        int32 // numbers: the value, -1 when over nine digits
	r          rune  // punct and words of a single character, else 0
	kind       kind
	digits     uint8 // number of digits, for numbers
	space      bool  // white space precedes the token
	cjk        bool  // number written in Han numerals
	persian    bool  // number written in Eastern Arabic digits
}

func (t *token) fold(text string) string { return words.Fold(text[t.start:t.end]) }

// mayHold reports whether the text may contain a date: it has a digit of some script or the Han
// character for "year". It takes one pass over the bytes.
func mayHold(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < 0x80 {
			if c-'0' <= 9 {
				return true
			}
			continue
		}
		if c < 0xC0 || i+1 >= len(text) {
			continue
		}
		d := text[i+1]
		switch c {
		case 0xD9: // U+0660–0669
			if d >= 0xA0 && d <= 0xA9 {
				return true
			}
		case 0xDB: // U+06F0–06F9
			if d >= 0xB0 && d <= 0xB9 {
				return true
			}
		case 0xE0: // Devanagari, Bengali, Thai digits
			if i+2 < len(text) && (d == 0xA5 && text[i+2] >= 0xA6 || d == 0xA7 && text[i+2] >= 0xA6 ||
				d == 0xB9 && text[i+2] >= 0x90) {
				return true
			}
		case 0xE5: // 年
			if i+2 < len(text) && d == 0xB9 && text[i+2] == 0xB4 {
				return true
			}
		case 0xEF: // full-width digits
			if i+2 < len(text) && d == 0xBC && text[i+2] >= 0x90 && text[i+2] <= 0x99 {
				return true
			}
		}
	}
	return false
}

// mayDate reports whether the text may contain a date with its year: three digits, or one that is
// not ASCII, or the Han character for "year".
func mayDate(text string) bool {
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c-'0' <= 9 {
			if n++; n == 3 {
				return true
			}
		} else if c >= 0xD9 && mayHold(text[i:min(len(text), i+3)]) {
			return true
		}
	}
	return false
}

// digitOf returns the value of a decimal digit, or -1, and whether it is an
// Eastern Arabic one.
func digitOf(r rune) (v int32, persian bool) {
	switch {
	case r >= '0' && r <= '9':
		return r - '0', false
	case r < 0x660:
	case r <= 0x669:
		return r - 0x660, true
	case r >= 0x6F0 && r <= 0x6F9:
		return r - 0x6F0, true
	case r >= 0x966 && r <= 0x96F:
		return r - 0x966, false
	case r >= 0x9E6 && r <= 0x9EF:
		return r - 0x9E6, false
	case r >= 0xE50 && r <= 0xE59:
		return r - 0xE50, false
	case r >= 0xFF10 && r <= 0xFF19:
		return r - 0xFF10, false
	}
	return -1, false
}

// hanDigit returns the value of a Han numeral (10 for 十), or -1.
func hanDigit(r rune) int32 {
	switch r {
	case '〇', '零':
		return 0
	case '一', '元':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	}
	return -1
}

// isSingleToken reports whether r forms a token by itself: Han, kana, Hangul.
func isSingleToken(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3
}

func isLetter(r rune) bool {
	if r < 0x80 {
		return r|32 >= 'a' && r|32 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// isInvisible reports whether r is a mark that is ignored and does not separate tokens.
func isInvisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF ||
		r == 0xAD
}

// tokenize appends the tokens of text to toks.
func tokenize(text string, toks []token) []token {
	space := false
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		t := token{start: int32(i), space: space, r: r}
		if r == ' ' || r == '\n' || r == '\t' || r >= 0x80 && unicode.IsSpace(r) {
			space = true
			i += n
			continue
		}
		if isInvisible(r) {
			i += n
			continue
		}
		space = false
		if v, fa := digitOf(r); v >= 0 {
			t.kind, t.persian = number, fa
			for v >= 0 {
				if t.digits < 9 {
					t.val = t.val*10 + v
				} else {
					t.val = -1
				}
				t.digits = min(t.digits+1, 200)
				i += n
				if i >= len(text) {
					break
				}
				r, n = utf8.DecodeRuneInString(text[i:])
				v, _ = digitOf(r)
			}
			if t.digits > 9 {
				t.val = -1
			}
		} else if hanDigit(r) >= 0 {
			i = hanNumber(text, i, &t)
		} else if isSingleToken(r) {
			t.kind = word
			i += n
		} else if isLetter(r) {
			t.kind = word
			first := i
			for {
				i += n
				if i >= len(text) {
					break
				}
				r, n = utf8.DecodeRuneInString(text[i:])
				if !(isLetter(r) && !isSingleToken(r) || r == 0x200C && i+n < len(text)) {
					break
				}
			}
			if i > first+utf8.RuneLen(t.r) {
				t.r = 0
			}
		} else {
			t.kind = punct
			i += n
		}
		t.end = int32(i)
		toks = append(toks, t)
	}
	return toks
}

// hanNumber reads a run of Han numerals at i into t: digits side by side (二〇一一) or with tens (二十三).
// It returns the offset after the run.
func hanNumber(text string, i int, t *token) int {
	t.kind, t.cjk = number, true
	var val, n int32
	tens := false
	last := int32(-1)
	for i < len(text) {
		r, w := utf8.DecodeRuneInString(text[i:])
		d := hanDigit(r)
		if d < 0 || n >= 8 {
			break
		}
		switch {
		case d == 10:
			if last < 0 {
				val = 10
			} else {
				val *= 10
			}
			tens = true
		case tens:
			val += d
		default:
			val = val*10 + d
		}
		last = d
		n++
		i += w
	}
	t.val, t.digits = val, uint8(n)
	if n == 4 && !tens {
		t.digits = 4
	} else if tens {
		t.digits = 2
	}
	return i
}

// asciiNumber returns the value of a string of ASCII digits; false for anything else.
func asciiNumber(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
