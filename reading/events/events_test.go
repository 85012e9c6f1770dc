package events

import (
	"strings"
	"testing"

	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/token"
)

// read reads a text of Wednesday 2031-05-14.
func read(r *statements.Reader, text, lang string) []Event {
	t := token.New(text)
	return Read(Input{Text: t, Lang: lang, Times: times.Read(t, lang, "2031-05-14"), Found: r.Read(t, lang)})
}

func open(tb testing.TB) *statements.Reader {
	tb.Helper()
	r, err := statements.New()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	r := open(t)
	for _, c := range []struct{ name, text, want string }{ // word: words, date
		{"verb", "The ferry sank on Monday.", "sank: sank on Monday 2031-05-12"},
		{"time first", "On Monday the ferry sank.", "sank: Monday the ferry sank 2031-05-12"},
		{"a clause between", "On Monday, while you slept, the ferry sank.",
			"sank: Monday, while you slept, the ferry sank 2031-05-12"},
		{"noun", "The nation mourns after Monday's sinking.", "sinking: Monday's sinking 2031-05-12"},
		{"noun of a light verb", "The funeral was held on Monday.", "funeral: funeral was held on Monday 2031-05-12"},
		{"verb before a noun", "Two guards were hurt in a scuffle on Monday.",
			"hurt: hurt in a scuffle on Monday 2031-05-12"},
		{"to come", "The court will rule on Friday.", "rule: rule on Friday 2031-05-16"},
		{"a year", "The union left the country in 1998.", "left: left the country in 1998 1998"},
		{"a span of days", "The turbine was stopped from 3 to 9 July 2030.",
			"stopped: stopped from 3 to 9 July 2030 2030-07-03/2030-07-09"},
		{"a season", "The mill was opened in autumn 1988.", "opened: opened in autumn 1988 1988-FA"},
		{"a decade", "The union ended its strike in the early 1990s.", "strike: strike in the early 1990s 199X"},
		{"a decade first", "In the 1970s the movement fought in the hills.",
			"fought: the 1970s the movement fought 197X"},
		{"founded", "The Valley Union was founded in 1971.", "founded: founded in 1971 1971"},
		{"founded behind its year", "In 1971 the F. H. M. was founded in Norden.",
			"founded: 1971 the F. H. M. was founded 1971"},
		{"founded in a clause", "Norden Bank, founded in 1871, paid for the burials.",
			"founded: founded in 1871 1871"},
		{"when it was said", "The ministry said on Monday that the ferry had sunk.", ""},
		{"a dateline", "VELM, May 13 (Meridian) - The ferry sank.", ""},
		{"a time of day alone", "The ferry left at 9 p.m.", ""},
		{"no time", "The ferry sank.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out []string
			for _, e := range read(r, c.text, "en") {
				out = append(out, e.Word.In(c.text)+": "+e.Span.In(c.text)+" "+e.Date)
			}
			if got := strings.Join(out, "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSilent(t *testing.T) {
	if got := read(open(t), "The ferry sank on Monday.", "de"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"On Monday the ferry sank, he said on Friday.", "from 3 to 9 July 2030",
		"Monday's \xff", "HADRIN, May 3 – 1998", "yesterday"} {
		f.Add(s)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range read(r, text, "en") {
			if e.Word.Empty() || !e.Span.Contains(e.Word) || e.Span.Start < 0 || e.Span.End > len(text) ||
				e.Date == "" ||
				len(e.Times) == 0 {
				t.Fatalf("%+v", e)
			}
		}
	})
}
