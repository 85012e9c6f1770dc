package story

import (
	"cmp"
	"slices"
)

// Web maintains the relations of an archive's texts while texts are added and removed. Its state depends on the
// texts alone, not on the order or number of updates. It is not safe for concurrent use.
//
// Each text is compared with few others, however many are like it: of the texts that have a gram, only the
// first by rank, a hash of their IDs, are compared. So the cost of a group of copies is proportional to its
// size.
type Web struct {
	// Text returns a text by its ID, for comparing. It must be safe for concurrent use.
	text func(id string) (*Text, error)

	nodes     []node // freeNodes ones have no id
	brief     []nodeBrief
	isNew     []bool // not examined yet
	freeNodes []int32
	byID      map[string]int32
	grams     postings
	pairs     pairs

	growth int // growthOf the number of texts at the end of the last Update
	search int // the greatest limit for search that any text has had
	cache  textCache
}

// node is a text in the web.
type node struct {
	id    string
	grams Sketch // flagged as boilerplate while the text is masked
	mask  *mask  // its boilerplate; nil for none
	// pairs are the pairs with the text. Its own, those it found, come first, because a text may be found by
	// many others and its own are read alone.
	pairs   []int32
	letters int32 // in the text; 0 while it has no pair
	flagged bool  // its grams are flagged in the present update
	// assembled reports that pairs are demoted because the text is made of several stories.
	assembled bool
}

// nodeBrief has the part of a node that looking up grams needs of many texts. It is separate from nodes so that
// more of it fits into a processor's caches.
type nodeBrief struct {
	rank       uint64
	anchors    anchorCounts
	last       uint32 // key of the last anchor
	usualPower uint8  // estimate of how many texts carry it, as a power of four
	ownPairs   uint8  // number of pairs it found
	masked     bool   // its grams are flagged and the node's mask is set
	sameSketch bool   // one of its own pairs is with a text of the same sketch
}

// anchorsOf returns the grams of a sketch that estimate how many texts carry the text.
func anchorsOf(s Sketch) Sketch { return s[:min(len(s), anchors)] }

// limitsOf returns the present limits of a text.
func (w *Web) limitsOf(at int32) limits { return limitsFor(1<<(2*w.brief[at].usualPower), w.growth) }

// searchOf returns the maximum number of texts that may have a gram for the text to search by it.
func (w *Web) searchOf(at int32) int { return searchFor(1 << (2 * w.brief[at].usualPower)) }

// mayHaveMore reports whether a text may have candidates that it is not compared with.
func (w *Web) mayHaveMore(at int32) bool {
	return w.brief[at].ownPairs >= maxPartners || w.brief[at].sameSketch
}

// NewWeb returns an empty web; text returns a text by its ID and must be safe for concurrent use.
func NewWeb(text func(id string) (*Text, error)) *Web {
	w := &Web{text: text, byID: map[string]int32{}, growth: 1, search: leaders}
	w.grams.before = w.precedes
	return w
}

// Sketched is a text by its ID with its sketch.
type Sketched struct {
	ID     string
	Sketch Sketch
}

// CountTexts implements Frequencies.
func (w *Web) CountTexts(gram uint32) int { return w.grams.countTexts(gram) }

// TextCount implements Frequencies.
func (w *Web) TextCount() int { return len(w.byID) }

// Has reports whether a text is in the web.
func (w *Web) Has(id string) bool {
	_, ok := w.byID[id]
	return ok
}

// rankOf returns a text's rank, which does not depend on its content.
func rankOf(id string) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for i := 0; i < len(id); i++ {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return mix(h)
}

func (w *Web) precedes(a, b int32) bool {
	if x, y := w.brief[a].rank, w.brief[b].rank; x != y {
		return x < y
	}
	return w.nodes[a].id < w.nodes[b].id
}

// insert adds a node for a text.
func (w *Web) insert(s Sketched) int32 {
	var at int32
	if k := len(w.freeNodes); k > 0 {
		at, w.freeNodes = w.freeNodes[k-1], w.freeNodes[:k-1]
	} else {
		at = int32(len(w.nodes))
		w.nodes, w.brief, w.isNew = append(w.nodes, node{}), append(w.brief, nodeBrief{}), append(w.isNew, false)
	}
	w.nodes[at] = node{id: s.ID, grams: slices.Clone(s.Sketch)}
	w.brief[at], w.isNew[at] = nodeBrief{rank: rankOf(s.ID)}, true
	if of := anchorsOf(s.Sketch); len(of) > 0 {
		w.brief[at].last = of[len(of)-1].key()
	}
	w.byID[s.ID] = at
	return at
}

