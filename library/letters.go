package library

import "cuttings/catalogue/match"

// PlainWord returns a word as searches compare it: folded, without accents, in no language's word forms.
func PlainWord(word string) string { return match.Plain(word) }

// PlainLetters returns what PlainWord makes of letters and digits without a decomposition, for searches outside
// the archive. It must not be modified.
func PlainLetters() map[string]string { return match.Letters() }
