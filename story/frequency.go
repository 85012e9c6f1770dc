package story

import (
	"math/bits"
	"slices"
)

// Frequencies returns how common the sampled grams of an archive are.
type Frequencies interface {
	// Of returns how many texts have a sampled gram; 0 for none.
	CountTexts(gram uint32) int
	// Texts returns how many texts there are.
	TextCount() int
}

// A gram counts as boilerplate when at least minTexts texts have it, and factor times as many as have most of the
// text it is in. The second condition keeps a text with many copies from looking like boilerplate. Teasers and
// roundups repeat openings, so the limits are higher there.
var commonOpening, commonBody = commonLimit{24, 8}, commonLimit{8, 4}

type commonLimit struct{ minTexts, factor int }

// limits are the numbers of texts from which a text's grams are boilerplate. They change only when the
// frequency of one of a few of its grams, or the archive, grows fourfold, so that texts need not be compared
// again for each one added.
type limits struct {
	opening, body int // a gram in at least that many texts is boilerplate
}

const (
	// anchors is the number of grams of a text, those with the smallest hashes, whose median frequency
	// estimates how many texts carry it.
	anchors = 7
	// smallArchive is the number of texts up to which the minimum limits are used unchanged; beyond, they
	// double whenever the archive grows fourfold, because phrases become more common with it.
	smallArchive = 4096
)

// limitsOf returns how many texts must have a gram for it to be boilerplate in a text with a sketch.
func limitsOf(s Sketch, freq Frequencies) limits {
	return limitsFor(s.usualTexts(freq), growthOf(freq.TextCount()))
}

// limitsFor returns the limits of a text most of which is in usualTexts texts.
func limitsFor(usualTexts, growth int) limits {
	return limits{
		opening: max(commonOpening.minTexts*growth, commonOpening.factor*usualTexts),
		body:    max(commonBody.minTexts*growth, commonBody.factor*usualTexts),
	}
}

// searchFor returns the maximum number of texts that may have a gram for it to be used in the search, for a
// text most of which is in usualTexts texts.
func searchFor(usualTexts int) int { return max(leaders, 4*usualTexts) }

// usualTexts returns an estimate of how many texts have most of the sketch's text: 1, 4, 16, 64, …, the greatest of
// them that is not above the anchors' median.
func (s Sketch) usualTexts(freq Frequencies) int {
	var c anchorCounts
	of := anchorsOf(s)
	for i, g := range of {
		c = c.withCount(i, freq.CountTexts(g.key()))
	}
	return 1 << (2 * c.median(len(of)))
}

// anchorCounts has the number of texts each anchor of a text is in, each as a power of four in four bits.
type anchorCounts uint32

// withCount returns c with anchor number anchor in n texts.
func (c anchorCounts) withCount(anchor, n int) anchorCounts {
	return c&^(15<<(4*anchor)) | anchorCounts(powerOfFour(n))<<(4*anchor)
}

// median returns the median of the counts of the first n anchors, as an exponent of four.
func (c anchorCounts) median(n int) uint8 {
	var of [anchors]uint8
	for i := range n {
		of[i] = uint8(c >> (4 * i) & 15)
	}
	slices.Sort(of[:n])
	return of[n/2]
}

// powerOfFour returns the exponent of the greatest power of four that is not above n; 0 for less than 4.
func powerOfFour(n int) int { return (bits.Len(uint(max(n, 1))) - 1) / 2 }

// growthOf returns the factor of the minimum limits in an archive of n texts.
func growthOf(n int) int {
	if n < smallArchive {
		return 1
	}
	return 2 << ((bits.Len(uint(n/smallArchive)) - 1) / 2)
}
