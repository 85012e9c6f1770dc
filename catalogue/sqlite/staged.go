package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/cutting"
)

// rows writes the rows of stages in a batch, and takes away those that are about
// nothing any more.
func (b *batch) rows(in *catalogue.Batch) error {
	for i := range in.Rows {
		r := entries.NormalRow(in.Rows[i])
		if err := b.put(&r); err != nil {
			return err
		}
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
	for hash := range b.lost {
		if err := b.orphans(hash, "SELECT EXISTS (SELECT 1 FROM sightings WHERE texthash = ?)", hash); err != nil {
			return err
		}
	}
	for _, t := range b.order {
		if !t.moved || len(t.added) > 0 {
			continue // it is seen somewhere
		}
		if err := b.orphans(keyHash(catalogue.OfCutting, t.id),
			"SELECT EXISTS (SELECT 1 FROM sightings WHERE entry = ?)", t.num); err != nil {
			return err
		}
	}
	return nil
}

// orphans takes away the rows with a hash unless the question is answered with yes.
func (b *batch) orphans(hash int64, question string, arg any) error {
	var there bool
	if err := b.row(question, arg).Scan(&there); err != nil || there {
		return err
	}
	list, err := b.rowsAbout(b.ctx, hash)
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

// put writes one row, unless it is there as it is or about nothing.
func (b *batch) put(r *catalogue.StageRow) error {
	hash := keyHash(r.Of, r.Key)
	subject := string(r.Of) + " " + r.Key // whose rows of several stages come one after the other
	there, known := b.subjects[subject]
	var err error
	switch of := r.Of; {
	case known:
	case of == catalogue.OfStage:
		there = true
	case of == catalogue.OfCapture:
		err = b.row("SELECT EXISTS (SELECT 1 FROM pages WHERE capture = ?)", r.Key).Scan(&there)
	case of == catalogue.OfText:
		err = b.row("SELECT EXISTS (SELECT 1 FROM sightings WHERE texthash = ?)", hash).Scan(&there)
	case of == catalogue.OfCutting:
		err = b.row("SELECT EXISTS (SELECT 1 FROM entries e JOIN sightings s ON s.entry = e.num WHERE e.id = ?)",
			r.Key).Scan(&there)
	}
	if err != nil || !there {
		return err
	}
	b.subjects[subject] = true
	old, err := scanRow(b.row(selectRow+" WHERE stage = ? AND key = ? AND gone = 0", r.Stage, r.Key))
	if err == nil && entries.SameRow(old, r) {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	var fields []byte
	if r.Fields != nil {
		if fields, err = json.Marshal(r.Fields); err != nil {
			return err
		}
	}
	b.sequence++
	err = b.exec(`INSERT OR REPLACE INTO stage_rows (stage, key, scope, version, hash, seq, gone, value, fields,
		failure, decisions, sum) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`, r.Stage, r.Key, string(r.Of), r.Version, hash,
		b.sequence, []byte(r.Value), fields, r.Failure, r.Decisions, rowSum(r, fields, hash, b.sequence, false))
	if err != nil || r.Of == catalogue.OfStage || b.told[subject] {
		return err
	}
	b.told[subject] = true
	return b.touchAbout(r)
}

// revalue gives an entry whose sightings are as they were the values that rows have for it
// now, and a new edition where they differ.
func (b *batch) revalue(t *touched) error {
	s, err := b.sighting(t.old.rep.Int64)
	if err != nil {
		return err
	}
	extra, err := extraOf(b.ctx, b.fieldsAbout, s)
	if err != nil {
		return err
	}
	var row columnRow
	if err := row.decode(t.old.columns); err != nil {
		return err
	}
	b.sequence++
	row.seq = b.sequence
	content := contentSum(s, extra, b.fields)
	if content != t.old.content {
		row.edition, row.values = b.sequence, keptValues(s, extra, b.fields)
		if err := b.learnForms(words.RulesOf(s.Lang), stagedTokens(nil, extra, b.fields)); err != nil {
			return err
		}
	}
	return b.exec("UPDATE entries SET seq = ?, edition = ?, content = ?, columns = ? WHERE num = ?",
		row.seq, row.edition, content, row.encode(), t.num)
}

// bury takes a row away and leaves a mark that it was there.
func (b *batch) bury(r *catalogue.StageRow) error {
	b.sequence++
	err := b.exec("UPDATE stage_rows SET gone = 1, seq = ?, value = NULL, fields = NULL, failure = '', sum = ? "+
		"WHERE stage = ? AND key = ?", b.sequence, rowSum(r, nil, keyHash(r.Of, r.Key), b.sequence, true), r.Stage,
		r.Key)
	if err != nil {
		return err
	}
	return b.touchAbout(r)
}

// touchAbout notes the entries a row may give values.
func (b *batch) touchAbout(r *catalogue.StageRow) error {
	q, args := "SELECT id FROM entries WHERE id = ?", []any{r.Key}
	switch r.Of {
	case catalogue.OfText:
		q, args = "SELECT DISTINCT e.id FROM sightings s JOIN entries e ON e.num = s.entry WHERE s.texthash = ?",
			[]any{keyHash(r.Of, r.Key)}
	case catalogue.OfCapture:
		q = `SELECT DISTINCT e.id FROM pages p JOIN sightings s ON s.num >= p.num * 1048576 AND s.num < (p.num + 1) * 1048576
			JOIN entries e ON e.num = s.entry WHERE p.capture = ?`
	}
	s, err := b.stmt(q)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(b.ctx, args...)
	if err != nil {
		return err
	}
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			rows.Close()
			return err
		}
		ids = append(ids, id)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := b.touch(id); err != nil {
			return err
		}
	}
	return nil
}

const selectRow = "SELECT stage, key, scope, version, value, fields, failure, decisions FROM stage_rows"

// scanner is a row of a result.
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

// fieldsAbout answers fieldsOfHashes within the batch.
func (b *batch) fieldsAbout(ctx context.Context, hashes ...any) (*sql.Rows, error) {
	s, err := b.stmt(fieldsOfHashes)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, hashes...)
}

