package page

import (
	"sort"

	"cuttings/cutting"
)

// segment ties a run of page text to the decoded source it was read from. From
// text on, byte k of the run comes from byte src+k, until the next segment
// begins. In an atomic segment the whole run comes from the whole of [src, next
// segment's src): a character reference, a line break from a tag, a separator
// that no byte stands for.
type segment struct {
	text uint32 // offset in Page.Text; the top bit marks an atomic segment
	src  uint32 // offset in the decoded source
}

const atomicBit = 1 << 31

func (s segment) at() int      { return int(s.text &^ atomicBit) }
func (s segment) atomic() bool { return s.text&atomicBit != 0 }

// sourceMap is the SourceMap of an HTML page. Segments ascend by text; an atomic
// one is always followed by another.
type sourceMap struct {
	segs   []segment
	length int     // of the text
	dec    *decMap // from decoded source to capture bytes
}

// find returns the index of the last segment that begins at or before off, -1
// when there is none.
func (m *sourceMap) find(off int) int {
	return sort.Search(len(m.segs), func(i int) bool { return m.segs[i].at() > off }) - 1
}

// Range implements cutting.SourceMap. Spans beyond the text are cut to it.
func (m *sourceMap) Range(s cutting.Span) cutting.Range {
	if len(m.segs) == 0 {
		return cutting.Range{}
	}
	s.Start = max(0, min(s.Start, m.length))
	s.End = max(s.Start, min(s.End, m.length))
	lo := m.start(s.Start)
	hi := lo
	if s.End > s.Start {
		hi = max(lo, m.end(s.End))
	}
	return cutting.Range{Start: m.dec.original(lo), End: m.dec.original(hi)}
}

// start is the source offset of the text byte at off.
func (m *sourceMap) start(off int) int {
	i := m.find(off)
	if i < 0 {
		return int(m.segs[0].src)
	}
	g := m.segs[i]
	if g.atomic() {
		return int(g.src)
	}
	return int(g.src) + off - g.at()
}

// end is the source offset just behind the text byte that ends at off.
func (m *sourceMap) end(off int) int {
	i := m.find(off - 1)
	if i < 0 {
		return int(m.segs[0].src)
	}
	g := m.segs[i]
	if g.atomic() {
		return int(m.segs[i+1].src)
	}
	return int(g.src) + off - g.at()
}
