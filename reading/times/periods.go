package times

import (
	"fmt"
	"strconv"
	"strings"
)

// yearAt reads a year in figures or words ("nineteen ninety-six", "two thousand").
func (r *reader) yearAt(i int) (y, end int, ok bool) {
	if y, ok = atYear(r.word(i)); ok {
		return y, i + 1, true
	}
	if r.isAny(i, "two") && r.isAny(i+1, "thousand") && (r.isAny(i-1, "year") || r.isMonth(i-1)) {
		y, end = 2000, i+2
		if r.isAny(end, "and") {
			end++
		}
		if n := ones[r.word(end)]; n > 0 && !isOrdinal(r.word(end)) {
			return y + n, end + 1, true
		}
		return y, i + 2, true
	}
	century := ones[r.word(i)]
	if century < 16 || isOrdinal(r.word(i)) {
		return 0, 0, false
	}
	ten := tens[r.word(i+1)]
	if ten == 0 {
		return 0, 0, false
	}
	y, end = 100*century+10*ten, i+2
	if r.word(end) == "-" {
		end++
	}
	if n := ones[r.word(end)]; n > 0 && n < 10 && !isOrdinal(r.word(end)) {
		return y + n, end + 1, true
	}
	return y, i + 2, true
}

// isMonth reports whether token i is a month's name.
func (r *reader) isMonth(i int) bool {
	_, _, ok := r.readMonth(i)
	return ok
}

// beforeChrist reads "490 BC".
func (r *reader) beforeChrist(i int) (value string, end int, ok bool) {
	y, err := strconv.Atoi(r.word(i))
	if err == nil && y > 0 && y < 2200 && r.isAny(i+1, "ad", "ce") {
		return fmt.Sprintf("%04d", y), i + 2, true
	}
	if err != nil || y < 1 || y > 9999 || !r.isAny(i+1, "bc", "bce", "b.c", "b.c.", "b.c.e", "b.c.e.") {
		return "", 0, false
	}
	if end = i + 2; strings.Contains(r.word(i+1), ".") && r.word(end) == "." && end < r.sentence.End-1 {
		end++
	}
	return fmt.Sprintf("BC%04d", y), end, true
}

