package within

import (
	"strings"
	"testing"
)

// TestWordLists checks that a list has its words of every language.
func TestWordLists(t *testing.T) {
	for _, tt := range []struct{ list, words string }{
		{"courtesies", "mr frau señora madame"}, {"europeanArticles", "ein una"}, {"clubPrefixes", "fc deportivo"},
	} {
		for _, w := range strings.Fields(tt.words) {
			if !wordLists.Get(tt.list)[w] {
				t.Errorf("%s lack %q", tt.list, w)
			}
		}
	}
}
