package entries

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
)

func TestOtherOf(t *testing.T) {
	rep := &catalogue.Sighting{Headline: "Dam is safe", Text: "One and two.\n\nThree.\n\nFour, five."}
	own := Version{Sum: "b", Headline: rep.Headline, Text: rep.Text}
	for _, tt := range []struct {
		name     string
		versions []Version
		want     Other
	}{
		{"one version", []Version{own}, Other{}},
		{"other punctuation, capitals and order", []Version{{"c", "DAM IS SAFE!", "Three\n \r\nOne, and two"}},
			Other{}},
		{"a paragraph more", []Version{{"c", rep.Headline, "Three.\n\nSix."}}, Other{Paragraphs: []string{"Six."}}},
		{"a changed word takes its paragraph with it", []Version{{"c", rep.Headline, "One and six."}},
			Other{Paragraphs: []string{"One and six."}}},
		{"a paragraph that was two", []Version{{"c", rep.Headline, "Three.\nFour, five."}},
			Other{Paragraphs: []string{"Three.\nFour, five."}}},
		{"another headline", []Version{{"c", "Dam is not safe", rep.Text}},
			Other{Headlines: []string{"Dam is not safe"}}},
		{"each once, by checksum", []Version{{"d", "x", "Six."}, {"c", "y", "Six!\n\nSeven."}, {"a", "x", "Seven."}},
			Other{Headlines: []string{"x", "y"}, Paragraphs: []string{"Seven.", "Six!"}}},
		{"nothing to read", []Version{{"c", "", " \n\n…"}}, Other{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := append(slices.Clone(tt.versions), own)
			for range list {
				if d := cmp.Diff(tt.want, OtherOf(rep, list)); d != "" {
					t.Errorf("(-want +got):\n%s", d)
				}
				list = append(list[1:], list[0]) // in any order
			}
		})
	}
}
