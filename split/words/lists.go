package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// listPhrases are sets of the phrases that name pages of lists, by kind; listEnds are those of kind
// "end", with a space before them in scripts that have spaces.
var listPhrases, listEnds = func() (sets map[string]map[string]bool, ends []string) {
	sets = map[string]map[string]bool{}
	for kind, phrases := range readTables("lists") {
		sets[kind] = map[string]bool{}
		for _, phrase := range phrases {
			sets[kind][trimFold(phrase)] = true
		}
	}
	for f := range sets["end"] {
		if strings.IndexFunc(f, isUnspacedScript) < 0 {
			f = " " + f
		}
		ends = append(ends, f)
	}
	return sets, ends
}()

// isUnspacedScript reports whether r is a letter of a script without spaces between words.
func isUnspacedScript(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// titleParts returns the parts of a title between separators, folded.
func titleParts(title string) []string {
	var out []string
	for _, sep := range [...]string{" - ", " – ", " — ", " :: ", ": "} {
		title = strings.ReplaceAll(title, sep, "|")
	}
	separator := func(r rune) bool { return strings.ContainsRune("|·•»«›‹：", r) }
	for part := range strings.FieldsFuncSeq(title, separator) {
		if f := trimFold(part); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// ListTitle returns how strongly a title or heading names its page as a list: 2 when all of it, or
// its first part, is a list's name ("News | The Courier", "Category: Climate", "Climate Archives",
// "Page 3 of 7"), 1 when another part is one ("The Courier - News"), else 0.
func ListTitle(title string) int {
	if title == "" || len(title) > 200 {
		return 0
	}
	if IsPagePlace(title) || namesCollection(title) {
		return 2
	}
	parts := titleParts(title)
	best := 0
	for i, f := range parts {
		switch {
		case isPageNumber(f), statesTag(f):
			return 2
		case !listPhrases["name"][f] && !endsList(f):
		case i == 0 && !slices.ContainsFunc(parts[1:], isHeadlineLong):
			return 2
		default: // "Opinion | Why the ferry must not stop in winter"
			best = 1
		}
	}
	return best
}

// namesCollection reports whether a part of a title names what the page collects, by a word and a colon:
// "Category: Climate". The word alone is not enough: "Search | The Courier" is a form.
func namesCollection(title string) bool {
	for part := range strings.FieldsFuncSeq(title, func(r rune) bool { return strings.ContainsRune("|·•»«›‹", r) }) {
		before, after, ok := strings.Cut(strings.Replace(part, "：", ":", 1), ":")
		f := trimFold(before)
		if ok && strings.TrimSpace(after) != "" && (isCollectionCue(f) || listPhrases["before"][f]) {
			return true
		}
	}
	return false
}

// isHeadlineLong reports whether a part of a title is longer than the names of most sites.
func isHeadlineLong(f string) bool {
	const words, runes = 6, 40
	return len(strings.Fields(f)) >= words || utf8.RuneCountInString(f) >= runes
}

// isPageNumber reports whether a folded text is the number of a list's page: "page 3 of 7".
func isPageNumber(f string) bool {
	return strings.IndexFunc(f, unicode.IsDigit) >= 0 && strings.IndexFunc(f, unicode.IsLetter) >= 0 && IsNavigation(f)
}

// endsList reports whether a folded text is a subject followed by a word for a list: "climate
// archives".
func endsList(f string) bool {
	const most = 60 // bytes: longer ones are sentences
	if len(f) > most {
		return false
	}
	for _, e := range listEnds {
		if len(f) > len(e) && strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// statesTag reports whether a text states that the listed items have a tag: "Tagged “harbour”".
func statesTag(f string) bool {
	for _, p := range [...]string{"tagged ", "posts about ", "posts filed under ", "all posts by "} {
		if strings.HasPrefix(f, p) && len(f) < 60 {
			return true
		}
	}
	return false
}

// listAddresses are path segments that lists have in their addresses: the list names in ASCII and
// some short words.
var listAddresses = func() map[string]bool {
	out := map[string]bool{}
	for n := range listPhrases["name"] {
		out[strings.ReplaceAll(n, " ", "-")] = true
	}
	for w := range strings.FieldsSeq(`all list liste lists recent home default main start issue hub hubs
		press-room`) {
		out[w] = true
	}
	return out
}()

// IsListAddress reports whether a path segment of an address is a usual one for lists: "news",
// "press-releases".
func IsListAddress(part string) bool {
	return listAddresses[strings.ReplaceAll(strings.ToLower(part), "_", "-")]
}

// IsOnwardInList reports whether a link's text is for a further page of a list, not to the next
// article: "Older posts", "Next page".
func IsOnwardInList(s string) bool {
	if len(s) > 64 {
		return false
	}
	var buf [64]byte
	if b, ok := lowerASCII(buf[:0], s); ok {
		return has(onwardPhrases, b)
	}
	return has(onwardPhrases, trimFold(s))
}

var onwardPhrases = phraseSet(readTables("lists")["onward"])
