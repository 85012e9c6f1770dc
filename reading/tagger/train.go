package tagger

import (
	"math"
	"math/rand/v2"
)

// Example is one sequence with the right tags, as indices in the tag list.
type Example struct {
	Tokens []Features
	Tags   []int
	Weight float32 // of its updates; 0 counts as 1
	// Domain, where it is not 0, is the hash of where the example comes from. In training each feature then has
	// a second weight for that domain, which absorbs the habits of its annotators and is not part of the model
	// (Daumé, Frustratingly Easy Domain Adaptation, 2007).
	Domain uint64
}

// Options of a training.
type Options struct {
	Tags    []string
	Allowed func(before, after string) bool // "" is the sequence's beginning or end
	Bits    int                             // a model has 1<<Bits rows
	Epochs  int
	Seed    uint64
	Runs    int // number of models trained in different orders and averaged; 0 is one
	// MinCount leaves features out that occur less often, counted by hash.
	MinCount int
	// Dropout is the share of features that are ignored at random in each step, so that a label does not depend
	// on a few of them and unknown words matter less.
	Dropout float64
	// Progress, when set, is called after each epoch with the share of tokens that were labelled correctly in
	// it.
	Progress func(epoch int, right float64)
}

// Train returns a model fitted to examples. The same examples and options give the same model.
func Train(examples []Example, o Options) *Model {
	t := len(o.Tags)
	m := &Model{Tags: o.Tags, stride: t, mask: 1<<o.Bits - 1, trans: make([]float32, (t+1)*(t+1))}
	m.allowed = make([][]bool, t+1)
	name := func(i int) string {
		if i == t {
			return ""
		}
		return o.Tags[i]
	}
	for a := range t + 1 {
		m.allowed[a] = make([]bool, t+1)
		for b := range t + 1 {
			m.allowed[a][b] = o.Allowed(name(a), name(b))
		}
	}
	rows := int(m.mask) + 1
	all := rows
	if hasDomains(examples) {
		all += domainRows * rows
	}
	scarce := rareRows(examples, m.mask, all, o.MinCount)
	weights, trans := make([]float32, rows*t), make([]float32, len(m.trans))
	runs := max(o.Runs, 1)
	for run := range runs {
		l := &learner{
			m: m, w: newAverage(all * t), trans: newAverage(len(trans)),
			rare: scarce, drop: o.Dropout, r: rand.New(rand.NewPCG(o.Seed, uint64(run))),
		}
		l.run(examples, o)
		addTo(weights, l.w.mean(l.steps)[:len(weights)], 1/float32(runs))
		addTo(trans, l.trans.mean(l.steps), 1/float32(runs))
	}
	m.trans = trans
	m.quantize(weights)
	return m
}

// domainRows is the number of rows that all domains together have for each row of the model.
const domainRows = 2

func hasDomains(examples []Example) bool {
	for _, e := range examples {
		if e.Domain != 0 {
			return true
		}
	}
	return false
}

// domainRow returns the row of a feature in a domain, after those of the model.
func domainRow(f, domain, mask uint64) uint64 {
	return mask + 1 + Combine(domain, f)%(domainRows*(mask+1))
}

func addTo(sum, v []float32, by float32) {
	for i, x := range v {
		sum[i] += by * x
	}
}

// run trains on the examples in Epochs passes, each in another order.
func (l *learner) run(examples []Example, o Options) {
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	d := l.m.NewDecoder()
	for epoch := range o.Epochs {
		l.r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			right += l.step(d, examples[i])
			all += len(examples[i].Tags)
		}
		if o.Progress != nil {
			o.Progress(epoch, float64(right)/float64(max(all, 1)))
		}
	}
}

// rareRows reports for each row whether its features occur fewer than least times.
func rareRows(examples []Example, mask uint64, rows, least int) []bool {
	count := make([]uint16, rows)
	add := func(row uint64) {
		if c := &count[row]; *c < math.MaxUint16 {
			*c++
		}
	}
	for _, e := range examples {
		for _, fs := range e.Tokens {
			for _, f := range fs {
				add(f & mask)
				if e.Domain != 0 {
					add(domainRow(f, e.Domain, mask))
				}
			}
		}
	}
	out := make([]bool, len(count))
	for i, c := range count {
		out[i] = int(c) < least
	}
	return out
}

