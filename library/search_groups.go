package library

import (
	"context"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// groupsShown is how many names a facet of names has.
const groupsShown = 20

// GroupNames puts the forms in facets of names together under the names they are forms of, each with an exact
// count: an entry that has two forms of one name counts once, and of its independent texts. Value is a form that a
// search can be narrowed to. facets are those of s, by the names of their fields; others are returned as they are.
func (l *Library) GroupNames(ctx context.Context, s Search,
	facets map[string][]catalogue.Count) (map[string][]catalogue.Count, error) {
	if l.c.Names == nil {
		return facets, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	l = l.withNamesKept(cat)
	out := maps.Clone(facets)
	for facet, counts := range facets {
		if !slices.Contains(nameFields, query.Field(facet)) || len(counts) == 0 {
			continue
		}
		var err error
		if out[facet], err = l.groupNames(ctx, cat, s, facet, counts); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// groupNames does the work of GroupNames for one facet.
func (l *Library) groupNames(ctx context.Context, cat Catalogue, s Search, facet string,
	counts []catalogue.Count) ([]catalogue.Count, error) {
	var groups []catalogue.Count
	several := map[string]bool{} // values with more than the form counted
	at := map[string]bool{}
	put := func(id string, c catalogue.Count, more bool) {
		if !at[id] && len(groups) < groupsShown {
			at[id] = true
			groups = append(groups, c)
			several[c.Value] = more
		}
	}
	// What is chosen comes first, so that it is counted under the value it was chosen by.
	for _, v := range slices.Backward(s.Filters[facet]) {
		i := slices.IndexFunc(counts, func(c catalogue.Count) bool { return c.Value == v })
		c := catalogue.Count{Value: v}
		if counts = slices.Clone(counts); i >= 0 {
			c = counts[i]
			counts = slices.Delete(counts, i, i+1)
		}
		counts = slices.Insert(counts, 0, c)
	}
	for _, c := range counts {
		if len(groups) == groupsShown {
			break
		}
		found, err := l.namesFor(ctx, cat, c.Value)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			if at[n.ID] {
				continue
			}
			g := catalogue.Count{Label: n.Form, Count: c.Count, Independent: c.Independent}
			if g.Value, err = l.choiceOf(ctx, cat, n); err != nil {
				return nil, err
			}
			if len(found) == 1 && slices.Contains(s.Filters[facet], c.Value) {
				g.Value = c.Value // under the form it was chosen by
			}
			put(n.ID, g, len(found) > 1 || len(n.Variants) > 1 || isNameID(g.Value))
		}
		if len(found) == 0 {
			put("form "+c.Value, c, false)
		}
	}
	var out []catalogue.Count
	for _, g := range groups {
		if several[g.Value] {
			one := s
			one.Filters = make(map[string][]string, len(s.Filters)+1)
			for k, v := range s.Filters {
				one.Filters[k] = v
			}
			one.Filters[facet], one.After = []string{g.Value}, ""
			res, err := l.Find(ctx, one, catalogue.Request{Sort: catalogue.ByNewest, Independent: true})
			if err != nil {
				return nil, err
			}
			g.Count, g.Independent = res.Total, res.Independent
			if g.Count == 0 && !slices.Contains(s.Filters[facet], g.Value) {
				continue // its form is another's here
			}
		}
		out = append(out, g)
	}
	slices.SortStableFunc(out, func(a, b catalogue.Count) int { return b.Count - a.Count })
	return out, nil
}

// withNamesKept returns a library over a lent catalogue that looks up each name and form once. A page counts some
// forty names, and each count widens the same search. It serves one use case and is not safe for concurrent use.
func (l *Library) withNamesKept(cat Catalogue) *Library {
	c := l.c
	c.Lend = func() (Catalogue, func()) { return cat, func() {} }
	c.Names = newKeptNames(l.c.Names)
	return &Library{c: c}
}

// keptNames keeps what it looked up in the rows of one state of a catalogue. It is not safe for concurrent use.
type keptNames struct {
	Names
	byID     map[string]*cutting.JoinedName
	byForm   map[string][]*cutting.JoinedName
	cuttings map[string]map[string]cutting.FormCuttings
}

func newKeptNames(names Names) *keptNames {
	return &keptNames{Names: names, byID: map[string]*cutting.JoinedName{},
		byForm: map[string][]*cutting.JoinedName{}, cuttings: map[string]map[string]cutting.FormCuttings{}}
}

func (k *keptNames) Name(ctx context.Context, rows catalogue.Rows, id string) (*cutting.JoinedName, error) {
	return kept(k.byID, id, func() (*cutting.JoinedName, error) { return k.Names.Name(ctx, rows, id) })
}

func (k *keptNames) ByForm(ctx context.Context, rows catalogue.Rows, form string) ([]*cutting.JoinedName, error) {
	return kept(k.byForm, form, func() ([]*cutting.JoinedName, error) { return k.Names.ByForm(ctx, rows, form) })
}

func (k *keptNames) CuttingsByName(ctx context.Context, rows catalogue.Rows,
	form string) (map[string]cutting.FormCuttings, error) {
	return kept(k.cuttings, form, func() (map[string]cutting.FormCuttings, error) {
		return k.Names.CuttingsByName(ctx, rows, form)
	})
}

// kept returns what is in a map, or looks it up; errors are not kept.
func kept[V any](in map[string]V, key string, look func() (V, error)) (V, error) {
	v, ok := in[key]
	if ok {
		return v, nil
	}
	v, err := look()
	if err == nil {
		in[key] = v
	}
	return v, err
}
