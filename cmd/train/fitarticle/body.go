package fitarticle

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/boost"
)

type trainer struct {
	samples       []*sample
	trees, leaves int
	rate          float64
	minLeaf, l2   float64
	worst         int
	ct, cl        int
	cr, cm        float64
	cw            float32
	start         time.Time
	dir           string
	write         bool
	only          string                // the only claim to fit; "" for all
	repeats       int                   // number of divisions of the sites into folds to average over
	p2            map[*sample][]float32 // second pass, with weights fitted to other sites
	pages         map[*sample]*article.TrainingPage
	bodies        []bodyWeights // by fold: fitted to the other folds' sites
}

// bodyWeights are the weights of the body's two passes as text.
type bodyWeights struct{ Names, Odds, First, Second string }

// model returns a model of the weights without its later choices.
func (b *bodyWeights) model() (*article.Model, error) {
	m := &article.Model{Names: article.NewNames(article.ReadOdds(b.Names)),
		Odds: article.NewWords(article.ReadOdds(b.Odds))}
	var err error
	if m.First, err = boost.Parse(b.First); err == nil {
		m.Second, err = boost.Parse(b.Second)
	}
	return m, err
}

func (t *trainer) log(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%5.0f s  ", time.Since(t.start).Seconds())
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

// figures accumulates body scores as the yardstick does.
type figures struct {
	p, r   float64
	np, nr int
}

func (f *figures) add(s *sample, text string) float64 {
	got := shingles(wordsOf(text))
	p, r, hasP, hasR := agree(shingles(s.answer), got)
	if hasP {
		f.p += p
		f.np++
	}
	if hasR {
		f.r += r
		f.nr++
	}
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (f *figures) String() string {
	p, r := f.p/float64(max(1, f.np)), f.r/float64(max(1, f.nr))
	return fmt.Sprintf("F1 %.4f  P %.4f  R %.4f  (%d)", 2*p*r/(p+r), p, r, f.nr)
}

func keptText(p *cutting.Page, keep func(i int) bool) string {
	var b strings.Builder
	for i := range p.Blocks {
		if keep(i) {
			b.WriteString(p.Blocks[i].Span.In(p.Text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// oracle prints the scores of choosing blocks perfectly: the upper bound.
func (t *trainer) oracle() {
	by := map[string]*figures{}
	type scoredSample struct {
		f float64
		s *sample
	}
	var list []scoredSample
	for _, s := range t.samples {
		if s.label == nil {
			continue
		}
		f := by[s.set]
		if f == nil {
			f = &figures{}
			by[s.set] = f
		}
		x := f.add(s, keptText(s.page, func(i int) bool { return s.label[i] >= 0.5 }))
		list = append(list, scoredSample{x, s})
	}
	for set, f := range by {
		t.log("oracle %s: %v", set, f)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].f < list[j].f })
	for _, b := range list[:min(len(list), t.worst)] {
		fmt.Fprintf(os.Stderr, "        %.3f %s %s\n", b.f, b.s.set, b.s.id)
	}
}

// nameOdds returns the log-odds of class and id words for body text: per site the share of body
// words below nodes with the word, averaged over sites.
func nameOdds(samples []*sample) map[string]float32 {
	type sum struct{ share, n float64 }
	bySite := map[string]map[string]*sum{}
	for _, s := range samples {
		if s.label == nil {
			continue
		}
		blocks := s.page.Blocks
		in, all := make([]float64, len(blocks)+1), make([]float64, len(blocks)+1)
		for i := range blocks {
			in[i+1] = in[i] + float64(s.label[i]*s.weight[i])
			all[i+1] = all[i] + float64(s.weight[i])
		}
		seen := map[string]*[2]float64{}
		for n := range s.page.Tree.Nodes {
			nd := &s.page.Tree.Nodes[n]
			if nd.BlockHi <= nd.BlockLo {
				continue
			}
			a, b := in[nd.BlockHi]-in[nd.BlockLo], all[nd.BlockHi]-all[nd.BlockLo]
			article.NamesOf(s.page.Tree, int32(n), func(w string) {
				x := seen[w]
				if x == nil {
					x = &[2]float64{}
					seen[w] = x
				}
				x[0] += a
				x[1] += b
			})
		}
		for w, x := range seen {
			if x[1] <= 0 {
				continue
			}
			if bySite[w] == nil {
				bySite[w] = map[string]*sum{}
			}
			if bySite[w][s.host] == nil {
				bySite[w][s.host] = &sum{}
			}
			bySite[w][s.host].share += x[0] / x[1]
			bySite[w][s.host].n++
		}
	}
	out := map[string]float32{}
	for w, sites := range bySite {
		if len(sites) < 6 {
			continue
		}
		var p float64
		for _, x := range sites {
			p += x.share / x.n
		}
		// Smoothing with the weight of three sites.
		p = (p + 3*0.3) / (float64(len(sites)) + 3)
		v := math.Log(p/(1-p)) - math.Log(0.3/0.7)
		if math.Abs(v) >= 0.4 {
			out[w] = float32(math.Round(v*100) / 100)
		}
	}
	return out
}

// wordOdds returns the log-odds for body text of the first and last words of a block.
func wordOdds(samples []*sample) map[string]float32 {
	type count struct {
		yes, no map[string]bool
	}
	by := map[string]*count{}
	var yes, no float64
	for _, s := range samples {
		if s.label == nil {
			continue
		}
		for i := range s.page.Blocks {
			if s.weight[i] == 0 {
				continue
			}
			w := strings.FieldsFunc(strings.ToLower(s.page.Blocks[i].Span.In(s.page.Text)),
				func(r rune) bool { return !counts(r) && r != '\'' })
			if len(w) > 13 {
				w = append(w[:10:10], w[len(w)-3:]...)
			}
			on := s.label[i] >= 0.5
			if on {
				yes++
			} else {
				no++
			}
			for _, x := range w {
				c := by[x]
				if c == nil {
					c = &count{map[string]bool{}, map[string]bool{}}
					by[x] = c
				}
				if on {
					c.yes[s.host] = true
				} else {
					c.no[s.host] = true
				}
			}
		}
	}
	sites := map[string]bool{}
	for _, s := range samples {
		sites[s.host] = true
	}
	out := map[string]float32{}
	for w, c := range by {
		if len(c.yes)+len(c.no) < 12 || len(w) > 24 || strings.ContainsAny(w, "0123456789_") {
			continue
		}
		v := math.Log((float64(len(c.yes)) + 4) / (float64(len(c.no)) + 4))
		if math.Abs(v) >= 0.5 {
			out[w] = float32(math.Round(v*100) / 100)
		}
	}
	return out
}

type rowset struct {
	x [][]float32
	y []float32
	w []float32
}

// add adds a page's blocks: all that are body text or within a dozen blocks of it, and every third
// of the others, with triple weight.
func (r *rowset) add(s *sample, x [][]float32) {
	near := -100
	for i, j := 0, 0; i < len(x); i++ {
		if s.label[i] > 0 {
			near = i
		}
		for j = max(j, i); j < min(len(x), i+12) && s.label[j] == 0; j++ {
		}
		if s.weight[i] == 0 || x[i] == nil {
			continue
		}
		w := s.weight[i]
		if i-near > 12 && (j >= len(x) || j >= i+12 || s.label[j] == 0) {
			if i%3 != 0 {
				continue
			}
			w *= 3
		}
		r.x = append(r.x, x[i])
		r.y = append(r.y, s.label[i])
		r.w = append(r.w, w)
	}
}

func (t *trainer) fit(names []string, r rowset, seed uint64) *boost.Forest {
	return boost.Train(boost.Data{Names: names, X: r.x, Y: r.y, Weight: r.w}, boost.Options{
		Trees: t.trees, Leaves: t.leaves, Rate: t.rate, MinLeaf: t.minLeaf, L2: t.l2, Columns: 0.5, Rows: 0.6,
		Seed: seed})
}

// each calls f for the samples, two at a time.
func each(samples []*sample, f func(s *sample)) {
	var wg sync.WaitGroup
	next := make(chan *sample)
	for range 2 {
		wg.Go(func() {
			for s := range next {
				f(s)
			}
		})
	}
	for _, s := range samples {
		next <- s
	}
	close(next)
	wg.Wait()
}

// fitBody fits both passes to the samples. The second pass is fitted with first-pass probabilities
// from weights that were not fitted to the page's site.
func (t *trainer) fitBody(samples []*sample, seed uint64) (model *article.Model, names, words map[string]float32) {
	names, words = nameOdds(samples), wordOdds(samples)
	m := &article.Model{Names: article.NewNames(names), Odds: article.NewWords(words)}
	var mu sync.Mutex
	first := map[*sample][][]float32{}
	pages := map[*sample]*article.TrainingPage{}
	each(samples, func(s *sample) {
		l := article.NewTrainingPage(s.page, m)
		x := l.FirstRows()
		mu.Lock()
		first[s], pages[s] = x, l
		mu.Unlock()
	})
	const inner = 3
	part := func(s *sample) int { return (s.fold*7 + len(s.host)) % inner }
	rows := func(pick func(s *sample) bool, of map[*sample][][]float32) (r rowset) {
		for _, s := range samples {
			if pick(s) {
				r.add(s, of[s])
			}
		}
		return r
	}
	second := map[*sample][][]float32{}
	var wg sync.WaitGroup
	for k := range inner {
		wg.Go(func() {
			f := t.fit(article.FirstNames(), rows(func(s *sample) bool { return part(s) != k }, first), seed+uint64(k))
			for _, s := range samples {
				if part(s) == k {
					x := pages[s].SecondRows(first[s], article.Probabilities(f, first[s], nil))
					mu.Lock()
					second[s] = x
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	wg.Go(func() {
		m.First = t.fit(article.FirstNames(), rows(func(*sample) bool { return true }, first), seed+10)
	})
	wg.Go(func() {
		m.Second = t.fit(article.SecondNames(), rows(func(*sample) bool { return true }, second), seed+11)
	})
	wg.Wait()
	return m, names, words
}

// body cross-validates the body's passes and prints the scores.
func (t *trainer) body() {
	t.p2 = map[*sample][]float32{}
	t.pages = map[*sample]*article.TrainingPage{}
	one, two := map[string]*figures{}, map[string]*figures{}
	type scoredSample struct {
		f float64
		s *sample
	}
	var list []scoredSample
	for k := range folds {
		var train, test []*sample
		for _, s := range t.samples {
			switch {
			case s.fold == k:
				test = append(test, s)
			case s.label != nil:
				train = append(train, s)
			}
		}
		m, names, words := t.fitBody(train, uint64(100*k))
		t.bodies = append(t.bodies, bodyWeights{odds(names), odds(words), m.First.String(), m.Second.String()})
		var mu sync.Mutex
		each(test, func(s *sample) {
			l := article.NewTrainingPage(s.page, m)
			x := l.FirstRows()
			p1 := article.Probabilities(m.First, x, nil)
			p2 := article.Probabilities(m.Second, l.SecondRows(x, p1), p1)
			mu.Lock()
			defer mu.Unlock()
			t.p2[s], t.pages[s] = p2, l
			if s.label == nil {
				return
			}
			for _, x := range []map[string]*figures{one, two} {
				if x[s.set] == nil {
					x[s.set] = &figures{}
				}
			}
			one[s.set].add(s, keptText(s.page, func(i int) bool { return p1[i] >= 0.5 }))
			kept := l.KeptBlocks(p2)
			list = append(list, scoredSample{two[s.set].add(s, keptText(s.page, func(i int) bool { return kept[i] })),
				s})
		})
		t.log("fold %d of %d: %d names, %d words", k+1, folds, len(names), len(words))
		for set := range two {
			t.log("  %s first pass %v", set, one[set])
			t.log("  %s second     %v", set, two[set])
		}
	}
	t.snippets()
	sort.Slice(list, func(i, j int) bool { return list[i].f < list[j].f })
	for _, b := range list[:min(len(list), t.worst)] {
		fmt.Fprintf(os.Stderr, "        %.3f %s %s %s\n", b.f, b.s.set, b.s.id, b.s.host)
	}
}

// writeBody writes the body's passes fitted to all pages.
func (t *trainer) writeBody() error {
	var labelled []*sample
	two := map[string]*figures{}
	for _, s := range t.samples {
		if s.label == nil {
			continue
		}
		labelled = append(labelled, s)
		if two[s.set] == nil {
			two[s.set] = &figures{}
		}
		kept := t.pages[s].KeptBlocks(t.p2[s])
		two[s.set].add(s, keptText(s.page, func(i int) bool { return kept[i] }))
	}
	m, names, words := t.fitBody(labelled, 900)
	t.log("fitted to all %d pages", len(labelled))
	var cv []string
	for _, set := range slices.Sorted(keys(two)) {
		cv = append(cv, fmt.Sprintf("# %s, cross-validated by site: %v", set, two[set]))
	}
	head := strings.Join(cv, "\n")
	for name, text := range map[string]string{
		"names.txt": "# Words in class and id attributes: log odds that text below is body text.\n" + odds(names),
		"odds.txt": "# Words among a block's first ten and last three: log odds that the block is body text.\n" +
			odds(words),
		"first.txt": "# First pass: is the block body text? Features: features.go.\n" + m.First.String(),
		"second.txt": "# Second pass: the same with what the first pass found around the block. Features: " +
			"second.go.\n" +
			m.Second.String(),
	} {
		text = "# Made by cmd/train from the public article yardsticks.\n" + head + "\n" + text
		if err := os.WriteFile(filepath.Join(t.dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// snippets prints, for pages without a gold body, how many of the phrases that belong to it are in
// the body and how many of the others are not.
func (t *trainer) snippets() {
	var in, with, out, without int
	for _, s := range t.samples {
		if s.label != nil || t.p2[s] == nil {
			continue
		}
		kept := t.pages[s].KeptBlocks(t.p2[s])
		text := strings.Join(strings.Fields(keptText(s.page, func(i int) bool { return kept[i] })), " ")
		for _, x := range s.with {
			with++
			if strings.Contains(text, strings.Join(strings.Fields(x), " ")) {
				in++
			}
		}
		for _, x := range s.without {
			without++
			if !strings.Contains(text, strings.Join(strings.Fields(x), " ")) {
				out++
			}
		}
	}
	if with > 0 {
		t.log("phrases: %d of %d kept, %d of %d left out", in, with, out, without)
	}
}

func keys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func odds(m map[string]float32) string {
	var b strings.Builder
	for _, w := range slices.Sorted(keys(m)) {
		fmt.Fprintf(&b, "%s %g\n", w, m[w])
	}
	return b.String()
}
