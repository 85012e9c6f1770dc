package across

import (
	"slices"
	"strings"

	"cuttings/reading/names"
)

// A form may be of several names, a surname of two persons or an abbreviation of two bodies. Each local name is
// of one of them; this file counts them.

// FormTexts has the texts in which a form is one name's.
type FormTexts struct {
	Full   []Place  // where the form is the fullest the text has of the name, by text
	Beside []string // texts that have a fuller one of the same local name, ascending
}

// Place is one local name of a text.
type Place struct {
	Text  string
	Local int
}

// Shards is the number of parts into which texts are divided for Holders.
const Shards = 32

// Shard returns the part that a text is in, by its ID.
func Shard(text string) int {
	if text == "" {
		return 0
	}
	return int(text[0]) % Shards
}

// countHolder adds by to a group's counts of the forms of a local name.
func (x *Index) countHolder(p place, g *group, by int) {
	p.localName().countHolder(g, by)
	x.renamedHolder(p)
}

func (l *local) countHolder(g *group, by int) {
	for i, w := range l.uses {
		if w.node == nil || slices.ContainsFunc(l.uses[:i], func(o writtenForm) bool { return o.node == w.node }) {
			continue
		}
		n := w.node
		at := slices.IndexFunc(n.nameGroups, func(h groupUses) bool { return h.g == g })
		if at < 0 {
			at = len(n.nameGroups)
			n.nameGroups = append(n.nameGroups, groupUses{g: g})
		}
		if n.nameGroups[at].uses += by; n.nameGroups[at].uses == 0 {
			n.nameGroups = slices.Delete(n.nameGroups, at, at+1)
		}
	}
}

// renamedHolder records that the ID of a local name's group changed.
func (x *Index) renamedHolder(p place) {
	for _, w := range p.localName().uses {
		if w.node != nil {
			x.changes.sharedForms[w.node.key.Form] |= 1 << Shard(p.text.ID)
		}
	}
}

var allKinds = []names.Kind{names.Person, names.Organisation, names.Place}

// HasSeveralNames reports whether a folded form is of several names, of any kinds.
func (x *Index) HasSeveralNames(form string) bool {
	x.rejoin()
	var first *group
	for _, kind := range allKinds {
		n := x.nodes[Key{kind, form}]
		if n == nil {
			continue
		}
		for _, h := range n.nameGroups {
			if first != nil && h.g != first {
				return true
			}
			first = h.g
		}
	}
	return false
}

// Holders returns the names that have a folded form, by ID, with the texts in which they do, for each shard
// whose bit is set; shards without any are left out.
func (x *Index) Holders(form string, shards uint32) map[int]map[string]*FormTexts {
	x.rejoin()
	out := map[int]map[string]*FormTexts{}
	for _, kind := range allKinds {
		n := x.nodes[Key{kind, form}]
		if n == nil {
			continue
		}
		for _, e := range n.in {
			if shard := Shard(e.ID); shards&(1<<shard) != 0 {
				x.holdersIn(e, n, shard, out)
			}
		}
	}
	for _, byName := range out {
		for _, h := range byName {
			slices.SortFunc(h.Full, func(a, b Place) int { return strings.Compare(a.Text, b.Text) })
			slices.Sort(h.Beside)
			h.Beside = slices.Compact(h.Beside)
		}
	}
	return out
}

func (x *Index) holdersIn(e *text, n *node, shard int, out map[int]map[string]*FormTexts) {
	for i := range e.locals {
		l := &e.locals[i]
		if l.home == nil || l.node == nil ||
			!slices.ContainsFunc(l.uses, func(w writtenForm) bool { return w.node == n }) {
			continue
		}
		if out[shard] == nil {
			out[shard] = map[string]*FormTexts{}
		}
		h := out[shard][l.home.id]
		if h == nil {
			h = &FormTexts{}
			out[shard][l.home.id] = h
		}
		if l.node == n {
			h.Full = append(h.Full, Place{e.ID, i})
		} else {
			h.Beside = append(h.Beside, e.ID)
		}
	}
}
