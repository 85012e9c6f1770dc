package sqlite

import (
	"context"
	"sync"
	"time"

	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue/sqlite/postings"
)

// aheadEvery is the interval at which a writing catalogue checks for segments that Bleve has merged.
const aheadEvery = 100 * time.Millisecond

// readAhead reads new segments before a search needs them. A merge may replace many small segments by one of the
// whole catalogue at any time, and the next search would have to wait until it is read.
type readAhead struct {
	cancel context.CancelFunc
	ended  chan struct{}

	mu   sync.Mutex
	read map[segment_api.Segment]*postings.Segment // segments of the newest snapshots
}

func startAhead(c *Catalogue) *readAhead {
	ctx, cancel := context.WithCancel(context.Background())
	a := &readAhead{cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(a.ended)
		tick := time.NewTicker(aheadEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				a.look(ctx, c)
			case <-ctx.Done():
				return
			}
		}
	}()
	return a
}

func (a *readAhead) stop() {
	a.cancel()
	<-a.ended
}

// look reads the segments of the newest snapshots that the view does not have.
func (a *readAhead) look(ctx context.Context, c *Catalogue) {
	next := map[segment_api.Segment]*postings.Segment{}
	for _, s := range c.index.shards {
		snap, err := s.snapshot()
		if err != nil {
			return // closed
		}
		defer snap.Close()
		c.mu.RLock()
		for _, ss := range snap.Segments() {
			raw := ss.Segment()
			if c.view.segments[raw] == nil {
				next[raw] = a.segment(raw)
			}
		}
		c.mu.RUnlock()
	}
	a.mu.Lock()
	a.read = next
	a.mu.Unlock()
	for _, s := range next {
		if ctx.Err() != nil {
			return
		}
		_ = withoutPanic(s.Read) // Tie returns the error
	}
}

// segment returns a segment, which is read or being read if a has seen it. A nil a has seen none.
func (a *readAhead) segment(raw segment_api.Segment) *postings.Segment {
	if a != nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		if s := a.read[raw]; s != nil {
			return s
		}
	}
	return postings.NewSegment(raw)
}
