package fitarticle

import (
	"fmt"
	"strings"

	"cuttings/internal/score"
	"cuttings/split/article"
)

// group is the candidates of one page for one claim.
type group struct {
	s     *sample
	rows  [][]float32
	right []bool
	text  []string
	want  string
	any   bool
	days  bool // answers are days: a month alone is as good as none
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
			if len(day) < 10 {
				day = ""
			}
			dates = append(dates, graded(s, cs, rows, day, func(c string) float64 {
				if c == day {
					return 1
				}
				return 0
			}, nil))
			dates[len(dates)-1].days = true
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
		if t.only != "" && t.only != x.name {
			continue
		}
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
