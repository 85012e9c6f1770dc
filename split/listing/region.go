package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// region is where an item is: the blocks [lo, hi) and the element that begins it.
type region struct {
	cand   int32
	root   int32
	lo, hi int32
	// from and to are byte offsets that bound the item's text within its first and last block,
	// which items share when only line breaks separate them.
	from, to int
}

// regions returns each headline's region. ms is in page order; parts are its members by template,
// nil when all have the same.
func (s *pageState) regions(ms []int32, parts [][]int32) []region {
	rs := make([]region, len(ms))
	for i := range ms {
		rs[i] = region{cand: ms[i], root: s.itemRoot(ms, i)}
	}
	if len(parts) < 2 {
		s.setExtents(rs)
	} else {
		at := make(map[int32]int, len(ms))
		for i, m := range ms {
			at[m] = i
		}
		for _, part := range parts {
			some := make([]region, len(part))
			for k, m := range part {
				some[k] = rs[at[m]]
			}
			s.setExtents(some)
			for k, m := range part {
				rs[at[m]] = some[k]
			}
		}
	}
	for i := 1; i < len(rs); i++ {
		at, prev := s.cands[rs[i].cand].block, s.cands[rs[i-1].cand].block
		switch {
		case at == prev:
			rs[i].lo, rs[i-1].hi = at, at+1
		case rs[i].lo < rs[i-1].hi:
			rs[i].lo = max(rs[i].lo, min(rs[i-1].hi, at))
			rs[i-1].hi = min(rs[i-1].hi, rs[i].lo)
		}
	}
	for i := range rs {
		r := &rs[i]
		c := &s.cands[r.cand]
		r.from, r.to = s.p.Blocks[r.lo].Span.Start, s.p.Blocks[r.hi-1].Span.End
		if i > 0 && s.cands[rs[i-1].cand].block == c.block {
			r.from = rs[i-1].to
		}
		if i+1 < len(rs) {
			if next := &s.cands[rs[i+1].cand]; next.block == c.block {
				r.to = s.lineStart(c.span.End, next.span.Start)
			}
		}
	}
	return rs
}

// setExtents aligns where the items of one template begin, and finds their blocks.
func (s *pageState) setExtents(rs []region) {
	if s.isOn("even_roots") {
		s.evenRoots(rs)
	}
	for i := range rs {
		n := &s.t.Nodes[rs[i].root]
		rs[i].lo, rs[i].hi = n.BlockLo, n.BlockHi
		// A block that begins before the element may contain an inline item.
		rs[i].lo = min(rs[i].lo, s.cands[rs[i].cand].block)
		rs[i].hi = max(rs[i].hi, s.cands[rs[i].cand].block+1)
	}
	if s.isOn("flatten") {
		s.flatten(rs)
	}
}

// lineStart returns the byte offset of the beginning of the line that contains at, not before lo;
// at itself when both are in one line.
func (s *pageState) lineStart(lo, at int) int {
	if lo > at {
		return at
	}
	if k := strings.LastIndexByte(s.p.Text[lo:at], '\n'); k >= 0 {
		return lo + k + 1
	}
	return at
}

// evenRoots lowers roots that are higher in the tree than most to the level of the others: when a
// column has a single item, the highest ancestor without another headline is the whole column.
func (s *pageState) evenRoots(rs []region) {
	if len(rs) < 3 {
		return
	}
	type kind struct{ path, sig uint32 }
	count := make(map[kind]int, 8)
	var usual kind
	depth := int32(-1)
	// Roots beside another item's root are at the right level: the deepest such level where columns
	// or days of a single item are beside each other; without any, the level of most.
	for i := range rs {
		n := &s.n[rs[i].root]
		k := kind{n.path, n.sig}
		count[k]++
		up := s.t.Nodes[rs[i].root].Parent
		beside := i > 0 && s.t.Nodes[rs[i-1].root].Parent == up ||
			i+1 < len(rs) && s.t.Nodes[rs[i+1].root].Parent == up
		if d := s.t.Nodes[rs[i].root].Depth; beside && d > depth {
			usual, depth = k, d
		}
	}
	if depth < 0 {
		for k, c := range count {
			if c*2 > len(rs) {
				usual = k
			}
		}
		if usual == (kind{}) {
			return
		}
	}
	for i := range rs {
		r := rs[i].root
		if s.n[r].path == usual.path {
			continue
		}
		for n := s.cands[rs[i].cand].leaf; n > r; n = s.t.Nodes[n].Parent {
			if s.n[n].path == usual.path || s.n[n].sig == usual.sig && s.n[n].tag == s.n[rs[0].root].tag &&
				s.n[n].sig != 0 {
				rs[i].root = n
				break
			}
		}
	}
}

// blockKind returns a block's kind, for comparing the order of siblings.
func (s *pageState) blockKind(i int32) uint32 {
	b := &s.p.Blocks[i]
	if b.Node < 0 {
		return 0
	}
	n := &s.n[b.Node]
	return mix(n.path, n.sig)
}

