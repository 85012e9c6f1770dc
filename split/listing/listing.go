package listing

import (
	"fmt"
	"slices"
	"sync"

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
	// Beside are the rails if the page turns out to be an article: then there is no
	// main list, and what was taken for it, or stands in the stretch of its items,
	// can be one. nil when they are the same as Rails.
	Beside []Rail
	Rails  []Rail
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
	s := open(p, o)
	defer s.close()
	r := Result{}
	main := s.choose(&r)
	if main != nil {
		s.items(&r, main)
	}
	s.rails(&r)
	r.Trace = s.trace
	return r
}

// open reads a page up to its lists. The caller closes the state when done with
// it and with everything in it.
func open(p *cutting.Page, o Options) *pageState {
	s := spare.Get().(*pageState)
	s.p, s.t, s.explain = p, p.Tree, o.Explain
	s.survey()
	s.find()
	s.group()
	return s
}

// spare keeps what a page needed for the next one; nothing of a page is left in
// it, and a Result holds none of it.
var spare = sync.Pool{New: func() any { return &pageState{surveyor: new(surveyor)} }}

// hoard is the number of elements of a page whose memory is not kept.
const hoard = 1 << 18

// close forgets the page and keeps the memory.
func (s *pageState) close() {
	if len(s.n) > hoard {
		return
	}
	clear(s.lists)
	clear(s.ranked)
	clear(s.labels)
	clear(s.seen)
	s.forget()
	*s = pageState{
		n: s.n[:0], cands: s.cands[:0], lists: s.lists[:0], ranked: s.ranked[:0], owner: s.owner[:0], heads: s.heads[:0],
		said: s.said[:0], members: s.members[:0], chains: s.chains[:0], prose: s.prose[:0],
		labels: s.labels, chainAt: s.chainAt, seen: s.seen, surveyor: s.surveyor,
	}
	spare.Put(s)
}

// zeroed is s with n elements, all zero.
func zeroed[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// say adds a line to the trace.
func (s *pageState) say(format string, args ...any) {
	if s.explain {
		s.trace = append(s.trace, fmt.Sprintf(format, args...))
	}
}
