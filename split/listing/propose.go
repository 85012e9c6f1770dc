package listing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// proposal is a list that may be the page's main one.
type proposal struct {
	members []int32 // headlines in page order
	// parts are the members by template, when there are several: the beginnings of items are
	// aligned within each.
	parts  [][]int32
	ranked *ranked
	origin Origin
	parent int // index of the proposal it is a part of; -1 for none
}

// Origin is the kind of a proposal.
type Origin uint8

// Origins.
const (
	Repeated Origin = iota // headlines at the same place of the tree, and their continuation
	Linked                 // such a list without its members without links
	Onsite                 // such a list without its members that link to other sites
	Several                // lists of different places together
	Union                  // every linked heading of the page's main part
	Level                  // those of one heading level
	Single                 // one headline: a list of one item
	nOrigins
)

// Bounds of what is proposed. On pages with known answers the right list scores at least leastWorth
// and at most farBehind below the best in all but five of a thousand pages; one combined from
// others, or of one item, at most littleBehind below.
const (
	maxRepeated  = 5
	maxSingles   = 3
	leastWorth   = 3
	farBehind    = 5
	littleBehind = 1.5
)

// propose adds the lists that may be the main one, best first.
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
	for _, k := range order[:min(maxRepeated, len(order))] {
		if k.score < leastWorth || k.score < order[0].score-farBehind {
			break
		}
		l.add(proposal{members: s.extend(k), ranked: k, origin: Repeated, parent: -1})
	}
	if s.isOn("several") {
		if ms, parts := s.combineLists(order); len(parts) > 1 {
			l.offer(Several, ms, parts)
		}
	}
	for i := range min(2, len(l.proposals)) {
		l.addPart(i, Linked, func(it *Item) bool { return it.URL != "" })
		if s.isOn("onsite") {
			l.proposeOnsite(i)
		}
	}
	heads := s.mainHeadings()
	if len(heads) >= 2 && s.isOn("union") {
		l.offer(Union, heads, s.byKey(heads))
		l.proposeLevels(heads)
	}
	if s.isOn("single") {
		l.proposeSingles(heads)
	}
}

// offer proposes a list that is not one of the page's chains, unless it scores too far below those.
func (l *Lists) offer(origin Origin, ms []int32, parts [][]int32) bool {
	k := l.s.scoreList(ms)
	if k.score < leastWorth || len(l.proposals) > 0 && k.score < l.proposals[0].ranked.score-littleBehind {
		return false
	}
	l.add(proposal{members: ms, parts: parts, ranked: k, origin: origin, parent: -1})
	return true
}

// combineLists combines the best list and those after it that are separate from it and from one another: a
// front page has its items in several sections, each of its own template. It returns all members in
// page order, and the lists.
func (s *pageState) combineLists(order []*ranked) (all []int32, parts [][]int32) {
	const (
		considered = 40
		minScore   = 6.5 // a score that few menus and side lists reach
	)
	if len(order) < 2 || order[1].score < minScore {
		return nil, nil // nothing to combine
	}
	taken := make([]bool, len(s.p.Blocks))
	urls := map[string]bool{}
	for _, k := range order[:min(considered, len(order))] {
		if k.score < minScore && len(parts) > 0 {
			break
		}
		ms := s.withoutMarks(k.list.members)
		if len(parts) > 0 && !s.isSeparate(ms, taken, urls) {
			continue
		}
		for i := range ms {
			n := &s.t.Nodes[s.itemRoot(ms, i)]
			for b := n.BlockLo; b < n.BlockHi; b++ {
				taken[b] = true
			}
			taken[s.cands[ms[i]].block] = true
			if u := s.urlOf(&s.cands[ms[i]]); u != "" {
				urls[u] = true
			}
		}
		parts = append(parts, ms)
		all = append(all, ms...)
	}
	slices.Sort(all)
	return all, parts
}

// isSeparate reports whether a list is in the page's main part, shares no block with taken, and has
// other addresses.
func (s *pageState) isSeparate(ms []int32, taken []bool, urls map[string]bool) bool {
	again := 0
	for i := range ms {
		c := &s.cands[ms[i]]
		if s.n[c.leaf].zones&(aways|zHidden) != 0 || s.isMarkOrNav(c) {
			return false
		}
		u := s.urlOf(c)
		if u == "" || LinksToTag(u) {
			return false
		}
		if urls[u] {
			again++
		}
		if taken[c.block] {
			return false
		}
		n := &s.t.Nodes[s.itemRoot(ms, i)]
		for b := n.BlockLo; b < n.BlockHi; b++ {
			if taken[b] {
				return false
			}
		}
	}
	return again*2 <= len(ms)
}

