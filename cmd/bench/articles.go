package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"cuttings/internal/score"
	"cuttings/page"
)

// articles scores one set, or each set in a folder of sets.
func articles(ctx context.Context, j job) (any, error) {
	if _, err := os.Stat(filepath.Join(j.dir, "ground-truth.json")); err == nil {
		return articleSet(ctx, j)
	}
	sets, err := filepath.Glob(filepath.Join(j.dir, "*", "ground-truth.json"))
	if err != nil || len(sets) == 0 {
		return articleSet(ctx, j) // it returns the error for what is missing
	}
	all := map[string]any{}
	for _, answers := range sets {
		set := j
		set.dir = filepath.Dir(answers)
		set.out = filepath.Join(j.out, filepath.Base(set.dir))
		if j.out == "" {
			set.out = ""
		}
		if all[filepath.Base(set.dir)], err = articleSet(ctx, set); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func articleSet(ctx context.Context, j job) (any, error) {
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	files, err := glob(j.dir, "html", "*.html")
	if err != nil {
		return nil, err
	}
	// Only the address of each page may be known beforehand.
	var known map[string]struct {
		URL string `json:"url"`
	}
	answers := filepath.Join(j.dir, "ground-truth.json")
	if err := readJSON(answers, &known); err != nil {
		return nil, err
	}
	var mu sync.Mutex
	pred := make(map[string]score.Article, len(files))
	err = eachFile(ctx, files, func(path string, content []byte) error {
		id := strings.TrimSuffix(filepath.Base(path), ".html")
		p, s := cut(content, page.Options{Form: page.HTML, URL: known[id].URL})
		a := score.ArticleOf(p, s)
		a.ID = id
		mu.Lock()
		pred[id] = a
		mu.Unlock()
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := writeArticles(filepath.Join(out, "articles.jsonl"), pred); err != nil {
		return nil, err
	}

	gold, err := readArticleGold(answers)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(gold))
	for id := range gold {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var acc score.Articles
	var pages []badPage
	for _, id := range ids {
		f := acc.Add(gold[id], pred[id])
		pages = append(pages, badPage{f, id, fmt.Sprintf("%q", pred[id].Title)})
	}
	j.nameWorst(pages)
	return acc.Scores(), nil
}

func writeArticles(path string, pred map[string]score.Article) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	ids := make([]string, 0, len(pred))
	for id := range pred {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		if err := enc.Encode(pred[id]); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func readArticleGold(path string) (map[string]score.ArticleGold, error) {
	var raw map[string]json.RawMessage
	if err := readJSON(path, &raw); err != nil {
		return nil, err
	}
	out := make(map[string]score.ArticleGold, len(raw))
	for id, b := range raw {
		var g score.ArticleGold
		var keys map[string]json.RawMessage
		if err := json.Unmarshal(b, &g); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, id, err)
		}
		if err := json.Unmarshal(b, &keys); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, id, err)
		}
		_, g.HasAuthors = keys["authors"]
		_, g.HasDate = keys["date"]
		out[id] = g
	}
	return out, nil
}
