package story

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// report is an invented report of some 1,300 letters; each paragraph is one thing that happened, so that the
// text is meaningful after cutting and reordering.
var report = []string{
	"The harbour board of Tarnholm closed the northern ferry berth on Tuesday after divers found a crack in the " +
		"oldest of its seven pillars.",
	"Engineers had warned of the pillar twice, in March and again in August, according to minutes the board " +
		"published last week.",
	"“We were told that it would hold another winter,” said Oren Vask, who has piloted the early boat for nineteen " +
		"years.",
	"The crack is four metres long and runs below the water line, where the yearly inspection does not look.",
	"Passengers for the islands will leave from the fish market until spring; cars have to take the road over " +
		"Lensvik, which adds an hour.",
	"The island council called the closure overdue and asked who would pay for the taxis of pupils and patients.",
	"A spokeswoman of the ministry declined to say whether the berth would be rebuilt or given up, as a study of " +
		"2019 had proposed.",
	"Fishermen fear for their morning auction, which shares the quay with the boats from now on and cannot begin " +
		"before seven.",
}

var other = []string{
	"The museum of clocks in Averlo will lend its oldest piece, a tower clock of 1541, to the exhibition in the " +
		"capital.",
	"It is the first time that the clock leaves the town since it was taken from the tower after the fire.",
	"Restorers spent four years on the wheels, of which two had to be cast again from drawings in the archive of " +
		"the guild.",
	"The director expects sixty thousand visitors by the end of June, half of them from schools in the provinces.",
	"Admission is free on Thursdays, and the clock strikes the full hour at noon, by hand, as it did for four " +
		"centuries.",
}

// market returns a report whose words are the same each day.
func market(day int) string {
	n := func(k int) string { return fmt.Sprintf("%d.%02d", 11+(day*37+k*29)%83, (day*53+k*17)%97) }
	return text("Shares on the Averlo exchange moved little on this day as the main index reached "+n(1)+
		" points, after "+n(2)+" at the opening of the session.",
		"Harbour Bank was quoted at "+n(3)+" talens, Osric Cement at "+n(4)+" and the tramway company at "+n(5)+
			". Turnover reached "+n(6)+" million talens.",
		"The talen was traded at "+n(7)+" to the dollar and at "+n(8)+" to the euro, wheat for delivery in autumn at "+
			n(9)+".")
}

// obituary returns an obituary whose words are the same for everybody.
func obituary(name, born, school, ship, grave string) string {
	return text("The harbour board mourns for its member "+name+", who died on Sunday after a short illness in the "+
		"hospital of the town, with the family at the bedside.",
		"Born in "+born+", taught in "+school+", the deceased went to sea on the "+ship+" and returned to the board "+
			"after many years of service on the northern line.",
		"The funeral begins at noon in "+grave+"; the flags of the port are at half mast for the whole of the week, "+
			"and the offices remain closed. Friends of "+name+" may sign the book in the hall.")
}

func text(ps ...string) string { return strings.Join(ps, "\n\n") }

