package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"sync"

	index_api "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/sqlite/postings"
	"cuttings/cutting"
)

// How much the follower takes in at once: entries, and bytes of text.
const (
	followRows  = 1500
	followBytes = 1 << 20
)

// follower brings the index up to the rows, in the background.
type follower struct {
	c      *Catalogue
	cancel context.CancelFunc
	ended  chan struct{}

	mu      sync.Mutex
	work    *sync.Cond // signalled when there is something to do, or the end
	pending bool
	closed  bool
	changed chan struct{} // closed and replaced whenever done or err changes
	done    int64         // the index has all changes up to here
	err     error         // why it could not go on; tried again on the next change
}

func startFollower(c *Catalogue) *follower {
	ctx, cancel := context.WithCancel(context.Background())
	f := &follower{c: c, cancel: cancel, ended: make(chan struct{}), changed: make(chan struct{}), pending: true}
	f.work = sync.NewCond(&f.mu)
	f.done = c.index.seq()
	go f.run(ctx)
	return f
}

// seq is the sequence number up to which every shard has everything.
func (x *index) seq() int64 {
	low := int64(-1)
	for _, s := range x.shards {
		if s == nil {
			return 0
		}
		snap, err := s.snapshot()
		if err != nil {
			return 0
		}
		if n := seqOf(snap); low < 0 || n < low {
			low = n
		}
		snap.Close()
	}
	return max(low, 0)
}

func (f *follower) wake() {
	f.mu.Lock()
	f.pending = true
	f.work.Signal()
	f.mu.Unlock()
}

func (f *follower) stop() {
	f.mu.Lock()
	f.closed = true
	f.work.Signal()
	f.mu.Unlock()
	f.cancel()
	<-f.ended
}

func (f *follower) run(ctx context.Context) {
	defer close(f.ended)
	for {
		f.mu.Lock()
		for !f.pending && !f.closed {
			f.work.Wait()
		}
		if f.closed {
			f.mu.Unlock()
			return
		}
		f.pending = false
		f.mu.Unlock()
		for {
			more, err := f.step(ctx)
			if err != nil || !more {
				f.report(f.done, err)
				break
			}
		}
	}
}

func (f *follower) report(done int64, err error) {
	f.mu.Lock()
	f.done, f.err = done, err
	close(f.changed)
	f.changed = make(chan struct{})
	f.mu.Unlock()
}

// change is an entry's row with its representative, as the follower reads it.
type change struct {
	seq, edition, num int64
	doc               *postings.Document
}

// step takes in the next changes; more says whether there may be others.
func (f *follower) step(ctx context.Context) (more bool, err error) {
	changes, more, err := f.read(ctx)
	if err != nil || len(changes) == 0 {
		return false, err
	}
	last := changes[len(changes)-1].seq
	var g errgroup.Group
	for i, s := range f.c.index.shards {
		g.Go(func() error {
			snap, err := s.snapshot()
			if err != nil {
				return err
			}
			has := seqOf(snap)
			snap.Close()
			if has >= last {
				return nil // it came further than the other before a kill
			}
			b := index_api.NewBatch()
			for _, ch := range changes {
				if ch.doc != nil && ch.num%shards == int64(i) {
					b.Update(ch.doc)
				}
			}
			putSeq(b, last)
			return s.bleve.Batch(b)
		})
	}
	if err := g.Wait(); err != nil {
		return false, cutting.Errorf(cutting.Unavailable, "writing to the search index in %s: %w", f.c.index.dir, err)
	}
	f.report(last, nil)
	return more, nil
}

// read reads the next changes and makes their documents.
func (f *follower) read(ctx context.Context) (changes []change, more bool, err error) {
	tx, err := f.c.rows.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // entries and the rows about them as one state
	if err != nil {
		return nil, false, broken("reading rows for the index", err)
	}
	defer tx.Rollback() // nothing was written
	var staged bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM stage_rows)").Scan(&staged); err != nil {
		return nil, false, broken("reading rows for the index", err)
	}
	var fields *sql.Stmt
	if staged {
		if fields, err = tx.PrepareContext(ctx, fieldsOfHashes); err != nil {
			return nil, false, broken("reading rows for the index", err)
		}
		defer fields.Close()
	}
	rows, err := tx.QueryContext(ctx, `SELECT e.num, e.seq, e.edition, s.meta, s.text FROM entries e
		LEFT JOIN sightings s ON s.num = e.rep WHERE e.seq > ? ORDER BY e.seq LIMIT ?`, f.done, followRows)
	if err != nil {
		return nil, false, broken("reading rows for the index", err)
	}
	defer rows.Close()
	size := 0
	for rows.Next() {
		var ch change
		var meta sql.RawBytes
		var text sql.NullString
		if err := rows.Scan(&ch.num, &ch.seq, &ch.edition, &meta, &text); err != nil {
			return nil, false, broken("reading rows for the index", err)
		}
		// An edition up to done is in the index: only other things changed.
		if text.Valid && ch.edition > f.done {
			var s catalogue.Sighting
			if err := json.Unmarshal(meta, &s); err != nil {
				return nil, false, broken(fmt.Sprintf("reading the row of entry %d", ch.num), err)
			}
			s.Text = text.String
			var extra entries.Extra
			if staged {
				if extra, err = extraOf(ctx, fields.QueryContext, &s); err != nil {
					return nil, false, broken("reading rows for the index", err)
				}
			}
			ch.doc = postings.NewDocument(ch.edition, &s, extra, f.c.opt.Fields)
			size += len(s.Text)
		}
		changes = append(changes, ch)
		if size > followBytes {
			return changes, true, nil
		}
	}
	if err := rows.Err(); err != nil {
		return nil, false, broken("reading rows for the index", err)
	}
	return changes, len(changes) == followRows, nil
}

// Sync implements catalogue.Writer.
func (c *Catalogue) Sync(ctx context.Context) error {
	if c.follower == nil {
		return cutting.Errorf(cutting.Unsupported, "the catalogue in %s was opened for reading only", c.dir)
	}
	var target int64
	if err := c.rows.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM entries").Scan(&target); err != nil {
		return broken("reading how far the rows are", err)
	}
	f := c.follower
	retried := false
	for {
		f.mu.Lock()
		done, err, changed, closed := f.done, f.err, f.changed, f.closed
		f.mu.Unlock()
		if done >= target {
			return nil
		}
		if closed {
			return cutting.Errorf(cutting.Unavailable, "the catalogue in %s was closed while the index was catching "+
				"up", c.dir)
		}
		if err != nil && retried {
			return err
		}
		retried = retried || err != nil
		f.wake()
		select {
		case <-changed:
		case <-ctx.Done():
			return broken("waiting for the search index", ctx.Err())
		case <-f.ended:
			return cutting.Errorf(cutting.Unavailable, "the catalogue in %s was closed while the index was catching "+
				"up", c.dir)
		}
	}
}

// behind is how many rows the index has yet to take in.
func (c *Catalogue) behind(ctx context.Context) (int, error) {
	var n int
	err := c.rows.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE seq > ?", c.index.seq()).Scan(&n)
	return n, err
}
