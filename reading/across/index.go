package across

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// Index holds texts and the names joined over them. It is not safe for concurrent use.
type Index struct {
	texts map[string]*text
	nodes map[Key]*node
	keys  map[string]map[*node]bool // by what forms can be found by
	// what people said
	same, apart map[Key][]Key
	none        map[Key]bool
	dirty       map[*node]bool
	groups      map[*node]*group // of each node that has one
	all         []*group
}

// text is one text with its local names' nodes.
type text struct {
	Text
	nodes []*node // of each local name, by its fullest form; nil for none
	all   []*node // of every use, up to maxCompany
	of    []int   // of each of all, its local name
	met   []*node // the distinct ones of all, in order
}

// node is one form of one kind.
type node struct {
	key     Key
	form    forms.Form // as written most
	keys    []string
	written map[string]int // as written, with how often
	uses    map[place]int  // local names of which it is the fullest form → count
	company map[*node]int  // forms met in the same texts → texts
	stated  map[*node][]Evidence
	short   bool // says less than a name: a surname, initials
}

// place is one local name.
type place struct {
	text  string
	local int
}

// NewIndex returns an empty index under the decisions given.
func NewIndex(d Decisions) *Index {
	x := &Index{
		texts: map[string]*text{}, nodes: map[Key]*node{}, keys: map[string]map[*node]bool{},
		same: map[Key][]Key{}, apart: map[Key][]Key{}, none: map[Key]bool{}, dirty: map[*node]bool{},
		groups: map[*node]*group{},
	}
	for _, p := range d.Same {
		x.same[p[0]] = append(x.same[p[0]], p[1])
		x.same[p[1]] = append(x.same[p[1]], p[0])
	}
	for _, p := range d.Apart {
		x.apart[p[0]] = append(x.apart[p[0]], p[1])
		x.apart[p[1]] = append(x.apart[p[1]], p[0])
	}
	for _, k := range d.None {
		x.none[k] = true
	}
	return x
}

// Join returns the names of texts.
func Join(texts []Text, d Decisions) []Name {
	x := NewIndex(d)
	for _, t := range texts {
		x.Add(t)
	}
	return x.Names()
}

// node returns the node of a form, made when there is none.
func (x *Index) node(kind names.Kind, form string) *node {
	f := forms.New(form)
	k := Key{kind, f.Key}
	if f.Empty() || x.none[k] {
		return nil
	}
	n := x.nodes[k]
	if n == nil {
		n = &node{key: k, form: f, keys: f.Keys(kind), written: map[string]int{}, uses: map[place]int{},
			company: map[*node]int{}, stated: map[*node][]Evidence{}}
		x.nodes[k] = n
		for _, key := range n.keys {
			key = string(kind) + key
			if x.keys[key] == nil {
				x.keys[key] = map[*node]bool{}
			}
			x.keys[key][n] = true
		}
	}
	return n
}

// Add adds a text, in the place of the one of the same ID.
func (x *Index) Add(t Text) {
	x.Remove(t.ID)
	e := &text{Text: t}
	x.texts[t.ID] = e
	for i, l := range t.Names {
		n := x.node(l.Kind, l.Form)
		e.nodes = append(e.nodes, n)
		if n == nil {
			continue
		}
		for _, u := range l.Uses {
			if m := x.node(l.Kind, u.Form); m != nil {
				m.write(u.Form, max(u.Count, 1))
				if len(e.all) < maxCompany {
					e.all, e.of = append(e.all, m), append(e.of, i)
					if !slices.Contains(e.met, m) {
						e.met = append(e.met, m)
					}
				}
				n.uses[place{t.ID, i}] += u.Count
				x.dirty[m] = true
			}
		}
		for _, a := range l.Aliases {
			x.state(l.Kind, a, t.ID, true)
		}
	}
	x.meet(e, 1)
}

// Remove removes a text; an ID that is not there is none.
func (x *Index) Remove(id string) {
	e := x.texts[id]
	if e == nil {
		return
	}
	x.meet(e, -1)
	for i, l := range e.Names {
		n := e.nodes[i]
		if n == nil {
			continue
		}
		for _, a := range l.Aliases {
			x.state(l.Kind, a, id, false)
		}
		for _, u := range l.Uses {
			if m := x.node(l.Kind, u.Form); m != nil {
				m.write(u.Form, -max(u.Count, 1))
				x.dirty[m] = true
			}
		}
		delete(n.uses, place{id, i})
	}
	delete(x.texts, id)
}

// state notes or forgets that a text says two forms are of one name.
func (x *Index) state(kind names.Kind, a Alias, id string, add bool) {
	n, m := x.node(kind, a.Long), x.node(kind, a.Short)
	if n == nil || m == nil || n == m {
		return
	}
	by := 1
	if !add {
		by = -1
	}
	n.write(a.Long, by)
	m.write(a.Short, by)
	ev := Evidence{id, a.Span}
	for _, p := range [][2]*node{{n, m}, {m, n}} {
		had := p[0].stated[p[1]]
		if i := slices.Index(had, ev); add && i < 0 {
			had = append(had, ev)
		} else if !add && i >= 0 {
			had = slices.Delete(had, i, i+1)
		}
		if p[0].stated[p[1]] = had; len(had) == 0 {
			delete(p[0].stated, p[1])
		}
		x.dirty[p[0]] = true
	}
}

// write counts a way to write the form.
func (n *node) write(form string, by int) {
	w := forms.New(form).Text
	if n.written[w] += by; n.written[w] <= 0 {
		delete(n.written, w)
	}
}

// meet counts which forms stand in one text with which.
func (x *Index) meet(e *text, by int) {
	for i, n := range e.all {
		x.dirty[n] = true
		for j, m := range e.all {
			if m == n || e.of[i] == e.of[j] {
				continue
			}
			if n.company[m] += by; n.company[m] <= 0 {
				delete(n.company, m)
			}
		}
	}
}

// near returns the nodes that share a key with n, by their keys; none for a key that
// too many share.
func (x *Index) near(n *node) []*node {
	found := map[*node]bool{}
	for _, key := range n.keys {
		block := x.keys[string(n.key.Kind)+key]
		if len(block) > maxBlock {
			continue
		}
		maps.Copy(found, block)
	}
	delete(found, n)
	out := slices.Collect(maps.Keys(found))
	slices.SortFunc(out, compareNodes)
	return out
}

// maxCompany is how many forms of one text are company to each other: those of its
// first names.
const maxCompany = 300

// maxBlock is how many forms may share a key for it to be a reason to compare them.
const maxBlock = 200

func compareNodes(a, b *node) int {
	return cmp.Or(strings.Compare(string(a.key.Kind), string(b.key.Kind)), strings.Compare(a.key.Form, b.key.Form))
}
