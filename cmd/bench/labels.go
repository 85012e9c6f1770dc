package main

import (
	"context"
	"path/filepath"

	"cuttings/internal/score"
)

// readLabels finds the words put on names in single sentences and short texts.
func readLabels(ctx context.Context, j job) (any, error) {
	r, err := newTextReader()
	if err != nil {
		return nil, err
	}
	type label struct {
		S       int    `json:"s"`
		E       int    `json:"e"`
		Of      [2]int `json:"of"`
		Voice   any    `json:"voice"` // "outlet", or where the speaker is named
		Negated bool   `json:"negated"`
		Kind    string `json:"kind,omitempty"` // "role", or left out
	}
	files, out, err := eachReading(ctx, j, func(t readingText) map[string]any {
		o := r.read(archiveText{ID: t.ID, Text: t.Text, Lang: t.Lang})
		found := []label{}
		cp := codePoints{text: t.Text}
		for _, l := range o.labels {
			s := cp.span(l.Span)
			p := label{S: s[0], E: s[1], Of: cp.span(l.Of), Voice: "outlet", Negated: l.Negated}
			if !l.Voice.Empty() {
				p.Voice = cp.span(l.Voice)
			}
			if l.Role {
				p.Kind = "role"
			}
			found = append(found, p)
		}
		return map[string]any{"labels": found}
	})
	if err != nil {
		return nil, err
	}
	scores := map[string]score.LabelScores{}
	for _, path := range files {
		s, err := score.Labels(path, filepath.Join(out, filepath.Base(path)))
		if err != nil {
			return nil, err
		}
		scores[filepath.Base(path)] = s
	}
	return scores, nil
}
