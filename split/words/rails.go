package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	railSet    = phraseSet(readTables("rails")["rail"])
	notRailSet = phraseSet(readTables("rails")["other"])
	pageSet    = phraseSet(readTables("pagination")["page"])
)

// trimFold folds s and removes decoration from both ends: punctuation, symbols, emoji and arrows.
// Inner separators become spaces, so that "Editor’s – picks" and "مطالب‌مرتبط" match their words.
func trimFold(s string) string {
	var buf [256]byte
	if b, ok := lowerASCII(buf[:0], s); ok {
		return string(b)
	}
	if strings.Contains(s, "\u200c") {
		s = strings.ReplaceAll(s, "\u200c", " ") // a zero-width non-joiner separates the words of a compound
	}
	s = strings.TrimFunc(Fold(s), func(r rune) bool {
		return r != '\'' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	if strings.IndexByte(s, ':') < 0 && strings.IndexByte(s, '|') < 0 && !strings.Contains(s, "\u2013") &&
		!strings.Contains(s, "\u2014") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\u2013' || r == '\u2014' || r == ':' || r == '|'
	}), " ")
}

// maxRailHeading is the longest heading of a rail, in runes; anything longer is a sentence.
const maxRailHeading = 60

// IsRailHeading reports whether s is a heading of a side list of posts ("Recent posts", "Most
// viewed", "Lire aussi", "پربازدیدترین") in one of the lexicon's languages. It is true when s,
// apart from case, accents and decoration, is such a phrase, begins or ends with one, or (for
// phrases of two words and more, or of scripts without spaces) contains one. Headings of other
// boxes (categories, tags, recent comments) never count.
func IsRailHeading(s string) bool {
	if len(s) > 4*maxRailHeading || utf8.RuneCountInString(s) > maxRailHeading {
		return false
	}
	f := trimFold(s)
	if f == "" || has(notRailSet, f) {
		return false
	}
	if has(railSet, f) {
		return true
	}
	// Windows of whole words, longest first, at most six words long. at is the byte offset of
	// each word's beginning and, at the end, of where the next word would begin.
	var at [10]int
	n := 1
	for i := 0; i < len(f); i++ {
		if f[i] == ' ' {
			if n == len(at)-1 {
				return false
			}
			at[n] = i + 1
			n++
		}
	}
	at[n] = len(f) + 1
	if n <= 2 && isInUnspacedScript(f) {
		return containsUnspaced(f)
	}
	for size := min(n-1, 6); size >= 1; size-- {
		for i := 0; i+size <= n; i++ {
			if size == 1 && i > 0 && i < n-1 {
				continue
			}
			ph := f[at[i] : at[i+size]-1]
			if has(notRailSet, ph) && (size > 1 || i+size == n) {
				return false
			}
			if has(railSet, ph) && (size > 1 || n <= 3) {
				return true
			}
		}
	}
	return false
}

// isInUnspacedScript reports whether s is written in a script without word spaces.
func isInUnspacedScript(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			return true
		}
	}
	return false
}

// containsUnspaced reports whether a heading without word spaces, of at most 16 runes, contains a
// phrase.
func containsUnspaced(f string) bool {
	r := []rune(f)
	if len(r) > 16 {
		return false
	}
	found := false
	for n := len(r) - 1; n >= 2; n-- {
		for i := 0; i+n <= len(r); i++ {
			ph := string(r[i : i+n])
			if has(notRailSet, ph) && i+n == len(r) {
				return false
			}
			if n >= 3 && has(railSet, ph) || n == 2 && i+n == len(r) && has(railSet, ph) {
				found = true
			}
		}
	}
	return found
}

// IsNotRail reports whether s is the heading of a side box without posts: categories, tags, recent
// comments, archives, links.
func IsNotRail(s string) bool {
	if len(s) > 4*maxRailHeading {
		return false
	}
	return has(notRailSet, trimFold(s))
}

// IsNavigation reports whether s is the text of a link or label of pagination or navigation between
// lists: "Older posts", "Next »", "3", "Page 2 of 7", "«". Text without any letter or digit also
// counts.
func IsNavigation(s string) bool {
	if len(s) > 64 {
		return false
	}
	var buf [64]byte
	if b, ok := lowerASCII(buf[:0], s); ok {
		if len(b) == 0 {
			return true
		}
		if has(pageSet, b) {
			return true
		}
		letters, digits := 0, 0
		for _, c := range b {
			switch {
			case c >= '0' && c <= '9':
				digits++
			case c >= 'a' && c <= 'z':
				letters++
			}
		}
		if letters > 0 && (digits == 0 || digits > 6) {
			return false
		}
		return mostlyNumbers(string(b), letters, digits)
	}
	f := trimFold(s)
	if f == "" || has(pageSet, f) {
		return true
	}
	letters, digits := 0, 0
	for _, r := range f {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return mostlyNumbers(f, letters, digits)
}

// mostlyNumbers reports whether a folded text, with the given counts of letters and digits, is only a
// number or has up to three words about numbers ("page 2 of 7").
func mostlyNumbers(f string, letters, digits int) bool {
	if letters == 0 {
		return digits <= 3
	}
	if digits == 0 || digits > 6 {
		return false
	}
	for w := range strings.FieldsSeq(f) {
		if w[0] >= '0' && w[0] <= '9' {
			continue
		}
		if !isPageWord(w) {
			return false
		}
	}
	return true
}

// lowerASCII appends trimFold(s) to buf for ASCII text without runs of spaces and inner separators;
// it returns false for any other text.
func lowerASCII(buf []byte, s string) ([]byte, bool) {
	lo, hi := -1, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 0x80, c == ':', c == '|', c < ' ', c == ' ' && i > 0 && s[i-1] == ' ':
			return nil, false
		case c >= 'A' && c <= 'Z':
			c += 32
		}
		buf = append(buf, c)
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '\'' {
			if lo < 0 {
				lo = i
			}
			hi = i + 1
		}
	}
	if lo < 0 {
		return nil, true
	}
	return buf[lo:hi], true
}

// isPageWord reports whether w is a word used between the numbers of a pagination line.
func isPageWord(w string) bool {
	switch w {
	case "page", "of", "pages", "seite", "von", "sur", "pagina", "de", "di", "van", "strana", "z", "sida", "av",
		"side", "af", "страница", "из", "сторінка", "з", "стр", "sayfa", "صفحه", "از", "صفحة", "من", "halaman", "dari",
		"trang", "ページ", "页", "第", "共", "頁", "/", "next", "prev", "last", "first", "…", "...":
		return true
	}
	return false
}
