package listing

import "strings"

// class reads a class attribute. Few values make up most of a page's, so the
// last ones read are kept in a small table; it forgets rather than grows.
func (s *surveyor) class(v string) classInfo {
	if v == "" {
		return classInfo{}
	}
	n := len(v)
	slot := &s.classes[(uint(n)*31+uint(v[0])*7+uint(v[n/2])*61+uint(v[n/4])*17+uint(v[n-1])*3)%uint(len(s.classes))]
	if slot.value == v {
		return slot.info
	}
	ci := classInfo{sig: kindToken(v), hint: s.tokenHints(v)}
	slot.value, slot.info = v, ci
	return ci
}

// tokenHints is tokenHint over all tokens of a value; the last tokens read are
// kept, too.
func (s *surveyor) tokenHints(v string) hint {
	var h hint
	for v != "" {
		tok := v
		if k := indexSpace(v); k >= 0 {
			tok, v = v[:k], v[k+1:]
		} else {
			v = ""
		}
		if tok == "" {
			continue
		}
		n := len(tok)
		slot := &s.tokens[(uint(n)*31+uint(tok[0])*7+uint(tok[n/2])*61+uint(tok[n-1])*3)%uint(len(s.tokens))]
		if slot.value != tok {
			slot.value, slot.hint = tok, tokenHint(tok)
		}
		h |= slot.hint
	}
	if h&zItem != 0 {
		h &= zItem | zComment | zRelated
	}
	return h
}

// indexSpace is the first white space in s, -1 when there is none.
func indexSpace(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' {
			return i
		}
	}
	return -1
}

// kindToken hashes the first class token that does not count or place the
// element: it stands for its kind, where "post-123 type-post category-x" and so
// on vary behind it. 0 when there is none.
func kindToken(v string) uint32 {
	for v != "" {
		tok := v
		if k := indexSpace(v); k >= 0 {
			tok, v = v[:k], v[k+1:]
		} else {
			v = ""
		}
		if tok != "" && !positional(tok) {
			return fnvToken(tok)
		}
	}
	return 0
}

// positional reports whether a class token says where an element stands among
// its like, or which state it is in, rather than what it is.
func positional(tok string) bool {
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

// fnvToken hashes a class token without its digits, so that numbered tokens
// are one kind.
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
