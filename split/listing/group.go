package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
)

// form is how a headline candidate is marked up.
type form uint8

const (
	fHeading form = iota // h1–h6
	fLink                // a link in running text or alone in its block
	fWrapped             // a block inside a link around several blocks
	fTitled              // a block with a title class, or all bold, without a link
)

// candidate is a text that may be an item's headline.
type candidate struct {
	leaf  int32 // the heading, the link or the block's element
	block int32
	link  int32 // index in the block's Links, -1 for none
	form  form
	span  cutting.Span
	key   uint32
	next  int32 // next candidate with the same key, -1 at the end
	chars int32 // the text's length in runes, 0 until computed
	known uint8 // bits of what is known about the text
}

// Bits of pageState.headingInfo.
const (
	askedRail = 1 << iota
	isRail
	askedHead
	isHead
)

// Bits of candidate.asked.
const (
	askedMark = 1 << iota
	isMark
	askedDate
	isDateText
)

// list is a group of candidates at the same place of the tree: the possible headlines of one
// listing.
type list struct {
	members   []int32 // candidates in page order, at least two
	parent    int32   // the lowest element that contains all items
	isMerged  bool    // several containers' lists taken together
	isStrided bool    // every second or third member of such a list
}

// pageState is the page with the results of all steps.
type pageState struct {
	stop          *interrupt.Checker
	p             *cutting.Page
	t             *cutting.Tree
	n             []node
	cands         []candidate
	lists         []list   // base clusters and merged lists
	ranked        []ranked // lists with their features, same order
	owner         []int32  // the item each block belongs to, -1 for none
	dates         *dates.Memo
	explain       bool
	disabledRules map[string]bool

	heads          []int32        // number of linked headings in the blocks before each
	labels         map[string]int // number of occurrences of each frequent short line in the main items
	minOccurrences int            // occurrences that make a line a label; 0 when labels are not counted

	headingInfo []uint8 // cached properties of each block as a heading
	order       dates.Order
	trace       []string

	seenURLs map[string]bool // addresses
	chains   []chain
	chainAt  map[uint32]int32
	prose    []piece     // the running text of the current item
	items    *knownItems // items read so far; nil when they are not kept
	looks    []int32     // number of each block's form; see templateForms
	nLooks   int         // count of these numbers
}

// chain is the candidates of one key.
type chain struct{ first, last, n int32 }

// maxLinks is the largest number of links considered in one line; a line with more is a tag cloud
// or a menu, not an item.
const maxLinks = 4

// maxDepth bounds the depth of headlines in the tree: climbing to common ancestors costs time by
// depth, and written pages do not nest deeper.
const maxDepth = 200

