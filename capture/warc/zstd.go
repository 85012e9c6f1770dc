package warc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"cuttings/cutting"
)

// Limits of zstd files.
const (
	maxZstdWindow = 128 << 20 // memory a frame may request (zstd --long=27)
	maxDictionary = 16 << 20
)

var (
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
	dictMagic = []byte{0x37, 0xa4, 0x30, 0xec}
)

// zstdDecoder reads zstd frames one by one. It finds the frames' ends from their block headers,
// without decoding, so that an undecodable frame can be skipped. (RFC 8878, 3.1; the dictionary
// frame: IIPC, Zstandard Compression for WARC Files 1.0.)
type zstdDecoder struct {
	rr         *rawReader
	r          io.ReaderAt
	zr         *zstd.Decoder
	inFrame    bool
	begin, end int64 // current frame
	report     func(off int64, format string, args ...any)
}

// newZstdDecoder reads the dictionary frame if there is one. An error, of kind Invalid or
// Unsupported, means that nothing in the file can be decoded.
func newZstdDecoder(r io.ReaderAt, size int64, report func(int64, string, ...any)) (*zstdDecoder, error) {
	d := &zstdDecoder{rr: newRawReader(r, size), r: r, report: report}
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(maxZstdWindow), zstd.WithDecoderMaxMemory(maxZstdWindow)}
	head, _ := d.rr.br.Peek(8)
	if len(head) == 8 && bytes.Equal(head[:4], []byte{0x5d, 0x2a, 0x4d, 0x18}) {
		n := int64(binary.LittleEndian.Uint32(head[4:]))
		if n > maxDictionary {
			return nil, cutting.Errorf(cutting.Unsupported, "zstd dictionary frame too large: %d bytes, more than %d",
				n, maxDictionary)
		}
		if n > size-8 {
			return nil, cutting.Errorf(cutting.Invalid, "zstd dictionary frame truncated")
		}
		dict := make([]byte, n)
		if _, err := r.ReadAt(dict, 8); err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "zstd dictionary cannot be read: %w", err)
		}
		dict, err := plainDictionary(dict)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(dict, dictMagic) {
			opts = append(opts, zstd.WithDecoderDicts(dict))
		} else {
			opts = append(opts, zstd.WithDecoderDictRaw(0, dict))
		}
	}
	var err error
	if d.zr, err = zstd.NewReader(nil, opts...); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "zstd dictionary cannot be used: %w", err)
	}
	return d, nil
}

// plainDictionary decompresses a dictionary that is itself a zstd frame.
func plainDictionary(dict []byte) ([]byte, error) {
	if !bytes.HasPrefix(dict, zstdMagic) {
		return dict, nil
	}
	zr, err := zstd.NewReader(bytes.NewReader(dict), zstd.WithDecoderConcurrency(1),
		zstd.WithDecoderMaxMemory(maxDictionary),
		zstd.WithDecoderMaxWindow(maxDictionary))
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "zstd dictionary cannot be read: %w", err)
	}
	defer zr.Close()
	out, err := io.ReadAll(io.LimitReader(zr, maxDictionary+1))
	switch {
	case err != nil:
		return nil, cutting.Errorf(cutting.Invalid, "zstd dictionary cannot be read: %w", err)
	case len(out) > maxDictionary:
		return nil, cutting.Errorf(cutting.Unsupported, "zstd dictionary frame too large: more than %d bytes",
			maxDictionary)
	}
	return out, nil
}

func (d *zstdDecoder) close()       { d.zr.Close() }
func (d *zstdDecoder) start() int64 { return d.begin }
func (d *zstdDecoder) seek(raw int64) {
	d.rr.seek(raw)
	d.inFrame = false
}

func (d *zstdDecoder) read(p []byte) (int, error) {
	for {
		if !d.inFrame {
			if err := d.open(); err != nil {
				return 0, err
			}
		}
		n, err := d.zr.Read(p)
		switch {
		case err == io.EOF:
			d.inFrame = false
			d.rr.seek(d.end)
		case err != nil:
			d.inFrame = false
			d.report(d.begin, "zstd frame %s", zstdTrouble(err))
			d.rr.seek(d.end)
			return n, errGap
		}
		if n > 0 {
			return n, nil
		}
	}
}

func zstdTrouble(err error) string {
	switch {
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return "needs a zstd dictionary that is missing or does not match"
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return "asks for more memory than allowed: zstd window too large"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "truncated: the file ends inside it"
	}
	return fmt.Sprintf("damaged: %v", err)
}

// open finds the next frame with data and its end.
func (d *zstdDecoder) open() error {
	for {
		d.begin = d.rr.at()
		head, err := d.rr.br.Peek(8)
		if len(head) == 0 && err != nil {
			return io.EOF
		}
		if len(head) == 8 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18}) {
			d.rr.seek(min(d.begin+8+int64(binary.LittleEndian.Uint32(head[4:])), d.rr.end))
			continue
		}
		if !bytes.HasPrefix(head, zstdMagic) {
			d.rr.find(d.begin+1, zstdMagic, 4, func([]byte) bool { return true })
			d.end = d.rr.at()
			d.report(d.begin, "%d bytes that are no zstd frame: truncated or foreign", d.end-d.begin)
			return errGap
		}
		break
	}
	if err := d.walk(); err != nil {
		d.report(d.begin, "zstd frame damaged: %v", err)
		d.rr.find(d.begin+1, zstdMagic, 4, func([]byte) bool { return true })
		d.end = d.rr.at()
	}
	if err := d.zr.Reset(io.NewSectionReader(d.r, d.begin, d.end-d.begin)); err != nil {
		d.report(d.begin, "zstd frame %s", zstdTrouble(err))
		d.rr.seek(d.end)
		return errGap
	}
	d.inFrame = true
	return nil
}

// walk sets end to the end of the frame at begin.
func (d *zstdDecoder) walk() error {
	var b [18]byte
	if _, err := io.ReadFull(d.rr.br, b[:5]); err != nil {
		return errors.New("header cut off")
	}
	fhd := b[4]
	n := [...]int{0, 1, 2, 4}[fhd&3] + [...]int{0, 2, 4, 8}[fhd>>6]
	if fhd&0x20 == 0 {
		n++ // window descriptor
	} else if fhd>>6 == 0 {
		n++ // one-byte content size
	}
	if _, err := d.rr.br.Discard(n); err != nil {
		return errors.New("header cut off")
	}
	for {
		if _, err := io.ReadFull(d.rr.br, b[:3]); err != nil {
			return errors.New("truncated: the file ends inside it")
		}
		h := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
		size := int(h >> 3)
		switch h >> 1 & 3 {
		case 1: // one byte repeated
			size = 1
		case 3:
			return errors.New("block of reserved type")
		}
		if k, err := d.rr.br.Discard(size); err != nil || k < size {
			return errors.New("truncated: the file ends inside it")
		}
		if h&1 != 0 {
			break
		}
	}
	if fhd&4 != 0 {
		if _, err := d.rr.br.Discard(4); err != nil {
			return errors.New("truncated: its checksum is missing")
		}
	}
	d.end = d.rr.at()
	return nil
}
