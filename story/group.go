package story

import (
	"cmp"
	"slices"
)

// A Story is a group of texts joined by copies and teasers, by ID.
type Story []string

// A Grouping is what relations between texts come to.
type Grouping struct {
	// Relations are those given, by A, then B. Some that would chain unrelated
	// stories are demoted to Partial.
	Relations []Relation
	// Stories are the groups of two texts and more, by their first member.
	Stories []Story
	// Assembled are the texts made of several stories, by ID: roundups, long
	// excerpts under another piece's headline, reports with another's news in front.
	Assembled []string
}

// What makes a text assembled, as shares of its letters.
const (
	assembledCover = 0.50 // so much of it stands in other texts,
	assembledPart  = 50   // and so many letters in at least two stories each and in no other
	mainPart       = 0.25 // the story it belongs to nevertheless makes up so much of it
	wholeSource    = 0.80 // with an article held whole (an update in front of a report),
	keptPart       = 0.40 // or so much of it, and together with the share of an article that
	keptSum        = 1.25 // lies between the first and the last of what is left of it so much,
	nearlyAll      = 0.85 // or is nearly all there is
	mainOver       = 1.25 // of several such stories it belongs to one that makes up so much more than the next
)

// demote finds what texts that changed, and those between two that changed, are made of,
// and lets relations of assembled texts to strangers join nothing.
func (u *update) demote() {
	again := make([]bool, len(u.nodes))
	for n := range u.touched {
		again[n] = true
	}
	// What is near both ends of a pair that changed. Pairs are taken by their first text,
	// whose neighbours are marked once: a group of alike texts has many pairs.
	by := map[int32][]int32{}
	for _, e := range u.changed {
		by[e.lo] = append(by[e.lo], e.hi)
	}
	marks := make([]int32, len(u.nodes))
	round := int32(0)
	for x, others := range by {
		if len(u.nodes[x].edges) == 0 {
			continue
		}
		round++
		for _, f := range u.nodes[x].edges {
			marks[f.other(x)] = round
		}
		for _, y := range others {
			for _, f := range u.nodes[y].edges {
				if t := f.other(y); marks[t] == round {
					again[t] = true
				}
			}
		}
	}
	for n, yes := range again {
		if yes && u.nodes[n].id != "" {
			u.assemble(int32(n))
		}
	}
}

// assemble sets what a text is made of.
func (u *update) assemble(n int32) {
	is, out := u.strangers(n)
	if u.nodes[n].assembled != is {
		u.nodes[n].assembled = is
		u.touched[n] = true
	}
	for _, e := range u.nodes[n].edges {
		demoted := e.demoted &^ e.bit(n)
		if out[e] {
			demoted |= e.bit(n)
		}
		if demoted != e.demoted {
			e.demoted = demoted
			u.touched[e.lo], u.touched[e.hi] = true, true
		}
	}
}

// neighbour is one relation seen from one of its texts.
type neighbour struct {
	*edge
	other  int32
	spans  []interval // in the text
	cover  float64    // of the other text
	length int        // its letters
	extent float64    // share of the other text from the first passage in it to the last
}

// around returns the relations of a text and its letters.
func (w *Web) around(at int32) (ns []neighbour, length int) {
	for _, e := range w.nodes[at].edges {
		if e.relation == nil {
			continue
		}
		r := e.relation
		var a, b []interval
		for _, p := range r.blocks {
			a, b = append(a, p.a), append(b, p.b)
		}
		if r.A == w.nodes[at].id {
			length = r.lenA
			ns = append(ns, neighbour{e, e.other(at), a, r.CoverB, r.lenB, extent(b, r.lenB)})
		} else {
			length = r.lenB
			ns = append(ns, neighbour{e, e.other(at), b, r.CoverA, r.lenA, extent(a, r.lenA)})
		}
	}
	return ns, length
}

// updated reports whether one of two copies is the other with something new in front: their
// headlines are alike, and behind what is new stands next to nothing but passages of the other.
func (e *edge) updated() bool {
	if !e.joins() || !e.common.likeHeadline {
		return false
	}
	var a, b []interval
	for _, p := range e.relation.blocks {
		a, b = append(a, p.a), append(b, p.b)
	}
	return isTail(a, e.relation.lenA) || isTail(b, e.relation.lenB)
}

// isTail reports whether passages begin behind a text's beginning and make up the rest of it.
func isTail(passages []interval, length int) bool {
	from := passages[0].from
	for _, p := range passages[1:] {
		from = min(from, p.from)
	}
	return from >= newFront && share(covered(passages), length-int(from)) >= nearly
}

