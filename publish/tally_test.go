package publish

import (
	"context"
	"testing"

	"cuttings/digest"
)

// A story counts all its cuttings in a list of stories, and once as a text; alone, each cutting counts for itself.
func TestTally(t *testing.T) {
	_, c := invented()
	if got, want := tallyOfStories(c.Items), (tally{4, 2}); got != want {
		t.Errorf("stories: %+v, want %+v", got, want)
	}
	if got, want := tallyOf(c.Pages[:2]), (tally{2, 1}); got != want {
		t.Errorf("an article and its teaser: %+v, want %+v", got, want)
	}
	pages := map[string]*Item{"aaa": c.Pages[0], "bbb": c.Pages[1]}
	items := []digest.Item{{Cutting: "aaa"}, {Cutting: "bbb"}, {Cutting: "gone"}}
	if got, want := tallyOfDigest(items, pages), (tally{3, 1}); got != want {
		t.Errorf("digest: %+v, want %+v", got, want)
	}
}

// Collected items know which of them have a text of their own, and so do those they are also in; a cutting that a
// topic leaves out counts neither as a cutting nor as a text.
func TestCollectedTally(t *testing.T) {
	f := &fake{stories: [][]string{{"one", "two", "three"}}}
	for _, id := range []string{"one", "two", "three", "four"} {
		f.add(id, "Headline of "+id, "Text of "+id, nil)
	}
	c, err := (&Collector{Archive: f}).Content(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tallyOfStories(c.Items), (tally{4, 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, want := tallyOf(c.Pages), (tally{4, 2}); got != want {
		t.Errorf("pages: %+v, want %+v", got, want)
	}
	left := c.Items[0].withoutOthers(map[string]bool{"two": true})
	if got, want := tallyOfStories([]*Item{left}), (tally{2, 1}); got != want {
		t.Errorf("one left out: %+v, want %+v", got, want)
	}
}
