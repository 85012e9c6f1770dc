package vault

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/filelock"
	"cuttings/internal/ledger"
)

// Problem is something that Verify found wrong.
type Problem struct {
	File    string // in the vault folder
	Offset  int64
	Capture string // ID, when the problem is with one capture
	What    string
	// Harmless is true for irregularities without a loss: unacknowledged bytes of a killed writer,
	// which the next opening for writing moves aside; a damaged record whose capture was added
	// again.
	Harmless bool
}

func (p Problem) String() string {
	s := fmt.Sprintf("%s at byte %d: %s", p.File, p.Offset, p.What)
	if p.Capture != "" {
		s += " (capture " + p.Capture + ")"
	}
	return s
}

// Verify recomputes everything, offline: the chain of the log, every record's place, length, header
// and digests, every capture's checksum and ID, the references of revisits and derived captures,
// that every byte of the WARC files belongs to a record, and the CDXJ indexes. It calls report for
// each problem and continues. The error is not nil only when it could not finish: ctx ended, or the
// log is unreadable.
func (v *Vault) Verify(ctx context.Context, report func(Problem)) error {
	if v.readOnly {
		if err := v.refresh(); err != nil {
			return err
		}
	}
	v.mu.RLock()
	log, end, last := v.log, v.index.tail.End, v.index.last.file
	v.mu.RUnlock()
	if log == nil {
		return errClosed()
	}
	names, err := v.warcFiles()
	if err != nil {
		return err
	}
	c := &verifier{v: v, ctx: ctx, report: report, last: fileNumber(last),
		busy: v.readOnly && filelock.IsLocked(v.path(lockName)), checkedFiles: map[string]bool{}}
	if err := log.Scan(0, end, c.line); err != nil {
		return err
	}
	if size, err := log.Size(); err == nil && size > end && !c.busy && v.readOnly {
		report(Problem{File: logName, Offset: end, What: "the last line is not whole: a writer was killed",
			Harmless: true})
	}
	c.finishFile()
	for _, name := range names {
		if !c.checkedFiles[name] {
			c.beginFile(name)
			c.finishFile()
		}
	}
	return ctx.Err()
}

// verifier reads the log and the WARC files in parallel: the log is in the order of the records.
type verifier struct {
	v      *Vault
	ctx    context.Context
	report func(Problem)
	chain  ledger.Chain
	last   int  // number of the last file at the start
	busy   bool // a writer in another process is adding
	// superseded is true while a record is checked whose capture was added again.
	superseded    bool
	file          string
	missingReason string // why file cannot be read, until it was reported
	info          string // what is wrong with its first record, until it was reported
	f             *os.File
	size          int64
	next          int64               // where the next record of file must begin
	index         map[string]struct{} // lines its CDXJ must have
	checkedFiles  map[string]bool
}

// line checks one line of the log and its record.
func (c *verifier) line(l ledger.Line) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	wrong := func(format string, args ...any) {
		c.report(Problem{File: logName, Offset: l.Offset, What: fmt.Sprintf(format, args...)})
	}
	e, err := parseEntry(l.Text)
	if what := c.chain.Next(l.Text, e.Number, e.Prev, err == nil); what != "" {
		wrong("%s", what)
	}
	if err != nil {
		if e, err = c.v.parse(l); err != nil {
			return nil
		}
	}
	defer func() { // a bad first record is harmless where every capture after it was added again
		if c.info != "" && !c.superseded {
			c.report(Problem{File: c.file, What: c.info})
			c.info = ""
		}
	}()
	cap := e.Capture
	if cap.ID != cutting.NewCaptureID(cap.URL, cap.Name, cap.Time, cap.Checksum) {
		wrong("the ID of capture %s does not fit its URL, name, time and checksum", cap.ID)
	}
	if cap.DerivedFrom != "" && !c.v.Has(cap.DerivedFrom) {
		wrong("capture %s is derived from %s, which is not there", cap.ID, cap.DerivedFrom)
	}
	if e.File != c.file {
		c.finishFile()
		c.beginFile(e.File)
	}
	p, ok := c.v.find(e.Capture.ID)
	c.superseded = ok && p.log != l.Offset
	if c.f == nil {
		if c.missingReason != "" && !c.superseded {
			c.report(Problem{File: c.file, What: "the file is gone: " + c.missingReason})
			c.missingReason = ""
		}
		return nil // reported once for the file
	}
	if line, err := cdxLine(e); err == nil {
		c.index[string(line)] = struct{}{}
	}
	c.record(e)
	return nil
}

