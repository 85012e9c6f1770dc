package across

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// Changes are the names that changed.
type Changes struct {
	Names []Name   // without Uses
	Gone  []string // IDs
	// IDs of the texts with a local name whose name has another ID than before; new and changed texts are
	// included, unless they have no names.
	Texts []string
	// Forms are the folded forms that are of another name than before in some texts, with the shards of these
	// texts as bits.
	Forms map[string]uint32
}

// Update returns the names that changed since the last call, by ID, in time that depends on what the changes
// affect.
func (x *Index) Update() Changes {
	x.rejoin()
	var out Changes
	live := map[string]bool{}
	for g := range x.changes.shown {
		if g.count == 0 {
			continue
		}
		n := x.name(g)
		live[n.ID] = true
		out.Names = append(out.Names, n)
	}
	for id := range x.changes.gone {
		if !live[id] {
			out.Gone = append(out.Gone, id)
		}
	}
	for e := range x.changes.moved {
		if x.texts[e.ID] == e {
			out.Texts = append(out.Texts, e.ID)
		}
	}
	slices.SortFunc(out.Names, func(a, b Name) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(out.Gone)
	slices.Sort(out.Texts)
	out.Forms, x.changes.sharedForms = x.changes.sharedForms, map[string]uint32{}
	x.changes.shown, x.changes.gone, x.changes.moved = map[*group]bool{}, map[string]bool{}, map[*text]bool{}
	return out
}

// Names returns all names, by kind and form. Its time is proportional to the number of all texts.
func (x *Index) Names() []Name {
	x.rejoin()
	var out []Name
	for _, groups := range x.bases {
		for g := range groups {
			n := x.name(g)
			for _, p := range g.sortedPlaces() {
				n.Uses = append(n.Uses, Member{p.text.ID, p.local, p.localName().why})
			}
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b Name) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Form, b.Form),
			strings.Compare(a.ID, b.ID))
	})
	return out
}

// ID returns the ID of the name of a text's local name; "" for what is no name or unknown.
func (x *Index) ID(text string, local int) string {
	x.rejoin()
	e := x.texts[text]
	if e == nil || local < 0 || local >= len(e.locals) || e.locals[local].home == nil {
		return ""
	}
	return e.locals[local].home.id
}

// Name returns the name with an ID, without its uses; false if there is none.
func (x *Index) Name(id string) (Name, bool) {
	x.rejoin()
	base := id // "kind:form", with more where several names have the same form
	if kind := strings.Index(id, ":"); kind >= 0 {
		if n := strings.Index(id[kind+1:], ":"); n >= 0 {
			base = id[:kind+1+n]
		}
	}
	for g := range x.bases[base] {
		if g.id == id {
			return x.name(g), true
		}
	}
	return Name{}, false
}

// Texts returns the IDs of all texts, in no order.
func (x *Index) Texts() []string {
	out := make([]string, 0, len(x.texts))
	for id := range x.texts {
		out = append(out, id)
	}
	return out
}

// Len returns the number of texts.
func (x *Index) Len() int { return len(x.texts) }

// Text returns a text as it was added.
func (x *Index) Text(id string) (Text, bool) {
	if e := x.texts[id]; e != nil {
		return e.Text, true
	}
	return Text{}, false
}

func (g *group) sortedPlaces() []place {
	out := g.places()
	slices.SortFunc(out, comparePlaces)
	return out
}

// nameGroups sets the IDs of changed groups, and records which of these and of related groups Update must
// return.
func (x *Index) nameGroups() {
	c := &x.changes
	bases := map[string]bool{}
	for g := range c.groups {
		c.related[g] = true
		if (g.count == 0) != (g.id == "") { // all its forms are now of other groups, or no longer
			for _, n := range g.nodes {
				x.relateAgain(n)
			}
		}
		if set := x.bases[g.base]; set != nil {
			delete(set, g)
			bases[g.base] = true
		}
		c.shown[g] = true
		was := [2]string{g.form, strconv.FormatBool(g.single)}
		if g.count == 0 {
			g.tally = nil
			if g.id != "" {
				c.gone[g.id] = true
				g.id, g.base = "", ""
			}
			continue
		}
		n := x.name(g)
		g.kind, g.form, g.single = n.Kind, n.Form, len(n.Variants) == 1 && n.Locals == 1
		g.base = string(n.Kind) + ":" + forms.New(n.Form).Key
		bases[g.base] = true
		if x.bases[g.base] == nil {
			x.bases[g.base] = map[*group]bool{}
		}
		x.bases[g.base][g] = true
		if was != [2]string{g.form, strconv.FormatBool(g.single)} {
			x.updateRelated(g)
		}
	}
	for base := range bases {
		x.identify(base)
	}
	for g := range c.related {
		x.relateNear(g)
	}
	c.groups, c.related = map[*group]bool{}, map[*group]bool{}
}

