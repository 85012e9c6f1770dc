package sqlite

import (
	"bytes"
	"context"
	"errors"

	"github.com/RoaringBitmap/roaring/v2"
	segment_api "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"

	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/mark"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

// leaf is a compiled word or phrase of a query, once per distinct one.
type leaf struct {
	words.Leaf
	at      int         // index among the plan's leaves
	none    bool        // no term is left of it: matches nothing
	forms   []mark.Form // Stemmed: the other forms
	scoring bool        // counts towards relevance
	idf     float64
	weights entries.Weights // what an occurrence counts, by where it stands
}

// plan is a query made ready for segments.
type plan struct {
	cols    *columns
	names   []sourceName
	at      int64
	root    query.Node
	leaves  []*leaf
	choices []entries.Choice
	byNode  map[query.Node]*leaf
	filters map[query.Node]func(slot uint32) bool
}

// unit is a part of the catalogue that one worker evaluates: a segment, or a
// run of slots when the query asks for no words.
type unit struct {
	*plan
	ctx   context.Context
	seg   *segment
	base  uint32 // first slot of a run
	n     int
	dicts map[string]segment_api.TermDictionary

	// Reused from term to term by or: a prefix can stand for thousands.
	list  segment_api.PostingsList
	iter  segment_api.PostingsIterator
	batch [256]uint32

	visible bitset
	match   bitset
	asked   bitset               // what the query alone matches
	chosen  []bitset             // by plan.choices
	leaf    []bitset             // by plan.leaves, those evaluated
	counts  []map[uint32]float64 // phrases: how often, weighted
	found   map[string]bool      // forms met
}

func (u *unit) slot(doc uint32) uint32 {
	if u.seg == nil {
		return u.base + doc
	}
	return u.seg.slots[doc]
}

// evaluate fills visible and match.
func (u *unit) evaluate() error {
	if u.seg != nil {
		u.visible = u.seg.visibleAt(u.cols, u.at)
	} else {
		u.visible = newBitset(u.n)
		for doc := range uint32(u.n) {
			if u.cols.visible(u.base+doc, u.at) {
				u.visible.set(doc)
			}
		}
	}
	u.leaf = make([]bitset, len(u.leaves))
	u.counts = make([]map[uint32]float64, len(u.leaves))
	u.asked = u.visible
	var err error
	if u.root != nil {
		if u.asked, err = u.node(u.root); err != nil {
			return err
		}
	}
	// A leaf that the tree did not need is still needed for its frequency.
	for _, l := range u.leaves {
		if l.scoring {
			if _, err := u.leafBits(l); err != nil {
				return err
			}
		}
	}
	u.chosen = make([]bitset, len(u.choices))
	for i, ch := range u.choices {
		if u.chosen[i], err = u.node(ch.Node); err != nil {
			return err
		}
	}
	u.match = u.narrowed(nil)
	return nil
}

// narrowed returns what matches the query and all choices but those of one field.
// The result may be shared with others: it must not be modified.
func (u *unit) narrowed(but *field.Field) bitset {
	out, own := u.asked, false
	for i, ch := range u.choices {
		if ch.Field == but {
			continue
		}
		if !own {
			out, own = out.clone(), true
		}
		out.and(u.chosen[i])
	}
	return out
}

// node evaluates a subtree, within visible. The result may be shared with
// others: it is not to be changed.
func (u *unit) node(n query.Node) (bitset, error) {
	if err := u.ctx.Err(); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case *query.And:
		var out bitset
		for _, c := range n.Nodes {
			b, err := u.node(c)
			if err != nil {
				return nil, err
			}
			if out == nil {
				out = b.clone()
			} else {
				out.and(b)
			}
		}
		return out, nil
	case *query.Or:
		out := newBitset(u.n)
		for _, c := range n.Nodes {
			b, err := u.node(c)
			if err != nil {
				return nil, err
			}
			out.or(b)
		}
		return out, nil
	case *query.Not:
		b, err := u.node(n.Node)
		if err != nil {
			return nil, err
		}
		out := u.visible.clone()
		out.andNot(b)
		return out, nil
	}
	if l := u.byNode[n]; l != nil {
		return u.leafBits(l)
	}
	out := newBitset(u.n)
	filter := u.filters[n]
	u.visible.each(func(doc uint32) {
		if filter(u.slot(doc)) {
			out.set(doc)
		}
	})
	return out, nil
}

