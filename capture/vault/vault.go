// Package vault keeps captures permanently. A capture once added is never changed
// or dropped; everything else in an archive can be made again from what is here.
//
// On disk, below the archive's vault folder:
//
//	cuttings-00001.warc.gz   WARC 1.1, one gzip member per record, at most 1 GiB
//	cuttings-00001.cdxj      its index for other tools, sorted
//	log.jsonl                the evidence log: what was added when, and where it lies
//	lock                     who writes
//	torn/                    bytes a killed writer left, moved aside on repair
//
// The log is the index. It is a ledger (internal/ledger): append-only, and each
// line has the SHA-256 of the line before, so that nothing in it can be
// changed or taken out unnoticed.
// In memory there is a fixed-size entry per capture (about 70 bytes); the rest
// is read from the log by offset. Records carry the capture's description, so
// the log could be made again from the WARC files alone.
//
// Durability: records are written and synced before the log lines that name
// them, log lines are synced before AddBatch returns. A writer killed at any
// moment leaves at most bytes that were never reported as kept: on the next opening for
// writing whole records among them are taken in and the rest is moved aside,
// and both are reported.
package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/filelock"
	"cuttings/internal/ledger"
)

// Options for Open.
type Options struct {
	// ReadOnly opens without lock and repair. A read-only vault sees the additions of a writer in
	// another process.
	ReadOnly bool
	// Clock returns the times for the log; nil uses time.Now.
	Clock func() time.Time
	// Software is written to the warcinfo records; "" is "cuttings".
	Software string
	// MaxFile is the most bytes of a WARC file; 0 is 1 GiB. A single record larger than that gets a
	// file of its own.
	MaxFile int64
	// Known are marks of the log that the journal or the catalogue kept. A writer does not open a
	// vault whose log lacks such a line or has another in its place (ErrLogLost).
	Known []ledger.Mark
	// Anchor returns the journal's end at the moment of an addition, which is written to the log.
	// nil, or a nil result, leaves it out.
	Anchor func() *ledger.Mark
	// FS is the file layer for what is written; nil uses the operating system's.
	FS disk.FS
}

// Addition is a capture to be kept.
type Addition struct {
	Capture cutting.Capture // ID, Checksum and Length must fit Content
	Content []byte
	// HTTP is the HTTP response exactly as received, when Content is its decoded body: it is kept
	// in place of Content, which is decoded from it on reading. nil otherwise.
	HTTP []byte
	// Faults are doubts about the carrier, in words: a digest that did not match, a wrong HTTP
	// length. They are kept with the capture, so that a rebuild has them too; long ones and long
	// lists are cut.
	Faults []string
}

// Added is the result for one Addition.
type Added struct {
	ID  string
	New bool // false when the vault had it already, and when it was refused
	// Refused is why this addition was not kept, an error of kind Invalid. Nothing of it is in the
	// vault then.
	Refused error
}

// Entry is one line of the evidence log.
type Entry struct {
	Number  int64     `json:"n"`    // 1, 2, …
	Prev    string    `json:"prev"` // SHA-256 of the line before, hexadecimal; 64 zeros in the first
	Added   time.Time `json:"added"`
	File    string    `json:"file"`   // WARC file in the vault folder
	Offset  int64     `json:"offset"` // of the record's gzip member
	Length  int64     `json:"length"` // of the member
	Block   int64     `json:"block"`  // length of the record's block
	Type    string    `json:"type"`   // WARC record type
	Refers  string    `json:"refers,omitempty"`
	Faults  []string  `json:"faults,omitempty"`
	Adopted bool      `json:"adopted,omitempty"` // found complete after the log's end after a kill
	// Date is the record's WARC-Date where it is not Capture.Time: when the capture was added, if
	// no time of its making is stated. A file's date is neither.
	Date time.Time `json:"date,omitzero"`
	// Journal is the journal's end when this was added; nil when it has not grown since an earlier
	// line with it, and in older vaults.
	Journal *ledger.Mark `json:"journal,omitempty"`
	// Capture must be last in the line: the index depends on it.
	Capture cutting.Capture `json:"capture"`
}

// Stats are the vault's totals.
type Stats struct {
	Captures int    // distinct captures
	Files    int    // WARC files
	Bytes    int64  // of the WARC files
	Lines    int64  // of the evidence log
	LogBytes int64  // of the evidence log
	Head     string // SHA-256 of the log's last line, with which one can check later that nothing was removed
}

// Repair is something that Open repaired.
type Repair struct {
	File   string // in the vault folder
	Offset int64  // where it began
	Bytes  int64
	What   string
	Moved  string // where the bytes are now, in the vault folder; "" when nothing was moved
}

