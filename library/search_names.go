package library

import (
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Names looks up names that were joined over the archive, in the rows of the stage that
// joined them. It is safe for concurrent use.
type Names interface {
	// Key is the key of a form as a name of a kind: "PER", "ORG" or "LOC".
	Key(kind, form string) cutting.NameKey
	// Name returns a name by its ID; NotFound for one that is not kept: that one text has
	// in one form.
	Name(ctx context.Context, rows catalogue.Rows, id string) (*cutting.JoinedName, error)
	// ByForm returns the names that have a form among their variants, by ID; none for a
	// form of no name that is kept.
	ByForm(ctx context.Context, rows catalogue.Rows, form string) ([]*cutting.JoinedName, error)
	// List returns the most used names, those of most texts first.
	List(ctx context.Context, rows catalogue.Rows) ([]cutting.ListedName, error)
	// Disputes returns passages that contradict each other, the plainest first.
	Disputes(ctx context.Context, rows catalogue.Rows) ([]cutting.Dispute, error)
	// Proposals returns pairs of names that may be one, those of the most used first.
	Proposals(ctx context.Context, rows catalogue.Rows) ([]cutting.ProposedMerge, error)
}

// nameFields are the fields whose values are forms of names.
var nameFields = []query.Field{field.Name, field.Speaker, field.About}

// maxVariants is how many forms of one name a search is widened to.
const maxVariants = 60

// Widened is a form in a search that is one of a name's, with the name's other forms.
type Widened struct {
	Typed string // as it is written in the search
	Field string // "name", "speaker", "about"; "" for headline and text
	Names []*cutting.JoinedName
	Forms []string // the other forms, the most used first
	On    bool     // the search is widened to them
}

// variantsOf returns the names a form is one of and all their forms; the form itself,
// as they write it, first.
func (l *Library) variantsOf(ctx context.Context, rows catalogue.Rows, form string) ([]*cutting.JoinedName, []string,
	error) {
	if l.c.Names == nil {
		return nil, nil, nil
	}
	found, err := l.c.Names.ByForm(ctx, rows, form)
	if err != nil {
		return nil, nil, err
	}
	var names []*cutting.JoinedName
	var all []string
	for _, n := range found {
		if len(n.Variants) < 2 {
			continue
		}
		names = append(names, n)
		for _, v := range n.Variants {
			if !slices.Contains(all, v.Form) && len(all) < maxVariants {
				all = append(all, v.Form)
			}
		}
	}
	return names, all, nil
}

// widen returns a query in which forms of names are widened to the names' other forms:
// in the fields of names unless = asks for the one form, and in headline and text where
// text is set.
func (l *Library) widen(ctx context.Context, rows catalogue.Rows, q *query.Query, text bool) (*query.Query, []Widened,
	error) {
	if q.Empty() || l.c.Names == nil {
		return q, nil, nil
	}
	var told []Widened
	var failed error
	one := func(n query.Node, negated bool) query.Node {
		f, typed, ok := formIn(n)
		if !ok || failed != nil {
			return n
		}
		names, forms, err := l.variantsOf(ctx, rows, typed)
		if err != nil {
			failed = err
			return n
		}
		w := Widened{Typed: typed, Field: string(f), Names: names, On: f != query.Default || text}
		key := l.c.Names.Key("", typed)
		any := &query.Or{Nodes: []query.Node{n}}
		for _, form := range forms {
			if l.c.Names.Key("", form) == key {
				continue
			}
			w.Forms = append(w.Forms, form)
			if f == query.Default {
				any.Nodes = append(any.Nodes, &query.Phrase{Field: f, Text: phraseText(form)})
			} else {
				any.Nodes = append(any.Nodes, &query.Value{Field: f, Text: form, Whole: true})
			}
		}
		if len(w.Forms) == 0 || negated && f == query.Default {
			return n
		}
		if !slices.ContainsFunc(told, func(o Widened) bool { return o.Typed == w.Typed && o.Field == w.Field }) {
			told = append(told, w)
		}
		if !w.On {
			return n
		}
		return any
	}
	// The whole of a plain search may be a name: Ada Okafor.
	root := q.Root
	if words, ok := plainWords(q.Root); ok && len(words) > 1 {
		if _, forms, err := l.variantsOf(ctx, rows, strings.Join(words, " ")); err != nil {
			return nil, nil, err
		} else if len(forms) > 0 {
			root = one(&query.Phrase{Text: strings.Join(words, " ")}, false)
			if or, ok := root.(*query.Or); ok {
				or.Nodes[0] = q.Root // all its words, as typed
			} else {
				root = q.Root
			}
			return &query.Query{Text: q.Text, Root: root}, told, failed
		}
	}
	root = rewrite(root, false, one)
	return &query.Query{Text: q.Text, Root: root}, told, failed
}

// phraseText is a form as it can be between quotation marks.
func phraseText(form string) string { return strings.ReplaceAll(form, `"`, " ") }

// formIn returns the field and text of a leaf that may be a form of a name.
func formIn(n query.Node) (f query.Field, text string, ok bool) {
	switch n := n.(type) {
	case *query.Word:
		f, text, ok = n.Field, n.Text, !n.Prefix
	case *query.Phrase:
		f, text, ok = n.Field, n.Text, n.Slop == 0
	}
	return f, text, ok && (f == query.Default || slices.Contains(nameFields, f))
}

// plainWords returns the words of a query that is nothing but words.
func plainWords(n query.Node) ([]string, bool) {
	and, ok := n.(*query.And)
	if !ok {
		return nil, false
	}
	var out []string
	for _, c := range and.Nodes {
		w, ok := c.(*query.Word)
		if !ok || w.Prefix || w.Field != query.Default {
			return nil, false
		}
		out = append(out, w.Text)
	}
	return out, true
}

// rewrite copies a tree with its leaves replaced.
func rewrite(n query.Node, negated bool, leaf func(query.Node, bool) query.Node) query.Node {
	many := func(in []query.Node) []query.Node {
		out := make([]query.Node, len(in))
		for i, c := range in {
			out[i] = rewrite(c, negated, leaf)
		}
		return out
	}
	switch n := n.(type) {
	case nil:
		return nil
	case *query.And:
		return &query.And{Nodes: many(n.Nodes)}
	case *query.Or:
		return &query.Or{Nodes: many(n.Nodes)}
	case *query.Not:
		return &query.Not{Node: rewrite(n.Node, !negated, leaf)}
	}
	return leaf(n, negated)
}

// widenChoices widens the forms of names a search is narrowed to.
func (l *Library) widenChoices(ctx context.Context, rows catalogue.Rows,
	chosen map[string][]string) (map[string][]string, []Widened, error) {
	if l.c.Names == nil {
		return chosen, nil, nil
	}
	out := map[string][]string{}
	var told []Widened
	for name, values := range chosen {
		out[name] = values
		if !slices.Contains(nameFields, query.Field(name)) {
			continue
		}
		out[name] = slices.Clone(values)
		for _, v := range values {
			names, forms, err := l.variantsOf(ctx, rows, v)
			if err != nil {
				return nil, nil, err
			}
			w := Widened{Typed: v, Field: name, Names: names, On: true}
			for _, form := range forms {
				if form != v && len(out[name]) < catalogue.MaxChoices {
					w.Forms = append(w.Forms, form)
					out[name] = append(out[name], form)
				}
			}
			if len(w.Forms) > 0 {
				told = append(told, w)
			}
		}
	}
	slices.SortFunc(told, func(a, b Widened) int { return strings.Compare(a.Field+a.Typed, b.Field+b.Typed) })
	return out, told, nil
}

// WidenedBy returns the forms of names in a search, with those it is or can be widened
// to. A search that cannot be read has none.
func (l *Library) WidenedBy(ctx context.Context, s Search) ([]Widened, error) {
	cat, done := l.lend()
	defer done()
	q, filters, err := l.question(s)
	if err != nil {
		return nil, nil //nolint:nilerr // whoever runs the search reports it
	}
	_, told, err := l.widen(ctx, cat, q, s.Variants)
	if err != nil {
		return nil, err
	}
	_, more, err := l.widenChoices(ctx, cat, filters)
	return append(told, more...), err
}

// groupsShown is how many names a facet of names has.
const groupsShown = 20

// GroupNames puts the forms in a facet of names together under the names they are
// forms of, each with an exact count: an entry that has two forms of one name counts
// once. Value is a form that a search can be narrowed to.
func (l *Library) GroupNames(ctx context.Context, s Search, facet string, counts []catalogue.Count) ([]catalogue.Count,
	error) {
	if l.c.Names == nil || len(counts) == 0 {
		return counts, nil
	}
	cat, done := l.lend()
	defer done()
	type group struct {
		catalogue.Count
		forms int
	}
	var groups []group
	at := map[string]int{}
	for _, c := range counts {
		found, err := l.c.Names.ByForm(ctx, cat, c.Value)
		if err != nil {
			return nil, err
		}
		id := "form " + c.Value
		g := group{Count: c, forms: 1}
		if len(found) == 1 {
			id, g.Label = found[0].ID, found[0].Form
			if len(found[0].Variants) > 1 {
				g.forms = len(found[0].Variants)
			}
		}
		if _, ok := at[id]; ok {
			continue
		}
		if len(groups) < groupsShown {
			at[id] = len(groups)
			groups = append(groups, g)
		}
	}
	var out []catalogue.Count
	for _, g := range groups {
		if g.forms > 1 {
			one := s
			one.Filters = make(map[string][]string, len(s.Filters)+1)
			for k, v := range s.Filters {
				one.Filters[k] = v
			}
			one.Filters[facet], one.After = []string{g.Value}, ""
			res, err := l.Find(ctx, one, catalogue.Request{Sort: catalogue.ByNewest})
			if err != nil {
				return nil, err
			}
			g.Count.Count = res.Total
		}
		out = append(out, g.Count)
	}
	slices.SortStableFunc(out, func(a, b catalogue.Count) int { return b.Count - a.Count })
	return out, nil
}
