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
		return broken("writing rows to "+c.dir, err)
	}
	c.known.commit()
	c.commits.Add(1)
	c.follower.wrote(written)
	return nil
}

// batch is one Apply under way: a transaction with its statements, and the
// entries touched so far.
type batch struct {
	ctx      context.Context
	tx       *sql.Tx
	stmts    map[string]*sql.Stmt
	known    *formCache
	fields   *field.Set
	sources  map[string]int64
	touched  map[string]*touched
	order    []*touched
	tokens   []words.Token
	sequence int64
	staged   bool           // there are rows of stages
	lost     map[int64]bool // texthashes of sightings taken away
	outlets  bool           // what outlets are made of changed
	// subjects are what rows in the batch are about, known to be there; told those whose
	// entries know already that they get other values.
	subjects, told map[string]bool
}

// touched is an entry whose sightings changed.
type touched struct {
	id    string
	num   int64
	fresh bool // not there before the batch
	moved bool // sightings came or went
	old   struct {
		rep     sql.NullInt64
		edition int64
		content int64
		columns []byte
	}
	// added are the sightings this batch wrote, by num.
	added map[int64]*catalogue.Sighting
}

// apply writes a batch and returns how many entries it touched.
func (c *Catalogue) apply(ctx context.Context, in catalogue.Batch) (written int, err error) {
	tx, err := c.w.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	b := &batch{ctx: ctx, tx: tx, stmts: map[string]*sql.Stmt{}, known: c.known, fields: c.opt.Fields,
		sources: map[string]int64{}, touched: map[string]*touched{}, lost: map[int64]bool{},
		subjects: map[string]bool{}, told: map[string]bool{}}
	defer func() {
		for _, s := range b.stmts {
			s.Close()
		}
		if err != nil {
			tx.Rollback()
		}
	}()
	err = b.row(`SELECT max((SELECT coalesce(max(seq), 0) FROM entries), (SELECT coalesce(max(seq), 0) FROM pages), (SELECT coalesce(max(seq), 0) FROM stage_rows)),
		EXISTS (SELECT 1 FROM stage_rows)`).Scan(&b.sequence, &b.staged)
	if err != nil {
		return 0, err
	}
	b.staged = b.staged || len(in.Rows) > 0
	last := map[string]int{} // a capture's later reading in the batch holds
	for i := range in.Pages {
		last[in.Pages[i].Page.Capture.ID] = i
	}
	for i := range in.Pages {
		if last[in.Pages[i].Page.Capture.ID] == i {
			r := entries.Normal(in.Pages[i])
			if err := b.page(&r); err != nil {
				return 0, err
			}
		}
	}
	if b.staged {
		if err := b.rows(&in); err != nil {
			return 0, err
		}
	}
	for _, t := range b.order {
		if err := b.settle(t); err != nil {
			return 0, err
		}
	}
	if b.outlets || slices.ContainsFunc(in.Rows, func(r catalogue.StageRow) bool {
		return r.Stage == catalogue.OutletStage
	}) ||
		slices.ContainsFunc(in.Drop, func(k catalogue.RowKey) bool { return k.Stage == catalogue.OutletStage }) {
		if err := b.exec(
			"INSERT INTO meta VALUES ('outlets', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"); err != nil {
			return 0, err
		}
	}
	if err := b.exec("UPDATE meta SET value = value + 1 WHERE key = 'commits'"); err != nil {
		return 0, err
	}
	return len(b.order), tx.Commit()
}

