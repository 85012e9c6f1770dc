package postings

import (
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue/internal/words"
)

// NoSlot stands for "not among the columns".
const NoSlot = ^uint32(0)

// Columns tell what the engine must know of the editions its documents are of. A
// slot numbers an edition. All methods are safe for concurrent use while searches run.
type Columns interface {
	SlotOf(edition int64) uint32        // NoSlot when there is none
	Visible(slot uint32, at int64) bool // it belongs to the state at a sequence number
	RulesOf(slot uint32) words.Rules    // of its language
	RuleSet() words.SetRules            // those that occur
	Deaths() int                        // slots that died: changes whenever Visible may
}

// Segment is one of Bleve's segments with what ties it to the columns.
type Segment struct {
	Bleve   segment_api.Segment
	N       int             // documents
	Deleted *roaring.Bitmap // nil: none
	Slots   []uint32        // document number → slot; NoSlot when there is none
	Missing bool            // some document had no slot when slots were made

	mu      sync.Mutex
	rules   [words.MaxRules]Bits // documents whose language has these rules
	visible Bits                 // documents of the state seenAt
	seenAt  int64
	deaths  int
}

// SetDeleted says which documents Bleve has deleted; nil none.
func (s *Segment) SetDeleted(d *roaring.Bitmap) {
	if d != s.Deleted {
		s.Deleted, s.visible = d, nil
	}
}

// NewSegment ties a segment to nothing yet.
func NewSegment(raw segment_api.Segment) *Segment {
	return &Segment{Bleve: raw, N: int(raw.Count()), Missing: true}
}

// Tie finds the slot of every document.
func (s *Segment) Tie(cols Columns) error {
	if s.Slots == nil {
		s.Slots = make([]uint32, s.N)
	}
	s.Missing = false
	for i := range s.Slots {
		id, err := s.Bleve.DocID(uint64(i))
		if err != nil {
			return err
		}
		s.Slots[i] = cols.SlotOf(EditionOf(id))
		s.Missing = s.Missing || s.Slots[i] == NoSlot
	}
	s.visible = nil
	s.rules = [words.MaxRules]Bits{}
	return nil
}

// VisibleAt returns the documents of the state at a sequence number. The result
// is shared: do not change it.
func (s *Segment) VisibleAt(cols Columns, at int64) Bits {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.visible != nil && s.seenAt == at && s.deaths == cols.Deaths() {
		return s.visible
	}
	b := NewBits(s.N)
	for doc, slot := range s.Slots {
		if slot != NoSlot && cols.Visible(slot, at) && !(s.Deleted != nil && s.Deleted.Contains(uint32(doc))) {
			b.Set(uint32(doc))
		}
	}
	s.visible, s.seenAt, s.deaths = b, at, cols.Deaths()
	return b
}

// withRules returns the documents whose language has the rules. Shared.
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
