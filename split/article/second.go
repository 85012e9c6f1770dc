package article

// secondFeatures are the entries that the second pass adds: the probabilities of the surroundings,
// in reading order, in the tree and among blocks of the same template.
var secondFeatures = []string{
	"p", "p_prev", "p_prev2", "p_prev3", "p_next", "p_next2", "p_next3",
	"p_behind", "p_ahead", "p_window",
	"p_shape", "shape_share", "shape_blocks",
	"p_parent", "p_grand", "p_section",
	"in_root", "root_distance", "root_share", "p_root", "root_density",
	"content_before", "content_after", "content_words",
	"strong_prev", "strong_next", "strong_prev_parent", "strong_next_parent",
	"strong_prev_climb", "strong_next_climb", "p_max", "heading_ahead_p", "heading_behind_p", "list_p", "main_article",
}

const landmarkProbability = 0.6 // probability from which on a block is a landmark

// weigher sums words and words times probability over runs of blocks.
type weigher struct{ words, mass []float32 }

func (v *view) newWeigher(p []float32) weigher {
	n := len(p)
	sums := make([]float32, 2*(n+1))
	w := weigher{sums[: n+1 : n+1], sums[n+1:]}
	for i, q := range p {
		k := float32(v.m[i].words) + 1
		w.words[i+1] = w.words[i] + k
		w.mass[i+1] = w.mass[i] + k*q
	}
	return w
}

func (w weigher) mean(lo, hi int32) float32 {
	if lo >= hi {
		return 0
	}
	return (w.mass[hi] - w.mass[lo]) / (w.words[hi] - w.words[lo])
}

// rootOf returns the element with the highest sum, over its blocks, of words times (probability
// minus rate); the innermost of equals.
func (v *view) rootOf(w weigher, rate float32) int32 {
	best, at := float32(-1), int32(0)
	for i := range v.t.Nodes {
		n := &v.t.Nodes[i]
		if n.BlockHi <= n.BlockLo {
			continue
		}
		s := w.mass[n.BlockHi] - w.mass[n.BlockLo] - rate*(w.words[n.BlockHi]-w.words[n.BlockLo])
		if s >= best {
			best, at = s, int32(i)
		}
	}
	return at
}

// ruledOut reports whether the first pass is certain that a block is no body text: it and its
// neighbours have very low probabilities. This is true of four blocks in five.
func ruledOut(p []float32, i int) bool {
	if p[i] > 0.08 {
		return false
	}
	for j := max(0, i-2); j < min(len(p), i+3); j++ {
		if p[j] > 0.3 {
			return false
		}
	}
	return true
}

