package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"sync"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/cutting"
)

// prepare prepares the statements that searches use.
func (c *Catalogue) prepare(ctx context.Context) (err error) {
	c.formStmt, err = c.rows.PrepareContext(ctx, "SELECT form FROM forms WHERE rules = ? AND key = ? ORDER BY form")
	if err != nil {
		return err
	}
	c.hitStmt, err = c.rows.PrepareContext(ctx, `SELECT e.sightings, e.versions, s.meta, s.text,
		(SELECT min(captured) FROM sightings WHERE entry = e.num),
		(SELECT min(added) FROM sightings WHERE entry = e.num)
		FROM entries e JOIN sightings s ON s.num = e.rep WHERE e.num = ?`)
	return err
}

// statements caches prepared statements of reads that stages make for every cutting or text, by their SQL,
// which is constant, because preparing one costs about as much as running it.
type statements struct {
	mu   sync.Mutex
	made map[string]*sql.Stmt
}

// of returns a prepared statement, valid as long as the database is open.
func (s *statements) of(ctx context.Context, db *sql.DB, q string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st := s.made[q]; st != nil {
		return st, nil
	}
	st, err := db.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	if s.made == nil {
		s.made = map[string]*sql.Stmt{}
	}
	s.made[q] = st
	return st, nil
}

// Entry implements catalogue.Entries.
func (c *Catalogue) Entry(ctx context.Context, id string) (*catalogue.Entry, error) {
	all, err := c.sightings(ctx, "WHERE s.entry = (SELECT num FROM entries WHERE id = ?)", id)
	if err != nil {
		return nil, storeError("reading cutting "+id, err)
	}
	if len(all) == 0 {
		return nil, cutting.Errorf(cutting.NotFound, "there is no cutting %q", id)
	}
	e := entries.Assemble(id, all)
	outlets, err := c.currentOutlets(ctx)
	if err != nil {
		return nil, err
	}
	outlets.Show(e)
	return e, nil
}

