package postings

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

// Leaf is a compiled word or phrase of a query, one for all equal ones.
type Leaf struct {
	words.Leaf
	At      int         // index among the plan's leaves
	None    bool        // it has no term and matches nothing
	Forms   []mark.Form // Stemmed: the other forms
	Scoring bool        // counts towards relevance
	IDF     float64
	Weights entries.Weights // weights of an occurrence, by where it is
}

// Plan is a query compiled for segments.
type Plan struct {
	Columns Columns
	At      int64 // the state searched
	Root    query.Node
	Leaves  []*Leaf
	Choices []entries.Choice
	ByNode  map[query.Node]*Leaf
	// Filters are the filters of the leaves that are no words, by slot.
	Filters map[query.Node]func(slot uint32) bool
}

// Unit is a part of the catalogue that one worker evaluates: a segment, or a run of slots when the query has no
// words.
type Unit struct {
	*Plan
	ctx   context.Context
	seg   *Segment
	base  uint32 // first slot of a run
	N     int    // documents, or slots
	dicts map[string]segment_api.TermDictionary

	// Reused for each term by or, because a prefix can expand to thousands.
	list  segment_api.PostingsList
	iter  segment_api.PostingsIterator
	batch [256]uint32

	visible      Bits
	Match        Bits                 // what the query and all choices match
	queryMatches Bits                 // what the query alone matches
	choiceBits   []Bits               // by index in Plan.Choices
	leaf         []Bits               // by index in Plan.Leaves, those evaluated
	counts       []map[uint32]float64 // phrases: weighted frequencies
	Found        map[string]bool      // forms found
}

// OfSegment returns the unit of a segment.
func (p *Plan) OfSegment(ctx context.Context, s *Segment) *Unit {
	return &Unit{Plan: p, ctx: ctx, seg: s, N: s.N, Found: map[string]bool{},
		dicts: map[string]segment_api.TermDictionary{}}
}

// OfSlots returns the unit of n slots from base on, for plans without words.
func (p *Plan) OfSlots(ctx context.Context, base uint32, n int) *Unit {
	return &Unit{Plan: p, ctx: ctx, base: base, N: n, Found: map[string]bool{}}
}

// Slots appends the slots of some documents.
func (u *Unit) Slots(dst []uint32, docs Bits) []uint32 {
	docs.Each(func(doc uint32) { dst = append(dst, u.Slot(doc)) })
	return dst
}

// DF returns the number of documents that a scoring leaf matches.
func (u *Unit) DF(l *Leaf) int { return u.leaf[l.At].Count() }

// Slot returns the slot of a document.
func (u *Unit) Slot(doc uint32) uint32 {
	if u.seg == nil {
		return u.base + doc
	}
	return u.seg.Slots[doc]
}

// Evaluate sets Match and what the scorer needs.
func (u *Unit) Evaluate() error {
	if u.seg != nil {
		u.visible = u.seg.VisibleAt(u.Columns, u.At)
	} else {
		u.visible = NewBits(u.N)
		for doc := range uint32(u.N) {
			if u.Columns.Visible(u.base+doc, u.At) {
				u.visible.Set(doc)
			}
		}
	}
	u.leaf = make([]Bits, len(u.Leaves))
	u.counts = make([]map[uint32]float64, len(u.Leaves))
	u.queryMatches = u.visible
	var err error
	if u.Root != nil {
		if u.queryMatches, err = u.node(u.Root); err != nil {
			return err
		}
	}
	// A leaf that the tree did not need is still needed for its frequency.
	for _, l := range u.Leaves {
		if l.Scoring {
			if _, err := u.leafBits(l); err != nil {
				return err
			}
		}
	}
	u.choiceBits = make([]Bits, len(u.Choices))
	for i, ch := range u.Choices {
		if u.choiceBits[i], err = u.node(ch.Node); err != nil {
			return err
		}
	}
	u.Match = u.MatchExcept(nil)
	return nil
}

