package sqlite

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"cuttings/internal/disk"
)

// A reading process must neither wait for the writer's lock on the index nor have a lock that a writer would
// wait for. Segment files never change once they are named in the root file, so a view of a shard is a folder
// of its own with a copy of the root file and links to the segments. Once opened the files are mapped, and the
// folder can be deleted. If the writer deletes a segment in between, opening fails and is tried again.

const (
	rootFile   = "root.bolt"
	peekTries  = 8
	lookEvery  = time.Second
	segmentExt = ".zap"
)

// pace limits how often something is done.
type pace struct {
	mu    sync.Mutex
	clock func() time.Time
	last  time.Time
}

func (p *pace) isDue() bool {
	now := p.clock()
	if !p.last.IsZero() && now.Sub(p.last) < lookEvery && !now.Before(p.last) {
		return false
	}
	p.last = now
	return true
}

// look opens views of shards that changed since the last call, and reports whether any did. A shard that cannot
// be opened now keeps its older view.
func (x *index) look() bool {
	changed := false
	for i := range x.shards {
		path := filepath.Join(x.dir, strconv.Itoa(i))
		old := x.shards[i]
		state, err := filesState(path)
		if err != nil || old != nil && old.files == state {
			continue
		}
		if x.checked[i] == nil {
			x.checked[i] = map[string]string{}
		}
		s, err := peek(path, x.checked[i])
		if err != nil {
			changed = changed || x.damage[i] == nil
			x.damage[i] = err
			continue
		}
		s.files = state
		if id, err := s.internal(keyIdentity); err != nil || string(id) != x.identify() {
			s.close()
			x.damage[i] = errForeign
			if strings.HasPrefix(string(id), x.identity+"/") {
				x.damage[i] = ErrOtherVersion
			}
			continue
		}
		x.damage[i] = nil
		x.shards[i] = s
		changed = true
		if old != nil {
			old.close() // snapshots in use keep their segments open
		}
	}
	return changed
}

// filesState returns a value that differs between states of a shard's root file.
func filesState(path string) (string, error) {
	root := filepath.Join(path, rootFile)
	if err := disk.Regular(root); err != nil {
		return "", err
	}
	st, err := os.Stat(root)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(st.ModTime().UnixNano(), st.Size()), nil
}

func peek(path string, checked map[string]string) (*shard, error) {
	var err error
	for try := range peekTries {
		var s *shard
		if s, err = peekOnce(path, checked); err == nil {
			return s, nil
		}
		time.Sleep(time.Duration(try) * time.Millisecond) // the root file cannot be read while its writer replaces it
	}
	return nil, err
}

func peekOnce(path string, checked map[string]string) (*shard, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	before, err := filesState(abs)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "cuttings-view-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) // open files outlive their names
	if err := copyFile(filepath.Join(dir, rootFile), filepath.Join(abs, rootFile)); err != nil {
		return nil, err
	}
	if after, err := filesState(abs); err != nil || after != before {
		return nil, fmt.Errorf("the index in %s is being written", abs)
	}
	names, err := os.ReadDir(abs)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		if !strings.HasSuffix(n.Name(), segmentExt) {
			continue
		}
		from, to := filepath.Join(abs, n.Name()), filepath.Join(dir, n.Name())
		if os.Symlink(from, to) == nil || os.Link(from, to) == nil {
			continue
		}
		if err := copyFile(to, from); err != nil {
			return nil, err
		}
	}
	if sum, err := disk.ReadFile(filepath.Join(abs, rootSum)); err == nil {
		if err := os.WriteFile(filepath.Join(dir, rootSum), sum, 0o600); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if err := checkShard(dir, checked); err != nil {
		return nil, err
	}
	return openShard(dir, true)
}

func copyFile(to, from string) (err error) {
	in, err := disk.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
