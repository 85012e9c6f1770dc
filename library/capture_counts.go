package library

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/catalogue"
)

// Counts are counted in one pass over all page rows.
type Counts struct {
	Failures    []catalogue.PageRow // the first of them, by capture ID
	Failed      int
	Reasons     []Tally // failures grouped by reason
	Faulty      int     // read, with faults
	Stale       int     // read by other stage versions
	Waiting     int     // read before the last decisions about them; they are read again
	Kept        int     // captures in the archive, with a row or without
	Unread      int     // of those, without
	Unmarked    int     // texts and pages that some reader has not read in its present version
	Bytes       int64
	TimeOrigins []Tally // origins of the times of capture
}

// Tally is a value with how often it was met.
type Tally struct {
	Value string
	Count int
}

// scanAge is how old counts may be and still be shown.
const scanAge = 20 * time.Second

// pageScan caches the last counts for scanAge, because counting reads all page rows.
type pageScan struct {
	mu     sync.Mutex
	at     time.Time
	listed int
	last   Counts
}

// Counts counts over all page rows and returns at most listed failures. The counts may be up to scanAge old.
func (l *Library) Counts(ctx context.Context, listed int) (Counts, error) {
	f := &l.scan
	f.mu.Lock()
	defer f.mu.Unlock()
	now := l.c.Now()
	if f.listed == listed && !f.at.IsZero() && now.Sub(f.at) < scanAge && !now.Before(f.at) {
		return f.last, nil
	}
	c, err := l.count(ctx, listed)
	if err == nil {
		f.at, f.listed, f.last = now, listed, c
	}
	return c, err
}

func (l *Library) count(ctx context.Context, listed int) (Counts, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	var c Counts
	unread := map[string]bool{}
	if inv := l.c.Inventory; inv != nil {
		if err := inv.Captures(ctx, func(id string) bool { unread[id] = true; return true }); err != nil {
			return Counts{}, err
		}
	}
	c.Kept = len(unread)
	reasons, origins := map[string]int{}, map[string]int{}
	err := cat.Pages(ctx, "", func(p catalogue.PageRow) bool {
		delete(unread, p.Capture.ID)
		c.Bytes += p.Capture.Length
		origins[p.Capture.TimeOrigin]++
		if p.Failure != "" {
			c.Failed++
			reasons[p.Failure]++
			if len(c.Failures) < listed {
				c.Failures = append(c.Failures, p)
			}
		} else if len(p.Faults) > 0 {
			c.Faulty++
		}
		if l.isStale(p.Versions) {
			c.Stale++
		} else if l.waits(&p) {
			c.Waiting++
		}
		return true
	})
	if err != nil {
		return Counts{}, err
	}
	c.Unread, c.Reasons, c.TimeOrigins = len(unread), Tallies(reasons), Tallies(origins)
	c.Unmarked, err = l.countUnmarked(ctx, cat)
	return c, err
}

// countUnmarked counts the texts and pages that at least one reader has not read yet.
func (l *Library) countUnmarked(ctx context.Context, rows catalogue.Rows) (int, error) {
	type thing struct {
		of  catalogue.Scope
		key string
	}
	due := map[thing]bool{}
	for _, r := range l.c.Readers {
		if err := rows.Due(ctx, r.Of, r.Stage, r.Version, func(key string) bool {
			due[thing{r.Of, key}] = true
			return true
		}); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

// Tallies sorts counts by descending count, then value.
func Tallies(counts map[string]int) []Tally {
	out := make([]Tally, 0, len(counts))
	for v, n := range counts {
		out = append(out, Tally{v, n})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return out
}
