// Package journal keeps what people decide: a wrong cut put right, names that
// are one, a topic, a redaction. It is an append-only file of JSON Lines, an
// input of every run, never edited: a decision is taken back by another.
//
// Each line carries the SHA-256 of the line before, so that no decision can be
// changed or taken out unnoticed. Kinds are open-ended; who reads the journal
// passes over the kinds it does not know.
package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"cuttings/cutting"
	"cuttings/internal/filelock"
)

// Decision is one line. Who, Kind, Target and Value are the writer's; the rest
// is filled in by Append.
type Decision struct {
	Number int64     `json:"n"` // 1, 2, …
	Prev   string    `json:"prev"`
	Time   time.Time `json:"time"` // UTC, whole seconds
	Who    string    `json:"who"`
	// Kind says what is decided, in lower case with hyphens: "cut", "name-merge".
	Kind string `json:"kind"`
	// Target is what it is decided about: the ID of a capture, a cutting, a name.
	Target string `json:"target"`
	// Value is the decision, in a form each kind defines; nil for none.
	Value json.RawMessage `json:"value,omitempty"`
}

// Problem is something wrong with the journal.
type Problem struct {
	Line   int64 // counted from 1
	Offset int64 // bytes
	What   string
}

func (p Problem) String() string {
	return fmt.Sprintf("journal line %d (byte %d): %s", p.Line, p.Offset, p.What)
}

// Options for Open.
type Options struct {
	ReadOnly bool
	Clock    func() time.Time // nil is time.Now
}

// Journal is an open journal. Safe for concurrent use, also by several
// processes: each Append holds the file's lock while it writes.
type Journal struct {
	path     string
	readOnly bool
	clock    func() time.Time

	mu      sync.Mutex
	f       *os.File
	closed  bool
	repairs []string
}

const (
	fileName = "journal.jsonl"
	lockName = "lock"
	// MaxLine is the most bytes a line may have.
	MaxLine = 1 << 20
)

// noPrev is the Prev of the first line.
var noPrev = strings.Repeat("0", 64)

// Open opens the journal in the folder dir, for writing making both when they
// are not there. A last line that is not whole, left by a writer that was killed
// before anybody was told the decision is kept, is moved to a file beside it;
// Repairs says so. For reading only, a journal that is not there is empty.
func Open(dir string, o Options) (*Journal, error) {
	j := &Journal{path: filepath.Join(dir, fileName), readOnly: o.ReadOnly, clock: o.Clock}
	if j.clock == nil {
		j.clock = time.Now
	}
	if o.ReadOnly {
		f, err := os.Open(j.path)
		if err != nil && !os.IsNotExist(err) {
			return nil, cutting.Errorf(cutting.Unavailable, "opening the journal: %w", err)
		}
		if err == nil {
			j.f = f
		}
		return j, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "making the journal: %w", err)
	}
	f, err := os.OpenFile(j.path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "opening the journal: %w", err)
	}
	j.f = f
	if err := syncDir(dir); err != nil {
		f.Close()
		return nil, err
	}
	err = j.locked(func() error { _, _, err := j.tail(); return err })
	if err != nil && cutting.KindOf(err) != cutting.Conflict { // a writer that is there repairs for itself
		f.Close()
		return nil, err
	}
	return j, nil
}

// Close closes the file.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
	if j.f == nil {
		return nil
	}
	err := j.f.Close()
	j.f = nil
	return err
}

// Repairs says what has been put right since Open, one line each.
func (j *Journal) Repairs() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]string(nil), j.repairs...)
}

// locked runs fn while this process alone may write.
func (j *Journal) locked(fn func() error) error {
	path := filepath.Join(filepath.Dir(j.path), lockName)
	var l *filelock.Lock
	var err error
	for wait := time.Millisecond; ; wait *= 2 { // others hold it for one line only
		l, err = filelock.Acquire(path, "the journal", j.clock())
		if err == nil || cutting.KindOf(err) != cutting.Conflict || wait > time.Second {
			break
		}
		<-time.After(wait)
	}
	if err != nil {
		return err
	}
	return errors.Join(fn(), l.Release())
}

