package listing

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
)

var train = flag.Bool("train", false, "learn the weights from the yardsticks and print weights.go")

// choice is one listing page for the trainer: the features of its lists and
// which of them name the items.
type choice struct {
	site  string
	lists []features
	good  []bool
}

// TestTrain learns mainWeights and pageWeights and prints them with what they
// reach on sites left out. It is a tool: run it with -train, and paste what it
// prints into weights.go. Without the flag it only checks that the committed
// weights choose well on pages of sites they were not learned from.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("a tool: run with -train to learn the weights anew")
	}
	choices, best := listingChoices(t, nil)
	w := learnChoice(choices, priorWeights)
	fmt.Printf("chosen right: prior %.3f, learned %.3f, left-out sites %.3f\n", rightOf(choices, priorWeights), rightOf(choices, w), leftOut(choices))

	// The page's score must not rest on headings and names, which old pages lack:
	// it is learned from the pages as they are and from stripped ones.
	pos, neg := best, articleBests(t, nil, 1)
	for _, gone := range [][]*regexp.Regexp{{names}, {headings}, {names, sections}, {names, sections, headings}} {
		_, b := listingChoices(t, gone)
		pos = append(pos, b...)
		neg = append(neg, articleBests(t, gone, 4)...)
	}
	pw, bias := learnPage(pos, neg)
	fmt.Printf("page: listing pages above 0.5: %.3f, article pages below: %.3f; on halves left out: %.3f, %.3f\n",
		above(pos, pw, bias), 1-above(neg, pw, bias), halves(pos, neg, true), halves(pos, neg, false))
	fmt.Println("var mainWeights = [nFeatures]float32{")
	for i, v := range w {
		fmt.Printf("\t%.2f, // %s\n", v, featureNames[i])
	}
	fmt.Println("}\n\nvar pageWeights = [nFeatures]float32{")
	for i, v := range pw {
		fmt.Printf("\t%.2f, // %s\n", v, featureNames[i])
	}
	fmt.Printf("}\n\nconst pageBias = %.2f\n", bias)
}

