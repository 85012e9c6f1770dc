package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/sqlite/postings"
)

// view is the state searches run on: columns and the segments of all shards. It changes only while Catalogue.mu
// is held for writing.
type view struct {
	cols     columns
	outlets  *entries.Outlets
	outletOf []uint32 // number in cols.source → of the outlet; 0 is none
	outletAt int64    // the state they were made from
	commits  int64    // of the rows the columns were loaded from
	snaps    [shards]*scorch.IndexSnapshot
	segments map[segment_api.Segment]*postings.Segment
	list     []*postings.Segment // those of the snapshots
	at       int64               // every shard is complete up to this sequence number
	indexed  bool                // there is an index
	damage   error               // why it cannot be searched although it exists
	compared bool                // it was compared with the rows

	counts countsCache // what every page asks for
	memo   memo        // what searches found in this state

	statMu  sync.Mutex // statistics of the state statKey
	statKey [3]int64
	stat    statistics

	scorers sync.Pool // of *postings.Scorer
	tables  sync.Pool // of *storyTable
}

func (v *view) init(fields *field.Set) {
	v.commits = -1
	v.cols = columnsOf(fields)
	v.segments = map[segment_api.Segment]*postings.Segment{}
}

func (v *view) release() {
	v.memo.forget()
	for i, s := range v.snaps {
		if s != nil {
			s.Close()
			v.snaps[i] = nil
		}
	}
	v.list, v.compared, v.segments = nil, false, map[segment_api.Segment]*postings.Segment{}
}

// rlock locks Catalogue.mu for reading, with the view up to date.
func (c *Catalogue) rlock(ctx context.Context) error {
	commits, err := c.rowState(ctx)
	if err != nil {
		return err
	}
	c.mu.RLock()
	if c.isFresh(commits) {
		return nil
	}
	c.mu.RUnlock()
	if err := c.ensureFresh(ctx, commits); err != nil {
		return err
	}
	c.mu.RLock()
	return nil
}

func (c *Catalogue) ensureFresh(ctx context.Context, commits int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refresh(ctx, commits)
}

// rowState returns a number that differs between states of the rows.
func (c *Catalogue) rowState(ctx context.Context) (int64, error) {
	if c.w != nil {
		return c.commits.Load(), nil
	}
	var n int64
	if err := c.rows.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'commits'").Scan(&n); err != nil {
		return 0, storeError("reading the catalogue in "+c.dir, err)
	}
	return n, nil
}

// isFresh reports whether the view is of the latest rows and index.
func (c *Catalogue) isFresh(commits int64) bool {
	if c.view.commits != commits {
		return false
	}
	if c.index.readOnly {
		return !c.index.duePeek()
	}
	for i, s := range c.index.shards {
		if s == nil {
			return false // closed
		}
		snap, err := s.snapshot()
		if err != nil {
			return false
		}
		snap.Close()
		if snap != c.view.snaps[i] {
			return false
		}
	}
	return true
}

// refresh updates the view. Catalogue.mu must be held for writing.
func (c *Catalogue) refresh(ctx context.Context, commits int64) error {
	v := &c.view
	v.memo.forget()
	if c.index.readOnly {
		c.index.look()
	}
	// Snapshots are taken first, because the columns must have every edition in them.
	indexed, at := true, int64(-1)
	for i, s := range c.index.shards {
		if s == nil {
			indexed = false
			continue
		}
		snap, err := s.snapshot()
		if err != nil {
			return storeError("reading the search index in "+c.index.dir, err)
		}
		if old := v.snaps[i]; old != nil {
			old.Close()
		}
		v.snaps[i] = snap
		if n := seqOf(snap); at < 0 || n < at {
			at = n
		}
	}
	if v.commits != commits || at > v.cols.seq { // the index may have seen a commit since
		if err := v.cols.load(ctx, c.rows); err != nil {
			return storeError("reading rows of "+c.dir, err)
		}
		if err := c.loadOutlets(ctx); err != nil {
			return err
		}
		v.commits = commits
	}
	v.at, v.indexed, v.damage = at, indexed, c.index.whyUnusable()
	err := v.resolve(c.ahead)
	// While a writer has the index open, no other process changes it.
	if err == nil && indexed && v.damage == nil && (c.index.readOnly || !v.compared) {
		v.damage = v.complete()
		v.compared = v.damage == nil
	}
	if !indexed || v.damage != nil { // rows alone answer what they can
		v.at = v.cols.seq
	}
	return err
}

