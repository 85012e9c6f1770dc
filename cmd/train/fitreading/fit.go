// Package fitreading fits the choice between the ways to read a whole page to the public yardsticks
// and reports the scores on sites left out of the fit.
//
//	go run ./cmd/train reading [-write] [-cache FILE] [-deals N] [-misses] [-proposed] [-judged SET,...] SET...
//
// Each SET is a folder of <site>/<page>.html with .gold.json, or one with html/ and
// ground-truth.json, whose pages are articles. Folds are by site over all sets.
// With -write the forests fitted to everything replace those in split/weights.
package fitreading

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/split"
	"cuttings/split/boost"
)

// folds is the number of groups of sites left out in turn.
const folds = 6

// fitted are the kinds of readings with a forest, and its file.
var fitted = []struct {
	kind cutting.PageKind
	file string
}{{cutting.ListingPage, "listing.txt"}, {cutting.NothingPage, "nothing.txt"}}

// Run runs the verb "reading".
func Run(args []string) error {
	fs := flag.NewFlagSet("reading", flag.ContinueOnError)
	write := fs.Bool("write", false, "replace the weights in -dir")
	dir := fs.String("dir", "split/weights", "where the weights live")
	cache := fs.String("cache", "", "keep what was looked at in this file, and use it when pages and features are "+
		"the same")
	deals := fs.Int("deals", 1, "divide the sites into folds that many times")
	misses := fs.Bool("misses", false, "name the pages read otherwise")
	bags := fs.Int("bags", 3, "number of forests from different seeds that are averaged for each kind")
	articles := fs.Float64("articles", 3000, "what articles weigh in all; lists weigh 1500, other pages 260")
	var o boost.Options
	fs.IntVar(&o.Trees, "trees", 180, "trees of each forest")
	fs.IntVar(&o.Leaves, "leaves", 5, "leaves of each tree")
	fs.Float64Var(&o.Rate, "rate", 0.1, "learning rate")
	fs.Float64Var(&o.MinLeaf, "minleaf", 2, "least weight of a leaf")
	fs.Float64Var(&o.L2, "l2", 5, "L2")
	fs.Float64Var(&o.Columns, "columns", 0.4, "share of features tried per tree")
	fs.Float64Var(&o.Rows, "rows", 0.7, "share of rows used per tree")
	fs.Uint64Var(&o.Seed, "seed", 7, "seed for drawing the rows and features of each tree")
	show := fs.String("show", "", "print the readings of pages with this in their names")
	proposed := fs.Bool("proposed", false, "name the pages whose right list is not among those proposed, and stop")
	judged := fs.String("judged", "",
		"sets, separated by commas, that are judged as the others and never learned from")
	without := fs.String("without", "", "features to leave out, separated by commas: what are they worth?")
	if err := fs.Parse(args); err != nil {
		return err
	}
	var pages []*source
	for _, d := range fs.Args() {
		more, err := load(d)
		if err != nil {
			return err
		}
		pages = append(pages, more...)
	}
	for _, d := range strings.FieldsFunc(*judged, func(r rune) bool { return r == ',' }) {
		more, err := load(d)
		if err != nil {
			return err
		}
		for _, s := range more {
			s.judged = true
		}
		pages = append(pages, more...)
	}
	if *proposed {
		for _, s := range pages {
			s.printMissing(os.Stdout)
		}
		return nil
	}
	samples, err := samplesOf(*cache, pages)
	if err != nil {
		return err
	}
	f := newFitter(pages, samples, float32(*articles), o)
	if *without != "" {
		f.blank(strings.Split(*without, ","))
	}
	f.show, f.bags = *show, *bags
	report, offset := f.leftOut(*deals, *misses)
	fmt.Printf("%.1f added to the scores of lists\n", offset)
	report.print(os.Stdout)
	if !*write {
		return nil
	}
	var head strings.Builder
	fmt.Fprintf(&head, "# Made by cmd/train reading; checksum of the pages and features %016x.\n# On sites left "+
		"out:\n", stamp(pages))
	report.print(&head)
	text := strings.ReplaceAll(strings.TrimSuffix(head.String(), "\n"), "\n", "\n# ")
	text = strings.ReplaceAll(text, "# # ", "# ") + "\n"
	for k, forest := range f.fit(func(string) bool { return true }, o.Seed) {
		if fitted[k].kind == cutting.ListingPage {
			forest.Base += offset
		}
		if err := os.WriteFile(filepath.Join(*dir, fitted[k].file), []byte(text+forest.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// usualItems is the usual number of items of a list.
const usualItems = 10

// fitter is the pages, samples and options of a fit.
type fitter struct {
	pages   map[string]*source
	samples []*sample
	weight  []float32
	o       boost.Options
	bags    int
	show    string // print the readings of pages with this in their names
}

func newFitter(pages []*source, samples []*sample, articles float32, o boost.Options) *fitter {
	f := &fitter{pages: map[string]*source{}, samples: samples, weight: make([]float32, len(samples)), o: o}
	perSite, variantsOf := map[string]float32{}, map[string]float32{}
	for _, s := range pages {
		f.pages[s.key()] = s
		perSite[string(s.Kind)+" "+s.Site]++
	}
	for _, s := range samples {
		if s.Variant != "" {
			variantsOf[s.Page]++
		}
	}
	sum := map[cutting.PageKind]float32{}
	for i, s := range samples {
		p := f.pages[s.Page]
		if p.judged {
			continue
		}
		w := float32(1)
		switch {
		case s.Kind != p.Kind:
			w = 0.1 // the variant only resembles pages of its kind
		case s.Variant != "" && p.Kind == cutting.ArticlePage:
		case s.Variant != "":
			w = 2 / variantsOf[s.Page]
		}
		if strings.HasSuffix(p.Set, "trafilatura-eval") {
			w /= 3 // its pages were not checked to be articles
		}
		// Ten pages of one site are less evidence than ten of ten sites.
		w /= max(1, perSite[string(p.Kind)+" "+p.Site]/3)
		if n := s.Readings[0].Gold; n > 0 && s.Kind == cutting.ListingPage {
			w *= float32(min(max(math.Sqrt(float64(n)/usualItems), 0.7), 2.5)) // a large list is lost as a whole
		}
		f.weight[i] = w
		sum[f.want(s)] += w
	}
	// The total weight of each kind, whatever the number of its pages.
	share := map[cutting.PageKind]float32{cutting.ArticlePage: articles, cutting.ListingPage: 1500,
		cutting.NothingPage: 260}
	for i, s := range samples {
		f.weight[i] *= share[f.want(s)] / sum[f.want(s)]
	}
	return f
}

// blank sets features to 0, as if they had not been measured.
func (f *fitter) blank(names []string) {
	for _, k := range fitted {
		for i, n := range split.Features(k.kind) {
			if !slices.Contains(names, n) {
				continue
			}
			for _, s := range f.samples {
				for r := range s.Readings {
					if s.Readings[r].Kind == k.kind {
						s.Readings[r].Row[i] = 0
					}
				}
			}
		}
	}
}

// want returns the right kind of reading for a page: for an article and a list the list, unless the
// page may also be read as an article.
func (f *fitter) want(s *sample) cutting.PageKind {
	switch {
	case s.Kind != cutting.MixedPage:
		return s.Kind
	case slices.Contains(f.pages[s.Page].OK, cutting.ArticlePage):
		return cutting.ArticlePage
	}
	return cutting.ListingPage
}

// wanted returns how right each reading of a sample is, 0 to 1.
func (f *fitter) wanted(s *sample) []float32 {
	y := make([]float32, len(s.Readings))
	withItems := s.Readings[0].Gold > 0
	kind := f.want(s)
	best := 0.0
	for i := range s.Readings {
		if r := &s.Readings[i]; r.Kind == cutting.ListingPage {
			best = max(best, r.f1())
		}
	}
	for i := range s.Readings {
		switch r := &s.Readings[i]; {
		case r.Kind != kind:
		case kind != cutting.ListingPage, !withItems, best > 0.4 && r.f1() >= best-0.005:
			y[i] = 1
		}
	}
	return y
}

// fit fits the forests to the samples of the sites for which use is true.
func (f *fitter) fit(use func(site string) bool, seed uint64) []*boost.Forest {
	d := boost.Choices{}
	at := map[cutting.PageKind]int{cutting.ArticlePage: -1}
	claimAt := map[cutting.PageKind][]int{}
	for k, x := range fitted {
		at[x.kind] = k
		for j, name := range split.Features(x.kind) {
			if name == "type_og" {
				claimAt[x.kind] = append(claimAt[x.kind], j)
			}
		}
		d.Names, d.Signs = append(d.Names, split.Features(x.kind)), append(d.Signs, split.Signs(x.kind))
	}
	for i, s := range f.samples {
		if f.weight[i] == 0 || !use(f.pages[s.Page].Site) {
			continue
		}
		y, p := f.wanted(s), f.pages[s.Page]
		for k := range s.Readings {
			r := &s.Readings[k]
			if r.List > 6 && y[k] == 0 && p.Kind == cutting.ArticlePage {
				continue
			}
			d.Kind, d.X, d.Y = append(d.Kind, at[r.Kind]), append(d.X, r.Row), append(d.Y, y[k])
			d.Weight, d.Group = append(d.Weight, f.weight[i]), append(d.Group, int32(2*i))
		}
		if p.Kind != cutting.ListingPage || s.Variant != "" && seeded(s.Page+s.Variant, 3) > 0 {
			continue
		}
		// Many content systems mark every page as an article.
		for k := range s.Readings {
			r := &s.Readings[k]
			x := slices.Clone(r.Row)
			for _, at := range claimAt[r.Kind] {
				x[at] = 1
			}
			d.Kind, d.X, d.Y = append(d.Kind, at[r.Kind]), append(d.X, x), append(d.Y, y[k])
			d.Weight, d.Group = append(d.Weight, f.weight[i]/2), append(d.Group, int32(2*i+1))
		}
	}
	o := f.o
	grown := make([][]*boost.Forest, len(fitted))
	prepared := d.Prepare()
	for bag := range max(1, f.bags) {
		o.Seed = seed + uint64(bag)
		for k, forest := range prepared.Train(o) {
			grown[k] = append(grown[k], forest)
		}
	}
	forests := make([]*boost.Forest, len(fitted))
	for k := range forests {
		forests[k] = boost.Average(grown[k]...)
	}
	return forests
}

// judged is a sample with its readings' scores by forests that were not fitted to its site.
type judged struct {
	s      *sample
	fold   int
	scores []float32
}

// leftOut measures every group of sites with forests that were not fitted to it. The offset added
// to the scores of lists is chosen for each group on the pages of the others; it returns the offset
// chosen on all of them.
func (f *fitter) leftOut(deals int, misses bool) (*report, float32) {
	r := &report{sets: map[string]*tally{}, misses: misses}
	var all []judged
	for deal := range deals {
		var js []judged
		for k := range folds {
			out := func(site string) bool { return foldOf(site, deal, folds) == k }
			forests := f.fit(func(site string) bool { return !out(site) }, f.o.Seed)
			for _, s := range f.samples {
				if !out(f.pages[s.Page].Site) {
					continue
				}
				js = append(js, judged{s, k, scoresOf(s, forests)})
				if f.show != "" && s.Variant == "" && strings.Contains(s.Page, f.show) {
					showReadings(s, forests)
				}
			}
		}
		for k := range folds {
			others := slices.DeleteFunc(slices.Clone(js), func(j judged) bool { return j.fold == k })
			o := f.bestOffset(others)
			fmt.Fprintf(os.Stderr, "deal %d, group %d: %.1f added to the scores of lists\n", deal, k, o)
			for _, j := range js {
				if j.fold == k {
					r.add(f.pages[j.s.Page], j.s, chosen(j.s, j.scores, o))
				}
			}
		}
		all = append(all, js...)
	}
	return r, f.bestOffset(all)
}

// articleSets are sets of ordinary articles, which show whether lists are preferred too much. Sets
// from other programs' tests contain what these programs failed on.
var articleSets = []string{"articles-aed/aed", "articles-wcxb-dev/wcxb-article-dev"}

// leastKept is the least number of articles per article that is read as something else.
const leastKept = 200

// bestOffset returns the offset for the scores of lists with which most unmodified lists and pages
// without an article are right, while at most one article in leastKept is read as something else. A
// list counts by its item F1, another page when its kind is acceptable. The forests alone do not
// balance this: they are also fitted to variants of pages.
func (f *fitter) bestOffset(js []judged) float32 {
	const least, step, steps = -0.5, 0.1, 21
	best, top := float32(0), -1.0
	for i := range steps {
		o := float32(least + step*float64(i))
		right, articles, lost := 0.0, 0, 0
		for _, j := range js {
			p := f.pages[j.s.Page]
			if j.s.Variant != "" || p.judged {
				continue
			}
			c := chosen(j.s, j.scores, o)
			kind := c.PageKind()
			switch {
			case slices.Contains(articleSets, p.Set):
				articles++
				if kind != p.Kind {
					lost++
				}
			case p.Kind == cutting.ArticlePage:
			case p.Kind == cutting.ListingPage && c.Gold > 0:
				if kind == cutting.ListingPage {
					right += c.f1()
				}
			case kind == p.Kind || slices.Contains(p.OK, kind):
				right++
			}
		}
		if right > top+1e-9 && (lost*leastKept <= articles || o <= 0) {
			best, top = o, right
		}
	}
	return best
}

// scoresOf returns the forests' scores of a sample's readings.
func scoresOf(s *sample, forests []*boost.Forest) []float32 {
	out := make([]float32, len(s.Readings))
	for i := range s.Readings {
		for k, x := range fitted {
			if x.kind == s.Readings[i].Kind {
				out[i] = forests[k].Score(s.Readings[i].Row)
			}
		}
	}
	return out
}

// chosen returns the reading with the best score, after adding lists to those of lists.
func chosen(s *sample, scores []float32, lists float32) *reading {
	var best *reading
	top := float32(0)
	for i := range s.Readings {
		r, v := &s.Readings[i], scores[i]
		if r.Kind == cutting.ListingPage {
			v += lists
		}
		if best == nil || v > top {
			best, top = r, v
		}
	}
	return best
}

// showReadings prints the readings of a page and their scores.
func showReadings(s *sample, forests []*boost.Forest) {
	for i := range s.Readings {
		r := &s.Readings[i]
		v := float32(0)
		for k, x := range fitted {
			if x.kind == r.Kind {
				v = forests[k].Score(r.Row)
			}
		}
		fmt.Printf("%s %s list %d: %.2f, %d of %d, given %d:", s.Page, r.Kind, r.List, v, r.Hit, r.Gold, r.Pred)
		if i == 1 || i == 2 || r.f1() > 0.7 && r.Kind == cutting.ListingPage {
			for k, n := range split.Features(r.Kind) {
				if r.Row[k] != 0 {
					fmt.Printf(" %s %.3g", n, r.Row[k])
				}
			}
		}
		fmt.Println()
	}
}

// report counts results by set.
type report struct {
	sets   map[string]*tally
	misses bool
}

// tally counts results of one set in one variant.
type tally struct {
	pages, strict, lenient int
	hit, pred, gold, exact int
	macro, top, topExact   float64
	confusion              map[string]int
}

func (r *report) add(p *source, s *sample, c *reading) {
	key := p.Set
	if s.Variant != "" {
		key = "variant, " + s.Variant
	}
	t := r.sets[key]
	if t == nil {
		t = &tally{confusion: map[string]int{}}
		r.sets[key] = t
	}
	t.pages++
	kind := c.PageKind()
	ok := kind == s.Kind
	if ok {
		t.strict++
	}
	if ok || slices.Contains(p.OK, kind) {
		t.lenient++
	}
	t.confusion[string(s.Kind)+">"+string(kind)]++
	if c.Gold > 0 {
		t.hit, t.pred, t.gold = t.hit+c.Hit, t.pred+c.Pred, t.gold+c.Gold
		t.macro += c.f1()
		if c.Exact {
			t.exact++
		}
		best := 0.0
		for i := range s.Readings {
			best = max(best, s.Readings[i].f1())
		}
		t.top += best
		if best > 0.999 {
			t.topExact++
		}
	}
	if r.misses && s.Variant == "" && (!ok || c.Gold > 0 && !c.Exact) {
		top := c // the best possible choice
		for i := range s.Readings {
			if x := &s.Readings[i]; x.f1() > top.f1() {
				top = x
			}
		}
		fmt.Printf("%s>%s %s: %d of %d, given %d (list %d); best %d, given %d (%s list %d)\n", p.Kind, kind, s.Page,
			c.Hit, c.Gold, c.Pred, c.List, top.Hit, top.Pred, top.Kind, top.List)
	}
}

func (r *report) print(w io.Writer) {
	share := func(a float64, b int) float64 { return a / float64(max(b, 1)) }
	for _, key := range slices.Sorted(maps.Keys(r.sets)) {
		t := r.sets[key]
		fmt.Fprintf(w, "%-42s %5d pages: kind %.3f lenient %.3f", key, t.pages, share(float64(t.strict), t.pages),
			share(float64(t.lenient), t.pages))
		if t.gold > 0 {
			fmt.Fprintf(w, "; items F1 %.3f macro %.3f exact %.3f (best possible %.3f, %.3f)",
				share(2*float64(t.hit), t.pred+t.gold), share(t.macro, t.pages), share(float64(t.exact), t.pages),
				share(t.top, t.pages), share(t.topExact, t.pages))
		}
		for _, k := range slices.Sorted(maps.Keys(t.confusion)) {
			if a, b, _ := strings.Cut(k, ">"); a != b {
				fmt.Fprintf(w, " %s %d", k, t.confusion[k])
			}
		}
		fmt.Fprintln(w)
	}
}
