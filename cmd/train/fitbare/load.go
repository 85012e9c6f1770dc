package fitbare

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
	"cuttings/split"
	"cuttings/split/bare"
)

func load(dir string) ([]*sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.gold.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []*sample
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var g struct {
			Kind string `json:"page_kind"`
			Text struct {
				Items []goldItem
			}
		}
		if err := json.Unmarshal(raw, &g); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if g.Kind == "both" && filepath.Base(dir) == "kind" {
			continue // articles over a list of related articles, which is cut as a rail
		}
		content, err := os.ReadFile(strings.TrimSuffix(f, ".gold.json") + ".txt")
		if err != nil {
			return nil, err
		}
		p, err := page.Read(content, page.Options{Form: page.Text})
		if err != nil {
			return nil, err
		}
		gold := map[int]bool{}
		for _, it := range g.Text.Items {
			gold[it.place(p)] = true
		}
		x := newSample(filepath.Base(filepath.Dir(f)), f, p, gold)
		x.set = dir
		out = append(out, x)
	}
	return out, nil
}

type goldItem struct {
	Block   int
	Excerpt string
}

// place returns the block where the item begins. Where the page has its headline several times (a
// slide show above the list), it is the one followed by the excerpt.
func (g goldItem) place(p *cutting.Page) int {
	text := func(i int) string { return p.Blocks[i].Span.In(p.Text) }
	first, _, _ := strings.Cut(g.Excerpt, "\n")
	r := []rune(first)
	head := string(r[:min(len(r), 30)])
	if head == "" || g.Block >= len(p.Blocks) {
		return g.Block
	}
	for i := range p.Blocks {
		if text(i) != text(g.Block) {
			continue
		}
		for j := i + 1; j < min(i+9, len(p.Blocks)) && text(j) != text(i); j++ {
			if strings.HasPrefix(text(j), head) {
				return i
			}
		}
	}
	return g.Block
}

// loadArticles reads every nth article page of a folder of HTML and strips it to lines: examples of
// pages without a list.
func loadArticles(dir string, every int) ([]*sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []*sample
	for i, f := range files {
		if i%every != 0 {
			continue
		}
		content, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		p, err := page.Read(content, page.Options{Form: page.HTML})
		if err != nil {
			continue
		}
		var b strings.Builder
		for _, bl := range p.Blocks {
			if bl.Role != cutting.Control {
				b.WriteString(bl.Span.In(p.Text))
				b.WriteString("\n\n")
			}
		}
		if p, err = page.Read([]byte(b.String()), page.Options{Form: page.Text}); err != nil || len(p.Blocks) < 3 ||
			len(p.Blocks) > 250 {
			continue
		}
		out = append(out, newSample(filepath.Base(f), f, p, map[int]bool{}))
	}
	return out, nil
}

// loadRendered strips listing pages with known markup to lines: those with all headlines where the
// markup has them, each in a separate block.
func loadRendered(dir string) ([]*sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.gold.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []*sample
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var g score.ListingGold
		if err := json.Unmarshal(raw, &g); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		content, err := os.ReadFile(strings.TrimSuffix(f, ".gold.json") + ".html")
		if err != nil {
			return nil, err
		}
		p, err := page.Read(content, page.Options{Form: page.HTML})
		if err != nil || p.Tree == nil || len(g.Items) < 2 {
			continue
		}
		heads, ok := headsOf(p, g)
		if !ok {
			continue
		}
		q, gold, ok := stripped(p, heads)
		if !ok {
			continue
		}
		x := newSample(filepath.Base(filepath.Dir(f)), f, q, gold)
		x.set = dir + ", rendered"
		out = append(out, x)
	}
	return out, nil
}

// headsOf returns the blocks of a page's headlines, if the page is cut exactly right.
func headsOf(p *cutting.Page, g score.ListingGold) (map[int]bool, bool) {
	s := split.Split(p, split.Options{})
	heads := map[int]bool{}
	var pred score.ListingPrediction
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		if c.Kind != cutting.Teaser {
			continue
		}
		pred.Items = append(pred.Items, score.ListingItem{Title: c.Headline, URL: c.URL})
		for b := range p.Blocks {
			if p.Blocks[b].Span.Contains(c.HeadlineSpan) {
				heads[b] = true
			}
		}
	}
	var acc score.Listing
	_, exact := acc.Add(g, pred, false)
	return heads, exact && len(heads) == len(pred.Items)
}

// stripped returns a page as lines, with the numbers of its blocks that are headlines.
func stripped(p *cutting.Page, heads map[int]bool) (*cutting.Page, map[int]bool, bool) {
	var b strings.Builder
	var texts []string
	var head []bool
	for i := range p.Blocks {
		if p.Blocks[i].Role == cutting.Control || p.Tree.Nodes[p.Blocks[i].Node].Hidden {
			continue
		}
		t := strings.Join(strings.Fields(p.Blocks[i].Span.In(p.Text)), " ")
		b.WriteString(t)
		b.WriteString("\n\n")
		texts, head = append(texts, t), append(head, heads[i])
	}
	q, err := page.Read([]byte(b.String()), page.Options{Form: page.Text})
	if err != nil || len(q.Blocks) < 3 || len(q.Blocks) > 900 {
		return nil, nil, false
	}
	gold := map[int]bool{}
	k := 0
	for i := range q.Blocks {
		t := strings.Join(strings.Fields(q.Blocks[i].Span.In(q.Text)), " ")
		if k < len(texts) && t == texts[k] {
			if head[k] {
				gold[i] = true
			}
			k++
		}
	}
	return q, gold, k == len(texts) && len(gold) == len(heads)
}

func newSample(site, path string, p *cutting.Page, gold map[int]bool) *sample {
	s := &sample{site: site, path: path, gold: gold}
	for i := range p.Blocks {
		s.lines = append(s.lines, p.Blocks[i].Span.In(p.Text))
	}
	s.trainingPage = bare.NewTrainingPage(p)
	s.first = s.trainingPage.FirstRows()
	return s
}
