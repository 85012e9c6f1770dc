package html

import (
	"context"
	"strings"

	"cuttings/cutting"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
)

// builder makes the tree and drives the text flow in one pass over the lexer. It follows the tree
// construction of the HTML standard where that affects the text or the nesting of blocks. It does
// not copy formatting elements across block boundaries or move content out of tables: in a flat
// tree in document order that is impossible, and the byte ranges would no longer nest.
type builder struct {
	lx    lexer
	flow  flow
	meta  metaReader
	nodes []cutting.Node
	attrs []cutting.Attr
	stack []openElement
	last  []int32 // for each key, the uppermost open entry; -1 for none

	headDone     bool
	bodyEnd, end int // just after the last </body>, </html>; 0 without one
	skipNewline  bool
	contentEnd   int // just after the last tag or text with content

	maxNodes, maxAttrs, maxBlocks, maxLinks int

	bar int32 // the node of the last; 0 for none

	noScripts bool // read noscript elements of the body as a browser without scripts does
	unread    unread
}

// largeSource is the length in bytes of a source whose start tags and attributes are counted first, because a table
// that grows takes twice its size.
const largeSource = 1 << 20

// newBuilder returns a builder that reads src; size is the number of bytes of the capture it was
// decoded from, which sets the bounds.
func newBuilder(src string, size int) *builder {
	// Capacity for what saved pages have on average, by their tags; pages of bare brackets get no
	// more than their length suggests, and no more nodes than the page may have.
	brackets := strings.Count(src, "<")
	tags := min(brackets, len(src)/12)
	b := &builder{maxNodes: bounds.Elements(size), maxAttrs: bounds.Attrs(size),
		maxBlocks: bounds.Blocks(size), maxLinks: bounds.Links(size)}
	b.lx.src = src
	nodes, attrs := brackets/2+brackets/16, tags-tags/16
	if len(src) >= largeSource {
		nodes = max(nodes, brackets-strings.Count(src, "</"))
		attrs = min(attrs, strings.Count(src, "="))
	}
	b.nodes = make([]cutting.Node, 0, min(nodes+8, b.maxNodes+64))
	b.attrs = make([]cutting.Attr, 0, attrs+8)
	b.stack = make([]openElement, 0, 64)
	b.last = make([]int32, 2*int(numTags)+32)
	for i := range b.last {
		b.last[i] = -1
	}
	b.flow.init(src, tags)
	b.nodes = append(b.nodes, cutting.Node{Parent: -1, Source: cutting.Range{Start: 0, End: int64(len(src))}})
	b.stack = append(b.stack, openElement{prev: -1, foreign: -1, flags: oOwnNode | oBlock})
	return b
}

// boundExceeded returns the error of the bound that the page exceeds, nil for none.
func (b *builder) boundExceeded() error {
	switch {
	case len(b.nodes) > b.maxNodes, len(b.stack) > b.maxNodes:
		return bounds.Over("elements", b.maxNodes)
	case len(b.attrs) > b.maxAttrs:
		return bounds.Over("attributes", b.maxAttrs)
	case len(b.flow.blocks) > b.maxBlocks:
		return bounds.Over("blocks of text", b.maxBlocks)
	case len(b.flow.links) > b.maxLinks:
		return bounds.Over("links", b.maxLinks)
	case len(b.flow.buf) > bounds.Text:
		return bounds.Over("bytes of text", bounds.Text)
	}
	return nil
}

// run reads the whole source. It returns an error when the page exceeds a bound or
// ctx ends.
func (b *builder) run(ctx context.Context) error {
	for n := 0; ; n++ {
		if n%64 == 0 {
			if err := b.boundExceeded(); err != nil {
				return err
			}
		}
		if n%bounds.Every == 0 {
			if err := bounds.Done(ctx); err != nil {
				return err
			}
		}
		t := b.lx.next()
		if b.skipNewline {
			b.skipNewline = false
			if t.kind == tokText {
				if strings.HasPrefix(b.lx.src[t.lo:t.hi], "\r\n") {
					t.lo += 2
				} else if c := b.lx.src[t.lo]; c == '\n' || c == '\r' {
					t.lo++
				}
			}
		}
		switch t.kind {
		case tokText:
			b.text(t.lo, t.hi, true)
		case tokStart:
			b.startTag(t)
		case tokEnd:
			b.endTag(t)
		case tokComment:
			b.meta.saved.Comment(b.lx.src[t.lo:t.hi])
		case tokCDATA:
			if b.top().flags&oForeign != 0 {
				t = b.lx.cdata()
				b.text(t.lo, t.hi, false)
			} else {
				b.lx.bogus(t.lo, t.lo+2)
			}
		case tokEOF:
			b.finish()
			return b.boundExceeded()
		}
	}
}

