package words

import (
	"strings"
	"unicode"
)

// IsPagePlace reports whether a short text describes a place within a site and is no name: a page of
// a list ("Posts: Page 2", "Seite 3 von 7") or the archive of a month, a tag or an author
// ("Archives for March 2019", "Archiv für Politik").
func IsPagePlace(s string) bool {
	if s == "" || len(s) > 120 {
		return false
	}
	for piece := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return r == '|' || r == ':' || r == '·' || r == '•' || r == '»' || r == '–' || r == '—'
	}) {
		piece = strings.TrimSpace(piece)
		if strings.IndexFunc(piece, unicode.IsDigit) >= 0 && IsNavigation(piece) {
			return true
		}
		f := Fold(piece)
		for _, p := range archiveCues {
			if strings.HasPrefix(f, p) && len(f) > len(p) {
				return true
			}
		}
	}
	return false
}

// archiveCues are the opening words of archive pages' titles, longer ones first.
var archiveCues = func() (cues []string) {
	for _, p := range foldedByLength(readTables("filing")["archive"]) {
		cues = append(cues, p+" ")
	}
	return cues
}()
