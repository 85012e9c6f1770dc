package library

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestDiffWords(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"alike": {"one two", "one two", "one two"},
		"a word for one": {"longer than twelve metres", "longer than fifteen metres",
			"longer than [-twelve ][+fifteen ]metres"},
		"put in":          {"a c", "a b c", "a [+b ]c"},
		"taken out":       {"a b c", "a c", "a [-b ]c"},
		"from nothing":    {"", "a b", "[+a b]"},
		"to nothing":      {"a", "", "[-a]"},
		"both empty":      {"", "", ""},
		"no spaces":       {"河谷大坝开工", "河谷大坝停工", "河谷大坝[-开][+停]工"},
		"punctuation":     {"He left.", "He left!", "He left[-.][+!]"},
		"a paragraph":     {"the end", "the end\n\nand more", "the end[+\n\nand more]"},
		"a repeated word": {"a a b", "a b", "[-a ]a b"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, r := range compared(t, c.a, c.b) {
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
		for _, r := range compared(t, a, b) {
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

func compared(t *testing.T, a, b string) []DiffRun {
	t.Helper()
	runs, whole, err := diffWords(t.Context(), a, b)
	if err != nil || !whole {
		t.Fatalf("%q and %q: whole %v, %v", a, b, whole, err)
	}
	return runs
}

// TestDiffIsBounded: two long texts with nothing in the same place take no longer than the limit, and are not
// compared when ctx has ended.
func TestDiffIsBounded(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 400_000)
	for i := range words {
		words[i] = string([]byte{'a' + byte(rnd.IntN(10)), 'k' + byte(rnd.IntN(7)), 'r' + byte(rnd.IntN(3)), ' '})
	}
	a := strings.Join(words, "")
	rnd.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	b := strings.Join(words, "")
	start := time.Now()
	runs, whole, err := diffWords(t.Context(), a, b)
	if took := time.Since(start); err != nil || took > 4*diffTime {
		t.Errorf("took %v, %v", took, err)
	}
	if whole {
		t.Error("a comparison that ran out of time says it is whole")
	}
	older, newer := "", ""
	var o, n strings.Builder
	for _, r := range runs {
		if r.Op != "ins" {
			o.WriteString(r.Text)
		}
		if r.Op != "del" {
			n.WriteString(r.Text)
		}
	}
	if older, newer = o.String(), n.String(); older != a || newer != b {
		t.Error("something is lost or invented")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := diffWords(gone, a, b); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
}