func (c *Catalogue) sightings(ctx context.Context, where string, args ...any) ([]catalogue.Sighting, error) {
	q, err := c.reads.of(ctx, c.rows, "SELECT s.meta, s.parts, s.text FROM sightings s "+where)
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []catalogue.Sighting{}
	for rows.Next() {
		var meta, parts sql.RawBytes
		var text string
		if err := rows.Scan(&meta, &parts, &text); err != nil {
			return nil, err
		}
		s, err := decodeSighting(meta, parts, text)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// Page implements catalogue.Pages.
func (c *Catalogue) Page(ctx context.Context, captureID string) (*catalogue.PageRow, error) {
	p, _, err := c.page(ctx, captureID)
	return p, err
}

func (c *Catalogue) page(ctx context.Context, captureID string) (*catalogue.PageRow, int64, error) {
	var row []byte
	var num int64
	q, err := c.reads.of(ctx, c.rows, "SELECT num, row FROM pages WHERE capture = ?")
	if err == nil {
		err = q.QueryRowContext(ctx, captureID).Scan(&num, &row)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, cutting.Errorf(cutting.NotFound, "the catalogue has no capture %q", captureID)
	}
	var p catalogue.PageRow
	if err == nil {
		err = json.Unmarshal(row, &p)
	}
	if err != nil {
		return nil, 0, storeError("reading the page of capture "+captureID, err)
	}
	return &p, num, nil
}

// PageSightings implements catalogue.Pages.
func (c *Catalogue) PageSightings(ctx context.Context, captureID string) ([]catalogue.Sighting, error) {
	_, num, err := c.page(ctx, captureID)
	if err != nil {
		return nil, err
	}
	out, err := c.sightings(ctx, "WHERE s.num >= ? AND s.num < ? ORDER BY s.num", num*ordinals, (num+1)*ordinals)
	if err != nil {
		return nil, storeError("reading the cuttings of capture "+captureID, err)
	}
	return out, nil
}

// pageChunk is the number of page rows read at once, so that no statement is open while fn runs, which may be
// slow or write.
const pageChunk = 500

// Pages implements catalogue.Pages.
func (c *Catalogue) Pages(ctx context.Context, after string, fn func(catalogue.PageRow) bool) error {
	for {
		list, err := c.pagesAfter(ctx, after)
		if err != nil {
			return storeError("reading pages", err)
		}
		for _, p := range list {
			if !fn(p) {
				return nil
			}
			after = p.Capture.ID
		}
		if len(list) < pageChunk {
			return nil
		}
	}
}

func (c *Catalogue) pagesAfter(ctx context.Context, after string) ([]catalogue.PageRow, error) {
	rows, err := c.rows.QueryContext(ctx, "SELECT row FROM pages WHERE capture > ? ORDER BY capture LIMIT ?", after,
		pageChunk)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []catalogue.PageRow
	for rows.Next() {
		var b sql.RawBytes
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		var p catalogue.PageRow
		if err := json.Unmarshal(b, &p); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// statsCache caches the counts of one state of the rows.
type statsCache struct {
	commits int64
	ok      bool
	pages   map[pageClass]int
	bySrc   map[string]int // captures by source
	sighted int
}

type pageClass struct {
	kind   cutting.PageKind
	failed bool
}

// statsCounts returns counts of pages and sightings; the maps are shared.
func (c *Catalogue) statsCounts(ctx context.Context) (statsCache, error) {
	commits, err := c.rowState(ctx)
	if err != nil {
		return statsCache{}, err
	}
	c.statsMu.Lock()
	defer c.statsMu.Unlock()
	if c.stats.ok && c.stats.commits == commits {
		return c.stats, nil
	}
	s := statsCache{commits: commits, ok: true, pages: map[pageClass]int{}, bySrc: map[string]int{}}
	err = c.each(ctx, func(scan func(...any) error) error {
		var k pageClass
		var n int
		err := scan(&k.kind, &k.failed, &n)
		s.pages[k] = n
		return err
	}, "SELECT kind, failed, count(*) FROM pages GROUP BY kind, failed")
	if err == nil {
		err = c.each(ctx, func(scan func(...any) error) error {
			var id string
			var n int
			err := scan(&id, &n)
			s.bySrc[id] = n
			return err
		}, "SELECT s.id, n.pages FROM source_names n JOIN sources s ON s.num = n.source WHERE n.name = ''")
	}
	if err == nil {
		err = c.rows.QueryRowContext(ctx, "SELECT count(*) FROM sightings").Scan(&s.sighted)
	}
	if err != nil {
		return statsCache{}, storeError("counting rows", err)
	}
	c.stats = s
	return s, nil
}

func (c *Catalogue) each(ctx context.Context, fn func(scan func(...any) error) error, q string, args ...any) error {
	rows, err := c.rows.QueryContext(ctx, q, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// eachSlot calls fn for the slots of all present entries. Catalogue.mu must be held.
func (v *view) eachSlot(fn func(slot uint32)) {
	for _, slot := range v.cols.current {
		if slot != noSlot {
			fn(slot)
		}
	}
}

// countsCache caches counts over all entries while the catalogue does not change.
type countsCache struct {
	mu      sync.Mutex
	key     [4]int64 // the state of the counts
	stats   *catalogue.Stats
	sources []catalogue.SourceCount
}

// of returns the cache, empty when it was made from another state than a view and the rows at some commit; mu
// must be held.
func (k *countsCache) of(v *view, commits int64) *countsCache {
	if key := [4]int64{commits, v.commits, v.cols.seq, v.outletAt}; k.key != key {
		k.key, k.stats, k.sources = key, nil, nil
	}
	return k
}

// dateRange is the earliest and latest date, each at its own precision.
type dateRange struct {
	first, last entries.When
}

func (r *dateRange) add(w entries.When) {
	if w.Prec == entries.Undated {
		return
	}
	w.Key -= (w.Key%86400 + 86400) % 86400 // the day counts, not the time
	less := func(a, b entries.When) bool { return a.Key < b.Key || a.Key == b.Key && a.Prec < b.Prec }
	if r.first.Prec == entries.Undated || less(w, r.first) {
		r.first = w
	}
	if r.last.Prec == entries.Undated || less(r.last, w) {
		r.last = w
	}
}

func (r *dateRange) strings() (first, last string) {
	return r.first.Period("day"), r.last.Period("day")
}

// Sources implements catalogue.Counter.
func (c *Catalogue) Sources(ctx context.Context) ([]catalogue.SourceCount, error) {
	counts, err := c.statsCounts(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.rlock(ctx); err != nil {
		return nil, err
	}
	defer c.mu.RUnlock()
	v := &c.view
	v.counts.mu.Lock()
	defer v.counts.mu.Unlock()
	if kept := v.counts.of(v, counts.commits); kept.sources != nil {
		return slices.Clone(kept.sources), nil
	}
	one := v.cols.source.one
	out := make([]catalogue.SourceCount, v.outlets.Len())
	dates := make([]dateRange, len(out))
	v.eachSlot(func(slot uint32) {
		i := v.outletOf[one[slot]]
		out[i].Cuttings++
		dates[i].add(v.cols.whenOf(slot))
	})
	for key, n := range counts.bySrc {
		out[v.outlets.Number(key)].Captures += n
	}
	for i := range out {
		out[i].Outlet = *v.outlets.At(i)
		out[i].First, out[i].Last = dates[i].strings()
	}
	out = slices.DeleteFunc(out[1:], func(s catalogue.SourceCount) bool { return s.Captures+s.Cuttings == 0 })
	slices.SortFunc(out, func(a, b catalogue.SourceCount) int {
		return cmp.Or(cmp.Compare(b.Cuttings, a.Cuttings), cmp.Compare(a.ID, b.ID))
	})
	v.counts.sources = slices.Clone(out)
	return out, nil
}

// Sections implements catalogue.Counter.
func (c *Catalogue) Sections(ctx context.Context, sourceID string) ([]catalogue.SectionCount, error) {
	if err := c.rlock(ctx); err != nil {
		return nil, err
	}
	defer c.mu.RUnlock()
	v := &c.view
	if _, err := v.outlets.Find(sourceID); err != nil {
		return nil, err
	}
	source := uint32(v.outlets.Number(sourceID))
	count := func(name string) []catalogue.Count {
		col := v.cols.byName[name]
		counts := make([]int, len(col.values))
		v.eachSlot(func(slot uint32) {
			if v.outletOf[v.cols.source.one[slot]] == source {
				counts[col.one[slot]]++
			}
		})
		var out []catalogue.Count
		for i, n := range counts {
			if i > 0 && n > 0 {
				out = append(out, catalogue.Count{Value: col.values[i].Text, Count: n})
			}
		}
		return out
	}
	return entries.Sections(count(field.Section), count(field.Rail), words.HeadingKey), nil
}

// Stats implements catalogue.Counter.
func (c *Catalogue) Stats(ctx context.Context) (catalogue.Stats, error) {
	counts, err := c.statsCounts(ctx)
	if err != nil {
		return catalogue.Stats{}, err
	}
	s := catalogue.Stats{Sightings: counts.sighted, ByKind: map[cutting.Kind]int{},
		ByPageKind: map[cutting.PageKind]int{}, ByLang: map[string]int{}}
	for k, n := range counts.pages {
		s.Captures += n
		if k.failed {
			s.Failures += n
		} else {
			s.Pages += n
			s.ByPageKind[k.kind] += n
		}
	}
	if s.Behind, err = c.countUnindexed(ctx); err != nil {
		return catalogue.Stats{}, storeError("counting rows", err)
	}
	if err := c.rlock(ctx); err != nil {
		return catalogue.Stats{}, err
	}
	defer c.mu.RUnlock()
	v := &c.view
	v.counts.mu.Lock()
	defer v.counts.mu.Unlock()
	if kept := v.counts.of(v, counts.commits); kept.stats != nil {
		behind := s.Behind
		s = *kept.stats
		s.Behind, s.ByKind, s.ByPageKind, s.ByLang = behind, maps.Clone(s.ByKind), maps.Clone(s.ByPageKind),
			maps.Clone(s.ByLang)
		return s, nil
	}
	lang := v.cols.byName[field.Lang]
	kinds, langs := make([]int, len(v.cols.kinds)), make([]int, len(lang.values))
	var dates dateRange
	v.eachSlot(func(slot uint32) {
		s.Cuttings++
		kinds[v.cols.kind[slot]]++
		langs[lang.one[slot]]++
		dates.add(v.cols.whenOf(slot))
	})
	for i, n := range kinds {
		if n > 0 {
			s.ByKind[v.cols.kinds[i]] = n
		}
	}
	for i, n := range langs {
		if n > 0 && i > 0 {
			s.ByLang[lang.values[i].Text] = n
		}
	}
	s.First, s.Last = dates.strings()
	kept := s
	kept.ByKind, kept.ByPageKind, kept.ByLang = maps.Clone(s.ByKind), maps.Clone(s.ByPageKind), maps.Clone(s.ByLang)
	v.counts.stats = &kept
	return s, nil
}

// Dump implements catalogue.Dumper.
func (c *Catalogue) Dump(ctx context.Context, w io.Writer) error {
	tx, err := c.rows.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one state from beginning to end
	if err != nil {
		return storeError("the dump", err)
	}
	defer tx.Rollback() // nothing was written
	d := entries.NewDumper(w)
	if err := dumpPages(ctx, tx, d); err != nil {
		return storeError("the dump", err)
	}
	rows, err := tx.QueryContext(ctx, `SELECT e.id, p.capture, e.rep % 1048576, e.sightings, e.versions
		FROM entries e JOIN pages p ON p.num = e.rep / 1048576 ORDER BY e.id`)
	if err != nil {
		return storeError("the dump", err)
	}
	defer rows.Close()
	for rows.Next() {
		var e entries.EntryLine
		if err := rows.Scan(&e.ID, &e.Capture, &e.Ordinal, &e.Sightings, &e.Versions); err != nil {
			return storeError("the dump", err)
		}
		d.Entry(e)
	}
	if err := rows.Err(); err != nil {
		return storeError("the dump", err)
	}
	outlets, err := readOutlets(ctx, tx)
	if err != nil {
		return storeError("the dump", err)
	}
	d.Outlets(outlets)
	if err := dumpRows(ctx, tx, d); err != nil {
		return storeError("the dump", err)
	}
	if err := d.Flush(); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing the dump: %w", err)
	}
	return nil
}

func dumpPages(ctx context.Context, tx *sql.Tx, d *entries.Dumper) error {
	rows, err := tx.QueryContext(ctx, `SELECT p.row, s.meta, s.parts, s.text, p.num FROM pages p
		LEFT JOIN sightings s ON s.num >= p.num * 1048576 AND s.num < (p.num + 1) * 1048576 ORDER BY p.capture, s.num`)
	if err != nil {
		return err
	}
	defer rows.Close()
	last := int64(-1)
	for rows.Next() {
		var row, meta, parts sql.RawBytes
		var text sql.NullString
		var num int64
		if err := rows.Scan(&row, &meta, &parts, &text, &num); err != nil {
			return err
		}
		if num != last {
			last = num
			var p catalogue.PageRow
			if err := json.Unmarshal(row, &p); err != nil {
				return err
			}
			d.Page(&p)
		}
		if meta == nil {
			continue
		}
		s, err := decodeSighting(meta, parts, text.String)
		if err != nil {
			return err
		}
		d.Sighting(&s)
	}
	return rows.Err()
}

func dumpRows(ctx context.Context, tx *sql.Tx, d *entries.Dumper) error {
	rows, err := tx.QueryContext(ctx, selectRow+" WHERE gone = 0 AND scope <> 'stage' ORDER BY stage, key")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanRow(rows)
		if err != nil {
			return err
		}
		d.Row(r)
	}
	return rows.Err()
}
