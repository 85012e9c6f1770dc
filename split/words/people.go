package words

import "strings"

// IsNoPerson reports whether a text found in an author's place names nobody: a button, a navigation
// step, the front page, "and others".
func IsNoPerson(s string) bool {
	if len(s) > 80 {
		return false
	}
	if rest, ok := CutByline(s); ok && rest == "" {
		return true
	}
	return has(noPersons, bareWord(s)) || IsShare(s) || IsMark(s) || IsFiling(s) || IsCommentCount(s) ||
		IsNavigation(s) || IsNotRail(s)
}

var noPersons = newPhrases(foldAll(readTables("persons")["nobody"]))

// IsTranscript reports whether a heading announces the transcript of a broadcast.
func IsTranscript(s string) bool { return len(s) < 80 && has(transcripts, bareWord(s)) }

var transcripts = newPhrases(foldAll(readTables("persons")["transcript"]))

// cutSmallThe removes "the" from the name of a group: "by the Harbour Desk".
func cutSmallThe(s string) (string, bool) {
	rest, ok := strings.CutPrefix(s, "the ")
	return rest, ok && len(strings.Fields(rest)) <= 4
}