func TestCompare(t *testing.T) {
	whole := text(report...)
	noisy := misread(whole, 12)
	cases := []struct {
		name string
		a, b *Text
		kind Kind
		how  How
	}{
		{"the same text", NewText("a", "Berth closed", whole), NewText("b", "Berth closed", whole), Copy, Verbatim},
		{"other quotation marks, spaces and line breaks", NewText("a", "Berth closed", whole),
			NewText("b", "Berth closed", strings.NewReplacer("“", "\"", "”", "\"", "\n\n", " ").Replace(whole)), Copy,
			Verbatim},
		{"another headline", NewText("a", "Berth closed", whole), NewText("b", "A crack in the pillar", whole), Copy,
			Reheadline},
		{"cut from below", NewText("a", "Berth closed", whole), NewText("b", "Berth closed", text(report[:4]...)),
			Copy, Cut},
		{"cut in the middle", NewText("a", "Berth closed", whole),
			NewText("b", "Berth closed", text(slices.Concat(report[:2], report[5:])...)), Copy, Cut},
		{"paragraphs in another order", NewText("a", "", whole),
			NewText("b", "", text(report[0], report[4], report[2], report[6], report[1], report[5], report[3],
				report[7])), Copy, Reordered},
		{"news in front", NewText("a", "", whole),
			NewText("b", "", text("The berth will stay closed until June, the board said on Friday evening after a "+
				"second dive.", whole)), Copy, Updated},
		{"badly scanned", NewText("a", "", whole), NewText("b", "", noisy), Copy, Edited},
		{"first sentence as a teaser", NewText("a", "", whole), NewText("b", "", report[0]), Teaser, ""},
		{"teaser cut within the sentence", NewText("a", "", whole), NewText("b", "", report[0][:90]+"…"), Teaser, ""},
		{"agency line in front of what is announced", NewText("a", "", "TARNHOLM (OPA) — "+whole),
			NewText("b", "", report[0]), Teaser, ""},
		{"a sentence from the middle announces nothing", NewText("a", "", whole), NewText("b", "", report[5]), Partial,
			""},
		{"one quotation in two reports", NewText("a", "", whole),
			NewText("b", "", text(other[0], report[2], other[1], other[2])), Partial, ""},
		{"a word put in", NewText("a", "Berth closed", whole), NewText("b", "Berth closed",
			strings.Replace(whole, "would hold", "would not hold", 1)), Copy, Edited},
		{"reports of two days on one pattern", NewText("a", "Market report", market(1)),
			NewText("b", "Market report", market(2)), Partial, ""},
		{"the same day's, with two figures put right", NewText("a", "Market report", market(1)),
			NewText("b", "Market report", strings.NewReplacer("77.70", "77.71", "23.87", "23.78").Replace(market(1))),
			Copy, Edited},
		{"two persons' obituaries on one pattern",
			NewText("a", "In memoriam", obituary("Tilda Marrow", "Orsby", "Hesk", "Cordel", "Aune")),
			NewText("b", "In memoriam", obituary("Jonas Prill", "Vardal", "Lensvik", "Ombry", "Stell")), Partial, ""},
		{"news of their own over one background", NewText("a", "Auction moves to the fish hall",
			text(append([]string{other[0], other[1]}, report[4:]...)...)), NewText("b", "Council asks for a bridge",
			text(append([]string{other[2], other[4]}, report[4:]...)...)), Partial, ""},
		{"nothing in common", NewText("a", "", whole), NewText("b", "", text(other...)), None, ""},
		{"empty", NewText("a", "", ""), NewText("b", "", whole), None, ""},
		{"Persian with Arabic letters", NewText("a", "",
			strings.Repeat("کشتی\u200cهای جزیره تا بهار از اسکله ماهی\u200cفروشان حرکت می\u200cکنند و شورای شهر "+
				"پاسخی نداد. ", 1)),
			NewText("b", "", strings.NewReplacer("ک", "ك", "ی",
				"ي").Replace("کشتی\u200cهای جزیره تا بهار از اسکله ماهی\u200cفروشان حرکت می\u200cکنند و شورای شهر "+
				"پاسخی نداد. ")), Copy, Verbatim},
		{"Chinese", NewText("a", "", "港务局星期二关闭了北渡轮泊位因为潜水员在最老的桩柱上发现了裂缝工程师曾两次警告"),
			NewText("b", "", "港务局星期二关闭了北渡轮泊位，因为潜水员在最老的桩柱上发现了裂缝。工程师曾两次警告"), Copy, Verbatim},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Compare(c.a, c.b, nil)
			if r.Kind != c.kind || r.How != c.how {
				t.Errorf("Compare = %q %q (covers %.2f and %.2f), want %q %q", r.Kind, r.How, r.CoverA, r.CoverB,
					c.kind, c.how)
			}
			if back := Compare(c.b, c.a, nil); !cmp.Equal(r, back, unexported) {
				t.Errorf("the order of arguments changes the relation: %+v, %+v", r, back)
			}
		})
	}
}

// misread changes one letter in every so many as a scanner does: another
// letter, none, or a space lost.
func misread(s string, every int) string {
	r := rand.New(rand.NewPCG(7, 7))
	var b strings.Builder
	for _, c := range s {
		if r.IntN(every) > 0 {
			b.WriteRune(c)
		} else if r.IntN(3) > 0 {
			b.WriteRune('a' + r.Int32N(26))
		}
	}
	return b.String()
}

