package boost

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Options of Train.
type Options struct {
	Trees    int
	Leaves   int     // most leaves per tree
	Rate     float64 // learning rate
	MinLeaf  float64 // least sum of weights in a leaf
	L2       float64
	Columns  float64 // share of features tried per tree
	Rows     float64 // share of rows used per tree
	Seed     uint64
	Progress func(tree int)
}

// Data is the training data of a forest. All slices have one entry per row.
type Data struct {
	Names  []string // features
	X      [][]float32
	Y      []float32 // target: 0…1
	Weight []float32 // nil: all one
	// Group, when not nil, changes the task from "how likely" to "which of the group": rows with
	// the same number, which must be adjacent, compete under a softmax, and Y marks which of them
	// are right.
	Group []int32
}

// bins is the maximum number of bins that the values of one feature are sorted into.
const bins = 64

// Train fits a forest: logistic loss, or softmax over groups. The same data and
// options give the same forest.
func Train(d Data, o Options) *Forest {
	n, m := len(d.X), len(d.Names)
	f := &Forest{Features: slices.Clone(d.Names)}
	cuts, binned := quantise(d.X, m)
	weight := d.Weight
	if weight == nil {
		weight = make([]float32, n)
		for i := range weight {
			weight[i] = 1
		}
	}
	if d.Group == nil {
		var s, t float64
		for i := range d.Y {
			s += float64(d.Y[i] * weight[i])
			t += float64(weight[i])
		}
		p := min(max(s/max(t, 1e-9), 1e-3), 1-1e-3)
		f.Base = float32(math.Log(p / (1 - p)))
	}
	score := make([]float32, n)
	for i := range score {
		score[i] = f.Base
	}
	grad, hess := make([]float32, n), make([]float32, n)
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	g := grower{o: o, m: m, n: n, cuts: cuts, binned: binned, grad: grad, hess: hess}
	for t := range o.Trees {
		if d.Group == nil {
			for i := range score {
				p := Probability(score[i])
				grad[i] = (p - d.Y[i]) * weight[i]
				hess[i] = max(p*(1-p), 1e-4) * weight[i]
			}
		} else {
			softmaxGradients(d, weight, score, grad, hess)
		}
		rows := make([]int32, 0, n)
		for i := range n {
			if o.Rows >= 1 || rng.Float64() < o.Rows {
				rows = append(rows, int32(i))
			}
		}
		cols := make([]int, 0, m)
		for j := range m {
			if o.Columns >= 1 || rng.Float64() < o.Columns {
				cols = append(cols, j)
			}
		}
		f.addTree(g.grow(rows, cols))
		one := Forest{nodes: f.nodes, roots: f.roots[len(f.roots)-1:]}
		for i := range score {
			score[i] += one.Score(d.X[i])
		}
		if o.Progress != nil {
			o.Progress(t)
		}
	}
	f.fillSteps()
	return f
}

// softmaxGradients fills gradients for groups of competing rows. A group's target distribution is its Y
// divided by their sum; groups without a right row are left out.
func softmaxGradients(d Data, weight, score, grad, hess []float32) {
	for lo := 0; lo < len(score); {
		hi := lo
		top := score[lo]
		var want float32
		for hi < len(score) && d.Group[hi] == d.Group[lo] {
			top = max(top, score[hi])
			want += d.Y[hi]
			hi++
		}
		var sum float64
		for i := lo; i < hi; i++ {
			sum += math.Exp(float64(score[i] - top))
		}
		for i := lo; i < hi; i++ {
			p := float32(math.Exp(float64(score[i]-top)) / sum)
			if want <= 0 {
				grad[i], hess[i] = 0, 0
				continue
			}
			grad[i] = (p - d.Y[i]/want) * weight[i]
			hess[i] = max(p*(1-p), 1e-3) * weight[i]
		}
		lo = hi
	}
}

// quantise returns up to bins-1 cut points per feature and the bin of every value.
func quantise(x [][]float32, m int) (cuts [][]float32, binned []uint8) {
	n := len(x)
	cuts, binned = make([][]float32, m), make([]uint8, n*m)
	step := max(1, n/20000)
	for j := range m {
		var vals []float32
		for i := 0; i < n; i += step {
			vals = append(vals, x[i][j])
		}
		slices.Sort(vals)
		var c []float32
		for b := 1; b < bins; b++ {
			k := b * len(vals) / bins
			v := vals[k]
			// A cut lies between two observed values, so that rounding it to four digits moves no
			// rows across it.
			next := k
			for next < len(vals) && vals[next] == v {
				next++
			}
			if next == len(vals) {
				break
			}
			v = (v + vals[next]) / 2
			if len(c) == 0 || v > c[len(c)-1] {
				c = append(c, v)
			}
		}
		cuts[j] = c
		for i := range n {
			k, _ := slices.BinarySearch(c, x[i][j])
			binned[i*m+j] = uint8(k)
		}
	}
	return cuts, binned
}

type grower struct {
	o          Options
	m, n       int
	cuts       [][]float32
	binned     []uint8 // m bins per row
	grad, hess []float32
	scratch    [][]float64 // reusable histograms
	signs      []int8      // per feature: +1 where the score may only rise, -1 only fall, 0 either; nil for none
}

