package bare

import (
	"fmt"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/boost"
)

// Options for Cut.
type Options struct {
	// Explain fills Split.Trace.
	Explain bool
	// Stop ends the call when its context ends; nil never does.
	Stop *interrupt.Checker
}

// maxLines bounds the lines read: each costs memory, and no saved page has more. Lines beyond are
// left out and recorded as such.
const maxLines = 20000

// Cut splits a page without an element tree: its items and rails, or its article and rails. No
// block is in two cuttings, every span lies in p.Text. A page with nothing to cut gets kind
// "nothing" and no cuttings. It is safe for concurrent use.
func Cut(p *cutting.Page, o Options) *cutting.Split {
	s := &cutting.Split{Kind: cutting.NothingPage, Reason: "no lines"}
	if len(p.Blocks) == 0 {
		return s
	}
	beyond := len(p.Blocks) > maxLines
	if beyond {
		head := *p
		head.Blocks = p.Blocks[:maxLines]
		p = &head
	}
	c := &cutter{view: newView(p, o.Stop), out: s, owner: make([]int32, len(p.Blocks)), explain: o.Explain}
	for i := range c.owner {
		c.owner[i] = -1
	}
	c.heads = c.chooseHeadlines()
	if len(c.heads) > 0 {
		c.cutListing()
	} else {
		c.cutArticle()
	}
	c.cutRails()
	c.finish()
	if beyond {
		s.Reason += fmt.Sprintf("; only the first %d lines were looked at", maxLines)
	}
	return s
}

// ListingFrom is the probability from which on a page is read as a listing.
const ListingFrom = 0.4

// SingleItemFrom is the same for a list of one item, which is harder to distinguish from an ordinary line.
const SingleItemFrom = 0.8

// cutter is the state of one call of Cut.
type cutter struct {
	*view
	out     *cutting.Split
	owner   []int32 // index of the cutting a line belongs to, or -1
	heads   []int   // lines where the main list's items begin
	p       []float32
	explain bool
}

func (c *cutter) tracef(format string, args ...any) {
	if c.explain {
		c.out.Trace = append(c.out.Trace, fmt.Sprintf(format, args...))
	}
}

// chooseHeadlines chooses the lines where the items of the main list begin.
func (c *cutter) chooseHeadlines() []int {
	m := weights()
	first := c.firstRows()
	p := c.probabilities(m.first, first)
	c.p = c.probabilities(m.second, c.secondRows(first, p))
	rs := c.readings(c.p)
	if len(rs) == 0 {
		return nil
	}
	r := c.choose(m.third, m.amend, rs, c.readingRows(rs, c.p), c.p)
	list := boost.Probability(m.kind.Score(c.kindRow(&r, c.p)))
	c.tracef("%d readings of %d lines; chosen: %s, %d headlines, score %.2f, lines %.2f", len(rs), len(c.lines),
		c.describeOrigin(&r.reading), len(r.at), r.score, r.agrees)
	if c.explain {
		for i := range c.lines {
			if c.p[i] >= 0.05 {
				c.tracef("line %d %c p %.2f %.60q", i, c.lines[i].class, c.p[i], c.lines[i].text)
			}
		}
	}
	c.tracef("a listing with probability %.2f", list)
	heads := r.at
	if list < ListingFrom || len(heads) == 1 && list < SingleItemFrom {
		return nil
	}
	return heads
}

// describeOrigin describes how a reading was made.
func (c *cutter) describeOrigin(r *reading) string {
	switch r.origin {
	case fromChances:
		return "lines likely to be headlines"
	case fromBreak:
		return "likely headlines up to a break"
	case fromLike:
		return "lines in the same surroundings"
	case fromRun:
		return "a run of short lines"
	case fromDated:
		return "lines with a date at one end"
	case fromAmending:
		return "another reading with a line more or less"
	case fromFooter:
		return "lines behind " + c.anchors.name[r.key]
	case fromJudging:
		return "another reading, its lines judged again"
	}
	return fmt.Sprintf("lines %+d from %s", r.offset, c.anchors.name[r.key])
}

// add appends a cutting made of lines, which must be free, and marks them as taken.
func (c *cutter) add(k cutting.Cutting, lines []int) {
	at := int32(len(c.out.Cuttings))
	k.Blocks = make([]int32, 0, len(lines))
	for _, i := range lines {
		if c.owner[i] >= 0 {
			continue
		}
		c.owner[i] = at
		k.Blocks = append(k.Blocks, int32(i))
	}
	c.out.Cuttings = append(c.out.Cuttings, k)
}

// finish sets the byte ranges of all cuttings.
func (c *cutter) finish() {
	for k := range c.out.Cuttings {
		cut := &c.out.Cuttings[k]
		for j := 0; j < len(cut.Blocks); {
			e := j + 1
			for e < len(cut.Blocks) && cut.Blocks[e] == cut.Blocks[e-1]+1 {
				e++
			}
			span := cutting.Span{Start: c.page.Blocks[cut.Blocks[j]].Span.Start,
				End: c.page.Blocks[cut.Blocks[e-1]].Span.End}
			if c.page.Source != nil {
				cut.Bytes = append(cut.Bytes, c.page.Source.Range(span))
			}
			j = e
		}
	}
	c.out.Reason = c.reason()
}

func (c *cutter) reason() string {
	n := map[cutting.Kind]int{}
	for i := range c.out.Cuttings {
		n[c.out.Cuttings[i].Kind]++
	}
	switch c.out.Kind {
	case cutting.ListingPage:
		return fmt.Sprintf("bare text in which %d items recur in the same form", n[cutting.Teaser])
	case cutting.ArticlePage:
		return "bare text with one run of paragraphs and no recurring items"
	}
	return "bare text without recurring items or running text"
}