// A passage has the spans of its words in both texts.
func TestPassagesAreWhereTheySay(t *testing.T) {
	a := text(other[0], report[2], other[1])
	r := Compare(NewText("a", "", a), NewText("b", "", text(report...)), nil)
	if len(r.Passages) != 1 {
		t.Fatalf("%d passages, want 1", len(r.Passages))
	}
	p := r.Passages[0]
	want := "We were told that it would hold another winter,” said Oren Vask, who has piloted the early boat for " +
		"nineteen years"
	if got := p.A.In(a); got != want {
		t.Errorf("in the first text: %q, want %q", got, want)
	}
	if got := p.B.In(text(report...)); got != want {
		t.Errorf("in the second text: %q, want %q", got, want)
	}
}

// archive returns two stories, a roundup of both, and the footer of every text of one outlet.
func archive() []*Text {
	const footer = "\n\nSign up for the evening letter and never miss what matters on the islands. Your address " +
		"stays with us."
	texts := []*Text{
		NewText("berth", "Berth closed", text(report...)+footer),
		NewText("berth-cut", "Ferry berth shut", text(report[:5]...)),
		NewText("berth-teaser", "Berth closed", report[0]),
		NewText("clock", "A clock travels", text(other...)+footer),
		NewText("clock-copy", "Oldest clock lent", text(other...)),
		NewText("roundup", "This morning", text("Good morning to all early risers.", report[0], other[0],
			"And the weather: fog.")),
	}
	for i := range 12 { // more texts over the same footer, so that it is known as such
		var ps []string
		for j := range 6 {
			ps = append(ps, fmt.Sprintf("Item %d of list %d names %s and %s before the vote.", j, i,
				strings.Repeat(string(rune('b'+i)), 3+j), strings.Repeat(string(rune('c'+j)), 4+i)))
		}
		texts = append(texts, NewText(fmt.Sprintf("list-%02d", i), "List", text(ps...)+footer))
	}
	return texts
}

// A digest that prints several reports whole, side by side, makes no story of them: it belongs to one of them
// at most.
func TestWholeReportsSideBySide(t *testing.T) {
	third := []string{"The observatory of Hest has found a comet that nobody had seen before, and has " +
		"named it after the night porter who pointed at it while he was sweeping the stairs.",
		"It will be visible to the naked eye from the end of the month, low in the west after sunset, if the " +
			"smoke of the brickworks allows it."}
	g := Find([]*Text{
		NewText("berth", "Berth closed", text(report...)),
		NewText("clock", "A clock travels", text(other...)),
		NewText("comet", "A comet", text(third...)),
		NewText("digest", "What the papers say", text(slices.Concat([]string{"As it stood in them this week."}, report,
			other, third)...)),
	})
	if len(g.Stories) > 1 || len(g.Stories) == 1 && len(g.Stories[0]) > 2 {
		t.Errorf("stories %v, want no report with another", g.Stories)
	}
	if d := cmp.Diff([]string{"digest"}, g.Assembled); d != "" {
		t.Errorf("assembled texts (-want +got):\n%s", d)
	}
}

func TestGroup(t *testing.T) {
	g := Find(archive())
	want := []Story{{"berth", "berth-cut", "berth-teaser"}, {"clock", "clock-copy"}}
	got := slices.DeleteFunc(slices.Clone(g.Stories), func(s Story) bool { return strings.HasPrefix(s[0], "list-") })
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("stories (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"roundup"}, g.Assembled); d != "" {
		t.Errorf("assembled texts (-want +got):\n%s", d)
	}
	for _, r := range g.Relations {
		if r.A == "berth" && r.B == "clock" || r.A == "clock" && r.B == "berth" {
			t.Errorf("a footer relates two stories: %+v", r)
		}
	}
}

// News about another story, in front of a report of which only parts are left, make an update of it
// if its headline says so; a long excerpt does not, whatever the headline.
func TestUpdateBearsItsHeadline(t *testing.T) {
	const headline = "Harbour board closes the northern ferry berth"
	news, left := other[1], text(report[2:5]...)
	cases := []struct {
		name, headline, body string
		joins                bool
	}{
		{"shortened headline", "Harbour board closes the northern", text(news, left), true},
		{"a word in front of it", "Update: " + headline, text(news, left), true},
		{"headline of the news", "A clock travels to the capital", text(news, left), false},
		{"too short to tell", "Harbour board", text(news, left), false},
		{"excerpt, the other goes on behind it", headline, text(other[1][:50], left, other[2]), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := Find([]*Text{NewText("berth", headline, text(report...)),
				NewText("clock", "A clock travels to the capital", text(other...)),
				NewText("new", c.headline, c.body)})
			joined := slices.ContainsFunc(g.Stories, func(s Story) bool { return slices.Contains(s, "berth") })
			if joined != c.joins {
				t.Errorf("joined to the report: %v, want %v; relations %+v", joined, c.joins, g.Relations)
			}
		})
	}
}

