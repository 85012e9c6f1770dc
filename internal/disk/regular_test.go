package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"cuttings/internal/disk"
)

func TestOnlyRegularFilesAreOpened(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := disk.ReadFile(file); err != nil || string(b) != "words" {
		t.Errorf("ReadFile: %q, %v", b, err)
	}
	if _, err := disk.ReadFile(dir); !errors.Is(err, disk.ErrNotRegular) {
		t.Errorf("ReadFile of a folder: %v", err)
	}
	if _, err := (disk.OS{}).OpenFile(dir, os.O_RDWR|os.O_CREATE, 0o600); !errors.Is(err, disk.ErrNotRegular) {
		t.Errorf("OpenFile of a folder: %v", err)
	}
	if _, err := disk.Open(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Open of nothing: %v", err)
	}
	for range 2 {
		if err := os.Mkdir(filepath.Join(dir, "sums"), 0o700); err != nil {
			t.Fatal(err)
		}
		if did, err := disk.Displace(filepath.Join(dir, "sums")); !did || err != nil {
			t.Errorf("Displace: %v, %v", did, err)
		}
	}
	if did, err := disk.Displace(file); did || err != nil {
		t.Errorf("Displace of a file: %v, %v", did, err)
	}
	for _, name := range []string{"sums.damaged", "sums.damaged-1"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}
