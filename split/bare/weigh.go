package bare

import (
	"cmp"
	"slices"

	"cuttings/split/boost"
)

// choice is a reading with its scores.
type choice struct {
	reading
	x      []float32 // its vector
	score  float64   // as a whole, by the third forest
	agrees float64   // log-likelihood of its lines, each classified in the context of the others
	saved  float64   // the bits it saves, see description
}

// agreesWeight is the weight of the lines' log-likelihood beside the reading's score. Where sites are left
// out, anything from 0.15 to 0.5 is best.
const agreesWeight = 0.5

// savedWeight is the weight of the bits that a reading saves. Where sites are left out, anything from 0.01 to 0.04
// is better than none.
const savedWeight = 0.02

// sum returns what readings are compared by.
func (c *choice) sum() float64 { return c.score + agreesWeight*c.agrees + savedWeight*c.saved }

// mostWeighed is the number of highest-scoring readings that are classified line by line.
const mostWeighed = 10

// choose returns the reading with the best weighted sum of score, lines' log-likelihood and bits saved, among those
// that score highest and those that classifying their lines gives. rows are the readings' vectors.
func (v *view) choose(third, amend *boost.Forest, rs []reading, rows [][]float32, p []float32) choice {
	scores := make([]float32, len(rows))
	third.Scores(rows, scores)
	cs := make([]choice, len(rs))
	for i := range rs {
		cs[i] = choice{reading: rs[i], x: rows[i], score: float64(scores[i])}
	}
	slices.SortStableFunc(cs, func(a, b choice) int { return cmp.Compare(b.score, a.score) })
	cs = cs[:min(len(cs), mostWeighed)]
	bests, seen := bestsOf(rows), map[uint64]bool{}
	for i := range cs {
		seen[hashOf(cs[i].at)] = true
	}
	for i, n := 0, len(cs); i < len(cs); i++ {
		made, agrees := v.reclassify(amend, cs[i].at, p)
		cs[i].agrees, cs[i].saved = agrees, v.saved(cs[i].at)
		if i >= n || len(made) == 0 || seen[hashOf(made)] {
			continue
		}
		seen[hashOf(made)] = true
		c := choice{reading: reading{at: made, origin: fromJudging, key: -1, mean: meanOf(p, made)}}
		c.x = besideBest(v.readingRow(&c.reading, rs, p), bests)
		c.score = float64(third.Score(c.x))
		cs = append(cs, c)
	}
	return slices.MaxFunc(cs, func(a, b choice) int { return cmp.Compare(a.sum(), b.sum()) })
}
