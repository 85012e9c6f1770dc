package across

import (
	"cmp"
	"container/heap"
	"maps"
	"slices"

	"cuttings/reading/names"
)

// changes records what must be joined again.
type changes struct {
	forms       map[*node]bool    // whose form, count or stated names changed
	written     map[*node]bool    // whose spelling changed
	company     map[*node][]*text // whose company changed, by texts that are new to it or gone
	placed      map[place]bool    // uses that are new
	lost        map[*node]bool    // with fewer uses
	counted     []*node           // whose company is known
	groups      map[*group]bool   // to be named again
	related     map[*group]bool   // to be related again
	shown       map[*group]bool   // to be returned by Update
	gone        map[string]bool   // IDs returned before that no longer exist
	moved       map[*text]bool    // with a local name whose name has another ID than was returned
	sharedForms map[string]uint32 // folded forms whose names changed, with the shards of the texts
}

func newChanges() changes {
	return changes{forms: map[*node]bool{}, written: map[*node]bool{}, company: map[*node][]*text{},
		placed: map[place]bool{}, lost: map[*node]bool{}, groups: map[*group]bool{}, related: map[*group]bool{},
		shown: map[*group]bool{}, gone: map[string]bool{}, moved: map[*text]bool{}, sharedForms: map[string]uint32{}}
}

func (c *changes) markForm(n *node) { c.forms[n] = true }

// markCompany records that a text was added to, or removed from, those a form's company is from.
func (c *changes) markCompany(n *node, e *text) {
	n.company = nil
	c.company[n] = append(c.company[n], e)
}

func (c *changes) markUse(p place)   { c.placed[p] = true }
func (c *changes) unmarkUse(p place) { delete(c.placed, p) }

// rejoin joins again what has changed.
func (x *Index) rejoin() {
	c := &x.changes
	if len(c.forms)+len(c.company)+len(c.placed)+len(c.lost)+len(c.groups) == 0 {
		return
	}
	q := newQueue()
	if q.whole = len(c.forms) > len(x.nodes)/2; q.whole {
		for _, n := range x.nodes {
			q.addAllUses(n)
		}
	}
	for n := range c.forms {
		q.addAllUses(n)
		x.dependOn(n, q)
	}
	x.regroup(q)
	for n := range c.forms {
		x.relateAgain(n)
	}
	for n := range c.written {
		x.renameAgain(n)
	}
	for n := range c.company {
		x.relateAgain(n)
		x.traitsChanged(n, q)
		if n.key.Kind == names.Person && len(n.in) <= x.enoughTexts()+1 && x.extraCompany() > 0 {
			x.dependOn(n, q) // surnames are of persons that several texts have, and more than other bearers
		}
		nodes := []*node{n}
		if n.own != nil {
			nodes = n.own.nodes
		}
		for _, m := range nodes {
			if q.whole {
				break
			}
			x.dependents(m, func(o *node) { q.addUsesBeside(o, n) })
		}
	}
	for p := range c.placed {
		q.addUse(p)
	}
	for n := range c.lost {
		q.workOf(n)
	}
	for len(q.order) > 0 {
		n := heap.Pop(&q.order).(*node)
		w := q.work[n]
		delete(q.work, n)
		x.placeUses(n, w, q)
	}
	x.nameGroups()
	for _, n := range c.counted {
		n.company = nil
	}
	c.written = map[*node]bool{}
	c.forms, c.company, c.counted = map[*node]bool{}, map[*node][]*text{}, nil
	c.placed, c.lost = map[place]bool{}, map[*node]bool{}
}

// renameAgain marks the names with a form for naming, because its spelling may have changed.
func (x *Index) renameAgain(n *node) {
	for _, e := range n.in {
		for i := range e.locals {
			l := &e.locals[i]
			if l.home != nil && slices.ContainsFunc(l.uses, func(w writtenForm) bool { return w.node == n }) {
				x.changes.groups[l.home] = true
			}
		}
	}
}

// relateAgain marks the names with a form for relating, which depends on forms and company.
func (x *Index) relateAgain(n *node) {
	if n.own != nil {
		x.changes.related[n.own] = true
	}
	for _, h := range n.homes {
		x.changes.related[h.g] = true
	}
}

// dependents calls fn with the nodes whose uses may be of n.
func (x *Index) dependents(n *node, fn func(*node)) {
	for _, m := range x.nodesSharingKey(n) {
		if rel, fuller := compare(m, n); canBeOf(rel, fuller, m, n) {
			fn(m)
		}
	}
	for m := range n.stated {
		fn(m)
	}
	for _, k := range x.same[n.key] {
		if m := x.nodes[k]; m != nil {
			fn(m)
		}
	}
	for _, k := range x.different[n.key] {
		if m := x.nodes[k]; m != nil {
			fn(m)
		}
	}
	if m := x.personOf(n); m != nil {
		fn(m)
	}
}