// findCandidates collects the headline candidates in page order.
func (s *pageState) findCandidates() {
	s.cands = make([]candidate, 0, len(s.p.Blocks)+16)
	lastHead := int32(-1)
	s.heads = make([]int32, len(s.p.Blocks)+1)
	s.headingInfo = make([]uint8, len(s.p.Blocks))
	s.owner = make([]int32, len(s.p.Blocks))
	for i := range s.owner {
		s.owner[i] = -1
	}
	for bi := range s.p.Blocks {
		s.stop.Step(bi)
		b := &s.p.Blocks[bi]
		s.heads[bi+1] = s.heads[bi]
		if b.Node < 0 || b.Span.Empty() {
			continue
		}
		bn := &s.n[b.Node]
		if h := bn.head; h >= 0 {
			if h == lastHead {
				continue // one candidate per heading, however many lines it has
			}
			lastHead = h
			span, link := b.Span, int32(-1)
			for k := range b.Links {
				l := &b.Links[k]
				if l.Span.Empty() {
					continue
				}
				if link < 0 || l.Span.Len() > b.Links[link].Span.Len() {
					link = int32(k)
				}
			}
			if link >= 0 && isHomeURL(b.Links[link].URL) {
				continue // the page's own name
			}
			if link >= 0 && b.Links[link].Span.Len()*3 >= b.Span.Len() {
				span = b.Links[link].Span
			}
			if link >= 0 {
				s.heads[bi+1]++
			}
			s.add(candidate{leaf: h, block: int32(bi), link: link, form: fHeading, span: span}, 0)
			continue
		}
		ord := 0
		for k := range b.Links {
			l := &b.Links[k]
			if l.Span.Empty() || l.Node < 0 || isHomeURL(l.URL) {
				continue
			}
			if k > 0 && ord > 0 && strings.IndexByte(s.p.Text[min(b.Links[k-1].Span.End, l.Span.Start):l.Span.Start],
				'\n') >= 0 {
				ord = 0 // another line
			}
			if ord == maxLinks {
				continue
			}
			if s.t.Within(b.Node, l.Node) && b.Node != l.Node {
				s.add(candidate{leaf: b.Node, block: int32(bi), link: int32(k), form: fWrapped, span: b.Span}, 0)
				break
			}
			if part := s.headlineElement(l); part >= 0 {
				s.add(candidate{leaf: part, block: int32(bi), link: int32(k), form: fWrapped,
					span: s.t.Nodes[part].Text}, 0)
				continue
			}
			s.add(candidate{leaf: l.Node, block: int32(bi), link: int32(k), form: fLink, span: l.Span}, ord)
			ord++
		}
		if len(b.Links) == 0 && b.Span.Len() < 400 && (bn.ownHints&hTitle != 0 || s.isBold(b)) {
			s.add(candidate{leaf: b.Node, block: int32(bi), link: -1, form: fTitled, span: b.Span}, 0)
		}
	}
}

// headlineElement returns the element with the headline of a link that contains several visual lines (title,
// text, name); -1 for a link of plain text.
func (s *pageState) headlineElement(l *cutting.Link) int32 {
	if l.Span.Len() < 24 {
		return -1
	}
	parts, covered := 0, 0
	best, rank := int32(-1), 0
	for c := s.t.First(l.Node); c >= 0; c = s.t.Next(c) {
		n := &s.t.Nodes[c]
		if n.Text.Empty() || !l.Span.Contains(n.Text) {
			continue
		}
		parts++
		covered += n.Text.Len()
		r := 1
		switch own := s.n[c].ownHints; {
		case own&hTitle != 0:
			r = 4
		case s.n[c].tag == tStrong:
			r = 3
		case own&(hDate|hCat|hMeta|hByline|hExcerpt|hMore|zHidden) == 0 && n.Text.Len() >= 12:
			r = 2
		}
		if r > rank && n.Text.Len() >= 3 {
			best, rank = c, r
		}
	}
	// A link that names its title may have separators between its parts.
	if parts < 2 || rank < 2 || covered*10 < l.Span.Len()*9 && (rank < 4 || l.Span.Len()-covered > 8) {
		return -1
	}
	return best
}

// isBold reports whether all of the block's text is in one strong or b element.
func (s *pageState) isBold(b *cutting.Block) bool {
	end := s.t.Nodes[b.Node].End
	for i := b.Node; i < end && i < b.Node+4; i++ {
		if s.n[i].tag == tStrong {
			if s.t.Nodes[i].Text == b.Span {
				return true
			}
			break
		}
	}
	// The block's element may contain other lines before.
	for i := s.firstIn(b.Node+1, end, b.Span.Start); i < end && s.t.Nodes[i].Text.Start == b.Span.Start; i++ {
		if s.n[i].tag == tStrong && s.t.Nodes[i].Text == b.Span {
			return true
		}
	}
	return false
}

func (s *pageState) add(c candidate, ord int) {
	if s.t.Nodes[c.leaf].Depth > maxDepth {
		return
	}
	n := &s.n[c.leaf]
	k := mix(n.path, n.sig)
	if up := s.t.Nodes[c.leaf].Parent; up >= 0 {
		k = mix(k, s.n[up].sig)
	}
	if c.link >= 0 {
		ord = min(ord, 2) + 4 // headings with and without a link are different kinds
	}
	k = mix(k, uint32(c.form)<<8|uint32(ord))
	k = mix(k, uint32(n.zones&(aways|zHidden)))
	c.key = k
	c.next = -1
	s.cands = append(s.cands, c)
}