// Vault is an open vault. All methods are safe for concurrent use; additions are made one at a
// time.
type Vault struct {
	dir        string
	readOnly   bool
	clock      func() time.Time
	software   string
	maxFile    int64
	knownHeads []ledger.Mark
	anchor     func() *ledger.Mark
	fs         disk.FS
	lock       *filelock.Lock
	repairs    []Repair

	add    sync.Mutex // held while adding, guards the writer
	writer writer

	mu    sync.RWMutex // guards the following fields
	log   *ledger.Ledger
	index index
	// mended are entries of unreadable log lines, derived from the records, by the line's offset.
	mended map[int64]Entry
	files  map[string]*os.File // WARC files open for reading
}

// Open opens the vault in dir. For writing it creates dir when it is missing, takes the lock (an
// error of kind Conflict names the holder) and repairs what a killed writer left; see Repairs. For
// reading, dir must be a vault (NotFound).
func Open(dir string, o Options) (*Vault, error) {
	v := &Vault{dir: dir, readOnly: o.ReadOnly, clock: o.Clock, software: o.Software, maxFile: o.MaxFile, fs: o.FS,
		knownHeads: o.Known, anchor: o.Anchor,
		mended: map[int64]Entry{},
		files:  map[string]*os.File{}, index: newIndex()}
	if v.clock == nil {
		v.clock = time.Now
	}
	if v.software == "" {
		v.software = "cuttings"
	}
	if v.fs == nil {
		v.fs = disk.OS{}
	}
	if v.maxFile <= 0 {
		v.maxFile = 1 << 30
	}
	if err := v.open(); err != nil {
		return nil, errors.Join(err, v.Close())
	}
	return v, nil
}

const (
	logName  = "log.jsonl"
	lockName = "lock"
	tornDir  = "torn"
)

func (v *Vault) path(name string) string { return filepath.Join(v.dir, name) }

func (v *Vault) open() error {
	logOptions := ledger.Options{Name: "the vault's log", MaxLine: maxLine, ReadOnly: v.readOnly, FS: v.fs}
	var err error
	if v.readOnly {
		if v.log, err = ledger.Open(v.path(logName), logOptions); errors.Is(err, fs.ErrNotExist) {
			if err := v.hasLog(); err != nil {
				return err
			}
			return cutting.Errorf(cutting.NotFound, "%s: there is no vault here", v.dir)
		} else if err != nil {
			return err
		}
		return v.indexNewLines()
	}
	if err := v.fs.MkdirAll(v.dir, 0o755); err != nil {
		return cutting.Errorf(cutting.Unavailable, "making the vault: %w", err)
	}
	if v.lock, err = filelock.Acquire(v.path(lockName), "the archive", v.clock()); err != nil {
		return err
	}
	if err := v.syncDir(filepath.Dir(v.dir)); err != nil {
		return err
	}
	if err := v.hasLog(); err != nil {
		return err
	}
	if v.log, err = ledger.Open(v.path(logName), logOptions); err != nil {
		return err
	}
	if err := v.indexNewLines(); err != nil {
		return err
	}
	if err := v.logWhole(); err != nil {
		return err
	}
	return v.recover()
}

