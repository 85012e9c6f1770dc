package story

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Kind is how two texts are related.
type Kind string

// The kinds of relation. Copy and Teaser join texts into one story; Partial
// is shown and joins nothing.
const (
	None    Kind = ""
	Copy    Kind = "copy"    // one text, whole or cut, under whatever headline, lightly edited or updated
	Teaser  Kind = "teaser"  // the shorter text announces the longer one: it is the longer's opening
	Partial Kind = "partial" // a passage in common: roundup, long excerpt, one quotation in two reports
)

// How says more about a copy, for people; "" for other relations.
type How string

// The ways to copy, from the passages the two texts share.
const (
	Verbatim   How = "verbatim"   // all of either text
	Reheadline How = "reheadline" // all of either text under another headline
	Cut        How = "cut"        // the shorter is the longer without some of it
	Updated    How = "updated"    // the longer has something new in front
	Reordered  How = "reordered"  // all of either text in another order
	Edited     How = "edited"     // changes throughout
)

// A Relation is what two texts have to do with each other, with its evidence.
type Relation struct {
	A, B   string // IDs; A is the shorter text, by ID where both are as long
	Kind   Kind
	How    How
	CoverA float64 // share of A's letters in passages, boilerplate left out, 0–1
	CoverB float64 // likewise of B
	// Passages are what they share, longest first: at most keptPassages.
	Passages []Passage

	lenA, lenB   int     // letters of either text
	blocks       []block // the passages, those that follow each other put together
	likeHeadline bool    // one headline contains the other
}

// keptPassages is how many passages a relation shows.
const keptPassages = 32

// block is a stretch of two texts that runs along in both, in symbols.
type block struct{ a, b interval }

// blockGap is how many symbols of either text may lie between two passages of a block.
const blockGap = 60

// blocksOf puts passages together that follow each other closely in both texts.
func blocksOf(ps []Passage) []block {
	ps = slices.SortedFunc(slices.Values(ps), func(p, q Passage) int {
		return cmp.Or(cmp.Compare(p.a.from, q.a.from), cmp.Compare(p.b.from, q.b.from))
	})
	var out []block
	for _, p := range ps {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if p.a.from-last.a.to <= blockGap && p.b.from >= last.b.from && p.b.from-last.b.to <= blockGap {
				last.a.to, last.b.to = max(last.a.to, p.a.to), max(last.b.to, p.b.to)
				continue
			}
		}
		out = append(out, block{p.a, p.b})
	}
	return out
}

// Joins reports whether the relation makes both texts one story.
func (r Relation) Joins() bool { return r.Kind == Copy || r.Kind == Teaser }

// Thresholds of the decision. Lengths are in letters. They were set on texts
// written for the purpose and on the development part of a public yardstick
// (BENCHMARKS.md), where no figure moves by more than a point when one of them
// is changed by a tenth.
const (
	minArticle   = 300  // a text as long as that is copied or not; a shorter one may be a teaser
	maxTeaser    = 700  // nothing longer announces anything
	copyShort    = 0.65 // share of the shorter text that makes a copy,
	copyLong     = 0.20 // with this share of the longer
	copyBoth     = 0.47 // or this share of both,
	copyKept     = 0.35 // or this share of both and one of them from its beginning to its end
	keptExtent   = 0.85 // such a copy lies so far along one of them
	teaserCover  = 0.70
	teaserOffset = 80   // how far from the longer text's beginning a teaser's text may start
	minPartial   = 100  // letters of a passage that say more than a common phrase
	leadsCover   = 0.70 // of two texts with openings of their own as much of one must be shared
	patternExact = 0.6  // so much of the seeds match in a pattern; less where a scanner garbled names as well
	minSentence  = 50   // likewise of one that begins and ends where sentences do
)

// Compare decides how two texts are related. The order of its arguments makes
// no difference. freq may be nil; boilerplate then counts like other text.
func Compare(x, y *Text, freq Frequencies) Relation {
	return compare(x, y, x.mask(freq), y.mask(freq))
}

// compare is Compare with what is boilerplate in either text.
func compare(x, y *Text, mx, my *mask) Relation {
	al := alignTexts(x, y)
	if al.a != x.ID {
		mx, my = my, mx
	}
	return al.relation(mx, my)
}

// An alignment is what two texts have in common, boilerplate and all: it depends on the two
// alone, and what they are to each other in an archive is decided from it.
type alignment struct {
	a, b         string // IDs; a is the shorter text, by ID where both are as long
	lenA, lenB   int    // letters of either text
	sameHeadline bool
	likeHeadline bool      // one headline contains the other
	otherFacts   bool      // the passages give other figures and names in either
	passages     []Passage // longest first
}

func alignTexts(x, y *Text) *alignment {
	if x.Len() > y.Len() || x.Len() == y.Len() && x.ID > y.ID {
		x, y = y, x
	}
	al := &alignment{a: x.ID, b: y.ID, lenA: x.Len(), lenB: y.Len(), passages: align(x, y),
		sameHeadline: slices.Equal(x.headline.sym, y.headline.sym), likeHeadline: alike(x.headline, y.headline)}
	al.otherFacts = otherFacts(x, y, al.passages)
	return al
}

// minWithin is how many letters a headline must have so that another that contains it is
// the same one, shortened or with a word in front ("Update:").
const minWithin = 20

// alike reports whether one headline contains the other.
func alike(x, y stream) bool {
	if len(x.sym) > len(y.sym) {
		x, y = y, x
	}
	return len(x.sym) >= minWithin && strings.Contains(string(y.sym), string(x.sym))
}

