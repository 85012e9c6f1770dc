package query

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
)

const dayFormat = "2006-01-02"

const dateHint = "write a year, month, day or decade (2011, 2011-04, 2011-04-09, 1990s), two with / between " +
	"(2011-04/2012, 2011/.., ../2012), or a period back from today (P1Y, P6M, P2W, P30D); date:none finds what is " +
	"undated"

// sinceHint is the hint for a beginning of a period.
const sinceHint = "write a day, month or year (2011-04-09, 2011-04, 2011) or a period back from today (P7D, P2W, " +
	"P6M, " +
	"P1Y)"

// parseDates parses the value of date: and seen:, an ISO 8601 date, interval or duration. Open ends are ".." as
// in ISO 8601-2, or empty. The second result is a message for people when the value is wrong.
func parseDates(s string, now time.Time) (*Dates, string) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	s = strings.ToUpper(s)
	if iso, _ := TypedDate(s); iso == "" {
		s = cmp.Or(typedRange(s), s)
	}
	left, right, interval := strings.Cut(s, "/")
	if interval { // the slash in 04/2011 is part of a date
		if iso, wrong := TypedDate(s); wrong != "" {
			return nil, wrong
		} else if iso != "" {
			s, interval = iso, false
		}
	}
	if !interval {
		if strings.HasPrefix(s, "P") {
			d, msg := parsePeriod(s)
			if msg != "" {
				return nil, msg
			}
			from, ok := d.subtractFrom(today)
			if !ok {
				return nil, fmt.Sprintf("%q goes back too far; write date:../2012 for everything up to a date",
					clip(s))
			}
			return &Dates{Text: d.String(), From: from.Format(dayFormat), To: today.Format(dayFormat)}, ""
		}
		d, msg := parseDay(s)
		if msg != "" {
			return nil, msg
		}
		return &Dates{Text: d.text, From: d.first.Format(dayFormat), To: d.last.Format(dayFormat)}, ""
	}
	openLeft, openRight := left == "" || left == "..", right == "" || right == ".."
	if openLeft && openRight {
		return nil, "both ends are open; " + dateHint
	}
	var from, to calendar
	var fromP, toP period
	var msg string
	leftP, rightP := strings.HasPrefix(left, "P"), strings.HasPrefix(right, "P")
	if leftP && (rightP || openRight) || rightP && openLeft {
		return nil, "a period needs a date at its other end, as in 2011-04/P3M; or alone, counted back from today: P3M"
	}
	if leftP {
		if fromP, msg = parsePeriod(left); msg != "" {
			return nil, msg
		}
	} else if !openLeft {
		if from, msg = parseDay(left); msg != "" {
			return nil, msg
		}
	}
	if rightP {
		if toP, msg = parsePeriod(right); msg != "" {
			return nil, msg
		}
	} else if !openRight {
		if to, msg = parseDay(right); msg != "" {
			return nil, msg
		}
	}
	out := &Dates{}
	switch {
	case openLeft:
		out.Text, out.To = "../"+to.text, to.last.Format(dayFormat)
	case openRight:
		out.Text, out.From = from.text+"/..", from.first.Format(dayFormat)
	case leftP:
		first, ok := fromP.subtractFrom(to.last.AddDate(0, 0, 1))
		if !ok {
			return nil, fmt.Sprintf("%q goes back too far; write ../%s", clip(s), to.text)
		}
		out.Text, out.From, out.To = fromP.String()+"/"+to.text, first.Format(dayFormat), to.last.Format(dayFormat)
	case rightP:
		last, ok := toP.lastDayFrom(from.first)
		if !ok {
			return nil, fmt.Sprintf("%q goes too far; write %s/..", clip(s), from.text)
		}
		out.Text, out.From, out.To = from.text+"/"+toP.String(), from.first.Format(dayFormat), last.Format(dayFormat)
	default:
		if to.last.Before(from.first) {
			return nil, fmt.Sprintf("%s is before %s, so nothing lies between; turn them round: %s/%s", to.text,
				from.text, to.text, from.text)
		}
		out.Text, out.From, out.To = from.text+"/"+to.text, from.first.Format(dayFormat), to.last.Format(dayFormat)
	}
	return out, ""
}

// ReadDates reads what people type for a period and returns it as a query has it behind date: (04/2011 gives
// 2011-04). The error's message is for people.
func ReadDates(typed string, now time.Time) (string, error) {
	typed = strings.TrimSpace(typed)
	if strings.EqualFold(typed, NoDate) {
		return NoDate, nil
	}
	d, msg := parseDates(typed, now)
	if msg != "" {
		return "", cutting.Errorf(cutting.Invalid, "%s", msg)
	}
	return d.Text, nil
}

