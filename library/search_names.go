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

// Names looks up the joined names in the rows of the stage that joins them. It is safe for concurrent use.
type Names interface {
	// Key returns the key of a form as a name of a kind: "PER", "ORG" or "LOC".
	Key(kind, form string) cutting.NameKey
	// Name returns a name by its ID; NotFound for one without a row, such as a name that one text has in one
	// form.
	Name(ctx context.Context, rows catalogue.Rows, id string) (*cutting.JoinedName, error)
	// ByForm returns the names that have a form among their variants, by ID; none for a form of no name with a
	// row.
	ByForm(ctx context.Context, rows catalogue.Rows, form string) ([]*cutting.JoinedName, error)
	// CuttingsByName returns, for a form that several names have, the cuttings in which it is each name's, by the
	// name's ID; none for a form of one name.
	CuttingsByName(ctx context.Context, rows catalogue.Rows, form string) (map[string]cutting.FormCuttings, error)
	// CuttingsByNameIn returns what CuttingsByName returns for the part of the cuttings that cuttingID belongs to.
	CuttingsByNameIn(ctx context.Context, rows catalogue.Rows, form,
		cuttingID string) (map[string]cutting.FormCuttings, error)
	// IsNone reports whether a person decided that a form is no name.
	IsNone(ctx context.Context, rows catalogue.Rows, k cutting.NameKey) (bool, error)
	// MayBeOneName reports whether two forms can be of one name of some kind, by their words alone.
	MayBeOneName(form, other string) bool
	// List returns the most used names, by descending count of texts.
	List(ctx context.Context, rows catalogue.Rows) ([]cutting.ListedName, error)
	// Disputes returns passages that contradict each other, the clearest first.
	Disputes(ctx context.Context, rows catalogue.Rows) ([]cutting.Dispute, error)
	// Proposals returns pairs of names that may be one, those of the most used first.
	Proposals(ctx context.Context, rows catalogue.Rows) ([]cutting.ProposedMerge, error)
}

// nameFields are the fields whose values are forms of names.
var nameFields = []query.Field{field.Name, field.Speaker, field.About}

// maxVariants is the maximum number of forms of one name that a search is widened to.
const maxVariants = 60

// Widened is a name's form in a search, with the name's other forms.
type Widened struct {
	Typed string // as it is written in the search
	Field string // "name", "speaker", "about"; "" for headline and text
	Names []*cutting.JoinedName
	Forms []string // the other forms, the most used first
	On    bool     // the search is widened to them
}

// variantsOf returns the names that have a form, and all their forms, beginning with the form itself as they
// write it.
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
	var widened []Widened
	var failed error
	one := func(n query.Node, negated bool) query.Node {
		if v, ok := n.(*query.Value); ok && slices.Contains(nameFields, v.Field) && isNameID(v.Text) && failed == nil {
			names, err := l.namesFor(ctx, rows, v.Text)
			if err == nil && len(names) == 1 {
				n, err = l.nameNode(ctx, rows, v.Field, names[0])
			}
			failed = err
			return n
		}
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
			var leaf query.Node = &query.Value{Field: f, Text: form, Whole: true}
			if f == query.Default {
				leaf = &query.Phrase{Field: f, Text: phraseText(form)}
			}
			node, err := l.formNode(ctx, rows, f, form, names, leaf)
			if err != nil {
				failed = err
				return n
			}
			any.Nodes = append(any.Nodes, node)
		}
		if len(w.Forms) == 0 || negated && f == query.Default {
			return n
		}
		if !slices.ContainsFunc(widened, func(o Widened) bool { return o.Typed == w.Typed && o.Field == w.Field }) {
			widened = append(widened, w)
		}
		if !w.On {
			return n
		}
		return any
	}
	// A plain search as a whole may be a name: Ada Okafor.
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
			return &query.Query{Text: q.Text, Root: root}, widened, failed
		}
	}
	root = rewrite(root, false, one)
	return &query.Query{Text: q.Text, Root: root}, widened, failed
}

// phraseText returns a form as it can be written between quotation marks.
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

