package listing

import (
	"fmt"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
)

// Item is one item of a list, every text a span of Page.Text.
type Item struct {
	Headline cutting.Span
	// Root is the item's element; items of a flat layout share their parent and
	// Root is the element that opens the item.
	Root       int32
	URL        string // "" when nothing in the item leads anywhere
	Date       cutting.Date
	Byline     []string
	BylineSpan cutting.Span
	Parts      []cutting.Part // the excerpt, or the whole text in a listing of full posts
	Truncated  bool
	Mark       cutting.Span // the continuation mark
	Section    cutting.Span // the heading that stands over the item within the list; empty for none
	Blocks     []int32      // the page's blocks that are the item's, ascending; none is in two items
	covered    bool         // a link without text covers it
}

// Rail is a side list under its own heading.
type Rail struct {
	Heading cutting.Span // empty when only the markup says what the box is
	Items   []Item
}

// Result is one list with its items, and the rails beside it.
type Result struct {
	// Items are the list's, in page order.
	Items []Item
	// Section is the heading over the list.
	Section cutting.Span
	Rails   []Rail
	Origin  Origin
	// Measures are the list's features, Worth what mainWeights make of them, Rank
	// its place among the proposals.
	Measures [nFeatures]float32
	Worth    float32
	Rank     int
	// Alike is the largest share of the headlines that stand at the same place of the
	// tree in the same form, 0 to 1.
	Alike float32
	// Template is how many lines stand in the same form once in nearly every item
	// besides its headline.
	Template int
	// Share is the part of the page's text, 0 to 1, that the list covers; Prose the
	// bytes of running text in its items; Blocks [First, Last) bound it.
	Share       float64
	Prose       int
	First, Last int32
	// Trace explains what was found; nil unless asked for.
	Trace []string
}

// Options for Look.
type Options struct {
	// Explain fills Result.Trace.
	Explain bool
	// Dates finds the page's dates; nil finds them without keeping any.
	Dates *dates.Memo
	// Without switches rules off by name; see Rules.
	Without map[string]bool
	// Stop ends the call when its context does; nil for never.
	Stop *interrupt.Checker
}

// open reads a page up to its lists.
func open(p *cutting.Page, o Options) *pageState {
	s := &pageState{p: p, t: p.Tree, dates: o.Dates, explain: o.Explain, without: o.Without, stop: o.Stop}
	s.survey()
	s.find()
	s.group()
	return s
}

// say adds a line to the trace.
func (s *pageState) say(format string, args ...any) {
	if s.explain {
		s.trace = append(s.trace, fmt.Sprintf(format, args...))
	}
}
