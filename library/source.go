package library

import (
	"context"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Source is an outlet with how much the archive holds of it.
type Source struct {
	catalogue.SourceCount
	First, Last cutting.Date // earliest and latest published
	Home        string       // its address on the web, "" when it has none
}

// Sources lists every source, by descending count of cuttings, then ID.
func (l *Library) Sources(ctx context.Context) ([]Source, error) {
	cat, done := l.lend()
	defer done()
	all, err := cat.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Source, len(all))
	for i, s := range all {
		out[i] = Source{SourceCount: s, First: cutting.Date{Value: s.First}, Last: cutting.Date{Value: s.Last}}
		if strings.Contains(s.ID, ".") && !strings.ContainsAny(s.ID, " /") {
			out[i].Home = "http://" + s.ID + "/"
		}
	}
	return out, nil
}

// Source finds one source; an unknown one gives NotFound.
func (l *Library) Source(ctx context.Context, id string) (Source, error) {
	all, err := l.Sources(ctx)
	if err != nil {
		return Source{}, err
	}
	for _, s := range all {
		if s.ID == id {
			return s, nil
		}
	}
	return Source{}, cutting.Errorf(cutting.NotFound, "Nothing in the archive comes from a source “%s”.", id)
}

// Headings lists the sections and side lists of a source, by descending count.
func (l *Library) Headings(ctx context.Context, sourceID string) ([]catalogue.SectionCount, error) {
	cat, done := l.lend()
	defer done()
	return cat.Sections(ctx, sourceID)
}
