package vault

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
)

// ErrLogLost is wrapped by errors about a vault whose log is missing or not the original one: its
// content is never guessed. Recover rebuilds a log from the records on request.
var ErrLogLost = errors.New("`cuttings recover` reads the records again and rebuilds the log")

func logLost(format string, args ...any) error {
	return cutting.Errorf(cutting.Invalid, "%s: %w", fmt.Sprintf(format, args...), ErrLogLost)
}

// hasLog returns an error when there are WARC files and no log. The log is created before the first
// of them, so a killed writer never leaves that state.
func (v *Vault) hasLog() error {
	if _, err := os.Stat(v.path(logName)); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	names, err := v.warcFiles()
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(names) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return logLost("the vault in %s has %d WARC files and no log", v.dir, len(names))
}

// logWhole returns an error when the log lacks lines that it once had: those named in marks kept
// elsewhere, and those about any WARC file but the last two, as a writer creates a file only when
// the log names all records of the file before.
func (v *Vault) logWhole() error {
	wrong, err := v.Differ(context.Background(), v.knownHeads...)
	if err != nil {
		return err
	}
	for _, w := range wrong {
		if w != "" {
			return logLost("the vault's log in %s %s", v.dir, w)
		}
	}
	names, err := v.warcFiles()
	if err != nil {
		return err
	}
	for _, name := range names[:max(len(names)-1, 0)] {
		if fileNumber(name) > fileNumber(v.index.last.file) {
			return logLost("the vault's log in %s does not list %s", v.dir, name)
		}
	}
	return nil
}

// Differ describes how the log differs from each of the marks kept of it; no entry for those whose
// line it has.
func (v *Vault) Differ(ctx context.Context, marks ...ledger.Mark) ([]string, error) {
	v.mu.RLock()
	log, tail := v.log, v.index.tail
	v.mu.RUnlock()
	if log == nil {
		return nil, errClosed()
	}
	heads := map[int64]string{tail.Lines: tail.Head}
	var numbers []int64
	for _, m := range marks {
		if _, ok := heads[m.Lines]; !ok {
			numbers = append(numbers, m.Lines)
		}
	}
	if len(numbers) > 0 {
		more, err := log.HeadsAt(ctx, numbers...)
		if err != nil {
			return nil, err
		}
		maps.Copy(heads, more)
	}
	out := make([]string, len(marks))
	for i, m := range marks {
		out[i] = ledger.Differ(m, tail.Lines, heads)
	}
	return out, nil
}

// recover repairs what a killed writer left. It never changes bytes that the log names.
func (v *Vault) recover() error {
	if s := v.lock.Stale; s != nil {
		v.repairs = append(v.repairs, Repair{File: lockName,
			What: "the lock of " + s.String() + ", which ended without releasing it, was taken over"})
	}
	if err := v.recoverLog(); err != nil {
		return err
	}
	names, err := v.warcFiles()
	if err != nil {
		return err
	}
	last := v.index.last
	if last.file != "" && !slices.Contains(names, last.file) {
		if err := v.noteLost(last.file, 0, last.end); err != nil {
			return err
		}
	}
	for _, name := range names {
		from := int64(0)
		switch n := fileNumber(name); {
		case n < fileNumber(last.file):
			continue
		case name == last.file:
			from = last.end
		}
		if err := v.recoverFile(name, from); err != nil {
			return err
		}
	}
	return v.recoverIndexes(names)
}

// recoverLog moves aside an incomplete last line, and unreadable lines at the end.
func (v *Vault) recoverLog() error {
	size, err := v.log.Size()
	if err != nil {
		return err
	}
	x := &v.index
	if size == x.sound.End {
		return nil
	}
	from := x.sound.End
	moved, n, err := v.log.SetAside(from, v.path(tornDir), fmt.Sprintf("%s.%d", logName, from))
	if err != nil {
		return err
	}
	v.repairs = append(v.repairs, Repair{File: logName, Offset: from, Bytes: n,
		What: "the log's last line was not whole", Moved: tornDir + "/" + moved})
	x.tail = x.sound
	return nil
}

