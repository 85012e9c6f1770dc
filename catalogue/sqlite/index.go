package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index_api "github.com/blevesearch/bleve_index_api"

	"cuttings/catalogue/sqlite/postings"
	"cuttings/cutting"
	"cuttings/internal/filelock"
)

// shards is the number of Bleve indexes that the documents are distributed over, which are written and merged
// in parallel. It is part of the index's identity.
const shards = 2

// indexVersion gives how documents are made; an index of another is made again.
const indexVersion = 3

// Internal keys of a shard.
var (
	keyIdentity = []byte("identity") // which rows it belongs to, and versions
	keySeq      = []byte("seq")      // all changes up to this one are in
)

// index is the folder of shards.
type index struct {
	dir      string
	identity string
	readOnly bool
	shards   [shards]*shard
	pace     pace // read-only: when to check for newer files
	// Read-only: why the files of a shard cannot be used, and which segments have
	// been compared with their sums, by shard and name.
	damage  [shards]error
	checked [shards]map[string]string
}

// shard is one Bleve index. In a read-only catalogue it may be nil: nothing has
// been indexed yet.
type shard struct {
	bleve *scorch.Scorch
	queue *index_api.AnalysisQueue
	path  string
	files string // read-only: state of the files the view was made from
}

func (x *index) identify() string {
	return fmt.Sprintf("%s/%d/%d/%d", x.identity, schemaVersion, indexVersion, shards)
}

func openIndex(dir, identity string, opt Options) (*index, error) {
	x := &index{dir: dir, identity: identity, readOnly: opt.ReadOnly, pace: pace{clock: opt.Clock}}
	if x.readOnly {
		x.look()
		return x, nil
	}
	err := x.openForWriting()
	if errors.Is(err, errForeign) {
		// Of other rows, of another version, or damaged: it is derived, so it is deleted.
		if err = os.RemoveAll(dir); err == nil {
			err = x.openForWriting()
		}
	}
	if err != nil {
		return nil, errors.Join(cutting.Errorf(kindOr(err, cutting.Unavailable), "opening the search index in %s: %w",
			dir, err), x.close())
	}
	return x, nil
}

// errForeign reports that a shard cannot be used for these rows.
var errForeign = errors.New("the index does not belong to these rows")

func (x *index) openForWriting() error {
	if notFolder(x.dir) {
		return fmt.Errorf("%w: it is no folder", errForeign)
	}
	for i := range x.shards {
		path := filepath.Join(x.dir, strconv.Itoa(i))
		if notFolder(path) {
			x.close()
			return fmt.Errorf("%w: %d is no folder", errForeign, i)
		}
		_, statErr := os.Stat(filepath.Join(path, rootFile))
		if statErr == nil && !filelock.IsLocked(filepath.Join(path, rootFile)) {
			if err := checkShard(path, nil); err != nil {
				x.close()
				return fmt.Errorf("%w: %w", errForeign, err)
			}
			if err := os.Remove(filepath.Join(path, rootSum)); err != nil && !errors.Is(err, os.ErrNotExist) {
				x.close()
				return err
			}
		}
		s, err := openShard(path, false)
		if errors.Is(err, os.ErrDeadlineExceeded) || err != nil && err.Error() == "timeout" {
			x.close()
			return cutting.Errorf(cutting.Conflict, "another process writes to it; wait until it has ended, or end it")
		}
		if err != nil {
			x.close()
			if statErr == nil {
				return fmt.Errorf("%w: %w", errForeign, err)
			}
			return err
		}
		x.shards[i] = s
		got, err := s.internal(keyIdentity)
		if err != nil {
			x.close()
			return err
		}
		if got == nil {
			b := index_api.NewBatch()
			b.SetInternal(keyIdentity, []byte(x.identify()))
			if err := s.bleve.Batch(b); err != nil {
				x.close()
				return err
			}
		} else if string(got) != x.identify() {
			x.close()
			return errForeign
		}
	}
	return nil
}

func notFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// openShard opens one Bleve index at its lowest level: documents come analysed,
// and postings are read segment by segment, so mappings and collectors are not
// needed.
func openShard(path string, readOnly bool) (s *shard, err error) {
	defer func() {
		// A copy of a root file made during a write can make the bolt reader panic; it is then as unusable as
		// one that gives an error.
		if p := recover(); p != nil {
			s, err = nil, fmt.Errorf("reading %s: %v", path, p)
		}
	}()
	queue := index_api.NewAnalysisQueue(1)
	config := map[string]any{
		"path": path, "read_only": readOnly, "bolt_timeout": "3s",
		// The rows are authoritative and the index records up to where it is complete, so batches need not wait
		// for the disk.
		"unsafe_batch": true, "numSnapshotsToKeep": 1,
		"scorchPersisterOptions": map[string]any{
			// Small batches are merged in memory before they become files.
			"PersisterNapTimeMSec": 200, "PersisterNapUnderNumFiles": 100,
		},
	}
	i, err := scorch.NewScorch(scorch.Name, config, queue)
	if err == nil {
		err = i.Open()
	}
	if err != nil {
		queue.Close()
		return nil, err
	}
	return &shard{bleve: i.(*scorch.Scorch), queue: queue, path: path}, nil
}

