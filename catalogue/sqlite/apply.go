package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"reflect"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/cutting"
)

// Apply implements catalogue.Writer.
func (c *Catalogue) Apply(ctx context.Context, b catalogue.Batch) error {
	if c.w == nil {
		return cutting.Errorf(cutting.Unsupported, "the catalogue in %s was opened for reading only", c.dir)
	}
	if err := entries.CheckBatch(&b, c.opt.Fields); err != nil {
		return err
	}
	for i := range b.Pages {
		for _, s := range b.Pages[i].Sightings {
			if s.Ordinal < 0 || s.Ordinal >= ordinals {
				return cutting.Errorf(cutting.Invalid, "capture %s has a sighting with ordinal %d; ordinals go from "+
					"0 to %d", s.CaptureID, s.Ordinal, ordinals-1)
			}
		}
	}
	if len(b.Pages)+len(b.Rows)+len(b.Drop) == 0 {
		return nil
	}
	c.wmu.Lock()
	defer c.wmu.Unlock()
	written, err := c.apply(ctx, b)
	if err != nil {
		c.known.rollback()
		return storeError("writing rows to "+c.dir, err)
	}
	c.known.commit()
	c.commits.Add(1)
	c.follower.wrote(written)
	return nil
}

// batch is the state of one Apply: a transaction with its statements, and what is known about the affected
// things, so that nothing is queried twice and nothing is queried about new things.
type batch struct {
	ctx      context.Context
	conn     *sql.Conn
	stmts    map[string]*sql.Stmt
	known    *formCache
	fields   *field.Set
	sources  map[string]int64
	tokens   []words.Token
	sequence int64
	entries  int64 // the highest number of an entry
	staged   bool  // it has rows of stages
	outlets  bool  // the input of outlets changed

	// entryOf are the entries before the batch, nil for those that did not exist: these IDs need no query.
	entryOf map[string]*oldEntry
	touched map[string]*touchedEntry
	order   []*touchedEntry
	// captures are the captures of the batch's pages, with whether they existed before.
	captures map[string]bool
	// texts are the texthashes of the batch's sightings, with whether they existed before.
	texts  map[int64]bool
	lost   map[int64]bool   // texthashes of removed sightings
	counts map[countKey]int // changes of the counts
	// valued are the rows with values for new things, by the hash of what they are about.
	valued map[int64][]*catalogue.StageRow
}

// oldEntry is an entry's row as it was before the batch.
type oldEntry struct {
	num      int64
	rep      sql.NullInt64
	content  int64
	versions int
	columns  []byte
}

// touchedEntry is an entry whose sightings or values changed.
type touchedEntry struct {
	id    string
	num   int64
	fresh bool // it did not exist before the batch
	moved bool // sightings were added or removed
	old   oldEntry
	// added are the sightings this batch wrote, by num.
	added map[int64]*catalogue.Sighting
}

// apply writes a batch and returns how many entries it touched.
func (c *Catalogue) apply(ctx context.Context, in catalogue.Batch) (written int, err error) {
	return c.transact(ctx, func(b *batch) error { return b.take(&in) })
}

// transact has fn change things in a transaction, writes the entries that it touched and returns how many
// these are.
func (c *Catalogue) transact(ctx context.Context, fn func(b *batch) error) (written int, err error) {
	conn, err := c.w.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return 0, err
	}
	b := &batch{ctx: ctx, conn: conn, stmts: map[string]*sql.Stmt{}, known: c.known, fields: c.opt.Fields,
		sources: map[string]int64{}, entryOf: map[string]*oldEntry{}, touched: map[string]*touchedEntry{},
		captures: map[string]bool{}, texts: map[int64]bool{}, lost: map[int64]bool{}, counts: map[countKey]int{},
		valued: map[int64][]*catalogue.StageRow{}}
	defer func() {
		for _, s := range b.stmts {
			s.Close()
		}
		if err != nil {
			conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // err is the error to return
		}
	}()
	if err := b.begin(); err != nil {
		return 0, err
	}
	if err := fn(b); err != nil {
		return 0, err
	}
	if err := b.end(); err != nil {
		return 0, err
	}
	return len(b.order), b.exec("COMMIT")
}

