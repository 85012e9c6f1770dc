package vault

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
)

// recover puts right what a killed writer left behind. It never touches bytes
// the log names.
func (v *Vault) recover() error {
	if s := v.lock.Stale; s != nil {
		v.repairs = append(v.repairs, Repair{File: lockName, What: "the lock of " + s.String() + ", which ended without giving it back, was taken over"})
	}
	if err := v.recoverLog(); err != nil {
		return err
	}
	names, err := v.warcFiles()
	if err != nil {
		return err
	}
	last := v.index.last
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

// recoverLog moves aside a last line that is not whole, and lines at the end
// that cannot be read.
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

// recoverFile takes in the whole records of a file behind the last one the log
// names, and moves aside what follows them.
func (v *Vault) recoverFile(name string, from int64) error {
	f, err := v.fs.OpenFile(v.path(name), os.O_RDWR, 0o644)
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
		return v.dropLost(name, size, from)
	}
	var found []Entry
	off := from
	for off < size {
		e, n, err := v.adopt(f, name, off, size)
		if err != nil {
			break
		}
		if e != nil {
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
		What: fmt.Sprintf("%d whole records that were not yet in the log were taken in", len(found))})
	return v.logEntries(found)
}

// adopt reads the record of ours at off. The entry is nil for a warcinfo record.
func (v *Vault) adopt(r io.ReaderAt, name string, off, size int64) (*Entry, int64, error) {
	const maxBlock = 1 << 30
	rec, n, err := readMember(r, off, size, maxBlock)
	if err != nil {
		return nil, 0, err
	}
	if rec.Header.Type() == "warcinfo" {
		return nil, n, nil
	}
	e := Entry{Added: v.clock().UTC().Truncate(time.Second), File: name, Offset: off, Length: n, Block: rec.BlockLength,
		Type: rec.Header.Type(), Adopted: true}
	if err := json.Unmarshal([]byte(rec.Header.Get(captureField)), &e.Capture); err != nil {
		return nil, 0, err
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
	if c.ID != cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum) || rec.Header.Get("WARC-Record-ID") != warc.RecordID(c.ID) {
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

// dropLost forgets captures whose bytes are gone, so that they can be added again.
func (v *Vault) dropLost(name string, size, logged int64) error {
	lost := 0
	err := v.log.Scan(0, v.index.tail.End, func(l ledger.Line) error {
		h, ok := headOf(l.Text)
		if !ok || h.file != name || h.offset+h.length <= size {
			return nil
		}
		if k, ok := idKey(h.id); ok {
			if i, there := v.index.byID[k]; there && v.index.lines[i] == l.Offset {
				delete(v.index.byID, k)
				lost++
			}
		}
		if k, ok := sumKey(h.sum); ok {
			delete(v.index.bySum, k)
		}
		return nil
	})
	v.repairs = append(v.repairs, Repair{File: name, Offset: size, Bytes: logged - size,
		What: fmt.Sprintf("bytes the log names are gone: %d captures are lost and can be added again", lost)})
	return err
}

// moveAside moves what follows from in an open file to the torn folder.
func (v *Vault) moveAside(f disk.File, name string, from, end int64, what string) error {
	moved, err := disk.SetAside(v.fs, f, from, end, v.path(tornDir), fmt.Sprintf("%s.%d", name, from))
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "vault: repairing %s: %w", name, err)
	}
	v.repairs = append(v.repairs, Repair{File: name, Offset: from, Bytes: end - from, What: what, Moved: tornDir + "/" + moved})
	return nil
}
