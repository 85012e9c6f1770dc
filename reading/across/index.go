package across

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// Index has texts and the names joined over them. A change joins again only what it affects: the forms of the
// text, those that may be forms of one name with them, and the uses of shorter forms that may be of these. It
// is not safe for concurrent use.
type Index struct {
	texts map[string]*text
	nodes map[Key]*node
	known map[Key]writtenForm // forms as written
	keys  map[uint64][]*node  // by the hashes of forms' keys
	last  int32               // number of the last node made
	// what people decided
	same, different map[Key][]Key
	none            map[Key]bool
	changes         changes
	bases           map[string]map[*group]bool // named groups, by the form in their ID
	limits          limits
}

// text is one text with its local names.
type text struct {
	Text
	rank   uint64 // decides which texts of a form its company is taken from
	locals []local
	met    []localForm // every use, up to maxCompany
	all    []*node     // the distinct nodes of met
}

// local is a local name of a text.
type local struct {
	node *node // of its fullest form; nil for what is no name
	at   int   // index in node.uses
	uses []writtenForm
	home *group // its name
	why  Why
}

// localForm is a form of one of a text's local names.
type localForm struct {
	node  *node
	local int
}

// writtenForm is a form as written.
type writtenForm struct {
	node *node
	at   int // index in node.written
}

// spelling is one spelling of a form, with its count.
type spelling struct {
	text  string
	count int
}

// node is one form of one kind.
type node struct {
	number     int32
	key        Key
	text       string      // as written most
	parsed     *forms.Form // of text; see form
	keys       []uint64
	spellings  []spelling
	live       int     // total count of its spellings
	uses       []place // local names that have it as their fullest form
	in         []*text // texts that have it, by rank
	stated     map[*node][]Evidence
	short      bool // shorter than a full name: a surname, initials
	own        *group
	homes      []groupUses // groups its uses are in besides its own
	nameGroups []groupUses // groups of the local names that have it, whatever their fullest form
	company    []int32     // numbers of the forms in its texts, ascending; nil when not known
	traits     *traits     // of a person; nil when not known
}

// groupUses is a group with the number of a node's uses in it.
type groupUses struct {
	g    *group
	uses int
}

// place is one local name.
type place struct {
	text  *text
	local int
}

func comparePlaces(a, b place) int {
	return cmp.Or(strings.Compare(a.text.ID, b.text.ID), cmp.Compare(a.local, b.local))
}

func (p place) localName() *local { return &p.text.locals[p.local] }

// NewIndex returns an empty index with some decisions.
func NewIndex(d Decisions) *Index {
	x := &Index{
		texts: map[string]*text{}, nodes: map[Key]*node{}, known: map[Key]writtenForm{},
		keys: map[uint64][]*node{}, same: map[Key][]Key{}, different: map[Key][]Key{}, none: map[Key]bool{},
		changes: newChanges(), bases: map[string]map[*group]bool{}, limits: limits{64, 200, [2]int{256, 4096}},
	}
	for _, p := range d.Same {
		x.same[p[0]] = append(x.same[p[0]], p[1])
		x.same[p[1]] = append(x.same[p[1]], p[0])
	}
	for _, p := range d.Different {
		x.different[p[0]] = append(x.different[p[0]], p[1])
		x.different[p[1]] = append(x.different[p[1]], p[0])
	}
	for _, k := range d.None {
		x.none[k] = true
	}
	return x
}

// Join returns the names of texts, joined over all of them, by kind and form.
func Join(texts []Text, d Decisions) []Name {
	x := NewIndex(d)
	for _, t := range texts {
		x.Add(t)
	}
	return x.Names()
}

// writtenFormOf returns a form as written, a new one if needed; it has no node for what is no name.
func (x *Index) writtenFormOf(kind names.Kind, form string) writtenForm {
	raw := Key{kind, form}
	if w, ok := x.known[raw]; ok {
		return w
	}
	f := forms.New(form)
	k := Key{kind, f.Key}
	if f.Empty() || x.none[k] {
		x.known[raw] = writtenForm{}
		return writtenForm{}
	}
	n := x.nodes[k]
	if n == nil {
		x.last++
		n = &node{number: x.last, key: k, text: f.Text, parsed: &f, short: f.IsShort(kind), keys: f.Hashes(kind)}
		x.nodes[k] = n
	}
	at := slices.IndexFunc(n.spellings, func(w spelling) bool { return w.text == f.Text })
	if at < 0 {
		at = len(n.spellings)
		n.spellings = append(n.spellings, spelling{text: f.Text})
	}
	w := writtenForm{n, at}
	x.known[raw] = w
	return w
}

