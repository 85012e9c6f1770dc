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
	"cuttings/internal/disk"
	"cuttings/internal/filelock"
	"cuttings/internal/interrupt"
)

// manifestFile lists the files of a folder, so that the next run writes only what changed and touches no other
// files.
const manifestFile = "cuttings-site.json"

// manifest is its content. It is published with the rest, so it contains paths and keys and nothing else.
type manifest struct {
	Site  int               `json:"cuttings_site"`     // format
	From  string            `json:"archive,omitempty"` // the archive, as in Options.From; "" is not known
	Files map[string]string `json:"files"`             // key by path
	// Fingerprints gives by path the fingerprint of what was written; a file may have been damaged since.
	Fingerprints map[string]string `json:"holds,omitempty"`
	Gone         []string          `json:"gone,omitempty"`
	// GoneSince gives the times since which feeds among Gone are withdrawn.
	GoneSince map[string]time.Time `json:"gone_since,omitempty"`
	Notices   []string             `json:"notices,omitempty"` // the pages of withdrawn digests
}

// fingerprint returns a content's size and checksum in a few characters.
func fingerprint(content []byte) string {
	sum := sha256.Sum256(content)
	return fmt.Sprintf("%d %x", len(content), sum[:8])
}

// Written has the counts of a run.
type Written struct {
	Files     int // files of the site
	Changed   int // files written
	Withdrawn int // pages replaced by a withdrawn page, and digests' pages that became a notice of withdrawal
	Removed   int
}

// Write updates a folder to the site. It creates the folder if needed and returns Conflict for a folder that
// has other files and no site, has the site of another archive, or is being written by another run. Files that
// differ from what was written are written again. Pages that are no longer part of the site are replaced by
// withdrawn pages and their feeds by ones that say so in one entry, unless their address may name a redacted
// person; these and other files no longer part of the site are removed. Each file is written under another name
// and renamed, the manifest before the first and after the last, so that the next run completes an interrupted
// one. Nothing outside the folder is touched, whatever links are in it. done, which may be nil, is called with
// how many files have been processed.
func (s *Site) Write(ctx context.Context, dir string, done func(n, total int)) (w Written, err error) {
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
	if _, err := root.Lstat(manifestFile); err != nil { // nothing is left in a folder without a site
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
		return w, cutting.Errorf(cutting.Conflict, "%s has the site of another archive: name another folder, or "+
			"confirm that this site replaces it", dir)
	}
	p, err := s.plan(ctx, f, old, written)
	if err != nil {
		return w, err
	}
	if len(p.changedFiles) > 0 {
		if err := f.putManifest(p.during); err != nil {
			return w, err
		}
	}
	if err := p.writeChanged(ctx, f, done); err != nil {
		return w, err
	}
	w.Changed = len(p.changedFiles)
	if w.Removed, err = p.removeOld(ctx, f); err != nil {
		return w, err
	}
	if w.Withdrawn, err = s.writeNotices(ctx, f, p); err != nil {
		return w, err
	}
	if p.isUnchanged() {
		return w, nil
	}
	return w, f.putManifest(p.next)
}

// plan is what one run does to a folder.
type plan struct {
	old  manifest // of the folder as it was found
	next manifest // of the folder after the run; writeChanged adds what it writes
	// during is what may be in the folder if the run is interrupted; a path without a key is written by the next
	// run.
	during       manifest
	changedFiles []File
	wasTouched   bool // a file was rewritten by others since, with the same content
}

// plan compares a folder, whose manifest old was written at a time, with the site.
func (s *Site) plan(ctx context.Context, f *folder, old manifest, written time.Time) (*plan, error) {
	gone, err := interrupt.Leave(ctx, func() ([]string, error) { return s.goneAfter(old), nil })
	if err != nil {
		return nil, err
	}
	since := map[string]time.Time{}
	for _, path := range gone {
		if _, isFeed := s.feedFormOf(path); isFeed {
			if since[path] = old.GoneSince[path]; since[path].IsZero() {
				since[path] = time.Now().UTC().Truncate(time.Second)
			}
		}
	}
	p := &plan{old: old,
		next: manifest{Site: 1, From: s.o.From, Notices: s.notices, Files: map[string]string{},
			Fingerprints: map[string]string{}, Gone: gone, GoneSince: since},
		during: manifest{Site: 1, From: s.o.From, Files: maps.Clone(old.Files), Fingerprints: old.Fingerprints,
			Gone: gone, GoneSince: since}}
	for i := range s.files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		path := s.files[i].Path
		p.next.Files[path] = s.files[i].Key
		whole, later := false, false
		if old.Files[path] == s.files[i].Key {
			whole, later = f.isWritten(path, old.Fingerprints[path], written)
		}
		if p.wasTouched = p.wasTouched || later; whole {
			p.next.Fingerprints[path] = old.Fingerprints[path]
			continue
		}
		p.changedFiles = append(p.changedFiles, s.files[i])
		p.during.Files[path] = ""
	}
	return p, nil
}

