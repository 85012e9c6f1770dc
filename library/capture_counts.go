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

// Counts are what reading all page rows once gives.
type Counts struct {
	Failures    []catalogue.PageRow // the first of them, by capture ID
	Failed      int
	Reasons     []Tally // failures grouped by reason
	Faulty      int     // read, with doubts
	Stale       int     // read by other stage versions
	Waiting     int     // read before the last decisions about them
	Kept        int     // captures, with a row or without
	Unread      int     // of those, without
	Unmarked    int     // texts and pages that a reader, in this program's version, has still to read
	Bytes       int64
	TimeOrigins []Tally // where the times of capture come from
}

// Tally is a value with how often it was met.
type Tally struct {
	Value string
	Count int
}

// scanAge is how old counts may be and still be shown.
const scanAge = 20 * time.Second

// pageScan keeps the last counts for a moment, so that a page reloaded often does
// not read a large catalogue as often.
type pageScan struct {
	mu     sync.Mutex
	at     time.Time
	listed int
	last   Counts
}

// Counts reads all page rows and lists at most so many failures. The answer may be
// some seconds old.
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
	cat, done := l.lend()
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
		if l.stale(p.Versions) {
			c.Stale++
		} else if inv := l.c.Inventory; inv != nil && inv.Decisions(p.Capture.ID) != p.Decisions {
			c.Waiting++
		}
		return true
	})
	if err != nil {
		return Counts{}, err
	}
	c.Unread, c.Reasons, c.TimeOrigins = len(unread), Tallies(reasons), Tallies(origins)
	c.Unmarked, err = l.unmarked(ctx, cat)
	return c, err
}

// unmarked counts the texts and pages that at least one reader has still to read.
func (l *Library) unmarked(ctx context.Context, rows catalogue.Rows) (int, error) {
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
