package warc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

// errGap reports that bytes are missing between what was decoded before and what follows: a damaged
// member was skipped and the next intact one found.
var errGap = errors.New("gap in the decoded bytes")

// decoder gives a file's decoded bytes, one compressed member after the other.
type decoder interface {
	// read decodes more bytes; those of one call are from one member. At damage it reports a fault,
	// returns errGap once and continues with the next member it finds. At the end it returns
	// io.EOF.
	read(p []byte) (int, error)
	// start returns the file offset of the member that the last read's bytes are from.
	start() int64
	// seek makes the next read begin with the member at a file offset that start returned.
	seek(raw int64)
}

// plainDecoder reads a file that is not compressed: one member, the file.
type plainDecoder struct {
	r      io.ReaderAt
	size   int64
	pos    int64
	report func(off int64, format string, args ...any)
}

func (d *plainDecoder) start() int64   { return 0 }
func (d *plainDecoder) seek(raw int64) { d.pos = raw }
func (d *plainDecoder) read(p []byte) (int, error) {
	if d.pos >= d.size {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), d.size-d.pos)]
	n, err := d.r.ReadAt(p, d.pos)
	d.pos += int64(n)
	if n > 0 {
		return n, nil
	}
	if err == nil || err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	d.report(d.pos, "cannot be read further: %v", err)
	d.pos = d.size
	return 0, io.EOF
}

// rawReader reads a file from an offset on and tracks its position.
type rawReader struct {
	r   io.ReaderAt
	pos int64 // file offset of the next byte to read into the buffer
	end int64
	br  *bufio.Reader
}

func newRawReader(r io.ReaderAt, size int64) *rawReader {
	rr := &rawReader{r: r, end: size}
	rr.br = bufio.NewReaderSize(readFunc(rr.fill), 64<<10)
	return rr
}

func (rr *rawReader) fill(p []byte) (int, error) {
	if rr.pos >= rr.end {
		return 0, io.EOF
	}
	n, err := rr.r.ReadAt(p[:min(int64(len(p)), rr.end-rr.pos)], rr.pos)
	rr.pos += int64(n)
	if n > 0 {
		return n, nil
	}
	return n, err
}

// at returns the file offset of the next buffered byte.
func (rr *rawReader) at() int64 { return rr.pos - int64(rr.br.Buffered()) }

func (rr *rawReader) seek(off int64) {
	rr.pos = off
	rr.br.Reset(readFunc(rr.fill))
}

// find moves to the first place at or after off where ok accepts the bytes from the pattern on (at
// least want bytes unless the file ends), or to the end.
func (rr *rawReader) find(off int64, pattern []byte, want int, ok func([]byte) bool) {
	rr.seek(off)
	for {
		b, err := rr.br.Peek(rr.br.Size())
		i := 0
		for {
			n := bytes.Index(b[i:], pattern)
			if n < 0 {
				i = max(i, len(b)-len(pattern)+1)
				break
			}
			i += n
			if err == nil && len(b)-i < want {
				break
			}
			if ok(b[i:]) {
				rr.discard(i)
				return
			}
			i++
		}
		if err != nil {
			rr.seek(rr.end)
			return
		}
		rr.discard(i)
	}
}

