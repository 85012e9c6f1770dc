package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	index_api "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"cuttings/catalogue"
	"cuttings/catalogue/sqlite/postings"
	"cuttings/cutting"
)

// The limits of one step of the follower: entries, and bytes of text.
const (
	followRows  = 1500
	followBytes = 1 << 20
)

// The times after the last and after the first write when the follower begins by itself, and the number of
// entries from which it begins. A run writes an entry when its page is read and again when its story is known,
// so waiting indexes it once. Until then searches use the old state of the index.
const (
	followDelay    = 10 * time.Second
	followDelayMax = time.Minute
	followEntries  = 8192
)

// follower updates the index from the rows, in the background: when somebody waits for it (Sync), when enough
// was written, and some time after a write.
type follower struct {
	c      *Catalogue
	cancel context.CancelFunc
	ended  chan struct{}

	mu      sync.Mutex
	work    *sync.Cond // signalled when there is work or the follower is closed
	pending bool
	closed  bool
	delay   time.Duration
	waiting int         // entries written since it last began
	since   time.Time   // time of the first of them
	timer   *time.Timer // begins its work; nil when not set

	// Used by step only: the editions to be indexed, and the sequence number up to which the list is complete.
	list  []missingEdition
	until int64

	changed chan struct{} // closed and replaced whenever done or err changes
	done    int64         // every living edition up to here is in the index
	err     error         // why it stopped; it tries again at the next change
}

func startFollower(c *Catalogue) *follower {
	ctx, cancel := context.WithCancel(context.Background())
	f := &follower{c: c, cancel: cancel, ended: make(chan struct{}), changed: make(chan struct{}), pending: true,
		delay: followDelay}
	f.work = sync.NewCond(&f.mu)
	f.done = c.index.seq()
	go f.run(ctx)
	return f
}

// seq returns the sequence number up to which every shard is complete.
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
	defer f.mu.Unlock()
	f.begin()
}

// begin makes the follower begin; mu must be held.
func (f *follower) begin() {
	if f.timer != nil {
		f.timer.Stop()
		f.timer = nil
	}
	f.waiting, f.pending = 0, true
	f.work.Signal()
}

// wrote informs the follower of the number of entries written.
func (f *follower) wrote(entries int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.waiting += entries
	switch {
	case f.waiting >= followEntries:
		f.begin()
	case entries == 0:
	case f.timer == nil:
		f.since, f.timer = time.Now(), time.AfterFunc(f.delay, f.wake)
	case time.Since(f.since) < followDelayMax-f.delay:
		f.timer.Reset(f.delay)
	}
}

func (f *follower) stop() {
	f.mu.Lock()
	if f.timer != nil {
		f.timer.Stop()
	}
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

// missingEdition is an edition that the index lacks, by the entry it is of.
type missingEdition struct{ edition, num int64 }

// step indexes the next editions; more reports whether there may be others. Editions are indexed in their own
// order, not in that of the last changes, because an entry may change without a new edition, and a position
// means that every living edition up to it is indexed.
func (f *follower) step(ctx context.Context) (more bool, err error) {
	if len(f.list) == 0 {
		if f.list, f.until, err = f.missingEditions(ctx); err != nil || f.until <= f.done {
			return false, err
		}
	}
	docs, taken, err := f.documents(ctx, f.list[:min(followRows, len(f.list))])
	if err != nil {
		return false, err
	}
	last := f.until
	if taken < len(f.list) {
		last = f.list[taken-1].edition
	}
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
				return nil // this shard was ahead of the other before a kill
			}
			b := index_api.NewBatch()
			for _, d := range docs[i] {
				b.Update(d)
			}
			putSeq(b, last)
			return s.bleve.Batch(b)
		})
	}
	if err := g.Wait(); err != nil {
		return false, cutting.Errorf(cutting.Unavailable, "writing to the search index in %s: %w", f.c.index.dir, err)
	}
	f.list = f.list[taken:]
	f.report(last, nil)
	return true, nil
}

