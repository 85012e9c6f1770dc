package capture

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/foreign"
	"cuttings/internal/form"
	"cuttings/internal/pageasset"
	"cuttings/internal/wxr"
)

// Origins of Capture.Time.
const (
	timeWARC    = "warc"
	timeMHTML   = "mhtml"
	timeMail    = "mail"
	timeSaved   = "saved-from"
	timeMtime   = "mtime"
	timeUnknown = "unknown"
)

type walker struct {
	ctx      context.Context
	lim      Limits
	now      func() time.Time
	temp     string
	fn       func(Item) error
	given    int    // number of items
	answered bool   // within a record of a web archive
	budget   budget // of the file on disk being read

	warcs    []string           // paths of the WARC files on disk walked so far
	places   map[placeKey]place // where their records are
	revisits []visit            // whose record has not been found yet

	// exists reports whether a file of that name is among those walked, whether or not it is read;
	// nil when unknown.
	exists func(name string) bool

	frameRefs map[string]bool      // names of files that are frames of pages walked so far
	follow    bool                 // follow links to files outside the named folder
	base      string               // the named folder, links resolved
	within    map[string]bool      // folders being walked, links resolved, when links are followed
	noted     map[string]savedNote // by the path on disk of the page it is about
	assets    *assets              // nil when not requested
}

func newWalker(ctx context.Context, o Options, fn func(Item) error) *walker {
	w := &walker{ctx: ctx, lim: o.Limits.withDefaults(), now: o.Now, temp: o.TempDir, places: map[placeKey]place{},
		noted: map[string]savedNote{}, frameRefs: map[string]bool{}, follow: o.FollowLinks, within: map[string]bool{}}
	w.fn = func(i Item) error {
		w.given++
		if w.assets != nil && i.Kind == Page && (i.Capture.MediaType == form.TypeHTML ||
			i.Capture.MediaType == form.TypeXHTML) {
			w.assets.page(i.Capture, i.Content)
		}
		var left []Item
		if i.Kind == Page {
			left = unpublished(i.Capture, i.Content) // before the receiver owns the content
		}
		if err := fn(i); err != nil {
			return err
		}
		for _, l := range left {
			if err := fn(l); err != nil {
				return err
			}
		}
		return nil
	}
	if o.Assets {
		w.assets = &assets{refs: map[pageasset.Key]struct{}{}}
	}
	if w.now == nil {
		w.now = time.Now
	}
	return w
}

// root walks one path the user named. Its base name is the beginning of every name below it.
func (w *walker) root(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return w.fail(path, cutting.Errorf(cutting.Invalid, "%s: %w", path, err))
	}
	info, err := os.Stat(path) // follow a link the user named
	if err != nil {
		return w.fail(filepath.Base(abs), pathError(path, err))
	}
	name := cleanName(filepath.Base(abs))
	if info.IsDir() {
		if w.base, err = filepath.EvalSymlinks(abs); err != nil {
			return w.fail(name, pathError(path, err))
		}
		return w.folder(path, name)
	}
	return w.file(path, name, info)
}

