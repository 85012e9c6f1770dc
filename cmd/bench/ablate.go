package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
	"cuttings/split"
)

// ablation is the effect of one rule on the pages of the tested sites.
type ablation struct {
	Rule    string   `json:"rule"`
	Helps   []string `json:"helps"` // sites with a lower score without it
	Harms   []string `json:"harms"` // sites with a higher score without it
	Changes int      `json:"changes"`
	Gain    float64  `json:"gain"` // in page scores, over all sites
}

// ablate switches off every named rule of the splitters, one at a time, and returns the sites it
// helps and harms: <site>/<page>.html with .gold.json, in one or more folders. A rule that helps on
// fewer than three sites has no evidence. The weights are the program's, whatever sites they were
// fitted to: the effect of a rule is the loss without it on the same pages.
func ablate(ctx context.Context, j job) (any, error) {
	var files []string
	for _, dir := range append([]string{j.dir}, j.rest...) {
		more, err := glob(dir, "*", "*.html")
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	pages := make([]judged, 0, len(files))
	for _, f := range files {
		p, err := readJudged(f)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	with := make([]float64, len(pages))
	for i := range pages {
		with[i] = pages[i].score(nil)
	}
	var out []ablation
	for _, rule := range split.Rules() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := ablation{Rule: rule}
		sites := map[string]float64{}
		for i := range pages {
			if d := with[i] - pages[i].score(map[string]bool{rule: true}); d > 1e-9 || d < -1e-9 {
				sites[pages[i].site] += d
				a.Gain += d
				a.Changes++
			}
		}
		for _, s := range slices.Sorted(maps.Keys(sites)) {
			if sites[s] > 0 {
				a.Helps = append(a.Helps, s)
			} else {
				a.Harms = append(a.Harms, s)
			}
		}
		fmt.Fprintf(j.stderr, "%-22s helps %d sites, harms %d: %+.3f\n", rule, len(a.Helps), len(a.Harms), a.Gain)
		out = append(out, a)
	}
	return out, nil
}

// judged is a page with its expected result.
type judged struct {
	site string
	page *cutting.Page
	gold score.ListingGold
	kind kindGold
}

func readJudged(path string) (judged, error) {
	out := judged{site: filepath.Base(filepath.Dir(path))}
	content, err := os.ReadFile(path)
	if err != nil {
		return out, err
	}
	answer := strings.TrimSuffix(path, ".html") + ".gold.json"
	if err := readJSON(answer, &out.gold); err != nil {
		return out, err
	}
	if err := readJSON(answer, &out.kind); err != nil {
		return out, err
	}
	out.page, err = page.Read(content, page.Options{Form: page.HTML})
	return out, err
}

// score returns how well the page is cut without some rules, 0 to 3: one point each for its kind,
// its items' F1 and that of its rails' titles.
func (p *judged) score(without map[string]bool) float64 {
	s := split.Split(p.page, split.Options{Without: without})
	kind, lenient := p.kind.right(s.Kind)
	v := 0.0
	switch {
	case kind:
		v = 1
	case lenient:
		v = 0.5
	}
	var acc score.Listing
	pred := listingPrediction(p.page, s)
	f, _ := acc.Add(p.gold, pred, false)
	if len(p.gold.Items) > 0 {
		v += f
	}
	return v + railScore(p.gold.Rails, pred.Rails)
}

// railScore returns the F1 of the titles of all rails.
func railScore(gold, pred []score.ListingRail) float64 {
	want := map[string]bool{}
	for _, r := range gold {
		for _, t := range r.Titles {
			want[strings.TrimSpace(t)] = true
		}
	}
	hit, n := 0, 0
	for _, r := range pred {
		for _, t := range r.Titles {
			n++
			if want[strings.TrimSpace(t)] {
				hit++
			}
		}
	}
	if len(want)+n == 0 {
		return 1
	}
	return 2 * float64(hit) / float64(len(want)+n)
}
