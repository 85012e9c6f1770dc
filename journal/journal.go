// Package journal records what people decide: a corrected cut, names that are one, a topic, a redaction. The
// journal is an append-only file of JSON Lines, an input of every run, never edited: a decision is undone by
// another.
//
// It is a ledger (internal/ledger): each line has the SHA-256 of the line before, so that no decision can be
// changed or removed unnoticed. Further kinds can be added; a program skips the kinds it does not know.
package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/filelock"
	"cuttings/internal/ledger"
)

// Decision is one line. Who, Kind, Target and Value are the writer's; Append sets the rest.
type Decision struct {
	Number int64     `json:"n"` // 1, 2, …
	Prev   string    `json:"prev"`
	Time   time.Time `json:"time"` // UTC, whole seconds
	Who    string    `json:"who"`
	// Kind is what is decided, in lower case with hyphens: "cut", "name-merge".
	Kind string `json:"kind"`
	// Target is what the decision is about: the ID of a capture, a cutting, a name.
	Target string `json:"target"`
	// Value is the decision, in a form each kind defines; nil for none.
	Value json.RawMessage `json:"value,omitempty"`
	// Vault is the end of the vault's log at the time of the decision; nil in journals of older programs.
	Vault *ledger.Mark `json:"vault,omitempty"`
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
	// Anchor returns the end of the vault's log at the time of a decision, which is recorded with it, so that
	// the log cannot be shortened unnoticed. With nil, or a nil result, it is left out.
	Anchor func() *ledger.Mark
	// FS is the file layer; nil is the operating system's.
	FS disk.FS
}

// Journal is an open journal. It is safe for concurrent use, also by several processes: each append locks the
// file while it writes.
type Journal struct {
	path     string
	readOnly bool
	clock    func() time.Time
	anchor   func() *ledger.Mark
	fs       disk.FS

	mu       sync.Mutex
	log      *ledger.Ledger // nil when read-only and the file does not exist yet
	isClosed bool
	repairs  []string
}

const (
	fileName = "journal.jsonl"
	lockName = "lock"
	// MaxLine is the maximum length of a line in bytes.
	MaxLine = 1 << 20
)

func (j *Journal) options() ledger.Options {
	return ledger.Options{Name: "the journal", MaxLine: MaxLine, ReadOnly: j.readOnly, FS: j.fs}
}

// Open opens the journal in the folder dir; for writing it creates both if needed. An incomplete last line,
// left by a writer that was killed before the decision was acknowledged, is moved to a file beside it; Repairs
// lists it. With ReadOnly, a missing journal is empty.
func Open(dir string, o Options) (*Journal, error) {
	j := &Journal{path: filepath.Join(dir, fileName), readOnly: o.ReadOnly, clock: o.Clock, anchor: o.Anchor, fs: o.FS}
	if j.clock == nil {
		j.clock = time.Now
	}
	if j.fs == nil {
		j.fs = disk.OS{}
	}
	if o.ReadOnly {
		_, err := j.readingLedger()
		return j, err
	}
	err := j.fs.MkdirAll(dir, 0o755)
	if err == nil {
		err = j.fs.SyncDir(filepath.Dir(dir))
	}
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "making the journal: %w", err)
	}
	if j.log, err = ledger.Open(j.path, j.options()); err != nil {
		return nil, err
	}
	err = j.withLock(func() error { _, err := j.tail(); return err })
	if err != nil && cutting.KindOf(err) != cutting.Conflict { // another writer does its own repairs
		return nil, errors.Join(err, j.log.Close())
	}
	return j, nil
}

// Close closes the file.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.isClosed = true
	if j.log == nil {
		return nil
	}
	err := j.log.Close()
	j.log = nil
	return err
}

// Repairs returns descriptions of the repairs since Open, one line each.
func (j *Journal) Repairs() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]string(nil), j.repairs...)
}

