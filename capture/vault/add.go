package vault

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
)

// writer is the state of the writing side; guarded by Vault.add.
type writer struct {
	enc      *warc.Encoder
	f        disk.File
	name     string
	size     int64 // bytes of f
	infoID   string
	buf      bytes.Buffer
	cdxFrom  int64       // log offset from which on the CDXJ of name lacks lines
	anchored ledger.Mark // the last anchor this writer logged
	// renamed maps the IDs of additions to those of the same captures in the vault, where they
	// differ; see knownPositions.
	renamed  map[string]string
	poisoned error // a failed write or sync: the state on disk is unknown until reopened
}

// AddBatch keeps captures. When it returns without error all of them are durable; with an error
// none need be, and the caller should add them again. Additions that the vault already has (by ID)
// are not written again, unless its copy is damaged or missing: then they are, and count as new.
// The results are in the order of the additions.
//
// An addition whose ID, Checksum or Length does not match its content, or which is derived from a
// capture that is neither in the vault nor earlier in the batch, is refused (Added.Refused); the
// rest of the batch is kept.
func (v *Vault) AddBatch(ctx context.Context, batch []Addition) ([]Added, error) {
	v.add.Lock()
	defer v.add.Unlock()
	switch {
	case v.readOnly:
		return nil, cutting.Errorf(cutting.Unsupported, "the vault is open for reading only")
	case v.lock == nil:
		return nil, errClosed()
	case v.writer.poisoned != nil:
		return nil, cutting.Errorf(cutting.Unavailable, "the vault must be opened again after a failed write: %w",
			v.writer.poisoned)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	batch = v.knownPositions(batch)
	out := make([]Added, len(batch))
	inBatch := make(map[string]bool, len(batch))
	for i, a := range batch {
		known := v.hasIntact(a)
		out[i] = Added{ID: a.Capture.ID, New: !known && !inBatch[a.Capture.ID]}
		if !out[i].New {
			continue
		}
		err := checkAddition(a)
		if from := a.Capture.DerivedFrom; err == nil && from != "" && !inBatch[from] && !v.Has(from) {
			err = cutting.Errorf(cutting.Invalid, "%s: the capture is derived from %s, which is not in the vault",
				clip(a.Capture.Name), from)
		}
		if err != nil {
			out[i] = Added{ID: a.Capture.ID, Refused: err}
			continue
		}
		inBatch[a.Capture.ID] = true
	}
	if len(inBatch) == 0 {
		return out, nil
	}
	if err := v.write(batch, out); err != nil {
		return nil, err
	}
	return out, nil
}

// hasIntact reports whether the vault has the capture of an addition with readable content.
func (v *Vault) hasIntact(a Addition) bool {
	e, err := v.Entry(a.Capture.ID)
	if err != nil {
		return false
	}
	content, err := v.uncheckedContent(e)
	return err == nil && (bytes.Equal(content, a.Content) || cutting.Sum(content) == e.Capture.Checksum)
}

// newAnchor returns the journal's end if the journal has grown since the last line with an anchor.
// v.add must be held.
func (v *Vault) newAnchor() *ledger.Mark {
	if v.anchor == nil {
		return nil
	}
	m := v.anchor()
	if m == nil || m.Lines == 0 || *m == v.writer.anchored {
		return nil
	}
	v.writer.anchored = *m
	return m
}

// maxDescription bounds a capture's description, so that its log line and its record's header stay
// within their limits.
const maxDescription = 256 << 10

// checkAddition checks a capture's ID, checksum and length against its content.
func checkAddition(a Addition) error {
	c := a.Capture
	var content = a.Content
	if a.HTTP != nil {
		decoded, err := decodeHTTP(a.HTTP, c.Length)
		if err != nil || !bytes.Equal(decoded, a.Content) {
			return cutting.Errorf(cutting.Invalid, "%s: the content is not what its HTTP response decodes to; keep "+
				"both, one derived from the other", c.Name)
		}
		if c.URL == "" {
			return cutting.Errorf(cutting.Invalid, "%s: an HTTP response without an address", c.Name)
		}
	}
	if text, err := json.Marshal(c); err != nil || len(text) > maxDescription {
		return cutting.Errorf(cutting.Invalid, "%s: the capture's description cannot be kept: %d bytes, %v",
			clip(c.Name), len(text), err)
	} else {
		var again cutting.Capture
		if err := json.Unmarshal(text, &again); err != nil || again.URL != c.URL || again.Name != c.Name ||
			!again.Time.Equal(c.Time) {
			return cutting.Errorf(cutting.Invalid, "%s: the capture's description is not text", clip(c.Name))
		}
	}
	switch {
	case c.Length != int64(len(content)):
		return cutting.Errorf(cutting.Invalid, "%s: length %d stated, content has %d bytes", c.Name, c.Length,
			len(content))
	case c.Checksum != cutting.Sum(content):
		return cutting.Errorf(cutting.Invalid, "%s: the checksum does not fit the content", c.Name)
	case c.ID != cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum):
		return cutting.Errorf(cutting.Invalid, "%s: the capture's ID does not fit its URL, name, time and checksum",
			c.Name)
	case !c.Time.Equal(c.Time.Truncate(time.Second)):
		return cutting.Errorf(cutting.Invalid, "%s: the capture's time is not in whole seconds", c.Name)
	}
	return nil
}

