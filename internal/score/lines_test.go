package score

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEachLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(path, []byte("{\"n\":1}\n{\"n\":2}\n{\"n\":"), 0o600); err != nil {
		t.Fatal(err)
	}
	type line struct{ N int }
	var got []int
	err := EachLine(path, func(l line) error {
		got = append(got, l.N)
		return nil
	})
	if !slices.Equal(got, []int{1, 2}) || err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("%v, %v", got, err)
	}
	stop := errors.New("enough")
	if err := EachLine(path, func(line) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("what fn returns is %v", err)
	}
}

func TestOffsets(t *testing.T) {
	if got := Offsets("aé漢z"); !slices.Equal(got, []int{0, 1, 3, 6, 7}) {
		t.Errorf("%v", got)
	}
}
