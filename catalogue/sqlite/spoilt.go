package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"cuttings/internal/disk"

	segment_api "github.com/blevesearch/scorch_segment_api/v2"
)

// Files of an open index may be damaged too: they are mapped, so that searches are affected by a failing disk
// or another program.

// damageState records that files of the index were damaged while it was open, and the states of its segment files.
// The zero value is ready for use. It is safe for concurrent use.
type damageState struct {
	mu     sync.Mutex
	err    error
	states map[string]string // of segments seen, by path
}

func (s *damageState) of() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// look compares the states of files with those first seen, and compares changed files, or all of them, with
// their checksums. Segments never change once they are in a snapshot.
func (s *damageState) look(dir string, paths []string, all bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	now := make(map[string]string, len(paths))
	for _, p := range paths {
		info, err := os.Stat(p)
		if errors.Is(err, os.ErrNotExist) {
			if _, err := os.Stat(filepath.Dir(p)); errors.Is(err, os.ErrNotExist) {
				s.err = indexDamaged(dir, errors.New("it is gone"))
				return s.err
			}
			continue // merged meanwhile
		}
		if err != nil {
			continue
		}
		now[p] = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		if before, seen := s.states[p]; !all && (!seen || before == now[p]) {
			continue
		}
		if err := checkSegment(p); err != nil {
			s.err = indexDamaged(dir, fmt.Errorf("%s: %w", filepath.Base(p), err))
			return s.err
		}
	}
	s.states = now
	return nil
}

// CheckIndex checks the present files of the index and returns an error that wraps ErrUnusable if searches would
// fail or find less. It is cheap, and does not update the view. Once it has found damage it always returns the
// error; the catalogue must be opened again, for writing.
func (c *Catalogue) CheckIndex() error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.checkIndex(false)
}

// checkIndex does the work of CheckIndex; c.mu must be held. If all is set, all files are compared with their
// checksums.
func (c *Catalogue) checkIndex(all bool) error {
	if c.view.damage != nil && errors.Is(c.view.damage, errIndexDamaged) {
		return c.view.damage
	}
	var paths []string
	for i, snap := range c.view.snaps {
		if snap == nil {
			continue
		}
		for _, ss := range snap.Segments() {
			if p, ok := ss.Segment().(segment_api.PersistedSegment); ok {
				paths = append(paths, filepath.Join(c.index.dir, strconv.Itoa(i), filepath.Base(p.Path())))
			}
		}
	}
	if err := c.spoilt.look(c.index.dir, paths, all); err != nil || c.index.readOnly {
		return err
	}
	for i, snap := range c.view.snaps {
		if snap == nil {
			continue
		}
		if err := c.spoilt.root(c.index.dir, filepath.Join(c.index.dir, strconv.Itoa(i), rootFile)); err != nil {
			return err
		}
	}
	return nil
}

// root checks the root file of a shard that is open for writing. The file changes all the time, but one of its
// meta pages is always valid.
func (s *damageState) root(dir, path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for range 3 {
		var b []byte
		if b, err = disk.ReadFile(path); err == nil {
			w := boltWalk{b: b}
			_, err = w.meta()
		}
		if err == nil {
			return nil
		}
	}
	s.err = indexDamaged(dir, fmt.Errorf("%s: %w", rootFile, err))
	return s.err
}

// whyFault returns the error of a search: for one that ended in a fault, the error of the index if its files do
// not agree with their checksums.
func (c *Catalogue) whyFault(err error) error {
	if !errors.Is(err, errFault) {
		return err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	if damage := c.checkIndex(true); damage != nil {
		return damage
	}
	return storeError("the search", err)
}