// Add adds a text, or replaces the one with the same ID.
func (x *Index) Add(t Text) {
	x.Remove(t.ID)
	h := fnv.New64a()
	_, _ = h.Write([]byte(t.ID))
	e := &text{Text: t, rank: h.Sum64(), locals: make([]local, len(t.Names))}
	was := x.extraCompany()
	x.texts[t.ID] = e
	x.rejoinAllIfResized(was)
	for i, l := range t.Names {
		to := &e.locals[i]
		if to.node = x.writtenFormOf(l.Kind, l.Form).node; to.node == nil {
			continue
		}
		for _, u := range l.Uses {
			w := x.writtenFormOf(l.Kind, u.Form)
			to.uses = append(to.uses, w)
			if w.node == nil {
				continue
			}
			x.countSpelling(w, max(u.Count, 1))
		}
		to.at = len(to.node.uses)
		to.node.uses = append(to.node.uses, place{e, i})
		x.changes.markUse(place{e, i})
		for _, a := range l.Aliases {
			x.countStatement(l.Kind, a, t.ID, 1)
		}
	}
	e.recordForms()
	for _, n := range e.all {
		at, _ := slices.BinarySearchFunc(n.in, e, compareRanks)
		if at < x.limits.sample {
			x.changes.markCompany(n, e)
			if len(n.in) >= x.limits.sample {
				x.changes.markCompany(n, n.in[x.limits.sample-1])
			}
		}
		n.in = slices.Insert(n.in, at, e)
	}
}

// recordForms records the forms of the text's local names.
func (e *text) recordForms() {
	for i := range e.locals {
		for _, w := range e.locals[i].uses {
			if w.node != nil && len(e.met) < maxCompany {
				e.met = append(e.met, localForm{w.node, i})
			}
		}
	}
	for i, m := range e.met {
		if !slices.ContainsFunc(e.met[:i], func(o localForm) bool { return o.node == m.node }) {
			e.all = append(e.all, m.node)
		}
	}
}

// Remove removes a text; an unknown ID has no effect.
func (x *Index) Remove(id string) {
	e := x.texts[id]
	if e == nil {
		return
	}
	for _, n := range e.all {
		at, _ := slices.BinarySearchFunc(n.in, e, compareRanks)
		if at < x.limits.sample {
			x.changes.markCompany(n, e)
			if len(n.in) > x.limits.sample {
				x.changes.markCompany(n, n.in[x.limits.sample])
			}
		}
		n.in = slices.Delete(n.in, at, at+1)
	}
	for i, l := range e.Names {
		from := &e.locals[i]
		if from.node == nil {
			continue
		}
		x.move(place{e, i}, nil, "")
		for _, a := range l.Aliases {
			x.countStatement(l.Kind, a, id, -1)
		}
		for k, u := range l.Uses {
			x.countSpelling(from.uses[k], -max(u.Count, 1))
		}
		n := from.node
		moved := n.uses[len(n.uses)-1]
		n.uses[from.at] = moved
		moved.localName().at = from.at
		n.uses = n.uses[:len(n.uses)-1]
		x.changes.unmarkUse(place{e, i})
		x.changes.lost[n] = true
	}
	was := x.extraCompany()
	delete(x.texts, id)
	x.rejoinAllIfResized(was)
}

// compareRanks orders the texts of a form; its company is taken from the first ones.
func compareRanks(a, b *text) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.ID, b.ID))
}