// begin reads where the catalogue's numbers are.
func (b *batch) begin() error {
	return b.row("SELECT ("+lastChange+"), (SELECT coalesce(max(num), 0) FROM entries), "+
		"EXISTS (SELECT 1 FROM stage_rows)").Scan(&b.sequence, &b.entries, &b.staged)
}

// take changes pages and rows as a batch states.
func (b *batch) take(in *catalogue.Batch) error {
	b.staged = b.staged || len(in.Rows) > 0
	last := map[string]int{} // the later reading of a capture counts
	for i := range in.Pages {
		last[in.Pages[i].Page.Capture.ID] = i
	}
	var pages []catalogue.PageReading
	for i := range in.Pages {
		if last[in.Pages[i].Page.Capture.ID] == i {
			pages = append(pages, entries.Normal(in.Pages[i]))
		}
	}
	if err := b.lookUp(pages); err != nil {
		return err
	}
	for i := range pages {
		if err := b.page(&pages[i]); err != nil {
			return err
		}
	}
	if b.staged {
		if err := b.rows(in); err != nil {
			return err
		}
	}
	if err := b.leaveTexts(); err != nil {
		return err
	}
	decided := func(stage string) bool { return stage == catalogue.OutletStage }
	b.outlets = b.outlets ||
		slices.ContainsFunc(in.Rows, func(r catalogue.StageRow) bool { return decided(r.Stage) }) ||
		slices.ContainsFunc(in.Drop, func(k catalogue.RowKey) bool { return decided(k.Stage) })
	return nil
}

// end writes the entries that were touched, and what is counted.
func (b *batch) end() error {
	for list := range slices.Chunk(b.order, bulk) {
		if err := b.writeEntries(list); err != nil {
			return err
		}
	}
	if b.outlets {
		if err := b.exec(
			"INSERT INTO meta VALUES ('outlets', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"); err != nil {
			return err
		}
	}
	if err := b.writeCounts(); err != nil {
		return err
	}
	return b.exec("UPDATE meta SET value = value + 1 WHERE key = 'commits'")
}

// stmt returns a prepared statement. Its context does not end, because an interruptible statement costs a
// goroutine each time, and no statement of a batch takes long.
func (b *batch) stmt(q string) (*sql.Stmt, error) {
	if b.ctx.Err() != nil {
		return nil, context.Cause(b.ctx)
	}
	if s := b.stmts[q]; s != nil {
		return s, nil
	}
	s, err := b.conn.PrepareContext(context.Background(), q)
	if err == nil {
		b.stmts[q] = s
	}
	return s, err
}

func (b *batch) exec(q string, args ...any) error {
	_, err := b.insert(q, args...)
	return err
}

func (b *batch) insert(q string, args ...any) (int64, error) {
	s, err := b.stmt(q)
	if err != nil {
		return 0, err
	}
	res, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

func (b *batch) query(q string, args ...any) (*sql.Rows, error) {
	s, err := b.stmt(q)
	if err != nil {
		return nil, err
	}
	return s.Query(args...)
}

// each runs a query and calls fn for every row.
func (b *batch) each(fn func(rows *sql.Rows) error, q string, args ...any) error {
	rows, err := b.query(q, args...)
	return eachOf(rows, err, fn)
}

// rowScanner returns the error of a failed preparation when the row is read.
type rowScanner struct {
	row *sql.Row
	err error
}

func (r rowScanner) Scan(dst ...any) error {
	if r.err != nil {
		return r.err
	}
	return r.row.Scan(dst...)
}

func (b *batch) row(q string, args ...any) rowScanner {
	s, err := b.stmt(q)
	if err != nil {
		return rowScanner{err: err}
	}
	return rowScanner{row: s.QueryRow(args...)}
}

// lookUp reads which cuttings, texts and captures of some pages exist already.
func (b *batch) lookUp(pages []catalogue.PageReading) error {
	var ids []string
	var hashes []int64
	var captures []string
	for i := range pages {
		captures = append(captures, pages[i].Page.Capture.ID)
		for k := range pages[i].Sightings {
			s := &pages[i].Sightings[k]
			ids = append(ids, s.CuttingID)
			h := textHash(s)
			if _, known := b.texts[h]; !known {
				b.texts[h] = false
				hashes = append(hashes, h)
			}
		}
	}
	if err := b.lookUpEntries(ids); err != nil {
		return err
	}
	for _, id := range captures {
		b.captures[id] = false
	}
	err := inBulk(captures, "SELECT capture FROM pages WHERE capture IN", b.query, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		b.captures[id] = true
		return err
	})
	if err != nil {
		return err
	}
	return inBulk(hashes, "SELECT DISTINCT texthash FROM sightings WHERE texthash IN", b.query,
		func(rows *sql.Rows) error {
			var h int64
			err := rows.Scan(&h)
			b.texts[h] = true
			return err
		})
}

