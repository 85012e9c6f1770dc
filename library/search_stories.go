package library

import (
	"context"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
)

// byMember replaces each story: condition of q whose value is a cutting's ID by that cutting's story, because
// readers see the IDs of members. A cutting in no story is a story of one. Values that are a story's own ID
// stay.
func byMember(ctx context.Context, rows catalogue.RowReader, q *query.Query) (*query.Query, error) {
	if q.Empty() {
		return q, nil
	}
	var failed error
	root := rewrite(q.Root, false, func(n query.Node, _ bool) query.Node {
		v, ok := n.(*query.Value)
		if !ok || v.Field != field.Story || failed != nil {
			return n
		}
		row, err := catalogue.StoryOf(ctx, rows, v.Text)
		switch {
		case err != nil:
			failed = err
		case row.Story == "":
			return &query.Or{Nodes: []query.Node{n, &query.Value{Field: field.ID, Text: v.Text, Whole: true}}}
		case row.Story != v.Text:
			of := *v
			of.Text = row.Story
			return &of
		}
		return n
	})
	return &query.Query{Text: q.Text, Root: root}, failed
}
