// Package disk is the file layer for everything that must survive a kill: opening, writing and
// syncing of files and of the folders that contain them. Packages that promise durability take an
// FS, so that a test can make any call fail (see disktest) and inspect what a loss of power would
// have left.
package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File is an open file. *os.File implements it.
type File interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Stat() (fs.FileInfo, error)
	// Sync makes what was written durable, also against loss of power.
	Sync() error
	Truncate(size int64) error
}

// FS opens and renames files. All methods are safe for concurrent use.
type FS interface {
	// OpenFile is os.OpenFile for regular files.
	OpenFile(name string, flag int, perm fs.FileMode) (File, error)
	// MkdirAll is os.MkdirAll.
	MkdirAll(name string, perm fs.FileMode) error
	// Rename is os.Rename.
	Rename(from, to string) error
	// SyncDir makes the creation and renaming of files in a folder durable. On systems that cannot
	// sync folders, and keep their entries without it, it does nothing.
	SyncDir(dir string) error
}

// OS is the operating system's files.
type OS struct{}

// OpenFile implements FS.
func (OS) OpenFile(name string, flag int, perm fs.FileMode) (File, error) {
	f, err := OpenFile(name, flag, perm)
	if err != nil {
		return nil, err // not a File with a nil pointer
	}
	return f, nil
}

// MkdirAll implements FS.
func (OS) MkdirAll(name string, perm fs.FileMode) error { return os.MkdirAll(name, perm) }

// Rename implements FS.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// SyncDir implements FS.
func (OS) SyncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && os.PathSeparator == '/' {
		return err
	}
	return nil
}

// WriteFile writes a file completely or not at all: the bytes that fill writes go to a file beside
// it, which is synced and renamed to path; then its folder is synced. What is in the place of one of the two and
// no regular file is displaced.
func WriteFile(d FS, path string, fill func(io.Writer) error) error {
	tmp := path + ".new"
	for _, p := range []string{path, tmp} {
		if _, err := Displace(p); err != nil {
			return err
		}
	}
	f, err := d.OpenFile(tmp, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	err = fill(&writer{f: f})
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := d.Rename(tmp, path); err != nil {
		return err
	}
	return d.SyncDir(filepath.Dir(path))
}

// writer writes to a file from its beginning.
type writer struct {
	f  File
	at int64
}

func (w *writer) Write(b []byte) (int, error) {
	n, err := w.f.WriteAt(b, w.at)
	w.at += int64(n)
	return n, err
}

// SetAside moves the bytes [from, end) of an open file to a new file in the folder dir and returns
// that file's name. The bytes are cut off only when the copy is durable. The new name is name, with
// a number when it is taken.
func SetAside(d FS, f File, from, end int64, dir, name string) (string, error) {
	if err := d.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	to := name
	out, err := d.OpenFile(filepath.Join(dir, to), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	for i := 1; errors.Is(err, fs.ErrExist); i++ {
		to = fmt.Sprintf("%s-%d", name, i)
		out, err = d.OpenFile(filepath.Join(dir, to), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	}
	if err != nil {
		return "", err
	}
	_, err = io.Copy(&writer{f: out}, io.NewSectionReader(f, from, end-from))
	if err == nil {
		err = out.Sync()
	}
	err = errors.Join(err, out.Close())
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		if err == nil {
			err = d.SyncDir(folder)
		}
	}
	if err == nil {
		err = f.Truncate(from)
	}
	if err == nil {
		err = f.Sync()
	}
	return to, err
}
