package library_test

import (
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// A word nobody wrote leads to those that were written, in a query that finds something.
func TestNearby(t *testing.T) {
	a := librarytest.NewArchive()
	cat, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	l := library.New(library.Config{Catalogue: cat, Originals: a, Pages: a, Now: librarytest.Now})
	for _, tt := range []struct{ query, word, becomes string }{
		{"harbor", "harbour", "harbour"},
		{"harbuor levy", "harbour", "harbour levy"},
		{"title:levvy -kelp", "levy", "title:levy -kelp"},
		{"levy", "", ""},
		{"qqqqqqqq", "", ""},
		{"harb*", "", ""},
	} {
		got, err := l.Nearby(t.Context(), library.Search{Text: tt.query})
		if err != nil {
			t.Fatal(err)
		}
		if tt.word == "" {
			if len(got) > 0 {
				t.Errorf("%q: %+v", tt.query, got)
			}
			continue
		}
		if len(got) == 0 || got[0].Word != tt.word || got[0].Query != tt.becomes || got[0].Count == 0 {
			t.Errorf("%q: %+v, want %q as %q", tt.query, got, tt.word, tt.becomes)
		}
	}
}

// A teaser is called a whole post where its text is not cut off and longer than excerpts are.
func TestWholePost(t *testing.T) {
	long := strings.Repeat("levy ", 160)
	part := catalogue.SightingPart{Role: cutting.PartParagraph}
	for _, tt := range []struct {
		name  string
		s     catalogue.Sighting
		whole bool
	}{
		{"long", catalogue.Sighting{Kind: cutting.Teaser, Text: long}, true},
		{"short", catalogue.Sighting{Kind: cutting.Teaser, Text: "levy"}, false},
		{"short, of three paragraphs", catalogue.Sighting{Kind: cutting.Teaser, Text: "levy",
			Parts: []catalogue.SightingPart{part, part, part}}, true},
		{"cut off", catalogue.Sighting{Kind: cutting.Teaser, Text: long, Truncated: true}, false},
		{"an article", catalogue.Sighting{Kind: cutting.Article, Text: long}, false},
	} {
		if got := (&library.Cutting{Shown: tt.s}).WholePost(); got != tt.whole {
			t.Errorf("%s: whole %v, want %v", tt.name, got, tt.whole)
		}
	}
}
