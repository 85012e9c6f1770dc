package story

import (
	"math/bits"
	"slices"
)

// Frequencies tell how common the sampled grams of an archive are.
type Frequencies interface {
	// Of returns how many texts hold a sampled gram; 0 for one that no text holds.
	Of(gram uint32) int
	// Texts returns how many texts there are.
	Texts() int
}

// A gram counts as boilerplate when it is at least so often in the archive, and so many
// times more often than most of the text it stands in. The second keeps a text that has
// many copies from looking like boilerplate. An opening is what teasers and roundups
// repeat, so more is asked there.
var commonOpening, commonBody = commonLimit{24, 8}, commonLimit{8, 4}

type commonLimit struct{ least, times int }

// limits are what a text's grams are judged by, given the archive. They change only
// where one of a few of its grams, or the archive, has grown fourfold: what was decided
// before then holds, and texts need not be compared again for each one added.
type limits struct {
	opening, body int // from so many texts on a gram is boilerplate
}

const (
	// anchors is how many grams of a text, those with the smallest hashes, tell how many
	// texts it is told by: their median.
	anchors = 7
	// smallArchive is up to how many texts the least limits hold as they are; beyond, they
	// double with every fourfold, because common phrases get more common than that.
	smallArchive = 4096
)

// limitsOf returns the limits of a text with a sketch.
func limitsOf(s Sketch, freq Frequencies) limits {
	return limitsFor(s.usual(freq), growthOf(freq.Texts()))
}

// limitsFor returns the limits of a text of which most is in usual texts.
func limitsFor(usual, growth int) limits {
	return limits{
		opening: max(commonOpening.least*growth, commonOpening.times*usual),
		body:    max(commonBody.least*growth, commonBody.times*usual),
	}
}

// searchFor returns in how many texts a gram may be by which a text finds others, if most of the
// text is in usual texts.
func searchFor(usual int) int { return max(leaders, 4*usual) }

// usual is how many texts hold most of what the sketch is of: 1, 4, 16, 64, …, the
// greatest of them that is not above the anchors' median.
func (s Sketch) usual(freq Frequencies) int {
	var c anchorCounts
	of := anchorsOf(s)
	for i, g := range of {
		c = c.with(i, freq.Of(g.key()))
	}
	return 1 << (2 * c.median(len(of)))
}

// anchorCounts are in how many texts the anchors of a text are, each as a power of four, in
// four bits.
type anchorCounts uint32

// with sets how many texts an anchor is in.
func (c anchorCounts) with(anchor, n int) anchorCounts {
	return c&^(15<<(4*anchor)) | anchorCounts(powerOfFour(n))<<(4*anchor)
}

// median returns that of the first n.
func (c anchorCounts) median(n int) uint8 {
	var of [anchors]uint8
	for i := range n {
		of[i] = uint8(c >> (4 * i) & 15)
	}
	slices.Sort(of[:n])
	return of[n/2]
}

// powerOfFour is the exponent of the greatest power of four that is not above n; 0 for less
// than 4.
func powerOfFour(n int) int { return (bits.Len(uint(max(n, 1))) - 1) / 2 }

// growthOf is how much the least limits grow in an archive of n texts.
func growthOf(n int) int {
	if n < smallArchive {
		return 1
	}
	return 2 << ((bits.Len(uint(n/smallArchive)) - 1) / 2)
}
