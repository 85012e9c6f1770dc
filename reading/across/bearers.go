package across

import (
	"slices"

	"cuttings/reading/names"
)

// traits are what texts state about the person of a full form. They are from the texts that its company is
// from, and are not modified.
type traits struct {
	male, female bool
	offices      []string // ascending
}

func (t *traits) equal(o *traits) bool {
	return t.male == o.male && t.female == o.female && slices.Equal(t.offices, o.offices)
}

// traitsOf returns the traits of a person's full form.
func (x *Index) traitsOf(n *node) *traits {
	if n.traits != nil {
		return n.traits
	}
	t := &traits{}
	for _, e := range n.in[:min(len(n.in), x.limits.sample)] {
		for i := range e.locals {
			if e.locals[i].node == n {
				t.add(&e.Names[i])
			}
		}
	}
	n.traits = t
	return t
}

func (t *traits) add(l *Local) {
	t.male, t.female = t.male || l.Gender == "male", t.female || l.Gender == "female"
	for _, w := range l.Offices {
		if i, had := slices.BinarySearch(t.offices, w); !had {
			t.offices = slices.Insert(t.offices, i, w)
		}
	}
}

// hasGender reports whether texts state that a person is of a gender.
func (t *traits) hasGender(gender string) bool {
	return gender == "male" && t.male || gender == "female" && t.female
}

// traitsChanged marks the uses of shorter forms to be placed again if the traits of a form have changed since
// they were placed.
func (x *Index) traitsChanged(n *node, q *queue) {
	if n.key.Kind != names.Person || n.short {
		return
	}
	was := n.traits
	n.traits = nil
	if now := x.traitsOf(n); was != nil && was.equal(now) || q.whole {
		return
	}
	nodes := []*node{n}
	if n.own != nil {
		nodes = n.own.nodes
	}
	for _, m := range nodes {
		x.dependents(m, q.addAllUses)
	}
}

// setTraits sets the traits of the candidates that are persons.
func (x *Index) setTraits(cands []candidate) {
	for i := range cands {
		for _, n := range cands[i].g.nodes {
			if n.key.Kind != names.Person || n.short {
				continue
			}
			t := x.traitsOf(n)
			c := &cands[i].traits
			c.male, c.female = c.male || t.male, c.female || t.female
			c.offices = append(c.offices, t.offices...)
		}
	}
}

// moreForOffice is the additional company required where a text gives a person another office than all other
// texts do.
const moreForOffice = 2

// hasPlace reports whether a text names a place by a form, folded.
func (e *text) hasPlace(form string) bool {
	return slices.ContainsFunc(e.all, func(n *node) bool { return n.key.Kind == names.Place && n.key.Form == form })
}

// fits reports whether a use of a short form may be of a candidate, and how much company that requires. Two
// local names of one text are two persons, and so are a man and a woman. Of bodies this applies to forms of some of
// their words only, because a text may have a body's initials in another language separate from its name.
func (c *candidate) fits(p place) (least int, ok bool) {
	l := &p.text.Names[p.local]
	if c.why == Decision || !c.part && (!p.localName().node.short || l.Kind != names.Person) {
		return c.least, true
	}
	if l.Doubt || c.country != "" && !p.text.hasPlace(c.country) {
		return 0, false
	}
	for i := range p.text.locals {
		if n := p.text.locals[i].node; i != p.local && n != nil && n.own == c.g && !n.short {
			return 0, false
		}
	}
	if l.Gender == "male" && c.traits.female && !c.traits.male ||
		l.Gender == "female" && c.traits.male && !c.traits.female {
		return 0, false
	}
	least = c.least
	if len(l.Offices) > 0 && !slices.ContainsFunc(l.Offices,
		func(w string) bool { return slices.Contains(c.traits.offices, w) }) {
		least += moreForOffice
	}
	return least, true
}