func readStripped(t *testing.T, path string, gone []*regexp.Regexp) *cutting.Page {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Read(strip(b, gone...), page.Options{Form: page.HTML})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// labelled is the features of a page's best list with the page's site.
type labelled struct {
	site string
	f    features
}

// listingChoices reads the listing pages; best is the list chosen on each, where
// it is right.
func listingChoices(t *testing.T, gone []*regexp.Regexp) (out []choice, best []labelled) {
	for _, path := range yardstick(t) {
		p := readStripped(t, path+".html", gone)
		g := readGold(t, path+".gold.json")
		s := open(p, Options{})
		c := choice{site: filepath.Base(filepath.Dir(path))}
		f1s := make([]float64, len(s.lists))
		top := 0.0
		for i := range s.lists {
			c.lists = append(c.lists, s.measure(&s.lists[i]))
			var pred score.ListingPrediction
			for _, m := range s.lists[i].members {
				k := &s.cands[m]
				pred.Items = append(pred.Items, score.ListingItem{Title: k.span.In(p.Text), URL: s.url(k)})
			}
			var acc score.Listing
			f1s[i], _ = acc.Add(g, pred, false)
			top = max(top, f1s[i])
		}
		if top < 0.5 {
			continue
		}
		chosen := 0
		for i, f := range f1s {
			c.good = append(c.good, f >= top-0.01)
			if c.lists[i].score(&mainWeights) > c.lists[chosen].score(&mainWeights) {
				chosen = i
			}
		}
		if f1s[chosen] >= 0.5 {
			best = append(best, labelled{c.site, c.lists[chosen]})
		}
		out = append(out, c)
	}
	return out, best
}

// articleBests reads article pages and returns the list that would be chosen on
// each.
func articleBests(t *testing.T, gone []*regexp.Regexp, every int) (out []labelled) {
	dir := os.Getenv("CUTTINGS_BENCH")
	files, err := filepath.Glob(filepath.Join(dir, "articles-*", "*", "html", "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no article pages under %s (%v)", dir, err)
	}
	for i, path := range files {
		if i%every != 0 {
			continue
		}
		p := readStripped(t, path, gone)
		if p.Tree == nil {
			continue
		}
		s := open(p, Options{})
		best, at := float32(math.Inf(-1)), -1
		var bf features
		for i := range s.lists {
			f := s.measure(&s.lists[i])
			if v := f.score(&mainWeights); v > best {
				best, at, bf = v, i, f
			}
		}
		if at >= 0 {
			out = append(out, labelled{filepath.Base(path), bf})
		}
	}
	return out
}

// pull is how strongly learned weights are held to the prior: 112 pages of 39
// sites cannot speak about 35 features on their own.
const pull = 0.02

// learnChoice maximises the likelihood that a page's right list is chosen among
// all (conditional logit), with a Gaussian prior around the weights set by hand.
func learnChoice(cs []choice, prior [nFeatures]float32) [nFeatures]float32 {
	var w [nFeatures]float64
	for i := range w {
		w[i] = float64(prior[i])
	}
	sites := map[string]float64{}
	for _, c := range cs {
		sites[c.site]++
	}
	for step := 0; step < 1500; step++ {
		var g [nFeatures]float64
		for _, c := range cs {
			weight := 1 / sites[c.site] / float64(len(sites)) // every site counts the same
			pAll, pGood := softmax(c, w)
			for i := range c.lists {
				d := pGood[i] - pAll[i]
				if d > -1e-9 && d < 1e-9 {
					continue
				}
				for k, v := range c.lists[i] {
					g[k] += weight * d * float64(v)
				}
			}
		}
		for k := range w {
			w[k] += 1.0 * (g[k] - pull*(w[k]-float64(prior[k])))
		}
	}
	var out [nFeatures]float32
	for i := range w {
		out[i] = float32(math.Round(w[i]*100) / 100)
	}
	return out
}

// softmax gives each list's probability among all and among the right ones.
func softmax(c choice, w [nFeatures]float64) (all, good []float64) {
	all, good = make([]float64, len(c.lists)), make([]float64, len(c.lists))
	top := math.Inf(-1)
	for i := range c.lists {
		for k, v := range c.lists[i] {
			all[i] += w[k] * float64(v)
		}
		top = max(top, all[i])
	}
	var sum, sumGood float64
	for i := range all {
		all[i] = math.Exp(all[i] - top)
		sum += all[i]
		if c.good[i] {
			sumGood += all[i]
		}
	}
	for i := range all {
		if c.good[i] && sumGood > 0 {
			good[i] = all[i] / sumGood
		}
		all[i] /= sum
	}
	return all, good
}

// rightOf is the share of pages on which the weights choose a right list.
func rightOf(cs []choice, w [nFeatures]float32) float64 {
	n := 0
	for _, c := range cs {
		best := 0
		for i := range c.lists {
			if c.lists[i].score(&w) > c.lists[best].score(&w) {
				best = i
			}
		}
		if c.good[best] {
			n++
		} else if testing.Verbose() {
			fmt.Println("wrong on", c.site)
		}
	}
	return float64(n) / float64(len(cs))
}

// leftOut learns without each fifth of the sites in turn and counts on it.
func leftOut(cs []choice) float64 {
	fold := func(site string) int {
		h := 0
		for _, r := range site {
			h = h*31 + int(r)
		}
		return (h%5 + 5) % 5
	}
	right := 0.0
	for k := range 5 {
		var in, out []choice
		for _, c := range cs {
			if fold(c.site) == k {
				out = append(out, c)
			} else {
				in = append(in, c)
			}
		}
		right += rightOf(out, learnChoice(in, priorWeights)) * float64(len(out))
	}
	return right / float64(len(cs))
}

// learnPage is plain logistic regression, both classes of equal weight, weights
// held to zero.
func learnPage(pos, neg []labelled) (w [nFeatures]float32, bias float32) {
	var v [nFeatures]float64
	b := 0.0
	sites := map[string]float64{}
	for _, p := range pos {
		sites[p.site]++
	}
	for step := 0; step < 3000; step++ {
		var g [nFeatures]float64
		gb := 0.0
		add := func(f *features, y, weight float64) {
			z := b
			for k, x := range f {
				z += v[k] * float64(x)
			}
			d := weight * (y - 1/(1+math.Exp(-z)))
			gb += d
			for k, x := range f {
				g[k] += d * float64(x)
			}
		}
		for i := range pos {
			add(&pos[i].f, 1, 0.5/sites[pos[i].site]/float64(len(sites)))
		}
		for i := range neg {
			add(&neg[i].f, 0, 0.5/float64(len(neg)))
		}
		for k := range v {
			v[k] += 2 * (g[k] - 0.002*v[k])
		}
		b += 2 * gb
	}
	for i := range v {
		w[i] = float32(math.Round(v[i]*100) / 100)
	}
	return w, float32(math.Round(b*100) / 100)
}

func above(ls []labelled, w [nFeatures]float32, bias float32) float64 {
	n := 0
	for i := range ls {
		if ls[i].f.score(&w)+bias > 0 {
			n++
		}
	}
	return float64(n) / float64(len(ls))
}

// halves learns on the sites of one half and counts on the other, both ways.
func halves(pos, neg []labelled, listings bool) float64 {
	part := func(ls []labelled, k int) (out []labelled) {
		for _, l := range ls {
			if strings.Count(l.site, "")%2 == k {
				out = append(out, l)
			}
		}
		return out
	}
	right, all := 0.0, 0.0
	for k := range 2 {
		w, b := learnPage(part(pos, k), part(neg, k))
		if listings {
			o := part(pos, 1-k)
			right += above(o, w, b) * float64(len(o))
			all += float64(len(o))
		} else {
			o := part(neg, 1-k)
			right += (1 - above(o, w, b)) * float64(len(o))
			all += float64(len(o))
		}
	}
	return right / all
}
