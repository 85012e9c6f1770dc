package library

import (
	"context"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// CountedName is a name in a list, with the number of the cuttings that name it and have a text of their own.
type CountedName struct {
	cutting.ListedName
	Independent int `json:"independent"`
}

// countedTogether is the number of names from which the forms of all names are counted in one search first.
const countedTogether = 8

// CountNames counts the independent texts of some names. The most frequent names of one form are counted by one
// search, each of the others by one of its own.
func (l *Library) CountNames(ctx context.Context, list []cutting.ListedName) ([]CountedName, error) {
	if l.c.Names == nil {
		return nil, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	l = l.withNamesKept(cat)
	ofForm := map[string]int{}
	if len(list) >= countedTogether {
		res, err := l.Find(ctx, Search{Sort: catalogue.ByNewest},
			catalogue.Request{Facets: []string{field.Name}, Independent: true})
		if err != nil {
			return nil, err
		}
		for _, c := range res.Facets[field.Name] {
			ofForm[c.Value] = c.Independent
		}
	}
	out := make([]CountedName, len(list))
	for i, n := range list {
		out[i].ListedName = n
		joined, err := l.joinedOrSingle(ctx, cat, n.ID)
		if cutting.KindOf(err) == cutting.NotFound {
			continue // changed meanwhile
		}
		if err == nil {
			out[i].Independent, err = l.independentOfName(ctx, cat, joined, ofForm)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// IndependentOfName counts the cuttings that have a name and a text of their own.
func (l *Library) IndependentOfName(ctx context.Context, n *cutting.JoinedName) (int, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return l.independentOfName(ctx, cat, n, nil)
}

// independentOfName is IndependentOfName; ofForm has the counts of some forms.
func (l *Library) independentOfName(ctx context.Context, cat Catalogue, n *cutting.JoinedName,
	ofForm map[string]int) (int, error) {
	value, err := l.choiceOf(ctx, cat, n)
	if err != nil {
		return 0, err
	}
	if counted, ok := ofForm[value]; ok && len(n.Variants) == 1 {
		return counted, nil
	}
	res, err := l.Find(ctx, Search{Filters: map[string][]string{field.Name: {value}}, Sort: catalogue.ByNewest},
		catalogue.Request{Independent: true})
	if err != nil {
		return 0, err
	}
	return res.Independent, nil
}
