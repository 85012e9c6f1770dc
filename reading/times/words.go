package times

import (
	"strconv"
	"strings"
)

var months = index(`january february march april may june july august september october november december`,
	`jan feb mar apr may jun jul aug sep oct nov dec`, `jan. feb. mar. apr. may. jun. jul. aug. sep. oct. nov. dec.`,
	`_ _ _ _ _ _ _ _ sept _ _ _`)

var weekdays = index(`monday tuesday wednesday thursday friday saturday sunday`, `mon tue wed thu fri sat sun`,
	`_ tues _ thur _ _ _`, `_ _ _ thurs _ _ _`)

// index returns the number of each word, from 1 by its place in each list; "_" is no word.
func index(lists ...string) map[string]int {
	m := map[string]int{}
	for _, l := range lists {
		for i, w := range strings.Fields(l) {
			if w != "_" {
				m[w] = i + 1
			}
		}
	}
	return m
}

var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

var dayParts = map[string]string{
	"morning": "TMO", "mornings": "TMO", "dawn": "TMO", "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV",
	"evenings": "TEV", "dusk": "TEV", "night": "TNI", "nights": "TNI", "midnight": "T24:00", "noon": "T12:00",
	"midday": "T12:00",
}

// units are lengths of time as TIMEX3 writes them; units of clock time follow a T.
var units = map[string]string{
	"second": "TS", "seconds": "TS", "minute": "TM", "minutes": "TM", "hour": "TH", "hours": "TH",
	"day": "D", "days": "D", "week": "W", "weeks": "W", "weekend": "WE", "weekends": "WE", "month": "M", "months": "M",
	"quarter": "Q", "quarters": "Q", "year": "Y", "years": "Y", "decade": "E", "decades": "E",
	"century": "C", "centuries": "C", "millennium": "L", "millennia": "L",
}

// ones and tens are numbers in words, and ordinals.
var ones = index(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
	eighteen nineteen`, `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
	fifteenth sixteenth seventeenth eighteenth nineteenth`)

var tens = index(`_ twenty thirty forty fifty sixty seventy eighty ninety`)

// vagueCounts are the counts that TIMEX3 writes as X.
var vagueCounts = map[string]bool{"several": true, "few": true, "many": true, "some": true, "recent": true,
	"numerous": true,
	"various":  true}

// formatDuration returns a duration of n units.
func formatDuration(n, unit string) string {
	switch {
	case strings.HasPrefix(unit, "T"):
		return "PT" + n + unit[1:]
	case unit == "Q":
		if v, err := strconv.Atoi(n); err == nil {
			return "P" + strconv.Itoa(3*v) + "M"
		}
		return "P" + n + "Q"
	case unit == "E":
		if v, err := strconv.Atoi(n); err == nil {
			return "P" + strconv.Itoa(10*v) + "Y"
		}
		return "P" + n + "E"
	case unit == "C":
		if v, err := strconv.Atoi(n); err == nil {
			return "P" + strconv.Itoa(100*v) + "Y"
		}
	}
	return "P" + n + unit
}

// readNumber reads a count from token i in words or figures and returns the token after it.
func (r *reader) readNumber(i int) (n float64, end int, ok bool) {
	w := r.word(i)
	if v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64); err == nil && w != "" && w[0] >= '0' &&
		w[0] <= '9' {
		return v, i + 1, true
	}
	if r.isAny(i, "a", "an") {
		if r.isAny(i+1, "couple") {
			if end = i + 2; r.isAny(end, "of") {
				end++
			}
			return 2, end, true
		}
		if r.isAny(i+1, "hundred", "thousand", "million", "dozen") {
			i++
		}
	}
	total, got := 0, false
	for {
		w := r.word(i)
		switch {
		case w == "-" && got && (ones[r.word(i+1)] > 0):
		case w == "and" && got && (ones[r.word(i+1)] > 0 || tens[r.word(i+1)] > 0) &&
			r.isAny(i-1, "hundred", "thousand"):
		case ones[w] > 0 && !isOrdinal(w):
			total, got = total+ones[w], true
		case tens[w] > 0:
			total, got = total+10*tens[w], true
		case w == "hundred":
			total, got = max(total, 1)*100, true
		case w == "thousand":
			total, got = max(total, 1)*1000, true
		case w == "million":
			total, got = max(total, 1)*1000000, true
		case w == "dozen":
			total, got = max(total, 1)*12, true
		case w == "half" && !got && r.isAny(i+1, "a", "an"):
			return 0.5, i + 2, true
		default:
			return float64(total), i, got
		}
		i++
	}
}

func isOrdinal(w string) bool {
	return strings.HasSuffix(w, "th") || w == "first" || w == "second" || w == "third"
}

// ordinalAt reads "third", "3rd" at token i.
func (r *reader) ordinalAt(i int) (n, end int, ok bool) {
	w := r.word(i)
	if isOrdinal(w) && ones[w] > 0 {
		return ones[w], i + 1, true
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if figure, cut := strings.CutSuffix(w, suffix); cut {
			if v, err := strconv.Atoi(figure); err == nil && v > 0 {
				return v, i + 1, true
			}
		}
	}
	if w == "twentieth" {
		return 20, i + 1, true
	}
	if tens[w] > 0 && r.word(i+1) == "-" && isOrdinal(r.word(i+2)) && ones[r.word(i+2)] > 0 {
		return 10*tens[w] + ones[r.word(i+2)], i + 3, true
	}
	return 0, 0, false
}

// formatCount writes a number as in TIMEX3.
func formatCount(n float64) string {
	return strconv.FormatFloat(n, 'f', -1, 64)
}
