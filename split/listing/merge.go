package listing

import (
	"slices"
	"strings"
)

// maxFeatured is the largest number of items of another form that may precede a list as part of it;
// more are a separate list.
const maxFeatured = 6

// extend adds to the chosen list the headlines that continue it in another form, and returns
// all in page order:
//
//   - siblings of its items that contain a headline of the same kind elsewhere
//     (sticky items, items of another post format);
//   - items of another form shortly before it (a large first item, the top row
//     of a grid), when they look like items and have other addresses.
func (s *pageState) extend(b *ranked) []int32 {
	ms := s.withoutMarks(b.list.members)
	like := &s.cands[ms[len(ms)/2]]
	zone := s.n[like.leaf].zones & (aways | zHidden)
	urls := make(map[string]bool, len(ms))
	roots := make([]int32, len(ms))
	for i := range ms {
		roots[i] = s.itemRoot(ms, i)
		if u := s.urlOf(&s.cands[ms[i]]); u != "" {
			urls[u] = true
		}
	}
	var add, featured []int32
	j := 0 // the first member after the candidate
	lastTop := int32(-1)
	for ci := range s.cands {
		c := &s.cands[ci]
		for j < len(ms) && s.cands[ms[j]].leaf < c.leaf {
			j++
		}
		if j < len(ms) && (ms[j] == int32(ci) || s.t.Within(c.leaf, roots[j])) ||
			j > 0 && s.t.Within(c.leaf, roots[j-1]) {
			continue
		}
		if s.n[c.leaf].zones&(aways|zHidden) != zone || c.form != fHeading && c.form != like.form {
			continue
		}
		u := s.urlOf(c)
		if (u == "") != (s.urlOf(like) == "") || u != "" && urls[u] {
			continue
		}
		// The nearest member and the element that contains both.
		near, up := -1, int32(-1)
		if j > 0 {
			near, up = j-1, s.lca(s.cands[ms[j-1]].leaf, c.leaf)
		}
		if j < len(ms) {
			if l := s.lca(c.leaf, s.cands[ms[j]].leaf); l > up {
				near, up = j, l
			}
		}
		if up == s.t.Nodes[roots[near]].Parent && s.isOn("siblings") {
			top := s.childContaining(c.leaf, up)
			if top == lastTop && s.cands[add[len(add)-1]].key != c.key || s.isMarkOrNav(c) ||
				!s.isSibling(c, like, top, roots[near]) {
				continue // one of several headlines in a box that are all of the same template
			}
			lastTop = top
			add = append(add, int32(ci))
			if u != "" {
				urls[u] = true
			}
			continue
		}
		if j == 0 && s.isOn("featured") && s.isFeatured(c, like, up) && !s.isMarkOrNav(c) {
			featured = append(featured, int32(ci))
			if u != "" {
				urls[u] = true
			}
		}
	}
	featured = s.directlyBefore(featured, ms, roots[0])
	if len(add)+len(featured) > 0 {
		s.tracef("joined: %d siblings, %d featured", len(add), len(featured))
		ms = append(append(ms, add...), featured...)
		slices.Sort(ms)
	}
	return ms
}

// withoutMarks returns a list's members in page order without continuation and pagination links
// ("Read more", "Older posts"), which markup without names has at the same place as headlines.
func (s *pageState) withoutMarks(members []int32) []int32 {
	ms := slices.Clone(members)
	slices.Sort(ms)
	marks := 0
	for _, m := range ms {
		if c := &s.cands[m]; c.form == fLink && s.isMarkOrNav(c) {
			marks++
		}
	}
	if marks == 0 || marks*2 >= len(ms) || len(ms)-marks < 2 {
		return ms
	}
	return slices.DeleteFunc(ms, func(m int32) bool { return s.cands[m].form == fLink && s.isMarkOrNav(&s.cands[m]) })
}

// urlOf returns the address a candidate links to.
func (s *pageState) urlOf(c *candidate) string {
	if c.link < 0 {
		return ""
	}
	return s.p.Blocks[c.block].Links[c.link].URL
}

// isSibling reports whether c, in top, is an item like the one at root.
func (s *pageState) isSibling(c, example *candidate, top, root int32) bool {
	if s.n[top].tag != s.n[root].tag {
		return false
	}
	if c.form == example.form && (s.n[c.leaf].path == s.n[example.leaf].path ||
		c.form == fHeading && s.n[c.leaf].lvl == s.n[example.leaf].lvl) {
		return true
	}
	return c.form == fHeading && s.n[top].ownHints&zItem != 0 && s.n[root].ownHints&zItem != 0
}

// isFeatured reports whether c, before the list, looks like a separate item: a heading in an article,
// or one with text, a date or an image around it.
func (s *pageState) isFeatured(c, example *candidate, up int32) bool {
	if c.form != fHeading || c.link < 0 || example.form == fHeading && s.n[c.leaf].lvl > s.n[example.leaf].lvl+1 {
		return false
	}
	top := s.childContaining(c.leaf, up)
	for n := c.leaf; n >= top && n > 0; n = s.t.Nodes[n].Parent {
		if s.n[n].ownHints&zItem != 0 {
			return true
		}
	}
	if top == c.leaf || example.form == fHeading && s.n[c.leaf].lvl > s.n[example.leaf].lvl || isHomeURL(s.urlOf(c)) {
		return false
	}
	n := &s.t.Nodes[top]
	prose := s.proseIn(n.BlockLo, n.BlockHi)
	return prose >= 60 && prose < 4000
}

// isHomeURL reports whether an address is a site's front page or a place in the page itself; no item
// has such an address.
func isHomeURL(u string) bool {
	if u != "" && u[0] == '#' {
		return true
	}
	if len(u) > 60 {
		return false
	}
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
		if j := strings.IndexByte(u, '/'); j >= 0 {
			u = u[j:]
		} else {
			return true
		}
	}
	switch strings.TrimLeft(u, "./") {
	case "":
		return u != "" // no address is no evidence
	case "index.html", "index.htm", "index.php", "#", "home":
		return true
	}
	return false
}

// directlyBefore returns the featured headlines when they are few and directly precede the list.
func (s *pageState) directlyBefore(featured, ms []int32, first int32) []int32 {
	if len(featured) == 0 || len(featured) > maxFeatured || len(featured) > len(ms) {
		return nil
	}
	last := &s.cands[featured[len(featured)-1]]
	up := s.lca(last.leaf, first)
	end := s.t.Nodes[s.childContaining(last.leaf, up)].Text.End
	if s.t.Nodes[s.childContaining(first, up)].Text.Start-end > 600 {
		return nil
	}
	return featured
}