// byKey returns the headlines grouped by place and form.
func (s *pageState) byKey(ms []int32) [][]int32 {
	at := make(map[uint32]int, 8)
	var parts [][]int32
	for _, m := range ms {
		k := s.cands[m].key
		i, ok := at[k]
		if !ok {
			i = len(parts)
			at[k] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], m)
	}
	return parts
}

// proposeLevels proposes the linked headings of each level, where there are several levels: the sections
// of a front page have linked headings, too.
func (l *Lists) proposeLevels(heads []int32) {
	s := l.s
	var by [7][]int32
	for _, m := range heads {
		lvl := min(s.n[s.cands[m].leaf].lvl, 6)
		by[lvl] = append(by[lvl], m)
	}
	const most = 2
	for n := 0; n < most; n++ {
		best := 0
		for k := range by {
			if len(by[k]) > len(by[best]) {
				best = k
			}
		}
		ms := by[best]
		by[best] = nil
		if len(ms) < 3 || len(ms) == len(heads) {
			return
		}
		ms = s.extend(s.scoreList(ms)) // a large first item has a heading of a higher level
		l.offer(Level, ms, s.byKey(ms))
	}
}

// proposeOnsite proposes a list without those items before all others that link to another site: boxes
// about the author and advertisements often have the items' template.
func (l *Lists) proposeOnsite(i int) {
	items := l.results[i].Items
	hosts := map[string]int{}
	home, most := "", 0
	for k := range items {
		h := cutting.Outlet(items[k].URL)
		if hosts[h]++; hosts[h] > most {
			home, most = h, hosts[h]
		}
	}
	own := func(it *Item) bool { return cutting.Outlet(it.URL) == home }
	first := 0
	for first < len(items) && !own(&items[first]) {
		first++
	}
	if first > 0 && first+most == len(items) {
		l.addPart(i, Onsite, own)
	}
}

// isMostlyMidline reports whether nearly all headlines are within a sentence, as links in a text are.
func (s *pageState) isMostlyMidline(ms []int32) bool {
	n := 0
	for _, m := range ms {
		c := &s.cands[m]
		if c.form != fLink {
			return false
		}
		if IsMidline(s.p.Text, s.p.Blocks[c.block].Span, c.span) {
			n++
		}
	}
	return n*5 >= len(ms)*4
}

// IsMidline reports whether a headline is in the middle of a line of running text in its block.
func IsMidline(text string, block, head cutting.Span) bool {
	const least = 12 // bytes of text before and after it
	before := text[block.Start:head.Start]
	before = strings.TrimRight(before[strings.LastIndexByte(before, '\n')+1:], " \u00a0")
	after, _, _ := strings.Cut(text[min(head.End, block.End):block.End], "\n")
	r, _ := utf8.DecodeLastRuneInString(before)
	return len(before) >= least && len(after) >= least && (unicode.IsLetter(r) || r == ',')
}

// scoreList scores a list that is not one of the page's chains.
func (s *pageState) scoreList(ms []int32) *ranked {
	l := &list{members: ms, isMerged: len(ms) > 1}
	l.parent = s.t.Nodes[s.cands[ms[0]].leaf].Parent
	for _, m := range ms[1:] {
		l.parent = s.lca(l.parent, s.cands[m].leaf)
	}
	f := s.measure(l)
	return &ranked{l, f, f.score(&mainWeights)}
}

// mainHeadings returns the headings outside menus, side bars and similar zones that link to another
// page, in page order.
func (s *pageState) mainHeadings() []int32 {
	var out []int32
	for i := range s.cands {
		c := &s.cands[i]
		if c.form != fHeading || s.n[c.leaf].zones&(aways|zHidden) != 0 || s.runeCount(c) < 3 {
			continue
		}
		if u := s.urlOf(c); u == "" || isHomeURL(u) || LinksToTag(u) || s.isMarkOrNav(c) {
			continue
		}
		out = append(out, int32(i))
	}
	return out
}
