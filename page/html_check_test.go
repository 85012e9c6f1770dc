package page

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// checkPage holds a page to the promises of cutting.Page and cutting.Tree. It
// returns the first one broken.
func checkPage(content []byte, p *cutting.Page) error {
	if !utf8.ValidString(p.Text) {
		return fmt.Errorf("text is not valid UTF-8")
	}
	at := 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Span.Start < at || b.Span.Empty() || b.Span.End > len(p.Text) {
			return fmt.Errorf("block %d at %v: not behind %d, empty or outside the text of %d bytes", i, b.Span, at, len(p.Text))
		}
		if gap := p.Text[at:b.Span.Start]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
			return fmt.Errorf("text %q before block %d is in no block", gap, i)
		}
		if s := b.Span.In(p.Text); strings.TrimFunc(s, unicode.IsSpace) != s {
			return fmt.Errorf("block %d %q has white space at its ends", i, s)
		}
		if (b.Level > 0) != (b.Role == cutting.Heading) {
			return fmt.Errorf("block %d: %v with level %d", i, b.Role, b.Level)
		}
		for _, l := range b.Links {
			if !b.Span.Contains(l.Span) && !(l.Span.Empty() && l.Span.Start >= b.Span.Start) || l.Span.End > len(p.Text) {
				return fmt.Errorf("link %v outside its block %v", l.Span, b.Span)
			}
		}
		at = b.Span.End
	}
	if strings.TrimFunc(p.Text[at:], unicode.IsSpace) != "" {
		return fmt.Errorf("text %q behind the last block", p.Text[at:])
	}
	if err := checkSource(content, p); err != nil {
		return err
	}
	if p.Tree == nil {
		return nil
	}
	return checkTree(content, p)
}

func checkSource(content []byte, p *cutting.Page) error {
	at := int64(0)
	for i := range p.Blocks {
		r := p.Source.Range(p.Blocks[i].Span)
		if r.Start < at || r.End <= r.Start || r.End > int64(len(content)) {
			return fmt.Errorf("block %d %q comes from %v; content has %d bytes, the block before ends at %d",
				i, p.Blocks[i].Span.In(p.Text), r, len(content), at)
		}
		at = r.End
	}
	for off := 0; off <= len(p.Text); off += 1 + len(p.Text)/64 {
		if r := p.Source.Range(cutting.Span{Start: off, End: off}); r.Start != r.End || r.End > int64(len(content)) {
			return fmt.Errorf("empty span at %d comes from %v", off, r)
		}
	}
	return nil
}

func checkTree(content []byte, p *cutting.Page) error {
	nodes := p.Tree.Nodes
	if len(nodes) == 0 || nodes[0].Parent != -1 || int(nodes[0].End) != len(nodes) {
		return fmt.Errorf("the root does not cover the tree")
	}
	for i := range nodes {
		n := &nodes[i]
		if n.Text.Start > n.Text.End || n.Text.End > len(p.Text) || n.Text.Start < 0 {
			return fmt.Errorf("node %d <%s>: text %v of %d", i, n.Tag, n.Text, len(p.Text))
		}
		if n.BlockLo > n.BlockHi || int(n.BlockHi) > len(p.Blocks) || n.BlockLo < 0 {
			return fmt.Errorf("node %d <%s>: blocks [%d,%d) of %d", i, n.Tag, n.BlockLo, n.BlockHi, len(p.Blocks))
		}
		for k := n.BlockLo; k < n.BlockHi && k < n.BlockLo+3; k++ {
			if s := p.Blocks[k].Span.Start; s < n.Text.Start || s >= n.Text.End {
				return fmt.Errorf("node %d <%s>: block %d does not begin in its text %v", i, n.Tag, k, n.Text)
			}
		}
		if n.Source.Start > n.Source.End || n.Source.End > int64(len(content)) {
			return fmt.Errorf("node %d <%s>: source %v of %d", i, n.Tag, n.Source, len(content))
		}
		if n.AttrLo > n.AttrHi || int(n.AttrHi) > len(p.Tree.Attrs) {
			return fmt.Errorf("node %d <%s>: attributes [%d,%d) of %d", i, n.Tag, n.AttrLo, n.AttrHi, len(p.Tree.Attrs))
		}
		if i == 0 {
			continue
		}
		up := &nodes[n.Parent]
		if n.Parent >= int32(i) || n.End <= int32(i) || n.End > up.End || n.Depth != up.Depth+1 {
			return fmt.Errorf("node %d <%s> [.. %d) not within its parent %d [.. %d)", i, n.Tag, n.End, n.Parent, up.End)
		}
		if n.Source.Start < up.Source.Start || n.Source.End > up.Source.End {
			return fmt.Errorf("node %d <%s>: source %v not within its parent <%s> %v", i, n.Tag, n.Source, up.Tag, up.Source)
		}
		if up.Hidden && !n.Hidden {
			return fmt.Errorf("node %d <%s> is shown inside a hidden one", i, n.Tag)
		}
		if !n.Text.Empty() && !up.Text.Contains(n.Text) {
			return fmt.Errorf("node %d <%s>: text %v not within its parent's %v", i, n.Tag, n.Text, up.Text)
		}
	}
	for i := range p.Blocks {
		n := p.Blocks[i].Node
		if n < 0 || int(n) >= len(nodes) || nodes[n].BlockLo > int32(i) || nodes[n].BlockHi <= int32(i) {
			return fmt.Errorf("block %d %q is not among the blocks of its node %d", i, p.Blocks[i].Span.In(p.Text), n)
		}
	}
	return nil
}

// mustRead reads src as HTML and checks the promises.
func mustRead(t *testing.T, src string, o Options) *cutting.Page {
	t.Helper()
	o.Form = HTML
	p, err := Read([]byte(src), o)
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	if err := checkPage([]byte(src), p); err != nil {
		t.Fatal(err)
	}
	return p
}
