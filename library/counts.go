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
	Stale       int
	StaleRows   []catalogue.PageRow // the first of them, by capture ID
	Bytes       int64
	TimeOrigins []Tally // where the times of capture come from
}

// Tally is a value with how often it was met.
type Tally struct {
	Value string
	Count int
}

const (
	rowsListed = 100              // failures and stale rows listed
	scanAge    = 20 * time.Second // how old counts may be and still be shown
)

// pageScan keeps the last counts for a moment, so that a page reloaded often does
// not read a large catalogue as often.
type pageScan struct {
	mu   sync.Mutex
	at   time.Time
	last Counts
}

// Counts reads all page rows. The answer may be some seconds old.
func (l *Library) Counts(ctx context.Context) (Counts, error) {
	cat, done := l.lend()
	defer done()
	f := &l.scan
	f.mu.Lock()
	defer f.mu.Unlock()
	now := l.c.Now()
	if !f.at.IsZero() && now.Sub(f.at) < scanAge && !now.Before(f.at) {
		return f.last, nil
	}
	var c Counts
	reasons, origins := map[string]int{}, map[string]int{}
	err := cat.Pages(ctx, "", func(p catalogue.PageRow) bool {
		c.Bytes += p.Capture.Length
		origins[p.Capture.TimeOrigin]++
		if p.Failure != "" {
			c.Failed++
			reasons[p.Failure]++
			if len(c.Failures) < rowsListed {
				c.Failures = append(c.Failures, p)
			}
		} else if len(p.Faults) > 0 {
			c.Faulty++
		}
		if l.stale(p.Versions) {
			c.Stale++
			if len(c.StaleRows) < rowsListed {
				c.StaleRows = append(c.StaleRows, p)
			}
		}
		return true
	})
	if err != nil {
		return Counts{}, err
	}
	c.Reasons, c.TimeOrigins = Tallies(reasons), Tallies(origins)
	f.at, f.last = now, c
	return c, nil
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