// folder walks the folder at path, whose name in the archive is name.
func (w *walker) folder(path, name string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if isArchiveFolder(path) {
		return w.skip(name, "an archive of this program")
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		if err := w.fail(name, pathError(path, err)); err != nil {
			return err
		}
	}
	files := make(map[string]bool, len(entries))
	decode := foreign.NewNames(foreign.Hints{})
	for _, e := range entries {
		decode.See(e.Name())
		if !e.IsDir() {
			files[e.Name()] = true
		}
	}
	isFile := func(n string) bool { return files[n] }
	notes := folderNotes(path, files)
	for page, n := range notes.pages {
		w.noted[filepath.Join(path, page)] = n
	}
	for _, parts := range [...]bool{false, true} { // the assets of saved pages last
		for _, e := range entries {
			reason := skipName(e.Name(), e.IsDir(), isFile)
			if left := notes.left[e.Name()]; left != "" {
				reason = left
			}
			if (reason == cutting.LeftAsset) != parts {
				continue
			}
			child, childName := filepath.Join(path, e.Name()), name+"/"+cleanName(decode.Decode(e.Name()))
			switch {
			case reason == "":
				err = w.entry(child, childName, e)
			case e.IsDir():
				err = w.skipFolder(child, childName, reason)
			default:
				err = w.skip(childName, reason)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walker) entry(path, name string, e fs.DirEntry) error {
	if e.IsDir() {
		return w.folder(path, name)
	}
	if e.Type()&fs.ModeSymlink != 0 && !w.follow && w.linksOutside(path) {
		return w.skip(name, cutting.LeftFarLink)
	}
	info, err := os.Stat(path)
	if err != nil {
		return w.fail(name, pathError(path, err))
	}
	if info.IsDir() {
		return w.linkedFolder(path, name)
	}
	return w.file(path, name, info)
}

// linksOutside reports whether a link's target is outside the named folder. A broken link does not.
func (w *walker) linksOutside(path string) bool {
	to, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(w.base, to)
	return err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// linkedFolder walks the folder that a link is to, when links are followed, unless it is being
// walked already.
func (w *walker) linkedFolder(path, name string) error {
	to, err := filepath.EvalSymlinks(path)
	if !w.follow || err != nil {
		return w.skip(name, "a link to a folder")
	}
	if w.within[to] || !w.linksOutside(path) {
		return w.skip(name, "a link to a folder that is read in its own place")
	}
	w.within[to] = true
	defer delete(w.within, to)
	return w.folder(path, name)
}

// skipFolder reports every file below a folder as skipped, so that counts are complete.
func (w *walker) skipFolder(path, name string, reason cutting.LeftOut) error {
	return filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		rel, relErr := filepath.Rel(path, p)
		if relErr != nil {
			rel = filepath.Base(p)
		}
		full := name + "/" + cleanName(filepath.ToSlash(rel))
		if err != nil {
			return w.fail(full, pathError(p, err))
		}
		if e.IsDir() {
			return nil
		}
		if info, err := e.Info(); err == nil && reason == cutting.LeftAsset && info.Mode().IsRegular() &&
			(form.HTMLExt(form.Ext(full)) || w.assets != nil) {
			return w.open(p, full, info, w.asset)
		}
		return w.skip(full, reason)
	})
}

// file reads one file on disk.
func (w *walker) file(path, name string, info fs.FileInfo) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if !info.Mode().IsRegular() { // reading a pipe or a device may never end
		return w.skip(name, "not a regular file")
	}
	return w.open(path, name, info, w.member)
}

// open opens a file and calls fn to read it, with a budget of its own.
func (w *walker) open(path, name string, info fs.FileInfo, fn func(member) error) error {
	f, err := disk.Open(path)
	if err != nil {
		return w.fail(name, pathError(path, err))
	}
	defer f.Close()
	modified := info.ModTime()
	if w.notSet(modified) {
		modified = time.Time{}
	}
	w.budget = newBudget(w.lim, info.Size())
	file := untilDone{w.ctx, f}
	m := member{
		name: name, time: modified, timeOrigin: timeMtime,
		size: info.Size(), r: file, at: file, path: path,
	}
	if n, ok := w.noted[path]; ok {
		w.applyNote(&m, n)
	}
	w.exists = existsBeside(path, name)
	return fn(m)
}

// inFuture reports whether t is a time that nothing can have been captured at yet.
func (w *walker) inFuture(t time.Time) bool { return warc.InFuture(t, w.now()) }

// notSet reports whether a file's date is none: one in the future, or one that programs write for an unknown
// date: the zero of Unix or MS-DOS, or any day before the web.
func (w *walker) notSet(modified time.Time) bool {
	return modified.Year() < warc.FirstYear || w.inFuture(modified)
}

// existsBeside returns a function that reports whether a file exists on disk, by names relative to which
// path is the file called name.
func existsBeside(file, name string) func(string) bool {
	return func(other string) bool {
		rel, err := filepath.Rel(filepath.Dir(filepath.FromSlash(name)), filepath.FromSlash(other))
		if err != nil {
			return false
		}
		_, err = os.Stat(filepath.Join(filepath.Dir(file), rel))
		return err == nil
	}
}

// untilDone is a reader that fails when its context has ended, so that loops over its bytes end as
// well.
type untilDone struct {
	ctx context.Context
	f   *os.File
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.f.Read(p)
}

func (u untilDone) ReadAt(p []byte, off int64) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.f.ReadAt(p, off)
}

// skip reports something that is not a page.
func (w *walker) skip(name string, reason cutting.LeftOut) error {
	return w.fn(Item{Kind: Skipped, Capture: cutting.Capture{Name: name}, Reason: reason})
}

// fail reports something that could not be read.
func (w *walker) fail(name string, err error) error {
	if w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	return w.fn(Item{Kind: Failed, Capture: cutting.Capture{Name: name}, Err: err})
}

// page reports a page or container.
func (w *walker) page(kind Kind, c cutting.Capture, content []byte) error {
	Identify(&c, content)
	return w.fn(Item{Kind: kind, Capture: c, Content: content})
}

// unpublished returns the items of a page that were not published, by name and reason, when it is the
// export of a site.
func unpublished(page cutting.Capture, content []byte) []Item {
	if page.MediaType != form.TypeRSS && page.MediaType != form.TypeAtom {
		return nil
	}
	var out []Item
	for i, it := range wxr.Unpublished(string(content)) {
		name := "item-" + strconv.Itoa(i+1)
		if it.ID != "" {
			name = "post-" + clipText(it.ID)
		}
		c := cutting.Capture{Name: page.Name + "!/" + name}
		out = append(out, Item{Kind: Skipped, Capture: c, Reason: it.Reason})
	}
	return out
}

// isArchiveFolder reports whether path is an archive of this program, whose files are not input.
func isArchiveFolder(path string) bool {
	if info, err := os.Stat(filepath.Join(path, "archive.json")); err != nil || info.IsDir() {
		return false
	}
	info, err := os.Stat(filepath.Join(path, "vault"))
	return err == nil && info.IsDir()
}

func pathError(path string, err error) error {
	kind := cutting.Unavailable
	switch {
	case os.IsNotExist(err):
		return cutting.Errorf(cutting.NotFound, "%s: there is no such file or folder", path)
	case os.IsPermission(err):
		return cutting.Errorf(cutting.Unavailable, "%s: no permission to read it", path)
	}
	return cutting.Errorf(kind, "%s: %w", path, err)
}

// readAll reads r to its end, at most max bytes; more is an error. Of a reader that fails it returns what is before.
// The size hint avoids copying.
func readAll(r io.Reader, hint, max int64) ([]byte, error) {
	if hint < 0 || hint > max {
		hint = 0
	}
	b := make([]byte, 0, hint+512)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if int64(len(b)) > max {
			return nil, cutting.Errorf(cutting.Unavailable, "larger than the limit of %s", sizeText(max))
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}

// cleanName returns a path of an archive member or file system in a harmless form that is the same
// on every system: slashes, no "." or "..", nothing above, valid UTF-8 (other bytes are written
// %XX).
func cleanName(s string) string {
	s = strings.ReplaceAll(s, "\\", "/")
	var b strings.Builder
	for _, part := range strings.Split(s, "/") {
		if part == "" || part == "." || part == ".." {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		cleanPart(&b, part)
	}
	if b.Len() == 0 {
		return "unnamed"
	}
	return b.String()
}
