package library

import (
	"testing"
)

func TestDiffWords(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"alike":           {"one two", "one two", "one two"},
		"a word for one":  {"longer than twelve metres", "longer than fifteen metres", "longer than [-twelve ][+fifteen ]metres"},
		"put in":          {"a c", "a b c", "a [+b ]c"},
		"taken out":       {"a b c", "a c", "a [-b ]c"},
		"from nothing":    {"", "a b", "[+a b]"},
		"to nothing":      {"a", "", "[-a]"},
		"both empty":      {"", "", ""},
		"no spaces":       {"河谷大坝开工", "河谷大坝停工", "河谷大坝[-开][+停]工"},
		"punctuation":     {"He left.", "He left!", "He left[-.][+!]"},
		"a paragraph":     {"the end", "the end\n\nand more", "the end[+\n\nand more]"},
		"a repeated word": {"a a b", "a b", "a [-a ]b"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, r := range diffWords(c.a, c.b) {
				switch r.Op {
				case "del":
					got += "[-" + r.Text + "]"
				case "ins":
					got += "[+" + r.Text + "]"
				default:
					got += r.Text
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// FuzzDiffWords: nothing is lost and nothing invented.
func FuzzDiffWords(f *testing.F) {
	f.Add("one two three", "one three four")
	f.Add("موج شکن", "موج\u200cشکن \xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		older, newer := "", ""
		for _, r := range diffWords(a, b) {
			if r.Op != "ins" {
				older += r.Text
			}
			if r.Op != "del" {
				newer += r.Text
			}
		}
		if older != a || newer != b {
			t.Fatalf("%q and %q became %q and %q", a, b, older, newer)
		}
	})
}
