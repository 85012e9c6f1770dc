package plain

import (
	"strings"

	"cuttings/cutting"
)

// NameKind returns what a name is the name of.
func NameKind(kind string) string {
	switch kind {
	case "PER":
		return "person"
	case "ORG":
		return "organisation"
	case "LOC":
		return "place"
	}
	return "name"
}

// StatementForm returns how a statement gives what was said.
func StatementForm(form string) string {
	switch form {
	case "direct":
		return "quoted"
	case "mixed":
		return "partly quoted"
	}
	return "reported"
}

// TimeValue writes what an expression of time means: a date at its precision, a
// length or a repetition as it is in ISO 8601; "" where it could not be reckoned.
func TimeValue(kind, value string) string {
	switch kind {
	case "DURATION", "SET":
		return length(kind, value)
	}
	day, _, _ := strings.Cut(value, "T")
	if words, ok := partOfTime(day); ok {
		return words
	}
	if len(day) == 0 || strings.Trim(day, "0123456789-") != "" {
		return ""
	}
	return Date(cutting.Date{Value: day})
}

// units are the letters of ISO 8601 durations.
var units = map[byte]string{'Y': "year", 'M': "month", 'W': "week", 'D': "day"}

// length writes "P2M" as "2 months", and a repetition as "every 2 months".
func length(kind, value string) string {
	number := strings.TrimPrefix(value, "P")
	if number == value || len(number) < 2 {
		return ""
	}
	unit := units[number[len(number)-1]]
	number = number[:len(number)-1]
	if unit == "" || strings.Trim(number, "0123456789") != "" {
		return ""
	}
	every := kind == "SET"
	switch {
	case number == "1" && every:
		return "every " + unit
	case number == "1":
		return "1 " + unit
	case every:
		return "every " + number + " " + unit + "s"
	}
	return number + " " + unit + "s"
}