// makeLists chains the candidates of one key in page order, and makes lists of the chains of two and more.
func (s *pageState) makeLists() {
	s.chainAt = make(map[uint32]int32, 64)
	for i := range s.cands {
		s.stop.Step(i)
		k := s.cands[i].key
		if c, ok := s.chainAt[k]; ok {
			s.cands[s.chains[c].last].next = int32(i)
			s.chains[c].last = int32(i)
			s.chains[c].n++
			continue
		}
		s.chainAt[k] = int32(len(s.chains))
		s.chains = append(s.chains, chain{int32(i), int32(i), 1})
	}
	pool := make([]int32, 0, len(s.cands))
	s.lists = make([]list, 0, len(s.chains))
	for _, c := range s.chains {
		if c.n < 2 {
			continue
		}
		lo := len(pool)
		for i := c.first; i >= 0; i = s.cands[i].next {
			pool = append(pool, i)
		}
		s.cluster(pool[lo:len(pool):len(pool)])
	}
}

// lca returns the lowest element that contains both a and b.
func (s *pageState) lca(a, b int32) int32 {
	if a > b {
		a, b = b, a
	}
	for b >= s.t.Nodes[a].End {
		a = s.t.Nodes[a].Parent
	}
	return a
}

// childContaining returns the child of top that contains n (n itself when it is that child); top when n is
// top or outside it, as the element of a block is that begins within an inline element.
func (s *pageState) childContaining(n, top int32) int32 {
	for n > top && s.t.Nodes[n].Parent != top {
		n = s.t.Nodes[n].Parent
	}
	return max(n, top)
}

// cluster splits the candidates of one key by the element that contains their items, and joins
// neighbouring clusters whose containers are of the same kind.
func (s *pageState) cluster(m []int32) {
	type run struct {
		lo, hi   int
		parent   int32
		isJoined bool
	}
	parents := make([]int32, len(m))
	prev := int32(0)
	for i := range m {
		next := int32(0)
		if i+1 < len(m) {
			next = s.lca(s.cands[m[i]].leaf, s.cands[m[i+1]].leaf)
		}
		parents[i] = max(prev, next) // the deeper of two ancestors comes later in page order
		prev = next
	}
	var stack []run
	for i := 0; i < len(m); {
		j := i + 1
		for j < len(m) && parents[j] == parents[i] {
			j++
		}
		r := run{lo: i, hi: j, parent: parents[i]}
		if r.hi-r.lo >= 2 {
			s.lists = append(s.lists, list{members: m[r.lo:r.hi:r.hi], parent: r.parent})
		}
		for len(stack) > 0 {
			top := stack[len(stack)-1]
			l := s.lca(top.parent, r.parent)
			if !s.areJoinable(s.childWithItem(m[top.hi-1], top.parent, l), s.childWithItem(m[r.lo], r.parent, l),
				m[r.lo]) {
				break
			}
			r = run{lo: top.lo, hi: r.hi, parent: l, isJoined: true}
			stack = stack[:len(stack)-1]
		}
		stack = append(stack, r)
		i = j
	}
	for _, r := range stack {
		if r.hi-r.lo < 2 {
			continue
		}
		if r.isJoined {
			s.lists = append(s.lists, list{members: m[r.lo:r.hi:r.hi], parent: r.parent, isMerged: true})
		}
		if r.hi-r.lo >= 4 && s.isOn("stride") {
			s.addStrideList(m[r.lo:r.hi], parents[r.lo:r.hi], r.parent)
		}
	}
}

