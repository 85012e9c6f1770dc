// Package repotest finds the repository's top for tests of the repository itself: its imports, its
// documents.
package repotest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Top returns the folder of the nearest go.mod above the test's working folder.
func Top(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod in this folder or above it: the test does not run in the repository")
		}
		dir = up
	}
}

// Files calls fn for every file below the top whose name ends in end, in lexical order, with its
// path below the top (slashes) and its content. Hidden folders, testdata and node_modules are left
// out, and folders for which skip returns true.
func Files(t testing.TB, end string, skip func(dir string) bool, fn func(rel string, content []byte)) {
	t.Helper()
	top := Top(t)
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case rel == ".":
			return nil
		case d.IsDir():
			if strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules" || skip(rel) {
				return filepath.SkipDir
			}
			return nil
		case !strings.HasSuffix(rel, end):
			return nil
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		fn(rel, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