// readCentury reads "the late 19th century", "the fourth century BC".
func readCentury(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipArticleBack(i)
	for periodModifiers[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	n, end, ok := r.ordinalAt(i)
	if !ok || n > 30 {
		return meaning{}, false
	}
	if r.word(end) == "-" {
		end++
	}
	if !r.isAny(end, "century") {
		return meaning{}, false
	}
	m := meaning{from: from, to: end + 1, typ: Date, value: fmt.Sprintf("%02d", n-1)}
	if r.isAny(m.to, "bc", "bce") {
		m.to, m.value = m.to+1, "BC"+m.value
	}
	return m, true
}

// yearOfPeriod reads "the 1988 period", "the 1988 second quarter".
func yearOfPeriod(r *reader, i int) (meaning, bool) {
	if !r.isAny(i, "the") {
		return meaning{}, false
	}
	y, ok := atYear(r.word(i + 1))
	if !ok {
		return meaning{}, false
	}
	if r.isAny(i+2, "period", "quarter") {
		return meaning{to: i + 3, typ: Date, rel: periodIn, offset: y}, true
	}
	end := i + 2
	if r.isAny(end, "fiscal") {
		end++
	}
	if n, e, ok := r.ordinalAt(end); ok && n <= 4 && r.isAny(e, "quarter") {
		return meaning{to: e + 1, typ: Date, value: fmt.Sprintf("%04d-Q%d", y, n)}, true
	}
	return meaning{}, false
}

// halfOf reads "the first half of 1989", "the latter half of the 1980s".
func halfOf(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipArticleBack(i)
	if !r.isAny(i, "first", "second", "last", "latter") || !r.isAny(i+1, "half") || !r.isAny(i+2, "of") {
		return meaning{}, false
	}
	half := "-H2"
	if r.isAny(i, "first") {
		half = "-H1"
	}
	if y, ok := atYear(r.word(i + 3)); ok {
		return meaning{from: from, to: i + 4, typ: Date, value: fmt.Sprintf("%04d", y) + half}, true
	}
	for _, rule := range []func(*reader, int) (meaning, bool){readDecade, readCentury} {
		if m, ok := rule(r, i+3); ok {
			m.from = from
			return m, true
		}
	}
	return meaning{}, false
}

// businessPeriod reads the expressions of business reports for their period or the one they compare with: "the
// latest period", "the comparable year-ago quarter", "the full year", "the year ended June 30".
func businessPeriod(r *reader, i int) (meaning, bool) {
	if !r.isAny(i, "the") {
		return meaning{}, false
	}
	at := i + 1
	same := r.isAny(at, "latest", "comparable", "corresponding", "same")
	if same {
		at++
	}
	if ago, ok := yearAgo(r, at); ok && same && ago.to > at+3 {
		ago.from = i
		return ago, true
	}
	switch end := at + 1; {
	case same && r.isAny(at, "period", "quarter"):
		m := meaning{from: i, to: end, typ: Date, rel: lastQuarter}
		if y, by, e, ok := r.yearBehind(end); ok && !r.isAny(i+1, "latest") {
			m.rel, m.offset, m.to = periodIn, y, e
			if y == 0 {
				m.rel, m.offset = lastQuarterIn, by
			}
		}
		return m, true
	case r.isAny(at, "full", "fiscal") && r.isAny(end, "year") && !r.isAny(end+1, "of"):
		if _, ok := atYear(r.word(end + 1)); ok {
			return meaning{}, false
		}
		return meaning{from: i, to: end + 1, typ: Date, rel: shift, unit: "Y"}, true
	case r.isAny(at, "year") && r.isAny(end, "ended", "ending"):
		return meaning{from: i, to: end, typ: Duration, value: "P1Y"}, true
	case r.isAny(at, "quarter") && r.isAny(end, "ended", "ending"):
		if n, _, ok := r.readMonth(end + 1); ok {
			return meaning{from: i, to: end, typ: Date, rel: quarterTo, n: n}, true
		}
	case r.isAny(at, "year", "week") && (r.isAny(i-1, "for") && r.isAny(end, ",", ".", ";") ||
		r.isAny(end, "'s") && r.isAny(at, "week")):
		return meaning{from: i, to: end, typ: Date, rel: shift, unit: units[r.word(at)]}, true
	}
	return meaning{}, false
}

// longPeriod reads "a three-year period".
func longPeriod(r *reader, i int) (meaning, bool) {
	if !r.isAny(i, "a", "the") {
		return meaning{}, false
	}
	n, end, ok := r.readNumber(i + 1)
	if !ok || r.word(end) != "-" || units[r.word(end+1)] == "" || !r.isAny(end+2, "period") {
		return meaning{}, false
	}
	return meaning{to: end + 3, typ: Duration, value: formatDuration(formatCount(n), units[r.word(end+1)])}, true
}

// numberOrRange reads a count, or two of which the second bounds the first: "two to
// three", "12 or 18", and halves: "2 1/2".
func (r *reader) numberOrRange(i int) (n float64, end int, ok bool) {
	n, end, ok = r.readNumber(i)
	if !ok {
		return n, end, ok
	}
	switch {
	case r.word(end) == "1" && r.word(end+1) == "/" && r.word(end+2) == "2":
		return n + 0.5, end + 3, true
	case r.isAny(end, "½"):
		return n + 0.5, end + 1, true
	case r.isAny(end, "to", "or"):
		if _, e, ok := r.readNumber(end + 1); ok && !r.isAny(end+1, "a", "an") {
			return n, e, true
		}
	case r.isAny(end, "and") && r.isAny(end+1, "a") && r.isAny(end+2, "half"):
		return n + 0.5, end + 3, true
	}
	return n, end, true
}

// orSo returns the token after the words that make a length vague: "a week or so", "a year or two", "weeks or
// months".
func (r *reader) orSo(end int) int {
	if !r.isAny(end, "or", "and") {
		return end
	}
	if r.isAny(end, "or") && (r.isAny(end+1, "so") || r.isAny(end+1, "two") && units[r.word(end+2)] == "") {
		return end + 2
	}
	if w := r.word(end + 1); units[w] != "" && strings.HasSuffix(w, "s") && strings.HasSuffix(r.word(end-1), "s") &&
		units[r.word(end-1)] != "" {
		return end + 2
	}
	return end
}

// followsAmount reports whether the words before token i are an amount, so that "a year" there is a rate: "$500
// million a year", "four flights a week", "5% annually".
func (r *reader) followsAmount(i int) bool {
	for k := i - 1; k >= i-3; k-- {
		w := r.word(k)
		if w == "" {
			return false
		}
		if c := w[0]; c >= '0' && c <= '9' || c == '$' || r.isAny(k, "million", "billion", "%", "percent") {
			return true
		}
		if n := ones[w]; n > 1 && !isOrdinal(w) || tens[w] > 0 {
			return true
		}
		if r.isAny(k, ",", ";", "in", "for", "than", "of") {
			return false
		}
	}
	return false
}

// dayAt reads a day after a clock time: "Nov. 9", "9 November", "Friday, Nov. 9".
func (r *reader) dayAt(i int) (meaning, bool) {
	for _, rule := range []func(*reader, int) (meaning, bool){monthAndDay, dayAndMonth} {
		if m, ok := rule(r, i); ok {
			return m, true
		}
	}
	return meaning{}, false
}
