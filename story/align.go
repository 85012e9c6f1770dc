package story

import (
	"cmp"
	"math/bits"
	"slices"

	"cuttings/cutting"
)

// A Passage is a passage that two texts share, exactly or nearly so.
type Passage struct {
	A, B cutting.Span // in the texts
	a, b interval     // in the streams
	// matchedShare is the share of seeds that match, 1 where the letters are the same.
	matchedShare float64
	// isBounded reports that the passage begins and ends at sentences or quotations in both texts.
	isBounded bool
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

// align returns the passages two texts share, longest first. No passage overlaps another by more than half of
// itself in either stream.
func align(x, y *Text) []Passage {
	a, b := x.body, y.body
	chains := chain(x.seeds(), b)
	slices.SortFunc(chains, func(x, y seedRun) int {
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
				a: c.a, b: c.b, matchedShare: share(c.seeds, min(c.a.len(), c.b.len())-seedLen+1),
				isBounded: isBounded(x, c.a) && isBounded(y, c.b),
			})
		}
		if len(out) == 256 {
			break
		}
	}
	return out
}

// seedRun is a run of seeds close to one diagonal of the two streams.
type seedRun struct {
	a, b  interval
	seeds int
}

// chain returns the runs of seeds in which both streams advance together.
func chain(seeds *seedTable, b stream) []seedRun {
	var open, done []seedRun
	retire := func(c seedRun) {
		c.a.to += seedLen
		c.b.to += seedLen
		n := min(c.a.len(), c.b.len())
		if n >= minPassage && float64(c.seeds) >= minSeedShare*float64(n-seedLen+1) {
			done = append(done, c)
		}
	}
	b.eachGram(seedLen, func(g gram) {
		for _, entry := range seeds.entriesOf(g.hash) {
			i := int32(entry & (1<<seedBits - 1))
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
			if len(open) == maxOpen { // drop those that ended, else the shortest
				open = slices.DeleteFunc(open, func(c seedRun) bool {
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
			open = append(open, seedRun{interval{i, i}, interval{g.at, g.at}, 1})
		}
	})
	for _, c := range open {
		retire(c)
	}
	return done
}

// seedTable finds the positions of a gram in one stream. Each entry has the first bits of
// a gram's hash, then its position; entries are ascending.
type seedTable struct {
	entries []uint64
	fence   []uint32 // index of the first entry for each value of the first bits
	shift   uint8
}

// seedBits is the number of bits of an entry that hold its position; texts are shorter than 1<<seedBits.
const seedBits = 24

func newSeeds(s stream) seedTable {
	t := seedTable{entries: make([]uint64, 0, len(s.sym))}
	s.eachGram(seedLen, func(g gram) {
		if g.at < 1<<seedBits {
			t.entries = append(t.entries, g.hash&^(1<<seedBits-1)|uint64(g.at))
		}
	})
	slices.Sort(t.entries)
	first := max(1, bits.Len(uint(len(t.entries)))-1)
	t.shift = uint8(64 - first)
	t.fence = make([]uint32, 1<<first+1)
	at := 0
	for f := range t.fence {
		for at < len(t.entries) && t.entries[at]>>t.shift < uint64(f) {
			at++
		}
		t.fence[f] = uint32(at)
	}
	return t
}

// entriesOf returns the entries of the gram with a hash; none for a gram that is too frequent.
func (t *seedTable) entriesOf(hash uint64) []uint64 {
	f := hash >> t.shift
	in := t.entries[t.fence[f]:t.fence[f+1]]
	hash &^= 1<<seedBits - 1
	from := 0
	for from < len(in) && in[from] < hash {
		from++
	}
	to := from
	for to < len(in) && in[to]&^(1<<seedBits-1) == hash {
		to++
	}
	if to-from > seedRepeats {
		return nil
	}
	return in[from:to]
}

// coveredLength returns how many symbols the intervals cover together. It sorts ivs.
func coveredLength(ivs []interval) int {
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
