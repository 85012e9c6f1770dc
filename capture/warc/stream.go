package warc

import (
	"bytes"
	"io"
)

// mark records that the member at file offset raw begins at decoded position pos.
type mark struct{ pos, raw int64 }

// stream is a window over a decoder's bytes, addressed by decoded position. It can go back to the
// oldest mark kept.
type stream struct {
	d        decoder
	buf      []byte
	r, w     int
	pos      int64  // decoded position of buf[r]
	marks    []mark // ascending; marks[0] is at or before pos
	stop     error  // io.EOF or errGap: what follows buf[w]
	moved    int64  // bytes decoded again because of seeks
	limit    int64  // of decoded positions; 0 for none
	keepFrom int64  // everything decoded from this position on stays buffered; -1 for none
	check    func() error
	report   func(off int64, format string, args ...any)
}

func newStream(d decoder) *stream {
	return &stream{d: d, buf: make([]byte, window), keepFrom: -1, check: func() error { return nil }}
}

// window is the buffer size of a stream unless more is needed.
const window = 64 << 10

// hold keeps everything from the current position on buffered, so that going back to it is free,
// until release.
func (s *stream) hold()    { s.keepFrom = s.pos }
func (s *stream) release() { s.keepFrom = -1 }

// fill decodes more bytes into the window; it returns false at a gap or the end.
func (s *stream) fill() bool {
	if s.stop != nil {
		return false
	}
	if s.check() != nil { // the reader reports it
		s.stop = io.EOF
		return false
	}
	s.makeRoom()
	if end := s.pos + int64(s.w-s.r); s.limit > 0 && end >= s.limit {
		s.report(s.d.start(), "decodes to more than the limit of %d bytes; the rest is left out", s.limit)
		s.stop = io.EOF
		return false
	}
	n, err := s.d.read(s.buf[s.w:])
	if n > 0 {
		s.mark()
		s.w += n
	}
	if err != nil {
		s.stop = err
	}
	return n > 0
}

// makeRoom makes room at the end of the window, dropping its beginning unless that is held.
func (s *stream) makeRoom() {
	from := s.r
	if s.keepFrom >= 0 && s.keepFrom <= s.pos {
		from -= int(s.pos - s.keepFrom)
	}
	if from == s.w {
		s.r, s.w = 0, 0
		if len(s.buf) > 16*window {
			s.buf = make([]byte, window)
		}
		return
	}
	if s.w < len(s.buf) {
		return
	}
	if from > 0 && (s.keepFrom < 0 || from >= len(s.buf)/2) {
		copy(s.buf, s.buf[from:s.w])
		s.r, s.w = s.r-from, s.w-from
		return
	}
	s.buf = append(s.buf, make([]byte, len(s.buf))...)
}

// mark records the member of the bytes about to be appended at buf[w].
func (s *stream) mark() {
	raw, end := s.d.start(), s.pos+int64(s.w-s.r)
	if n := len(s.marks); n > 0 {
		if s.marks[n-1].raw == raw {
			return
		}
		if s.marks[n-1].pos == end { // a member that decoded to nothing
			s.marks = s.marks[:n-1]
		}
	}
	s.marks = append(s.marks, mark{end, raw})
}

// peek returns the next n bytes, fewer only before a gap or the end.
func (s *stream) peek(n int) []byte {
	for s.w-s.r < n && s.fill() {
	}
	return s.buf[s.r:min(s.w, s.r+n)]
}

// window returns what is buffered, at least one byte unless a gap or the end follows.
func (s *stream) window() []byte {
	if s.r == s.w {
		s.fill()
	}
	return s.buf[s.r:s.w]
}

func (s *stream) discard(n int) {
	s.r += n
	s.pos += int64(n)
}

// atGap, atEnd: nothing is buffered, and a gap or the end follows.
func (s *stream) atGap() bool { return len(s.window()) == 0 && s.stop == errGap }
func (s *stream) atEnd() bool { return len(s.window()) == 0 && s.stop == io.EOF }

