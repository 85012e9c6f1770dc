package press_test

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/press"
)

// The stages over the archive have a low garbage limit after a heavy page, and the usual one after others.
func TestLittleGarbageBehindAHeavyPage(t *testing.T) {
	usual := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(usual) })
	within := 0
	stages := []press.Stage{{Name: "room", Version: 1,
		Archive: func(context.Context, press.Catalogue) error {
			within = debug.SetGCPercent(100)
			debug.SetGCPercent(within)
			return nil
		}}}
	p := &press.Press{Vault: newMemoryVault(), Catalogue: memory.New(), Stages: stages}
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

// rowsWritten records the numbers of rows in batches.
type rowsWritten struct {
	press.Catalogue
	each []int
}

func (c *rowsWritten) Apply(ctx context.Context, b catalogue.Batch) error {
	if len(b.Rows) > 0 {
		c.each = append(c.each, len(b.Rows))
	}
	return c.Catalogue.Apply(ctx, b)
}

// The texts of a heavy page are read and written in parts, all of them in one run, of which a
// Redo is one.
func TestTextsOfAHeavyPageComeInParts(t *testing.T) {
	const items, most = 2600, 512
	var b strings.Builder
	b.WriteString("<html><body><ul>")
	for i := range items {
		fmt.Fprintf(&b, `<li class="item"><a href="/a/%d">Headline about the dam %d</a>`+
			"<span class=\"date\">%d May 2011</span><p>%s</p></li>\n", i, i, i%28+1,
			strings.Repeat("The keepers were called to the dam again. ", 8))
	}
	page := original("heavy.html", "text/html", []byte(b.String()+"</ul></body></html>"))
	cat := &rowsWritten{Catalogue: memory.New()}
	read := 0
	var mu sync.Mutex
	vault := newMemoryVault()
	p := &press.Press{Vault: vault, Catalogue: cat, Stages: []press.Stage{{Name: "text", Version: 1,
		Needs: []string{press.Texts}, Text: func(context.Context, press.TextInput) (press.Found, error) {
			mu.Lock()
			defer mu.Unlock()
			read++
			return press.Found{Value: "read"}, nil
		}}}}
	check := func(how string, want int) {
		t.Helper()
		if read != want {
			t.Errorf("%s: %d texts were read, want %d", how, read, want)
		}
		rows := 0
		for _, n := range cat.each {
			if rows += n; n > most {
				t.Errorf("%s: %d rows were written together, want at most %d", how, n, most)
			}
		}
		if want > 0 && rows != want || want > 0 && len(cat.each) < 2 {
			t.Errorf("%s: %d rows in %d parts, want %d in several", how, rows, len(cat.each), want)
		}
		read, cat.each = 0, nil
	}
	done, err := p.Add(context.Background(), offerAll([]press.Original{page}))
	if err != nil {
		t.Fatal(err)
	}
	if done.Cuttings < items {
		t.Fatalf("the page gave %d cuttings, want at least %d", done.Cuttings, items)
	}
	check("added", done.Cuttings)
	p.Stages[0].Version = 2
	if _, err := p.Redo(context.Background(), page.Capture.ID); err != nil {
		t.Fatal(err)
	}
	check("done again", done.Cuttings)
}
