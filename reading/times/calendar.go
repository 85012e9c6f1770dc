package times

import (
	"fmt"
	"strings"
	"time"
)

// meaning is the result of a rule: a value, or a position relative to an anchor.
type meaning struct {
	from, to int // tokens, half-open
	typ      Type
	value    string // where it needs no anchor
	rel      relative
	n        int    // what rel counts, or the weekday, month or quarter
	unit     string // of rel, as in units
	day      int    // of the month, with a month
	offset   int    // years, or weeks, from the document's
	tail     string // appended to the value: a part of the day, a clock time
}

// relative is the relation of a meaning to its anchor.
type relative int

const (
	absolute      relative = iota
	shift                  // n units from the document's date, at the unit's precision
	shiftExact             // n units from it, at the precision of that count ("two days ago")
	fromThat               // n units from the previous expression ("the following year")
	weekday                // the weekday n nearest to the document's date, by tense
	weekdayNear            // the weekday n before or after the document's day, or in its week
	monthOf                // month n (and day) nearest to the document's date, by tense
	monthIn                // month n in the year shifted by by
	monthNear              // the last month n before the document's, the next one, or that of its year, by by
	quarterOf              // quarter n nearest, by tense
	quarterIn              // quarter n in the year shifted by by
	seasonOf               // the season in value, in the year shifted by by
	sameDay                // the document's day
	thatDay                // the day of the previous expression
	dayOf                  // the day of the document's month, or of the one before or after by tense
	lastQuarter            // the last quarter mentioned, else the one before the document's
	quarterTo              // the quarter that ends with month n
	periodIn               // the last quarter mentioned, in the year by, else that year
	lastQuarterIn          // the same, the year shifted by by
	holidayOf              // holiday n nearest to the document's date, by by or tense
	weekendNear            // the weekend at hand, or the one before by tense
)

// calendar resolves meanings against the document's date.
type calendar struct {
	dct          time.Time
	isKnown      bool
	prec         int    // letters of the ISO date that are known: 4, 7 or 10
	last         string // the value of the previous date
	quarter      int    // the last quarter mentioned, 0 for none
	quarterValue string // its value
}

func newCalendar(dct string) *calendar {
	c := &calendar{}
	for _, f := range []struct {
		layout string
		prec   int
	}{{"2006-01-02", 10}, {"2006-01", 7}, {"2006", 4}} {
		if len(dct) >= f.prec {
			if t, err := time.Parse(f.layout, dct[:f.prec]); err == nil {
				c.dct, c.isKnown, c.prec = t, true, f.prec
				break
			}
		}
	}
	return c
}

// resolve returns the value of a meaning, "" when it needs a date that is not known.
func (c *calendar) resolve(m meaning, way tense) string {
	v := m.value
	if m.rel != absolute {
		v = ""
		if c.isKnown {
			v = c.resolveRelative(m, way)
		}
	}
	if v != "" && m.typ == Date && v[0] >= '0' && v[0] <= '9' {
		c.last = v
		if strings.Contains(v, "-Q") && m.rel != shiftExact && m.rel != fromThat {
			c.quarterValue = v // "a year earlier" is the same quarter of the earlier year
		}
	}
	if v == "" {
		return v
	}
	return v + m.tail
}

func formatDay(t time.Time) string { return t.Format("2006-01-02") }