// leaf is a leaf that may still be split: its rows, and the sums of gradients and second
// derivatives per tried feature and bin.
type leaf struct {
	node    int
	rows    []int32
	g, h    float64
	hist    []float64
	gain    float64
	feature int
	bin     int
	min     float64 // bounds of its value that signs require
	max     float64
}

// grow makes one tree leaf by leaf, always splitting the leaf with the largest gain. Of two new
// leaves only the smaller is summed; the other is the difference.
func (g *grower) grow(rows []int32, cols []int) []node {
	var tree []node
	open := []leaf{g.bestSplit(0, rows, cols, g.histogram(rows, cols), math.Inf(-1), math.Inf(1))}
	tree = append(tree, node{feature: -1})
	for len(open) < g.o.Leaves {
		best := -1
		for i := range open {
			if open[i].gain > 1e-6 && (best < 0 || open[i].gain > open[best].gain) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		l := open[best]
		var left, right []int32
		for _, r := range l.rows {
			if int(g.binned[int(r)*g.m+l.feature]) <= l.bin {
				left = append(left, r)
			} else {
				right = append(right, r)
			}
		}
		a, b := len(tree), len(tree)+1
		tree = append(tree, node{feature: -1}, node{feature: -1})
		tree[l.node] = node{feature: int32(l.feature), threshold: g.cuts[l.feature][l.bin], left: int32(a)}
		small := left
		if len(right) < len(left) {
			small = right
		}
		counted, rest := g.histogram(small, cols), l.hist
		for i, v := range counted {
			rest[i] -= v
		}
		ofLeft, ofRight := counted, rest
		if len(right) < len(left) {
			ofLeft, ofRight = rest, counted
		}
		lo, hi := [2]float64{l.min, l.min}, [2]float64{l.max, l.max}
		if s := g.constraint(l.feature); s != 0 {
			// Values below a split must stay on their side of the mean of both.
			mid := (g.valueOf(left) + g.valueOf(right)) / 2
			mid = min(max(mid, l.min), l.max)
			if s > 0 {
				hi[0], lo[1] = mid, mid
			} else {
				lo[0], hi[1] = mid, mid
			}
		}
		open[best] = g.bestSplit(a, left, cols, ofLeft, lo[0], hi[0])
		open = append(open, g.bestSplit(b, right, cols, ofRight, lo[1], hi[1]))
	}
	for _, l := range open {
		tree[l.node] = node{feature: -1, threshold: float32(g.o.Rate * min(max(g.leafValue(l.g, l.h), l.min), l.max))}
		g.scratch = append(g.scratch, l.hist)
	}
	return tree
}

// histogram sums gradients per tried feature and bin.
func (g *grower) histogram(rows []int32, cols []int) []float64 {
	var hist []float64
	if n := len(g.scratch); n > 0 && cap(g.scratch[n-1]) >= len(cols)*bins*2 {
		hist = g.scratch[n-1][:len(cols)*bins*2]
		g.scratch = g.scratch[:n-1]
		clear(hist)
	} else {
		hist = make([]float64, len(cols)*bins*2, g.m*bins*2)
	}
	for _, r := range rows {
		row := g.binned[int(r)*g.m : int(r)*g.m+g.m]
		a, b := float64(g.grad[r]), float64(g.hess[r])
		for k, j := range cols {
			at := (k*bins + int(row[j])) * 2
			hist[at] += a
			hist[at+1] += b
		}
	}
	return hist
}

// bestSplit returns a leaf with the split of the largest gain; its rows have the gradients of hist, and its value
// must be within lo and hi.
func (g *grower) bestSplit(at int, rows []int32, cols []int, hist []float64, lo, hi float64) leaf {
	l := leaf{node: at, rows: rows, hist: hist, min: lo, max: hi}
	for _, r := range rows {
		l.g += float64(g.grad[r])
		l.h += float64(g.hess[r])
	}
	if l.h < 2*g.o.MinLeaf {
		return l
	}
	whole := l.g * l.g / (l.h + g.o.L2)
	for k, j := range cols {
		var sg, sh float64
		for b := range g.cuts[j] {
			sg += hist[(k*bins+b)*2]
			sh += hist[(k*bins+b)*2+1]
			if sh < g.o.MinLeaf || l.h-sh < g.o.MinLeaf {
				continue
			}
			rg := l.g - sg
			if s := g.constraint(j); s != 0 && float64(s)*(g.leafValue(rg, l.h-sh)-g.leafValue(sg, sh)) < 0 {
				continue
			}
			gain := sg*sg/(sh+g.o.L2) + rg*rg/(l.h-sh+g.o.L2) - whole
			if gain > l.gain {
				l.gain, l.feature, l.bin = gain, j, b
			}
		}
	}
	return l
}

// leafValue returns the value of a leaf with these sums, before the learning rate.
func (g *grower) leafValue(grad, hess float64) float64 { return -grad / (hess + g.o.L2) }

func (g *grower) valueOf(rows []int32) float64 {
	var a, b float64
	for _, r := range rows {
		a += float64(g.grad[r])
		b += float64(g.hess[r])
	}
	return g.leafValue(a, b)
}

// constraint returns +1 where the score may only rise with a feature, -1 where it may only fall, 0 for none.
func (g *grower) constraint(feature int) int8 {
	if g.signs == nil {
		return 0
	}
	return g.signs[feature]
}