// leafBits evaluates a leaf once.
func (u *unit) leafBits(l *leaf) (bitset, error) {
	if u.leaf[l.at] != nil {
		return u.leaf[l.at], nil
	}
	b := newBitset(u.n)
	var err error
	switch {
	case l.none || u.seg == nil:
	case l.Kind == words.Phrase:
		b, err = u.phrase(l)
	case l.Kind == words.Prefix:
		err = u.prefix(l, b)
	default:
		err = u.term(l, l.Terms[0], nil, b)
		for _, f := range l.forms {
			if err != nil {
				break
			}
			err = u.form(l, f, b)
		}
	}
	if err != nil {
		return nil, err
	}
	b.and(u.visible)
	u.leaf[l.at] = b
	return b, nil
}

// form adds the documents of another form of a word, in texts whose language
// has the rules by which it is one.
func (u *unit) form(l *leaf, f mark.Form, b bitset) error {
	own := newBitset(u.n)
	if err := u.term(l, f.Term, u.mask(f.In), own); err != nil {
		return err
	}
	own.and(u.visible)
	if l.scoring && !u.found[f.Term] {
		met := !own.empty()
		if !met && l.Field == query.Text {
			// Met in a headline alone: still a form the query was widened to.
			if err := u.or(fieldAll, f.Term, own); err != nil {
				return err
			}
			own.and(u.visible)
			if m := u.mask(f.In); m != nil {
				own.and(m)
			}
			met = !own.empty()
			own = newBitset(u.n)
		}
		if met {
			u.found[f.Term] = true
		}
	}
	b.or(own)
	return nil
}

// mask returns the documents whose language has one of the rules; nil when all do.
func (u *unit) mask(in words.SetRules) bitset {
	if u.cols.hasRules&^in == 0 {
		return nil
	}
	out := newBitset(u.n)
	for r := range words.Rules(words.MaxRules) {
		if in.Has(r) && u.cols.hasRules.Has(r) {
			out.or(u.seg.withRules(u.cols, r))
		}
	}
	return out
}

// term adds the documents in which a term stands in the leaf's field.
func (u *unit) term(l *leaf, term string, mask, b bitset) error {
	own := b
	narrowed := mask != nil || l.Field == query.Text
	if narrowed {
		own = newBitset(u.n)
	}
	if err := u.or(fieldOf(l.Field), term, own); err != nil {
		return err
	}
	if l.Field == query.Text {
		if err := u.onlyInText(term, own); err != nil {
			return err
		}
	}
	if mask != nil {
		own.and(mask)
	}
	if narrowed {
		b.or(own)
	}
	return nil
}

// fieldOf returns where a leaf's terms are looked up.
func fieldOf(f query.Field) string {
	switch f {
	case query.Default, query.Text:
		return fieldAll
	case query.Title:
		return fieldTitle
	}
	return string(f)
}

// onlyInText takes out of b the documents that have the term in the headline alone.
func (u *unit) onlyInText(term string, b bitset) error {
	title := newBitset(u.n)
	if err := u.or(fieldTitle, term, title); err != nil {
		return err
	}
	title.and(b)
	if title.empty() {
		return nil
	}
	heads := map[uint32]uint64{}
	if err := u.frequencies(fieldTitle, term, title, func(doc uint32, f uint64) { heads[doc] = f }); err != nil {
		return err
	}
	return u.frequencies(fieldAll, term, title, func(doc uint32, f uint64) {
		if f <= heads[doc] {
			b.clear(doc)
		}
	})
}

