package story

import (
	"cmp"
	"slices"
)

// Web keeps which texts of an archive are related while texts come and go. What it holds
// depends on the texts alone, not on the order in which they came, nor in how many
// steps. It is not safe for concurrent use.
//
// Each text is compared with few others, however many are like it: of those that hold
// a gram of it, the first by rank, a hash of their IDs, stand for all. So a group of ten
// thousand copies costs as much as its size.
type Web struct {
	// Text returns a text by its ID, for comparing. It must be safe for concurrent use.
	text func(id string) (*Text, error)

	nodes []node // those that are free have no id
	// ranks and isNew are by node as well. Looking up grams asks them of text after text
	// all over the archive, and they lie close enough together for a processor's caches.
	ranks  []uint64
	isNew  []bool // not looked at yet
	free   []int32
	byID   map[string]int32
	grams  postings
	growth int // growthOf the texts there were at the end of the last Update
	search int // the greatest limit for search that any text has had
	cache  textCache
}

// node is a text in the web.
type node struct {
	id      string
	grams   Sketch // flagged as boilerplate while the text has edges
	letters int    // in the text; 0 while it has no edge
	limits  limits
	masked  bool // its grams are flagged, and mask is what is boilerplate in it
	mask    mask
	// edges are pairs with the text, those it looked for first: many texts may have looked
	// for one, and whoever asks for its own need not pass over them.
	edges []*edge
	own   int // how many it looked for
	// assembled says that edges join nothing because the text is made of several stories.
	assembled bool
}

// anchored reports whether a gram is one of those that tell how many texts the text is told by.
func (n *node) anchored(gram uint32) bool {
	for _, g := range n.grams[:min(anchors, len(n.grams))] {
		if g.key() == gram {
			return true
		}
	}
	return false
}

// full reports whether the text may have more candidates than it is compared with.
func (w *Web) full(at int32) bool { return w.nodes[at].own >= maxPartners }

// edge is a pair of texts that were compared. hi looked for lo: it is the later by rank.
type edge struct {
	lo, hi   int32
	common   *alignment
	relation *Relation // nil where they have nothing to do with each other
	// demoted has a bit for each end that is assembled and to which the other is a stranger.
	demoted uint8
}

func (e *edge) other(n int32) int32 {
	if e.lo == n {
		return e.hi
	}
	return e.lo
}

// bit is that of one end in demoted.
func (e *edge) bit(n int32) uint8 {
	if e.lo == n {
		return 1
	}
	return 2
}

// joins reports whether the texts are one story by themselves, whatever they are made of.
func (e *edge) joins() bool { return e.relation != nil && e.relation.Joins() }

// shown is the relation with what the ends are made of taken into account.
func (e *edge) shown() Relation {
	r := *e.relation
	if e.demoted != 0 && r.Joins() {
		r.Kind, r.How = Partial, ""
	}
	return r
}

// NewWeb returns a web without texts.
func NewWeb(text func(id string) (*Text, error)) *Web {
	w := &Web{text: text, byID: map[string]int32{}, growth: 1, search: leaders}
	w.grams.before = w.before
	return w
}

// Sketched is a text by its ID with its sketch.
type Sketched struct {
	ID     string
	Sketch Sketch
}

// Of implements Frequencies.
func (w *Web) Of(gram uint32) int { return w.grams.count(gram) }

// Texts implements Frequencies.
func (w *Web) Texts() int { return len(w.byID) }

// Has reports whether a text is in the web.
func (w *Web) Has(id string) bool {
	_, ok := w.byID[id]
	return ok
}

// rankOf orders texts in a way that has nothing to do with what is in them.
func rankOf(id string) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for i := 0; i < len(id); i++ {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return mix(h)
}

func (w *Web) before(a, b int32) bool {
	if x, y := w.ranks[a], w.ranks[b]; x != y {
		return x < y
	}
	return w.nodes[a].id < w.nodes[b].id
}

// insert gives a text a node.
func (w *Web) insert(s Sketched) int32 {
	var at int32
	if k := len(w.free); k > 0 {
		at, w.free = w.free[k-1], w.free[:k-1]
	} else {
		at = int32(len(w.nodes))
		w.nodes, w.ranks, w.isNew = append(w.nodes, node{}), append(w.ranks, 0), append(w.isNew, false)
	}
	w.nodes[at] = node{id: s.ID, grams: slices.Clone(s.Sketch)}
	w.ranks[at], w.isNew[at] = rankOf(s.ID), true
	w.byID[s.ID] = at
	return at
}

// link notes that two texts were compared.
func (w *Web) link(e *edge) {
	lo, hi := &w.nodes[e.lo], &w.nodes[e.hi]
	lo.edges = append(lo.edges, e)
	hi.edges = append(hi.edges, e)
	last := len(hi.edges) - 1
	hi.edges[hi.own], hi.edges[last] = hi.edges[last], hi.edges[hi.own]
	hi.own++
}

func (w *Web) unlink(e *edge) {
	for _, at := range []int32{e.lo, e.hi} {
		n := &w.nodes[at]
		i, last := slices.Index(n.edges, e), len(n.edges)-1
		if i < n.own { // the last of its own takes the place, and the last of all that one's
			n.own--
			n.edges[i], i = n.edges[n.own], n.own
		}
		n.edges[i] = n.edges[last]
		n.edges = n.edges[:last]
	}
}

