package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SectionName removes from a heading the words for a page that collects something, and returns
// what it collects: "Category Archives: Climate" is "Climate". What then is the place of
// a page in a list, or files nothing under anything, is none: "Posts: Page 2", "Recent
// posts" and "Uncategorized" give "".
func SectionName(s string) string {
	for range 3 { // "Archive: Category 'Climate'"
		next := collectedName(strings.TrimSpace(s))
		if next == s {
			break
		}
		s = next
	}
	if IsNoSection(s) {
		return ""
	}
	return s
}

// IsNoSection reports whether a text as a whole files nothing under anything: it is a step of
// navigation, names what a list consists of ("Latest posts"), or is what systems fill in for nothing.
func IsNoSection(s string) bool {
	return IsNavigation(s) || has(heapSet, trimFold(s)) || strings.Contains(s, "://")
}

// collectedName is a heading without the words before, behind and around the name of what is
// collected.
func collectedName(s string) string {
	if r := []rune(s); len(r) > 2 && strings.ContainsRune("'‘“\"«„「『", r[0]) &&
		strings.ContainsRune("'’”\"»“」』", r[len(r)-1]) {
		return string(r[1 : len(r)-1])
	}
	if before, after, ok := strings.Cut(strings.Replace(s, "：", ":", 1), ":"); ok &&
		strings.TrimSpace(after) != "" && isCollectionCue(trimFold(before)) {
		return strings.TrimSpace(after)
	}
	if first, rest, ok := strings.Cut(s, " "); ok && has(categorySet, trimFold(first)) && rest != "" {
		return strings.TrimSpace(rest)
	}
	for _, p := range archiveCues {
		if n := prefixLen(s, p); n > 0 && strings.TrimSpace(s[n:]) != "" {
			return strings.TrimSpace(s[n:])
		}
	}
	if has(heapSet, trimFold(s)) {
		return s // "Blog archives" collects nothing
	}
	return s[:beforeEnd(s)]
}

// beforeEnd is how much of a heading precedes the words that end titles of archive
// pages: "Climate Archives". All of it without such words, or where they go with the one
// before them: "From the Archive".
func beforeEnd(s string) int {
	for _, p := range archiveEnds {
		at, spaced := len(s)-len(p), strings.IndexFunc(p, isUnspacedScript) < 0
		if at <= 0 || !utf8.RuneStart(s[at]) || Fold(s[at:]) != p {
			continue
		}
		before := strings.TrimRightFunc(s[:at], isDecoration)
		if spaced && (before == s[:at] || isShortWord(before)) || before == "" {
			continue
		}
		return len(before)
	}
	return len(s)
}

// isShortWord reports whether a text ends in a word of up to three small letters.
func isShortWord(s string) bool {
	last := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	return utf8.RuneCountInString(last) <= 3 && strings.ToLower(last) == last
}

// isCollectionCue reports whether the folded text before a colon announces what a page collects:
// "Category", "Tag Archives".
func isCollectionCue(f string) bool {
	if has(collectionCues, f) || listPhrases["before"][f] || slices.Contains(archiveCues, f+" ") {
		return true
	}
	first, rest, ok := strings.Cut(f, " ")
	return ok && has(collectionCues, first) && has(collectionCues, rest)
}

// archiveEnds are the words that end titles of archive pages.
var archiveEnds = foldedByLength(readTables("filing")["end"])
