package cataloguetest

import (
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// nearWords checks Near: words of the archive similar to one that does not occur.
func nearWords(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	near := func(word string, n int) []string {
		t.Helper()
		got, err := c.Near(ctx, word, n)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	diff(t, "in an empty catalogue", []string(nil), near("crakcs", 3))
	item := func(id, headline, text, lang string) catalogue.PageReading {
		return Page("c"+id, "courier.example", day1, Sighting(document{ID: id, Source: "courier.example",
			Kind: cutting.Article, Headline: headline, Text: text, Lang: lang}, 0))
	}
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		item("a", "Cracks in the wall", "The cracks at Osvann grow. Nobody counts the cranks.", "en"),
		item("b", "Wall of Osvann", "A crack, say the keepers, is a crack.", "en"),
		item("c", "Crack found", "کشتی\u200cها تا بهار نمی\u200cآیند", "fa"),
	}})
	diff(t, "letters swapped", []string{"cracks", "crack"}, near("crakcs", 2))
	diff(t, "another letter", []string{"osvann"}, near("Osvane", 5))
	diff(t, "one letter in four", []string{"wall"}, near("will", 5))
	diff(t, "too short", []string(nil), near("if", 5))
	diff(t, "another script", []string{"بهار"}, near("بهارر", 5))
	diff(t, "nothing like it", []string(nil), near("lockout", 5))
}
