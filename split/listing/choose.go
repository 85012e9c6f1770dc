package listing

import (
	"math"
	"slices"
	"sort"

	"cuttings/cutting"
	"cuttings/split/words"
)

// ranked is a list with what the weights make of it.
type ranked struct {
	list  *list
	f     features
	score float32
}

// enough is a score that no list in navigation reaches.
const enough = 7

// plain is a score that only lists with text, dates or images reach: with it a
// list is one of items wherever it stands.
const plain = 11

// poor is a score below which a list is links that happen to stand alike.
const poor = 8

// navigates reports whether a list stands in navigation from end to end.
func (s *pageState) navigates(l *list) bool {
	first, last := &s.cands[l.members[0]], &s.cands[l.members[len(l.members)-1]]
	return s.n[first.leaf].in&s.n[last.leaf].in&zNav != 0
}

// choose ranks the lists and returns the headlines of the main one, joined by
// the lists that continue it; nil when the page has no list at all.
func (s *pageState) choose(r *Result) []int32 {
	if len(s.lists) == 0 {
		return nil
	}
	// Lists in navigation are looked at only when nothing else looks like items, but
	// for the rails among them.
	s.ranked = slices.Grow(s.ranked, len(s.lists))
	best := -1
	for _, nav := range [2]bool{false, true} {
		rails := nav && best >= 0 && s.ranked[best].score > enough
		for i := range s.lists {
			l := &s.lists[i]
			if s.navigates(l) != nav || rails && !s.posts(l) {
				continue
			}
			f := s.measure(l)
			s.ranked = append(s.ranked, ranked{l, f, f.score(&mainWeights)})
			if rails {
				continue
			}
			if k := len(s.ranked) - 1; best < 0 || s.ranked[k].score > s.ranked[best].score {
				best = k
			}
		}
	}
	b := &s.ranked[best]
	r.Score = s.confidence(b)
	s.explainChoice()
	why := ""
	switch {
	case r.Score < 0.5 && b.score < plain && (b.f[xRail] > 0 || b.f[xNav]+b.f[xFooter]+b.f[xComment]+b.f[xAside]+b.f[xRelated] > 0.5):
		why = "no main list: the best stands in a side bar or in navigation"
	case r.Score < 0.15 && b.score < poor:
		why = "no main list: the best is hardly one"
	}
	if why == "" {
		return s.extend(b)
	}
	if c := s.titlesAlone(); c != nil {
		s.say("the main list is one of titles alone, %q and more", clip(s.cands[c.list.members[0]].span.In(s.p.Text)))
		r.Score = s.confidence(c)
		return s.extend(c)
	}
	s.say("%s", why)
	return nil
}

// titlesAlone is the best list that reads as a table of contents; nil for none.
func (s *pageState) titlesAlone() *ranked {
	var best *ranked
	for i := range s.ranked {
		if k := &s.ranked[i]; (best == nil || k.score > best.score) && s.contents(k) {
			best = k
		}
	}
	if best == nil {
		return nil
	}
	// The same titles under several years or letters are one list.
	for i := range s.ranked {
		if k := &s.ranked[i]; len(k.list.members) > len(best.list.members) && slices.Contains(k.list.members, best.list.members[0]) && s.contents(k) {
			best = k
		}
	}
	return best
}

// contents reports whether a list reads as a table of contents or an archive of
// titles alone: lines that are each one link with a title, all different,
// in no side bar and under no rail's heading, on a page with little to read but
// them. Menus and category lists have shorter names; a list of links that belongs
// to a text is shorter than the text.
func (s *pageState) contents(b *ranked) bool {
	f := &b.f
	if len(b.list.members) < 3 || f[xLinked] < 0.9 || f[xURLs] < 0.9 || f[xDistinct] < 0.9 || f[xFills]+f[xWrapped] < 0.9 || f[xLength] < 0.7 ||
		f[xRail]+f[xNav]+f[xFooter]+f[xComment]+f[xAside]+f[xRelated]+f[xHeader]+f[xHidden] > 0 || f[xMark]+f[xMeta] > 0.2 {
		return false
	}
	mean := s.meanWidth(b.list)
	if mean < 20 || s.filed(b.list) || s.inward(b.list) || s.running() > max(600, mean*len(b.list.members)) {
		return false
	}
	for i := s.cands[b.list.members[0]].block; i < s.cands[b.list.members[len(b.list.members)-1]].block; i++ {
		if s.announces(i) && s.railHeading(i) {
			return false // a rail among them
		}
	}
	return true
}

