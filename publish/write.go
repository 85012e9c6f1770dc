package publish

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cutting"
)

// manifestFile lists what a folder holds, so that the next run writes what changed only
// and touches nothing that is not the site's.
const manifestFile = "cuttings-site.json"

// manifest is its content. It goes to the web host with the rest, so it holds paths and
// keys and nothing else.
type manifest struct {
	Site  int               `json:"cuttings_site"` // format
	Files map[string]string `json:"files"`         // key by path
	Gone  []string          `json:"gone,omitempty"`
}

// Written counts what a run did to a folder.
type Written struct {
	Files, Changed, Withdrawn, Removed int
}

// Write brings a folder up to date with the site. A folder that is not there is made; one
// that holds other things and no site is refused with an error of kind Conflict. Pages
// that were published and are no more say so from now on; other files that are no more
// are removed. Each file is written beside itself and renamed, and the list of files
// last, so that a run that was cut short is made good by the next. done, which may be
// nil, is called with how many of the files have been looked at.
func (s *Site) Write(ctx context.Context, dir string, done func(n, of int)) (Written, error) {
	w := Written{Files: len(s.files)}
	old, err := readManifest(dir)
	if err != nil {
		return w, err
	}
	next := manifest{Site: 1, Files: map[string]string{}, Gone: old.Gone}
	folders := map[string]bool{}
	for i, f := range s.files {
		if err := ctx.Err(); err != nil {
			return w, err
		}
		next.Files[f.Path] = f.Key
		if done != nil {
			done(i+1, len(s.files))
		}
		if old.Files[f.Path] == f.Key && exists(filepath.Join(dir, filepath.FromSlash(f.Path))) {
			continue
		}
		content, err := f.Make()
		if err != nil {
			return w, err
		}
		w.Changed++
		if err := put(dir, f.Path, content, folders); err != nil {
			return w, err
		}
	}
	for p := range old.Files {
		if _, ok := next.Files[p]; !ok && !slices.Contains(next.Gone, p) {
			if path.Ext(p) == ".html" {
				next.Gone = append(next.Gone, p)
				continue
			}
			w.Removed++
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(p))); err != nil &&
				!errors.Is(err, fs.ErrNotExist) {
				return w, cutting.Errorf(cutting.Unavailable, "cannot take %s out of the site: %w", p, err)
			}
		}
	}
	next.Gone = slices.DeleteFunc(next.Gone, func(p string) bool { _, back := next.Files[p]; return back })
	slices.Sort(next.Gone)
	for _, p := range next.Gone {
		w.Withdrawn++
		content, err := s.gone(p)
		if err != nil {
			return w, err
		}
		if had, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p))); err == nil &&
			bytes.Equal(had, content) {
			continue
		}
		if err := put(dir, p, content, folders); err != nil {
			return w, err
		}
	}
	b, err := json.MarshalIndent(next, "", " ")
	if err != nil {
		return w, cutting.Errorf(cutting.Internal, "the list of the site's files: %w", err)
	}
	return w, put(dir, manifestFile, append(b, '\n'), folders)
}

// gone is the page that stands where one was withdrawn.
func (s *Site) gone(p string) ([]byte, error) {
	return s.page(frame{Path: p, Title: "Withdrawn", Template: "gone", Noindex: true})
}

// readManifest reads what a folder holds; of one that is not there, nothing.
func readManifest(dir string) (manifest, error) {
	m := manifest{Files: map[string]string{}}
	b, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(dir)
		if err == nil && len(entries) > 0 {
			return m, cutting.Errorf(cutting.Conflict,
				"%s holds other files and no site: name a new folder, or one that a site was published to", dir)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return m, cutting.Errorf(cutting.Invalid, "cannot publish to %s: %w", dir, err)
		}
		return m, nil
	}
	if err != nil {
		return m, cutting.Errorf(cutting.Unavailable, "the site in %s cannot be read: %w", dir, err)
	}
	if err := json.Unmarshal(b, &m); err != nil || m.Site != 1 {
		return m, cutting.Errorf(cutting.Invalid, "%s is no list of a site's files that this program knows; delete "+
			"it "+
			"to publish everything anew", filepath.Join(dir, manifestFile))
	}
	// The list may have been edited; nothing outside the folder is touched for it.
	for p := range m.Files {
		if !inside(p) {
			delete(m.Files, p)
		}
	}
	m.Gone = slices.DeleteFunc(m.Gone, func(p string) bool { return !inside(p) })
	return m, nil
}

func inside(p string) bool {
	return filepath.IsLocal(filepath.FromSlash(p)) && !strings.Contains(p, "\\") && path.Clean(p) == p
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// put writes one file whole or not at all.
func put(dir, p string, content []byte, folders map[string]bool) error {
	name := filepath.Join(dir, filepath.FromSlash(p))
	folder := filepath.Dir(name)
	fail := func(err error) error {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", name, err)
	}
	if !folders[folder] {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fail(err)
		}
		folders[folder] = true
	}
	tmp, err := os.CreateTemp(folder, ".cuttings-*")
	if err != nil {
		return fail(err)
	}
	_, err = tmp.Write(content)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fail(errors.Join(err, os.Remove(tmp.Name())))
	}
	return nil
}