func (b *builder) top() *openElement { return &b.stack[len(b.stack)-1] }

// text adds source text to the flow; entities reports whether it may contain character references.
func (b *builder) text(lo, hi int, entities bool) {
	if lo >= hi {
		return
	}
	top := b.top()
	if top.id == tagHead {
		i := lo
		for i < hi && chars.IsSpace(b.lx.src[i]) {
			i++
		}
		if i == hi {
			return
		}
		b.popTo(len(b.stack)-1, lo, lo)
		top = b.top()
	}
	if top.flags&oNoText != 0 {
		if b.last[key(tagTemplate, false)] >= 0 {
			b.unread.models += letters(b.lx.src[lo:hi])
		}
		return
	}
	if b.flow.text(top, lo, hi, entities) {
		b.contentEnd = hi
	}
}

// startTag handles a start tag whose name has been read.
func (b *builder) startTag(t token) {
	id := t.id
	if b.top().flags&oForeign != 0 {
		if id >= numTags || tagFlags[id]&isBreakout == 0 {
			b.foreignTag(t)
			return
		}
		for b.top().flags&oForeign != 0 {
			b.popTo(len(b.stack)-1, t.lo, t.lo)
		}
	}
	var flags tagFlag
	if id < numTags {
		flags = tagFlags[id]
	}
	if id == tagImage {
		id = tagImg
	}
	if !b.fits(id) {
		b.lx.attrs(nil, false)
		return
	}
	if top := b.top(); top.id == tagHead && flags&inHead == 0 {
		b.popTo(len(b.stack)-1, t.lo, t.lo)
	}
	if flags&closesP != 0 {
		if m := b.last[key(tagP, false)]; m > b.top().button {
			b.popTo(int(m), t.lo, t.lo)
		}
	}
	b.implyEnds(id, t.lo)

	attrLo := len(b.attrs)
	attrs, _, whole := b.lx.attrs(b.attrs, true)
	if !whole {
		return
	}
	b.attrs = attrs
	b.contentEnd = b.lx.pos
	if flags&isBlock != 0 {
		b.flow.flush()
	}
	n := b.addNode(id, t.lo, attrLo)
	switch id {
	case tagHTML:
		b.meta.marks(attrs[attrLo:])
	case tagMeta:
		b.meta.meta(attrs[attrLo:])
	case tagLink:
		b.meta.link(attrs[attrLo:])
	case tagBase:
		b.meta.base(b.lx.tagAttrs.get(attrHref), b.lx.tagAttrs.holds(attrHref))
	case tagBr:
		b.flow.lineBreak(t.lo, b.lx.pos)
	}
	if flags&isVoid != 0 {
		b.closeNode(n, b.lx.pos)
		return
	}
	raw := flags&isRaw != 0
	if id == tagNoscript && b.noScripts {
		raw = b.top().id == tagHead
	}
	if raw || id == tagTitle {
		lo := b.lx.pos
		hi := b.lx.rawText(id)
		b.closeNode(n, b.lx.pos)
		b.contentEnd = b.lx.pos
		switch id {
		case tagScript:
			b.meta.script(attrs[attrLo:], b.lx.src[lo:hi])
			if modelScript(attrs[attrLo:]) {
				b.unread.models += lettersOutsideTags(b.lx.src[lo:hi])
			}
		case tagTitle:
			b.meta.title(b.lx.src[lo:hi])
		case tagNoscript:
			if b.top().id != tagHead {
				b.unread.noscript += lettersOutsideTags(b.lx.src[lo:hi])
			}
		}
		return
	}
	b.push(n, id, flags)
	switch id {
	case tagTextarea, tagXmp:
		b.skipLeadingNewline(id == tagTextarea)
		lo := b.lx.pos
		hi := b.lx.rawText(id)
		b.text(lo, hi, id == tagTextarea)
		b.popTo(len(b.stack)-1, b.lx.pos, b.lx.pos)
	case tagPlaintext:
		lo := b.lx.pos
		b.lx.pos = len(b.lx.src)
		b.text(lo, len(b.lx.src), false)
	case tagPre, tagListing:
		b.skipNewline = true
	}
}