// Append writes a decision and returns it with its number, time and chain
// filled in. When it returns without error the decision survives whatever
// happens next. Kind must be lower-case letters, digits and hyphens.
func (j *Journal) Append(d Decision) (Decision, error) {
	if d.Kind == "" || strings.Trim(d.Kind, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return d, cutting.Errorf(cutting.Invalid, "journal: %q is no kind of decision", d.Kind)
	}
	if len(d.Value) > 0 && !json.Valid(d.Value) {
		return d, cutting.Errorf(cutting.Invalid, "journal: the decision's value is not JSON")
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.readOnly:
		return d, cutting.Errorf(cutting.Unsupported, "the journal is open for reading only")
	case j.f == nil:
		return d, cutting.Errorf(cutting.Unavailable, "the journal is closed")
	}
	err := j.locked(func() error {
		end, last, err := j.tail()
		if err != nil {
			return err
		}
		d.Number, d.Prev = last.number+1, last.hash
		d.Time = j.clock().UTC().Truncate(time.Second)
		line, err := json.Marshal(d)
		if err != nil {
			return cutting.Errorf(cutting.Invalid, "journal: %w", err)
		}
		if len(line) >= MaxLine {
			return cutting.Errorf(cutting.Invalid, "journal: a decision of %d bytes, more than the %d one may have", len(line), MaxLine)
		}
		_, err = j.f.WriteAt(append(line, '\n'), end)
		if err == nil {
			err = j.f.Sync()
		}
		if err != nil {
			return errors.Join(cutting.Errorf(cutting.Unavailable, "writing the journal: %w", err), j.f.Truncate(end))
		}
		return nil
	})
	return d, err
}

// last is what the next line needs of the one before.
type last struct {
	number int64
	hash   string
}

// tail returns where the next line goes and the last line's number and hash. A
// line that is not whole is moved aside first. The lock is held.
func (j *Journal) tail() (end int64, l last, err error) {
	info, err := j.f.Stat()
	if err != nil {
		return 0, l, cutting.Errorf(cutting.Unavailable, "reading the journal: %w", err)
	}
	l.hash = noPrev
	size := info.Size()
	if size == 0 {
		return 0, l, nil
	}
	from := max(size-MaxLine-1, 0)
	b := make([]byte, size-from)
	if _, err := j.f.ReadAt(b, from); err != nil {
		return 0, l, cutting.Errorf(cutting.Unavailable, "reading the journal: %w", err)
	}
	whole := bytes.LastIndexByte(b, '\n') + 1
	if whole < len(b) {
		if err := j.moveAside(from+int64(whole), b[whole:]); err != nil {
			return 0, l, err
		}
	}
	end = from + int64(whole)
	if end == 0 {
		return 0, l, nil
	}
	line := b[:whole-1]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	if whole > 1 && len(line) >= MaxLine {
		return 0, l, cutting.Errorf(cutting.Internal, "journal: the last line is longer than it can be; run verify")
	}
	l.hash = hash(line)
	var d Decision
	if err := json.Unmarshal(line, &d); err == nil {
		l.number = d.Number
		return end, l, nil
	}
	// The last line is damaged: it stays, as evidence, and lines are counted.
	n := int64(0)
	err = scan(j.f, end, func(int64, []byte) error { n++; return nil })
	l.number = n
	return end, l, err
}

// moveAside saves the bytes of a line that is not whole and cuts them off.
func (j *Journal) moveAside(off int64, torn []byte) error {
	dir := filepath.Dir(j.path)
	name := fmt.Sprintf("torn-%d", off)
	for i := 1; ; i++ {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if os.IsExist(err) {
			name = fmt.Sprintf("torn-%d-%d", off, i)
			continue
		}
		if err == nil {
			_, err = f.Write(torn)
			if err == nil {
				err = f.Sync()
			}
			err = errors.Join(err, f.Close())
		}
		if err == nil {
			err = syncDir(dir)
		}
		if err == nil {
			err = j.f.Truncate(off)
		}
		if err == nil {
			err = j.f.Sync()
		}
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "repairing the journal: %w", err)
		}
		j.repairs = append(j.repairs, fmt.Sprintf("the journal's last line was not whole: %d bytes from byte %d on were moved to %s", len(torn), off, name))
		return nil
	}
}

