package plain

import (
	"strings"

	"cuttings/cutting"
)

// Time writes the date of an event, ISO 8601 at its precision with the seasons, quarters,
// halves and decades of its second part: "autumn 1988", "third quarter of 2015", "1990s".
// Any other value is written as Date writes it.
func Time(value string) string {
	if words, ok := partOfTime(value); ok {
		return words
	}
	return Date(cutting.Date{Value: value})
}

// partOfTime writes a season, quarter, half or decade; ok is false for any other value.
func partOfTime(value string) (words string, ok bool) {
	if year, part, ok := strings.Cut(value, "-"); ok && len(year) == 4 && parts[part].words != "" {
		return strings.Replace(parts[part].words, "%s", year, 1), true
	}
	if decade, ok := strings.CutSuffix(value, "X"); ok && len(decade) == 3 {
		return decade + "0s", true
	}
	return "", false
}

// TimeBegins returns the month or year in which a season, quarter, half or decade begins, for sorting; any
// other value as it is.
func TimeBegins(value string) string {
	if year, part, ok := strings.Cut(value, "-"); ok && len(year) == 4 && parts[part].month != "" {
		return year + "-" + parts[part].month
	}
	if decade, ok := strings.CutSuffix(value, "X"); ok && len(decade) == 3 {
		return decade + "0"
	}
	return value
}

// parts are the parts of a year that TIMEX3 has letters for.
var parts = map[string]struct{ words, month string }{
	"SP": {"spring %s", "03"}, "SU": {"summer %s", "06"}, "FA": {"autumn %s", "09"}, "WI": {"winter %s", "12"},
	"Q1": {"first quarter of %s", "01"}, "Q2": {"second quarter of %s", "04"},
	"Q3": {"third quarter of %s", "07"}, "Q4": {"fourth quarter of %s", "10"},
	"H1": {"first half of %s", "01"}, "H2": {"second half of %s", "07"},
}
