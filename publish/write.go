package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"cuttings/cutting"
	"cuttings/internal/filelock"
	"cuttings/internal/interrupt"
)

// manifestFile lists what a folder holds, so that the next run writes what changed only
// and touches nothing that is not the site's.
const manifestFile = "cuttings-site.json"

// manifest is its content. It goes to the web host with the rest, so it holds paths and
// keys and nothing else.
type manifest struct {
	Site  int               `json:"cuttings_site"`     // format
	From  string            `json:"archive,omitempty"` // whose site it is, as Options.From says; "" is not known
	Files map[string]string `json:"files"`             // key by path
	// Holds says by path what was written, as holds does: a file may have been damaged since.
	Holds map[string]string `json:"holds,omitempty"`
	Gone  []string          `json:"gone,omitempty"`
}

// holds is what a file holds, in a few characters: its size and a checksum.
func holds(content []byte) string {
	sum := sha256.Sum256(content)
	return fmt.Sprintf("%d %x", len(content), sum[:8])
}

// Written counts what a run did to a folder.
type Written struct {
	Files     int // of the site
	Changed   int // written
	Withdrawn int // pages that say so from now on
	Removed   int
}

// Write brings a folder up to date with the site. A folder that is not there is made; one
// that holds other things and no site, the site of another archive, or one that is being
// written right now, is refused with an error of kind Conflict. A file that is no longer as
// it was written is made anew. Pages
// that were published and are no more say so from now on, unless their address may name
// somebody who is redacted; these and other files that are no more are removed. Each file
// is written beside itself and renamed, the list of files before the first and after the
// last, so that a run that was cut short is made good by the next. Nothing outside the
// folder is touched, whatever links lie in it. done, which may be nil, is called with how
// many of the files have been looked at.
func (s *Site) Write(ctx context.Context, dir string, done func(n, of int)) (w Written, err error) {
	w.Files = len(s.files)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return w, cutting.Errorf(cutting.Invalid, "cannot publish to %s: %w", dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return w, cutting.Errorf(cutting.Invalid, "cannot publish to %s: %w", dir, err)
	}
	f := &folder{root: root, dir: dir, folders: map[string]bool{}}
	defer func() { err = errors.Join(err, f.close()) }()
	if _, err := root.Lstat(manifestFile); err != nil { // nothing is left in a folder that holds no site
		if _, _, err := f.manifest(); err != nil {
			return w, err
		}
	}
	release, err := f.lock()
	if err != nil {
		return w, err
	}
	defer func() { err = errors.Join(err, release()) }()
	old, written, err := f.manifest()
	if err != nil {
		return w, err
	}
	if old.From != "" && old.From != s.o.From && !s.o.Replace {
		return w, cutting.Errorf(cutting.Conflict, "%s holds the site of another archive: name another folder, or "+
			"say that this site takes its place", dir)
	}
	gone, err := interrupt.Leave(ctx, func() ([]string, error) { return s.goneAfter(old), nil })
	if err != nil {
		return w, err
	}
	next := manifest{Site: 1, From: s.o.From, Files: map[string]string{}, Holds: map[string]string{}, Gone: gone}
	// What may lie in the folder when this run is cut short; a path without a key is
	// written by the next.
	during := manifest{Site: 1, From: s.o.From, Files: maps.Clone(old.Files), Holds: old.Holds, Gone: next.Gone}
	var changed []File
	touched := false // a file was written anew since, though with the same content
	for i := range s.files {
		if err := ctx.Err(); err != nil {
			return w, err
		}
		p := s.files[i].Path
		next.Files[p] = s.files[i].Key
		whole, later := false, false
		if old.Files[p] == s.files[i].Key {
			whole, later = f.has(p, old.Holds[p], written)
		}
		if touched = touched || later; whole {
			next.Holds[p] = old.Holds[p]
			continue
		}
		changed = append(changed, s.files[i])
		during.Files[p] = ""
	}
	if len(changed) > 0 {
		if err := f.putManifest(during); err != nil {
			return w, err
		}
	}
	for i := 0; i < len(changed); i += writeAtOnce {
		batch := changed[i:min(i+writeAtOnce, len(changed))]
		contents, err := interrupt.Leave(ctx, func() ([][]byte, error) { return makeAll(ctx, batch) })
		if err != nil {
			return w, err
		}
		for k, file := range batch {
			if err := ctx.Err(); err != nil {
				return w, err
			}
			if err := f.put(file.Path, contents[k]); err != nil {
				return w, err
			}
			next.Holds[file.Path] = holds(contents[k])
			w.Changed++
			if done != nil {
				done(i+k+1, len(changed))
			}
		}
	}
	for _, p := range slices.Concat(slices.Collect(maps.Keys(old.Files)), old.Gone) {
		if err := ctx.Err(); err != nil {
			return w, err
		}
		_, stays := next.Files[p]
		if _, says := slices.BinarySearch(next.Gone, p); stays || says {
			continue
		}
		if err := f.root.Remove(filepath.FromSlash(p)); err == nil {
			w.Removed++
		} else if !errors.Is(err, fs.ErrNotExist) {
			return w, cutting.Errorf(cutting.Unavailable, "cannot take %s out of the site: %w", p, err)
		}
	}
	for _, p := range next.Gone {
		if err := ctx.Err(); err != nil {
			return w, err
		}
		if _, before := old.Files[p]; before {
			w.Withdrawn++
		}
		content, err := s.gone(p)
		if err != nil {
			return w, err
		}
		if had, err := f.root.ReadFile(filepath.FromSlash(p)); err == nil && bytes.Equal(had, content) {
			continue
		}
		if err := f.put(p, content); err != nil {
			return w, err
		}
	}
	if maps.Equal(next.Files, old.Files) && slices.Equal(next.Gone, old.Gone) && next.From == old.From &&
		len(changed) == 0 && !touched {
		return w, nil
	}
	return w, f.putManifest(next)
}

