package joining

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/forms"
	"cuttings/reading/names"
	"cuttings/reading/tagger"
)

const (
	proposed     = 500 // number of proposals kept, those of the most used names first
	proposeBlock = 60  // maximum number of forms with one key that are compared
)

// proposer finds pairs of names that may be one: they have similar forms, and the texts do not decide it. It
// follows the names that are kept; the cost of a change grows with the number of forms similar to the changed
// ones. The pairs depend on the names alone.
type proposer struct {
	names  map[string]*proposedName
	blocks map[uint64][]*proposedForm // forms that may be similar, in no order
	dirty  map[*proposedName]bool
	moved  bool // a pair, or how often one of its names is used, has changed
}

// proposedName is a name with its pairs.
type proposedName struct {
	keptName
	forms []*proposedForm
	pairs map[*proposedName]proposedPair
}

type proposedForm struct {
	of     *proposedName
	text   string
	parsed *forms.Form // text parsed; see form
	keys   []uint64    // ascending
}

// form returns the form parsed.
func (f *proposedForm) form() *forms.Form {
	if f.parsed == nil {
		p := forms.New(f.text)
		f.parsed = &p
	}
	return f.parsed
}

// proposedPair is the two forms in which two names are similar, that of the smaller ID first.
type proposedPair struct{ how, a, b string }

func newProposer() *proposer {
	return &proposer{names: map[string]*proposedName{}, blocks: map[uint64][]*proposedForm{},
		dirty: map[*proposedName]bool{}}
}

// isEqual is the lowest bit of a key; it is set for keys shared by equal forms.
const isEqual = 1

// put adds or replaces a name.
func (p *proposer) put(n keptName) {
	p.drop(n.id)
	at := &proposedName{keptName: n, pairs: map[*proposedName]proposedPair{}}
	p.names[n.id] = at
	for _, form := range n.forms {
		f := &proposedForm{of: at, text: form}
		for _, key := range f.form().Hashes(n.kind) {
			f.keys = append(f.keys, key&^isEqual)
		}
		if !f.form().IsShort(names.Person) || n.kind != names.Person { // a surname is shared by many
			f.keys = append(f.keys, tagger.Hash(f.form().Key)|isEqual)
		}
		slices.Sort(f.keys)
		f.keys = slices.Compact(f.keys)
		at.forms = append(at.forms, f)
		for _, key := range f.keys {
			if p.blocks[key] = append(p.blocks[key], f); len(p.blocks[key]) == proposeBlock+1 {
				p.markBlock(key)
			}
		}
	}
	p.dirty[at] = true
}

// drop removes a name.
func (p *proposer) drop(id string) {
	at := p.names[id]
	if at == nil {
		return
	}
	p.removePairs(at)
	for _, f := range at.forms {
		for _, key := range f.keys {
			block := p.blocks[key]
			i := slices.Index(block, f)
			block[i] = block[len(block)-1]
			block[len(block)-1] = nil
			if block = block[:len(block)-1]; len(block) == 0 {
				delete(p.blocks, key)
				continue
			}
			if p.blocks[key] = block; len(block) == proposeBlock {
				p.markBlock(key)
			}
		}
	}
	delete(p.names, id)
	delete(p.dirty, at)
}

// markBlock marks the names of a block for comparison, because it has become too large or is no longer.
func (p *proposer) markBlock(key uint64) {
	for _, f := range p.blocks[key] {
		p.dirty[f.of] = true
	}
}

func (p *proposer) removePairs(n *proposedName) {
	for m := range n.pairs {
		delete(m.pairs, n)
		p.moved = true
	}
	clear(n.pairs)
}

// update compares the changed names and reports whether the proposals may differ.
func (p *proposer) update() bool {
	for n := range p.dirty {
		p.removePairs(n)
	}
	for n := range p.dirty {
		tried := map[*proposedName]bool{n: true}
		for _, f := range n.forms {
			for _, key := range f.keys {
				block := p.blocks[key]
				if len(block) > proposeBlock {
					continue
				}
				for _, g := range block {
					if m := g.of; !tried[m] {
						tried[m] = true
						p.addPairIfSimilar(n, m)
					}
				}
			}
		}
	}
	clear(p.dirty)
	moved := p.moved
	p.moved = false
	return moved
}

