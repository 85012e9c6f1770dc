package postings

import (
	"context"
	"errors"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"

	"cuttings/catalogue/internal/words"
)

// automata returns the builder of automata for an edit distance of one or two, made once, because making it
// costs more than one search.
var automata = [3]func() (*levenshtein.LevenshteinAutomatonBuilder, error){
	1: sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
		return levenshtein.NewLevenshteinAutomatonBuilder(1, true)
	}),
	2: sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
		return levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	}),
}

// CountNear adds to counts the terms of headline and text in some segments that may be near a term, with how
// many documents have them; deleted and older editions count as well, and what the representative
// and another version have twice.
func CountNear(ctx context.Context, segments []*Segment, term string, counts map[string]int) error {
	most := words.NearDistance(term)
	if most == 0 {
		return nil
	}
	builder, err := automata[most]()
	if err != nil {
		return err
	}
	dfa, err := builder.BuildDfa(term, uint8(most))
	if err != nil {
		return err
	}
	for _, s := range segments {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fields := []string{fieldAll}
		if s.hasOthers {
			fields = append(fields, otherFields...)
		}
		for _, field := range fields {
			if err := countNear(s, field, dfa, counts); err != nil {
				return err
			}
		}
	}
	return nil
}

// countNear adds the terms of one field of a segment that an automaton accepts.
func countNear(s *Segment, field string, dfa vellum.Automaton, counts map[string]int) error {
	d, err := s.Bleve.Dictionary(field)
	if err != nil {
		return err
	}
	for it := d.AutomatonIterator(dfa, nil, nil); ; {
		e, err := it.Next()
		if err != nil && !errors.Is(err, vellum.ErrIteratorDone) {
			return err
		}
		if e == nil {
			return nil
		}
		// what the dictionary gives is not kept
		if t := strings.Clone(e.Term); utf8.ValidString(t) {
			counts[t] += int(e.Count)
		}
	}
}
