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
	var listed []nameGroup
	for facet, counts := range facets {
		if !slices.Contains(nameFields, query.Field(facet)) || len(counts) == 0 {
			continue
		}
		of, err := l.groupsOfNames(ctx, cat, s, facet, counts)
		if err != nil {
			return nil, err
		}
		listed, out[facet] = append(listed, of...), nil
	}
	if err := l.countGroups(ctx, s, listed); err != nil {
		return nil, err
	}
	for _, g := range listed {
		if g.Count.Count == 0 && g.of != nil && !slices.Contains(s.Filters[g.facet], g.Value) {
			continue // its form is another's here
		}
		out[g.facet] = append(out[g.facet], g.Count)
	}
	for facet := range out {
		if slices.Contains(nameFields, query.Field(facet)) {
			slices.SortStableFunc(out[facet], func(a, b catalogue.Count) int { return b.Count - a.Count })
		}
	}
	return out, nil
}

// nameGroup is a name in a facet.
type nameGroup struct {
	catalogue.Count
	facet string
	of    *catalogue.Group // what is to be counted; nil for a form that is counted already
}

// groupsOfNames returns the names in a facet.
func (l *Library) groupsOfNames(ctx context.Context, cat Catalogue, s Search, facet string,
	counts []catalogue.Count) ([]nameGroup, error) {
	var groups []nameGroup
	at := map[string]bool{}
	put := func(id string, c catalogue.Count, several bool) error {
		if at[id] || len(groups) == groupsShown {
			return nil
		}
		at[id] = true
		g := nameGroup{Count: c, facet: facet}
		if several { // more than the form counted
			of, err := l.groupFor(ctx, cat, query.Field(facet), c.Value)
			if err != nil {
				return err
			}
			g.of = &of
		}
		groups = append(groups, g)
		return nil
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
			if err := put(n.ID, g, len(found) > 1 || len(n.Variants) > 1 || isNameID(g.Value)); err != nil {
				return nil, err
			}
		}
		if len(found) == 0 {
			if err := put("form "+c.Value, c, false); err != nil {
				return nil, err
			}
		}
	}
	return groups, nil
}

// countGroups sets the counts of the names whose forms are to be counted together, by one search.
func (l *Library) countGroups(ctx context.Context, s Search, list []nameGroup) error {
	req := catalogue.Request{Sort: catalogue.ByNewest, Independent: true}
	for _, g := range list {
		if g.of != nil {
			req.Groups = append(req.Groups, *g.of)
		}
	}
	if len(req.Groups) == 0 {
		return nil
	}
	s.After = ""
	res, err := l.Find(ctx, s, req)
	if err != nil {
		return err
	}
	counts := res.Groups
	for i := range list {
		if g := &list[i]; g.of != nil {
			g.Count.Count, g.Independent = counts[0].Count, counts[0].Independent
			counts = counts[1:]
		}
	}
	return nil
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
