package main

import (
	"cmp"
	"context"

	"cuttings/internal/score"
	"cuttings/reading/statements"
	"cuttings/reading/token"
)

// readStatements finds statements; a text without a language counts as English.
func readStatements(ctx context.Context, j job) (any, error) {
	r, err := statements.New()
	if err != nil {
		return nil, err
	}
	type attribution struct {
		Source  [][2]int        `json:"source"`
		Cue     [][2]int        `json:"cue"`
		Content [][2]int        `json:"content"`
		Kind    statements.Kind `json:"kind"`
		Form    statements.Form `json:"form"`
	}
	a, err := eachReading(ctx, j, func(t readingText) map[string]any {
		found := []attribution{}
		cp := codePoints{text: t.Text}
		for _, s := range r.Read(token.New(t.Text), cmp.Or(t.Lang, "en")) {
			a := attribution{Source: [][2]int{}, Cue: [][2]int{cp.span(s.Cue)}, Kind: s.Kind, Form: s.Form}
			if s.Source.End > s.Source.Start {
				a.Source = append(a.Source, cp.span(s.Source))
			}
			for _, c := range s.Content {
				a.Content = append(a.Content, cp.span(c))
			}
			found = append(found, a)
		}
		return map[string]any{"attributions": found}
	})
	if err != nil {
		return nil, err
	}
	return scored(a, score.Statements)
}