// Replay calls fn for every decision in order. Lines that cannot be read are
// passed over; Verify tells them. It stops at fn's first error and returns it.
// Decisions appended while it runs may be left out.
func (j *Journal) Replay(ctx context.Context, fn func(Decision) error) error {
	return j.each(ctx, func(_ int64, _ int64, line []byte) error {
		var d Decision
		if json.Unmarshal(line, &d) != nil || d.Kind == "" {
			return nil
		}
		return fn(d)
	})
}

// Verify checks every line and the chain, and calls report for what is wrong.
func (j *Journal) Verify(ctx context.Context, report func(Problem)) error {
	prev, number := noPrev, int64(0)
	return j.each(ctx, func(n, off int64, line []byte) error {
		wrong := func(what string) { report(Problem{n, off, what}) }
		var d Decision
		number++
		switch err := json.Unmarshal(line, &d); {
		case err != nil || d.Kind == "":
			wrong("cannot be read")
		case d.Prev != prev:
			wrong("the chain is broken: it does not carry the hash of the line before; a line was changed, added or taken out")
		case d.Number != number:
			wrong(fmt.Sprintf("is numbered %d", d.Number))
		}
		prev = hash(line)
		return nil
	})
}

// each calls fn for every whole line with its number and offset.
func (j *Journal) each(ctx context.Context, fn func(n, off int64, line []byte) error) error {
	j.mu.Lock()
	f, closed := j.f, j.closed
	j.mu.Unlock()
	if f == nil {
		if j.readOnly && !closed { // not there when opened; it may be now
			return j.reopen(ctx, fn)
		}
		return cutting.Errorf(cutting.Unavailable, "the journal is closed")
	}
	info, err := f.Stat()
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "reading the journal: %w", err)
	}
	n := int64(0)
	return scan(f, info.Size(), func(off int64, line []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		n++
		return fn(n, off, line)
	})
}

func (j *Journal) reopen(ctx context.Context, fn func(n, off int64, line []byte) error) error {
	f, err := os.Open(j.path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "opening the journal: %w", err)
	}
	j.mu.Lock()
	j.f = f
	j.mu.Unlock()
	return j.each(ctx, fn)
}

// scan calls fn for each whole line of r up to end; a longer line than MaxLine,
// which no writer of ours makes, is given cut off at that length.
func scan(r io.ReaderAt, end int64, fn func(off int64, line []byte) error) error {
	buf := make([]byte, 0, 64<<10)
	var off, pos int64 // of the line begun in buf; of the next byte to read
	chunk := make([]byte, 64<<10)
	var length int64 // of the line begun, also what is cut off
	for pos < end {
		n, err := r.ReadAt(chunk[:min(int64(len(chunk)), end-pos)], pos)
		if n == 0 {
			return cutting.Errorf(cutting.Unavailable, "reading the journal: %w", err)
		}
		pos += int64(n)
		for b := chunk[:n]; len(b) > 0; {
			i := bytes.IndexByte(b, '\n')
			part := b
			if i >= 0 {
				part = b[:i]
			}
			buf = append(buf, part[:min(len(part), MaxLine-len(buf))]...)
			length += int64(len(part))
			if i < 0 {
				break
			}
			if err := fn(off, buf); err != nil {
				return err
			}
			off += length + 1
			buf, length = buf[:0], 0
			b = b[i+1:]
		}
	}
	return nil
}

func hash(line []byte) string {
	h := sha256.Sum256(line)
	return hex.EncodeToString(h[:])
}

// syncDir makes the creation of files in dir last. Windows cannot sync folders
// and does not need to.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "journal: %w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil && os.PathSeparator == '/' {
		return cutting.Errorf(cutting.Unavailable, "journal: %w", err)
	}
	return nil
}
