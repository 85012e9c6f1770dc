package across

import (
	"slices"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// group is a name being made.
type group struct {
	nodes  []*node         // full forms first, in order
	places map[place]Why   // its local names
	why    map[*node]Why   // why each form was joined
	proof  map[*node]proof // of those a text states
}

type proof struct {
	other *node
	at    Evidence
}

// link is a reason to join two nodes; the weaker, the larger.
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

// join makes the groups anew.
func (x *Index) join() {
	x.all, x.groups = nil, map[*node]*group{}
	var full, short []*node
	for _, n := range x.nodes {
		if len(n.written) > 0 {
			n.form = forms.New(n.mostWritten())
			n.short = n.form.Short(n.key.Kind)
		}
	}
	for _, n := range x.nodes {
		switch {
		case len(n.written) == 0:
		case n.short:
			short = append(short, n)
		default:
			full = append(full, n)
		}
	}
	slices.SortFunc(full, compareNodes)
	for _, n := range full {
		g := &group{nodes: []*node{n}, places: map[place]Why{}, why: map[*node]Why{n: Same}, proof: map[*node]proof{}}
		x.groups[n] = g
		x.all = append(x.all, g)
	}
	x.unite(full)
	for _, n := range full {
		x.place(n)
	}
	// Forms with more words first: "M. Dravic" may be what "Dravic" stands for.
	slices.SortFunc(short, func(a, b *node) int {
		if d := b.form.Words() - a.form.Words(); d != 0 {
			return d
		}
		return compareNodes(a, b)
	})
	for _, n := range short {
		x.place(n)
	}
	x.all = slices.DeleteFunc(x.all, func(g *group) bool { return g.nodes == nil || len(g.places) == 0 })
	x.dirty = map[*node]bool{}
}

// unite joins full forms by their links, the strongest first.
func (x *Index) unite(full []*node) {
	var links []link
	for _, n := range full {
		for m, at := range n.stated {
			if x.groups[m] != nil && compareNodes(n, m) < 0 && m.key.Kind == n.key.Kind {
				links = append(links, link{n, m, linkStated, Stated, slices.MinFunc(at, compareEvidence)})
			}
		}
		for _, k := range x.same[n.key] {
			if m := x.nodes[k]; m != nil && x.groups[m] != nil && compareNodes(n, m) < 0 {
				links = append(links, link{a: n, b: m, weight: linkDecided, why: Decision})
			}
		}
		for _, kind := range []names.Kind{names.Organisation, names.Place, names.Person} {
			m := x.nodes[Key{kind, n.key.Form}]
			if m != nil && m != n && x.groups[m] != nil && compareNodes(n, m) < 0 && sameBesidesKind(n, m) {
				links = append(links, link{a: n, b: m, weight: linkKinds, why: Same})
			}
		}
		for _, m := range x.near(n) {
			if x.groups[m] == nil || compareNodes(n, m) >= 0 {
				continue
			}
			switch rel, _ := forms.Compare(n.key.Kind, n.form, m.form); rel {
			case forms.Reordered:
				if shared(n.company, m.company) >= 1 {
					links = append(links, link{a: n, b: m, weight: linkReordered, why: Alike})
				}
			case forms.Spelled, forms.Initial:
				least := 1
				if n.form.Words() == 1 {
					least = 2
				}
				if shared(n.company, m.company) >= least {
					links = append(links, link{a: n, b: m, weight: linkSpelled, why: Alike})
				}
			}
		}
	}
	slices.SortFunc(links, func(p, q link) int {
		if p.weight != q.weight {
			return p.weight - q.weight
		}
		if c := compareNodes(p.a, q.a); c != 0 {
			return c
		}
		return compareNodes(p.b, q.b)
	})
	for _, l := range links {
		x.merge(l)
	}
}

func compareEvidence(a, b Evidence) int {
	if c := strings.Compare(a.Text, b.Text); c != 0 {
		return c
	}
	return a.Span.Start - b.Span.Start
}

// sameBesidesKind reports whether two nodes of one form and different kinds are one
// name whose kind was read wrongly once: a place and its government, or a form of
// several words.
func sameBesidesKind(n, m *node) bool {
	if n.key.Kind != names.Person && m.key.Kind != names.Person {
		return true
	}
	return n.form.Words() >= 2
}

// merge joins the groups of a link unless somebody said that they are apart, or it
// rests on likeness and joins persons who are not alike.
func (x *Index) merge(l link) {
	g, h := x.groups[l.a], x.groups[l.b]
	if g == h || x.keptApart(g.nodes, h.nodes) {
		return
	}
	if l.weight > linkKinds && l.a.key.Kind == names.Person {
		for _, n := range g.nodes {
			for _, m := range h.nodes {
				if rel, _ := forms.Compare(names.Person, n.form, m.form); !rel.Same() && n.stated[m] == nil {
					return
				}
			}
		}
	}
	if len(h.nodes) > len(g.nodes) {
		g, h = h, g
	}
	for _, n := range h.nodes {
		g.nodes = append(g.nodes, n)
		g.why[n] = h.why[n]
		if p, ok := h.proof[n]; ok {
			g.proof[n] = p
		}
		x.groups[n] = g
	}
	for _, n := range []*node{l.a, l.b} {
		if g.why[n] == Same && l.why != Same {
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

func (x *Index) keptApart(a, b []*node) bool {
	for _, n := range a {
		for _, k := range x.apart[n.key] {
			if slices.ContainsFunc(b, func(m *node) bool { return m.key == k }) {
				return true
			}
		}
	}
	return false
}

// meets reports whether being beside a form says anything: a surname alone does not.
func (n *node) meets() bool { return !n.short || n.key.Kind == names.Organisation }

// shared counts the full forms two have met both.
func shared(a, b map[*node]int) (n int) {
	if len(b) < len(a) {
		a, b = b, a
	}
	for k := range a {
		if k.meets() && b[k] > 0 {
			n++
		}
	}
	return n
}

// candidate is a group a shorter form may stand for.
type candidate struct {
	g      *group
	stated bool
	rare   bool // of a family name that is not common
	at     proof
	why    Why
}

// place puts the uses of a node into the group of a fuller form, each by itself, or
// into the node's own.
func (x *Index) place(n *node) {
	cands := x.candidates(n)
	own := x.groups[n]
	for _, p := range n.sorted() {
		c, ok := x.choose(n, p, cands)
		if !ok {
			if own == nil {
				own = &group{nodes: []*node{n}, places: map[place]Why{}, why: map[*node]Why{n: Same},
					proof: map[*node]proof{}}
				x.groups[n] = own
				x.all = append(x.all, own)
			}
			own.places[p] = own.why[n]
			continue
		}
		c.g.places[p] = c.why
		if _, ok := c.g.why[n]; !ok {
			c.g.why[n] = c.why
			if c.stated {
				c.g.proof[n] = c.at
			}
		}
	}
}

func (n *node) sorted() []place {
	out := make([]place, 0, len(n.uses))
	for p := range n.uses {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b place) int {
		if c := strings.Compare(a.text, b.text); c != 0 {
			return c
		}
		return a.local - b.local
	})
	return out
}

// candidates returns the groups a node's form can stand for.
func (x *Index) candidates(n *node) []candidate {
	var out []candidate
	put := func(m *node, c candidate) {
		if c.g = x.groups[m]; c.g == nil || c.g == x.groups[n] || x.keptApart([]*node{n}, c.g.nodes) {
			return
		}
		for i := range out {
			if out[i].g == c.g {
				if c.stated && !out[i].stated {
					out[i] = c
				}
				return
			}
		}
		out = append(out, c)
	}
	for _, k := range x.same[n.key] {
		if m := x.nodes[k]; m != nil && n.short {
			put(m, candidate{stated: true, why: Decision})
		}
	}
	if n.short {
		for _, m := range x.statedBy(n) {
			put(m, candidate{stated: true, why: Stated, at: proof{m, slices.MinFunc(n.stated[m], compareEvidence)}})
		}
	}
	for _, m := range x.near(n) {
		rel, fuller := forms.Compare(n.key.Kind, n.form, m.form)
		switch rel {
		case forms.Surname, forms.Shortened, forms.Acronym, forms.Initial, forms.Given, forms.Equal:
			if fuller || rel == forms.Initial && n.short && !m.short {
				rare := n.key.Kind == names.Person && (rel == forms.Surname || rel == forms.Initial) &&
					!names.Common(n.form.Last())
				put(m, candidate{why: Short, rare: rare})
			}
		}
	}
	// a single word taken for a person may be the place or body of that name
	if n.key.Kind == names.Person && n.form.Words() == 1 {
		for _, kind := range []names.Kind{names.Place, names.Organisation} {
			if m := x.nodes[Key{kind, n.key.Form}]; m != nil {
				put(m, candidate{why: Same})
			}
		}
	}
	return out
}

func (x *Index) statedBy(n *node) []*node {
	out := make([]*node, 0, len(n.stated))
	for m := range n.stated {
		out = append(out, m)
	}
	slices.SortFunc(out, compareNodes)
	return out
}

// choose returns what one use of a short form stands for: the only candidate, if a
// text states it or the use is in its company; of several the one in whose company
// the use is most.
func (x *Index) choose(n *node, p place, cands []candidate) (candidate, bool) {
	if len(cands) == 0 {
		return candidate{}, false
	}
	if len(cands) == 1 && (cands[0].stated || cands[0].rare) {
		return cands[0], true
	}
	best, second, at := 0, 0, -1
	for i, c := range cands {
		score := x.companyOf(p, n, c.g)
		if c.stated && score > 0 {
			score++
		}
		switch {
		case score > best:
			best, second, at = score, best, i
		case score > second:
			second = score
		}
	}
	if at < 0 || best == second {
		return candidate{}, false
	}
	return cands[at], true
}

// companyOf counts the full forms beside a use that the group's forms have met as well.
func (x *Index) companyOf(p place, n *node, g *group) (score int) {
	for _, m := range x.texts[p.text].met {
		if m == n || !m.meets() || slices.Contains(g.nodes, m) {
			continue
		}
		if slices.ContainsFunc(g.nodes, func(k *node) bool { return k.company[m] > 0 }) {
			score++
		}
	}
	return score
}
