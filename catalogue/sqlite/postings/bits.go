package postings

import "math/bits"

// Bits is a set of document numbers of one segment. The operations on two sets want
// them made for the same segment.
type Bits []uint64

// NewBits makes an empty set with room for documents below n.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

func (b Bits) Set(i uint32)      { b[i>>6] |= 1 << (i & 63) }
func (b Bits) Clear(i uint32)    { b[i>>6] &^= 1 << (i & 63) }
func (b Bits) Has(i uint32) bool { return b[i>>6]&(1<<(i&63)) != 0 }

func (b Bits) And(o Bits) {
	for i := range b {
		b[i] &= o[i]
	}
}

func (b Bits) AndNot(o Bits) {
	for i := range b {
		b[i] &^= o[i]
	}
}

func (b Bits) Or(o Bits) {
	for i := range b {
		b[i] |= o[i]
	}
}

func (b Bits) Clone() Bits { return append(Bits(nil), b...) }

func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b Bits) Empty() bool {
	for _, w := range b {
		if w != 0 {
			return false
		}
	}
	return true
}

// Each calls fn for every member, ascending.
func (b Bits) Each(fn func(i uint32)) {
	for w, word := range b {
		for word != 0 {
			fn(uint32(w<<6 + bits.TrailingZeros64(word)))
			word &= word - 1
		}
	}
}