// skipLeadingNewline drops the line feed right behind a textarea's start tag.
func (b *builder) skipLeadingNewline(do bool) {
	if !do {
		return
	}
	rest := b.lx.src[b.lx.pos:]
	if strings.HasPrefix(rest, "\r\n") {
		b.lx.pos += 2
	} else if strings.HasPrefix(rest, "\n") {
		b.lx.pos++
	}
}

// fits reports whether the standard lets a start tag take effect at this place.
func (b *builder) fits(id tagID) bool {
	switch id {
	case tagHTML:
		return b.last[key(tagHTML, false)] < 0 && len(b.nodes) == 1
	case tagHead:
		if b.headDone || b.last[key(tagBody, false)] >= 0 || b.top().id == tagHead {
			return false
		}
		b.headDone = true
	case tagBody:
		if b.last[key(tagBody, false)] >= 0 {
			return false
		}
	case tagForm:
		return b.last[key(tagForm, false)] < 0 || b.last[key(tagTemplate, false)] >= 0
	case tagCaption, tagCol, tagColgroup, tagTbody, tagTd, tagTfoot, tagTh, tagThead, tagTr:
		in := b.stack[b.top().table].id
		return in == tagTable || in == tagTemplate
	}
	return true
}

// implyEnds closes the elements that a start tag closes implicitly.
func (b *builder) implyEnds(id tagID, at int) {
	top := b.top()
	switch id {
	case tagH1, tagH2, tagH3, tagH4, tagH5, tagH6:
		if tagH1 <= top.id && top.id <= tagH6 {
			b.popTo(len(b.stack)-1, at, at)
		}
	case tagLi:
		if m := b.last[key(tagLi, false)]; m > top.itemEnd {
			b.popTo(int(m), at, at)
		}
	case tagDd, tagDt:
		m := max(b.last[key(tagDd, false)], b.last[key(tagDt, false)])
		if m > top.itemEnd {
			b.popTo(int(m), at, at)
		}
	case tagButton, tagNobr:
		if m := b.last[key(id, false)]; m > top.scope {
			if id == tagNobr && top.special > m {
				b.forget(int(m))
			} else {
				b.popTo(int(m), at, at)
			}
		}
	case tagA:
		if m := b.last[key(tagA, false)]; m > top.scope {
			if top.special > m {
				b.forget(int(m))
			} else {
				b.popTo(int(m), at, at)
			}
		}
	case tagOption:
		if top.id == tagOption {
			b.popTo(len(b.stack)-1, at, at)
		}
	case tagOptgroup:
		if m := b.last[key(tagOption, false)]; m > top.scope {
			b.popTo(int(m), at, at)
		}
		if m := b.last[key(tagOptgroup, false)]; m > b.top().scope {
			b.popTo(int(m), at, at)
		}
	case tagSelect, tagInput, tagTextarea, tagKeygen:
		if m := b.last[key(tagSelect, false)]; m > top.scope {
			b.popTo(int(m), at, at)
		}
	case tagRb, tagRtc, tagRt, tagRp:
		if top.id == tagRb || top.id == tagRt || top.id == tagRp {
			b.popTo(len(b.stack)-1, at, at)
		}
	case tagTable:
		t := top.table
		if b.stack[t].id == tagTable && b.cell(t) < 0 && b.last[key(tagCaption, false)] < t {
			b.popTo(int(t), at, at)
		}
	case tagTd, tagTh:
		b.popAbove(b.lastOf(tagTr, tagTbody, tagThead, tagTfoot), at)
	case tagTr:
		b.popAbove(b.lastOf(tagTbody, tagThead, tagTfoot), at)
	case tagCol:
		b.popAbove(b.lastOf(tagColgroup), at)
	case tagTbody, tagThead, tagTfoot, tagCaption, tagColgroup:
		b.popAbove(-1, at)
	}
}

// cell returns the entry of the open cell of table t, -1 when there is none.
func (b *builder) cell(t int32) int32 {
	if m := max(b.last[key(tagTd, false)], b.last[key(tagTh, false)]); m > t {
		return m
	}
	return -1
}

// lastOf returns the uppermost open entry among the first of the given types
// that is open inside the current table, else -1.
func (b *builder) lastOf(ids ...tagID) int32 {
	t := b.top().table
	for _, id := range ids {
		if m := b.last[key(id, false)]; m > t {
			return m
		}
	}
	return -1
}

