package library

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue"
)

// maxMarked is the maximum number of different words marked in a text.
const maxMarked = 100

// MatchedWords returns the words, in the forms they have there, by which a hit matched: what its headline and
// passages mark, and the other forms the query was widened to.
func MatchedWords(hit catalogue.Hit, expanded []string) []string {
	seen := map[string]bool{}
	var out []string
	add := func(w string) {
		w = strings.Join(strings.Fields(w), " ")
		if key := strings.ToLower(w); w != "" && !seen[key] && len(out) < maxMarked {
			seen[key] = true
			out = append(out, w)
		}
	}
	runs := func(rs []catalogue.Run) {
		for _, r := range rs {
			if r.Match {
				add(r.Text)
			}
		}
	}
	runs(hit.Headline)
	for _, p := range hit.Passages {
		runs(p.Runs)
	}
	for _, w := range expanded {
		add(w)
	}
	return out
}

// marker finds words in texts; nil finds none.
type marker struct{ re *regexp.Regexp }

// newMarker returns a marker that finds whole words, ignoring capitals and the amount of white space within
// them.
func newMarker(words []string) *marker {
	if len(words) == 0 {
		return nil
	}
	words = slices.SortedFunc(slices.Values(words), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	alternatives := make([]string, len(words))
	for i, w := range words {
		fields := strings.Fields(w)
		for k := range fields {
			fields[k] = regexp.QuoteMeta(fields[k])
		}
		alternatives[i] = strings.Join(fields, `\s+`)
	}
	re, err := regexp.Compile("(?i)(?:" + strings.Join(alternatives, "|") + ")")
	if err != nil {
		return nil // words too long for an expression: nothing is marked
	}
	return &marker{re}
}

// runs splits a text at the words found; nil when there are none.
func (m *marker) runs(text string) []catalogue.Run {
	if m == nil {
		return nil
	}
	var out []catalogue.Run
	at := 0
	for _, f := range m.re.FindAllStringIndex(text, -1) {
		if f[0] == f[1] || !wordEdge(text, f[0]) || !wordEdge(text, f[1]) {
			continue
		}
		if f[0] > at {
			out = append(out, catalogue.Run{Text: text[at:f[0]]})
		}
		out = append(out, catalogue.Run{Text: text[f[0]:f[1]], Match: true})
		at = f[1]
	}
	if out != nil && at < len(text) {
		out = append(out, catalogue.Run{Text: text[at:]})
	}
	return out
}

// wordEdge reports whether byte at of a text is a word boundary. Scripts written without spaces have one
// everywhere.
func wordEdge(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return !inWord(before) || !inWord(after)
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)) && !spaceless(r)
}

// spaceless reports whether a letter is of a script written without spaces.
func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar)
}
