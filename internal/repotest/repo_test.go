package repotest

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTop(t *testing.T) {
	top := Top(t)
	t.Chdir(filepath.Join(top, "internal"))
	if got := Top(t); got != top {
		t.Errorf("seen from internal the top is %s, from here %s", got, top)
	}
}

func TestFiles(t *testing.T) {
	var got []string
	Files(t, ".go", func(dir string) bool { return dir == "internal/chromiumtest" }, func(rel string, content []byte) {
		if strings.HasPrefix(rel, "internal/repotest/") && !strings.HasPrefix(string(content), "package repotest") &&
			rel != "internal/repotest/repo.go" {
			t.Errorf("%s has the content of another file", rel)
		}
		got = append(got, rel)
	})
	if !slices.Contains(got, "internal/repotest/repo_test.go") {
		t.Error("does not find itself")
	}
	for _, f := range got {
		if strings.Contains(f, "/testdata/") || strings.HasPrefix(f, "internal/chromiumtest/") {
			t.Errorf("finds %s, which is to be left out", f)
		}
	}
}
