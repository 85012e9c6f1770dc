package story

import (
	"cmp"
	"slices"

	"cuttings/cutting"
)

// A Passage is a stretch two texts have in common, letter for letter or nearly so.
type Passage struct {
	A, B cutting.Span // in the texts
	a, b interval     // in the streams
	// exact is the share of seeds that match, 1 where the letters are the same.
	exact float64
}

type interval struct{ from, to int32 }

func (iv interval) len() int { return int(iv.to - iv.from) }

func (iv interval) overlap(o interval) int {
	return int(max(0, min(iv.to, o.to)-max(iv.from, o.from)))
}

// Limits of an alignment, in symbols. They were chosen on texts with one letter
// in twelve wrong, in which half of all seeds still match.
const (
	seedLen      = 8  // k of the grams that seed a passage
	seedRepeats  = 8  // a gram more frequent in one text seeds nothing
	maxGap       = 56 // seeds further apart belong to different passages
	minPassage   = 24 // about five words
	maxSlip      = 8  // letters lost or added between two seeds
	maxOpen      = 48 // passages extended at once; repeated text opens many
	minSeedShare = 0.12
)

// align returns the passages two streams share, longest first, none overlapping
// another in either stream by more than half of itself.
func align(a, b stream) []Passage {
	chains := chain(a, b)
	slices.SortFunc(chains, func(x, y chained) int {
		return cmp.Or(cmp.Compare(y.a.len(), x.a.len()), cmp.Compare(x.a.from, y.a.from),
			cmp.Compare(x.b.from, y.b.from))
	})
	var out []Passage
	for _, c := range chains {
		free := true
		for _, p := range out {
			if 2*p.a.overlap(c.a) > c.a.len() || 2*p.b.overlap(c.b) > c.b.len() {
				free = false
				break
			}
		}
		if free {
			out = append(out, Passage{
				A: cutting.Span{Start: int(a.pos[c.a.from]), End: int(a.end[c.a.to-1])},
				B: cutting.Span{Start: int(b.pos[c.b.from]), End: int(b.end[c.b.to-1])},
				a: c.a, b: c.b, exact: share(c.seeds, min(c.a.len(), c.b.len())-seedLen+1),
			})
		}
		if len(out) == 256 {
			break
		}
	}
	return out
}

// chained is a run of seeds close to one diagonal.
type chained struct {
	a, b  interval
	seeds int
}

// chain finds runs of seeds in which both streams advance together.
func chain(a, b stream) []chained {
	seeds := newSeeds(a)
	var open, done []chained
	retire := func(c chained) {
		c.a.to += seedLen
		c.b.to += seedLen
		n := min(c.a.len(), c.b.len())
		if n >= minPassage && float64(c.seeds) >= minSeedShare*float64(n-seedLen+1) {
			done = append(done, c)
		}
	}
	b.grams(seedLen, func(g gram) {
		for _, i := range seeds.at(g.hash) {
			best, slip := -1, maxSlip+1
			for n := len(open) - 1; n >= 0; n-- {
				c := open[n]
				di, dj := int(i-c.a.to), int(g.at-c.b.to)
				if di <= 0 || dj <= 0 || di > maxGap || dj > maxGap {
					continue
				}
				if s := max(di-dj, dj-di); s < slip {
					best, slip = n, s
					if s == 0 {
						break
					}
				}
			}
			if best >= 0 {
				open[best].a.to, open[best].b.to = i, g.at
				open[best].seeds++
				continue
			}
			if len(open) == maxOpen { // drop what is finished, else the shortest
				open = slices.DeleteFunc(open, func(c chained) bool {
					if g.at-c.b.to > maxGap {
						retire(c)
						return true
					}
					return false
				})
				if len(open) == maxOpen {
					shortest := 0
					for n := range open {
						if open[n].a.len() < open[shortest].a.len() {
							shortest = n
						}
					}
					retire(open[shortest])
					open = slices.Delete(open, shortest, shortest+1)
				}
			}
			open = append(open, chained{interval{i, i}, interval{g.at, g.at}, 1})
		}
	})
	for _, c := range open {
		retire(c)
	}
	return done
}

// seedTable finds the positions of a gram in one stream.
type seedTable struct {
	sorted []gram
	first  map[uint64][2]int32
}

func newSeeds(s stream) seedTable {
	t := seedTable{first: make(map[uint64][2]int32, len(s.sym))}
	s.grams(seedLen, func(g gram) { t.sorted = append(t.sorted, g) })
	slices.SortFunc(t.sorted, func(x, y gram) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.at, y.at))
	})
	for i := 0; i < len(t.sorted); {
		j := i
		for j < len(t.sorted) && t.sorted[j].hash == t.sorted[i].hash {
			j++
		}
		if j-i <= seedRepeats {
			t.first[t.sorted[i].hash] = [2]int32{int32(i), int32(j)}
		}
		i = j
	}
	return t
}

// at returns the positions of the gram with that hash, ascending.
func (t seedTable) at(hash uint64) func(yield func(int, int32) bool) {
	r := t.first[hash]
	return func(yield func(int, int32) bool) {
		for n, g := range t.sorted[r[0]:r[1]] {
			if !yield(n, g.at) {
				return
			}
		}
	}
}

// covered returns how many symbols of a stream of length n the intervals cover.
func covered(ivs []interval) int {
	slices.SortFunc(ivs, func(x, y interval) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to))
	})
	n, reach := 0, int32(0)
	for _, iv := range ivs {
		from := max(iv.from, reach)
		if iv.to > from {
			n += int(iv.to - from)
			reach = iv.to
		}
	}
	return n
}