func (c *calendar) resolveRelative(m meaning, way tense) string {
	d := c.dct
	switch m.rel {
	case sameDay:
		return formatDay(d)
	case thatDay:
		if len(c.last) >= 10 {
			return c.last[:10]
		}
		return formatDay(d)
	case shift:
		return c.format(shiftTime(d, m.n, m.unit), m.unit)
	case shiftExact:
		return c.shiftedExactly(m.n, m.unit)
	case fromThat:
		base := d
		if t, ok := parse(c.last); ok {
			base = t
		}
		return c.format(shiftTime(base, m.n, m.unit), m.unit)
	case weekday:
		back := (int(d.Weekday()+6)%7 + 1 - m.n + 7) % 7
		if way == future {
			ahead := (m.n - (int(d.Weekday()+6)%7 + 1) + 7) % 7
			return formatDay(d.AddDate(0, 0, ahead))
		}
		return formatDay(d.AddDate(0, 0, -back))
	case weekdayNear:
		now := int(d.Weekday()+6)%7 + 1
		switch {
		case m.offset < 0:
			back := (now - m.n + 7) % 7
			if back == 0 {
				back = 7
			}
			return formatDay(d.AddDate(0, 0, -back))
		case m.offset > 0:
			ahead := (m.n - now + 7) % 7
			if ahead == 0 {
				ahead = 7
			}
			return formatDay(d.AddDate(0, 0, ahead))
		}
		return formatDay(d.AddDate(0, 0, m.n-now))
	case monthOf:
		return monthDay(c.yearOf(m, way), m.n, m.day)
	case dayOf:
		first := time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC)
		switch {
		case way == past && m.day > d.Day():
			first = first.AddDate(0, -1, 0)
		case way == future && m.day < d.Day():
			first = first.AddDate(0, 1, 0)
		}
		return monthDay(first.Year(), int(first.Month()), m.day)
	case monthIn:
		return monthDay(d.Year()+m.offset, m.n, m.day)
	case monthNear:
		y := d.Year()
		switch now := int(d.Month()); {
		case m.offset < 0 && m.n >= now:
			y--
		case m.offset > 0 && m.n <= now:
			y++
		}
		return monthDay(y, m.n, m.day)
	case quarterOf:
		y, now := d.Year(), (int(d.Month())+2)/3
		if way == past && m.n > now {
			y--
		}
		c.quarter = m.n
		return fmt.Sprintf("%04d-Q%d", y, m.n)
	case quarterIn:
		c.quarter = m.n
		return fmt.Sprintf("%04d-Q%d", d.Year()+m.offset, m.n)
	case seasonOf:
		return fmt.Sprintf("%04d-%s", d.Year()+m.offset, m.value)
	case lastQuarter:
		if c.quarterValue != "" {
			return c.quarterValue
		}
		return c.format(shiftTime(d, -1, "Q"), "Q")
	case quarterTo:
		y := d.Year()
		if m.n > int(d.Month()) {
			y--
		}
		if c.quarter = m.n / 3; c.quarter == 0 {
			c.quarter, y = 4, y-1
		}
		return fmt.Sprintf("%04d-Q%d", y, c.quarter)
	case periodIn, lastQuarterIn:
		y := m.offset
		if m.rel == lastQuarterIn {
			y += d.Year()
		}
		if c.quarter > 0 {
			return fmt.Sprintf("%04d-Q%d", y, c.quarter)
		}
		return fmt.Sprintf("%04d", y)
	case holidayOf:
		return holidayNear(d, m.n, m.offset, way)
	case weekendNear:
		if now := d.Weekday(); way == past && now != time.Saturday && now != time.Sunday {
			d = d.AddDate(0, 0, -7)
		}
		return c.format(d, "WE")
	}
	return ""
}

// yearOf returns the year of a month given without one: the nearest, in the past unless the sentence is about
// the future.
func (c *calendar) yearOf(m meaning, way tense) int {
	y, now := c.dct.Year(), int(c.dct.Month())
	ahead := m.n - now
	switch {
	case way == future && ahead < -6:
		return y + 1
	case way == past && ahead > 2:
		return y - 1
	}
	return y
}

func monthDay(y, month, d int) string {
	if d > 0 {
		return fmt.Sprintf("%04d-%02d-%02d", y, month, d)
	}
	return fmt.Sprintf("%04d-%02d", y, month)
}

// shiftTime returns t shifted by n units; a month's end stays within the month.
func shiftTime(t time.Time, n int, unit string) time.Time {
	switch unit {
	case "D":
		return t.AddDate(0, 0, n)
	case "W", "WE":
		return t.AddDate(0, 0, 7*n)
	case "M", "Q":
		if unit == "Q" {
			n *= 3
		}
		first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
		last := first.AddDate(0, 1, -1).Day()
		return first.AddDate(0, 0, min(t.Day(), last)-1)
	case "Y":
		return t.AddDate(n, 0, 0)
	case "E":
		return t.AddDate(10*n, 0, 0)
	case "C":
		return t.AddDate(100*n, 0, 0)
	}
	return t
}

// format writes t at a unit's precision.
func (c *calendar) format(t time.Time, unit string) string {
	switch unit {
	case "D":
		return formatDay(t)
	case "W", "WE":
		y, w := t.ISOWeek()
		v := fmt.Sprintf("%04d-W%02d", y, w)
		if unit == "WE" {
			v += "-WE"
		}
		return v
	case "M":
		return t.Format("2006-01")
	case "Q":
		q := (int(t.Month()) + 2) / 3
		c.quarter = q
		return fmt.Sprintf("%04d-Q%d", t.Year(), q)
	case "Y":
		return t.Format("2006")
	case "E":
		return fmt.Sprintf("%03d", t.Year()/10)
	case "C":
		return fmt.Sprintf("%02d", t.Year()/100)
	}
	return formatDay(t)
}

// shiftedExactly returns the date n units away: days and weeks give a day, longer units themselves. A year from a
// quarter is the same quarter of that year.
func (c *calendar) shiftedExactly(n int, unit string) string {
	t := shiftTime(c.dct, n, unit)
	switch unit {
	case "D":
		return formatDay(t)
	case "W":
		return c.format(t, "W")
	case "Y":
		if c.quarter > 0 && n == -1 {
			return fmt.Sprintf("%04d-Q%d", t.Year(), c.quarter)
		}
	}
	return c.format(t, unit)
}

// parse returns the date of a value, its beginning when it is longer than a day.
func parse(v string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(v) >= len(layout) {
			if t, err := time.Parse(layout, v[:len(layout)]); err == nil {
				return t, true
			}
		}
	}
	if y, q, ok := strings.Cut(v, "-Q"); ok && len(q) == 1 {
		if t, err := time.Parse("2006", y); err == nil {
			return t.AddDate(0, 3*int(q[0]-'1'), 0), true
		}
	}
	return time.Time{}, false
}
