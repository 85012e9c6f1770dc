package sqlite

import (
	"context"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// changesBetween returns a query for the things with a sequence number above ?1 up to ?2, in order; of rows those of
// some stages, the arguments from ?3 on, or all. The plus sign keeps SQLite from looking rows up by their stage, which
// would read all of them each time.
func changesBetween(stages int) string {
	only := ""
	if stages > 0 {
		only = " AND +stage IN (?3" + strings.Repeat(", ?", stages-1) + ")"
	}
	return `SELECT seq, 'cutting', id, '', rep IS NULL FROM entries WHERE seq > ?1 AND seq <= ?2
		UNION ALL SELECT seq, 'page', capture, '', 0 FROM pages WHERE seq > ?1 AND seq <= ?2
		UNION ALL SELECT seq, 'row', key, stage, gone FROM stage_rows WHERE seq > ?1 AND seq <= ?2` + only + `
		ORDER BY 1`
}

// lastChange selects the highest sequence number.
const lastChange = `SELECT max((SELECT coalesce(max(seq), 0) FROM entries), (SELECT coalesce(max(seq), 0) FROM pages),
	(SELECT coalesce(max(seq), 0) FROM stage_rows))`

// Changes implements catalogue.Follower. Sequence numbers are assigned within the writing transaction, so that
// they appear together with the rows. Each query reads one state; what changes meanwhile gets a higher number.
func (c *Catalogue) Changes(ctx context.Context, since catalogue.Position,
	fn func(catalogue.Change) bool, stages ...string) (catalogue.Position, error) {
	id, err := c.identity(ctx)
	if err != nil {
		return since, err
	}
	after := int64(0)
	if since != "" {
		name, number, _ := strings.Cut(string(since), ".")
		if after, err = strconv.ParseInt(number, 10, 64); err != nil || name != id {
			return since, cutting.Errorf(cutting.Conflict,
				"%.60q is no position in this catalogue; begin at the beginning", since)
		}
	}
	at := func(seq int64) catalogue.Position {
		if seq == 0 {
			return since
		}
		return catalogue.Position(id + "." + strconv.FormatInt(seq, 10))
	}
	var last int64
	if err := c.rows.QueryRowContext(ctx, lastChange).Scan(&last); err != nil {
		return since, storeError("reading what changed", err)
	}
	args := []any{0, 0}
	for _, s := range stages {
		args = append(args, s)
	}
	query := changesBetween(len(stages))
	for from := after; from < last; from += pageChunk {
		var list []catalogue.Change
		var seqs []int64
		args[0], args[1] = from, min(from+pageChunk, last)
		err := c.each(ctx, func(scan func(...any) error) error {
			var ch catalogue.Change
			var seq int64
			err := scan(&seq, &ch.Of, &ch.Key, &ch.Stage, &ch.Gone)
			list, seqs = append(list, ch), append(seqs, seq)
			return err
		}, query, args...)
		if err != nil {
			return at(after), storeError("reading what changed", err)
		}
		for i, ch := range list {
			if !fn(ch) {
				return at(after), nil
			}
			after = seqs[i]
		}
	}
	return at(max(after, last)), nil
}