// link adds a pair to its two texts.
func (w *Web) link(k int32) {
	p := w.pairs.at(k)
	lo, hi := &w.nodes[p.lo], &w.nodes[p.hi]
	lo.pairs = append(lo.pairs, k)
	hi.pairs = append(hi.pairs, k)
	b := &w.brief[p.hi]
	last := len(hi.pairs) - 1
	hi.pairs[b.ownPairs], hi.pairs[last] = hi.pairs[last], hi.pairs[b.ownPairs]
	b.ownPairs++
	b.sameSketch = b.sameSketch || p.sameSketch
}

func (w *Web) unlink(k int32) {
	p := w.pairs.at(k)
	for _, at := range []int32{p.lo, p.hi} {
		n, b := &w.nodes[at], &w.brief[at]
		i, last := slices.Index(n.pairs, k), len(n.pairs)-1
		if i < int(b.ownPairs) { // the last own pair takes the place, and the last pair of all takes that one's
			b.ownPairs--
			n.pairs[i], i = n.pairs[b.ownPairs], int(b.ownPairs)
		}
		n.pairs[i] = n.pairs[last]
		n.pairs = n.pairs[:last]
	}
	if p.sameSketch {
		w.brief[p.hi].sameSketch = slices.ContainsFunc(w.ownOf(p.hi),
			func(k int32) bool { return w.pairs.at(k).sameSketch })
	}
	w.pairs.drop(k)
}

// ownOf returns the pairs that a text found.
func (w *Web) ownOf(at int32) []int32 { return w.nodes[at].pairs[:w.brief[at].ownPairs] }

// TextRelations has the relations of one text.
type TextRelations struct {
	ID        string
	Assembled bool
	// Relations are to other texts, sorted by the other's rank. A and B do not depend on which text this is about.
	Relations []RelationTo
}

// RelationTo is a text's relation to another.
type RelationTo struct {
	Other string
	// Own reports that the relation is kept with this text, the later by rank.
	Own bool
	Relation
	// Raw and RawHow are the relation before demotion, where it differs.
	Raw    Kind
	RawHow How
}

// Relations returns a text's relations: all of its own, and at most others of those that other texts found.
func (w *Web) Relations(id string, others int) TextRelations {
	out := TextRelations{ID: id}
	at, ok := w.byID[id]
	if !ok {
		return out
	}
	n := &w.nodes[at]
	out.Assembled = n.assembled
	own := int(w.brief[at].ownPairs)
	list := make([]int32, 0, own+min(others, len(n.pairs)-own))
	related := func(k int32) bool { return w.pairs.at(k).kind != 0 }
	order := func(x, y int32) int {
		if w.precedes(w.pairs.at(x).otherText(at), w.pairs.at(y).otherText(at)) {
			return -1
		}
		return 1
	}
	for _, k := range n.pairs[:own] {
		if related(k) {
			list = append(list, k)
		}
	}
	slices.SortFunc(list, order)
	// Texts that found this one come after it by rank.
	later := make([]int32, 0, len(n.pairs)-own)
	for _, k := range n.pairs[own:] {
		if related(k) {
			later = append(later, k)
		}
	}
	slices.SortFunc(later, order)
	list = append(list, later[:min(others, len(later))]...)
	for _, k := range list {
		p := w.pairs.at(k)
		r := w.relation(p)
		x := RelationTo{Other: w.nodes[p.otherText(at)].id, Own: p.hi == at, Raw: r.Kind, RawHow: r.How, Relation: r}
		x.Kind, x.How = p.afterDemotion()
		out.Relations = append(out.Relations, x)
	}
	return out
}

