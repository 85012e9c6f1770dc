package press

import (
	"slices"
	"testing"
	"time"
)

func TestLines(t *testing.T) {
	base := time.Date(2011, 4, 20, 9, 0, 0, 0, time.UTC)
	endOf2009 := time.Date(2009, 12, 31, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		line, lang string
		dates      []string // value, space, words
		byline     string   // the first name, colon, words
	}{
		"a date line": {"Posted on 9 April 2011 by Imke Varga", "en", []string{"2011-04-09 9 April 2011"},
			"Imke Varga: Imke Varga"},
		"two readings of figures": {"03/04/2011", "", []string{"2011-04-03 03/04/2011", "2011-03-04 03/04/2011"}, ""},
		"two dates": {"9 April 2011, changed 11 April 2011", "en",
			[]string{"2011-04-09 9 April 2011", "2011-04-11 11 April 2011"}, ""},
		"a day of the year given": {"9 April", "en", []string{"2009-04-09 9 April"}, ""},
		"counted from the day":    {"yesterday", "en", []string{"2011-04-19 yesterday"}, ""},
		"persian":                 {"۲۰ فروردین ۱۳۹۰", "fa", []string{"2011-04-09 ۲۰ فروردین ۱۳۹۰"}, ""},
		"words of no date":        {"on the feast of Saint Brand", "en", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range (Lines{}).Dates(c.line, c.lang, endOf2009, base) {
				got = append(got, d.Value+" "+d.Span.In(c.line))
			}
			if !slices.Equal(got, c.dates) {
				t.Errorf("dates %q, want %q", got, c.dates)
			}
			by := ""
			if names, at, ok := (Lines{}).Byline(c.line); ok {
				by = names[0] + ": " + at.In(c.line)
			}
			if by != c.byline {
				t.Errorf("byline %q, want %q", by, c.byline)
			}
		})
	}
}
