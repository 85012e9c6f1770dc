package vault

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/filelock"
	"cuttings/internal/ledger"
)

// Recovered is the result of Recover.
type Recovered struct {
	Lines   int         // of the new log
	Kept    int         // of those, unchanged from the old log
	Dated   int         // of the others, with a known time of addition
	Lost    int         // of those kept, whose record is damaged or missing
	Undated int         // of the others, with the time of the recovery instead
	Skipped []Problem   // stretches of WARC files without a readable record
	Moved   string      // where the old log is now, in the vault folder; "" when there was none
	Same    bool        // the log agreed with the records, and is unchanged
	Tail    ledger.Mark // the log's end
}

// Recover reads the records of all WARC files in dir and rebuilds the log. Lines of the old log are
// kept where they match the record they name, or where that record is damaged or missing: Verify
// reports damage. For records without such a line and without a time of their own, which older
// programs did not write, added may return when they were added (nil if unknown). The old log is
// kept in the torn folder. The vault must not be open for writing (Conflict).
func Recover(ctx context.Context, dir string, o Options, added func(cutting.Capture) (time.Time, bool)) (Recovered,
	error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.FS == nil {
		o.FS = disk.OS{}
	}
	var r Recovered
	names, err := warcFiles(dir)
	if err != nil {
		return r, err
	}
	lock, err := filelock.Acquire(filepath.Join(dir, lockName), "the archive", o.Clock())
	if err != nil {
		return r, err
	}
	rl := &relogger{v: &Vault{dir: dir, fs: o.FS, clock: o.Clock}, added: added, out: &r}
	err = rl.run(ctx, names)
	return r, errors.Join(err, lock.Release())
}

type recordPlace struct {
	file   string
	offset int64
}

type relogger struct {
	v     *Vault
	added func(cutting.Capture) (time.Time, bool)
	out   *Recovered

	before []byte // the old log
	old    map[recordPlace]Entry
	log    bytes.Buffer
	number int64
	prev   string
}

func (r *relogger) run(ctx context.Context, names []string) error {
	if err := r.readOld(); err != nil {
		return err
	}
	for at := range r.old { // also files that are missing
		if !slices.Contains(names, at.file) && at.file == fmt.Sprintf(filePattern, fileNumber(at.file)) {
			names = append(names, at.file)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(fileNumber(a), fileNumber(b)) })
	r.prev = ledger.NoPrev
	for _, name := range names {
		if err := r.file(ctx, name); err != nil {
			return err
		}
	}
	r.out.Lines, r.out.Tail = int(r.number), ledger.Mark{Lines: r.number, Head: r.prev}
	if bytes.Equal(r.before, r.log.Bytes()) {
		r.out.Same = true
		return nil
	}
	if err := r.keepOld(); err != nil {
		return err
	}
	err := disk.WriteFile(r.v.fs, r.v.path(logName),
		func(w io.Writer) error { _, err := r.log.WriteTo(w); return err })
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing the vault's log: %w", err)
	}
	return nil
}

// readOld reads the readable lines of the old log.
func (r *relogger) readOld() error {
	r.old = map[recordPlace]Entry{}
	var err error
	if r.before, err = disk.ReadFile(r.v.path(logName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cutting.Errorf(cutting.Unavailable, "reading the vault's log: %w", err)
	}
	for line := range bytes.Lines(r.before) {
		if e, err := parseEntry(bytes.TrimSuffix(line, []byte("\n"))); err == nil && e.Length > 0 {
			r.old[recordPlace{e.File, e.Offset}] = e
		}
	}
	return nil
}

// keepOld copies the old log to the torn folder.
func (r *relogger) keepOld() error {
	if len(r.before) == 0 {
		return nil
	}
	dir := r.v.path(tornDir)
	err := r.v.fs.MkdirAll(dir, 0o755)
	for i := 1; err == nil; i++ {
		name := fmt.Sprintf("%s.recovered-%d", logName, i)
		if _, serr := os.Stat(filepath.Join(dir, name)); serr == nil {
			continue
		}
		r.out.Moved = tornDir + "/" + name
		err = disk.WriteFile(r.v.fs, filepath.Join(dir, name),
			func(w io.Writer) error { _, err := w.Write(r.before); return err })
		break
	}
	if err == nil {
		err = r.v.fs.SyncDir(r.v.dir)
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "keeping the vault's log of before: %w", err)
	}
	return nil
}

