package html

import (
	"strings"

	"cuttings/cutting"
)

// openElement is an element on the stack of open elements. It also has the nearest entry at or below it
// that bounds each of HTML's scopes, so that "is there a p in button scope" is one comparison at
// any depth.
type openElement struct {
	node    int32 // index in Tree.Nodes; the parent's for elements without a node
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
	dir     baseDir
}

// deepStack is a depth that saved pages do not reach, in elements.
const deepStack = 4096

type openFlag uint8

const (
	oOwnNode openFlag = 1 << iota
	oHidden
	oNoText // no text in it: templates, drawings
	oPre    // white space is kept
	oForeign
	oBlock
	oLink
	oTime
)

type baseDir uint8

const (
	dirNone baseDir = iota
	dirLTR
	dirRTL
	dirAuto
	dirPageLTR // on html or body, often wrong or a template's default
	dirPageRTL
)

// addNode appends a node for the element whose start tag began at lo and whose
// attributes begin at attrLo.
func (b *builder) addNode(id tagID, lo, attrLo int) int32 {
	top := b.top()
	n := int32(len(b.nodes))
	at := len(b.flow.buf)
	nb := b.flow.nextBlock()
	attrs := &b.lx.tagAttrs
	hidden := top.flags&oHidden != 0 || id < numTags && tagFlags[id]&isUnshown != 0 &&
		!(id == tagDialog && attrs.holds(attrOpen)) ||
		attrs.bits != 0 && isUnseen(attrs, b.attrs[attrLo:])
	if isBar(b.attrs[attrLo:]) {
		hidden, b.bar = true, n
	}
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

// closeNode sets the fields of a node that depend on its end.
func (b *builder) closeNode(n int32, end int) {
	nd := &b.nodes[n]
	nd.End = int32(len(b.nodes))
	nd.Source.End = int64(end)
	nd.BlockHi = b.flow.nextBlock()
	nd.Text = b.flow.trim(nd.Text.Start, len(b.flow.buf))
}

// push opens an element. n is its node, -1 for one without.
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
		if b.bar > 0 && b.bar == n {
			e.flags |= oNoText // the archive's bar does not belong to the page
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
	} else if n >= 0 {
		b.flow.noteInline(int(b.nodes[n].Source.Start))
	}
	attrs := &b.lx.tagAttrs
	if attrs.bits != 0 && n >= 0 {
		if attrs.holds(attrDir) {
			e.dir = dirOf(attrs.vals[attrDir], id, e.dir)
		}
		if id == tagA && attrs.holds(attrHref) && foreign == 0 {
			e.flags |= oLink
			b.flow.beginLink(n, int(b.nodes[n].Source.Start))
		}
		if id == tagHTML || id == tagBody {
			b.meta.root(attrs)
		}
	}
	switch id {
	case tagPre, tagListing, tagXmp, tagTextarea, tagPlaintext:
		e.flags |= oPre
	case tagTime:
		if foreign == 0 {
			e.flags |= oTime
			b.flow.beginTime(int(b.nodes[n].Source.Start))
		}
	case tagHead:
		b.headDone = true
	case tagBody, tagFrameset:
		b.headDone = true
	case tagTemplate:
		if foreign == 0 && !attrs.holds(attrShadowRootMode) && !attrs.holds(attrShadowRoot) {
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
	if len(b.stack) == deepStack && cap(b.stack) <= b.maxNodes {
		// As large as it may become: growing in steps would take twice that.
		b.stack = append(make([]openElement, 0, b.maxNodes+64), b.stack...)
	}
	b.stack = append(b.stack, e)
}

// pushForeign sets the flags of an entry inside svg or math: which contain text, and which allow
// HTML again.
func (b *builder) pushForeign(e *openElement, id tagID, i int32) {
	switch id {
	case tagForeignObject, tagMi, tagMo, tagMn, tagMs, tagMtext, tagTitle, tagDesc:
		e.flags &^= oForeign
		e.scope, e.list, e.button, e.special, e.itemEnd = i, i, i, i, i
		if id == tagTitle || id == tagDesc {
			e.flags |= oNoText // shown as a tooltip, if at all
		}
	case tagAnnotation, tagStyle, tagScript:
		e.flags |= oNoText
	}
}

func dirOf(val string, id tagID, inherited baseDir) baseDir {
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

// blockRole returns the role of text directly in a block-level element within an element whose text
// has the role outer.
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

// popTo closes entry m and all above it. The tag that closes them is at source bytes [at, end);
// entry m itself extends to end.
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
			b.flow.endTime(at)
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
	b.flow.closed = len(b.flow.buf)
}

// key distinguishes HTML elements from foreign ones of the same name.
func key(id tagID, foreign bool) int {
	k := int(id) << 1
	if foreign {
		k |= 1
	}
	return k
}

// lastKey returns last for keys that may be of new names.
func (b *builder) lastKey(k int) int32 {
	if k < len(b.last) {
		return b.last[k]
	}
	return -1
}

// forget removes entry m from the search for its name without closing it: its end tag was inside an
// element that continues. A link ends there all the same.
func (b *builder) forget(m int) {
	e := &b.stack[m]
	if e.flags&oLink != 0 {
		b.flow.endLink(e.node)
		e.flags &^= oLink
	}
	// Entries of the same name above m would still point to it; only the uppermost is ever
	// forgotten.
	b.last[key(e.id, e.flags&oForeign != 0)] = e.prev
	e.id = tagNone
}
