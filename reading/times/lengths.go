package times

import (
	"fmt"
	"strings"
)

func readDuration(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipBound(i)
	the := r.isAny(i, "the")
	if the {
		i++
	}
	value, end := "", i
	n, e, ok := r.numberOrRange(i)
	switch {
	case ok:
		value, end = formatCount(n), e
		if the && r.word(e) == "-" {
			return meaning{}, false // the two-year plan: begins at the number
		}
	case the:
		return meaning{}, false
	case r.isAny(i, "an") && r.isAny(i+1, "additional") && units[r.word(i+2)] != "":
		value, end = "1", i+2
	case r.isAny(i, "a", "an", "one", "per", "another") && units[r.word(i+1)] != "" && !r.isAny(i, "per"):
		value, end = "1", i+1
	case r.isAny(i, "a") && r.isAny(i+1, "few", "couple"):
		if value, end = "X", i+2; r.isAny(end, "of") {
			end++
		}
	case vagueCounts[r.word(i)] && !r.isAny(i, "recent"):
		value, end = "X", i+1
	case r.isAny(i, "months", "weeks", "decades", "centuries", "years", "days", "hours", "minutes"):
		value = "X"
		if r.isAny(i-1, "these", "those", "his", "her", "their", "our", "my", "other", "the", "all", "early", "school",
			"of", "on", "first", "last", "final") ||
			r.word(i-1) == "-" {
			return meaning{}, false
		}
	default:
		return meaning{}, false
	}
	if r.word(end) == "-" {
		end++
	}
	if r.isAny(end, "more", "full", "consecutive", "straight", "whole", "business", "additional", "long", "calendar",
		"trading", "working") {
		end++
	}
	unit, ok := units[r.word(end)]
	if !ok || r.word(end) == "second" {
		return meaning{}, false
	}
	if unit == "Q" && (r.word(end-1) == "-" || ok && n < 4 && r.isAny(end+1, "of", "to")) {
		return meaning{}, false // a fraction
	}
	end++
	if r.isAny(end, "and") && r.isAny(end+1, "a") && r.isAny(end+2, "half") && value != "X" {
		value, end = formatCount(n+0.5), end+3
		if !ok || n == 0 {
			value = "1.5"
		}
	}
	if r.word(end) == "-" && r.isAny(end+1, "old", "olds") || r.isAny(end, "old") ||
		r.isAny(end, "of") && r.isAny(end+1, "age") {
		return meaning{}, false // an age
	}
	if r.word(end) == "-" && r.isAny(end+1, "ago", "earlier") {
		return meaning{}, false // "a year-earlier loss"
	}
	if value == "1" && r.isAny(end-2, "a", "an", "per") && r.followsAmount(end-2) {
		return meaning{}, false
	}
	if value != "" {
		end = r.orSo(end)
	}
	if r.word(end) == "-" && r.isAny(end+1, "old", "olds", "long") && r.isAny(end+1, "long") {
		end += 2
	}
	return meaning{from: from, to: end, typ: Duration, value: formatDuration(value, unit)}, true
}

var setWords = map[string]string{
	"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H",
	"annual": "P1Y", "nightly": "P1D", "biweekly": "P2W", "bimonthly": "P2M", "semiannual": "P6M", "everyday": "P1D",
}

func readSet(r *reader, i int) (meaning, bool) {
	if v, ok := setWords[r.word(i)]; ok {
		return meaning{to: i + 1, typ: Set, value: v}, r.word(i) != "annual" &&
			!(r.isAny(i, "annually") && r.followsAmount(i))
	}
	from := i
	if r.isAny(i, "once", "twice") && r.isAny(i+1, "a") {
		if u := units[r.word(i+2)]; u != "" {
			return meaning{to: i + 3, typ: Set, value: formatDuration("1", u)}, true
		}
	}
	if !r.isAny(i, "each", "every", "per") || r.isAny(i, "per") && r.followsAmount(i) {
		return meaning{}, false
	}
	i++
	n := "1"
	if v, e, ok := r.readNumber(i); ok {
		n, i = formatCount(v), e
	} else if r.isAny(i, "other") {
		n, i = "2", i+1
	}
	if u := units[r.word(i)]; u != "" {
		return meaning{from: from, to: i + 1, typ: Set, value: formatDuration(n, u)}, true
	}
	if p := dayParts[r.word(i)]; p != "" {
		return meaning{from: from, to: i + 1, typ: Set, value: "XXXX-XX-XX" + p}, true
	}
	if d := weekdays[r.word(i)]; d > 0 {
		return meaning{from: from, to: i + 1, typ: Set, value: fmt.Sprintf("XXXX-WXX-%d", d)}, true
	}
	if m, e, ok := r.readMonth(i); ok {
		return meaning{from: from, to: e, typ: Set, value: fmt.Sprintf("XXXX-%02d", m)}, true
	}
	return meaning{}, false
}

// referenceValues maps expressions without a date of their own to their values.
var referenceValues = func() map[string]string {
	m := map[string]string{}
	for v, list := range map[string]string{
		"PRESENT_REF": "now,currently,current,present,presently,right now,at this point,nowadays,these days,for now",
		"PAST_REF": "recently,the past,past,previously,once,formerly,former,lately,earlier,more " +
			"recently,not long ago,long ago",
		"FUTURE_REF": "the future,future,the near future,the near term,the short term,the long term,shortly,as soon " +
			"as possible,the coming future",
	} {
		for _, w := range strings.Split(list, ",") {
			m[w] = v
		}
	}
	// Alone these words often have another meaning.
	for _, w := range []string{"present", "current", "past", "former", "once", "earlier", "previously", "formerly",
		"future", "shortly", "lately", "presently"} {
		delete(m, w)
	}
	m["current"] = "PRESENT_REF"
	return m
}()

// longestReference is the number of tokens of the longest key of referenceValues.
const longestReference = 4

func readReference(r *reader, i int) (meaning, bool) {
	phrase, best := "", meaning{}
	for n := 0; n < longestReference; n++ {
		if n > 0 {
			phrase += " "
		}
		phrase += r.word(i + n)
		if v, ok := referenceValues[phrase]; ok {
			best = meaning{to: i + n + 1, typ: Date, value: v}
		}
	}
	return best, best.to > 0
}

// skipBound returns the token after the words that bound a length: "more than", "at least", "nearly".
func (r *reader) skipBound(i int) int {
	for _, words := range boundPhrases {
		n := 0
		for n < len(words) && r.word(i+n) == words[n] {
			n++
		}
		if n == len(words) {
			return r.skipBound(i + n)
		}
	}
	return i
}

var boundPhrases = [][]string{{"no", "more", "than"}, {"no", "less", "than"}, {"not", "more", "than"},
	{"more", "than"},
	{"less", "than"}, {"fewer", "than"}, {"at", "least"}, {"at", "most"}, {"up", "to"}, {"nearly"}, {"almost"},
	{"about"}}
