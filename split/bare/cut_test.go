package bare_test

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split/bare"
)

// read makes a page of lines.
func read(t testing.TB, lines ...string) *cutting.Page {
	t.Helper()
	p, err := page.Read([]byte(strings.Join(lines, "\n\n")), page.Options{Form: page.Text})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tales are invented headlines and excerpts.
var tales = [][2]string{
	{"Lamps of Velm go out again", "Nobody in the harbour town could say on Tuesday why the lamps along the old " +
		"quay had failed for the third time this month, or who would pay for the oil that was spilled…"},
	{"Orl council refuses the dam", "After a night of speeches the council of Orl voted against the dam on the " +
		"upper Senn, which would have put two villages and the only school of the valley under water."},
	{"Ferrymen ask for higher fares", "The ferrymen of the eastern shore say that tar has become so dear that they " +
		"cannot keep their boats above water unless a crossing costs at least four coins…"},
	{"Who owns the salt meadows?", "Three families have claimed the salt meadows behind the dike since the flood, " +
		"and each of them has brought a different map before the judge in Karsund."},
	{"A school for lighthouse keepers", "In a former customs house the guild has opened a school where the sons and " +
		"daughters of fishermen learn to trim wicks, read the barometer and keep a log."},
	{"Bread prices fall for once", "For the first time in eleven years the bakers of the lower town have lowered " +
		"the price of a loaf, which the guild explains by a mild winter and full barns…"},
}

func headlines(s *cutting.Split, kind cutting.Kind) []string {
	var out []string
	for i := range s.Cuttings {
		if s.Cuttings[i].Kind == kind {
			out = append(out, s.Cuttings[i].Headline)
		}
	}
	return out
}

func allTitles() []string {
	var out []string
	for _, x := range tales {
		out = append(out, x[0])
	}
	return out
}

func TestListingsInManyForms(t *testing.T) {
	date := func(i int) string { return fmt.Sprintf("%d April 2011", 20-i) }
	for _, c := range []struct {
		name    string
		head    []string
		item    func(i int, title, text string) []string
		foot    []string
		dated   bool
		marked  bool
		section string
		byline  string
	}{
		{name: "headline, excerpt, mark under a section", head: []string{"Harbour affairs"},
			section: "Harbour affairs", marked: true,
			item: func(_ int, title, text string) []string { return []string{title, text, "Read more"} }},
		{name: "no section", marked: true,
			item: func(_ int, title, text string) []string { return []string{title, text, "Continue reading →"} }},
		{name: "date and byline after", dated: true, byline: "Ann Lee",
			item: func(i int, title, text string) []string { return []string{title, date(i), "By Ann Lee", text} }},
		{name: "dates lead", dated: true, head: []string{"Harbour Gazette", "News"},
			item: func(i int, title, text string) []string { return []string{date(i), title, text} }},
		{name: "category, date, comments, tags", dated: true, marked: true,
			item: func(i int, title, text string) []string {
				return []string{title, "Posted on " + date(i) + " by admin", "3 Comments", text, "Read more »",
					"Filed under: World"}
			}},
		{name: "behind a menu, before a footer", marked: true,
			head: []string{"Home", "World", "Harbour", "Contact", "Search"},
			item: func(_ int, title, text string) []string { return []string{title, text, "Weiterlesen"} },
			foot: []string{"1 2 3 Next »", "Archives", "April 2011", "March 2011", "© 2011 Harbour Gazette"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := c.head
			for i, x := range tales {
				lines = append(lines, c.item(i, x[0], x[1])...)
			}
			p := read(t, append(lines, c.foot...)...)
			s := bare.Cut(p, bare.Options{Explain: true})
			got := headlines(s, cutting.Teaser)
			if s.Kind != cutting.ListingPage || strings.Join(got, "|") != strings.Join(allTitles(), "|") {
				t.Fatalf("%s with %q\n%s", s.Kind, got, strings.Join(s.Trace, "\n"))
			}
			if c.section != "" && s.Section != c.section {
				t.Errorf("section %q, want %q", s.Section, c.section)
			}
			for i := range s.Cuttings {
				k := &s.Cuttings[i]
				if k.Kind != cutting.Teaser {
					continue
				}
				if got := k.Text(p.Text); got != tales[i][1] {
					t.Errorf("excerpt %d %q, want %q", i, got, tales[i][1])
				}
				if want := fmt.Sprintf("2011-04-%02d", 20-i); c.dated && k.Published.Value != want {
					t.Errorf("item %d published %q, want %s", i, k.Published.Value, want)
				}
				if c.marked && (k.ReadMore.Empty() || !k.Truncated) {
					t.Errorf("item %d: no continuation mark", i)
				}
				if want := strings.HasSuffix(tales[i][1], "…"); want && !k.Truncated {
					t.Errorf("item %d breaks off and is not known to", i)
				}
				if c.byline != "" && strings.Join(k.Byline, "") != c.byline {
					t.Errorf("item %d byline %q, want %q", i, k.Byline, c.byline)
				}
			}
		})
	}
}

func TestMarkAtTheEndOfAnExcerptIsNotText(t *testing.T) {
	var lines []string
	for _, x := range tales {
		lines = append(lines, x[0], strings.TrimSuffix(x[1], "…")+"… Читать далее →")
	}
	p := read(t, lines...)
	s := bare.Cut(p, bare.Options{})
	if len(s.Cuttings) != len(tales) {
		t.Fatalf("%d cuttings, want %d", len(s.Cuttings), len(tales))
	}
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		if got, want := c.Text(p.Text), strings.TrimSuffix(tales[i][1], "…")+"…"; got != want {
			t.Errorf("excerpt %q, want %q", got, want)
		}
		if got := c.ReadMore.In(p.Text); !strings.HasPrefix(got, "Читать далее") {
			t.Errorf("mark %q", got)
		}
	}
}

