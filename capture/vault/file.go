package vault

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/klauspost/compress/gzip"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
)

const filePattern = "cuttings-%05d.warc.gz"

// warcFiles returns the WARC files in order.
func (v *Vault) warcFiles() ([]string, error) {
	return warcFiles(v.dir)
}

// IsVault reports whether a folder is a vault, or the remains of one.
func IsVault(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, logName)); err == nil {
		return true
	}
	names, err := warcFiles(dir)
	return err == nil && len(names) > 0
}

func warcFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "vault: %w", err)
	}
	var names []string
	for _, e := range entries {
		if n := fileNumber(e.Name()); n > 0 && e.Name() == fmt.Sprintf(filePattern, n) {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(fileNumber(a), fileNumber(b)) })
	return names, nil
}

func fileNumber(name string) int {
	var n int
	if _, err := fmt.Sscanf(name, filePattern, &n); err != nil {
		return 0
	}
	return n
}

// openForReading returns a WARC file open for reading. Its name comes from the log and must be one that
// this program gives.
func (v *Vault) openForReading(name string) (*os.File, error) {
	v.mu.RLock()
	f := v.files[name]
	v.mu.RUnlock()
	if f != nil {
		return f, nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.log == nil {
		return nil, errClosed()
	}
	if f := v.files[name]; f != nil {
		return f, nil
	}
	if name != fmt.Sprintf(filePattern, fileNumber(name)) {
		return nil, cutting.Errorf(cutting.Internal, "vault: the log names %q, which is no file of a vault", name)
	}
	f, err := disk.Open(v.path(name))
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "vault: %w", err)
	}
	v.files[name] = f
	return f, nil
}

// record reads an entry's record; the caller owns its Block.
func (v *Vault) record(e Entry) (*warc.Record, error) {
	f, err := v.openForReading(e.File)
	if err != nil {
		return nil, err
	}
	rec, n, err := readMember(f, e.Offset, e.Offset+e.Length, e.Block)
	if err != nil {
		return nil, err
	}
	if n != e.Length {
		return nil, fmt.Errorf("the record has %d bytes, %d by the log", n, e.Length)
	}
	return rec, nil
}

// maxRecordHeader bounds the header of a record written by this program; the longest part is the
// capture's description.
const maxRecordHeader = maxLine + 64<<10

// readMember reads the gzip member at off, which contains one record written by this program with a
// block of at most maxBlock bytes and ends at or before end. It returns the record, which the
// caller owns, and the member's length. Anything else is an error.
func readMember(r io.ReaderAt, off, end, maxBlock int64) (*warc.Record, int64, error) {
	u, _ := unpackers.Get().(*unpacker)
	if u == nil {
		u = &unpacker{}
	}
	defer unpackers.Put(u)
	plain, n, err := u.member(io.NewSectionReader(r, off, end-off), maxBlock)
	if err != nil {
		return nil, 0, err
	}
	rec, err := warc.ParseRecord(plain)
	if err == nil && rec.BlockLength > maxBlock {
		err = fmt.Errorf("the block has %d bytes, it may have %d", rec.BlockLength, maxBlock)
	}
	return rec, n, err
}

// unpackers caches decompressors; allocating one costs more than reading a small record.
var unpackers sync.Pool

type unpacker struct {
	raw     *bufio.Reader
	counter countReader
	zr      *gzip.Reader
}

// member decompresses one gzip member and returns it with its packed length.
func (u *unpacker) member(r io.Reader, maxBlock int64) ([]byte, int64, error) {
	if u.raw == nil {
		u.raw = bufio.NewReaderSize(r, 64<<10)
	} else {
		u.raw.Reset(r)
	}
	u.counter = countReader{r: u.raw}
	var err error
	if u.zr == nil {
		u.zr, err = gzip.NewReader(&u.counter)
	} else {
		err = u.zr.Reset(&u.counter)
	}
	if err != nil {
		u.zr = nil
		return nil, 0, err
	}
	u.zr.Multistream(false)
	hint := int64(32 << 10)
	if maxBlock >= 0 && maxBlock < 64<<20 { // an entry's size, not only a bound
		hint = maxBlock + 4096
	}
	plain := make([]byte, 0, hint)
	for {
		if len(plain) == cap(plain) {
			plain = append(plain, 0)[:len(plain)]
		}
		n, err := u.zr.Read(plain[len(plain):cap(plain)])
		plain = plain[:len(plain)+n]
		if err == io.EOF {
			return plain, u.counter.n, nil
		}
		if err != nil {
			return nil, 0, err
		}
		if int64(len(plain)) > maxBlock+maxRecordHeader {
			return nil, 0, fmt.Errorf("the record is larger than it may be")
		}
	}
}

