package plain

import (
	"strings"

	"cuttings/cutting"
)

// NameKind returns the word for a kind of name.
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

// StatementForm returns the word for a form of statement.
func StatementForm(form string) string {
	switch form {
	case "direct":
		return "quoted"
	case "mixed":
		return "partly quoted"
	}
	return "reported"
}

// TimeValue writes the value of a time expression: a date at its precision, a duration or a repetition; ""
// where the value could not be resolved.
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
