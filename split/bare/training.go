package bare

import (
	"slices"

	"cuttings/cutting"
	"cuttings/split/boost"
)

// TrainingPage gives access to each step of the decisions on a page, for cmd/train. Not for
// concurrent use.
type TrainingPage struct{ v *view }

// NewTrainingPage prepares a page of bare text.
func NewTrainingPage(p *cutting.Page) *TrainingPage { return &TrainingPage{newView(p, nil)} }

// FirstNames returns the names of the first pass's features.
func FirstNames() []string { return append([]string(nil), firstNames...) }

// SecondNames returns the names of the second pass's features, those of the first included.
func SecondNames() []string { return append(FirstNames(), secondNames...) }

// ThirdNames returns the names of the features that score a reading of the page.
func ThirdNames() []string { return append([]string(nil), thirdNames...) }

// FirstRows returns the first pass's vectors, one per block.
func (l *TrainingPage) FirstRows() [][]float32 {
	rows := l.v.firstRows()
	for i := range rows {
		rows[i] = slices.Clip(rows[i]) // several second passes must not share capacity
	}
	return rows
}

// SecondRows returns the second pass's vectors from those of the first and its probabilities.
func (l *TrainingPage) SecondRows(first [][]float32, p []float32) [][]float32 {
	return l.v.secondRows(first, p)
}

// Readings returns sets of headlines, each a list of block indices, with the vector of each, given
// the second pass's probabilities.
func (l *TrainingPage) Readings(p []float32) (sets [][]int, x [][]float32) {
	rs := l.v.readings(p)
	for i := range rs {
		sets = append(sets, rs[i].at)
	}
	return sets, l.v.readingRows(rs, p)
}

// KindNames returns the names of the features that decide the page's kind.
func KindNames() []string { return append([]string(nil), kindNames...) }

// AmendNames returns the names of the features that classify a line again given the chosen reading.
func AmendNames() []string { return append([]string(nil), amendNames...) }

// AmendRows returns the blocks classified again when headlines at the given blocks were chosen, and
// their vectors.
func (l *TrainingPage) AmendRows(at []int, p []float32) (blocks []int, x [][]float32) {
	return l.v.amendRows(at, p)
}

// Choose returns the final headlines, and the vector that decides the page's kind, for the given
// sets with their vectors; third scores whole readings, amend classifies their lines.
func (l *TrainingPage) Choose(third, amend *boost.Forest, sets [][]int, x [][]float32,
	p []float32) ([]int, []float32) {
	rs := make([]reading, len(sets))
	for i := range sets {
		rs[i] = reading{at: sets[i], mean: meanOf(p, sets[i])}
	}
	c := l.v.choose(third, amend, rs, x, p)
	return c.at, l.v.kindRow(&c, p)
}
