package dates

import (
	"time"

	"cuttings/split/words"
)

// unit is a length of time in relative dates.
type unit uint8

const (
	minutes unit = iota + 1
	hours
	days
	weeks
	months
	years
)

func unitWords() map[string]unit {
	m := map[string]unit{}
	for i, name := range [...]string{"minutes", "hours", "days", "weeks", "months", "years"} { // constants' order
		for _, w := range wordTables[name] {
			if f := words.Fold(w); m[f] == 0 {
				m[f] = minutes + unit(i)
			}
		}
	}
	return m
}

var (
	// agoBefore and agoAfter are words before and after a number: with one of them "3 days" is a
	// date.
	agoBefore, agoAfter = foldedSet("before"), foldedSet("after")
	// todayWords and yesterdayWords are those of languages that use the word alone on date lines.
	todayWords, yesterdayWords = foldedSet("today"), foldedSet("yesterday")
)

// foldedSet returns the folded words of a table.
func foldedSet(table string) map[string]bool {
	m := map[string]bool{}
	for _, w := range wordTables[table] {
		m[words.Fold(w)] = true
	}
	return m
}

// mayBeRelative reports whether a text without digits may name a relative day.
func mayBeRelative(text string) bool {
	return len(text) < 40
}

// readAgo reads "3 days ago", "vor 3 Tagen", "il y a 3 jours", "3日前" at number i.
func (s *scanner) readAgo(i, floor int) (match, bool) {
	n := s.numberAt(i)
	if n == nil || n.digits > 3 || n.cjk && n.digits > 2 {
		return match{}, false
	}
	j := i + 1
	if j >= len(s.toks) || s.toks[j].kind != word {
		return match{}, false
	}
	u := s.lex.units[s.toks[j].fold(s.text)]
	if u == 0 {
		return match{}, false
	}
	lo, hi := i, j+1
	for (s.isRune(j, '小') || s.isRune(j, '個') || s.isRune(j, '个')) && j+1 < len(s.toks) && hi == j+1 {
		hi++ // 3小时前
	}
	if s.isRune(hi, '.') || s.isRune(hi, '間') || s.isRune(hi, '间') {
		hi++
	}
	after := hi
	if s.isWord(after, "yang", "tagasi") {
		after++
	}
	if after < len(s.toks) && s.toks[after].kind == word && agoAfter[s.toks[after].fold(s.text)] {
		hi = after + 1
	} else if b := i - 1; b >= floor && s.toks[b].kind == word && agoBefore[s.toks[b].fold(s.text)] {
		lo = b
		if s.isWord(b, "a") && b-2 >= floor && s.isWord(b-1, "y") && s.isWord(b-2, "il") {
			lo = b - 2
		} else if s.isWord(b, "a") {
			return match{}, false
		}
	} else {
		return match{}, false
	}
	t := s.opt.Base
	v := int(n.val)
	switch u {
	case minutes:
		t = t.Add(-time.Duration(v) * time.Minute)
	case hours:
		t = t.Add(-time.Duration(v) * time.Hour)
	case days:
		t = t.AddDate(0, 0, -v)
	case weeks:
		t = t.AddDate(0, 0, -7*v)
	case months:
		t = t.AddDate(0, -v, 0)
	case years:
		t = t.AddDate(-v, 0, 0)
	}
	m := match{lo: lo, hi: hi, y: t.Year(), m: int(t.Month()), d: t.Day(), relative: true}
	// The precision is that of the unit: three months ago is a month.
	if u >= months {
		m.d = 0
	}
	if u == years {
		m.m = 0
	}
	return m, isPlausibleYear(m.y)
}

// dayWord reads "today" and "yesterday" when the text is short enough to be unambiguous.
func (s *scanner) dayWord(i int) (match, bool) {
	if len(s.text) > 40 || s.toks[i].end-s.toks[i].start > 24 {
		return match{}, false
	}
	w := s.toks[i].fold(s.text)
	hi := i + 1
	if isSingleToken(s.toks[i].r) && hi < len(s.toks) && isSingleToken(s.toks[hi].r) { // 今天, 오늘
		w += s.toks[hi].fold(s.text)
		hi++
	}
	t := s.opt.Base
	switch {
	case todayWords[w]:
	case yesterdayWords[w]:
		t = t.AddDate(0, 0, -1)
	default:
		return match{}, false
	}
	m := match{lo: i, hi: hi, y: t.Year(), m: int(t.Month()), d: t.Day(), relative: true}
	if clock, next := s.readClock(hi, true); clock != "" {
		m.clock, m.hi = clock, next
	}
	return m, true
}