// MatchExcept returns what matches the query and all choices but those of one field. The result may be shared and
// must not be modified.
func (u *Unit) MatchExcept(but *field.Field) Bits {
	out, own := u.queryMatches, false
	for i, ch := range u.Choices {
		if ch.Field == but {
			continue
		}
		if !own {
			out, own = out.Clone(), true
		}
		out.And(u.choiceBits[i])
	}
	return out
}

// node evaluates a subtree, within visible. The result may be shared and must not be modified.
func (u *Unit) node(n query.Node) (Bits, error) {
	if err := u.ctx.Err(); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case *query.And:
		var out Bits
		for _, c := range n.Nodes {
			b, err := u.node(c)
			if err != nil {
				return nil, err
			}
			if out == nil {
				out = b.Clone()
			} else {
				out.And(b)
			}
		}
		return out, nil
	case *query.Or:
		out := NewBits(u.N)
		for _, c := range n.Nodes {
			b, err := u.node(c)
			if err != nil {
				return nil, err
			}
			out.Or(b)
		}
		return out, nil
	case *query.Not:
		b, err := u.node(n.Node)
		if err != nil {
			return nil, err
		}
		out := u.visible.Clone()
		out.AndNot(b)
		return out, nil
	}
	if l := u.ByNode[n]; l != nil {
		return u.leafBits(l)
	}
	out := NewBits(u.N)
	filter := u.Filters[n]
	u.visible.Each(func(doc uint32) {
		if filter(u.Slot(doc)) {
			out.Set(doc)
		}
	})
	return out, nil
}

// leafBits returns the documents that a leaf matches; it evaluates each leaf once.
func (u *Unit) leafBits(l *Leaf) (Bits, error) {
	if u.leaf[l.At] != nil {
		return u.leaf[l.At], nil
	}
	b := NewBits(u.N)
	var err error
	switch {
	case l.None || u.seg == nil:
	case l.Kind == words.Phrase:
		b, err = u.phrase(l)
	case l.Kind == words.Prefix:
		err = u.prefix(l, b)
	default:
		err = u.term(l, l.Terms[0], nil, b)
		for _, f := range l.Forms {
			if err != nil {
				break
			}
			err = u.form(l, f, b)
		}
	}
	if err != nil {
		return nil, err
	}
	b.And(u.visible)
	u.leaf[l.At] = b
	return b, nil
}

// form adds the documents of another form of a word, in texts whose language
// has the rules by which it is one.
func (u *Unit) form(l *Leaf, f mark.Form, b Bits) error {
	own := NewBits(u.N)
	if err := u.term(l, f.Term, u.mask(f.In), own); err != nil {
		return err
	}
	own.And(u.visible)
	if l.Scoring && !u.Found[f.Term] {
		met := !own.Empty()
		if !met && l.Field == query.Text {
			// Found only in a headline: still a form the query was widened to.
			if err := u.or(fieldAll, f.Term, own); err != nil {
				return err
			}
			own.And(u.visible)
			if m := u.mask(f.In); m != nil {
				own.And(m)
			}
			met = !own.Empty()
			own = NewBits(u.N)
		}
		if met {
			u.Found[f.Term] = true
		}
	}
	b.Or(own)
	return nil
}

// mask returns the documents whose language has one of the rules; nil when all do.
func (u *Unit) mask(in words.SetRules) Bits {
	if u.Columns.RuleSet()&^in == 0 {
		return nil
	}
	out := NewBits(u.N)
	for r := range words.Rules(words.MaxRules) {
		if in.Has(r) && u.Columns.RuleSet().Has(r) {
			out.Or(u.seg.withRules(u.Columns, r))
		}
	}
	return out
}

