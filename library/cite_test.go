package library

import (
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// TestQuotedWithin: marks within a quotation are single, and two paragraphs stay two.
func TestQuotedWithin(t *testing.T) {
	for in, want := range map[string]string{
		"“A river,” she said": "‘A river,’ she said", `The "ban" holds`: "The ‘ban’ holds", "Plain": "Plain",
		"“A river rose”": "A river rose",
	} {
		if got := nestQuotes(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	c := Cited{Passage: Passage{Quote: "One  ends\n\nTwo", Text: cutting.Span{End: 12}}}
	if got := c.Plain(); !strings.HasPrefix(got, "“One ends\n\nTwo”\n") {
		t.Errorf("%q", got)
	}
}

// TestCitedAddress: a citation gives the address of what was captured, and for a teaser that of its link; it
// has no password.
func TestCitedAddress(t *testing.T) {
	const item, page = "https://hadrin.example/600.html", "https://fold.example/2013"
	for _, tt := range []struct {
		name      string
		kind      cutting.Kind
		own, page string
		seen      string
		linked    bool
	}{
		{"a teaser", cutting.Teaser, item, page, page, true},
		{"a teaser on a page of no address", cutting.Teaser, item, "", item, false},
		{"an article", cutting.Article, item, page, item, false},
		{"a password", cutting.Article, "https://ada:secret@hadrin.example/600.html", "", item, false},
		{"a password of the page", cutting.Teaser, item, "https://ada:secret@fold.example/2013", page, true},
		{"no address", cutting.Teaser, "/600.html", "", "", false},
	} {
		s := catalogue.Sighting{CuttingID: "c", Kind: tt.kind, URL: tt.own}
		capture := cutting.Capture{URL: tt.page}
		parts, _ := citation("A", s, capture, &Passage{})
		var note strings.Builder
		for _, p := range parts {
			note.WriteString(p.Text)
		}
		c := &Cutting{}
		c.Shown, c.Capture = s, capture
		r := c.reference("A", &Passage{})
		if r.URL != tt.seen || !strings.Contains(note.String(), tt.seen) {
			t.Errorf("%s: URL %q in %s", tt.name, r.URL, note.String())
		}
		for _, s := range []string{note.String(), r.Note} {
			if strings.Contains(s, "leading to "+item) != tt.linked || strings.Contains(s, "secret") {
				t.Errorf("%s: %s", tt.name, s)
			}
		}
	}
}

// TestFindQuote: a quotation is whole words, whatever the white space and the marks a keyboard has.
func TestFindQuote(t *testing.T) {
	for _, c := range []struct{ text, quote, want string }{
		{"In Lebanon a ban holds", "ban", "ban"},
		{"In Lebanon", "ban", ""},
		{"the ban\u00a0holds", "ban holds", "ban\u00a0holds"},
		{"banned, the ban", "the ban", "the ban"},
		{"theban, the\n\nban", "the ban", "the\n\nban"},
		{"the Keepers’ Union – “half a ban”", `Keepers' Union - "half a ban"`, "Keepers’ Union – “half a ban”"},
		{"in 2012 and 20", "20", "20"},
		{"大坝有三条裂缝", "三条", "三条"},
		{"เขื่อนมีรอยร้าว", "รอยร้าว", "รอยร้าว"},
		{"ความร้าว", "ร", ""},
		{"café", "caf", ""},
		{"cafe\u0301", "cafe", ""},
		{"the ban", "", ""},
	} {
		at, ok := findQuote(c.text, c.quote)
		if got := at.In(c.text); got != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q: %q, want %q", c.quote, c.text, got, c.want)
		}
	}
	const want = "“ban” is only a part of words in the text of this cutting; quote whole words: “Lebanon”."
	if err := noSuchQuote("In Lebanon", "ban"); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}
