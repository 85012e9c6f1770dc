package main

import (
	"context"

	"cuttings/internal/score"
)

// readLabels finds the labels put on names in single sentences and short texts.
func readLabels(ctx context.Context, j job) (any, error) {
	r, err := newTextReader()
	if err != nil {
		return nil, err
	}
	type label struct {
		S       int    `json:"s"`
		E       int    `json:"e"`
		Of      [2]int `json:"of"`
		Voice   any    `json:"voice"` // "outlet", or the words for the speaker
		Negated bool   `json:"negated"`
		Kind    string `json:"kind,omitempty"` // "role", or omitted
	}
	a, err := eachReading(ctx, j, func(t readingText) map[string]any {
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
	return scored(a, score.Labels)
}
