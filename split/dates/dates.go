// Package dates finds and parses calendar dates in short visible text (date lines, bylines, link
// captions) in many languages, and in URLs and datetime attributes. It knows no pages and keeps no
// state; all functions are safe for concurrent use.
//
// Dates are returned as cutting.Date: ISO 8601 at the precision written, with time and offset when
// they are written beside the date. Solar Hijri and Ethiopian dates are converted to the Gregorian
// calendar, Buddhist and Japanese era years likewise. Dates of other calendars are not returned.
package dates

import (
	"strings"
	"time"

	"cuttings/cutting"
)

// Order is the order of day and month in an all-numeric date.
type Order uint8

// Orders. Unknown uses the language's, and without one gives no date.
const (
	Unknown Order = iota
	DayFirst
	MonthFirst
)

// Options for Find and Parse; the zero value gives the defaults.
type Options struct {
	// Order is used for numeric dates that can be read in two ways, as learned from other dates of
	// the same page (see OrderOf).
	Order Order
	// Base is the reference time of relative dates ("3 days ago") and of dates without a year,
	// which are placed in its year or just before; when zero, neither is returned.
	Base time.Time
}

// Match is one date found in a text.
type Match struct {
	// Span covers the expression in the text searched: weekday before and time
	// after included, words like "Posted on" not.
	Span cutting.Span
	// Date has Origin "text" and the same Span.
	Date cutting.Date
	// Relative is true for a date computed from Options.Base.
	Relative bool
	// NoYear is true when the year was taken from Options.Base.
	NoYear bool
	// Doubtful is true when day and month could be exchanged and the language decided.
	Doubtful bool
	// Order is that of an all-numeric date that can be read in only one way; Unknown for all
	// others.
	Order Order
}

// Find returns the dates in text in order, without overlaps; their spans are bytes in text. lang is
// a BCP 47 tag ("en", "en-GB", "fa") or "" when unknown. A year alone is not returned; a month with
// a year is.
func Find(text, lang string, o Options) []Match {
	if o.Base.IsZero() && !mayDate(text) {
		return nil
	}
	s := scanner{text: text, opt: o, lex: load()}
	s.lang, s.region = splitTag(lang)
	s.toks = tokenize(text, make([]token, 0, min(96, len(text)/3+4)))
	var found []Match
	s.eachDate(func(m match) { found = append(found, s.export(m)) })
	return found
}

// Parse reads s as one date, with only date fillers ("Posted on", a weekday, a time) around it; it
// returns false for anything else. A year alone is accepted.
func Parse(s, lang string) (cutting.Date, bool) {
	return ParseWith(s, lang, Options{})
}

// ParseWith is Parse with options.
func ParseWith(s, lang string, o Options) (cutting.Date, bool) {
	if v, ok := isoStamp(s); ok {
		if l, _ := splitTag(lang); l == "ne" && isOtherCalendar(l, int(twoDigits(v[:2])*100+twoDigits(v[2:4]))) {
			return cutting.Date{}, false
		}
		return cutting.Date{Value: v, Origin: "text", Span: cutting.Span{Start: 0, End: len(s)}}, true
	}
	found := Find(s, lang, o)
	if len(found) > 0 {
		if hasOnlyFillers(s[:found[0].Span.Start]) && hasOnlyFillers(s[found[0].Span.End:]) {
			return found[0].Date, true
		}
		return cutting.Date{}, false
	}
	if t := strings.TrimSpace(s); len(t) == 4 {
		if y, ok := asciiNumber(t); ok && isPlausibleYear(y) {
			at := strings.Index(s, t)
			return cutting.Date{Value: t, Origin: "text", Span: cutting.Span{Start: at, End: at + 4}}, true
		}
	}
	return cutting.Date{}, false
}

// IsDateLine reports whether the line is only a date and fillers, in any language: "Posted on
// Saturday, April 9, 2011 at 14:30", "۲۰ فروردین ۱۳۹۰", "3 days ago", "9 April".
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
		if !hasOnlyFillers(text[at:m.Span.Start]) {
			return false
		}
		at = m.Span.End
	}
	return hasOnlyFillers(text[at:])
}

// mayBeLine reports whether a text is short enough for a date line and may contain a date.
func mayBeLine(text string) bool {
	if len(text) > 160 {
		return false
	}
	text = strings.TrimSpace(text)
	return text != "" && (mayHold(text) || mayBeRelative(text))
}

// lineBase makes IsDateLine accept relative and yearless dates; their values are not used.
var lineBase = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// OrderOf returns the order of day and month in the unambiguous numeric dates of one page's texts:
// Unknown when there are none or they disagree.
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

// splitTag returns language and region of a BCP 47 tag, both in lower case.
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

// hasOnlyFillers reports whether text contains only date fillers, weekdays and punctuation.
func hasOnlyFillers(text string) bool {
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