// rowsAbout reads the rows about one thing within the batch.
func (b *batch) rowsAbout(ctx context.Context, hash int64) ([]*catalogue.StageRow, error) {
	s, err := b.stmt(rowsOfHash)
	if err != nil {
		return nil, err
	}
	return scanRows(s.QueryContext(ctx, hash))
}

// fieldsOfHashes reads the rows about a capture, a text and a cutting that give them
// values of fields, without what the rows hold besides.
const fieldsOfHashes = "SELECT stage, key, scope, version, NULL, fields, failure, decisions FROM stage_rows " +
	"WHERE hash IN (?, ?, ?) AND gone = 0 AND fields IS NOT NULL"

// extraOf puts together the values that rows give an entry by its representative;
// query answers fieldsOfHashes. Every entry written or indexed is asked about, so that
// this is one question and not three.
func extraOf(ctx context.Context, query func(context.Context, ...any) (*sql.Rows, error),
	rep *catalogue.Sighting) (entries.Extra, error) {
	keys := map[catalogue.Scope]string{catalogue.OfCapture: rep.CaptureID, catalogue.OfText: catalogue.TextKey(rep),
		catalogue.OfCutting: rep.CuttingID}
	list, err := scanRows(query(ctx, keyHash(catalogue.OfCapture, rep.CaptureID), textHash(rep),
		keyHash(catalogue.OfCutting, rep.CuttingID)))
	if err != nil {
		return nil, err
	}
	return entries.ExtraOf(slices.DeleteFunc(list, func(r *catalogue.StageRow) bool {
		key, ok := keys[r.Of]
		return !ok || key != r.Key // another thing with the same hash
	})), nil
}

