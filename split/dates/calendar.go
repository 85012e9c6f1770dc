package dates

import (
	"fmt"
	"time"
)

// calendar is the calendar in which a year and month were written.
type calendar uint8

const (
	gregorian calendar = iota
	jalali             // Solar Hijri, the civil calendar of Iran and Afghanistan
	ethiopian          // the calendar of Ethiopia, seven or eight years behind
)

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// isValidDay reports whether the Gregorian date exists.
func isValidDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	n := monthDays[m]
	if m == 2 && (y%4 == 0 && y%100 != 0 || y%400 == 0) {
		n = 29
	}
	return d <= n
}

// fromJalali converts a Solar Hijri date to a Gregorian one. It counts days with
// the 33-year cycle that agrees with the observed calendar from 1244 to 1472 SH
// (AD 1865–2093), the years dates here fall in.
func fromJalali(jy, jm, jd int) (y, m, d int, ok bool) {
	if jy < 1244 || jy > 1472 || jm < 1 || jm > 12 || jd < 1 || jd > 31 || jm > 6 && jd > 30 {
		return 0, 0, 0, false
	}
	day := jd - 1
	if jm <= 7 {
		day += (jm - 1) * 31
	} else {
		day += (jm-7)*30 + 6*31
	}
	// Days from 1 Farvardin 979 SH, which is 20 March 1600.
	begin := func(n int) int { return 365*n + n/33*8 + (n%33+3)/4 }
	n := jy - 979
	if day += begin(n); day >= begin(n+1) {
		return 0, 0, 0, false // 30 Esfand of a year that has none
	}
	t := time.Date(1600, time.March, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
	return t.Year(), int(t.Month()), t.Day(), true
}

// fromEthiopian converts a date of the Ethiopian calendar, Amete Mihret, to a
// Gregorian one: twelve months of thirty days and a thirteenth of five or six, every
// fourth year a leap year (Reingold and Dershowitz, Calendrical Calculations).
func fromEthiopian(ey, em, ed int) (y, m, d int, ok bool) {
	last := 30
	if em == 13 {
		if last = 5; ey%4 == 3 {
			last = 6
		}
	}
	if ey < 1 || ey > 2200 || em < 1 || em > 13 || ed < 1 || ed > last {
		return 0, 0, 0, false
	}
	// 1 Meskerem 1 is 27 August 8 in the Gregorian calendar carried back.
	days := 365*(ey-1) + ey/4 + 30*(em-1) + ed - 1
	t := time.Date(8, time.August, 27, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	return t.Year(), int(t.Month()), t.Day(), true
}

// isOtherCalendar reports whether a numeric year, in a text of the language, may be in a calendar
// that cannot be distinguished from the Gregorian one or cannot be converted: that of Ethiopia, some years
// behind, and Bikram Sambat of Nepal, 56 years ahead, whose months have varying lengths set by a
// committee.
func isOtherCalendar(lang string, year int) bool {
	switch lang {
	case "am", "ti":
		return true
	case "ne":
		return year >= 2035
	}
	return false
}

// isEraYear reports whether a leading two-digit year may be one of an era: of Japan, whose eras reach
// 64, while Gregorian years from 27 on lie in the future, or of the Republic of China.
func isEraYear(lang, region string, year int) bool {
	return lang == "ja" && year > 26 && year <= 64 || lang == "zh" && region == "tw"
}

// fullYear expands a two-digit year. With a base (the capture's time) it takes the latest century
// that is not after the base's next year; without one, 70–99 is 19xx.
func fullYear(yy int, base time.Time) int {
	if base.IsZero() {
		if yy >= 70 {
			return 1900 + yy
		}
		return 2000 + yy
	}
	y := base.Year()/100*100 + yy
	if y > base.Year()+1 {
		y -= 100
	}
	return y
}

// isoDay formats year, month and day; a zero month or day is left out.
func isoDay(y, m, d int) string {
	switch {
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	b := [10]byte{'0' + byte(y/1000), '0' + byte(y/100%10), '0' + byte(y/10%10), '0' + byte(y%10), '-',
		'0' + byte(m/10), '0' + byte(m%10), '-', '0' + byte(d/10), '0' + byte(d%10)}
	return string(b[:])
}
