package library

import (
	"context"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// CountedName is a name in a list, with the number of the cuttings that name it and have a text of their own.
type CountedName struct {
	cutting.ListedName
	Independent int `json:"independent"`
}

// CountNames counts the independent texts of some names, of catalogue.MaxGroups in one search.
func (l *Library) CountNames(ctx context.Context, list []cutting.ListedName) ([]CountedName, error) {
	if l.c.Names == nil {
		return nil, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	l = l.withNamesKept(cat)
	out := make([]CountedName, len(list))
	var joined []*cutting.JoinedName
	var at []int // of joined, in out
	for i, n := range list {
		out[i].ListedName = n
		j, err := l.joinedOrSingle(ctx, cat, n.ID)
		if cutting.KindOf(err) == cutting.NotFound {
			continue // changed meanwhile
		} else if err != nil {
			return nil, err
		}
		joined, at = append(joined, j), append(at, i)
	}
	counts, err := l.independentOfNames(ctx, cat, joined)
	for i, n := range counts {
		out[at[i]].Independent = n
	}
	return out, err
}

// IndependentOfName counts the cuttings that have a name and a text of their own.
func (l *Library) IndependentOfName(ctx context.Context, n *cutting.JoinedName) (int, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	counts, err := l.independentOfNames(ctx, cat, []*cutting.JoinedName{n})
	if err != nil {
		return 0, err
	}
	return counts[0], nil
}

// independentOfNames counts the cuttings that have each of some names and a text of their own.
func (l *Library) independentOfNames(ctx context.Context, cat Catalogue, list []*cutting.JoinedName) ([]int, error) {
	var out []int
	for some := range slices.Chunk(list, catalogue.MaxGroups) {
		req := catalogue.Request{Sort: catalogue.ByNewest, Independent: true}
		for _, n := range some {
			value, err := l.choiceOf(ctx, cat, n)
			if err != nil {
				return nil, err
			}
			g, err := l.groupFor(ctx, cat, field.Name, value)
			if err != nil {
				return nil, err
			}
			req.Groups = append(req.Groups, g)
		}
		res, err := l.Find(ctx, Search{}, req)
		if err != nil {
			return nil, err
		}
		for _, n := range res.Groups {
			out = append(out, n.Independent)
		}
	}
	return out, nil
}
