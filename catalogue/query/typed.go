package query

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue/field"
	"cuttings/cutting"
)

var (
	yearFirst        = regexp.MustCompile(`^(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?$`)
	yearLast         = regexp.MustCompile(`^(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4})$`)
	ordinalDay       = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)\b`)
	septAbbreviation = regexp.MustCompile(`(?i)\bsept\b`)
)

// wordyDates are the layouts (as in time.Parse) of dates with the month's name, with the layout of the result.
var wordyDates = []struct{ in, out string }{
	{"January 2006", "2006-01"}, {"Jan 2006", "2006-01"}, {"2006 January", "2006-01"}, {"2006 Jan", "2006-01"},
	{"2 January 2006", "2006-01-02"}, {"2 Jan 2006", "2006-01-02"}, {"January 2 2006", "2006-01-02"},
	{"Jan 2 2006", "2006-01-02"},
	{"2006 January 2", "2006-01-02"}, {"2006 Jan 2", "2006-01-02"},
}

// TypedDate reads a date as people type it, in figures or with the month's English name, and returns it in ISO
// 8601, to the year, month or day: 2011, 2011-4, 04/2011, Apr 2011, apr-2011, 9.4.2011, April 9, 2011. It returns ""
// without a message for text of another form, and "" with a message for people for such a text that is no date
// or can be read as two dates.
func TypedDate(typed string) (date, msg string) {
	s := strings.Join(strings.Fields(strings.Map(asciiDigit, typed)), " ")
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return isoDate(typed, m[1], m[2], m[3])
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		first, sep, second, year := m[1], m[2], m[3], m[4]
		switch {
		case first == "":
			return isoDate(typed, year, second, "")
		case sep == "." || parseNumber(first) > 12 || first == second: // with full stops the day comes first
			return isoDate(typed, year, second, first)
		case parseNumber(second) > 12:
			return isoDate(typed, year, first, second)
		}
		day, wrong := isoDate(typed, year, second, first)
		month, _ := isoDate(typed, year, first, second)
		if wrong != "" || month == "" {
			return "", wrong
		}
		return "", fmt.Sprintf("“%s” can be read as %s and as %s. Write it as %s or %s.", clip(typed), inWords(day),
			inWords(month), day, month)
	}
	words := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,.-", r) }), " ")
	words = septAbbreviation.ReplaceAllString(ordinalDay.ReplaceAllString(words, "$1"), "Sep")
	for _, f := range wordyDates {
		if t, err := time.Parse(f.in, words); err == nil && t.Year() > 0 {
			return t.Format(f.out), ""
		}
	}
	return "", ""
}

// typedRange reads two dates as people type them with a dash between, as in 04/2011-05/2011, and returns them in ISO
// 8601 with / between; "" for other text, for a text that is an interval already, and where two dashes could be the
// one between.
func typedRange(typed string) string {
	isDate := func(s string) (string, bool) {
		date, _ := TypedDate(s)
		return date, date != ""
	}
	if left, right, ok := strings.Cut(typed, "/"); ok {
		_, from := isDate(left)
		if _, to := isDate(right); from && to {
			return ""
		}
	}
	found := ""
	for i, r := range typed {
		if !strings.ContainsRune("-–—", r) {
			continue
		}
		from, ok := isDate(typed[:i])
		to, okTo := isDate(typed[i+utf8.RuneLen(r):])
		if !ok || !okTo {
			continue
		}
		if found != "" {
			return ""
		}
		found = from + "/" + to
	}
	return found
}

// maxDateWords is the maximum number of words of a date with spaces, as in "April 9, 2011".
const maxDateWords = 3

// dateOfWords returns the error for a word that is no date but begins one that is written with spaces, as in
// date:Apr 2011; nil where it begins none.
func (p *parser) dateOfWords(f *field.Field, t token) error {
	ends := []int{t.end}
	for at := t.end; len(ends) < maxDateWords; {
		rest := strings.TrimLeftFunc(p.src[at:], unicode.IsSpace)
		start := len(p.src) - len(rest)
		n := strings.IndexFunc(rest, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune("():：（）", r) || closingMarks(r) != ""
		})
		if n < 0 {
			n = len(rest)
		}
		if n == 0 || start == at {
			break
		}
		at = start + n
		ends = append(ends, at)
	}
	for _, end := range slices.Backward(ends[1:]) {
		typed := p.src[t.start:end]
		if d, msg := parseDates(typed, p.now); msg == "" {
			return p.fail(t.start, end, "a date with spaces in it needs quotation marks; write %s:%s, or %s:\"%s\"",
				f.Name, d.Text, f.Name, strings.Join(strings.Fields(typed), " "))
		}
	}
	return nil
}

// isoDate returns a date from its figures; month and day may be "".
func isoDate(typed, year, month, day string) (date, msg string) {
	date = year
	for _, part := range []string{month, day} {
		if part != "" {
			date += fmt.Sprintf("-%02d", parseNumber(part))
		}
	}
	if !cutting.IsDate(date) {
		return "", fmt.Sprintf("There is no such date as “%s”. Write a date as 2011, 2011-04 or 2011-04-09.",
			clip(typed))
	}
	return date, ""
}

// inWords writes a day with the month's name.
func inWords(day string) string {
	t, err := time.Parse(dayFormat, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}

// parseNumber parses a short decimal number.
func parseNumber(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// asciiDigit maps Arabic and Persian digits to ASCII.
func asciiDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}
