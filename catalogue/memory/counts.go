package memory

import (
	"cmp"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/query"
)

// count sets facets and histogram. all are the query's matches, found those that match every choice.
func (s *search) count(res *catalogue.Result, req catalogue.Request, all, found []hit) {
	for _, name := range req.Facets {
		f, _ := s.c.fields.Facet(name)
		counts := newCounts(req)
		for _, h := range all {
			if slices.ContainsFunc(h.lacks, func(o *field.Field) bool { return o != f }) {
				continue
			}
			if f.Name == field.Source {
				counts.add(cmp.Or(s.outlets.At(s.outlets.Number(h.ed.rep.Source.ID)).ID, field.None), h.ed)
				continue
			}
			for v := range facetValues(f, h.ed) {
				counts.add(v, h.ed)
			}
		}
		if res.Facets == nil {
			res.Facets = map[string][]catalogue.Count{}
		}
		list := entries.CountFacet(f, counts.list(), req.Choices[name], nil)
		for i := range list {
			if f.Name == field.Source {
				list[i].Label = s.outlets.At(s.outlets.Number(list[i].Value)).Name
			}
		}
		res.Facets[name] = list
	}
	for _, g := range s.groups {
		var n catalogue.Count
		for _, h := range all {
			if s.inGroup(h, g) {
				n.Count++
				if req.Independent && isIndependent(h.ed) {
					n.Independent++
				}
			}
		}
		res.Groups = append(res.Groups, n)
	}
	if req.Histogram == "" {
		return
	}
	counts := newCounts(req)
	for _, f := range found {
		counts.add(f.ed.when.Period(req.Histogram), f.ed)
	}
	res.Histogram = append(res.Histogram, counts.list()...)
	entries.SortHistogram(res.Histogram)
}

// inGroup reports whether a match is counted in a group.
func (s *search) inGroup(h hit, g entries.Group) bool {
	if slices.ContainsFunc(h.lacks, func(o *field.Field) bool { return o != g.Field }) {
		return false
	}
	return slices.ContainsFunc(g.Values, func(v entries.GroupValue) bool {
		return s.match(v.Node, h.ed) && (v.In == nil || s.match(v.In, h.ed))
	})
}

// counts counts editions by value.
type counts struct {
	independent bool // those with a text of their own are counted too
	of          map[string]catalogue.Count
}

func newCounts(req catalogue.Request) *counts {
	return &counts{independent: req.Independent, of: map[string]catalogue.Count{}}
}

func (c *counts) add(value string, ed *edition) {
	n := c.of[value]
	n.Value = value
	n.Count++
	if c.independent && isIndependent(ed) {
		n.Independent++
	}
	c.of[value] = n
}

func isIndependent(ed *edition) bool {
	return facetValues(&field.Field{Name: field.Is}, ed)[catalogue.IsIndependent]
}

// list returns the counts in no particular order.
func (c *counts) list() []catalogue.Count {
	return slices.AppendSeq(make([]catalogue.Count, 0, len(c.of)), maps.Values(c.of))
}

// facetValues returns the distinct facet values of an edition.
func facetValues(f *field.Field, ed *edition) map[string]bool {
	out := map[string]bool{}
	if f.Name == field.Dated {
		out[cmp.Or(ed.when.Period("year"), field.None)] = true
		return out
	}
	if f.Missing && len(ed.values[query.Field(f.Name)]) == 0 {
		out[field.None] = true
	}
	for i := range ed.values[query.Field(f.Name)] {
		out[entries.FacetValue(f, &ed.values[query.Field(f.Name)][i])] = true
	}
	return out
}