// flatten assigns, in a flat layout where headline, text and link are siblings, each item the
// blocks up to the next headline. Blocks that precede the first headline as they precede the others
// (a date line, a kicker) belong to the item they precede.
func (s *pageState) flatten(rs []region) {
	gaps, filled, inGap, inRoot := 0, 0, 0, 0
	for i := range rs {
		c := &s.cands[rs[i].cand]
		inRoot += s.proseIn(rs[i].lo, rs[i].hi) - s.proseIn(c.block, c.block+1)
		if i+1 < len(rs) && s.t.Nodes[rs[i].root].Parent == s.t.Nodes[rs[i+1].root].Parent {
			gaps++
			if g := s.proseIn(rs[i].hi, rs[i+1].lo); g > 0 {
				filled++
				inGap += g
			}
		}
	}
	if gaps == 0 || filled*2 < gaps || inGap <= inRoot {
		return
	}
	lead := s.leadBlocks(rs)
	seen := make(map[uint32]bool, 16)
	for i := 0; i+1 < len(rs); i++ {
		if s.t.Nodes[rs[i].root].Parent != s.t.Nodes[rs[i+1].root].Parent {
			continue
		}
		for b := rs[i].hi; b < rs[i+1].lo; b++ {
			seen[s.blockKind(b)] = true
		}
	}
	for i := range rs {
		up := &s.t.Nodes[s.t.Nodes[rs[i].root].Parent]
		hi := rs[i].hi
		if i+1 < len(rs) && s.t.Nodes[rs[i].root].Parent == s.t.Nodes[rs[i+1].root].Parent {
			hi = max(hi, rs[i+1].lo-lead)
		} else {
			for hi < up.BlockHi && (i+1 >= len(rs) || hi < rs[i+1].lo-lead) && s.continuesItem(rs[i].root, hi, seen) {
				hi++
			}
		}
		if i == 0 || s.t.Nodes[rs[i-1].root].Parent != s.t.Nodes[rs[i].root].Parent {
			rs[i].lo = max(up.BlockLo, rs[i].lo-lead)
		} else {
			rs[i].lo = max(rs[i-1].hi, rs[i].lo-lead)
		}
		rs[i].hi = hi
	}
}

// continuesItem reports whether block b, after the last headline of a flat list, still belongs to its
// item.
func (s *pageState) continuesItem(root, b int32, seen map[uint32]bool) bool {
	bl := &s.p.Blocks[b]
	if bl.Node < 0 {
		return false
	}
	if s.n[bl.Node].zones&aways&^s.n[root].zones != 0 {
		return false
	}
	if bl.Role == cutting.LinkLine && words.IsNavigation(bl.Span.In(s.p.Text)) {
		return false
	}
	if seen[s.blockKind(b)] {
		return true
	}
	up := s.t.Nodes[root].Parent
	switch top := s.childContaining(bl.Node, up); s.n[top].tag {
	case tP, tUl, tFigure, tDd:
		return true
	default:
		return top == up || s.t.Nodes[top].Tag == "blockquote" || s.t.Nodes[top].Tag == "pre"
	}
}

// proseIn returns the bytes of text in blocks [lo, hi) outside links.
func (s *pageState) proseIn(lo, hi int32) int {
	n := 0
	for i := lo; i < hi; i++ {
		b := &s.p.Blocks[i]
		n += b.Span.Len()
		for k := range b.Links {
			n -= b.Links[k].Span.Len()
		}
	}
	return max(n, 0)
}

// leadBlocks returns the number of blocks before a headline that belong to its item in a flat layout.
func (s *pageState) leadBlocks(rs []region) int32 {
	up := s.t.Nodes[rs[0].root].Parent
	first := rs[0].lo
	lead := int32(0)
	for k := int32(1); k <= 3 && first-k >= s.t.Nodes[up].BlockLo; k++ {
		if s.p.Blocks[first-k].Span.Len() > 120 {
			break
		}
		same, of := 0, 0
		for i := 1; i < len(rs); i++ {
			if s.t.Nodes[rs[i].root].Parent != up || rs[i].lo-k < rs[i-1].hi {
				continue
			}
			of++
			if s.blockKind(rs[i].lo-k) == s.blockKind(first-k) {
				same++
			}
		}
		if of == 0 || same*10 < of*7 || of*2 < len(rs)-1 {
			break
		}
		lead = k
	}
	if lead == 0 {
		return 0
	}
	// When what follows the last headline looks like what is between the others, and nothing would
	// be left of the gaps, the text follows its headline.
	last := rs[len(rs)-1]
	if last.hi < s.t.Nodes[up].BlockHi && len(rs) > 1 {
		bare := 0
		for i := 1; i < len(rs); i++ {
			if rs[i].lo-rs[i-1].hi <= lead {
				bare++
			}
		}
		if bare*2 > len(rs) && s.blockKind(last.hi) == s.blockKind(rs[0].hi) {
			return 0
		}
	}
	return lead
}
