package capture

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"cuttings/cutting"
	"cuttings/internal/foreign"
	"cuttings/internal/form"
)

// zip walks the members of a zip file in the order of its directory, folders of saved pages' assets
// last.
func (w *walker) zip(m member) error {
	zr, err := zip.NewReader(m.at, m.size)
	if err != nil {
		return w.cutZip(m, err)
	}
	zr.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	for method, packed := range zipMethods {
		zr.RegisterDecompressor(method, func(r io.Reader) io.ReadCloser { return newLateReader(r, packed) })
	}
	if found := officeKind(zr); found.Unread != "" {
		return w.reportNoPage(m.name, found)
	}
	inner := zipNames(zr)
	names := make(map[string]bool, len(zr.File))
	for i, f := range zr.File {
		if !f.FileInfo().IsDir() {
			names[inner[i]] = true
		}
	}
	has := func(n string) bool { return names[n] }
	defer func(outer func(string) bool) { w.exists = outer }(w.exists)
	w.exists = func(name string) bool {
		inner, ok := strings.CutPrefix(name, m.name+"!/")
		return ok && names[inner]
	}
	notes := w.zipNotes(zr, inner)
	if err := w.checkWACZ(m, zr); err != nil {
		return err
	}
	for _, parts := range [...]bool{false, true} {
		for i, f := range zr.File {
			if f.FileInfo().IsDir() && parts {
				continue
			}
			reason := skipPath(inner[i], has)
			if left := notes.left[inner[i]]; left != "" {
				reason = left
			}
			if (reason == cutting.LeftAsset) != parts {
				continue
			}
			w.budget.member()
			if err := w.budget.checkSpent(); err != nil {
				return w.fail(m.name, w.readError(m.name, err))
			}
			if f.FileInfo().IsDir() {
				continue
			}
			if err := w.zipMember(m, f, inner[i], reason, notes.pages[inner[i]]); err != nil {
				return err
			}
		}
	}
	return nil
}

// zipMethods are the ways in which members of newer zip files are packed (APPNOTE.TXT, 4.4.5), besides deflate.
var zipMethods = map[uint16]form.Form{12: form.Bzip2, 93: form.Zstd, 95: form.XZ}

// lateReader is a decompressor that is made with the first read, where its error can be returned.
type lateReader struct {
	from   io.Reader
	packed form.Form
	r      io.ReadCloser // nil before
}

func newLateReader(r io.Reader, packed form.Form) *lateReader {
	return &lateReader{from: r, packed: packed}
}

func (l *lateReader) Read(p []byte) (int, error) {
	if l.r == nil {
		r, err := decompressor(l.from, l.packed)
		if err != nil {
			return 0, err
		}
		l.r = r
	}
	return l.r.Read(p)
}

func (l *lateReader) Close() error {
	if l.r == nil {
		return nil
	}
	return l.r.Close()
}

// zipNames returns the members' names in the order of the directory, decoded from the charset of
// the system that wrote them.
func zipNames(zr *zip.Reader) []string {
	const creatorFAT, creatorNTFS = 0, 10
	dos := 0
	for _, f := range zr.File {
		if c := f.CreatorVersion >> 8; c == creatorFAT || c == creatorNTFS {
			dos++
		}
	}
	decode := foreign.NewNames(foreign.Hints{DOS: dos*2 > len(zr.File)})
	for _, f := range zr.File {
		decode.See(f.Name)
	}
	out := make([]string, len(zr.File))
	for i, f := range zr.File {
		name := unicodePath(f)
		if name == "" {
			name = decode.Decode(f.Name)
		}
		out[i] = cleanName(name)
	}
	return out
}

// unicodePath returns the UTF-8 name in a member's extra field, beside the one in an old charset
// (APPNOTE.TXT, 4.6.9); "" when there is none or it is outdated.
func unicodePath(f *zip.File) string {
	for b := f.Extra; len(b) >= 4; {
		id, n := binary.LittleEndian.Uint16(b), int(binary.LittleEndian.Uint16(b[2:]))
		if b = b[4:]; n > len(b) {
			return ""
		}
		if id == 0x7075 && n > 5 && b[0] == 1 && binary.LittleEndian.Uint32(b[1:]) == crc32.ChecksumIEEE(
			[]byte(f.Name)) && utf8.Valid(b[5:n]) {
			return string(b[5:n])
		}
		b = b[n:]
	}
	return ""
}

func (w *walker) zipMember(m member, f *zip.File, inner string, reason cutting.LeftOut, n savedNote) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	child := member{name: m.name + "!/" + inner, time: f.Modified, timeOrigin: timeMtime, depth: m.depth + 1,
		from: m.from,
		size: int64(min(f.UncompressedSize64, 1<<62)), salvage: true}
	if w.notSet(child.time) {
		child.time, child.timeOrigin = m.time, m.timeOrigin
	}
	w.applyNote(&child, n)
	if reason != "" && reason != cutting.LeftAsset {
		return w.skip(child.name, reason)
	}
	if !f.Mode().IsRegular() {
		return w.skip(child.name, "not a regular file")
	}
	if f.Flags&1 != 0 {
		return w.fail(child.name, cutting.Errorf(cutting.Unsupported,
			"%s: encrypted; unpack it with its password and add what is inside", child.name))
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return w.fail(child.name, cutting.Errorf(cutting.Unsupported,
			"%s: packed in a way that this program does not read (method %d); unpack it and add what is inside",
			child.name, f.Method))
	}
	if err != nil {
		return w.fail(child.name, cutting.Errorf(cutting.Invalid, "%s: cannot be unpacked: %w", child.name, err))
	}
	defer r.Close()
	child.r = chargedReader{r, &w.budget}
	if reason == cutting.LeftAsset {
		return w.asset(child)
	}
	return w.member(child)
}

