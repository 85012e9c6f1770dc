package bare

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split/boost"
)

// viewOf makes a page of bare text of lines.
func viewOf(t *testing.T, lines ...string) (*cutting.Page, *view) {
	t.Helper()
	p, err := page.Read([]byte(strings.Join(lines, "\n\n")), page.Options{Form: page.Text})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Blocks) != len(lines) {
		t.Fatalf("%d blocks of %d lines", len(p.Blocks), len(lines))
	}
	return p, newView(p, nil)
}

func TestHeadlineWithinItsLine(t *testing.T) {
	for _, x := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"date at the end", []string{"Call for the yearly meeting 29/03/2026", "Works on the quay 03/12/2025",
			"Winter at the harbour 10/04/2025"},
			[]string{"Call for the yearly meeting", "Works on the quay", "Winter at the harbour"}},
		{"date at the beginning, then tags", []string{"2026-03-17 :: Cleaning the lamps of Velm :: #lamps",
			"2025-09-27 :: Ferry lines compared :: #ferry, #line", "2025-03-12 :: A chart of the bay :: #chart"},
			[]string{"Cleaning the lamps of Velm", "Ferry lines compared", "A chart of the bay"}},
		{"date and dash", []string{"December 6, 2024 – Harbour board publishes its plan",
			"July 16, 2024 – Ferry fares rise again", "May 26, 2024 - The old crane is sold"},
			[]string{"Harbour board publishes its plan", "Ferry fares rise again", "The old crane is sold"}},
		{"no date", []string{"(Un)fair fares on the ferry", "The crane that nobody wanted", "A quay, a crane, a vote"},
			[]string{"(Un)fair fares on the ferry", "The crane that nobody wanted", "A quay, a crane, a vote"}},
		{"a date in one of them", []string{"The strike of 4 May 1926", "The crane that nobody wanted",
			"A quay, a crane, a vote"},
			[]string{"The strike of 4 May 1926", "The crane that nobody wanted", "A quay, a crane, a vote"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			p, v := viewOf(t, x.lines...)
			c := &cutter{view: v}
			for i := range x.lines {
				c.heads = append(c.heads, i)
			}
			f := c.headForm()
			for i := range x.lines {
				if got := c.headSpan(i, f).In(p.Text); got != x.want[i] {
					t.Errorf("headline %q, want %q", got, x.want[i])
				}
			}
		})
	}
}

func TestLinesThatBeginTheSame(t *testing.T) {
	_, v := viewOf(t, "Harbour vote put off", "Read more about Harbour vote put off", "Fares rise in May",
		"Read more about Fares rise in May", "The crane is sold", "Read more about The crane is sold")
	for i := range v.lines {
		want := 0
		if i%2 == 1 {
			want = 3
		}
		if got := v.lines[i].sameWords[0]; got != want {
			t.Errorf("line %d: %d lines begin alike, want %d", i, got, want)
		}
	}
	if b := v.anchors.bestByTemplate(2); b.offset != -1 || b.count != 3 {
		t.Errorf("anchor of line 2: %+v, want three lines right behind headlines", b)
	}
}

func TestProposals(t *testing.T) {
	_, v := viewOf(t, "Archive", "2024", "The harbour vote is put off", "Fares rise again in May", "2023",
		"The old crane is sold at last", "Home", strings.Repeat("A long paragraph about the harbour. ", 8))
	p := make([]float32, len(v.lines))
	for i := range p {
		p[i] = 0.1
	}
	if got := v.titleRuns(p); len(got) == 0 || !slices.Equal(got[0], []int{2, 3, 5}) {
		t.Errorf("runs of titles: %v", got)
	}
	for _, at := range [][]int{{2, 3, 5}, {2}, {0, 7}} {
		for _, a := range v.amendments(at, p) {
			if !slices.IsSorted(a) || len(a) == 0 || len(slices.Compact(slices.Clone(a))) != len(a) ||
				slices.Equal(a, at) {
				t.Errorf("%v amended to %v", at, a)
			}
		}
	}
	_, v = viewOf(t, "Archive", "The harbour vote is put off 03/15/24", "Fares rise again in May 01/02/24",
		"The old crane is sold 11/12/23", "Imprint")
	if got := v.datedHeads(); len(got) != 1 || !slices.Equal(got[0], []int{1, 2, 3}) {
		t.Errorf("lines with a date at one end: %v", got)
	}
}

func TestRowsFitTheirNames(t *testing.T) {
	_, v := viewOf(t, "Archive", "The harbour vote is put off", "3 May 2021", "Fares rise again in May", "4 May 2021",
		"The old crane is sold at last", "5 May 2021")
	p := make([]float32, len(v.lines))
	for i := range p {
		p[i] = 0.3
	}
	v.fillDistances()
	rs := v.readings(p)
	if len(rs) == 0 {
		t.Fatal("no readings")
	}
	for _, x := range v.readingRows(rs, p) {
		if len(x) != len(thirdNames) {
			t.Fatalf("%d values of a reading, %d names", len(x), len(thirdNames))
		}
	}
	at := []int{1, 3, 5}
	lines, x := v.amendRows(at, p)
	if len(lines) != len(v.lines) {
		t.Errorf("lines judged again: %v", lines)
	}
	for i := range x {
		if len(x[i]) != len(amendNames) {
			t.Fatalf("%d values of a line, %d names", len(x[i]), len(amendNames))
		}
	}
	rows := v.readingRows(rs, p)
	c := v.choose(&boost.Forest{}, &boost.Forest{}, rs, rows, p)
	if x := v.kindRow(&c, p); len(x) != len(kindNames) {
		t.Errorf("%d values of a page, %d names", len(x), len(kindNames))
	}
	if !slices.Equal(c.at, at) {
		t.Errorf("by the bits saved alone %v is chosen, want %v", c.at, at)
	}
}

func TestChosenByWholeAndByLines(t *testing.T) {
	forest := func(text string) *boost.Forest {
		f, err := boost.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	_, v := viewOf(t, "Archive", "The harbour vote is put off", "3 May 2021", "Fares rise again in May", "4 May 2021",
		"The old crane is sold at last", "5 May 2021")
	p := []float32{.9, .9, .1, .9, .1, .9, .1}
	v.fillDistances()
	named := func(names []string, rest string) string {
		return "feature " + strings.Join(names, "\nfeature ") + "\nbase 0\n" + rest
	}
	// Whole readings of four headlines score a little higher; a line of one word is no headline.
	third := forest(named(thirdNames, "tree\nif headlines 3.5 1\nleaf 0\nleaf 1\n"))
	amend := forest(named(amendNames, "tree\nif words 2.5 1\nleaf -4\nleaf 4\n"))
	rs := []reading{{at: []int{0, 1, 3, 5}, mean: 0.9}, {at: []int{0, 1, 3}, mean: 0.9}}
	want := []int{1, 3, 5}
	if c := v.choose(third, amend, rs, v.readingRows(rs, p), p); !slices.Equal(c.at, want) || c.origin != fromJudging {
		t.Errorf("chosen %v, want what judging the lines makes, %v", c.at, want)
	}
	rs = append(rs, reading{at: want, mean: 0.9})
	if c := v.choose(third, amend, rs, v.readingRows(rs, p), p); !slices.Equal(c.at, want) || c.origin == fromJudging {
		t.Errorf("chosen %v, want the reading of which each line is likely, %v", c.at, want)
	}
	// Where the lines give no evidence, the whole decides.
	if c := v.choose(third, &boost.Forest{}, rs, v.readingRows(rs, p), p); len(c.at) != 4 {
		t.Errorf("chosen %v, want the reading of four", c.at)
	}
}
