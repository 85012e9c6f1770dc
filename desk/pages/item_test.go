package pages

import (
	"strings"
	"testing"

	"cuttings/catalogue"
)

// TestAPassageLinksToWhereMostMatches: a small word that matches in the paragraph before is not what was
// searched for.
func TestAPassageLinksToWhereMostMatches(t *testing.T) {
	runs := func(s string) (out []catalogue.Run) {
		for i, part := range strings.Split(s, "*") {
			out = append(out, catalogue.Run{Text: part, Match: i%2 == 1})
		}
		return out
	}
	for name, s := range map[string]string{
		"one match":                   "the wall was >*sound*, he said",
		"the next paragraph has more": "who worked *on* *the* site.\nHe said >*as* *sound* as *on* that day",
		"the first has more":          "he said >*as* *sound* *as* ever.\n*On* Monday",
		"the same word again":         "*On* and *on* and *on*.\n>*Sound* *as* ever",
		"equal":                       ">*sound* one\n*sound* two",
		"two blank lines":             "a *b*\n\n>*c* *d*",
		"none":                        ">no match at all",
	} {
		want := strings.Index(strings.ReplaceAll(s, "*", ""), ">")
		if got := linkPlace(runs(strings.Replace(s, ">", "", 1))); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}
