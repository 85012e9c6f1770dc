// Package html reads HTML in one pass, with a lexer of our own that keeps byte positions. It
// returns a text as a browser would show it, blocks, a light element tree, and the page's claims.
// Nothing in it recurses, and it takes linear time.
package html

import (
	"context"
	"strings"

	"cuttings/cutting"
	"cuttings/page/address"
	"cuttings/page/charset"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
	"cuttings/page/lang"
	"cuttings/page/sourcemap"
)

// Read reads content as HTML. It returns an error of kind Unsupported when the page exceeds a
// bound, and ctx's error when ctx ends.
func Read(ctx context.Context, content []byte, carrierCharset string, at address.Known) (*cutting.Page, error) {
	d := charset.Decode(content, carrierCharset, Declared)
	b := newBuilder(d.Text, len(content))
	if err := b.run(ctx); err != nil {
		return nil, err
	}
	b, doubts, err := b.withoutScripts(ctx, len(content))
	if err != nil {
		return nil, err
	}

	p := &cutting.Page{Faults: append(d.Faults, doubts...)}
	p.Text, p.Blocks = b.flow.finish()
	p.Tree = &cutting.Tree{Nodes: b.nodes, Attrs: b.attrs}
	p.Source = sourcemap.New(b.flow.segs, len(p.Text), d.Offsets)
	if b.bar > 0 {
		bar := b.nodes[b.bar].Source // not yet mapped to the capture
		b.meta.saved.Snapshot(d.Text[bar.Start:bar.End])
	}
	if d.Offsets != nil {
		for i := range b.nodes {
			s := &b.nodes[i].Source
			s.Start, s.End = d.Offsets.Original(int(s.Start)), d.Offsets.Original(int(s.End))
		}
	}
	if b.meta.saved.URL == "" {
		b.meta.saved.URL = ownAddress(p, at.Name)
	}
	p.Meta = b.meta.finish(at)
	p.Meta.Charset, p.Meta.CharsetOrigin = d.Charset, d.Origin
	if !resolveLinks(p, &b.lx.Arena, bounds.Addresses(len(content))) {
		p.Faults = append(p.Faults, "more bytes of links' addresses than are resolved; the last are left as written")
	}
	if b.meta.hasDropped {
		p.Faults = append(p.Faults, "more metadata than is kept")
	}
	lang.Finish(p, b.meta.lang, b.meta.dir == dirPageRTL)
	return p, nil
}

// resolveLinks makes the blocks' links absolute where the page's base is known. It returns false
// when that would take more than budget bytes, and leaves the remaining ones as written.
func resolveLinks(p *cutting.Page, a *chars.Arena, budget int) bool {
	base := address.NewBase(p.Meta.Base)
	for i := range p.Blocks {
		links := p.Blocks[i].Links
		for j := range links {
			href := p.Tree.Attr(links[j].Node, "href")
			if budget <= 0 {
				links[j].URL = href
				continue
			}
			if was := recordedAddress(p.Tree, links[j].Node); was != "" {
				href = was
			}
			links[j].URL = base.Resolve(href, a)
			budget -= len(links[j].URL)
		}
	}
	return budget > 0
}

// recordedAddress returns the address that a link had before a mirroring program changed it to its own
// files or to a script: Teleport Pro keeps it in the attribute tppabs. It returns "" for none.
func recordedAddress(t *cutting.Tree, n int32) string {
	if v := strings.TrimSpace(t.Attr(n, "tppabs")); address.IsAbsolute(v) {
		return v
	}
	return ""
}

// ownAddress returns the recorded address of the page itself: that of its links to its own file
// (name's last part), or to a place in it. It is "" when there are none, or several.
func ownAddress(p *cutting.Page, name string) string {
	file := name[strings.LastIndexByte(name, '/')+1:]
	own := ""
	for i := range p.Blocks {
		for _, l := range p.Blocks[i].Links {
			was := recordedAddress(p.Tree, l.Node)
			if was == "" {
				continue
			}
			was, _, _ = strings.Cut(was, "#")
			to, _, inside := strings.Cut(strings.TrimSpace(p.Tree.Attr(l.Node, "href")), "#")
			if to == "" && !inside || to != "" && !strings.EqualFold(to, file) {
				continue
			}
			if own != "" && own != was {
				return ""
			}
			own = was
		}
	}
	return cutting.WebAddress(own)
}

// Fragment reads a piece of HTML from a feed as pages are read. The blocks' links have nodes of the
// tree but no addresses yet; malformed UTF-8 is replaced. Its errors are those of Read.
func Fragment(ctx context.Context, src string) (string, []cutting.Block, *cutting.Tree, error) {
	b := newBuilder(strings.ToValidUTF8(src, "\ufffd"), len(src))
	if err := b.run(ctx); err != nil {
		return "", nil, nil, err
	}
	text, blocks := b.flow.finish()
	return text, blocks, &cutting.Tree{Nodes: b.nodes, Attrs: b.attrs}, nil
}
