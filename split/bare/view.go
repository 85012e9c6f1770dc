package bare

import (
	"slices"
	"unicode"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
)

// view is the state of one call's decisions on a page.
type view struct {
	stop      *interrupt.Checker
	page      *cutting.Page
	lines     []line
	anchors   *anchors
	order     dates.Order
	since     map[byte][]float32 // lines since the last line of a class, 12 for none near
	until     map[byte][]float32
	shortRun  []float32
	widthRank []float32
	nextPara  []float32
	familiar  []float32
	strange   []float32
	tokenSets []map[string]bool
	roles     []lineRoles
	roleCount int
	described *description // nil until needed
}

func newView(p *cutting.Page, stop *interrupt.Checker) *view {
	v := &view{page: p, stop: stop}
	var short []string
	for i := range p.Blocks {
		if s := p.Blocks[i].Span; s.Len() <= 200 {
			short = append(short, s.In(p.Text))
		}
	}
	v.order = dates.OrderOf(short...)
	v.lines = readLines(p, v.order, stop)
	v.anchors = findAnchors(v.lines, stop)
	v.roles, v.roleCount = findRoles(v.lines, len(v.anchors.keys))
	return v
}

func isNoWordRune(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// secondRows returns each line's features for the second pass, given the first pass's probabilities p.
// Its rows use the spare capacity of the first's.
func (v *view) secondRows(first [][]float32, p []float32) [][]float32 {
	n := len(v.lines)
	at := func(i int) float32 {
		if i < 0 || i >= n {
			return 0
		}
		return p[i]
	}
	five, tri := map[[5]byte][2]float32{}, map[[3]byte][2]float32{}
	type place struct {
		key int32
		off int
	}
	anchor := map[place][2]float32{}
	places := make([]place, n)
	sorted := slices.Clone(p)
	slices.Sort(sorted)
	likely := 0
	for i := range v.lines {
		k5 := v.anchors.classesAround(i)
		s := five[k5]
		five[k5] = [2]float32{s[0] + p[i], s[1] + 1}
		k3 := [3]byte{k5[1], k5[2], k5[3]}
		s = tri[k3]
		tri[k3] = [2]float32{s[0] + p[i], s[1] + 1}
		b := v.anchors.bestAt(i, -1)
		places[i] = place{b.key, b.offset}
		s = anchor[places[i]]
		anchor[places[i]] = [2]float32{s[0] + p[i], s[1] + 1}
		if p[i] > 0.5 {
			likely++
		}
	}
	mean := func(s [2]float32, own float32) float32 { // without the line itself
		if s[1] < 2 {
			return -1
		}
		return (s[0] - own) / (s[1] - 1)
	}
	second := map[int]int{} // of texts that occur twice, the second place by the first
	for i := range v.lines {
		if l := &v.lines[i]; l.repeats == 2 && l.first != i {
			second[l.first] = i
		}
	}
	before, after := v.headlineGaps(p)
	usual := usualGap(p)
	out := make([][]float32, n)
	for i := range v.lines {
		v.stop.Step(i)
		x := first[i]
		var maxBefore, maxAfter float32
		for d := 1; d <= 5; d++ {
			maxBefore, maxAfter = max(maxBefore, at(i-d)), max(maxAfter, at(i+d))
		}
		k5 := v.anchors.classesAround(i)
		rank, _ := slices.BinarySearch(sorted, p[i])
		off := float32(0)
		if usual > 0 {
			off = min(abs(before[i]-usual), abs(after[i]-usual))
		}
		other := float32(0)
		if l := &v.lines[i]; l.repeats == 2 {
			other = p[l.first]
			if l.first == i {
				other = p[second[i]]
			}
		}
		same := float32(0)
		for j := max(0, i-1); j <= min(n-1, i+1); j++ {
			if j != i && v.lines[j].class == v.lines[i].class {
				same++
			}
		}
		x = append(x, p[i], at(i-1), at(i+1), at(i-2), at(i+2), at(i-3), at(i+3), maxBefore, maxAfter,
			mean(five[k5], p[i]), mean(tri[[3]byte{k5[1], k5[2], k5[3]}], p[i]), mean(anchor[places[i]], p[i]),
			float32(n-rank), float32(min(likely, 60)), before[i], after[i], usual, off, same, other)
		out[i] = x
	}
	return out
}

// headlineGaps returns, for each line, the distance to the likely headline before and after it.
func (v *view) headlineGaps(p []float32) (before, after []float32) {
	n := len(p)
	before, after = make([]float32, n), make([]float32, n)
	last := -1
	for i := range n {
		before[i] = 50
		if last >= 0 {
			before[i] = float32(min(i-last, 50))
		}
		if p[i] > 0.5 {
			last = i
		}
	}
	last = -1
	for i := n - 1; i >= 0; i-- {
		after[i] = 50
		if last >= 0 {
			after[i] = float32(min(last-i, 50))
		}
		if p[i] > 0.5 {
			last = i
		}
	}
	return before, after
}

// usualGap returns the median distance between likely headlines, 0 when there are fewer than three.
func usualGap(p []float32) float32 {
	var gaps []int
	last := -1
	for i, q := range p {
		if q <= 0.5 {
			continue
		}
		if last >= 0 {
			gaps = append(gaps, i-last)
		}
		last = i
	}
	if len(gaps) < 2 {
		return 0
	}
	slices.Sort(gaps)
	return float32(gaps[len(gaps)/2])
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
