package dates

import (
	"reflect"
	"testing"
)

// TestMemoFindsTheSame queries a memo twice with texts of each kind: the results equal those of the
// functions, in any language and order of day and month.
func TestMemoFindsTheSame(t *testing.T) {
	texts := []string{"", "no date here", "9 April 2011", "03/04/2011", "Posted on Saturday, April 9, 2011 at 14:30",
		"۲۰ فروردین ۱۳۹۰", "3 days ago", "9 April", "11 2012 words and 2013-04-05 more"}
	var m, none *Memo
	m = &Memo{}
	for range 2 {
		for _, text := range texts {
			for _, lang := range []string{"", "en-US", "de", "fa"} {
				for _, o := range []Options{{}, {Order: DayFirst}, {Order: MonthFirst}, {Base: lineBase}} {
					want := Find(text, lang, o)
					if got := m.Find(text, lang, o); !reflect.DeepEqual(got, want) {
						t.Errorf("%q in %q with %+v: %+v, not %+v", text, lang, o, got, want)
					}
					if got := none.Find(text, lang, o); !reflect.DeepEqual(got, want) {
						t.Errorf("%q without a memo: %+v, not %+v", text, got, want)
					}
				}
			}
			if got, want := m.IsDateLine(text), IsDateLine(text); got != want || none.IsDateLine(text) != want {
				t.Errorf("%q is a date line: %v, not %v", text, got, want)
			}
		}
	}
}
