package press_test

import (
	"context"
	"runtime/debug"
	"strings"
	"testing"

	"cuttings/catalogue/memory"
	"cuttings/press"
)

// The stages over the archive have little room for garbage behind a heavy page, and as much
// as ever behind others.
func TestLittleGarbageBehindAHeavyPage(t *testing.T) {
	usual := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(usual) })
	within := 0
	p := &press.Press{Vault: newShelf(), Catalogue: memory.New(), Stages: []press.Stage{{Name: "room", Version: 1,
		Archive: func(context.Context, press.Catalogue) error {
			within = debug.SetGCPercent(100)
			debug.SetGCPercent(within)
			return nil
		}}}}
	heavy := listing("heavy.html", "Weir shut")
	heavy = original("heavy.html", "text/html", append(heavy.Content, "<!--"+strings.Repeat("x", 1<<20)+"-->"...))
	for name, tt := range map[string]struct {
		in    press.Original
		least int
		most  int
	}{"heavy": {heavy, 1, 99}, "small": {listing("small.html", "Weir open"), 100, 100}} {
		if _, err := p.Add(context.Background(), offerAll([]press.Original{tt.in})); err != nil {
			t.Fatal(err)
		}
		if within < tt.least || within > tt.most {
			t.Errorf("%s page: the stages ran with %d %% of garbage", name, within)
		}
	}
	if now := debug.SetGCPercent(100); now != 100 {
		t.Errorf("behind the runs garbage has %d %%", now)
	}
}