// secondRows returns the function that makes the second pass's vectors of blocks [lo, hi): the first's rows followed
// by features of the surroundings from p, the first pass's probabilities. The rows of blocks ruled out are nil. own
// appends the first pass's vector of a block.
func (v *view) secondRows(own func(x []float32, i int) []float32, p []float32) func(lo, hi int) [][]float32 {
	n := len(p)
	k := len(firstFeatures) + len(secondFeatures)
	w := v.newWeigher(p)
	root := v.rootOf(w, 0.4)
	rootNode := &v.t.Nodes[root]
	var linked, bytes int32
	for i := rootNode.BlockLo; i < rootNode.BlockHi; i++ {
		linked += v.m[i].linked
		bytes += int32(v.p.Blocks[i].Span.Len())
	}
	rootDensity := share(linked, bytes)
	type kind struct{ words, mass, blocks float32 }
	shapes := make([]kind, n) // by the first block of each
	top := float32(0)
	for i, q := range p {
		s := &shapes[v.template[i]]
		f := float32(v.m[i].words) + 1
		s.words += f
		s.mass += f * q
		s.blocks++
		top = max(top, q)
	}
	// Landmarks on both sides.
	marks := make([]int32, 2*n)
	prev, next := marks[:n], marks[n:]
	last := int32(-1)
	for i := range n {
		prev[i] = last
		if p[i] >= landmarkProbability && v.m[i].words >= 8 {
			last = int32(i)
		}
	}
	last = -1
	for i := n - 1; i >= 0; i-- {
		next[i] = last
		if p[i] >= landmarkProbability && v.m[i].words >= 8 {
			last = int32(i)
		}
	}
	decay := make([]float32, 2*n)
	behind, ahead := decay[:n], decay[n:]
	var num, den float32
	for i := range n {
		behind[i] = num / max(den, 1)
		f := float32(v.m[i].words) + 1
		num, den = 0.8*num+f*p[i], 0.8*den+f
	}
	num, den = 0, 0
	for i := n - 1; i >= 0; i-- {
		ahead[i] = num / max(den, 1)
		f := float32(v.m[i].words) + 1
		num, den = 0.8*num+f*p[i], 0.8*den+f
	}
	heads := make([]float32, 2*n)
	above, below := heads[:n], heads[n:]
	num = -1
	for i := range n {
		above[i] = num
		if v.p.Blocks[i].Level > 0 {
			num = p[i]
		}
	}
	num = -1
	for i := n - 1; i >= 0; i-- {
		below[i] = num
		if v.p.Blocks[i].Level > 0 {
			num = p[i]
		}
	}
	total := w.mass[n]
	most := v.mainArticle(w)
	content := log1(total * v.scale)
	rootShare, rootMean := (w.words[rootNode.BlockHi]-w.words[rootNode.BlockLo])/w.words[n],
		w.mean(rootNode.BlockLo, rootNode.BlockHi)
	row := func(x []float32, i int) []float32 {
		x = append(x, p[i])
		for _, j := range [...]int{i - 1, i - 2, i - 3, i + 1, i + 2, i + 3} {
			if j < 0 || j >= n {
				x = append(x, -1)
			} else {
				x = append(x, p[j])
			}
		}
		node := v.p.Blocks[i].Node
		s := &shapes[v.template[i]]
		h := v.holder(node)
		g := v.holder(h)
		gg := v.holder(g)
		around := w.mean(v.t.Nodes[h].BlockLo, v.t.Nodes[h].BlockHi)
		in, distance := int32(i) >= rootNode.BlockLo && int32(i) < rootNode.BlockHi, float32(0)
		switch {
		case in:
		case int32(i) < rootNode.BlockLo:
			distance = max(-50, float32(int32(i)-rootNode.BlockLo))
		default:
			distance = min(50, float32(int32(i)-rootNode.BlockHi+1))
		}
		before, after := v.newLandmark(i, prev[i], h), v.newLandmark(i, next[i], h)
		list, mine := float32(-1), float32(-1)
		if v.out[node].flags&inList != 0 {
			list = around
		}
		if most > 0 {
			mine = indicator(v.out[node].article == most)
		}
		return append(x, behind[i], ahead[i], w.mean(int32(max(0, i-5)), int32(min(n, i+6))), s.mass/s.words,
			s.words/w.words[n], v.scaledLog(int32(s.blocks)), around,
			w.mean(v.t.Nodes[g].BlockLo, v.t.Nodes[g].BlockHi), w.mean(v.t.Nodes[gg].BlockLo, v.t.Nodes[gg].BlockHi),
			indicator(in), distance, rootShare, rootMean, rootDensity, w.mass[i]/max(total, 1),
			(total-w.mass[i+1])/max(total, 1), content, before.distance, after.distance, before.holder, after.holder,
			before.climb, after.climb, top, above[i], below[i], list, mine)
	}
	return func(from, to int) [][]float32 {
		open := 0
		for i := from; i < to; i++ {
			if !ruledOut(p, i) {
				open++
			}
		}
		matrix := make([]float32, open*k)
		rows := make([][]float32, to-from)
		for i := from; i < to; i++ {
			if !ruledOut(p, i) {
				rows[i-from] = row(own(matrix[:0:k], i), i)
				matrix = matrix[k:]
			}
		}
		return rows
	}
}

// landmark is a block's relation to the nearest likely text on one side.
type landmark struct {
	distance, climb float32 // in blocks; in elements up to the one that contains both
	holder          float32 // 1 when both have the same holder
}

// newLandmark returns the relation of block i, with the given holder, to block m; m is -1 for none.
func (v *view) newLandmark(i int, m, holder int32) landmark {
	if m < 0 {
		return landmark{distance: 60, climb: 60}
	}
	d := int32(i) - m
	if d < 0 {
		d = -d
	}
	node, other := v.p.Blocks[i].Node, v.p.Blocks[m].Node
	c, up := node, int32(0)
	for c > 0 && up < maxLevelsUp && !v.t.Within(other, c) {
		c = v.t.Nodes[c].Parent
		up++
	}
	return landmark{float32(min(d, 60)), float32(min(up, 60)), indicator(v.holder(other) == holder)}
}