// lookUpEntries reads the entries of some cuttings, where they are not known yet.
func (b *batch) lookUpEntries(ids []string) error {
	var ask []string
	for _, id := range ids {
		if _, known := b.entryOf[id]; !known {
			b.entryOf[id] = nil
			ask = append(ask, id)
		}
	}
	return inBulk(ask, "SELECT id, num, rep, content, versions, columns FROM entries WHERE id IN", b.query,
		func(rows *sql.Rows) error {
			var id string
			var e oldEntry
			err := rows.Scan(&id, &e.num, &e.rep, &e.content, &e.versions, &e.columns)
			b.entryOf[id] = &e
			return err
		})
}

// source returns the number of a source, 0 for none.
func (b *batch) source(id string) (int64, error) {
	if id == "" {
		return 0, nil
	}
	if n, ok := b.sources[id]; ok {
		return n, nil
	}
	var n int64
	err := b.row("SELECT num FROM sources WHERE id = ?", id).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		n, err = b.insert("INSERT INTO sources (id) VALUES (?)", id)
	}
	if err != nil {
		return 0, err
	}
	b.sources[id] = n
	return n, nil
}

// countNames adds by to the stored numbers of pages of a source: for each name the page gives, and under the
// name "" for all pages.
func (b *batch) countNames(source int64, p *catalogue.PageRow, by int) error {
	if source == 0 {
		return nil
	}
	b.outlets = true
	for _, n := range append(entries.NamesOf(p), cutting.SelfName{}) {
		origins, err := json.Marshal(n.Origins)
		if err == nil {
			err = b.exec("INSERT INTO source_names VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET pages = pages + "+
				"excluded.pages", source, n.Name, string(origins), by)
		}
		if err == nil && by < 0 {
			err = b.exec("DELETE FROM source_names WHERE source = ? AND name = ? AND origins = ? AND pages <= 0",
				source, n.Name, string(origins))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// page replaces a page's row and those of its sightings that changed.
func (b *batch) page(r *catalogue.PageReading) error {
	row, err := json.Marshal(&r.Page)
	if err != nil {
		return err
	}
	source, err := b.source(r.Page.Source.ID)
	if err != nil {
		return err
	}
	var num, oldSource int64
	var oldRow []byte
	old := map[int64]oldSighting{}
	failed := r.Page.Failure != ""
	known := b.captures[r.Page.Capture.ID]
	if known {
		err = b.row("SELECT num, source, row FROM pages WHERE capture = ?", r.Page.Capture.ID).Scan(&num, &oldSource,
			&oldRow)
	}
	switch {
	case !known:
		b.sequence++
		b.counts[countKey{of: catalogue.OfCapture}]++
		num, err = b.insert("INSERT INTO pages (capture, source, kind, failed, row, seq) VALUES (?, ?, ?, ?, ?, ?)",
			r.Page.Capture.ID, source, string(r.Page.Kind), failed, row, b.sequence)
		if err == nil {
			err = b.countNames(source, &r.Page, 1)
		}
	case err == nil:
		if old, err = b.oldSightings(num); err != nil {
			return err
		}
		if bytes.Equal(row, oldRow) {
			break
		}
		b.sequence++
		var was catalogue.PageRow
		if err = json.Unmarshal(oldRow, &was); err != nil {
			return err
		}
		if oldSource != source || !reflect.DeepEqual(entries.NamesOf(&was), entries.NamesOf(&r.Page)) {
			if err = b.countNames(oldSource, &was, -1); err != nil {
				return err
			}
			if err = b.countNames(source, &r.Page, 1); err != nil {
				return err
			}
		}
		err = b.exec("UPDATE pages SET source = ?, kind = ?, failed = ?, row = ?, seq = ? WHERE num = ?",
			source, string(r.Page.Kind), failed, row, b.sequence, num)
	}
	if err != nil {
		return err
	}
	for i := range r.Sightings {
		if err := b.writeSighting(num, &r.Sightings[i], old); err != nil {
			return err
		}
	}
	for place, o := range old {
		if err := b.forget(place, o); err != nil {
			return err
		}
	}
	return nil
}

// oldSighting is a sighting's row as it was before the batch.
type oldSighting struct {
	entry       string // the cutting's ID
	texthash    int64
	meta, parts []byte
	text        string
}

func (b *batch) oldSightings(page int64) (map[int64]oldSighting, error) {
	out := map[int64]oldSighting{}
	return out, b.each(func(rows *sql.Rows) error {
		var place int64
		var o oldSighting
		err := rows.Scan(&place, &o.entry, &o.texthash, &o.meta, &o.parts, &o.text)
		out[place] = o
		return err
	}, "SELECT s.num, e.id, s.texthash, s.meta, s.parts, s.text FROM sightings s JOIN entries e ON e.num = s.entry "+
		"WHERE s.num >= ? AND s.num < ?", page*ordinals, (page+1)*ordinals)
}

// writeSighting writes a page's sighting, unless old has it unchanged; the one it replaces is removed from old.
func (b *batch) writeSighting(page int64, s *catalogue.Sighting, old map[int64]oldSighting) error {
	meta, err := encodeMeta(s)
	if err != nil {
		return err
	}
	place, parts := page*ordinals+int64(s.Ordinal), encodeParts(s.Parts)
	if o, ok := old[place]; ok {
		delete(old, place)
		if o.text == s.Text && bytes.Equal(o.meta, meta) && bytes.Equal(o.parts, parts) {
			return nil
		}
		if err := b.forget(place, o); err != nil {
			return err
		}
	}
	t, err := b.touchedEntry(s.CuttingID)
	if err != nil {
		return err
	}
	if t.added == nil {
		t.added = map[int64]*catalogue.Sighting{}
	}
	t.added[place], t.moved = s, true
	return b.exec("INSERT INTO sightings (num, entry, captured, added, version, texthash, meta, parts, text) VALUES "+
		"(?, ?, ?, ?, ?, ?, ?, ?, ?)",
		place, t.num, s.Captured.UnixMicro(), s.Added.UnixMicro(), versionSum(s.Version), textHash(s), meta, parts,
		s.Text)
}

// forget deletes a sighting and records its entry and its text as affected.
func (b *batch) forget(place int64, o oldSighting) error {
	t, err := b.touchedEntry(o.entry)
	if err != nil {
		return err
	}
	t.moved = true
	b.lost[o.texthash] = true
	return b.exec("DELETE FROM sightings WHERE num = ?", place)
}

// touchedEntry returns the entry of a cutting, a new one if needed. A new entry gets its row when it is written.
func (b *batch) touchedEntry(id string) (*touchedEntry, error) {
	if t := b.touched[id]; t != nil {
		return t, nil
	}
	if err := b.lookUpEntries([]string{id}); err != nil {
		return nil, err
	}
	t := &touchedEntry{id: id}
	if e := b.entryOf[id]; e != nil {
		t.num, t.old = e.num, *e
	} else {
		b.entries++
		t.num, t.fresh = b.entries, true
	}
	b.touched[id] = t
	b.order = append(b.order, t)
	return t, nil
}
