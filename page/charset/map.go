package charset

import (
	"math/bits"
	"sort"
)

// Map maps offsets in the decoded source to offsets in the bytes it was decoded from. A nil map is
// the identity.
//
// Offsets between marks are computed from the mark before: by counting characters (of one byte
// each, or of the widths listed), or by counting bytes where source and content are the same apart
// from replaced bytes.
type Map struct {
	shift  int    // bytes skipped in front: a byte order mark
	src    string // the decoded source; empty when only shift applies
	marks  []decMark
	widths []uint8 // number of bytes each character of src was decoded from
	kind   decKind
	// turned are stretches of src whose characters are in another order than their bytes,
	// ascending; each maps only as a whole.
	turned []stretch
}

// stretch is a half-open interval of the decoded source.
type stretch struct{ lo, hi uint32 }

// decKind is how offsets between two marks are computed.
type decKind uint8

const (
	byWidths decKind = iota // a mark every decStep characters
	byChars                 // each character was one byte
	byBytes                 // bytes are the same, up to the next mark
)

// decMark is an offset of the decoded source and the corresponding one of the content.
type decMark struct{ src, orig uint32 }

// decStep is the number of characters between two marks.
const decStep = 256

// Original returns the capture offset of the character that begins at or contains decoded offset
// off; within a reversed stretch, the offset of the stretch.
func (m *Map) Original(off int) int64 {
	if t, ok := m.reversedStretchAt(off); ok {
		off = int(t.lo)
	}
	return m.original(off)
}

// OriginalEnd returns the capture offset that corresponds to off as the exclusive end of a span;
// within a reversed stretch, the end of the stretch.
func (m *Map) OriginalEnd(off int) int64 {
	if t, ok := m.reversedStretchAt(off); ok {
		off = int(t.hi)
	}
	return m.original(off)
}

// reversedStretchAt returns the reversed stretch that off is inside of, not at an end.
func (m *Map) reversedStretchAt(off int) (stretch, bool) {
	if m == nil || len(m.turned) == 0 {
		return stretch{}, false
	}
	i := sort.Search(len(m.turned), func(i int) bool { return int(m.turned[i].hi) > off })
	if i == len(m.turned) || int(m.turned[i].lo) >= off {
		return stretch{}, false
	}
	return m.turned[i], true
}

func (m *Map) original(off int) int64 {
	if m == nil {
		return int64(off)
	}
	if len(m.marks) == 0 {
		return int64(off + m.shift)
	}
	i := max(0, sort.Search(len(m.marks), func(i int) bool { return int(m.marks[i].src) > off })-1)
	at, orig := int(m.marks[i].src), int(m.marks[i].orig)
	if m.kind == byBytes {
		orig += off - at
		if i+1 < len(m.marks) {
			orig = min(orig, int(m.marks[i+1].orig))
		}
		return int64(orig + m.shift)
	}
	for off < len(m.src) && off > at && isContinuation(m.src[off]) {
		off-- // inside a character: go to its beginning
	}
	chars := countChars(m.src[at:min(off, len(m.src))])
	if m.kind == byChars {
		return int64(orig + chars + m.shift)
	}
	for _, w := range m.widths[i*decStep : min(i*decStep+chars, len(m.widths))] {
		orig += int(w)
	}
	return int64(orig + m.shift)
}

func isContinuation(c byte) bool { return c&0xC0 == 0x80 }

// countChars counts the characters of valid UTF-8: the bytes that are not
// continuations, eight at a time.
func countChars(s string) int {
	const top = 0x8080808080808080
	n := len(s)
	for len(s) >= 8 {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= bits.OnesCount64(w & top &^ (w << 1)) // bytes 10xxxxxx
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if isContinuation(s[i]) {
			n--
		}
	}
	return n
}