// strangers reports whether a text is assembled from several stories, and which of
// its relations join nothing for that reason.
func (w *Web) strangers(at int32) (assembled bool, out map[*edge]bool) {
	ns, length := w.around(at)
	if len(ns) < 2 {
		return false, nil
	}
	index := map[int32]int{}
	for i, n := range ns {
		index[n.other] = i
	}
	of := make([]int, len(ns)) // union–find over the neighbours
	for i := range of {
		of[i] = i
	}
	find := func(i int) int {
		for of[i] != i {
			of[i] = of[of[i]]
			i = of[i]
		}
		return i
	}
	for i, n := range ns {
		for _, e := range w.nodes[n.other].edges[:w.nodes[n.other].own] {
			if !e.joins() {
				continue
			}
			if j, ok := index[e.lo]; ok {
				of[find(i)] = find(j)
			}
		}
	}
	parts := map[int][]neighbour{}
	for i, n := range ns {
		parts[find(i)] = append(parts[find(i)], n)
	}
	if len(parts) < 2 {
		return false, nil
	}
	cover := map[int]*bitset{}
	all := newBitset(length)
	twice := newBitset(length) // what stands in more than one part
	for root, part := range parts {
		b := newBitset(length)
		for _, n := range part {
			for _, iv := range n.spans {
				b.set(iv)
			}
		}
		cover[root] = b
		twice.addCommon(all, b)
		all.add(b)
	}
	own := 0 // stories with a part of their own
	for _, b := range cover {
		alone := b.clone()
		alone.clear(twice)
		if alone.count() >= assembledPart {
			own++
		}
	}
	if own < 2 || float64(all.count()) < assembledCover*float64(length) {
		return false, nil
	}
	main := mainStories(parts, cover, length)
	out = map[*edge]bool{}
	for root, part := range parts {
		if main[root] {
			continue
		}
		for _, n := range part {
			out[n.edge] = true
		}
	}
	return true, out
}

// mainStories returns which of the stories a text is assembled from it belongs to nevertheless. A text
// that holds several reports whole, side by side, belongs to one at most, else it would chain them.
func mainStories(parts map[int][]neighbour, cover map[int]*bitset, length int) map[int]bool {
	main, updates := map[int]float64{}, map[int]bool{} // by root; how much of the text main ones make up
	largest, second := 0.0, 0.0
	for root, part := range parts {
		makes := share(cover[root].count(), length)
		held, kept, updated := 0.0, 0.0, false
		for _, n := range part {
			if n.length >= minArticle {
				updated = updated || n.updated()
				held = max(held, n.cover)
				kept = max(kept, n.extent)
			}
		}
		if makes >= nearlyAll || makes >= mainPart && held >= wholeSource ||
			makes >= keptPart && makes+kept >= keptSum || updated {
			main[root] = makes
			second = max(second, min(largest, makes))
			largest = max(largest, makes)
		}
		if updated {
			updates[root] = true
		}
	}
	if len(main) > 1 && len(updates) > 0 {
		return updates
	}
	out := map[int]bool{}
	for root, makes := range main {
		if len(main) == 1 || largest >= mainOver*second && makes == largest {
			out[root] = true
		}
	}
	return out
}

// extent returns which share of a text lies between its first passage and its last.
func extent(passages []interval, length int) float64 {
	if len(passages) == 0 {
		return 0
	}
	from, to := passages[0].from, passages[0].to
	for _, p := range passages[1:] {
		from, to = min(from, p.from), max(to, p.to)
	}
	return share(int(to-from), length)
}

// sets are disjoint sets of texts (union–find with path halving); the root of a
// set is its smallest member, so that the order of unions makes no difference.
type sets struct{ parent map[string]string }

func newSets() *sets { return &sets{map[string]string{}} }

func (s *sets) add(id string) {
	if _, ok := s.parent[id]; !ok {
		s.parent[id] = id
	}
}

func (s *sets) find(id string) string {
	s.add(id)
	for s.parent[id] != id {
		s.parent[id] = s.parent[s.parent[id]]
		id = s.parent[id]
	}
	return id
}

func (s *sets) union(a, b string) {
	a, b = s.find(a), s.find(b)
	s.parent[max(a, b)] = min(a, b)
}

func (s *sets) groups() []Story {
	members := map[string]Story{}
	for id := range s.parent {
		root := s.find(id)
		members[root] = append(members[root], id)
	}
	var out []Story
	for _, m := range members {
		slices.Sort(m)
		out = append(out, m)
	}
	slices.SortFunc(out, func(x, y Story) int { return cmp.Compare(x[0], y[0]) })
	return out
}