// record checks the record of an entry.
func (c *verifier) record(e Entry) {
	wrong := func(format string, args ...any) {
		p := Problem{File: e.File, Offset: e.Offset, Capture: e.Capture.ID, What: fmt.Sprintf(format, args...)}
		if c.superseded {
			p.Harmless = true
			p.What += "; the capture was added again since and is whole"
		}
		c.report(p)
	}
	if e.Offset != c.next {
		wrong("by the log the record begins here, but the one before ends at %d", c.next)
	}
	c.next = e.Offset + e.Length
	if c.next > c.size {
		wrong("the record is gone: it should end at byte %d, the file has %d", c.next, c.size)
		return
	}
	rec, n, err := readMember(c.f, e.Offset, e.Offset+e.Length, e.Block)
	if err != nil {
		wrong("the record is damaged: %v", err)
		return
	}
	if n != e.Length {
		wrong("the record has %d bytes, %d by the log", n, e.Length)
	}
	if rec.BlockLength != e.Block {
		wrong("the record's block has %d bytes, %d by the log", rec.BlockLength, e.Block)
	}
	if got := rec.Header.Type(); got != e.Type {
		wrong("a %s record, %s by the log", got, e.Type)
	}
	if rec.Header.Get("WARC-Record-ID") != warc.RecordID(e.Capture.ID) {
		wrong("the record's ID does not follow from the capture's")
	}
	c.description(rec.Header, e, wrong)
	if e.Type != "revisit" && !rec.BlockDigestFits() {
		wrong("the record has no block digest that fits")
	}
	if e.Type == "revisit" {
		ref, err := c.v.Entry(e.Refers)
		switch {
		case err != nil || ref.Type == "revisit":
			wrong("it refers to capture %s, which is not there", e.Refers)
		case ref.Capture.Checksum != e.Capture.Checksum || ref.Capture.Length != e.Capture.Length:
			wrong("it refers to capture %s, whose content is another", e.Refers)
		}
		return
	}
	content, err := contentOf(rec, e.Capture.Length)
	switch {
	case err != nil:
		wrong("the content cannot be read: %v", err)
	case int64(len(content)) != e.Capture.Length || cutting.Sum(content) != e.Capture.Checksum:
		wrong("the content does not fit its checksum")
	}
}

// description compares the record's description of the capture with the log's. A DEL, which older
// programs wrote as a space in records, counts as a space.
func (c *verifier) description(h warc.Header, e Entry, wrong func(string, ...any)) {
	var described cutting.Capture
	err := json.Unmarshal([]byte(h.Get(captureField)), &described)
	older := e.Capture
	older.Name, older.URL = withoutDEL(older.Name), withoutDEL(older.URL)
	if err != nil || described != e.Capture && described != older {
		wrong("the record describes the capture differently from the log")
	}
	var faults []string
	if f := h.Get(faultsField); f != "" && json.Unmarshal([]byte(f), &faults) != nil ||
		!slices.EqualFunc(faults, e.Faults, func(a, b string) bool { return a == b || a == withoutDEL(b) }) {
		wrong("the record lists other faults than the log")
	}
	if added := h.Get(addedField); added != "" && added != e.Added.UTC().Format(time.RFC3339) {
		wrong("added at %s by the log, at %s by the record", e.Added.UTC().Format(time.RFC3339), added)
	}
	mark := ""
	if e.Journal != nil {
		if b, err := json.Marshal(e.Journal); err == nil {
			mark = string(b)
		}
	}
	if mark != h.Get(journalField) {
		wrong("the journal ended at %q by the log, at %q by the record", mark, h.Get(journalField))
	}
}

