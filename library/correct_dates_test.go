package library

import (
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/press"
)

func TestDatesAsPeopleTypeThem(t *testing.T) {
	l := New(Config{Lines: press.Lines{}, Now: func() time.Time {
		return time.Date(2026, 9, 5, 0, 0, 0, 0, time.UTC)
	}})
	for in, want := range map[string]string{
		"2011": "2011", "2011-4": "2011-04", "2011-04": "2011-04", "2011-4-9": "2011-04-09",
		"2011/04/09": "2011-04-09", "2011.4": "2011-04", "4/2011": "2011-04", "04/2011": "2011-04",
		"04.2011": "2011-04", "9.4.2011": "2011-04-09", "09.04.2011": "2011-04-09",
		"13/4/2011": "2011-04-13", "4/13/2011": "2011-04-13", "4/4/2011": "2011-04-04",
		"Apr 2011": "2011-04", "april 2011": "2011-04", "April, 2011": "2011-04", "Apr. 2011": "2011-04",
		"9 April 2011": "2011-04-09", "April 9, 2011": "2011-04-09", "Sept 2011": "2011-09", "2011 April": "2011-04",
		" 2011 - 4 ": "", "۲۰۱۱-۰۴": "2011-04", "9. April 2011": "2011-04-09", "9 avril 2011": "2011-04-09",
		"3/4/2011": "!3 April 2011 and as 4 March 2011", "2011-02-31": "!no such date", "2011-13": "!no such date",
		"soon": "!Write it as 2011", "": "!Write it as 2011",
		"11": "!Write it as 2011",
	} {
		got, err := l.ReadDate(in)
		switch text, fails := strings.CutPrefix(want, "!"); {
		case want == "":
		case fails && (cutting.KindOf(err) != cutting.Invalid || !strings.Contains(err.Error(), text)):
			t.Errorf("%q: %q, %v; want an error that says %q", in, got, err, text)
		case !fails && (err != nil || got != want):
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}

// TestSaidDates: a correction accepts dates in the forms of the search, and no words that depend on another
// day.
func TestSaidDates(t *testing.T) {
	base := time.Date(2026, 9, 5, 0, 0, 0, 0, time.UTC)
	for in, want := range map[string]string{
		"2011-4": "2011-04", "04/2011": "2011-04", "Apr 2011": "2011-04", "9.4.2011": "2011-04-09",
		"9. April 2011": "2011-04-09", "2011": "2011",
		"gestern": "!with its year", "yesterday": "!with its year", "3 days ago": "!with its year",
		"3/4/2011": "!3 April 2011 and as 4 March 2011", "soon": "!Write it as 2011",
	} {
		got, err := readAbsolute(in, "de", base, press.Lines{})
		switch text, fails := strings.CutPrefix(want, "!"); {
		case fails && (cutting.KindOf(err) != cutting.Invalid || !strings.Contains(err.Error(), text)):
			t.Errorf("%q: %q, %v; want an error that says %q", in, got, err, text)
		case !fails && (err != nil || got != want):
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	l := New(Config{})
	for name, c := range map[string]struct{ since, until, period, wrong string }{
		"both":                 {"2011-4", "5/2011", "2011-04/2011-05", ""},
		"one":                  {"Apr 2011", "", "2011-04/..", ""},
		"the other":            {"", "2010", "../2010", ""},
		"the first is none":    {"soon", "2010", "", "since"},
		"the last is none":     {"2010", "soon", "", "until"},
		"the wrong way round":  {"2012", "2011", "", "until"},
		"a month of that year": {"2011", "2011-04", "2011/2011-04", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if p, w, err := l.PeriodOf(c.since, c.until); p != c.period || w != c.wrong ||
				(err != nil) != (c.wrong != "") {
				t.Errorf("%q %q %v", p, w, err)
			}
		})
	}
}

// FuzzReadDate: the result is a date, which is read again as itself.
func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"2011-4", "4/2011", "Apr 2011", "9.4.2011", "۲۰۱۱", "0/0000"} {
		f.Add(s)
	}
	l := New(Config{Lines: press.Lines{}})
	f.Fuzz(func(t *testing.T, s string) {
		got, err := l.ReadDate(s)
		if err != nil {
			if cutting.KindOf(err) != cutting.Invalid {
				t.Fatal(err)
			}
			return
		}
		if again, err := l.ReadDate(got); err != nil || again != got {
			t.Fatalf("%q is %q, and that is %q, %v", s, got, again, err)
		}
	})
}

// TestPeriods: decades are taken where a period is typed, and words for days where its beginning is.
func TestPeriods(t *testing.T) {
	l := New(Config{Lines: press.Lines{}, Now: func() time.Time {
		return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	}})
	for in, want := range map[[2]string]string{{"1990s", ""}: "1990s/..", {"1990S", "1990s"}: "1990s/1990s",
		{"1985", "1990s"}: "1985/1990s", {"1990s", "1985"}: "!until"} {
		got, wrong, err := l.PeriodOf(in[0], in[1])
		if err != nil {
			got = "!" + wrong
		}
		if got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]string{"yesterday": "2026-11-29T00:00:00Z", "P7D": "2026-11-23T12:00:00Z",
		"2011-4": "2011-04-01T00:00:00Z", "nonsense": ""} {
		at, err := l.Since(in)
		if got := at.Format(time.RFC3339); err == nil && got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %s (%v), want %s", in, got, err, want)
		}
	}
}
