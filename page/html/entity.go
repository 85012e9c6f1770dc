package html

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"cuttings/page/internal/chars"
)

// commonEntities are the names of nearly all character references in real pages, to avoid a look-up
// in the full table.
var commonEntities = map[string]string{
	"amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u00a0", "ndash": "–", "mdash": "—",
	"lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "sbquo": "‚", "bdquo": "„", "hellip": "…", "laquo": "«",
	"raquo": "»", "copy": "©", "reg": "®", "trade": "™", "middot": "·", "bull": "•", "times": "×", "deg": "°",
	"eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä",
	"iacute": "í", "icirc": "î", "oacute": "ó", "ocirc": "ô", "ouml": "ö", "uacute": "ú", "ucirc": "û", "uuml": "ü",
	"ntilde": "ñ", "ccedil": "ç", "szlig": "ß", "euro": "€", "pound": "£", "sect": "§", "zwnj": "\u200c",
	"zwj": "\u200d", "rlm": "\u200f", "lrm": "\u200e", "shy": "\u00ad", "ensp": "\u2002", "emsp": "\u2003",
	"thinsp": "\u2009",
}

// maxEntity bounds the bytes examined for one named reference; the longest name of the standard has
// 31.
const maxEntity = 33

// entity decodes the character reference at the start of s, which begins with "&". It returns the
// characters and the number of bytes of s it takes; n is 0 when there is no reference and the
// ampersand is literal. In attributes a name without its semicolon counts only where the standard
// allows it, so that "?a=1&copy=2" is unchanged.
func entity(s string, inAttr bool) (r string, n int) {
	if len(s) < 3 {
		return "", 0
	}
	if s[1] == '#' {
		return numericEntity(s)
	}
	i := 1
	for i < len(s) && i < maxEntity && chars.IsAlnum(s[i]) {
		i++
	}
	if i == 1 {
		return "", 0
	}
	closed := i < len(s) && s[i] == ';'
	if closed {
		if r, ok := commonEntities[s[1:i]]; ok {
			return r, i + 1
		}
	} else if inAttr && (i >= maxEntity || i < len(s) && s[i] == '=') {
		return "", 0
	}
	raw := s[:i]
	if closed {
		raw = s[:i+1]
	}
	dec := html.UnescapeString(raw)
	if dec == raw {
		return "", 0
	}
	// A name may be followed by letters that are not part of it ("&copyright"); the library returns
	// them unchanged at the end.
	rest := 0
	for rest < len(dec)-1 && rest < len(raw)-2 && dec[len(dec)-1-rest] == raw[len(raw)-1-rest] {
		rest++
	}
	if rest > 0 && inAttr {
		return "", 0
	}
	return dec[:len(dec)-rest], len(raw) - rest
}

// numericEntity decodes "&#8217;", "&#x2019;", with or without the semicolon.
func numericEntity(s string) (string, int) {
	i, base := 2, rune(10)
	if s[2] == 'x' || s[2] == 'X' {
		i, base = 3, 16
	}
	start := i
	var v rune
	for i < len(s) {
		c := s[i]
		var d rune
		switch {
		case '0' <= c && c <= '9':
			d = rune(c - '0')
		case base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f':
			d = rune(c|0x20-'a') + 10
		default:
			d = -1
		}
		if d < 0 {
			break
		}
		if v <= utf8.MaxRune {
			v = v*base + d
		}
		i++
	}
	if i == start {
		return "", 0
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	switch {
	case 0x80 <= v && v < 0xA0:
		// The standard reads these as windows-1252; the library has the table.
		return html.UnescapeString("&#" + strconv.Itoa(int(v)) + ";"), i
	case v == 0 || v > utf8.MaxRune || 0xD800 <= v && v < 0xE000:
		return "\uFFFD", i
	case v < utf8.RuneSelf:
		return asciiChars[v : v+1], i
	}
	return string(v), i
}

// asciiChars has each ASCII character at its own index, so that decoding one gives a substring
// without an allocation.
var asciiChars = func() string {
	var b [utf8.RuneSelf]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()

// unescape decodes the character references of an attribute value.
func (l *lexer) unescape(s string) string {
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	b, from, changed := l.scratch[:0], 0, false
	for amp >= 0 {
		i := from + amp
		r, n := entity(s[i:], true)
		if n == 0 {
			r, n = "&", 1
		} else {
			changed = true
		}
		b = append(append(b, s[from:i]...), r...)
		from = i + n
		amp = strings.IndexByte(s[from:], '&')
	}
	l.scratch = b
	if !changed {
		return s
	}
	return l.Concat(chars.View(b), s[from:])
}

// unescapeText decodes the character references of raw text such as a title.
func unescapeText(s string) string {
	var b []byte
	for {
		amp := strings.IndexByte(s, '&')
		if amp < 0 {
			if b == nil {
				return s
			}
			return string(append(b, s...))
		}
		r, n := entity(s[amp:], false)
		if n == 0 {
			r, n = "&", 1
		}
		b = append(append(b, s[:amp]...), r...)
		s = s[amp+n:]
	}
}
