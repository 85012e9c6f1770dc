package times

import (
	"strings"
)

var shiftWords = map[string]int{
	"this": 0, "current": 0, "last": -1, "previous": -1, "preceding": -1, "prior": -1, "past": -1, "next": 1,
	"coming": 1, "latest": -1,
}

// readShifted reads "last week", "the following year", "the previous month".
func readShifted(r *reader, i int) (meaning, bool) {
	from := i
	for periodModifiers[r.word(i)] || r.isAny(i, "sometime") {
		i++
	}
	if r.isAny(i, "in", "of") && i > from {
		if i++; r.isAny(i, "the") && r.isAny(i+1, "year", "month", "week") {
			return meaning{from: from, to: i + 2, typ: Date, rel: shift, unit: units[r.word(i+1)]}, true
		}
	}
	i = r.skipArticleBack(i)
	w := r.word(i)
	by, ok := shiftWords[w]
	that := r.isAny(i, "following", "same", "that")
	if !ok && !that {
		return meaning{}, false
	}
	i++
	if r.isAny(i, "same", "current", "past", "very") && ok {
		i++
	}
	if r.isAny(i, "fiscal", "calendar", "business") {
		i++
	}
	unit, ok := units[r.word(i)]
	if !ok || strings.HasSuffix(r.word(i), "s") || strings.HasPrefix(unit, "T") {
		if p, part := dayParts[r.word(i)]; part && w != "that" && p[0] == 'T' {
			m := meaning{from: from, to: i + 1, typ: Time, rel: sameDay, tail: p}
			if by < 0 {
				m.rel, m.n, m.unit = shift, 0, "D"
				if p == "TNI" {
					m.n = -1
				}
			}
			return m, w == "this" || w == "last"
		}
		return meaning{}, false
	}
	m := meaning{from: from, to: r.orSo(i + 1), typ: Date, rel: shift, n: by, unit: unit}
	switch {
	case w == "past" && unit != "WE":
		return meaning{from: from, to: i + 1, typ: Duration, value: formatDuration("1", unit)}, true
	case r.isAny(i-1, "following") || w == "following":
		m.rel, m.n = fromThat, 1
	case that && unit == "D":
		m.rel = thatDay
	case that:
		m.rel, m.n = fromThat, 0
	}
	return m, true
}

// readAgo reads "two years ago", "a week earlier", "three days later", "in two weeks".
func readAgo(r *reader, i int) (meaning, bool) {
	from := i
	for r.isAny(i, "about", "nearly", "almost", "roughly", "approximately") {
		i++
	}
	n, end, ok := r.readNumber(i)
	vagueCount := ""
	switch {
	case ok:
	case r.isAny(i, "a", "an"):
		n, end, ok = 1, i+1, true
		if r.isAny(end, "few", "couple") {
			vagueCount, end = "X", end+1
			if r.isAny(end, "of") {
				end++
			}
		}
	case vagueCounts[r.word(i)]:
		vagueCount, end, ok = "X", i+1, true
	case units[r.word(i)] != "" && strings.HasSuffix(r.word(i), "s"):
		vagueCount, end, ok = "X", i, true
	}
	if !ok {
		return meaning{}, false
	}
	if r.word(end) == "-" {
		end++
	}
	unit, ok := units[r.word(end)]
	if r.isAny(end, "night", "nights") && r.isAny(end+1, "ago", "earlier") {
		unit, ok = "D", true
	}
	if !ok {
		return meaning{}, false
	}
	end = r.orSo(end + 1)
	sign := 0
	switch {
	case r.isAny(end, "ago"), r.isAny(end, "earlier"), r.isAny(end, "before"),
		r.word(end) == "-" && r.isAny(end+1, "ago", "earlier"):
		sign = -1
		if r.word(end) == "-" {
			end++
		}
	case r.isAny(end, "later"), r.isAny(end, "from") && r.isAny(end+1, "now"), r.isAny(end, "hence"):
		sign = 1
		if r.isAny(end, "from") {
			end++
		}
	default:
		return meaning{}, false
	}
	if r.word(end-1) == "-" && r.isAny(from, "a") {
		return meaning{}, false // "a year-earlier loss": the article belongs to "loss"
	}
	later := r.isAny(end, "earlier", "before", "later")
	m := meaning{from: from, to: end + 1, typ: Date, rel: shiftExact, n: sign * int(n), unit: unit}
	if r.isAny(end, "before") {
		m.to = end
		return meaning{from: from, to: end, typ: Duration, value: formatDuration(formatCount(n), unit)},
			vagueCount == ""
	}
	switch {
	case vagueCount != "" && sign < 0:
		m.rel, m.value = absolute, "PAST_REF"
	case vagueCount != "":
		m.rel, m.value = absolute, "FUTURE_REF"
	case strings.HasPrefix(unit, "T"):
		m.rel = sameDay
	case later && unit != "Y":
		m.rel = fromThat
	}
	return m, true
}

