// Package fitarticle fits the weights of package article to the public article yardsticks and
// reports the scores on sites left out of the fit.
//
//	go run ./cmd/train article [-write] [-cache FILE] [-only CLAIM] [-repeats N] [-whole [-ablate]] SET...
//
// Each SET is a folder with ground-truth.json and html/. Folds are by site. With -write the weights
// fitted to everything replace those in split/article/weights. No text of a page is written, only
// thresholds and the log-odds of single words that many sites share.
package fitarticle

import (
	"flag"
	"fmt"
	"os"
	"time"
)

const folds = 5

// Run runs the verb "article".
func Run(args []string) error {
	fs := flag.NewFlagSet("article", flag.ContinueOnError)
	write := fs.Bool("write", false, "replace the weights in DIR")
	dir := fs.String("dir", "split/article/weights", "where the weights live")
	worst := fs.Int("worst", 0, "name that many worst pages of each measure")
	trees := fs.Int("trees", 80, "trees of each of the body's passes")
	leaves := fs.Int("leaves", 16, "leaves of each tree")
	rate := fs.Float64("rate", 0.12, "learning rate of the body's passes")
	minLeaf := fs.Float64("minleaf", 20, "least weight of a leaf of the body's passes")
	l2 := fs.Float64("l2", 3, "L2 of the body's passes")
	cache := fs.String("cache", "", "keep the body's cross-validated chances in this file; when it is there, refit "+
		"only what comes after")
	ct := fs.Int("ct", 60, "claims: trees")
	cl := fs.Int("cl", 8, "claims: leaves")
	cr := fs.Float64("cr", 0.12, "claims: rate")
	cm := fs.Float64("cm", 3, "claims: least weight of a leaf")
	cw := fs.Float64("cw", 1, "claims: weight of pages without an answer")
	only := fs.String("only", "", "work on this one alone: title, byline or date")
	leftOut := fs.Bool("whole", false, "cut every page by weights that have not seen its site, rules included, and "+
		"print the scores; nothing is written")
	ablate := fs.Bool("ablate", false, "with -whole: print which sites each rule of the article helps and harms")
	pages := fs.String("pages", "", "with -whole: write what was cut of each page to this file, a line of JSON each")
	repeats := fs.Int("repeats", 0, "claims: divide the sites into folds that many times and print mean and standard "+
		"error")
	if err := fs.Parse(args); err != nil {
		return err
	}
	start := time.Now()
	var all []*sample
	for _, d := range fs.Args() {
		s, err := load(d)
		if err != nil {
			return err
		}
		all = append(all, s...)
		fmt.Fprintf(os.Stderr, "%s: %d pages, %.0f s\n", d, len(s), time.Since(start).Seconds())
	}
	t := &trainer{samples: all, trees: *trees, leaves: *leaves, rate: *rate, minLeaf: *minLeaf, l2: *l2, worst: *worst,
		start: start, dir: *dir, write: *write, ct: *ct, cl: *cl, cr: *cr, cm: *cm, cw: float32(*cw),
		only: *only, repeats: *repeats}
	have := false
	if *cache != "" {
		var err error
		if have, err = t.cached(*cache); err != nil {
			return err
		}
	}
	if !have {
		t.oracle()
		t.body()
		if *cache != "" {
			if err := t.remember(*cache); err != nil {
				return err
			}
		}
	}
	if *write && *only == "" {
		if err := t.writeBody(); err != nil {
			return err
		}
	}
	bodyCandidates, claims := t.bodyCandidates(), t.groups()
	if *leftOut {
		return t.leftOut(bodyCandidates, claims, *pages, *ablate)
	}
	if *only == "" {
		if err := t.choice(bodyCandidates); err != nil {
			return err
		}
	}
	return t.claims(claims)
}
