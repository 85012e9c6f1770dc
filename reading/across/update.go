package across

import (
	"cmp"
	"container/heap"
	"maps"
	"slices"
)

// changes are what is to be joined again.
type changes struct {
	forms   map[*node]bool    // whose form, life or stated names changed
	written map[*node]bool    // that are written otherwise
	company map[*node][]*text // whose company changed, by texts that are new to it or gone
	placed  map[place]bool    // uses that are new
	lost    map[*node]bool    // with fewer uses
	counted []*node           // whose company is known
	groups  map[*group]bool   // to be named anew
	related map[*group]bool   // to be related anew
	shown   map[*group]bool   // to be told by Update
	gone    map[string]bool   // IDs that were told and are no more
	moved   map[*text]bool    // with a local name whose name has another ID than was told
	held    map[string]uint32 // folded forms that are other names' than was told, with the shards of the texts
}

func newChanges() changes {
	return changes{forms: map[*node]bool{}, written: map[*node]bool{}, company: map[*node][]*text{},
		placed: map[place]bool{}, lost: map[*node]bool{}, groups: map[*group]bool{}, related: map[*group]bool{},
		shown: map[*group]bool{}, gone: map[string]bool{}, moved: map[*text]bool{}, held: map[string]uint32{}}
}

func (c *changes) form(n *node) { c.forms[n] = true }

// met notes that a text is new to, or gone from, those a form's company is of.
func (c *changes) met(n *node, e *text) {
	n.company = nil
	c.company[n] = append(c.company[n], e)
}

func (c *changes) place(p place)   { c.placed[p] = true }
func (c *changes) unplace(p place) { delete(c.placed, p) }

// settle joins again what has changed.
func (x *Index) settle() {
	c := &x.changes
	if len(c.forms)+len(c.company)+len(c.placed)+len(c.lost)+len(c.groups) == 0 {
		return
	}
	q := newQueue()
	if q.whole = len(c.forms) > len(x.nodes)/2; q.whole {
		for _, n := range x.nodes {
			q.all(n)
		}
	}
	for n := range c.forms {
		q.all(n)
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
		x.retold(n, q)
		nodes := []*node{n}
		if n.own != nil {
			nodes = n.own.nodes
		}
		for _, m := range nodes {
			if q.whole {
				break
			}
			x.dependents(m, func(o *node) { q.met(o, n) })
		}
	}
	for p := range c.placed {
		q.place(p)
	}
	for n := range c.lost {
		q.of(n)
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

// renameAgain has the names named anew of which a form is a variant: it may be written
// otherwise now.
func (x *Index) renameAgain(n *node) {
	for _, e := range n.in {
		for i := range e.locals {
			l := &e.locals[i]
			if l.home != nil && slices.ContainsFunc(l.uses, func(w writing) bool { return w.node == n }) {
				x.changes.groups[l.home] = true
			}
		}
	}
}

// relateAgain has the names a form is of related anew: that rests on forms and company.
func (x *Index) relateAgain(n *node) {
	if n.own != nil {
		x.changes.related[n.own] = true
	}
	for _, h := range n.homes {
		x.changes.related[h.g] = true
	}
}

// dependents calls fn with the nodes whose uses may stand for n.
func (x *Index) dependents(n *node, fn func(*node)) {
	for _, m := range x.near(n) {
		if rel, fuller := compare(m, n); standsFor(rel, fuller, m, n) {
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
	for _, k := range x.apart[n.key] {
		if m := x.nodes[k]; m != nil {
			fn(m)
		}
	}
	if m := x.personOf(n); m != nil {
		fn(m)
	}
}

// work is what of a node's uses is to be placed again.
type work struct {
	all  bool
	met  []*node // nodes whose company changed: uses beside what is new in it or gone
	uses map[place]bool
}

// queue holds the nodes whose uses are to be placed, in the order of placing.
type queue struct {
	whole bool // all uses are placed again, whatever depends on what
	work  map[*node]*work
	order placingOrder
}

func newQueue() *queue { return &queue{work: map[*node]*work{}} }

func (q *queue) of(n *node) *work {
	w := q.work[n]
	if w == nil {
		w = &work{}
		q.work[n] = w
		heap.Push(&q.order, n)
	}
	return w
}

func (q *queue) all(n *node) { q.of(n).all = true }

func (q *queue) met(n, company *node) {
	w := q.of(n)
	w.met = append(w.met, company)
}

func (q *queue) place(p place) {
	w := q.of(p.at().node)
	if w.uses == nil {
		w.uses = map[place]bool{}
	}
	w.uses[p] = true
}

// placingOrder is a heap of nodes: full forms first, then those with more words, as
// "M. Dravic" may be what "Dravic" stands for.
type placingOrder []*node

func (o placingOrder) Len() int           { return len(o) }
func (o placingOrder) Less(i, j int) bool { return before(o[i], o[j]) }
func (o placingOrder) Swap(i, j int)      { o[i], o[j] = o[j], o[i] }
func (o *placingOrder) Push(n any)        { *o = append(*o, n.(*node)) }
func (o *placingOrder) Pop() any {
	old := *o
	n := old[len(old)-1]
	*o = old[:len(old)-1]
	return n
}

// before reports whether the uses of a are placed before those of b.
func before(a, b *node) bool {
	if a.short != b.short {
		return !a.short
	}
	if a.short {
		if d := cmp.Compare(b.form().Words(), a.form().Words()); d != 0 {
			return d < 0
		}
	}
	return compareNodes(a, b) < 0
}

// regroup makes the groups of full forms that the changed ones are linked with anew.
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
	// What comes out as it was stays what it was.
	for _, g := range made {
		if o := g.nodes[0].own; o != nil && old[o] && o.full && slices.Equal(o.nodes, g.nodes) {
			delete(old, o)
			if !maps.Equal(o.why, g.why) || !maps.Equal(o.proof, g.proof) {
				o.why, o.proof = g.why, g.proof
				x.changed(o, q)
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
		x.changed(g, q)
	}
}

// changed has the uses of a group, and of what may stand for its forms, placed again.
func (x *Index) changed(g *group, q *queue) {
	x.changes.groups[g] = true
	for n := range g.placed {
		q.all(n)
	}
	for _, n := range g.nodes {
		q.all(n)
		x.dependOn(n, q)
	}
}

// dependOn has the uses that may stand for a node placed again.
func (x *Index) dependOn(n *node, q *queue) {
	if !q.whole {
		x.dependents(n, q.all)
	}
}

// dissolve takes a group away; its uses are to be placed again.
func (x *Index) dissolve(g *group, q *queue) {
	x.changed(g, q)
	for _, p := range g.places() {
		x.move(p, nil, "")
	}
	for _, n := range g.nodes {
		if n.own == g {
			n.own = nil
		}
	}
}
