package times

import (
	"fmt"
	"strconv"
	"strings"
)

// rules are tried at every token; the longest match wins, among equals the first.
var rules = []struct {
	name string
	read func(r *reader, i int) (meaning, bool)
}{
	{"iso date", isoDate},
	{"month and day", monthAndDay},
	{"day and month", dayAndMonth},
	{"month and year", monthAndYear},
	{"weekday", weekdays_},
	{"figures between slashes", slashes},
	{"year", year},
	{"decade", decade},
	{"quarter", quarter},
	{"season", season},
	{"shifted unit", shifted},
	{"units ago", ago},
	{"units behind a cue", pastUnits},
	{"days told by a word", dayWords},
	{"part of a day", partOfDay},
	{"clock", clock},
	{"duration", duration},
	{"set", set},
	{"reference", reference},
	{"end of a unit", endOf},
	{"the unit at hand", atHand},
	{"a year before", yearAgo},
}

func atYear(w string) (int, bool) {
	if len(w) != 4 {
		return 0, false
	}
	v, err := strconv.Atoi(w)
	return v, err == nil && v >= 1000 && v < 2200
}

// isoDate reads 2031-05-14, which UAX 29 splits at the hyphens.
func isoDate(r *reader, i int) (meaning, bool) {
	y, ok := atYear(r.word(i))
	if !ok || r.word(i+1) != "-" || r.word(i+3) != "-" {
		return meaning{}, false
	}
	m, err := strconv.Atoi(r.word(i + 2))
	d, err2 := strconv.Atoi(r.word(i + 4))
	if err != nil || err2 != nil || m < 1 || m > 12 || d < 1 || d > 31 {
		return meaning{}, false
	}
	return meaning{to: i + 5, typ: Date, value: monthDay(y, m, d)}, true
}

// month reads a month's name at i, with the dot of an abbreviation. Names that are
// words of their own count with a capital alone.
func (r *reader) month(i int) (n, end int, ok bool) {
	n = months[strings.TrimSuffix(r.word(i), ".")]
	if n == 0 || !r.capital(i) {
		return 0, 0, false
	}
	end = i + 1
	if len(r.word(i)) <= 4 && r.word(end) == "." {
		end++
	}
	return n, end, true
}

// dayNumber reads a day of the month: 9, 9th.
func (r *reader) dayNumber(i int) (n, end int, ok bool) {
	if v, err := strconv.Atoi(r.word(i)); err == nil && v >= 1 && v <= 31 {
		return v, i + 1, true
	}
	if v, end, ok := r.ordinalAt(i); ok && v <= 31 {
		return v, end, true
	}
	return 0, 0, false
}

// yearBehind reads ", 1998", "1998", "of 1998", "this year", "last year" behind a
// month or day.
func (r *reader) yearBehind(i int) (y, by, end int, ok bool) {
	j := i
	if r.is(j, ",", "of") {
		j++
	}
	if v, is := atYear(r.word(j)); is {
		return v, 0, j + 1, true
	}
	for w, by := range map[string]int{"this": 0, "last": -1, "next": 1} {
		if r.word(j) == w && r.is(j+1, "year") {
			return 0, by, j + 2, true
		}
	}
	return 0, 0, 0, false
}

func monthAndDay(r *reader, i int) (meaning, bool) {
	from := i
	if weekdays[strings.TrimSuffix(r.word(i), ".")] > 0 && r.capital(i) {
		i++
		for r.is(i, ",", ".", "the") {
			i++
		}
	}
	n, end, ok := r.month(i)
	if !ok {
		return meaning{}, false
	}
	d, end, ok := r.dayNumber(end)
	if !ok {
		return meaning{}, false
	}
	m := meaning{from: from, to: end, typ: Date, rel: monthOf, n: n, day: d}
	return r.withYear(m), true
}

