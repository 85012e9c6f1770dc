package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/cutting"
)

// rows writes the rows of stages in a batch, and removes those whose subject no longer exists.
func (b *batch) rows(in *catalogue.Batch) error {
	last := make(map[catalogue.RowKey]int, len(in.Rows)) // of several rows of one key the last counts
	for i := range in.Rows {
		last[in.Rows[i].RowKey] = i
	}
	list := make([]*catalogue.StageRow, 0, len(last))
	for i := range in.Rows {
		if last[in.Rows[i].RowKey] == i {
			r := entries.NormalRow(in.Rows[i])
			list = append(list, &r)
		}
	}
	// Rows of one stage are adjacent on disk.
	slices.SortFunc(list, func(x, y *catalogue.StageRow) int {
		return cmp.Or(cmp.Compare(x.Stage, y.Stage), cmp.Compare(x.Key, y.Key))
	})
	for len(list) > 0 {
		n := 1
		for n < min(bulk, len(list)) && list[n].Stage == list[0].Stage && list[n].Of == list[0].Of {
			n++
		}
		if err := b.putAll(list[:n]); err != nil {
			return err
		}
		list = list[n:]
	}
	for _, k := range in.Drop {
		r, err := scanRow(b.row(selectRow+" WHERE stage = ? AND key = ? AND gone = 0", k.Stage, k.Key))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		if err := b.bury(r); err != nil {
			return err
		}
	}
	for _, t := range b.order {
		if !t.moved || len(t.added) > 0 {
			continue // it has a sighting
		}
		there, err := b.seen("entry", t.num)
		if err == nil && !there {
			err = b.removeOrphans(keyHash(catalogue.OfCutting, t.id))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// leaveTexts counts the texts of a batch, and removes the rows about texts that no sighting has any more.
func (b *batch) leaveTexts() error {
	texts := 0
	for _, old := range b.texts {
		if !old {
			texts++
		}
	}
	for hash := range b.lost {
		there, err := b.seen("texthash", hash)
		if err == nil && !there {
			texts--
			if b.staged {
				err = b.removeOrphans(hash)
			}
		}
		if err != nil {
			return err
		}
	}
	b.counts[countKey{of: catalogue.OfText}] += texts
	return nil
}

// seen reports whether there is a sighting with a value in a column.
func (b *batch) seen(column string, value int64) (there bool, err error) {
	err = b.row("SELECT EXISTS (SELECT 1 FROM sightings WHERE "+column+" = ?)", value).Scan(&there)
	return there, err
}

// removeOrphans removes the rows with a hash.
func (b *batch) removeOrphans(hash int64) error {
	list, err := scanRows(b.query(rowsOfHash, hash))
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := b.bury(r); err != nil {
			return err
		}
	}
	return nil
}

// putAll writes rows of one stage and scope, except unchanged ones and ones whose subject does not exist.
func (b *batch) putAll(list []*catalogue.StageRow) error {
	there, fresh, err := b.subjects(list)
	if err != nil {
		return err
	}
	var ask []string
	for i := range list {
		if there[i] && !fresh[i] {
			ask = append(ask, list[i].Key)
		}
	}
	old, err := rowsOf(list[0].Stage, ask, b.query)
	if err != nil {
		return err
	}
	for i, r := range list {
		if there[i] {
			if err := b.put(r, old[r.Key], fresh[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// subjects reports for rows of one scope whether their subject exists (there), and whether it is new in this
// batch, so that it has no rows yet (fresh).
func (b *batch) subjects(list []*catalogue.StageRow) (there, fresh []bool, err error) {
	there, fresh = make([]bool, len(list)), make([]bool, len(list))
	exists := func(i int, question string, arg any) error {
		return b.row("SELECT EXISTS (SELECT 1 FROM "+question+" = ?)", arg).Scan(&there[i])
	}
	if list[0].Of == catalogue.OfCutting {
		keys := make([]string, len(list))
		for i := range list {
			keys[i] = list[i].Key
		}
		if err := b.lookUpEntries(keys); err != nil {
			return nil, nil, err
		}
	}
	for i := range list {
		switch key := list[i].Key; list[i].Of {
		case catalogue.OfStage:
			there[i] = true
		case catalogue.OfCapture:
			old, here := b.captures[key]
			if there[i], fresh[i] = here, here && !old; !here {
				err = exists(i, "pages WHERE capture", key)
			}
		case catalogue.OfText:
			hash := keyHash(catalogue.OfText, key)
			if fresh[i] = b.isNewText(hash); fresh[i] {
				there[i] = true
			} else {
				err = exists(i, "sightings WHERE texthash", hash)
			}
		case catalogue.OfCutting:
			switch t, e := b.touched[key], b.entryOf[key]; {
			case t != nil && t.moved && len(t.added) == 0:
				err = exists(i, "sightings WHERE entry", t.num)
			case t != nil && t.moved:
				there[i], fresh[i] = true, t.fresh
			default:
				there[i] = e != nil && e.rep.Valid
			}
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return there, fresh, nil
}

// put writes one row; old is the existing one, nil for none. fresh reports that what it is about is written by
// this batch.
func (b *batch) put(r, old *catalogue.StageRow, fresh bool) error {
	if old != nil && entries.SameRow(old, r) {
		return nil
	}
	var fields []byte
	var err error
	if r.Fields != nil {
		if fields, err = json.Marshal(r.Fields); err != nil {
			return err
		}
	}
	b.sequence++
	hash := keyHash(r.Of, r.Key)
	err = b.exec(`INSERT OR REPLACE INTO stage_rows (stage, key, scope, version, hash, seq, gone, value, fields,
		failure, decisions, sum) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`, r.Stage, r.Key, string(r.Of), r.Version,
		hash, b.sequence, []byte(r.Value), fields, r.Failure, r.Decisions, rowSum(r, fields, hash, b.sequence, false))
	if err != nil {
		return err
	}
	b.counts[countKey{r.Stage, r.Of, r.Version}]++
	if old != nil {
		b.counts[countKey{old.Stage, old.Of, old.Version}]--
	}
	if fresh && r.Fields != nil {
		b.valued[hash] = append(b.valued[hash], r)
	}
	if old == nil {
		old = &catalogue.StageRow{}
	}
	if fresh || maps.EqualFunc(old.Fields, r.Fields, slices.Equal) {
		return nil // its entries are touched already, or keep their values
	}
	return b.touchAbout(r)
}

// bury removes a row and leaves one that records the removal.
func (b *batch) bury(r *catalogue.StageRow) error {
	b.sequence++
	b.counts[countKey{r.Stage, r.Of, r.Version}]--
	err := b.exec("UPDATE stage_rows SET gone = 1, seq = ?, value = NULL, fields = NULL, failure = '', sum = ? "+
		"WHERE stage = ? AND key = ?", b.sequence, rowSum(r, nil, keyHash(r.Of, r.Key), b.sequence, true), r.Stage,
		r.Key)
	if err != nil || r.Fields == nil {
		return err
	}
	return b.touchAbout(r)
}

// touchAbout marks the entries whose values a row changes as touched.
func (b *batch) touchAbout(r *catalogue.StageRow) error {
	var ids []string
	scan := func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}
	var err error
	switch r.Of {
	case catalogue.OfCutting:
		ids = append(ids, r.Key)
	case catalogue.OfText:
		err = b.each(scan, "SELECT DISTINCT e.id FROM sightings s JOIN entries e ON e.num = s.entry "+
			"WHERE s.texthash = ?", keyHash(r.Of, r.Key))
	case catalogue.OfCapture:
		err = b.each(scan, `SELECT DISTINCT e.id FROM pages p
			JOIN sightings s ON s.num >= p.num * 1048576 AND s.num < (p.num + 1) * 1048576
			JOIN entries e ON e.num = s.entry WHERE p.capture = ?`, r.Key)
	}
	if err != nil {
		return err
	}
	if err := b.lookUpEntries(ids); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := b.touchedEntry(id); err != nil {
			return err
		}
	}
	return nil
}

const selectRow = "SELECT stage, key, scope, version, value, fields, failure, decisions FROM stage_rows"

// scanner is a row of a query's result.
type scanner interface{ Scan(dst ...any) error }

func scanRow(from scanner) (*catalogue.StageRow, error) {
	var r catalogue.StageRow
	var value, fields []byte
	if err := from.Scan(&r.Stage, &r.Key, &r.Of, &r.Version, &value, &fields, &r.Failure,
		&r.Decisions); err != nil {
		return nil, err
	}
	if value != nil {
		r.Value = value
	}
	if fields != nil {
		if err := json.Unmarshal(fields, &r.Fields); err != nil {
			return nil, err
		}
	}
	return &r, nil
}

func scanRows(rows *sql.Rows, err error) ([]*catalogue.StageRow, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*catalogue.StageRow
	for rows.Next() {
		r, err := scanRow(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

const rowsOfHash = selectRow + " WHERE hash = ? AND gone = 0"

// fieldsOf reads the rows with values of fields for some sightings, without their other columns, by the hashes
// of what they are about.
func fieldsOf(of []*catalogue.Sighting, query func(q string, args ...any) (*sql.Rows, error)) (
	map[int64][]*catalogue.StageRow, error) {
	var hashes []int64
	for _, s := range of {
		hashes = append(hashes, keyHash(catalogue.OfCapture, s.CaptureID), textHash(s),
			keyHash(catalogue.OfCutting, s.CuttingID))
	}
	slices.Sort(hashes)
	out := map[int64][]*catalogue.StageRow{}
	return out, inBulk(slices.Compact(hashes), "SELECT stage, key, scope, version, NULL, fields, failure, decisions "+
		"FROM stage_rows WHERE gone = 0 AND fields IS NOT NULL AND hash IN", query, func(rows *sql.Rows) error {
		r, err := scanRow(rows)
		if err == nil {
			hash := keyHash(r.Of, r.Key)
			out[hash] = append(out[hash], r)
		}
		return err
	})
}

// extraOf returns an entry's values from rows, which are given by the hashes of what they are about.
func extraOf(rows map[int64][]*catalogue.StageRow, rep *catalogue.Sighting) entries.Extra {
	if len(rows) == 0 {
		return nil
	}
	var list []*catalogue.StageRow
	add := func(of catalogue.Scope, key string) {
		for _, r := range rows[keyHash(of, key)] {
			if r.Of == of && r.Key == key { // not another subject with the same hash
				list = append(list, r)
			}
		}
	}
	add(catalogue.OfCapture, rep.CaptureID)
	add(catalogue.OfText, catalogue.TextKey(rep))
	add(catalogue.OfCutting, rep.CuttingID)
	return entries.ExtraOf(list)
}

// Row implements catalogue.Rows.
func (c *Catalogue) Row(ctx context.Context, key catalogue.RowKey) (*catalogue.StageRow, error) {
	q, err := c.reads.of(ctx, c.rows, selectRow+" WHERE stage = ? AND key = ? AND gone = 0")
	if err != nil {
		return nil, storeError("reading a row of stage "+key.Stage, err)
	}
	r, err := scanRow(q.QueryRowContext(ctx, key.Stage, key.Key))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, cutting.Errorf(cutting.NotFound, "stage %s has no row about %q", key.Stage, key.Key)
	}
	if err != nil {
		return nil, storeError("reading a row of stage "+key.Stage, err)
	}
	return r, nil
}

// Rows implements catalogue.Rows.
func (c *Catalogue) Rows(ctx context.Context, stage, after string, fn func(catalogue.StageRow) bool) error {
	q, err := c.reads.of(ctx, c.rows, selectRow+" WHERE stage = ? AND key > ? AND gone = 0 ORDER BY key LIMIT ?")
	if err != nil {
		return storeError("reading the rows of stage "+stage, err)
	}
	// Whoever wants the rows of one prefix stops early, so the first chunks are small.
	for chunk := 4; ; chunk = min(4*chunk, pageChunk) {
		list, err := scanRows(q.QueryContext(ctx, stage, after, chunk))
		if err != nil {
			return storeError("reading the rows of stage "+stage, err)
		}
		for _, r := range list {
			if !fn(*r) {
				return nil
			}
			after = r.Key
		}
		if len(list) < chunk {
			return nil
		}
	}
}

// Text implements catalogue.Rows.
func (c *Catalogue) Text(ctx context.Context, key string) (*catalogue.Text, error) {
	all, err := c.sightings(ctx, "WHERE s.texthash = ? LIMIT 9", keyHash(catalogue.OfText, key))
	if err != nil {
		return nil, storeError("reading a text", err)
	}
	for i := range all {
		if s := &all[i]; catalogue.TextKey(s) == key {
			text := catalogue.TextOf(s)
			return &text, nil
		}
	}
	return nil, cutting.Errorf(cutting.NotFound, "there is no text %q", key)
}

// Showing implements catalogue.Rows.
func (c *Catalogue) Showing(ctx context.Context, textKey, after string, limit int) ([]string, error) {
	var out []string
	err := c.each(ctx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		out = append(out, id)
		return err
	}, `SELECT DISTINCT e.id FROM sightings s JOIN entries e ON e.num = s.entry
		WHERE s.texthash = ? AND e.id > ? ORDER BY e.id LIMIT ?`, keyHash(catalogue.OfText, textKey), after, limit)
	if err != nil {
		return nil, storeError("reading who has a text", err)
	}
	return out, nil
}

// dueQueries are the queries that count the subjects of a scope, and that list those about which a stage has no
// row of a version: a limited number after a number, in order.
var dueQueries = map[catalogue.Scope]struct{ count, list string }{
	catalogue.OfCapture: {"SELECT count(*) FROM pages", `SELECT p.num, p.capture, '' FROM pages p
		LEFT JOIN stage_rows r ON r.stage = ?1 AND r.key = p.capture AND r.gone = 0
		WHERE p.num > ?3 AND r.version IS NOT ?2 ORDER BY p.num LIMIT ?4`},
	catalogue.OfCutting: {"SELECT count(*) FROM entries WHERE rep IS NOT NULL", `SELECT e.num, e.id, '' FROM entries e
		LEFT JOIN stage_rows r ON r.stage = ?1 AND r.key = e.id AND r.gone = 0
		WHERE e.num > ?3 AND e.rep IS NOT NULL AND r.version IS NOT ?2 ORDER BY e.num LIMIT ?4`},
	catalogue.OfText: {"SELECT count(DISTINCT texthash) FROM sightings", `SELECT s.texthash, '', s.meta
		FROM sightings s WHERE s.texthash > ?3 AND NOT EXISTS (SELECT 1 FROM stage_rows r
			WHERE r.hash = s.texthash AND r.stage = ?1 AND r.version = ?2 AND r.gone = 0)
		GROUP BY s.texthash ORDER BY s.texthash LIMIT ?4`},
}

// Due implements catalogue.Rows.
func (c *Catalogue) Due(ctx context.Context, of catalogue.Scope, stage string, version int,
	fn func(string) bool) error {
	q, ok := dueQueries[of]
	if !ok {
		return cutting.Errorf(cutting.Invalid, "there is no scope %q", of)
	}
	all, done, err := c.countDue(ctx, of, stage, version)
	if err != nil {
		return storeError("reading what is due for stage "+stage, err)
	}
	if all == done { // each row has a subject, so every subject has a row
		return nil
	}
	for after := int64(-1 << 63); ; {
		keys, last, err := c.dueKeys(ctx, q.list, stage, version, after)
		if err != nil {
			return storeError("reading what is due for stage "+stage, err)
		}
		for _, key := range keys {
			if !fn(key) {
				return nil
			}
		}
		if len(keys) < pageChunk {
			return nil
		}
		after = last
	}
}

// countDue counts the subjects of a scope, and a stage's rows about them. Cuttings are counted one by one,
// because no stage of a run needs their count.
func (c *Catalogue) countDue(ctx context.Context, of catalogue.Scope, stage string, version int) (all, done int,
	err error) {
	counts, ok, err := c.keptCounts(ctx)
	if err != nil {
		return 0, 0, err
	}
	done = counts[countKey{stage, of, version}]
	if all = counts[countKey{of: of}]; !ok || of == catalogue.OfCutting {
		err = c.rows.QueryRowContext(ctx, dueQueries[of].count).Scan(&all)
	}
	if err == nil && !ok {
		err = c.rows.QueryRowContext(ctx, "SELECT count(*) FROM stage_rows WHERE stage = ? AND version = ? AND "+
			"scope = ? AND gone = 0", stage, version, string(of)).Scan(&done)
	}
	return all, done, err
}

func (c *Catalogue) dueKeys(ctx context.Context, q, stage string, version int, after int64) (keys []string, last int64,
	err error) {
	err = c.each(ctx, func(scan func(...any) error) error {
		var key string
		var meta []byte
		if err := scan(&last, &key, &meta); err != nil {
			return err
		}
		if key == "" {
			var s catalogue.Sighting
			if err := json.Unmarshal(meta, &s); err != nil {
				return err
			}
			key = catalogue.TextKey(&s)
		}
		keys = append(keys, key)
		return nil
	}, q, stage, version, after, pageChunk)
	return keys, last, err
}