// writeAtOnce is how many files are made before they are written.
const writeAtOnce = 64

// makeAll makes files on all processors.
func makeAll(ctx context.Context, files []File) ([][]byte, error) {
	out := make([][]byte, len(files))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() (err error) {
			if err = ctx.Err(); err == nil {
				out[i], err = f.Make()
			}
			return err
		})
	}
	return out, g.Wait()
}

// goneAfter are the pages of a folder that are no more, sorted.
func (s *Site) goneAfter(old manifest) []string {
	gone, everybody := slices.Clone(old.Gone), s.o.Redactor.Everybody()
	for p := range old.Files {
		if path.Ext(p) == ".html" {
			gone = append(gone, p)
		}
	}
	gone = slices.DeleteFunc(gone, func(p string) bool {
		_, back := s.byPath[p]
		return back || s.o.Redactor.AddressBeside(nameless+p, everybody) == ""
	})
	slices.Sort(gone)
	return slices.Compact(gone)
}

// gone is the page that stands where one was withdrawn.
func (s *Site) gone(p string) ([]byte, error) {
	return s.page(frame{Path: p, Title: "Withdrawn", Template: "gone", Noindex: true})
}

// folder is where a site is written.
type folder struct {
	root    *os.Root
	dir     string          // its name, for messages
	folders map[string]bool // made or seen
	in      *os.Root        // the folder within that a file was looked at in last, nil for none
	inName  string
}

// close lets go of the folder.
func (f *folder) close() error {
	if f.in != nil {
		return errors.Join(f.in.Close(), f.root.Close())
	}
	return f.root.Close()
}

// lstat describes a file, not what it links to. Files of one folder are looked at one after the
// other, and a Root opens every folder on the way for each, so the last one stays open.
func (f *folder) lstat(p string) (fs.FileInfo, error) {
	in, name := path.Split(p)
	if in == "" {
		return f.root.Lstat(name)
	}
	if f.in == nil || f.inName != in {
		next, err := f.root.OpenRoot(filepath.FromSlash(in))
		if err != nil {
			return nil, err
		}
		if f.in != nil {
			_ = f.in.Close() // nothing was written through it
		}
		f.in, f.inName = next, in
	}
	return f.in.Lstat(name)
}

