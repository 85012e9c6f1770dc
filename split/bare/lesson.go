package bare

import (
	"slices"

	"cuttings/cutting"
	"cuttings/split/boost"
)

// Lesson is a page as its decisions are made on it, step by step, for whoever
// fits or examines the weights.
type Lesson struct{ v *view }

// Study prepares a page of bare text.
func Study(p *cutting.Page) *Lesson { return &Lesson{newView(p, nil)} }

// FirstNames are the features of the first look, one vector per block.
func FirstNames() []string { return append([]string(nil), firstNames...) }

// SecondNames are those of the second look.
func SecondNames() []string { return append(FirstNames(), secondNames...) }

// ThirdNames are those a reading of the page is chosen by.
func ThirdNames() []string { return append([]string(nil), thirdNames...) }

// First gives the first look's vectors.
func (l *Lesson) First() [][]float32 {
	rows := l.v.first()
	for i := range rows {
		rows[i] = slices.Clip(rows[i]) // several second looks must not share room
	}
	return rows
}

// Second gives the second look's, after the first look's probabilities.
func (l *Lesson) Second(first [][]float32, p []float32) [][]float32 { return l.v.second(first, p) }

// Readings puts up sets of headlines, each a list of block indices, with the
// vector each is chosen by, given the second look's probabilities.
func (l *Lesson) Readings(p []float32) (sets [][]int, x [][]float32) {
	rs := l.v.readings(p)
	for i := range rs {
		sets = append(sets, rs[i].at)
	}
	return sets, l.v.thirds(rs, p)
}

// Refused reports whether headlines at the given blocks are refused by rule, however
// likely: a menu, a rail.
func (l *Lesson) Refused(at []int) bool {
	return len(at) > 0 && (l.v.menu(at) || l.v.railed(at))
}

// KindNames are those the page's kind is decided by.
func KindNames() []string { return append([]string(nil), kindNames...) }

// AmendNames are those a line is judged by again beside the chosen reading.
func AmendNames() []string { return append([]string(nil), amendNames...) }

// Amend gives the blocks judged again when headlines at the given blocks were chosen,
// and their vectors.
func (l *Lesson) Amend(at []int, p []float32) (blocks []int, x [][]float32) { return l.v.amend(at, p) }

// Choose gives the headlines at last, and the vector the page's kind is decided by, when
// the given sets were put up with the given vectors; third scores whole readings, amend
// judges their lines.
func (l *Lesson) Choose(third, amend *boost.Forest, sets [][]int, x [][]float32, p []float32) ([]int, []float32) {
	rs := make([]reading, len(sets))
	for i := range sets {
		rs[i] = reading{at: sets[i], mean: meanOf(p, sets[i])}
	}
	c := l.v.choose(third, amend, rs, x, p)
	return c.at, l.v.kind(&c, p)
}
