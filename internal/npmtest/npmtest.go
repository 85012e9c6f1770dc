// Package npmtest finds programs of others that tests ask for a second opinion. They are listed in
// tools/npm, with their versions; `npm ci` there brings them, as ./check does.
package npmtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Module returns the path of a file of an installed package: "axe-core/axe.min.js". Without it the
// test is skipped, except where CI=true promises that it is there. purpose says what is not
// tried then.
func Module(t testing.TB, file, purpose string) string {
	t.Helper()
	path := filepath.Join(Dir(t), "node_modules", filepath.FromSlash(file))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed, and CI=true says it is", file)
	}
	t.Skipf("no %s: %s (npm ci in tools/npm)", file, purpose)
	return ""
}

// Dir is the folder where they are installed: tools/npm in the module a test runs in.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "tools", "npm")
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = filepath.Dir(dir)
	}
}