// addStrideList adds the list of headlines alone where markup without classes has an item's headline and
// its category, date or second link at the same place: members then come in groups of two or three,
// one in each being the headline.
func (s *pageState) addStrideList(m, parents []int32, parent int32) {
	for k := 2; k <= 3; k++ {
		if len(m) < 2*k || !isInRunsOf(m, parents, k) {
			continue
		}
		var chars, fresh, same, texts [3]int
		if s.seenURLs == nil {
			s.seenURLs = make(map[string]bool, len(m))
		}
		clear(s.seenURLs)
		for i, ci := range m {
			c := &s.cands[ci]
			chars[i%k] += min(c.span.Len(), 120)
			if s.isProse(c) {
				texts[i%k]++
			}
			u := s.urlOf(c)
			if !s.seenURLs[u] {
				fresh[i%k]++
			}
			s.seenURLs[u] = true
			if i%k > 0 && u == s.urlOf(&s.cands[m[i-1]]) {
				same[i%k]++
			}
		}
		// The longest are the headlines, unless they are linked texts.
		n := len(m) / k
		best := 0
		for j := 1; j < k; j++ {
			if text, other := texts[j]*2 > n, texts[best]*2 > n; text == other && chars[j] > chars[best] ||
				other && !text {
				best = j
			}
		}
		for j := range k {
			if j == best {
				continue
			}
			// The others are no headlines: far shorter, equal in many items, or with the address of
			// their neighbour.
			if chars[j]*2 > chars[best] && fresh[j]*2 > n && same[j]*2 < n && same[best]*2 < n {
				return
			}
		}
		one := make([]int32, 0, n)
		for i := best; i < len(m); i += k {
			one = append(one, m[i])
		}
		if len(one) >= 2 {
			s.lists = append(s.lists, list{members: one, parent: parent, isMerged: true, isStrided: true})
		}
		return
	}
}

// isInRunsOf reports whether members come in runs of k: k in each container, or all in one with a
// number divisible by k.
func isInRunsOf(m, parents []int32, k int) bool {
	if len(m)%k != 0 {
		return false
	}
	if parents[0] == parents[len(parents)-1] {
		return true
	}
	for i := 0; i < len(m); i += k {
		for j := 1; j < k; j++ {
			if parents[i+j] != parents[i] {
				return false
			}
		}
		if i > 0 && parents[i-1] == parents[i] {
			return false
		}
	}
	return true
}

// childWithItem returns the child of l that contains the candidate's item, whose container is parent.
func (s *pageState) childWithItem(cand, parent, l int32) int32 {
	if parent == l {
		return s.childContaining(s.cands[cand].leaf, l)
	}
	return s.childContaining(parent, l)
}

// areJoinable reports whether two siblings are containers of the same kind; first is the first
// candidate in b. Boxes of a side bar with their own heading are separate lists. In the page's main
// part boxes with headlines of the same kind are its sections, whatever their headings, unless the
// second has a rail's heading.
func (s *pageState) areJoinable(a, b, first int32) bool {
	na, nb := &s.n[a], &s.n[b]
	if na.tag != nb.tag {
		return false
	}
	if nb.zones&aways != 0 {
		return na.sig == nb.sig && !s.containsHeading(b, first, false)
	}
	return na.sig == nb.sig || s.cands[first].form == fHeading && a != b && !s.containsHeading(b, first, true)
}

// containsHeading reports whether n contains a heading, or with rail a rail's heading, before the candidate.
func (s *pageState) containsHeading(n, cand int32, rail bool) bool {
	for i := s.t.Nodes[n].BlockLo; i < s.cands[cand].block; i++ {
		if b := &s.p.Blocks[i]; b.Role == cutting.Heading && (!rail || b.Span.Len() < 200 && s.isRailHeading(i)) {
			return true
		}
	}
	return false
}

// itemRoot returns the item of the i-th member of ms: the highest ancestor of its leaf that contains no
// other member.
func (s *pageState) itemRoot(ms []int32, i int) int32 {
	leaf := s.cands[ms[i]].leaf
	top := int32(0)
	if i > 0 {
		top = s.lca(s.cands[ms[i-1]].leaf, leaf)
	}
	if i+1 < len(ms) {
		top = max(top, s.lca(leaf, s.cands[ms[i+1]].leaf))
	}
	return s.childContaining(leaf, top)
}
