package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"cuttings/cutting"
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

// noPrev is the Prev of the first line.
var noPrev = strings.Repeat("0", 64)

// lineHash is what the next line's Prev must be; line is without its line end.
func lineHash(line []byte) string {
	h := sha256.Sum256(line)
	return hex.EncodeToString(h[:])
}

// maxLine bounds a log line; names and addresses are the only parts that vary.
const maxLine = 1 << 20

// scanLines calls fn for each whole line of r in [from, end) with its offset,
// without its line end. A last line without one is not given.
func scanLines(r io.ReaderAt, from, end int64, fn func(off int64, line []byte) error) error {
	buf := make([]byte, 256<<10)
	have := 0     // bytes in buf
	pos := from   // offset of buf[0]
	long := false // inside a line longer than maxLine, which no writer of ours makes
	for {
		n := int(min(int64(len(buf)-have), end-pos-int64(have)))
		if n > 0 {
			k, err := r.ReadAt(buf[have:have+n], pos+int64(have))
			have += k
			if k == 0 {
				return cutting.Errorf(cutting.Unavailable, "reading %s: %w", logName, err)
			}
		}
		used := 0
		for {
			i := bytes.IndexByte(buf[used:have], '\n')
			if i < 0 {
				break
			}
			if !long {
				if err := fn(pos+int64(used), buf[used:used+i]); err != nil {
					return err
				}
			}
			long = false
			used += i + 1
		}
		if pos+int64(have) >= end {
			return nil
		}
		if used == 0 && have == len(buf) {
			if len(buf) < maxLine {
				buf = append(buf, make([]byte, len(buf))...)
				continue
			}
			used, long = have, true
		}
		copy(buf, buf[used:have])
		have -= used
		pos += int64(used)
	}
}

// lineAt reads the line that begins at off.
func lineAt(r io.ReaderAt, off int64) ([]byte, error) {
	for n := 2048; n <= maxLine; n *= 4 {
		b := make([]byte, n)
		k, err := r.ReadAt(b, off)
		if i := bytes.IndexByte(b[:k], '\n'); i >= 0 {
			return b[:i], nil
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, errors.New("line too long")
}

// place is where a capture's log line is.
type place struct{ log int64 }

// index finds log lines by capture ID and full records by checksum.
type index struct {
	byID    map[[26]byte]int32 // index in lines
	bySum   map[uint64]int32   // first eight bytes of the checksum; first full record of that content
	lines   []int64            // offsets in the log
	end     int64              // of the log that has been taken in
	count   int64              // lines, damaged ones included
	bad     int                // lines that could not be read
	head    string             // hash of the last line
	last    lastRecord
	perFile map[string]int // log lines per WARC file
	sound   tail           // the last line that could be read
}

// tail is a state of the log's end.
type tail struct {
	end, count int64
	head       string
}

// lastRecord is where the records the log names end.
type lastRecord struct {
	file string
	end  int64
}

func newIndex() index {
	return index{byID: map[[26]byte]int32{}, bySum: map[uint64]int32{}, head: noPrev, perFile: map[string]int{}, sound: tail{head: noPrev}}
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

// takeIn notes a line at off; line is without its line end.
func (x *index) takeIn(off int64, line []byte, h entryHead) {
	x.end = off + int64(len(line)) + 1
	x.count++
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
	info, err := v.log.Stat()
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "reading %s: %w", logName, err)
	}
	if info.Size() <= v.index.end {
		return nil
	}
	var last, good []byte
	x := &v.index
	err = scanLines(v.log, x.end, info.Size(), func(off int64, line []byte) error {
		last = append(last[:0], line...)
		h, ok := headOf(line)
		if !ok {
			x.bad++
			x.count++
			x.end = off + int64(len(line)) + 1
			return nil
		}
		x.takeIn(off, line, h)
		x.sound.end, x.sound.count = x.end, x.count
		good = append(good[:0], line...)
		return nil
	})
	if last != nil {
		x.head = lineHash(last)
	}
	if good != nil {
		x.sound.head = lineHash(good)
	}
	return err
}
