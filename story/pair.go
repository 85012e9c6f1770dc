package story

import "slices"

// pair are two texts that were compared. hi looked for lo: it is the later by rank.
type pair struct {
	lo, hi int32
	verdict
	first bool // hi is the shorter text, by ID where both are as long
	same  bool // the two have one sketch
	// demoted has a bit for each end that is assembled and to which the other is a stranger.
	demoted uint8
	dropped bool     // it is no pair any more
	kept    evidence // what they have in common
}

// verdict is what two texts are to each other by themselves; the zero value is nothing.
type verdict struct {
	kind, how      uint8 // in kindCodes and howCodes
	coverA, coverB uint16
	on             uint32 // a checksum of the passages it rests on
}

var (
	kindCodes = []Kind{None, Copy, Teaser, Partial}
	howCodes  = []How{"", Verbatim, Reheadline, Cut, Updated, Reordered, Edited}
)

// verdict is a relation without its evidence.
func (r *Relation) verdict() verdict {
	if r.Kind == None {
		return verdict{}
	}
	sum := uint64(0)
	for _, p := range r.Passages {
		sum = mix(sum ^ uint64(uint32(p.a.from))<<32 ^ uint64(uint32(p.b.from)))
	}
	for _, b := range r.blocks {
		sum = mix(sum ^ uint64(uint32(b.a.from))<<32 ^ uint64(uint32(b.a.to)))
		sum = mix(sum ^ uint64(uint32(b.b.from))<<32 ^ uint64(uint32(b.b.to)))
	}
	return verdict{uint8(slices.Index(kindCodes, r.Kind)), uint8(slices.Index(howCodes, r.How)),
		uint16(r.CoverA*1e4 + 0.5), uint16(r.CoverB*1e4 + 0.5), uint32(sum)}
}

func (p *pair) other(n int32) int32 {
	if p.lo == n {
		return p.hi
	}
	return p.lo
}

// bit is that of one end in demoted.
func (p *pair) bit(n int32) uint8 {
	if p.lo == n {
		return 1
	}
	return 2
}

// joins reports whether the texts are one story by themselves, whatever they are made of.
func (p *pair) joins() bool {
	kind := kindCodes[p.kind]
	return kind == Copy || kind == Teaser
}

// shown is what the texts are to each other with what they are made of taken into account.
func (p *pair) shown() (Kind, How) {
	if p.demoted != 0 && p.joins() {
		return Partial, ""
	}
	return kindCodes[p.kind], howCodes[p.how]
}

// pairs are the pairs of a web by number. They lie in chunks, so that none moves and little is
// kept in reserve.
type pairs struct {
	chunks []*[pairChunk]pair
	used   int32   // numbers given out so far
	free   []int32 // numbers to be given out again
	gone   []int32 // likewise, from the next update on: this one may know them by number
}

const pairChunk = 512

func (s *pairs) at(k int32) *pair { return &s.chunks[k/pairChunk][k%pairChunk] }

// add keeps a pair and returns its number.
func (s *pairs) add(p pair) int32 {
	k := s.used
	if n := len(s.free); n > 0 {
		k, s.free = s.free[n-1], s.free[:n-1]
	} else {
		if int(k) == len(s.chunks)*pairChunk {
			s.chunks = append(s.chunks, new([pairChunk]pair))
		}
		s.used++
	}
	*s.at(k) = p
	return k
}

// drop forgets a pair; its number is not given out again before the next call of reuse.
func (s *pairs) drop(k int32) {
	s.at(k).dropped = true
	s.gone = append(s.gone, k)
}

// reuse gives out the numbers of dropped pairs again.
func (s *pairs) reuse() {
	for _, k := range s.gone {
		*s.at(k) = pair{}
	}
	s.free, s.gone = append(s.free, s.gone...), nil
}
