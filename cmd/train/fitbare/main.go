// Package fitbare fits the weights of package bare to a folder of listings of which
// the headlines are known, and measures them by leaving sites out.
//
//	go run ./cmd/train bare -dir LISTINGS -articles A/html -every 6 -synth 600 -material A,B -folds 5
//	go run ./cmd/train bare -dir LISTINGS -articles A/html -every 6 -synth 600 -material A,B -folds 0 \
//		-out split/bare/weights
//
// LISTINGS holds <site>/<page>.txt and <page>.gold.json with text.items[].block;
// A and B hold ground-truth.json and html/, articles of which pages are composed
// (see synth.go). The first form only measures: each group of sites is read with
// weights that never saw it. The second writes the weights. The same folders and
// flags give the same weights.
package fitbare

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cuttings/split/bare"
	"cuttings/split/boost"
)

// sample is one page with its answer.
type sample struct {
	set        string // the folder it is of
	site, path string
	lesson     *bare.Lesson
	gold       map[int]bool
	first      [][]float32
	p1, p2     []float32
	second     [][]float32
	sets       [][]int
	third      [][]float32
	p3         []float32
	lines      []string
	synthetic  bool
	listing    float32 // how likely the page is a listing
}

func (s *sample) want() []float32 {
	y := make([]float32, len(s.first))
	for i := range y {
		if s.gold[i] {
			y[i] = 1
		}
	}
	return y
}

func f1(set []int, gold map[int]bool) (float32, bool) {
	hit := 0
	for _, i := range set {
		if gold[i] {
			hit++
		}
	}
	if len(set)+len(gold) == 0 {
		return 1, true
	}
	return 2 * float32(hit) / float32(len(set)+len(gold)), hit == len(set) && hit == len(gold)
}

// synthWeight is what a composed page counts, where a real site counts one.
const synthWeight = 0.15

var lineOptions = boost.Options{Trees: 140, Leaves: 12, Rate: 0.08, MinLeaf: 6, L2: 2, Columns: 0.3, Rows: 0.8,
	Seed: 1}

// Which of some hundred readings is right is asked of few pages only: small trees,
// many of them, slowly. On three orders of the sites that gave two pages in a
// hundred more than larger trees.
var readingOptions = boost.Options{Trees: 200, Leaves: 4, Rate: 0.05, MinLeaf: 8, L2: 5, Columns: 0.3, Rows: 0.6,
	Seed: 1}
var kindOptions = boost.Options{Trees: 80, Leaves: 6, Rate: 0.1, MinLeaf: 3, L2: 3, Columns: 0.5, Rows: 0.8, Seed: 1}

// fitLines fits one of the two looks. Pages weigh alike per line up to a point,
// so that long pages do not drown the rest.
func fitLines(train []*sample, names []string, rows func(*sample) [][]float32) *boost.Forest {
	d := boost.Data{Names: names}
	perSite := map[string]int{}
	for _, s := range train {
		perSite[s.site]++
	}
	for _, s := range train {
		if len(s.gold) == 0 {
			continue // where a list begins is asked only of pages that have one
		}
		x := rows(s)
		y := s.want()
		w := 1 / float32(perSite[s.site]) * 3 * min(1, 120/float32(len(x)))
		if s.synthetic {
			w *= synthWeight
		}
		for i := range x {
			d.X = append(d.X, x[i])
			d.Y = append(d.Y, y[i])
			d.Weight = append(d.Weight, w)
		}
	}
	return boost.Train(d, lineOptions)
}

func chances(f *boost.Forest, x [][]float32) []float32 {
	p := make([]float32, len(x))
	for i := range x {
		p[i] = boost.Probability(f.Score(x[i]))
	}
	return p
}

// model is the forests.
type model struct{ first, second, third, kind *boost.Forest }

// fit trains all three, each on what the one before says of sites it has not
// seen.
func fit(train []*sample, inner int) model {
	var m model
	folds := part(train, inner)
	for _, f := range folds {
		g := fitLines(without(train, f), bare.FirstNames(), func(s *sample) [][]float32 { return s.first })
		for _, s := range f {
			s.p1 = chances(g, s.first)
			s.second = s.lesson.Second(s.first, s.p1)
		}
	}
	for _, f := range folds {
		g := fitLines(without(train, f), bare.SecondNames(), func(s *sample) [][]float32 { return s.second })
		for _, s := range f {
			s.p2 = chances(g, s.second)
			s.sets, s.third = s.lesson.Readings(s.p2)
		}
	}
	m.first = fitLines(train, bare.FirstNames(), func(s *sample) [][]float32 { return s.first })
	m.second = fitLines(train, bare.SecondNames(), func(s *sample) [][]float32 { return s.second })
	d := boost.Data{Names: bare.ThirdNames()}
	perSite := map[string]int{}
	for _, s := range train {
		perSite[s.site]++
	}
	for k, s := range train {
		if len(s.gold) == 0 {
			continue // which reading is right is asked only where there is a list
		}
		best := float32(0)
		for _, set := range s.sets {
			f, _ := f1(set, s.gold)
			best = max(best, f)
		}
		for j, set := range s.sets {
			f, exact := f1(set, s.gold)
			y := float32(0)
			if f >= best-1e-6 || exact {
				y = 1
			}
			d.X = append(d.X, s.third[j])
			d.Y = append(d.Y, y)
			d.Group = append(d.Group, int32(k))
			w := 3 / float32(perSite[s.site])
			if s.synthetic {
				w *= synthWeight
			}
			d.Weight = append(d.Weight, w)
		}
	}
	m.third = boost.Train(d, readingOptions)
	m.kind = fitKind(train, m.third)
	return m
}

