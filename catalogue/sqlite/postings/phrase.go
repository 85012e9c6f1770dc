package postings

import (
	"math"
	"slices"

	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

// area is where the terms of a phrase are looked for: a field, and positions in it.
type area struct {
	field     string
	low, high uint32                     // positions that count: [low, high)
	weight    func(first uint32) float64 // of an occurrence, by its first position
}

// phrase finds the documents in which the terms are in place, in the representative or else
// within one version, and counts how often.
func (u *Unit) phrase(l *Leaf) (Bits, error) {
	main := area{fieldOf(l.Field), 0, math.MaxUint32, func(first uint32) float64 {
		if first < words.TextBase {
			return l.Weights.Title
		}
		return l.Weights.Text
	}}
	switch l.Field {
	case query.Title:
		main.field, main.high = fieldAll, words.TextBase
	case query.Text:
		main.low = words.TextBase
	}
	counts := map[uint32]float64{}
	u.counts[l.At] = counts
	out, err := u.phraseIn(l, main, u.visible, counts)
	others := u.others(l.Field)
	if err != nil || len(others) == 0 {
		return out, err
	}
	rest := u.visible.Clone()
	rest.AndNot(out)
	for _, field := range others {
		weight := l.Weights.Text
		if field == fieldOtherTitle {
			weight = l.Weights.Title
		}
		b, err := u.phraseIn(l, area{field, 0, math.MaxUint32, func(uint32) float64 { return weight }}, rest, counts)
		if err != nil {
			return nil, err
		}
		out.Or(b)
	}
	return out, nil
}

// phraseIn finds the documents among some in which the terms are in place in one area, and adds
// how often to counts.
func (u *Unit) phraseIn(l *Leaf, in area, among Bits, counts map[uint32]float64) (Bits, error) {
	field := in.field
	out := NewBits(u.N)
	cand := among.Clone()
	last := len(l.Terms) - 1
	if l.LastPrefix {
		any := NewBits(u.N)
		if err := u.expand(field, l.Terms[last], func(t string) error { return u.or(field, t, any) }); err != nil {
			return nil, err
		}
		cand.And(any)
	}
	var sides []side
	for i, term := range l.Terms {
		if l.LastPrefix && i == last {
			continue
		}
		j := slices.IndexFunc(sides, func(s side) bool { return s.term == term })
		if j < 0 {
			p, err := u.postings(field, term)
			if err != nil {
				return nil, err
			}
			if p == nil {
				return out, nil
			}
			b := NewBits(u.N)
			if err := u.orPostings(p, b); err != nil {
				return nil, err
			}
			cand.And(b)
			sides = append(sides, side{term: term, postings: p})
			j = len(sides) - 1
		}
		sides[j].places = append(sides[j].places, i)
	}
	if cand.Empty() {
		return out, nil
	}
	slices.SortFunc(sides, func(a, b side) int { return int(a.postings.Count()) - int(b.postings.Count()) })
	members := cand.Count()
	for i := range sides {
		sides[i].it = sides[i].postings.Iterator(true, true, true, nil)
		restrict(sides[i].it, sides[i].postings, cand, members)
	}
	var tails map[uint32][]uint32
	if l.LastPrefix {
		var err error
		if tails, err = u.prefixPositions(field, l.Terms[last], cand); err != nil {
			return nil, err
		}
	}
	m := matcher{Leaf: l, sides: sides, area: in, at: make([][]uint32, len(l.Terms))}
	var err error
	n := 0
	cand.Each(func(doc uint32) {
		if err != nil {
			return
		}
		if n++; n%4096 == 0 {
			err = u.ctx.Err()
		}
		var k float64
		if k, err = m.count(doc, tails[doc]); k > 0 {
			out.Set(doc)
			counts[doc] += k
		}
	})
	return out, err
}

// prefixPositions collects the positions of all terms with a prefix, in some documents.
func (u *Unit) prefixPositions(field, prefix string, in Bits) (map[uint32][]uint32, error) {
	out := map[uint32][]uint32{}
	err := u.expand(field, prefix, func(term string) error {
		p, err := u.postings(field, term)
		if err != nil || p == nil {
			return err
		}
		it := p.Iterator(true, true, true, nil)
		for {
			post, err := it.Next()
			if err != nil || post == nil {
				return err
			}
			if doc := uint32(post.Number()); in.Has(doc) {
				out[doc] = positions(out[doc], post)
			}
		}
	})
	for _, p := range out {
		slices.Sort(p)
	}
	return out, err
}

// side is one distinct term of a phrase.
type side struct {
	term     string
	places   []int // its indices in the phrase
	postings segment_api.PostingsList
	it       segment_api.PostingsIterator
	all, pos []uint32 // positions in the document, and those of them that count
}

// matcher counts a phrase document by document, ascending.
type matcher struct {
	*Leaf
	area
	sides  []side // rarest first
	at     [][]uint32
	starts []uint32
}

// count returns how often the phrase occurs in a document that has all its
// terms, an occurrence in the headline counted more. tail are the positions of
// the last term when that is a prefix.
func (m *matcher) count(doc uint32, tail []uint32) (float64, error) {
	inOrder := m.Slop == 0
	m.starts = m.starts[:0]
	if m.LastPrefix {
		m.at[len(m.Terms)-1] = clip(tail, m.low, m.high)
		m.keepStarts(len(m.Terms)-1, m.at[len(m.Terms)-1], true)
	}
	for i := range m.sides {
		s := &m.sides[i]
		post, err := s.it.Advance(uint64(doc))
		if err != nil {
			return 0, err
		}
		if post == nil || uint32(post.Number()) != doc {
			return 0, nil
		}
		s.all = positions(s.all[:0], post)
		s.pos = clip(s.all, m.low, m.high)
		for j, place := range s.places {
			m.at[place] = s.pos
			if inOrder {
				m.keepStarts(place, s.pos, i == 0 && j == 0 && !m.LastPrefix)
				if len(m.starts) == 0 {
					return 0, nil // the positions of more common terms need not be read
				}
			}
		}
	}
	var n float64
	add := func(first uint32) {
		if m.Weight == 0 {
			n++
			return
		}
		n += m.weight(first)
	}
	if inOrder {
		for _, p := range m.starts {
			add(p)
		}
		return n, nil
	}
	words.VisitPhrase(m.at, m.Slop, func(at []uint32) bool {
		add(slices.Min(at))
		return true
	})
	return n, nil
}

// keepStarts keeps the starts of the phrase for which the term at index place has a position; first reports that
// there are no starts yet.
func (m *matcher) keepStarts(place int, pos []uint32, first bool) {
	if first {
		for _, p := range pos {
			if p >= uint32(place) {
				m.starts = append(m.starts, p-uint32(place))
			}
		}
		return
	}
	keep := m.starts[:0]
	j := 0
	for _, s := range m.starts {
		want := s + uint32(place)
		for j < len(pos) && pos[j] < want {
			j++
		}
		if j < len(pos) && pos[j] == want {
			keep = append(keep, s)
		}
	}
	m.starts = keep
}

func clip(pos []uint32, low, high uint32) []uint32 {
	i, _ := slices.BinarySearch(pos, low)
	j, _ := slices.BinarySearch(pos, high)
	return pos[i:j]
}
