package library

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// ReadDate reads a date as people type it and returns it in ISO 8601, to the year, month or day: 2011, 2011-4,
// 04/2011, Apr 2011, 9.4.2011, April 9, 2011, and the forms the program reads in the archive's languages. A
// date that can be read in two ways, or in none, gives Invalid with a message of what to write instead.
func (l *Library) ReadDate(typed string) (string, error) {
	v, err := readDate(typed, "", l.c.Now(), l.c.Lines)
	return v[:min(len(v), len(time.DateOnly))], err
}

// readDate reads a typed date for ReadDate and for corrections: by its form, else as the program reads dates in
// a line of language lang written at base.
func readDate(typed, lang string, base time.Time, lines Lines) (string, error) {
	v, wrong := query.TypedDate(typed)
	switch {
	case wrong != "":
		return "", cutting.Errorf(cutting.Invalid, "%s", wrong)
	case v != "":
		return v, nil
	case lines == nil || !strings.ContainsFunc(typed, unicode.IsLetter) && len(typed) < len("2011-04-09T10"):
		return "", noDate(typed)
	}
	var found []string
	for _, d := range lines.Dates(typed, lang, base, base) {
		day := d.Value[:min(len(d.Value), len(time.DateOnly))]
		if len(found) == 0 || !strings.HasPrefix(found[len(found)-1], day) {
			found = append(found, d.Value)
		}
	}
	switch len(found) {
	case 0:
		return "", noDate(typed)
	case 1:
		return found[0], nil
	}
	return "", twoDates(typed, found[0], found[1])
}

// readAbsolute reads a date that does not depend on another day: words such as "yesterday" or "9 April" are
// refused, because the day they were written on is not known.
func readAbsolute(typed, lang string, base time.Time, lines Lines) (string, error) {
	v, err := readDate(typed, lang, base, lines)
	if err != nil {
		return "", err
	}
	if other, err := readDate(typed, lang, base.AddDate(-3, -5, -11), lines); err != nil || other != v {
		return "", cutting.Errorf(cutting.Invalid, "Which day “%s” is depends on the day it was written. Write the "+
			"date itself, with its year: 2011, 2011-04 or 2011-04-09.", plain.Clip(typed, 40))
	}
	return v, nil
}

// Since reads the beginning of a period as people type it: a period back from now ("P7D"), or a date in any
// form of ReadDate, "yesterday" among them, which begins in UTC. What cannot be read gives Invalid.
func (l *Library) Since(typed string) (time.Time, error) {
	at, err := query.Since(typed, l.c.Now())
	if err == nil {
		return at, nil
	}
	if date, wrong := l.ReadDate(typed); wrong == nil {
		return query.Since(date, l.c.Now())
	}
	return time.Time{}, cutting.Errorf(cutting.Invalid, "%w", err)
}

// decade is the form of a decade, as in queries: 1990s.
var decade = regexp.MustCompile(`^[1-9]\d\d0s$`)

// readEnd is ReadDate for an end of a period, which may be a decade.
func (l *Library) readEnd(typed string) (string, error) {
	if s := strings.ToLower(strings.TrimSpace(typed)); decade.MatchString(s) {
		return s, nil
	}
	return l.ReadDate(typed)
}

// PeriodOf reads the two ends of a period as people type them; either may be open. The
// error names the end that cannot be read: "since" or "until".
func (l *Library) PeriodOf(since, until string) (period, wrong string, err error) {
	from, to := "..", ".."
	if since != "" {
		if from, err = l.readEnd(since); err != nil {
			return "", "since", err
		}
	}
	if until != "" {
		if to, err = l.readEnd(until); err != nil {
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

func noDate(typed string) error {
	return cutting.Errorf(cutting.Invalid, "“%s” is not a date the program can read. Write it as 2011, 2011-04 or "+
		"2011-04-09.", plain.Clip(typed, 40))
}

func twoDates(typed, a, b string) error {
	return cutting.Errorf(cutting.Invalid, "“%s” can be read as %s and as %s. Write it as %s or %s.",
		plain.Clip(typed, 40), plain.Date(cutting.Date{Value: a}), plain.Date(cutting.Date{Value: b}), a, b)
}
