package story

import "slices"

// pair is two texts that were compared. hi found lo: it is the later one by rank.
type pair struct {
	lo, hi int32
	verdict
	first      bool // hi is the shorter text, or as long with the smaller ID
	sameSketch bool // the two have equal sketches
	// demoted has a bit for each end that is assembled from stories other than the other end's.
	demoted   uint8
	isDropped bool     // it was removed
	evidence  evidence // the encoded alignment
}

// verdict is the relation of two texts, regardless of other texts; the zero value is no relation.
type verdict struct {
	kind, how      uint8 // in kindCodes and howCodes
	coverA, coverB uint16
	passagesSum    uint32 // checksum of the passages used as evidence
}

var (
	kindCodes = []Kind{None, Copy, Teaser, Partial}
	howCodes  = []How{"", Verbatim, Reheadline, Cut, Updated, Reordered, Edited}
)

// verdict returns a relation without its evidence.
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

func (p *pair) otherText(n int32) int32 {
	if p.lo == n {
		return p.hi
	}
	return p.lo
}

// demotedBit returns the bit of text n in demoted.
func (p *pair) demotedBit(n int32) uint8 {
	if p.lo == n {
		return 1
	}
	return 2
}

// joins reports whether the verdict makes the texts one story, regardless of demotion.
func (p *pair) joins() bool {
	kind := kindCodes[p.kind]
	return kind == Copy || kind == Teaser
}

// afterDemotion returns the relation of the texts after demotion.
func (p *pair) afterDemotion() (Kind, How) {
	if p.demoted != 0 && p.joins() {
		return Partial, ""
	}
	return kindCodes[p.kind], howCodes[p.how]
}

// pairs has the pairs of a web by number, in chunks, so that none moves and little memory is spare.
type pairs struct {
	chunks      []*[pairChunk]pair
	count       int32   // numbers used so far
	freeNumbers []int32 // numbers that can be used again
	freeLater   []int32 // numbers that can be used again from the next update on: this one may still refer to them
}

const pairChunk = 512

func (s *pairs) at(k int32) *pair { return &s.chunks[k/pairChunk][k%pairChunk] }

// add stores a pair and returns its number.
func (s *pairs) add(p pair) int32 {
	k := s.count
	if n := len(s.freeNumbers); n > 0 {
		k, s.freeNumbers = s.freeNumbers[n-1], s.freeNumbers[:n-1]
	} else {
		if int(k) == len(s.chunks)*pairChunk {
			s.chunks = append(s.chunks, new([pairChunk]pair))
		}
		s.count++
	}
	*s.at(k) = p
	return k
}

// drop removes a pair; its number is not used again before the next call of reuse.
func (s *pairs) drop(k int32) {
	s.at(k).isDropped = true
	s.freeLater = append(s.freeLater, k)
}

// reuse makes the numbers of dropped pairs available again.
func (s *pairs) reuse() {
	for _, k := range s.freeLater {
		*s.at(k) = pair{}
	}
	s.freeNumbers, s.freeLater = append(s.freeNumbers, s.freeLater...), nil
}
