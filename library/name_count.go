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

// CountNames counts the independent texts of some names, with a search for each.
func (l *Library) CountNames(ctx context.Context, list []cutting.ListedName) ([]CountedName, error) {
	out := make([]CountedName, len(list))
	for i, n := range list {
		out[i].ListedName = n
		joined, err := l.nameByID(ctx, n.ID)
		if cutting.KindOf(err) == cutting.NotFound {
			continue // changed meanwhile
		}
		if err == nil {
			out[i].Independent, err = l.IndependentOfName(ctx, joined)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// IndependentOfName counts the cuttings that have a name and a text of their own.
func (l *Library) IndependentOfName(ctx context.Context, n *cutting.JoinedName) (int, error) {
	value, err := l.nameChoice(ctx, n)
	if err != nil {
		return 0, err
	}
	res, err := l.Find(ctx, Search{Filters: map[string][]string{field.Name: {value}}, Sort: catalogue.ByNewest},
		catalogue.Request{Independent: true})
	if err != nil {
		return 0, err
	}
	return res.Independent, nil
}

func (l *Library) nameByID(ctx context.Context, id string) (*cutting.JoinedName, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return l.joinedOrSingle(ctx, cat, id)
}

func (l *Library) nameChoice(ctx context.Context, n *cutting.JoinedName) (string, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return l.choiceOf(ctx, cat, n)
}
