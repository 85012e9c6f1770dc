package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/direction"
	"cuttings/page/internal/chars"
	"cuttings/page/sourcemap"
)

// flow makes the page's text: white space collapsed as a browser does, blocks separated by line
// feeds, each run mapped to its source.
type flow struct {
	src    string
	buf    []byte
	segs   []sourcemap.Segment
	blocks []cutting.Block
	links  []cutting.Link
	linkLo []int32 // for each block, index in links of its first link

	// The current block.
	started    bool
	blockStart int
	openLinkLo int32       // index of its first link
	owner      openElement // the stack entry that contains its text
	space      int         // a pending space: its position in src plus one; 0 for none
	breakLo    int         // a pending line break: its tag's bytes
	breakHi    int         // 0 when there is none

	// Offsets in the text where words may need a separator: between links and around dates (seam),
	// between two inline elements (joint).
	seam, seamSrc   int
	joint, jointSrc int
	closed          int // where the last inline element ended

	link     int32 // node of the open link, 0 for none (the root is never a link)
	linkFrom int   // where the link's text begins in the current block
	linkSeen bool  // a block has some of the link's text already
	linkEnd  int   // where in the text the last link ended

	times    int // open time elements
	timeFrom int
	timeSpan cutting.Span // the text of the block's first time element

	trimAt, trimTo int // cached result of trimEnd
}

func (f *flow) init(src string, tags int) {
	f.src = src
	f.buf = make([]byte, 0, len(src)/8+64)
	f.segs = make([]sourcemap.Segment, 0, tags/2+16)
	f.blocks = make([]cutting.Block, 0, tags/6+8)
	f.linkLo = make([]int32, 0, tags/6+8)
	f.links = make([]cutting.Link, 0, tags/8+8)
}

// nextBlock is the index of the next block to begin.
func (f *flow) nextBlock() int32 {
	n := int32(len(f.blocks))
	if f.started {
		n++
	}
	return n
}

// charClass is how the flow treats a byte.
type charClass uint8

const (
	cPlain charClass = iota
	cSpace
	cAmp
	cDrop // control characters
)

var charClasses = func() (t [256]charClass) {
	for c := range t {
		if chars.IsControl(byte(c)) {
			t[c] = cDrop
		}
	}
	for _, c := range " \t\n\r\f\v" {
		t[c] = cSpace
	}
	t['&'] = cAmp
	return t
}()

// text adds source bytes [lo, hi), whose innermost element is e. It reports whether any of it is
// visible.
func (f *flow) text(e *openElement, lo, hi int, entities bool) (shown bool) {
	src := f.src
	pre := e.flags&oPre != 0
	for i := lo; i < hi; {
		c := src[i]
		switch charClasses[c] {
		case cSpace:
			if pre {
				i = f.preSpace(i, hi)
				continue
			}
			if f.space == 0 && f.started {
				f.space = i + 1
			}
			i++
			continue
		case cDrop:
			i++
			continue
		case cAmp:
			if entities {
				if r, n := entity(src[i:hi], false); n > 0 {
					f.reference(e, r, i, i+n)
					i += n
					continue
				}
			}
		default:
			if c >= utf8.RuneSelf && f.lineStart() {
				if r, n := utf8.DecodeRuneInString(src[i:hi]); isBlank(r) {
					i += n
					continue
				}
			}
		}
		f.begin(e, i)
		f.at(i)
		j := i + 1
		if pre {
			for j < hi && charClasses[src[j]] == cPlain {
				j++
			}
		} else {
			for j < hi {
				if charClasses[src[j]] == cPlain {
					j++
				} else if src[j] == ' ' && j+1 < hi && charClasses[src[j+1]] == cPlain {
					j += 2
				} else {
					break
				}
			}
		}
		f.buf = append(f.buf, src[i:j]...)
		shown = true
		i = j
	}
	return shown
}

// preSpace adds one character of preserved white space and returns the offset of the next. The
// element's block must have begun; leading white space of a block is invisible.
func (f *flow) preSpace(i, hi int) int {
	n := 1
	if f.src[i] == '\r' && i+1 < hi && f.src[i+1] == '\n' {
		n = 2
	}
	if !f.started {
		return i + n
	}
	f.flushSpace(i)
	c := f.src[i]
	if c == '\r' || c == '\f' || c == '\v' {
		c = '\n'
	}
	f.at(i)
	f.buf = append(f.buf, c)
	return i + n
}

// reference adds the characters r of a character reference at [lo, hi).
func (f *flow) reference(e *openElement, r string, lo, hi int) {
	if len(r) == 1 {
		switch charClasses[r[0]] {
		case cSpace:
			if f.started && f.space == 0 {
				f.space = lo + 1
			}
			return
		case cDrop:
			return
		}
	}
	if f.lineStart() {
		if c, _ := utf8.DecodeRuneInString(r); isBlank(c) {
			return
		}
	}
	f.begin(e, lo)
	f.beginAtomic(lo)
	f.buf = append(f.buf, r...)
	f.segs = append(f.segs, sourcemap.Bytewise(len(f.buf), hi))
}

