package split_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

func readCorrectable(t *testing.T, text string) (*cutting.Page, *cutting.Split) {
	t.Helper()
	p, err := page.Read([]byte(text), page.Options{Form: page.Text})
	if err != nil {
		t.Fatal(err)
	}
	return p, split.Split(p, split.Options{})
}

const twoItems = "Ferry stops running\n\nThe ferry between Quennet and the islands will stop at the end of the " +
	"month, its owner said on Friday.\n\nRead more\n\n" +
	"Bridge stays open\n\nThe bridge at Corrin will stay open after all, the ministry announced on Monday " +
	"night.\n\nRead more\n"

func TestCorrect(t *testing.T) {
	all := cutting.Range{Start: 0, End: int64(len(twoItems))}
	second := cutting.Range{Start: 135, End: int64(len(twoItems))}
	for name, c := range map[string]struct {
		fix  cutting.Correction
		want []string // kind and headline of each cutting
	}{
		"two items are one": {
			cutting.Correction{Items: []cutting.CorrectedItem{
				{Kind: cutting.Article, Ranges: []cutting.Range{all}, Headline: cutting.Range{Start: 0, End: 19}}}},
			[]string{"article Ferry stops running"}},
		"an item is none": {
			cutting.Correction{Drop: []cutting.Range{second}},
			[]string{"teaser Ferry stops running"}},
		"an item is a rail's": {
			cutting.Correction{Items: []cutting.CorrectedItem{
				{Kind: cutting.Rail, Rail: "Also", Ranges: []cutting.Range{second},
					Headline: cutting.Range{Start: 135, End: 154}}}},
			[]string{"teaser Ferry stops running", "rail Bridge stays open"}},
		"bytes of nothing": {
			cutting.Correction{Items: []cutting.CorrectedItem{
				{Kind: cutting.Teaser, Ranges: []cutting.Range{{Start: 3, End: 5}}}}},
			[]string{"teaser Ferry stops running", "teaser Bridge stays open"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, s := readCorrectable(t, twoItems)
			if len(s.Cuttings) != 2 {
				t.Fatalf("%d cuttings before", len(s.Cuttings))
			}
			split.Correct(p, s, []cutting.Correction{c.fix})
			var got []string
			for _, x := range s.Cuttings {
				got = append(got, string(x.Kind)+" "+x.Headline)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			checkPromises(t, p, s, int64(len(twoItems)))
		})
	}
}

// TestCorrectedPageHasItsDate: an article made by hand from a page that was not read as one gets
// the date the page claims, unless the person gives one or marks it as undated.
func TestCorrectedPageHasItsDate(t *testing.T) {
	const text = "Ferry stops running at once."
	html := func(meta string) string {
		return "<html><head><title>Quennet</title>" + meta + "</head><body><p>" + text + "</p></body></html>"
	}
	const meta = `<meta property="article:published_time" content="2011-04-03T10:00:00Z">`
	const data = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",` +
		`"datePublished":"2011-04-03"}</script>`
	for name, tt := range map[string]struct {
		head string
		kind cutting.Kind
		date *cutting.CorrectedDate // given by hand
		want string
	}{
		"meta element":        {meta, cutting.Article, nil, "2011-04-03T10:00:00Z"},
		"structured data":     {data, cutting.Article, nil, "2011-04-03"},
		"no claim":            {"", cutting.Article, nil, ""},
		"an item of a list":   {meta, cutting.Teaser, nil, ""},
		"a date by hand":      {meta, cutting.Article, &cutting.CorrectedDate{Value: "2012-01-01"}, "2012-01-01"},
		"by hand without one": {meta, cutting.Article, &cutting.CorrectedDate{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			content := html(tt.head)
			p, err := page.Read([]byte(content), page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			s := split.Split(p, split.Options{})
			if s.Kind != cutting.NothingPage {
				t.Fatalf("the page is read as %s", s.Kind)
			}
			whole := []cutting.Range{at(content, "<p>"+text+"</p>")}
			fix := []cutting.Correction{{Items: []cutting.CorrectedItem{{Kind: tt.kind, Ranges: whole}}}}
			if tt.date != nil {
				fix = append(fix, cutting.Correction{Facts: []cutting.CorrectedFacts{{Of: whole, Published: tt.date}}})
			}
			split.Correct(p, s, fix)
			if len(s.Cuttings) != 1 || s.Cuttings[0].Published.Value != tt.want {
				t.Errorf("%+v, want the date %q", s.Cuttings, tt.want)
			}
		})
	}
}

const dated = "Ferry stops running\n\nThe ferry between Quennet and the islands will stop at the end of the month, " +
	"its owner said on 3 April 2011 in Quennet.\n\nImke Varga, on the feast of Saint Brand.\n\nRead more\n\n" +
	"Bridge stays open\n\nThe bridge at Corrin will stay open after all, the ministry announced on Monday " +
	"night.\n\nRead more\n"

// at returns the range of words in the bytes of a text.
func at(text, words string) cutting.Range {
	i := int64(strings.Index(text, words))
	return cutting.Range{Start: i, End: i + int64(len(words))}
}

// TestCorrectTexts: a correction of headline, section or language applies to one cutting only,
// survives a recut, and the words of a corrected headline are no longer part of the text.
func TestCorrectTexts(t *testing.T) {
	second := []cutting.Range{at(dated, "The bridge at Corrin will stay open after all, the ministry announced on "+
		"Monday night.")}
	p, s := readCorrectable(t, dated)
	if len(s.Cuttings) != 2 {
		t.Fatalf("%d cuttings", len(s.Cuttings))
	}
	first := s.Cuttings[0]
	split.Correct(p, s, []cutting.Correction{{Facts: []cutting.CorrectedFacts{{Of: second,
		Headline: &cutting.CorrectedText{Value: "The bridge at Corrin will stay open",
			Words: at(dated, "The bridge at Corrin will stay open")},
		Section: &cutting.CorrectedText{Value: "Roads"}, Language: &cutting.CorrectedText{Value: "mi"}}}}})
	got := s.Cuttings[1]
	if got.Headline != "The bridge at Corrin will stay open" || got.HeadlineSpan.In(p.Text) != got.Headline ||
		got.HeadlineOrigin != cutting.Corrected || got.Section != "Roads" || got.Lang != "mi" ||
		!slices.Equal(got.ByHand, []string{"headline", "section", "language"}) {
		t.Errorf("%+v", got)
	}
	if x := s.Cuttings[0]; x.Headline != first.Headline || x.Section != first.Section || x.Lang != "" {
		t.Errorf("the other cutting: %+v", x)
	}
	split.Correct(p, s, []cutting.Correction{{Items: []cutting.CorrectedItem{
		{Kind: cutting.Article, Ranges: s.Cuttings[1].Bytes}}}})
	if got := s.Cuttings[1]; got.Kind != cutting.Article || got.Section != "Roads" || got.Lang != "mi" ||
		!slices.Equal(got.ByHand, []string{"section", "language"}) {
		t.Errorf("cut anew: %+v", got)
	}
	split.Correct(p, s, []cutting.Correction{{Facts: []cutting.CorrectedFacts{
		{Of: second, Headline: &cutting.CorrectedText{}}}}})
	if got := s.Cuttings[1]; got.Headline != "" || !got.HeadlineSpan.Empty() {
		t.Errorf("no headline: %+v", got)
	}
	checkPromises(t, p, s, int64(len(dated)))
}

func TestCorrectFacts(t *testing.T) {
	first, second := []cutting.Range{at(dated, dated[:strings.Index(dated, "Bridge")])},
		[]cutting.Range{at(dated, "Bridge stays open")}
	on := func(of []cutting.Range, value string, words cutting.Range) cutting.Correction {
		return cutting.Correction{Facts: []cutting.CorrectedFacts{
			{Of: of, Published: &cutting.CorrectedDate{Value: value, Words: words}}}}
	}
	by := func(of []cutting.Range, words cutting.Range, names ...string) cutting.Correction {
		return cutting.Correction{Facts: []cutting.CorrectedFacts{
			{Of: of, Byline: &cutting.CorrectedByline{Names: names, Words: words}}}}
	}
	headless := cutting.Correction{Items: []cutting.CorrectedItem{
		{Kind: cutting.Teaser, Ranges: []cutting.Range{at(dated, "Imke Varga, on the feast of Saint Brand.")}}}}
	type want struct {
		headline, date, dateWords, byline, bylineWords string
		text                                           string // part of it; with "-" in front, must not be in it
	}
	for name, c := range map[string]struct {
		fixes []cutting.Correction
		want  []want
	}{
		"words the program does not read": {[]cutting.Correction{
			on(first, "2011-04-01", at(dated, "the feast of Saint Brand"))},
			[]want{{"Ferry stops running", "2011-04-01 corrected", "the feast of Saint Brand", "*", "*",
				"-Saint Brand"}, {"Bridge stays open", "", "", "", "", ""}}},
		"a date within a paragraph": {[]cutting.Correction{on(first, "2011-04-03", at(dated, "3 April 2011"))},
			[]want{{"Ferry stops running", "2011-04-03 corrected", "3 April 2011", "*", "*",
				"said on 3 April 2011 in Quennet"}, {"Bridge stays open", "", "", "", "", ""}}},
		"a date the page does not say": {[]cutting.Correction{on(second, "2011", cutting.Range{})},
			[]want{{"Ferry stops running", "*", "*", "*", "*", ""},
				{"Bridge stays open", "2011 corrected", "", "", "", ""}}},
		"no date": {[]cutting.Correction{on(second, "2011", cutting.Range{}), on(second, "", cutting.Range{})},
			[]want{{"Ferry stops running", "*", "*", "*", "*", ""},
				{"Bridge stays open", " corrected", "", "", "", ""}}},
		"a byline": {[]cutting.Correction{by(first, at(dated, "Imke Varga"), "Imke Varga")},
			[]want{{"Ferry stops running", "*", "*", "Imke Varga corrected", "Imke Varga", ""},
				{"Bridge stays open", "", "", "", "", ""}}},
		"persons the page does not name": {[]cutting.Correction{
			by(second, cutting.Range{}, "Tobin Ashgrove", "Ada Lund")},
			[]want{{"Ferry stops running", "*", "*", "*", "*", ""},
				{"Bridge stays open", "", "", "Tobin Ashgrove, Ada Lund corrected", "", ""}}},
		"nobody": {[]cutting.Correction{by(first, cutting.Range{})},
			[]want{{"Ferry stops running", "*", "*", " corrected", "", ""},
				{"Bridge stays open", "", "", "", "", ""}}},
		"the last word counts": {[]cutting.Correction{on(second, "2011", cutting.Range{}),
			on(second, "2012-02", cutting.Range{})},
			[]want{{"Ferry stops running", "*", "*", "*", "*", ""},
				{"Bridge stays open", "2012-02 corrected", "", "", "", ""}}},
		"it goes with a cutting that is cut anew": {[]cutting.Correction{on(second, "2011", cutting.Range{}),
			by(second, cutting.Range{}, "Ada Lund"),
			{Items: []cutting.CorrectedItem{{Kind: cutting.Article,
				Ranges: []cutting.Range{at(dated, dated[strings.Index(dated, "Bridge"):])}, Headline: second[0]}}}},
			[]want{{"Ferry stops running", "*", "*", "*", "*", ""},
				{"Bridge stays open", "2011 corrected", "", "Ada Lund corrected", "", ""}}},
		"but not without its words": {[]cutting.Correction{on(first, "2011-04-03", at(dated, "3 April 2011")),
			headless},
			[]want{{"Ferry stops running", "2011-04-03 corrected", "3 April 2011", "*", "*", ""},
				{"", "", "", "*", "*", ""}, {"Bridge stays open", "", "", "", "", ""}}},
		"bytes of nothing": {[]cutting.Correction{on([]cutting.Range{
			{Start: int64(len(dated)), End: int64(len(dated)) + 1}}, "2011", cutting.Range{})},
			[]want{{"Ferry stops running", "*", "*", "*", "*", ""}, {"Bridge stays open", "", "", "", "", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			p, s := readCorrectable(t, dated)
			split.Correct(p, s, []cutting.Correction{{Items: []cutting.CorrectedItem{
				{Kind: cutting.Teaser, Ranges: first, Headline: at(dated, "Ferry stops running")},
				{Kind: cutting.Teaser, Ranges: []cutting.Range{at(dated, dated[strings.Index(dated, "Bridge"):])},
					Headline: second[0]}}}})
			reason := s.Reason
			split.Correct(p, s, c.fixes)
			if len(s.Cuttings) != len(c.want) {
				t.Fatalf("%d cuttings", len(s.Cuttings))
			}
			for i, w := range c.want {
				x := &s.Cuttings[i]
				got := want{x.Headline, mark(x.Published.Value, x.Published.Origin), x.Published.Span.In(p.Text),
					mark(strings.Join(x.Byline, ", "), x.BylineOrigin), x.BylineSpan.In(p.Text), w.text}
				for _, any := range [][2]*string{{&w.date, &got.date}, {&w.dateWords, &got.dateWords},
					{&w.byline, &got.byline}, {&w.bylineWords, &got.bylineWords}} {
					if *any[0] == "*" {
						*any[0] = *any[1]
					}
				}
				if got != w {
					t.Errorf("cutting %d: %q, want %q", i, got, w)
				}
				text := x.Text(p.Text)
				if missing, no := strings.CutPrefix(w.text, "-"); no == strings.Contains(text, missing) {
					t.Errorf("cutting %d: the text is %q", i, text)
				}
			}
			if !slices.ContainsFunc(c.fixes, func(c cutting.Correction) bool { return len(c.Items) > 0 }) &&
				s.Reason != reason {
				t.Errorf("the page's kind has a new reason: %s", s.Reason)
			}
			checkPromises(t, p, s, int64(len(dated)))
		})
	}
}

// mark formats a value with its origin if a person gave it.
func mark(value, origin string) string {
	if origin == cutting.Corrected {
		return value + " corrected"
	}
	return value
}

// TestCorrectKeepsPromises: with any correction on any page no block is in two cuttings and all
// text is from the page.
func TestCorrectKeepsPromises(t *testing.T) {
	files, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, f := range files {
		html, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Read(html, page.Options{Form: page.HTML})
		if err != nil {
			t.Fatal(err)
		}
		for range 10 {
			s := split.Split(p, split.Options{})
			var fixes []cutting.Correction
			for range 1 + r.IntN(3) {
				fixes = append(fixes, anyCorrection(r, int64(len(html))))
			}
			split.Correct(p, s, fixes)
			checkPromises(t, p, s, int64(len(html)))
		}
	}
}

// TestFactsMeanOneCutting: a cutting's own bytes identify it and no other, on every sample.
func TestFactsMeanOneCutting(t *testing.T) {
	files, err := filepath.Glob("testdata/*/page.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Read(content, page.Options{Name: filepath.Base(f)})
		if err != nil {
			t.Fatal(err)
		}
		for n := range split.Split(p, split.Options{}).Cuttings {
			s := split.Split(p, split.Options{})
			split.Correct(p, s, []cutting.Correction{{Facts: []cutting.CorrectedFacts{
				{Of: s.Cuttings[n].Bytes, Published: &cutting.CorrectedDate{Value: "1999"}}}}})
			for i := range s.Cuttings {
				if (s.Cuttings[i].Published.Value == "1999") != (i == n) {
					t.Errorf("%s: said of cutting %d at %v, cutting %d at %v is dated %q", filepath.Dir(f), n,
						s.Cuttings[n].Bytes, i, s.Cuttings[i].Bytes, s.Cuttings[i].Published.Value)
				}
			}
		}
	}
}

func anyCorrection(r *rand.Rand, length int64) cutting.Correction {
	some := func() cutting.Range {
		a, b := r.Int64N(length), r.Int64N(length)
		return cutting.Range{Start: min(a, b), End: max(a, b) + 1}
	}
	kinds := []cutting.Kind{cutting.Article, cutting.Teaser, cutting.Rail}
	var c cutting.Correction
	for range r.IntN(3) {
		c.Items = append(c.Items, cutting.CorrectedItem{Kind: kinds[r.IntN(3)], Ranges: []cutting.Range{some()},
			Headline: some()})
	}
	if r.IntN(3) == 0 {
		c.Drop = append(c.Drop, some())
	}
	for range r.IntN(3) {
		f := cutting.CorrectedFacts{Of: []cutting.Range{some()}}
		if r.IntN(2) == 0 {
			f.Published = &cutting.CorrectedDate{Value: "2011-04", Words: some()}
		}
		if r.IntN(2) == 0 {
			f.Byline = &cutting.CorrectedByline{Names: []string{"Ada Lund"}, Words: some()}
		}
		c.Facts = append(c.Facts, f)
	}
	return c
}
