package postings

import (
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue/internal/words"
)

// NoSlot means "not among the columns".
const NoSlot = ^uint32(0)

// Columns has what the engine needs to know about the editions of its documents. A slot numbers an edition. All
// methods are safe for concurrent use while searches run.
type Columns interface {
	// SlotOf returns the slot of an edition, NoSlot when there is none. It is fast where that is near the given
	// slot, which may be any.
	SlotOf(edition int64, near uint32) uint32
	// Known returns the edition up to which every edition that will ever have a slot has one.
	Known() int64
	Visible(slot uint32, at int64) bool // it belongs to the state at a sequence number
	RulesOf(slot uint32) words.Rules    // of its language
	RuleSet() words.SetRules            // those that occur
	Deaths() int                        // number of slots of replaced editions; it changes whenever Visible may
}

// Segment is one of Bleve's segments with the slots of its documents.
type Segment struct {
	Bleve     segment_api.Segment
	N         int               // documents
	hasOthers bool              // some have words of other versions
	Slots     []uint32          // document number → slot, NoSlot when there is none; nil before Tie
	waiting   []waitingDocument // documents that may still get a slot

	marks   *roaring.Bitmap // documents Bleve has deleted, as it keeps them; nil: none
	deleted Bits            // the same; nil: none

	readOnce sync.Once
	editions []int64 // by document number, between Read and SetSlots
	readErr  error   // the error of Read

	mu      sync.Mutex
	rules   [words.MaxRules]Bits // documents whose language has these rules
	visible Bits                 // documents of the state seenAt
	seenAt  int64
	deaths  int
}

// waitingDocument is a document whose edition is not in the columns yet.
type waitingDocument struct {
	doc     uint32
	edition int64
}

// SetDeleted records which documents Bleve has deleted; nil is none. d must
// not be modified afterwards.
func (s *Segment) SetDeleted(d *roaring.Bitmap) {
	if d == s.marks {
		return
	}
	s.marks, s.deleted, s.visible = d, nil, nil
	if d != nil {
		s.deleted = NewBits(s.N)
		for each := d.Iterator(); each.HasNext(); {
			s.deleted.Set(each.Next())
		}
	}
}

// Deleted reports whether Bleve has deleted a document.
func (s *Segment) Deleted(doc uint32) bool { return s.deleted != nil && s.deleted.Has(doc) }

// NewSegment returns a segment without slots.
func NewSegment(raw segment_api.Segment) *Segment {
	isOther := func(name string) bool { return slices.Contains(otherFields, name) }
	return &Segment{Bleve: raw, N: int(raw.Count()), hasOthers: slices.ContainsFunc(raw.Fields(), isOther)}
}

// Read reads the editions of the documents, once. Its cost is proportional to the segment's size. It may be
// called from any goroutine before Tie.
func (s *Segment) Read() error {
	s.readOnce.Do(func() {
		editions := make([]int64, s.N)
		for i := range editions {
			id, err := s.Bleve.DocID(uint64(i))
			if err != nil {
				s.readErr = err
				return
			}
			editions[i] = EditionOf(id)
		}
		s.editions = editions
	})
	return s.readErr
}

// SetSlots sets the slots of documents that have none. The segment must not be used meanwhile, except by Read. A
// later Tie examines only documents whose editions were not in the columns before.
func (s *Segment) SetSlots(cols Columns) error {
	if s.Slots == nil {
		if err := s.Read(); err != nil {
			return err
		}
		s.Slots = make([]uint32, s.N)
		near, known := uint32(0), cols.Known()
		for doc, edition := range s.editions {
			slot := cols.SlotOf(edition, near)
			if s.Slots[doc] = slot; slot != NoSlot {
				near = slot
			} else if edition > known {
				s.waiting = append(s.waiting, waitingDocument{uint32(doc), edition})
			}
		}
		s.editions = nil
		return nil
	}
	still, known := s.waiting[:0], cols.Known()
	changed := false
	for _, w := range s.waiting {
		if slot := cols.SlotOf(w.edition, NoSlot); slot != NoSlot {
			s.Slots[w.doc] = slot
			changed = true
		} else if w.edition > known {
			still = append(still, w)
		}
	}
	s.waiting = still
	if changed {
		s.visible, s.rules = nil, [words.MaxRules]Bits{}
	}
	return nil
}

// VisibleAt returns the documents of the state at a sequence number. The result is shared and must not be
// modified.
func (s *Segment) VisibleAt(cols Columns, at int64) Bits {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.visible != nil && s.seenAt == at && s.deaths == cols.Deaths() {
		return s.visible
	}
	b := NewBits(s.N)
	for doc, slot := range s.Slots {
		if slot != NoSlot && cols.Visible(slot, at) {
			b.Set(uint32(doc))
		}
	}
	if s.deleted != nil {
		b.AndNot(s.deleted)
	}
	s.visible, s.seenAt, s.deaths = b, at, cols.Deaths()
	return b
}

// withRules returns the documents whose language has the rules. The result is shared and must not be modified.
func (s *Segment) withRules(cols Columns, r words.Rules) Bits {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rules[r] == nil {
		b := NewBits(s.N)
		for doc, slot := range s.Slots {
			if slot != NoSlot && cols.RulesOf(slot) == r {
				b.Set(uint32(doc))
			}
		}
		s.rules[r] = b
	}
	return s.rules[r]
}