// countStatement records, or for by -1 removes, that a text states two forms are of one name.
func (x *Index) countStatement(kind names.Kind, a Alias, id string, by int) {
	long, short := x.writtenFormOf(kind, a.Long), x.writtenFormOf(kind, a.Short)
	n, m := long.node, short.node
	if n == nil || m == nil || n == m {
		return
	}
	x.countSpelling(long, by)
	x.countSpelling(short, by)
	ev := Evidence{id, a.Span}
	for _, p := range [][2]*node{{n, m}, {m, n}} {
		if p[0].stated == nil {
			p[0].stated = map[*node][]Evidence{}
		}
		had := p[0].stated[p[1]]
		if i := slices.Index(had, ev); by > 0 && i < 0 {
			had = append(had, ev)
		} else if by < 0 && i >= 0 {
			had = slices.Delete(had, i, i+1)
		}
		if p[0].stated[p[1]] = had; len(had) == 0 {
			delete(p[0].stated, p[1])
		}
		x.changes.markForm(p[0])
	}
}

// countSpelling adds by to the count of a spelling; a form without a count is no longer found by its keys.
func (x *Index) countSpelling(w writtenForm, by int) {
	n := w.node
	if n == nil {
		return
	}
	if n.live == 0 && by > 0 {
		x.setIndexed(n, true)
	}
	n.spellings[w.at].count += by
	if n.live += by; n.live == 0 {
		x.setIndexed(n, false)
	}
	if f := n.mostWritten(); f != n.text {
		n.text, n.parsed = f, nil
		n.short = n.form().IsShort(n.key.Kind)
		x.changes.markForm(n)
		x.changes.written[n] = true
	}
}

// setIndexed adds a form to the index of keys, or removes it.
func (x *Index) setIndexed(n *node, found bool) {
	x.changes.markForm(n)
	for _, key := range n.keys {
		block := x.keys[key]
		was := len(block) <= x.limits.block
		if found {
			block = append(block, n)
		} else {
			i, last := slices.Index(block, n), len(block)-1
			block[i] = block[last]
			block[last] = nil
			block = block[:last]
		}
		if x.keys[key] = block; len(block) == 0 {
			delete(x.keys, key)
		}
		if was == (len(block) <= x.limits.block) {
			continue
		}
		for _, m := range block { // forms compared by the key are no longer, or are again
			x.changes.markForm(m)
		}
	}
}

// form returns the most frequent spelling of the form, parsed.
func (n *node) form() *forms.Form {
	if n.parsed == nil {
		f := forms.New(n.text)
		n.parsed = &f
	}
	return n.parsed
}

// mostWritten returns the most frequent spelling of the form, one in capitals ("HADRIN GORGE" of datelines)
// only if there is no other; of two the one with more lower-case letters.
func (n *node) mostWritten() string {
	best := spelling{}
	better := func(w spelling) bool {
		if a, b := forms.IsAllCapitals(w.text), forms.IsAllCapitals(best.text); a != b && best.count > 0 {
			return b
		}
		return w.count > best.count || w.count == best.count && w.text > best.text
	}
	for _, w := range n.spellings {
		if w.count > 0 && better(w) {
			best = w
		}
	}
	if best.count == 0 {
		return n.text
	}
	return best.text
}

// nodesSharingKey returns the nodes that share a key with n, in order, without keys that too many share.
func (x *Index) nodesSharingKey(n *node) []*node {
	var out []*node
	for _, key := range n.keys {
		if block := x.keys[key]; len(block) <= x.limits.block {
			for _, m := range block {
				if m != n {
					out = append(out, m)
				}
			}
		}
	}
	slices.SortFunc(out, compareNodes)
	return slices.Compact(out)
}

// companyOf returns the numbers of the forms that occur in one text with a form, in the first of its texts by
// rank; for a name in many texts a sample is enough.
func (x *Index) companyOf(n *node) []int32 {
	if n.company != nil {
		return n.company
	}
	out := []int32{}
	for _, e := range n.in[:min(len(n.in), x.limits.sample)] {
		for _, m := range e.met {
			if m.node != n {
				continue
			}
			for _, o := range e.met {
				if o.node != n && o.local != m.local && o.node.countsAsCompany() {
					out = append(out, o.node.number)
				}
			}
		}
	}
	slices.Sort(out)
	n.company = slices.Compact(out)
	x.changes.counted = append(x.changes.counted, n)
	return n.company
}

