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
	{"day of this month", dayAlone},
	{"month and year", monthAndYear},
	{"weekday", weekdays_},
	{"figures between slashes", readSlashes},
	{"year", readYear},
	{"year of a period", yearOfPeriod},
	{"century", readCentury},
	{"holiday", readHoliday},
	{"decade", readDecade},
	{"quarter", readQuarter},
	{"season", readSeason},
	{"shifted unit", readShifted},
	{"units ago", readAgo},
	{"units behind a cue", pastUnits},
	{"days by a word", dayWords},
	{"part of a day", partOfDay},
	{"clock", readClock},
	{"duration", readDuration},
	{"a long period", longPeriod},
	{"set", readSet},
	{"reference", readReference},
	{"end of a unit", endOf},
	{"half of a year", halfOf},
	{"a business period", businessPeriod},
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

// readMonth reads a month's name at i, with the dot of an abbreviation. Names that are also common words count only
// with a capital.
func (r *reader) readMonth(i int) (n, end int, ok bool) {
	n = months[strings.TrimSuffix(r.word(i), ".")]
	if n == 0 || !r.startsWithCapital(i) {
		return 0, 0, false
	}
	end = i + 1
	if w := r.word(i); len(w) <= 4 && w != "june" && w != "july" && w != "may" && r.word(end) == "." {
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

// yearBehind reads ", 1998", "1998", "of 1998", "this year", "last year" after a month or day.
func (r *reader) yearBehind(i int) (y, offset, end int, ok bool) {
	j := i
	if r.isAny(j, ",", "of") {
		j++
	}
	if v, end, is := r.yearAt(j); is {
		return v, 0, end, true
	}
	for w, by := range map[string]int{"this": 0, "last": -1, "next": 1} {
		if r.word(j) == w && r.isAny(j+1, "year") {
			return 0, by, j + 2, true
		}
	}
	return 0, 0, 0, false
}

func monthAndDay(r *reader, i int) (meaning, bool) {
	from := i
	if weekdays[strings.TrimSuffix(r.word(i), ".")] > 0 && r.startsWithCapital(i) {
		i++
		for r.isAny(i, ",", ".", "the") {
			i++
		}
	}
	n, end, ok := r.readMonth(i)
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

// withYear returns a meaning with the year after a month or day.
func (r *reader) withYear(m meaning) meaning {
	y, by, end, ok := r.yearBehind(m.to)
	if !ok {
		return m
	}
	m.to = end
	if y > 0 {
		m.rel, m.value = absolute, monthDay(y, m.n, m.day)
	} else {
		m.rel, m.offset = monthIn, by
	}
	return m
}

func dayAndMonth(r *reader, i int) (meaning, bool) {
	from := i
	if weekdays[strings.TrimSuffix(r.word(i), ".")] > 0 && r.startsWithCapital(i) {
		i++
		for r.isAny(i, ",", ".") {
			i++
		}
	}
	if r.isAny(i, "the") {
		i++
	}
	d, end, ok := r.dayNumber(i)
	if !ok {
		return meaning{}, false
	}
	if r.isAny(end, "of") {
		end++
	}
	n, end, ok := r.readMonth(end)
	if !ok {
		return meaning{}, false
	}
	return r.withYear(meaning{from: from, to: end, typ: Date, rel: monthOf, n: n, day: d}), true
}

var periodModifiers = map[string]bool{"early": true, "late": true, "mid": true, "earlier": true, "later": true,
	"mid-": true}

// dayAlone reads "on the 22nd": a day of the month the text is of, or the next one.
func dayAlone(r *reader, i int) (meaning, bool) {
	if !r.isAny(i, "the") || !r.isAny(i-1, "on", "by", "until", "since") || r.word(i+1) == "" {
		return meaning{}, false
	}
	if c := r.word(i + 1)[0]; c < '0' || c > '9' { // "the third" often counts other things
		return meaning{}, false
	}
	d, end, ok := r.ordinalAt(i + 1)
	if !ok || d > 31 {
		return meaning{}, false
	}
	if w := r.word(end); w != "" && !r.isAny(end, ",", ".", ";", "in", "at", "and", "of", "for", "to", "with", "when",
		"that", "but") {
		return meaning{}, false // "the 22nd regiment"
	}
	if r.isAny(end, "of") {
		return meaning{}, false
	}
	return meaning{from: i, to: end, typ: Date, rel: dayOf, day: d}, true
}

func monthAndYear(r *reader, i int) (meaning, bool) {
	from := i
	for periodModifiers[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	by, fixed := 0, false
	switch {
	case r.isAny(i, "last", "past"):
		by, fixed, i = -1, true, i+1
	case r.isAny(i, "next"):
		by, fixed, i = 1, true, i+1
	case r.isAny(i, "this"):
		fixed, i = true, i+1
	}
	n, end, ok := r.readMonth(i)
	if !ok || r.word(i) == "may" && !r.startsWithCapital(i) {
		return meaning{}, false
	}
	m := meaning{from: from, to: end, typ: Date, rel: monthOf, n: n}
	if fixed {
		m.rel, m.offset = monthNear, by
	}
	if _, _, _, yes := r.yearBehind(end); !yes && !fixed && r.ambiguousMonth(i) {
		return meaning{}, false
	}
	return r.withYear(m), true
}

// ambiguousMonth reports whether a month's name may have another meaning: May and March at a sentence's beginning, or
// between names.
func (r *reader) ambiguousMonth(i int) bool {
	switch r.word(i) {
	case "may", "march":
		return i == r.sentence.First || !r.isAny(i-1, "in", "since", "until", "by", "of", "from", "through", "to",
			"and", "last", "early", "late", "for", "during", "before", "after", "this", "next", "between", "mid", "-")
	case "jan", "mar", "dec", "sep", "jun":
		return r.word(i+1) != "."
	}
	return false
}

func weekdays_(r *reader, i int) (meaning, bool) {
	from, by, rel := i, 0, weekday
	for periodModifiers[r.word(i)] {
		i++
	}
	switch {
	case r.isAny(i, "last"):
		by, rel, i = -1, weekdayNear, i+1
	case r.isAny(i, "next"):
		by, rel, i = 1, weekdayNear, i+1
	case r.isAny(i, "this"):
		if i++; r.isAny(i, "past", "coming") {
			i++
		}
	case r.isAny(i, "the") && r.isAny(i+1, "previous", "following", "preceding"):
		i += 2
	}
	w := strings.TrimSuffix(r.word(i), ".")
	n := weekdays[w]
	if n == 0 || !r.startsWithCapital(i) || len(w) < 5 && r.word(i+1) != "." {
		return meaning{}, false // "Sun," is as often the name of something
	}
	m := meaning{from: from, to: i + 1, typ: Date, rel: rel, n: n, offset: by}
	if p, ok := dayParts[r.word(m.to)]; ok && p[0] == 'T' {
		m.tail, m.typ, m.to = p, Time, m.to+1
	} else if r.isAny(m.to, "at") && r.isAny(m.to+1, "midnight", "noon") {
		m.tail, m.typ, m.to = dayParts[r.word(m.to+1)], Time, m.to+2
	}
	return m, true
}

// readSlashes reads 05/14/98 and 14/05/1998 where one reading is possible, the American
// one otherwise.
func readSlashes(r *reader, i int) (meaning, bool) {
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

func readYear(r *reader, i int) (meaning, bool) {
	from := i
	for periodModifiers[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	if r.isAny(i, "fiscal") || r.isAny(i, "the") && r.isAny(i+1, "year") {
		i++
		if r.isAny(i, "year") {
			i++
		}
	}
	if v, end, bc := r.beforeChrist(i); bc {
		return meaning{from: from, to: end, typ: Date, value: v}, true
	}
	y, end, ok := r.yearAt(i)
	if !ok || y < 1000 || i == from && end == i+2 && !r.isAny(i-1, "in", "since", "by", "until", "from", "during") {
		return meaning{}, false
	}
	// A figure that counts something, or is part of a longer one, is no year.
	old := y < 1700 && !r.isAny(i-1, "in", "since", "from", "by", "until", "to", "between", "around", "circa", "(",
		"–")
	if i == from && (old || y > 2100) || r.isAny(i+1, "%", "percent", "people", "dollars", "miles", "feet", "-") &&
		r.word(i+1) != "-" ||
		r.isAny(i-1, "$", "£", "€", "#", "no", "about", "some", ".", "/") {
		return meaning{}, false
	}
	return meaning{from: from, to: end, typ: Date, value: fmt.Sprintf("%04d", y)}, true
}

func readDecade(r *reader, i int) (meaning, bool) {
	from := i
	if r.isAny(i, "the") {
		i++
	}
	for periodModifiers[r.word(i)] || r.word(i) == "-" && i > from {
		i++
	}
	if r.isAny(i, "the") {
		i++
	}
	w := strings.TrimPrefix(r.word(i), "'")
	end := i + 1
	if w == "" && r.word(i) == "'" {
		w, end = r.word(i+1), i+2
	}
	stem, ok := strings.CutSuffix(w, "s")
	if !ok {
		if stem = w; !r.isAny(end, "'s") || len(stem) != 4 {
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

func readQuarter(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipArticleBack(i)
	by, fixed := 0, false
	switch {
	case r.isAny(i, "last") && r.isAny(i+1, "year") && r.isAny(i+2, "'s"):
		by, fixed, i = -1, true, i+3
	case r.isAny(i, "next") && r.isAny(i+1, "year") && r.isAny(i+2, "'s"):
		by, fixed, i = 1, true, i+3
	case r.isAny(i, "this") && r.isAny(i+1, "year") && r.isAny(i+2, "'s"):
		fixed, i = true, i+3
	case r.isAny(i, "year") && r.word(i+1) == "-" && r.isAny(i+2, "ago", "earlier"):
		by, fixed, i = -1, true, i+3
	}
	if r.isAny(i, "fiscal") {
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
			from = r.skipArticleBack(from) // an adjective: the third-quarter results
		}
	}
	half := r.isAny(end, "half")
	if !half && !r.isAny(end, "quarter", "quarters", "period") || r.isAny(end, "period") && !fixed {
		return meaning{}, false
	}
	m := meaning{from: from, to: end + 1, typ: Date, rel: quarterOf, n: n, offset: by}
	if fixed {
		m.rel = quarterIn
	}
	if y, yearBy, e, yes := r.yearBehind(m.to); yes {
		m.to = e
		if m.rel, m.offset = quarterIn, yearBy; y > 0 {
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

func readSeason(r *reader, i int) (meaning, bool) {
	from := i
	i = r.skipArticleBack(i)
	for periodModifiers[r.word(i)] {
		i++
	}
	by := 0
	switch {
	case r.isAny(i, "last"):
		by, i = -1, i+1
	case r.isAny(i, "next"):
		by, i = 1, i+1
	case r.isAny(i, "this"):
		if i++; r.isAny(i, "past", "coming") {
			i++
		}
	}
	s, ok := seasons[r.word(i)]
	if y, yearBy, _, hasYear := r.yearBehind(i + 1); ok && hasYear && from == i && (y > 0 || yearBy != 0) &&
		!r.isAny(i, "fall") {
		// spring 2030, spring last year
	} else if !ok || from == i && !r.isAny(i-1, "in", "by", "since", "until", "of", "during", "next", "last", "this") {
		return meaning{}, false
	}
	if _, _, _, hasYear := r.yearBehind(i + 1); r.isAny(i, "fall", "spring") && i == from && !hasYear {
		return meaning{}, false
	}
	m := meaning{from: from, to: i + 1, typ: Date, rel: seasonOf, value: s, offset: by}
	if y, yearBy, e, yes := r.yearBehind(m.to); yes {
		m.to, m.offset = e, yearBy
		if y > 0 {
			m.rel, m.value = absolute, fmt.Sprintf("%04d-%s", y, s)
		}
	}
	return m, true
}

// skipArticleBack returns the token at which an expression begins, including "the" or "a" before it.
func (r *reader) skipArticleBack(i int) int {
	if r.isAny(i, "the") {
		return i + 1
	}
	return i
}
