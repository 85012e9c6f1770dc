package capture

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"time"

	"cuttings/cutting"
	"cuttings/internal/form"
)

// member is one file, on disk or in an archive, before its form is detected.
type member struct {
	name       string
	url        string    // from a note of the saving program; "" for none
	mediaType  string    // of an asset, as its carrier declares
	time       time.Time // zero when unknown
	timeOrigin string
	size       int64 // as declared; -1 when unknown; never trusted
	r          io.Reader
	at         io.ReaderAt // random access to the same bytes; nil in a stream
	path       string      // on disk; "" in an archive
	depth      int         // number of archives around it
	from       string      // ID of the capture it was decoded from; "" for none
	salvage    bool        // report the readable part when the rest is damaged
	doubts     []string    // faults about its time
	mails      int         // number of mails around it
}

// capture returns the beginning of a description of a capture made of the member.
func (m member) capture(mediaType string) cutting.Capture {
	c := cutting.Capture{URL: m.url, Name: m.name, Time: m.time.UTC(), TimeOrigin: m.timeOrigin, MediaType: mediaType,
		DerivedFrom: m.from}
	if m.time.IsZero() {
		c.TimeOrigin = timeUnknown
	}
	return c
}

// member reports the content of m, or m as skipped when there is none.
func (w *walker) member(m member) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	given, late, waiting := w.given, len(w.revisits), w.waitingFiles()
	if err := w.recognise(m); err != nil {
		return err
	}
	if w.given == given && len(w.revisits) == late && w.waitingFiles() == waiting {
		return w.skip(m.name, "an archive with nothing in it")
	}
	return nil
}

// recognise detects what m is by its first bytes and reads it accordingly.
func (w *walker) recognise(m member) error {
	br := bufio.NewReaderSize(m.r, form.SniffLen)
	head, err := br.Peek(form.SniffLen)
	m.r = br
	if err != nil && err != io.EOF {
		if len(head) == 0 {
			return w.fail(m.name, w.readError(m.name, err))
		}
		m.r = io.MultiReader(bytes.NewReader(head), failingReader{err}) // its reader reports the error, or salvages
	}
	return w.read(m, head, form.Detect(head, err == io.EOF, form.Hints{Name: m.name}))
}

// read reads m as what was detected.
func (w *walker) read(m member, head []byte, found form.Found) error {
	switch found.Form {
	case form.Zip:
		m.salvage = false // its directory is at its end
		return w.unpack(m, w.zip)
	case form.WARC:
		m.salvage = true
		return w.unpack(m, w.webArchive)
	case form.ARC:
		return w.readNested(m, w.arc)
	case form.Gzip, form.Zstd, form.Bzip2, form.XZ:
		m.salvage = true
		return w.readCompressed(m, head, found.Form)
	case form.Tar:
		return w.readNested(m, w.tar)
	case form.Message:
		return w.readWhole(m, w.message)
	case form.Mbox:
		return w.readNested(m, w.mbox)
	case form.Emlx:
		return w.readWhole(m, w.emlx)
	case form.Clipping:
		return w.readWhole(m, w.clipping)
	case form.HTTP:
		return w.readWhole(m, w.answer)
	}
	switch {
	case found.Undecided && m.size > w.lim.PageBytes:
		return w.skip(m.name, "data larger than a page may be")
	case found.Undecided:
		return w.readWhole(m, func(m member, content []byte) error {
			found := form.Detect(content, true, form.Hints{Name: m.name})
			if found.Form == form.None {
				return w.reportNoPage(m.name, found)
			}
			return w.page(Page, m.capture(found.MediaType), content)
		})
	case (found.Reason == cutting.LeftProgram || found.Reason == cutting.LeftBinary && zipExts[form.Ext(m.name)]) &&
		m.at != nil && containsPages(m.at, m.size):
		return w.unpack(m, w.zip)
	case found.Form == form.None && found.Unread == "":
		return w.leaveAsset(m, found.Reason)
	case found.Form == form.None:
		return w.reportNoPage(m.name, found)
	}
	return w.readWhole(m, func(m member, content []byte) error {
		if found.Form == form.HTML {
			return w.html(m.capture(found.MediaType), content)
		}
		return w.page(Page, m.capture(found.MediaType), content)
	})
}