// Row implements catalogue.Rows.
func (c *Catalogue) Row(ctx context.Context, key catalogue.RowKey) (*catalogue.StageRow, error) {
	q, err := c.reads.of(ctx, c.rows, selectRow+" WHERE stage = ? AND key = ? AND gone = 0")
	if err != nil {
		return nil, broken("reading a row of stage "+key.Stage, err)
	}
	r, err := scanRow(q.QueryRowContext(ctx, key.Stage, key.Key))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, cutting.Errorf(cutting.NotFound, "stage %s has no row about %q", key.Stage, key.Key)
	}
	if err != nil {
		return nil, broken("reading a row of stage "+key.Stage, err)
	}
	return r, nil
}

// Rows implements catalogue.Rows.
func (c *Catalogue) Rows(ctx context.Context, stage, after string, fn func(catalogue.StageRow) bool) error {
	for {
		list, err := scanRows(c.rows.QueryContext(ctx,
			selectRow+" WHERE stage = ? AND key > ? AND gone = 0 ORDER BY key LIMIT ?", stage, after, pageChunk))
		if err != nil {
			return broken("reading the rows of stage "+stage, err)
		}
		for _, r := range list {
			if !fn(*r) {
				return nil
			}
			after = r.Key
		}
		if len(list) < pageChunk {
			return nil
		}
	}
}

// Text implements catalogue.Rows.
func (c *Catalogue) Text(ctx context.Context, key string) (*catalogue.Text, error) {
	all, err := c.sightings(ctx, "WHERE s.texthash = ? LIMIT 9", keyHash(catalogue.OfText, key))
	if err != nil {
		return nil, broken("reading a text", err)
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
		return nil, broken("reading who has a text", err)
	}
	return out, nil
}

// dueQueries count what there is in a scope and list what a stage has no row of a
// version about: after a number, so many, by that number.
var dueQueries = map[catalogue.Scope]struct{ count, list string }{
	catalogue.OfCapture: {"SELECT count(*) FROM pages", `SELECT p.num, p.capture, '' FROM pages p
		LEFT JOIN stage_rows r ON r.stage = ?1 AND r.key = p.capture AND r.gone = 0
		WHERE p.num > ?3 AND r.version IS NOT ?2 ORDER BY p.num LIMIT ?4`},
	catalogue.OfCutting: {"SELECT count(*) FROM entries WHERE rep IS NOT NULL", `SELECT e.num, e.id, '' FROM entries e
		LEFT JOIN stage_rows r ON r.stage = ?1 AND r.key = e.id AND r.gone = 0
		WHERE e.num > ?3 AND e.rep IS NOT NULL AND r.version IS NOT ?2 ORDER BY e.num LIMIT ?4`},
	catalogue.OfText: {"SELECT count(DISTINCT texthash) FROM sightings", `SELECT s.texthash, '', s.meta FROM sightings s
		WHERE s.texthash > ?3 AND NOT EXISTS (SELECT 1 FROM stage_rows r WHERE r.hash = s.texthash AND r.stage = ?1 AND r.version = ?2 AND r.gone = 0)
		GROUP BY s.texthash ORDER BY s.texthash LIMIT ?4`},
}

// Due implements catalogue.Rows.
func (c *Catalogue) Due(ctx context.Context, of catalogue.Scope, stage string, version int,
	fn func(string) bool) error {
	q, ok := dueQueries[of]
	if !ok {
		return cutting.Errorf(cutting.Invalid, "there is no scope %q", of)
	}
	var all, done int
	err := c.rows.QueryRowContext(ctx, q.count).Scan(&all)
	if err == nil {
		err = c.rows.QueryRowContext(ctx, "SELECT count(*) FROM stage_rows WHERE stage = ? AND version = ? AND "+
			"scope = ? AND gone = 0", stage, version, string(of)).Scan(&done)
	}
	if err != nil {
		return broken("reading what is due for stage "+stage, err)
	}
	if all == done { // rows are about what there is, so none lacks one
		return nil
	}
	for after := int64(-1 << 63); ; {
		keys, last, err := c.due(ctx, q.list, stage, version, after)
		if err != nil {
			return broken("reading what is due for stage "+stage, err)
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

func (c *Catalogue) due(ctx context.Context, q, stage string, version int, after int64) (keys []string, last int64,
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
