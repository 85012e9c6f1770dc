// Package fitbare fits the weights of package bare to a folder of listings with known
// headlines, and measures them on sites left out.
//
//	go run ./cmd/train bare -dir LISTINGS -articles A/html -every 6 -synth 300 -material A,B -vary 2 -folds 5
//	go run ./cmd/train bare -dir LISTINGS -articles A/html -every 6 -synth 300 -material A,B -vary 2 -folds 0 \
//		-out split/bare/weights
//
// LISTINGS are folders, separated by commas, with <site>/<page>.txt and <page>.gold.json with
// text.items[].block; A and B are folders with ground-truth.json and html/, articles for composing
// pages (see synth.go); -vary adds a variant of each listing (see variants.go). The first form only
// measures: each group of sites is read with weights that were not fitted to it. The second writes
// the weights. The same folders and flags give the same weights.
package fitbare

import (
	"cmp"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/split/bare"
	"cuttings/split/boost"
)

// sample is one page with its answer.
type sample struct {
	set          string // the folder it is from
	site, path   string
	trainingPage *bare.TrainingPage
	gold         map[int]bool
	first        [][]float32
	p1, p2       []float32
	second       [][]float32
	sets         [][]int
	third        [][]float32
	p3           []float32
	lines        []string
	synthetic    bool
	variantOf    *sample
	amended      []int   // the final headlines
	listing      float32 // probability that the page is a listing
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

// synthWeight is the weight of a composed page, relative to a real site.
const synthWeight = 0.15

// worth returns the weight of a page, relative to a real one.
func (s *sample) worth() float32 {
	switch {
	case s.synthetic:
		return synthWeight
	case s.variantOf != nil:
		return variantWeight
	}
	return 1
}

var lineOptions = boost.Options{Trees: 140, Leaves: 12, Rate: 0.08, MinLeaf: 6, L2: 2, Columns: 0.3, Rows: 0.8,
	Seed: 1}

// The choice among some hundred readings has few training pages: many small trees with a low rate.
// On three divisions of the sites this gave two pages in a hundred more than larger trees.
var readingOptions = boost.Options{Trees: 200, Leaves: 4, Rate: 0.05, MinLeaf: 8, L2: 5, Columns: 0.3, Rows: 0.6,
	Seed: 1}

// readingForests is the number of these grown from different seeds and averaged.
const readingForests = 2

var kindOptions = boost.Options{Trees: 80, Leaves: 6, Rate: 0.1, MinLeaf: 3, L2: 3, Columns: 0.5, Rows: 0.8, Seed: 1}

// fitLines fits one of the two passes. The weight per line falls with the length of the page, so
// that long pages do not dominate.
func fitLines(train []*sample, names []string, rows func(*sample) [][]float32) *boost.Forest {
	d := boost.Data{Names: names}
	perSite := map[string]int{}
	for _, s := range train {
		if s.variantOf == nil {
			perSite[s.site]++
		}
	}
	for _, s := range train {
		if len(s.gold) == 0 {
			continue // where a list begins is only fitted on pages with one
		}
		x := rows(s)
		y := s.want()
		w := 1 / float32(perSite[s.site]) * 3 * min(1, 120/float32(len(x)))
		w *= s.worth()
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
type model struct{ first, second, third, amend, kind *boost.Forest }

// forests returns the forests by the names of their files.
func (m *model) forests() map[string]**boost.Forest {
	return map[string]**boost.Forest{"first": &m.first, "second": &m.second, "third": &m.third, "amend": &m.amend,
		"kind": &m.kind}
}

// write writes the forests to a folder, each behind head.
func (m *model) write(dir, head string) error {
	for name, f := range m.forests() {
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(head+(*f).String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readModel reads forests that write has written.
func readModel(dir string) (m model, err error) {
	for name, f := range m.forests() {
		b, bad := os.ReadFile(filepath.Join(dir, name+".txt"))
		if bad == nil {
			*f, bad = boost.Parse(string(b))
		}
		err = cmp.Or(err, bad)
	}
	return m, err
}

// fit trains all forests, each on the results of the previous one for sites it was not fitted to.
func fit(train []*sample, inner int) model {
	var m model
	folds := part(train, inner)
	for _, f := range folds {
		g := fitLines(without(train, f), bare.FirstNames(), func(s *sample) [][]float32 { return s.first })
		for _, s := range f {
			s.p1 = chances(g, s.first)
			s.second = s.trainingPage.SecondRows(s.first, s.p1)
		}
	}
	for _, f := range folds {
		g := fitLines(without(train, f), bare.SecondNames(), func(s *sample) [][]float32 { return s.second })
		for _, s := range f {
			s.p2 = chances(g, s.second)
			s.sets, s.third = s.trainingPage.Readings(s.p2)
		}
	}
	m.first = fitLines(train, bare.FirstNames(), func(s *sample) [][]float32 { return s.first })
	m.second = fitLines(train, bare.SecondNames(), func(s *sample) [][]float32 { return s.second })
	fitReadings(&m, train)
	return m
}

// rank scores the sample's readings.
func (s *sample) rank(third *boost.Forest) {
	s.p3 = make([]float32, len(s.sets))
	for i := range s.third {
		s.p3[i] = third.Score(s.third[i])
	}
}

func (m model) apply(s *sample) {
	s.p1 = chances(m.first, s.first)
	s.second = s.trainingPage.SecondRows(s.first, s.p1)
	s.p2 = chances(m.second, s.second)
	s.sets, s.third = s.trainingPage.Readings(s.p2)
	s.rank(m.third)
	s.listing, s.amended = 0, nil
	if len(s.sets) > 0 {
		var x []float32
		s.amended, x = s.trainingPage.Choose(m.third, m.amend, s.sets, s.third, s.p2)
		s.listing = boost.Probability(m.kind.Score(x))
	}
}

// best returns the index of the reading with the highest score.
func (s *sample) best() int {
	best := 0
	for i := range s.p3 {
		if s.p3[i] > s.p3[best] {
			best = i
		}
	}
	return best
}

// chosen returns the headlines, none when the page's probability of being a listing is below from.
func (s *sample) chosen(from float32) []int {
	if len(s.amended) == 1 {
		from = max(from, bare.SingleItemFrom)
	}
	if s.listing < from || len(s.sets) == 0 {
		return nil
	}
	return s.amended
}

// part divides the sites into n groups.
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

func without(all, heldOut []*sample) []*sample {
	var out []*sample
	for _, s := range all {
		if !slices.Contains(heldOut, s) {
			out = append(out, s)
		}
	}
	return out
}

// stamp returns a checksum of the pages, their answers and the features' names.
func stamp(pages []*sample) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, bare.SecondNames(), bare.ThirdNames(), bare.AmendNames(), bare.KindNames())
	for _, s := range pages {
		fmt.Fprintln(h, s.site, filepath.Base(s.path), slices.Sorted(maps.Keys(s.gold)))
		for _, l := range s.lines {
			fmt.Fprintln(h, l)
		}
	}
	return h.Sum64()
}

// Run runs the verb "bare".
func Run(args []string) error {
	fs := flag.NewFlagSet("bare", flag.ContinueOnError)
	dir := fs.String("dir", "", "folders of listings, separated by commas")
	folds := fs.Int("folds", 10, "groups of sites left out in turn; 0 for none")
	out := fs.String("out", "", "folder to write the forests to")
	shuffle := fs.Uint64("shuffle", 0, "deal the sites to the groups in another order, by this seed: a page is "+
		"nearly a percent, so look at several")
	fold := fs.Int("fold", -1, "measure this group of sites alone")
	worst := fs.Bool("worst", false, "name the pages that are not exact")
	articles := fs.String("articles", "", "folders of article pages in HTML, which have no list, separated by commas")
	rendered := fs.String("rendered", "", "folders of listings in HTML to be stripped to lines, separated by commas")
	every := fs.Int("every", 8, "take every nth article page")
	vary := fs.Int("vary", 0, "how many pages to make of each listing, with other items, lines and surroundings")
	synth := fs.Int("synth", 0, "how many pages to compose from -material")
	kept := fs.String("kept", "", "folder of the forests fitted without each group of sites: those that are there "+
		"are read and not fitted again, to try another choice with them")
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
		validate(all, composed, *folds, *shuffle, *worst, *vary, *fold, *kept)
	}
	if *out != "" {
		train := append(slices.Clone(all), composed...)
		head := fmt.Sprintf("# Made by cmd/train bare from the public listing yardsticks; checksum of the pages and "+
			"features %016x.\n# Figures on sites left out: BENCHMARKS.md.\n", stamp(train))
		m := fit(append(train, variants(train, *vary, 5)...), 6)
		return m.write(*out, head)
	}
	return nil
}
