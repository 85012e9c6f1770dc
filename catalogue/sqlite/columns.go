package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// noSlot stands for "not among the columns".
const noSlot = ^uint32(0)

// columns hold, for every edition of every entry, what filters, facets and
// orders look at. A slot is an edition; slots are in ascending order of edition.
// Slots of editions that died stay, so that a cursor's state can be seen again.
type columns struct {
	seq int64 // changes up to here are in

	edition  []int64
	died     []int64 // sequence number at which the edition was replaced; 0: alive
	entry    []uint32
	idEnd    []uint32 // end of the ID in ids; it begins where the one before ends
	ids      []byte
	source   []uint32 // index in sources
	section  []uint32 // index in sections
	rail     []uint32 // likewise
	headings []string // by index in sections: words.Heading
	lang     []uint16 // index in langs
	kind     []uint8  // index in kinds
	rules    []uint8  // words.Rules
	prec     []uint8
	when     []int64
	lastDay  []int32 // last day the date may mean
	month    []int32 // year × 12 + month from 0
	length   []uint32
	captured []int32
	added    []int64
	seen     map[uint32][]int32 // slots seen on several days

	firstMonth, lastMonth int32 // over all slots; firstMonth > lastMonth: none is dated

	current []uint32 // entry → slot of its living edition, or noSlot
	deaths  int      // slots that died

	sources, sections, langs, kinds dictionary
	sourceNum                       map[int64]uint32 // sources.num → index in sources
	langRules                       []words.Rules    // by index in langs
	hasRules                        words.SetRules   // rules that occur
}

// dictionary numbers strings from 0; 0 is "".
type dictionary struct {
	values []string
	index  map[string]uint32
}

func (d *dictionary) of(s string) uint32 {
	if d.index == nil {
		d.index, d.values = map[string]uint32{"": 0}, []string{""}
	}
	i, ok := d.index[s]
	if !ok {
		i = uint32(len(d.values))
		d.index[s] = i
		d.values = append(d.values, s)
	}
	return i
}

func (c *columns) id(slot uint32) []byte {
	start := uint32(0)
	if slot > 0 {
		start = c.idEnd[slot-1]
	}
	return c.ids[start:c.idEnd[slot]]
}

// slotOf finds the slot of an edition.
func (c *columns) slotOf(edition int64) uint32 {
	if i, ok := slices.BinarySearch(c.edition, edition); ok {
		return uint32(i)
	}
	return noSlot
}

// headingOf is words.Heading of a section or rail in the columns.
func (c *columns) headingOf(value string) string { return c.headings[c.sections.index[value]] }

// visible reports whether a slot belongs to the state at a sequence number.
func (c *columns) visible(slot uint32, at int64) bool {
	return c.edition[slot] <= at && (c.died[slot] == 0 || c.died[slot] > at)
}

// load takes in all changes since the last load.
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

// loadSources gives new sources their index.
func (c *columns) loadSources(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT num, id FROM sources WHERE num > ?", len(c.sourceNum))
	if err != nil {
		return err
	}
	defer rows.Close()
	if c.sourceNum == nil {
		c.sourceNum = map[int64]uint32{}
	}
	for rows.Next() {
		var num int64
		var id string
		if err := rows.Scan(&num, &id); err != nil {
			return err
		}
		c.sourceNum[num] = c.sources.of(id)
	}
	return rows.Err()
}

func (c *columns) grow(n int) {
	c.edition, c.died = slices.Grow(c.edition, n), slices.Grow(c.died, n)
	c.entry, c.idEnd, c.ids = slices.Grow(c.entry, n), slices.Grow(c.idEnd, n), slices.Grow(c.ids, 26*n)
	c.source, c.section, c.rail = slices.Grow(c.source, n), slices.Grow(c.section, n), slices.Grow(c.rail, n)
	c.lang, c.kind = slices.Grow(c.lang, n), slices.Grow(c.kind, n)
	c.rules, c.prec, c.when = slices.Grow(c.rules, n), slices.Grow(c.prec, n), slices.Grow(c.when, n)
	c.lastDay, c.month, c.length = slices.Grow(c.lastDay, n), slices.Grow(c.month, n), slices.Grow(c.length, n)
	c.captured, c.added, c.current = slices.Grow(c.captured, n), slices.Grow(c.added, n), slices.Grow(c.current, n)
}

// take puts in one row: a new edition gets a slot, an old one's new facts
// replace the old.
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
	c.ids = append(c.ids, r.id...)
	c.idEnd = append(c.idEnd, uint32(len(c.ids)))
	c.source = append(c.source, c.sourceNum[r.source])
	c.section = append(c.section, c.sections.of(r.section))
	c.rail = append(c.rail, c.sections.of(r.rail))
	for len(c.headings) < len(c.sections.values) {
		c.headings = append(c.headings, words.Heading(c.sections.values[len(c.headings)]))
	}
	lang := c.langs.of(r.lang)
	for int(lang) >= len(c.langRules) {
		c.langRules = append(c.langRules, words.RulesOf(c.langs.values[len(c.langRules)]))
	}
	c.lang = append(c.lang, uint16(lang))
	c.kind = append(c.kind, uint8(c.kinds.of(r.kind)))
	rules := c.langRules[lang]
	c.rules = append(c.rules, uint8(rules))
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
	c.captured = append(c.captured, 0)
	c.added = append(c.added, 0)
	c.place(slot, r)
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

// whenOf puts a slot's date together again.
func (c *columns) whenOf(slot uint32) entries.When {
	return entries.When{Key: c.when[slot], Prec: entries.Precision(c.prec[slot])}
}

// monthOf numbers the month of a date; -1 for an undated one.
func monthOf(w entries.When) int32 {
	if w.Prec == entries.Undated {
		return -1
	}
	t := time.Unix(w.Key, 0).UTC()
	return int32(t.Year()*12 + int(t.Month()) - 1)
}
