package across

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// relation is how another name is connected, as bits: it may be in several ways.
type relation uint8

const (
	isSurname relation = 1 << iota
	isPart             // the other is a part
	isWhole            // the other is the whole
)

// reversed returns the relation seen from the other name.
func (r relation) reversed() relation {
	out := r & isSurname
	if r&isPart != 0 {
		out |= isWhole
	}
	if r&isWhole != 0 {
		out |= isPart
	}
	return out
}

// relatedNames returns the names connected with a group.
func (g *group) relatedNames() []Related {
	all := map[*group]relation{}
	for h, r := range g.near {
		all[h] |= r
	}
	for h := range g.parts {
		all[h] |= isPart
	}
	for h := range g.wholes {
		all[h] |= isWhole
	}
	var out []Related
	for h, r := range all {
		if h == g || h.count == 0 {
			continue
		}
		for _, how := range []struct {
			bit  relation
			word string
		}{{isSurname, "surname"}, {isPart, "part"}, {isWhole, "whole"}} {
			if r&how.bit != 0 {
				out = append(out, Related{Name: h.id, Form: h.form, How: how.word, Single: h.single})
			}
		}
	}
	slices.SortFunc(out, func(a, b Related) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.How, b.How))
	})
	return out
}

// relateParts records, or for by -1 removes, the part-whole relations of a place's text.
func (x *Index) relateParts(p place, by int) {
	for _, pair := range p.text.Parts {
		if pair.Part != p.local && pair.Whole != p.local || pair.Part >= len(p.text.locals) ||
			pair.Whole >= len(p.text.locals) || pair.Part == pair.Whole {
			continue
		}
		part, whole := p.text.locals[pair.Part].home, p.text.locals[pair.Whole].home
		if part == nil || whole == nil {
			continue
		}
		tally := func(m *map[*group]int, h *group) {
			if *m == nil {
				*m = map[*group]int{}
			}
			if (*m)[h] += by; (*m)[h] == 0 {
				delete(*m, h)
			}
		}
		tally(&whole.parts, part)
		tally(&part.wholes, whole)
		x.changes.groups[part], x.changes.groups[whole] = true, true
	}
}

// relateNear sets the names that are connected with a group by their forms, and marks both for Update if that
// has changed.
func (x *Index) relateNear(g *group) {
	now := map[*group]relation{}
	if g.count > 0 {
		for _, n := range g.nodes {
			x.relateForm(g, n, now)
		}
		for n := range g.placed {
			x.relateForm(g, n, now)
		}
	}
	for h := range g.near {
		if now[h] == 0 {
			delete(h.near, g)
			x.changes.shown[h], x.changes.shown[g] = true, true
		}
	}
	for h, r := range now {
		if g.near[h] != r {
			if h.near == nil {
				h.near = map[*group]relation{}
			}
			h.near[g] = r.reversed()
			x.changes.shown[h], x.changes.shown[g] = true, true
		}
	}
	if g.near = now; len(now) == 0 {
		g.near = nil
	}
}

// relateForm adds to out the groups with which a form connects a group.
func (x *Index) relateForm(g *group, n *node, out map[*group]relation) {
	if n.key.Kind == names.Place || n.onlyGroup() != g {
		return
	}
	for _, m := range x.nodesSharingKey(n) {
		h := m.onlyGroup()
		if h == nil || h == g {
			continue
		}
		var r relation
		switch n.key.Kind {
		case names.Person:
			if n.form().LastWord() == m.form().LastWord() {
				r = isSurname
			}
		case names.Organisation:
			if rel, _ := compare(n, m); rel == forms.Part {
				r = isWhole
				if cmp.Or(cmp.Compare(len(n.text), len(m.text)), compareNodes(n, m)) < 0 {
					r = isPart
				}
			}
		}
		if r != 0 && x.sharedCompany(n, m) > 0 {
			out[h] |= r
		}
	}
}

// onlyGroup returns the only group a form is in, nil for several or none.
func (n *node) onlyGroup() *group {
	var only *group
	if n.own != nil && n.own.count > 0 {
		only = n.own
	}
	for _, h := range n.homes {
		if only != nil {
			return nil
		}
		only = h.g
	}
	return only
}