// lineStart reports whether the next text begins a line, where any blanks are invisible.
func (f *flow) lineStart() bool { return !f.started || f.breakHi > 0 }

// isBlank reports whether a character is invisible at the beginning of a line.
func isBlank(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || r == '\u2060' || unicode.IsSpace(r)
}

// begin opens a block, if none is open, for text of e at source offset at and writes pending white
// space.
func (f *flow) begin(e *openElement, at int) {
	if f.started {
		f.flushSpace(at)
		return
	}
	if len(f.buf) > 0 {
		f.beginAtomic(at)
		f.buf = append(f.buf, '\n')
		f.segs = append(f.segs, sourcemap.Bytewise(len(f.buf), at))
	}
	f.started = true
	f.blockStart = len(f.buf)
	f.owner = *e
	f.space, f.breakHi = 0, 0
	f.linkFrom = f.blockStart
	f.timeFrom = f.blockStart
	f.timeSpan = cutting.Span{}
	for i := int(f.openLinkLo); i < len(f.links); i++ {
		f.links[i].Span = cutting.Span{Start: f.blockStart, End: f.blockStart}
	}
}

// flushSpace writes pending white space before text at source offset at.
func (f *flow) flushSpace(at int) {
	if f.breakHi > 0 {
		f.beginAtomic(f.breakLo)
		f.buf = append(f.buf, '\n')
		f.segs = append(f.segs, sourcemap.Bytewise(len(f.buf), f.breakHi))
		f.breakHi = 0
	} else if f.space > 0 {
		f.at(f.space - 1)
		f.buf = append(f.buf, ' ')
	} else if n := len(f.buf); f.seam == n && endsWord(f.buf) && isWordByte(f.src[at]) {
		f.at(f.seamSrc)
		f.buf = append(f.buf, ' ')
	} else if f.joint == n && beginsItem(f.src[at:]) && endsWord(f.buf) {
		f.at(f.jointSrc)
		f.buf = append(f.buf, ' ')
	}
	f.space = 0
}

// separate records that the next text is separate from the previous one, because of the element at
// source offset at: style sheets usually keep neighbouring links and dates apart. It only has an
// effect between letters or digits.
func (f *flow) separate(at int) {
	if f.started {
		f.seam, f.seamSrc = len(f.buf), at
	}
}

// noteInline records that an inline element begins at source offset at. Directly after the end of
// another, the two are more often separate items than parts of one word: see beginsItem.
func (f *flow) noteInline(at int) {
	if f.started && f.closed == len(f.buf) {
		f.joint, f.jointSrc = f.closed, at
	}
}

