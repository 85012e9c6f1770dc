package listing

import "strings"

// tokenHints returns the combined tokenHint of all tokens of a value.
func tokenHints(v string) hint {
	var h hint
	for v != "" {
		tok := v
		if k := indexSpace(v); k >= 0 {
			tok, v = v[:k], v[k+1:]
		} else {
			v = ""
		}
		if tok != "" {
			h |= tokenHint(tok)
		}
	}
	if h&zItem != 0 {
		h &= zItem | zComment | zRelated
	}
	return h
}

// indexSpace returns the byte offset of the first white space in s, -1 for none.
func indexSpace(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' {
			return i
		}
	}
	return -1
}

// kindToken returns the hash of the first class token that neither counts nor places the element, 0
// for none. That token identifies the element's kind; in "post-123 type-post category-x" the later
// ones vary.
func kindToken(v string) uint32 {
	for v != "" {
		tok := v
		if k := indexSpace(v); k >= 0 {
			tok, v = v[:k], v[k+1:]
		} else {
			v = ""
		}
		if tok != "" && !isPositional(tok) {
			return fnvToken(tok)
		}
	}
	return 0
}

// isPositional reports whether a class token describes an element's position among its siblings or
// its state, not its kind.
func isPositional(tok string) bool {
	switch tok {
	case "first", "last", "odd", "even", "alt", "sticky", "featured", "active", "current", "clearfix", "clear",
		"row", "col", "left", "right", "cf", "group", "wow", "fadeIn", "animated", "alternate", "new":
		return true
	}
	return strings.HasPrefix(tok, "col-") || strings.HasPrefix(tok, "row-")
}

const (
	fnvBasis = 2166136261
	fnvPrime = 16777619
)

func fnvString(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * fnvPrime
	}
	return h
}

// fnvToken hashes a class token without its digits, so that numbered tokens are equal.
func fnvToken(s string) uint32 {
	h := uint32(fnvBasis)
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < '0' || c > '9' {
			h = (h ^ uint32(c)) * fnvPrime
		}
	}
	return h
}

func mix(a, b uint32) uint32 { return (a^b*0x9e3779b1)*fnvPrime + b }
