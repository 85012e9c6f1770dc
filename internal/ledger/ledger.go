// Package ledger is an append-only file of lines, each with the SHA-256 of the line before, so that
// no line can be changed, added or removed unnoticed. The evidence log of the vault and the journal
// are ledgers.
//
// The writer forms a line from the number and the hash it is given; the ledger treats lines as
// bytes between line ends and hashes them unchanged. With the hash of a line (its head, when it was
// the last) one can check later that no line up to it was altered.
//
// Durability: Append returns when its lines are synced. A line that it did not acknowledge is cut
// off again, or is a torn tail, which the next writer moves aside. The folder is synced when the
// file is made.
package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// NoPrev is the hash field of the first line.
var NoPrev = strings.Repeat("0", 64)

// Hash returns the SHA-256 of a line without its line end, in lower-case hexadecimal.
func Hash(line []byte) string {
	h := sha256.Sum256(line)
	return hex.EncodeToString(h[:])
}

// Tail is the state of a chain after a number of lines, damaged ones included, that end at byte
// End. The zero Tail is not valid: see Start.
type Tail struct {
	Lines int64
	End   int64
	Head  string // hash of the last line; NoPrev without one
}

// Start returns the tail of an empty ledger.
func Start() Tail { return Tail{Head: NoPrev} }

// Mark returns the tail without its offset in the file.
func (t Tail) Mark() Mark { return Mark{t.Lines, t.Head} }

// Mark records the state of a ledger, in another ledger or with a person: the number of its lines
// and the hash of the last.
type Mark struct {
	Lines int64  `json:"lines"`
	Head  string `json:"head"`
}

// Line is one line of a ledger.
type Line struct {
	Offset int64  // of its first byte
	Text   []byte // without the line end; only valid until the callback returns
	Length int64  // of the whole line, without the line end; more than len(Text) when it was cut at MaxLine
}

// End returns the offset after the line and its line end.
func (l Line) End() int64 { return l.Offset + l.Length + 1 }

// Options for Open.
type Options struct {
	// Name is the ledger's name in messages: "the journal".
	Name string
	// MaxLine is the most bytes of a line, without its line end.
	MaxLine int
	// ReadOnly opens an existing file and never writes.
	ReadOnly bool
	// FS is the file layer; nil uses the operating system's.
	FS disk.FS
}

// Ledger is an open ledger. It takes no lock: the caller must ensure that one process at a time
// appends, with one call at a time. Reading is safe meanwhile.
type Ledger struct {
	path   string
	o      Options
	f      disk.File
	broken atomic.Bool // a failed append could not be undone
}

// Open opens the ledger at path; without ReadOnly it creates a missing file in an existing folder.
// With ReadOnly a missing file is an error that wraps fs.ErrNotExist. Other errors are of kind
// Unavailable.
func Open(path string, o Options) (*Ledger, error) {
	if o.FS == nil {
		o.FS = disk.OS{}
	}
	flag := os.O_RDWR
	if o.ReadOnly {
		flag = os.O_RDONLY
	}
	l := &Ledger{path: path, o: o}
	var err error
	if l.f, err = o.FS.OpenFile(path, flag, 0); errors.Is(err, fs.ErrNotExist) && !o.ReadOnly {
		if l.f, err = o.FS.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err == nil {
			err = o.FS.SyncDir(filepath.Dir(path))
		}
	}
	if err != nil {
		if l.f != nil {
			l.f.Close()
		}
		return nil, l.failed("opening", err)
	}
	return l, nil
}

func (l *Ledger) failed(doing string, err error) error {
	return cutting.Errorf(cutting.Unavailable, "%s %s: %w", doing, l.o.Name, err)
}

// Close closes the file.
func (l *Ledger) Close() error { return l.f.Close() }

// Size returns the file's length in bytes, a torn tail included.
func (l *Ledger) Size() (int64, error) {
	info, err := l.f.Stat()
	if err != nil {
		return 0, l.failed("reading", err)
	}
	return info.Size(), nil
}

