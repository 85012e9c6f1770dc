package tagger

// Summing the weights of a token's features takes half of the time all readers take. Therefore a row's weights
// are stored in the bytes of 64-bit words, four of which are added at once in lanes of 16 bits; each is stored
// 128 larger, so that no lane is negative.

const (
	perWord   = 8   // weights in a word
	bias      = 128 // added to a weight when it is stored
	evenBytes = 0x00ff00ff00ff00ff
	// mostAtOnce is the number of weights of up to 255 that a lane can add up.
	mostAtOnce = 257
)

// setRows sets the weights of all rows, a byte for each tag.
func (m *Model) setRows(rows []int8) {
	m.words = (m.stride + perWord - 1) / perWord
	m.lanes = make([]uint64, (int(m.mask)+1)*m.words)
	for i := range int(m.mask) + 1 {
		lanes := m.lanes[i*m.words:][:m.words]
		for k, v := range rows[i*m.stride:][:m.stride] {
			lanes[k/perWord] |= uint64(int(v)+bias) << (8 * (k % perWord))
		}
	}
}

// rows returns the weights in the form of setRows.
func (m *Model) rows() []int8 {
	out := make([]int8, (int(m.mask)+1)*m.stride)
	for i := range int(m.mask) + 1 {
		lanes := m.lanes[i*m.words:][:m.words]
		for k := range m.stride {
			out[i*m.stride+k] = int8(int(lanes[k/perWord]>>(8*(k%perWord))&0xff) - bias)
		}
	}
	return out
}

// sum adds up the weights of features for each tag.
func (m *Model) sum(fs Features, sums []int32) {
	clear(sums)
	for len(fs) > 0 {
		some := fs[:min(len(fs), mostAtOnce)]
		fs = fs[len(some):]
		if m.words == 2 { // the usual case, unrolled
			var a, b, c, d uint64
			for _, f := range some {
				row := m.lanes[2*(f&m.mask):][:2]
				a += row[0] & evenBytes
				b += row[0] >> 8 & evenBytes
				c += row[1] & evenBytes
				d += row[1] >> 8 & evenBytes
			}
			addLanes(sums, a, b, len(some))
			addLanes(sums[min(perWord, len(sums)):], c, d, len(some))
			continue
		}
		for w := range m.words {
			var a, b uint64
			for _, f := range some {
				v := m.lanes[int(f&m.mask)*m.words+w]
				a += v & evenBytes
				b += v >> 8 & evenBytes
			}
			addLanes(sums[w*perWord:], a, b, len(some))
		}
	}
}

// addLanes adds the sums of a word's even and odd bytes to those of up to eight tags.
func addLanes(sums []int32, even, odd uint64, n int) {
	for k := range min(perWord, len(sums)) {
		v := even
		if k%2 == 1 {
			v = odd
		}
		sums[k] += int32(v>>(16*(k/2))&0xffff) - int32(bias*n)
	}
}
