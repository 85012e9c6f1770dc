package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"cuttings/cutting"
)

// Fault is a problem of a file or record that was read all the same.
type Fault struct {
	Offset int64 // in the file: of the member, or of the byte in a plain file
	Text   string
	Record bool // it concerns the record that Next returns next
	Lost   bool // bytes were not used: a gap, a damaged member, a broken header
}

func (f Fault) String() string { return fmt.Sprintf("at byte %d: %s", f.Offset, f.Text) }

// Record is one record. It is valid until the next call of Reader.Next.
type Record struct {
	Version string // "1.0", "1.1"
	Header  Header
	// Block is the record's block; nil when it is larger than Options.MaxBlock.
	Block []byte
	// BlockLength is the actual number of bytes of the block in the file, which may differ from
	// Content-Length.
	BlockLength int64
	// Length is the number of decoded bytes from the version line to the end of the block.
	Length int64
	// Offset is the file offset for reading the record alone: that of its compressed member, or of
	// its first byte in a plain file.
	Offset int64
	// Inner is the number of decoded bytes before the record in its member: 0 unless several
	// records share one.
	Inner int64
	// Truncated is true when the block is cut off: the file or its member ends.
	Truncated bool
	// DigestOK is true when the block was compared with the record's block digest and matches.
	DigestOK bool
	// Faults are the record's faults; they are also passed to Options.Fault.
	Faults []string

	message *Message // cached result of HTTP
	parsed  bool
}

// Oversized reports whether the block was left out for its size.
func (r *Record) Oversized() bool { return r.Block == nil && r.BlockLength > 0 }

// Options for NewReader. Zero fields take their defaults.
type Options struct {
	// MaxBlock is the largest block returned; larger ones are skipped, their digest still verified.
	// 64 MiB and some room for HTTP headers.
	MaxBlock int64
	// MaxHeader is the most bytes of a record's header. 1 MiB.
	MaxHeader int
	// MaxBytes is the most bytes a compressed file may decode to; the rest is left out and
	// reported. 0 is no limit.
	MaxBytes int64
	// Now is the current time, for recognising dates in the future; nil skips that check.
	Now func() time.Time
	// Interrupted is called before every further piece of the file; its error ends reading, and
	// Next returns it. nil never does.
	Interrupted func() error
	// Fault is called for every fault; nil drops them (Record.Faults and the error of Next still
	// have the most important).
	Fault func(Fault)
}

// maxFaults bounds the faults reported for one file; the number of further ones is one last fault.
const maxFaults = 1000

// maxRecordFaults bounds those of one record; more malformed header lines add no information.
const maxRecordFaults = 100

// Reader reads the records of one file in order. Not safe for concurrent use.
type Reader struct {
	s          *stream
	d          decoder
	close      func()
	o          Options
	size       int64
	rec        Record
	block      []byte // reused
	count      int    // number of records returned
	pending    error  // why nothing has been readable so far
	reported   map[Fault]bool
	dropped    int
	members    int64 // offset of the last record's member, to detect shared ones
	shared     bool  // already reported
	lf         bool
	checkFirst bool // search for record starts in blocks before using lengths
	finished   bool
}

