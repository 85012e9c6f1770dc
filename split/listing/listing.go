package listing

import (
	"fmt"

	"cuttings/cutting"
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
}

// Rail is a side list under its own heading.
type Rail struct {
	Heading cutting.Span // empty when only the markup says what the box is
	Items   []Item
}

// Result is what a page holds by way of lists.
type Result struct {
	// Items is the main list in page order; nil when the page has none.
	Items []Item
	// Section is the heading over the main list.
	Section cutting.Span
	Rails   []Rail
	// Score is the probability, between 0 and 1, that the page is a listing whose
	// main list is Items, as far as lists alone can tell.
	Score float64
	// Share is the part of the page's text, 0 to 1, that the main list covers;
	// Prose the bytes of running text in its items; Blocks [First, Last) bound it.
	Share       float64
	Prose       int
	First, Last int32
	// Trace explains the choice; nil unless asked for.
	Trace []string
}

// Options for Cut.
type Options struct {
	// Explain fills Result.Trace.
	Explain bool
}

// Cut finds the main list and the rails of a page. A page without a tree, or
// without anything that repeats, gives an empty Result. Cut is a pure function
// and safe for concurrent use.
func Cut(p *cutting.Page, o Options) Result {
	if p.Tree == nil || len(p.Tree.Nodes) < 2 || len(p.Blocks) == 0 {
		return Result{}
	}
	s := &pageState{p: p, t: p.Tree, explain: o.Explain}
	s.n = survey(p)
	s.find()
	s.group()
	r := Result{}
	main := s.choose(&r)
	s.owner = make([]int32, len(p.Blocks))
	for i := range s.owner {
		s.owner[i] = -1
	}
	if main != nil {
		s.items(&r, main)
	}
	s.rails(&r)
	r.Trace = s.trace
	return r
}

// say adds a line to the trace.
func (s *pageState) say(format string, args ...any) {
	if s.explain {
		s.trace = append(s.trace, fmt.Sprintf(format, args...))
	}
}
