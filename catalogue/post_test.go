package catalogue_test

import (
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// A teaser is called a whole post where its text is not cut off and longer than excerpts are, whatever
// number of bytes its letters have.
func TestWholePost(t *testing.T) {
	long := strings.Repeat("levy ", 160)
	for _, tt := range []struct {
		name  string
		s     catalogue.Sighting
		whole bool
	}{
		{"long", catalogue.Sighting{Kind: cutting.Teaser, Text: long}, true},
		{"short", catalogue.Sighting{Kind: cutting.Teaser, Text: "levy"}, false},
		{"no text", catalogue.Sighting{Kind: cutting.Teaser}, false},
		{"short, of three paragraphs", catalogue.Sighting{Kind: cutting.Teaser,
			Text: "Levy.\n\nLevy.\n\nLevy."}, true},
		{"cut off", catalogue.Sighting{Kind: cutting.Teaser, Text: long, Truncated: true}, false},
		{"an article", catalogue.Sighting{Kind: cutting.Article, Text: long}, false},
		{"an excerpt in Persian", catalogue.Sighting{Kind: cutting.Teaser, Text: strings.Repeat("بندر ", 90)}, false},
		{"a post in Chinese", catalogue.Sighting{Kind: cutting.Teaser, Text: strings.Repeat("港口", 140)}, true},
	} {
		if got := tt.s.WholePost(); got != tt.whole {
			t.Errorf("%s: whole %v, want %v", tt.name, got, tt.whole)
		}
	}
}
