package fitbare

import (
	"math"
	"slices"

	"cuttings/split/bare"
	"cuttings/split/boost"
)

// readingSharpness is how fast a reading's weight falls with its distance from the best one's F1:
// one item of ten more or less leaves a third.
const readingSharpness = 20

// fitReadings fits the decisions about whole readings, and about lines given one.
func fitReadings(m *model, train []*sample) {
	d := boost.Data{Names: bare.ThirdNames()}
	perSite := map[string]int{}
	for _, s := range train {
		if s.variantOf == nil {
			perSite[s.site]++
		}
	}
	for k, s := range train {
		if len(s.gold) == 0 {
			continue // which reading is right is only fitted where there is a list
		}
		best := float32(0)
		for _, set := range s.sets {
			f, _ := f1(set, s.gold)
			best = max(best, f)
		}
		for j, set := range s.sets {
			f, exact := f1(set, s.gold)
			y := float32(math.Exp(readingSharpness * float64(f-best)))
			if exact {
				y = 1
			}
			d.X = append(d.X, s.third[j])
			d.Y = append(d.Y, y)
			d.Group = append(d.Group, int32(k))
			w := 3 / float32(perSite[s.site])
			w *= s.worth()
			d.Weight = append(d.Weight, w)
		}
	}
	m.third = fitReading(d, readingForests)
	m.amend, m.kind = fitJudgement(train, d)
}

// fitReading fits the choice among readings, with forests grown from different seeds.
func fitReading(d boost.Data, n int) *boost.Forest {
	var forests []*boost.Forest
	for seed := range uint64(n) {
		o := readingOptions
		o.Seed = seed + 1
		forests = append(forests, boost.Train(d, o))
	}
	return boost.Average(forests...)
}

// amendFolds is the number of groups of sites read by a choice fitted to the others, for fitting
// the later decisions.
const amendFolds = 3

var amendOptions = boost.Options{Trees: 120, Leaves: 8, Rate: 0.07, MinLeaf: 4, L2: 3, Columns: 0.4, Rows: 0.7,
	Seed: 1}

// fitJudgement fits the decisions after whole readings were scored: their lines given the others,
// and whether the page is a listing. Both are fitted to sites as the choice reads unseen ones. d
// has the readings of all pages that have a list.
func fitJudgement(train []*sample, d boost.Data) (amend, kind *boost.Forest) {
	perSite := map[string]int{}
	for _, s := range train {
		if s.variantOf == nil {
			perSite[s.site]++
		}
	}
	groups := part(train, amendFolds)
	thirds := make([]*boost.Forest, len(groups))
	lines := make([]boost.Data, len(groups))
	for g, heldOut := range groups {
		in := map[int32]bool{}
		for k, s := range train {
			in[int32(k)] = !slices.Contains(heldOut, s)
		}
		some := boost.Data{Names: d.Names}
		for i := range d.X {
			if in[d.Group[i]] {
				some.X, some.Y = append(some.X, d.X[i]), append(some.Y, d.Y[i])
				some.Weight, some.Group = append(some.Weight, d.Weight[i]), append(some.Group, d.Group[i])
			}
		}
		thirds[g] = fitReading(some, 1)
		for _, s := range heldOut {
			if len(s.gold) == 0 || len(s.sets) == 0 {
				continue
			}
			s.rank(thirds[g])
			at, x := s.trainingPage.AmendRows(s.sets[s.best()], s.p2)
			w := 3 / float32(perSite[s.site]) * s.worth() * min(1, 40/float32(len(at)))
			for j, i := range at {
				y := float32(0)
				if s.gold[i] {
					y = 1
				}
				out := &lines[g]
				out.X, out.Y, out.Weight = append(out.X, x[j]), append(out.Y, y), append(out.Weight, w)
			}
		}
	}
	without := func(g int) *boost.Forest {
		out := boost.Data{Names: bare.AmendNames()}
		for k := range lines {
			if k != g {
				out.X, out.Y = append(out.X, lines[k].X...), append(out.Y, lines[k].Y...)
				out.Weight = append(out.Weight, lines[k].Weight...)
			}
		}
		return boost.Train(out, amendOptions)
	}
	rows := boost.Data{Names: bare.KindNames()}
	articles := 0
	for _, s := range train {
		if len(s.gold) == 0 {
			articles++
		}
	}
	for g, heldOut := range groups {
		amend := without(g)
		for _, s := range heldOut {
			if len(s.sets) == 0 || s.variantOf != nil {
				continue // all variants are listings, and would outweigh the articles
			}
			_, x := s.trainingPage.Choose(thirds[g], amend, s.sets, s.third, s.p2)
			y, w := float32(1), 3/float32(perSite[s.site])*s.worth()
			if len(s.gold) == 0 {
				y, w = 0, 120/float32(articles)
			}
			rows.X, rows.Y, rows.Weight = append(rows.X, x), append(rows.Y, y), append(rows.Weight, w)
		}
	}
	return without(-1), boost.Train(rows, kindOptions)
}
