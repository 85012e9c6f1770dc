package library

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

func TestViewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "views.json")
	now := time.Date(2026, 9, 5, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	v, err := OpenViews(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	v.Count("b")
	if b, err := os.ReadFile(path); err != nil || string(b) != "{\"b\":1}\n" {
		t.Errorf("after the first look the file holds %q (%v)", b, err)
	}
	v.Count("a")
	v.Count("c")
	v.Count("c")
	if b, _ := os.ReadFile(path); string(b) != "{\"b\":1}\n" {
		t.Errorf("written again at once: %q", b)
	}
	now = now.Add(time.Minute)
	v.Count("c")
	want := []ViewCount{{"c", 3}, {"a", 1}}
	if got := v.Top(2); !reflect.DeepEqual(got, want) {
		t.Errorf("Top(2) = %v, want %v", got, want)
	}
	v.Count("d")
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenViews(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Top(10); len(got) != 4 || got[0] != (ViewCount{"c", 3}) {
		t.Errorf("read again: %v", got)
	}
	if err := os.WriteFile(path, []byte("[1,2"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenViews(path, clock); cutting.KindOf(err) != cutting.Invalid ||
		!strings.Contains(err.Error(), path) {
		t.Errorf("a file that holds something else: %v", err)
	}
	lost, err := OpenViews(filepath.Join(t.TempDir(), "gone", "views.json"), clock)
	if err != nil {
		t.Fatal(err)
	}
	lost.Count("a")
	if err := lost.Close(); cutting.KindOf(err) != cutting.Unavailable {
		t.Errorf("counts that cannot be kept: %v", err)
	}
}

// TestViewsOfABurst: the last views of a burst are on disk soon, although none follows.
func TestViewsOfABurst(t *testing.T) {
	defer func(d time.Duration) { saveEvery = d }(saveEvery)
	saveEvery = 20 * time.Millisecond
	path := filepath.Join(t.TempDir(), "views.json")
	at := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	v, err := OpenViews(path, func() time.Time { return at })
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for range 3 {
		v.Count("a")
	}
	const want = "{\"a\":3}\n"
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if b, err := os.ReadFile(path); err == nil && string(b) == want {
			return
		} else if time.Now().After(end) {
			t.Fatalf("the file has %q (%v), want %q", b, err, want)
		}
	}
}
