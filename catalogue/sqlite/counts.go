package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"cuttings/catalogue"
)

// Counts show what is due without reading every row: how many rows a stage has of a scope and version, and
// under the stage "" how many captures and texts there are. A batch writes its changes to the counts in its own
// transaction, so that after a kill they are as correct as the rows. Earlier programs write rows without
// counts, so counts are valid only for the commit they were written with; after another commit the next batch
// counts everything again.

// countKey is the key of a count.
type countKey struct {
	stage   string // "" counts what a scope has
	of      catalogue.Scope
	version int
}

// countsTable creates the table of counts. A file that an earlier program made gets it when it is opened for
// writing.
const countsTable = `CREATE TABLE IF NOT EXISTS stage_counts (stage TEXT NOT NULL, scope TEXT NOT NULL,
	version INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (stage, scope, version)) WITHOUT ROWID;
`

// countAll counts from the rows themselves.
const countAll = `SELECT stage, scope, version, count(*) FROM stage_rows WHERE gone = 0 GROUP BY stage, scope, version
	UNION ALL SELECT '', 'capture', 0, count(*) FROM pages
	UNION ALL SELECT '', 'text', 0, count(DISTINCT texthash) FROM sightings`

// countedHere selects whether the counts are valid for the present rows.
const countedHere = `SELECT EXISTS (SELECT 1 FROM meta a JOIN meta b ON b.key = 'commits' AND b.value = a.value
	WHERE a.key = 'counted')`

// writeCounts updates the counts by a batch's changes; it is the last step but one of a batch, before the
// number of commits is raised.
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

// keptCounts returns the stored counts; false where there are no valid ones.
func (c *Catalogue) keptCounts(ctx context.Context) (map[countKey]int, bool, error) {
	tx, err := c.rows.BeginTx(ctx, nil) // both queries read one state
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

// countRows compares the stored counts with the rows.
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
