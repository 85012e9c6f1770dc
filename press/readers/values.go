package readers

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxValues is the maximum number of values that one text gives a field; a text with more is a list.
const maxValues = 500

// values returns the values by field, given alternating field names and lists; each value once, in order, and
// no field without values.
func values(pairs ...any) map[string][]string {
	out := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		seen := map[string]bool{"": true}
		var list []string
		for _, v := range pairs[i+1].([]string) {
			if !seen[v] && len(list) < maxValues {
				seen[v] = true
				list = append(list, v)
			}
		}
		if len(list) > 0 {
			out[pairs[i].(string)] = list
		}
	}
	return out
}

// Form returns a name in the form for comparing and listing: on one line, without soft hyphens.
func Form(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(name, "\u00ad", "")), " ")
}

// Calendar returns the days, months or years by which a value of TIMEX3 is found: the value itself where it is
// one, the year of a season, quarter or half, the months of a week, all years of a decade; none for a duration
// or other value.
func Calendar(value string) []string {
	day, _, _ := strings.Cut(value, "T")
	for _, form := range []string{"dddd-dd-dd", "dddd-dd", "dddd"} {
		if len(day) == len(form) && hasShape(day, form) {
			return []string{day}
		}
	}
	switch {
	case hasShape(day, "dddd-Wdd") && len(day) >= len("dddd-Wdd"):
		return monthsOf(day)
	case len(day) == len("dddd-SP") && hasShape(day[:5], "dddd-"):
		return []string{day[:4]}
	case len(day) == len("dddX") && hasShape(day, "dddX"):
		var years []string
		for y := '0'; y <= '9'; y++ {
			years = append(years, day[:3]+string(y))
		}
		return years
	}
	return nil
}

// monthsOf returns the months that a week or weekend of ISO 8601 has days in.
func monthsOf(week string) []string {
	year, _ := strconv.Atoi(week[:4])
	n, _ := strconv.Atoi(week[6:8])
	if n < 1 || n > 53 {
		return nil
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in the first week
	monday := fourth.AddDate(0, 0, 7*(n-1)-(int(fourth.Weekday())+6)%7)
	return slices.Compact([]string{monday.Format("2006-01"), monday.AddDate(0, 0, 6).Format("2006-01")})
}

// hasShape reports whether s matches form, in which d matches a digit.
func hasShape(s, form string) bool {
	if len(s) < len(form) {
		return false
	}
	for i := range len(form) {
		if form[i] == 'd' && (s[i] < '0' || s[i] > '9') || form[i] != 'd' && s[i] != form[i] {
			return false
		}
	}
	return true
}
