package library

import (
	"slices"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
)

// factsOf makes the case of an invented page's cutting.
func factsOf(t testing.TB, name string, n int) *factsCase {
	t.Helper()
	p, s, length := read(t, name)
	c := &factsCase{page: p, split: s, cut: &s.Cuttings[n], n: n,
		row: &catalogue.PageRow{Capture: cutting.Capture{ID: "x", Length: length}, Lang: "en"}}
	c.data.Date.Choice, c.data.Byline.Choice = ChoiceKeep, ChoiceKeep
	c.setLines(press.Lines{})
	return c
}

// TestSuggestions: values read near a cutting are suggested, except those it has already.
func TestSuggestions(t *testing.T) {
	list := func(f Fact) string {
		var out []string
		for _, s := range f.Found {
			where := s.Before + "[" + s.Words + "]" + s.After
			if s.Claim != "" {
				where = "claim " + s.Claim
			}
			out = append(out, s.Label+" < "+where)
		}
		return strings.Join(out, "; ")
	}
	c := factsOf(t, "saved/courier/harbour-levy.html", 0)
	if got := list(c.data.Date); got != "9 April 2011 < [9 April 2011]" { // the present date has a time of day
		t.Errorf("dates: %s", got)
	}
	if got := list(c.data.Byline); got != "" {
		t.Errorf("bylines: %s", got)
	}
	c = factsOf(t, "saved/courier/harbour-levy.html", 0)
	c.cut.Published, c.cut.Byline = cutting.Date{}, nil
	c.page.Meta.Claims = []cutting.Claim{{Origin: "meta", Key: "article:published_time",
		Value: "2011-04-08T06:00:00Z"}, {Origin: "meta", Key: "date", Value: "2011-04-08 06:00"},
		{Origin: "meta", Key: "author", Value: "Ada Lund, Imke Varga"},
		{Origin: "meta", Key: "article:author", Value: "https://social.example/ada"},
		{Origin: "meta", Key: "og:updated_time", Value: "soon, soon, soon"}}
	c.data = FactsForm{}
	c.setLines(press.Lines{})
	if got, want := list(c.data.Date), "9 April 2011 < [9 April 2011]; 8 April 2011, 06:00 UTC < claim "+
		"article:published_time; 8 April 2011 < claim date"; got != want {
		t.Errorf("dates: %s", got)
	}
	if got, want := list(c.data.Byline), "Imke Varga, Tobin Ashgrove < By [Imke Varga and Tobin Ashgrove]; Ada "+
		"Lund, Imke Varga < claim author"; got != want {
		t.Errorf("bylines: %s", got)
	}
	c = factsOf(t, "saved/courier/harbour-levy.html", 3)
	if len(c.data.Date.Found)+len(c.data.Byline.Found) > 0 || len(c.data.Lines) != 7 {
		t.Errorf("a teaser is offered %+v %+v of %d lines", c.data.Date.Found, c.data.Byline.Found, len(c.data.Lines))
	}
}

// TestTypedByline: a byline typed as it is printed is the names in it.
func TestTypedByline(t *testing.T) {
	c := factsOf(t, "saved/courier/harbour-levy.html", 0)
	c.texts()
	facts, err := c.answer(FactsAnswer{Byline: FactAnswer{Choice: ChoiceTyped,
		Typed: "By Jane Roe and John Doe"}}, press.Lines{})
	if err != nil || facts.Byline == nil || !slices.Equal(facts.Byline.Names, []string{"Jane Roe", "John Doe"}) {
		t.Errorf("%+v %v", facts.Byline, err)
	}
}

// FuzzFacts: any form gives facts that can be kept and whose words are in the page, or an error of kind
// Invalid.
func FuzzFacts(f *testing.F) {
	f.Add("typed", "2011-04-08", "on Saturday", "typed", "Ada Lund; Imke Varga", "Imke Varga")
	f.Add("f0", "", "", "none", "", "")
	f.Add("keep", "3/4/11", "", "keep", "a;;b,", "")
	f.Add("none", "\xff", "\x00", "f0", "۲۰ فروردین", "\u200f")
	p := factsOf(f, "saved/courier/harbour-levy.html", 0)
	f.Fuzz(func(t *testing.T, date, typed, words, byline, names, nameWords string) {
		c := &factsCase{row: p.row, page: p.page, split: p.split, cut: p.cut}
		c.texts()
		c.setLines(press.Lines{})
		facts, err := c.answer(FactsAnswer{Date: FactAnswer{date, typed, words},
			Byline: FactAnswer{byline, names, nameWords},
			Texts:  map[string]FactAnswer{"headline": {Typed: names}, "section": {Typed: words}}}, press.Lines{})
		if err != nil {
			if cutting.KindOf(err) != cutting.Invalid {
				t.Fatal(err)
			}
			return
		}
		fix := cutting.Correction{Capture: "x", Facts: []cutting.CorrectedFacts{facts}}
		if err := fix.Check(p.row.Capture.Length); err != nil {
			t.Fatal(err)
		}
		if len(c.data.Changes) == 0 {
			t.Fatal("a correction is kept that is not asked about")
		}
	})
}

// TestStrayMarks: the words of a date are marked where they are, also outside their cutting.
func TestStrayMarks(t *testing.T) {
	p, s, _ := read(t, "saved/courier/harbour-levy.html")
	stray := p.Blocks[line(t, p, "Subscribe for 2 marks")].Span
	s.Cuttings[0].Published.Span = cutting.Span{Start: stray.Start + len("Subscribe for "), End: stray.End}
	marked := map[string]string{}
	for _, g := range runsOf(p, s, outlines(s, nil), 0, len(p.Blocks)) {
		for _, b := range g.Blocks {
			for _, piece := range b.Pieces {
				if piece.Mark == "date" || piece.Mark == "byline" {
					marked[piece.Text] = piece.Mark
				}
			}
		}
	}
	if len(marked) != 2 || marked["2 marks a week"] != "date" ||
		marked["By Imke Varga and Tobin Ashgrove"] != "byline" {
		t.Errorf("marked: %q", marked)
	}
}
