package article

import (
	"cuttings/cutting"
	"cuttings/split/boost"
)

// body is the result of the body's two passes.
type body struct {
	keep       []bool
	start, end int // first kept block, one past the last; 0, 0 without a body
	words      int
	mass       float32 // words weighted by probability
}

// classify runs both passes over the page's blocks.
func (v *view) classify(m *Model) {
	first := v.newFirstPass()
	own := first.appendRow
	v.p1 = v.probabilities(m.First, func(lo, hi int) [][]float32 {
		rows := first.rows(lo, hi)
		if hi-lo == len(v.m) { // all at once: the second pass extends them
			own = func(x []float32, i int) []float32 { return append(x, rows[i]...) }
		}
		return rows
	}, nil)
	v.p2 = v.probabilities(m.Second, v.secondRows(own, v.p1), v.p1)
}

// probabilities returns f's probability for the vector of each block, which rows makes of blocks [lo, hi); for nil
// ones
// that in before. Vectors are made of some thousands of blocks at a time, because all of those of a long page would
// take seven times its bytes. It checks v's interrupt.
func (v *view) probabilities(f *boost.Forest, rows func(lo, hi int) [][]float32, before []float32) []float32 {
	const some = 4096
	p := make([]float32, len(v.m))
	copy(p, before)
	for lo := 0; lo < len(p); lo += some {
		v.stop.Step(0)
		hi := min(lo+some, len(p))
		f.Probabilities(rows(lo, hi), p[lo:hi])
	}
	return p
}

// Probabilities returns the forest's probability for every row; for nil rows it keeps the one in before.
func Probabilities(f *boost.Forest, rows [][]float32, before []float32) []float32 {
	p := make([]float32, len(rows))
	copy(p, before)
	f.Probabilities(rows, p)
	return p
}

// bodyThreshold is the probability from which a block counts as body in the basic candidate.
const bodyThreshold = 0.5

// partRole returns a block's role in the cutting and its level. It is the block's own role, except
// that a cell with running text becomes a paragraph (layout tables), so does a heading with running
// text, and any block within a caption or a quotation becomes part of it.
func (v *view) partRole(i int) (cutting.PartRole, uint8) {
	b := &v.p.Blocks[i]
	role, level := b.PartRole()
	switch f := v.out[b.Node].flags; {
	case role == cutting.PartHeading && v.m[i].words > 30:
		return cutting.PartParagraph, 0 // running text marked up as a heading
	case role == cutting.PartCell && (v.m[i].words > 30 || v.m[i].stops > 2):
		return cutting.PartParagraph, 0
	case role == cutting.PartParagraph && f&inCaption != 0:
		return cutting.PartCaption, 0
	case role == cutting.PartParagraph && f&inQuote != 0:
		return cutting.PartQuote, 0
	}
	return role, level
}
