// Package npmtest finds npm programs that tests use for a second opinion. They are listed with
// their versions in tools/npm; `npm ci` there installs them, as ./check does.
package npmtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Module returns the path of a file of an installed package: "axe-core/axe.min.js". Without it the
// test is skipped, or fails where CI=true; purpose is what is then not tested.
func Module(t testing.TB, file, purpose string) string {
	t.Helper()
	path := filepath.Join(Dir(t), "node_modules", filepath.FromSlash(file))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed, but CI=true requires it", file)
	}
	t.Skipf("no %s: %s (npm ci in tools/npm)", file, purpose)
	return ""
}

// Node returns the path of Node.js, which runs scripts outside a browser. Without it the test is skipped, or fails
// where CI=true; purpose is what is then not tested.
func Node(t testing.TB, purpose string) string {
	t.Helper()
	path, err := exec.LookPath("node")
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("node is not installed, but CI=true requires it")
	}
	t.Skipf("no node: %s", purpose)
	return ""
}

// Dir returns the folder of the installed programs: tools/npm in the module a test runs in.
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