// widenChoices widens the forms of names a search is narrowed to. What the values of a
// field mean that is not the same in all cuttings, a form that several names have, is
// returned as a node for the query; the field then has no choice.
func (l *Library) widenChoices(ctx context.Context, rows catalogue.Rows,
	chosen map[string][]string) (choices map[string][]string, nodes map[string]query.Node, widened []Widened,
	err error) {
	if l.c.Names == nil {
		return chosen, nil, nil, nil
	}
	choices, nodes = map[string][]string{}, map[string]query.Node{}
	for name, values := range chosen {
		choices[name] = values
		if !slices.Contains(nameFields, query.Field(name)) {
			continue
		}
		list, some, more, err := l.widenValues(ctx, rows, query.Field(name), values)
		if err != nil {
			return nil, nil, nil, err
		}
		widened = append(widened, more...)
		if some == nil {
			choices[name] = list
			continue
		}
		delete(choices, name)
		nodes[name] = oneOf(some)
	}
	slices.SortFunc(widened, func(a, b Widened) int { return strings.Compare(a.Field+a.Typed, b.Field+b.Typed) })
	return choices, nodes, widened, nil
}

// widenValues widens the values of one field: to a list of forms, and to nodes instead where
// one of the forms is another name's in some cuttings.
func (l *Library) widenValues(ctx context.Context, rows catalogue.Rows, f query.Field,
	values []string) (list []string, nodes []query.Node, widened []Widened, err error) {
	differs := false
	for _, v := range values {
		forms, names, err := l.formsFor(ctx, rows, f, v, catalogue.MaxChoices-len(list))
		if err != nil {
			return nil, nil, nil, err
		}
		w := Widened{Typed: v, Field: string(f), Names: names, On: true}
		for _, form := range forms {
			if form.text != v {
				w.Forms = append(w.Forms, form.text)
			}
			differs = differs || form.shared
			list, nodes = append(list, form.text), append(nodes, form.node(f))
		}
		if len(w.Forms) > 0 && !isNameID(v) {
			widened = append(widened, w)
		}
	}
	if !differs {
		nodes = nil
	}
	return list, nodes, widened, nil
}

// foundForm is a form that a search for a name finds.
type foundForm struct {
	text   string
	shared bool     // other names have it: it is found in some cuttings only
	in     []string // the IDs of these
}

// node returns the query node that finds a form in a field.
func (x *foundForm) node(f query.Field) query.Node {
	leaf := &query.Value{Field: f, Text: x.text, Whole: true}
	if !x.shared {
		return leaf
	}
	return inCuttings(leaf, x.in)
}

// formsFor returns the forms that a value of a field of names finds, at most room of them besides the value itself,
// and the names it selects. A form asked for is found wherever it occurs.
func (l *Library) formsFor(ctx context.Context, rows catalogue.Rows, f query.Field, value string,
	room int) (forms []foundForm, names []*cutting.JoinedName, err error) {
	if names, err = l.namesFor(ctx, rows, value); err != nil {
		return nil, nil, err
	}
	texts := []string{value}
	if len(names) == 1 && isNameID(value) {
		texts = nil
	}
	for _, n := range names {
		for _, x := range n.Variants {
			if !slices.Contains(texts, x.Form) && len(texts) < room {
				texts = append(texts, x.Form)
			}
		}
	}
	for _, text := range texts {
		form := foundForm{text: text}
		if text != value {
			if form.in, form.shared, err = l.cuttingsWithForm(ctx, rows, f, text, names); err != nil {
				return nil, nil, err
			}
		}
		forms = append(forms, form)
	}
	return forms, names, nil
}

// groupFor returns the group of values that a value of a field of names is counted with: a search narrowed to the
// value finds as many.
func (l *Library) groupFor(ctx context.Context, rows catalogue.Rows, f query.Field,
	value string) (catalogue.Group, error) {
	g := catalogue.Group{Field: string(f), In: map[string][]string{}}
	forms, _, err := l.formsFor(ctx, rows, f, value, catalogue.MaxChoices)
	for _, form := range forms {
		g.Values = append(g.Values, form.text)
		if form.shared {
			g.In[form.text] = form.in
		}
	}
	return g, err
}

// WidenedBy returns the forms of names in a search, with those it is or can be widened
// to. A search that cannot be read has none.
func (l *Library) WidenedBy(ctx context.Context, s Search) ([]Widened, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	q, filters, err := l.question(s)
	if err != nil {
		return nil, nil //nolint:nilerr // whoever runs the search reports it
	}
	_, widened, err := l.widen(ctx, cat, q, s.Variants)
	if err != nil {
		return nil, err
	}
	_, _, more, err := l.widenChoices(ctx, cat, filters)
	return append(widened, more...), err
}
