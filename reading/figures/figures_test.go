package figures

import (
	"strings"
	"testing"

	"cuttings/reading/aliases"
	"cuttings/reading/readingtest"
	"cuttings/reading/times"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

type readers struct{ readingtest.Readers }

func open(tb testing.TB) readers {
	tb.Helper()
	return readers{readingtest.Open(tb)}
}

func (r readers) read(text, lang string) (Input, []Figure) {
	t := token.New(text)
	in := Input{Text: t, Lang: lang, Mentions: r.Names.Read(t, lang), Times: times.Read(t, lang, "2031-05-14"),
		Found: r.Statements.Read(t, lang)}
	in.Names = within.Read(t, in.Mentions, aliases.Read(t), "")
	return in, Read(in)
}

func TestRead(t *testing.T) {
	r := open(t)
	for _, c := range []struct{ name, text, want string }{ // words = value kind question (counted)
		{"count", "The blast killed 52 residents.", "52 residents = 52 count dead (residents)"},
		{"in words", "At least nine people died on the ferry.",
			"At least nine people = 9 count dead (people) at least"},
		{"a dozen", "About a dozen protesters were hurt.",
			"About a dozen protesters = 12 count hurt (protesters) about"},
		{"thousands", "More than 3,000 villagers were displaced.",
			"More than 3,000 villagers = 3000 count displaced (villagers) at least"},
		{"share", "The turnout in the town was 79 percent.", "79 percent = 79% share turnout"},
		{"share of a thing", "The flow fell by only 15 percent.", "only 15 percent = 15% share flow"},
		{"sum", "The firm paid $3 million.", "$3 million = 3000000 USD sum"},
		{"size", "The boat was 12 nautical miles away.", "12 nautical miles = 12 nautical miles size"},
		{"founded again", "The union was re-founded in 1971.", ""},
		{"founded", "The union was founded in 1965.", "1965 = 1965 year founded"},
		{"a year alone", "The union met in 1965.", ""},
		{"updated", "The toll rose to 14.", "14 = 14 count dead updated"},
		{"other things", "Nine floats were in the parade.", "Nine floats = 9 count float (floats)"},
		{"a day", "The ferry left on 9 May.", ""},
		{"two tolls, far from their subject",
			"The death toll from the long war on the strip had reached 667, and the number of injured rose to 90.",
			"667 = 667 count dead; 90 = 90 count hurt updated"},
		{"two tolls", "The blast killed five people and twelve were taken to hospital.",
			"five people = 5 count dead (people); twelve = 12 count hurt"},
		{"two tolls, the other way about", "Fourteen villagers were wounded and 3 killed.",
			"Fourteen villagers = 14 count hurt (villagers); 3 killed = 3 count dead (killed)"},
		{"killed or wounded", "The raid killed or wounded 52 residents.",
			"52 residents = 52 count resident (residents)"},
		{"an age", "Ilya Dravic, 37, Velm, was arrested by the police.", ""},
		{"an age at the end", "The police named Ilya Dravic, 37.", ""},
		{"a mother of so many", "The mother of 12 was killed.", ""},
		{"who are accused of killing", "Two men accused of killing a guard were tried.",
			"Two men = 2 count men (men)"},
		{"who killed", "Two men killed a guard.", "Two men = 2 count men (men)"},
		{"who were killed", "Two men were killed and the others fled.", "Two men = 2 count dead (men)"},
		{"one of", "One of the sailors left.", ""},
		{"one", "The union said one man was still missing.", "one man = 1 count missing (man) updated"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out []string
			_, figures := r.read(c.text, "en")
			for _, f := range figures {
				words := f.Span.In(c.text)
				if !f.Counted.Empty() {
					words = c.text[f.Span.Start:f.Counted.End]
				}
				s := words + " = " + f.Value + " " + string(f.Kind)
				if f.Question != "" {
					s += " " + f.Question
				}
				if !f.Counted.Empty() {
					s += " (" + f.Counted.In(c.text) + ")"
				}
				if f.Bound != Exact {
					s += " " + string(f.Bound)
				}
				if f.Updated {
					s += " updated"
				}
				out = append(out, s)
			}
			if got := strings.Join(out, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAbout(t *testing.T) {
	r := open(t)
	for _, c := range []struct{ name, text, want string }{
		{"was founded", "Harbour Watch was founded in 1965.", "Harbour Watch"},
		{"by other names", "Harbour Watch, formerly known as the Lask League and also known as the Velm Union, was " +
			"founded in 1968.", "Harbour Watch"},
		{"by somebody", "The Velm Union met. Bo Lee said the union had been founded in 1971 by her husband Ilya " +
			"Dravic.", "Velm Union"},
		{"by a person", "The movement was founded in 1971 by Ilya Dravic.", ""},
		{"founding another", "The Velm Union founded the Lask League in 1985.", "Lask League"},
		{"a person founding", "Ilya Dravic founded the Lask League in 1985.", "Lask League"},
		{"founded, without more", "The Lask League, founded in 1985, met in Velm.", "Lask League"},
		{"a branch", "The Salt Hill branch of the Velm Union was founded in 1990.", ""},
		{"somebody's branch", "The Velm Union's youth branch was founded in 1990.", ""},
		{"a city", "The city of Velm was founded in 1200.", "Velm"},
		{"born", "Ilya Dravic, leader of the Velm Union, was born in 1950.", "Ilya Dravic"},
		{"the dead of a body", "The Velm Union said that minister Ilya Dravic had 11 residents killed.",
			"Velm Union"},
		{"the dead of nobody", "Minister Ilya Dravic had 11 residents killed.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, figures := r.read(c.text, "en")
			got := ""
			for _, f := range figures {
				if f.Name >= 0 {
					got = in.Names.Names[f.Name].Form
				}
			}
			if len(figures) != 1 || got != c.want {
				t.Errorf("%d figures of %q, want one of %q", len(figures), got, c.want)
			}
		})
	}
}

func TestSilent(t *testing.T) {
	if _, got := open(t).read("The blast killed 52 residents.", "de"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"At least nine people died.", "$3 million, 51.2 percent, 3-4, 1e309, a dozen of",
		"founded in 1965", "one hundred and\xff", "99999999999999999999999 million million million km"} {
		f.Add(s)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		in, figures := r.read(text, "en")
		end := 0
		for _, x := range figures {
			if x.Span.Start < end || x.Span.Empty() || x.Span.End > len(text) || x.Counted.End > len(text) ||
				x.Value == "" ||
				x.Name >= len(in.Names.Names) || x.Statement >= len(in.Found) {
				t.Fatalf("%+v behind %d", x, end)
			}
			end = x.Span.End
		}
	})
}
