package readers

import (
	"strings"
)

// maxValues is how many values one text gives a field: a text that names more is a list.
const maxValues = 500

// values makes fields of names and lists in turn; each value once, in the order they
// come, and no field that has none.
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

// Form is a name as it is compared and listed: on one line, without soft hyphens.
func Form(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(name, "\u00ad", "")), " ")
}

// Calendar returns the day, month or year that a value of TIMEX3 names, "" for what is
// none of these: a duration, a decade, a season.
func Calendar(value string) string {
	day, _, _ := strings.Cut(value, "T")
	for _, form := range []string{"dddd-dd-dd", "dddd-dd", "dddd"} {
		if len(day) == len(form) && shaped(day, form) {
			return day
		}
	}
	return ""
}

// shaped reports whether s has digits where form has d, and else what form has.
func shaped(s, form string) bool {
	for i := range len(form) {
		if form[i] == 'd' && (s[i] < '0' || s[i] > '9') || form[i] != 'd' && s[i] != form[i] {
			return false
		}
	}
	return true
}
