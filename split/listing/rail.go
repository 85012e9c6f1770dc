package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// foundRail is the best list under one heading, a possible rail.
type foundRail struct {
	heading int32
	line    cutting.Span // the heading when it is a line of the list's own block
	list    *list
	worth   float32
}

// leastTitle is the mean length of titles below which they are names: of subjects, products,
// people.
const leastTitle = 14

// findRails returns the side lists outside the items: base lists under a heading that announces posts.
func (s *pageState) findRails(r *Result, article bool) (rails []Rail) {
	home := s.homeHost(r)
	s.minOccurrences = 0
	var found []foundRail
	under := make(map[int32]int, 8) // indexes in found, by heading
	for i := range s.ranked {
		k := &s.ranked[i]
		if k.list.isMerged && !k.list.isStrided || k.f[xNav] > 0.5 || k.f[xComment] > 0.5 {
			continue
		}
		w := s.railWorth(k)
		if w <= 0 {
			continue
		}
		first := s.cands[k.list.members[0]].block
		last := s.cands[k.list.members[len(k.list.members)-1]].block
		if s.isMostlyOwned(first, last) {
			continue
		}
		h, line := first, s.headLine(k.list)
		if line.Empty() {
			h = s.headingOver(k.list)
		}
		if h < 0 {
			continue
		}
		text := s.p.Blocks[h].Span.In(s.p.Text)
		if line.Empty() && !s.isRailHeading(h) {
			continue
		}
		if s.isOn("no_rail_offsite") && s.linksOffsite(k.list, home) {
			s.tracef("no rail %q: its links lead to other sites", traceText(text))
			continue
		}
		if s.isOn("no_rail_of_names") && (s.linksAreTags(k.list) || s.linksWithinPage(k.list) ||
			s.meanWidth(k.list) < leastTitle) {
			s.tracef("no rail %q: its links are names, tags, categories or places in the page", traceText(text))
			continue
		}
		switch at, ok := under[h]; {
		case !ok:
			under[h] = len(found)
			found = append(found, foundRail{h, line, k.list, w})
		case w > found[at].worth:
			found[at] = foundRail{h, line, k.list, w}
		}
	}
	no := int32(len(r.Items))
	if s.isOn("rail_of_one") {
		found = s.addSingleItemRails(found, under)
	}
	for i, f := range found {
		s.stop.Step(i)
		out := Rail{Heading: s.p.Blocks[f.heading].Span}
		if f.line.Len() > 0 {
			out.Heading = f.line
		}
		rs := s.railRegions(f.list)
		for i := range rs {
			if o := s.owner[s.cands[rs[i].cand].block]; !article && o >= 0 && o < int32(len(r.Items)) {
				continue
			}
			out.Items = append(out.Items, Item{})
			s.fillItem(&out.Items[len(out.Items)-1], rs[i], no, -1)
			no++
		}
		if hasMuchText(out.Items) {
			s.tracef("no rail %q: a text runs between its links", traceText(out.Heading.In(s.p.Text)))
			continue
		}
		if len(out.Items) > 0 {
			rails = append(rails, out)
			s.tracef("rail %q: %d items in %s", traceText(out.Heading.In(s.p.Text)), len(out.Items),
				s.pathOf(f.list.parent))
		}
	}
	return rails
}

// hasMuchText reports whether an item of a rail has as much text as only the page's own items have.
func hasMuchText(items []Item) bool {
	const most = 1000 // bytes of the longest teasers
	for i := range items {
		n := 0
		for _, p := range items[i].Parts {
			n += p.Span.Len()
		}
		if n > most {
			return true
		}
	}
	return false
}

// meanWidth returns the mean length of a list's headlines; longer ones count as 80 letters.
func (s *pageState) meanWidth(l *list) int {
	n := 0
	for _, m := range l.members {
		n += min(s.textWidth(&s.cands[m]), 80)
	}
	return n / len(l.members)
}

// headingOver returns the heading's block of a list that may be a rail: the nearest heading, or a
// rail's heading directly before the first item at any depth, after any number or label; -1 for
// none.
func (s *pageState) headingOver(l *list) int32 {
	first := s.cands[l.members[0]].block
	h := s.headingBefore(l.parent, first, true)
	if h >= 0 && s.isRailHeading(h) || len(l.members) < 2 {
		return h
	}
	lo := min(first, s.t.Nodes[s.itemRoot(l.members, 0)].BlockLo)
	if first-lo > 4 || s.n[s.cands[l.members[0]].leaf].zones&zFooter != 0 || s.meanWidth(l) < 16 {
		return h
	}
	for i := lo - 1; i >= max(lo-3, 0); i-- {
		if (s.mayAnnounce(i) || s.isPlainHeading(i)) && s.isRailHeading(i) {
			return i
		}
		if b := &s.p.Blocks[i]; len(b.Links) > 0 && !words.IsNavigation(b.Span.In(s.p.Text)) {
			break
		}
	}
	return h
}

// railRegions is regions for a rail; a single item ends with its block.
func (s *pageState) railRegions(l *list) []region {
	if len(l.members) > 1 {
		return s.regions(l.members, nil)
	}
	c := &s.cands[l.members[0]]
	b := &s.p.Blocks[c.block]
	return []region{{cand: l.members[0], root: c.leaf, lo: c.block, hi: c.block + 1, from: b.Span.Start,
		to: b.Span.End}}
}

// headLine returns the line above a list's first link when both are in one block and the line
// announces a rail.
func (s *pageState) headLine(l *list) cutting.Span {
	c := &s.cands[l.members[0]]
	start := s.p.Blocks[c.block].Span.Start
	above := s.p.Text[start:c.span.Start]
	end := strings.LastIndexByte(above, '\n')
	if end <= 0 || len(above) > 160 {
		return cutting.Span{}
	}
	begin := strings.LastIndexByte(above[:end], '\n') + 1
	if line := above[begin:end]; len(line) > 80 || !words.IsRailHeading(line) {
		return cutting.Span{}
	}
	return cutting.Span{Start: start + begin, End: start + end}
}