// Grouping returns all relations and the stories they form.
func (w *Web) Grouping() Grouping {
	var g Grouping
	sets := newSets()
	for i := range w.nodes {
		if w.nodes[i].assembled {
			g.Assembled = append(g.Assembled, w.nodes[i].id)
		}
		for _, k := range w.ownOf(int32(i)) {
			p := w.pairs.at(k)
			if p.kind == 0 {
				continue
			}
			r := w.relation(p)
			r.Kind, r.How = p.afterDemotion()
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

// Pairs returns the pairs kept with a text, by the other's ID, for Restore.
func (w *Web) Pairs(id string) (pairs []Restored) {
	at, ok := w.byID[id]
	if !ok {
		return nil
	}
	for _, k := range w.ownOf(at) {
		p := w.pairs.at(k)
		pairs = append(pairs, Restored{This: id, Other: w.nodes[p.lo].id, First: p.first, Kept: []byte(p.evidence),
			Demoted: p.demoted})
	}
	slices.SortFunc(pairs, func(x, y Restored) int { return cmp.Compare(x.Other, y.Other) })
	return pairs
}

// Restore fills an empty web with the texts and pairs of an earlier one. It reports whether all pairs could be
// read; unreadable ones are left out, and the texts with them differ from the earlier web.
func (w *Web) Restore(texts []RestoredText, pairs []Restored) bool {
	for i := 0; i < len(texts); {
		var batch []int32
		for grams := 0; i < len(texts) && grams < gramsAtOnce; i++ {
			if t := &texts[i]; !w.Has(t.ID) {
				at := w.insert(t.Sketched)
				w.isNew[at], w.nodes[at].assembled = false, t.Assembled
				batch, grams = append(batch, at), grams+len(t.Sketch)
			}
		}
		w.grams.add(w.newBatch(batch).postings(w))
	}
	w.growth = growthOf(w.TextCount())
	for i := range w.nodes {
		w.countCarriers(int32(i))
	}
	good := true
	for i := range pairs {
		r := &pairs[i]
		lo, ok := w.byID[r.Other]
		hi, too := w.byID[r.This]
		al, read := evidence(r.Kept).decode("", "")
		if !ok || !too || !read || w.brief[hi].ownPairs >= maxPartners {
			good = false
			continue
		}
		k := w.pairs.add(pair{lo: lo, hi: hi, first: r.First, demoted: r.Demoted, evidence: evidence(r.Kept),
			sameSketch: w.sameSketch(lo, hi)})
		w.link(k)
		w.recordLengths(w.pairs.at(k), &al)
	}
	_ = parallel(len(w.nodes), func(i int) error { // never fails
		if n := &w.nodes[i]; len(n.pairs) > 0 {
			n.grams.flag(w, w.limitsOf(int32(i)))
			w.brief[i].masked, n.mask = true, n.grams.mask(int(n.letters))
		}
		return nil
	})
	for i := range w.nodes {
		for _, k := range w.ownOf(int32(i)) {
			w.setVerdict(w.pairs.at(k))
		}
	}
	for i := range texts {
		if texts[i].Bare {
			w.addFormerPairs(w.byID[texts[i].ID])
		}
	}
	return good
}

// addFormerPairs adds the pairs that a text about to be removed would have, so that its partners are marked. Their
// evidence is not known, and the verdict is set to some relation.
func (w *Web) addFormerPairs(at int32) {
	before, _ := w.candidates(at, w.indexSource(at), new(meetings))
	for _, c := range before {
		k := w.pairs.add(pair{lo: c.text, hi: at, sameSketch: c.sameSketch, verdict: verdict{kind: 1}})
		w.link(k)
	}
}

// countCarriers looks up how many texts carry a text.
func (w *Web) countCarriers(at int32) {
	var c anchorCounts
	of := anchorsOf(w.nodes[at].grams)
	for i, g := range of {
		c = c.withCount(i, w.grams.countTexts(g.key()))
	}
	w.setCarriers(at, c, len(of))
}

// setCarriers sets how many texts carry a text, by its anchors.
func (w *Web) setCarriers(at int32, c anchorCounts, n int) {
	w.brief[at].anchors, w.brief[at].usualPower = c, c.median(n)
	w.search = max(w.search, w.searchOf(at))
}

// recordLengths records the lengths of a pair's texts.
func (w *Web) recordLengths(p *pair, al *alignment) {
	lo, hi := &w.nodes[p.lo], &w.nodes[p.hi]
	if lo.letters, hi.letters = int32(al.lenB), int32(al.lenA); !p.first {
		lo.letters, hi.letters = hi.letters, lo.letters
	}
}

// sameSketch reports whether two texts have equal sketches: the same grams at the same positions.
func (w *Web) sameSketch(a, b int32) bool {
	const flags = gramCommonOpening | gramCommonBody
	return slices.EqualFunc(w.nodes[a].grams, w.nodes[b].grams,
		func(x, y Gram) bool { return x&^flags == y&^flags })
}

// relation returns the relation of a pair's texts before demotion, with its evidence.
func (w *Web) relation(p *pair) Relation {
	a, b := &w.nodes[p.lo], &w.nodes[p.hi]
	if p.first {
		a, b = b, a
	}
	al, _ := p.evidence.decode(a.id, b.id) // it was written or checked earlier
	return al.relation(a.mask, b.mask)
}

// setVerdict sets the verdict of a pair, and reports whether it or its evidence changed.
func (w *Web) setVerdict(p *pair) bool {
	was := p.verdict
	r := w.relation(p)
	p.verdict = r.verdict()
	return p.verdict != was
}

// EachJoined calls fn for every text that is in one story with another because of shared passages.
func (w *Web) EachJoined(id string, fn func(other string)) {
	at, ok := w.byID[id]
	if !ok {
		return
	}
	for _, k := range w.nodes[at].pairs {
		if p := w.pairs.at(k); p.joins() && p.demoted == 0 {
			fn(w.nodes[p.otherText(at)].id)
		}
	}
}
