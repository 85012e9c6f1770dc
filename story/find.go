package story

import (
	"cmp"
	"maps"
	"slices"
)

// Find relates texts to each other: every pair that shares enough of its
// sketches is compared. Relations come by A, then B. The order of texts makes no
// difference to the result; their IDs must be distinct.
func Find(texts []*Text) []Relation {
	ix := newIndex(texts)
	var out []Relation
	for _, pair := range ix.candidates() {
		if r := Compare(ix.texts[pair[0]], ix.texts[pair[1]], ix.frequency); r.Kind != None {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, byTexts)
	return out
}

func byTexts(x, y Relation) int {
	return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
}

// minShared is how many sampled grams two texts must share to be compared, and
// minSharedPart the share of the smaller sketch.
const (
	minShared     = 2
	minSharedPart = 0.015
)

// index finds texts by sampled grams, in memory.
type index struct {
	texts    []*Text // by ID
	postings map[uint64][]int32
}

func newIndex(texts []*Text) *index {
	ix := &index{texts: slices.Clone(texts), postings: map[uint64][]int32{}}
	slices.SortFunc(ix.texts, func(x, y *Text) int { return cmp.Compare(x.ID, y.ID) })
	for i, t := range ix.texts {
		for _, h := range t.sketch {
			ix.postings[h] = append(ix.postings[h], int32(i))
		}
	}
	return ix
}

func (ix *index) frequency(h uint64) int { return len(ix.postings[h]) }

// candidates returns the pairs to compare, ascending.
func (ix *index) candidates() [][2]int32 {
	shared := map[[2]int32]int{}
	for _, p := range ix.postings {
		for i := range p {
			for j := i + 1; j < len(p); j++ {
				shared[[2]int32{p[i], p[j]}]++
			}
		}
	}
	pairs := slices.Collect(maps.Keys(shared))
	pairs = slices.DeleteFunc(pairs, func(p [2]int32) bool {
		n := min(len(ix.texts[p[0]].sketch), len(ix.texts[p[1]].sketch))
		return shared[p] < minShared || float64(shared[p]) < minSharedPart*float64(n)
	})
	slices.SortFunc(pairs, func(x, y [2]int32) int {
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
	})
	return pairs
}