// write writes the new additions, syncs, logs them and syncs again.
func (v *Vault) write(batch []Addition, out []Added) error {
	w := &v.writer
	entries := make([]Entry, 0, len(batch))
	fail := func(err error) error {
		w.buf.Reset()
		w.poisoned = err // reopening repairs what was written in part
		return err
	}
	sums := map[cutting.Checksum]Entry{} // full records of this batch
	added := v.clock().UTC().Truncate(time.Second)
	anchor := v.newAnchor()
	for i, a := range batch {
		if !out[i].New {
			continue
		}
		a.Capture.Time = a.Capture.Time.UTC()
		e := Entry{Added: added, Capture: a.Capture, Faults: clipFaults(a.Faults), Journal: anchor}
		anchor = nil // once per batch
		if !cutting.TimeKnownBy(a.Capture.TimeOrigin).Stated() && !added.Equal(a.Capture.Time) {
			e.Date = added
		}
		h, block, err := v.recordFor(&e, a, sums)
		if err != nil {
			return fail(err)
		}
		if err := v.ensureFile(); err != nil {
			return fail(err)
		}
		start, err := w.encode(h, block)
		if err != nil {
			return fail(err)
		}
		// it begins a new file
		if begins := w.size + int64(start); begins > 4096 && w.size+int64(w.buf.Len()) > v.maxFile {
			w.buf.Truncate(start)
			if err := v.commit(entries); err != nil {
				return fail(err)
			}
			entries = entries[:0]
			if err := v.nextFile(); err != nil {
				return fail(err)
			}
			if start, err = w.encode(h, block); err != nil {
				return fail(err)
			}
		}
		n := int64(w.buf.Len() - start)
		e.File, e.Offset, e.Length, e.Block = w.name, w.size+int64(start), n, int64(len(block))
		entries = append(entries, e)
		if w.buf.Len() > 8<<20 {
			if err := w.flush(); err != nil {
				return fail(err)
			}
		}
	}
	if err := v.commit(entries); err != nil {
		return fail(err)
	}
	return nil
}

// encode writes a record to the buffer and returns its offset there.
func (w *writer) encode(h warc.Header, block []byte) (start int, err error) {
	start = w.buf.Len()
	h = append(h[:len(h):len(h)], warc.Field{Name: "WARC-Warcinfo-ID", Value: w.infoID})
	return start, w.enc.Write(&w.buf, h, block)
}

// commit syncs the records written so far, then the log lines about them.
func (v *Vault) commit(entries []Entry) error {
	w := &v.writer
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.f.Sync(); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", w.name, err)
	}
	if len(entries) == 0 {
		return nil
	}
	return v.logEntries(entries)
}

// logEntries appends lines to the log, syncs it and adds them to the index.
func (v *Vault) logEntries(entries []Entry) error {
	v.mu.RLock()
	at := v.index.tail
	v.mu.RUnlock()
	tails, err := v.log.Append(at, len(entries), func(i int, number int64, prev string) ([]byte, error) {
		entries[i].Number, entries[i].Prev = number, prev
		line, err := json.Marshal(entries[i])
		if err != nil {
			return nil, cutting.Errorf(cutting.Internal, "the vault's log: %w", err)
		}
		return line, nil
	})
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	off := at.End
	for i, e := range entries {
		v.index.takeIn(off, headOfEntry(&e))
		v.index.tail, v.index.sound = tails[i], tails[i]
		off = tails[i].End
	}
	return nil
}

// Header fields of our own, which the standard allows: the capture's description, from which the
// log can be rebuilt, and the ID of the capture a revisit refers to.
const (
	captureField = "Cuttings-Capture"
	faultsField  = "Cuttings-Faults" // a JSON list
	refersField  = "Cuttings-Refers-To"
	addedField   = "Cuttings-Added"   // RFC 3339
	journalField = "Cuttings-Journal" // a ledger.Mark
)

