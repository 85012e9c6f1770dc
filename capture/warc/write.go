package warc

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"cuttings/cutting"
)

// Encoder writes records as gzip members, one member per record, so that a record can be read by
// its offset alone. It reuses its compressor. Not safe for concurrent use.
type Encoder struct {
	gz  *gzip.Writer
	hdr []byte
}

// NewEncoder returns an Encoder that compresses at the fastest level: adding pages is bound by
// compression, and the slower levels save less than a fifth of the size.
func NewEncoder() *Encoder {
	gz, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil { // only for a level that does not exist
		gz = gzip.NewWriter(io.Discard)
	}
	return &Encoder{gz: gz}
}

// Write writes one record as one gzip member to w. h must have every field except Content-Length,
// which follows from the block. Line breaks and other control characters in values, which are not
// allowed in a header, become spaces.
func (e *Encoder) Write(w io.Writer, h Header, block []byte) error {
	e.hdr = AppendHeader(e.hdr[:0], h, int64(len(block)))
	e.gz.Reset(w)
	for _, part := range [...][]byte{e.hdr, block, []byte("\r\n\r\n")} {
		if _, err := e.gz.Write(part); err != nil {
			return cutting.Errorf(cutting.Unavailable, "writing a WARC record: %w", err)
		}
	}
	if err := e.gz.Close(); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing a WARC record: %w", err)
	}
	return nil
}

// AppendHeader appends a record's version line, fields and Content-Length, and the empty line that
// ends them.
func AppendHeader(b []byte, h Header, blockLength int64) []byte {
	b = append(b, "WARC/1.1\r\n"...)
	for _, f := range h {
		b = append(b, f.Name...)
		b = append(b, ": "...)
		b = append(b, oneLine(f.Value)...)
		b = append(b, "\r\n"...)
	}
	b = append(b, "Content-Length: "...)
	b = strconv.AppendInt(b, blockLength, 10)
	return append(b, "\r\n\r\n"...)
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// RecordID returns the record identifier of a name: a name-based UUID of the version 5 form over
// SHA-256 instead of SHA-1 (which makes it version 8, RFC 9562), in angle brackets. The same name
// always gives the same identifier, so that adding the same captures again gives the same records.
func RecordID(name string) string {
	h := sha256.Sum256([]byte("cuttings:record:" + name))
	u := h[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	x := hex.EncodeToString(u)
	return fmt.Sprintf("<urn:uuid:%s-%s-%s-%s-%s>", x[:8], x[8:12], x[12:16], x[16:20], x[20:])
}

// FormatDate formats a capture time as WARC-Date: UTC, whole seconds.
func FormatDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
