package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/catalogue"
)

// statusData is how the archive stands.
type statusData struct {
	Stats     catalogue.Stats
	PageKinds []link
	Scan      scan
	Versions  catalogue.Versions
	Back      catalogue.Capabilities
}

// scan is what reading all page rows once gave.
type scan struct {
	Failures   []catalogue.PageRow // the first of them, by capture ID
	Failed     int
	Reasons    []link // failures grouped by reason, most frequent first
	Faulty     int    // read, with doubts
	Stale      int
	StaleRows  []catalogue.PageRow
	Bytes      int64
	TimeOrigin []link
}

const (
	statusRows = 100              // failures and stale rows shown
	scanAge    = 20 * time.Second // how old a scan may be and still be shown
)

// failureScan keeps the last scan of all page rows for a moment, so that a page
// reloaded often does not read a large catalogue as often.
type failureScan struct {
	mu   sync.Mutex
	at   time.Time
	last scan
}

func (d *desk) status(r *http.Request) (*reply, error) {
	stats, err := d.Catalogue.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	s, err := d.scan(r.Context())
	if err != nil {
		return nil, err
	}
	data := statusData{Stats: stats, Scan: s, Versions: d.Versions, Back: d.Catalogue.Capabilities()}
	for k, n := range stats.ByPageKind {
		data.PageKinds = append(data.PageKinds, link{Label: pageKindName(k), Count: n})
	}
	sortLinks(data.PageKinds)
	return &reply{page: "status", title: "Status", data: data}, nil
}

func (d *desk) scan(ctx context.Context) (scan, error) {
	f := d.failures
	f.mu.Lock()
	defer f.mu.Unlock()
	now := d.Now()
	if !f.at.IsZero() && now.Sub(f.at) < scanAge && !now.Before(f.at) {
		return f.last, nil
	}
	var s scan
	reasons, origins := map[string]int{}, map[string]int{}
	err := d.Catalogue.Pages(ctx, "", func(p catalogue.PageRow) bool {
		s.Bytes += p.Capture.Length
		origins[originName(p.Capture.TimeOrigin)]++
		if p.Failure != "" {
			s.Failed++
			reasons[p.Failure]++
			if len(s.Failures) < statusRows {
				s.Failures = append(s.Failures, p)
			}
		} else if len(p.Faults) > 0 {
			s.Faulty++
		}
		if d.stale(p.Versions) {
			s.Stale++
			if len(s.StaleRows) < statusRows {
				s.StaleRows = append(s.StaleRows, p)
			}
		}
		return true
	})
	if err != nil {
		return scan{}, err
	}
	s.Reasons, s.TimeOrigin = countLinks(reasons), countLinks(origins)
	f.at, f.last = now, s
	return s, nil
}

func countLinks(counts map[string]int) []link {
	out := make([]link, 0, len(counts))
	for label, n := range counts {
		out = append(out, link{Label: label, Count: n})
	}
	sortLinks(out)
	return out
}

func sortLinks(l []link) {
	slices.SortFunc(l, func(a, b link) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Label, b.Label)
	})
}
