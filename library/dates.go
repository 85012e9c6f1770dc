package library

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cuttings/cutting"
	"cuttings/library/plain"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?$`)
	yearLast  = regexp.MustCompile(`^(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4})$`)
)

// wordyDates are the forms of a date with the month's name, as time.Parse has them, and
// the form of what they say.
var wordyDates = []struct{ in, out string }{
	{"January 2006", "2006-01"}, {"Jan 2006", "2006-01"}, {"2006 January", "2006-01"}, {"2006 Jan", "2006-01"},
	{"2 January 2006", "2006-01-02"}, {"2 Jan 2006", "2006-01-02"}, {"January 2 2006", "2006-01-02"},
	{"Jan 2 2006", "2006-01-02"},
	{"2006 January 2", "2006-01-02"}, {"2006 Jan 2", "2006-01-02"},
}

// ReadDate reads a date as people type it and returns it in ISO 8601, to the year, month
// or day: 2011, 2011-4, 04/2011, Apr 2011, 9.4.2011, April 9, 2011, and what the
// program reads in the archive's languages. What can be read in two ways, or in none,
// gives Invalid with a message that says what to write instead.
func (l *Library) ReadDate(typed string) (string, error) {
	s := strings.Join(strings.Fields(strings.Map(asciiDigit, typed)), " ")
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return isoDate(typed, m[1], m[2], m[3])
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		first, sep, second, year := m[1], m[2], m[3], m[4]
		switch {
		case first == "":
			return isoDate(typed, year, second, "")
		case sep == "." || number(first) > 12 || first == second: // with full stops the day comes first
			return isoDate(typed, year, second, first)
		case number(second) > 12:
			return isoDate(typed, year, first, second)
		}
		day, _ := isoDate(typed, year, second, first)
		month, _ := isoDate(typed, year, first, second)
		return "", twoDates(typed, day, month)
	}
	words := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' }), " ")
	words = strings.TrimSuffix(strings.TrimSuffix(words, "st"), "th")
	for _, f := range wordyDates {
		if t, err := time.Parse(f.in, strings.Replace(words, "Sept ", "Sep ", 1)); err == nil {
			return t.Format(f.out), nil
		}
	}
	if l.c.Lines != nil && strings.ContainsFunc(s, unicode.IsLetter) {
		var found []string
		for _, d := range l.c.Lines.Dates(typed, "", l.c.Now()) {
			v := d.Value[:min(len(d.Value), len("2006-01-02"))]
			if len(found) == 0 || found[len(found)-1] != v {
				found = append(found, v)
			}
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return "", twoDates(typed, found[0], found[1])
		}
	}
	return "", noDate(typed)
}

// Between reads the two ends of a period as people type them; either may be open. The
// error names the end that cannot be read: "since" or "until".
func (l *Library) Between(since, until string) (period, wrong string, err error) {
	from, to := "..", ".."
	if since != "" {
		if from, err = l.ReadDate(since); err != nil {
			return "", "since", err
		}
	}
	if until != "" {
		if to, err = l.ReadDate(until); err != nil {
			return "", "until", err
		}
	}
	if from != ".." && to != ".." {
		if n := min(len(from), len(to)); to[:n] < from[:n] {
			return "", "until", cutting.Errorf(cutting.Invalid,
				"%s is before %s. Exchange the two, or leave one empty.", plain.Date(cutting.Date{Value: to}),
				plain.Date(cutting.Date{Value: from}))
		}
	}
	return from + "/" + to, "", nil
}

// isoDate puts a date together from its figures; month and day may be "".
func isoDate(typed, year, month, day string) (string, error) {
	v := year
	for _, part := range []string{month, day} {
		if part != "" {
			if len(part) == 1 {
				part = "0" + part
			}
			v += "-" + part
		}
	}
	if !cutting.IsDate(v) {
		return "", cutting.Errorf(cutting.Invalid, "There is no such date as “%s”. Write a date as 2011, 2011-04 or "+
			"2011-04-09.", plain.Clip(typed, 40))
	}
	return v, nil
}

func noDate(typed string) error {
	return cutting.Errorf(cutting.Invalid, "“%s” is not a date the program can read. Write it as 2011, 2011-04 or "+
		"2011-04-09.", plain.Clip(typed, 40))
}

func twoDates(typed, a, b string) error {
	return cutting.Errorf(cutting.Invalid, "“%s” can be read as %s and as %s. Write it as %s or %s.",
		plain.Clip(typed, 40), plain.Date(cutting.Date{Value: a}), plain.Date(cutting.Date{Value: b}), a, b)
}

// number reads a few digits.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// asciiDigit writes the digits of Arabic and Persian as those of ASCII.
func asciiDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}
