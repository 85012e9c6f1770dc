package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/library/plain"
)

// An archive is a folder:
//
//	archive.json   what this folder is: format version, name, when it was made
//	vault/         captures as WARC files, their index, the evidence log: permanent
//	journal/       human decisions: permanent
//	catalogue/     rows and search index: derived, may be deleted, `rebuild` makes it again
//	desk/          counts of views at the desk
const (
	archiveFile   = "archive.json"
	archiveFormat = 1
	archiveSuffix = ".cuttings"
	vaultDir      = "vault"
)

// archiveInfo is the content of archive.json.
type archiveInfo struct {
	Format int       `json:"cuttings_archive"`
	Name   string    `json:"name"`
	Made   time.Time `json:"made"`
}

// createArchive makes an empty archive. An existing folder must be empty, so that no files of others are mixed
// with an archive, or have a vault: then it is an archive whose description was lost, and the description is
// written again.
func createArchive(dir, name string, now time.Time) error {
	if described(dir) {
		return cutting.Errorf(cutting.Conflict, "there is an archive in %s already", dir)
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return cutting.Errorf(cutting.Invalid, "cannot make an archive in %s: %w", dir, err)
	case len(entries) > 0 && !holdsVault(dir):
		return cutting.Errorf(cutting.Conflict, "the folder %s is not empty; name a new one for the archive", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot make the folder %s: %w", dir, err)
	}
	if name == "" {
		name = nameOf(dir)
	}
	return writeInfo(dir, archiveInfo{Format: archiveFormat, Name: name, Made: now.UTC().Truncate(time.Second)})
}

// writeInfo writes an archive's own description.
func writeInfo(dir string, info archiveInfo) error {
	b, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, archiveFile)
	err = disk.WriteFile(disk.OS{}, path, func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
	if err == nil {
		err = disk.OS{}.SyncDir(filepath.Dir(filepath.Clean(dir))) // which contains the entry of the archive's folder
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", path, err)
	}
	return nil
}

// nameOf returns the name of an archive that was not given one.
func nameOf(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return strings.TrimSuffix(filepath.Base(dir), archiveSuffix)
}

// isArchive reports whether a folder is an archive: one with an archive.json, or with a vault, such as a backup
// of the permanent parts.
func isArchive(dir string) bool { return described(dir) || holdsVault(dir) }

func described(dir string) bool {
	st, err := os.Stat(filepath.Join(dir, archiveFile))
	return err == nil && st.Mode().IsRegular()
}

func holdsVault(dir string) bool { return vault.IsVault(filepath.Join(dir, vaultDir)) }

func readInfo(dir string) (archiveInfo, error) {
	var info archiveInfo
	path := filepath.Join(dir, archiveFile)
	if st, err := os.Stat(dir); err == nil && !st.IsDir() {
		return info, cutting.Errorf(cutting.NotFound,
			"there is no archive in %s, which is a file; name the archive's folder", dir)
	}
	b, err := disk.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, disk.ErrNotRegular) && holdsVault(dir) {
		if holdsVault(dir) {
			return archiveInfo{Format: archiveFormat, Name: nameOf(dir)}, nil
		}
		return info, cutting.Errorf(cutting.NotFound,
			"there is no archive in %s (no %s and no vault); `cuttings init %s` makes one", dir, archiveFile,
			plain.ShellQuoted(dir))
	} else if err != nil {
		return info, cutting.Errorf(cutting.Unavailable, "cannot read %s: %w", path, err)
	}
	if err := json.Unmarshal(b, &info); err != nil || info.Format == 0 {
		if holdsVault(dir) { // a damaged description must not prevent opening
			return archiveInfo{Format: archiveFormat, Name: nameOf(dir)}, nil
		}
		return info, cutting.Errorf(cutting.Invalid, "%s is damaged: %w", path, err)
	}
	if info.Format != archiveFormat {
		return info, cutting.Errorf(cutting.Unsupported,
			"the archive %s is of format %d, this program reads format %d; use a newer cuttings",
			dir, info.Format, archiveFormat)
	}
	return info, nil
}

// findArchive returns the archive's folder: --archive, else the working folder, else the only archive directly
// below it.
func (a *app) findArchive() (string, error) {
	if a.archive != "" {
		return a.archive, nil
	}
	if isArchive(".") {
		return ".", nil
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		return "", cutting.Errorf(cutting.Unavailable, "looking for an archive: %w", err)
	}
	var names []string
	for _, e := range entries {
		if isArchive(e.Name()) {
			names = append(names, e.Name())
		}
	}
	switch len(names) {
	case 1:
		return names[0], nil
	case 0:
		return "", cutting.Errorf(cutting.NotFound, "there is no archive in this folder: name one with --archive "+
			"DIR, or make one with `cuttings open PATH…`")
	}
	return "", cutting.Errorf(cutting.NotFound, "there are several archives here (%s): name one with --archive DIR",
		strings.Join(names, ", "))
}
