package browsertest

import (
	"strings"
	"testing"
)

// TestLinksOfAListLookTheSame checks that the links for a list are of one size and beside it, on
// a screen and a phone.
func TestLinksOfAListLookTheSame(t *testing.T) {
	v := open(t, nil)
	for _, width := range []int64{1280, 320} {
		v.screen(width, 800)
		for path, selector := range map[string]string{
			"/search?q=levy":  ".found .follow, .follow-this a, .found > .other",
			"/topics/harbour": ".topic-head .actions a",
		} {
			v.goTo(path)
			if n := js[int](v, `document.querySelectorAll("`+selector+`").length`); n < 4 {
				t.Errorf("%s has %d links", path, n)
			}
			sizes := js[string](v, `[...new Set([...document.querySelectorAll("`+selector+
				`")].map(a => getComputedStyle(a).fontSize))].join()`)
			if strings.Contains(sizes, ",") {
				t.Errorf("%s, %d wide: links of %s", path, width, sizes)
			}
		}
	}
	v.screen(320, 800)
	v.goTo("/search?q=%D8%A8%D9%86%D8%AF%D8%B1")
	v.shot("rtl-search-narrow")
}
