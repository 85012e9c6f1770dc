package across

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// group is a set of forms and uses that are one name.
type group struct {
	full   bool                 // of full forms; else of a short form that is of no fuller one
	nodes  []*node              // in order
	why    map[*node]Why        // why each of nodes was joined, where it is not Same
	proof  map[*node]proof      // of those a text states
	placed map[*node]*shortUses // shorter forms with uses in it
	count  int                  // places
	tally  *tally               // of a group of many places
	// other names
	near          map[*group]relation
	parts, wholes map[*group]int // with the number of texts that show it
	// as last named
	id, base, form string
	kind           names.Kind
	single         bool
}

// shortUses has the number of a short form's uses in a group, and why they are in it.
type shortUses struct {
	uses  int
	why   Why
	proof proof
}

// proof is where a text states that a form is of one name with another.
type proof struct {
	other *node
	at    Evidence
}

// whyOf returns why a form is in the group, "" when it is not.
func (g *group) whyOf(n *node) (Why, proof) {
	if p := g.placed[n]; p != nil {
		return p.why, p.proof
	}
	if n.own == g {
		return cmp.Or(g.why[n], Same), g.proof[n]
	}
	return "", proof{}
}

// places returns the group's local names, in no order.
func (g *group) places() []place {
	out := make([]place, 0, g.count)
	put := func(n *node) {
		for _, p := range n.uses {
			if p.localName().home == g {
				out = append(out, p)
			}
		}
	}
	for _, n := range g.nodes {
		put(n)
	}
	for n := range g.placed {
		put(n)
	}
	return out
}

// link is a reason to join two nodes; a greater weight is a weaker reason.
type link struct {
	a, b   *node
	weight int
	why    Why
	at     Evidence
}

// The weights of links, strongest first.
const (
	linkDecided = iota
	linkStated
	linkKinds
	linkReordered
	linkSpelled
)

func compareLinks(p, q link) int {
	return cmp.Or(cmp.Compare(p.weight, q.weight), compareNodes(p.a, q.a), compareNodes(p.b, q.b))
}

// links returns the reasons to join a full form with others.
func (x *Index) links(n *node) []link {
	var out []link
	put := func(m *node, l link) {
		if m == nil || m == n || m.short || m.live == 0 {
			return
		}
		if l.a, l.b = n, m; compareNodes(n, m) > 0 {
			l.a, l.b = m, n
		}
		out = append(out, l)
	}
	for m, at := range n.stated {
		if m.key.Kind == n.key.Kind {
			put(m, link{weight: linkStated, why: Stated, at: slices.MinFunc(at, compareEvidence)})
		}
	}
	for _, k := range x.same[n.key] {
		put(x.nodes[k], link{weight: linkDecided, why: Decision})
	}
	kinds := []names.Kind{names.Organisation, names.Place, names.Person}
	for _, kind := range kinds {
		m := x.nodes[Key{kind, n.key.Form}]
		if m != nil && m != n && slices.Contains(kinds, n.key.Kind) && sameBesidesKind(n, m) {
			put(m, link{weight: linkKinds, why: Same})
		}
	}
	x.linksByInitials(n, func(m *node) { put(m, link{weight: linkReordered, why: Similar}) })
	for _, m := range x.nodesSharingKey(n) {
		if m.short || n.key.Kind == names.Organisation && n.key != m.key &&
			strings.TrimSuffix(n.key.Form, "s") == strings.TrimSuffix(m.key.Form, "s") && x.extraCompany() > 0 {
			continue // "Harbour Brand", "Harbour Brands": a kind of thing
		}
		switch rel, _ := compare(n, m); rel {
		case forms.Known:
			put(m, link{weight: linkKinds, why: Known})
		case forms.Reordered:
			people := strings.HasSuffix(n.key.Form, "ns") != strings.HasSuffix(m.key.Form, "ns")
			if people && n.key.Kind == names.Place {
				continue // "San Velmo", "San Velmans"
			}
			if x.sharedCompany(n, m) >= 1 {
				put(m, link{weight: linkReordered, why: Similar})
			}
		case forms.Spelled, forms.Initial:
			least := 1
			if n.form().WordCount() == 1 {
				if names.HeadOfBody(n.key.Form) || names.IsBodyNoun(n.key.Form) {
					continue // "Parlament", "Parliament": of whatever state
				}
				if n.key.Kind == names.Place && x.extraCompany() > 0 &&
					names.IsPlaceOrPeople(n.key.Form) && names.IsPlaceOrPeople(m.key.Form) {
					continue // two known towns: "Hanover", "Hannover"
				}
				if n.key.Kind == names.Place && x.extraCompany() > 0 && slices.Contains(x.companyOf(n), m.number) {
					continue // one text has both, as two
				}
				least = 2 + x.extraCompany()
			} else if n.key.Kind == names.Person && rel == forms.Spelled {
				if x.extraCompany() > 0 && len(n.in) < enoughSpellings && slices.Contains(x.companyOf(n), m.number) &&
					len(n.key.Form) == len(m.key.Form) {
					continue // "Jorvall Roe" and "Jorvell Roe", two of one text
				}
				least += x.extraCompany() // "Dan Roe", "Daniel Roe"
			}
			if x.sharedCompany(n, m) >= least {
				put(m, link{weight: linkSpelled, why: Similar})
			}
		}
	}
	return out
}