func TestArticleWithTwoRails(t *testing.T) {
	body := []string{tales[0][1][:len(tales[0][1])-3] + ". " + tales[1][1] + " " + tales[3][1],
		tales[4][1] + " " + tales[1][1], tales[3][1] + " " + tales[4][1]}
	standfirst := "For three nights nobody in the old harbour has seen a light."
	lines := append([]string{"The long night of Velm", standfirst, "9 April 2011", "By Ann Lee"}, body...)
	lines = append(lines, "Recent posts")
	for _, x := range tales[:3] {
		lines = append(lines, x[0], x[1])
	}
	lines = append(lines, "Most viewed")
	for _, x := range tales[3:] {
		lines = append(lines, x[0])
	}
	p := read(t, lines...)
	s := bare.Cut(p, bare.Options{Explain: true})
	if s.Kind != cutting.ArticlePage || len(s.Cuttings) != 7 {
		t.Fatalf("%s with %d cuttings, want an article and six rail items\n%s", s.Kind, len(s.Cuttings),
			strings.Join(s.Trace, "\n"))
	}
	a := &s.Cuttings[0]
	if a.Headline != "The long night of Velm" || a.Published.Value != "2011-04-09" ||
		strings.Join(a.Byline, "") != "Ann Lee" {
		t.Errorf("article %q, %q, %q", a.Headline, a.Published.Value, a.Byline)
	}
	if got, want := a.Text(p.Text), standfirst+"\n\n"+strings.Join(body, "\n\n"); got != want {
		t.Errorf("text\n%s\nwant\n%s", got, want)
	}
	if a.Standfirst.In(p.Text) != standfirst || a.Parts[0].Role != cutting.PartStandfirst {
		t.Errorf("standfirst %q", a.Standfirst.In(p.Text))
	}
	for i, c := range s.Cuttings[1:] {
		rail := "Recent posts"
		if i >= 3 {
			rail = "Most viewed"
		}
		if c.Kind != cutting.Rail || c.Rail != rail || c.Headline != tales[i][0] {
			t.Errorf("rail item %d: %s %q in %q", i, c.Kind, c.Headline, c.Rail)
		}
		if i < 3 && c.Text(p.Text) != tales[i][1] {
			t.Errorf("rail item %d: text %q", i, c.Text(p.Text))
		}
	}
}