// tar walks the members of a tar stream in order. A single block of zeros instead of two also ends
// a stream, whatever follows. Concatenated archives are all read.
func (w *walker) tar(m member) error {
	defer func(outer func(string) bool) { w.exists = outer }(w.exists)
	w.exists = nil // later members are unknown
	end := &tarEnd{r: m.r}
	tr := tar.NewReader(end)
	names := map[string]bool{} // seen so far: a page usually comes before its assets
	decode := foreign.NewNames(foreign.Hints{})
	for n := 0; ; n++ {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		h, err := tr.Next()
		if err == io.EOF || err != nil && n > 0 && end.oneZeroBlock() {
			if tr = end.next(err == io.EOF); tr == nil {
				return nil
			}
			continue
		}
		if err != nil && cutting.KindOf(err) != cutting.Internal { // the budget's
			return w.fail(m.name, w.readError(m.name, err))
		}
		if err != nil {
			return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: damaged after %d members, the rest is lost: %w",
				m.name, n, err))
		}
		w.budget.member()
		if err := w.budget.checkSpent(); err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		decode.See(h.Name)
		inner := cleanName(decode.Decode(h.Name))
		if h.Typeflag != tar.TypeDir {
			names[inner] = true
		}
		child := member{name: m.name + "!/" + inner, time: h.ModTime, timeOrigin: timeMtime, depth: m.depth + 1,
			size: h.Size, r: tr, from: m.from}
		if w.notSet(h.ModTime) {
			child.time, child.timeOrigin = m.time, m.timeOrigin
		}
		switch reason := skipPath(inner, func(n string) bool { return names[n] }); {
		case h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader:
			continue
		case reason == cutting.LeftAsset && h.Typeflag == tar.TypeReg:
			err = w.asset(child)
		case reason != "":
			err = w.skip(child.name, reason)
		case h.Typeflag != tar.TypeReg:
			err = w.skip(child.name, "not a regular file")
		default:
			err = w.member(child)
		}
		if err != nil {
			return err
		}
	}
}

// tarEnd keeps the last two blocks that a tar reader has read.
type tarEnd struct {
	r    io.Reader
	last [2 * 512]byte
}

func (t *tarEnd) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if n >= len(t.last) {
		copy(t.last[:], p[n-len(t.last):n])
	} else {
		copy(t.last[:], t.last[n:])
		copy(t.last[len(t.last)-n:], p[:n])
	}
	return n, err
}

// oneZeroBlock reports whether the second to last block is one of zeros: the unreadable header then
// follows the end of the archive.
func (t *tarEnd) oneZeroBlock() bool { return len(bytes.Trim(t.last[:512], "\x00")) == 0 }

// next returns a reader of the archive that follows the one that has ended; nil for none. whole is
// true when two blocks of zeros ended it, so that nothing of the next has been read.
func (t *tarEnd) next(whole bool) *tar.Reader {
	block := bytes.Clone(t.last[512:])
	for whole {
		if _, err := io.ReadFull(t, block); err != nil {
			return nil
		}
		if len(bytes.Trim(block, "\x00")) > 0 {
			break
		}
	}
	if !form.TarHeader(block) {
		return nil
	}
	return tar.NewReader(io.MultiReader(bytes.NewReader(block), t))
}

// readCompressed reads a compressed file: a web archive, a tar file, or a single page.
func (w *walker) readCompressed(m member, head []byte, packed form.Form) error {
	if packed == form.Gzip || packed == form.Zstd {
		named := strings.Contains(strings.ToLower(path.Base(m.name)), ".warc") // its beginning may be damaged
		switch within := startsAs(head, packed); {
		case within == form.WARC, named && within != form.Gzip && within != form.Zstd: // packed twice by a server
			return w.unpack(m, w.webArchive)
		}
	}
	return w.readNested(m, func(m member) error {
		r, err := decompressor(m.r, packed)
		if err != nil {
			return w.fail(m.name, w.readError(m.name, fmt.Errorf("damaged compressed file: %w", err)))
		}
		defer r.Close()
		br := bufio.NewReaderSize(chargedReader{r, &w.budget}, form.SniffLen)
		child := member{name: m.name, time: m.time, timeOrigin: m.timeOrigin, r: br, depth: m.depth, from: m.from,
			size: -1, salvage: true}
		start, err := br.Peek(form.SniffLen)
		switch found := form.Detect(start, err != nil, form.Hints{}); found.Form {
		case form.Tar:
			return w.tar(child)
		case form.ARC:
			return w.arc(child)
		}
		child.name, child.depth = m.name+"!/"+withoutPacking(path.Base(m.name)), m.depth+1
		if err := w.member(child); err != nil {
			return err
		}
		if g, ok := r.(*gzipReader); ok && g.foreign > 0 {
			return w.fail(m.name, cutting.Errorf(cutting.Invalid,
				"%s: %d bytes after the packed file are not part of it; what is before them was read", m.name,
				g.foreign))
		}
		return nil
	})
}