// relation decides how the two texts are related, given what is boilerplate in either.
func (al *alignment) relation(ma, mb *mask) Relation {
	r := Relation{A: al.a, B: al.b, lenA: al.lenA, lenB: al.lenB, likeHeadline: al.likeHeadline}
	common := func(p Passage) bool {
		opening := al.opens(p)
		return 2*within(p.a, ma.at(opening)) > p.a.len() || 2*within(p.b, mb.at(opening)) > p.b.len()
	}
	r.Passages = al.passages // as a rule none is left out
	if slices.ContainsFunc(al.passages, common) {
		r.Passages = slices.DeleteFunc(slices.Clone(al.passages), common)
	}
	if len(r.Passages) == 0 {
		return r
	}
	partial := slices.ContainsFunc(r.Passages, func(p Passage) bool {
		return p.a.len() >= minPartial || p.a.len() >= minSentence && p.bounded
	})
	m := al.measure(r.Passages, ma, mb)
	m.partial = partial
	r.CoverA, r.CoverB = m.coverA, m.coverB
	r.Kind, r.How = m.decide()
	if r.Kind == None {
		r.Passages = nil
		return r
	}
	r.blocks = blocksOf(r.Passages)
	r.Passages = slices.Clip(r.Passages[:min(len(r.Passages), keptPassages)])
	return r
}

// opens reports whether a passage stands in the opening of either text and is not
// what both end with.
func (al *alignment) opens(p Passage) bool {
	if al.lenA-int(p.a.to) < commonMargin && al.lenB-int(p.b.to) < commonMargin {
		return false
	}
	return p.a.from < inOpening || p.b.from < inOpening
}

// measures are what the decision rests on. A is the shorter text.
type measures struct {
	lenA, lenB     int // letters outside boilerplate
	coverA, coverB float64
	extentA        float64 // share of A from its first passage to its last
	extentB        float64
	partial        bool // a passage says more than a common phrase
	startB         int  // where the first passage begins in B
	headA          int  // letters of A in front of its first passage
	reordered      bool
	exact          float64 // share of seeds that match in the passages, weighed by length
	sameHeadline   bool
	likeHeadline   bool
	otherFacts     bool
}

func (al *alignment) measure(ps []Passage, ma, mb *mask) measures {
	m := measures{startB: al.lenB, headA: al.lenA, sameHeadline: al.sameHeadline,
		otherFacts: al.otherFacts, likeHeadline: al.likeHeadline}
	m.lenA, m.lenB = al.lenA-ma.total(), al.lenB-mb.total()
	var a, b []interval
	letters := 0
	for _, p := range ps {
		a, b = append(a, p.a), append(b, p.b)
		m.startB = min(m.startB, int(p.b.from))
		m.headA = min(m.headA, int(p.a.from))
		letters += p.a.len()
		m.exact += p.exact * float64(p.a.len())
	}
	m.exact /= float64(letters)
	inA := slices.SortedFunc(slices.Values(ps), func(p, q Passage) int { return cmp.Compare(p.a.from, q.a.from) })
	m.reordered = !slices.IsSortedFunc(inA, func(p, q Passage) int { return cmp.Compare(p.b.from, q.b.from) })
	m.coverA = share(covered(a), m.lenA)
	m.coverB = share(covered(b), m.lenB)
	m.extentA, m.extentB = extent(a, m.lenA), extent(b, m.lenB)
	return m
}

func (m measures) decide() (Kind, How) {
	switch {
	case m.otherFacts && m.exact >= patternExact: // two reports on one pattern
	case m.headA >= newFront && m.startB >= newFront && !m.likeHeadline && max(m.coverA, m.coverB) < leadsCover:
	case m.coverA >= copyBoth && m.coverB >= copyBoth,
		m.lenA >= minArticle && min(m.coverA, m.coverB) >= copyKept && max(m.extentA, m.extentB) >= keptExtent,
		m.lenA >= minArticle && m.coverA >= copyShort && m.coverB >= copyLong:
		return Copy, m.how()
	case m.lenA <= maxTeaser && m.coverA >= teaserCover && m.startB <= teaserOffset:
		return Teaser, ""
	}
	if m.partial {
		return Partial, ""
	}
	return None, ""
}

// boundarySlack is how many symbols an aligned passage may reach over the end of
// a sentence: chance agreement of the letters beside it.
const boundarySlack = 5

// bounded reports whether a passage begins and ends where sentences or
// quotations do.
func bounded(t *Text, iv interval) bool {
	return t.body.bounds(iv.from) && t.body.bounds(iv.to)
}

// How much of a text must be there to call it whole, and how far in front of it
// something new must reach; an agency's line with place and date is shorter.
const (
	whole    = 0.97
	nearly   = 0.90
	newFront = 50
)

// how names the difference between two copies.
func (m measures) how() How {
	switch {
	case m.exact < whole || m.coverA < nearly:
		return Edited
	case m.startB >= newFront && m.headA < newFront:
		return Updated
	case m.coverB < whole:
		return Cut
	case m.reordered:
		return Reordered
	case m.exact < 1 || m.coverA < 1 || m.coverB < 1: // a "not" put in changes little and everything
		return Edited
	case m.sameHeadline:
		return Verbatim
	}
	return Reheadline
}

// within returns how much of iv lies in the intervals.
func within(iv interval, in []interval) (n int) {
	for _, o := range in {
		n += iv.overlap(o)
	}
	return n
}

func share(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return min(1, math.Round(1e4*float64(n)/float64(of))/1e4) // as it is kept
}
