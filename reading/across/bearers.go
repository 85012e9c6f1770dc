package across

import (
	"slices"

	"cuttings/reading/names"
)

// told is what texts say of the person a form names in full. It is taken from those texts
// that its company is of, and is not modified.
type told struct {
	male, female bool
	offices      []string // ascending
}

func (t *told) equal(o *told) bool {
	return t.male == o.male && t.female == o.female && slices.Equal(t.offices, o.offices)
}

// toldOf returns what is told of a person's full form.
func (x *Index) toldOf(n *node) *told {
	if n.told != nil {
		return n.told
	}
	t := &told{}
	for _, e := range n.in[:min(len(n.in), x.limits.sample)] {
		for i := range e.locals {
			if e.locals[i].node == n {
				t.add(&e.Names[i])
			}
		}
	}
	n.told = t
	return t
}

func (t *told) add(l *Local) {
	t.male, t.female = t.male || l.Gender == "male", t.female || l.Gender == "female"
	for _, w := range l.Offices {
		if i, had := slices.BinarySearch(t.offices, w); !had {
			t.offices = slices.Insert(t.offices, i, w)
		}
	}
}

// is reports whether a person is told to be of a gender.
func (t *told) is(gender string) bool {
	return gender == "male" && t.male || gender == "female" && t.female
}

// retold has the uses of shorter forms placed again where something else is told of a form
// than when they were placed.
func (x *Index) retold(n *node, q *queue) {
	if n.key.Kind != names.Person || n.short {
		return
	}
	was := n.told
	n.told = nil
	if now := x.toldOf(n); was != nil && was.equal(now) || q.whole {
		return
	}
	nodes := []*node{n}
	if n.own != nil {
		nodes = n.own.nodes
	}
	for _, m := range nodes {
		x.dependents(m, q.all)
	}
}

// tell fills in what is told of the persons that candidates are.
func (x *Index) tell(cands []candidate) {
	for i := range cands {
		for _, n := range cands[i].g.nodes {
			if n.key.Kind != names.Person || n.short {
				continue
			}
			t := x.toldOf(n)
			c := &cands[i].told
			c.male, c.female = c.male || t.male, c.female || t.female
			c.offices = append(c.offices, t.offices...)
		}
	}
}

// moreForOffice is how much more company it takes where a text gives somebody another
// office than any other does.
const moreForOffice = 2

// fits reports whether a use of a short form may stand for a candidate, and how much company
// that takes. A text that has both apart means two; so does one that tells of a man where
// others tell of a woman. It asks of persons alone: a text has a body's initials of another
// language apart from its name.
func (c *candidate) fits(p place) (least int, ok bool) {
	l := &p.text.Names[p.local]
	if c.why == Decision || !p.at().node.short || l.Kind != names.Person {
		return c.least, true
	}
	if l.Doubt {
		return 0, false
	}
	for i := range p.text.locals {
		if n := p.text.locals[i].node; i != p.local && n != nil && n.own == c.g && !n.short {
			return 0, false
		}
	}
	if l.Gender == "male" && c.told.female && !c.told.male || l.Gender == "female" && c.told.male && !c.told.female {
		return 0, false
	}
	least = c.least
	if len(l.Offices) > 0 && !slices.ContainsFunc(l.Offices,
		func(w string) bool { return slices.Contains(c.told.offices, w) }) {
		least += moreForOffice
	}
	return least, true
}