// Knot is what the web knows of one text.
type Knot struct {
	ID        string
	Assembled bool
	// Relations are to other texts, by the other's rank. Each is seen from neither side.
	Relations []Knotted
}

// Knotted is a text's relation to another.
type Knotted struct {
	Other string
	// Own says that the relation is kept with this text, the later by rank.
	Own bool
	Relation
	// Raw and RawHow are what the two texts have to do with each other by themselves, where
	// what they are made of makes a difference.
	Raw    Kind
	RawHow How
}

// Knot returns a text's relations, of each of which one end is this text.
func (w *Web) Knot(id string) Knot {
	out := Knot{ID: id}
	at, ok := w.byID[id]
	if !ok {
		return out
	}
	n := &w.nodes[at]
	out.Assembled = n.assembled
	edges := slices.DeleteFunc(slices.Clone(n.edges), func(e *edge) bool { return e.relation == nil })
	slices.SortFunc(edges, func(x, y *edge) int {
		if w.before(x.other(at), y.other(at)) {
			return -1
		}
		return 1
	})
	for _, e := range edges {
		out.Relations = append(out.Relations, Knotted{Other: w.nodes[e.other(at)].id, Own: e.hi == at,
			Relation: e.shown(), Raw: e.relation.Kind, RawHow: e.relation.How})
	}
	return out
}

// Grouping returns all relations and the stories they make.
func (w *Web) Grouping() Grouping {
	var g Grouping
	sets := newSets()
	for i := range w.nodes {
		n := &w.nodes[i]
		if n.assembled {
			g.Assembled = append(g.Assembled, n.id)
		}
		for _, e := range n.edges {
			if e.hi != int32(i) || e.relation == nil {
				continue
			}
			r := e.shown()
			g.Relations = append(g.Relations, r)
			if r.Joins() {
				sets.union(r.A, r.B)
			}
		}
	}
	slices.SortFunc(g.Relations, byTexts)
	slices.Sort(g.Assembled)
	g.Stories = sets.groups()
	return g
}

func byTexts(x, y Relation) int {
	return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
}

// Pairs returns the pairs that are kept with a text, by the other's ID: what Restore needs.
func (w *Web) Pairs(id string) (pairs []Restored) {
	at, ok := w.byID[id]
	if !ok {
		return nil
	}
	for _, e := range w.nodes[at].edges[:w.nodes[at].own] {
		pairs = append(pairs, Restored{This: id, Other: w.nodes[e.lo].id, First: e.common.a == id,
			Kept: e.common.keep(), Demoted: e.demoted})
	}
	slices.SortFunc(pairs, func(x, y Restored) int { return cmp.Compare(x.Other, y.Other) })
	return pairs
}

// Restore fills a web that has no texts with what an earlier one had.
func (w *Web) Restore(texts []RestoredText, pairs []Restored) {
	for chunk := range slices.Chunk(texts, addAtOnce) {
		var list []posting
		for _, t := range chunk {
			if w.Has(t.ID) {
				continue
			}
			at := w.insert(t.Sketched)
			w.isNew[at], w.nodes[at].assembled = false, t.Assembled
			for _, g := range t.Sketch {
				list = append(list, posting{g.key(), at})
			}
		}
		w.grams.add(list)
	}
	w.growth = growthOf(w.Texts())
	for i := range w.nodes {
		w.limit(int32(i))
	}
	for i := range pairs {
		p := &pairs[i]
		lo, ok := w.byID[p.Other]
		hi, too := w.byID[p.This]
		if !ok || !too {
			continue
		}
		a, b := p.This, p.Other
		if !p.First {
			a, b = b, a
		}
		e := &edge{lo: lo, hi: hi, demoted: p.Demoted, common: p.Kept.alignment(a, b)}
		w.link(e)
		w.measured(e)
	}
	_ = parallel(len(w.nodes), func(i int) error { // never fails
		if n := &w.nodes[i]; len(n.edges) > 0 {
			n.grams.flag(w, n.limits)
			n.masked, n.mask = true, n.grams.mask(n.letters)
		}
		return nil
	})
	for i := range w.nodes {
		for _, e := range w.nodes[i].edges {
			if e.hi == int32(i) {
				e.relation = w.decide(e)
			}
		}
	}
}

// limit sets the limits of a text as the archive is now.
func (w *Web) limit(at int32) {
	n := &w.nodes[at]
	n.limits = limitsOf(n.grams, w)
	w.search = max(w.search, n.limits.search)
}

// measured notes how long the ends of an edge are.
func (w *Web) measured(e *edge) {
	lo, hi := &w.nodes[e.lo], &w.nodes[e.hi]
	if lo.letters, hi.letters = e.common.lenB, e.common.lenA; e.common.a == lo.id {
		lo.letters, hi.letters = e.common.lenA, e.common.lenB
	}
}

// decide is what the texts of an edge are to each other; nil for nothing.
func (w *Web) decide(e *edge) *Relation {
	a, b := w.nodes[e.lo].mask, w.nodes[e.hi].mask
	if e.common.a == w.nodes[e.hi].id {
		a, b = b, a
	}
	if r := e.common.relation(a, b); r.Kind != None {
		return &r
	}
	return nil
}

// Joined calls fn for every text that is one story with another because of their passages.
func (w *Web) Joined(id string, fn func(other string)) {
	at, ok := w.byID[id]
	if !ok {
		return
	}
	for _, e := range w.nodes[at].edges {
		if e.joins() && e.demoted == 0 {
			fn(w.nodes[e.other(at)].id)
		}
	}
}
