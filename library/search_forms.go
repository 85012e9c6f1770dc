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

// A form that several names have, such as a surname or an abbreviation, is searched for as one name's only in
// the cuttings in which it is that name's.

// kindsOfNames are the kinds with which the IDs of names begin.
var kindsOfNames = []string{"PER", "ORG", "LOC"}

// isNameID reports whether a value has the form of a joined name's ID, which no form of a name has.
func isNameID(v string) bool { return KindOfNameID(v) != "" }

// KindOfNameID returns the kind of a joined name by its ID: "PER", "ORG" or "LOC"; "" for what is no such ID.
func KindOfNameID(v string) string {
	kind, _, ok := strings.Cut(v, ":")
	if !ok || !slices.Contains(kindsOfNames, kind) {
		return ""
	}
	return kind
}

// namesFor returns the names that a value of a field of names selects: the one with that ID, or those that have
// that form.
func (l *Library) namesFor(ctx context.Context, rows catalogue.Rows, value string) ([]*cutting.JoinedName, error) {
	if isNameID(value) {
		n, err := l.c.Names.Name(ctx, rows, value)
		if err == nil {
			return []*cutting.JoinedName{n}, nil
		} else if cutting.KindOf(err) != cutting.NotFound {
			return nil, err
		}
		if kind, form, ok := partsOfID(value); ok { // a name that a single text has in one form
			return []*cutting.JoinedName{{ID: value, Kind: kind, Form: form,
				Variants: []cutting.NameVariant{{Form: form}}}}, nil
		}
	}
	return l.c.Names.ByForm(ctx, rows, value)
}

// cuttingsWithForm returns the cuttings in which a form is that of one of some names; shared is false for a
// form that no other name has.
func (l *Library) cuttingsWithForm(ctx context.Context, rows catalogue.Rows, f query.Field, form string,
	names []*cutting.JoinedName) (cuttings []string, shared bool, err error) {
	byName, err := l.c.Names.CuttingsByName(ctx, rows, form)
	if err != nil || byName == nil {
		return nil, false, err
	}
	for _, n := range names {
		for _, p := range byName[n.ID].Full {
			cuttings = append(cuttings, p.Cutting)
		}
		if f != field.Speaker { // speakers are stored under the fullest form of a text
			cuttings = append(cuttings, byName[n.ID].Beside...)
		}
	}
	slices.Sort(cuttings)
	return slices.Compact(cuttings), true, nil
}

// formNode returns the query node that finds a form of some names: leaf, restricted to the cuttings in which
// the form is theirs.
func (l *Library) formNode(ctx context.Context, rows catalogue.Rows, f query.Field, form string,
	names []*cutting.JoinedName, leaf query.Node) (query.Node, error) {
	in, shared, err := l.cuttingsWithForm(ctx, rows, f, form, names)
	if err != nil || !shared {
		return leaf, err
	}
	return inCuttings(leaf, in), nil
}

// inCuttings returns the query node that finds a leaf in some cuttings only, by their IDs.
func inCuttings(leaf query.Node, ids []string) query.Node {
	return &query.And{Nodes: []query.Node{leaf, &query.OneOf{Field: field.ID, Texts: ids}}}
}

// nameNode returns the query node that finds a name in a field of names by all its forms.
func (l *Library) nameNode(ctx context.Context, rows catalogue.Rows, f query.Field,
	n *cutting.JoinedName) (query.Node, error) {
	var nodes []query.Node
	for _, v := range n.Variants[:min(len(n.Variants), maxVariants)] {
		node, err := l.formNode(ctx, rows, f, v.Form, []*cutting.JoinedName{n},
			&query.Value{Field: f, Text: v.Form, Whole: true})
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, node)
	}
	return oneOf(nodes), nil
}

// choiceOf returns the value that narrows a search to a name: a form that no other name has, its title form if
// possible, else its ID.
func (l *Library) choiceOf(ctx context.Context, rows catalogue.Rows, n *cutting.JoinedName) (string, error) {
	forms := []string{n.Form}
	for _, v := range n.Variants {
		forms = append(forms, v.Form)
	}
	for _, form := range forms[:min(len(forms), 4)] {
		if !slices.ContainsFunc(n.Variants, func(v cutting.NameVariant) bool { return v.Form == form }) {
			continue // the form a person decided to show
		}
		if found, err := l.c.Names.ByForm(ctx, rows, form); err != nil {
			return "", err
		} else if len(found) > 1 || len(found) == 1 && found[0].ID != n.ID {
			continue
		}
		if byName, err := l.c.Names.CuttingsByName(ctx, rows, form); err != nil {
			return "", err
		} else if byName == nil {
			return form, nil
		}
	}
	return n.ID, nil
}

// owners looks up the joined names of texts' local names, each form once. It serves one list and is not safe for
// concurrent use.
type owners struct {
	names Names // nil where names are not joined
	ctx   context.Context
	rows  catalogue.Rows
	err   error // the first error
}

func (l *Library) newOwners(ctx context.Context, rows catalogue.Rows) *owners {
	o := &owners{ctx: ctx, rows: rows}
	if l.c.Names != nil {
		o.names = newKeptNames(l.c.Names)
	}
	return o
}

// of returns the ID of the joined name of a cutting's local name i, of a kind and form; "" where names are not
// joined, and after an error.
func (o *owners) of(cuttingID, kind, form string, i int) string {
	if o.names == nil || o.err != nil {
		return ""
	}
	byName, err := o.names.CuttingsByNameIn(o.ctx, o.rows, form, cuttingID)
	if err != nil {
		o.err = err
		return ""
	}
	for id, h := range byName {
		if slices.Contains(h.Full, cutting.LocalPlace{Cutting: cuttingID, Local: i}) {
			return id
		}
	}
	found, err := o.names.ByForm(o.ctx, o.rows, form)
	if err != nil {
		o.err = err
		return ""
	}
	key := o.names.Key(kind, form).String()
	best := ""
	for _, n := range found {
		if n.ID == key {
			return key
		}
		if n.Kind == kind || best == "" {
			best = n.ID
		}
	}
	if best == "" { // a name that only this text has, in one form
		best = key
	}
	return best
}
