package desk_test

import (
	"net/http"
	"testing"

	"cuttings/library"
)

// TestStaleForms: a form for a page that was read again since it was opened comes back with what the person
// chose, over what there is now, and can be sent as it is.
func TestStaleForms(t *testing.T) {
	k := &kept{}
	s := newSite(t, func(_ *site, c *library.Config) { c.Decisions = k })
	capture := s.capture("saved/post/levy-watch.html")
	form := formOf(s.get(capture+"/correct", 200))
	form.Set("step", "keep")
	form.Set("note", "as it reads")
	form.Set("b2", "none")
	form.Set("b3", "teaser")
	form.Set("state", "0000") // of another cut
	res := s.post(capture+"/correct", form)
	if res.StatusCode != http.StatusConflict || len(k.got) > 0 {
		t.Fatalf("status %d, %d kept", res.StatusCode, len(k.got))
	}
	page := s.parse(res)
	page.has(".warn", "What you chose is filled in")
	again := formOf(page)
	if again.Get("b2") != "none" || again.Get("b3") != "teaser" {
		t.Errorf("lines 2 and 3 are %q and %q", again.Get("b2"), again.Get("b3"))
	}
	again.Set("step", "keep")
	s.postRedirects(capture+"/correct", again)
	if len(k.got) != 1 {
		t.Fatalf("%d kept", len(k.got))
	}

	// What the person left as it was is as it is now, whatever the form had.
	form.Set("was", form.Get("was")+",none") // lines that there are no longer
	s.parse(s.post(capture+"/correct", form)).has(".warn", "has other lines now")

	path := s.capture(levyPage) + "/correct/0"
	facts := formOf(s.get(path, 200))
	facts = answered(facts, "date-typed", "2011-04-08", "byline", "none", "headline-typed", "Another headline",
		"state", "0000", "step", "keep")
	res = s.post(path, facts)
	if res.StatusCode != http.StatusConflict {
		t.Fatalf("facts: status %d", res.StatusCode)
	}
	page = s.parse(res)
	page.has(".warn", "What you chose is filled in")
	back := formOf(page)
	for name, want := range map[string]string{"date-typed": "2011-04-08", "date": "typed", "byline": "none",
		"headline-typed": "Another headline"} {
		if got := back.Get(name); got != want {
			t.Errorf("%s came back as %q, want %q", name, got, want)
		}
	}
}
