package page

import (
	"slices"
	"strings"

	"cuttings/cutting"
)

// open is an element on the stack of open elements. Beside the element itself
// it holds the nearest entry below or at it that bounds each of HTML's scopes,
// so that "is there a p in button scope" is one comparison however deep the
// page is.
type open struct {
	node    int32 // index in Tree.Nodes; the parent's for elements without a node of their own
	prev    int32 // the next lower open entry with the same key, -1 for none
	special int32 // nearest "special" element
	scope   int32 // nearest boundary of the default scope
	list    int32 // … of list item scope
	button  int32 // … of button scope
	table   int32 // … of table scope: the table element itself, or a template
	itemEnd int32 // nearest element that stops the search for an open li, dd or dt
	foreign int32 // lowest entry of the current run of foreign elements, -1 in HTML
	block   int32 // node of the innermost block-level element
	id      tagID // tagNone once the element has been closed across others
	flags   openFlag
	role    cutting.Role
	level   uint8
	dir     direction
}

type openFlag uint8

const (
	oOwnNode openFlag = 1 << iota
	oHidden
	oNoText // nothing in it is text: templates, drawings
	oPre    // white space is kept
	oForeign
	oBlock
	oLink
	oTime
)

type direction uint8

const (
	dirNone direction = iota
	dirLTR
	dirRTL
	dirAuto
	dirPageLTR // said by html or body, which is often wrong or a template's default
	dirPageRTL
)

// builder makes the tree and drives the text flow in one pass over the lexer.
// It follows the tree construction of the HTML standard where that shows in the
// text or in the nesting of blocks; what it does not do is copy formatting
// elements across block boundaries and move content out of tables: a flat tree
// in document order cannot, and the byte ranges would no longer nest.
type builder struct {
	lx    lexer
	flow  flow
	meta  metaReader
	nodes []cutting.Node
	attrs []cutting.Attr
	stack []open
	last  []int32 // for each key, the uppermost open entry; -1 for none

	headDone     bool
	bodyEnd, end int // just behind the last </body>, </html>; 0 when there was none
	skipNewline  bool
	contentEnd   int // just behind the last tag or text that made content
}

// key tells HTML elements from foreign ones of the same name.
func key(id tagID, foreign bool) int {
	k := int(id) << 1
	if foreign {
		k |= 1
	}
	return k
}

func newBuilder(src string) *builder {
	tags := strings.Count(src, "<")
	b := &builder{}
	b.lx.src = src
	b.nodes = make([]cutting.Node, 0, tags/2+tags/16+8)
	b.attrs = make([]cutting.Attr, 0, tags/2+tags/4+8)
	b.stack = make([]open, 0, 64)
	b.last = make([]int32, 2*int(numTags)+32)
	for i := range b.last {
		b.last[i] = -1
	}
	b.flow.init(src, tags)
	b.nodes = append(b.nodes, cutting.Node{Parent: -1, Source: cutting.Range{Start: 0, End: int64(len(src))}})
	b.stack = append(b.stack, open{prev: -1, foreign: -1, flags: oOwnNode | oBlock})
	return b
}

// run reads the whole source.
func (b *builder) run() {
	for {
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
			b.meta.comment(b.lx.src[t.lo:t.hi])
		case tokCDATA:
			if b.top().flags&oForeign != 0 {
				t = b.lx.cdata()
				b.text(t.lo, t.hi, false)
			} else {
				b.lx.bogus(t.lo, t.lo+2)
			}
		case tokEOF:
			b.finish()
			return
		}
	}
}

func (b *builder) top() *open { return &b.stack[len(b.stack)-1] }

