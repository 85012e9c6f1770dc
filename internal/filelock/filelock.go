// Package filelock locks a folder for one writer at a time. The lock is the operating system's on
// an open file, so it ends with its process in any case; the file's text only records the holder.
package filelock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// Owner describes the holder of a lock.
type Owner struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Started time.Time `json:"started"`
}

func (o Owner) String() string {
	if o.PID == 0 {
		return "another program"
	}
	return fmt.Sprintf("process %d on %s since %s", o.PID, o.Host, o.Started.Local().Format("2006-01-02 15:04:05"))
}

// Lock is an acquired lock. Not safe for concurrent use.
type Lock struct {
	f *os.File
	// Stale is the previous holder if it did not release the lock because it was killed; nil when
	// it was released.
	Stale *Owner
}

var errLocked = errors.New("locked by another process")

// Acquire acquires the lock at path, creating the file when needed, without waiting. When another
// process holds it, the error is of kind Conflict and names the holder; what is what the lock
// protects, for the message.
func Acquire(path, what string, now time.Time) (*Lock, error) {
	f, err := disk.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot lock %s: %w", what, err)
	}
	if err := tryLock(f); err != nil {
		owner := readOwner(f)
		f.Close()
		if errors.Is(err, errLocked) {
			return nil, cutting.Errorf(cutting.Conflict, "%s is being written by %s; wait until it is done, or end it",
				what, owner)
		}
		return nil, cutting.Errorf(cutting.Unavailable, "cannot lock %s (%s): %w", what, path, err)
	}
	l := &Lock{f: f}
	if prev := readOwner(f); prev.PID != 0 {
		l.Stale = &prev
	}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	text, err := json.Marshal(Owner{os.Getpid(), host, now.UTC().Truncate(time.Second)})
	if err == nil {
		err = rewrite(f, append(text, '\n'))
	}
	if err != nil {
		f.Close()
		return nil, cutting.Errorf(cutting.Unavailable, "cannot lock %s (%s): %w", what, path, err)
	}
	return l, nil
}

// Take locks an open file until it is closed, without recording the holder. When another process
// holds the lock, the error is of kind Conflict.
func Take(f *os.File, what string) error {
	err := tryLock(f)
	if errors.Is(err, errLocked) {
		return cutting.Errorf(cutting.Conflict, "%s is being written by another program; wait until it is done", what)
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot lock %s: %w", what, err)
	}
	return nil
}

// Release releases the lock.
func (l *Lock) Release() error {
	err := rewrite(l.f, nil)
	if cerr := l.f.Close(); err == nil {
		err = cerr
	}
	return err
}

// IsLocked reports whether any process holds the lock at path right now.
func IsLocked(path string) bool {
	f, err := disk.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	return errors.Is(tryLock(f), errLocked)
}

func rewrite(f *os.File, text []byte) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(text, 0)
	return err
}

func readOwner(f *os.File) (o Owner) {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, 4096))
	if err != nil || json.Unmarshal(b, &o) != nil {
		return Owner{}
	}
	return o
}
