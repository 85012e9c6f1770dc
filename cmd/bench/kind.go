package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cuttings/cutting"
	"cuttings/page"
)

// kindWords maps the program's kinds of pages to the yardsticks' words.
var kindWords = map[cutting.PageKind]string{cutting.ArticlePage: "article", cutting.ListingPage: "listing",
	cutting.MixedPage: "both", cutting.NothingPage: "none"}

// kindGold is the part of an answer file about a page's kind.
type kindGold struct {
	Kind string   `json:"page_kind"` // article, listing, both or none; "" is listing
	OK   []string `json:"kind_ok"`   // further words that are acceptable
	Sub  string   `json:"sub"`       // of "none": about, legal …
}

// right reports whether an answer is the page's kind, and whether it is at least acceptable.
func (g kindGold) right(answer cutting.PageKind) (strict, lenient bool) {
	want := g.Kind
	if want == "" {
		want = "listing"
	}
	strict = kindWords[answer] == want
	about := want == "none" && (g.Sub == "about" || g.Sub == "legal") && answer == cutting.ArticlePage
	return strict, strict || about || slices.Contains(g.OK, string(answer))
}

// kind scores the kinds of pages: <site>/<page>.html with .gold.json, in one or more folders. It
// writes the answers to kind.json.
func kind(ctx context.Context, j job) (any, error) {
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	var files []string
	for _, dir := range append([]string{j.dir}, j.rest...) {
		more, err := glob(dir, "*", "*.html")
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	answers := map[string]cutting.PageKind{}
	var mu sync.Mutex
	name := func(path string) string {
		return filepath.Base(filepath.Dir(path)) + "/" + strings.TrimSuffix(filepath.Base(path), ".html")
	}
	err = eachFile(ctx, files, func(path string, content []byte) error {
		_, s := cut(content, page.Options{Form: page.HTML})
		mu.Lock()
		answers[name(path)] = s.Kind
		mu.Unlock()
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := writeJSON(filepath.Join(out, "kind.json"), answers); err != nil {
		return nil, err
	}
	return scoreKinds(j, files, func(path string) cutting.PageKind { return answers[name(path)] })
}

// kindScores are shares of pages, and counts of right and predicted kind ("listing article").
type kindScores struct {
	Pages     int            `json:"pages"`
	Accuracy  float64        `json:"accuracy"`
	Lenient   float64        `json:"lenient"`
	Confusion map[string]int `json:"confusion"`
}

func scoreKinds(j job, files []string, answer func(path string) cutting.PageKind) (*kindScores, error) {
	s := kindScores{Pages: len(files), Confusion: map[string]int{}}
	strict, lenient := 0, 0
	var bad []badPage
	for _, path := range files {
		var g kindGold
		if err := readJSON(strings.TrimSuffix(path, ".html")+".gold.json", &g); err != nil {
			return nil, err
		}
		a := answer(path)
		ok, fine := g.right(a)
		if ok {
			strict++
		}
		if fine {
			lenient++
		} else {
			bad = append(bad, badPage{0, path, fmt.Sprintf("%s read as %s", g.Kind, a)})
		}
		s.Confusion[g.Kind+" "+string(a)]++
	}
	s.Accuracy, s.Lenient = float64(strict)/float64(len(files)), float64(lenient)/float64(len(files))
	j.nameWorst(bad)
	return &s, nil
}
