package publish

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestAxe runs axe-core over every kind of page. CUTTINGS_AXE names its axe.min.js, as
// npm brings it.
func TestAxe(t *testing.T) {
	name := os.Getenv("CUTTINGS_AXE")
	if name == "" {
		t.Skip("CUTTINGS_AXE names no axe.min.js: what axe-core finds is not tested")
	}
	axe, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	write(t, New(invented()), dir)
	v := read(t, dir)
	for _, p := range []string{"index.html", "topic/sad.html", "item/aaa.html", "item/ccc.html", "sources.html",
		"months.html", "digests.html", "digest/week-40.html", "digest/week-39.html", "search.html#q=dam"} {
		for _, width := range []int64{1280, 320} {
			v.screen(width, 800)
			v.open(p)
			tells[bool](v, string(axe)+`;
				window.found = null;
				axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
					window.found = r.violations.map(x => x.id + ": " +
						x.nodes.map(n => n.html).join(" | ").slice(0, 300)));
				true`)
			for end := time.Now().Add(20 * time.Second); !tells[bool](v, "window.found !== null"); {
				if time.Now().After(end) {
					t.Fatalf("%s: axe-core does not end", p)
				}
				time.Sleep(20 * time.Millisecond)
			}
			found := tells[[]string](v, "window.found")
			for _, f := range found {
				t.Errorf("%s at %d px: %s", p, width, f)
			}
		}
	}
}