// isUnchanged reports that the folder's manifest can stay as it is.
func (p *plan) isUnchanged() bool {
	return maps.Equal(p.next.Files, p.old.Files) && slices.Equal(p.next.Gone, p.old.Gone) &&
		p.next.From == p.old.From && len(p.changedFiles) == 0 && !p.wasTouched
}

// writeChanged writes the files that changed. done, which may be nil, is called with how many were written.
func (p *plan) writeChanged(ctx context.Context, f *folder, done func(n, total int)) error {
	for i := 0; i < len(p.changedFiles); i += writeAtOnce {
		batch := p.changedFiles[i:min(i+writeAtOnce, len(p.changedFiles))]
		contents, err := interrupt.Leave(ctx, func() ([][]byte, error) { return makeAll(ctx, batch) })
		if err != nil {
			return err
		}
		for k, file := range batch {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f.put(file.Path, contents[k]); err != nil {
				return err
			}
			p.next.Fingerprints[file.Path] = fingerprint(contents[k])
			if done != nil {
				done(i+k+1, len(p.changedFiles))
			}
		}
	}
	return nil
}

// removeOld removes the files of the folder's site that are neither part of the site any more nor become a notice,
// and returns how many there were.
func (p *plan) removeOld(ctx context.Context, f *folder) (n int, err error) {
	for _, path := range slices.Concat(slices.Collect(maps.Keys(p.old.Files)), p.old.Gone) {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		_, stays := p.next.Files[path]
		if _, isGone := slices.BinarySearch(p.next.Gone, path); stays || isGone {
			continue
		}
		if err := f.root.Remove(filepath.FromSlash(path)); err == nil {
			n++
		} else if !errors.Is(err, fs.ErrNotExist) {
			return n, cutting.Errorf(cutting.Unavailable, "cannot take %s out of the site: %w", path, err)
		}
	}
	return n, nil
}

// writeNotices replaces pages that are no longer published by notices, and returns how many pages became one,
// those of withdrawn digests included.
func (s *Site) writeNotices(ctx context.Context, f *folder, p *plan) (n int, err error) {
	for _, path := range p.next.Notices {
		if _, before := p.old.Files[path]; before && !slices.Contains(p.old.Notices, path) {
			n++
		}
	}
	for _, path := range p.next.Gone {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		form, isFeed := s.feedFormOf(path)
		if _, before := p.old.Files[path]; before && !isFeed {
			n++
		}
		var content []byte
		var err error
		if isFeed {
			content, err = s.withdrawnFeed(path, form, p.next.GoneSince[path])
		} else {
			content, err = s.withdrawnPage(path)
		}
		if err != nil {
			return n, err
		}
		if had, err := disk.ReadFileIn(f.root, filepath.FromSlash(path)); err == nil && bytes.Equal(had, content) {
			continue
		}
		if err := f.put(path, content); err != nil {
			return n, err
		}
	}
	return n, nil
}

// writeAtOnce is the number of files made before they are written.
const writeAtOnce = 64

// makeAll returns the contents of files, made on all processors.
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

// goneAfter returns the paths of a folder's pages that are no longer part of the site, and of the feeds of those
// pages, sorted. Feeds of pages that stay are removed: the site's address was taken away, which all but Atom need.
func (s *Site) goneAfter(old manifest) []string {
	everybody := s.o.Redactor.Everybody()
	pages := map[string]bool{}
	var feeds []string
	for _, p := range slices.Concat(slices.Collect(maps.Keys(old.Files)), old.Gone) {
		if _, back := s.byPath[p]; back {
			continue
		}
		if _, isFeed := s.feedFormOf(p); isFeed {
			feeds = append(feeds, p)
		} else if path.Ext(p) == ".html" {
			pages[p] = !s.o.Redactor.InSlug(p, everybody) && !s.c.movedPaths[strings.TrimSuffix(p, ".html")] &&
				!s.c.movedPaths[path.Dir(p)]
		}
	}
	var gone []string
	for p, isGone := range pages {
		if isGone {
			gone = append(gone, p)
		}
	}
	for _, p := range feeds {
		if pages[strings.TrimSuffix(p, path.Ext(p))+".html"] {
			gone = append(gone, p)
		}
	}
	slices.Sort(gone)
	return slices.Compact(gone)
}