// Close finishes the index for other tools, releases the lock and closes the files. A vault that
// was not closed is valid all the same.
func (v *Vault) Close() error {
	v.add.Lock()
	defer v.add.Unlock()
	var errs []error
	if !v.readOnly && v.lock != nil {
		errs = append(errs, v.writer.close(v), v.lock.Release())
		v.lock = nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for name, f := range v.files {
		errs = append(errs, f.Close())
		delete(v.files, name)
	}
	if v.log != nil {
		errs = append(errs, v.log.Close())
		v.log = nil
	}
	return errors.Join(errs...)
}

// Repairs returns what Open repaired, in order; empty for an intact vault.
func (v *Vault) Repairs() []Repair { return v.repairs }

// Has reports whether the vault holds the capture.
func (v *Vault) Has(id string) bool {
	if _, ok := v.find(id); ok {
		return true
	}
	return false
}

// find returns the place of a capture; a read-only vault looks for additions first when the ID is
// unknown.
func (v *Vault) find(id string) (place, bool) {
	v.mu.RLock()
	p, ok := v.index.find(id)
	v.mu.RUnlock()
	if ok || !v.readOnly {
		return p, ok
	}
	if err := v.refresh(); err != nil {
		return place{}, false
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.index.find(id)
}

// refresh indexes what another process has added since.
func (v *Vault) refresh() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.log == nil {
		return errClosed()
	}
	return v.indexNewLines()
}

func errClosed() error { return cutting.Errorf(cutting.Unavailable, "the vault is closed") }

// Stats returns the vault's totals.
func (v *Vault) Stats() (Stats, error) {
	if v.readOnly {
		if err := v.refresh(); err != nil {
			return Stats{}, err
		}
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	s := Stats{Captures: v.index.len(), Lines: v.index.tail.Lines, LogBytes: v.index.tail.End, Head: v.index.tail.Head}
	names, err := v.warcFiles()
	if err != nil {
		return s, err
	}
	for _, name := range names {
		info, err := os.Stat(v.path(name))
		if err != nil {
			return s, cutting.Errorf(cutting.Unavailable, "vault: %w", err)
		}
		s.Files++
		s.Bytes += info.Size()
	}
	return s, nil
}

// Each calls fn for every capture in the order they were added. It stops at fn's first error and
// returns it. Concurrent additions may be left out.
func (v *Vault) Each(ctx context.Context, fn func(Entry) error) error {
	if v.readOnly {
		if err := v.refresh(); err != nil {
			return err
		}
	}
	v.mu.RLock()
	log, end := v.log, v.index.tail.End
	v.mu.RUnlock()
	if log == nil {
		return errClosed()
	}
	return log.Scan(0, end, func(l ledger.Line) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := v.parse(l)
		if err != nil {
			return nil // Verify reports damage
		}
		v.mu.RLock()
		p, ok := v.index.find(e.Capture.ID)
		v.mu.RUnlock()
		if !ok || p.log != l.Offset { // its bytes were lost and it was added again
			return nil
		}
		return fn(e)
	})
}

// Get returns a capture and its content, which is checked against the checksum. An unknown ID is
// NotFound; damaged or missing content is an error of kind Internal with the place.
func (v *Vault) Get(ctx context.Context, id string) (cutting.Capture, []byte, error) {
	e, err := v.Entry(id)
	if err != nil {
		return cutting.Capture{}, nil, err
	}
	if err := ctx.Err(); err != nil {
		return cutting.Capture{}, nil, err
	}
	content, err := v.content(e)
	return e.Capture, content, err
}

// Entry returns a capture's line of the evidence log; NotFound for an unknown ID.
func (v *Vault) Entry(id string) (Entry, error) {
	p, ok := v.find(id)
	if !ok {
		return Entry{}, cutting.Errorf(cutting.NotFound, "there is no capture %s in the vault", id)
	}
	v.mu.RLock()
	log := v.log
	v.mu.RUnlock()
	if log == nil {
		return Entry{}, errClosed()
	}
	line, err := log.LineAt(p.log)
	if err != nil {
		return Entry{}, err
	}
	return v.parse(ledger.Line{Offset: p.log, Text: line})
}

// FindHead returns the number of the log's line with this hash; 0 for none.
func (v *Vault) FindHead(ctx context.Context, head string) (int64, error) {
	v.mu.RLock()
	log := v.log
	v.mu.RUnlock()
	if log == nil {
		return 0, errClosed()
	}
	return log.FindHead(ctx, head)
}

// content reads and checks an entry's content.
func (v *Vault) content(e Entry) ([]byte, error) {
	damaged := func(err error) error {
		return cutting.Errorf(cutting.Internal, "the vault is damaged: capture %s in %s at byte %d: %w",
			e.Capture.ID, e.File, e.Offset, err)
	}
	content, err := v.uncheckedContent(e)
	if err != nil {
		return nil, damaged(err)
	}
	if cutting.Sum(content) != e.Capture.Checksum {
		return nil, damaged(errors.New("the content does not fit its checksum"))
	}
	return content, nil
}

// uncheckedContent reads an entry's content without comparing it with its checksum.
func (v *Vault) uncheckedContent(e Entry) ([]byte, error) {
	at := e
	if e.Type == "revisit" {
		var err error
		if at, err = v.Entry(e.Refers); err != nil {
			return nil, err
		}
	}
	rec, err := v.record(at)
	if err != nil {
		return nil, err
	}
	return contentOf(rec, e.Capture.Length)
}

// contentOf returns the content of a record of this program: its block, or the decoded body of its
// HTTP message.
func contentOf(rec *warc.Record, length int64) ([]byte, error) {
	if rec.Header.Type() != "response" {
		return rec.Block, nil
	}
	return decodeHTTP(rec.Block, length)
}

func decodeHTTP(block []byte, length int64) ([]byte, error) {
	m, ok := warc.ParseMessage(block)
	if !ok {
		return nil, errors.New("not an HTTP message")
	}
	content, _, _ := m.Decode(length + 1)
	return content, nil
}