// work is the part of a node's uses that must be placed again.
type work struct {
	all  bool
	met  []*node // nodes whose company changed: uses beside what was added or removed
	uses map[place]bool
}

// queue has the nodes whose uses must be placed, in the order of placing.
type queue struct {
	whole bool // all uses are placed again, regardless of dependencies
	work  map[*node]*work
	order placingOrder
}

func newQueue() *queue { return &queue{work: map[*node]*work{}} }

func (q *queue) workOf(n *node) *work {
	w := q.work[n]
	if w == nil {
		w = &work{}
		q.work[n] = w
		heap.Push(&q.order, n)
	}
	return w
}

func (q *queue) addAllUses(n *node) { q.workOf(n).all = true }

func (q *queue) addUsesBeside(n, company *node) {
	w := q.workOf(n)
	w.met = append(w.met, company)
}

func (q *queue) addUse(p place) {
	w := q.workOf(p.localName().node)
	if w.uses == nil {
		w.uses = map[place]bool{}
	}
	w.uses[p] = true
}

// placingOrder is a heap of nodes: full forms first, then those with more words, because "Dravic" may be a form
// of "M. Dravic".
type placingOrder []*node

func (o placingOrder) Len() int           { return len(o) }
func (o placingOrder) Less(i, j int) bool { return isPlacedBefore(o[i], o[j]) }
func (o placingOrder) Swap(i, j int)      { o[i], o[j] = o[j], o[i] }
func (o *placingOrder) Push(n any)        { *o = append(*o, n.(*node)) }
func (o *placingOrder) Pop() any {
	old := *o
	n := old[len(old)-1]
	*o = old[:len(old)-1]
	return n
}

// isPlacedBefore reports whether the uses of a are placed before those of b.
func isPlacedBefore(a, b *node) bool {
	if a.short != b.short {
		return !a.short
	}
	if a.short {
		if d := cmp.Compare(b.form().WordCount(), a.form().WordCount()); d != 0 {
			return d < 0
		}
	}
	return compareNodes(a, b) < 0
}

// regroup makes the groups of full forms linked with changed ones again.
func (x *Index) regroup(q *queue) {
	seen, old := map[*node]bool{}, map[*group]bool{}
	var full []*node
	var todo []*node
	visit := func(n *node) {
		if !seen[n] {
			seen[n] = true
			todo = append(todo, n)
		}
	}
	for n := range x.changes.forms {
		visit(n)
	}
	for n := range x.changes.company {
		visit(n)
	}
	var links []link
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if g := n.own; g != nil && (g.full || !n.short || n.live == 0) {
			old[g] = true
			for _, m := range g.nodes {
				visit(m)
			}
		}
		if n.short || n.live == 0 {
			continue
		}
		full = append(full, n)
		for _, l := range x.links(n) {
			visit(l.a)
			visit(l.b)
			links = append(links, l)
		}
	}
	slices.SortFunc(links, compareLinks)
	links = slices.CompactFunc(links, func(p, q link) bool { return p.a == q.a && p.b == q.b && p.weight == q.weight })
	made := x.unite(full, links)
	// Groups that come out unchanged are kept.
	for _, g := range made {
		if o := g.nodes[0].own; o != nil && old[o] && o.full && slices.Equal(o.nodes, g.nodes) {
			delete(old, o)
			if !maps.Equal(o.why, g.why) || !maps.Equal(o.proof, g.proof) {
				o.why, o.proof = g.why, g.proof
				x.queueUsesOf(o, q)
			}
		}
	}
	for o := range old {
		x.dissolve(o, q)
	}
	for _, g := range made {
		if g.nodes[0].own != nil {
			continue
		}
		for _, n := range g.nodes {
			n.own = g
		}
		x.queueUsesOf(g, q)
	}
}

// queueUsesOf marks the uses of a group, and of what may be of its forms, for placing.
func (x *Index) queueUsesOf(g *group, q *queue) {
	x.changes.groups[g] = true
	for n := range g.placed {
		q.addAllUses(n)
	}
	for _, n := range g.nodes {
		q.addAllUses(n)
		x.dependOn(n, q)
	}
}

// dependOn marks the uses that may be of a node for placing.
func (x *Index) dependOn(n *node, q *queue) {
	if !q.whole {
		x.dependents(n, q.addAllUses)
	}
}

// dissolve removes a group; its uses must be placed again.
func (x *Index) dissolve(g *group, q *queue) {
	x.queueUsesOf(g, q)
	for _, p := range g.places() {
		x.move(p, nil, "")
	}
	for _, n := range g.nodes {
		if n.own == g {
			n.own = nil
		}
	}
}
