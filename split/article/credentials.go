package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isDegree reports whether a word is a degree or licence: one of the list or, with shape (a byline
// not all in capitals), a run of two to eight capitals.
func isDegree(w string, shape bool) bool {
	w = strings.Trim(w, ".,;()®™")
	low := strings.ReplaceAll(strings.ToLower(w), ".", "")
	if degreeWords[low] {
		return len(low) > 2 || strings.ToUpper(w) == w
	}
	if !shape {
		return false
	}
	n := 0
	for _, r := range w {
		switch {
		case r >= 'A' && r <= 'Z':
			n++
		case r == '.' || r == '-':
		default:
			return false
		}
	}
	return n >= 2 && n <= 8
}

// hasNoLowerCase reports whether a text has no lower-case letter.
func hasNoLowerCase(s string) bool { return !strings.ContainsFunc(s, unicode.IsLower) }

// isBesideName reports whether a piece of a byline describes the person named before it: degrees
// ("MS, RD"), an occupation ("CEO of Halden Works").
func isBesideName(piece, before string) bool {
	words := strings.Fields(piece)
	if len(words) == 0 {
		return false
	}
	degrees := true
	for _, w := range words {
		degrees = degrees && (isDegree(w, !hasNoLowerCase(before)) || len(words) > 1 &&
			strings.Trim(w, "0123456789") == "")
	}
	if degrees {
		return true
	}
	for _, w := range words {
		if occupationWords[strings.ToLower(strings.Trim(w, ".,;()"))] {
			return true
		}
	}
	return false
}

// cutDegrees removes degrees at the end of a name: "Ann Lee MS".
func cutDegrees(s string) string {
	w := strings.Fields(s)
	if hasNoLowerCase(s) {
		return s
	}
	n := len(w)
	for n > 2 && (strings.HasSuffix(w[n-2], ",") && isDegree(w[n-1], true) || isDegree(w[n-1], false)) {
		n--
	}
	return strings.TrimRight(strings.Join(w[:n], " "), ",")
}

// bodyName returns the length in bytes of the organisation's name that a byline begins with; 0 when
// it begins with none.
func bodyName(s string) int {
	end := strings.IndexAny(s, ",;|•·\n")
	if end < 0 {
		end = len(s)
	}
	for i, w := range strings.Fields(s[:end]) {
		low := strings.ToLower(w)
		if i > 3 {
			return 0
		}
		if bodyWords[low] {
			rest := s[:end]
			at := strings.Index(rest, w) + len(w)
			if strings.HasPrefix(rest[at:], " for ") || strings.HasPrefix(rest[at:], " of ") ||
				strings.HasPrefix(rest[at:], " on ") {
				return end
			}
			return 0
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return 0
		}
	}
	return 0
}
