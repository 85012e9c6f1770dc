package filelock

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

var now = time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)

func TestSecondIsRefusedAndNamesTheOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	l, err := Acquire(path, "the archive", now)
	if err != nil {
		t.Fatal(err)
	}
	if l.Stale != nil || !IsLocked(path) {
		t.Errorf("Stale = %v, Held = %v, want nil, true", l.Stale, IsLocked(path))
	}
	_, err = Acquire(path, "the archive", now)
	if cutting.KindOf(err) != cutting.Conflict || !strings.Contains(err.Error(),
		"the archive is being written by process ") {
		t.Errorf("second Acquire: %v, want a conflict that names the process", err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if IsLocked(path) {
		t.Error("still held after Release")
	}
	again, err := Acquire(path, "the archive", now)
	if err != nil || again.Stale != nil {
		t.Fatalf("Acquire after Release: %v, Stale %v", err, again.Stale)
	}
	if err := again.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestStaleLockIsTakenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	left := `{"pid":4711,"host":"desk-3","started":"2024-05-01T00:00:00Z"}`
	if err := os.WriteFile(path, []byte(left), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := Acquire(path, "the archive", now)
	if err != nil {
		t.Fatal(err)
	}
	if l.Stale == nil || l.Stale.PID != 4711 || l.Stale.Host != "desk-3" {
		t.Errorf("Stale = %v, want the process that left the lock", l.Stale)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
}