// Append writes n lines after the tail at, which must be the end of the file, and returns the tail
// after each line. line makes the i-th line from its number, counted from 1, and the hash it must
// have. An error of line, or a line that is too long (Invalid) or contains a line end, appends
// nothing. When Append returns without error the lines are durable; with an error none of them is
// in the file, and when they cannot be removed every later Append fails.
func (l *Ledger) Append(at Tail, n int, line func(i int, number int64, prev string) ([]byte, error)) ([]Tail, error) {
	if l.broken.Load() {
		return nil, l.failed("writing", errors.New("an earlier write failed; open it again"))
	}
	var buf []byte
	next := at
	tails := make([]Tail, n)
	for i := range n {
		text, err := line(i, next.Lines+1, next.Head)
		if err != nil {
			return nil, err
		}
		if len(text) >= l.o.MaxLine {
			return nil, cutting.Errorf(cutting.Invalid, "%s: a line of %d bytes, one may have %d", l.o.Name, len(text),
				l.o.MaxLine)
		}
		if bytes.IndexByte(text, '\n') >= 0 {
			return nil, cutting.Errorf(cutting.Internal, "%s: a line with a line end in it", l.o.Name)
		}
		buf = append(append(buf, text...), '\n')
		next = Tail{Lines: next.Lines + 1, End: at.End + int64(len(buf)), Head: Hash(text)}
		tails[i] = next
	}
	_, err := l.f.WriteAt(buf, at.End)
	if err == nil {
		err = l.f.Sync()
	}
	if err != nil {
		undo := l.f.Truncate(at.End)
		if undo == nil {
			undo = l.f.Sync()
		}
		if undo != nil {
			l.broken.Store(true)
		}
		return nil, errors.Join(l.failed("writing", err), undo)
	}
	return tails, nil
}

// Scan calls fn for each whole line in the bytes [from, end), in order, until fn returns an error,
// which Scan returns. A last line without a line end is left out. A line longer than MaxLine, which
// this program never writes, is cut.
func (l *Ledger) Scan(from, end int64, fn func(Line) error) error {
	const chunkSize = 256 << 10
	chunk := make([]byte, min(chunkSize, max(end-from, 0)))
	var buf []byte // the part of a line that began in an earlier chunk
	cur := Line{Offset: from}
	for pos := from; pos < end; {
		n, err := l.f.ReadAt(chunk[:min(int64(len(chunk)), end-pos)], pos)
		if n == 0 {
			return l.failed("reading", err)
		}
		pos += int64(n)
		for b := chunk[:n]; len(b) > 0; {
			i := bytes.IndexByte(b, '\n')
			if i < 0 {
				buf = append(buf, b[:min(len(b), l.o.MaxLine-len(buf))]...)
				cur.Length += int64(len(b))
				break
			}
			cur.Length += int64(i)
			if cur.Text = b[:min(i, l.o.MaxLine)]; len(buf) > 0 {
				buf = append(buf, b[:min(i, l.o.MaxLine-len(buf))]...)
				cur.Text = buf
			}
			if err := fn(cur); err != nil {
				return err
			}
			cur = Line{Offset: cur.End()}
			buf, b = buf[:0], b[i+1:]
		}
	}
	return nil
}

// LineAt returns the line that begins at a byte offset; the caller owns the result.
func (l *Ledger) LineAt(off int64) ([]byte, error) {
	for n := int64(2048); ; n *= 4 {
		b := make([]byte, min(n, int64(l.o.MaxLine)+1))
		k, err := l.f.ReadAt(b, off)
		if i := bytes.IndexByte(b[:k], '\n'); i >= 0 {
			return b[:i], nil
		}
		if err != nil {
			return nil, l.failed("reading", err)
		}
		if n > int64(l.o.MaxLine) {
			return nil, cutting.Errorf(cutting.Internal, "%s: the line at byte %d is longer than it can be", l.o.Name,
				off)
		}
	}
}

// Last returns the last whole line, as LineAt does, and its offset; ok is false without one. end is
// the offset after it, or 0: what follows is a torn tail.
func (l *Ledger) Last() (line []byte, off, end int64, ok bool, err error) {
	size, err := l.Size()
	if err != nil || size == 0 {
		return nil, 0, 0, false, err
	}
	// Twice the longest line contains the last whole one, whatever is torn after it.
	for n := int64(16 << 10); ; n *= 8 {
		n = min(n, 2*int64(l.o.MaxLine)+2, size)
		line, off, end, ok, err = l.lastWithin(size-n, size)
		if ok || err != nil || n == size {
			return line, off, end, ok, err
		}
		if n == 2*int64(l.o.MaxLine)+2 {
			return nil, 0, 0, false, cutting.Errorf(cutting.Invalid,
				"%s: its last line is longer than any the program writes; cut it off, "+
					"or put the file back from a backup", l.o.Name)
		}
	}
}

