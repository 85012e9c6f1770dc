package postings

import (
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

// Scorer has one worker's arrays, by document. It can be reused for other units and searches, except after an
// error. Leaves are added in the query's order, so that a score is the same to the last bit in whatever segment
// its document is.
type Scorer struct {
	sum, tf, norm []float64 // tf is all zeros between leaves
}

// Begin prepares the arrays for a unit; norm is BM25's length part by slot.
func (sc *Scorer) Begin(u *Unit, norm func(slot uint32) float64) {
	if len(sc.sum) < u.N {
		*sc = Scorer{sum: make([]float64, u.N), tf: make([]float64, u.N), norm: make([]float64, u.N)}
	}
	u.Match.Each(func(doc uint32) {
		sc.sum[doc], sc.norm[doc] = 0, norm(u.Slot(doc))
	})
}

// Sum returns the score of a document that matches.
func (sc *Scorer) Sum(doc uint32) float64 { return sc.sum[doc] }

// Add adds a leaf's share to the scores of the documents that match.
func (sc *Scorer) Add(u *Unit, l *Leaf) error {
	hits := u.leaf[l.At].Clone()
	hits.And(u.Match)
	if hits.Empty() {
		return nil
	}
	if err := sc.frequencies(u, l, hits); err != nil {
		return err
	}
	hits.Each(func(doc uint32) {
		sc.sum[doc] += entries.Weight(l.IDF, sc.tf[doc], sc.norm[doc])
		sc.tf[doc] = 0
	})
	return nil
}

// frequencies sets tf for the documents in hits.
func (sc *Scorer) frequencies(u *Unit, l *Leaf, hits Bits) error {
	switch l.Kind {
	case words.Prefix:
		hits.Each(func(doc uint32) { sc.tf[doc] = 1 })
		return nil
	case words.Phrase:
		hits.Each(func(doc uint32) { sc.tf[doc] = float64(u.counts[l.At][doc]) })
		return nil
	}
	if err := sc.terms(u, l, hits, sc.term); err != nil {
		return err
	}
	if len(u.others(l.Field)) == 0 {
		return nil
	}
	// What the representative lacks counts as often as other versions have it.
	rest := hits.Clone()
	hits.Each(func(doc uint32) {
		if sc.tf[doc] > 0 {
			rest.Clear(doc)
		}
	})
	if rest.Empty() {
		return nil
	}
	return sc.terms(u, l, rest, func(u *Unit, w entries.Weights, term string, only Bits) error {
		return sc.otherTerm(u, l.Field, w, term, only)
	})
}

// terms calls add for a leaf's word and its forms, with the documents each of them counts in and its weights.
func (sc *Scorer) terms(u *Unit, l *Leaf, hits Bits, add func(*Unit, entries.Weights, string, Bits) error) error {
	if err := add(u, l.Weights, l.Terms[0], hits); err != nil {
		return err
	}
	other := l.Weights
	other.Text, other.Title = words.OtherForm*other.Text, words.OtherForm*other.Title
	for _, f := range l.Forms {
		if !u.Found[f.Term] {
			continue
		}
		only := hits
		if m := u.mask(f.In); m != nil {
			only = hits.Clone()
			only.And(m)
		}
		if err := add(u, other, f.Term, only); err != nil {
			return err
		}
	}
	return nil
}

// otherTerm adds a term's weighted frequencies in other versions.
func (sc *Scorer) otherTerm(u *Unit, field query.Field, w entries.Weights, term string, only Bits) error {
	for _, name := range u.others(field) {
		weight := w.Text
		if name == fieldOtherTitle {
			weight = w.Title
		}
		if err := u.frequencies(name, term, only,
			func(doc uint32, f uint64) { sc.tf[doc] += weight * float64(f) }); err != nil {
			return err
		}
	}
	return nil
}

// term adds a term's weighted frequencies. fieldAll counts headline and text together; fieldTitle adds the
// difference of the two weights.
func (sc *Scorer) term(u *Unit, w entries.Weights, term string, only Bits) error {
	inText, inTitle := w.Text, w.Title-w.Text
	if inText > 0 {
		if err := u.frequencies(fieldAll, term, only,
			func(doc uint32, f uint64) { sc.tf[doc] += inText * float64(f) }); err != nil {
			return err
		}
	}
	return u.frequencies(fieldTitle, term, only, func(doc uint32, f uint64) { sc.tf[doc] += inTitle * float64(f) })
}
