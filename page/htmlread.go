package page

import "cuttings/cutting"

// readHTML reads content as HTML.
func readHTML(content []byte, o Options) (*cutting.Page, error) {
	d := decode(content, o.Charset, true)
	b := newBuilder(d.text)
	b.run()

	p := &cutting.Page{Faults: d.faults}
	p.Text, p.Blocks = b.flow.finish()
	p.Tree = &cutting.Tree{Nodes: b.nodes, Attrs: b.attrs}
	p.Source = &sourceMap{segs: b.flow.segs, length: len(p.Text), dec: d.offsets}
	if d.offsets != nil {
		for i := range b.nodes {
			s := &b.nodes[i].Source
			s.Start, s.End = d.offsets.original(int(s.Start)), d.offsets.original(int(s.End))
		}
	}
	p.Meta = b.meta.finish(o)
	p.Meta.Charset, p.Meta.CharsetOrigin = d.charset, d.origin
	resolveLinks(p, &b.lx.arena)
	finishLanguage(p, b.meta.lang, b.meta.dir)
	return p, nil
}

// resolveLinks makes the blocks' links absolute where the page's base is known.
func resolveLinks(p *cutting.Page, a *arena) {
	base := newBase(p.Meta.Base)
	for i := range p.Blocks {
		links := p.Blocks[i].Links
		for j := range links {
			links[j].URL = base.resolve(p.Tree.Attr(links[j].Node, "href"), a)
		}
	}
}
