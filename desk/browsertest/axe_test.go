package browsertest

import (
	"maps"
	"slices"
	"testing"

	"cuttings/internal/axetest"
	"cuttings/library/librarytest"
)

// TestAxe asks axe-core about every page of the desk, wide and on a phone; of the dark colours it
// asks for contrast alone, the rest is the same.
func TestAxe(t *testing.T) {
	axe := axetest.Script(t)
	for _, look := range []struct {
		name  string
		width int64
		dark  bool
		only  []string
	}{{"wide", 1280, false, nil}, {"narrow", 320, false, nil}, {"dark", 1280, true, []string{"color-contrast"}}} {
		t.Run(look.name, func(t *testing.T) {
			v := openWith(t, nil, func(c *librarytest.Catalogue) {
				if err := c.ReadTexts(t.Context()); err != nil {
					t.Fatal(err)
				}
			})
			v.screen(look.width, 800)
			if look.dark {
				v.dark()
			}
			paths := v.paths()
			for more, path := range map[string]string{"names": "/names", "review": "/names/review",
				"disputes": "/disputes", "statements": "/statements?q=levy", "timeline": "/timeline?q=levy",
				"new-topic":    "/topics/new",
				"marks":        paths["cutting"] + "?marks=names&marks=statements&marks=labels&marks=times",
				"passage-page": paths["cutting"] + "/passage?text=10-120"} {
				paths[more] = path
			}
			for _, name := range slices.Sorted(maps.Keys(paths)) {
				v.goTo(paths[name])
				found, err := axetest.Faults(v.ctx, axe, axetest.All, look.only...)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				for _, f := range found {
					t.Errorf("%s: %s", name, f)
				}
			}
		})
	}
}
