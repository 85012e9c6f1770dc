package publish

import (
	"path/filepath"
	"testing"

	"cuttings/internal/axetest"
)

// TestAxe runs axe-core over every kind of page.
func TestAxe(t *testing.T) {
	axe := axetest.Script(t)
	dir := filepath.Join(t.TempDir(), "site")
	write(t, New(invented()), dir)
	v := read(t, dir)
	for _, p := range []string{"index.html", "topic/sad.html", "item/aaa.html", "item/ccc.html", "sources.html",
		"months.html", "digests.html", "digest/week-40.html", "digest/week-39.html", "search.html#q=dam"} {
		for _, width := range []int64{1280, 320} {
			v.screen(width, 800)
			v.open(p)
			found, err := axetest.Faults(v.ctx, axe, axetest.All)
			if err != nil {
				t.Fatalf("%s: %v", p, err)
			}
			for _, f := range found {
				t.Errorf("%s at %d px: %s", p, width, f)
			}
		}
	}
}