func withoutDEL(s string) string { return strings.ReplaceAll(s, "\x7f", " ") }

// beginFile opens a WARC file and checks its warcinfo record.
func (c *verifier) beginFile(name string) {
	c.file, c.f, c.missingReason, c.info, c.superseded = name, nil, "", "", false
	c.next, c.index = 0, map[string]struct{}{}
	wrong := func(format string, args ...any) {
		c.report(Problem{File: name, What: fmt.Sprintf(format, args...)})
	}
	if c.checkedFiles[name] {
		wrong("the log goes back to this file after another")
	}
	c.checkedFiles[name] = true
	f, err := c.v.openForReading(name)
	if err != nil {
		c.missingReason = err.Error()
		return
	}
	info, err := f.Stat()
	if err != nil {
		wrong("cannot be read: %v", err)
		return
	}
	c.f, c.size = f, info.Size()
	if c.size == 0 {
		return
	}
	rec, n, err := readMember(f, 0, c.size, 1<<20)
	switch {
	case err != nil && c.v.readOnly && c.v.perFile(name) == 0:
		return // a writer was killed, or is, at the beginning of the file
	case err != nil:
		c.info = fmt.Sprintf("its first record is damaged: %v", err)
	case rec.Header.Type() != "warcinfo" || !rec.BlockDigestFits():
		c.info = "does not begin with a sound warcinfo record"
	}
	c.next = n
}

func (v *Vault) perFile(name string) int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.index.perFile[name].lines
}

// finishFile checks what follows the last record, and the CDXJ.
func (c *verifier) finishFile() {
	if c.missingReason != "" {
		c.report(Problem{File: c.file, What: "the file is gone; all that was in it was added again since",
			Harmless: true})
		c.missingReason = ""
	}
	if c.info != "" {
		c.report(Problem{File: c.file, What: c.info, Harmless: c.superseded})
		c.info = ""
	}
	if c.f == nil {
		return
	}
	last := fileNumber(c.file) >= c.last
	if c.next < c.size && !(last && (c.busy || !c.v.readOnly)) { // a writer may be adding there
		c.report(Problem{File: c.file, Offset: c.next, Harmless: last,
			What: fmt.Sprintf("%d bytes that the log does not name", c.size-c.next)})
	}
	if !last { // that of the last file is finished when its writer closes
		c.checkIndex()
	} else if err := c.subsetIndex(); err != nil {
		c.report(Problem{File: cdxName(c.file), What: err.Error()})
	}
	c.f, c.index = nil, nil
}

// checkIndex compares the CDXJ with the lines it must have.
func (c *verifier) checkIndex() {
	if err := c.subsetIndex(); err != nil {
		c.report(Problem{File: cdxName(c.file), What: err.Error()})
		return
	}
	if len(c.index) > 0 {
		c.report(Problem{File: cdxName(c.file), What: strconv.Itoa(len(c.index)) + " records are not in the index"})
	}
}

// subsetIndex checks that the CDXJ is sorted and has no wrong line, and removes its lines from
// c.index.
func (c *verifier) subsetIndex() error {
	f, err := disk.Open(c.v.path(cdxName(c.file)))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	br := bufio.NewReaderSize(f, 64<<10)
	var prev []byte
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		line = bytes.TrimSuffix(line, []byte("\n"))
		if _, ok := c.index[string(line)]; !ok {
			return fmt.Errorf("line %d fits no record in the log", n)
		}
		delete(c.index, string(line))
		if bytes.Compare(prev, line) > 0 {
			return fmt.Errorf("not sorted at line %d", n)
		}
		prev = append(prev[:0], line...)
	}
}
