package library

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Search is a reader's search. Filters of one field are alternatives (or), those of different fields must all
// match (and).
type Search struct {
	Text    string              // the query as typed
	Filters map[string][]string // values as facets count them, by field.Field.ChoiceName
	Date    string              // one period or range: "2011", "2011-04", "2010/2011", query.NoDate
	Sort    catalogue.Sort      // "" is by relevance, or newest first when there is nothing to rank by
	After   string              // catalogue.Result.Next of the page before
	// Variants also finds the other forms of a name for words that are one of its forms. In name:, speaker: and
	// about: this is always so, unless := asks for one form.
	Variants bool

	but query.Node // a further condition; nil for none
}

// Fields returns the fields a search can be narrowed by beside its text, in the order they are written.
func Fields() []*field.Field { return field.Standard().Choices() }

// Query parses a search without its filters. The text is parsed by itself first, so that an error's offsets are
// in what the person typed; then the date is added as a further condition.
func (s Search) Query(now time.Time) (*query.Query, error) {
	typed, err := query.Parse(s.Text, now)
	if err != nil {
		return nil, err
	}
	if s.Date == "" {
		return typed, nil
	}
	text := query.Term(query.Date, s.Date)
	if !typed.Empty() {
		text = query.WithTerm(typed, text)
	}
	q, err := query.Parse(text, now)
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "what narrows the search cannot be read: %v", err)
	}
	return q, nil
}

// Composed returns the whole search as one query in the query language. The offsets of an error of kind Invalid
// are in Text.
func (s Search) Composed(now time.Time) (string, error) {
	typed, err := query.Parse(s.Text, now)
	if err != nil {
		return "", err
	}
	return s.composeFrom(typed), nil
}

// composeFrom does the work of Composed with the text already parsed.
func (s Search) composeFrom(typed *query.Query) string {
	terms := s.terms()
	switch {
	case typed.Empty():
		return strings.Join(terms, " ")
	case len(terms) == 0:
		return typed.Text
	}
	return query.WithTerm(typed, strings.Join(terms, " "))
}

// terms returns the conditions of the filters, one a field.
func (s Search) terms() []string {
	var terms []string
	for _, f := range Fields() {
		var values []string
		for _, v := range s.Filters[f.ChoiceName()] {
			values = append(values, query.Term(query.Field(f.Name), v))
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

// Ranks reports whether the text has words by which one match can score higher than
// another; true where the text cannot be parsed.
func (s Search) Ranks() bool {
	q, err := query.Parse(s.Text, time.Unix(0, 0))
	return err != nil || ranks(q)
}

// Order returns Sort, or where that is empty the order that fits the text.
func (s Search) Order() catalogue.Sort {
	switch {
	case s.Sort != "":
		return s.Sort
	case s.Ranks():
		return catalogue.ByRelevance
	}
	return catalogue.ByNewest
}

// searchTime is the time limit of one search.
const searchTime = 20 * time.Second

// Find runs a search. req gives the number of hits, the facets and the passages; its query, choices and cursor
// are replaced by the search's, its order only where it is empty. Errors: Invalid for a query that cannot be
// parsed, and those of catalogue.Searcher. Safe for concurrent use.
func (l *Library) Find(ctx context.Context, s Search, req catalogue.Request) (*catalogue.Result, error) {
	if i := slices.Index(req.Facets, field.OwnTag); i >= 0 {
		req.Facets = slices.Delete(slices.Clone(req.Facets), i, i+1)
		return l.findOwnTags(ctx, s, req)
	}
	cat, done := l.borrowCatalogue()
	defer done()
	q, filters, err := l.question(s)
	if err != nil {
		return nil, err
	}
	if s.but != nil {
		q = &query.Query{Root: andNode(q.Root, s.but)}
	}
	if q, err = byMember(ctx, cat, q); err != nil {
		return nil, err
	}
	if q, _, err = l.widen(ctx, cat, q, s.Variants); err != nil {
		return nil, err
	}
	choices, nodes, _, err := l.widenChoices(ctx, cat, filters)
	if err != nil {
		return nil, err
	}
	req.Query, req.Choices, req.After = q, choices, s.After
	for _, name := range slices.Sorted(maps.Keys(nodes)) {
		var root query.Node
		if req.Query != nil {
			root = req.Query.Root
		}
		req.Query = &query.Query{Root: andNode(root, nodes[name])}
	}
	if req.Sort == "" {
		req.Sort = s.Order()
	}
	ctx, cancel := context.WithTimeout(ctx, searchTime)
	defer cancel()
	res, err := cat.Search(ctx, req)
	if err != nil || len(nodes) == 0 {
		return res, err
	}
	return res, ownCounts(ctx, cat, q, choices, nodes, &req, res)
}

// ownCounts counts the facets and groups of fields whose choices became query nodes, without those nodes, since a
// field's own choice narrows neither.
func ownCounts(ctx context.Context, cat Catalogue, q *query.Query, choices map[string][]string,
	nodes map[string]query.Node, req *catalogue.Request, res *catalogue.Result) error {
	for name := range nodes {
		own := catalogue.Request{Choices: choices, Sort: catalogue.ByNewest, Independent: req.Independent}
		if slices.Contains(req.Facets, name) {
			own.Facets = []string{name}
		}
		for _, g := range req.Groups {
			if g.Field == name {
				own.Groups = append(own.Groups, g)
			}
		}
		if own.Facets == nil && own.Groups == nil {
			continue
		}
		var root query.Node
		if q != nil {
			root = q.Root
		}
		for other, n := range nodes {
			if other != name {
				root = andNode(root, n)
			}
		}
		own.Query = &query.Query{Root: root}
		counted, err := cat.Search(ctx, own)
		if err != nil {
			return err
		}
		if own.Facets != nil {
			res.Facets[name] = counted.Facets[name]
		}
		for i, g := range req.Groups {
			if g.Field == name {
				res.Groups[i], counted.Groups = counted.Groups[0], counted.Groups[1:]
			}
		}
	}
	return nil
}

// findOwnTags runs a search as Find does, and counts the desk's own tags too.
func (l *Library) findOwnTags(ctx context.Context, s Search, req catalogue.Request) (*catalogue.Result, error) {
	res, err := l.Find(ctx, s, req)
	if err != nil {
		return nil, err
	}
	counts, err := l.countOwnTags(ctx, s)
	if err != nil || len(counts) == 0 {
		return res, err
	}
	with := *res
	if with.Facets = maps.Clone(res.Facets); with.Facets == nil {
		with.Facets = map[string][]catalogue.Count{}
	}
	with.Facets[field.OwnTag] = counts
	return &with, nil
}

// Facets returns the names of all facets a search may ask for.
func Facets() []string { return append(field.Standard().FacetNames(), field.OwnTag) }
