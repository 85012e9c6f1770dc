package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"strconv"

	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
)

func parseEntry(line []byte) (Entry, error) {
	var e Entry
	if err := json.Unmarshal(line, &e); err != nil {
		return e, cutting.Errorf(cutting.Internal, "evidence log: line not understood: %w", err)
	}
	if e.Capture.ID == "" || e.File == "" {
		return e, cutting.Errorf(cutting.Internal, "evidence log: line without a capture or file")
	}
	for _, n := range [...]int64{e.Offset, e.Length, e.Block, e.Capture.Length} {
		if n < 0 || n > 1<<50 {
			return e, cutting.Errorf(cutting.Internal, "evidence log: line with a number that cannot be: %d", n)
		}
	}
	return e, nil
}

// maxLine bounds a log line; names and addresses are the only parts that vary.
const maxLine = 1 << 20

// place is the location of a capture's log line.
type place struct{ log int64 }

// index finds log lines by capture ID and full records by checksum.
type index struct {
	byID  map[[26]byte]int32 // index in lines
	bySum map[uint64]int32   // by the first eight bytes of the checksum; last full record of that content
	// byPosition finds derived captures by positionKey: the first of each position.
	byPosition map[uint64]int32
	lines      []int64     // offsets in the log
	tail       ledger.Tail // of the log, as far as it is indexed
	sound      ledger.Tail // after the last readable line
	last       lastRecord
	perFile    map[string]fileLines
}

// fileLines is what the log has about one WARC file, and what its CDXJ must have.
type fileLines struct {
	lines int
	marks uint64 // sum of the lines' marks
}

func (f fileLines) plus(mark uint64) fileLines { return fileLines{f.lines + 1, f.marks + mark} }

// lineMark returns a number made of the fields by which a record is found and checked. It is for comparison within
// one process.
func lineMark(id, sum string, offset, length int64) uint64 {
	return maphash.Comparable(markSeed, struct {
		id, sum        string
		offset, length int64
	}{id, sum, offset, length})
}

var markSeed = maphash.MakeSeed()

// lastRecord is the end of the records that the log names.
type lastRecord struct {
	file string
	end  int64
}

func newIndex() index {
	return index{byID: map[[26]byte]int32{}, bySum: map[uint64]int32{}, byPosition: map[uint64]int32{},
		tail: ledger.Start(), sound: ledger.Start(),
		perFile: map[string]fileLines{}}
}

func (x *index) len() int { return len(x.byID) }

func idKey(id string) (k [26]byte, ok bool) {
	if len(id) != len(k) {
		return k, false
	}
	copy(k[:], id)
	return k, true
}

func sumKey(c cutting.Checksum) (uint64, bool) {
	if len(c) != 64 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(c[:16]), 16, 64)
	return n, err == nil
}

func (x *index) find(id string) (place, bool) {
	k, ok := idKey(id)
	if !ok {
		return place{}, false
	}
	i, ok := x.byID[k]
	if !ok {
		return place{}, false
	}
	return place{x.lines[i]}, true
}

// entryHead is the fields of an entry that the index needs.
type entryHead struct {
	id             string
	sum            cutting.Checksum
	file, typ      string
	offset, length int64
	position       uint64 // of a derived capture; see positionKey
	derived        bool
}

// headOfEntry returns the head of an entry.
func headOfEntry(e *Entry) entryHead {
	h := entryHead{id: e.Capture.ID, sum: e.Capture.Checksum, file: e.File, typ: e.Type, offset: e.Offset,
		length: e.Length}
	h.position, h.derived = positionOf(e.Capture)
	return h
}

// takeIn adds the line at off to the index.
func (x *index) takeIn(off int64, h entryHead) {
	i := int32(len(x.lines))
	x.lines = append(x.lines, off)
	if k, ok := idKey(h.id); ok {
		x.byID[k] = i
	}
	if h.typ != "revisit" {
		if k, ok := sumKey(h.sum); ok {
			x.bySum[k] = i
		}
	}
	if _, there := x.byPosition[h.position]; h.derived && !there {
		x.byPosition[h.position] = i
	}
	x.last = lastRecord{h.file, h.offset + h.length}
	x.perFile[h.file] = x.perFile[h.file].plus(lineMark(h.id, string(h.sum), h.offset, h.length))
}

// headOf parses the fields of a line that the index needs. This program writes lines with their
// fields in a fixed order, and a quotation mark within a JSON string is always escaped, so field
// names can be searched for as bytes; a line where that fails is parsed in full.
func headOf(line []byte) (h entryHead, ok bool) {
	file := field(line, `"file":"`)
	typ := field(line, `"type":"`)
	id := field(line, `"capture":{"id":"`)
	sum := field(line, `"checksum":"`)
	offset, err1 := strconv.ParseInt(number(line, `"offset":`), 10, 64)
	length, err2 := strconv.ParseInt(number(line, `"length":`), 10, 64)
	if len(line) > 0 && line[len(line)-1] == '}' && number(line, `"block":`) != "" && err1 == nil && err2 == nil &&
		file != "" && typ != "" && len(id) == 26 && len(sum) == 64 {
		h = entryHead{id: id, sum: cutting.Checksum(sum), file: file, typ: typ, offset: offset, length: length}
		h.position, h.derived = positionIn(line, h.sum)
		return h, true
	}
	e, err := parseEntry(line)
	if err != nil {
		return h, false
	}
	return headOfEntry(&e), true
}

