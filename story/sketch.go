package story

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// A Sketch is a sample of a text's k-grams, ascending by key and each key once. A gram is in the sample when
// its hash is small enough, whatever is around it (FracMinHash: Irber et al. 2022), so that two texts sample
// the same grams of what they share. The opening, where teasers meet their articles, is sampled more densely.
type Sketch []Gram

// A Gram is one k-gram of a text: 32 bits of its hash, its first position in the text, and flags.
type Gram uint64

const (
	gramDense         Gram = 1 << iota // sampled in openings only; its frequency elsewhere is not known
	gramCommonOpening                  // boilerplate by the limit for openings; set only within a Web
	gramCommonBody                     // boilerplate by the other limit; likewise

	gramAtShift, gramKeyShift = 8, 32
	maxGramAt                 = 1<<(gramKeyShift-gramAtShift) - 1 // grams further on are not sampled
)

func gramOf(key uint32, at int32, dense bool) Gram {
	g := Gram(key)<<gramKeyShift | Gram(at)<<gramAtShift
	if dense {
		g |= gramDense
	}
	return g
}

// key returns the gram's key, 32 bits of its hash. Different grams can have one key, so one common key alone
// never makes two texts be compared.
func (g Gram) key() uint32 { return uint32(g >> gramKeyShift) }

// position returns the index of the gram's first symbol.
func (g Gram) position() int32 { return int32(g >> gramAtShift & maxGramAt) }

// find returns the index of a gram by its key.
func (s Sketch) find(key uint32) (int, bool) {
	return slices.BinarySearchFunc(s, key, func(g Gram, k uint32) int { return cmp.Compare(g.key(), k) })
}

const (
	sketchGram = 12 // k, in symbols
	bodyScale  = 32 // one gram in bodyScale is sampled
	// maxSketch is the maximum number of grams of a sketch: the smallest hashes are kept, which is the same
	// sample at a larger scale. Texts of some 30,000 letters reach it.
	maxSketch = 1024
)

// openingSamples is the table of the denser sampling of openings: within the first `within` symbols one gram in
// `scale` is sampled. A headline alone still has a few sampled grams.
var openingSamples = []struct{ within, scale int }{{100, 3}, {inOpening, 8}}

func scaleAt(at int32) uint64 {
	for _, o := range openingSamples {
		if int(at) < o.within {
			return uint64(o.scale)
		}
	}
	return bodyScale
}

// newSketch returns the sketch of a stream; none for a text shorter than one gram.
func newSketch(s stream) Sketch {
	c := sampler{list: make([]gram, 0, 112+len(s.sym)/bodyScale)}
	s.eachGram(sketchGram, c.add)
	return c.sketch()
}

// sketchPiece is how much of a text SketchOf folds at a time, in bytes.
const sketchPiece = 64 << 10

// SketchOf returns the sketch of a text, as Text.Sketch does, without keeping the whole of it folded, which takes
// twelve times its bytes.
func SketchOf(text string) Sketch {
	used := sketchScratch.Get().(*sketcher)
	defer sketchScratch.Put(used)
	c := sampler{list: used.list[:0]}
	s := stream{sym: used.sym[:0], pos: used.pos[:0], end: used.end[:0], breaks: used.breaks[:0]}
	for from := 0; from < len(text); {
		to := len(text)
		if from+sketchPiece < to {
			if at := atRune(text, from+sketchPiece); at > from {
				to = at
			}
		}
		// The symbols of a gram that begins in the piece before are kept.
		kept := copy(s.sym, s.sym[max(0, len(s.sym)-sketchGram+1):])
		c.base += int32(len(s.sym) - kept)
		s = stream{sym: s.sym[:kept], pos: s.pos[:0], end: s.end[:0], breaks: s.breaks[:0]}
		s.fold(text[from:to])
		s.eachGram(sketchGram, c.add)
		from = to
	}
	used.stream, used.list = s, c.list
	return c.sketch()
}

// sketcher is memory that one call of SketchOf leaves to the next: a folded piece and the grams of a text.
type sketcher struct {
	stream
	list []gram
}

var sketchScratch = sync.Pool{New: func() any { return new(sketcher) }}

// sampler gathers the grams of a text that may be in its sketch.
type sampler struct {
	list []gram
	base int32 // symbols before those the next grams count from
}

func (c *sampler) add(g gram) {
	g.at += c.base
	if g.hash <= math.MaxUint64/scaleAt(g.at) && g.at <= maxGramAt {
		c.list = append(c.list, g)
	}
}

func (c *sampler) sketch() Sketch {
	list := c.list
	if len(list) > maxSketch {
		slices.SortFunc(list, func(x, y gram) int {
			return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.at, y.at))
		})
		list = slices.CompactFunc(list, func(x, y gram) bool { return x.hash == y.hash })
		list = list[:min(len(list), maxSketch)]
	}
	out := make(Sketch, len(list))
	for i, g := range list {
		out[i] = gramOf(uint32(g.hash), g.at, g.hash > math.MaxUint64/bodyScale)
	}
	slices.Sort(out)
	return slices.CompactFunc(out, func(x, y Gram) bool { return x.key() == y.key() })
}

// Bytes encodes a sketch: for each gram the difference from the previous key and its position, as unsigned
// varints, some six bytes a gram.
func (s Sketch) Bytes() []byte {
	out := make([]byte, 0, 6*len(s))
	last := uint32(0)
	for _, g := range s {
		out = binary.AppendUvarint(out, uint64(g.key()-last))
		out = binary.AppendUvarint(out, uint64(g.position())<<1|uint64(g&gramDense))
		last = g.key()
	}
	return out
}

// ReadSketch decodes the result of Bytes; false for anything else.
func ReadSketch(b []byte) (Sketch, bool) {
	out := make(Sketch, 0, len(b)/6)
	last := uint64(0)
	for len(b) > 0 {
		d, n := binary.Uvarint(b)
		if n <= 0 || last+d > math.MaxUint32 || d == 0 && len(out) > 0 {
			return nil, false
		}
		at, k := binary.Uvarint(b[n:])
		if k <= 0 || at>>1 > maxGramAt {
			return nil, false
		}
		last += d
		out = append(out, gramOf(uint32(last), int32(at>>1), at&1 == 1))
		b = b[n+k:]
	}
	return out, true
}