// withdrawnPage returns the withdrawn page for a path.
func (s *Site) withdrawnPage(p string) ([]byte, error) {
	return s.page(frame{Path: p, Title: s.translate("Withdrawn"), Template: "gone", Noindex: true})
}

// folder is the folder a site is written to.
type folder struct {
	root    *os.Root
	dir     string          // its name, for messages
	folders map[string]bool // created or seen
	in      *os.Root        // the subfolder used last by lstat, nil for none
	inName  string
}

// close closes the folder and the subfolder that is kept open.
func (f *folder) close() error {
	if f.in != nil {
		return errors.Join(f.in.Close(), f.root.Close())
	}
	return f.root.Close()
}

// lstat describes a file without following links. The subfolder used last stays open, because files of one
// folder are described one after the other and a Root opens every folder on the way for each.
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

// manifest returns the folder's manifest, and when it was written; an empty one for an empty folder.
func (f *folder) manifest() (m manifest, written time.Time, err error) {
	m.Files = map[string]string{}
	b, err := disk.ReadFileIn(f.root, manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(f.root.FS(), ".")
		if err != nil {
			return m, written, cutting.Errorf(cutting.Invalid, "cannot publish to %s: %w", f.dir, err)
		}
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
			return e.Name() != writingFile && e.Name() != lockFile
		}) {
			return m, written, cutting.Errorf(cutting.Conflict,
				"%s has other files and no site: name a new folder, or one that a site was published to", f.dir)
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
	// The manifest may have been edited; paths that are not below the folder are dropped.
	maps.DeleteFunc(m.Files, func(p, _ string) bool { return !isInside(p) })
	m.Gone = slices.DeleteFunc(m.Gone, func(p string) bool { return !isInside(p) })
	return m, written, nil
}

func (f *folder) putManifest(m manifest) error {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return cutting.Errorf(cutting.Internal, "the list of the site's files: %w", err)
	}
	return f.put(manifestFile, append(b, '\n'))
}

func isInside(p string) bool {
	return filepath.IsLocal(filepath.FromSlash(p)) && !strings.Contains(p, "\\") && path.Clean(p) == p &&
		p != "." && p != manifestFile
}

// isWritten reports whether a file is as it was written. It compares the size, and reads the file only if it was
// written after the manifest (isLater). So a run with nothing to do reads no file, and files changed by an editor
// or a broken transfer are written again.
func (f *folder) isWritten(p, recorded string, written time.Time) (isUnchanged, isLater bool) {
	info, err := f.lstat(p)
	size, _, known := strings.Cut(recorded, " ")
	if err != nil || !info.Mode().IsRegular() || !known || size != strconv.FormatInt(info.Size(), 10) {
		return false, false
	}
	if info.ModTime().Before(written) {
		return true, false
	}
	b, err := disk.ReadFileIn(f.root, filepath.FromSlash(p))
	return err == nil && fingerprint(b) == recorded, info.ModTime().After(written)
}

// lockFile exists while a site is written, so that only one run at a time writes it.
const lockFile = ".cuttings-lock"

// lock locks the folder until release is called; while another run has it locked, it returns Conflict. The file
// does not identify the run, because it may be sent to the web host.
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
				_ = f.root.Remove(lockFile) // on systems where a file in use cannot be removed it stays, empty
				return file.Close()
			}, nil
		}
		if err := file.Close(); err != nil {
			return nil, cutting.Errorf(cutting.Unavailable, "cannot write to %s: %w", f.dir, err)
		}
	}
	return nil, cutting.Errorf(cutting.Conflict, "the site in %s is being written by another program", f.dir)
}

// writingFile is the name of the file being written, before it is renamed.
const writingFile = ".cuttings-writing"

// put writes one file atomically.
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