// text hands source text to the flow; entities says whether it may hold
// character references.
func (b *builder) text(lo, hi int, entities bool) {
	if lo >= hi {
		return
	}
	top := b.top()
	if top.id == tagHead {
		i := lo
		for i < hi && isSpace(b.lx.src[i]) {
			i++
		}
		if i == hi {
			return
		}
		b.popTo(len(b.stack)-1, lo, lo)
		top = b.top()
	}
	if top.flags&oNoText != 0 {
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
	case tagMeta:
		b.meta.meta(attrs[attrLo:])
	case tagLink:
		b.meta.link(attrs[attrLo:])
	case tagBase:
		b.meta.base(b.lx.seen.get(attrHref), b.lx.seen.holds(attrHref))
	case tagBr:
		b.flow.lineBreak(t.lo, b.lx.pos)
	}
	if flags&isVoid != 0 {
		b.closeNode(n, b.lx.pos)
		return
	}
	if flags&isRaw != 0 || id == tagTitle {
		lo := b.lx.pos
		hi := b.lx.rawText(id)
		b.closeNode(n, b.lx.pos)
		b.contentEnd = b.lx.pos
		if id == tagScript {
			b.meta.script(attrs[attrLo:], b.lx.src[lo:hi])
		} else if id == tagTitle {
			b.meta.title(b.lx.src[lo:hi])
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

// fits reports whether the standard lets a start tag take effect where we are.
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

// implyEnds closes what a start tag closes without saying so.
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

// foreignTag handles a start tag inside svg or math. Only elements that hold
// text or matter to a reader get a node.
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
		b.flow.flush() // stands for an empty paragraph
	}
}

// lastKey is last for keys that may be of names not seen before.
func (b *builder) lastKey(k int) int32 {
	if k < len(b.last) {
		return b.last[k]
	}
	return -1
}

// forget takes entry m out of the search for its name without closing it: its
// end tag stood inside an element that goes on. A link ends there all the same.
func (b *builder) forget(m int) {
	e := &b.stack[m]
	if e.flags&oLink != 0 {
		b.flow.endLink(e.node)
		e.flags &^= oLink
	}
	// Entries of the same name above m would keep pointing at it; only the
	// uppermost is ever forgotten.
	b.last[key(e.id, e.flags&oForeign != 0)] = e.prev
	e.id = tagNone
}

// addNode appends a node for the element whose start tag began at lo and whose
// attributes begin at attrLo.
func (b *builder) addNode(id tagID, lo, attrLo int) int32 {
	top := b.top()
	n := int32(len(b.nodes))
	at := len(b.flow.buf)
	nb := b.flow.nextBlock()
	seen := &b.lx.seen
	hidden := top.flags&oHidden != 0 || id < numTags && tagFlags[id]&isUnshown != 0 && !(id == tagDialog && seen.holds(attrOpen)) ||
		seen.has != 0 && unseen(seen, b.attrs[attrLo:])
	b.nodes = append(b.nodes, cutting.Node{
		Tag:    b.lx.tagString(id),
		Parent: top.node,
		End:    n + 1,
		Depth:  b.nodes[top.node].Depth + 1,
		Text:   cutting.Span{Start: at, End: at},
		Source: cutting.Range{Start: int64(lo), End: int64(b.lx.pos)},
		AttrLo: int32(attrLo), AttrHi: int32(len(b.attrs)),
		BlockLo: nb, BlockHi: nb,
		Hidden: hidden,
	})
	return n
}

// unseen reports whether attributes keep an element from being shown or read
// out. A style sheet may do the same; only the element's own word is taken. What
// React streams in ("<div hidden id=S:0>") a script moves to its place at once.
func unseen(s *attrSet, attrs []cutting.Attr) bool {
	if s.holds(attrHidden) && !strings.EqualFold(s.vals[attrHidden], "until-found") {
		streamed := func(a cutting.Attr) bool { return a.Key == "id" && strings.HasPrefix(a.Val, "S:") }
		return !slices.ContainsFunc(attrs, streamed)
	}
	if s.holds(attrAriaHidden) && strings.EqualFold(s.vals[attrAriaHidden], "true") {
		return true
	}
	return s.holds(attrStyle) && styleHides(s.vals[attrStyle])
}

// styleHides reports whether a style attribute says display:none or
// visibility:hidden.
func styleHides(style string) bool {
	for {
		decl, rest, more := strings.Cut(style, ";")
		name, val, _ := strings.Cut(decl, ":")
		name = strings.TrimSpace(name)
		val, _, _ = strings.Cut(val, "!") // !important
		val = strings.TrimSpace(val)
		if strings.EqualFold(name, "display") && strings.EqualFold(val, "none") ||
			strings.EqualFold(name, "visibility") && strings.EqualFold(val, "hidden") {
			return true
		}
		if !more {
			return false
		}
		style = rest
	}
}

// closeNode fixes what is known of a node once its end is.
func (b *builder) closeNode(n int32, end int) {
	nd := &b.nodes[n]
	nd.End = int32(len(b.nodes))
	nd.Source.End = int64(end)
	nd.BlockHi = b.flow.nextBlock()
	nd.Text = b.flow.trim(nd.Text.Start, len(b.flow.buf))
}

// push opens an element. n is its node, -1 for one that has none.
func (b *builder) push(n int32, id tagID, flags tagFlag) {
	i := int32(len(b.stack))
	e := *b.top() // scopes, role, direction and most flags are inherited
	foreign := e.flags & oForeign
	e.flags &= oHidden | oNoText | oPre | oForeign
	e.id = id
	if n >= 0 {
		e.node = n
		e.flags |= oOwnNode
		if b.nodes[n].Hidden {
			e.flags |= oHidden
		}
	}
	if flags&isSpecial != 0 {
		e.special = i
		switch id {
		case tagAddress, tagDiv, tagP, tagLi, tagDd, tagDt:
		default:
			e.itemEnd = i
		}
	}
	if flags&isScope != 0 {
		e.scope, e.list, e.button = i, i, i
	}
	switch id {
	case tagOl, tagUl:
		e.list = i
	case tagButton:
		e.button = i
	case tagTable, tagTemplate:
		if foreign == 0 {
			e.table = i
		}
	}
	if flags&isBlock != 0 {
		e.flags |= oBlock
		e.block = n
		e.role, e.level = blockRole(id, e.role, e.level)
	}
	seen := &b.lx.seen
	if seen.has != 0 && n >= 0 {
		if seen.holds(attrDir) {
			e.dir = dirOf(seen.vals[attrDir], id, e.dir)
		}
		if id == tagA && seen.holds(attrHref) && foreign == 0 {
			e.flags |= oLink
			b.flow.beginLink(n)
		}
		if id == tagHTML || id == tagBody {
			b.meta.root(seen)
		}
	}
	switch id {
	case tagPre, tagListing, tagXmp, tagTextarea, tagPlaintext:
		e.flags |= oPre
	case tagTime:
		e.flags |= oTime
		b.flow.beginTime()
	case tagHead:
		b.headDone = true
	case tagBody, tagFrameset:
		b.headDone = true
	case tagTemplate:
		if foreign == 0 && !seen.holds(attrShadowRootMode) {
			// Its content is a model for scripts, not part of the page.
			e.flags |= oNoText | oHidden
			b.nodes[n].Hidden = true
		}
	case tagSvg, tagMath:
		e.flags |= oForeign
	}
	if e.flags&oForeign != 0 {
		if foreign == 0 {
			e.foreign = i
		}
		b.pushForeign(&e, id, i)
	}
	k := key(id, foreign != 0)
	for k >= len(b.last) {
		b.last = append(b.last, -1)
	}
	e.prev = b.last[k]
	b.last[k] = i
	b.stack = append(b.stack, e)
}

// pushForeign adapts an entry inside svg or math: which hold text, and which let
// HTML in again.
func (b *builder) pushForeign(e *open, id tagID, i int32) {
	switch id {
	case tagForeignObject, tagMi, tagMo, tagMn, tagMs, tagMtext, tagTitle, tagDesc:
		e.flags &^= oForeign
		e.scope, e.list, e.button, e.special, e.itemEnd = i, i, i, i, i
		if id == tagTitle || id == tagDesc {
			e.flags |= oNoText // shown as a hint, if at all
		}
	case tagAnnotation, tagStyle, tagScript:
		e.flags |= oNoText
	}
}

func dirOf(val string, id tagID, inherited direction) direction {
	page := id == tagHTML || id == tagBody
	switch {
	case strings.EqualFold(val, "rtl"):
		if page {
			return dirPageRTL
		}
		return dirRTL
	case strings.EqualFold(val, "ltr"):
		if page {
			return dirPageLTR
		}
		return dirLTR
	case strings.EqualFold(val, "auto"):
		return dirAuto
	}
	return inherited
}

// blockRole returns the role of text directly in a block-level element that
// stands in an element whose text has the role outer.
func blockRole(id tagID, outer cutting.Role, level uint8) (cutting.Role, uint8) {
	switch id {
	case tagH1, tagH2, tagH3, tagH4, tagH5, tagH6:
		return cutting.Heading, uint8(id-tagH1) + 1
	case tagLi:
		return cutting.ListItem, 0
	case tagBlockquote:
		return cutting.Quote, 0
	case tagFigcaption, tagCaption:
		return cutting.Caption, 0
	case tagPre, tagListing, tagXmp, tagPlaintext, tagTextarea:
		return cutting.Preformatted, 0
	case tagTd, tagTh:
		return cutting.TableCell, 0
	case tagDt:
		return cutting.Term, 0
	case tagDd:
		return cutting.Definition, 0
	case tagButton, tagLabel, tagOption, tagLegend, tagOptgroup, tagSelect:
		return cutting.Control, 0
	}
	switch outer {
	case cutting.Quote, cutting.Caption, cutting.Heading, cutting.Term, cutting.Control, cutting.Preformatted:
		return outer, level
	case cutting.ListItem, cutting.Definition:
		if id == tagP {
			return outer, 0
		}
	}
	return cutting.Paragraph, 0
}

// popTo closes entry m and all above it. at is where the tag that closes them
// begins, end where it ends: entry m itself reaches to end.
func (b *builder) popTo(m, at, end int) {
	for i := len(b.stack) - 1; i >= m; i-- {
		if b.stack[i].flags&oBlock != 0 {
			b.flow.flush()
			break
		}
	}
	for i := len(b.stack) - 1; i >= m; i-- {
		e := &b.stack[i]
		if e.flags&oLink != 0 {
			b.flow.endLink(e.node)
		}
		if e.flags&oTime != 0 {
			b.flow.endTime()
		}
		if e.id != tagNone {
			// A foreign root is an HTML element by its start tag.
			b.last[key(e.id, i > 0 && b.stack[i-1].flags&oForeign != 0)] = e.prev
		}
		if e.flags&oOwnNode != 0 {
			to := at
			if i == m {
				to = end
			}
			b.closeNode(e.node, to)
		}
	}
	b.stack = b.stack[:m]
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

// unhide takes back what hides nearly all of the page: a wrapper that a script
// shows when it has run, or that was set aside while a dialog was open.
func (b *builder) unhide() {
	const most = 4 // wrappers within each other; more are a trap
	total, done := len(b.flow.buf), 0
	for i := 1; i < len(b.nodes) && done < most; i++ {
		n := &b.nodes[i]
		if !n.Hidden || b.nodes[n.Parent].Hidden || n.Text.Len()*10 < total*9 || total < 200 {
			continue
		}
		n.Hidden = false
		done++
		for k := i + 1; k < int(n.End); k++ {
			c := &b.nodes[k]
			c.Hidden = b.nodes[c.Parent].Hidden || b.hides(k)
		}
	}
}

// hides reports whether node n is hidden by its own tag or attributes.
func (b *builder) hides(n int) bool {
	nd := &b.nodes[n]
	attrs := b.attrs[nd.AttrLo:nd.AttrHi]
	var seen attrSet
	for _, a := range attrs {
		if id := attrIndex.find(a.Key); id > 0 && id < uint16(attrOther) {
			seen.add(attrID(id), a.Val)
		}
	}
	id := tagID(tagIndex.find(nd.Tag))
	if id == tagTemplate {
		return !seen.holds(attrShadowRootMode)
	}
	return tagFlags[id]&isUnshown != 0 && !(id == tagDialog && seen.holds(attrOpen)) || unseen(&seen, attrs)
}
