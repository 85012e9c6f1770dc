package story

import "math/bits"

// bitset marks symbols of a stream.
type bitset struct{ words []uint64 }

func newBitset(n int) *bitset { return &bitset{make([]uint64, (n+63)/64)} }

func (b *bitset) clone() *bitset { return &bitset{append([]uint64(nil), b.words...)} }

// set marks the symbols of an interval, as far as they are within the set.
func (b *bitset) set(iv interval) {
	for i := max(0, int(iv.from)); i < min(int(iv.to), len(b.words)*64); i++ {
		b.words[i/64] |= 1 << (i % 64)
	}
}

// add marks what o marks; both are of one length.
func (b *bitset) add(o *bitset) {
	for i := range b.words {
		b.words[i] |= o.words[i]
	}
}

// addCommon marks what both x and y mark; all are of one length.
func (b *bitset) addCommon(x, y *bitset) {
	for i := range b.words {
		b.words[i] |= x.words[i] & y.words[i]
	}
}

// clear unmarks what o marks; both are of one length.
func (b *bitset) clear(o *bitset) {
	for i := range b.words {
		b.words[i] &^= o.words[i]
	}
}

func (b *bitset) count() (n int) {
	for _, w := range b.words {
		n += bits.OnesCount64(w)
	}
	return n
}