// term adds the documents in which a term is in the leaf's field.
func (u *Unit) term(l *Leaf, term string, mask, b Bits) error {
	own := b
	narrowed := mask != nil || l.Field == query.Text
	if narrowed {
		own = NewBits(u.N)
	}
	if err := u.or(fieldOf(l.Field), term, own); err != nil {
		return err
	}
	if l.Field == query.Text {
		if err := u.onlyInText(term, own); err != nil {
			return err
		}
	}
	for _, field := range u.others(l.Field) {
		if err := u.or(field, term, own); err != nil {
			return err
		}
	}
	if mask != nil {
		own.And(mask)
	}
	if narrowed {
		b.Or(own)
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

// others returns where the words of other versions are looked up for a leaf in a field, besides
// fieldOf; nothing where the segment has none.
func (u *Unit) others(f query.Field) []string {
	if u.seg == nil || !u.seg.hasOthers {
		return nil
	}
	switch f {
	case query.Default:
		return otherFields
	case query.Title:
		return otherFields[:1]
	case query.Text:
		return otherFields[1:]
	}
	return nil
}

var otherFields = []string{fieldOtherTitle, fieldOtherText}

// onlyInText takes out of b the documents that have the term in the headline alone.
func (u *Unit) onlyInText(term string, b Bits) error {
	title := NewBits(u.N)
	if err := u.or(fieldTitle, term, title); err != nil {
		return err
	}
	title.And(b)
	if title.Empty() {
		return nil
	}
	heads := map[uint32]uint64{}
	if err := u.frequencies(fieldTitle, term, title, func(doc uint32, f uint64) { heads[doc] = f }); err != nil {
		return err
	}
	return u.frequencies(fieldAll, term, title, func(doc uint32, f uint64) {
		if f <= heads[doc] {
			b.Clear(doc)
		}
	})
}

func (u *Unit) dict(field string) (segment_api.TermDictionary, error) {
	if d := u.dicts[field]; d != nil {
		return d, nil
	}
	d, err := u.seg.Bleve.Dictionary(field)
	if err != nil {
		return nil, err
	}
	u.dicts[field] = d
	return d, nil
}

// postings returns a term's postings; nil when there are none.
func (u *Unit) postings(field, term string) (segment_api.PostingsList, error) {
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
func (u *Unit) or(field, term string, b Bits) error {
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

// orPostings adds documents without reading frequencies, many at a time where Bleve gives access to its bitmap.
func (u *Unit) orPostings(p segment_api.PostingsList, b Bits) error {
	u.iter = p.Iterator(false, false, false, u.iter)
	if o, ok := u.iter.(segment_api.OptimizablePostingsIterator); ok {
		if doc, ok := o.DocNum1Hit(); ok {
			b.Set(uint32(doc))
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
		b.Set(uint32(post.Number()))
	}
}

// rareShare is the ratio of the sizes of a postings list and a set from which it is faster to read the
// frequencies of the set's members only.
const rareShare = 4

// frequencies calls fn for every document in only that has the term.
func (u *Unit) frequencies(field, term string, only Bits, fn func(doc uint32, freq uint64)) error {
	p, err := u.postings(field, term)
	if err != nil || p == nil {
		return err
	}
	it := p.Iterator(true, false, false, nil)
	restrict(it, p, only, only.Count())
	for {
		post, err := it.Next()
		if err != nil {
			return err
		}
		if post == nil {
			return nil
		}
		if doc := uint32(post.Number()); only.Has(doc) {
			fn(doc, post.Frequency())
		}
	}
}

// restrict makes an iterator skip what is not in only, where that is faster.
func restrict(it segment_api.PostingsIterator, p segment_api.PostingsList, only Bits, members int) {
	o, ok := it.(segment_api.OptimizablePostingsIterator)
	if !ok || uint64(members)*rareShare > p.Count() {
		return
	}
	if bm := o.ActualBitmap(); bm != nil {
		o.ReplaceActual(roaring.And(bm, roaring.FromDense(only, true)))
	}
}

// prefixEnd returns the first key after all keys with prefix p; nil for none.
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

// expand calls fn for every term of the field with a prefix.
func (u *Unit) expand(field, prefix string, fn func(term string) error) error {
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

func (u *Unit) prefix(l *Leaf, b Bits) error {
	for _, field := range u.others(l.Field) {
		if err := u.expand(field, l.Terms[0], func(term string) error { return u.or(field, term, b) }); err != nil {
			return err
		}
	}
	return u.expand(fieldOf(l.Field), l.Terms[0], func(term string) error { return u.term(l, term, nil, b) })
}
