package main

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
)

func listingHTML(ctx context.Context, j job) (any, error) { return listing(ctx, j, ".html", false) }
func listingText(ctx context.Context, j job) (any, error) { return listing(ctx, j, ".txt", true) }

func listing(ctx context.Context, j job, ext string, text bool) (any, error) {
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	files, err := glob(j.dir, "*", "*"+ext)
	if err != nil {
		return nil, err
	}
	prediction := func(path string) string {
		return filepath.Join(out, filepath.Base(filepath.Dir(path)),
			strings.TrimSuffix(filepath.Base(path), ext)+".json")
	}
	err = eachFile(ctx, files, func(path string, content []byte) error {
		form := page.HTML
		if text {
			form = page.Text
		}
		p, s := cut(content, page.Options{Form: form})
		return writeJSON(prediction(path), listingPrediction(p, s))
	})
	if err != nil {
		return nil, err
	}

	var acc score.Listing
	var pages []badPage
	for _, path := range files {
		var g score.ListingGold
		if err := readJSON(strings.TrimSuffix(path, ext)+".gold.json", &g); err != nil {
			return nil, err
		}
		var p score.ListingPrediction
		if err := readJSON(prediction(path), &p); err != nil {
			return nil, err
		}
		f, exact := acc.Add(g, p, text)
		if !exact {
			pages = append(pages, badPage{f, path, fmt.Sprintf("gold %d, got %d", len(g.Items), len(p.Items))})
		}
	}
	j.nameWorst(pages)
	return acc.Scores(), nil
}

// listingPrediction returns cuttings in the yardstick's form: everything except rail items is an
// item of the main list, without the page's own article beside a list.
func listingPrediction(p *cutting.Page, s *cutting.Split) score.ListingPrediction {
	out := score.ListingPrediction{Items: []score.ListingItem{}, Rails: []score.ListingRail{}}
	rail := map[string]int{}
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		if c.Kind == cutting.Rail {
			k, ok := rail[c.Rail]
			if !ok {
				k = len(out.Rails)
				rail[c.Rail] = k
				out.Rails = append(out.Rails, score.ListingRail{Rail: c.Rail})
			}
			out.Rails[k].Titles = append(out.Rails[k].Titles, c.Headline)
			continue
		}
		if c.Kind == cutting.Article && s.Kind == cutting.MixedPage {
			continue
		}
		out.Items = append(out.Items, score.ListingItem{
			Title: c.Headline, URL: c.URL, Date: c.Published.Value, Excerpt: c.Text(p.Text),
		})
	}
	return out
}

type badPage struct {
	score float64
	path  string
	why   string
}

// nameWorst prints the pages with the lowest scores.
func (j job) nameWorst(pages []badPage) {
	sort.SliceStable(pages, func(a, b int) bool { return pages[a].score < pages[b].score })
	for _, p := range pages[:min(j.worst, len(pages))] {
		fmt.Fprintf(j.stderr, "%.3f %s %s\n", p.score, p.path, p.why)
	}
}
