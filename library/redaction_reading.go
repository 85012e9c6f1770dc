package library

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"sync"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/redact"
)

// What a redaction covers cannot be searched for: a name is black in more spellings than an index has words for, and
// proposed by its sound. So every cutting is read, once for each redaction that somebody looks at, in the background;
// then only those that have changed. What is kept of a cutting is what was found in it.

const (
	coverageWait = time.Second // for which a page waits for the archive to be read
	coverageStep = 500         // cuttings read at a time
	coverageKept = 20          // readings kept, each for one redaction: those looked at last
)

// coverages keeps what was read for the redactions that were looked at. It is safe for concurrent use.
type coverages struct {
	ctx     context.Context // ends with Close
	stop    context.CancelFunc
	readers sync.WaitGroup
	turn    sync.Mutex // held by a reader for a step: one reads at a time

	mu sync.Mutex                 // held by Close to end ctx, so that no reader starts afterwards
	of map[int64]*coverageReading // by the redaction's line in the journal
}

// coverageReading is what was read for one redaction.
type coverageReading struct {
	line      int64
	person    cutting.Redaction
	everybody []cutting.Redaction // all who were redacted then
	looked    time.Time

	mu        sync.Mutex // protects the following
	of        *redact.Coverage
	elsewhere *redact.OtherScripts
	own       map[string]bool // of the cuttings in which something was found, those with a text of their own
	at        catalogue.Position
	before    bool // everything was read once
	cuttings  int  // that were read in this run
	running   bool
	ended     chan struct{} // closed when the run has ended
	err       error         // by which the last run ended
}

func newCoverages() *coverages {
	c := &coverages{of: map[int64]*coverageReading{}}
	c.ctx, c.stop = context.WithCancel(context.Background())
	return c
}

// Close ends what the library does in the background. The catalogue may be closed after it.
func (l *Library) Close() {
	l.coverages.mu.Lock()
	l.coverages.stop()
	l.coverages.mu.Unlock()
	l.coverages.readers.Wait()
}

// follow returns what was read for a redaction, after a moment in which what is new is read.
func (c *coverages) follow(ctx context.Context, l *Library, line int64, everybody []cutting.Redaction,
	person cutting.Redaction) (*coverageReading, error) {
	r := c.reading(line, everybody, person, l.c.Now())
	ended, ok := c.start(l, r)
	if !ok {
		return nil, cutting.Errorf(cutting.Unavailable, "the archive is being closed")
	}
	enough := time.NewTimer(coverageWait)
	defer enough.Stop()
	select {
	case <-ended:
	case <-enough.C:
	case <-ctx.Done():
		return nil, cutting.Errorf(cutting.Unavailable, "reading for the redaction was interrupted: %w", ctx.Err())
	}
	return r, nil
}

// reading returns what was read for a redaction. It is empty where nothing was read yet, or where others were redacted
// then: what is black because of them is not left over.
func (c *coverages) reading(line int64, everybody []cutting.Redaction, person cutting.Redaction,
	now time.Time) *coverageReading {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.of[line]
	if r == nil || !reflect.DeepEqual(r.everybody, everybody) {
		r = &coverageReading{line: line, person: person, everybody: everybody}
		r.begin()
		c.of[line] = r
	}
	r.looked = now
	for len(c.of) > coverageKept {
		delete(c.of, slices.MinFunc(slices.Collect(maps.Keys(c.of)), func(a, b int64) int {
			return c.of[a].looked.Compare(c.of[b].looked)
		}))
	}
	return r
}

// begin forgets what was read.
func (r *coverageReading) begin() {
	r.of = redact.NewCoverage(r.everybody, r.person)
	r.elsewhere = redact.NewOtherScripts(r.person)
	r.own, r.at, r.before, r.cuttings = map[string]bool{}, "", false, 0
}

// start reads what is new in the background, unless that is under way, and returns a channel that is closed when it
// has ended; false after Close.
func (c *coverages) start(l *Library, r *coverageReading) (ended <-chan struct{}, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	if closed := c.ctx.Err() != nil; closed || r.running {
		return r.ended, !closed
	}
	r.running, r.err, r.ended = true, nil, make(chan struct{})
	if r.before {
		r.cuttings = 0
	}
	c.readers.Go(func() {
		err := c.read(l, r)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.running, r.err, r.before = false, err, r.before || err == nil
		close(r.ended)
	})
	return r.ended, true
}

// read reads until there is nothing new, or c has dropped r.
func (c *coverages) read(l *Library, r *coverageReading) error {
	for more := true; more; {
		c.mu.Lock()
		wanted := c.of[r.line] == r
		c.mu.Unlock()
		if !wanted {
			return cutting.Errorf(cutting.Unavailable, "the redactions have changed; open the page again")
		}
		var err error
		if more, err = c.step(l, r); err != nil {
			return err
		}
	}
	return nil
}

// step reads some of the cuttings that are new or have changed, and reports whether there may be more.
func (c *coverages) step(l *Library, r *coverageReading) (more bool, err error) {
	c.turn.Lock()
	defer c.turn.Unlock()
	if err := c.ctx.Err(); err != nil {
		return false, cutting.Errorf(cutting.Unavailable, "the archive is being closed: %w", err)
	}
	cat, done := l.borrowCatalogue()
	defer done()
	var ids []string
	at, err := cat.Changes(c.ctx, r.at, func(ch catalogue.Change) bool {
		if more = len(ids) == coverageStep; !more && ch.Of == catalogue.CuttingThing {
			ids = append(ids, ch.Key)
		}
		return !more
	})
	if cutting.KindOf(err) == cutting.Conflict { // the catalogue was made anew
		r.mu.Lock()
		defer r.mu.Unlock()
		r.begin()
		return true, nil
	}
	if err != nil {
		return false, err
	}
	entries, err := cat.EntriesOf(c.ctx, ids)
	if err != nil {
		return false, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var found []string
	for _, id := range ids {
		delete(r.own, id)
		e := entries[id]
		if e == nil { // it is gone
			r.of.Forget(id)
			r.elsewhere.Forget(id)
			continue
		}
		texts := TextsOfEntry(e)
		black, other := r.of.Read(texts), r.elsewhere.Read(id, texts.All...)
		if black || other {
			found = append(found, id)
		}
	}
	own, err := independentOf(c.ctx, cat, found)
	if err != nil {
		return false, err
	}
	maps.Copy(r.own, own)
	r.at, r.cuttings = at, r.cuttings+len(ids)
	return more, nil
}
