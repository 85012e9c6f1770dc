package split

import (
	"strings"

	"cuttings/cutting"
)

// selfName is what a page calls itself; first: by its title or a heading of the
// first order.
type selfName struct {
	text  string
	first bool
}

func selfNames(p *cutting.Page) []selfName {
	out := []selfName{{title(p), true}}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Level > 0 && b.Level <= 2 && len(out) < 6 && !p.Tree.Nodes[b.Node].Hidden {
			out = append(out, selfName{b.Span.In(p.Text), b.Level == 1})
		}
	}
	return out
}

func title(p *cutting.Page) string {
	for i := range p.Meta.Claims {
		if p.Meta.Claims[i].Origin == "title" {
			return p.Meta.Claims[i].Value
		}
	}
	return ""
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// password reports whether the page has a visible field for one.
func password(p *cutting.Page) bool {
	for i := range p.Tree.Nodes {
		n := &p.Tree.Nodes[i]
		if n.Tag == "input" && !n.Hidden && strings.EqualFold(p.Tree.Attr(int32(i), "type"), "password") {
			return true
		}
	}
	return false
}

func searchForm(p *cutting.Page) bool {
	for i := range p.Tree.Nodes {
		if p.Tree.Nodes[i].Tag != "input" {
			continue
		}
		switch strings.ToLower(p.Tree.Attr(int32(i), "name")) {
		case "q", "s", "query", "search", "keyword", "keywords":
			return true
		}
		if strings.EqualFold(p.Tree.Attr(int32(i), "type"), "search") {
			return true
		}
	}
	return false
}
