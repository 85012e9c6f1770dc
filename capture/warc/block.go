package warc

import (
	"bytes"
	"hash"
	"strings"
)

// After this many bytes decoded again because of wrong lengths, lengths are checked before use:
// reading stays linear in the file.
const maxAgain = 64 << 20

// readBlock reads the record's block and moves the stream past its trailing line ends. A
// Content-Length that does not end at the end of the record is corrected by searching for the next
// one.
func (r *Reader) readBlock() {
	s := r.s
	begin := s.pos
	want := r.lengths()
	if p, plain := r.d.(*plainDecoder); plain && len(want) == 1 && want[0] > p.size-begin {
		r.toNext(begin, want[0])
		return
	}
	if len(want) == 1 && !r.checkFirst && s.moved <= maxAgain {
		r.trusted(begin, want[0])
		return
	}
	r.checkFirst = r.checkFirst || s.moved > maxAgain
	// No length, several, or a file full of wrong ones: find the next record first and use a stated
	// length only if it ends exactly there. The bytes passed are kept in the buffer: decoding a
	// long member from its beginning for each of its records would take quadratic time.
	if _, plain := r.d.(*plainDecoder); !plain {
		s.hold()
		defer s.release()
	}
	found := s.findStart(r.o.MaxBlock)
	end := s.pos
	if s.keepFrom < 0 && end-begin > r.o.MaxBlock {
		r.pastIt(end-begin, want)
		return
	}
	for _, n := range want {
		if n == end-begin || n < end-begin && r.onlyLineEnds(begin+n, end) {
			s.seek(begin)
			r.takeBlock(begin, n)
			r.trailer()
			r.verify()
			return
		}
	}
	s.seek(begin)
	r.span(begin, end, found)
	if len(want) > 0 {
		r.recordFault("Content-Length wrong: the block has %d bytes", r.rec.BlockLength)
	}
}

// pastIt records a block that is too large to return and ends n bytes after its beginning, at the
// stream's position. Its digest is not verified.
func (r *Reader) pastIt(n int64, want []int64) {
	r.rec.BlockLength = n
	for _, w := range want {
		if w <= n && n-w <= 64 { // line ends after it
			r.rec.BlockLength = w
			return
		}
	}
	r.recordFault("Content-Length missing or wrong: the block has %d bytes", n)
}

// onlyLineEnds reports whether there are only line ends between two decoded positions.
func (r *Reader) onlyLineEnds(from, to int64) bool {
	if to-from > 64 {
		return false
	}
	r.s.seek(from)
	return len(bytes.Trim(r.s.peek(int(to-from)), "\r\n")) == 0
}

// trusted reads a block of the stated length and checks that the record ends there.
func (r *Reader) trusted(begin, n int64) {
	s := r.s
	r.takeBlock(begin, n)
	short := r.rec.BlockLength < n
	if !short && r.endsHere() {
		r.trailer()
		r.verify()
		return
	}
	if !short && r.blockDigestFits() {
		r.rec.DigestOK = true
		r.verify()
		return // what follows is reported as belonging to no record
	}
	stop := s.pos
	s.seek(begin)
	if s.findStart(0) && s.pos < begin+n {
		end := s.pos
		s.seek(begin)
		r.span(begin, end, true)
		r.recordFault("Content-Length too large: %d stated, the next record begins after %d", n, end-begin)
		return
	}
	s.seek(begin)
	r.takeBlock(begin, n)
	if s.pos != stop { // the file was changed while reading
		r.recordFault("read differently the second time")
	}
	if short {
		r.rec.Truncated = true
		r.recordFault("truncated: %d of %d bytes of the block are there", r.rec.BlockLength, n)
	} else if line := s.peek(8); len(line) > 0 {
		r.recordFault("Content-Length too small or bytes added: more bytes follow the block of %d", n)
	}
	r.verify()
}

