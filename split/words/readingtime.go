package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// readingTimes are the phrases around a number of minutes, longest first.
var readingTimes = sync.OnceValue(func() (t struct {
	after, before, short []string
	units                map[rune]bool // what units begin with
}) {
	all := readTables("readingtimes")
	byLength := func(kind string) []string {
		out := foldAll(all[kind])
		slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
		return out
	}
	t.after, t.before, t.short = byLength("after"), byLength("before"), byLength("short")
	t.units = map[rune]bool{}
	for _, u := range slices.Concat(t.after, t.short) {
		r, _ := utf8.DecodeRuneInString(u)
		t.units[r] = true
	}
	return t
})

// CutReadingTime returns a line, folded, without its statement of how long a text takes to read ("5 min read",
// "Lesezeit: 5 Minuten"), and whether it has one. In a line with a date, minutes alone between separators are one,
// too ("· 5 min ·").
func CutReadingTime(s string, dated bool) (rest string, ok bool) {
	t := readingTimes()
	if len(s) > 300 || !unitFollows(s, t.units) {
		return "", false
	}
	f := Fold(s)
	number := func(from int) int { // the end of a number that begins there, behind space, colon or sign
		i := from + len(f[from:]) - len(strings.TrimLeft(f[from:], " :~≈-"))
		n := i
		for n < len(f) && f[n] >= '0' && f[n] <= '9' {
			n++
		}
		if n == i || n-i > 3 {
			return -1
		}
		return n
	}
	for _, p := range t.before {
		if i := strings.Index(f, p); i >= 0 && isWholeWords(f, i, i+len(p)) {
			if n := number(i + len(p)); n >= 0 {
				for _, u := range t.short {
					if tail, found := strings.CutPrefix(strings.TrimLeft(f[n:], " "), u); found {
						return f[:i] + " " + tail, true
					}
				}
			}
		}
	}
	for _, p := range t.after {
		for from := 0; ; {
			i := strings.Index(f[from:], p)
			if i < 0 {
				break
			}
			i += from
			if n := digitsBefore(f, i); n >= 0 && isWholeWords(f, n, i+len(p)) {
				return f[:n] + " " + f[i+len(p):], true
			}
			from = i + len(p)
		}
	}
	parts := strings.FieldsFunc(f, func(r rune) bool { return strings.ContainsRune("·•|—–∙⋅#", r) })
	for _, part := range parts {
		core := strings.TrimSpace(part)
		i := strings.IndexFunc(core, func(r rune) bool { return !unicode.IsDigit(r) })
		if dated && len(parts) > 1 && i > 0 && i < 4 && slices.Contains(t.short, strings.TrimLeft(core[i:], " ")) {
			return strings.Replace(f, part, " ", 1), true
		}
	}
	return "", false
}

// unitFollows reports whether a number is followed by a letter that units begin with: few lines have one.
func unitFollows(s string, units map[rune]bool) bool {
	digit := false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case digit && unicode.IsSpace(r):
		default:
			if digit && units[unicode.ToLower(r)] {
				return true
			}
			digit = false
		}
	}
	return false
}

// digitsBefore returns where the number begins that ends before i, with a space between them or none; -1 where there
// is none.
func digitsBefore(s string, i int) int {
	end := len(strings.TrimRight(s[:i], " "))
	n := end
	for n > 0 && s[n-1] >= '0' && s[n-1] <= '9' {
		n--
	}
	if n == end || end-n > 3 || i-end > 1 {
		return -1
	}
	return n
}

// isWholeWords reports whether the letters from i to j are whole words.
func isWholeWords(s string, i, j int) bool {
	before, after := []rune(s[:i]), []rune(s[j:])
	letter := func(r rune) bool { return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hangul) }
	return (i == 0 || !letter(before[len(before)-1])) && (j == len(s) || !letter(after[0]))
}
