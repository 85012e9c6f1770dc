package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// corrections are what notes on changes begin with, the longest first.
var corrections = func() []string {
	list := foldAll(readTables("corrections")["note"])
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}()

// BeginsCorrection reports whether the words in front of a date begin a note on a change of a text:
// "Correction, ", "Aktualisiert am ", "Mise à jour le ". Between the note's name and the date may be one or two
// short words.
func BeginsCorrection(before string) bool {
	s := strings.TrimLeftFunc(Fold(before), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, c := range corrections {
		rest, ok := strings.CutPrefix(s, c)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest != "" && unicode.IsLetter(next) && !isSpaceless(next) {
			continue
		}
		between := strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		long := func(w string) bool { return utf8.RuneCountInString(w) > 4 }
		if len(between) <= 2 && !slices.ContainsFunc(between, long) {
			return true
		}
	}
	return false
}

// isSpaceless reports whether a letter is of a script written without spaces.
func isSpaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar)
}