// addPairIfSimilar records two names as a pair if they may be one.
func (p *proposer) addPairIfSimilar(a, b *proposedName) {
	if a.id > b.id {
		a, b = b, a
	}
	if _, had := a.pairs[b]; had || slices.Contains(a.related, b.id) {
		return
	}
	best, at, found := proposedPair{}, uint64(0), false
	for _, f := range a.forms {
		for _, g := range b.forms {
			how, key, ok := p.similarity(f, g)
			if !ok {
				continue
			}
			pair := proposedPair{how, f.form().Text, g.form().Text}
			if !found || cmp.Or(cmp.Compare(key, at), strings.Compare(pair.a, best.a),
				strings.Compare(pair.b, best.b)) < 0 {
				best, at, found = pair, key, true
			}
		}
	}
	if found {
		a.pairs[b], b.pairs[a] = best, best
		p.moved = true
	}
}

// similarity returns how two forms are similar, and the first of the keys by which they are compared; false where
// they are not, or where their names cannot be one.
func (p *proposer) similarity(f, g *proposedForm) (how string, key uint64, ok bool) {
	kind := f.of.kind
	rel, _ := forms.Compare(kind, *f.form(), *g.form())
	if !rel.CanNameSame() {
		return "", 0, false
	}
	for _, k := range f.keys {
		if _, shared := slices.BinarySearch(g.keys, k); !shared || len(p.blocks[k]) > proposeBlock {
			continue
		}
		equal := k&isEqual != 0
		if rel == forms.Equal && !equal {
			continue
		}
		// A shorter form, such as a surname, may be another name's if its own name has a longer one.
		main, _ := forms.Compare(kind, forms.New(f.of.form), forms.New(g.of.form))
		if !equal && !main.CanNameSame() && (!rel.EquallyFull() || kind == names.Person) {
			continue
		}
		return rel.String(), k, true
	}
	return "", 0, false
}

// list returns the proposals without a decision, those of the most used names first. listed has the names as in
// lists, by ID.
func (p *proposer) list(listed map[string]*cutting.ListedName, d cutting.NameDecisions) []cutting.ProposedMerge {
	known := map[[2]cutting.NameKey]bool{}
	for _, pairs := range [][][2]cutting.NameKey{d.Same, d.Different, d.Unsure} {
		for _, p := range pairs {
			known[p], known[[2]cutting.NameKey{p[1], p[0]}] = true, true
		}
	}
	keyOf := func(n *proposedName) cutting.NameKey {
		return cutting.NameKey{Kind: string(n.kind), Form: forms.New(n.form).Key}
	}
	type found struct {
		a, b *proposedName
		pair proposedPair
	}
	before := func(p, q found) int {
		return cmp.Or(cmp.Compare(min(q.a.texts, q.b.texts), min(p.a.texts, p.b.texts)),
			cmp.Compare(q.a.texts+q.b.texts, p.a.texts+p.b.texts), strings.Compare(p.a.id, q.a.id),
			strings.Compare(p.b.id, q.b.id))
	}
	var best []found
	var last *found // the last one that can still be among the first
	for _, a := range p.names {
		for b, pair := range a.pairs {
			if a.id > b.id || len(known) > 0 && known[[2]cutting.NameKey{keyOf(a), keyOf(b)}] {
				continue
			}
			f := found{a, b, pair}
			if last != nil && before(f, *last) > 0 {
				continue
			}
			if best = append(best, f); len(best) == 4*proposed {
				slices.SortFunc(best, before)
				best = best[:proposed]
				worst := best[proposed-1]
				last = &worst
			}
		}
	}
	slices.SortFunc(best, before)
	out := []cutting.ProposedMerge{}
	for _, f := range best[:min(len(best), proposed)] {
		out = append(out, cutting.ProposedMerge{A: *listed[f.a.id], B: *listed[f.b.id], How: f.pair.how,
			FormA: f.pair.a, FormB: f.pair.b})
	}
	return out
}