func (rr *rawReader) discard(n int) {
	if _, err := rr.br.Discard(n); err != nil { // less is buffered only at the end of the file
		rr.seek(rr.end)
	}
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

// gzipDecoder reads gzip members one by one. It checks each header, checksum and length itself, so
// that damage is located and skipped.
type gzipDecoder struct {
	rr       *rawReader
	fl       io.ReadCloser // the deflate decoder, reused
	inMember bool
	begin    int64 // offset of the current member
	done     int64 // end of the last finished member
	crc      uint32
	size     uint32
	probe    io.ReadCloser // a second deflate decoder, for examining candidates
	probes   int
	report   func(off int64, format string, args ...any)
}

func newGzipDecoder(r io.ReaderAt, size int64, report func(int64, string, ...any)) *gzipDecoder {
	return &gzipDecoder{rr: newRawReader(r, size), report: report}
}

func (d *gzipDecoder) start() int64 { return d.begin }
func (d *gzipDecoder) seek(raw int64) {
	d.rr.seek(raw)
	d.inMember = false
}

func (d *gzipDecoder) read(p []byte) (int, error) {
	for {
		if !d.inMember {
			if err := d.open(); err != nil {
				return 0, err
			}
		}
		n, err := d.fl.Read(p)
		d.crc = crc32.Update(d.crc, crc32.IEEETable, p[:n])
		d.size += uint32(n)
		switch {
		case err == io.EOF:
			if !d.finish() {
				d.resync(d.begin + 1)
				return n, errGap
			}
		case err != nil:
			d.inMember = false
			if errors.Is(err, io.ErrUnexpectedEOF) {
				d.report(d.begin, "gzip member truncated: the file ends inside it")
			} else {
				d.report(d.begin, "gzip member damaged after %d decoded bytes: %v", d.size, err)
			}
			d.resync(d.begin + 1)
			return n, errGap
		}
		if n > 0 {
			return n, nil
		}
	}
}

// open reads the next member's header; it returns io.EOF at the end of the file, errGap when
// something other than a member follows.
func (d *gzipDecoder) open() error {
	d.begin = d.rr.at()
	if _, err := d.rr.br.Peek(1); err != nil {
		return io.EOF
	}
	flags, err := readGzipHeader(d.rr.br)
	if err != nil {
		at := d.begin
		if !d.resync(at + 1) {
			d.report(at, "%d bytes at the end that are no gzip member (%v): truncated or foreign", d.rr.end-at, err)
		} else {
			d.report(at, "%d bytes that are no gzip member (%v)", d.rr.at()-at, err)
		}
		return errGap
	}
	if flags&0xe0 != 0 {
		d.report(d.begin, "reserved gzip flags set (%#02x)", flags)
	}
	if d.fl == nil {
		d.fl = flate.NewReader(d.rr.br)
	} else if err := d.fl.(flate.Resetter).Reset(d.rr.br, nil); err != nil {
		d.report(d.begin, "gzip member cannot be decoded: %v", err)
		return io.EOF
	}
	d.inMember, d.crc, d.size = true, 0, 0
	return nil
}

// finish reads the member's trailer. It returns false when the member is so damaged that even its
// end is uncertain.
func (d *gzipDecoder) finish() bool {
	d.inMember = false
	var t [8]byte
	if _, err := io.ReadFull(d.rr.br, t[:]); err != nil {
		d.report(d.begin, "gzip member truncated: its checksum is missing")
		d.done = d.rr.end
		return true
	}
	d.done = d.rr.at()
	sound := true
	if binary.LittleEndian.Uint32(t[:4]) != d.crc {
		d.report(d.begin, "gzip member damaged: its CRC-32 does not fit what it decodes to")
		sound = false
	}
	if binary.LittleEndian.Uint32(t[4:]) != d.size {
		d.report(d.begin, "gzip member damaged: its stated length does not fit the %d bytes it decodes to", d.size)
		sound = false
	}
	if sound {
		return true
	}
	next, err := d.rr.br.Peek(3)
	return err != nil && len(next) == 0 || bytes.Equal(next, []byte{0x1f, 0x8b, 8})
}

// maxProbes bounds the candidates for a member's beginning examined in one file, so that a file of
// only signatures ends.
const maxProbes = 1 << 20

// resync moves to the next member that decodes to the beginning of a record, or to the end; it
// returns false for none.
func (d *gzipDecoder) resync(from int64) bool {
	d.inMember = false
	d.rr.find(from, []byte{0x1f, 0x8b, 8}, 4096, d.startsRecord)
	d.done = d.rr.at()
	return d.rr.at() < d.rr.end
}

// startsRecord reports whether b begins with a gzip member that decodes to a version line.
func (d *gzipDecoder) startsRecord(b []byte) bool {
	if len(b) < 10 || b[3]&0xe0 != 0 || b[9] > 13 && b[9] != 255 { // flags, operating system
		return false
	}
	if d.probes++; d.probes > maxProbes {
		return false
	}
	r := bufio.NewReaderSize(bytes.NewReader(b), 16)
	if _, err := readGzipHeader(r); err != nil {
		return false
	}
	if d.probe == nil {
		d.probe = flate.NewReader(r)
	} else if d.probe.(flate.Resetter).Reset(r, nil) != nil {
		return false
	}
	var out [5]byte
	_, err := io.ReadFull(d.probe, out[:])
	return err == nil && bytes.EqualFold(out[:], []byte("WARC/"))
}

// readGzipHeader reads a member's header (RFC 1952, 2.3), with optional fields of up to 64 KiB
// each.
func readGzipHeader(r *bufio.Reader) (flags byte, err error) {
	var h [10]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		return 0, errors.New("too short")
	}
	if h[0] != 0x1f || h[1] != 0x8b || h[2] != 8 {
		return 0, errors.New("no gzip signature")
	}
	flags = h[3]
	if flags&4 != 0 { // extra field
		var l [2]byte
		if _, err := io.ReadFull(r, l[:]); err != nil {
			return 0, errors.New("header cut off")
		}
		if _, err := r.Discard(int(binary.LittleEndian.Uint16(l[:]))); err != nil {
			return 0, errors.New("header cut off")
		}
	}
	for _, bit := range [...]byte{8, 16} { // name, comment: up to a zero byte
		if flags&bit == 0 {
			continue
		}
		for n := 0; ; n++ {
			c, err := r.ReadByte()
			if err != nil {
				return 0, errors.New("header cut off")
			}
			if c == 0 {
				break
			}
			if n > 64<<10 {
				return 0, fmt.Errorf("header field longer than %d bytes", 64<<10)
			}
		}
	}
	if flags&2 != 0 { // header checksum
		if _, err := r.Discard(2); err != nil {
			return 0, errors.New("header cut off")
		}
	}
	return flags, nil
}
