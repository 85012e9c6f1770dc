package story

import (
	"runtime"
	"slices"
)

// gramsAtOnce is about how many grams are put into the index, and looked up in it, together.
const gramsAtOnce = 1 << 20

// batch are texts that come together. Their grams are looked up in the order in which they lie in
// the index, each once: in an index much larger than a processor's caches that costs a fraction of
// what looking them up text by text does.
type batch struct {
	texts []int32  // in the order of texts
	list  []uint64 // gram, then the place of a text that holds it in texts; ascending

	// By number of gram, ascending, once they are looked up: where in list its entries end, how
	// many texts hold it, and where in heads the first of them are.
	grams   []uint32
	ends    []uint32
	counts  []int32
	heads   [][]posting // by stretch of the grams
	headsAt []uint32    // where in those of its stretch
	// By text: the numbers of its grams, in the order of its sketch.
	of      []uint32
	starts  []uint32
	stretch int // grams in one
	most    int // grams in more texts have no first ones
}

// newBatch makes a batch of texts of a web, which are put in order.
func (w *Web) newBatch(texts []int32) *batch {
	slices.SortFunc(texts, func(x, y int32) int {
		if w.before(x, y) {
			return -1
		}
		return 1
	})
	b := &batch{texts: texts}
	b.sort(w)
	return b
}

// sort lists the grams of the batch.
func (b *batch) sort(w *Web) {
	n := 0
	for _, t := range b.texts {
		n += len(w.nodes[t].grams)
	}
	b.list = make([]uint64, 0, n)
	for i, t := range b.texts {
		for _, g := range w.nodes[t].grams {
			b.list = append(b.list, uint64(g.key())<<32|uint64(i))
		}
	}
	slices.Sort(b.list)
}

// number gives each gram of the batch a number, and each text the numbers of its grams.
func (b *batch) number(w *Web) {
	b.starts = make([]uint32, len(b.texts)+1)
	for i, t := range b.texts {
		b.starts[i+1] = b.starts[i] + uint32(len(w.nodes[t].grams))
	}
	next := slices.Clone(b.starts)
	b.of = make([]uint32, len(b.list))
	for i := 0; i < len(b.list); {
		gram := uint32(b.list[i] >> 32)
		for ; i < len(b.list) && uint32(b.list[i]>>32) == gram; i++ {
			t := uint32(b.list[i])
			b.of[next[t]] = uint32(len(b.grams))
			next[t]++
		}
		b.grams, b.ends = append(b.grams, gram), append(b.ends, uint32(i))
	}
}

// postings are those of the batch, for the index.
func (b *batch) postings(w *Web) []posting {
	out := make([]posting, len(b.list))
	met := make([]uint16, len(b.texts)) // grams of each text so far: the first are wide
	for i, e := range b.list {
		k := uint32(e)
		t := b.texts[k]
		out[i] = newPosting(uint32(e>>32), w.brief[t].rank, t, met[k] < wide)
		met[k]++
	}
	return out
}

// lookUp finds how many texts hold each gram of the batch, and which are the first; not for one
// in more texts than any finds others by.
func (b *batch) lookUp(w *Web) {
	if b.list == nil {
		b.sort(w)
	}
	if b.grams == nil {
		b.number(w)
	}
	b.most = w.search
	b.counts, b.headsAt = make([]int32, len(b.grams)), make([]uint32, len(b.grams)+1)
	b.stretch = max(1, min(1<<14, len(b.grams)/runtime.GOMAXPROCS(0)+1))
	b.heads = make([][]posting, (len(b.grams)+b.stretch-1)/b.stretch)
	_ = parallel(len(b.heads), func(k int) error { // never fails
		from := k * b.stretch
		to := min(from+b.stretch, len(b.grams))
		heads := make([]posting, 0, 2*(to-from))
		for d := from; d < to; d++ {
			b.headsAt[d] = uint32(len(heads))
			var n int
			heads, n = w.grams.first(heads, b.grams[d], leaders, b.most)
			b.counts[d] = int32(n)
		}
		b.heads[k] = heads
		return nil
	})
}

// first returns the first texts that hold a gram, by its number.
func (b *batch) first(d uint32) []posting {
	heads := b.heads[int(d)/b.stretch]
	from := b.headsAt[d]
	to := uint32(len(heads))
	if next := int(d) + 1; next < len(b.grams) && next%b.stretch != 0 {
		to = b.headsAt[next]
	}
	return heads[from:to]
}

// gram returns the number of a gram of a text, by the places of either.
func (b *batch) gram(text, gram int) uint32 { return b.of[int(b.starts[text])+gram] }

// moved returns how many texts of the batch hold a gram, by its number.
func (b *batch) moved(d int) int {
	if d == 0 {
		return int(b.ends[0])
	}
	return int(b.ends[d] - b.ends[d-1])
}

// forget drops what was looked up.
func (b *batch) forget() { *b = batch{texts: b.texts} }
