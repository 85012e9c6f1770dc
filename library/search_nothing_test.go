package library_test

import (
	"testing"

	"cuttings/library"
	"cuttings/library/librarytest"
)

// For a word that does not occur, similar ones that do are suggested, in a query that finds something.
func TestSimilarSearches(t *testing.T) {
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
		got, err := l.SimilarSearches(t.Context(), library.Search{Text: tt.query})
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
