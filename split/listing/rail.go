package listing

import (
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/words"
)

// rails finds the side lists: base lists outside the main items under a heading
// that announces posts, or in a box whose class does.
func (s *pageState) rails(r *Result) {
	type rail struct {
		heading int32
		list    *list
		worth   float32
	}
	var found []rail
	for i := range s.ranked {
		k := &s.ranked[i]
		if k.list.merged {
			continue
		}
		first := s.cands[k.list.members[0]].block
		last := s.cands[k.list.members[len(k.list.members)-1]].block
		if s.owned(first, last) {
			continue
		}
		h := s.headingBefore(k.list.parent, first)
		if h < 0 {
			continue
		}
		text := s.p.Blocks[h].Span.In(s.p.Text)
		if !words.RailHeading(text) && (words.NotRail(text) || !s.recentBox(k.list.parent)) {
			continue
		}
		w := s.railWorth(k)
		if w <= 0 {
			continue
		}
		at := -1
		for j := range found {
			if found[j].heading == h {
				at = j
			}
		}
		switch {
		case at < 0:
			found = append(found, rail{h, k.list, w})
		case w > found[at].worth:
			found[at] = rail{h, k.list, w}
		}
	}
	for _, f := range found {
		out := Rail{Heading: s.p.Blocks[f.heading].Span}
		rs := s.regions(f.list.members)
		for i := range rs {
			if s.owner[s.cands[rs[i].cand].block] >= 0 {
				continue
			}
			out.Items = append(out.Items, s.item(rs[i], int32(len(r.Items)+len(r.Rails)+1)))
		}
		if len(out.Items) > 0 {
			r.Rails = append(r.Rails, out)
			s.say("rail %q: %d items in %s", clip(out.Heading.In(s.p.Text)), len(out.Items), s.where(f.list.parent))
		}
	}
}

// owned reports whether most of the blocks from first to last belong to items.
func (s *pageState) owned(first, last int32) bool {
	n := 0
	for i := first; i <= last; i++ {
		if s.owner[i] >= 0 {
			n++
		}
	}
	return n*2 > int(last-first+1)
}

// recentBox reports whether an element or one of the few around it is named as
// a box of recent or popular posts.
func (s *pageState) recentBox(n int32) bool {
	for k := 0; k < 4 && n > 0; k++ {
		if s.n[n].own&hRecent != 0 {
			return true
		}
		n = s.t.Nodes[n].Parent
	}
	return false
}

// railWorth compares the lists under one heading: titles that are long,
// different and linked are the items, not their dates, images or categories.
func (s *pageState) railWorth(k *ranked) float32 {
	f := &k.f
	if f[xDistinct] < 0.6 || f[xLinked] < 0.6 || f[xMark] > 0.5 || f[xMeta] > 0.6 || f[xHidden] > 0.5 {
		return 0
	}
	chars := 0
	for _, m := range k.list.members {
		chars += min(utf8.RuneCountInString(s.cands[m].span.In(s.p.Text)), 60)
	}
	return float32(chars) * (1 + f[xHeading] + f[xTitleCls]) * f[xURLs]
}

var _ cutting.Span