// missingEditions returns the editions the index lacks, ascending, and the sequence number up to which the list is
// complete.
func (f *follower) missingEditions(ctx context.Context) (list []missingEdition, until int64, err error) {
	tx, err := f.c.rows.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one state
	if err != nil {
		return nil, 0, storeError("reading rows for the index", err)
	}
	defer tx.Rollback() // nothing was written
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM entries").Scan(&until); err != nil {
		return nil, 0, storeError("reading rows for the index", err)
	}
	rows, err := tx.QueryContext(ctx,
		"SELECT edition, num FROM entries WHERE seq > ?1 AND edition > ?1 AND rep IS NOT NULL", f.done)
	if err != nil {
		return nil, 0, storeError("reading rows for the index", err)
	}
	defer rows.Close()
	for rows.Next() {
		var d missingEdition
		if err := rows.Scan(&d.edition, &d.num); err != nil {
			return nil, 0, storeError("reading rows for the index", err)
		}
		list = append(list, d)
	}
	if err := rows.Err(); err != nil {
		return nil, 0, storeError("reading rows for the index", err)
	}
	slices.SortFunc(list, func(a, b missingEdition) int { return cmp.Compare(a.edition, b.edition) })
	return list, until, nil
}

// documents returns the documents of the first of some editions, for each shard, and how many editions it used.
// An edition that was replaced meanwhile has no document; the new edition is after f.until.
func (f *follower) documents(ctx context.Context, list []missingEdition) (docs [shards][]*postings.Document, taken int,
	err error) {
	if len(list) == 0 {
		return docs, 0, nil
	}
	tx, err := f.c.rows.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // entries and the rows about them as one state
	if err != nil {
		return docs, 0, storeError("reading rows for the index", err)
	}
	defer tx.Rollback() // nothing was written
	var staged bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM stage_rows)").Scan(&staged); err != nil {
		return docs, 0, storeError("reading rows for the index", err)
	}
	nums := make([]int64, len(list))
	for i := range list {
		nums[i] = list[i].num
	}
	wanted, _ := json.Marshal(nums) // numbers: cannot fail
	rows, err := tx.QueryContext(ctx, `SELECT e.num, e.edition, e.versions, s.meta, s.text FROM json_each(?) j
		JOIN entries e ON e.num = j.value JOIN sightings s ON s.num = e.rep ORDER BY j.key`, string(wanted))
	if err != nil {
		return docs, 0, storeError("reading rows for the index", err)
	}
	defer rows.Close()
	size := 0
	var editions []missingEdition
	var reps []*catalogue.Sighting
	several := map[int64]*catalogue.Sighting{}
	for size <= followBytes && rows.Next() {
		var d missingEdition
		var meta sql.RawBytes
		var versions int
		s := &catalogue.Sighting{}
		if err := rows.Scan(&d.num, &d.edition, &versions, &meta, &s.Text); err != nil {
			return docs, 0, storeError("reading rows for the index", err)
		}
		for list[taken].num != d.num { // removed meanwhile
			taken++
		}
		taken++
		if d.edition > f.until {
			continue
		}
		text := s.Text
		if err := json.Unmarshal(meta, s); err != nil {
			return docs, 0, storeError(fmt.Sprintf("reading the row of entry %d", d.num), err)
		}
		s.Text = text
		editions, reps = append(editions, d), append(reps, s)
		if versions > 1 {
			several[d.num] = s
		}
		size += len(text)
	}
	if size <= followBytes {
		taken = len(list)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return docs, 0, storeError("reading rows for the index", err)
	}
	var values map[int64][]*catalogue.StageRow
	if staged {
		if values, err = fieldsOf(reps, queryFunc(ctx, tx)); err != nil {
			return docs, 0, storeError("reading rows for the index", err)
		}
	}
	others, err := othersOf(several, queryFunc(ctx, tx))
	if err != nil {
		return docs, 0, storeError("reading rows for the index", err)
	}
	for i, d := range editions {
		other := others[d.num]
		doc := postings.NewDocument(d.edition, reps[i], &other, extraOf(values, reps[i]), f.c.opt.Fields)
		docs[d.num%shards] = append(docs[d.num%shards], doc)
		reps[i] = nil // a long text is not kept beside its document
	}
	return docs, taken, nil
}

// Sync implements catalogue.Writer.
func (c *Catalogue) Sync(ctx context.Context) error {
	if c.follower == nil {
		return cutting.Errorf(cutting.Unsupported, "the catalogue in %s was opened for reading only", c.dir)
	}
	var target int64
	if err := c.rows.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM entries").Scan(&target); err != nil {
		return storeError("reading how far the rows are", err)
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
			return storeError("waiting for the search index", ctx.Err())
		case <-f.ended:
			return cutting.Errorf(cutting.Unavailable, "the catalogue in %s was closed while the index was catching "+
				"up", c.dir)
		}
	}
}

// countUnindexed returns the number of rows that are not in the index yet.
func (c *Catalogue) countUnindexed(ctx context.Context) (int, error) {
	var n int
	err := c.rows.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE seq > ?", c.index.seq()).Scan(&n)
	return n, err
}
