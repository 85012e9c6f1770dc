// Package arc reads ARC files, the predecessor of WARC: versions 1 and 2, plain or decompressed by
// the caller.
//
// The reader guarantees the same as package warc: every record with a readable header line is
// returned, unused bytes are reported with their offset, and no file makes it panic, hang or exceed
// its limits.
//
// Format: https://archive.org/web/researcher/ArcFileFormat.php
package arc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Record is one document of an ARC file.
type Record struct {
	URL       string
	IP        string
	Time      time.Time // when it was captured, UTC; zero when the date is unreadable
	MediaType string    // as the header line states
	Offset    int64     // of the header line in the decoded bytes
	Length    int64     // of the block as the header line states
	// Block is the document: an HTTP response with its header for http addresses. It is valid until
	// the next call of Next, and nil when larger than the limit.
	Block     []byte
	Truncated bool // the file ends inside the block
}

// Lost is a stretch of bytes that belong to no record.
type Lost struct {
	Offset, Length int64 // in the decoded bytes
}

func (l Lost) String() string {
	return fmt.Sprintf("byte %d: %d bytes that belong to no record", l.Offset, l.Length)
}

// Reader reads the records of an ARC file in order. Not for concurrent use.
type Reader struct {
	br       *bufio.Reader
	pos      int64
	maxBlock int64
	block    []byte
	lost     func(Lost)
}

// NewReader returns a Reader of decoded bytes. Blocks over maxBlock are left out. lost, which may
// be nil, is called for bytes that belong to no record.
func NewReader(r io.Reader, maxBlock int64, lost func(Lost)) *Reader {
	return &Reader{br: bufio.NewReaderSize(r, maxLine), maxBlock: maxBlock, lost: lost}
}

// maxLine bounds a header line: an address of 16 KiB and its other fields.
const maxLine = 32 << 10

// Next returns the next document and skips the file's own description (filedesc). It returns io.EOF
// at the end, or the error of the underlying reader.
func (r *Reader) Next() (*Record, error) {
	skipped, from := int64(0), r.pos
	reportSkipped := func() {
		if skipped > 0 && r.lost != nil {
			r.lost(Lost{from, skipped})
		}
		skipped = 0
	}
	for {
		at := r.pos
		line, err := r.line()
		if len(line) == 0 && err != nil {
			reportSkipped()
			return nil, err
		}
		text := bytes.TrimRight(line, "\r\n")
		if len(bytes.TrimSpace(text)) == 0 {
			if skipped > 0 {
				skipped += int64(len(line))
			}
			continue
		}
		rec, ok := parseLine(string(text))
		if !ok {
			if skipped == 0 {
				from = at
			}
			skipped += int64(len(line))
			if err != nil {
				reportSkipped()
				return nil, err
			}
			continue
		}
		reportSkipped()
		rec.Offset = at
		if err := r.readBlock(rec); err != nil {
			return nil, err
		}
		if strings.HasPrefix(rec.URL, "filedesc:") {
			continue
		}
		return rec, nil
	}
}

// line reads up to a line end or maxLine bytes.
func (r *Reader) line() ([]byte, error) {
	line, err := r.br.ReadSlice('\n')
	r.pos += int64(len(line))
	if err == bufio.ErrBufferFull {
		err = nil
	}
	return line, err
}

// readBlock reads the block that the header line announced.
func (r *Reader) readBlock(rec *Record) error {
	if rec.Length > r.maxBlock {
		n, err := io.CopyN(io.Discard, r.br, rec.Length)
		r.pos += n
		if err == io.EOF {
			rec.Truncated, err = true, nil
		}
		return err
	}
	r.block = r.block[:0]
	for int64(len(r.block)) < rec.Length {
		want := min(rec.Length-int64(len(r.block)), 1<<20)
		start := len(r.block)
		r.block = append(r.block, make([]byte, want)...)
		n, err := io.ReadFull(r.br, r.block[start:])
		r.block = r.block[:start+n]
		r.pos += int64(n)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			rec.Truncated = true
			break
		}
		if err != nil {
			return err
		}
	}
	rec.Block = r.block
	return nil
}

// parseLine parses a record's header line: address, IP, date, type and length (version 1), or with
// result code, checksum, location, offset and file name between type and length (version 2).
// Addresses may contain spaces.
func parseLine(s string) (*Record, bool) {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || scheme == "" || len(scheme) > 20 || strings.Trim(strings.ToLower(scheme),
		"abcdefghijklmnopqrstuvwxyz0123456789+.-") != "" {
		return nil, false
	}
	f := strings.Fields(s)
	if len(f) < 5 {
		return nil, false
	}
	n, err := strconv.ParseInt(f[len(f)-1], 10, 62)
	if err != nil || n < 0 {
		return nil, false
	}
	for date := 2; date <= len(f)-3; date++ { // the address comes first and may contain spaces
		if isDate(f[date]) && isHost(f[date-1]) {
			rec := &Record{URL: strings.Join(f[:date-1], " "), IP: f[date-1], MediaType: f[date+1], Length: n}
			rec.Time = parseDate(f[date])
			return rec, true
		}
	}
	return nil, false
}

func isDate(s string) bool {
	return len(s) >= 8 && len(s) <= 17 && strings.Trim(s, "0123456789") == ""
}

// isHost reports whether s is an IP address or a placeholder for one.
func isHost(s string) bool {
	return s == "-" || s != "" && strings.Trim(s, "0123456789abcdefABCDEF.:[]") == ""
}

// parseDate parses YYYYMMDDhhmmss, also truncated or with a fraction after it; it returns the zero
// time for anything else.
func parseDate(s string) time.Time {
	const layout = "20060102150405"
	t, err := time.Parse(layout[:min(len(s), len(layout))&^1], s[:min(len(s), len(layout))&^1])
	if err != nil {
		return time.Time{}
	}
	return t
}
