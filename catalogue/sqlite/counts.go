package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"cuttings/catalogue"
)

// Counts show what is due without a look at every row: how many rows a stage has of a scope
// and version, and under the stage "" how many captures and texts there are. A batch writes
// what it changes in them in its own transaction, so that a kill leaves them as true as the
// rows. An earlier program writes rows and no counts: counts hold for the commit they were
// written with, and the next batch behind another counts all anew.

// countKey is what is counted.
type countKey struct {
	stage   string // "" counts what a scope has
	of      catalogue.Scope
	version int
}

// countsTable keeps the counts. A file that an earlier program made gets it when it is opened
// for writing.
const countsTable = `CREATE TABLE IF NOT EXISTS stage_counts (stage TEXT NOT NULL, scope TEXT NOT NULL,
	version INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (stage, scope, version)) WITHOUT ROWID;
`

// countAll counts from the rows themselves.
const countAll = `SELECT stage, scope, version, count(*) FROM stage_rows WHERE gone = 0 GROUP BY stage, scope, version
	UNION ALL SELECT '', 'capture', 0, count(*) FROM pages
	UNION ALL SELECT '', 'text', 0, count(DISTINCT texthash) FROM sightings`

// countedHere asks whether the counts hold for the rows as they are.
const countedHere = `SELECT EXISTS (SELECT 1 FROM meta a JOIN meta b ON b.key = 'commits' AND b.value = a.value
	WHERE a.key = 'counted')`

// writeCounts brings the counts up to date with a batch; it is the last but one thing a batch
// does, before the number of commits goes up.
func (b *batch) writeCounts() error {
	var here bool
	if err := b.row(countedHere).Scan(&here); err != nil {
		return err
	}
	if here {
		for _, k := range slices.SortedFunc(maps.Keys(b.counts), compareCounts) {
			if n := b.counts[k]; n == 0 {
				continue
			} else if err := b.exec("INSERT INTO stage_counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = "+
				"rows + excluded.rows", k.stage, string(k.of), k.version, n); err != nil {
				return err
			}
		}
	} else {
		if err := b.exec("DELETE FROM stage_counts"); err != nil {
			return err
		}
		if err := b.exec("INSERT INTO stage_counts " + countAll); err != nil {
			return err
		}
	}
	return b.exec("INSERT OR REPLACE INTO meta SELECT 'counted', value + 1 FROM meta WHERE key = 'commits'")
}

func compareCounts(a, b countKey) int {
	return cmp.Or(cmp.Compare(a.stage, b.stage), cmp.Compare(a.of, b.of), cmp.Compare(a.version, b.version))
}

// keptCounts returns the counts, false where there are none that hold.
func (c *Catalogue) keptCounts(ctx context.Context) (map[countKey]int, bool, error) {
	tx, err := c.rows.BeginTx(ctx, nil) // the question and its answer are of one state
	if err != nil {
		return nil, false, err
	}
	defer tx.Rollback()
	var here bool
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'stage_counts')").
		Scan(&here)
	if err == nil && here {
		err = tx.QueryRowContext(ctx, countedHere).Scan(&here)
	}
	if err != nil || !here {
		return nil, false, err
	}
	rows, err := tx.QueryContext(ctx, "SELECT stage, scope, version, rows FROM stage_counts WHERE rows <> 0")
	counts, err := countsOf(rows, err)
	return counts, err == nil, err
}

// countedRows counts from the rows themselves.
func (c *Catalogue) countedRows(ctx context.Context) (map[countKey]int, error) {
	rows, err := c.rows.QueryContext(ctx, countAll)
	return countsOf(rows, err)
}

func countsOf(rows *sql.Rows, err error) (map[countKey]int, error) {
	out := map[countKey]int{}
	return out, eachOf(rows, err, func(rows *sql.Rows) error {
		var k countKey
		var n int
		err := rows.Scan(&k.stage, &k.of, &k.version, &n)
		if n != 0 {
			out[k] = n
		}
		return err
	})
}

// countRows compares the counts that are kept with the rows.
func (k *rowCheck) countRows(ctx context.Context) error {
	kept, ok, err := k.c.keptCounts(ctx)
	if err != nil || !ok {
		return err
	}
	counted, err := k.c.countedRows(ctx)
	if err != nil {
		return err
	}
	if !maps.Equal(kept, counted) {
		k.wrong("the counts of rows do not fit the rows")
	}
	return nil
}
