package listing

import (
	"math"
	"sort"

	"cuttings/cutting"
	"cuttings/split/words"
)

// ranked is a list with its score.
type ranked struct {
	list  *list
	f     features
	score float32
}

// leastNotMenu is a score above that of every list in navigation.
const leastNotMenu = 7

// isInNavigation reports whether both ends of a list are in navigation.
func (s *pageState) isInNavigation(l *list) bool {
	first, last := &s.cands[l.members[0]], &s.cands[l.members[len(l.members)-1]]
	return s.n[first.leaf].zones&s.n[last.leaf].zones&zNav != 0
}

// rank scores the lists. Those in navigation are scored only when no other looks like items.
func (s *pageState) rank() {
	s.ranked = make([]ranked, 0, len(s.lists))
	best := float32(math.Inf(-1))
	for _, nav := range [2]bool{false, true} {
		if nav && best > leastNotMenu {
			break
		}
		for i := range s.lists {
			l := &s.lists[i]
			if s.isInNavigation(l) != nav {
				continue
			}
			s.stop.Step(0)
			f := s.measure(l)
			s.ranked = append(s.ranked, ranked{l, f, f.score(&mainWeights)})
			best = max(best, s.ranked[len(s.ranked)-1].score)
		}
	}
	s.explainChoice()
}

// explainChoice adds the best lists to the trace.
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
		s.tracef("list %d: %d headlines, score %.2f, first %q in %s", k, len(l.list.members), l.score,
			traceText(c.span.In(s.p.Text)), s.pathOf(c.leaf))
		for x, v := range l.f {
			if d := v * mainWeights[x]; d > 0.4 || d < -0.4 {
				s.tracef("    %s %.2f gives %+.2f", featureNames[x], v, d)
			}
		}
	}
}

// pathOf describes an element by its path's last tags.
func (s *pageState) pathOf(n int32) string {
	out := ""
	for k := 0; k < 4 && n > 0; k++ {
		out = "/" + s.t.Nodes[n].Tag + out
		n = s.t.Nodes[n].Parent
	}
	return out
}

// traceText shortens a text for the trace.
func traceText(s string) string {
	n := 0
	for i := range s {
		if n++; n > 50 {
			return s[:i] + "…"
		}
	}
	return s
}

// headingBefore returns the block of the heading over the content of parent from block first on:
// the nearest heading before it within parent or the few elements around it; -1 for none. A heading
// more than a few blocks away belongs to something else. With plain, lines of plain text that
// announce a rail also count.
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
		if s.isHeading(i) || plain && i == first-1 && s.isPlainHeading(i) {
			return i
		}
	}
	return -1
}

// isHeading reports whether block i is the heading of what follows, and no link elsewhere.
func (s *pageState) isHeading(i int32) bool {
	if s.headingInfo[i]&askedHead == 0 {
		s.headingInfo[i] |= askedHead
		if s.mayAnnounce(i) && (s.p.Blocks[i].Level == 1 || s.isRailHeading(i) ||
			!words.IsNavigation(s.p.Blocks[i].Span.In(s.p.Text))) {
			s.headingInfo[i] |= isHead
		}
	}
	return s.headingInfo[i]&isHead != 0
}

// isPlainHeading reports whether block i, directly before a list, is a line of plain text that
// announces a rail.
func (s *pageState) isPlainHeading(i int32) bool {
	b := &s.p.Blocks[i]
	return len(b.Links) == 0 && b.Span.Len() < 60 && s.isRailHeading(i)
}

// mayAnnounce reports whether block i can be the heading of a box: a heading, or a short line with a
// title class.
func (s *pageState) mayAnnounce(i int32) bool {
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
		if s.n[n].ownHints&hTitle != 0 {
			return true
		}
		n = s.t.Nodes[n].Parent
	}
	return s.isBold(b)
}
