package library

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// Views counts how often cuttings were viewed: counts only, never by whom.
type Views interface {
	// Count adds one view of a cutting. It does not wait long for the disk and never fails the reader's
	// request.
	Count(id string)
	// Top returns the n most viewed cuttings, by descending count, then ID.
	Top(n int) []ViewCount
}

// ViewCount is the number of views of one cutting.
type ViewCount struct {
	ID    string `json:"id"`
	Count int64  `json:"count"`
}

// ViewFile counts views in a small file of its own: a JSON object from cutting ID to count, nothing else. It is
// no part of the evidence: a kill may lose the views of the last few seconds, and a file that cannot be read is
// replaced.
type ViewFile struct {
	mu     sync.Mutex
	path   string
	counts map[string]int64
	dirty  bool
	saved  time.Time
	later  *time.Timer // saves what is not saved at once; nil where nothing waits
	now    func() time.Time
	failed error
}

var _ Views = (*ViewFile)(nil)

// saveEvery is the maximum time for which counts are in memory only.
const saveEvery = 5 * time.Second

// OpenViews reads the counts at path, which need not exist yet. For a file with other content it returns an
// error of kind Invalid and leaves the file unchanged.
func OpenViews(path string, now func() time.Time) (*ViewFile, error) {
	v := &ViewFile{path: path, counts: map[string]int64{}, now: now}
	b, err := disk.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return v, nil
	case errors.Is(err, disk.ErrNotRegular):
		return nil, cutting.Errorf(cutting.Invalid, "the view counts cannot be read: %w", err)
	case err != nil:
		return nil, cutting.Errorf(cutting.Unavailable, "the view counts cannot be read: %w", err)
	}
	if err := json.Unmarshal(b, &v.counts); err != nil || v.counts == nil {
		return nil, cutting.Errorf(cutting.Invalid,
			"%s cannot be read as view counts (%v); delete it to start counting again", path, err)
	}
	return v, nil
}

// Count adds one view of a cutting; it is on disk within saveEvery, whether another view follows or not.
func (v *ViewFile) Count(id string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.counts[id]++
	v.dirty = true
	if now := v.now(); now.Sub(v.saved) >= saveEvery {
		v.failed = v.save()
		v.saved = now
	} else if v.later == nil {
		v.later = time.AfterFunc(saveEvery, v.saveLater)
	}
}

// saveLater saves the views of a burst that none follows.
func (v *ViewFile) saveLater() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.later == nil {
		return // closed meanwhile
	}
	v.later = nil
	v.failed = v.save()
	v.saved = v.now()
}

// Top returns the n most viewed, by descending count, then ID.
func (v *ViewFile) Top(n int) []ViewCount {
	v.mu.Lock()
	defer v.mu.Unlock()
	out := make([]ViewCount, 0, len(v.counts))
	for id, c := range v.counts {
		out = append(out, ViewCount{id, c})
	}
	slices.SortFunc(out, func(a, b ViewCount) int {
		if a.Count != b.Count {
			return int(b.Count - a.Count)
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out[:min(n, len(out))]
}

// Close writes what is still in memory and returns the first error of writing.
func (v *ViewFile) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.later != nil {
		v.later.Stop()
		v.later = nil
	}
	if err := v.save(); err != nil {
		return err
	}
	return v.failed
}

// save writes a temporary file and renames it, so that a reader sees the old counts or the new, never half.
func (v *ViewFile) save() error {
	if !v.dirty {
		return nil
	}
	b, err := json.Marshal(v.counts)
	if err != nil {
		return cutting.Errorf(cutting.Internal, "view counts: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(v.path), ".views-*")
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "the view counts cannot be kept: %w", err)
	}
	_, err = tmp.Write(append(b, '\n'))
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), v.path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
		return cutting.Errorf(cutting.Unavailable, "the view counts cannot be kept: %w", err)
	}
	v.dirty = false
	return nil
}
