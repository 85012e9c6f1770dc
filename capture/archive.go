package capture

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"cuttings/cutting"
)

// zip walks the members of a zip file in the order of its directory.
func (w *walker) zip(m member) error {
	zr, err := zip.NewReader(m.at, m.size)
	if err != nil {
		return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: damaged zip file: %w", m.name, err))
	}
	zr.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	names := make(map[string]bool, len(zr.File))
	for _, f := range zr.File {
		names[cleanName(f.Name)] = true
	}
	has := func(n string) bool { return names[n] }
	if err := w.checkWACZ(m, zr); err != nil {
		return err
	}
	for _, f := range zr.File {
		w.budget.members++
		if err := w.budget.spent(); err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if err := w.zipMember(m, f, has); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) zipMember(m member, f *zip.File, has func(string) bool) error {
	inner := cleanName(f.Name)
	child := member{name: m.name + "!/" + inner, time: f.Modified, timeOrigin: timeMtime, depth: m.depth + 1,
		size: int64(min(f.UncompressedSize64, 1<<62))}
	if child.time.Year() < 1981 { // MS-DOS time 0 is "not set"
		child.time, child.timeOrigin = m.time, m.timeOrigin
	}
	if reason := skipPath(inner, has); reason != "" {
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
	if err != nil {
		return w.fail(child.name, cutting.Errorf(cutting.Invalid, "%s: cannot be unpacked: %w", child.name, err))
	}
	defer r.Close()
	child.r = charged{r, &w.budget}
	return w.member(child)
}

// tar walks the members of a tar stream in order.
func (w *walker) tar(m member) error {
	tr := tar.NewReader(m.r)
	names := map[string]bool{} // seen so far: a page usually comes before its assets
	for n := 0; ; n++ {
		h, err := tr.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && cutting.KindOf(err) != cutting.Internal { // the budget's
			return w.fail(m.name, w.readError(m.name, err))
		}
		if err != nil {
			return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: damaged after %d members, the rest is lost: %w", m.name, n, err))
		}
		w.budget.members++
		if err := w.budget.spent(); err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		inner := cleanName(h.Name)
		names[inner] = true
		child := member{name: m.name + "!/" + inner, time: h.ModTime, timeOrigin: timeMtime, depth: m.depth + 1, size: h.Size, r: tr}
		if h.ModTime.Unix() <= 0 {
			child.time, child.timeOrigin = m.time, m.timeOrigin
		}
		switch reason := skipPath(inner, func(n string) bool { return names[n] }); {
		case h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader:
			continue
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

// compressed looks into a gzip or zstd file: a web archive, a tar file, or a
// single page.
func (w *walker) compressed(m member, head []byte) error {
	named := strings.Contains(strings.ToLower(path.Base(m.name)), ".warc") // its beginning may be damaged
	if named || startsWARC(head) {
		return w.unpack(m, w.webArchive)
	}
	return w.nested(m, func(m member) error {
		r, err := decompressor(m.r)
		if err != nil {
			return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: damaged compressed file: %w", m.name, err))
		}
		defer r.Close()
		inner := path.Base(m.name)
		for _, e := range [...]string{".gz", ".gzip", ".zst", ".zstd"} {
			inner = strings.TrimSuffix(inner, e)
		}
		br := bufio.NewReaderSize(charged{r, &w.budget}, 1024)
		if start, _ := br.Peek(512); isTar(start) {
			return w.tar(member{name: m.name, time: m.time, timeOrigin: m.timeOrigin, r: br, depth: m.depth})
		}
		return w.member(member{name: m.name + "!/" + inner, time: m.time, timeOrigin: m.timeOrigin, size: -1, r: br, depth: m.depth + 1})
	})
}

// startsWARC decodes the first bytes of a compressed file and tells a WARC file
// by them, or by the dictionary frame that only WARC files begin with.
func startsWARC(head []byte) bool {
	if isZstd(head) && head[0] == 0x5d {
		return true
	}
	r, err := decompressor(bytes.NewReader(head))
	if err != nil {
		return false
	}
	defer r.Close()
	start := make([]byte, 64)
	n, _ := io.ReadFull(r, start) // the head is cut off: an error is expected
	return isWARC(start[:n])
}

// decompressor undoes gzip or zstd, told by the first bytes, with a bound on
// the memory a frame may ask for.
func decompressor(r io.Reader) (io.ReadCloser, error) {
	br := bufio.NewReader(r)
	head, err := br.Peek(4)
	if err != nil {
		return nil, err
	}
	if isZstd(head) {
		zr, err := zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return nil, err
		}
		return zr.IOReadCloser(), nil
	}
	return gzip.NewReader(br)
}

// maxZstdWindow is the most memory a zstd frame may ask for (--long=27).
const maxZstdWindow = 128 << 20

// skipPath applies skipName to every part of a member's path; has tells whether
// a path is in the archive.
func skipPath(p string, has func(string) bool) string {
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
