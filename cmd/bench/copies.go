package main

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"cuttings/internal/score"
	"cuttings/story"
)

// copies reads docs.jsonl and writes copies.jsonl: a line for each related pair, and one for each
// text with its story.
func copies(_ context.Context, j job) (any, error) {
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	var texts []*story.Text
	type doc struct{ ID, Title, Text string }
	err = score.EachLine(filepath.Join(j.dir, "docs.jsonl"), func(d doc) error {
		texts = append(texts, story.NewText(d.ID, d.Title, d.Text))
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	w, err := os.Create(filepath.Join(out, "copies.jsonl"))
	if err != nil {
		return nil, err
	}
	enc := json.NewEncoder(w)
	for _, line := range copyLines(texts) {
		if err := enc.Encode(line); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return scoreCopies(j.dir, w.Name())
}

func scoreCopies(dir, predictions string) (any, error) {
	pred, predOf, err := readCopies(predictions)
	if err != nil {
		return nil, err
	}
	gold, _, err := readCopies(filepath.Join(dir, "pairs.jsonl"))
	if err != nil {
		return nil, err
	}
	_, goldOf, err := readCopies(filepath.Join(dir, "labels.jsonl"))
	if err != nil {
		return nil, err
	}
	return score.Copies(gold, pred, goldOf, predOf), nil
}

// readCopies reads lines of a pair or of the cluster of a text.
func readCopies(path string) (pairs []score.CopyPair, clusters map[string]string, err error) {
	clusters = map[string]string{}
	type line struct {
		score.CopyPair
		ID, Cluster string
	}
	err = score.EachLine(path, func(l line) error {
		if l.ID != "" {
			clusters[l.ID] = l.Cluster
		} else {
			pairs = append(pairs, l.CopyPair)
		}
		return nil
	})
	return pairs, clusters, err
}

// copyLine is a line of the predictions: a pair, or a text with its story.
type copyLine struct {
	A        string     `json:"a,omitempty"`
	B        string     `json:"b,omitempty"`
	Relation story.Kind `json:"relation,omitempty"`
	ID       string     `json:"id,omitempty"`
	Cluster  string     `json:"cluster,omitempty"`
}

// copyLines relates all texts. Members of one story are a pair each; a text that shares passages
// with one member is related to the story, whichever member it is.
func copyLines(texts []*story.Text) []copyLine {
	g := story.Find(texts)
	relations, stories := g.Relations, g.Stories
	of := map[string]int{}
	for i, s := range stories {
		for _, id := range s {
			of[id] = i
		}
	}
	members := func(id string) story.Story {
		if i, ok := of[id]; ok {
			return stories[i]
		}
		return story.Story{id}
	}
	alone := func(id string) bool {
		_, assembled := slices.BinarySearch(g.Assembled, id)
		return assembled && len(members(id)) == 1
	}
	kinds := map[[2]string]story.Kind{}
	for _, r := range relations {
		if r.Joins() {
			kinds[[2]string{min(r.A, r.B), max(r.A, r.B)}] = r.Kind
		}
	}
	for _, s := range stories {
		for i, a := range s {
			for _, b := range s[i+1:] {
				if _, ok := kinds[[2]string{a, b}]; !ok {
					kinds[[2]string{a, b}] = story.Copy
				}
			}
		}
	}
	for _, r := range relations {
		if r.Joins() {
			continue
		}
		// A roundup is related to a story, whichever of its texts it quotes; two stories that share
		// a quotation are related only by the pairs found.
		as, bs := story.Story{r.A}, story.Story{r.B}
		if alone(r.A) {
			bs = members(r.B)
		} else if alone(r.B) {
			as = members(r.A)
		}
		for _, a := range as {
			for _, b := range bs {
				if k := [2]string{min(a, b), max(a, b)}; kinds[k] == story.None {
					kinds[k] = story.Partial
				}
			}
		}
	}
	var out []copyLine
	for k, kind := range kinds {
		out = append(out, copyLine{A: k[0], B: k[1], Relation: kind})
	}
	slices.SortFunc(out, func(x, y copyLine) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	for _, s := range stories {
		for _, id := range s {
			out = append(out, copyLine{ID: id, Cluster: s[0]})
		}
	}
	return out
}
