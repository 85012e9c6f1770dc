package sqlite

import (
	"context"
	"database/sql"
	"math/bits"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
)

// bulk is the maximum number of keys in one query.
const bulk = 128

// queryFunc returns a function that queries a database or a transaction.
func queryFunc(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}) func(q string, args ...any) (*sql.Rows, error) {
	return func(q string, args ...any) (*sql.Rows, error) { return db.QueryContext(ctx, q, args...) }
}

// bulkOf returns a function that queries the rows with statements that are prepared once.
func (c *Catalogue) bulkOf(ctx context.Context) func(q string, args ...any) (*sql.Rows, error) {
	return func(q string, args ...any) (*sql.Rows, error) {
		s, err := c.reads.of(ctx, c.rows, q)
		if err != nil {
			return nil, err
		}
		return s.QueryContext(ctx, args...)
	}
}

// inBulk runs a query that ends with IN for all keys, up to bulk at once, and calls fn for every row. The
// number of keys in a query is a power of two, so that few statements are needed; the last key is repeated to
// fill it.
func inBulk[K any](keys []K, q string, query func(q string, args ...any) (*sql.Rows, error),
	fn func(rows *sql.Rows) error) error {
	for list := range slices.Chunk(keys, bulk) {
		n := 1 << bits.Len(uint(len(list)-1))
		args := make([]any, n)
		for i := range args {
			args[i] = list[min(i, len(list)-1)]
		}
		rows, err := query(q+" (?"+strings.Repeat(", ?", n-1)+")", args...)
		if err := eachOf(rows, err, fn); err != nil {
			return err
		}
	}
	return nil
}

func eachOf(rows *sql.Rows, err error, fn func(rows *sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// EntriesOf implements catalogue.Bulk.
func (c *Catalogue) EntriesOf(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	seen := make(map[string][]catalogue.Sighting, len(ids))
	err := inBulk(ids, "SELECT e.id, s.meta, s.parts, s.text FROM entries e JOIN sightings s ON s.entry = e.num "+
		"WHERE e.id IN", c.bulkOf(ctx), func(rows *sql.Rows) error {
		var id string
		var meta, parts sql.RawBytes
		var text string
		if err := rows.Scan(&id, &meta, &parts, &text); err != nil {
			return err
		}
		s, err := decodeSighting(meta, parts, text)
		seen[id] = append(seen[id], s)
		return err
	})
	if err != nil {
		return nil, storeError("reading cuttings", err)
	}
	outlets, err := c.currentOutlets(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*catalogue.Entry, len(seen))
	for id, all := range seen {
		out[id] = entries.Assemble(id, all)
		outlets.Show(out[id])
	}
	return out, nil
}

// RowsOf implements catalogue.Bulk.
func (c *Catalogue) RowsOf(ctx context.Context, stage string, keys []string) (map[string]*catalogue.StageRow, error) {
	out, err := rowsOf(stage, keys, c.bulkOf(ctx))
	if err != nil {
		return nil, storeError("reading rows of stage "+stage, err)
	}
	return out, nil
}

// RowsAbout implements catalogue.Bulk.
func (c *Catalogue) RowsAbout(ctx context.Context, of catalogue.Scope, keys []string) (
	map[string]map[string]*catalogue.StageRow, error) {
	asked := make(map[string]bool, len(keys))
	hashes := make([]int64, len(keys))
	for i, key := range keys {
		asked[key], hashes[i] = true, keyHash(of, key)
	}
	out := map[string]map[string]*catalogue.StageRow{}
	err := inBulk(hashes, selectRow+" WHERE gone = 0 AND hash IN", c.bulkOf(ctx), func(rows *sql.Rows) error {
		r, err := scanRow(rows)
		if err != nil || r.Of != of || !asked[r.Key] { // another key may have the same hash
			return err
		}
		if out[r.Key] == nil {
			out[r.Key] = map[string]*catalogue.StageRow{}
		}
		out[r.Key][r.Stage] = r
		return nil
	})
	if err != nil {
		return nil, storeError("reading rows of stages", err)
	}
	return out, nil
}

// rowsOf reads rows of a stage by their keys.
func rowsOf(stage string, keys []string, query func(q string, args ...any) (*sql.Rows, error)) (
	map[string]*catalogue.StageRow, error) {
	out := map[string]*catalogue.StageRow{}
	return out, inBulk(keys, selectRow+" WHERE gone = 0 AND stage = ?1 AND key IN",
		func(q string, args ...any) (*sql.Rows, error) { return query(q, append([]any{stage}, args...)...) },
		func(rows *sql.Rows) error {
			r, err := scanRow(rows)
			if err == nil {
				out[r.Key] = r
			}
			return err
		})
}