// fitKind fits the decision between listings and pages without a list.
func fitKind(train []*sample, third *boost.Forest) *boost.Forest {
	d := boost.Data{Names: bare.KindNames()}
	articles := 0
	for _, s := range train {
		if len(s.gold) == 0 {
			articles++
		}
	}
	perSite := map[string]int{}
	for _, s := range train {
		perSite[s.site]++
	}
	for _, s := range train {
		if len(s.sets) == 0 {
			continue
		}
		s.rank(third)
		x, y, w := s.kindRow(), float32(1), 3/float32(perSite[s.site])
		if s.synthetic {
			w *= synthWeight
		}
		if len(s.gold) == 0 {
			y, w = 0, 120/float32(articles)
		}
		d.X, d.Y, d.Weight = append(d.X, x), append(d.Y, y), append(d.Weight, w)
	}
	return boost.Train(d, kindOptions)
}

// rank scores the sample's readings.
func (s *sample) rank(third *boost.Forest) {
	s.p3 = make([]float32, len(s.sets))
	for i := range s.third {
		s.p3[i] = third.Score(s.third[i])
	}
}

func (s *sample) kindRow() []float32 {
	i := s.best()
	return s.lesson.Kind(s.sets[i], s.third[i], s.p2)
}

func (m model) apply(s *sample) {
	s.p1 = chances(m.first, s.first)
	s.second = s.lesson.Second(s.first, s.p1)
	s.p2 = chances(m.second, s.second)
	s.sets, s.third = s.lesson.Readings(s.p2)
	s.rank(m.third)
	s.listing = 0
	if len(s.sets) > 0 {
		s.listing = boost.Probability(m.kind.Score(s.kindRow()))
	}
}

// best is the index of the reading that scores highest.
func (s *sample) best() int {
	best := 0
	for i := range s.p3 {
		if s.p3[i] > s.p3[best] {
			best = i
		}
	}
	return best
}

// chosen is the set of headlines when a page is taken for a listing from the
// given probability on.
func (s *sample) chosen(from float32) []int {
	if s.listing < from || len(s.sets) == 0 {
		return nil
	}
	return s.sets[s.best()]
}

// part deals sites into n groups.
func part(all []*sample, n int) [][]*sample {
	var sites []string
	for _, s := range all {
		if !slices.Contains(sites, s.site) {
			sites = append(sites, s.site)
		}
	}
	n = min(n, len(sites))
	out := make([][]*sample, n)
	for _, s := range all {
		i := slices.Index(sites, s.site) % n
		out[i] = append(out[i], s)
	}
	return out
}

func without(all, held []*sample) []*sample {
	var out []*sample
	for _, s := range all {
		if !slices.Contains(held, s) {
			out = append(out, s)
		}
	}
	return out
}

type tally struct {
	hit, pred, gold, exact, pages int
}

func (t *tally) add(set []int, gold map[int]bool) {
	_, exact := f1(set, gold)
	for _, i := range set {
		if gold[i] {
			t.hit++
		}
	}
	t.pred += len(set)
	t.gold += len(gold)
	t.pages++
	if exact {
		t.exact++
	}
}

func (t tally) String() string {
	return fmt.Sprintf("f1 %.3f exact %.3f", 2*float64(t.hit)/float64(t.pred+t.gold),
		float64(t.exact)/float64(t.pages))
}

func above(p []float32, t float32) []int {
	var out []int
	for i, q := range p {
		if q > t {
			out = append(out, i)
		}
	}
	return out
}