func TestNothingToCut(t *testing.T) {
	for name, lines := range map[string][]string{
		"empty":     nil,
		"error":     {"404", "Page not found", "Back to the front page"},
		"menu only": {"Home", "About", "Contact", "Search", "Log in"},
	} {
		p := &cutting.Page{}
		if lines != nil {
			p = read(t, lines...)
		}
		if s := bare.Cut(p, bare.Options{}); s.Kind != cutting.NothingPage || len(s.Cuttings) != 0 || s.Reason == "" {
			t.Errorf("%s: %s with %d cuttings", name, s.Kind, len(s.Cuttings))
		}
	}
}

func TestWeightsAreWhole(t *testing.T) {
	if err := bare.CheckWeights(); err != nil {
		t.Fatal(err)
	}
}

// check checks the guarantees of every split: no block twice, every span in the text and within its
// cutting's blocks.
func check(t *testing.T, p *cutting.Page, s *cutting.Split) {
	t.Helper()
	owner := map[int32]int{}
	for k := range s.Cuttings {
		c := &s.Cuttings[k]
		inside := func(what string, span cutting.Span) {
			if span.Empty() {
				return
			}
			for _, b := range c.Blocks {
				if p.Blocks[b].Span.Contains(span) {
					return
				}
			}
			t.Fatalf("cutting %d: %s %v lies in none of its blocks", k, what, span)
		}
		last := int32(-1)
		for _, b := range c.Blocks {
			if o, ok := owner[b]; ok {
				t.Fatalf("block %d is in cuttings %d and %d", b, o, k)
			}
			owner[b] = k
			if b <= last {
				t.Fatalf("cutting %d: blocks %v do not ascend", k, c.Blocks)
			}
			last = b
		}
		inside("headline", c.HeadlineSpan)
		inside("mark", c.ReadMore)
		inside("byline", c.BylineSpan)
		inside("date", c.Published.Span)
		at := 0
		for _, part := range c.Parts {
			if part.Span.Start < at || part.Span.Empty() {
				t.Fatalf("cutting %d: part %v overlaps or is empty", k, part.Span)
			}
			at = part.Span.End
			inside("part", part.Span)
			if part.Span.Overlaps(c.HeadlineSpan) || part.Span.Overlaps(c.ReadMore) {
				t.Fatalf("cutting %d: part %v overlaps headline or mark", k, part.Span)
			}
		}
		prev := int64(-1)
		for _, r := range c.Bytes {
			if r.Start < prev || r.End < r.Start {
				t.Fatalf("cutting %d: bytes %v", k, c.Bytes)
			}
			prev = r.End
		}
	}
}

func FuzzCut(f *testing.F) {
	var lines []string
	for _, x := range tales {
		lines = append(lines, x[0], "9 April 2011", "By Ann Lee", x[1], "Read more")
	}
	f.Add(strings.Join(lines, "\n\n"))
	f.Add("Recent posts\nA b c d\nE f g h\nArchives\n2011\n" + strings.Join(lines[:10], "\n"))
	f.Add("a\nb… more\n\n9.4.11\nبيشتر\n阅读全文")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := page.Read([]byte(text), page.Options{Form: page.Text})
		if err != nil {
			return
		}
		check(t, p, bare.Cut(p, bare.Options{}))
	})
}

func BenchmarkCut(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		var lines []string
		for i := range n {
			x := tales[i%len(tales)]
			lines = append(lines, fmt.Sprintf("%s, part %d", x[0], i), "9 April 2011", x[1], "Read more")
		}
		p := read(b, lines...)
		b.Run(fmt.Sprint(n, " items"), func(b *testing.B) {
			b.SetBytes(int64(len(p.Text)))
			for b.Loop() {
				bare.Cut(p, bare.Options{})
			}
		})
	}
}