var unexported = cmp.Options{cmp.AllowUnexported(Relation{}, Passage{}, interval{}, block{}, RelationTo{}),
	cmpopts.EquateEmpty()}

func TestOrderMakesNoDifference(t *testing.T) {
	texts := archive()
	want := Find(texts)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		r.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		if d := cmp.Diff(want, Find(texts), unexported); d != "" {
			t.Fatalf("another order gives another grouping:\n%s", d)
		}
	}
}

// The hashes are written in catalogues: they must be the same in every process
// and release, or every archive has to be read again.
func TestSketchIsFixed(t *testing.T) {
	s := NewText("a", "", report[0]).Sketch()
	if len(s) != 37 || s[0] != 0x5e5673000000801 {
		t.Errorf("sketch of %d grams beginning with %#x; raise the stage's version when this is meant", len(s), s[0])
	}
}

// TestSketchByPieces: a long text has the sketch it has as a whole, in little memory.
func TestSketchByPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	bits := []string{"dam", "a", "Fähre", "港務局", "کتاب", "7", ".", " ", "\n", "  \t", "e\u0301", "\xff", "\xe6\xb8",
		"½"}
	for _, size := range []int{0, 5, sketchPiece - 1, sketchPiece, sketchPiece + 1, 3 * sketchPiece, 9 * sketchPiece} {
		for range 3 {
			some := bits[:1+r.IntN(len(bits))]
			var b strings.Builder
			for b.Len() < size {
				b.WriteString(some[r.IntN(len(some))])
				if r.IntN(4) == 0 {
					b.WriteString(strconv.Itoa(r.IntN(100000)))
				}
			}
			s := b.String()
			if got, want := SketchOf(s), NewText("a", "", s).Sketch(); !slices.Equal(got, want) {
				t.Errorf("%d bytes of %q: %d grams by pieces, %d as a whole", len(s), some, len(got), len(want))
			}
		}
	}
	var far strings.Builder
	for i := range 40 {
		far.WriteString(strconv.Itoa(i*7919) + strings.Repeat(" .", sketchPiece))
	}
	sparse := far.String()
	if got, want := SketchOf(sparse), NewText("a", "", sparse).Sketch(); !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("letters far apart: %d grams by pieces, %d as a whole", len(got), len(want))
	}
	long := strings.Repeat(text(report...), 2000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	SketchOf(long)
	runtime.ReadMemStats(&after)
	if got := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(long)); got > 4 {
		t.Errorf("made with %.1f bytes a byte, want at most 4", got)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(text(report...), text(report[:3]...))
	f.Add(strings.Repeat("ab", 500), strings.Repeat("ba", 500))
	f.Add("\xff\xfe東京 é", "東京")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := NewText("a", "", x), NewText("b", "", y)
		r := Compare(a, b, nil)
		if r.A == "b" {
			x, y = y, x
		}
		for _, p := range r.Passages {
			if p.A.Empty() || p.B.Empty() || p.A.End > len(x) || p.B.End > len(y) || p.A.Start < 0 || p.B.Start < 0 {
				t.Fatalf("passage outside its text: %+v", p)
			}
		}
		if r.CoverA < 0 || r.CoverA > 1 || r.CoverB < 0 || r.CoverB > 1 {
			t.Fatalf("covers %v and %v", r.CoverA, r.CoverB)
		}
		if same := Compare(a, NewText("c", "", a.ID), nil); same.Kind == Copy && a.Len() > 60 {
			t.Fatalf("a text is no copy of its ID")
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	long := NewText("a", "", strings.Repeat(text(report...)+text(other...), 2))
	short := NewText("b", "", text(report...))
	b.ReportAllocs()
	for b.Loop() {
		Compare(long, short, nil)
	}
}