func (u *unit) dict(field string) (segment_api.TermDictionary, error) {
	if d := u.dicts[field]; d != nil {
		return d, nil
	}
	d, err := u.seg.seg.Dictionary(field)
	if err != nil {
		return nil, err
	}
	u.dicts[field] = d
	return d, nil
}

// postings returns a term's postings; nil when there are none.
func (u *unit) postings(field, term string) (segment_api.PostingsList, error) {
	d, err := u.dict(field)
	if err != nil {
		return nil, err
	}
	p, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil || p == nil || p.Count() == 0 {
		return nil, err
	}
	return p, nil
}

// or adds a term's documents to b.
func (u *unit) or(field, term string, b bitset) error {
	d, err := u.dict(field)
	if err != nil {
		return err
	}
	u.list, err = d.PostingsList([]byte(term), nil, u.list)
	if err != nil || u.list == nil || u.list.Count() == 0 {
		return err
	}
	return u.orPostings(u.list, b)
}

// orPostings adds documents without reading frequencies, many at a time where
// Bleve shows its bitmap.
func (u *unit) orPostings(p segment_api.PostingsList, b bitset) error {
	u.iter = p.Iterator(false, false, false, u.iter)
	if o, ok := u.iter.(segment_api.OptimizablePostingsIterator); ok {
		if doc, ok := o.DocNum1Hit(); ok {
			b.set(uint32(doc))
			return nil
		}
		if bm := o.ActualBitmap(); bm != nil {
			many := bm.ManyIterator()
			for n := many.NextMany(u.batch[:]); n > 0; n = many.NextMany(u.batch[:]) {
				for _, doc := range u.batch[:n] {
					b[doc>>6] |= 1 << (doc & 63)
				}
			}
			return nil
		}
	}
	for {
		post, err := u.iter.Next()
		if err != nil || post == nil {
			return err
		}
		b.set(uint32(post.Number()))
	}
}

// rareShare is how much smaller a set must be than a postings list for reading
// only its members' frequencies to be worth the set-up.
const rareShare = 4

// frequencies calls fn for every document in only that has the term.
func (u *unit) frequencies(field, term string, only bitset, fn func(doc uint32, freq uint64)) error {
	p, err := u.postings(field, term)
	if err != nil || p == nil {
		return err
	}
	it := p.Iterator(true, false, false, nil)
	restrict(it, p, only, only.count())
	for {
		post, err := it.Next()
		if err != nil {
			return err
		}
		if post == nil {
			return nil
		}
		if doc := uint32(post.Number()); only.has(doc) {
			fn(doc, post.Frequency())
		}
	}
}

// restrict makes an iterator skip what is not in only, where that pays.
func restrict(it segment_api.PostingsIterator, p segment_api.PostingsList, only bitset, members int) {
	o, ok := it.(segment_api.OptimizablePostingsIterator)
	if !ok || uint64(members)*rareShare > p.Count() {
		return
	}
	if bm := o.ActualBitmap(); bm != nil {
		o.ReplaceActual(roaring.And(bm, roaring.FromDense(only, true)))
	}
}

// prefixEnd returns the first key after all that begin with p; nil for none.
func prefixEnd(p []byte) []byte {
	end := bytes.Clone(p)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] != 0xFF {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// expand calls fn for every term of the field that begins so.
func (u *unit) expand(field, prefix string, fn func(term string) error) error {
	d, err := u.dict(field)
	if err != nil {
		return err
	}
	it := d.AutomatonIterator(&vellum.AlwaysMatch{}, []byte(prefix), prefixEnd([]byte(prefix)))
	for n := 0; ; n++ {
		if n%1024 == 0 && u.ctx.Err() != nil {
			return u.ctx.Err()
		}
		e, err := it.Next()
		if err != nil && !errors.Is(err, vellum.ErrIteratorDone) {
			return err
		}
		if e == nil {
			return nil
		}
		if err := fn(e.Term); err != nil {
			return err
		}
	}
}

func (u *unit) prefix(l *leaf, b bitset) error {
	return u.expand(fieldOf(l.Field), l.Terms[0], func(term string) error { return u.term(l, term, nil, b) })
}