// toNext reads a block whose stated length exceeds the file: up to the next record, if there is
// one.
func (r *Reader) toNext(begin, n int64) {
	s := r.s
	found := s.findStart(0)
	end := s.pos
	s.seek(begin)
	r.span(begin, end, found)
	if found {
		r.recordFault("Content-Length too large: %d stated, the next record begins after %d", n, end-begin)
		return
	}
	r.rec.Truncated = true
	r.recordFault("truncated: %d of %d bytes of the block (Content-Length) are there", r.rec.BlockLength, n)
}

// span reads the bytes up to end, where the next record begins (found) or the bytes end, as the
// block, without the line ends between records.
func (r *Reader) span(begin, end int64, found bool) {
	r.takeBlock(begin, end-begin)
	if found && r.rec.Block != nil {
		b := r.rec.Block
		for range 2 {
			b = bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
		}
		r.rec.Block, r.rec.BlockLength = b, int64(len(b))
	}
	r.verify()
}

// takeBlock reads up to n bytes from the current position, begin, as the block. It stops at a gap or the
// end.
func (r *Reader) takeBlock(begin, n int64) {
	s := r.s
	r.rec.DigestOK = false
	r.block = r.block[:0]
	keep := n <= r.o.MaxBlock
	if !keep {
		r.hashPast(begin, n)
		return
	}
	for left := n; left > 0; {
		b := s.window()
		if len(b) == 0 {
			break
		}
		b = b[:min(int64(len(b)), left)]
		if have := len(r.block); have+len(b) > cap(r.block) && have >= 1<<20 {
			// This much has been read: allocate the rest at once, instead of copying ever larger
			// pieces.
			r.block = append(make([]byte, 0, n), r.block...)
		}
		r.block = append(r.block, b...)
		left -= int64(len(b))
		s.discard(len(b))
	}
	r.rec.Block, r.rec.BlockLength = r.block, int64(len(r.block))
	if r.rec.Block == nil {
		r.rec.Block = []byte{}
	}
}

// hashPast reads past a block that is, or claims to be, too large to return; when it is within the
// limit after all, it is returned.
func (r *Reader) hashPast(begin, n int64) {
	s := r.s
	var h hash.Hash
	d, complaint := parseDigest(r.rec.Header.Get("WARC-Block-Digest"))
	if complaint == "" {
		h = d.hash()
	}
	var done int64
	for done < n {
		b := s.window()
		if len(b) == 0 {
			break
		}
		b = b[:min(int64(len(b)), n-done)]
		if h != nil {
			h.Write(b)
		}
		done += int64(len(b))
		s.discard(len(b))
	}
	if done <= r.o.MaxBlock {
		s.seek(begin)
		r.takeBlock(begin, done)
		return
	}
	r.rec.Block, r.rec.BlockLength = nil, done
	r.rec.DigestOK = h != nil && string(h.Sum(nil)) == string(d.want)
}

// endsHere reports whether what follows can follow a block: line ends and then a record, a member's
// beginning, a gap or the end.
func (r *Reader) endsHere() bool {
	s := r.s
	b := s.peek(4)
	rest := bytes.TrimLeft(b, "\r\n")
	if len(rest) == 0 || bytes.Count(b[:len(b)-len(rest)], []byte("\n")) >= 2 {
		return true
	}
	if s.beginsMember(s.pos) {
		return true
	}
	return looksRecord(bytes.TrimLeft(s.peek(256), "\r\n"))
}

// trailer skips the two line ends after a block and reports a fault when they are missing.
func (r *Reader) trailer() {
	s := r.s
	b := s.peek(4)
	switch {
	case bytes.Equal(b, []byte("\r\n\r\n")):
		s.discard(4)
	case bytes.HasPrefix(b, []byte("\n\n")):
		s.discard(2)
		if !r.lf {
			r.lf = true
			r.recordFault("LF line ends after a block where CRLF belongs")
		}
	default:
		r.recordFault("the two line ends after the block are missing: truncated or badly written")
	}
}

