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

// Group makes stories of relations between texts and changes none of the relations
// given. A text assembled from several others belongs to the one story that makes
// up most of it, or to none. The order of relations makes no difference.
func Group(relations []Relation) Grouping {
	g := Grouping{Relations: slices.Clone(relations)}
	slices.SortFunc(g.Relations, byTexts)
	g.Assembled = demote(g.Relations)
	sets := newSets()
	for _, r := range g.Relations {
		if r.Joins() {
			sets.union(r.A, r.B)
		}
	}
	g.Stories = sets.groups()
	return g
}

// What makes a text assembled, as shares of its letters.
const (
	assembledCover = 0.50 // so much of it stands in other texts,
	assembledPart  = 50   // and so many letters in at least two stories each and in no other
	mainPart       = 0.25 // the story it belongs to nevertheless makes up so much of it
	wholeSource    = 0.80 // with an article held whole (an update in front of a report),
	keptPart       = 0.45 // or so much of it
	keptExtent     = 0.85 // with what is left of an article from its beginning to its end,
	nearlyAll      = 0.85 // or is nearly all there is
)

// neighbour is one relation seen from one of its texts.
type neighbour struct {
	relation int
	other    string
	spans    []interval // in the text
	cover    float64    // of the other text
	length   int        // its letters
	extent   float64    // share of the other text from the first passage in it to the last
}

// demote turns joining relations of assembled texts into Partial, in place, and
// returns these texts.
func demote(rs []Relation) (assembled []string) {
	around := map[string][]neighbour{}
	joined := map[[2]string]bool{}
	lengths := map[string]int{}
	for i, r := range rs {
		var a, b []interval
		for _, p := range r.Passages {
			a, b = append(a, p.a), append(b, p.b)
		}
		around[r.A] = append(around[r.A], neighbour{i, r.B, a, r.CoverB, r.lenB, extent(b, r.lenB)})
		around[r.B] = append(around[r.B], neighbour{i, r.A, b, r.CoverA, r.lenA, extent(a, r.lenA)})
		lengths[r.A], lengths[r.B] = r.lenA, r.lenB
		if r.Joins() {
			joined[[2]string{r.A, r.B}] = true
		}
	}
	var out []int
	for id, ns := range around {
		is, strange := strangers(ns, joined, lengths[id])
		if is {
			assembled = append(assembled, id)
		}
		out = append(out, strange...)
	}
	for _, i := range out {
		rs[i].Kind, rs[i].How = Partial, ""
	}
	slices.Sort(assembled)
	return assembled
}

// strangers reports whether a text is assembled from several stories, and which of
// its relations join nothing for that reason.
func strangers(ns []neighbour, joined map[[2]string]bool, length int) (assembled bool, out []int) {
	if len(ns) < 2 {
		return false, nil
	}
	sets := newSets()
	for i, n := range ns {
		sets.add(n.other)
		for _, m := range ns[:i] {
			if joined[[2]string{n.other, m.other}] || joined[[2]string{m.other, n.other}] {
				sets.union(n.other, m.other)
			}
		}
	}
	parts := map[string][]neighbour{}
	for _, n := range ns {
		root := sets.find(n.other)
		parts[root] = append(parts[root], n)
	}
	if len(parts) < 2 {
		return false, nil
	}
	cover := map[string]*bitset{}
	all := newBitset(length)
	for root, part := range parts {
		b := newBitset(length)
		for _, n := range part {
			for _, iv := range n.spans {
				b.set(iv)
				all.set(iv)
			}
		}
		cover[root] = b
	}
	own := 0 // stories with a part of their own
	for root, b := range cover {
		alone := b.clone()
		for other, o := range cover {
			if other != root {
				alone.clear(o)
			}
		}
		if alone.count() >= assembledPart {
			own++
		}
	}
	if own < 2 || float64(all.count()) < assembledCover*float64(length) {
		return false, nil
	}
	for root, part := range parts {
		makes := share(cover[root].count(), length)
		held, kept := 0.0, 0.0
		for _, n := range part {
			if n.length >= minArticle {
				held = max(held, n.cover)
				kept = max(kept, n.extent)
			}
		}
		if makes >= nearlyAll || makes >= mainPart && held >= wholeSource || makes >= keptPart && kept >= keptExtent {
			continue
		}
		for _, n := range part {
			out = append(out, n.relation)
		}
	}
	return true, out
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