// running is the bytes of running text on the page, links and what stands in
// side bars and the like left out.
func (s *pageState) running() int {
	n := 0
	for i := int32(0); i < int32(len(s.p.Blocks)); i++ {
		b := &s.p.Blocks[i]
		if b.Span.Len() >= 80 && b.Role != cutting.Control && (b.Node < 0 || s.n[b.Node].in&(aways|zHidden) == 0) {
			n += s.proseIn(i, i+1)
		}
	}
	return n
}

// confidence turns a list's features into the probability that it is the main
// list of a listing page.
func (s *pageState) confidence(b *ranked) float64 {
	return 1 / (1 + math.Exp(-float64(b.f.score(&pageWeights)+pageBias)))
}

// explainChoice writes the best lists to the trace.
func (s *pageState) explainChoice() {
	if !s.explain {
		return
	}
	order := make([]int, len(s.ranked))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return s.ranked[order[a]].score > s.ranked[order[b]].score })
	for k, i := range order {
		if k == 6 {
			break
		}
		l := &s.ranked[i]
		c := &s.cands[l.list.members[0]]
		s.say("list %d: %d headlines, score %.2f, first %q in %s", k, len(l.list.members), l.score, clip(c.span.In(s.p.Text)), s.where(c.leaf))
		for x, v := range l.f {
			if d := v * mainWeights[x]; d > 0.4 || d < -0.4 {
				s.say("    %s %.2f gives %+.2f", featureNames[x], v, d)
			}
		}
	}
}

// where names an element by its path's last tags.
func (s *pageState) where(n int32) string {
	out := ""
	for k := 0; k < 4 && n > 0; k++ {
		out = "/" + s.t.Nodes[n].Tag + out
		n = s.t.Nodes[n].Parent
	}
	return out
}

// clip shortens a text for the trace.
func clip(s string) string {
	n := 0
	for i := range s {
		if n++; n > 50 {
			return s[:i] + "…"
		}
	}
	return s
}

// headingBefore is the block of the heading that announces what stands in
// parent from block first on: the nearest heading before it within parent or
// the few elements around it; -1 when there is none. A heading further away
// than a few blocks announces something else. plain asks for lines of plain text,
// too, that announce a rail.
func (s *pageState) headingBefore(parent, first int32, plain bool) int32 {
	n, up := parent, 0
	for i := first - 1; i >= max(0, first-6); i-- {
		for n > 0 && i < s.t.Nodes[n].BlockLo {
			n = s.t.Nodes[n].Parent
			up++
		}
		if n <= 0 || up >= 4 {
			return -1
		}
		if s.heading(i) || plain && i == first-1 && s.plainHeading(i) {
			return i
		}
	}
	return -1
}

// heading reports whether block i announces what follows, and not where to go.
func (s *pageState) heading(i int32) bool {
	if s.said[i]&askedHead == 0 {
		s.said[i] |= askedHead
		if s.announces(i) && (s.p.Blocks[i].Level == 1 || s.railHeading(i) || !words.Navigation(s.p.Blocks[i].Span.In(s.p.Text))) {
			s.said[i] |= saidHead
		}
	}
	return s.said[i]&saidHead != 0
}

// plainHeading reports whether block i, right before a list, is a line of plain
// text that announces a rail.
func (s *pageState) plainHeading(i int32) bool {
	b := &s.p.Blocks[i]
	return len(b.Links) == 0 && b.Span.Len() < 60 && s.railHeading(i)
}

// announces reports whether block i can be the heading of a box: a heading, or
// a short line whose class says title.
func (s *pageState) announces(i int32) bool {
	b := &s.p.Blocks[i]
	if b.Span.Len() > 120 || b.Node < 0 {
		return false
	}
	if b.Role == cutting.Heading || s.n[b.Node].head >= 0 {
		return true
	}
	if len(b.Links) > 0 {
		return false
	}
	n := b.Node
	for k := 0; k < 2 && n > 0 && s.t.Nodes[n].Text.Len() <= b.Span.Len()+2; k++ {
		if s.n[n].own&hTitle != 0 {
			return true
		}
		n = s.t.Nodes[n].Parent
	}
	return s.bold(b)
}