// verify compares the block with the record's digests.
func (r *Reader) verify() {
	h := r.rec.Header
	if r.rec.Truncated {
		return // already reported, and no digest can match
	}
	payloadFits := r.payloadDigest(h)
	if s := h.Get("WARC-Block-Digest"); s != "" && !r.rec.DigestOK {
		d, complaint := parseDigest(s)
		switch {
		case complaint != "":
			r.recordFault("block %s", complaint)
		case r.rec.Oversized():
			r.recordFault("block digest mismatch: the block is not what was captured")
		case d.matches(r.rec.Block):
			r.rec.DigestOK = true
		default:
			r.recordFault("block digest mismatch: the block is not what was captured")
		}
	}
	if r.rec.Oversized() {
		r.recordFault("block of %d bytes is larger than the limit of %d; it is left out", r.rec.BlockLength,
			r.o.MaxBlock)
		return
	}
	if strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "application/http") {
		if len(r.rec.Block) == 0 && h.Type() != "revisit" {
			r.recordFault("%s record with an empty block", quoteValue(h.Type()))
		} else if _, ok := r.rec.HTTP(); !ok && len(r.rec.Block) > 0 {
			r.recordFault("the block is no HTTP message though its Content-Type says so")
		}
	}
	if s := h.Get("WARC-Payload-Digest"); s != "" && h.Type() != "revisit" {
		r.verifyPayload(s, payloadFits)
	}
}

func (r *Reader) blockDigestFits() bool {
	if r.rec.Block == nil {
		return r.rec.DigestOK
	}
	d, complaint := parseDigest(r.rec.Header.Get("WARC-Block-Digest"))
	return complaint == "" && d.matches(r.rec.Block)
}

// minConcurrent is the size from which the payload's digest is computed on another processor. Waking
// one costs more processor time than the digest of a smaller payload takes.
const minConcurrent = 1 << 20

// payloadDigest starts comparing the payload in the block with its digest; of a large one concurrently
// with other checks, so that its two digests take half the time. The returned function waits for the
// result. It returns nil when there is nothing to compare.
func (r *Reader) payloadDigest(h Header) func() bool {
	d, complaint := parseDigest(h.Get("WARC-Payload-Digest"))
	if complaint != "" || r.rec.Oversized() || h.Type() == "revisit" {
		return nil
	}
	payload := r.rec.Block
	if msg, ok := r.rec.HTTP(); ok {
		payload = msg.Body
	}
	if len(payload) == len(r.rec.Block) { // both digests are of the same bytes
		block, complaint := parseDigest(h.Get("WARC-Block-Digest"))
		if complaint == "" && block.alg == d.alg && bytes.Equal(block.want, d.want) {
			return func() bool { return r.rec.DigestOK }
		}
	}
	if len(payload) < minConcurrent {
		return func() bool { return d.matches(payload) }
	}
	fits := make(chan bool, 1)
	go func() { fits <- d.matches(payload) }()
	return func() bool { return <-fits }
}

// verifyPayload compares the payload's digest. The standard does not define whether a payload is
// taken before or after the transfer coding is removed, and writers differ: either may match.
func (r *Reader) verifyPayload(s string, fits func() bool) {
	d, complaint := parseDigest(s)
	if complaint != "" {
		r.recordFault("payload %s", complaint)
		return
	}
	if fits() {
		return
	}
	msg, isHTTP := r.rec.HTTP()
	payload := r.rec.Block
	if isHTTP {
		payload = msg.Body
		// An interim response before the final one: for some writers the payload is what follows
		// the first header.
		if _, rest, ok := bytes.Cut(r.rec.Block, []byte("\r\n\r\n")); ok && len(rest) > len(payload) &&
			d.matches(rest) {
			return
		}
	}
	if isHTTP && strings.EqualFold(strings.TrimSpace(msg.Header.Get("Transfer-Encoding")), "chunked") {
		if plain, err := dechunk(payload); err == nil && d.matches(plain) {
			return
		}
	}
	if isHTTP {
		if plain, _, sound := msg.Decode(r.o.MaxBlock); sound && d.matches(plain) {
			return
		}
	}
	r.recordFault("payload digest mismatch: the content is not what was captured")
}
