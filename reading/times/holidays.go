package times

import (
	"strings"
	"time"
)

// holidays is the table of holidays that name a day, with the function that returns the day in a year.
var holidays = []struct {
	name string
	day  func(year int) time.Time
}{
	{"new year's day", fixedDay(time.January, 1)},
	{"valentine's day", fixedDay(time.February, 14)},
	{"st patrick's day", fixedDay(time.March, 17)},
	{"easter", easterDay(0)},
	{"easter sunday", easterDay(0)},
	{"good friday", easterDay(-2)},
	{"easter monday", easterDay(1)},
	{"memorial day", nthWeekday(time.May, time.Monday, -1)},
	{"independence day", fixedDay(time.July, 4)},
	{"labor day", nthWeekday(time.September, time.Monday, 1)},
	{"halloween", fixedDay(time.October, 31)},
	{"thanksgiving", nthWeekday(time.November, time.Thursday, 4)},
	{"thanksgiving day", nthWeekday(time.November, time.Thursday, 4)},
	{"christmas eve", fixedDay(time.December, 24)},
	{"christmas", fixedDay(time.December, 25)},
	{"christmas day", fixedDay(time.December, 25)},
	{"boxing day", fixedDay(time.December, 26)},
	{"new year's eve", fixedDay(time.December, 31)},
}

func fixedDay(m time.Month, d int) func(int) time.Time {
	return func(y int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
}

// nthWeekday returns a function that returns the nth weekday w of a month, the last one for -1.
func nthWeekday(m time.Month, w time.Weekday, n int) func(int) time.Time {
	return func(y int) time.Time {
		if n < 0 {
			last := time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC)
			return last.AddDate(0, 0, -int(last.Weekday()-w+7)%7)
		}
		first := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, int(w-first.Weekday()+7)%7+7*(n-1))
	}
}

// easterDay returns a function that returns Western Easter Sunday, or a day shift days from it, by the anonymous
// Gregorian algorithm (Meeus, Astronomical Algorithms, 1991).
func easterDay(shift int) func(int) time.Time {
	return func(y int) time.Time {
		a, b, c := y%19, y/100, y%100
		h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
		l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
		m := (a + 11*h + 22*l) / 451
		n := h + l - 7*m + 114
		return time.Date(y, time.Month(n/31), n%31+1+shift, 0, 0, 0, 0, time.UTC)
	}
}

// readHoliday reads "Christmas", "last Thanksgiving", "New Year's Eve 2030".
func readHoliday(r *reader, i int) (meaning, bool) {
	from, by := i, 0
	switch {
	case r.isAny(i, "last"):
		by, i = -1, i+1
	case r.isAny(i, "next"):
		by, i = 1, i+1
	case r.isAny(i, "this"):
		i++
	}
	if !r.startsWithCapital(i) {
		return meaning{}, false
	}
	best := meaning{}
	for n := range holidays {
		end := i
		for _, w := range strings.Fields(strings.ReplaceAll(holidays[n].name, "'", " '")) {
			if r.word(end) == w || w == "st" && r.isAny(end, "st.") {
				end++
			} else {
				end = -1
				break
			}
		}
		if end > best.to {
			best = meaning{from: from, to: end, typ: Date, rel: holidayOf, n: n, offset: by}
		}
	}
	if best.to == 0 || i == from && r.isAny(i-1, "the") {
		return meaning{}, false
	}
	if y, shifted, end, ok := r.yearBehind(best.to); ok {
		best.to, best.offset = end, shifted
		if y > 0 {
			best.rel, best.value = absolute, formatDay(holidays[best.n].day(y))
		}
	}
	return best, true
}

// holidayNear returns the day of a holiday in the year of d, or the one before or after it: given by by, else
// by tense.
func holidayNear(d time.Time, n, offset int, way tense) string {
	at := holidays[n].day(d.Year())
	switch {
	case (offset < 0 || offset == 0 && way == past) && at.After(d):
		at = holidays[n].day(d.Year() - 1)
	case (offset > 0 || offset == 0 && way == future) && at.Before(d):
		at = holidays[n].day(d.Year() + 1)
	}
	return formatDay(at)
}
