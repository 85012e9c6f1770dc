package words

import "strings"

// SectionWord reports whether a whole text is a word that papers in general use for a section or a
// kind of page, and so is no outlet's name: "Health", "Politik", "Print view", "Category: news".
func SectionWord(s string) bool {
	f := trimFold(s)
	if has(sectionSet, f) || has(frontSet, f) {
		return true
	}
	before, after, ok := strings.Cut(s, ":")
	return ok && strings.TrimSpace(after) != "" && has(collectionCues, trimFold(before))
}

var (
	frontSet, sectionSet = phraseSet(tables("sections")["front"]), phraseSet(tables("sections")["section"])
	// collectionCues are words that precede the name of what a page collects; those in categorySet need
	// no colon after them.
	collectionCues, categorySet = phraseSet(tables("filing")["collects"]), phraseSet(tables("filing")["category"])
)

// SectionName returns a heading without the words that announce a collection: "Category Archives:
// Climate" gives "Climate". It returns "" when the rest is only a page's place in a list: "Posts:
// Page 2".
func SectionName(s string) string {
	s = strings.TrimSpace(s)
	before, after, ok := strings.Cut(s, ":")
	if ok && strings.TrimSpace(after) != "" && collectionCue(trimFold(before)) {
		s = strings.TrimSpace(after)
	} else if first, rest, ok := strings.Cut(s, " "); ok && has(categorySet, trimFold(first)) {
		s = strings.TrimSpace(rest)
	} else if at := archiveCue(s); at > 0 {
		s = strings.TrimSpace(s[at:])
	}
	if r := []rune(s); len(r) > 2 && strings.ContainsRune("'‘“\"«", r[0]) &&
		strings.ContainsRune("'’”\"»", r[len(r)-1]) {
		s = string(r[1 : len(r)-1])
	}
	if Navigation(s) {
		return ""
	}
	return s
}

// collectionCue reports whether the folded text before a colon announces what a page collects:
// "Category", "Tag Archives".
func collectionCue(f string) bool {
	if has(collectionCues, f) {
		return true
	}
	first, rest, ok := strings.Cut(f, " ")
	return ok && has(collectionCues, first) && has(collectionCues, rest)
}

// archiveCue returns the byte offset of the name that follows the opening words of an archive
// page's title; 0 without such words.
func archiveCue(s string) int {
	f := Fold(s)
	if len(f) != len(s) { // the offsets would differ
		return 0
	}
	for _, p := range archiveCues {
		if strings.HasPrefix(f, p) && len(f) > len(p) {
			return len(p)
		}
	}
	return 0
}
