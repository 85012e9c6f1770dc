package listing

import (
	"fmt"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
)

// chains prints the elements around the first heading or link of each gold item that was not cut,
// and of one that was.
func chains(p *cutting.Page, g score.ListingGold, pred score.ListingPrediction) {
	got := map[string]bool{}
	for _, it := range pred.Items {
		got[strings.TrimSpace(it.Title)] = true
	}
	oneHit := false
	for _, it := range g.Items {
		hit := got[strings.TrimSpace(it.Title)]
		if hit && oneHit {
			continue
		}
		oneHit = oneHit || hit
		for i := range p.Blocks {
			b := &p.Blocks[i]
			if strings.Contains(b.Span.In(p.Text), strings.TrimSpace(it.Title)) {
				out := ""
				n := b.Node
				if len(b.Links) > 0 {
					n = b.Links[0].Node
				}
				for ; n > 0; n = p.Tree.Nodes[n].Parent {
					if strings.Count(out, ">") > 7 {
						break
					}
					out = fmt.Sprintf("%s.%s%s > ", p.Tree.Nodes[n].Tag,
						strings.ReplaceAll(head(p.Tree.Attr(n, "class")), " ", "."),
						map[bool]string{true: "[H]"}[p.Tree.Nodes[n].Hidden]) + out
				}
				fmt.Printf("  chain hit=%v %q role %v: %s\n", hit, it.Title, b.Role, out)
			}
		}
	}
}
