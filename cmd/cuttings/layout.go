package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cuttings/cutting"
)

// An archive is a folder:
//
//	archive.json   what this folder is: format version, name, when it was made
//	vault/         captures as WARC files, their index, the evidence log: permanent
//	journal/       human decisions: permanent
//	catalogue/     rows and search index: derived, may be deleted, `rebuild` makes it anew
//	desk/          counts of views at the desk
const (
	archiveFile   = "archive.json"
	archiveFormat = 1
	archiveSuffix = ".cuttings"
)

// archiveInfo is the content of archive.json.
type archiveInfo struct {
	Format int       `json:"cuttings_archive"`
	Name   string    `json:"name"`
	Made   time.Time `json:"made"`
}

// createArchive makes an empty archive. A folder that exists must be empty: an
// archive is never laid over somebody's files.
func createArchive(dir, name string, now time.Time) error {
	if isArchive(dir) {
		return cutting.Errorf(cutting.Conflict, "%s is an archive already", dir)
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return cutting.Errorf(cutting.Invalid, "cannot make an archive in %s: %w", dir, err)
	case len(entries) > 0:
		return cutting.Errorf(cutting.Conflict, "%s is not empty: name a new folder for the archive", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot make the folder %s: %w", dir, err)
	}
	if name == "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		name = strings.TrimSuffix(filepath.Base(abs), archiveSuffix)
	}
	info := archiveInfo{Format: archiveFormat, Name: name, Made: now.UTC().Truncate(time.Second)}
	b, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return err
	}
	// Written under another name first, so that a kill never leaves half a file
	// that would make the folder look like a broken archive.
	tmp := filepath.Join(dir, archiveFile+".new")
	if err := os.WriteFile(tmp, append(b, '\n'), 0o644); err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", tmp, err)
	}
	return os.Rename(tmp, filepath.Join(dir, archiveFile))
}

func isArchive(dir string) bool {
	st, err := os.Stat(filepath.Join(dir, archiveFile))
	return err == nil && st.Mode().IsRegular()
}

func readInfo(dir string) (archiveInfo, error) {
	var info archiveInfo
	path := filepath.Join(dir, archiveFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return info, cutting.Errorf(cutting.NotFound, "%s is not an archive (it has no %s); `cuttings init %s` makes one", dir, archiveFile, dir)
	} else if err != nil {
		return info, cutting.Errorf(cutting.Unavailable, "cannot read %s: %w", path, err)
	}
	if err := json.Unmarshal(b, &info); err != nil {
		return info, cutting.Errorf(cutting.Invalid, "%s is damaged: %w", path, err)
	}
	if info.Format != archiveFormat {
		return info, cutting.Errorf(cutting.Unsupported, "%s is of format %d, this program reads format %d: use a newer cuttings", dir, info.Format, archiveFormat)
	}
	return info, nil
}

// findArchive is the folder to work on: --archive, else the working folder, else
// the only archive directly below it.
func (a *app) findArchive() (string, error) {
	if a.archive != "" {
		return a.archive, nil
	}
	if isArchive(".") {
		return ".", nil
	}
	found, err := filepath.Glob(filepath.Join("*", archiveFile))
	if err != nil {
		return "", err
	}
	switch len(found) {
	case 1:
		return filepath.Dir(found[0]), nil
	case 0:
		return "", cutting.Errorf(cutting.NotFound, "there is no archive in this folder: name one with --archive DIR, or make one with `cuttings open PATH…`")
	}
	names := make([]string, len(found))
	for i, f := range found {
		names[i] = filepath.Dir(f)
	}
	return "", cutting.Errorf(cutting.NotFound, "there are several archives here (%s): name one with --archive DIR", strings.Join(names, ", "))
}
