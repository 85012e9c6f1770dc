package sqlite

import (
	"math/rand/v2"
	"slices"
	"testing"

	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue/sqlite/postings"
)

// TestSlotOf compares the search in growing steps with a look at every slot.
func TestSlotOf(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 40 {
		c := &columns{}
		for i := range int64(3 * n) {
			if r.IntN(3) > 0 {
				c.edition = append(c.edition, i)
			}
		}
		for edition := int64(-1); edition <= int64(3*n); edition++ {
			want := noSlot
			if i := slices.Index(c.edition, edition); i >= 0 {
				want = uint32(i)
			}
			for near := range uint32(len(c.edition) + 2) {
				if got := c.SlotOf(edition, near); got != want {
					t.Fatalf("edition %d near %d of %v: %d, want %d", edition, near, c.edition, got, want)
				}
			}
			if got := c.SlotOf(edition, noSlot); got != want {
				t.Fatalf("edition %d near nothing of %v: %d, want %d", edition, c.edition, got, want)
			}
		}
	}
}

// known implements Columns for tests of a segment's Tie.
type known struct {
	columns
	looked int
}

func (k *known) SlotOf(edition int64, near uint32) uint32 {
	k.looked++
	return k.columns.SlotOf(edition, near)
}

// names is a segment that has only the names of its documents.
type names struct {
	segment_api.Segment
	editions []int64
	read     int
}

func (n *names) Fields() []string { return nil }

func (n *names) Count() uint64 { return uint64(len(n.editions)) }

func (n *names) DocID(i uint64) ([]byte, error) {
	n.read++
	return []byte(postings.DocID(n.editions[i])), nil
}

// TestTieLooksForEachDocumentOnce: a tied segment costs nothing at further searches, however many of its
// editions were replaced; a document whose edition comes later gets its slot.
func TestTieLooksForEachDocumentOnce(t *testing.T) {
	k := &known{columns: columns{edition: []int64{2, 4, 5}, seq: 5}}
	raw := &names{editions: []int64{5, 1, 7, 2, 3, 8}}
	s := postings.NewSegment(raw)
	tie := func(looked int, want ...uint32) {
		t.Helper()
		k.looked = 0
		if err := s.SetSlots(k); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.Slots, want) || k.looked != looked || raw.read != len(raw.editions) {
			t.Errorf("slots %v after %d looks, %d names read; want %v after %d", s.Slots, k.looked, raw.read, want,
				looked)
		}
	}
	if err := s.Read(); err != nil {
		t.Fatal(err)
	}
	tie(6, 2, noSlot, noSlot, 0, noSlot, noSlot)
	tie(2, 2, noSlot, noSlot, 0, noSlot, noSlot) // 7 and 8 may come yet; 1 and 3 are dead
	k.edition, k.seq = append(k.edition, 7), 7
	tie(2, 2, noSlot, 3, 0, noSlot, noSlot)
	k.seq = 8 // 8 has died before anybody saw it
	tie(1, 2, noSlot, 3, 0, noSlot, noSlot)
	tie(0, 2, noSlot, 3, 0, noSlot, noSlot)
}

// TestAheadReadsBeforeASearch: segments are read when the index has them, not when a search waits for them.
func TestAheadReadsBeforeASearch(t *testing.T) {
	for range 5 { // Bleve may replace them at any moment
		if handedOver(t) {
			return
		}
	}
	t.Error("the search made segments of its own")
}

// handedOver reports whether a search uses the segments that were read ahead.
func handedOver(t *testing.T) bool {
	c := open(t, t.TempDir(), Options{})
	c.ahead.stop()
	defer func() { c.ahead = startAhead(c) }() // Close stops it
	mustApply(t, c, 0, 20)
	mustSync(t, c)
	c.ahead = &readAhead{}
	c.ahead.look(ctx, c)
	read := c.ahead.read
	if len(read) == 0 {
		t.Fatal("no segment was read ahead")
	}
	if n := total(t, c, everyone); n != 60 {
		t.Errorf("%d found, want 60", n)
	}
	for raw, s := range c.view.segments {
		if read[raw] != s {
			return false
		}
	}
	return true
}
