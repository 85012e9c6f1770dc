package sqlite

import (
	"context"
	"database/sql"
	"hash/maphash"

	"cuttings/catalogue/internal/words"
)

// formSlots is the size of the cache: 2 MB.
const formSlots = 1 << 18

// formCache caches word forms that are in the table of forms, so that most words of a text need no lookup. It
// may forget any of them. It is not safe for concurrent use.
type formCache struct {
	seed  maphash.Seed
	slots []uint64
	fresh []int // slots written since the last commit, which a rollback empties
}

func newFormCache() *formCache {
	return &formCache{seed: maphash.MakeSeed(), slots: make([]uint64, formSlots)}
}

// add reports whether the form may be new.
func (f *formCache) add(r words.Rules, term string) bool {
	h := maphash.String(f.seed, term)*31 + uint64(r) + 1
	i := int(h % formSlots)
	if f.slots[i] == h {
		return false
	}
	f.slots[i] = h
	f.fresh = append(f.fresh, i)
	return true
}

func (f *formCache) commit() { f.fresh = f.fresh[:0] }

func (f *formCache) rollback() {
	for _, i := range f.fresh {
		f.slots[i] = 0
	}
	f.fresh = f.fresh[:0]
}

// formsOf returns the terms that have the given key under the rules.
func formsOf(ctx context.Context, stmt *sql.Stmt, r words.Rules, key string) ([]string, error) {
	rows, err := stmt.QueryContext(ctx, int64(r), key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var f string
		if err := rows.Scan(&f); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, rows.Err()
}
