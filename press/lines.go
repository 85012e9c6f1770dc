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

// Dates implements library.Lines. A date in figures that can be read in two ways is returned in both.
func (Lines) Dates(line, lang string, until, day time.Time) []cutting.Date {
	var out []cutting.Date
	add := func(o dates.Options, relative bool) {
		for _, m := range dates.Find(line, lang, o) {
			d := m.Date
			d.Span = m.Span
			if m.Relative == relative && !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	for _, order := range []dates.Order{dates.Unknown, dates.DayFirst, dates.MonthFirst} {
		add(dates.Options{Order: order, Base: until}, false)
		add(dates.Options{Order: order, Base: day}, true)
	}
	slices.SortStableFunc(out, func(a, b cutting.Date) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// DateInAddress implements library.Lines.
func (Lines) DateInAddress(url string) (cutting.Date, bool) { return dates.FromURL(url) }

// Byline returns the authors a line names, and their span in it; false when it is no byline.
func (Lines) Byline(line string) (names []string, at cutting.Span, ok bool) {
	names, start, end, ok := words.FindByline(line)
	return names, cutting.Span{Start: start, End: end}, ok
}

// Authors implements library.Lines.
func (Lines) Authors(text string) []string { return words.Authors(text) }