// withLock runs fn with the write lock.
func (j *Journal) withLock(fn func() error) error {
	path := filepath.Join(filepath.Dir(j.path), lockName)
	var l *filelock.Lock
	var err error
	for wait := time.Millisecond; ; wait *= 2 { // others lock it for one line only
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

// Append writes a decision and returns it with its number, time and hash of the line before. When it returns
// without error the decision is durable. Kind must be lower-case letters, digits and hyphens.
func (j *Journal) Append(d Decision) (Decision, error) {
	out, err := j.AppendAll(d)
	if err != nil {
		return d, err
	}
	return out[0], nil
}

// AppendAll writes decisions, all or none, in order, and returns them completed as Append does; without
// decisions it writes nothing. Errors are of kind Invalid for a kind or value that cannot be written,
// Unsupported for a journal opened for reading only, Conflict while another process has the lock, and otherwise
// Unavailable.
func (j *Journal) AppendAll(ds ...Decision) ([]Decision, error) {
	for _, d := range ds {
		if d.Kind == "" || strings.Trim(d.Kind, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return nil, cutting.Errorf(cutting.Invalid, "journal: %q is no kind of decision", d.Kind)
		}
		if len(d.Value) > 0 && !json.Valid(d.Value) {
			return nil, cutting.Errorf(cutting.Invalid, "journal: the decision's value is not JSON")
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.readOnly:
		return nil, cutting.Errorf(cutting.Unsupported, "the journal is open for reading only")
	case j.isClosed:
		return nil, errClosed()
	}
	var out []Decision
	err := j.withLock(func() error {
		tail, err := j.tail()
		if err == nil && len(ds) > 0 {
			out, err = j.write(tail, ds)
		}
		return err
	})
	return out, err
}

// write completes decisions and appends them. The caller must have the lock.
func (j *Journal) write(tail ledger.Tail, ds []Decision) ([]Decision, error) {
	out := append([]Decision(nil), ds...)
	now := j.clock().UTC().Truncate(time.Second)
	var vault *ledger.Mark
	if j.anchor != nil {
		vault = j.anchor()
	}
	_, err := j.log.Append(tail, len(out), func(i int, number int64, prev string) ([]byte, error) {
		d := &out[i]
		d.Number, d.Prev, d.Time, d.Vault = number, prev, now, vault
		line, err := json.Marshal(d)
		if err != nil {
			err = cutting.Errorf(cutting.Invalid, "journal: %w", err)
		}
		return line, err
	})
	return out, err
}

// tail returns the end of the journal, after moving an incomplete last line aside. The caller must have the
// lock.
func (j *Journal) tail() (ledger.Tail, error) {
	line, _, end, ok, err := j.log.Last()
	if err != nil {
		return ledger.Tail{}, err
	}
	size, err := j.log.Size()
	if err != nil {
		return ledger.Tail{}, err
	}
	if size > end {
		moved, n, err := j.log.SetAside(end, filepath.Dir(j.path), fmt.Sprintf("torn-%d", end))
		if err != nil {
			return ledger.Tail{}, err
		}
		j.repairs = append(j.repairs,
			fmt.Sprintf("the journal's last line was not whole: %d bytes from byte %d on were moved to %s", n, end,
				moved))
	}
	if !ok {
		return ledger.Start(), nil
	}
	t := ledger.Tail{End: end, Head: ledger.Hash(line)}
	if d, ok := parse(line); ok {
		t.Lines = d.Number
		return t, nil
	}
	// The last line is damaged: it is kept as evidence, and lines are counted.
	err = j.log.Scan(0, end, func(ledger.Line) error { t.Lines++; return nil })
	return t, err
}

// Tail returns how many lines the journal has and where it ends; a torn line is not counted. A missing journal
// is empty. It reads the whole journal.
func (j *Journal) Tail(ctx context.Context) (ledger.Tail, error) {
	return j.ReplaySince(ctx, ledger.Start(), func(Decision) error { return nil })
}

// Replay calls fn for every decision in order. Lines that cannot be read are skipped; Verify reports them. It
// stops at fn's first error and returns it. Decisions appended while it runs may be left out.
func (j *Journal) Replay(ctx context.Context, fn func(Decision) error) error {
	_, err := j.ReplaySince(ctx, ledger.Start(), fn)
	return err
}

// ReplaySince calls fn for the decisions after a tail that it returned before, as Replay does. It returns the
// tail after the last line read, so that a program that stays open reads each line once. On an error it returns
// the tail it was given.
func (j *Journal) ReplaySince(ctx context.Context, at ledger.Tail, fn func(Decision) error) (ledger.Tail, error) {
	next := at
	err := j.eachLine(ctx, at.End, func(l ledger.Line) error {
		next = ledger.Tail{Lines: next.Lines + 1, End: l.End(), Head: ledger.Hash(l.Text)}
		d, ok := parse(l.Text)
		if !ok {
			return nil
		}
		return fn(d)
	})
	if err != nil {
		return at, err
	}
	return next, nil
}

// parse reads a line; false when it is no decision.
func parse(line []byte) (d Decision, ok bool) {
	err := json.Unmarshal(line, &d)
	return d, err == nil && d.Kind != ""
}

// Verify checks every line and the chain, and calls report for what is wrong.
func (j *Journal) Verify(ctx context.Context, report func(Problem)) error {
	var chain ledger.Chain
	n := int64(0)
	return j.eachLine(ctx, 0, func(l ledger.Line) error {
		n++
		d, ok := parse(l.Text)
		if what := chain.Next(l.Text, d.Number, d.Prev, ok); what != "" {
			report(Problem{n, l.Offset, what})
		}
		return nil
	})
}

// Differ returns in words how the journal differs from each of some recorded earlier ends; "" when it has that
// line.
func (j *Journal) Differ(ctx context.Context, marks ...ledger.Mark) ([]string, error) {
	tail, err := j.Tail(ctx)
	if err != nil {
		return nil, err
	}
	heads := map[int64]string{0: ledger.NoPrev}
	if log, err := j.readingLedger(); err != nil {
		return nil, err
	} else if log != nil {
		numbers := make([]int64, len(marks))
		for i, m := range marks {
			numbers[i] = m.Lines
		}
		if heads, err = log.HeadsAt(ctx, append(numbers, 0)...); err != nil {
			return nil, err
		}
	}
	out := make([]string, len(marks))
	for i, m := range marks {
		out[i] = ledger.Differ(m, tail.Lines, heads)
	}
	return out, nil
}

// FindHead returns the number of the line with this hash; 0 when there is none.
func (j *Journal) FindHead(ctx context.Context, head string) (int64, error) {
	log, err := j.readingLedger()
	if err != nil || log == nil {
		return 0, err
	}
	return log.FindHead(ctx, head)
}

// readingLedger returns the open ledger for reading; nil when there is no file yet.
func (j *Journal) readingLedger() (*ledger.Ledger, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.isClosed {
		return nil, errClosed()
	}
	if j.log == nil { // read-only, and missing when opened; it may exist now
		log, err := ledger.Open(j.path, j.options())
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err == nil {
			j.log = log
		}
	}
	return j.log, nil
}

// eachLine calls fn for every complete line from a byte offset on.
func (j *Journal) eachLine(ctx context.Context, from int64, fn func(ledger.Line) error) error {
	log, err := j.readingLedger()
	if err != nil || log == nil {
		return err
	}
	size, err := log.Size()
	if err != nil {
		return err
	}
	return log.Scan(from, size, func(l ledger.Line) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return fn(l)
	})
}

func errClosed() error { return cutting.Errorf(cutting.Unavailable, "the journal is closed") }
