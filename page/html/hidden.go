package html

import (
	"slices"
	"strings"

	"cuttings/cutting"
)

// isUnseen reports whether attributes hide an element from display and screen readers. A style sheet
// may do the same, but only the element's own attributes are read. Elements that React streams in
// ("<div hidden id=S:0>") are moved to their place by a script at once and so count as visible.
func isUnseen(s *attrSet, attrs []cutting.Attr) bool {
	if s.holds(attrHidden) && !strings.EqualFold(s.vals[attrHidden], "until-found") {
		streamed := func(a cutting.Attr) bool { return a.Key == "id" && strings.HasPrefix(a.Val, "S:") }
		return !slices.ContainsFunc(attrs, streamed)
	}
	if s.holds(attrAriaHidden) && strings.EqualFold(s.vals[attrAriaHidden], "true") {
		return true
	}
	return s.holds(attrStyle) && styleHides(s.vals[attrStyle])
}

// archiveBars are the elements, by the end of their id, that web archives and caches add to the
// pages they show; their content does not belong to the page.
var archiveBars = [...]string{"google-cache-hdr", "wm-ipp-base", "wm-ipp", "wm-ipp-print"}

// isBar reports whether an element was added by a web archive or cache.
func isBar(attrs []cutting.Attr) bool {
	for _, a := range attrs {
		if a.Key == "id" {
			return slices.ContainsFunc(archiveBars[:], func(id string) bool { return strings.HasSuffix(a.Val, id) })
		}
	}
	return false
}

// styleHides reports whether a style attribute has display:none or visibility:hidden.
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

// unhide removes the hidden mark of what hides nearly all of the page: a wrapper that a script
// shows when it has run, or that was hidden while a dialog was open.
func (b *builder) unhide() {
	const most = 4 // nested wrappers; more are an attack
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
		return !seen.holds(attrShadowRootMode) && !seen.holds(attrShadowRoot)
	}
	return tagFlags[id]&isUnshown != 0 && !(id == tagDialog && seen.holds(attrOpen)) || isUnseen(&seen, attrs) ||
		isBar(attrs)
}
