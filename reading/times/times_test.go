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

// Without the document's date, or in a language not served, nothing is made up.
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