// withYear takes a year behind a month or day in.
func (r *reader) withYear(m meaning) meaning {
	y, by, end, ok := r.yearBehind(m.to)
	if !ok {
		return m
	}
	m.to = end
	if y > 0 {
		m.rel, m.value = absolute, monthDay(y, m.n, m.day)
	} else {
		m.rel, m.by = monthIn, by
	}
	return m
}

func dayAndMonth(r *reader, i int) (meaning, bool) {
	from := i
	if weekdays[strings.TrimSuffix(r.word(i), ".")] > 0 && r.capital(i) {
		i++
		for r.is(i, ",", ".") {
			i++
		}
	}
	if r.is(i, "the") {
		i++
	}
	d, end, ok := r.dayNumber(i)
	if !ok {
		return meaning{}, false
	}
	if r.is(end, "of") {
		end++
	}
	n, end, ok := r.month(end)
	if !ok {
		return meaning{}, false
	}
	return r.withYear(meaning{from: from, to: end, typ: Date, rel: monthOf, n: n, day: d}), true
}

var edges = map[string]bool{"early": true, "late": true, "mid": true, "earlier": true, "later": true, "mid-": true}

func monthAndYear(r *reader, i int) (meaning, bool) {
	from := i
	for edges[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	by, fixed := 0, false
	switch {
	case r.is(i, "last", "past"):
		by, fixed, i = -1, true, i+1
	case r.is(i, "next"):
		by, fixed, i = 1, true, i+1
	case r.is(i, "this"):
		fixed, i = true, i+1
	}
	n, end, ok := r.month(i)
	if !ok || r.word(i) == "may" && !r.capital(i) {
		return meaning{}, false
	}
	m := meaning{from: from, to: end, typ: Date, rel: monthOf, n: n}
	if fixed && by == 0 {
		m.rel = monthIn
	}
	if _, _, _, yes := r.yearBehind(end); !yes && !fixed && r.lone(i) {
		return meaning{}, false
	}
	return r.withYear(m), true
}

// lone reports whether a month's name may be something else: May and March at a
// sentence's beginning, or between names.
func (r *reader) lone(i int) bool {
	switch r.word(i) {
	case "may", "march":
		return i == r.sentence.First || !r.is(i-1, "in", "since", "until", "by", "of", "from", "through", "to", "and", "last", "early", "late", "for", "during", "before", "after", "this", "next", "between", "mid", "-")
	case "jan", "mar", "dec", "sep", "jun":
		return r.word(i+1) != "."
	}
	return false
}

func weekdays_(r *reader, i int) (meaning, bool) {
	from, by, rel := i, 0, weekday
	for edges[r.word(i)] {
		i++
	}
	switch {
	case r.is(i, "last"):
		by, rel, i = -1, weekdayNear, i+1
	case r.is(i, "next"):
		by, rel, i = 1, weekdayNear, i+1
	case r.is(i, "this"):
		i++
	case r.is(i, "the"):
		i++
	}
	w := strings.TrimSuffix(r.word(i), ".")
	n := weekdays[w]
	if n == 0 || !r.capital(i) || len(w) < 5 && r.word(i+1) != "." && r.word(i+1) != "," {
		return meaning{}, false
	}
	m := meaning{from: from, to: i + 1, typ: Date, rel: rel, n: n, by: by}
	if p, ok := dayParts[r.word(m.to)]; ok && p[0] == 'T' {
		m.tail, m.typ, m.to = p, Time, m.to+1
	} else if r.is(m.to, "at") && r.is(m.to+1, "midnight", "noon") {
		m.tail, m.typ, m.to = dayParts[r.word(m.to+1)], Time, m.to+2
	}
	return m, true
}

// slashes reads 05/14/98 and 14/05/1998 where one reading is possible, the American
// one otherwise.
func slashes(r *reader, i int) (meaning, bool) {
	a, e1 := strconv.Atoi(r.word(i))
	b, e2 := strconv.Atoi(r.word(i + 2))
	y, e3 := strconv.Atoi(r.word(i + 4))
	if e1 != nil || e2 != nil || e3 != nil || r.word(i+1) != "/" || r.word(i+3) != "/" {
		return meaning{}, false
	}
	if y < 100 && len(r.word(i+4)) == 2 {
		y += 1900
		if y < 1950 {
			y += 100
		}
	}
	if a > 12 {
		a, b = b, a
	}
	if a < 1 || a > 12 || b < 1 || b > 31 || y < 1000 {
		return meaning{}, false
	}
	return meaning{to: i + 5, typ: Date, value: monthDay(y, a, b)}, true
}

func year(r *reader, i int) (meaning, bool) {
	from := i
	for edges[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	if r.is(i, "fiscal") || r.is(i, "the") && r.is(i+1, "year") {
		i++
		if r.is(i, "year") {
			i++
		}
	}
	y, ok := atYear(r.word(i))
	if !ok || y < 1400 && i == from {
		return meaning{}, false
	}
	// A figure that counts something, or is part of a longer one, is no year.
	if i == from && (y < 1700 || y > 2100) || r.is(i+1, "%", "percent", "people", "dollars", "miles", "feet", "-") && r.word(i+1) != "-" ||
		r.is(i-1, "$", "£", "€", "#", "no", "about", "some", ".", "/") {
		return meaning{}, false
	}
	return meaning{from: from, to: i + 1, typ: Date, value: fmt.Sprintf("%04d", y)}, true
}

func decade(r *reader, i int) (meaning, bool) {
	from := i
	if r.is(i, "the") {
		i++
	}
	for edges[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	if r.is(i, "the") {
		i++
	}
	w := strings.TrimPrefix(r.word(i), "'")
	end := i + 1
	if w == "" && r.word(i) == "'" {
		w, end = r.word(i+1), i+2
	}
	stem, ok := strings.CutSuffix(w, "s")
	if !ok {
		if stem = w; !r.is(end, "'s") || len(stem) != 4 {
			return meaning{}, false
		}
		if _, is := atYear(stem); !is || !strings.HasSuffix(stem, "0") {
			return meaning{}, false
		}
		end++
	}
	v, err := strconv.Atoi(stem)
	if err != nil || v%10 != 0 || len(stem) != 4 && len(stem) != 2 {
		return meaning{}, false
	}
	if len(stem) == 2 {
		v += 1900
	}
	return meaning{from: from, to: end, typ: Date, value: strconv.Itoa(v / 10)}, true
}

func quarter(r *reader, i int) (meaning, bool) {
	from := i
	i = r.article(i)
	by, fixed := 0, false
	switch {
	case r.is(i, "last") && r.is(i+1, "year") && r.is(i+2, "'s"):
		by, fixed, i = -1, true, i+3
	case r.is(i, "next") && r.is(i+1, "year") && r.is(i+2, "'s"):
		by, fixed, i = 1, true, i+3
	case r.is(i, "this") && r.is(i+1, "year") && r.is(i+2, "'s"):
		fixed, i = true, i+3
	case r.is(i, "year") && r.word(i+1) == "-" && r.is(i+2, "ago", "earlier"):
		by, fixed, i = -1, true, i+3
	}
	if r.is(i, "fiscal") {
		i++
		if r.word(i) == "-" {
			i++
		}
	}
	n, end, ok := r.ordinalAt(i)
	if !ok || n > 4 {
		return meaning{}, false
	}
	if r.word(end) == "-" {
		if end++; !fixed {
			from = r.article(from) // an adjective: the third-quarter results
		}
	}
	half := r.is(end, "half")
	if !half && !r.is(end, "quarter", "quarters", "period") || r.is(end, "period") && !fixed {
		return meaning{}, false
	}
	m := meaning{from: from, to: end + 1, typ: Date, rel: quarterOf, n: n, by: by}
	if fixed {
		m.rel = quarterIn
	}
	if y, yearBy, e, yes := r.yearBehind(m.to); yes {
		m.to = e
		if m.rel, m.by = quarterIn, yearBy; y > 0 {
			m.rel, m.value = absolute, fmt.Sprintf("%04d-Q%d", y, n)
		}
	}
	if half {
		if m.rel != absolute || n > 2 {
			return meaning{}, false
		}
		m.value = strings.Replace(m.value, "Q", "H", 1)
	}
	return m, true
}

func season(r *reader, i int) (meaning, bool) {
	from := i
	i = r.article(i)
	for edges[r.word(i)] {
		i++
	}
	by := 0
	switch {
	case r.is(i, "last"):
		by, i = -1, i+1
	case r.is(i, "next"):
		by, i = 1, i+1
	case r.is(i, "this"):
		i++
	}
	s, ok := seasons[r.word(i)]
	if !ok || from == i && !r.is(i-1, "in", "by", "since", "until", "of", "during", "next", "last", "this") {
		return meaning{}, false
	}
	if (r.is(i, "fall", "spring")) && i == from {
		return meaning{}, false
	}
	m := meaning{from: from, to: i + 1, typ: Date, rel: seasonOf, value: s, by: by}
	if y, yearBy, e, yes := r.yearBehind(m.to); yes {
		m.to, m.by = e, yearBy
		if y > 0 {
			m.rel, m.value = absolute, fmt.Sprintf("%04d-%s", y, s)
		}
	}
	return m, true
}

// article passes over "the" and "a".
func (r *reader) article(i int) int {
	if r.is(i, "the") {
		return i + 1
	}
	return i
}

var shiftWords = map[string]int{
	"this": 0, "current": 0, "last": -1, "previous": -1, "preceding": -1, "prior": -1, "past": -1, "next": 1, "coming": 1, "latest": -1,
}

// shifted reads "last week", "the following year", "the previous month".
func shifted(r *reader, i int) (meaning, bool) {
	from := i
	for edges[r.word(i)] || r.is(i, "sometime") {
		i++
	}
	if r.is(i, "in", "of") && i > from {
		i++
	}
	i = r.article(i)
	w := r.word(i)
	by, ok := shiftWords[w]
	that := r.is(i, "following", "same", "that")
	if !ok && !that {
		return meaning{}, false
	}
	i++
	if r.is(i, "same", "current", "past", "very") && ok {
		i++
	}
	if r.is(i, "fiscal", "calendar", "business") {
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
	m := meaning{from: from, to: i + 1, typ: Date, rel: shift, n: by, unit: unit}
	switch {
	case w == "past" && unit != "WE":
		return meaning{from: from, to: i + 1, typ: Duration, value: period("1", unit)}, true
	case r.is(i-1, "following") || w == "following":
		m.rel, m.n = fromThat, 1
	case that && unit == "D":
		m.rel = thatDay
	case that:
		m.rel, m.n = fromThat, 0
	}
	return m, true
}

// ago reads "two years ago", "a week earlier", "three days later", "in two weeks".
func ago(r *reader, i int) (meaning, bool) {
	from := i
	for r.is(i, "about", "nearly", "almost", "roughly", "approximately") {
		i++
	}
	n, end, ok := r.number(i)
	vagueCount := ""
	switch {
	case ok:
	case r.is(i, "a", "an"):
		n, end, ok = 1, i+1, true
		if r.is(end, "few", "couple") {
			vagueCount, end = "X", end+1
			if r.is(end, "of") {
				end++
			}
		}
	case vague[r.word(i)]:
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
	if !ok {
		return meaning{}, false
	}
	end++
	sign := 0
	switch {
	case r.is(end, "ago"), r.is(end, "earlier"), r.is(end, "before"), r.word(end) == "-" && r.is(end+1, "ago", "earlier"):
		sign = -1
		if r.word(end) == "-" {
			end++
		}
	case r.is(end, "later"), r.is(end, "from") && r.is(end+1, "now"), r.is(end, "hence"):
		sign = 1
		if r.is(end, "from") {
			end++
		}
	default:
		return meaning{}, false
	}
	later := r.is(end, "earlier", "before", "later")
	m := meaning{from: from, to: end + 1, typ: Date, rel: shiftExact, n: sign * int(n), unit: unit}
	if r.is(end, "before") {
		m.to = end
		return meaning{from: from, to: end, typ: Duration, value: period(count(n), unit)}, vagueCount == ""
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
		if unit == "D" || unit == "W" {
			m.rel = fromThat
		}
	}
	return m, true
}

// pastUnits reads "the past two years", "the first nine months", "the next several days".
func pastUnits(r *reader, i int) (meaning, bool) {
	from := i
	i = r.article(i)
	if !r.is(i, "past", "last", "next", "coming", "first", "previous", "following", "recent", "final", "latest") {
		return meaning{}, false
	}
	i++
	value, end := "", i
	if n, e, ok := r.number(i); ok {
		value, end = count(n), e
	} else if vague[r.word(i)] {
		value, end = "X", i+1
		if r.is(end, "of") {
			end++
		}
	} else if strings.HasSuffix(r.word(i), "s") && (r.is(i-1, "recent", "coming", "past", "previous")) {
		value = "X"
	} else {
		return meaning{}, false
	}
	unit, ok := units[r.word(end)]
	if !ok {
		return meaning{}, false
	}
	return meaning{from: from, to: end + 1, typ: Duration, value: period(value, unit)}, true
}

func dayWords(r *reader, i int) (meaning, bool) {
	from := i
	for r.is(i, "early", "late", "earlier", "later") && r.is(i+1, "today", "yesterday", "tomorrow") {
		i++
	}
	m := meaning{from: from, to: i + 1, typ: Date, rel: shift, unit: "D"}
	switch r.word(i) {
	case "today":
	case "yesterday":
		m.n = -1
	case "tomorrow":
		m.n = 1
	case "tonight":
		return meaning{from: from, to: i + 1, typ: Time, rel: sameDay, tail: "TNI"}, true
	case "overnight":
		return meaning{from: from, to: i + 1, typ: Time, rel: sameDay, tail: "TNI"}, true
	default:
		return meaning{}, false
	}
	if p, ok := dayParts[r.word(i+1)]; ok && p[0] == 'T' {
		m.typ, m.tail, m.to = Time, p, i+2
	}
	return m, true
}

func partOfDay(r *reader, i int) (meaning, bool) {
	p, ok := dayParts[r.word(i)]
	if !ok || !r.is(i, "noon", "midnight", "midday") {
		return meaning{}, false
	}
	m := meaning{to: i + 1, typ: Time, rel: sameDay, tail: p}
	if n := weekdays[r.word(i+1)]; n > 0 && r.capital(i+1) {
		m.rel, m.n, m.to = weekday, n, i+2
	}
	return m, true
}

// clock reads "4 p.m.", "11:30 a.m. Friday", "10 o'clock".
func clock(r *reader, i int) (meaning, bool) {
	h, minute, end := 0, 0, i+1
	w := r.word(i)
	if a, b, ok := strings.Cut(w, ":"); ok {
		x, e1 := strconv.Atoi(a)
		y, e2 := strconv.Atoi(b)
		if e1 != nil || e2 != nil || len(b) != 2 {
			return meaning{}, false
		}
		h, minute = x, y
	} else {
		v, err := strconv.Atoi(w)
		if err != nil {
			return meaning{}, false
		}
		h = v
		if r.word(end) == ":" {
			y, err := strconv.Atoi(r.word(end + 1))
			if err != nil || len(r.word(end+1)) != 2 {
				return meaning{}, false
			}
			minute, end = y, end+2
		}
	}
	said := false
	switch {
	case r.is(end, "a.m", "p.m", "am", "pm", "a.m.", "p.m."):
		if said = true; strings.HasPrefix(r.word(end), "p") && h < 12 {
			h += 12
		} else if strings.HasPrefix(r.word(end), "a") && h == 12 {
			h = 0
		}
		if end++; r.word(end) == "." {
			end++
		}
	case r.is(end, "o'clock"):
		said, end = true, end+1
	}
	if h > 24 || minute > 59 || !said && !(strings.Contains(w, ":") || end > i+1) {
		return meaning{}, false
	}
	if r.is(end, "gmt", "est", "edt", "pst", "pdt", "utc", "local") {
		if end++; r.is(end, "time") {
			end++
		}
	}
	m := meaning{from: i, to: end, typ: Time, rel: sameDay, tail: fmt.Sprintf("T%02d:%02d", h, minute)}
	at := end
	if r.is(at, "on", ",") {
		at++
	}
	if n := weekdays[r.word(at)]; n > 0 && r.capital(at) {
		m.rel, m.n, m.to = weekday, n, at+1
	} else if r.is(end, "today") {
		m.to = end + 1
	} else if r.is(end, "yesterday") {
		m.rel, m.n, m.unit, m.to = shift, -1, "D", end+1
	}
	return m, true
}

func duration(r *reader, i int) (meaning, bool) {
	from := i
	for r.is(i, "nearly", "almost") {
		i++
	}
	the := r.is(i, "the")
	if the {
		i++
	}
	value, end := "", i
	n, e, ok := r.number(i)
	switch {
	case ok:
		value, end = count(n), e
		if the && r.word(e) == "-" {
			return meaning{}, false // the two-year plan: begins at the number
		}
	case the:
		return meaning{}, false
	case r.is(i, "a", "an", "one", "per") && units[r.word(i+1)] != "" && !r.is(i, "per"):
		value, end = "1", i+1
	case r.is(i, "a") && r.is(i+1, "few", "couple"):
		if value, end = "X", i+2; r.is(end, "of") {
			end++
		}
	case vague[r.word(i)] && !r.is(i, "recent"):
		value, end = "X", i+1
	case r.is(i, "months", "weeks", "decades", "centuries", "years", "days", "hours", "minutes"):
		value = "X"
		if r.is(i-1, "these", "those", "his", "her", "their", "our", "my", "other", "the", "all", "early", "school") || r.word(i-1) == "-" {
			return meaning{}, false
		}
	default:
		return meaning{}, false
	}
	if r.word(end) == "-" {
		end++
	}
	if r.is(end, "more", "full", "consecutive", "straight", "whole", "business", "additional", "long", "calendar") {
		end++
	}
	unit, ok := units[r.word(end)]
	if !ok || r.word(end) == "second" {
		return meaning{}, false
	}
	end++
	if r.is(end, "and") && r.is(end+1, "a") && r.is(end+2, "half") && value != "X" {
		value, end = count(n+0.5), end+3
		if !ok || n == 0 {
			value = "1.5"
		}
	}
	if r.word(end) == "-" && r.is(end+1, "old", "olds") || r.is(end, "old", "of") && r.is(end+1, "age") {
		return meaning{}, false // an age
	}
	if r.word(end) == "-" && r.is(end+1, "old", "olds", "long") && r.is(end+1, "long") {
		end += 2
	}
	return meaning{from: from, to: end, typ: Duration, value: period(value, unit)}, true
}

var setWords = map[string]string{
	"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H", "annual": "P1Y",
	"nightly": "P1D", "biweekly": "P2W", "bimonthly": "P2M", "semiannual": "P6M", "everyday": "P1D",
}

func set(r *reader, i int) (meaning, bool) {
	if v, ok := setWords[r.word(i)]; ok {
		return meaning{to: i + 1, typ: Set, value: v}, r.word(i) != "annual"
	}
	from := i
	if r.is(i, "once", "twice") && r.is(i+1, "a") {
		if u := units[r.word(i+2)]; u != "" {
			return meaning{to: i + 3, typ: Set, value: period("1", u)}, true
		}
	}
	if !r.is(i, "each", "every", "per") {
		return meaning{}, false
	}
	i++
	n := "1"
	if v, e, ok := r.number(i); ok {
		n, i = count(v), e
	} else if r.is(i, "other") {
		n, i = "2", i+1
	}
	if u := units[r.word(i)]; u != "" {
		return meaning{from: from, to: i + 1, typ: Set, value: period(n, u)}, true
	}
	if p := dayParts[r.word(i)]; p != "" {
		return meaning{from: from, to: i + 1, typ: Set, value: "XXXX-XX-XX" + p}, true
	}
	if d := weekdays[r.word(i)]; d > 0 {
		return meaning{from: from, to: i + 1, typ: Set, value: fmt.Sprintf("XXXX-WXX-%d", d)}, true
	}
	if m, e, ok := r.month(i); ok {
		return meaning{from: from, to: e, typ: Set, value: fmt.Sprintf("XXXX-%02d", m)}, true
	}
	return meaning{}, false
}

// references are expressions without a date of their own.
var references = func() map[string]string {
	m := map[string]string{}
	for v, list := range map[string]string{
		"PRESENT_REF": "now,currently,current,present,presently,right now,at present,at this point,nowadays,the present,the current,these days,at the moment,for now",
		"PAST_REF":    "recently,recent,the past,past,previously,once,formerly,former,lately,earlier,more recently,not long ago,long ago",
		"FUTURE_REF":  "the future,future,the near future,the near term,the short term,the long term,the long run,shortly,as soon as possible,the coming future",
	} {
		for _, w := range strings.Split(list, ",") {
			m[w] = v
		}
	}
	// As lone words these say something else as often as not.
	for _, w := range []string{"present", "current", "past", "former", "once", "earlier", "previously", "formerly", "future", "shortly", "lately", "presently"} {
		delete(m, w)
	}
	m["current"] = "PRESENT_REF"
	return m
}()

const longestReference = 4

func reference(r *reader, i int) (meaning, bool) {
	phrase, best := "", meaning{}
	for n := 0; n < longestReference; n++ {
		if n > 0 {
			phrase += " "
		}
		phrase += r.word(i + n)
		if v, ok := references[phrase]; ok {
			best = meaning{to: i + n + 1, typ: Date, value: v}
		}
	}
	return best, best.to > 0
}

// endOf reads "the end of the month", "year-end", "the beginning of October".
func endOf(r *reader, i int) (meaning, bool) {
	from := i
	if r.is(i, "year") && r.word(i+1) == "-" && r.is(i+2, "end") {
		return meaning{to: i + 3, typ: Date, rel: monthIn, n: 12, day: 31}, true
	}
	if i = r.article(i); !r.is(i, "end", "beginning", "start", "middle", "close") || !r.is(i+1, "of") {
		return meaning{}, false
	}
	i += 2
	for _, rule := range []func(*reader, int) (meaning, bool){monthAndYear, shifted, year, quarter} {
		if m, ok := rule(r, i); ok {
			m.from = from
			return m, true
		}
	}
	if i = r.article(i); units[r.word(i)] != "" {
		return meaning{from: from, to: i + 1, typ: Date, rel: shift, unit: units[r.word(i)]}, true
	}
	return meaning{}, false
}

// atHand reads "the quarter", "the weekend": the one the text is about.
func atHand(r *reader, i int) (meaning, bool) {
	if !r.is(i, "the") {
		return meaning{}, false
	}
	switch r.word(i + 1) {
	case "quarter":
		return meaning{to: i + 2, typ: Date, rel: lastQuarter}, true
	case "weekend":
		return meaning{to: i + 2, typ: Date, rel: shift, unit: "WE"}, true
	}
	return meaning{}, false
}

// yearAgo reads "year-ago", "the year-earlier period".
func yearAgo(r *reader, i int) (meaning, bool) {
	from := i
	i = r.article(i)
	if !r.is(i, "year") || r.word(i+1) != "-" || !r.is(i+2, "ago", "earlier") {
		return meaning{}, false
	}
	m := meaning{from: from, to: i + 3, typ: Date, rel: shiftExact, n: -1, unit: "Y"}
	if r.is(m.to, "quarter", "period") {
		m.to++
	} else {
		m.from = i
	}
	return m, true
}
