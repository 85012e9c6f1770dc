package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"slices"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/sqlite/postings"
	"cuttings/cutting"
)

const noSlot = postings.NoSlot

// columns has, for every edition of every entry, the values for filters, facets and orders. A slot is an
// edition; slots are in ascending order of editions. Slots of replaced editions are kept, so that the state of
// a cursor can be read again.
type columns struct {
	fields *field.Set
	kept   []*column          // the whole values of fields, in the set's order
	byName map[string]*column // likewise
	source *column            // one of them

	seq int64 // all changes up to this number are included

	edition  []int64
	died     []int64 // sequence number at which the edition was replaced; 0: alive
	entry    []uint32
	idEnd    []uint32 // end of the ID in ids; it begins where the one before ends
	ids      []byte
	idHead   []uint64 // the ID's first eight bytes, which nearly always differ
	kind     []uint8  // index in kinds
	kinds    []cutting.Kind
	rules    []uint8 // words.Rules
	prec     []uint8
	when     []int64
	lastDay  []int32 // last day the date may mean
	month    []int32 // year × 12 + month from 0
	length   []uint32
	captured []int32
	added    []int64
	witness  []catalogue.Witness
	seen     map[uint32][]int32 // slots seen on several days

	firstMonth, lastMonth int32 // over all slots; firstMonth > lastMonth: none is dated

	// storyLast has the last slot of each story, by its number, storyNext the one before in the story of each slot;
	// noSlot for none.
	storyLast, storyNext []uint32

	current []uint32 // entry → slot of its living edition, or noSlot
	deaths  int      // number of slots of replaced editions

	sourceNum map[int64]uint32 // sources.num → index in source's values
	ruleOf    map[string]words.Rules
	hasRules  words.SetRules // rules that occur
}

// columnsOf returns empty columns for a set of fields.
func columnsOf(fields *field.Set) columns {
	c := columns{fields: fields, byName: map[string]*column{}, sourceNum: map[int64]uint32{},
		ruleOf: map[string]words.Rules{}, firstMonth: 1}
	for _, f := range fields.All() {
		if entries.KeepsValues(f) {
			col := newColumn(f)
			c.kept, c.byName[f.Name] = append(c.kept, col), col
		}
	}
	c.source = c.byName[field.Source]
	return c
}

// column has the whole values of one field by slot. Values are numbered from 1; 0 is none.
type column struct {
	field  *field.Field
	values []entries.Value // by number
	index  map[string]uint32
	one    []uint32 // slot → value, when the field has one
	end    []uint32 // slot → end of its values in list, when it may have many; they begin where those before end
	list   []uint32
}

func newColumn(f *field.Field) *column {
	return &column{field: f, values: make([]entries.Value, 1), index: map[string]uint32{"": 0}}
}

// of returns the number of a value, a new one if needed.
func (c *column) of(text string) uint32 {
	i, ok := c.index[text]
	if !ok {
		v, valid := entries.ValueOf(c.field, text)
		if !valid {
			return 0
		}
		i = uint32(len(c.values))
		c.index[text] = i
		c.values = append(c.values, v)
	}
	return i
}

// push sets the values of the next slot.
func (c *column) push(texts []string) {
	if !c.field.Many {
		n := uint32(0)
		if len(texts) > 0 {
			n = c.of(texts[0])
		}
		c.one = append(c.one, n)
		return
	}
	for _, t := range texts {
		if n := c.of(t); n != 0 {
			c.list = append(c.list, n)
		}
	}
	c.end = append(c.end, uint32(len(c.list)))
}

// all returns the values of a slot of a field that may have many.
func (c *column) all(slot uint32) []uint32 {
	start := uint32(0)
	if slot > 0 {
		start = c.end[slot-1]
	}
	return c.list[start:c.end[slot]]
}

// valuesAt returns the values of a slot, however many it may have.
func (c *column) valuesAt(slot uint32) []uint32 {
	if c.field.Many {
		return c.all(slot)
	}
	if c.one[slot] == 0 {
		return nil
	}
	return c.one[slot : slot+1]
}

// has returns a filter for slots that have one of some values, by number.
func (c *column) has(yes []bool) func(slot uint32) bool {
	if !c.field.Many {
		one := c.one
		return func(slot uint32) bool { return yes[one[slot]] }
	}
	return func(slot uint32) bool {
		for _, v := range c.all(slot) {
			if yes[v] {
				return true
			}
		}
		return false
	}
}

