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
	Teaser  Kind = "teaser"  // the shorter text announces the longer one and is its opening
	Partial Kind = "partial" // a passage in common: roundup, long excerpt, one quotation in two reports
)

// How is the way a text was copied, for people; "" for other relations.
type How string

// The values of How, from the passages the two texts share.
const (
	Verbatim   How = "verbatim"   // all of either text
	Reheadline How = "reheadline" // all of either text under another headline
	Cut        How = "cut"        // the shorter is the longer without some of it
	Updated    How = "updated"    // the longer has something new in front
	Reordered  How = "reordered"  // all of either text in another order
	Edited     How = "edited"     // changes throughout
)

// A Relation is the relation of two texts, with its evidence.
type Relation struct {
	A, B   string // IDs; A is the shorter text, by ID where both are as long
	Kind   Kind
	How    How
	CoverA float64 // share of A's letters in passages, without boilerplate, 0–1
	CoverB float64 // likewise of B
	// Passages are the passages they share, longest first; at most keptPassages.
	Passages []Passage

	lenA, lenB   int     // letters of either text
	blocks       []block // the passages, consecutive ones merged
	likeHeadline bool    // one headline contains the other
}

// keptPassages is the maximum number of passages in a Relation.
const keptPassages = 32

// block is a stretch that two texts share without large gaps, in symbols.
type block struct{ a, b interval }

// blockGap is the maximum number of symbols between two passages of a block in either text.
const blockGap = 60

// blocksOf merges passages that follow each other closely in both texts into blocks.
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

// Thresholds of the decision. Lengths are in letters. They were set on texts written for the purpose and on the
// development part of a public yardstick (BENCHMARKS.md), where changing one of them by a tenth moves no result
// by more than a percentage point.
const (
	minArticle    = 300  // a shorter text may be a teaser
	maxTeaser     = 700  // a longer text is no teaser
	copyShort     = 0.65 // share of the shorter text that makes a copy,
	copyLong      = 0.20 // with this share of the longer
	copyBoth      = 0.47 // or this share of both,
	copyKept      = 0.35 // or this share of both and of one of them from its beginning to its end
	keptExtent    = 0.85 // in such a copy the passages extend over this part of one text
	teaserCover   = 0.70
	teaserOffset  = 80   // maximum distance of a teaser's text from the longer text's beginning
	minPartial    = 100  // letters of a passage that is more than a common phrase
	openingsCover = 0.70 // share of one of two texts with different openings that must be in common
	patternExact  = 0.6  // share of matching seeds in reports on one pattern; scans with garbled names have less
	minSentence   = 50   // likewise for a passage that begins and ends where sentences do
)

// Compare returns the relation of two texts. The order of its arguments makes no difference. freq may be nil;
// boilerplate then counts like other text.
func Compare(x, y *Text, freq Frequencies) Relation {
	return compare(x, y, x.mask(freq), y.mask(freq))
}

// compare does the work of Compare, given the boilerplate of both texts.
func compare(x, y *Text, mx, my *mask) Relation {
	al := alignTexts(x, y)
	if al.a != x.ID {
		mx, my = my, mx
	}
	return al.relation(mx, my)
}

// An alignment is all that two texts share, boilerplate included. It depends on the two alone; their relation
// in an archive is decided from it.
type alignment struct {
	a, b         string // IDs; a is the shorter text, by ID where both are as long
	lenA, lenB   int    // letters of either text
	sameHeadline bool
	likeHeadline bool      // one headline contains the other
	otherFacts   bool      // the passages have different figures or names in the two texts
	onePattern   bool      // the texts are short, and different only in the slots of a pattern
	passages     []Passage // longest first
}

func alignTexts(x, y *Text) *alignment {
	if x.Len() > y.Len() || x.Len() == y.Len() && x.ID > y.ID {
		x, y = y, x
	}
	al := &alignment{a: x.ID, b: y.ID, lenA: x.Len(), lenB: y.Len(), passages: align(x, y),
		sameHeadline: slices.Equal(x.headline.sym, y.headline.sym),
		likeHeadline: containsHeadline(x.headline, y.headline)}
	al.otherFacts, al.onePattern = otherFacts(x, y, al.passages)
	return al
}

// minWithin is the number of letters a headline must have for another that contains it to count as the same,
// shortened or with a word in front ("Update:").
const minWithin = 20

// containsHeadline reports whether one headline contains the other, which must have at least minWithin letters.
func containsHeadline(x, y stream) bool {
	if len(x.sym) > len(y.sym) {
		x, y = y, x
	}
	return len(x.sym) >= minWithin && strings.Contains(string(y.sym), string(x.sym))
}

