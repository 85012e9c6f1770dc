package fitarticle

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sort"
	"sync"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
)

// sample is one yardstick page with its answers.
type sample struct {
	set, id string
	host    string
	gold    score.ArticleGold
	with    []string
	without []string
	page    *cutting.Page

	words  []word // of the page's text
	answer []word // of the gold body
	label  []float32
	weight []float32
	fold   int
}

// load reads a set's folder: ground-truth.json and html/.
func load(dir string) ([]*sample, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return nil, err
	}
	var golds map[string]json.RawMessage
	if err := json.Unmarshal(raw, &golds); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	ids := make([]string, 0, len(golds))
	for id := range golds {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	out := make([]*sample, len(ids))
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				out[i] = read(dir, ids[i], golds[ids[i]])
			}
		})
	}
	for i := range ids {
		next <- i
	}
	close(next)
	wg.Wait()
	kept := out[:0]
	for _, s := range out {
		if s != nil {
			kept = append(kept, s)
		}
	}
	return kept, nil
}

func read(dir, id string, raw json.RawMessage) *sample {
	s := &sample{set: filepath.Base(dir), id: id}
	var more struct {
		URL     string   `json:"url"`
		With    []string `json:"with"`
		Without []string `json:"without"`
	}
	var keys map[string]json.RawMessage
	if json.Unmarshal(raw, &s.gold) != nil || json.Unmarshal(raw, &more) != nil || json.Unmarshal(raw, &keys) != nil {
		return nil
	}
	_, s.gold.HasAuthors = keys["authors"]
	_, s.gold.HasDate = keys["date"]
	s.with, s.without = more.With, more.Without
	html, err := os.ReadFile(filepath.Join(dir, "html", id+".html"))
	if err != nil {
		return nil
	}
	s.page, err = page.Read(html, page.Options{Form: page.HTML, URL: more.URL})
	if err != nil || s.page.Tree == nil || len(s.page.Blocks) == 0 {
		fmt.Fprintf(os.Stderr, "%s: no page: %v\n", id, err)
		return nil
	}
	s.host = cutting.Outlet(more.URL)
	if s.host == "" {
		s.host = id
	}
	h := fnv.New32a()
	h.Write([]byte(s.host))
	s.fold = int(h.Sum32() % folds)
	s.mark()
	return s
}

// mark labels the page's blocks by the share of each that is in the gold body.
func (s *sample) mark() {
	if s.gold.Body == nil || *s.gold.Body == "" {
		return
	}
	s.words, s.answer = wordsOf(s.page.Text), wordsOf(*s.gold.Body)
	hit := align(s.words, s.answer)
	n := len(s.page.Blocks)
	s.label, s.weight = make([]float32, n), make([]float32, n)
	k := 0
	for i := range s.page.Blocks {
		b := &s.page.Blocks[i]
		all, in := 0, 0
		for k < len(s.words) && s.words[k].start < b.Span.End {
			if s.words[k].start >= b.Span.Start {
				all++
				if hit[k] {
					in++
				}
			}
			k++
		}
		if all == 0 {
			continue
		}
		y := float32(in) / float32(all)
		switch {
		case y < 0.34:
			y = 0
		case y > 0.85:
			y = 1
		}
		s.label[i] = y
		s.weight[i] = 100 * float32(all+2) / float32(len(s.answer)+60)
	}
}