// beginsItem reports whether text that directly follows that of another element begins a separate
// item: it begins with a capital or a digit. On the real pages examined, nine in ten such places
// were separate items kept apart by style sheets ("ESPN" "Rankings", "5 comments" "12:40"); before
// lower-case letters most were parts of a word.
func beginsItem(s string) bool {
	if c := s[0]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// endsWord reports whether text ends in a letter or digit.
func endsWord(text []byte) bool {
	if c := text[len(text)-1]; c < utf8.RuneSelf {
		return chars.IsAlnum(c)
	}
	r, _ := utf8.DecodeLastRune(text)
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func isWordByte(c byte) bool { return chars.IsAlnum(c) || c >= utf8.RuneSelf }

// at maps the next byte of text to source offset p.
func (f *flow) at(p int) {
	n := len(f.buf)
	if k := len(f.segs); k > 0 {
		g := f.segs[k-1]
		if !g.Atomic() && p-g.Source() == n-g.Text() {
			return
		}
		if g.Text() == n && k > 1 && !f.segs[k-2].Atomic() {
			f.segs[k-1] = sourcemap.Bytewise(n, p)
			return
		}
	}
	f.segs = append(f.segs, sourcemap.Bytewise(n, p))
}

// beginAtomic begins a run that maps as a whole to what begins at p.
func (f *flow) beginAtomic(p int) {
	f.segs = append(f.segs, sourcemap.Whole(len(f.buf), p))
}

// lineBreak records a br at source bytes [lo, hi). Two in a row end the block: pages without
// paragraphs use them so.
func (f *flow) lineBreak(lo, hi int) {
	if !f.started {
		return
	}
	if f.breakHi > 0 {
		f.flush()
		return
	}
	f.breakLo, f.breakHi = lo, hi
}

// flush ends the current block, if any.
func (f *flow) flush() {
	if !f.started {
		f.links = f.links[:f.openLinkLo]
		return
	}
	f.endLinkPart()
	f.endTimePart()
	span := cutting.Span{Start: f.blockStart, End: f.trimEnd(len(f.buf))}
	o := &f.owner
	role := o.role
	if role == cutting.Paragraph {
		switch {
		case !f.timeSpan.Empty() && f.timeSpan.Contains(span):
			role = cutting.DateLine
		case f.allLinked(span):
			role = cutting.LinkLine
		}
	}
	f.blocks = append(f.blocks, cutting.Block{Span: span, Role: role, Level: o.level, Node: o.block,
		RTL: rightToLeft(o.dir, f.buf[span.Start:span.End])})
	f.linkLo = append(f.linkLo, f.openLinkLo)
	f.openLinkLo = int32(len(f.links))
	f.started = false
	f.space, f.breakHi = 0, 0
}

// allLinked reports whether every letter and digit of the block is within its links.
func (f *flow) allLinked(block cutting.Span) bool {
	links := f.links[f.openLinkLo:]
	at, any := block.Start, false
	for i := range links {
		if s := links[i].Span; !s.Empty() {
			if hasWord(f.buf[at:max(at, s.Start)]) {
				return false
			}
			at, any = s.End, true
		}
	}
	return any && at <= block.End && !hasWord(f.buf[at:block.End])
}

// hasWord reports whether b contains a letter or digit. Only short stretches are examined; longer
// ones between links always contain some.
func hasWord(b []byte) bool {
	if len(b) > 64 {
		return true
	}
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
		b = b[n:]
	}
	return false
}

// beginLink opens the link of a node whose tag begins at source offset at.
func (f *flow) beginLink(node int32, at int) {
	f.endLinkPart()
	if f.linkEnd == len(f.buf) || f.link != 0 {
		f.separate(at)
	}
	f.link, f.linkFrom, f.linkSeen = node, len(f.buf), false
}

// endLinkPart records the open link's text in the current block.
func (f *flow) endLinkPart() {
	if f.link == 0 || !f.started {
		return
	}
	if s := f.trim(f.linkFrom, len(f.buf)); !s.Empty() {
		f.links = append(f.links, cutting.Link{Span: s, Node: f.link})
		f.linkSeen = true
	}
	f.linkFrom = len(f.buf)
}

// endLink closes the link of the given node if it is the open one. A link without text is kept,
// empty, in the block where it is.
func (f *flow) endLink(node int32) {
	if f.link != node {
		return
	}
	f.endLinkPart()
	if !f.linkSeen {
		at := len(f.buf)
		f.links = append(f.links, cutting.Link{Span: cutting.Span{Start: at, End: at}, Node: node})
	}
	f.link, f.linkEnd = 0, len(f.buf)
}

func (f *flow) beginTime(at int) {
	f.separate(at)
	if f.times == 0 {
		f.timeFrom = len(f.buf)
	}
	f.times++
}

func (f *flow) endTime(at int) {
	f.separate(at)
	f.times--
	if f.times == 0 {
		f.times = 1
		f.endTimePart()
		f.times = 0
	}
}

// endTimePart records the text of the open time element in the current block.
func (f *flow) endTimePart() {
	if f.times == 0 || !f.started {
		return
	}
	if s := f.trim(f.timeFrom, len(f.buf)); !s.Empty() && f.timeSpan.Empty() {
		f.timeSpan = s
	}
}

// maxTrim bounds the white space that trim examines: longer runs are kept in part, which is
// harmless, and nested elements take linear time.
const maxTrim = 64

// trim returns [lo, hi) of the text without white space at its ends.
func (f *flow) trim(lo, hi int) cutting.Span {
	for n := 0; lo < hi && n < maxTrim && (f.buf[lo] == ' ' || f.buf[lo] == '\n'); n++ {
		lo++
	}
	if lo >= hi {
		return cutting.Span{Start: lo, End: lo}
	}
	return cutting.Span{Start: lo, End: max(lo, f.trimEnd(hi))}
}

// trimEnd returns hi less the white space before it. The last result is cached, as many elements
// end at one place.
func (f *flow) trimEnd(hi int) int {
	if hi == f.trimAt {
		return f.trimTo
	}
	at := hi
	for at > 0 {
		r, n := utf8.DecodeLastRune(f.buf[:at])
		if !unicode.IsSpace(r) {
			break
		}
		at -= n
	}
	f.trimAt, f.trimTo = hi, at
	return at
}

// finish returns the page's text, and its blocks with their links.
func (f *flow) finish() (string, []cutting.Block) {
	for i := range f.blocks {
		hi := int32(len(f.links))
		if i+1 < len(f.linkLo) {
			hi = f.linkLo[i+1]
		}
		if lo := f.linkLo[i]; lo < hi {
			f.blocks[i].Links = f.links[lo:hi:hi]
		}
	}
	if cap(f.buf)-len(f.buf) < len(f.buf)/8 {
		return chars.View(f.buf), f.blocks
	}
	return strings.Clone(chars.View(f.buf)), f.blocks
}

// rightToLeft returns the base direction of a block: that of its markup, or else of its letters. A
// declaration on html or body for the whole page counts only for right to left: left to right is a
// default of templates.
func rightToLeft(d baseDir, text []byte) bool {
	switch d {
	case dirRTL, dirPageRTL:
		return true
	case dirLTR:
		return false
	}
	rtl, _ := direction.Of(text)
	return rtl
}
