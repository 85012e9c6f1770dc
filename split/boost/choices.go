package boost

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Choices are the data that forests are fitted to. All slices but Names have one entry per row.
type Choices struct {
	Names  [][]string // the features of each kind of row
	Signs  [][]int8   // +1 where the score may only rise with a feature, -1 only fall, 0 for either; nil for none
	Kind   []int      // index of the forest that scores the row; -1 for rows whose score is 0
	X      [][]float32
	Y      []float32 // value of choosing the row, 0 to 1
	Weight []float32
	Group  []int32 // rows with the same number, which must be adjacent, compete under a softmax
}

// Prepared are choices with their values sorted into bins, half of the work of fitting. Forests
// from several seeds can be fitted to it in turn; not for concurrent use.
type Prepared struct {
	d       Choices
	growers []grower
	rowsOf  [][]int32
}

// Prepare returns d with its values sorted into bins; d must not be modified afterwards.
func (d Choices) Prepare() *Prepared {
	growers := make([]grower, len(d.Names))
	rowsOf := make([][]int32, len(d.Names))
	for k, names := range d.Names {
		var x [][]float32
		for i := range d.X {
			if d.Kind[i] == k {
				rowsOf[k] = append(rowsOf[k], int32(i))
				x = append(x, d.X[i])
			}
		}
		cuts, binned := quantise(x, len(names))
		growers[k] = grower{m: len(names), n: len(x), cuts: cuts, binned: binned,
			grad: make([]float32, len(x)), hess: make([]float32, len(x))}
		if d.Signs != nil {
			growers[k].signs = d.Signs[k]
		}
	}
	return &Prepared{d, growers, rowsOf}
}

// Train fits a forest for each kind of row, all at once: rows of different kinds compete within
// their group under a softmax, and the expected value of the chosen row is maximised (the loss is
// minus its logarithm). The same data and options give the same forests.
func (p *Prepared) Train(o Options) []*Forest {
	d, growers, rowsOf := p.d, p.growers, p.rowsOf
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	n := len(d.X)
	score, grad, hess := make([]float32, n), make([]float32, n), make([]float32, n)
	forests := make([]*Forest, len(d.Names))
	for k, names := range d.Names {
		forests[k] = &Forest{Features: slices.Clone(names)}
		growers[k].o = o
	}
	for range o.Trees {
		d.fillGradients(score, grad, hess)
		for k, f := range forests {
			g := &growers[k]
			rows := make([]int32, 0, len(rowsOf[k]))
			for j, i := range rowsOf[k] {
				g.grad[j], g.hess[j] = grad[i], hess[i]
				if o.Rows >= 1 || rng.Float64() < o.Rows {
					rows = append(rows, int32(j))
				}
			}
			if len(rows) == 0 {
				continue
			}
			var cols []int
			for j := range g.m {
				if o.Columns >= 1 || rng.Float64() < o.Columns {
					cols = append(cols, j)
				}
			}
			f.addTree(g.grow(rows, cols))
			one := Forest{nodes: f.nodes, roots: f.roots[len(f.roots)-1:]}
			for _, i := range rowsOf[k] {
				score[i] += one.Score(d.X[i])
			}
		}
	}
	for _, f := range forests {
		f.fillSteps()
	}
	return forests
}

// addTree appends a tree whose children are given by their positions in it.
func (f *Forest) addTree(tree []node) {
	root := int32(len(f.nodes))
	for i := range tree {
		if tree[i].feature >= 0 {
			tree[i].left += root
		}
	}
	f.nodes = append(f.nodes, tree...)
	f.roots = append(f.roots, root)
}

// fillGradients fills the gradients of minus the logarithm of each group's expected value. Groups without
// a row of positive value are left out.
func (d *Choices) fillGradients(score, grad, hess []float32) {
	for lo := 0; lo < len(score); {
		hi := lo
		top := score[lo]
		for hi < len(score) && d.Group[hi] == d.Group[lo] {
			top = max(top, score[hi])
			hi++
		}
		var sum, worth float64
		for i := lo; i < hi; i++ {
			e := math.Exp(float64(score[i] - top))
			sum += e
			worth += e * float64(d.Y[i])
		}
		for i := lo; i < hi; i++ {
			if worth <= 0 {
				grad[i], hess[i] = 0, 0
				continue
			}
			e := math.Exp(float64(score[i] - top))
			p := float32(e / sum)
			grad[i] = (p - float32(e*float64(d.Y[i])/worth)) * d.Weight[i]
			hess[i] = max(p*(1-p), 1e-3) * d.Weight[i]
		}
		lo = hi
	}
}
