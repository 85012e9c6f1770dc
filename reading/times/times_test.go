package times

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/reading/token"
)

func TestRead(t *testing.T) {
	const dct = "2031-05-14" // a Wednesday
	cases := []struct {
		name, text string
		want       []string // words, type, value
	}{
		{"a day", "It sank on May 9, 2031.", []string{"May 9, 2031 DATE 2031-05-09"}},
		{"a day in figures", "The order is of 2031-04-02.", []string{"2031-04-02 DATE 2031-04-02"}},
		{"a day before the month", "On 9 May the berth closed.", []string{"9 May DATE 2031-05-09"}},
		{"a month without a year, behind", "The strike began in November.", []string{"November DATE 2030-11"}},
		{"a month ahead", "The court will rule in November.", []string{"November DATE 2031-11"}},
		{"the last such day", "Vask resigned on Friday.", []string{"Friday DATE 2031-05-09"}},
		{"the next such day", "The board will meet on Friday.", []string{"Friday DATE 2031-05-16"}},
		{"part of a day", "It sank on Friday night.", []string{"Friday night TIME 2031-05-09TNI"}},
		{"yesterday", "He left yesterday.", []string{"yesterday DATE 2031-05-13"}},
		{"weeks ago", "He left two weeks ago.", []string{"two weeks ago DATE 2031-W18"}},
		{"last week", "He left last week.", []string{"last week DATE 2031-W19"}},
		{"a quarter", "Profits fell in the first quarter of 2030.",
			[]string{"the first quarter of 2030 DATE 2030-Q1"}},
		{"the quarter told last", "Profits rose in the first quarter. Costs fell in the quarter.",
			[]string{"the first quarter DATE 2031-Q1", "the quarter DATE 2031-Q1"}},
		{"a duration", "The strike lasted nearly three months.", []string{"nearly three months DURATION P3M"}},
		{"a vague duration", "It took several years.", []string{"several years DURATION PXY"}},
		{"the past", "In the past two months nobody called.", []string{"the past two months DURATION P2M"}},
		{"a set", "Boats leave every hour.", []string{"every hour SET PT1H"}},
		{"a decade", "It was built in the 1970s.", []string{"the 1970s DATE 197"}},
		{"a season", "It closed last summer.", []string{"last summer DATE 2030-SU"}},
		{"a clock time with its day", "It sank at 4 p.m. Friday.", []string{"4 p.m. Friday TIME 2031-05-09T16:00"}},
		{"now", "Nobody is there now.", []string{"now DATE PRESENT_REF"}},
		{"a year in words", "It sank in nineteen ninety-six.", []string{"nineteen ninety-six DATE 1996"}},
		{"a count is no year in words", "He sold sixteen twenty times.", nil},
		{"a year of long ago", "The town was burned in 1655.", []string{"1655 DATE 1655"}},
		{"a year before Christ", "It fell in 490 BC.", []string{"490 BC DATE BC0490"}},
		{"a century", "A tower of the late 19th century.", []string{"the late 19th century DATE 18"}},
		{"half of a year", "In the first half of 2030 it lost money.",
			[]string{"the first half of 2030 DATE 2030-H1"}},
		{"a quarter by its end", "For the quarter ended Sept. 30, profit fell.",
			[]string{"the quarter DATE 2030-Q3", "Sept. 30 DATE 2030-09-30"}},
		{"a year by its end", "For the year ended March 31, profit fell.",
			[]string{"the year DURATION P1Y", "March 31 DATE 2031-03-31"}},
		{"a period compared with", "Profit rose in the third quarter. In the 2029 period it had fallen.",
			[]string{"the third quarter DATE 2030-Q3", "the 2029 period DATE 2029-Q3"}},
		{"an adjective without its article", "It had a year-earlier loss.", []string{"year-earlier DATE 2030"}},
		{"a range", "It takes two to three weeks.", []string{"two to three weeks DURATION P2W"}},
		{"a half", "They waited for 2 1/2 years.", []string{"2 1/2 years DURATION P2.5Y"}},
		{"a vague end", "It closes over the next year or so.", []string{"the next year or so DATE 2032"}},
		{"a clock time with a date", "The offer runs until 5 p.m. EST Nov. 9.",
			[]string{"5 p.m. EST Nov. 9 TIME 2031-11-09T17:00"}},
		{"a weekend behind", "They met over the weekend.", []string{"the weekend DATE 2031-W19-WE"}},
		{"a month of last year", "They met last December.", []string{"last December DATE 2030-12"}},
		{"a month of this year", "They met last February.", []string{"last February DATE 2031-02"}},
		{"a month by which", "The bridge is due by February.", []string{"February DATE 2031-02"}},
		{"a feast", "He was shot at Christmas.", []string{"Christmas DATE 2030-12-25"}},
		{"a feast that moves", "They met last Thanksgiving, not on Easter Monday 2030.",
			[]string{"last Thanksgiving DATE 2030-11-28", "Easter Monday 2030 DATE 2030-04-22"}},
		{"a rate is none", "It costs $500 million a year.", nil},
		{"a rate of counts is none", "There are four flights a week.", nil},
		{"a fraction is none", "He owns three-quarters of it and sold a quarter of the rest.", nil},
		{"an age in years is none", "Vask, 52 years old, resigned.", nil},
		{"the day of a deadline", "They missed the Tuesday deadline.", []string{"Tuesday DATE 2031-05-13"}},
		{"an age is none", "A 23-year-old drowned.", nil},
		{"a person named May is none", "May said no.", nil},
		{"a count is no year", "About 2030 people came.", nil},
		{"empty", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, x := range Read(token.New(c.text), "en", dct) {
				got = append(got, x.Span.In(c.text)+" "+string(x.Type)+" "+x.Value)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Without the document's date, or in an unsupported language, there are no values.
func TestNothingIsMadeUp(t *testing.T) {
	const text = "He left yesterday, after the strike of 2030."
	x := Read(token.New(text), "en", "")
	if len(x) != 2 || x[0].Value != "" || x[1].Value != "2030" {
		t.Errorf("without a date: %+v, want no value for yesterday", x)
	}
	if x := Read(token.New("Il partit hier."), "fr", "2031-05-14"); len(x) > 0 {
		t.Errorf("in French: %+v, want nothing", x)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("On May 9, 2031 at 4 p.m. Friday, the past two 1/2 years ago every", "2031-05-14")
	f.Add("the 99s 31st of \xff 2031-13-40", "x")
	f.Fuzz(func(t *testing.T, s, dct string) {
		end := 0
		for _, x := range Read(token.New(s), "en", dct) {
			if x.Span.Start < end || x.Span.Empty() || x.Span.End > len(s) {
				t.Fatalf("%+v after %d in %d bytes", x, end, len(s))
			}
			end = x.Span.End
		}
	})
}
