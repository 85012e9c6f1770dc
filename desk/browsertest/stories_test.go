package browsertest

import (
	"strings"
	"testing"
)

// TestStoriesAreReadByKeysAndClicks unfolds a story in place, follows a teaser to its
// article, sees two texts side by side, and does without script.
func TestStoriesAreReadByKeysAndClicks(t *testing.T) {
	v := open(t, nil)
	v.screen(1280, 900)
	story := v.story()
	v.goTo("/search?q=levy")
	rows := js[int](v, `document.querySelectorAll(".items > li").length`)
	v.keys("j")
	if got := js[string](v,
		`document.activeElement.closest(".item") ? "row" : document.activeElement.tagName`); got != "row" {
		t.Errorf("j leads to %s", got)
	}
	v.click("#story-" + story + " .unfold")
	if now := js[int](v, `document.querySelectorAll(".items > li").length`); now != rows {
		t.Errorf("%d rows after one was unfolded, %d before", now, rows)
	}
	if at := js[string](v, "location.hash"); at != "#story-"+story {
		t.Errorf("the page is at %q", at)
	}
	v.goTo("/cuttings/" + v.archive.CuttingID(courtTeaser))
	v.click(".toarticle a")
	if got := js[string](v, `document.querySelector("h1").innerText`); !strings.Contains(got, "nine-hour sitting") {
		t.Errorf("the teaser leads to %q", got)
	}
	v.goTo("/stories/" + v.archive.CuttingID(levy) + "?a=" + v.archive.CuttingID(levy) + "&b=" +
		v.archive.CuttingID(courtTeaser))
	type box struct{ Left, Right float64 }
	sides := js[[]box](v, `[...document.querySelectorAll(".pair article")].map(e => ({Left: `+
		`e.getBoundingClientRect().left, Right: e.getBoundingClientRect().right}))`)
	if len(sides) != 2 || sides[0].Right > sides[1].Left {
		t.Errorf("the two texts are at %+v", sides)
	}
	if dots := js[int](v, `document.querySelectorAll(".spread circle").length`); dots != 3 {
		t.Errorf("%d dots for 3 members", dots)
	}
}
