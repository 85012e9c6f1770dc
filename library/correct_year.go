package library

import (
	"strconv"
	"time"

	"cuttings/cutting"
)

// endOfYear returns the end of the year that dates without a year near the cutting are of, as its page states it; the
// zero time when nothing does. What is stated for the cutting itself comes first: in its address, as its date, in the
// heading over it. Then follow the page's own date and address, the nearest dated cutting beside it, and at last the
// time of capture, where that is known: the date of a file says nothing of the year of its text.
func (c *factsCase) endOfYear(lines Lines) time.Time {
	for _, stated := range []func() string{
		func() string { return addressDate(lines, c.cut.URL) },
		func() string { return c.cut.Published.Value },
		func() string { return c.dateIn(lines, c.cut.Section) },
		func() string { return c.dateIn(lines, c.cut.Rail) },
		func() string { return c.split.Published.Value },
		func() string { return addressDate(lines, c.row.Capture.URL) },
		func() string { return c.nearestDate() },
		func() string { return c.dayShown().Format("2006") },
	} {
		if date := stated(); len(date) >= len("2006") {
			if year, err := strconv.Atoi(date[:4]); err == nil && year > 1 {
				end := time.Date(year, time.December, 31, 23, 59, 59, 0, time.UTC)
				if shown := c.dayShown(); !shown.IsZero() && shown.Before(end) {
					return shown // nothing on the page is of a later day
				}
				return end
			}
		}
	}
	return time.Time{}
}

// dayShown returns the time at which the page was captured, from which it counts "yesterday"; zero when it is not
// known.
func (c *factsCase) dayShown() time.Time {
	if !cutting.TimeKnownBy(c.row.Capture.TimeOrigin).Stated() {
		return time.Time{}
	}
	return c.row.Capture.Time
}

func addressDate(lines Lines, url string) string {
	d, _ := lines.DateInAddress(url)
	return d.Value
}

// dateIn returns the first date that a heading states with its year.
func (c *factsCase) dateIn(lines Lines, heading string) string {
	if d := lines.Dates(heading, c.row.Lang, time.Time{}, time.Time{}); len(d) > 0 {
		return d[0].Value
	}
	return ""
}

// nearestDate returns the date of the nearest dated cutting of the page; of two as near, of the one before.
func (c *factsCase) nearestDate() string {
	all := c.split.Cuttings
	for away := 1; away < len(all); away++ {
		for _, i := range [...]int{c.n - away, c.n + away} {
			if i >= 0 && i < len(all) && all[i].Published.Value != "" {
				return all[i].Published.Value
			}
		}
	}
	return ""
}