// NewReader reads the beginning of a file of size bytes. The error is of kind Invalid or
// Unsupported when it is no WARC file at all; damage is no error here. The caller must call Close.
func NewReader(r io.ReaderAt, size int64, o Options) (*Reader, error) {
	if o.MaxBlock <= 0 {
		o.MaxBlock = 64<<20 + 1<<20
	}
	if o.MaxHeader <= 0 {
		o.MaxHeader = 1 << 20
	}
	if o.Interrupted == nil {
		o.Interrupted = func() error { return nil }
	}
	wr := &Reader{o: o, size: size, reported: map[Fault]bool{}, members: -1, close: func() {}}
	r = interruptible{r, o.Interrupted}
	report := func(off int64, format string, args ...any) { wr.reportLost(off, fmt.Sprintf(format, args...)) }
	var head [8]byte
	n, err := r.ReadAt(head[:], 0)
	if n == 0 && size > 0 {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot be read: %w", err)
	}
	switch {
	case size == 0:
		wr.fault(0, "empty file")
		wr.d = &plainDecoder{r: r, size: 0, report: report}
	case head[0] == 0x1f && head[1] == 0x8b:
		wr.d = newGzipDecoder(r, size, report)
	case bytes.Equal(head[:4], zstdMagic) || head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18}):
		zd, err := newZstdDecoder(r, size, report)
		if err != nil {
			return nil, err
		}
		wr.d, wr.close = zd, zd.close
	case bytes.Equal(head[:], []byte("filedesc")):
		return nil, cutting.Errorf(cutting.Unsupported, "an ARC file, the form before WARC")
	case packedFurtherOn(r, size):
		wr.d = newGzipDecoder(r, size, report) // the decoder reports what precedes it
	default:
		wr.d = &plainDecoder{r: r, size: size, report: report}
	}
	wr.s = newStream(wr.d)
	wr.s.check = o.Interrupted
	if _, plain := wr.d.(*plainDecoder); !plain {
		wr.s.limit, wr.s.report = o.MaxBytes, report
	}
	return wr, nil
}

// packedFurtherOn reports whether a file that begins with something else has gzip members with
// records, and no plain record before them, near its beginning.
func packedFurtherOn(r io.ReaderAt, size int64) bool {
	const near = 1 << 20
	size = min(size, near)
	d := newGzipDecoder(r, size, func(int64, string, ...any) {})
	if !d.resync(0) {
		return false
	}
	before := newStream(&plainDecoder{r: r, size: d.rr.at()})
	return !before.findStart(0)
}

// interruptible is a file whose reading can be ended.
type interruptible struct {
	r           io.ReaderAt
	interrupted func() error
}

func (i interruptible) ReadAt(p []byte, off int64) (int, error) {
	if err := i.interrupted(); err != nil {
		return 0, err
	}
	return i.r.ReadAt(p, off)
}

// Close frees the decoder's memory.
func (r *Reader) Close() { r.close() }

// GoTo makes Next continue with the record at a Record.Offset of this Reader or another of the same
// file.
func (r *Reader) GoTo(offset int64) {
	r.s.restart(offset)
	r.members, r.finished = -1, false
}

func (r *Reader) fault(off int64, text string) { r.report(Fault{Offset: off, Text: text}) }
func (r *Reader) reportLost(off int64, text string) {
	r.report(Fault{Offset: off, Text: text, Lost: true})
}

func (r *Reader) report(f Fault) {
	if r.reported[f] {
		return
	}
	if len(r.reported) >= maxFaults {
		r.dropped++
		return
	}
	r.reported[f] = true
	if r.pending == nil {
		r.pending = errors.New(f.Text)
	}
	if r.o.Fault != nil {
		r.o.Fault(f)
	}
}

// recordFault reports a fault of the record being read.
func (r *Reader) recordFault(format string, args ...any) {
	if len(r.rec.Faults) == maxRecordFaults {
		return
	}
	text := fmt.Sprintf(format, args...)
	r.rec.Faults = append(r.rec.Faults, text)
	r.report(Fault{Offset: r.rec.Offset, Text: text, Record: true})
}

// Next returns the next record. It returns io.EOF after the last; for a nonempty file without a
// single record, an error of kind Invalid that explains why.
func (r *Reader) Next() (*Record, error) {
	if r.finished {
		return nil, io.EOF
	}
	for r.toStart() {
		whole := r.record()
		if err := r.o.Interrupted(); err != nil {
			return nil, r.end(err)
		}
		if whole {
			r.count++
			return &r.rec, nil
		}
	}
	r.finished = true
	if err := r.o.Interrupted(); err != nil {
		return nil, r.end(err)
	}
	if r.dropped > 0 && r.o.Fault != nil {
		r.o.Fault(Fault{Offset: r.size, Text: fmt.Sprintf("and %d more faults", r.dropped), Lost: true})
	}
	if r.count == 0 && r.pending != nil && r.size > 0 {
		return nil, cutting.Errorf(cutting.Invalid, "no WARC record could be read: %w", r.pending)
	}
	return nil, io.EOF
}

