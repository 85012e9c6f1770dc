package listing

import (
	"fmt"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
)

// Item is one item of a list; all its texts are spans of Page.Text.
type Item struct {
	Headline cutting.Span
	// Root is the item's element; in a flat layout the element that begins the item.
	Root       int32
	Truncated  bool
	covered    bool   // a link without text covers the item
	URL        string // "" for an item without a link
	Date       cutting.Date
	Byline     []string
	BylineSpan cutting.Span
	Parts      []cutting.Part // the excerpt, or the whole text in a listing of full posts
	Mark       cutting.Span   // the continuation mark
	Section    cutting.Span   // the heading over the item within the list; empty for none
	Blocks     []int32        // the item's blocks, ascending; no block is in two items
}

// Rail is a side list under its own heading.
type Rail struct {
	Heading cutting.Span // empty when only markup marks the box as a rail
	Items   []Item
}

// Result is one list with its items, and the rails beside it.
type Result struct {
	// Items are the list's items in page order.
	Items []Item
	// Section is the heading over the list.
	Section cutting.Span
	Rails   []Rail
	Origin  Origin
	// Measures are the list's features, Worth its score under mainWeights, Rank its place among the
	// proposals.
	Measures [nFeatures]float32
	Worth    float32
	Rank     int
	// TemplateShare is the largest share of headlines at the same place of the tree in the same form, 0 to
	// 1.
	TemplateShare float32
	// Template is the number of forms of lines, besides the headline, that occur exactly once in
	// nearly every item.
	Template int
	// Share is the part of the page's text, 0 to 1, that the list covers; Prose the bytes of
	// running text in its items; Blocks [First, Last) bound it.
	Share       float64
	Prose       int
	First, Last int32
	// Trace explains the result; nil unless requested.
	Trace []string
}

// Options for FindLists.
type Options struct {
	// Explain fills Result.Trace.
	Explain bool
	// Dates finds the page's dates; nil finds them without a cache.
	Dates *dates.Memo
	// Without switches off the rules with these names; see Rules.
	Without map[string]bool
	// Stop ends the call when its context ends; nil never does.
	Stop *interrupt.Checker
}

// newPageState reads a page and finds its lists.
func newPageState(p *cutting.Page, o Options) *pageState {
	s := &pageState{p: p, t: p.Tree, dates: o.Dates, explain: o.Explain, disabledRules: o.Without, stop: o.Stop}
	s.makeNodes()
	s.findCandidates()
	s.makeLists()
	return s
}

// tracef adds a line to the trace.
func (s *pageState) tracef(format string, args ...any) {
	if s.explain {
		s.trace = append(s.trace, fmt.Sprintf(format, args...))
	}
}
