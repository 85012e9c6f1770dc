package library

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/library/librarytest"
)

// read returns an invented page and its split.
func read(t testing.TB, name string) (*cutting.Page, *cutting.Split, int64) {
	t.Helper()
	a := librarytest.NewArchive()
	id := a.CaptureID(name)
	p, s, err := a.Read(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p, s, int64(len(a.Content(id)))
}

// line returns the index of the block with a text.
func line(t testing.TB, p *cutting.Page, text string) int {
	t.Helper()
	for i, b := range p.Blocks {
		if strings.Contains(b.Span.In(p.Text), text) {
			return i
		}
	}
	t.Fatalf("no block holds %q", text)
	return 0
}

// TestNothingSaidChangesNothing: the form sent back unchanged changes nothing.
func TestNothingSaidChangesNothing(t *testing.T) {
	for _, name := range []string{"saved/courier/harbour-levy.html", "saved/post/levy-watch.html",
		"mirror/radiokelp.example/index.html", "saved/bandar/index.html", "saved/post/search.html"} {
		p, s, _ := read(t, name)
		fix, changes, err := correctionOf("x", p, s, currentChoices(p, s))
		if err != nil || len(changes)+len(fix.Items)+len(fix.Drop) > 0 {
			t.Errorf("%s: %v %v %v", name, fix, changes, err)
		}
	}
}

func TestCorrectionOf(t *testing.T) {
	const levyWatch = "saved/post/levy-watch.html"
	type want struct {
		kind           cutting.Kind
		headline, rail string
		first, last    string // the first and last block's text, in part
		blocks         int
	}
	for name, c := range map[string]struct {
		page  string
		say   func(p *cutting.Page, cs []choice)
		items []want
		drop  []string
		fails string
	}{
		"these two are one": {page: levyWatch, say: func(p *cutting.Page, cs []choice) {
			cs[line(t, p, "Notes from a long night")].is = choiceSame
		}, items: []want{{cutting.Teaser, "Eleven to eight", "", "Eleven to eight", "April 2011", 5}}},
		"this one is two": {page: "saved/courier/harbour-levy.html", say: func(p *cutting.Page, cs []choice) {
			i := line(t, p, "What changes in June")
			cs[i] = choice{is: "article", headline: true}
		}, items: []want{{cutting.Article, "Council passes", "", "Council passes", "a fable in three columns", 6},
			{cutting.Article, "What changes", "", "What changes", "The north quay", 7}}},
		"this is a rail": {page: "saved/courier/harbour-levy.html", say: func(p *cutting.Page, cs []choice) {
			cs[line(t, p, "Also in Harbour")].is = choiceRailHead
			cs[line(t, p, "Fleet owners")].is = "rail"
		}, items: []want{{cutting.Rail, "Fleet owners", "Also in Harbour", "Fleet owners", "Read more", 3}}},
		"this is the headline": {page: levyWatch, say: func(p *cutting.Page, cs []choice) {
			cs[line(t, p, "Notes from a long night")].headline = true
		}, items: []want{{cutting.Teaser, "Notes from", "", "Notes from", "April 2011", 2}}},
		"this belongs to none": {page: levyWatch, say: func(p *cutting.Page, cs []choice) {
			for i := line(t, p, "Breakwater bill"); i < line(t, p, "Eleven to eight"); i++ {
				cs[i] = choice{is: choiceNone}
			}
		}, drop: []string{"Breakwater bill"}},
		"this was overlooked": {page: levyWatch, say: func(p *cutting.Page, cs []choice) {
			cs[line(t, p, "so-called harbour levy")] = choice{is: "teaser"}
		}, items: []want{{cutting.Teaser, "", "", "Everything on", "Everything on", 1}}},
		"an article goes on below a rail": {page: "saved/courier/harbour-levy.html",
			say: func(p *cutting.Page, cs []choice) {
				cs[line(t, p, "© Tessel")].is = choiceIn(0)
			}, items: []want{{cutting.Article, "Council passes", "", "Council passes", "© Tessel", 14}}},
		"goes on with nothing": {page: levyWatch, say: func(_ *cutting.Page, cs []choice) { cs[0].is = choiceSame },
			fails: "no cutting has begun"},
		"goes on with one that is gone": {page: levyWatch, say: func(p *cutting.Page, cs []choice) {
			cs[0].is = choiceIn(7)
		}, fails: "no line begins"},
		"two headlines": {page: levyWatch, say: func(p *cutting.Page, cs []choice) {
			cs[line(t, p, "Papers seen by")].headline = true
		}, fails: "a headline is one stretch"},
		"nonsense": {page: levyWatch, say: func(p *cutting.Page, cs []choice) { cs[3].is = "poem" },
			fails: "no line begins"},
	} {
		t.Run(name, func(t *testing.T) {
			p, s, length := read(t, c.page)
			cs := currentChoices(p, s)
			c.say(p, cs)
			fix, changes, err := correctionOf("x", p, s, cs)
			if c.fails != "" {
				if cutting.KindOf(err) != cutting.Invalid || !strings.Contains(err.Error(), c.fails) {
					t.Fatalf("error %v, want one that says %q", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := fix.Check(length); err != nil {
				t.Error(err)
			}
			if len(changes) != len(fix.Items)+min(1, len(fix.Drop)) {
				t.Errorf("%d changes in words for %d items and %d drops", len(changes), len(fix.Items), len(fix.Drop))
			}
			if len(fix.Items) != len(c.items) || len(fix.Drop) != len(c.drop) {
				t.Fatalf("items %+v, drops %v", fix.Items, fix.Drop)
			}
			for i, w := range c.items {
				it := fix.Items[i]
				texts := textsIn(p, it.Ranges)
				if it.Kind != w.kind || it.Rail != w.rail || len(texts) != w.blocks ||
					!strings.Contains(texts[0], w.first) || !strings.Contains(texts[len(texts)-1], w.last) {
					t.Errorf("item %d: %+v of %q", i, it, texts)
				}
				head := strings.Join(textsIn(p, []cutting.Range{it.Headline}), " ")
				if (head == "") != (w.headline == "") || !strings.Contains(head, w.headline) {
					t.Errorf("item %d: the headline is %q", i, head)
				}
			}
			for i, w := range c.drop {
				if texts := textsIn(p, fix.Drop[i:i+1]); !strings.Contains(texts[0], w) {
					t.Errorf("dropped: %q", texts)
				}
			}
		})
	}
}

// textsIn returns the blocks that are wholly within the ranges.
func textsIn(p *cutting.Page, ranges []cutting.Range) []string {
	var out []string
	for _, b := range p.Blocks {
		at := p.Source.Range(b.Span)
		if slices.ContainsFunc(ranges, func(r cutting.Range) bool { return r.Start <= at.Start && at.End <= r.End }) {
			out = append(out, b.Span.In(p.Text))
		}
	}
	return out
}

// FuzzCorrection: any form gives a correction that fits the capture and has no byte in two items, or an error
// of kind Invalid.
func FuzzCorrection(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add([]byte{0, 0, 0, 16, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
	p, s, length := read(f, "saved/courier/harbour-levy.html")
	kinds := []string{choiceNone, choiceSame, "article", "teaser", "rail", choiceRailHead, choiceIn(0), choiceIn(3),
		"x"}
	f.Fuzz(func(t *testing.T, b []byte) {
		cs := currentChoices(p, s)
		for i, c := range b {
			if i < len(cs) {
				cs[i] = choice{is: kinds[int(c&0xf)%len(kinds)], headline: c&0x10 != 0}
			}
		}
		fix, changes, err := correctionOf("x", p, s, cs)
		if err != nil {
			if cutting.KindOf(err) != cutting.Invalid {
				t.Fatal(err)
			}
			return
		}
		if len(changes) == 0 {
			return
		}
		if err := fix.Check(length); err != nil {
			t.Fatal(err)
		}
		var all []cutting.Range
		all = append(all, fix.Drop...)
		for _, it := range fix.Items {
			all = append(all, it.Ranges...)
		}
		slices.SortFunc(all, func(a, b cutting.Range) int { return int(a.Start - b.Start) })
		for i := 1; i < len(all); i++ {
			if all[i].Start < all[i-1].End {
				t.Fatalf("%v and %v overlap", all[i-1], all[i])
			}
		}
	})
}
