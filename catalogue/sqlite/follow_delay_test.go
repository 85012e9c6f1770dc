package sqlite

import (
	"fmt"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
)

// A run writes what it cut and, later, the stories: each entry is indexed once, and the index of an archive
// that is opened again is complete.
func TestEntriesOfOneRunAreIndexedOnce(t *testing.T) {
	dir := t.TempDir()
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const pages = 700 // more entries than the follower takes in at once
	for i := 0; i < pages; i += 100 {
		mustApply(t, c, i, 100)
	}
	var rows []catalogue.StageRow
	if _, err := c.Changes(ctx, "", func(ch catalogue.Change) bool {
		if ch.Of == catalogue.CuttingThing {
			r := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.StoryStage, Key: ch.Key},
				Of: catalogue.OfCutting, Version: 1}
			if len(rows)%2 == 0 { // the others change and keep their edition
				r.Fields = map[string][]string{field.Is: {"copy"}}
			}
			rows = append(rows, r)
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	for len(rows) > 0 {
		n := min(len(rows), 900)
		if err := c.Apply(ctx, catalogue.Batch{Rows: rows[:n]}); err != nil {
			t.Fatal(err)
		}
		rows = rows[n:]
	}
	mustSync(t, c)
	if n := documents(t, c); n != 3*pages {
		t.Errorf("%d documents for %d cuttings", n, 3*pages)
	}
	for q, want := range map[string]int{everyone: 3 * pages, "is:copy": 3 * pages / 2} {
		if n := total(t, c, q); n != want {
			t.Errorf("%s finds %d, want %d", q, n, want)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = open(t, dir, Options{ReadOnly: true})
	if err := c.Ready(ctx); err != nil {
		t.Error(err)
	}
}

// A write that nobody waits for is indexed after the follower's delay.
func TestFollowerIndexesAfterItsDelay(t *testing.T) {
	c := open(t, t.TempDir(), Options{})
	c.follower.mu.Lock()
	c.follower.delay = 10 * time.Millisecond
	c.follower.mu.Unlock()
	mustApply(t, c, 0, 5)
	for begin := time.Now(); total(t, c, everyone) != 15; time.Sleep(5 * time.Millisecond) {
		if time.Since(begin) > 20*time.Second {
			t.Fatal(fmt.Sprint(total(t, c, everyone), " of 15 cuttings are found after 20 s"))
		}
	}
}