// relation returns the relation of the two texts, given the boilerplate of both.
func (al *alignment) relation(ma, mb *mask) Relation {
	r := Relation{A: al.a, B: al.b, lenA: al.lenA, lenB: al.lenB, likeHeadline: al.likeHeadline}
	common := func(p Passage) bool {
		opening := al.isOpening(p)
		return 2*lengthWithin(p.a, ma.intervalsFor(opening)) > p.a.len() ||
			2*lengthWithin(p.b, mb.intervalsFor(opening)) > p.b.len()
	}
	r.Passages = al.passages // usually none is left out
	if slices.ContainsFunc(al.passages, common) {
		r.Passages = slices.DeleteFunc(slices.Clone(al.passages), common)
	}
	if len(r.Passages) == 0 {
		return r
	}
	partial := slices.ContainsFunc(r.Passages, func(p Passage) bool {
		return p.a.len() >= minPartial || p.a.len() >= minSentence && p.isBounded
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

// isOpening reports whether a passage is in the opening of both texts and not at the end of both.
func (al *alignment) isOpening(p Passage) bool {
	if al.lenA-int(p.a.to) < commonMargin && al.lenB-int(p.b.to) < commonMargin {
		return false
	}
	return p.a.from < inOpening || p.b.from < inOpening
}

// measures are the values from which the relation is decided. A is the shorter text.
type measures struct {
	lenA, lenB     int // letters outside boilerplate
	coverA, coverB float64
	extentA        float64 // share of A from its first passage to its last
	extentB        float64
	partial        bool // a passage is more than a common phrase
	startB         int  // where the first passage begins in B, in symbols
	headA          int  // letters of A in front of its first passage
	reordered      bool
	matchedShare   float64 // share of seeds that match in the passages, weighted by length
	sameHeadline   bool
	likeHeadline   bool
	otherFacts     bool
	onePattern     bool
}

func (al *alignment) measure(ps []Passage, ma, mb *mask) measures {
	m := measures{startB: al.lenB, headA: al.lenA, sameHeadline: al.sameHeadline,
		otherFacts: al.otherFacts, onePattern: al.onePattern, likeHeadline: al.likeHeadline}
	m.lenA, m.lenB = al.lenA-ma.letters(), al.lenB-mb.letters()
	var a, b []interval
	letters := 0
	for _, p := range ps {
		a, b = append(a, p.a), append(b, p.b)
		m.startB = min(m.startB, int(p.b.from))
		m.headA = min(m.headA, int(p.a.from))
		letters += p.a.len()
		m.matchedShare += p.matchedShare * float64(p.a.len())
	}
	m.matchedShare /= float64(letters)
	inA := slices.SortedFunc(slices.Values(ps), func(p, q Passage) int { return cmp.Compare(p.a.from, q.a.from) })
	m.reordered = !slices.IsSortedFunc(inA, func(p, q Passage) int { return cmp.Compare(p.b.from, q.b.from) })
	m.coverA = share(coveredLength(a), m.lenA)
	m.coverB = share(coveredLength(b), m.lenB)
	m.extentA, m.extentB = extent(a, m.lenA), extent(b, m.lenB)
	return m
}

func (m measures) decide() (Kind, How) {
	switch {
	case m.onePattern || m.otherFacts && m.matchedShare >= patternExact: // two reports on one pattern
	case m.headA >= newFront && m.startB >= newFront && !m.likeHeadline && max(m.coverA, m.coverB) < openingsCover:
	case m.coverA >= copyBoth && m.coverB >= copyBoth,
		m.lenA >= minArticle && min(m.coverA, m.coverB) >= copyKept && max(m.extentA, m.extentB) >= keptExtent,
		m.lenA >= minArticle && m.coverA >= copyShort && m.coverB >= copyLong:
		return Copy, m.howCopied()
	case m.lenA <= maxTeaser && m.coverA >= teaserCover && m.startB <= teaserOffset:
		return Teaser, ""
	}
	if m.partial {
		return Partial, ""
	}
	return None, ""
}

// boundarySlack is the number of symbols by which an aligned passage may extend beyond the end of a sentence,
// because the letters beside it can agree by chance.
const boundarySlack = 5

// isBounded reports whether a passage begins and ends where sentences or
// quotations do.
func isBounded(t *Text, iv interval) bool {
	return t.body.isNearBoundary(iv.from) && t.body.isNearBoundary(iv.to)
}

// The shares of a text that count as the whole and nearly the whole of it, and the minimum length in letters of
// new text in front; an agency's line with place and date is shorter.
const (
	wholeShare       = 0.97
	nearlyWholeShare = 0.90
	newFront         = 50
)

// howCopied returns the way in which one text copies the other.
func (m measures) howCopied() How {
	switch {
	case m.matchedShare < wholeShare || m.coverA < nearlyWholeShare:
		return Edited
	case m.startB >= newFront && m.headA < newFront:
		return Updated
	case m.coverB < wholeShare:
		return Cut
	case m.reordered:
		return Reordered
	case m.matchedShare < 1 || m.coverA < 1 || m.coverB < 1: // an added "not" is a small change with a large effect
		return Edited
	case m.sameHeadline:
		return Verbatim
	}
	return Reheadline
}

// lengthWithin returns how many symbols of iv are in the intervals.
func lengthWithin(iv interval, in []interval) (n int) {
	for _, o := range in {
		n += iv.overlap(o)
	}
	return n
}

func share(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return min(1, math.Round(1e4*float64(n)/float64(of))/1e4) // as rows keep it
}