// close closes the shard. It gives up after closeTime, which happens when its files were damaged meanwhile.
func (s *shard) close() error {
	done := make(chan error, 1)
	go func() {
		err := s.bleve.Close()
		s.queue.Close()
		done <- err
	}()
	t := time.NewTimer(closeTime)
	defer t.Stop()
	select {
	case err := <-done:
		return err
	case <-t.C:
		return cutting.Errorf(cutting.Unavailable, "the search index in %s does not close; what it lacks is indexed "+
			"again", s.path)
	}
}

// closeTime is the time limit for closing a shard.
const closeTime = 20 * time.Second

// snapshot returns the present state of the shard; the caller must close it.
func (s *shard) snapshot() (*scorch.IndexSnapshot, error) {
	r, err := s.bleve.Reader()
	if err != nil {
		return nil, err
	}
	snap, ok := r.(*scorch.IndexSnapshot)
	if !ok || snap == nil {
		return nil, errors.New("the search index is closed")
	}
	return snap, nil
}

func (s *shard) internal(key []byte) ([]byte, error) {
	snap, err := s.snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	return snap.GetInternal(key)
}

// seqOf returns the sequence number up to which a snapshot is complete.
func seqOf(snap *scorch.IndexSnapshot) int64 {
	b, err := snap.GetInternal(keySeq)
	if err != nil || len(b) != 8 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(b))
}

func putSeq(b *index_api.Batch, seq int64) {
	b.SetInternal(keySeq, binary.BigEndian.AppendUint64(nil, uint64(seq)))
}

// flush waits until all batches so far are on disk, or the time is over.
func (s *shard) flush(wait time.Duration) error {
	done := make(chan error, 1)
	b := index_api.NewBatch()
	b.SetInternal([]byte("flushed"), []byte("1"))
	b.SetPersistedCallback(func(err error) { done <- err })
	if err := s.bleve.Batch(b); err != nil {
		return err
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case err := <-done:
		return err
	case <-t.C:
		return nil // what is not on disk is indexed again after the next opening
	}
}

// flushTime is the maximum time for which closing waits for the disk.
const flushTime = 20 * time.Second

func (x *index) close() error { return x.closeAfter(flushTime) }

// closeAfter closes the shards; wait is how long each waits for the disk.
func (x *index) closeAfter(wait time.Duration) error {
	var errs []error
	for i, s := range x.shards {
		if s == nil {
			continue
		}
		if !x.readOnly && wait > 0 {
			errs = append(errs, s.flush(wait))
		}
		errs = append(errs, s.close())
		if !x.readOnly && wait > 0 && errors.Join(errs...) == nil {
			errs = append(errs, writeRootSum(s.path))
		}
		x.shards[i] = nil
	}
	return errors.Join(errs...)
}

// dropUnknown deletes the documents that have no slot.
func (x *index) dropUnknown(v *view) error {
	for i, s := range x.shards {
		b := index_api.NewBatch()
		for _, ss := range v.snaps[i].Segments() {
			seg := v.segments[ss.Segment()]
			if seg == nil {
				continue
			}
			for doc, slot := range seg.Slots {
				if slot != postings.NoSlot || seg.Deleted(uint32(doc)) {
					continue
				}
				id, err := seg.Bleve.DocID(uint64(doc))
				if err != nil {
					return storeError("reading the search index in "+x.dir, err)
				}
				b.Delete(string(id))
			}
		}
		if len(b.IndexOps) > 0 {
			if err := s.bleve.Batch(b); err != nil {
				return storeError("tidying the search index in "+x.dir, err)
			}
		}
	}
	return nil
}

// duePeek reports whether a read-only index should check for newer files. The caller has locked Catalogue.mu
// for reading only, so the pace has a lock of its own.
func (x *index) duePeek() bool {
	x.pace.mu.Lock()
	defer x.pace.mu.Unlock()
	if !x.pace.isDue() {
		return false
	}
	for i, s := range x.shards {
		state, err := filesState(filepath.Join(x.dir, strconv.Itoa(i)))
		if err == nil && (s == nil || s.files != state) {
			return true
		}
	}
	return false
}
