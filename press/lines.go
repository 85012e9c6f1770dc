package press

import (
	"cmp"
	"slices"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// Lines reads single lines of text as the splitters do, for suggestions to a person who corrects a date or
// byline.
type Lines struct{}

// Dates returns the dates in a line, in order, each with its Span in the line. base is the time from which
// "yesterday" and dates without a year are resolved. A date in figures that can be read in two ways is returned
// in both.
func (Lines) Dates(line, lang string, base time.Time) []cutting.Date {
	var out []cutting.Date
	for _, order := range []dates.Order{dates.Unknown, dates.DayFirst, dates.MonthFirst} {
		for _, m := range dates.Find(line, lang, dates.Options{Order: order, Base: base}) {
			d := m.Date
			d.Span = m.Span
			if !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b cutting.Date) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// Byline returns the authors a line names, and their span in it; false when it is no byline.
func (Lines) Byline(line string) (names []string, at cutting.Span, ok bool) {
	names, start, end, ok := words.FindByline(line)
	return names, cutting.Span{Start: start, End: end}, ok
}

// Authors implements library.Lines.
func (Lines) Authors(text string) []string { return words.Authors(text) }
