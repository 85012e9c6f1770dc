package listing

import (
	"slices"

	"cuttings/cutting"
)

// Lists is a page looked at for lists: what may be its main list, to be read and
// compared with other ways to read the page. It is for one goroutine.
type Lists struct {
	s         *pageState
	proposals []proposal
}

// proposal is one list that may be the page's main one.
type proposal struct {
	members []int32 // headlines in page order
	ranked  *ranked
	origin  Origin
}

// Origin is how a proposal came about.
type Origin uint8

// Origins.
const (
	Repeated Origin = iota // headlines at the same place of the tree, and what continues them
	Linked                 // such a list without its members that lead nowhere
	Union                  // every linked heading of the page's main part
	Single                 // one linked heading: a list of one item
	nOrigins
)

// Bounds of what is proposed.
const (
	maxRepeated = 5
	maxSingles  = 3
)

// Look finds the lists of a page. Without a tree there are none.
func Look(p *cutting.Page, o Options) *Lists {
	l := &Lists{}
	if p.Tree == nil || len(p.Tree.Nodes) < 2 || len(p.Blocks) == 0 {
		return l
	}
	l.s = open(p, o)
	l.s.rank()
	l.propose()
	return l
}

// Len is the number of proposals.
func (l *Lists) Len() int { return len(l.proposals) }

// Read reads proposal i: its items, section and measures, without rails.
func (l *Lists) Read(i int) Result {
	r := Result{}
	p := &l.proposals[i]
	s := l.s
	s.release()
	r.Origin = p.origin
	r.Measures = p.ranked.f
	r.Worth = p.ranked.score
	r.Rank = i
	if p.origin == Single {
		s.readRegions(&r, p.members, []region{s.singleRegion(p.members[0])})
	} else {
		s.readRegions(&r, p.members, s.regions(p.members))
	}
	r.Alike = s.alike(p.members)
	if p.origin == Linked {
		r.Items = slices.DeleteFunc(r.Items, func(it Item) bool { return it.URL == "" })
	}
	return r
}

// alike is the largest share of headlines at the same place in the same form.
func (s *pageState) alike(ms []int32) float32 {
	count, most := make(map[uint32]int, 8), 0
	for _, m := range ms {
		k := s.cands[m].key
		count[k]++
		most = max(most, count[k])
	}
	return float32(most) / float32(len(ms))
}

// Rails adds the rails beside a reading made by Read, which must be the last one.
// With article the page is one article: the reading's items are only what other
// lists are compared with, and can be a rail themselves.
func (l *Lists) Rails(r *Result, article bool) {
	if l.s == nil {
		return
	}
	if article {
		l.s.release()
	}
	r.Rails = l.s.rails(r, article)
	r.Trace = l.s.trace
}

// release frees all blocks of the items that have them.
func (s *pageState) release() {
	for i := range s.owner {
		s.owner[i] = -1
	}
	clear(s.labels)
	s.many = 0
}

// propose puts up the lists that may be the main one, best first.
func (l *Lists) propose() {
	s := l.s
	order := make([]*ranked, len(s.ranked))
	for i := range order {
		order[i] = &s.ranked[i]
	}
	slices.SortStableFunc(order, func(a, b *ranked) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	for i, k := range order[:min(maxRepeated, len(order))] {
		ms := s.extend(k)
		l.add(proposal{ms, k, Repeated})
		if i == 0 {
			l.linkedOnly(proposal{ms, k, Linked})
		}
	}
	heads := s.mainHeadings()
	if len(heads) >= 2 && s.on("union") {
		l.add(proposal{heads, s.ranking(heads), Union})
	}
	if !s.on("single") {
		return
	}
	for _, m := range heads[:min(len(heads), maxSingles)] {
		l.add(proposal{[]int32{m}, s.ranking([]int32{m}), Single})
	}
}

// add keeps a proposal unless the same headlines were proposed before.
func (l *Lists) add(p proposal) {
	for i := range l.proposals {
		if l.proposals[i].origin != Linked && slices.Equal(l.proposals[i].members, p.members) {
			return
		}
	}
	l.proposals = append(l.proposals, p)
}

// ranking measures a list that is none of the page's chains.
func (s *pageState) ranking(ms []int32) *ranked {
	l := &list{members: ms, merged: len(ms) > 1}
	l.parent = s.t.Nodes[s.cands[ms[0]].leaf].Parent
	for _, m := range ms[1:] {
		l.parent = s.lca(l.parent, s.cands[m].leaf)
	}
	f := s.measure(l)
	return &ranked{l, f, f.score(&mainWeights)}
}

// linkedOnly proposes a list without the items that lead nowhere, when they are the
// fewer.
func (l *Lists) linkedOnly(p proposal) {
	r := Result{}
	l.s.release()
	l.s.readRegions(&r, p.members, l.s.regions(p.members))
	n := 0
	for i := range r.Items {
		if r.Items[i].URL != "" {
			n++
		}
	}
	if n >= 2 && n < len(r.Items) && 2*n > len(r.Items) {
		l.proposals = append(l.proposals, p)
	}
}

// mainHeadings are the headings outside menus, side bars and the like that lead
// to another page, in page order.
func (s *pageState) mainHeadings() []int32 {
	var out []int32
	for i := range s.cands {
		c := &s.cands[i]
		if c.form != fHeading || s.n[c.leaf].in&(aways|zHidden) != 0 || s.letters(c) < 3 {
			continue
		}
		if u := s.url(c); u == "" || homeURL(u) || Filing(u) || s.isMarkOrNav(c) {
			continue
		}
		out = append(out, int32(i))
	}
	return out
}

// singleRegion is where the only item of a list stands: its headline's element as
// far up as no other heading stands in it, and in a flat layout what follows up to
// the next heading of its level or another zone.
func (s *pageState) singleRegion(m int32) region {
	c := &s.cands[m]
	zone := s.n[c.leaf].in
	root := c.leaf
	for up := s.t.Nodes[root].Parent; up > 0; up = s.t.Nodes[up].Parent {
		n := &s.t.Nodes[up]
		if s.n[up].tag == tBody || s.n[up].tag == tMain || s.otherHeading(c, n.BlockLo, n.BlockHi) {
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
			if b.Node < 0 || s.n[b.Node].in&aways&^zone != 0 || b.Level > 0 && b.Level <= s.n[c.leaf].lvl {
				break
			}
			r.hi++
		}
		for r.lo > up.BlockLo && c.block-r.lo < 2 {
			b := &s.p.Blocks[r.lo-1]
			if b.Level > 0 || b.Span.Len() > 80 || b.Node < 0 || s.n[b.Node].own&(hDate|hMeta|hCat|hByline) == 0 &&
				b.Role != cutting.DateLine {
				break
			}
			r.lo--
		}
	}
	r.from, r.to = s.p.Blocks[r.lo].Span.Start, s.p.Blocks[r.hi-1].Span.End
	return r
}

// otherHeading reports whether a heading of the candidate's level or above stands
// in the blocks beside it.
func (s *pageState) otherHeading(c *candidate, lo, hi int32) bool {
	for i := lo; i < hi; i++ {
		if b := &s.p.Blocks[i]; b.Level > 0 && b.Level <= s.n[c.leaf].lvl && i != c.block &&
			s.n[b.Node].head != c.leaf {
			return true
		}
	}
	return false
}