// pastUnits reads "the past two years", "the first nine months", "the next several days".
func pastUnits(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipArticleBack(i)
	if !r.isAny(i, "past", "last", "next", "coming", "first", "previous", "following", "recent", "final", "latest") {
		return meaning{}, false
	}
	i++
	value, end := "", i
	if n, e, ok := r.numberOrRange(i); ok {
		value, end = formatCount(n), e
	} else if vagueCounts[r.word(i)] {
		value, end = "X", i+1
		if r.isAny(end, "of") {
			end++
		}
	} else if strings.HasSuffix(r.word(i), "s") && (r.isAny(i-1, "recent", "coming", "past", "previous")) {
		value = "X"
	} else {
		return meaning{}, false
	}
	unit, ok := units[r.word(end)]
	if !ok {
		return meaning{}, false
	}
	end = r.orSo(end + 1)
	if r.isAny(end, "of") && r.isAny(i-1, "first", "last", "final") {
		if _, e, ok := r.yearAt(end + 1); ok {
			end = e
		}
	}
	return meaning{from: from, to: end, typ: Duration, value: formatDuration(value, unit)}, true
}

// endOf reads "the end of the month", "year-end", "the beginning of October".
func endOf(r *reader, i int) (meaning, bool) {
	from := i
	if r.isAny(i, "year") {
		end := i + 1
		if r.isAny(end, "-", "'s") {
			end++
		}
		if r.isAny(end, "end") {
			return meaning{to: end + 1, typ: Date, rel: monthIn, n: 12, day: 31}, true
		}
	}
	if i = r.skipArticleBack(i); !r.isAny(i, "end", "beginning", "start", "middle", "close") || !r.isAny(i+1, "of") {
		return meaning{}, false
	}
	i += 2
	for _, rule := range []func(*reader, int) (meaning, bool){monthAndYear, readShifted, readYear, readQuarter} {
		if m, ok := rule(r, i); ok {
			m.from = from
			return m, true
		}
	}
	if i = r.skipArticleBack(i); units[r.word(i)] != "" {
		return meaning{from: from, to: i + 1, typ: Date, rel: shift, unit: units[r.word(i)]}, true
	}
	return meaning{}, false
}

// atHand reads "the quarter", "the weekend": the one the text is about.
func atHand(r *reader, i int) (meaning, bool) {
	if !r.isAny(i, "the") {
		return meaning{}, false
	}
	if r.word(i+2) == "-" {
		return meaning{}, false // "the quarter-to-quarter comparison"
	}
	switch r.word(i + 1) {
	case "quarter":
		return meaning{to: i + 2, typ: Date, rel: lastQuarter}, true
	case "weekend":
		return meaning{to: i + 2, typ: Date, rel: weekendNear}, true
	}
	return meaning{}, false
}

// yearAgo reads "year-ago", "the year-earlier period".
func yearAgo(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipArticleBack(i)
	if !r.isAny(i, "year") || r.word(i+1) != "-" || !r.isAny(i+2, "ago", "earlier") {
		return meaning{}, false
	}
	m := meaning{from: from, to: i + 3, typ: Date, rel: shiftExact, n: -1, unit: "Y"}
	if r.isAny(m.to, "quarter", "period") {
		m.to++
	} else if n, end, ok := r.readNumber(m.to); ok && r.isAny(end, "months", "weeks", "quarters") {
		return meaning{from: from, to: end + 1, typ: Duration,
			value: formatDuration(formatCount(n), units[r.word(end)])}, true
	} else {
		m.from = i
	}
	return m, true
}
