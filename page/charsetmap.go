package page

import "sort"

// decMap maps offsets in decoded source back to the bytes they were decoded
// from. A nil map is the identity.
//
// Between marks offsets are reckoned from the mark before: by counting characters
// (of one byte each, or of the widths listed), or by counting bytes where source
// and content are the same apart from replaced ones.
type decMap struct {
	shift  int    // bytes skipped in front: a byte order mark
	src    string // the decoded source; empty when only shift applies
	marks  []decMark
	widths []uint8 // for each character of src, how many bytes it was decoded from
	kind   decKind
}

// decKind says what offsets between two marks are reckoned by.
type decKind uint8

const (
	byWidths decKind = iota // a mark every decStep characters
	byChars                 // each character was one byte
	byBytes                 // bytes as they were, up to the next mark
)

// decMark ties an offset of the decoded source to one of the content.
type decMark struct{ src, orig uint32 }

// decStep is how many characters lie between two marks.
const decStep = 256

// original returns the capture offset of the character that begins at, or
// contains, decoded offset off.
func (m *decMap) original(off int) int64 {
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
	for char := i * decStep; at < off; char++ {
		at++
		for at < len(m.src) && m.src[at]&0xC0 == 0x80 {
			at++
		}
		if at > off {
			break // inside a character: its beginning
		}
		if m.kind == byChars {
			orig++
		} else if char < len(m.widths) {
			orig += int(m.widths[char])
		}
	}
	return int64(orig + m.shift)
}
