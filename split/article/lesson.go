package article

import (
	"math/bits"
	"strings"

	"cuttings/cutting"
	"cuttings/split/boost"
)

// Lesson is a page as its decisions are made on it, step by step, for whoever
// fits or examines the weights. The steps must be called in order: First,
// Second, then the claims.
type Lesson struct {
	v *view
	l *ld
	f *facts
}

// Study prepares a page; it needs a tree. Only the word odds of m are used.
func Study(p *cutting.Page, m *Model) *Lesson {
	l := readScripts(p.Meta.LD)
	return &Lesson{v: newView(p, l, m, nil), l: l}
}

// FirstNames returns the features of the first pass, by their place in a vector.
func FirstNames() []string { return append([]string(nil), firstFeatures...) }

// SecondNames returns the features of the second pass, those of the first included.
func SecondNames() []string { return append(FirstNames(), secondFeatures...) }

// First gives a vector per block.
func (s *Lesson) First() [][]float32 { return s.v.first() }

// Second gives a vector per block, after the first pass's probabilities.
func (s *Lesson) Second(first [][]float32, p []float32) [][]float32 {
	s.v.p1 = p
	return s.v.second(first, p)
}

// Claims gathers title, byline and date candidates around the body that p, the
// second pass's probabilities, makes.
func (s *Lesson) Claims(p []float32) {
	s.v.p2 = p
	b := s.v.readBody(&s.v.candidates(p)[0], p)
	s.f = gather(s.v, s.l, b.start, b.end)
}

// Kept tells which blocks p alone makes the body of.
func (s *Lesson) Kept(p []float32) []bool { return s.v.candidates(p)[0].keep }

// Readings gives the candidates for the body, blocks kept, and a vector each.
func (s *Lesson) Readings(p []float32) ([][]bool, [][]float32) {
	cs := s.v.candidates(p)
	out := make([][]bool, len(cs))
	for i := range cs {
		out[i] = cs[i].keep
	}
	return out, s.v.choiceRows(cs, p)
}

// ChoiceNames are the features of the choice among readings.
func ChoiceNames() []string { return append([]string(nil), choiceFeatures...) }

// Titles returns the candidates for the title and a vector each.
func (s *Lesson) Titles() ([]string, [][]float32) {
	cs := s.f.titleCandidates()
	out := make([]string, len(cs))
	for i := range cs {
		out[i] = cs[i].text
	}
	return out, s.f.titleRows(cs)
}

// Bylines returns the candidates for the byline, each a list of names, and a vector each; an
// empty list stands for no byline.
func (s *Lesson) Bylines() ([][]string, [][]float32) {
	cs := s.f.bylineCandidates()
	out := make([][]string, len(cs))
	for i := range cs {
		out[i] = cs[i].names
	}
	return out, s.f.bylineRows(cs)
}

// Dates returns the candidates for the day published, as 2006-01-02, and a vector each; ""
// stands for no date.
func (s *Lesson) Dates() ([]string, [][]float32) {
	cs := s.f.dateCandidates()
	out := make([]string, len(cs))
	for i := range cs {
		out[i] = cs[i].day
	}
	return out, s.f.dateRows(cs)
}

// DatesClaimed is Dates with what the page prints of its day taken away; nil where
// that changes nothing or leaves no claim.
func (s *Lesson) DatesClaimed() ([]string, [][]float32) {
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

// claimsOnly is what is left of the candidates when the page prints no day around
// headline and body but that of a change: what the trainer learns to trust claims
// from. ok is false when no claim of publication is left, or nothing was taken away.
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
			c.node, c.block, c.of, c.late, c.peers, c.times = -1, -1, noStamp, false, 0, bits.OnesCount32(c.from)
			c.span.End = c.span.Start
		}
		claimed = claimed || c.from&(1<<fromDateLD|1<<fromDateMeta) != 0
		left = append(left, c)
	}
	return left, taken && claimed
}

// TitleNames returns the features of the title's candidates.
func TitleNames() []string { return append([]string(nil), titleFeatures...) }

// BylineNames returns the features of the byline's candidates.
func BylineNames() []string { return bylineNames() }

// DateNames returns the features of the date's candidates.
func DateNames() []string { return append([]string(nil), dateFeatures...) }

// NamesOf calls f with the class and id words on node n, in small letters.
func NamesOf(t *cutting.Tree, n int32, f func(word string)) {
	for _, key := range [...]string{"class", "id"} {
		eachName(t.Attr(n, key), func(word string) { f(strings.ToLower(word)) })
	}
}

// best is the candidate with the highest score; -1 without candidates.
func best(f *boost.Forest, rows [][]float32) (at int, score float32) {
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
