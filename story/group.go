package story

import (
	"cmp"
	"slices"
)

// A Story is a group of texts joined by copies and teasers, by ID.
type Story []string

// A Grouping is the result of relating texts.
type Grouping struct {
	// Relations are sorted by A, then B. Some that would chain unrelated stories are demoted to Partial.
	Relations []Relation
	// Stories are the groups of two texts and more, by their first member.
	Stories []Story
	// Assembled are the texts made of several stories, by ID: roundups, long
	// excerpts under another piece's headline, reports with another's news in front.
	Assembled []string
}

// Thresholds for assembled texts, as shares of a text's letters unless stated otherwise.
const (
	assembledCover = 0.50 // part of it that is in other texts
	assembledPart  = 50   // letters it must share with each of at least two stories and with no other story
	mainPart       = 0.25 // its main story makes up at least this part of it,
	wholeSource    = 0.80 // and has an article of which this part is in it (an update in front of a report),
	keptPart       = 0.40 // or one of which this part is in it, and which together with its extent
	keptSum        = 1.25 // (from its first to its last shared passage) has this sum,
	nearlyAll      = 0.85 // or the story makes up this part of it
	mainOver       = 1.25 // the main story makes up so many times what the next one does
)

// demoteAssembled finds the assembled ones among changed texts and texts between two changed ones, and demotes their
// relations to texts outside their main stories.
func (u *update) demoteAssembled() {
	again := make([]bool, len(u.nodes))
	for n := range u.touchedTexts {
		again[n] = true
	}
	// Texts that are neighbours of both ends of a changed pair. Pairs are grouped by their first text, whose
	// neighbours are marked once, because a group of similar texts has many pairs.
	by := map[int32][]int32{}
	for _, k := range u.changedPairs {
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
			marks[u.pairs.at(k).otherText(x)] = round
		}
		for _, y := range others {
			for _, k := range u.nodes[y].pairs {
				if t := u.pairs.at(k).otherText(y); marks[t] == round {
					again[t] = true
				}
			}
		}
	}
	for n, yes := range again {
		if yes && u.nodes[n].id != "" {
			u.setAssembled(int32(n))
		}
	}
}

// setAssembled sets whether a text is assembled and which of its pairs are demoted.
func (u *update) setAssembled(n int32) {
	is, out := u.demotions(n)
	if u.nodes[n].assembled != is {
		u.nodes[n].assembled = is
		u.touchedTexts[n] = true
	}
	for _, k := range u.nodes[n].pairs {
		p := u.pairs.at(k)
		demoted := p.demoted &^ p.demotedBit(n)
		if out[k] {
			demoted |= p.demotedBit(n)
		}
		if demoted != p.demoted {
			p.demoted = demoted
			u.touchedTexts[p.lo], u.touchedTexts[p.hi] = true, true
		}
	}
}

// neighbour is a relation seen from one of its texts.
type neighbour struct {
	pair   int32
	text   int32
	spans  []interval // in the text
	cover  float64    // of the other text
	length int        // its letters
	extent float64    // share of the other text from the first passage in it to the last
	// updated reports that one of the two is the other with new text in front: their headlines are alike, and
	// after the new text nearly everything is passages of the other.
	updated bool
}

// readPassages reads the passages that the text and its neighbour share.
func (n *neighbour) readPassages(w *Web, at int32) {
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

// isTail reports whether passages begin after a text's beginning and make up the rest of it.
func isTail(passages []interval, length int) bool {
	from := passages[0].from
	for _, p := range passages[1:] {
		from = min(from, p.from)
	}
	return from >= newFront && share(coveredLength(slices.Clone(passages)), length-int(from)) >= nearlyWholeShare
}

// neighboursByStory groups the neighbours of a text by the stories they would form without it; the key is the number
// of one of the story's texts.
func (w *Web) neighboursByStory(at int32) map[int][]neighbour {
	var ns []neighbour
	index := map[int32]int{}
	for _, k := range w.nodes[at].pairs {
		if p := w.pairs.at(k); p.kind != 0 {
			index[p.otherText(at)] = len(ns)
			ns = append(ns, neighbour{pair: k, text: p.otherText(at)})
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
		for _, k := range w.ownOf(n.text) {
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

// demotions reports whether a text is assembled from several stories, and returns the pairs to demote for that
// reason.
func (w *Web) demotions(at int32) (assembled bool, out map[int32]bool) {
	parts := w.neighboursByStory(at)
	if len(parts) < 2 {
		return false, nil
	}
	length := int(w.nodes[at].letters)
	cover := map[int]*bitset{}
	all := newBitset(length)
	twice := newBitset(length) // symbols in more than one part
	for root, part := range parts {
		b := newBitset(length)
		for i := range part {
			part[i].readPassages(w, at)
			for _, iv := range part[i].spans {
				b.set(iv)
			}
		}
		cover[root] = b
		twice.addCommon(all, b)
		all.add(b)
	}
	own := 0 // stories with passages that no other story has
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

// mainStories returns the stories that an assembled text belongs to nevertheless. A text that has several whole
// reports side by side belongs to one at most, else it would join them.
func mainStories(parts map[int][]neighbour, cover map[int]*bitset, length int) map[int]bool {
	main, updates := map[int]float64{}, map[int]bool{} // by root: the part of the text that main stories make up
	largest, second := 0.0, 0.0
	for root, part := range parts {
		makes := share(cover[root].count(), length)
		largestCover, largestExtent, updated := 0.0, 0.0, false
		for _, n := range part {
			if n.length >= minArticle {
				updated = updated || n.updated
				largestCover = max(largestCover, n.cover)
				largestExtent = max(largestExtent, n.extent)
			}
		}
		if makes >= nearlyAll || makes >= mainPart && largestCover >= wholeSource ||
			makes >= keptPart && makes+largestExtent >= keptSum || updated {
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

// extent returns the share of a text between its first passage and its last, in letters.
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

// sets keeps disjoint sets of texts (union–find with path halving); the root of a set is its smallest member,
// so that the order of unions makes no difference.
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
