package times

import (
	"fmt"
	"strconv"
	"strings"
)

func dayWords(r *reader, i int) (meaning, bool) {
	from := i
	for r.isAny(i, "early", "late", "earlier", "later") && r.isAny(i+1, "today", "yesterday", "tomorrow") {
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
	if !ok || !r.isAny(i, "noon", "midnight", "midday") {
		return meaning{}, false
	}
	m := meaning{to: i + 1, typ: Time, rel: sameDay, tail: p}
	if n := weekdays[r.word(i+1)]; n > 0 && r.startsWithCapital(i+1) {
		m.rel, m.n, m.to = weekday, n, i+2
	}
	return m, true
}

// readClock reads "4 p.m.", "11:30 a.m. Friday", "10 o'clock".
func readClock(r *reader, i int) (meaning, bool) {
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
	case r.isAny(end, "a.m", "p.m", "am", "pm", "a.m.", "p.m."):
		if said = true; strings.HasPrefix(r.word(end), "p") && h < 12 {
			h += 12
		} else if strings.HasPrefix(r.word(end), "a") && h == 12 {
			h = 0
		}
		if end++; r.word(end) == "." {
			end++
		}
	case r.isAny(end, "o'clock"):
		said, end = true, end+1
	}
	if h > 24 || minute > 59 || !said && !(strings.Contains(w, ":") || end > i+1) {
		return meaning{}, false
	}
	if r.isAny(end, "gmt", "est", "edt", "pst", "pdt", "utc", "local") {
		if end++; r.isAny(end, "time") {
			end++
		}
	}
	m := meaning{from: i, to: end, typ: Time, rel: sameDay, tail: fmt.Sprintf("T%02d:%02d", h, minute)}
	at := end
	if r.isAny(at, "on", ",") {
		at++
	}
	if day, ok := r.dayAt(at); ok {
		day.from, day.typ, day.tail = m.from, m.typ, m.tail
		return day, true
	}
	if n := weekdays[r.word(at)]; n > 0 && r.startsWithCapital(at) {
		m.rel, m.n, m.to = weekday, n, at+1
	} else if r.isAny(end, "today") {
		m.to = end + 1
	} else if r.isAny(end, "yesterday") {
		m.rel, m.n, m.unit, m.to = shift, -1, "D", end+1
	}
	return m, true
}