// calendar is a year, month or day with its first and last day.
type calendar struct {
	text        string
	first, last time.Time
}

var (
	dateForm   = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)
	decadeForm = regexp.MustCompile(`^(\d{3})0[Ss]$`)
	doubleDots = regexp.MustCompile(`^(\d{4}(?:-\d{2}(?:-\d{2})?)?)\.\.(\d{4}(?:-\d{2}(?:-\d{2})?)?)$`)
)

func parseDay(s string) (calendar, string) {
	if m := decadeForm.FindStringSubmatch(s); m != nil && m[1] != "000" {
		y, _ := strconv.Atoi(m[1] + "0")
		return calendar{text: m[1] + "0s", first: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC),
			last: time.Date(y+9, 12, 31, 0, 0, 0, 0, time.UTC)}, ""
	}
	m := dateForm.FindStringSubmatch(s)
	if m == nil {
		iso, wrong := TypedDate(s)
		if wrong != "" {
			return calendar{}, wrong
		}
		if m = dateForm.FindStringSubmatch(iso); m != nil {
			s = iso
		}
	}
	if m == nil {
		if m = doubleDots.FindStringSubmatch(s); m != nil {
			return calendar{}, fmt.Sprintf("write %s/%s, with / between the two dates", m[1], m[2])
		}
		return calendar{}, fmt.Sprintf("%q is not a date; %s", clip(strings.ToLower(s)), dateHint)
	}
	y, _ := strconv.Atoi(m[1])
	if y == 0 {
		return calendar{}, "there is no year 0000; " + dateHint
	}
	c := calendar{text: s}
	switch {
	case m[3] != "":
		mo, _ := strconv.Atoi(m[2])
		d, _ := strconv.Atoi(m[3])
		c.first = time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
		if mo < 1 || mo > 12 || c.first.Day() != d || int(c.first.Month()) != mo {
			return calendar{}, fmt.Sprintf("there is no day %s in the calendar; check month and day", s)
		}
		c.last = c.first
	case m[2] != "":
		mo, _ := strconv.Atoi(m[2])
		if mo < 1 || mo > 12 {
			return calendar{}, fmt.Sprintf("there is no month %s; months go from 01 to 12", m[2])
		}
		c.first = time.Date(y, time.Month(mo), 1, 0, 0, 0, 0, time.UTC)
		c.last = c.first.AddDate(0, 1, -1)
	default:
		c.first = time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		c.last = time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return c, ""
}

// period is a calendar duration.
type period struct{ years, months, weeks, days int }

var periodForm = regexp.MustCompile(`^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$`)

func parsePeriod(s string) (period, string) {
	m := periodForm.FindStringSubmatch(s)
	var p period
	if m != nil {
		for i, to := range []*int{&p.years, &p.months, &p.weeks, &p.days} {
			*to, _ = strconv.Atoi(m[i+1])
		}
	}
	if p == (period{}) {
		return p, fmt.Sprintf("%q is not a period; write P1Y for a year, P6M for months, P2W for weeks, P30D for days",
			clip(s))
	}
	return p, ""
}

func (p period) String() string {
	var b strings.Builder
	b.WriteByte('P')
	for _, part := range []struct {
		n    int
		unit byte
	}{{p.years, 'Y'}, {p.months, 'M'}, {p.weeks, 'W'}, {p.days, 'D'}} {
		if part.n > 0 {
			b.WriteString(strconv.Itoa(part.n))
			b.WriteByte(part.unit)
		}
	}
	return b.String()
}

// subtractFrom returns t minus the period; false outside years 1–9999.
func (p period) subtractFrom(t time.Time) (time.Time, bool) {
	t = t.AddDate(-p.years, -p.months, -7*p.weeks-p.days)
	return t, t.Year() >= 1 && t.Year() <= 9999
}

// lastDayFrom returns the last day of the period that begins at t; false outside years 1–9999.
func (p period) lastDayFrom(t time.Time) (time.Time, bool) {
	t = t.AddDate(p.years, p.months, 7*p.weeks+p.days-1)
	return t, t.Year() >= 1 && t.Year() <= 9999
}

// Since returns the time a period before now ("P7D"), or the beginning in UTC of a day, month or year. The
// error's message is for people.
func Since(s string, now time.Time) (time.Time, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if strings.HasPrefix(s, "P") {
		p, msg := parsePeriod(s)
		if msg != "" {
			return time.Time{}, errors.New(msg)
		}
		from, ok := p.subtractFrom(now)
		if !ok {
			return time.Time{}, fmt.Errorf("%q goes back too far", clip(s))
		}
		return from, nil
	}
	d, msg := parseDay(s)
	if msg != "" {
		return time.Time{}, errors.New(strings.Replace(msg, dateHint, sinceHint, 1))
	}
	return d.first, nil
}
