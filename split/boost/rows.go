package boost

import "math"

// step is a node in the layout of Probabilities: eight bytes, and a leaf is a split that returns to
// itself, so that several rows can go down a tree in parallel without a test for leaves at every
// node.
type step struct {
	threshold float32
	feature   uint16
	left      uint16 // offset from the tree's root
}

const maxSteps = math.MaxUint16

// fillSteps makes steps, the form in which trees are evaluated, from nodes.
func (f *Forest) fillSteps() {
	f.steps = make([]step, len(f.nodes))
	for i, r := range f.roots {
		end := len(f.nodes)
		if i+1 < len(f.roots) {
			end = int(f.roots[i+1])
		}
		for j := int(r); j < end; j++ {
			if n := &f.nodes[j]; n.feature >= 0 {
				f.steps[j] = step{n.threshold, uint16(n.feature), uint16(n.left - r)}
			} else {
				f.steps[j] = step{float32(math.Inf(1)), 0, uint16(j - int(r))}
			}
		}
	}
}

// decisiveScore is the score beyond which Probabilities stops evaluating a row after a fifth of the trees.
const decisiveScore = 2.5

// batch is the number of rows evaluated together: few enough for the first-level cache.
const batch = 64

// Probabilities fills out with the probability of each row; entries whose row is nil are not changed. It
// stops early for a row whose score is decisive, as a forest is evaluated thousands of times a
// page.
func (f *Forest) Probabilities(rows [][]float32, out []float32) {
	var open [batch]openRow
	n := 0
	for i, x := range rows {
		if x == nil {
			continue
		}
		open[n] = openRow{x, int32(i), f.Base}
		if n++; n == batch {
			f.evaluate(open[:n], out)
			n = 0
		}
	}
	f.evaluate(open[:n], out)
}

// Scores fills out with the score of each row, none of them nil: the same as Score of each, but
// faster.
func (f *Forest) Scores(rows [][]float32, out []float32) {
	for lo := 0; lo < len(rows); lo += batch {
		var open [batch]openRow
		n := 0
		for _, x := range rows[lo:min(lo+batch, len(rows))] {
			open[n] = openRow{x, int32(lo + n), f.Base}
			n++
		}
		for _, root := range f.roots {
			f.addTreeValues(root, open[:n])
		}
		for i := range open[:n] {
			out[open[i].at] = open[i].score
		}
	}
}

// openRow is a row without a decisive score yet.
type openRow struct {
	x     []float32
	at    int32 // index in out
	score float32
}

func (f *Forest) evaluate(open []openRow, out []float32) {
	some := len(f.roots) / 5
	for t, root := range f.roots {
		f.addTreeValues(root, open)
		if t < some || t%4 != 0 {
			continue
		}
		left := open[:0]
		for i := range open {
			if s := open[i].score; s < -decisiveScore || s > decisiveScore {
				out[open[i].at] = Probability(s)
			} else {
				left = append(left, open[i])
			}
		}
		open = left
	}
	for i := range open {
		out[open[i].at] = Probability(open[i].score)
	}
}

// addTreeValues adds a tree's values to all rows.
func (f *Forest) addTreeValues(root int32, open []openRow) {
	k := 0
	for ; k+4 <= len(open); k += 4 {
		f.addToFour(root, (*[4]openRow)(open[k:]))
	}
	for ; k < len(open); k++ {
		open[k].score += f.leafValue(root, open[k].x)
	}
}

// addToFour adds a tree's values to four rows at once, so that their memory accesses overlap. A row that
// has reached a leaf stays there while the others go on.
func (f *Forest) addToFour(root int32, r *[4]openRow) {
	tree := f.steps[root:]
	x0, x1, x2, x3 := r[0].x, r[1].x, r[2].x, r[3].x
	var a, b, c, d int
	for {
		a1, b1, c1, d1 := nextStep(tree, x0, a), nextStep(tree, x1, b), nextStep(tree, x2, c), nextStep(tree, x3, d)
		if (a1^a)|(b1^b)|(c1^c)|(d1^d) == 0 {
			break
		}
		a, b, c, d = a1, b1, c1, d1
	}
	nodes := f.nodes[root:]
	r[0].score += nodes[a].threshold
	r[1].score += nodes[b].threshold
	r[2].score += nodes[c].threshold
	r[3].score += nodes[d].threshold
}

// nextStep returns the step after at.
func nextStep(tree []step, x []float32, at int) int {
	s := &tree[at]
	side := 0
	if x[s.feature] > s.threshold {
		side = 1
	}
	return int(s.left) + side
}