// resolve sets the list of segments and the slots of new ones; a may have read them already.
func (v *view) resolve(a *readAhead) error {
	v.list = v.list[:0]
	kept := map[segment_api.Segment]*postings.Segment{}
	for _, snap := range v.snaps {
		if snap == nil {
			continue
		}
		for _, ss := range snap.Segments() {
			raw := ss.Segment()
			s := v.segments[raw]
			if s == nil {
				s = a.segment(raw)
			}
			if err := s.SetSlots(&v.cols); err != nil {
				return storeError("reading the search index", err)
			}
			s.SetDeleted(ss.Deleted())
			kept[raw] = s
			v.list = append(v.list, s)
		}
	}
	v.segments = kept
	return nil
}

// loadOutlets sets the outlet of every source.
func (c *Catalogue) loadOutlets(ctx context.Context) error {
	v := &c.view
	var at int64
	err := c.rows.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'outlets'").Scan(&at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return storeError("reading sources", err)
	}
	if v.outlets != nil && at == v.outletAt && len(v.outletOf) == len(v.cols.source.values) {
		return nil
	}
	if v.outlets, err = readOutlets(ctx, c.rows); err != nil {
		return storeError("reading sources", err)
	}
	v.outletOf = make([]uint32, len(v.cols.source.values)) // searches may still have the old one
	for i := range v.outletOf {
		v.outletOf[i] = uint32(v.outlets.Number(v.cols.source.values[i].Text))
	}
	v.outletAt = at
	return nil
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// readOutlets returns the outlets, from the names pages give and the decisions.
func readOutlets(ctx context.Context, db querier) (*entries.Outlets, error) {
	var value []byte
	err := db.QueryRowContext(ctx, "SELECT value FROM stage_rows WHERE stage = ? AND key = ? AND gone = 0",
		catalogue.OutletStage, catalogue.OutletsKey).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	decided, err := entries.OutletsDecided(value)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT s.id, n.name, n.origins, n.pages FROM source_names n JOIN sources s ON "+
		"s.num = n.source")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []entries.OutletName
	for rows.Next() {
		var n entries.OutletName
		var origins []byte
		if err := rows.Scan(&n.Key, &n.Name, &origins, &n.Pages); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(origins, &n.Origins); err != nil {
			return nil, err
		}
		names = append(names, n)
	}
	return entries.ResolveOutlets(names, decided), rows.Err()
}

// currentOutlets returns the outlets of the latest state.
func (c *Catalogue) currentOutlets(ctx context.Context) (*entries.Outlets, error) {
	if err := c.rlock(ctx); err != nil {
		return nil, err
	}
	defer c.mu.RUnlock()
	return c.view.outlets, nil
}

// Outlet implements catalogue.Outlets.
func (c *Catalogue) Outlet(ctx context.Context, sourceID string) (*catalogue.Outlet, error) {
	o, err := c.currentOutlets(ctx)
	if err != nil {
		return nil, err
	}
	return o.Find(sourceID)
}

// dropOldEditions deletes the documents of replaced editions, once, before any search.
func (c *Catalogue) dropOldEditions(ctx context.Context) error {
	if err := c.rlock(ctx); err != nil {
		return err
	}
	defer c.mu.RUnlock()
	if c.view.damage != nil {
		return c.view.damage
	}
	return c.index.dropUnknown(&c.view)
}