// countReader counts the bytes read from it; it is an io.ByteReader, so that a decompressor does
// not read ahead.
type countReader struct {
	r *bufio.Reader
	n int64
}

func (c *countReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *countReader) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// ensureFile ensures that there is a file to append to.
func (v *Vault) ensureFile() error {
	w := &v.writer
	if w.f != nil {
		return nil
	}
	w.enc = warc.NewEncoder()
	names, err := v.warcFiles()
	if err != nil {
		return err
	}
	v.mu.RLock()
	logged := v.index.last
	v.mu.RUnlock()
	last, size := "", int64(0)
	if len(names) > 0 {
		last = names[len(names)-1]
		info, err := os.Stat(v.path(last))
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "vault: %w", err)
		}
		if size = info.Size(); !info.Mode().IsRegular() {
			return v.create(fmt.Sprintf(filePattern, max(fileNumber(last), fileNumber(logged.file))+1))
		}
	}
	switch n := max(fileNumber(last), fileNumber(logged.file)); {
	case n == 0:
		return v.create(fmt.Sprintf(filePattern, 1))
	case fileNumber(last) < n || last == logged.file && size < logged.end:
		return v.create(fmt.Sprintf(filePattern, n+1)) // never write where bytes named in the log are missing
	}
	return v.append(last)
}

// append opens the last file for writing at its end.
func (v *Vault) append(name string) error {
	w := &v.writer
	f, err := v.fs.OpenFile(v.path(name), os.O_RDWR, 0o644)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", name, err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", name, err)
	}
	w.f, w.name, w.size = f, name, info.Size()
	if w.size == 0 {
		return v.writeInfo()
	}
	rec, _, err := readMember(f, 0, w.size, 1<<20)
	if err == nil && rec.Header.Type() == "warcinfo" {
		w.infoID = rec.Header.Get("WARC-Record-ID")
	}
	return nil
}

// create creates a file with a warcinfo record.
func (v *Vault) create(name string) error {
	w := &v.writer
	f, err := v.fs.OpenFile(v.path(name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "making %s: %w", name, err)
	}
	if err := v.syncDir(v.dir); err != nil {
		f.Close()
		return err
	}
	w.f, w.name, w.size = f, name, 0
	return v.writeInfo()
}

func (v *Vault) writeInfo() error {
	w := &v.writer
	now := v.clock()
	w.infoID = warc.RecordID("warcinfo:" + w.name + ":" + warc.FormatDate(now))
	block := []byte("software: " + v.software + "\r\nformat: WARC File Format 1.1\r\n" +
		"conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n")
	digest := "sha256:" + string(cutting.Sum(block))
	return w.enc.Write(&w.buf, warc.Header{
		{Name: "WARC-Type", Value: "warcinfo"},
		{Name: "WARC-Record-ID", Value: w.infoID},
		{Name: "WARC-Date", Value: warc.FormatDate(now)},
		{Name: "WARC-Filename", Value: w.name},
		{Name: "Content-Type", Value: "application/warc-fields"},
		{Name: "WARC-Block-Digest", Value: digest},
	}, block)
}

// flush writes the buffer to the file.
func (w *writer) flush() error {
	if w.buf.Len() == 0 {
		return nil
	}
	n, err := w.f.WriteAt(w.buf.Bytes(), w.size)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", w.name, err)
	}
	w.size += int64(n)
	w.buf.Reset()
	return nil
}

// nextFile finishes the current file, all of whose records are committed, and creates the next.
func (v *Vault) nextFile() error {
	w := &v.writer
	if err := v.finishIndex(); err != nil {
		return err
	}
	next := fmt.Sprintf(filePattern, fileNumber(w.name)+1)
	if err := w.f.Close(); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", w.name, err)
	}
	w.f = nil
	return v.create(next)
}

func (w *writer) close(v *Vault) error {
	if w.f == nil {
		return nil
	}
	var err error
	if w.poisoned == nil {
		err = v.finishIndex()
	}
	if cerr := w.f.Close(); err == nil {
		err = cerr
	}
	w.f = nil
	return err
}

// syncDir makes the creation and renaming of files in dir durable.
func (v *Vault) syncDir(dir string) error {
	if err := v.fs.SyncDir(dir); err != nil {
		return cutting.Errorf(cutting.Unavailable, "vault: %w", err)
	}
	return nil
}
