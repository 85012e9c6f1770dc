package sqlite

import (
	"context"
	"database/sql"
	"math/bits"
	"slices"
	"strings"
)

// bulk is how many things one question is about at most.
const bulk = 128

// asking returns what asks questions of a database or a transaction.
func asking(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}) func(q string, args ...any) (*sql.Rows, error) {
	return func(q string, args ...any) (*sql.Rows, error) { return db.QueryContext(ctx, q, args...) }
}

// inBulk asks a question that ends with IN about all keys, up to bulk at once, and calls fn
// for every row of the answers. How many keys a question has is a power of two, so that few
// statements serve all; the last key fills it up.
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
