package library

import (
	"context"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/match"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// The desk's own notes and tags are in the journal and in no row of a catalogue. For note: and owntag: in a
// search the library looks through the notes and replaces the condition by the cuttings that have them.

// ownField returns which field of the desk's own words a leaf of a query searches, "" for none.
func ownField(n query.Node) (f query.Field) {
	switch n := n.(type) {
	case *query.Word:
		f = n.Field
	case *query.Phrase:
		f = n.Field
	case *query.Value:
		f = n.Field
	}
	if f == field.Note || f == field.OwnTag {
		return f
	}
	return ""
}

// hasOwn reports whether a tree searches the desk's own words.
func hasOwn(root query.Node) bool {
	own := false
	(&query.Query{Root: root}).Walk(func(n query.Node, _ bool) { own = own || ownField(n) != "" })
	return own
}

// asksOwnWords reports whether a query searches the desk's own words. Such a query is not published, as the
// words are not.
func (l *Library) asksOwnWords(text string) bool {
	q, err := query.Parse(text, l.c.Now())
	return err == nil && hasOwn(q.Root)
}

// ownWords returns a tree in which the leaves that search the desk's own words are replaced by the cuttings
// that have them.
func (l *Library) ownWords(root query.Node) query.Node {
	if !hasOwn(root) {
		return root
	}
	return rewrite(root, false, func(n query.Node, _ bool) query.Node {
		if ownField(n) == "" {
			return n
		}
		return l.noteNode(n)
	})
}

// noteNode returns a node for the cuttings whose note has what a leaf searches for.
func (l *Library) noteNode(n query.Node) query.Node {
	in := &query.OneOf{Field: field.ID}
	fits := match.Leaf(n, field.Standard())
	eachInEffect(l, cutting.NoteDecision, func(id string, note *cutting.Note, _ By) {
		values := note.Tags
		if ownField(n) == field.Note {
			values = []string{note.Text}
		}
		if fits(values) {
			in.Texts = append(in.Texts, id)
		}
	})
	slices.Sort(in.Texts)
	return in
}

// ownTagged returns a node for the cuttings with any of some own tags, as facets count them.
func (l *Library) ownTagged(tags []string) query.Node {
	var any []query.Node
	for _, t := range tags {
		any = append(any, l.noteNode(&query.Value{Field: field.OwnTag, Text: t, Whole: true}))
	}
	return oneOf(any)
}

// countOwnTags counts the matches of a search by own tag, ignoring the tags it is narrowed to.
func (l *Library) countOwnTags(ctx context.Context, s Search) ([]catalogue.Count, error) {
	tags := map[string][]string{}
	eachInEffect(l, cutting.NoteDecision, func(id string, n *cutting.Note, _ By) {
		if len(n.Tags) > 0 {
			tags[id] = n.Tags
		}
	})
	f, _ := field.Standard().Get(field.OwnTag)
	tally, chosen := match.NewTally(f), s.Filters[field.OwnTag]
	if len(tags) > 0 {
		s.Filters = maps.Clone(s.Filters)
		delete(s.Filters, field.OwnTag)
		s.but = andNode(s.but, &query.OneOf{Field: field.ID, Texts: slices.Sorted(maps.Keys(tags))})
		for s.After = ""; ; {
			res, err := l.Find(ctx, s, catalogue.Request{Limit: 1000, Sort: catalogue.ByAdded, Bare: true})
			if err != nil {
				return nil, err
			}
			for _, h := range res.Hits {
				tally.Add(tags[h.ID])
			}
			if s.After = res.Next; s.After == "" {
				break
			}
		}
	}
	return tally.Counts(chosen), nil
}