// passGap continues after a gap.
func (s *stream) passGap() {
	if s.stop == errGap {
		s.stop = nil
	}
}

// memberAt returns the mark of the member that contains decoded position pos.
func (s *stream) memberAt(pos int64) mark {
	for i := len(s.marks) - 1; i >= 0; i-- {
		if s.marks[i].pos <= pos {
			return s.marks[i]
		}
	}
	return mark{pos: pos}
}

// beginsMember reports whether a member begins at decoded position pos, which must have been
// buffered.
func (s *stream) beginsMember(pos int64) bool { return pos == 0 || s.memberAt(pos).pos == pos }

// forget drops the marks no longer needed to go back to pos.
func (s *stream) forget(pos int64) {
	keep := 0
	for keep+1 < len(s.marks) && s.marks[keep+1].pos <= pos {
		keep++
	}
	s.marks = s.marks[keep:]
}

// seek moves to decoded position pos, back (not before the oldest mark) or forth.
func (s *stream) seek(pos int64) {
	lo := s.pos - int64(s.r)
	if pos >= lo && pos <= s.pos+int64(s.w-s.r) {
		s.r = int(pos - lo)
		s.pos = pos
		return
	}
	m := s.memberAt(pos)
	for i := range s.marks { // later marks are found again
		if s.marks[i].pos > m.pos {
			s.marks = s.marks[:i]
			break
		}
	}
	s.moved += max(s.pos-m.pos, 0)
	s.keepFrom = -1
	s.r, s.w, s.pos, s.stop = 0, 0, m.pos, nil
	if p, ok := s.d.(*plainDecoder); ok {
		p.seek(pos)
		s.pos = pos
		return
	}
	s.d.seek(m.raw)
	for s.pos < pos {
		n := min(int64(len(s.window())), pos-s.pos)
		if n == 0 {
			return
		}
		s.discard(int(n))
	}
}

// restart moves to the member at file offset raw (in a plain file: to that byte) and discards what
// came before.
func (s *stream) restart(raw int64) {
	s.d.seek(raw)
	s.r, s.w, s.pos, s.stop, s.marks, s.keepFrom = 0, 0, 0, nil, nil, -1
	if _, plain := s.d.(*plainDecoder); plain {
		s.pos = raw
	}
}

// findStart moves to the next record start at or after the current position: a version line at the
// beginning of a line or member, with a field in the next line. It stops at gaps and the end, and
// returns false there. Held bytes are released once they are more than most.
func (s *stream) findStart(most int64) bool {
	lineStart := s.beginsMember(s.pos)
	for {
		if s.keepFrom >= 0 && s.pos-s.keepFrom > most {
			s.release()
		}
		b := s.window()
		if len(b) == 0 {
			return false
		}
		i := bytes.Index(b, []byte("WARC/"))
		if i < 0 {
			if n := len(b) - 4; n > 0 { // the last four may begin the word
				lineStart = b[n-1] == '\n'
				s.discard(n)
			}
			if !s.canBuffer(5) {
				s.discard(len(s.window()))
				return false
			}
			continue
		}
		if i > 0 {
			lineStart = b[i-1] == '\n'
			s.discard(i)
		}
		if (lineStart || s.beginsMember(s.pos)) && looksRecord(s.peek(256)) {
			return true
		}
		s.discard(1)
		lineStart = false
	}
}

// canBuffer reports whether n bytes can be buffered.
func (s *stream) canBuffer(n int) bool { return len(s.peek(n)) >= n }

// looksRecord reports whether b begins with a version line and the name of a field.
func looksRecord(b []byte) bool {
	line, rest, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		return false
	}
	if _, good := parseVersion(bytes.TrimRight(line, "\r")); !good {
		return false
	}
	name, _, ok := bytes.Cut(rest, []byte(":"))
	return ok && len(name) > 0 && len(name) < 64 && !bytes.ContainsAny(name, "\r\n<>(){}\"")
}
