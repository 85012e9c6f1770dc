package library

import (
	"context"
	"fmt"
	"slices"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/redact"
)

// EachEntry calls fn for every entry of the archive, the newest first.
func (l *Library) EachEntry(ctx context.Context, fn func(*catalogue.Entry)) error {
	const at = 1000 // entries at a time
	s := Search{Sort: catalogue.ByNewest}
	for {
		found, err := l.Find(ctx, s, catalogue.Request{Limit: at, Bare: true, Sort: catalogue.ByNewest})
		if err != nil {
			return fmt.Errorf("reading all cuttings: %w", err)
		}
		ids := make([]string, len(found.Hits))
		for i := range found.Hits {
			ids[i] = found.Hits[i].ID
		}
		entries, err := l.Entries(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if e := entries[id]; e != nil {
				fn(e)
			}
		}
		if s.After = found.Next; found.Next == "" {
			return nil
		}
	}
}

// RedactionCoverage is what a redaction in effect makes black in the archive, and what it leaves.
type RedactionCoverage struct {
	RedactionInEffect
	Named    int // cuttings
	Black    []redact.BlackForm
	Left     []redact.LeftForm
	Proposed []redact.OtherForm // in other scripts and transcriptions
}

// CoverageOf reads the archive once for the redaction of a line of the journal; NotFound where it is not in effect.
func (l *Library) CoverageOf(ctx context.Context, line int64) (*RedactionCoverage, error) {
	all := l.RedactionsInEffect()
	i := slices.IndexFunc(all, func(r RedactionInEffect) bool { return r.By.Line == line })
	if i < 0 {
		return nil, cutting.Errorf(cutting.NotFound, "no redaction in effect is line %d of the journal", line)
	}
	of := redact.NewCoverage(l.Redactions(), all[i].Redaction)
	elsewhere := redact.NewOtherScripts(all[i].Redaction)
	err := l.EachEntry(ctx, func(e *catalogue.Entry) {
		texts := DistinctTexts(e)
		of.Read(e.Headline, texts)
		elsewhere.Read(e.ID, texts...)
	})
	if err != nil {
		return nil, err
	}
	return &RedactionCoverage{all[i], of.Named(), of.Black(), of.Left(), elsewhere.Forms()}, nil
}

// DistinctTexts returns the texts of an entry, each once.
func DistinctTexts(e *catalogue.Entry) []string {
	var out []string
	for _, s := range TextsIn(e) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
