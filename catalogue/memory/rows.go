package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// presentRows returns the existing rows of a stage, of all stages for "", by stage and key.
func (c *Catalogue) presentRows(stage string) []*row {
	var out []*row
	for k, r := range c.rows {
		if !r.gone && (stage == "" || k.Stage == stage) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage),
			cmp.Compare(a.Key, b.Key))
	})
	return out
}

// Row implements catalogue.Rows.
func (c *Catalogue) Row(_ context.Context, key catalogue.RowKey) (*catalogue.StageRow, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.row(key)
}

// row returns a stage's row; c.mu must be held.
func (c *Catalogue) row(key catalogue.RowKey) (*catalogue.StageRow, error) {
	r := c.rows[key]
	if r == nil || r.gone {
		return nil, cutting.Errorf(cutting.NotFound, "stage %s has no row about %q", key.Stage, key.Key)
	}
	out := r.StageRow
	return &out, nil
}

// EntriesOf implements catalogue.Bulk.
func (c *Catalogue) EntriesOf(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	return gather(ids, func(id string) (*catalogue.Entry, error) { return c.Entry(ctx, id) })
}

// RowsOf implements catalogue.Bulk.
func (c *Catalogue) RowsOf(ctx context.Context, stage string, keys []string) (map[string]*catalogue.StageRow, error) {
	return gather(keys, func(key string) (*catalogue.StageRow, error) {
		return c.Row(ctx, catalogue.RowKey{Stage: stage, Key: key})
	})
}

// RowsAbout implements catalogue.Bulk.
func (c *Catalogue) RowsAbout(_ context.Context, of catalogue.Scope, keys []string) (
	map[string]map[string]*catalogue.StageRow, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	asked := make(map[string]bool, len(keys))
	for _, key := range keys {
		asked[key] = true
	}
	out := map[string]map[string]*catalogue.StageRow{}
	for key, r := range c.rows {
		if r.gone || r.Of != of || !asked[key.Key] {
			continue
		}
		if out[key.Key] == nil {
			out[key.Key] = map[string]*catalogue.StageRow{}
		}
		row := r.StageRow
		out[key.Key][key.Stage] = &row
	}
	return out, nil
}

// gather calls get for each key and returns the existing things.
func gather[T any](keys []string, get func(key string) (*T, error)) (map[string]*T, error) {
	out := make(map[string]*T, len(keys))
	for _, key := range keys {
		v, err := get(key)
		if err == nil {
			out[key] = v
		} else if cutting.KindOf(err) != cutting.NotFound {
			return nil, err
		}
	}
	return out, nil
}

// Rows implements catalogue.Rows.
func (c *Catalogue) Rows(ctx context.Context, stage, after string, fn func(catalogue.StageRow) bool) error {
	c.mu.RLock()
	list := c.presentRows(stage)
	c.mu.RUnlock()
	for _, r := range list {
		if err := ctx.Err(); err != nil {
			return cutting.Errorf(cutting.Unavailable, "reading rows was interrupted: %w", err)
		}
		if r.Key > after && !fn(r.StageRow) {
			break
		}
	}
	return nil
}

// Due implements catalogue.Rows.
func (c *Catalogue) Due(ctx context.Context, of catalogue.Scope, stage string, version int,
	fn func(string) bool) error {
	c.mu.RLock()
	all := map[string]bool{}
	switch of {
	case catalogue.OfCapture:
		for id := range c.pages {
			all[id] = true
		}
	case catalogue.OfText:
		for key, n := range c.texts {
			if n > 0 {
				all[key] = true
			}
		}
	case catalogue.OfCutting:
		c.eachEntry(func(id string, _ *catalogue.Entry) { all[id] = true })
	}
	for _, r := range c.presentRows(stage) {
		if r.Version == version {
			delete(all, r.Key)
		}
	}
	c.mu.RUnlock()
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if err := ctx.Err(); err != nil {
			return cutting.Errorf(cutting.Unavailable, "reading what is due was interrupted: %w", err)
		}
		if !fn(key) {
			break
		}
	}
	return nil
}

// Text implements catalogue.Rows.
func (c *Catalogue) Text(_ context.Context, key string) (*catalogue.Text, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, r := range c.pages {
		for i := range r.Sightings {
			if s := &r.Sightings[i]; catalogue.TextKey(s) == key {
				text := catalogue.TextOf(s)
				return &text, nil
			}
		}
	}
	return nil, cutting.Errorf(cutting.NotFound, "there is no text %q", key)
}

// Showing implements catalogue.Rows.
func (c *Catalogue) Showing(_ context.Context, textKey, after string, limit int) ([]string, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	ids := map[string]bool{}
	for _, r := range c.pages {
		for i := range r.Sightings {
			if s := &r.Sightings[i]; s.CuttingID > after && catalogue.TextKey(s) == textKey {
				ids[s.CuttingID] = true
			}
		}
	}
	out := slices.Sorted(maps.Keys(ids))
	return out[:min(len(out), limit)], nil
}

// Changes implements catalogue.Follower.
func (c *Catalogue) Changes(ctx context.Context, since catalogue.Position,
	fn func(catalogue.Change) bool, stages ...string) (catalogue.Position, error) {
	type numberedChange struct {
		seq int64
		catalogue.Change
	}
	from := int64(0)
	if since != "" {
		name, seq, _ := strings.Cut(string(since), ".")
		n, err := strconv.ParseInt(seq, 10, 64)
		if err != nil || name != c.identity {
			return since, cutting.Errorf(cutting.Conflict,
				"%.60q is no position in this catalogue; begin at the beginning", since)
		}
		from = n
	}
	c.mu.RLock()
	var list []numberedChange
	add := func(seq int64, ch catalogue.Change) {
		if seq > from {
			list = append(list, numberedChange{seq, ch})
		}
	}
	for id, seq := range c.pageSeq {
		add(seq, catalogue.Change{Of: catalogue.PageThing, Key: id})
	}
	for id, e := range c.entries {
		add(e.seq, catalogue.Change{Of: catalogue.CuttingThing, Key: id, Gone: e.now == nil})
	}
	for k, r := range c.rows {
		add(r.seq, catalogue.Change{Of: catalogue.RowThing, Key: k.Key, Stage: k.Stage, Gone: r.gone})
	}
	c.mu.RUnlock()
	slices.SortFunc(list, func(a, b numberedChange) int { return cmp.Compare(a.seq, b.seq) })
	for _, n := range list {
		if err := ctx.Err(); err != nil {
			return since, cutting.Errorf(cutting.Unavailable, "reading what changed was interrupted: %w", err)
		}
		if n.IsFor(stages) && !fn(n.Change) {
			break
		}
		since = catalogue.Position(c.identity + "." + strconv.FormatInt(n.seq, 10))
	}
	return since, nil
}
