package words

import "strings"

// IsSectionWord reports whether a whole text is a word that papers in general use for a section or a
// kind of page, and so is no outlet's name: "Health", "Politik", "Print view", "Category: news".
func IsSectionWord(s string) bool {
	f := trimFold(s)
	if has(sectionSet, f) || has(frontSet, f) {
		return true
	}
	before, after, ok := strings.Cut(s, ":")
	return ok && strings.TrimSpace(after) != "" && has(collectionCues, trimFold(before))
}

// IsFrontPage reports whether a text as a whole is what sites call their front page.
func IsFrontPage(s string) bool { return has(frontSet, trimFold(s)) }

var (
	frontSet, sectionSet = phraseSet(readTables("sections")["front"]), phraseSet(readTables("sections")["section"])
	// collectionCues are words that precede the name of what a page collects; those in categorySet need
	// no colon after them. heapSet are headings that file nothing under anything.
	collectionCues, categorySet = phraseSet(readTables("filing")["collects"]),
		phraseSet(readTables("filing")["category"])
	heapSet = phraseSet(readTables("filing")["heap"])
)
