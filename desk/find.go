package desk

import (
	"context"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// parse reads a state's query. The words typed are parsed by themselves first,
// so that an error points into what the person typed; then the filters beside
// the results are added as further conditions of the same language.
func (s state) parse(now time.Time) (*query.Query, error) {
	typed, err := query.Parse(s.Q, now)
	if err != nil {
		return nil, err
	}
	q, err := query.Parse(s.composed(typed), now)
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "what narrows the search cannot be read: %v", err)
	}
	return q, nil
}

// composed is the whole search as one query, in words a person could type.
// typed is the query proper, parsed.
func (s state) composed(typed *query.Query) string {
	if typed.Empty() {
		return strings.Join(s.terms(), " ")
	}
	terms := s.terms()
	if len(terms) == 0 {
		return typed.Text
	}
	return query.With(typed, strings.Join(terms, " "))
}

// terms are the conditions the filters stand for, one a field.
func (s state) terms() []string {
	var terms []string
	for _, f := range filterFields {
		var values []string
		for _, v := range s.Filters[f] {
			values = append(values, query.Term(query.Field(f), v))
		}
		switch len(values) {
		case 0:
		case 1:
			terms = append(terms, values[0])
		default:
			terms = append(terms, "("+strings.Join(values, " OR ")+")")
		}
	}
	if s.Date != "" {
		terms = append(terms, query.Term(query.Date, s.Date))
	}
	return terms
}

// searchTime is how long one search may take before the desk gives it up.
const searchTime = 20 * time.Second

// find runs a state's search.
func (d *desk) find(ctx context.Context, s state, req catalogue.Request) (*catalogue.Result, error) {
	q, err := s.parse(d.Now())
	if err != nil {
		return nil, err
	}
	req.Query = q
	if req.Sort == "" {
		req.Sort = s.Sort
	}
	if req.Sort == "" && s.Q == "" {
		req.Sort = catalogue.ByNewest
	}
	req.After = s.After
	ctx, cancel := context.WithTimeout(ctx, searchTime)
	defer cancel()
	return d.Catalogue.Search(ctx, req)
}
