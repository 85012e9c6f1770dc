package postings

import "math/bits"

// Bits is a set of document numbers of one segment. Operations on two sets require that both were made for the
// same segment.
type Bits []uint64

// NewBits returns an empty set for documents below n.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Set adds a document, which must be below the n the set was made for.
func (b Bits) Set(i uint32) { b[i>>6] |= 1 << (i & 63) }

// Clear removes a document, under the same condition.
func (b Bits) Clear(i uint32) { b[i>>6] &^= 1 << (i & 63) }

// Has reports whether a document is in the set, under the same condition.
func (b Bits) Has(i uint32) bool { return b[i>>6]&(1<<(i&63)) != 0 }

// And removes from b what is not in o.
func (b Bits) And(o Bits) {
	for i := range b {
		b[i] &= o[i]
	}
}

// AndNot removes from b what is in o.
func (b Bits) AndNot(o Bits) {
	for i := range b {
		b[i] &^= o[i]
	}
}

// Or adds to b what is in o.
func (b Bits) Or(o Bits) {
	for i := range b {
		b[i] |= o[i]
	}
}

// Clone returns a copy that shares no memory with b.
func (b Bits) Clone() Bits { return append(Bits(nil), b...) }

// Count returns how many documents are in the set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// Empty reports whether no document is in the set.
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