func field(line []byte, mark string) string {
	i := bytes.Index(line, []byte(mark))
	if i < 0 {
		return ""
	}
	rest := line[i+len(mark):]
	j := bytes.IndexAny(rest, `"\`)
	if j < 0 || rest[j] == '\\' {
		return ""
	}
	return string(rest[:j])
}

func number(line []byte, mark string) string {
	i := bytes.Index(line, []byte(mark))
	if i < 0 {
		return ""
	}
	rest := line[i+len(mark):]
	j := 0
	for j < len(rest) && rest[j] >= '0' && rest[j] <= '9' {
		j++
	}
	return string(rest[:j])
}

// indexNewLines indexes the new whole lines of the log. v.mu must be held, or the vault not shared yet.
func (v *Vault) indexNewLines() error {
	size, err := v.log.Size()
	if err != nil {
		return err
	}
	x := &v.index
	var bad []badLine
	var last, good []byte // lines whose hashes are needed
	err = v.log.Scan(x.tail.End, size, func(l ledger.Line) error {
		last = append(last[:0], l.Text...)
		x.tail.Lines, x.tail.End = x.tail.Lines+1, l.End()
		h, ok := headOf(l.Text)
		if !ok {
			bad = append(bad, badLine{l.Offset, x.last})
			return nil
		}
		x.takeIn(l.Offset, h)
		x.sound = x.tail
		good = append(good[:0], l.Text...)
		return nil
	})
	if last != nil {
		x.tail.Head = ledger.Hash(last)
	}
	if good != nil {
		x.sound.Head = ledger.Hash(good)
	}
	if err == nil {
		v.mend(bad)
	}
	return err
}

// badLine is an unreadable line, with the end of the record before it.
type badLine struct {
	offset int64
	after  lastRecord
}

// mend derives the content of unreadable lines from the records themselves, so that the captures
// are not lost; Verify reports the lines. v.mu must be held.
func (v *Vault) mend(bad []badLine) {
	var at lastRecord // after the record of the last line that was derived
	var known lastRecord
	for i, b := range bad {
		if i == 0 || b.after != known { // not directly after the previous bad line
			at, known = b.after, b.after
		}
		if at.file == "" {
			at.file = fmt.Sprintf(filePattern, 1)
		}
		e, err := v.entryAt(&at)
		if err != nil {
			continue
		}
		v.mended[b.offset] = *e
		if k, ok := idKey(e.Capture.ID); ok {
			if _, there := v.index.byID[k]; !there {
				v.index.lines = append(v.index.lines, b.offset)
				v.index.byID[k] = int32(len(v.index.lines) - 1)
				h := headOfEntry(e)
				mark := lineMark(h.id, string(h.sum), h.offset, h.length)
				v.index.perFile[e.File] = v.index.perFile[e.File].plus(mark)
			}
		}
	}
}

// entryAt returns the entry of the record after at and moves at to its end; at the end of a file it
// continues in the next.
func (v *Vault) entryAt(at *lastRecord) (*Entry, error) {
	for range 4 { // a record, the next file, its warcinfo, its first record
		if at.file != fmt.Sprintf(filePattern, fileNumber(at.file)) {
			return nil, errors.New("no file of a vault")
		}
		f, err := disk.Open(v.path(at.file))
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if at.end >= info.Size() {
			*at = lastRecord{file: fmt.Sprintf(filePattern, fileNumber(at.file)+1)}
			f.Close()
			continue
		}
		e, n, err := v.adopt(f, at.file, at.end, info.Size())
		f.Close()
		if err != nil {
			return nil, err
		}
		at.end += n
		if e != nil {
			return e, nil
		}
	}
	return nil, errors.New("no record")
}

// parse parses a line of the log, or returns what its record states when the line is unreadable.
func (v *Vault) parse(l ledger.Line) (Entry, error) {
	e, err := parseEntry(l.Text)
	if err == nil {
		return e, nil
	}
	v.mu.RLock()
	mended, ok := v.mended[l.Offset]
	v.mu.RUnlock()
	if ok {
		return mended, nil
	}
	// A line with readable fields gives the place of its record.
	if h, ok := headOf(l.Text); ok {
		if found, aerr := v.entryAt(&lastRecord{h.file, h.offset}); aerr == nil && found.Capture.ID == h.id {
			return *found, nil
		}
	}
	return e, err
}
