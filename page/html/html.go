// Package html reads HTML in one pass, by a lexer of our own that keeps byte
// positions: a text as a browser would show it, blocks, a light element tree, and
// what the page claims about itself. Nothing in it recurses, and nothing is worse
// than linear in the source.
package html

import (
	"strings"

	"cuttings/cutting"
	"cuttings/page/address"
	"cuttings/page/charset"
	"cuttings/page/internal/chars"
	"cuttings/page/lang"
	"cuttings/page/sourcemap"
)

// Read reads content as HTML.
func Read(content []byte, carrierCharset string, at address.Known) (*cutting.Page, error) {
	d := charset.Decode(content, carrierCharset, DeclaredCharset)
	b := newBuilder(d.Text)
	b.run()

	p := &cutting.Page{Faults: d.Faults}
	p.Text, p.Blocks = b.flow.finish()
	p.Tree = &cutting.Tree{Nodes: b.nodes, Attrs: b.attrs}
	p.Source = sourcemap.New(b.flow.segs, len(p.Text), d.Offsets)
	if d.Offsets != nil {
		for i := range b.nodes {
			s := &b.nodes[i].Source
			s.Start, s.End = d.Offsets.Original(int(s.Start)), d.Offsets.Original(int(s.End))
		}
	}
	p.Meta = b.meta.finish(at)
	p.Meta.Charset, p.Meta.CharsetOrigin = d.Charset, d.Origin
	resolveLinks(p, &b.lx.Arena)
	lang.Finish(p, b.meta.lang, b.meta.dir == dirPageRTL)
	return p, nil
}

// resolveLinks makes the blocks' links absolute where the page's base is known.
func resolveLinks(p *cutting.Page, a *chars.Arena) {
	base := address.NewBase(p.Meta.Base)
	for i := range p.Blocks {
		links := p.Blocks[i].Links
		for j := range links {
			links[j].URL = base.Resolve(p.Tree.Attr(links[j].Node, "href"), a)
		}
	}
}

// Fragment reads a piece of HTML, as feeds carry it, the way pages are read. The
// blocks' links have nodes of the tree and no addresses yet; malformed UTF-8 is
// replaced.
func Fragment(src string) (string, []cutting.Block, *cutting.Tree) {
	b := newBuilder(strings.ToValidUTF8(src, "\ufffd"))
	b.run()
	text, blocks := b.flow.finish()
	return text, blocks, &cutting.Tree{Nodes: b.nodes, Attrs: b.attrs}
}
