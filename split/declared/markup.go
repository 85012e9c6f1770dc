package declared

import (
	"fmt"
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// ReadMarkup reads a page whose list is an h-feed. It returns false when the page declares none, or
// when an entry lacks a name or has its whole content (such pages are articles and blogs, whose
// markup is less precise). Feeds in an aside are rails. Feeds must contain at least half of the
// page's text: an h-feed in the margin is not the page's content.
func ReadMarkup(p *cutting.Page) (*List, bool) {
	t := p.Tree
	if t == nil {
		return nil, false
	}
	feeds := feedsOf(t)
	if len(feeds) == 0 {
		return nil, false
	}
	l := &List{}
	main, covered := 0, 0
	for _, f := range feeds {
		kind, heading := cutting.Teaser, ""
		if isAside(t, f) {
			kind, heading = cutting.Rail, feedName(p, f)
			if heading == "" {
				return nil, false
			}
		} else {
			if main++; main > 1 {
				return nil, false
			}
			l.Title = feedName(p, f)
		}
		covered += t.Nodes[f].Text.Len()
		entries := entriesOf(t, f)
		if len(entries) == 0 {
			return nil, false
		}
		section, from := "", t.Nodes[f].BlockLo
		title := propertyElement(t, f, "p-name")
		for _, e := range entries {
			section, from = sectionAt(p, title, from, t.Nodes[e].BlockLo, section), t.Nodes[e].BlockHi
			c, ok := readEntry(p, e)
			if !ok || len(l.Cuttings) == maxItems {
				return nil, false
			}
			if c.Kind = kind; kind == cutting.Rail {
				c.Rail = heading
			} else {
				c.Section = section
			}
			l.Cuttings = append(l.Cuttings, c)
		}
	}
	if main == 0 || 2*covered < len(p.Text) {
		return nil, false
	}
	l.Reason = fmt.Sprintf("the page declares a list of %d items", len(l.Cuttings))
	return l, true
}

// hasClass reports whether a node has a class name.
func hasClass(t *cutting.Tree, n int32, want string) bool {
	all := t.Attr(n, "class")
	if !strings.Contains(all, want) {
		return false // the usual case
	}
	for f := range strings.FieldsSeq(all) {
		if f == want {
			return true
		}
	}
	return false
}

// feedsOf returns the outermost elements that declare a list, in page order.
func feedsOf(t *cutting.Tree) []int32 {
	var out []int32
	for n := int32(1); n < int32(len(t.Nodes)); n++ {
		if hasClass(t, n, "h-feed") && !t.Nodes[n].Hidden {
			out = append(out, n)
			n = t.Nodes[n].End - 1
		}
	}
	return out
}

// entriesOf returns the outermost entries in an element.
func entriesOf(t *cutting.Tree, in int32) []int32 {
	var out []int32
	for n := in + 1; n < t.Nodes[in].End; n++ {
		if hasClass(t, n, "h-entry") {
			out = append(out, n)
			n = t.Nodes[n].End - 1
		}
	}
	return out
}

// propertyElement returns the first element of an entry or feed with a property's class, without those of
// objects nested in it; -1 for none.
func propertyElement(t *cutting.Tree, of int32, want string) int32 {
	for n := of + 1; n < t.Nodes[of].End; n++ {
		if hasClass(t, n, want) {
			return n
		}
		if hasClass(t, n, "h-entry") || hasClass(t, n, "h-feed") {
			n = t.Nodes[n].End - 1
		}
	}
	return -1
}

// feedName returns a feed's own name, "" for none.
func feedName(p *cutting.Page, of int32) string {
	if n := propertyElement(p.Tree, of, "p-name"); n >= 0 {
		return trim(p, p.Tree.Nodes[n].Text).In(p.Text)
	}
	return ""
}

// isAside reports whether an element is a side list by its markup.
func isAside(t *cutting.Tree, n int32) bool {
	for ; n > 0; n = t.Nodes[n].Parent {
		if t.Nodes[n].Tag == "aside" || t.Attr(n, "role") == "complementary" {
			return true
		}
	}
	return false
}

// readEntry reads one entry: false when it has no name, no single address, or its whole content.
func readEntry(p *cutting.Page, e int32) (cutting.Cutting, bool) {
	t := p.Tree
	n := propertyElement(t, e, "p-name")
	if n < 0 || propertyElement(t, e, "e-content") >= 0 {
		return cutting.Cutting{}, false
	}
	span := trim(p, t.Nodes[n].Text)
	c := cutting.Cutting{HeadlineSpan: span, Headline: span.In(p.Text), HeadlineOrigin: "text",
		URL: addressOf(p, e, n), Blocks: blocksOf(p, e)}
	if span.Empty() || len(c.Blocks) == 0 {
		return c, false
	}
	if s := propertyElement(t, e, "p-summary"); s >= 0 {
		c.Parts = partsOf(p, c.Blocks, t.Nodes[s].Text)
	}
	if d := propertyElement(t, e, "dt-published"); d >= 0 {
		c.Published = dateOf(p, d)
	}
	setMark(p, &c)
	return c, true
}

// addressOf returns an entry's address: its u-url, else the link in its name.
func addressOf(p *cutting.Page, e, name int32) string {
	at := propertyElement(p.Tree, e, "u-url")
	if at < 0 {
		at = name
	}
	for b := p.Tree.Nodes[e].BlockLo; b < p.Tree.Nodes[e].BlockHi; b++ {
		for _, l := range p.Blocks[b].Links {
			if l.Node == at || p.Tree.Within(l.Node, at) {
				return l.URL
			}
		}
	}
	return ""
}

// blocksOf returns the blocks that begin in an element.
func blocksOf(p *cutting.Page, n int32) []int32 {
	var out []int32
	for b := p.Tree.Nodes[n].BlockLo; b < p.Tree.Nodes[n].BlockHi; b++ {
		out = append(out, b)
	}
	return out
}

// partsOf returns a text among blocks as parts, one per block.
func partsOf(p *cutting.Page, blocks []int32, of cutting.Span) []cutting.Part {
	var out []cutting.Part
	for _, b := range blocks {
		s := p.Blocks[b].Span
		s.Start, s.End = max(s.Start, of.Start), min(s.End, of.End)
		if s = trim(p, s); s.Start < s.End {
			role, level := p.Blocks[b].PartRole()
			if role == cutting.PartListItem { // the list items are the entries
				role = cutting.PartParagraph
			}
			out = append(out, cutting.Part{Role: role, Level: level, Span: s})
		}
	}
	return out
}

// trim returns a span without white space at its ends.
func trim(p *cutting.Page, s cutting.Span) cutting.Span {
	if s.Start >= s.End {
		return cutting.Span{Start: s.Start, End: s.Start}
	}
	t := s.In(p.Text)
	s.Start += len(t) - len(strings.TrimLeft(t, " \n"))
	s.End = max(s.Start, s.End-(len(t)-len(strings.TrimRight(t, " \n"))))
	return s
}

// dateOf returns the date of a time element, from its datetime attribute or else its text.
func dateOf(p *cutting.Page, n int32) cutting.Date {
	span := trim(p, p.Tree.Nodes[n].Text)
	if d, ok := dates.Parse(p.Tree.Attr(n, "datetime"), p.Meta.Lang); ok {
		d.Origin, d.Span = "time", span
		return d
	}
	d, ok := dates.Parse(span.In(p.Text), p.Meta.Lang)
	if !ok {
		return cutting.Date{}
	}
	d.Origin, d.Span = "text", span
	return d
}

// sectionAt returns the last heading among blocks [from, to) that is not the feed's title, or else
// the section before.
func sectionAt(p *cutting.Page, title, from, to int32, before string) string {
	for b := from; b < to; b++ {
		blk := &p.Blocks[b]
		if blk.Role == cutting.Heading && blk.Level >= 2 && (title < 0 || !p.Tree.Within(blk.Node, title)) {
			before = blk.Span.In(p.Text)
		}
	}
	return before
}