type learner struct {
	m     *Model
	w     *average
	trans *average
	rare  []bool
	steps float64
	r     *rand.Rand
	drop  float64
	kept  [][]uint64 // the rows of the current example
	flat  []uint64
}

// keptRows returns the rows of an example's features that this step does not ignore.
func (l *learner) keptRows(e Example) [][]uint64 {
	l.kept, l.flat = l.kept[:0], l.flat[:0]
	put := func(row uint64) {
		if !l.rare[row] && (l.drop == 0 || l.r.Float64() >= l.drop) {
			l.flat = append(l.flat, row)
		}
	}
	for _, fs := range e.Tokens {
		from := len(l.flat)
		for _, f := range fs {
			put(f & l.m.mask)
			if e.Domain != 0 {
				put(domainRow(f, e.Domain, l.m.mask))
			}
		}
		l.kept = append(l.kept, l.flat[from:len(l.flat):len(l.flat)])
	}
	return l.kept
}

// step labels one example and corrects the weights; it returns the number of correct tokens.
func (l *learner) step(d *Decoder, e Example) (right int) {
	m, t := l.m, len(l.m.Tags)
	l.steps++
	d.scores = grow(d.scores, len(e.Tokens)*t)
	tokens := l.keptRows(e)
	for i, fs := range tokens {
		row := d.scores[i*t : (i+1)*t]
		clear(row)
		for _, f := range fs {
			w := l.w.now[int(f)*t:][:t]
			for k, v := range w {
				row[k] += v
			}
		}
	}
	copy(m.trans, l.trans.now)
	got := d.viterbi(m, len(e.Tokens))
	by := e.Weight
	if by == 0 {
		by = 1
	}
	before := [2]int{t, t}
	for i := range len(e.Tokens) + 1 {
		now := [2]int{t, t}
		if i < len(e.Tokens) {
			now = [2]int{e.Tags[i], got[i]}
		}
		if before != now || now[0] != now[1] {
			if before[0]*(t+1)+now[0] != before[1]*(t+1)+now[1] {
				l.trans.add(before[0]*(t+1)+now[0], by, l.steps)
				l.trans.add(before[1]*(t+1)+now[1], -by, l.steps)
			}
		}
		before = now
		if i == len(e.Tokens) {
			break
		}
		if now[0] == now[1] {
			right++
			continue
		}
		for _, f := range tokens[i] {
			row := int(f) * t
			l.w.add(row+now[0], by, l.steps)
			l.w.add(row+now[1], -by, l.steps)
		}
	}
	return right
}

// average is a vector of weights with their mean over all steps, updated lazily.
type average struct {
	now   []float32
	total []float32
	since []float32
}

func newAverage(n int) *average {
	return &average{make([]float32, n), make([]float32, n), make([]float32, n)}
}

func (a *average) add(i int, by float32, step float64) {
	a.total[i] += a.now[i] * (float32(step) - a.since[i])
	a.since[i] = float32(step)
	a.now[i] += by
}

func (a *average) mean(steps float64) []float32 {
	out := make([]float32, len(a.now))
	for i := range out {
		out[i] = (a.total[i] + a.now[i]*(float32(steps+1)-a.since[i])) / float32(steps+1)
	}
	return out
}

// quantize stores the weights in a byte each. Nearly all are small; the largest 1 in 2,000 are clipped.
func (m *Model) quantize(w []float32) {
	largest := float32(0)
	for _, v := range w {
		largest = max(largest, max(v, -v))
	}
	m.scale = max(largest/127/2, 1e-9)
	rows := make([]int8, len(w))
	for i, v := range w {
		rows[i] = int8(max(-127, min(127, math.Round(float64(v/m.scale)))))
	}
	m.setRows(rows)
}
