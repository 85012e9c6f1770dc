package article

import (
	"math/bits"
	"strings"

	"cuttings/cutting"
	"cuttings/split/boost"
)

// TrainingPage gives access to each step of the decisions on a page, for cmd/train. The steps must
// be called in order: First, Second, Claims, then the rest. Not for concurrent use.
type TrainingPage struct {
	v *view
	l *ld
	f *facts
}

// NewTrainingPage prepares a page, which needs a tree. Only the word odds of m are used.
func NewTrainingPage(p *cutting.Page, m *Model) *TrainingPage {
	l := readScripts(p.Meta.LD)
	return &TrainingPage{v: newView(p, l, m, nil), l: l}
}

// FirstNames returns the names of the first pass's features, in vector order.
func FirstNames() []string { return append([]string(nil), firstFeatures...) }

// SecondNames returns the names of the second pass's features, those of the first included.
func SecondNames() []string { return append(FirstNames(), secondFeatures...) }

// FirstRows returns the first pass's vectors, one per block.
func (s *TrainingPage) FirstRows() [][]float32 { return s.v.newFirstPass().rows(0, len(s.v.m)) }

// SecondRows returns a vector per block from those of the first pass and its probabilities p.
func (s *TrainingPage) SecondRows(first [][]float32, p []float32) [][]float32 {
	s.v.p1 = p
	own := func(x []float32, i int) []float32 { return append(x, first[i]...) }
	return s.v.secondRows(own, p)(0, len(p))
}

// Claims gathers the candidates for title, byline and date around the body that p, the second
// pass's probabilities, gives.
func (s *TrainingPage) Claims(p []float32) {
	s.v.p2 = p
	b := s.v.makeBody(&s.v.candidates(p)[0], p)
	s.f = gatherFacts(s.v, s.l, b.start, b.end)
}

// KeptBlocks reports, per block, whether it is in the body that p alone gives.
func (s *TrainingPage) KeptBlocks(p []float32) []bool { return s.v.candidates(p)[0].keep }

// Bodies returns the candidates for the body, each a flag per block, and a vector each.
func (s *TrainingPage) Bodies(p []float32) ([][]bool, [][]float32) {
	cs := s.v.candidates(p)
	out := make([][]bool, len(cs))
	for i := range cs {
		out[i] = cs[i].keep
	}
	return out, s.v.choiceRows(cs, p)
}

// ChoiceNames returns the features of the choice among candidate bodies.
func ChoiceNames() []string { return append([]string(nil), choiceFeatures...) }

// Titles returns the candidates for the title and a vector each.
func (s *TrainingPage) Titles() ([]string, [][]float32) {
	cs := s.f.titleCandidates()
	out := make([]string, len(cs))
	for i := range cs {
		out[i] = cs[i].text
	}
	return out, s.f.titleRows(cs)
}

// Bylines returns the candidates for the byline, each a list of names, and a vector each; an empty
// list means no byline.
func (s *TrainingPage) Bylines() ([][]string, [][]float32) {
	cs := s.f.bylineCandidates()
	out := make([][]string, len(cs))
	for i := range cs {
		out[i] = cs[i].names
	}
	return out, s.f.bylineRows(cs)
}

// Dates returns the candidates for the day published, as 2006-01-02, and a vector each; "" means no
// date.
func (s *TrainingPage) Dates() ([]string, [][]float32) {
	cs := s.f.dateCandidates()
	out := make([]string, len(cs))
	for i := range cs {
		out[i] = cs[i].day
	}
	return out, s.f.dateRows(cs)
}

// DatesClaimed is Dates without the days that the page prints; nil where that changes nothing or
// leaves no claim.
func (s *TrainingPage) DatesClaimed() ([]string, [][]float32) {
	cs, ok := s.f.claimsOnly(s.f.dateCandidates())
	if !ok {
		return nil, nil
	}
	out := make([]string, len(cs))
	for i := range cs {
		out[i] = cs[i].day
	}
	return out, s.f.dateRows(cs)
}

// claimsOnly returns the candidates that are left when the page prints no day around headline and
// body except that of a change; the trainer learns the weight of claims from them. ok is false when
// no claim of publication is left, or nothing was removed.
func (f *facts) claimsOnly(cs []dateCandidate) (left []dateCandidate, ok bool) {
	const printed = 1<<fromTime | 1<<fromTimeText | 1<<fromDateClass | 1<<fromDateLine | 1<<fromDateText |
		1<<fromDateProp | 1<<fromDatePropModified
	top := f.v.head
	if top < 0 {
		top = f.bodyStart
	}
	taken, claimed := false, false
	for _, c := range cs {
		if c.late && c.from&(1<<fromDateLD|1<<fromDateMeta) == 0 {
			left = append(left, c)
			continue
		}
		if c.node >= 0 && c.block >= top-6 && c.block < max(f.bodyEnd+2, top+10) ||
			c.block < 0 && c.from&printed != 0 {
			taken = true
			if c.from &^= printed; c.from == 0 {
				continue
			}
			c.node, c.block, c.of, c.late, c.peers, c.times = -1, -1, noRole, false, 0, bits.OnesCount32(c.from)
			c.span.End = c.span.Start
		}
		claimed = claimed || c.from&(1<<fromDateLD|1<<fromDateMeta) != 0
		left = append(left, c)
	}
	return left, taken && claimed
}

// TitleNames returns the names of the title candidates' features, in vector order.
func TitleNames() []string { return append([]string(nil), titleFeatures...) }

// BylineNames returns the names of the byline candidates' features, in vector order.
func BylineNames() []string { return bylineNames() }

// DateNames returns the names of the date candidates' features, in vector order.
func DateNames() []string { return append([]string(nil), dateFeatures...) }

// NamesOf calls f with the class and id words of node n, in lower case.
func NamesOf(t *cutting.Tree, n int32, f func(word string)) {
	for _, key := range [...]string{"class", "id"} {
		eachName(t.Attr(n, key), func(word string) { f(strings.ToLower(word)) })
	}
}

// bestCandidate returns the candidate with the highest score; -1 without candidates.
func bestCandidate(f *boost.Forest, rows [][]float32) (at int, score float32) {
	at = -1
	scores := make([]float32, len(rows))
	f.Scores(rows, scores)
	for i, s := range scores {
		if at < 0 || s > score {
			at, score = i, s
		}
	}
	return at, score
}
