package fitarticle

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/split"
	"cuttings/split/article"
)

// cutPage is the result of the whole program for a page.
type cutPage struct {
	Set, ID, Host string
	Kind          cutting.PageKind
	Got           score.Article
	Gold          score.ArticleGold
	F1            float64 // of the body, by the yardstick's shingles; 1 without an answer
}

// leftOut cuts every page with weights fitted to the sites of the other folds and prints the scores
// of the whole program: choices and named rules.
func (t *trainer) leftOut(bodyCandidates []*choicePage, claims []claimed, file string, ablate bool) error {
	models := make([]*article.Model, folds)
	for k := range folds {
		m, err := t.bodies[k].model()
		if err != nil {
			return err
		}
		m.Choice = fitChoice(bodyCandidates, k)
		for _, c := range claims {
			f := t.fitClaim(c.name, c.names, c.of, func(g *group) bool { return g.s.fold != k }, uint64(k))
			switch c.name {
			case "title":
				m.Title = f
			case "byline":
				m.Byline = f
			case "date":
				m.Date = f
			}
		}
		models[k] = m
	}
	t.log("weights fitted without each fold")
	with := t.cutAll(models, nil)
	by := map[string]*score.Articles{}
	for _, s := range t.samples {
		if by[s.set] == nil {
			by[s.set] = &score.Articles{}
		}
		by[s.set].Add(s.gold, with[s].Got)
	}
	for _, set := range slices.Sorted(keys(by)) {
		line, err := json.Marshal(by[set].Scores())
		if err != nil {
			return err
		}
		fmt.Printf("%s %s\n", set, line)
	}
	if file != "" {
		f, err := os.Create(file)
		if err != nil {
			return err
		}
		defer f.Close()
		enc := json.NewEncoder(f)
		for _, s := range t.samples {
			if err := enc.Encode(with[s]); err != nil {
				return err
			}
		}
	}
	if !ablate {
		return nil
	}
	for _, rule := range article.Rules() {
		without := t.cutAll(models, map[string]bool{rule: true})
		sites, changes := map[string]float64{}, 0
		for _, s := range t.samples {
			if d := with[s].points() - without[s].points(); d > 1e-9 || d < -1e-9 {
				sites[s.host] += d
				changes++
			}
		}
		var helps, harms []string
		gain := 0.0
		for _, host := range slices.Sorted(maps.Keys(sites)) {
			gain += sites[host]
			if sites[host] > 0 {
				helps = append(helps, host)
			} else {
				harms = append(harms, host)
			}
		}
		fmt.Printf("%-22s helps %d sites, harms %d, %d pages: %+.3f\n", rule, len(helps), len(harms), changes, gain)
	}
	return nil
}

// cutAll cuts all pages, without some rules.
func (t *trainer) cutAll(models []*article.Model, without map[string]bool) map[*sample]*cutPage {
	out := make(map[*sample]*cutPage, len(t.samples))
	for _, s := range t.samples {
		out[s] = &cutPage{Set: s.set, ID: s.id, Host: s.host, Gold: s.gold}
	}
	each(t.samples, func(s *sample) {
		x := out[s]
		cut := split.Split(s.page, split.Options{Article: models[s.fold], Without: without})
		x.Kind, x.Got = cut.Kind, score.ArticleOf(s.page, cut)
		x.F1 = 1
		if s.label != nil {
			p, r, _, _ := agree(shingles(s.answer), shingles(wordsOf(x.Got.Body)))
			x.F1 = f1(p, r)
		}
	})
	return out
}

// points returns how well a page was cut, 0 to 4: one point each for body, headline, byline and
// day. What has no answer counts the same for every cut.
func (x *cutPage) points() float64 {
	n := x.F1
	var acc score.Articles
	acc.Add(x.Gold, x.Got)
	s := acc.Scores()
	for _, key := range [...]string{"title", "authors", "date"} {
		if v, ok := s[key].(float64); ok {
			n += v
		}
	}
	for _, key := range [...]string{"date_given_without", "authors_given_without"} {
		if v, ok := s[key].([2]int); ok && v[1] > 0 {
			n += 1 - float64(v[0])
		}
	}
	return n
}
