package story

import (
	"encoding/binary"
	"math"
	"slices"
)

// A Sketch is a sample of a text's k-grams, ascending and without repetition, each by 32
// bits of its hash. A gram is in the sample when its hash is small enough, whatever
// stands around it (FracMinHash: Irber et al. 2022), so that two texts sample what they
// share alike. The opening, where teasers meet their articles, is sampled more densely.
type Sketch []uint32

const (
	sketchGram = 12 // k, in symbols
	bodyScale  = 32 // one gram in so many is sampled
	// maxSketch bounds what one text adds to the index: the smallest hashes are
	// kept, which is the same sample at a larger scale. It is reached by texts
	// of some 30,000 letters.
	maxSketch = 1024
)

// openings are sampled more densely: within the first so many symbols, one gram
// in so many. A headline alone still leaves a handful.
var openings = []struct{ within, scale int }{{100, 3}, {inOpening, 8}}

func scaleAt(at int32) uint64 {
	for _, o := range openings {
		if int(at) < o.within {
			return uint64(o.scale)
		}
	}
	return bodyScale
}

// keyOf is what a gram is known by in sketches. Two grams in four thousand million have
// one key, so that a pair of texts is never compared for a single one.
func keyOf(hash uint64) uint32 { return uint32(hash) }

// newSketch returns the sketch of a stream; none for a text shorter than one gram.
func newSketch(s stream) Sketch {
	hashes := make([]uint64, 0, 112+len(s.sym)/bodyScale)
	s.grams(sketchGram, func(g gram) {
		if g.hash <= math.MaxUint64/scaleAt(g.at) {
			hashes = append(hashes, g.hash)
		}
	})
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	out := make(Sketch, 0, min(len(hashes), maxSketch))
	for _, h := range hashes[:min(len(hashes), maxSketch)] {
		out = append(out, keyOf(h))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Bytes writes a sketch for keeping: the differences between its grams as unsigned
// varints, some four bytes a gram.
func (s Sketch) Bytes() []byte {
	out := make([]byte, 0, 4*len(s))
	last := uint32(0)
	for _, g := range s {
		out = binary.AppendUvarint(out, uint64(g-last))
		last = g
	}
	return out
}

// ReadSketch reads what Bytes wrote; false for anything else.
func ReadSketch(b []byte) (Sketch, bool) {
	out := make(Sketch, 0, len(b)/3)
	last := uint64(0)
	for len(b) > 0 {
		d, n := binary.Uvarint(b)
		if n <= 0 || last+d > math.MaxUint32 || d == 0 && len(out) > 0 {
			return nil, false
		}
		last += d
		out = append(out, uint32(last))
		b = b[n:]
	}
	return out, true
}
