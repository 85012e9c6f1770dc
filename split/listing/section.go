package listing

import "strings"

// findSections finds the headings of a list: over is the block of the one over all of it, secs that of
// the one over each item, -1 for none. Headings between items divide the list; one before the first
// item with their template is the first section's heading, and the list's heading is the one before
// that.
func (s *pageState) findSections(ms []int32, rs []region) (secs []int32, over int32) {
	own := make(map[string]bool, len(ms))
	for _, m := range ms {
		own[s.urlOf(&s.cands[m])] = true
	}
	secs = make([]int32, len(rs))
	last := int32(-1)
	first := -1 // the first item under a heading that divides the list
	secs[0] = -1
	for i := 1; i < len(rs); i++ {
		for b := rs[i-1].hi; b < rs[i].lo; b++ {
			if (s.mayAnnounce(b) || s.isOn("day_headings") && s.isDay(b)) && !s.linksToAny(b, own) {
				last = b
				if first < 0 {
					first = i
				}
			}
		}
		secs[i] = last
	}
	over = s.ownHeadingBefore(s.t.Nodes[rs[0].root].Parent, rs[0].lo, own)
	if first < 0 || over < 0 || s.blockKind(over) != s.blockKind(secs[first]) {
		if over >= 0 && len(s.p.Blocks[over].Links) > 0 {
			over = -1 // the headline of something else
		}
		return secs, over
	}
	for i := range first {
		secs[i] = over
	}
	if over = s.ownHeadingBefore(s.t.Nodes[s.p.Blocks[over].Node].Parent, over, own); over >= 0 &&
		len(s.p.Blocks[over].Links) > 0 {
		over = -1
	}
	return secs, over
}

// ownHeadingBefore is headingBefore without headings that are items' headlines elsewhere.
func (s *pageState) ownHeadingBefore(parent, first int32, own map[string]bool) int32 {
	h := s.headingBefore(parent, first, false)
	if h < 0 || s.linksToAny(h, own) {
		return -1
	}
	if s.isSiteName(h) || s.headsText(h, first) || s.n[s.p.Blocks[h].Node].zones&^s.n[parent].zones&(zNav|zFooter|
		zAside) != 0 {
		return -1
	}
	return h
}

// headsText reports whether block h, before a list that begins at block first, is the heading of
// running text in a separate box that ends before the list, such as a consent box. A page's own
// heading may have text below it.
func (s *pageState) headsText(h, first int32) bool {
	b := &s.p.Blocks[h]
	if b.Level == 1 {
		return false
	}
	head := b.Node
	if n := s.n[b.Node].head; n >= 0 {
		head = n
	}
	box := s.t.Nodes[head].Parent
	if box <= 0 || s.t.Nodes[box].BlockHi > first {
		return false
	}
	return s.proseIn(h+1, s.t.Nodes[box].BlockHi) > 80
}

// isSiteName reports whether block h is the name of the site and not of a list: it links to the front
// page or equals the page's name for its site.
func (s *pageState) isSiteName(h int32) bool {
	b := &s.p.Blocks[h]
	for k := range b.Links {
		if isHomeURL(b.Links[k].URL) {
			return true
		}
	}
	text := strings.TrimSpace(b.Span.In(s.p.Text))
	return text == s.p.Meta.Claim("og:site_name") ||
		text == s.p.Meta.Claim("title") && s.n[b.Node].zones&zHeader != 0
}

// linksToAny reports whether block b links to one of the addresses: then it is the headline of an item
// elsewhere and no heading of a list.
func (s *pageState) linksToAny(b int32, urls map[string]bool) bool {
	for k := range s.p.Blocks[b].Links {
		if urls[s.p.Blocks[b].Links[k].URL] {
			return true
		}
	}
	return false
}
