package sqlite

import (
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/query"
)

// groupField has the groups of one field, prepared so that a slot's values lead to the groups that have them: the
// time of a count does not grow with the number of groups. Values of text fields are prepared so; those of others,
// of which no page asks for many groups, are filters. It is not modified while a search runs.
type groupField struct {
	field *field.Field
	own   bool // the search is narrowed by it
	col   *column
	refs  []groupRefs // the first has none
	at    []uint32    // value of col → its place in refs
	other []groupFilter
}

// groupRefs are the groups that have a value.
type groupRefs struct {
	all  []uint32            // those that have it in all entries
	some map[string][]uint32 // entry ID → those that have it in this entry
}

// groupFilter is a value of a group as a filter.
type groupFilter struct {
	group uint32
	has   func(slot uint32) bool
}

// groupCount counts the groups of a request.
type groupCount struct {
	of   [parts][]int // by group
	seen []uint32     // by group, slot + 1 of the last match that was counted
}

// setGroups prepares the groups of a request.
func (s *search) setGroups(groups []entries.Group) {
	byKey := map[*field.Field]map[string]uint32{} // of text fields: a value's key → its place in refs
	for i, g := range groups {
		at := slices.IndexFunc(s.groups, func(f *groupField) bool { return f.field == g.Field })
		if at < 0 {
			at = len(s.groups)
			s.groups = append(s.groups, &groupField{field: g.Field, own: s.narrowedBy(g.Field),
				refs: make([]groupRefs, 1)})
			byKey[g.Field] = map[string]uint32{}
		}
		for _, v := range g.Values {
			s.groups[at].put(s, uint32(i), v, byKey[g.Field])
		}
	}
	for _, f := range s.groups {
		col, keys := s.cols.byName[f.field.Name], byKey[f.field]
		if col == nil || len(keys) == 0 {
			continue
		}
		f.col, f.at = col, make([]uint32, len(col.values))
		for i := 1; i < len(col.values); i++ {
			f.at[i] = keys[col.values[i].Key]
		}
	}
}

// put adds a value to a group.
func (f *groupField) put(s *search, group uint32, v entries.GroupValue, keys map[string]uint32) {
	value, isValue := v.Node.(*query.Value)
	if !isValue || f.field.Type != field.Text {
		has := s.filter(v.Node)
		if v.In != nil {
			value, within := has, s.filter(v.In)
			has = func(slot uint32) bool { return value(slot) && within(slot) }
		}
		f.other = append(f.other, groupFilter{group, has})
		return
	}
	parsed, ok := entries.ValueOf(f.field, value.Text)
	if !ok {
		return // nothing has it
	}
	at := keys[parsed.Key]
	if at == 0 {
		at = uint32(len(f.refs))
		keys[parsed.Key] = at
		f.refs = append(f.refs, groupRefs{})
	}
	r := &f.refs[at]
	if v.In == nil {
		r.all = append(r.all, group)
		return
	}
	if r.some == nil {
		r.some = map[string][]uint32{}
	}
	for _, id := range v.In.Texts {
		id = strings.ToLower(id)
		r.some[id] = append(r.some[id], group)
	}
}

// narrowedBy reports whether a request has a choice of a field.
func (s *search) narrowedBy(f *field.Field) bool {
	return slices.ContainsFunc(s.Choices, func(c entries.Choice) bool { return c.Field == f })
}

func newGroupCount(t *tally) groupCount {
	n := len(t.s.req.Groups)
	c := groupCount{seen: make([]uint32, n)}
	for i := range c.of[:t.parts()] {
		c.of[i] = make([]int, n)
	}
	return c
}

// count counts matches in the groups of a field. Each slot is counted once for each field.
func (c *groupCount) count(cols *columns, f *groupField, part int, slots []uint32) {
	to := c.of[part]
	for _, slot := range slots {
		add := func(groups []uint32) {
			for _, g := range groups {
				if c.seen[g] != slot+1 {
					c.seen[g] = slot + 1
					to[g]++
				}
			}
		}
		if f.col != nil {
			for _, v := range f.col.valuesAt(slot) {
				r := &f.refs[f.at[v]]
				add(r.all)
				if r.some != nil {
					add(r.some[string(cols.id(slot))])
				}
			}
		}
		for i := range f.other {
			if o := &f.other[i]; c.seen[o.group] != slot+1 && o.has(slot) {
				c.seen[o.group] = slot + 1
				to[o.group]++
			}
		}
	}
}

// groupCounts returns the counts of a request's groups; nil where it has none.
func (t *tally) groupCounts() []catalogue.Count {
	var out []catalogue.Count
	for i := range t.groups.seen {
		n := catalogue.Count{Count: t.groups.of[restPart][i]}
		if t.independent != nil {
			n.Independent = t.groups.of[independentPart][i]
			n.Count += n.Independent
		}
		out = append(out, n)
	}
	return out
}
