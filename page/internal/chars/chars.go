// Package chars has the helpers on bytes and characters that the readers of pages share.
package chars

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// IsSpace reports whether c is white space in HTML.
func IsSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// IsLetter reports whether c is an ASCII letter.
func IsLetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

// IsAlnum reports whether c is an ASCII letter or digit.
func IsAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// IsControl reports whether c is an ASCII control character that does not occur in texts; white
// space is none.
func IsControl(c byte) bool { return c < ' ' && !IsSpace(c) && c != '\v' || c == 0x7F }

// EqualLower reports whether s, in ASCII lower case, is lower.
func EqualLower(s, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// IndexFold is strings.Index for an ASCII needle in lower case, in any case.
func IndexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if EqualLower(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}

// IsASCII reports whether b is only ASCII.
func IsASCII(b []byte) bool {
	for len(b) >= 8 {
		if (b[0]|b[1]|b[2]|b[3]|b[4]|b[5]|b[6]|b[7])&0x80 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// Clip shortens an untrusted string for a message.
func Clip(s string) string { return Cut(s, 40) }

// Cut returns the first n bytes of s, without a partial character at the end.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// OneLine trims a value and collapses white space and control characters in
// it to single spaces.
func OneLine(s string) string {
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7F || s[i] == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7F }), " ")
		}
	}
	return s
}

// Arena allocates many short strings in few allocations. Not for concurrent use.
type Arena struct{ buf []byte }

// Lower returns s in ASCII lower case, s itself when it is already.
func (a *Arena) Lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := a.alloc(len(s))
			copy(b, s)
			for j := i; j < len(b); j++ {
				if c := b[j]; 'A' <= c && c <= 'Z' {
					b[j] |= 0x20
				}
			}
			return View(b)
		}
	}
	return s
}

// Concat joins two strings.
func (a *Arena) Concat(s, t string) string {
	b := a.alloc(len(s) + len(t))
	copy(b[copy(b, s):], t)
	return View(b)
}

// alloc returns n unused bytes.
func (a *Arena) alloc(n int) []byte {
	if n > cap(a.buf)-len(a.buf) {
		if n > 1024 {
			return make([]byte, n)
		}
		a.buf = make([]byte, 0, 8192)
	}
	from := len(a.buf)
	a.buf = a.buf[:from+n]
	return a.buf[from : from+n : from+n]
}

// View views b as a string without copying. b must not be modified
// afterwards.
func View(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}
