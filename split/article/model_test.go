package article

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"cuttings/split/boost"
)

// TestWeightsFitTheFeatures checks that the weights name exactly the features that the code fills,
// in the same order.
func TestWeightsFitTheFeatures(t *testing.T) {
	m := ShippedModel()
	for _, c := range []struct {
		name   string
		forest *boost.Forest
		want   []string
	}{
		{"first", m.First, FirstNames()},
		{"second", m.Second, SecondNames()},
		{"choice", m.Choice, ChoiceNames()},
		{"title", m.Title, TitleNames()},
		{"byline", m.Byline, BylineNames()},
		{"date", m.Date, DateNames()},
	} {
		if c.forest.Trees() == 0 {
			t.Errorf("%s: no trees", c.name)
		}
		if !slices.Equal(c.forest.Features, c.want) {
			t.Errorf("%s: the weights were fitted to %d other features; run cmd/train", c.name, len(c.forest.Features))
		}
	}
}

func TestEveryFeatureIsFilled(t *testing.T) {
	p := readPage(t, `<article><h1>The lock at Velm</h1><p>By Ada Fern, 4 March 2031</p><p>The lock stays shut, the `+
		`port said on Tuesday, and nobody knows for how long.</p></article>`)
	l := readScripts(nil)
	v := newView(p, l, ShippedModel(), nil)
	first := v.newFirstPass().rows(0, len(v.m))
	for i, x := range first {
		if len(x) != len(firstFeatures) {
			t.Fatalf("block %d has %d features", i, len(x))
		}
	}
	if at := slices.Index(firstFeatures, "article_words"); first[0][at] == 0 {
		t.Error("the first pass's last feature is never filled")
	}
	half := make([]float32, len(first))
	for i := range half {
		half[i] = 0.5
	}
	second := v.secondRows(v.newFirstPass().appendRow, half)(0, len(half))
	if want := len(firstFeatures) + len(secondFeatures); len(second[0]) != want {
		t.Fatalf("the second pass has %d features, want %d", len(second[0]), want)
	}
	if at := len(second[0]) - 1; second[0][at] != 1 {
		t.Errorf("the second pass's last feature is %v, want 1 inside the only article", second[0][at])
	}
}

func TestOddsFindWordsByHash(t *testing.T) {
	o := newOdds(map[string]float32{"comments": -2, "body": 3},
		map[string]hint{"byline": hintAuthor, "body": hintTitle})
	cases := []struct {
		word string
		odds float32
		hint hint
	}{{"comments", -2, 0}, {"body", 3, hintTitle}, {"byline", 0, hintAuthor}, {"harbour", 0, 0}, {"", 0, 0}}
	for _, c := range cases {
		if r := o.get(wordHash(c.word)); r.logOdds() != c.odds || r.hints != c.hint {
			t.Errorf("%q: %v, want odds %v and hints %v", c.word, r, c.odds, c.hint)
		}
	}
}

func TestReadNameLeavesOutDigits(t *testing.T) {
	_, _, a := readName("post-12", newOdds(nil, nil))
	_, _, b := readName("post-7", newOdds(nil, nil))
	_, _, c := readName("poster", newOdds(nil, nil))
	if a != b || a == c {
		t.Error("digits in a class should not change its shape, letters should")
	}
}

func TestWordsHashEquallyInAllContexts(t *testing.T) {
	for _, word := range []string{"a", "lock", "harbour", "harbours", "harbourmaster", "don't", "snake_case", "1931",
		"größe", "ökonom", "Гавань", "café", "k2"} {
		want := wordHash(strings.ToLower(word))
		for _, around := range [][2]string{{"", ""}, {"", " and a long line behind it"}, {"x ", "."},
			{"x ", "… and more of it"}, {"é ", " "}} {
			text := around[0] + word + around[1]
			w, end := nextWord(text, len(around[0]), false)
			if w.hash != want || end != len(around[0])+len(word) || int(w.letters) != utf8.RuneCountInString(word) {
				t.Errorf("%q in %q: ends at %d with %d letters, hash as of the word alone: %v", word, text, end,
					w.letters, w.hash == want)
			}
		}
	}
}