// manifest reads what the folder holds, and when that was written; of an empty one, nothing.
func (f *folder) manifest() (m manifest, written time.Time, err error) {
	m.Files = map[string]string{}
	b, err := f.root.ReadFile(manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(f.root.FS(), ".")
		if err != nil {
			return m, written, cutting.Errorf(cutting.Invalid, "cannot publish to %s: %w", f.dir, err)
		}
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
			return e.Name() != writingFile && e.Name() != lockFile
		}) {
			return m, written, cutting.Errorf(cutting.Conflict,
				"%s holds other files and no site: name a new folder, or one that a site was published to", f.dir)
		}
		return m, written, nil
	}
	if err != nil {
		return m, written, cutting.Errorf(cutting.Unavailable, "the site in %s cannot be read: %w", f.dir, err)
	}
	if info, err := f.root.Lstat(manifestFile); err == nil {
		written = info.ModTime()
	}
	if err := json.Unmarshal(b, &m); err != nil || m.Site != 1 {
		return m, written, cutting.Errorf(cutting.Invalid, "%s is no list of a site's files that this program knows: "+
			"publish to another folder", filepath.Join(f.dir, manifestFile))
	}
	if m.Files == nil {
		m.Files = map[string]string{}
	}
	// The list may have been edited; what is no path of a site is not touched for it.
	maps.DeleteFunc(m.Files, func(p, _ string) bool { return !inside(p) })
	m.Gone = slices.DeleteFunc(m.Gone, func(p string) bool { return !inside(p) })
	return m, written, nil
}

func (f *folder) putManifest(m manifest) error {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return cutting.Errorf(cutting.Internal, "the list of the site's files: %w", err)
	}
	return f.put(manifestFile, append(b, '\n'))
}

func inside(p string) bool {
	return filepath.IsLocal(filepath.FromSlash(p)) && !strings.Contains(p, "\\") && path.Clean(p) == p &&
		p != "." && p != manifestFile
}

// has reports whether a file is as it was written: of the same size, and read where it was
// written since the list of files was, which later says. So a run with nothing to do reads no
// file, and what an editor or a broken transfer did to one is put right.
func (f *folder) has(p, held string, written time.Time) (whole, later bool) {
	info, err := f.lstat(p)
	size, _, known := strings.Cut(held, " ")
	if err != nil || !info.Mode().IsRegular() || !known || size != strconv.FormatInt(info.Size(), 10) {
		return false, false
	}
	if info.ModTime().Before(written) {
		return true, false
	}
	b, err := f.root.ReadFile(filepath.FromSlash(p))
	return err == nil && holds(b) == held, info.ModTime().After(written)
}

// lockFile is there while a site is written, so that only one run at a time writes it.
const lockFile = ".cuttings-lock"

// lock holds the folder until release is called; while another does, the error is of kind
// Conflict. The file says nothing of who does: it may be sent to the web host.
func (f *folder) lock() (release func() error, err error) {
	for range 10 {
		file, err := f.root.OpenFile(lockFile, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, cutting.Errorf(cutting.Unavailable, "cannot write to %s: %w", f.dir, err)
		}
		if err := filelock.Take(file, "the site in "+f.dir); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		// Another run may have ended, and removed its file, in between.
		is, err := file.Stat()
		at, there := f.root.Lstat(lockFile)
		if err == nil && there == nil && os.SameFile(is, at) {
			return func() error {
				_ = f.root.Remove(lockFile) // where a file in use cannot be removed it stays, empty
				return file.Close()
			}, nil
		}
		if err := file.Close(); err != nil {
			return nil, cutting.Errorf(cutting.Unavailable, "cannot write to %s: %w", f.dir, err)
		}
	}
	return nil, cutting.Errorf(cutting.Conflict, "the site in %s is being written by another program", f.dir)
}

// writingFile is the file being written, until it has its name.
const writingFile = ".cuttings-writing"

// put writes one file whole or not at all.
func (f *folder) put(p string, content []byte) error {
	name := filepath.FromSlash(p)
	fail := func(err error) error {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", filepath.Join(f.dir, name), err)
	}
	if in := filepath.Dir(name); !f.folders[in] {
		if err := f.root.MkdirAll(in, 0o755); err != nil {
			return fail(err)
		}
		f.folders[in] = true
	}
	err := f.root.WriteFile(writingFile, content, 0o644)
	if err == nil {
		err = f.root.Rename(writingFile, name)
	}
	if err != nil {
		return fail(errors.Join(err, f.root.Remove(writingFile)))
	}
	return nil
}
