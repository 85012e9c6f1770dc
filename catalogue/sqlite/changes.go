package sqlite

import (
	"context"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// changesAfter selects the first ?2 things with a sequence number above ?1, in order.
const changesAfter = `SELECT seq, 'cutting', id, '', rep IS NULL FROM entries WHERE seq > ?1
	UNION ALL SELECT seq, 'page', capture, '', 0 FROM pages WHERE seq > ?1
	UNION ALL SELECT seq, 'row', key, stage, gone FROM stage_rows WHERE seq > ?1
	ORDER BY 1 LIMIT ?2`

// Changes implements catalogue.Follower. Sequence numbers are assigned within the writing transaction, so that
// they appear together with the rows. Each query reads one state; what changes meanwhile gets a higher number.
func (c *Catalogue) Changes(ctx context.Context, since catalogue.Position,
	fn func(catalogue.Change) bool) (catalogue.Position, error) {
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
	for {
		var list []catalogue.Change
		var seqs []int64
		err := c.each(ctx, func(scan func(...any) error) error {
			var ch catalogue.Change
			var seq int64
			err := scan(&seq, &ch.Of, &ch.Key, &ch.Stage, &ch.Gone)
			list, seqs = append(list, ch), append(seqs, seq)
			return err
		}, changesAfter, after, pageChunk)
		if err != nil {
			return since, storeError("reading what changed", err)
		}
		for i, ch := range list {
			if !fn(ch) {
				return since, nil
			}
			after = seqs[i]
			since = catalogue.Position(id + "." + strconv.FormatInt(after, 10))
		}
		if len(list) < pageChunk {
			return since, nil
		}
	}
}