// zipExts are extensions of zip files, which may follow other bytes.
var zipExts = map[string]bool{".zip": true, ".zipx": true, ".wacz": true, ".maff": true, ".htmlz": true}

// containsPages reports whether a file is a self-extracting one: a zip file follows its code or other bytes, with
// pages or archives of pages in it.
func containsPages(at io.ReaderAt, size int64) bool {
	zr, err := zip.NewReader(at, size)
	if err != nil {
		return false
	}
	for _, f := range zr.File {
		if e := form.Ext(f.Name); form.HTMLExt(e) || e == ".txt" || e == ".mht" || e == ".mhtml" || e == ".maff" ||
			e == ".warc" || e == ".eml" {
			return true
		}
	}
	return false
}

// reportNoPage reports a file that is no page: left out with its reason, or failed when its kind contains
// pages and is not read.
func (w *walker) reportNoPage(name string, found form.Found) error {
	if found.Unread != "" && w.answered {
		return w.skip(name, unreadInAnswer(found))
	}
	if found.Unread != "" {
		return w.fail(name, unreadError(name, found))
	}
	return w.skip(name, found.Reason)
}

// unreadInAnswer is the reason for a file that is not read, within a record of a web archive: crawls have many.
func unreadInAnswer(found form.Found) cutting.LeftOut {
	return cutting.LeftOut(found.Unread + ", which this program does not read")
}

func unreadError(name string, found form.Found) error {
	return cutting.Errorf(cutting.Unsupported, "%s: %s, which this program does not read; %s", name, found.Unread,
		found.Advice)
}

// failingReader is a reader that only returns an error.
type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// readWhole reads all of m, which must be within the limit of a page.
func (w *walker) readWhole(m member, fn func(member, []byte) error) error {
	if m.size > w.lim.PageBytes {
		return w.fail(m.name, tooLarge(m.name, m.size, w.lim.PageBytes))
	}
	content, err := readAll(m.r, m.size, w.lim.PageBytes)
	if err == nil {
		return fn(m, content)
	}
	if !m.salvage || len(content) == 0 || cutting.KindOf(err) != cutting.Internal {
		return w.fail(m.name, w.readError(m.name, err))
	}
	if err := w.fail(m.name, cutting.Errorf(cutting.Invalid,
		"%s: damaged after %d bytes, which were read: %w", m.name, len(content), err)); err != nil {
		return err
	}
	doubt := fmt.Sprintf("the packed file is damaged after %d bytes: %v", len(content), err)
	return w.doubting([]string{doubt}, func() error { return fn(m, content) })
}

// doubting calls fn, and adds doubts to all pages and containers that it reports.
func (w *walker) doubting(doubts []string, fn func() error) error {
	plain := w.fn
	defer func() { w.fn = plain }()
	w.fn = func(i Item) error {
		if i.Kind == Page || i.Kind == Container {
			i.Faults = append(i.Faults, doubts...)
		}
		return plain(i)
	}
	return fn()
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

// readNested calls fn on an archive unless archives are nested too deep.
func (w *walker) readNested(m member, fn func(member) error) error {
	if m.depth >= w.lim.Depth {
		return w.fail(m.name, cutting.Errorf(cutting.Unavailable,
			"%s: archives nested more than %d deep; unpack it and add what is inside", m.name, w.lim.Depth))
	}
	return fn(m)
}

// unpack calls fn on an archive that needs random access, after copying it to memory or a temporary
// file when it is inside another.
func (w *walker) unpack(m member, fn func(member) error) error {
	if m.at != nil {
		return w.readNested(m, fn)
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
		return w.readNested(m, fn)
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
		return w.fail(m.name, cutting.Errorf(cutting.Unavailable,
			"%s: larger than the %s an archive inside another may have; "+
				"unpack it and add it by itself", m.name, sizeText(w.lim.ContainerBytes)))
	}
	m.at, m.size, m.r = f, n, nil
	return w.readNested(m, fn)
}