// identify sets the IDs of the groups of one base; that of the first is the base itself.
func (x *Index) identify(base string) {
	set := x.bases[base]
	if len(set) == 0 {
		delete(x.bases, base)
		return
	}
	type first struct {
		g  *group
		at place
	}
	all := make([]first, 0, len(set))
	for g := range set {
		f := first{g: g}
		if len(set) > 1 {
			f.at = slices.MinFunc(g.places(), comparePlaces)
		}
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b first) int {
		if a.g == b.g {
			return 0
		}
		return cmp.Or(strings.Compare(a.g.form, b.g.form), comparePlaces(a.at, b.at))
	})
	for i, f := range all {
		id := base
		if i > 0 {
			id += ":" + f.at.text.ID
			if all[i-1].at.text == f.at.text {
				id += ":" + strconv.Itoa(f.at.local)
			}
		}
		if f.g.id == id {
			continue
		}
		if f.g.id != "" {
			x.changes.gone[f.g.id] = true
		}
		f.g.id = id
		x.changes.shown[f.g] = true
		for _, p := range f.g.places() {
			x.changes.moved[p.text] = true
			x.renamedHolder(p)
		}
		x.updateRelated(f.g)
	}
}

// updateRelated marks the names related to a group for Update, because they include its form.
func (x *Index) updateRelated(g *group) {
	for h := range g.near {
		x.changes.shown[h] = true
	}
	for h := range g.parts {
		x.changes.shown[h] = true
	}
	for h := range g.wholes {
		x.changes.shown[h] = true
	}
}

// name returns the name of a group, without its uses.
func (x *Index) name(g *group) Name {
	t := g.tally
	if t == nil || t.stale {
		t = &tally{of: map[string]*formTally{}, texts: map[*text]int{}, x: x}
		for _, p := range g.places() {
			t.add(p)
		}
		if g.count > manyPlaces {
			g.tally = t
		}
	}
	n := Name{ID: g.id, Texts: len(t.texts), Locals: g.count}
	kinds := map[names.Kind]int{}
	for form, c := range t.of {
		n.Variants = append(n.Variants, x.variant(g, form, c))
		for kind, count := range c.kinds {
			kinds[kind] += count.uses
		}
	}
	slices.SortFunc(n.Variants, func(a, b Variant) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(len(b.Form), len(a.Form)),
			strings.Compare(a.Form, b.Form))
	})
	for _, k := range []names.Kind{names.Person, names.Organisation, names.Place} {
		if n.Kind == "" || kinds[k] > kinds[n.Kind] {
			n.Kind = k
		}
	}
	best := -1
	for i, v := range n.Variants {
		if best < 0 || forms.New(n.Variants[best].Form).IsShort(n.Kind) && !forms.New(v.Form).IsShort(n.Kind) {
			best = i
		}
	}
	n.Form = n.Variants[best].Form
	n.Related = g.relatedNames()
	return n
}

// variant returns the variant of a folded form: its most frequent spelling, and why it is of the group.
func (x *Index) variant(g *group, form string, c *formTally) Variant {
	var m *node
	most := -1
	for k, by := range c.kinds {
		o := x.nodes[Key{k, form}]
		if by.places > most || by.places == most && compareNodes(o, m) < 0 {
			m, most = o, by.places
		}
	}
	v := Variant{Form: m.mostWritten(), Count: c.count, Texts: c.places, Sources: map[string]int{}}
	v.Evidence = Evidence{c.first.text.ID, c.span}
	for k, n := range c.sources {
		v.Sources[k] = n
	}
	for d := range c.dates {
		if v.First == "" || d < v.First {
			v.First = d
		}
		v.Last = max(v.Last, d)
	}
	why, proof := g.whyOf(m)
	if v.Why = why; proof.other != nil {
		v.Evidence = proof.at
	}
	if v.Why == "" || v.Why == Short {
		v.Why = Short
		if c.statedAt.text != nil {
			v.Why, v.Evidence = Stated, c.stated
		}
	}
	return v
}
