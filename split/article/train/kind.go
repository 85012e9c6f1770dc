package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
	"cuttings/split/article"
	"cuttings/split/article/boost"
	"cuttings/split/listing"
)

// kindSample is a page that is known to be a listing or an article.
type kindSample struct {
	name, site string
	listing    bool
	row        []float32
	fold       int
	items      int
}

func newKindSample(name, site string, isListing bool, p *cutting.Page) *kindSample {
	a := article.Cut(p, article.Options{})
	l := listing.Cut(p, listing.Options{})
	h := fnv.New32a()
	h.Write([]byte(site))
	return &kindSample{name: name, site: site, listing: isListing, row: split.KindRow(p, &a, &l), fold: int(h.Sum32() % folds), items: len(l.Items)}
}

// kind fits the choice between article and listing to the article yardsticks
// loaded and the listing yardstick in dir (<site>/<page>.html).
func (t *trainer) kind(dir, target string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.html"))
	if err != nil {
		return err
	}
	var all []*kindSample
	for _, f := range files {
		html, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		var gold struct {
			BaseURL string `json:"base_url"`
		}
		if raw, err := os.ReadFile(strings.TrimSuffix(f, ".html") + ".gold.json"); err == nil {
			if err := json.Unmarshal(raw, &gold); err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
		}
		p, err := page.Read(html, page.Options{Form: page.HTML, URL: gold.BaseURL})
		if err != nil || p.Tree == nil {
			continue
		}
		site := filepath.Base(filepath.Dir(f))
		all = append(all, newKindSample(site+"/"+filepath.Base(f), site, true, p))
	}
	lists := len(all)
	for _, s := range t.samples {
		if s.label != nil && len(s.answer) >= 60 {
			all = append(all, newKindSample(s.set+" "+s.id, s.host, false, s.page))
		}
	}
	fit := func(k int) *boost.Forest {
		d := boost.Data{Names: split.KindNames()}
		for _, s := range all {
			if s.fold == k || s.items < 2 {
				continue
			}
			y, w := float32(0), float32(1)
			if s.listing {
				y, w = 1, float32(len(all)-lists)/float32(lists)/2
			}
			d.X, d.Y, d.Weight = append(d.X, s.row), append(d.Y, y), append(d.Weight, w)
		}
		return boost.Train(d, boost.Options{Trees: 40, Leaves: 6, Rate: 0.12, MinLeaf: 4, L2: 3, Columns: 0.5, Rows: 0.8, Seed: 5})
	}
	var table [2][3]int // truth by answer; the third: no list found, an article without asking
	var misses []string
	for k := range folds {
		f := fit(k)
		for _, s := range all {
			if s.fold != k {
				continue
			}
			truth, got := 0, 0
			if s.listing {
				truth = 1
			}
			c := boost.Probability(f.Score(s.row))
			switch {
			case s.items < 2:
				got = 2
			case c >= 0.5:
				got = 1
			}
			table[truth][got]++
			if s.items >= 2 && truth != got || s.items < 2 && truth == 1 {
				misses = append(misses, fmt.Sprintf("%.2f listing=%v items=%d %s", c, s.listing, s.items, s.name))
			}
		}
	}
	slices.Sort(misses)
	report := fmt.Sprintf("articles: %d called article, %d of them without a list, %d called listing; listings: %d called listing, %d called article, %d of them without a list",
		table[0][0]+table[0][2], table[0][2], table[0][1], table[1][1], table[1][0]+table[1][2], table[1][2])
	t.log("%s", report)
	for _, m := range misses[:min(len(misses), 4*t.worst)] {
		fmt.Fprintln(os.Stderr, "        ", m)
	}
	if !t.write {
		return nil
	}
	text := "# Made by split/article/train from the public article and listing yardsticks.\n# Cross-validated by site: " + report +
		"\n# Is the page a listing rather than an article? Features: split/kind.go.\n" + fit(-1).String()
	return os.WriteFile(target, []byte(text), 0o644)
}