// popAbove closes everything above entry m, or above the current table when m
// is -1.
func (b *builder) popAbove(m int32, at int) {
	if m < 0 {
		m = b.top().table
	}
	if int(m) < len(b.stack)-1 {
		b.popTo(int(m)+1, at, at)
	}
}

// foreignTag handles a start tag inside svg or math. Only elements with text or of use to readers
// get a node.
func (b *builder) foreignTag(t token) {
	attrLo := len(b.attrs)
	keep := t.id == tagA || t.id == tagText || t.id == tagForeignObject || t.id == tagImage || t.id == tagSvg
	attrs, selfClosing, whole := b.lx.attrs(b.attrs, keep)
	if !whole {
		return
	}
	b.attrs = attrs
	b.contentEnd = b.lx.pos
	if !keep {
		if !selfClosing {
			b.push(-1, t.id, 0)
		}
		return
	}
	n := b.addNode(t.id, t.lo, attrLo)
	if selfClosing {
		b.closeNode(n, b.lx.pos)
		return
	}
	b.push(n, t.id, 0)
}

// endTag handles an end tag whose name has been read.
func (b *builder) endTag(t token) {
	if _, _, whole := b.lx.attrs(nil, false); !whole {
		return
	}
	id, at, end := t.id, t.lo, b.lx.pos
	top := b.top()
	if top.foreign >= 0 && (top.flags&oForeign != 0 || id == tagTitle || tagForeignObject <= id && id < numTags) {
		if m := b.lastKey(key(id, true)); m >= top.foreign {
			b.popTo(int(m), at, end)
			return
		}
		if top.flags&oForeign != 0 && (id == tagP || id == tagBr) {
			for b.top().flags&oForeign != 0 {
				b.popTo(len(b.stack)-1, at, at)
			}
			top = b.top()
		}
	}
	m := b.lastKey(key(id, false))
	var flags tagFlag
	if id < numTags {
		flags = tagFlags[id]
	}
	bound := top.scope
	switch id {
	case tagHTML:
		b.flow.flush()
		b.end = end
		return
	case tagBody:
		b.flow.flush()
		b.bodyEnd = end
		return
	case tagBr:
		b.flow.lineBreak(at, end)
		return
	case tagP:
		bound = top.button
	case tagLi:
		bound = top.list
	case tagH1, tagH2, tagH3, tagH4, tagH5, tagH6:
		for h := tagH1; h <= tagH6; h++ {
			m = max(m, b.last[key(h, false)])
		}
	case tagTable, tagTr, tagTbody, tagThead, tagTfoot, tagTd, tagTh, tagCaption, tagColgroup:
		bound = top.table
		if m >= 0 && b.stack[bound].id != tagTable {
			m = -1
		}
	case tagTemplate:
		bound = 0
	case tagForm:
		if m > bound && int(m) != len(b.stack)-1 && top.special > m {
			b.flow.flush()
			b.forget(int(m))
			return
		}
	default:
		if flags&isSpecial == 0 {
			bound = top.special
			if flags&isFormat != 0 && m > top.scope && bound > m {
				b.forget(int(m))
				return
			}
		}
	}
	if m > 0 && m >= bound {
		b.popTo(int(m), at, end)
		b.contentEnd = end
	} else if id == tagP {
		b.flow.flush() // an empty paragraph
	}
}

// finish closes everything at the end of the source.
func (b *builder) finish() {
	n := len(b.lx.src)
	b.flow.flush()
	bodyEnd, htmlEnd := n, n
	if b.contentEnd <= b.bodyEnd {
		bodyEnd = b.bodyEnd
	}
	if b.end > 0 && b.end >= max(b.contentEnd, b.bodyEnd) {
		htmlEnd = b.end
	}
	bodyEnd = min(bodyEnd, htmlEnd)
	for i := len(b.stack) - 1; i >= 1; i-- {
		e := b.stack[i]
		to := n
		switch e.id {
		case tagBody:
			to = bodyEnd
		case tagHTML:
			to = htmlEnd
		default:
			to = bodyEnd
		}
		b.popTo(i, to, to)
	}
	b.unhide()
	b.closeNode(0, n)
	b.nodes[0].Source = cutting.Range{Start: 0, End: int64(n)}
}