// file reads a WARC file record by record.
func (r *relogger) file(ctx context.Context, name string) error {
	size := int64(0)
	f, err := disk.Open(r.v.path(name))
	if err == nil {
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "vault: %w", err)
		}
		size = info.Size()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return cutting.Errorf(cutting.Unavailable, "vault: %w", err)
	}
	off := int64(0)
	for off < size {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, n, err := r.v.adopt(f, name, off, size)
		old, there := r.old[recordPlace{name, off}]
		switch {
		case err == nil && e == nil: // a warcinfo record
		case err == nil:
			err = r.writeLine(*e, old, there)
		case there && off+old.Length <= size: // damaged: keep its old line
			n, err = old.Length, r.line(old)
			r.out.Kept++
			r.out.Lost++
		default:
			if n, err = r.skip(ctx, f, name, off, size); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		off += n
	}
	var gone []Entry
	for at, e := range r.old {
		if at.file == name && at.offset >= off {
			gone = append(gone, e)
		}
	}
	slices.SortFunc(gone, func(a, b Entry) int { return cmp.Compare(a.Offset, b.Offset) })
	for _, e := range gone {
		r.out.Kept++
		r.out.Lost++
		if err := r.line(e); err != nil {
			return err
		}
	}
	return nil
}

// writeLine writes the line of a record.
func (r *relogger) writeLine(e, old Entry, inLog bool) error {
	hasTime := !e.Added.IsZero()
	switch {
	case inLog && old.Capture.ID == e.Capture.ID && old.Length == e.Length:
		r.out.Kept++
		e.Adopted = old.Adopted
		if !hasTime {
			e.Added = old.Added
		}
	case hasTime:
		r.out.Dated++
		e.Adopted = false
	default:
		t, ok := time.Time{}, false
		if r.added != nil {
			t, ok = r.added(e.Capture)
		}
		if ok {
			r.out.Dated++
			e.Added = t.UTC().Truncate(time.Second)
		} else {
			r.out.Undated++
			e.Added = r.v.clock().UTC().Truncate(time.Second)
		}
	}
	return r.line(e)
}

func (r *relogger) line(e Entry) error {
	r.number++
	e.Number, e.Prev = r.number, r.prev
	line, err := json.Marshal(e)
	if err != nil {
		return cutting.Errorf(cutting.Internal, "the vault's log: %w", err)
	}
	r.prev = ledger.Hash(line)
	r.log.Write(line)
	r.log.WriteByte('\n')
	return nil
}

// skip returns the distance to the next record after off that is readable or named in the old log.
func (r *relogger) skip(ctx context.Context, f io.ReaderAt, name string, off, size int64) (int64, error) {
	magic := []byte{0x1f, 0x8b, 0x08}
	buf := make([]byte, 256<<10)
	next := size
search:
	for at := off + 1; at < size; {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		n, err := f.ReadAt(buf[:min(int64(len(buf)), size-at)], at)
		if n < len(magic) {
			if n == 0 && err != nil && !errors.Is(err, io.EOF) {
				return 0, cutting.Errorf(cutting.Unavailable, "reading %s: %w", name, err)
			}
			break
		}
		for i := 0; i+len(magic) <= n; i++ {
			k := bytes.Index(buf[i:n], magic)
			if k < 0 {
				break
			}
			i += k
			place := at + int64(i)
			_, logged := r.old[recordPlace{name, place}]
			if _, _, err := r.v.adopt(f, name, place, size); err == nil || logged {
				next = place
				break search
			}
		}
		at += int64(n - len(magic) + 1)
	}
	r.out.Skipped = append(r.out.Skipped, Problem{File: name, Offset: off,
		What: fmt.Sprintf("%d bytes without a readable record", next-off)})
	return next - off, nil
}
