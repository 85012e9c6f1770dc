package words

import "strings"

// SectionWord reports whether a text as a whole is a word that papers in general have
// for a part of theirs, or for a kind of page, and so no outlet's name: "Health",
// "Politik", "Print view", "Category: news".
func SectionWord(s string) bool {
	f := trimFold(s)
	if has(sectionSet, f) || has(frontSet, f) {
		return true
	}
	before, after, ok := strings.Cut(s, ":")
	return ok && strings.TrimSpace(after) != "" && has(filedSet, trimFold(before))
}

var (
	frontSet, sectionSet = phraseSet(tables("sections")["front"]), phraseSet(tables("sections")["section"])
	// filedSet are words that stand before the name of what a page collects, categorySet those
	// that need no colon behind them.
	filedSet, categorySet = phraseSet(tables("filing")["collects"]), phraseSet(tables("filing")["category"])
)

// SectionName takes off a heading what says that a page collects something, and leaves
// what it collects: "Category Archives: Climate" is "Climate". What then is the place of
// a page in a list is none: "Posts: Page 2" gives "".
func SectionName(s string) string {
	s = strings.TrimSpace(s)
	if before, after, ok := strings.Cut(s, ":"); ok && strings.TrimSpace(after) != "" && filed(trimFold(before)) {
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

// filed reports whether what stands before a colon says what a page collects:
// "Category", "Tag Archives".
func filed(f string) bool {
	if has(filedSet, f) {
		return true
	}
	first, rest, ok := strings.Cut(f, " ")
	return ok && has(filedSet, first) && has(filedSet, rest)
}

// archiveCue is where the name begins behind the words that begin titles of archive
// pages; 0 when there are none.
func archiveCue(s string) int {
	f := Fold(s)
	if len(f) != len(s) { // the places would not agree
		return 0
	}
	for _, p := range archiveCues {
		if strings.HasPrefix(f, p) && len(f) > len(p) {
			return len(p)
		}
	}
	return 0
}
