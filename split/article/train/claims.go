package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"cuttings/internal/score"
	"cuttings/split/article"
	"cuttings/split/article/boost"
)

// group is the candidates of one page for one claim.
type group struct {
	s     *sample
	rows  [][]float32
	right []bool
	text  []string
	want  string
	any   bool
}

// claims cross-validates the choice of title, byline and date.
func (t *trainer) claims() error {
	var titles, bylines, dates []*group
	for _, s := range t.samples {
		l := t.lessons[s]
		l.Claims(t.p2[s])
		if s.gold.Title != "" {
			cs, rows := l.Titles()
			titles = append(titles, graded(s, cs, rows, s.gold.Title, func(c string) float64 {
				return rate(score.ArticleGold{Title: s.gold.Title}, score.Article{Title: c}, "title")
			}, func(c string) float64 {
				return rate(score.ArticleGold{Title: s.gold.Title}, score.Article{Title: c}, "title_bare")
			}))
		}
		if s.gold.HasAuthors && !(s.set == "trafilatura-eval" && s.gold.Authors == nil) {
			cs, rows := l.Bylines()
			joined := make([]string, len(cs))
			for i, c := range cs {
				joined[i] = strings.Join(c, " ; ")
			}
			gold := fmt.Sprint(s.gold.Authors)
			if s.gold.Authors == nil {
				gold = ""
			}
			bylines = append(bylines, graded(s, joined, rows, gold, func(c string) float64 {
				return authorsRate(s.gold, c, "authors")
			}, nil))
		}
		if s.gold.HasDate && !(s.set == "trafilatura-eval" && s.gold.Date == nil) {
			cs, rows := l.Dates()
			day, _ := s.gold.Date.(string)
			day = day[:min(10, len(day))]
			dates = append(dates, graded(s, cs, rows, day, func(c string) float64 {
				if c == day {
					return 1
				}
				return 0
			}, nil))
		}
	}
	for _, x := range []struct {
		name  string
		names []string
		of    []*group
	}{
		{"title", article.TitleNames(), titles},
		{"byline", article.BylineNames(), bylines},
		{"date", article.DateNames(), dates},
	} {
		if err := t.claim(x.name, x.names, x.of); err != nil {
			return err
		}
	}
	return nil
}

func rate(g score.ArticleGold, a score.Article, key string) float64 {
	var acc score.Articles
	acc.Add(g, a)
	f, _ := acc.Scores()[key].(float64)
	return f
}

func authorsRate(g score.ArticleGold, joined, key string) float64 {
	var names []string
	if joined != "" {
		names = strings.Split(joined, " ; ")
	}
	x := score.ArticleGold{Authors: g.Authors, HasAuthors: true}
	s, _ := g.Authors.(string)
	list, _ := g.Authors.([]any)
	if s == "" && len(list) == 0 {
		if len(names) == 0 {
			return 1
		}
		return 0
	}
	return rate(x, score.Article{Authors: names}, key)
}

// graded marks the candidates that are right, or failing that nearly right.
func graded(s *sample, cs []string, rows [][]float32, want string, exact, near func(string) float64) *group {
	g := &group{s: s, rows: rows, right: make([]bool, len(cs)), text: cs, want: want}
	for _, f := range []func(string) float64{exact, near} {
		if f == nil || g.any {
			continue
		}
		for i, c := range cs {
			if f(c) == 1 {
				g.right[i], g.any = true, true
			}
		}
		if f != nil && !g.any {
			continue
		}
	}
	return g
}

func (t *trainer) claimOptions(seed uint64) boost.Options {
	return boost.Options{Trees: t.ct, Leaves: t.cl, Rate: t.cr, MinLeaf: t.cm, L2: 3, Columns: 0.5, Rows: 0.7, Seed: seed}
}

// blankWeight is what a page without an answer counts. For bylines less than one:
// half of the pages that the yardsticks call unsigned carry a name somewhere.
func (t *trainer) blankWeight(name string) float32 {
	if name == "byline" {
		return 0.4
	}
	return t.cw
}

func (t *trainer) claim(name string, names []string, groups []*group) error {
	fit := func(pick func(*group) bool, seed uint64) *boost.Forest {
		d := boost.Data{Names: names}
		for k, g := range groups {
			if !g.any || !pick(g) {
				continue
			}
			for i, x := range g.rows {
				d.X = append(d.X, x)
				y := float32(0)
				if g.right[i] {
					y = 1
				}
				d.Y = append(d.Y, y)
				d.Group = append(d.Group, int32(k))
				w := float32(1)
				if g.want == "" {
					w = t.blankWeight(name)
				}
				d.Weight = append(d.Weight, w)
			}
		}
		return boost.Train(d, t.claimOptions(seed))
	}
	type tally struct{ n, right, could, blank, given int }
	by := map[string]*tally{}
	var misses []string
	for k := range folds {
		f := fit(func(g *group) bool { return g.s.fold != k }, uint64(k))
		for _, g := range groups {
			if g.s.fold != k {
				continue
			}
			x := by[g.s.set]
			if x == nil {
				x = &tally{}
				by[g.s.set] = x
			}
			at := -1
			var top float32
			for i := range g.rows {
				if v := f.Score(g.rows[i]); at < 0 || v > top {
					at, top = i, v
				}
			}
			if g.want == "" {
				x.blank++
				if at >= 0 && g.text[at] != "" {
					x.given++
				}
				continue
			}
			x.n++
			if g.any {
				x.could++
			}
			if at >= 0 && g.right[at] {
				x.right++
			} else {
				got, could := "", "could not"
				if at >= 0 {
					got = g.text[at]
				}
				if g.any {
					could = "could"
				}
				misses = append(misses, fmt.Sprintf("%s %s %s: want %q got %q of %q", could, g.s.set, g.s.id, g.want, got, g.text))
			}
		}
	}
	var cv []string
	for _, set := range slices.Sorted(keys(by)) {
		x := by[set]
		line := fmt.Sprintf("%s: %.4f of %d right, %.4f possible; %d of %d without one given one", set,
			float64(x.right)/float64(max(1, x.n)), x.n, float64(x.could)/float64(max(1, x.n)), x.given, x.blank)
		cv = append(cv, "# "+set+", cross-validated by site: "+line[len(set)+2:])
		t.log("%s %s", name, line)
	}
	sort.Strings(misses)
	if t.worst > 0 {
		if err := os.WriteFile(filepath.Join(os.TempDir(), "train-"+name+".txt"), []byte(strings.Join(misses, "\n")), 0o644); err != nil {
			return err
		}
	}
	if !t.write {
		return nil
	}
	f := fit(func(*group) bool { return true }, 900)
	text := "# Made by split/article/train from the public article yardsticks.\n" + strings.Join(cv, "\n") +
		"\n# Which of the candidates is the " + name + "? Softmax over a page's candidates.\n" + f.String()
	return os.WriteFile(filepath.Join(t.dir, name+".txt"), []byte(text), 0o644)
}