// empty returns a filter for slots without a value.
func (c *column) empty() func(slot uint32) bool {
	if !c.field.Many {
		return func(slot uint32) bool { return c.one[slot] == 0 }
	}
	return func(slot uint32) bool { return len(c.all(slot)) == 0 }
}

func (c *columns) id(slot uint32) []byte {
	start := uint32(0)
	if slot > 0 {
		start = c.idEnd[slot-1]
	}
	return c.ids[start:c.idEnd[slot]]
}

// idBefore reports whether the ID of slot a comes before that of slot b.
func (c *columns) idBefore(a, b uint32) bool {
	if x, y := c.idHead[a], c.idHead[b]; x != y {
		return x < y
	}
	return bytes.Compare(c.id(a), c.id(b)) < 0
}

// headOf returns an ID's first eight bytes as a number in the order of IDs; missing bytes of a shorter one are
// zero.
func headOf(id string) uint64 {
	var b [8]byte
	copy(b[:], id)
	return binary.BigEndian.Uint64(b[:])
}

// SlotOf returns the slot of an edition; it and the methods below implement postings.Columns. Documents of one
// batch are near each other, so a search in growing steps around near compares only a few slots.
func (c *columns) SlotOf(edition int64, near uint32) uint32 {
	low, high := 0, len(c.edition) // the slot is in [low, high)
	if at := int(near); at < high {
		if c.edition[at] <= edition {
			low = at
			for step := 1; low+step < high; step *= 2 {
				if c.edition[low+step] > edition {
					high = low + step
					break
				}
				low += step
			}
		} else {
			high = at
			for step := 1; high-step >= low; step *= 2 {
				if c.edition[high-step] <= edition {
					low = high - step
					break
				}
				high -= step
			}
		}
	}
	if i, ok := slices.BinarySearch(c.edition[low:high], edition); ok {
		return uint32(low + i)
	}
	return noSlot
}

// Known returns the sequence number up to which all changes are included.
func (c *columns) Known() int64 { return c.seq }

// Visible reports whether a slot belongs to the state at a sequence number.
func (c *columns) Visible(slot uint32, at int64) bool {
	return c.edition[slot] <= at && (c.died[slot] == 0 || c.died[slot] > at)
}

// RulesOf returns the word rules of a slot's language.
func (c *columns) RulesOf(slot uint32) words.Rules { return words.Rules(c.rules[slot]) }

// RuleSet returns the rules that occur.
func (c *columns) RuleSet() words.SetRules { return c.hasRules }

// Deaths returns the number of slots of replaced editions.
func (c *columns) Deaths() int { return c.deaths }

// load adds all changes since the last load.
func (c *columns) load(ctx context.Context, db *sql.DB) error {
	if err := c.loadSources(ctx, db); err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, "SELECT columns FROM entries WHERE seq > ?", c.seq)
	if err != nil {
		return err
	}
	defer rows.Close()
	var list []columnRow
	for rows.Next() {
		var b sql.RawBytes
		if err := rows.Scan(&b); err != nil {
			return err
		}
		var r columnRow
		if err := r.decode(b); err != nil {
			return err
		}
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b columnRow) int { return int(a.edition - b.edition) })
	if c.seq == 0 {
		c.grow(len(list))
	}
	for i := range list {
		c.take(&list[i])
	}
	return nil
}

// loadSources assigns indices to new sources.
func (c *columns) loadSources(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT num, id FROM sources WHERE num > ?", len(c.sourceNum))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var num int64
		var id string
		if err := rows.Scan(&num, &id); err != nil {
			return err
		}
		c.sourceNum[num] = c.source.of(id)
	}
	return rows.Err()
}

func (c *columns) grow(n int) {
	c.edition, c.died = slices.Grow(c.edition, n), slices.Grow(c.died, n)
	c.entry, c.idEnd, c.ids = slices.Grow(c.entry, n), slices.Grow(c.idEnd, n), slices.Grow(c.ids, 26*n)
	c.idHead = slices.Grow(c.idHead, n)
	for _, col := range c.kept {
		if col.field.Many {
			col.end = slices.Grow(col.end, n)
		} else {
			col.one = slices.Grow(col.one, n)
		}
	}
	c.rules, c.prec, c.when = slices.Grow(c.rules, n), slices.Grow(c.prec, n), slices.Grow(c.when, n)
	c.lastDay, c.month, c.length = slices.Grow(c.lastDay, n), slices.Grow(c.month, n), slices.Grow(c.length, n)
	c.witness, c.storyNext = slices.Grow(c.witness, n), slices.Grow(c.storyNext, n)
	c.captured, c.added, c.current = slices.Grow(c.captured, n), slices.Grow(c.added, n), slices.Grow(c.current, n)
}