func (b *batch) stmt(q string) (*sql.Stmt, error) {
	if s := b.stmts[q]; s != nil {
		return s, nil
	}
	s, err := b.tx.PrepareContext(b.ctx, q)
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
	res, err := s.ExecContext(b.ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// rowScanner carries a failed preparation to where the row is read.
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
	return rowScanner{row: s.QueryRowContext(b.ctx, args...)}
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

// countNames keeps how many pages of a source give it which names, and under the name ""
// how many there are.
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
	err = b.row("SELECT num, source, row FROM pages WHERE capture = ?", r.Page.Capture.ID).Scan(&num, &oldSource,
		&oldRow)
	failed := r.Page.Failure != ""
	switch {
	case errors.Is(err, sql.ErrNoRows):
		b.sequence++
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
		if err := b.sees(num, &r.Sightings[i], old); err != nil {
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
	s, err := b.stmt("SELECT s.num, e.id, s.texthash, s.meta, s.parts, s.text FROM sightings s JOIN entries e ON " +
		"e.num = s.entry WHERE s.num >= ? AND s.num < ?")
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(b.ctx, page*ordinals, (page+1)*ordinals)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64]oldSighting{}
	for rows.Next() {
		var place int64
		var o oldSighting
		if err := rows.Scan(&place, &o.entry, &o.texthash, &o.meta, &o.parts, &o.text); err != nil {
			return nil, err
		}
		out[place] = o
	}
	return out, rows.Err()
}

// sees writes a page's sighting, unless old has it as it is; what it replaces is
// taken out of old.
func (b *batch) sees(page int64, s *catalogue.Sighting, old map[int64]oldSighting) error {
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
	t, err := b.touch(s.CuttingID)
	if err != nil {
		return err
	}
	t.added[place], t.moved = s, true
	return b.exec("INSERT INTO sightings (num, entry, captured, added, version, texthash, meta, parts, text) VALUES "+
		"(?, ?, ?, ?, ?, ?, ?, ?, ?)",
		place, t.num, s.Captured.UnixMicro(), s.Added.UnixMicro(), versionSum(s.Version), textHash(s), meta, parts,
		s.Text)
}

// forget deletes a sighting and remembers its entry and its text.
func (b *batch) forget(place int64, o oldSighting) error {
	t, err := b.touch(o.entry)
	if err != nil {
		return err
	}
	t.moved = true
	b.lost[o.texthash] = true
	return b.exec("DELETE FROM sightings WHERE num = ?", place)
}

// touch finds or makes the entry of a cutting.
func (b *batch) touch(id string) (*touched, error) {
	if t := b.touched[id]; t != nil {
		return t, nil
	}
	t := &touched{id: id, added: map[int64]*catalogue.Sighting{}}
	err := b.row("SELECT num, rep, edition, content, columns FROM entries WHERE id = ?", id).
		Scan(&t.num, &t.old.rep, &t.old.edition, &t.old.content, &t.old.columns)
	if errors.Is(err, sql.ErrNoRows) {
		t.fresh = true
		t.num, err = b.insert("INSERT INTO entries (id, seq, edition, rep, content, sightings, versions, columns) "+
			"VALUES (?, 0, 0, NULL, 0, 0, 0, x'')", id)
	}
	if err != nil {
		return nil, err
	}
	b.touched[id] = t
	b.order = append(b.order, t)
	return t, nil
}

// place is what choosing a representative needs of a sighting.
type place struct {
	num, captured, added, version int64
	capture                       string
	length                        int
}

func (b *batch) places(t *touched) ([]place, error) {
	if t.fresh {
		out := make([]place, 0, len(t.added))
		for num, s := range t.added {
			out = append(out, place{num: num, captured: s.Captured.UnixMicro(), added: s.Added.UnixMicro(),
				version: versionSum(s.Version), capture: s.CaptureID, length: len(s.Text)})
		}
		return out, nil
	}
	s, err := b.stmt(`SELECT s.num, s.captured, s.added, s.version, octet_length(s.text), p.capture
		FROM sightings s JOIN pages p ON p.num = s.num / 1048576 WHERE s.entry = ?`)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(b.ctx, t.num)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []place
	for rows.Next() {
		var p place
		if err := rows.Scan(&p.num, &p.captured, &p.added, &p.version, &p.length, &p.capture); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

// settle chooses a touched entry's representative and gives it a sequence number,
// and a new edition if what searches look at changed.
func (b *batch) settle(t *touched) error {
	if !t.moved && t.old.rep.Valid {
		return b.revalue(t)
	}
	all, err := b.places(t)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		if t.fresh || !t.old.rep.Valid {
			return nil
		}
		b.sequence++
		row := columnRow{num: t.num, seq: b.sequence, edition: b.sequence, id: t.id, gone: true}
		return b.exec("UPDATE entries SET seq = ?, edition = ?, rep = NULL, content = 0, sightings = 0, versions = "+
			"0, columns = ? WHERE num = ?",
			row.seq, row.edition, row.encode(), t.num)
	}
	rep := all[0]
	row := columnRow{num: t.num, id: t.id, added: all[0].added}
	var versions, captured []int64
	for _, p := range all {
		if better(p, rep) {
			rep = p
		}
		row.added = min(row.added, p.added)
		versions = append(versions, p.version)
		captured = append(captured, p.captured)
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	row.captured = dayOfMicro(slices.Min(captured))
	row.seen = seenDays(captured)

	s := t.added[rep.num]
	if s == nil {
		if s, err = b.sighting(rep.num); err != nil {
			return err
		}
	}
	var extra entries.Extra
	if b.staged {
		if extra, err = extraOf(b.ctx, b.fieldsAbout, s); err != nil {
			return err
		}
	}
	content := contentSum(s, extra, b.fields)
	var old columnRow
	changed := t.fresh || !t.old.rep.Valid || content != t.old.content
	if !t.fresh {
		if err := old.decode(t.old.columns); err != nil {
			return err
		}
	}
	if changed {
		row.source, err = b.source(s.Source.ID)
		if err != nil {
			return err
		}
		row.kind, row.lang, row.values, row.when = string(s.Kind), s.Lang, keptValues(s, extra, b.fields),
			entries.WhenOf(s.Published)
		if row.length, err = b.learn(s, extra); err != nil {
			return err
		}
	} else {
		row.source, row.kind, row.lang, row.values, row.when, row.length = old.source, old.kind, old.lang, old.values,
			old.when, old.length
		row.edition = old.edition
	}
	b.sequence++
	row.seq = b.sequence
	if changed {
		row.edition = b.sequence
	}
	return b.exec("UPDATE entries SET seq = ?, edition = ?, rep = ?, content = ?, sightings = ?, versions = ?, "+
		"columns = ? WHERE num = ?",
		row.seq, row.edition, rep.num, content, len(all), len(versions), row.encode(), t.num)
}

// keptValues are the whole values of a sighting by field, as columns keep them.
func keptValues(s *catalogue.Sighting, extra entries.Extra, fields *field.Set) [][]string {
	var out [][]string
	for _, f := range fields.All() {
		if !entries.Kept(f) {
			continue
		}
		var list []string
		if f.Name != field.Source { // has a number of its own
			for _, v := range entries.ValuesOf(f, extra.Of(s, f.Name)) {
				list = append(list, v.Text)
			}
		}
		out = append(out, list)
	}
	return out
}

// better reports whether a represents a cutting rather than b: see catalogue.Entry.
func better(a, b place) bool {
	switch {
	case a.length != b.length:
		return a.length > b.length
	case a.captured != b.captured:
		return a.captured < b.captured
	case a.capture != b.capture:
		return a.capture < b.capture
	}
	return a.num < b.num // same page: by ordinal
}

func (b *batch) sighting(num int64) (*catalogue.Sighting, error) {
	var meta, parts []byte
	var text string
	if err := b.row("SELECT meta, parts, text FROM sightings WHERE num = ?", num).Scan(&meta, &parts,
		&text); err != nil {
		return nil, err
	}
	s, err := decodeSighting(meta, parts, text)
	return &s, err
}