// withoutPacking returns a compressed file's name without the extension of the compression.
func withoutPacking(name string) string {
	for _, e := range [...]string{".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz"} {
		if len(name) > len(e) && strings.EqualFold(name[len(name)-len(e):], e) {
			return name[:len(name)-len(e)]
		}
	}
	return name
}

// startsAs returns the form of a compressed file's content by its first decoded bytes: that of WARC files also by
// the dictionary frame that only they begin with.
func startsAs(head []byte, packed form.Form) form.Form {
	if packed == form.Zstd && head[0] == 0x5d {
		return form.WARC
	}
	r, err := decompressor(bytes.NewReader(head), packed)
	if err != nil {
		return form.None
	}
	defer r.Close()
	start := make([]byte, 64)
	n, _ := io.ReadFull(r, start) // an error is expected, as the head is cut off
	return form.Detect(start[:n], false, form.Hints{}).Form
}

// decompressor returns a decoder of gzip, zstd, bzip2 or xz, with a bound on the memory a frame may
// request.
func decompressor(r io.Reader, packed form.Form) (io.ReadCloser, error) {
	switch packed {
	case form.Zstd:
		zr, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return nil, err
		}
		return zr.IOReadCloser(), nil
	case form.Bzip2:
		return io.NopCloser(bzip2.NewReader(r)), nil
	case form.XZ:
		br := bufio.NewReader(r)
		if start, _ := br.Peek(32); xzDictionary(start) > maxZstdWindow {
			return nil, cutting.Errorf(cutting.Unavailable,
				"unpacking it takes more than %s of memory; unpack it and add what is inside", sizeText(maxZstdWindow))
		}
		zr, err := xz.NewReader(br)
		if err != nil {
			return nil, err
		}
		return io.NopCloser(zr), nil
	}
	return newGzipReader(r)
}

// gzipReader reads the members of a gzip file in order. What follows the last member ends it, as
// with gzip itself: zeros that pad a block are ignored, other bytes are counted.
type gzipReader struct {
	*gzip.Reader
	br      *bufio.Reader
	foreign int64 // nonzero bytes after the last member
}

func newGzipReader(r io.Reader) (*gzipReader, error) {
	br := bufio.NewReader(r)
	zr, err := gzip.NewReader(br)
	if err != nil {
		return nil, err
	}
	zr.Multistream(false)
	return &gzipReader{Reader: zr, br: br}, nil
}

func (g *gzipReader) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	if err != io.EOF {
		return n, err
	}
	if start, _ := g.br.Peek(2); string(start) != "\x1f\x8b" {
		return n, g.countTrailing()
	}
	if err := g.Reset(g.br); err != nil {
		return n, err
	}
	g.Multistream(false)
	return n, nil
}

// countTrailing counts the bytes after the last member. It returns io.EOF, or why the file cannot be read.
func (g *gzipReader) countTrailing() error {
	buf := make([]byte, 4096)
	for {
		n, err := g.br.Read(buf)
		for _, c := range buf[:n] {
			if c != 0 {
				g.foreign++
			}
		}
		if err != nil {
			return err
		}
	}
}

// xzDictionary returns the size of the dictionary that an xz file's first block requests; 0 when
// the header is not one of a single LZMA2 filter, which the reader refuses. Memory is allocated as
// it is filled, so that a later block with a larger dictionary costs no more than its content.
func xzDictionary(b []byte) int64 {
	if len(b) < 20 {
		return 0
	}
	at := 14 // stream header (12), size and flags of the block header
	for _, bit := range [...]byte{0x40, 0x80} {
		for b[13]&bit != 0 && at < len(b) { // sizes, seven bits a byte
			at++
			if b[at-1] < 0x80 {
				break
			}
		}
	}
	if at+2 >= len(b) || b[at] != 0x21 || b[at+1] != 1 {
		return 0
	}
	bits := b[at+2] & 0x3f
	return int64(2|bits&1) << (bits/2 + 11)
}

// maxZstdWindow is the most memory a zstd frame may request (--long=27).
const maxZstdWindow = 128 << 20

// skipPath applies skipName to every part of a member's path; has reports whether the archive
// contains a path.
func skipPath(p string, has func(string) bool) cutting.LeftOut {
	for i := 0; i < len(p); {
		end := strings.IndexByte(p[i:], '/')
		isDir := end >= 0
		if !isDir {
			end = len(p) - i
		}
		dir := p[:i]
		if reason := skipName(p[i:i+end], isDir, func(n string) bool { return has(dir + n) }); reason != "" {
			return reason
		}
		i += end + 1
	}
	return ""
}
