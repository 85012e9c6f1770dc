package split_test

import (
	"os"
	"path/filepath"
	"testing"

	"cuttings/page"
	"cuttings/split"
)

// TestPromisesOnRealPages splits every page below $CUTTINGS_BENCH, a folder of unpacked yardsticks,
// and checks each split against the guarantees of Split.
func TestPromisesOnRealPages(t *testing.T) {
	dir := os.Getenv("CUTTINGS_BENCH")
	if dir == "" {
		t.Skip("CUTTINGS_BENCH names no folder of yardsticks")
	}
	n := 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".html" {
			return err
		}
		html, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		p, err := page.Read(html, page.Options{Form: page.HTML})
		if err != nil {
			return nil // not readable as text
		}
		n++
		before := t.Failed()
		checkPromises(t, p, split.Split(p, split.Options{}), int64(len(html)))
		if !before && t.Failed() {
			t.Errorf("first seen in %s", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Errorf("no pages below %s", dir)
	}
}
