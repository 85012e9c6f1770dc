package story

import (
	"math"
	"slices"
)

// A Sketch is a sample of a text's k-grams, ascending and without repetition. A
// gram is in the sample when its hash is small enough, whatever stands around it
// (FracMinHash: Irber et al. 2022), so that two texts sample what they share
// alike. The opening, where teasers meet their articles, is sampled more densely.
type Sketch []uint64

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

// newSketch returns the sketch of a stream; none for a text shorter than one gram.
func newSketch(s stream) Sketch {
	out := make(Sketch, 0, 112+len(s.sym)/bodyScale)
	s.grams(sketchGram, func(g gram) {
		if g.hash <= math.MaxUint64/scaleAt(g.at) {
			out = append(out, g.hash)
		}
	})
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), maxSketch)]
}
