package plain

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// shareAtEnd is the share that a reason ends with: how likely this way to read a page is among all.
var shareAtEnd = regexp.MustCompile(` \((\d+) %\)$`)

// Reason is why a page was read as it was, with words for how likely that is in place of a share.
func Reason(s string) string {
	m := shareAtEnd.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	share, err := strconv.Atoi(m[1])
	if err != nil {
		return s
	}
	words := "; it can be read otherwise nearly as well"
	switch {
	case share >= 97:
		words = "; no other way to read it comes near"
	case share >= 75:
		words = "; it can be read otherwise, less well"
	}
	return strings.TrimSuffix(s, m[0]) + words
}

// Quoted is s in quotation marks, those within it single: “Half a ban is ‘still’ a ban”. Text that has
// marks around the whole of it stays as it is.
func Quoted(s string) string {
	if inner, ok := strings.CutPrefix(s, "“"); ok {
		if inner, ok = strings.CutSuffix(inner, "”"); ok && !strings.ContainsAny(inner, "“”") {
			return s
		}
	}
	s = singleQuotes.Replace(s)
	var b strings.Builder
	open := false
	for _, r := range s {
		if r != '"' {
			b.WriteRune(r)
			continue
		}
		if open = !open; open {
			b.WriteRune('‘')
		} else {
			b.WriteRune('’')
		}
	}
	return "“" + b.String() + "”"
}

var singleQuotes = strings.NewReplacer("“", "‘", "”", "’")

// ShellQuoted is a word of a command line that a person is told to type, as a POSIX shell takes it: as it is where
// nothing in it has a meaning for a shell, else in double quotation marks, which Windows takes too, and in single
// ones where something has a meaning within double ones, as in a query for an exact phrase.
func ShellQuoted(s string) string {
	plainly := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("_./:@%+=,-", r)
	}
	switch {
	case s != "" && s[0] != '-' && !strings.ContainsFunc(s, func(r rune) bool { return !plainly(r) }):
		return s
	case !strings.ContainsAny(s, "\"$`\\!"):
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
