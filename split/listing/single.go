package listing

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// proposeSingles proposes lists of one item: the first linked headings; the first heading whose text is
// followed by a continuation link, or that a link without text covers; and the longest line of the
// main part that is only a link.
func (l *Lists) proposeSingles(heads []int32) {
	s := l.s
	for _, m := range heads[:min(len(heads), maxSingles)] {
		if !l.isAmongRepeated(m) {
			l.offer(Single, []int32{m}, nil)
		}
	}
	unlinked, tried, line, width := false, 0, int32(-1), 24
	for i := range s.cands {
		c := &s.cands[i]
		if s.n[c.leaf].zones&(aways|zHidden) != 0 {
			continue
		}
		switch u := s.urlOf(c); {
		case c.form == fHeading && u == "" && !unlinked && tried < 2*maxSingles && s.runeCount(c) >= 3:
			tried++
			if r := s.singleRegion(int32(i)); s.hasHeading(c, r.lo, r.hi) || !s.hasContinuation(r) {
				continue
			}
			unlinked = l.offer(Single, []int32{int32(i)}, nil)
		case c.form == fLink && u != "" && c.span.Len() > width && c.span.Len() < 200 &&
			c.span.Len()*10 >= s.p.Blocks[c.block].Span.Len()*9 && !LinksToTag(u) && !s.isMarkOrNav(c) &&
			!slices.Contains(heads, int32(i)):
			line, width = int32(i), c.span.Len()
		}
	}
	if line >= 0 {
		l.offer(Single, []int32{line}, nil)
	}
}

// isAmongRepeated reports whether a headline is one of several in a proposed repeated list, most of them not
// under a rail's heading: then it is not the only item.
func (l *Lists) isAmongRepeated(m int32) bool {
	const several = 4
	for i := range l.proposals {
		p, items := &l.proposals[i], l.results[i].Items
		if p.origin != Repeated || len(items) < several || !slices.Contains(p.members, m) {
			continue
		}
		railed := 0
		for k := range items {
			if words.IsRailHeading(items[k].Section.In(l.s.p.Text)) {
				railed++
			}
		}
		if railed*2 < len(items) {
			return true
		}
	}
	return false
}

// singleRegion returns the region of a list's only item: its headline's highest ancestor without
// another heading and, in a flat layout, what follows up to the next heading of its level or
// another zone.
func (s *pageState) singleRegion(m int32) region {
	c := &s.cands[m]
	if c.form != fHeading {
		b := &s.p.Blocks[c.block]
		return region{m, c.leaf, c.block, c.block + 1, b.Span.Start, b.Span.End}
	}
	zone := s.n[c.leaf].zones
	root := c.leaf
	for up := s.t.Nodes[root].Parent; up > 0; up = s.t.Nodes[up].Parent {
		n := &s.t.Nodes[up]
		if s.n[up].tag == tBody || s.n[up].tag == tMain || s.hasHeadingOfLevel(c, n.BlockLo, n.BlockHi) {
			break
		}
		root = up
	}
	n := &s.t.Nodes[root]
	r := region{cand: m, root: root, lo: min(n.BlockLo, c.block), hi: max(n.BlockHi, c.block+1)}
	if s.proseIn(c.block+1, r.hi) == 0 && n.Parent > 0 {
		up := &s.t.Nodes[n.Parent]
		for r.hi < up.BlockHi {
			b := &s.p.Blocks[r.hi]
			if b.Node < 0 || s.n[b.Node].zones&aways&^zone != 0 || b.Level > 0 && b.Level <= s.n[c.leaf].lvl {
				break
			}
			r.hi++
		}
		for r.lo > up.BlockLo && c.block-r.lo < 2 {
			b := &s.p.Blocks[r.lo-1]
			if b.Level > 0 || b.Span.Len() > 80 || b.Node < 0 ||
				s.n[b.Node].ownHints&(hDate|hMeta|hCat|hByline) == 0 &&
					b.Role != cutting.DateLine {
				break
			}
			r.lo--
		}
	}
	r.from, r.to = s.p.Blocks[r.lo].Span.Start, s.p.Blocks[r.hi-1].Span.End
	return r
}

// hasContinuation reports whether the last blocks of a region have a continuation link, or a link without
// text is in it.
func (s *pageState) hasContinuation(r region) bool {
	const last = 4
	for bi := max(r.lo, r.hi-last); bi < r.hi; bi++ {
		b := &s.p.Blocks[bi]
		for k := range b.Links {
			if l := &b.Links[k]; l.URL != "" && l.Span.Len() > 0 && l.Span.Len() < 80 &&
				words.IsMark(l.Span.In(s.p.Text)) {
				return true
			}
		}
	}
	for n := r.root + 1; n < s.t.Nodes[r.root].End; n++ {
		if s.n[n].tag == tA && s.t.Nodes[n].Text.Empty() {
			if href := s.t.Attr(n, "href"); href != "" && !isHomeURL(href) && !strings.HasPrefix(href, "javascript:") {
				return true
			}
		}
	}
	return false
}

// hasHeading reports whether the blocks [lo, hi) contain a heading other than the candidate's.
func (s *pageState) hasHeading(c *candidate, lo, hi int32) bool {
	for i := lo; i < hi; i++ {
		if b := &s.p.Blocks[i]; b.Level > 0 && i != c.block && s.n[b.Node].head != c.leaf {
			return true
		}
	}
	return false
}

// hasHeadingOfLevel reports whether the blocks [lo, hi) contain another heading of the candidate's level
// or above.
func (s *pageState) hasHeadingOfLevel(c *candidate, lo, hi int32) bool {
	for i := lo; i < hi; i++ {
		if b := &s.p.Blocks[i]; b.Level > 0 && b.Level <= s.n[c.leaf].lvl && i != c.block &&
			s.n[b.Node].head != c.leaf {
			return true
		}
	}
	return false
}