// Run is the command's verb "bare".
func Run(args []string) error {
	fs := flag.NewFlagSet("bare", flag.ContinueOnError)
	dir := fs.String("dir", "", "folders of listings, separated by commas")
	folds := fs.Int("folds", 10, "groups of sites left out in turn; 0 for none")
	out := fs.String("out", "", "folder to write the forests to")
	shuffle := fs.Uint64("shuffle", 0, "deal the sites to the groups in another order, by this seed: a page is "+
		"nearly a percent, so look at several")
	worst := fs.Bool("worst", false, "name the pages that are not exact")
	articles := fs.String("articles", "", "folders of article pages in HTML, which hold no list, separated by commas")
	rendered := fs.String("rendered", "", "folders of listings in HTML to be stripped to lines, separated by commas")
	every := fs.Int("every", 8, "take every nth article page")
	synth := fs.Int("synth", 0, "how many pages to compose from -material")
	mat := fs.String("material", "", "folders of articles with ground-truth.json and html/, separated by commas")
	if err := fs.Parse(args); err != nil {
		return err
	}
	var all []*sample
	var err error
	for d := range strings.SplitSeq(*dir, ",") {
		more, bad := load(d)
		all, err = append(all, more...), cmp.Or(err, bad)
	}
	for d := range strings.SplitSeq(*rendered, ",") {
		if d != "" {
			more, bad := loadRendered(d)
			all, err = append(all, more...), cmp.Or(err, bad)
		}
	}
	for d := range strings.SplitSeq(*articles, ",") {
		if d != "" {
			more, bad := loadArticles(d, *every)
			all, err = append(all, more...), cmp.Or(err, bad)
		}
	}
	var composed []*sample
	if err == nil && *synth > 0 {
		var m *material
		if m, err = readMaterial(strings.Split(*mat, ",")); err == nil {
			composed, err = m.synthesise(*synth, 1)
		}
	}
	if err != nil {
		return err
	}
	if *folds > 0 {
		validate(all, composed, *folds, *shuffle, *worst)
	}
	if *out != "" {
		m := fit(append(slices.Clone(all), composed...), 6)
		for name, f := range map[string]*boost.Forest{"first": m.first, "second": m.second, "third": m.third,
			"kind": m.kind} {
			if err := os.WriteFile(filepath.Join(*out, name+".txt"), []byte(f.String()), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// validate measures each group of sites with weights that never saw it.
func validate(all, composed []*sample, folds int, shuffle uint64, worst bool) {
	var one, two, oracle tally
	sets := map[string]*tally{}
	thresholds := []float32{0, 0.2, 0.3, 0.4, 0.5}
	three, none := make([]tally, len(thresholds)), make([]tally, len(thresholds))
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan bool, 2)
	if shuffle > 0 {
		r := rand.New(rand.NewPCG(shuffle, 3))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	groups := part(all, folds)
	for g := range groups {
		wg.Go(func() {
			slots <- true
			defer func() { <-slots }()
			// Each fold trains on copies: training leaves its marks on samples.
			var train, held []*sample
			for _, s := range all {
				c := *s
				if slices.Contains(groups[g], s) {
					held = append(held, &c)
				} else {
					train = append(train, &c)
				}
			}
			for _, s := range composed {
				c := *s
				train = append(train, &c)
			}
			m := fit(train, 4)
			for _, s := range held {
				m.apply(s)
				mu.Lock()
				if len(s.gold) == 0 {
					for i, t := range thresholds {
						none[i].add(s.chosen(t), s.gold)
					}
					mu.Unlock()
					continue
				}
				one.add(above(s.p1, 0.5), s.gold)
				two.add(above(s.p2, 0.5), s.gold)
				for i, t := range thresholds {
					three[i].add(s.chosen(t), s.gold)
				}
				set := s.chosen(bare.ListingFrom)
				if sets[s.set] == nil {
					sets[s.set] = &tally{}
				}
				sets[s.set].add(set, s.gold)
				best, bf := 0, float32(-1)
				if len(s.sets) == 0 {
					s.sets = [][]int{nil}
				}
				for i := range s.sets {
					if f, _ := f1(s.sets[i], s.gold); f > bf {
						best, bf = i, f
					}
				}
				oracle.add(s.sets[best], s.gold)
				if f, exact := f1(set, s.gold); worst && !exact {
					fmt.Printf("%.3f best %.3f half %.3f %s\n", f, bf,
						func() float32 { x, _ := f1(above(s.p2, .5), s.gold); return x }(),
						strings.TrimSuffix(s.path, ".gold.json"))
					for _, i := range set {
						if !s.gold[i] {
							fmt.Printf("    + %d %.2f %.80s\n", i, s.p2[i], s.lines[i])
						}
					}
					for i := range s.lines {
						if s.gold[i] && !slices.Contains(set, i) {
							fmt.Printf("    - %d %.2f %.80s\n", i, s.p2[i], s.lines[i])
						}
					}
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println("first look   ", one)
	fmt.Println("second look  ", two)
	for i, t := range thresholds {
		fmt.Printf("chosen, listing from %.1f: %v; %d of %d articles without a list\n", t, three[i], none[i].exact,
			none[i].pages)
	}
	fmt.Println("best reading ", oracle)
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		fmt.Printf("%s, %d pages: %v\n", name, sets[name].pages, *sets[name])
	}
}