// recordFor returns the record of an addition and sets the entry's Type and Refers.
func (v *Vault) recordFor(e *Entry, a Addition, sums map[cutting.Checksum]Entry) (warc.Header, []byte, error) {
	c := a.Capture
	described, err := json.Marshal(c)
	if err != nil {
		return nil, nil, cutting.Errorf(cutting.Internal, "%s: %w", c.Name, err)
	}
	digest := "sha256:" + string(c.Checksum)
	var h warc.Header
	block := a.Content
	common := func(typ string) {
		e.Type = typ
		h.Add("WARC-Type", typ)
		h.Add("WARC-Record-ID", warc.RecordID(c.ID))
		h.Add("WARC-Date", warc.FormatDate(e.date()))
		h.Add("WARC-Target-URI", targetURI(c))
	}
	contentType := c.MediaType
	if contentType != "" && c.Charset != "" {
		contentType += "; charset=" + c.Charset
	}
	ref, same := Entry{}, false
	if a.HTTP == nil {
		ref, same = v.sameContent(c, sums)
	}
	switch {
	case a.HTTP != nil:
		block = a.HTTP
		common("response")
		h.Add("Content-Type", "application/http; msgtype=response")
		h.Add("WARC-Block-Digest", "sha256:"+string(cutting.Sum(block)))
	case same:
		block, e.Refers = nil, ref.Capture.ID
		common("revisit")
		h.Add("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
		h.Add("WARC-Refers-To", warc.RecordID(e.Refers))
		h.Add("WARC-Refers-To-Target-URI", targetURI(ref.Capture))
		h.Add("WARC-Refers-To-Date", warc.FormatDate(ref.date()))
		h.Add("WARC-Payload-Digest", digest)
		h.Add(refersField, ref.Capture.ID)
	case c.DerivedFrom != "":
		common("conversion")
		h.Add("WARC-Refers-To", warc.RecordID(c.DerivedFrom))
		h.Add("Content-Type", contentType)
		h.Add("WARC-Block-Digest", digest)
		h.Add("WARC-Payload-Digest", digest)
	default:
		common("resource")
		h.Add("Content-Type", contentType)
		h.Add("WARC-Block-Digest", digest)
		h.Add("WARC-Payload-Digest", digest)
	}
	if e.Type != "revisit" {
		sums[c.Checksum] = *e
	}
	h.Add(captureField, asciiJSON(described))
	h.Add(addedField, e.Added.Format(time.RFC3339))
	if e.Journal != nil {
		mark, err := json.Marshal(e.Journal)
		if err != nil {
			return nil, nil, cutting.Errorf(cutting.Internal, "%s: %w", c.Name, err)
		}
		h.Add(journalField, string(mark))
	}
	if len(e.Faults) > 0 {
		faults, err := json.Marshal(e.Faults)
		if err != nil {
			return nil, nil, cutting.Errorf(cutting.Internal, "%s: %w", c.Name, err)
		}
		h.Add(faultsField, asciiJSON(faults))
	}
	return h, block, nil
}

// date returns the record's WARC-Date.
func (e *Entry) date() time.Time {
	if e.Date.IsZero() {
		return e.Capture.Time
	}
	return e.Date
}

// clipFaults bounds the faults of a damaged file in the log.
func clipFaults(faults []string) []string {
	const most = 20
	var out []string
	for i, f := range faults {
		if i == most {
			return append(out, fmt.Sprintf("and %d more", len(faults)-most))
		}
		out = append(out, clip(f))
	}
	return out
}

// targetURI returns the capture's address, or for one without an address a URN made from its name:
// the standard requires one.
func targetURI(c cutting.Capture) string {
	if c.URL != "" {
		return strings.Map(func(r rune) rune {
			if r <= ' ' || r == 0x7f || r == '<' || r == '>' {
				return -1
			}
			return r
		}, c.URL)
	}
	return "urn:x-cuttings:" + (&url.URL{Path: "/" + c.Name}).EscapedPath()[1:]
}

// asciiJSON escapes what is not printable ASCII: readers decode header values as Latin-1, and
// control characters are not allowed in them.
func asciiJSON(b []byte) string {
	var s strings.Builder
	for _, r := range string(b) {
		switch {
		case ' ' <= r && r < 0x7f:
			s.WriteByte(byte(r))
		case r < 0x10000:
			fmt.Fprintf(&s, `\u%04x`, r)
		default:
			r -= 0x10000
			fmt.Fprintf(&s, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		}
	}
	return s.String()
}

// sameContent returns a full record of the same content, in the vault or earlier in the batch.
// Content smaller than a reference to it is written again.
func (v *Vault) sameContent(c cutting.Capture, sums map[cutting.Checksum]Entry) (Entry, bool) {
	const worthIt = 512
	if c.Length < worthIt {
		return Entry{}, false
	}
	if ref, ok := sums[c.Checksum]; ok {
		return ref, true
	}
	off, ok := v.lineWithSum(c.Checksum)
	if !ok {
		return Entry{}, false
	}
	line, err := v.log.LineAt(off)
	if err != nil {
		return Entry{}, false
	}
	found, err := parseEntry(line)
	if err != nil || found.Capture.Checksum != c.Checksum {
		return Entry{}, false
	}
	if _, err := v.content(found); err != nil { // never refer to a damaged record
		return Entry{}, false
	}
	return found, true
}

// lineWithSum returns the offset of the log line of the first full record with this checksum.
func (v *Vault) lineWithSum(sum cutting.Checksum) (int64, bool) {
	k, ok := sumKey(sum)
	if !ok {
		return 0, false
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	i, ok := v.index.bySum[k]
	if !ok {
		return 0, false
	}
	return v.index.lines[i], true
}