// linksByInitials calls fn with the forms of another kind to which texts give the same initials and that are
// similar as organisations, because an organisation was read as a place.
func (x *Index) linksByInitials(n *node, fn func(*node)) {
	other := names.Place
	switch n.key.Kind {
	case names.Place:
		other = names.Organisation
	case names.Person:
		return
	}
	for a := range n.stated {
		if !a.form().IsAbbreviation() || len(a.key.Form) < leastInitials {
			continue
		}
		b := x.nodes[Key{other, a.key.Form}]
		if b == nil {
			continue
		}
		for m := range b.stated {
			rel, _ := forms.Compare(names.Organisation, *n.form(), *m.form())
			if rel.CanNameSame() && !m.form().IsAbbreviation() {
				fn(m)
			}
		}
	}
}

// enoughSpellings is the number of texts from which a name is so frequent that some text has another spelling of it.
const enoughSpellings = 16

func compare(n, m *node) (rel forms.Relation, fuller bool) {
	return forms.Compare(n.key.Kind, *n.form(), *m.form())
}

// unite joins full forms by their links, which must be sorted, the strongest first.
func (x *Index) unite(full []*node, links []link) []*group {
	slices.SortFunc(full, compareNodes)
	of := map[*node]*group{}
	all := make([]*group, 0, len(full))
	for _, n := range full {
		of[n] = &group{full: true, nodes: []*node{n}}
		all = append(all, of[n])
	}
	for _, l := range links {
		x.merge(of, l)
	}
	return slices.DeleteFunc(all, func(g *group) bool { return g.nodes == nil })
}

func compareEvidence(a, b Evidence) int {
	if c := strings.Compare(a.Text, b.Text); c != 0 {
		return c
	}
	return a.Span.Start - b.Span.Start
}

// sameBesidesKind reports whether two nodes of one form and different kinds are one name whose kind was once
// read wrongly: a place and its government, or a form of several words.
func sameBesidesKind(n, m *node) bool {
	if n.key.Kind != names.Person && m.key.Kind != names.Person {
		return true
	}
	return n.form().WordCount() >= 2
}

// merge joins the groups of a link unless a person separated them, or the link is by similarity and would join
// persons who are not similar.
func (x *Index) merge(of map[*node]*group, l link) {
	g, h := of[l.a], of[l.b]
	if g == h || x.decidedDifferent(g.nodes, h.nodes) {
		return
	}
	if l.weight > linkKinds && l.a.key.Kind == names.Person {
		for _, n := range g.nodes {
			for _, m := range h.nodes {
				if rel, _ := forms.Compare(names.Person, *n.form(), *m.form()); !rel.CanNameSame() &&
					n.stated[m] == nil {
					return
				}
			}
		}
	}
	if len(h.nodes) > len(g.nodes) {
		g, h = h, g
	}
	if g.why == nil {
		g.why, g.proof = map[*node]Why{}, map[*node]proof{}
	}
	for _, n := range h.nodes {
		g.nodes = append(g.nodes, n)
		if w, ok := h.why[n]; ok {
			g.why[n] = w
		}
		if p, ok := h.proof[n]; ok {
			g.proof[n] = p
		}
		of[n] = g
	}
	for _, n := range []*node{l.a, l.b} {
		if g.why[n] == "" && l.why != Same {
			g.why[n] = l.why
			if l.why == Stated {
				other := l.a
				if n == l.a {
					other = l.b
				}
				g.proof[n] = proof{other, l.at}
			}
		}
	}
	slices.SortFunc(g.nodes, compareNodes)
	h.nodes = nil
}

func (x *Index) decidedDifferent(a, b []*node) bool {
	if len(x.different) == 0 {
		return false
	}
	for _, n := range a {
		for _, k := range x.different[n.key] {
			if slices.ContainsFunc(b, func(m *node) bool { return m.key == k }) {
				return true
			}
		}
	}
	return false
}
