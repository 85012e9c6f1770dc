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
	for _, k := range u.changed {
		p := u.pairs.at(k)
		by[p.lo] = append(by[p.lo], p.hi)
	}
	marks := make([]int32, len(u.nodes))
	round := int32(0)
	for x, others := range by {
		if len(u.nodes[x].pairs) == 0 {
			continue
		}
		round++
		for _, k := range u.nodes[x].pairs {
			marks[u.pairs.at(k).other(x)] = round
		}
		for _, y := range others {
			for _, k := range u.nodes[y].pairs {
				if t := u.pairs.at(k).other(y); marks[t] == round {
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
	for _, k := range u.nodes[n].pairs {
		p := u.pairs.at(k)
		demoted := p.demoted &^ p.bit(n)
		if out[k] {
			demoted |= p.bit(n)
		}
		if demoted != p.demoted {
			p.demoted = demoted
			u.touched[p.lo], u.touched[p.hi] = true, true
		}
	}
}

// neighbour is one relation seen from one of its texts.
type neighbour struct {
	pair   int32
	other  int32
	spans  []interval // in the text
	cover  float64    // of the other text
	length int        // its letters
	extent float64    // share of the other text from the first passage in it to the last
	// updated says that one of the two is the other with something new in front: their headlines
	// are alike, and behind what is new is next to nothing but passages of the other.
	updated bool
}

// look reads what the text and its neighbour have in common.
func (n *neighbour) look(w *Web, at int32) {
	p := w.pairs.at(n.pair)
	r := w.relation(p)
	var a, b []interval
	for _, x := range r.blocks {
		a, b = append(a, x.a), append(b, x.b)
	}
	n.updated = p.joins() && r.likeHeadline && (isTail(a, r.lenA) || isTail(b, r.lenB))
	if r.A == w.nodes[at].id {
		n.spans, n.cover, n.length, n.extent = a, r.CoverB, r.lenB, extent(b, r.lenB)
	} else {
		n.spans, n.cover, n.length, n.extent = b, r.CoverA, r.lenA, extent(a, r.lenA)
	}
}

// isTail reports whether passages begin behind a text's beginning and make up the rest of it.
func isTail(passages []interval, length int) bool {
	from := passages[0].from
	for _, p := range passages[1:] {
		from = min(from, p.from)
	}
	return from >= newFront && share(covered(slices.Clone(passages)), length-int(from)) >= nearly
}

// parts are the neighbours of a text by the stories they make without it, each named by one of
// its numbers.
func (w *Web) parts(at int32) map[int][]neighbour {
	var ns []neighbour
	index := map[int32]int{}
	for _, k := range w.nodes[at].pairs {
		if p := w.pairs.at(k); p.kind != 0 {
			index[p.other(at)] = len(ns)
			ns = append(ns, neighbour{pair: k, other: p.other(at)})
		}
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
	if len(ns) < 2 {
		return nil
	}
	for i, n := range ns {
		for _, k := range w.ownOf(n.other) {
			if p := w.pairs.at(k); p.joins() {
				if j, ok := index[p.lo]; ok {
					of[find(i)] = find(j)
				}
			}
		}
	}
	parts := map[int][]neighbour{}
	for i, n := range ns {
		parts[find(i)] = append(parts[find(i)], n)
	}
	return parts
}

// strangers reports whether a text is assembled from several stories, and which of
// its pairs join nothing for that reason.
func (w *Web) strangers(at int32) (assembled bool, out map[int32]bool) {
	parts := w.parts(at)
	if len(parts) < 2 {
		return false, nil
	}
	length := int(w.nodes[at].letters)
	cover := map[int]*bitset{}
	all := newBitset(length)
	twice := newBitset(length) // what stands in more than one part
	for root, part := range parts {
		b := newBitset(length)
		for i := range part {
			part[i].look(w, at)
			for _, iv := range part[i].spans {
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
	out = map[int32]bool{}
	for root, part := range parts {
		if main[root] {
			continue
		}
		for _, n := range part {
			out[n.pair] = true
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
				updated = updated || n.updated
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
