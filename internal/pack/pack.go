// Package pack writes values that a stage keeps in memory as compact bytes and reads them back:
// integers as varints, each string once, the whole compressed. The bytes have no schema; the reader
// must read the values in the order they were written.
package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// ErrDamaged is returned for bytes that no Writer made, or that are read in another order than they
// were written.
var ErrDamaged = errors.New("pack: damaged")

// maxSize is the most bytes a Reader unpacks.
const maxSize = 4 << 30

// Writer collects values. The zero value is ready. Not safe for concurrent use.
type Writer struct {
	body    []byte
	strings map[string]uint64
	lengths []byte
	text    []byte
}

// Int writes an integer as a varint.
func (w *Writer) Int(v int) { w.body = binary.AppendVarint(w.body, int64(v)) }

// Fixed writes an integer in eight bytes, for values such as hashes.
func (w *Writer) Fixed(v uint64) { w.body = binary.LittleEndian.AppendUint64(w.body, v) }

// Bool writes a boolean.
func (w *Writer) Bool(v bool) {
	b := byte(0)
	if v {
		b = 1
	}
	w.body = append(w.body, b)
}

// String writes a string. A repeated string takes only the bytes of a number.
func (w *Writer) String(s string) {
	n, ok := w.strings[s]
	if !ok {
		if w.strings == nil {
			w.strings = map[string]uint64{}
		}
		n = uint64(len(w.strings))
		w.strings[s] = n
		w.lengths = binary.AppendUvarint(w.lengths, uint64(len(s)))
		w.text = append(w.text, s...)
	}
	w.body = binary.AppendUvarint(w.body, n)
}

// Strings writes a list of strings.
func (w *Writer) Strings(list []string) {
	w.Int(len(list))
	for _, s := range list {
		w.String(s)
	}
}

// Bytes returns the written values, compressed, for NewReader, and empties the writer.
func (w *Writer) Bytes() ([]byte, error) {
	var out bytes.Buffer
	err := w.CompressTo(&out)
	return out.Bytes(), err
}

// window is how far back, in bytes, the compression finds repetitions: strings are there once, and the encoder takes
// a multiple of it.
const window = 1 << 20

// CompressTo writes what Bytes returns to out, and empties the writer: what it holds can be many megabytes, and is
// released as it is compressed.
func (w *Writer) CompressTo(out io.Writer) error {
	head := binary.AppendUvarint(nil, uint64(len(w.strings)))
	head = binary.AppendUvarint(head, uint64(len(w.lengths)))
	head = binary.AppendUvarint(head, uint64(len(w.text)))
	parts := [][]byte{head, w.lengths, w.text, w.body}
	*w = Writer{}
	z, err := zstd.NewWriter(out, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(window))
	if err != nil {
		return err
	}
	for i, part := range parts {
		parts[i] = nil
		if _, err := z.Write(part); err != nil {
			return errors.Join(err, z.Close())
		}
	}
	return z.Close()
}

// Reader reads the values of a Writer in the order they were written. After the first failure it
// returns zero values, and Err the failure. Not safe for concurrent use.
type Reader struct {
	body    []byte
	strings []string
	err     error
}

// NewReader returns a reader of the result of Writer.Bytes.
func NewReader(b []byte) (*Reader, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxSize))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	all, err := z.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	r := &Reader{body: all}
	count, lengths, size := r.uint(), r.uint(), r.uint()
	if r.err != nil || count > lengths || lengths > uint64(len(r.body)) || size > uint64(len(r.body))-lengths {
		return nil, ErrDamaged
	}
	table := Reader{body: r.body[:lengths]}
	text := string(r.body[lengths : lengths+size])
	r.body = r.body[lengths+size:]
	r.strings = make([]string, count)
	for i := range r.strings {
		n := table.uint()
		if table.err != nil || n > uint64(len(text)) {
			return nil, ErrDamaged
		}
		r.strings[i], text = text[:n], text[n:]
	}
	return r, nil
}

// Err returns the first failure, nil for none.
func (r *Reader) Err() error { return r.err }

func (r *Reader) fail() {
	if r.err == nil {
		r.err = ErrDamaged
	}
	r.body = nil
}

func (r *Reader) uint() uint64 {
	v, n := binary.Uvarint(r.body)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.body = r.body[n:]
	return v
}

// Int reads an integer written by Writer.Int.
func (r *Reader) Int() int {
	v, n := binary.Varint(r.body)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.body = r.body[n:]
	return int(v)
}

// Index reads an integer of [0, n); any other is a failure and gives 0.
func (r *Reader) Index(n int) int {
	v := r.Int()
	if v < 0 || v >= n {
		r.fail()
		return 0
	}
	return v
}

// Len reads the number of values that follow, each at least one byte.
func (r *Reader) Len() int { return r.Index(len(r.body) + 1) }

// Fixed reads an integer written by Writer.Fixed.
func (r *Reader) Fixed() uint64 {
	if len(r.body) < 8 {
		r.fail()
		return 0
	}
	v := binary.LittleEndian.Uint64(r.body)
	r.body = r.body[8:]
	return v
}

// Bool reads a boolean.
func (r *Reader) Bool() bool {
	if len(r.body) == 0 {
		r.fail()
		return false
	}
	v := r.body[0] != 0
	r.body = r.body[1:]
	return v
}

// String reads a string.
func (r *Reader) String() string {
	n := r.uint()
	if n >= uint64(len(r.strings)) {
		r.fail()
		return ""
	}
	return r.strings[n]
}

// Strings reads a list of strings, nil for an empty one.
func (r *Reader) Strings() []string {
	n := r.Len()
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = r.String()
	}
	return out
}
