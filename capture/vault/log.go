package vault

import (
	"bytes"
	"encoding/json"
	"strconv"

	"cuttings/cutting"
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
	return e, nil
}

// maxLine bounds a log line; names and addresses are the only parts that vary.
const maxLine = 1 << 20

// place is where a capture's log line is.
type place struct{ log int64 }

// index finds log lines by capture ID and full records by checksum.
type index struct {
	byID    map[[26]byte]int32 // index in lines
	bySum   map[uint64]int32   // first eight bytes of the checksum; first full record of that content
	lines   []int64            // offsets in the log
	tail    ledger.Tail        // of the log that has been taken in
	sound   ledger.Tail        // behind the last line that could be read
	bad     int                // lines that could not be read
	last    lastRecord
	perFile map[string]int // log lines per WARC file
}

// lastRecord is where the records the log names end.
type lastRecord struct {
	file string
	end  int64
}

func newIndex() index {
	return index{byID: map[[26]byte]int32{}, bySum: map[uint64]int32{}, tail: ledger.Start(), sound: ledger.Start(),
		perFile: map[string]int{}}
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

// head of an entry: the fields the index needs.
type entryHead struct {
	id             string
	sum            cutting.Checksum
	file, typ      string
	offset, length int64
}

// takeIn notes the line at off.
func (x *index) takeIn(off int64, h entryHead) {
	i := int32(len(x.lines))
	x.lines = append(x.lines, off)
	if k, ok := idKey(h.id); ok {
		x.byID[k] = i
	}
	if h.typ != "revisit" {
		if k, ok := sumKey(h.sum); ok {
			if _, there := x.bySum[k]; !there {
				x.bySum[k] = i
			}
		}
	}
	x.last = lastRecord{h.file, h.offset + h.length}
	x.perFile[h.file]++
}

// headOf reads what the index needs of a line. Lines are ours, with their
// fields in fixed order, and a quotation mark within a JSON string is always
// escaped, so the field marks can be searched for as bytes; a line where that
// fails is parsed in full.
func headOf(line []byte) (h entryHead, ok bool) {
	file := field(line, `"file":"`)
	typ := field(line, `"type":"`)
	id := field(line, `"capture":{"id":"`)
	sum := field(line, `"checksum":"`)
	offset, err1 := strconv.ParseInt(number(line, `"offset":`), 10, 64)
	length, err2 := strconv.ParseInt(number(line, `"length":`), 10, 64)
	if len(line) > 0 && line[len(line)-1] == '}' && err1 == nil && err2 == nil && file != "" && typ != "" && len(id) == 26 && len(sum) == 64 {
		return entryHead{id, cutting.Checksum(sum), file, typ, offset, length}, true
	}
	e, err := parseEntry(line)
	if err != nil {
		return h, false
	}
	return entryHead{e.Capture.ID, e.Capture.Checksum, e.File, e.Type, e.Offset, e.Length}, true
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

// follow takes in the whole lines of the log behind what has been taken in.
// v.mu is held, or nobody else has the vault yet.
func (v *Vault) follow() error {
	size, err := v.log.Size()
	if err != nil {
		return err
	}
	x := &v.index
	var last, good []byte // lines whose hashes are needed
	err = v.log.Scan(x.tail.End, size, func(l ledger.Line) error {
		last = append(last[:0], l.Text...)
		x.tail.Lines, x.tail.End = x.tail.Lines+1, l.End()
		h, ok := headOf(l.Text)
		if !ok {
			x.bad++
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
	return err
}