// addSingleItemRails adds the rails of one item: a heading that announces a rail, or is in a box of the same
// template as that of another rail beside it, with a line below it that is a link.
func (s *pageState) addSingleItemRails(found []foundRail, under map[int32]int) []foundRail {
	next := 0
	for bi := int32(0); bi+1 < int32(len(s.p.Blocks)); bi++ {
		below := &s.p.Blocks[bi+1]
		if len(below.Links) == 0 || s.owner[bi] >= 0 || s.owner[bi+1] >= 0 || len(s.p.Blocks[bi].Links) > 0 {
			continue
		}
		if _, ok := under[bi]; ok || s.p.Blocks[bi].Node < 0 || !s.mayAnnounce(bi) ||
			!s.isRailHeading(bi) && !s.duplicatesHeading(found, bi) {
			continue
		}
		for next < len(s.cands) && s.cands[next].block < bi+1 {
			next++
		}
		if next == len(s.cands) || s.cands[next].block != bi+1 {
			continue
		}
		c := &s.cands[next]
		if c.next >= 0 && s.cands[c.next].block <= c.block+8 {
			continue // one of several that were found to be something else
		}
		if s.hintNear(c.leaf, s.p.Blocks[bi+1].Node)&(hCat|hMeta|hDate|hByline) != 0 ||
			s.n[below.Node].ownHints&(hCat|hMeta) != 0 {
			continue
		}
		if s.urlOf(c) == "" || s.isMarkOrNav(c) || LinksToTag(s.urlOf(c)) || c.span.Len() < 12 ||
			c.span.Len()*10 < below.Span.Len()*7 || s.n[c.leaf].zones&(zNav|zHidden) != 0 {
			continue
		}
		// The heading and the link are in one box.
		if box := s.lca(s.p.Blocks[bi].Node, c.leaf); s.t.Nodes[box].Text.Len() > 600 {
			continue
		}
		under[bi] = len(found)
		found = append(found, foundRail{heading: bi, list: &list{members: []int32{int32(next)},
			parent: s.t.Nodes[c.leaf].Parent}})
	}
	return found
}

// duplicatesHeading reports whether a heading's box is the sibling of a found rail's box and of the
// same template: same elements, same classes.
func (s *pageState) duplicatesHeading(found []foundRail, heading int32) bool {
	node := s.p.Blocks[heading].Node
	box := s.t.Nodes[node].Parent
	for i := range found {
		other := s.p.Blocks[found[i].heading].Node
		if other <= 0 || found[i].line.Len() > 0 || other == node {
			continue
		}
		like := s.t.Nodes[other].Parent
		if like > 0 && like != box && s.t.Nodes[like].Parent == s.t.Nodes[box].Parent &&
			s.t.Nodes[like].Tag == s.t.Nodes[box].Tag &&
			s.t.Nodes[other].Tag == s.t.Nodes[node].Tag && s.t.Attr(like, "class") == s.t.Attr(box, "class") {
			return true
		}
	}
	return false
}

// isMostlyOwned reports whether most of the blocks from first to last belong to items.
func (s *pageState) isMostlyOwned(first, last int32) bool {
	n := 0
	for i := first; i <= last; i++ {
		if s.owner[i] >= 0 {
			n++
		}
	}
	return n*2 > int(last-first+1)
}

// homeHost returns the host that the page's own links are to: that of most main items, or the page's;
// "" when links are relative.
func (s *pageState) homeHost(r *Result) string {
	for i := range r.Items {
		if h := cutting.Outlet(r.Items[i].URL); h != "" {
			return h
		}
	}
	return cutting.Outlet(s.p.Meta.URL)
}

// linksOffsite reports whether most of a list's links are to other hosts than home, and to more
// than one: a saved page may have its own site's address in full in one place and not in another.
func (s *pageState) linksOffsite(l *list, home string) bool {
	n, other, several := 0, "", false
	for _, m := range l.members {
		if h := cutting.Outlet(s.urlOf(&s.cands[m])); h != "" && h != home {
			n++
			several = several || other != "" && h != other
			other = h
		}
	}
	return several && n*2 > len(l.members)
}

// railWorth returns a score for comparing the lists under one heading: long, distinct and linked
// titles are the items; dates, images or categories are not.
func (s *pageState) railWorth(k *ranked) float32 {
	f := &k.f
	if f[xDistinct] < 0.6 || f[xURLs] <= 0.5 || f[xShort] > 0.7 || f[xLinked] < 0.6 || f[xMark] > 0.5 ||
		f[xHidden] > 0.5 {
		return 0
	}
	chars, sentences := 0, 0
	for _, m := range k.list.members {
		c := &s.cands[m]
		n := s.runeCount(c)
		chars += min(n, 60)
		if s.isProse(c) {
			sentences++
		}
	}
	worth := float32(chars) * (1 + f[xHeading] + f[xTitleCls]) * f[xURLs] * (2 - f[xMeta])
	if sentences*2 > len(k.list.members) {
		worth /= 4 // the items' texts, with the same link as their titles
	}
	return worth
}

// isProse reports whether a candidate is running text and no title: long, or ended or cut off like
// a sentence.
func (s *pageState) isProse(c *candidate) bool {
	n := s.runeCount(c)
	if n <= 50 || n > 120 {
		return n > 120
	}
	t := c.span.In(s.p.Text)
	return strings.HasSuffix(t, ".") || strings.HasSuffix(t, "…") || strings.HasSuffix(t, "。")
}
