package capture

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"time"

	"cuttings/cutting"
)

// member is one file, on disk or in an archive, about to be recognised.
type member struct {
	name       string
	time       time.Time // zero when unknown
	timeOrigin string
	size       int64 // as declared; -1 when unknown; never trusted
	r          io.Reader
	at         io.ReaderAt // random access to the same bytes; nil in a stream
	path       string      // on disk; "" in an archive
	depth      int         // archives around it
	salvage    bool        // what can be read of it is worth having when the rest cannot
}

// capture begins the description of a capture made of the member.
func (m member) capture(mediaType string) cutting.Capture {
	c := cutting.Capture{Name: m.name, Time: m.time.UTC(), TimeOrigin: m.timeOrigin, MediaType: mediaType}
	if m.time.IsZero() {
		c.TimeOrigin = timeUnknown
	}
	return c
}

// member reports what is in m; when that is nothing, it says so.
func (w *walker) member(m member) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	given, late := w.given, len(w.revisits)
	if err := w.recognise(m); err != nil {
		return err
	}
	if w.given == given && len(w.revisits) == late {
		return w.skip(m.name, "an archive with nothing in it")
	}
	return nil
}

// recognise tells m by its first bytes and has it read accordingly.
func (w *walker) recognise(m member) error {
	br := bufio.NewReaderSize(m.r, sniffLen)
	head, err := br.Peek(sniffLen)
	m.r = br
	if err != nil && err != io.EOF {
		if len(head) == 0 {
			return w.fail(m.name, w.readError(m.name, err))
		}
		m.r = io.MultiReader(bytes.NewReader(head), failing{err}) // its reader says so, or salvages
	}
	switch {
	case isZip(head):
		return w.unpack(m, w.zip)
	case isWARC(head):
		m.salvage = true
		return w.unpack(m, w.webArchive)
	case isGzip(head), isZstd(head):
		m.salvage = true
		return w.compressed(m, head)
	case isTar(head):
		return w.nested(m, w.tar)
	case looksMHTML(head, m.name):
		return w.whole(m, w.mhtml)
	}
	mediaType, reason := sniff(head, m.name)
	if reason != "" {
		return w.skip(m.name, reason)
	}
	return w.whole(m, func(m member, content []byte) error {
		return w.page(Page, m.capture(mediaType), content)
	})
}

// failing is the reader of what cannot be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// whole reads all of m, which must be within the limit for a page.
func (w *walker) whole(m member, fn func(member, []byte) error) error {
	if m.size > w.lim.PageBytes {
		return w.fail(m.name, tooLarge(m.name, m.size, w.lim.PageBytes))
	}
	content, err := readAll(m.r, m.size, w.lim.PageBytes)
	if err != nil {
		return w.fail(m.name, w.readError(m.name, err))
	}
	return fn(m, content)
}

func tooLarge(name string, size, limit int64) error {
	return cutting.Errorf(cutting.Unavailable, "%s: %s, more than the %s a page may have; it was left out",
		name, sizeText(size), sizeText(limit))
}

func (w *walker) readError(name string, err error) error {
	if kind := cutting.KindOf(err); kind != cutting.Internal {
		return cutting.Errorf(kind, "%s: %w", name, err)
	}
	return cutting.Errorf(cutting.Invalid, "%s: cannot be read: %w", name, err)
}

// nested runs fn on an archive unless archives are nested too deep.
func (w *walker) nested(m member, fn func(member) error) error {
	if m.depth >= w.lim.Depth {
		return w.fail(m.name, cutting.Errorf(cutting.Unavailable,
			"%s: archives nested more than %d deep; unpack it and add what is inside", m.name, w.lim.Depth))
	}
	return fn(m)
}

// unpack runs fn on an archive that needs random access, bringing it into
// memory or a temporary file when it lies inside another.
func (w *walker) unpack(m member, fn func(member) error) error {
	if m.at != nil {
		return w.nested(m, fn)
	}
	const inMemory = 16 << 20
	b, err := io.ReadAll(io.LimitReader(m.r, inMemory+1))
	if err != nil {
		if failed := w.fail(m.name, w.readError(m.name, err)); failed != nil || !m.salvage || len(b) == 0 {
			return failed
		}
	}
	if len(b) <= inMemory {
		m.at, m.size, m.r = bytes.NewReader(b), int64(len(b)), nil
		return w.nested(m, fn)
	}
	f, err := os.CreateTemp(w.temp, "cuttings-unpack-*")
	if err != nil {
		return w.fail(m.name, cutting.Errorf(cutting.Unavailable, "%s: no room to unpack it: %w", m.name, err))
	}
	defer os.Remove(f.Name())
	defer f.Close()
	n, err := io.Copy(f, io.LimitReader(io.MultiReader(bytes.NewReader(b), m.r), w.lim.ContainerBytes+1))
	if err != nil {
		if failed := w.fail(m.name, w.readError(m.name, err)); failed != nil || !m.salvage {
			return failed
		}
	}
	if n > w.lim.ContainerBytes {
		return w.fail(m.name, cutting.Errorf(cutting.Unavailable, "%s: larger than the %s an archive inside another may have; "+
			"unpack it and add it by itself", m.name, sizeText(w.lim.ContainerBytes)))
	}
	m.at, m.size, m.r = f, n, nil
	return w.nested(m, fn)
}

func isZip(b []byte) bool {
	return bytes.HasPrefix(b, []byte("PK\x03\x04")) || bytes.HasPrefix(b, []byte("PK\x05\x06")) ||
		bytes.HasPrefix(b, []byte("PK00PK\x03\x04"))
}
func isGzip(b []byte) bool { return bytes.HasPrefix(b, []byte("\x1f\x8b\x08")) }
func isZstd(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x28\xb5\x2f\xfd")) ||
		len(b) >= 4 && b[0]&0xf0 == 0x50 && bytes.Equal(b[1:4], []byte("\x2a\x4d\x18"))
}
func isTar(b []byte) bool { return len(b) >= 512 && bytes.Equal(b[257:262], []byte("ustar")) }

// isWARC tells a plain WARC file, also behind a byte order mark or blank lines.
func isWARC(b []byte) bool {
	b = bytes.TrimLeft(trimBOM(b), "\r\n")
	return len(b) > 6 && bytes.EqualFold(b[:5], []byte("WARC/")) && b[5] >= '0' && b[5] <= '9'
}
