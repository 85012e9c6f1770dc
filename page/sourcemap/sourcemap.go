// Package sourcemap maps spans of a page's text to ranges of its capture: segments map the text to
// the decoded source, and a charset.Map maps that to the bytes.
package sourcemap

import (
	"sort"

	"cuttings/cutting"
	"cuttings/page/charset"
)

// Segment maps a run of page text to the decoded source it was read from. From Text on, byte k of
// the run comes from byte src+k, until the next segment begins. In an atomic segment the whole run
// comes from the whole of [src, next segment's src): a character reference, a line break from a
// tag, a separator without a source.
type Segment struct {
	text uint32 // offset in Page.Text; the top bit marks an atomic segment
	src  uint32
}

const atomicBit = 1 << 31

// Bytewise returns a segment whose bytes of text, from offset text on, are those of
// the decoded source from offset src on.
func Bytewise(text, src int) Segment { return Segment{uint32(text), uint32(src)} }

// Whole returns an atomic segment: its text comes as a whole from the decoded source between src
// and the beginning of the next segment.
func Whole(text, src int) Segment { return Segment{uint32(text) | atomicBit, uint32(src)} }

// Text returns the offset in the page's text where the segment begins.
func (s Segment) Text() int { return int(s.text &^ atomicBit) }

// Source returns the offset in the decoded source where the segment begins.
func (s Segment) Source() int { return int(s.src) }

// Atomic reports whether the segment's text comes from its source as a whole.
func (s Segment) Atomic() bool { return s.text&atomicBit != 0 }

// Map is the cutting.SourceMap of a page of HTML or bare text. It is immutable and safe for
// concurrent use.
type Map struct {
	segs   []Segment
	length int          // of the text
	dec    *charset.Map // from decoded source to capture bytes
}

// New returns a map of a text of length bytes. Segments ascend by text, and an atomic one must be
// followed by another; dec may be nil when the decoded source equals the capture.
func New(segs []Segment, length int, dec *charset.Map) *Map {
	return &Map{segs: segs, length: length, dec: dec}
}

// find returns the index of the last segment that begins at or before off, -1 for none.
func (m *Map) find(off int) int {
	return sort.Search(len(m.segs), func(i int) bool { return m.segs[i].Text() > off }) - 1
}

// Range implements cutting.SourceMap. Spans beyond the text are cut to its length.
func (m *Map) Range(s cutting.Span) cutting.Range {
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
	r := cutting.Range{Start: m.dec.Original(lo), End: m.dec.OriginalEnd(hi)}
	if hi == lo {
		r.End = r.Start
	}
	return r
}

// start returns the source offset of the text byte at off.
func (m *Map) start(off int) int {
	i := m.find(off)
	if i < 0 {
		return int(m.segs[0].src)
	}
	g := m.segs[i]
	if g.Atomic() {
		return int(g.src)
	}
	return int(g.src) + off - g.Text()
}

// end returns the source offset just after the text byte that ends at off.
func (m *Map) end(off int) int {
	i := m.find(off - 1)
	if i < 0 {
		return int(m.segs[0].src)
	}
	g := m.segs[i]
	if g.Atomic() {
		return int(m.segs[i+1].src)
	}
	return int(g.src) + off - g.Text()
}