// recoverFile adds the whole records of a file after the last one in the log, and moves aside what
// follows them.
func (v *Vault) recoverFile(name string, from int64) error {
	f, err := v.fs.OpenFile(v.path(name), os.O_RDWR, 0o644)
	if errors.Is(err, disk.ErrNotRegular) {
		return v.noteLost(name, 0, from)
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "vault: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "vault: %w", err)
	}
	size := info.Size()
	if size < from {
		return v.noteLost(name, size, from)
	}
	var found []Entry
	off := from
	for off < size {
		e, n, err := v.adopt(f, name, off, size)
		if err != nil {
			break
		}
		if e != nil {
			if e.Added.IsZero() {
				e.Added = v.clock().UTC().Truncate(time.Second)
			}
			found = append(found, *e)
		}
		off += n
	}
	if off < size {
		if err := v.moveAside(f, name, off, size, "the file's last record was not whole"); err != nil {
			return err
		}
	}
	if len(found) == 0 {
		return nil
	}
	if err := f.Sync(); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", name, err)
	}
	v.repairs = append(v.repairs, Repair{File: name, Offset: from, Bytes: off - from,
		What: fmt.Sprintf("%d whole records that were not yet in the log were added to it", len(found))})
	return v.logEntries(found)
}

// adopt reads a record of this program at off. The entry is nil for a warcinfo record; its Added is
// zero where the record does not state it.
func (v *Vault) adopt(r io.ReaderAt, name string, off, size int64) (*Entry, int64, error) {
	const maxBlock = 1 << 30
	rec, n, err := readMember(r, off, size, maxBlock)
	if err != nil {
		return nil, 0, err
	}
	if rec.Header.Type() == "warcinfo" {
		return nil, n, nil
	}
	e := Entry{File: name, Offset: off, Length: n, Block: rec.BlockLength,
		Type: rec.Header.Type(), Adopted: true}
	if err := json.Unmarshal([]byte(rec.Header.Get(captureField)), &e.Capture); err != nil {
		return nil, 0, err
	}
	if t, err := time.Parse(time.RFC3339, rec.Header.Get(addedField)); err == nil {
		e.Added = t.UTC()
	}
	if m := rec.Header.Get(journalField); m != "" {
		if err := json.Unmarshal([]byte(m), &e.Journal); err != nil {
			return nil, 0, err
		}
	}
	if f := rec.Header.Get(faultsField); f != "" {
		if err := json.Unmarshal([]byte(f), &e.Faults); err != nil {
			return nil, 0, err
		}
	}
	c := e.Capture
	if date, ok := rec.Header.Date(); ok && !date.Equal(c.Time) {
		e.Date = date
	}
	if c.ID != cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum) ||
		rec.Header.Get("WARC-Record-ID") != warc.RecordID(c.ID) {
		return nil, 0, errors.New("the record's description does not fit its ID")
	}
	if e.Type == "revisit" {
		if e.Refers = rec.Header.Get(refersField); e.Refers == "" {
			return nil, 0, errors.New("a revisit that refers to nothing")
		}
		return &e, n, nil
	}
	content, err := contentOf(rec, c.Length)
	if err != nil {
		return nil, 0, err
	}
	if cutting.Sum(content) != c.Checksum {
		return nil, 0, errors.New("the content does not fit its checksum")
	}
	return &e, n, nil
}

// noteLost reports missing bytes that the log names. Their captures can be added again: see
// AddBatch.
func (v *Vault) noteLost(name string, size, logged int64) error {
	lost := 0
	err := v.log.Scan(0, v.index.tail.End, func(l ledger.Line) error {
		h, ok := headOf(l.Text)
		if k, kok := idKey(h.id); ok && kok && h.file == name && h.offset+h.length > size {
			if i, there := v.index.byID[k]; there && v.index.lines[i] == l.Offset {
				lost++
			}
		}
		return nil
	})
	if lost > 0 {
		v.repairs = append(v.repairs, Repair{File: name, Offset: size, Bytes: logged - size,
			What: fmt.Sprintf("bytes the log names are gone: %d captures are lost and can be added again", lost)})
	}
	return err
}

// moveAside moves what follows from in an open file to the torn folder.
func (v *Vault) moveAside(f disk.File, name string, from, end int64, what string) error {
	moved, err := disk.SetAside(v.fs, f, from, end, v.path(tornDir), fmt.Sprintf("%s.%d", name, from))
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "vault: repairing %s: %w", name, err)
	}
	v.repairs = append(v.repairs, Repair{File: name, Offset: from, Bytes: end - from, What: what,
		Moved: tornDir + "/" + moved})
	return nil
}
