package story

import (
	"runtime"
	"slices"
)

// gramsAtOnce is roughly the number of grams inserted into the index and looked up together.
const gramsAtOnce = 1 << 20

// headsEach is how many first texts of a gram there is room for at first, on average: most grams are of one text
// and need none.
const headsEach = 1

// batch is a set of texts added together. Their grams are looked up in the order of the index, each once: in an
// index much larger than a processor's caches this costs a fraction of a lookup text by text.
type batch struct {
	texts []int32  // in their order in texts
	list  []uint64 // gram, then the index in texts of a text that has it; ascending

	// By number of gram, ascending, after the lookup: where its entries in list end, how many texts have it,
	// and where its first texts are in heads.
	grams    []uint32
	listEnds []uint32
	counts   []int32
	isWide   []bool      // one of the batch's texts searches by the gram even if many texts have it
	heads    [][]posting // by section of the grams
	headsAt  []uint32    // index in the heads of its section
	// By text: the numbers of its grams, in the order of its sketch.
	numbers   []uint32
	numbersAt []uint32
	stretch   int // grams in one section
	maxTexts  int // grams in more texts than this have no first texts
}

// newBatch returns a batch of texts of a web; it sorts texts.
func (w *Web) newBatch(texts []int32) *batch {
	slices.SortFunc(texts, func(x, y int32) int {
		if w.precedes(x, y) {
			return -1
		}
		return 1
	})
	b := &batch{texts: texts}
	b.listGrams(w)
	return b
}

// listGrams makes the sorted list of the grams' keys, each with the index of its text in the batch.
func (b *batch) listGrams(w *Web) {
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

// numberGrams assigns a number to each gram of the batch, and records for each text the numbers of its grams.
func (b *batch) numberGrams(w *Web) {
	b.numbersAt = make([]uint32, len(b.texts)+1)
	for i, t := range b.texts {
		b.numbersAt[i+1] = b.numbersAt[i] + uint32(len(w.nodes[t].grams))
	}
	next := slices.Clone(b.numbersAt)
	n := len(b.list)
	b.numbers = make([]uint32, n)
	b.grams, b.listEnds, b.isWide = make([]uint32, 0, n), make([]uint32, 0, n), make([]bool, 0, n)
	for i := 0; i < n; {
		gram, isWide := uint32(b.list[i]>>32), false
		for ; i < n && uint32(b.list[i]>>32) == gram; i++ {
			t := uint32(b.list[i])
			isWide = isWide || next[t]-b.numbersAt[t] < wideGrams
			b.numbers[next[t]] = uint32(len(b.grams))
			next[t]++
		}
		b.grams, b.listEnds, b.isWide = append(b.grams, gram), append(b.listEnds, uint32(i)), append(b.isWide, isWide)
	}
}

// postings returns the batch's postings for the index.
func (b *batch) postings(w *Web) segment {
	out := newSegment(len(b.list))
	met := make([]uint16, len(b.texts)) // grams of each text so far: the first ones are wide
	for i, e := range b.list {
		k := uint32(e)
		t := b.texts[k]
		out.grams[i], out.list[i] = uint32(e>>32), newPosting(w.brief[t].rank, t, met[k] < wideGrams)
		met[k]++
	}
	return out
}

// lookUp sets for each gram of the batch how many texts have it and which are the first of them, as far as they
// are asked for: not where one text alone has it, nor where it is in too many texts to be searched by. Of a gram
// that more than leaders have and none of the batch is wide in, only new texts among the first are.
func (b *batch) lookUp(w *Web) {
	if b.list == nil {
		b.listGrams(w)
	}
	if b.grams == nil {
		b.numberGrams(w)
	}
	b.maxTexts = w.search
	b.counts, b.headsAt = make([]int32, len(b.grams)), make([]uint32, len(b.grams)+1)
	b.stretch = max(1, min(1<<14, len(b.grams)/runtime.GOMAXPROCS(0)+1))
	b.heads = make([][]posting, (len(b.grams)+b.stretch-1)/b.stretch)
	_ = parallel(len(b.heads), func(k int) error { // never fails
		from := k * b.stretch
		to := min(from+b.stretch, len(b.grams))
		heads := make([]posting, 0, headsEach*(to-from))
		for d := from; d < to; d++ {
			b.headsAt[d] = uint32(len(heads))
			at := len(heads)
			var n int
			heads, n = w.grams.appendFirst(heads, b.grams[d], leaders, b.maxTexts)
			b.counts[d] = int32(n)
			switch first := heads[at:]; {
			case n == 1:
				heads = heads[:at]
			case n > leaders && !b.isWide[d]:
				first = slices.DeleteFunc(first, func(x posting) bool { return !w.isNew[x.textNumber()] })
				heads = heads[:at+len(first)]
			}
		}
		b.heads[k] = heads
		return nil
	})
}

// firstTexts returns the first texts that have a gram, by its number.
func (b *batch) firstTexts(d uint32) []posting {
	heads := b.heads[int(d)/b.stretch]
	from := b.headsAt[d]
	to := uint32(len(heads))
	if next := int(d) + 1; next < len(b.grams) && next%b.stretch != 0 {
		to = b.headsAt[next]
	}
	return heads[from:to]
}

// gramNumber returns the number of a gram of a text, given the text's index in the batch and the gram's in its
// sketch.
func (b *batch) gramNumber(text, gram int) uint32 { return b.numbers[int(b.numbersAt[text])+gram] }

// countTexts returns how many texts of the batch have a gram, by its number.
func (b *batch) countTexts(d int) int {
	if d == 0 {
		return int(b.listEnds[0])
	}
	return int(b.listEnds[d] - b.listEnds[d-1])
}

// releaseLookup releases the results of the lookup.
func (b *batch) releaseLookup() { *b = batch{texts: b.texts} }
