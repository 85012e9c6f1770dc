package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// ErrNotRegular is wrapped by errors about a named pipe, a device, a socket or a folder in the place of a file.
// Opening a pipe waits for another program, and a device may never end, so none of them is opened.
var ErrNotRegular = errors.New("move it away")

// Regular returns an error that wraps ErrNotRegular if something other than a regular file is at path. Links are
// followed. What does not exist is no error.
func Regular(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	return regular(path, info)
}

func regular(path string, info fs.FileInfo) error {
	if info.Mode().IsRegular() {
		return nil
	}
	what := "is no regular file"
	switch mode := info.Mode(); {
	case mode.IsDir():
		what = "is a folder, no file"
	case mode&fs.ModeNamedPipe != 0:
		what = "is a named pipe, no file"
	case mode&fs.ModeSocket != 0:
		what = "is a socket, no file"
	case mode&fs.ModeDevice != 0:
		what = "is a device, no file"
	}
	return fmt.Errorf("%s %s: %w", path, what, ErrNotRegular)
}

// Open opens a regular file for reading; anything else is an error that wraps ErrNotRegular.
func Open(path string) (*os.File, error) { return OpenFile(path, os.O_RDONLY, 0) }

// OpenFile is os.OpenFile for regular files; anything else is an error that wraps ErrNotRegular.
func OpenFile(path string, flag int, perm fs.FileMode) (*os.File, error) {
	if err := Regular(path); err != nil && errors.Is(err, ErrNotRegular) {
		return nil, err
	}
	// What is put there in between must not make the call wait either.
	return checked(os.OpenFile(path, flag|syscall.O_NONBLOCK, perm))
}

// checked closes a file just opened unless it is a regular one.
func checked(f *os.File, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		err = regular(f.Name(), info)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// ReadFile is os.ReadFile for regular files; anything else is an error that wraps ErrNotRegular.
func ReadFile(path string) ([]byte, error) {
	return readAll(Open(path))
}

// ReadFileIn is ReadFile for a file below a folder.
func ReadFileIn(root *os.Root, name string) ([]byte, error) {
	return readAll(checked(root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)))
}

func readAll(f *os.File, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b := make([]byte, 0, info.Size()+512)
	for {
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, err
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// Displaced is the ending of the names of what stood in the place of a file that can be made again.
const Displaced = ".damaged"

// Displace renames what is at path, with a number where the name is taken, if it is no regular file. It reports
// whether it did.
func Displace(path string) (bool, error) {
	if err := Regular(path); !errors.Is(err, ErrNotRegular) {
		return false, err
	}
	to := path + Displaced
	for i := 1; ; i++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = fmt.Sprintf("%s%s-%d", path, Displaced, i)
	}
	return true, os.Rename(path, to)
}
