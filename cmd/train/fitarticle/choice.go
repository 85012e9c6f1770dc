package fitarticle

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/split/article"
	"cuttings/split/boost"
)

// choicePage is a page's candidate bodies with precision and recall of each.
type choicePage struct {
	s    *sample
	rows [][]float32
	p, r []float64
}

// bodyCandidates returns the scored candidate bodies of all pages with a gold body.
func (t *trainer) bodyCandidates() []*choicePage {
	var pages []*choicePage
	for _, s := range t.samples {
		if s.label == nil {
			continue
		}
		masks, rows := t.pages[s].Bodies(t.p2[s])
		x := &choicePage{s: s, rows: rows}
		gold := shingles(s.answer)
		for _, keep := range masks {
			p, r, _, _ := agree(gold, shingles(wordsOf(keptText(s.page, func(i int) bool { return keep[i] }))))
			x.p, x.r = append(x.p, p), append(x.r, r)
		}
		pages = append(pages, x)
	}
	return pages
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// fitChoice fits the choice among candidate bodies to the pages outside a fold; -1 for all.
func fitChoice(pages []*choicePage, fold int) *boost.Forest {
	d := boost.Data{Names: article.ChoiceNames()}
	for k, x := range pages {
		if x.s.fold == fold || len(x.rows) < 2 {
			continue
		}
		best, worst := 0.0, 1.0
		for i := range x.rows {
			f := f1(x.p[i], x.r[i])
			best, worst = max(best, f), min(worst, f)
		}
		for i, row := range x.rows {
			d.X = append(d.X, row)
			d.Y = append(d.Y, float32(math.Exp(25*(f1(x.p[i], x.r[i])-best))))
			d.Weight = append(d.Weight, float32(min(1, 5*(best-worst))+0.02))
			d.Group = append(d.Group, int32(k))
		}
	}
	return boost.Train(d, boost.Options{Trees: 50, Leaves: 6, Rate: 0.1, MinLeaf: 4, L2: 4, Columns: 0.5,
		Rows: 0.7, Seed: uint64(fold + 7)})
}

// choice cross-validates the choice among candidate bodies.
func (t *trainer) choice(pages []*choicePage) error {
	plain, chosen, could := map[string]*figures{}, map[string]*figures{}, map[string]*figures{}
	for k := range folds {
		f := fitChoice(pages, k)
		for _, x := range pages {
			if x.s.fold != k {
				continue
			}
			best := 0
			scores := make([]float32, len(x.rows))
			for i, row := range x.rows {
				scores[i] = f.Score(row)
				if f1(x.p[i], x.r[i]) > f1(x.p[best], x.r[best]) {
					best = i
				}
			}
			at := article.PreferredIndex(scores)
			for m, i := range map[*map[string]*figures]int{&plain: 0, &chosen: at, &could: best} {
				g := (*m)[x.s.set]
				if g == nil {
					g = &figures{}
					(*m)[x.s.set] = g
				}
				g.p += x.p[i]
				g.r += x.r[i]
				g.np++
				g.nr++
			}
		}
	}
	var cv []string
	for _, set := range slices.Sorted(keys(plain)) {
		t.log("choice %s: plain %v, chosen %v, best possible %v", set, plain[set], chosen[set], could[set])
		cv = append(cv, fmt.Sprintf("# %s, cross-validated by site: plain %v, chosen %v, best possible %v", set,
			plain[set], chosen[set], could[set]))
	}
	if !t.write {
		return nil
	}
	text := "# Made by cmd/train from the public article yardsticks.\n" + strings.Join(cv, "\n") +
		"\n# Which reading is the body? Softmax over a page's readings. Features: candidates.go.\n" + fitChoice(pages,
		-1).String()
	return os.WriteFile(filepath.Join(t.dir, "choice.txt"), []byte(text), 0o644)
}
