package library

import (
	"testing"

	"cuttings/catalogue"
)

func TestMarkedWords(t *testing.T) {
	for name, c := range map[string]struct {
		words      []string
		text, want string
	}{
		"whole words": {[]string{"levy"}, "The levy, the Levy; no levying",
			"The [levy], the [Levy]; no levying"},
		"the longest first":      {[]string{"harbour", "harbour levy"}, "a harbour levy", "a [harbour levy]"},
		"spaces of any sort":     {[]string{"harbour levy"}, "a harbour\n levy", "a [harbour\n levy]"},
		"signs are no pattern":   {[]string{"a.c", "(x"}, "abc a.c (x", "abc [a.c] [(x]"},
		"Persian":                {[]string{"بندر"}, "عوارض بندر را", "عوارض [بندر] را"},
		"no spaces in between":   {[]string{"大坝"}, "河谷大坝开工", "河谷[大坝]开工"},
		"nothing":                {nil, "levy", ""},
		"none there":             {[]string{"zebra"}, "levy", ""},
		"accents are as written": {[]string{"aidés"}, "aidés aide", "[aidés] aide"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, r := range newMarker(c.words).runs(c.text) {
				if r.Match {
					got += "[" + r.Text + "]"
				} else {
					got += r.Text
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestMatchedWords(t *testing.T) {
	hit := catalogue.Hit{Headline: []catalogue.Run{{Text: "The "}, {Text: "Levy", Match: true}},
		Passages: []catalogue.Passage{{Runs: []catalogue.Run{{Text: "levy", Match: true}, {Text: " and "},
			{Text: "harbour  dues", Match: true}}}}}
	got := MatchedWords(hit, []string{"levies", "LEVY"})
	if len(got) != 3 || got[0] != "Levy" || got[1] != "harbour dues" || got[2] != "levies" {
		t.Errorf("%q", got)
	}
}
