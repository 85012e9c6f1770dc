package library

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
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

// TestViewsOfABurst: the last views of a burst are on disk within saveEvery, although none follows.
func TestViewsOfABurst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "views.json")
	synctest.Test(t, func(t *testing.T) {
		v, err := OpenViews(path, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer v.Close()
		for range 3 {
			v.Count("a")
		}
		time.Sleep(saveEvery)
		synctest.Wait()
		const want = "{\"a\":3}\n"
		if b, err := os.ReadFile(path); err != nil || string(b) != want {
			t.Errorf("the file has %q (%v), want %q", b, err, want)
		}
	})
}
