// Package dates finds and parses calendar dates in short visible text (date
// lines, bylines, link captions) in many languages, and in URLs and datetime
// attributes. It knows no page and keeps no state; all functions are safe for
// concurrent use.
//
// Dates are returned as cutting.Date: ISO 8601 at the precision written, with
// time and offset when those stand beside the date. Solar Hijri and Ethiopian dates
// are converted to the Gregorian calendar, Buddhist and Japanese era years likewise.
// Dates of other calendars are none.
package dates

import (
	"strings"
	"time"

	"cuttings/cutting"
)

// Order is the order of day and month in an all-numeric date.
type Order uint8

// The orders. Unknown lets the language decide, and abstains without one.
const (
	Unknown Order = iota
	DayFirst
	MonthFirst
)

// Options for Find and Parse; the zero value is good.
type Options struct {
	// Order settles numeric dates that can be read two ways, as learned from
	// other dates of the same page (see OrderOf).
	Order Order
	// Base is the moment relative dates ("3 days ago") count from and the year
	// that dates without one lie in or just before; zero: neither is reported.
	Base time.Time
}

// Match is one date found in a text.
type Match struct {
	// Span covers the expression in the text searched: weekday before and time
	// after included, words like "Posted on" not.
	Span cutting.Span
	// Date has Origin "text" and the same Span.
	Date cutting.Date
	// Relative: counted from Options.Base, not written out.
	Relative bool
	// NoYear: the year was taken from Options.Base.
	NoYear bool
	// Doubtful: day and month could be exchanged and the language decided.
	Doubtful bool
	// Order is that of an all-numeric date which can be read in one way only;
	// Unknown for all others.
	Order Order
}

// Find returns the dates in text in order, not overlapping. lang is a BCP 47 tag
// ("en", "en-GB", "fa") or "" when unknown. A year on its own is no date here; a
// month with a year is.
func Find(text, lang string, o Options) []Match {
	if o.Base.IsZero() && !mayDate(text) {
		return nil
	}
	s := scanner{text: text, opt: o, lex: load()}
	s.lang, s.region = splitTag(lang)
	s.toks = tokenize(text, make([]token, 0, min(96, len(text)/3+4)))
	var found []Match
	s.each(func(m match) { found = append(found, s.export(m)) })
	return found
}

// Parse reads s as one date, with nothing but date fillers ("Posted on", a
// weekday, a time) around it. A year alone is accepted.
func Parse(s, lang string) (cutting.Date, bool) {
	return ParseWith(s, lang, Options{})
}

// ParseWith is Parse with options.
func ParseWith(s, lang string, o Options) (cutting.Date, bool) {
	if v, ok := stamp(s); ok {
		if l, _ := splitTag(lang); l == "ne" && otherCalendar(l, int(two(v[:2])*100+two(v[2:4]))) {
			return cutting.Date{}, false
		}
		return cutting.Date{Value: v, Origin: "text", Span: cutting.Span{Start: 0, End: len(s)}}, true
	}
	found := Find(s, lang, o)
	if len(found) > 0 {
		if bare(s[:found[0].Span.Start]) && bare(s[found[0].Span.End:]) {
			return found[0].Date, true
		}
		return cutting.Date{}, false
	}
	if t := strings.TrimSpace(s); len(t) == 4 {
		if y, ok := digits(t); ok && plausibleYear(y) {
			at := strings.Index(s, t)
			return cutting.Date{Value: t, Origin: "text", Span: cutting.Span{Start: at, End: at + 4}}, true
		}
	}
	return cutting.Date{}, false
}

// IsDateLine reports whether the line is a date and nothing else but fillers:
// "Posted on Saturday, April 9, 2011 at 14:30", "۲۰ فروردین ۱۳۹۰", "3 days ago",
// "9 April". The language does not matter.
func IsDateLine(text string) bool {
	if !mayBeLine(text) {
		return false
	}
	text = strings.TrimSpace(text)
	found := Find(text, "", Options{Order: DayFirst, Base: lineBase})
	if len(found) == 0 {
		return false
	}
	at := 0
	for _, m := range found {
		if !bare(text[at:m.Span.Start]) {
			return false
		}
		at = m.Span.End
	}
	return bare(text[at:])
}

// mayBeLine reports whether a text is short enough for a date line and can hold a date.
func mayBeLine(text string) bool {
	if len(text) > 160 {
		return false
	}
	text = strings.TrimSpace(text)
	return text != "" && (mayHold(text) || mayBeRelative(text))
}

// lineBase lets IsDateLine see relative and yearless dates, whose value it
// does not need.
var lineBase = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// OrderOf learns the order of day and month from the unambiguous numeric dates
// in the texts of one page: Unknown when there are none or they disagree.
func OrderOf(texts ...string) Order {
	var day, month int
	for _, t := range texts {
		if !mayHold(t) {
			continue
		}
		var buf [96]token
		toks := tokenize(t, buf[:0])
		for i := 0; i+4 < len(toks); i++ {
			a, b, y := &toks[i], &toks[i+2], &toks[i+4]
			if a.kind != number || b.kind != number || y.kind != number || toks[i+1].r != toks[i+3].r ||
				toks[i+1].r != '/' && toks[i+1].r != '-' && toks[i+1].r != '.' || a.digits > 2 || b.digits > 2 ||
				y.digits != 4 && y.digits != 2 {
				continue
			}
			switch {
			case a.val > 12 && a.val <= 31 && b.val <= 12:
				day++
			case b.val > 12 && b.val <= 31 && a.val <= 12 && a.val > 0:
				month++
			}
		}
	}
	switch {
	case day > 0 && month == 0:
		return DayFirst
	case month > 0 && day == 0:
		return MonthFirst
	}
	return Unknown
}

// splitTag takes language and region from a BCP 47 tag, both lower case.
func splitTag(tag string) (lang, region string) {
	lang, rest, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	for rest != "" {
		var sub string
		sub, rest, _ = strings.Cut(rest, "-")
		if len(sub) == 2 {
			return lang, sub
		}
	}
	return lang, ""
}

// bare reports whether text holds nothing but date fillers, weekdays and
// punctuation.
func bare(text string) bool {
	if text == "" {
		return true
	}
	var buf [32]token
	l := load()
	for _, t := range tokenize(text, buf[:0]) {
		switch t.kind {
		case number:
			if !t.cjk { // 星期六
				return false
			}
		case word:
			w := t.fold(text)
			if !l.fillers[w] && !l.weekdays[w] {
				return false
			}
		}
	}
	return true
}