// countsAsCompany reports whether occurring beside a form is evidence: beside a surname alone it is not.
func (n *node) countsAsCompany() bool { return !n.short || n.key.Kind == names.Organisation }

// sharedCompany returns the number of full forms in the company of both nodes.
func (x *Index) sharedCompany(n, m *node) (count int) {
	a, b := x.companyOf(n), x.companyOf(m)
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			count++
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return count
}

// maxCompany is the maximum number of forms of one text that count as company of each other: those of its first
// names.
const maxCompany = 300

// limits bound the cost of names that very many texts have.
type limits struct {
	sample int // number of texts of a form that its company is taken from
	block  int // maximum number of forms with one key that are compared
	// numbers of texts from which similar forms must share one more form of their company, and two, because in
	// more texts more forms occur together by chance
	large [2]int
}

// extraCompany returns the additional company that similar forms need, compared with a small archive.
func (x *Index) extraCompany() int {
	n := 0
	for _, size := range x.limits.large {
		if len(x.texts) >= size {
			n++
		}
	}
	return n
}

// rejoinAllIfResized marks all forms to be joined again when the number of texts has passed a limit for the company
// required.
func (x *Index) rejoinAllIfResized(was int) {
	if x.extraCompany() == was {
		return
	}
	for _, n := range x.nodes {
		x.changes.markForm(n)
	}
}

func compareNodes(a, b *node) int {
	return cmp.Or(strings.Compare(string(a.key.Kind), string(b.key.Kind)), strings.Compare(a.key.Form, b.key.Form))
}

// Decide replaces the decisions, in time that depends on what they affect.
func (x *Index) Decide(d Decisions) {
	to := NewIndex(d)
	keys := map[Key]bool{}
	for _, pairs := range [][2]map[Key][]Key{{x.same, to.same}, {x.different, to.different}} {
		for k, list := range pairs[0] {
			keys[k] = keys[k] || !slices.Equal(list, pairs[1][k])
		}
		for k, list := range pairs[1] {
			keys[k] = keys[k] || !slices.Equal(list, pairs[0][k])
		}
	}
	mark := func() {
		for k, differs := range keys {
			if n := x.nodes[k]; n != nil && differs {
				x.changes.markForm(n)
				for _, o := range slices.Concat(x.same[k], x.different[k]) {
					if m := x.nodes[o]; m != nil {
						x.changes.markForm(m)
					}
				}
			}
		}
	}
	mark() // what was decided before
	x.same, x.different = to.same, to.different
	mark()
	flips := map[Key]bool{}
	for k := range x.none {
		flips[k] = !to.none[k]
	}
	for k := range to.none {
		flips[k] = !x.none[k]
	}
	var again []Text
	for k, flips := range flips {
		if !flips {
			continue
		}
		for raw := range x.known {
			if raw.Kind == k.Kind && forms.New(raw.Form).Key == k.Form {
				again = append(again, x.textsWith(raw)...)
			}
		}
	}
	for _, t := range again {
		x.Remove(t.ID)
	}
	if x.none = to.none; len(again) > 0 || len(flips) > 0 {
		for raw := range x.known {
			if k := (Key{raw.Kind, forms.New(raw.Form).Key}); flips[k] {
				delete(x.known, raw)
			}
		}
	}
	for _, t := range again {
		x.Add(t)
	}
}

// textsWith returns the texts that have a spelling of a form.
func (x *Index) textsWith(raw Key) []Text {
	var out []Text
	for _, e := range x.texts {
		if slices.ContainsFunc(e.Names, func(l Local) bool {
			return l.Kind == raw.Kind && (l.Form == raw.Form ||
				slices.ContainsFunc(l.Uses, func(u Use) bool { return u.Form == raw.Form }) ||
				slices.ContainsFunc(l.Aliases, func(a Alias) bool {
					return a.Long == raw.Form ||
						a.Short == raw.Form
				}))
		}) {
			out = append(out, e.Text)
		}
	}
	return out
}

// TextsOf returns the IDs of the texts that have a form.
func (x *Index) TextsOf(k Key) []string {
	n := x.nodes[k]
	if n == nil {
		return nil
	}
	out := make([]string, len(n.in))
	for i, e := range n.in {
		out[i] = e.ID
	}
	return out
}