func (r *Reader) end(err error) error {
	r.finished = true
	return err
}

// offset returns the file offset of decoded position pos.
func (r *Reader) offset(pos int64) int64 {
	if _, plain := r.d.(*plainDecoder); plain {
		return pos
	}
	return r.s.memberAt(pos).raw
}

// toStart moves to the next version line, past the blank lines between records; anything else
// before it is a fault. It returns false at the end of the file.
func (r *Reader) toStart() bool {
	s := r.s
	for {
		if s.atGap() {
			s.passGap()
			continue
		}
		if s.atEnd() {
			return false
		}
		s.forget(s.pos)
		begin := s.pos
		if n := r.blanks(); n > 0 && r.count == 0 && begin == 0 {
			r.fault(0, "blank lines before the first record")
		} else if n > 2 {
			r.fault(r.offset(begin), fmt.Sprintf("%d blank lines more than belong between records", n))
		}
		if b := s.peek(3); begin == 0 && bytes.Equal(b, []byte("\xef\xbb\xbf")) {
			r.fault(0, "byte order mark (BOM) before the first record")
			s.discard(3)
			continue
		}
		if len(s.window()) == 0 {
			continue
		}
		if line, _, _ := bytes.Cut(s.peek(32), []byte("\n")); len(line) > 5 &&
			bytes.EqualFold(line[:5], []byte("WARC/")) {
			if _, ok := parseVersion(bytes.TrimRight(line, "\r")); ok {
				return true
			}
			r.reportLost(r.offset(s.pos), "version line not understood: "+quoteValue(string(line)))
			s.discard(5)
		}
		from := s.pos
		found := s.findStart(0)
		r.reportLost(r.offset(from), r.garbage(s.pos-from, found))
	}
}

func (r *Reader) garbage(n int64, found bool) string {
	switch {
	case r.count == 0 && !found:
		return "not a WARC file: there is no record in it"
	case r.count == 0:
		return fmt.Sprintf("%d bytes before the first record", n)
	case found:
		return fmt.Sprintf("%d bytes between records that belong to none; the Content-Length of the record before "+
			"may be too small", n)
	}
	return fmt.Sprintf("%d bytes after the last record that belong to none", n)
}

// blanks skips line ends and returns the number of lines.
func (r *Reader) blanks() int {
	n, bare := 0, 0
	for {
		b := r.s.window()
		i := 0
		for i < len(b) && (b[i] == '\r' || b[i] == '\n') {
			if b[i] == '\n' {
				n++
			} else {
				bare++
			}
			i++
		}
		if i == 0 {
			return max(n, bare)
		}
		r.s.discard(i)
	}
}

// record reads the record that begins here. It returns false when the header is unusable; the fault
// has then been reported, and reading continues after it.
func (r *Reader) record() bool {
	s := r.s
	begin := s.pos
	s.forget(begin)
	m := s.memberAt(begin)
	r.rec = Record{Offset: r.offset(begin)}
	if _, plain := r.d.(*plainDecoder); !plain {
		r.rec.Inner = begin - m.pos
		if r.members == m.raw && r.rec.Inner > 0 && !r.shared {
			r.shared = true
			r.fault(m.raw, "several records in one compressed member: they cannot be reached one by one")
		}
		r.members = m.raw
	}
	if !r.header() {
		return false
	}
	r.check()
	block := s.pos
	r.readBlock()
	r.rec.Length = block - begin + r.rec.BlockLength
	return true
}
