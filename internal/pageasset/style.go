package pageasset

import (
	"bytes"
	"strings"
)

// Style returns a style sheet with every address in it, whether url(…) or the string of an @import,
// replaced by what as returns for it; sheet is true for the address of another style sheet. ""
// gives an address without a target. It takes linear time and is no parser of CSS: an address
// written with escapes is kept.
func Style(css []byte, as func(ref string, sheet bool) string) []byte {
	out := make([]byte, 0, len(css))
	imports := false // the next string is the address of an @import
	for i := 0; i < len(css); {
		c := css[i]
		switch {
		case c == '/' && bytes.HasPrefix(css[i:], []byte("/*")):
			end := bytes.Index(css[i+2:], []byte("*/"))
			if end < 0 {
				return out
			}
			i += 2 + end + 2
		case c == '"' || c == '\'':
			value, n := quoted(css[i:])
			if imports {
				out = append(out, address(as, value, true)...)
			} else {
				out = append(out, css[i:i+n]...)
			}
			imports = false
			i += n
		case (c|0x20) == 'u' && hasFold(css[i:], "url(") && (i == 0 || !isName(css[i-1])):
			value, n := urlValue(css[i:])
			out = append(out, address(as, value, imports)...)
			imports = false
			i += n
		case c == '@' && hasFold(css[i:], "@import"):
			imports = true
			out = append(out, css[i:i+len("@import")]...)
			if i += len("@import"); i < len(css) && (css[i] == '"' || css[i] == '\'') {
				out = append(out, ' ')
			}
		default:
			if c == ';' || c == '{' {
				imports = false
			}
			out = append(out, c)
			i++
		}
	}
	return out
}

func address(as func(string, bool) string, value string, sheet bool) string {
	to := as(value, sheet)
	if to == "" {
		to = "data:,"
	}
	return "url(" + to + ")"
}

// quoted returns the string that b begins with, and its length in b. A line end ends an unclosed
// string.
func quoted(b []byte) (string, int) {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case b[0]:
			return string(b[1:i]), i + 1
		case '\n':
			return string(b[1:i]), i
		}
	}
	return string(b[1:]), len(b)
}

// urlValue returns the content of the url(…) that b begins with, and its length in b.
func urlValue(b []byte) (string, int) {
	i := len("url(")
	for i < len(b) && isBlank(b[i]) {
		i++
	}
	value, end := "", i
	if i < len(b) && (b[i] == '"' || b[i] == '\'') {
		v, n := quoted(b[i:])
		value, end = v, i+n
	}
	if n := bytes.IndexByte(b[end:], ')'); n >= 0 {
		if value == "" {
			value = strings.TrimSpace(string(b[i : end+n]))
		}
		return value, end + n + 1
	}
	if value == "" {
		value = strings.TrimSpace(string(b[i:]))
	}
	return value, len(b)
}

func hasFold(b []byte, word string) bool {
	return len(b) >= len(word) && strings.EqualFold(string(b[:len(word)]), word)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

func isName(c byte) bool {
	return c == '-' || c == '_' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
