package page

import "cuttings/page/lang"

// LittleWord reports whether a word is one of the few that make up a third of any text in some
// language: "the", "und".
func LittleWord(word string) bool {
	hits, _ := lang.LittleWords(word)
	return len(hits) > 0
}
