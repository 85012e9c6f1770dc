package fitarticle

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
	days  bool // answers are days: a month alone counts as right
	noisy bool // the answer contradicts the page's clear claim: not used for fitting
	extra bool // made from another group's page: used for fitting, not counted
}

// claimed is one choice with its candidates on all pages.
type claimed struct {
	name  string
	names []string // of the features
	of    []*group
}

// groups returns the scored candidates for title, byline and date.
func (t *trainer) groups() []claimed {
	var titles, bylines, dates []*group
	for _, s := range t.samples {
		l := t.pages[s]
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
			day, _ := s.gold.Date.(string)
			day = day[:min(10, len(day))]
			if len(day) < 10 {
				day = ""
			}
			exact := func(c string) float64 {
				if c == day {
					return 1
				}
				return 0
			}
			near := func(c string) float64 {
				// Some yardsticks give instants in UTC: the page's own day may be the next or the
				// previous one.
				if clocked(s.gold.Date) && withinADay(c, day) {
					return 1
				}
				return 0
			}
			cs, rows := l.Dates()
			g := graded(s, cs, rows, day, exact, near)
			g.days, g.noisy = true, noisyDate(cs, rows, day)
			dates = append(dates, g)
			if cs, rows := l.DatesClaimed(); cs != nil && day != "" && !g.noisy {
				x := graded(s, cs, rows, day, exact, near)
				x.days, x.extra = true, true
				dates = append(dates, x)
			}
		}
	}
	return []claimed{
		{"title", article.TitleNames(), titles},
		{"byline", article.BylineNames(), bylines},
		{"date", article.DateNames(), dates},
	}
}

// claims cross-validates the choices of title, byline and date.
func (t *trainer) claims(all []claimed) error {
	for _, x := range all {
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

// graded returns a group with the right candidates marked, or else the nearly right ones.
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

// clocked reports whether an answer is an instant in UTC.
func clocked(date any) bool {
	s, _ := date.(string)
	return len(s) > 10 && strings.HasSuffix(s, "Z")
}

// withinADay reports whether two days are at most one apart.
func withinADay(a, b string) bool {
	x, err := time.Parse(time.DateOnly, a)
	if err != nil {
		return false
	}
	y, err := time.Parse(time.DateOnly, b)
	return err == nil && x.Sub(y).Abs() <= 24*time.Hour
}

// noisyDate reports whether an answer contradicts the page's own claims: it is a day the page gives
// as that of a change, although it claims an older publication, or none although an article's
// structured data has a day.
func noisyDate(days []string, rows [][]float32, want string) bool {
	names := article.DateNames()
	has := func(i int, of ...string) bool {
		for _, n := range of {
			if rows[i][slices.Index(names, n)] > 0 {
				return true
			}
		}
		return false
	}
	changed := false
	for i, d := range days {
		if d == want && d != "" {
			changed = !has(i, "from_ld", "from_ld_other", "from_ld_created", "from_meta", "from_itemprop", "from_url",
				"pub_word") &&
				has(i, "from_ld_modified", "from_meta_modified", "from_itemprop_modified", "late_word")
		}
	}
	for i, d := range days {
		if d == "" || !has(i, "from_ld", "from_meta", "from_itemprop") {
			continue
		}
		if want == "" && has(i, "from_ld") || changed && d < want {
			return true
		}
	}
	return false
}