// take adds one row: a new edition gets a slot; for an existing edition the values are replaced.
func (c *columns) take(r *columnRow) {
	c.seq = max(c.seq, r.seq)
	entry := uint32(r.num)
	for int(entry) >= len(c.current) {
		c.current = append(c.current, noSlot)
	}
	slot := c.current[entry]
	if slot != noSlot && c.edition[slot] == r.edition {
		c.place(slot, r)
		return
	}
	if slot != noSlot {
		c.died[slot] = r.edition
		c.deaths++
		c.current[entry] = noSlot
	}
	if r.gone {
		return
	}
	slot = uint32(len(c.edition))
	c.current[entry] = slot
	c.edition = append(c.edition, r.edition)
	c.died = append(c.died, 0)
	c.entry = append(c.entry, entry)
	c.ids, c.idHead = append(c.ids, r.id...), append(c.idHead, headOf(r.id))
	c.idEnd = append(c.idEnd, uint32(len(c.ids)))
	for i, col := range c.kept {
		switch {
		case col == c.source:
			col.one = append(col.one, c.sourceNum[r.source])
		case i < len(r.values):
			col.push(r.values[i])
		default:
			col.push(nil)
		}
	}
	rules, known := c.ruleOf[r.lang]
	if !known {
		rules = words.RulesOf(r.lang)
		c.ruleOf[r.lang] = rules
	}
	c.rules = append(c.rules, uint8(rules))
	c.kind = append(c.kind, c.kindOf(r.kind))
	c.hasRules |= 1 << rules
	c.prec = append(c.prec, uint8(r.when.Prec))
	c.when = append(c.when, r.when.Key)
	_, last := r.when.Days()
	c.lastDay = append(c.lastDay, last)
	c.month = append(c.month, monthOf(r.when))
	if m := c.month[slot]; m >= 0 {
		if c.firstMonth > c.lastMonth || m < c.firstMonth {
			c.firstMonth = m
		}
		c.lastMonth = max(c.lastMonth, m)
	}
	c.length = append(c.length, uint32(r.length))
	own := false
	if is := c.byName[field.Is]; is != nil {
		own = slices.ContainsFunc(is.valuesAt(slot),
			func(n uint32) bool { return is.values[n].Text == catalogue.IsIndependent })
	}
	c.witness = append(c.witness, catalogue.WitnessOf(c.kinds[c.kind[slot]], own, c.source.one[slot] != 0,
		r.when.Key, r.when.Prec != entries.Undated))
	c.enterStory(slot)
	c.captured = append(c.captured, 0)
	c.added = append(c.added, 0)
	c.place(slot, r)
}

// kindOf returns the number of a kind, a new one if needed.
func (c *columns) kindOf(k string) uint8 {
	i := slices.Index(c.kinds, cutting.Kind(k))
	if i < 0 {
		i = len(c.kinds)
		c.kinds = append(c.kinds, cutting.Kind(k))
	}
	return uint8(i)
}

// place sets what changes without a new edition.
func (c *columns) place(slot uint32, r *columnRow) {
	c.captured[slot], c.added[slot] = r.captured, r.added
	if len(r.seen) > 0 {
		if c.seen == nil {
			c.seen = map[uint32][]int32{}
		}
		c.seen[slot] = slices.Clone(r.seen)
	} else {
		delete(c.seen, slot)
	}
}

// whenOf returns a slot's date.
func (c *columns) whenOf(slot uint32) entries.When {
	return entries.When{Key: c.when[slot], Prec: entries.Precision(c.prec[slot])}
}

// monthOf returns the number of a date's month; -1 for an undated one.
func monthOf(w entries.When) int32 {
	if w.Prec == entries.Undated {
		return -1
	}
	t := time.Unix(w.Key, 0).UTC()
	return int32(t.Year()*12 + int(t.Month()) - 1)
}
