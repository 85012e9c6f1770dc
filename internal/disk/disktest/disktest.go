// Package disktest is a file layer for tests: real files, with calls that can be made to fail, from
// which the state after a loss of power at any moment can be derived.
package disktest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"cuttings/internal/disk"
)

// Fault is how a call fails.
type Fault string

// Faults.
const (
	None Fault = ""
	// DiskFull: the call does nothing and returns ENOSPC.
	DiskFull Fault = "disk full"
	// ShortWrite: a write writes half of its bytes and returns ENOSPC; any other
	// call fails as with DiskFull.
	ShortWrite Fault = "short write"
	// Crash: this call and all later ones do nothing and return an error, as if the machine had
	// stopped before it.
	Crash Fault = "crash"
)

// ErrCrashed is returned by every call after a crash.
var ErrCrashed = errors.New("the machine has stopped")

// Disk is a disk.FS over the real one. Only calls that change something are
// counted and can fail. Safe for concurrent use.
type Disk struct {
	mu      sync.Mutex
	calls   []string
	at      int // index of the call that fails; -1 for none
	fault   Fault
	crashed bool
	synced  map[string][]byte // content by path at its last sync
	named   map[string]bool   // paths whose names are durable
}

// New returns a disk whose n-th changing call, counted from 0, fails; a negative
// n never fails.
func New(n int, fault Fault) *Disk {
	return &Disk{at: n, fault: fault, synced: map[string][]byte{}, named: map[string]bool{}}
}

// Calls returns the changing calls so far, in the form "sync log.jsonl".
func (d *Disk) Calls() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.calls...)
}

// call counts a call and returns whether it fails, and how.
func (d *Disk) call(op, path string) (Fault, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.crashed {
		return Crash, ErrCrashed
	}
	n := len(d.calls)
	d.calls = append(d.calls, op+" "+filepath.Base(path))
	if n != d.at || d.fault == None {
		return None, nil
	}
	if d.fault == Crash {
		d.crashed = true
		return Crash, ErrCrashed
	}
	return d.fault, &fs.PathError{Op: op, Path: path, Err: syscall.ENOSPC}
}

// Left writes to the folder to what a loss of power now would have left of the folder from: of each
// file with a durable name, the synced content. lucky, when set, is the name of a file that keeps
// everything written to it, as a system may write files in any order.
func (d *Disk) Left(from, to, lucky string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, known := d.synced[path]
		if filepath.Base(path) == lucky {
			if b, err = os.ReadFile(path); err != nil {
				return err
			}
			known = true
		} else if !d.named[path] {
			return nil
		}
		if !known {
			b = nil // its name is durable, its content was never synced
		}
		at := filepath.Join(to, strings.TrimPrefix(path, from))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		return os.WriteFile(at, b, 0o644)
	})
}

// OpenFile implements disk.FS.
func (d *Disk) OpenFile(name string, flag int, perm fs.FileMode) (disk.File, error) {
	if flag&(os.O_CREATE|os.O_TRUNC) != 0 {
		if _, err := d.call("create", name); err != nil {
			return nil, err
		}
	}
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return &file{File: f, d: d, path: name}, nil
}

// MkdirAll implements disk.FS. Folders count as durable.
func (d *Disk) MkdirAll(name string, perm fs.FileMode) error { return os.MkdirAll(name, perm) }

// Rename implements disk.FS.
func (d *Disk) Rename(from, to string) error {
	if _, err := d.call("rename", to); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.synced[to] = d.synced[from]
	delete(d.synced, from)
	delete(d.named, from)
	return nil
}

// SyncDir implements disk.FS.
func (d *Disk) SyncDir(dir string) error {
	if _, err := d.call("sync folder", dir); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range entries {
		d.named[filepath.Join(dir, e.Name())] = true
	}
	return nil
}

type file struct {
	*os.File
	d    *Disk
	path string
}

func (f *file) WriteAt(b []byte, off int64) (int, error) {
	fault, err := f.d.call("write", f.path)
	if fault == ShortWrite {
		n, werr := f.File.WriteAt(b[:len(b)/2], off)
		return n, errors.Join(err, werr)
	}
	if err != nil {
		return 0, err
	}
	return f.File.WriteAt(b, off)
}

func (f *file) Sync() error {
	if _, err := f.d.call("sync", f.path); err != nil {
		return err
	}
	b, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	f.d.synced[f.path] = b
	return nil
}

func (f *file) Truncate(size int64) error {
	if _, err := f.d.call("truncate", f.path); err != nil {
		return err
	}
	return f.File.Truncate(size)
}

// NoSync is the operating system's files without waiting for the disk, for tests that make many
// small vaults.
type NoSync struct{ disk.OS }

// OpenFile implements disk.FS.
func (n NoSync) OpenFile(name string, flag int, perm fs.FileMode) (disk.File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return unsynced{f}, nil
}

// SyncDir implements disk.FS.
func (NoSync) SyncDir(string) error { return nil }

type unsynced struct{ *os.File }

func (unsynced) Sync() error { return nil }