// lastWithin returns the last whole line in the bytes [from, size); ok is false when it does not
// lie in them completely.
func (l *Ledger) lastWithin(from, size int64) (line []byte, off, end int64, ok bool, err error) {
	b := make([]byte, size-from)
	if n, err := l.f.ReadAt(b, from); n < len(b) {
		return nil, 0, 0, false, l.failed("reading", err)
	}
	whole := bytes.LastIndexByte(b, '\n')
	if whole < 0 {
		return nil, 0, 0, false, nil
	}
	begin := bytes.LastIndexByte(b[:whole], '\n') + 1
	if begin == 0 && from > 0 {
		return nil, 0, 0, false, nil
	}
	return b[begin:whole:whole], from + int64(begin), from + int64(whole) + 1, true, nil
}

// SetAside moves the bytes from an offset to the end of the file to a new file in the folder dir,
// and returns that file's name (name, with a number when taken) and the number of bytes. It repairs
// a torn tail and keeps its bytes for examination.
func (l *Ledger) SetAside(from int64, dir, name string) (moved string, n int64, err error) {
	size, err := l.Size()
	if err != nil {
		return "", 0, err
	}
	moved, err = disk.SetAside(l.o.FS, l.f, from, size, dir, name)
	if err != nil {
		return "", 0, l.failed("repairing", err)
	}
	return moved, size - from, nil
}

// Chain checks the lines of a ledger one by one from the first. The zero value is ready for the
// first line.
type Chain struct {
	lines int64
	head  string
}

// Next checks the next line with its number and hash and returns what is wrong with them, in words;
// "" for nothing. ok is false for a line that could not be read: it counts, and the next line must
// have its hash.
func (c *Chain) Next(text []byte, number int64, prev string, ok bool) string {
	want := c.head
	if c.lines == 0 {
		want = NoPrev
	}
	c.lines++
	c.head = Hash(text)
	switch {
	case !ok:
		return fmt.Sprintf("line %d cannot be read", c.lines)
	case prev != want:
		return fmt.Sprintf("the chain is broken: line %d does not carry the hash of the line before; "+
			"a line was changed, added or taken out", c.lines)
	case number != c.lines:
		was := c.lines
		c.lines = number
		return fmt.Sprintf("line %d is numbered %d", was, number)
	}
	return ""
}

// HeadsAt returns the hash of each of the lines with these numbers, counted from 1, and NoPrev for
// 0. Missing lines are left out.
func (l *Ledger) HeadsAt(ctx context.Context, numbers ...int64) (map[int64]string, error) {
	want := map[int64]bool{}
	last := int64(0)
	for _, n := range numbers {
		want[n] = true
		last = max(last, n)
	}
	out := map[int64]string{}
	if want[0] {
		out[0] = NoPrev
	}
	size, err := l.Size()
	if err != nil || last == 0 {
		return out, err
	}
	n := int64(0)
	err = l.Scan(0, size, func(line Line) error {
		if n++; want[n] {
			out[n] = Hash(line.Text)
		}
		if n == last {
			return errStop
		}
		return ctx.Err()
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	return out, nil
}

var errStop = errors.New("enough lines were read")

// FindHead returns the number of the line with this hash; 0 for none.
func (l *Ledger) FindHead(ctx context.Context, head string) (int64, error) {
	size, err := l.Size()
	if err != nil {
		return 0, err
	}
	n, found := int64(0), int64(0)
	err = l.Scan(0, size, func(line Line) error {
		if n++; Hash(line.Text) == head {
			found = n
			return errStop
		}
		return ctx.Err()
	})
	if err != nil && !errors.Is(err, errStop) {
		return 0, err
	}
	return found, nil
}

// Differ describes how a ledger differs from an earlier mark of it; "" when it has the marked line.
// heads are the hashes of its lines by number, lines is how many it has.
func Differ(m Mark, lines int64, heads map[int64]string) string {
	switch head, ok := heads[m.Lines]; {
	case !ok:
		return fmt.Sprintf("has %d lines, it had %d: lines were taken out", lines, m.Lines)
	case head != m.Head:
		return fmt.Sprintf("has another line %d than it had: lines were changed", m.Lines)
	}
	return ""
}
