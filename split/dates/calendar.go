package dates

import (
	"fmt"
	"time"
)

// calendar says in which calendar a year and month were written.
type calendar uint8

const (
	gregorian calendar = iota
	jalali             // Solar Hijri, the civil calendar of Iran and Afghanistan
)

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// validDay reports whether the Gregorian date exists.
func validDay(y, m, d int) bool {
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

// fullYear widens a year written with two digits. With a base (the capture's
// time) it takes the latest century that is not after the base's next year;
// without one, 70–99 is 19xx.
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

// isoDay writes year, month and day at the precision given: zero month or day
// leaves them out.
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
