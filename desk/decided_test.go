package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// TestDecisionsAreShownAndTakenBack corrects a cutting, finds who decided it, when and why on both pages it
// affects, undoes it on one and undoes the undo on the other; initials are typed once.
func TestDecisionsAreShownAndTakenBack(t *testing.T) {
	log, err := journal.Open(t.TempDir(), journal.Options{Clock: librarytest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	k := &kept{log: log, book: journal.NewBook(nil)}
	s := correcting(t, k)
	capture := s.capture(levyLater)
	entry := "/cuttings/" + librarytest.NewArchive().CuttingID("Council passes harbour levy after nine-hour sitting")
	if got := s.get(capture, 200).all(".decisions"); len(got) > 0 {
		t.Fatal("there are decisions before anything was decided")
	}
	form := answered(formOf(s.get(capture+"/correct/0", 200)), "step", "keep", "date-typed", "2011-04-08",
		"who", " E. M. ", "note", "the printed <b>paper</b>", "everywhere", "1")
	res := s.post(capture+"/correct/0", form)
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("status %d: %s", res.StatusCode, s.parse(res).one("main").Data)
	}
	var who *http.Cookie
	for _, c := range res.Cookies() {
		if c.Name == "who" {
			who = c
		}
	}
	if who == nil || !who.HttpOnly || who.SameSite != http.SameSiteStrictMode {
		t.Fatalf("initials are not kept: %v", res.Cookies())
	}
	if k.lines[0].Who != "E. M." {
		t.Errorf("the line is by %q", k.lines[0].Who)
	}
	for _, page := range []string{capture, entry} {
		d := s.get(page, 200)
		d.has(".decisions li", "corrected the date")
		d.has(".decisions li", "E. M.")
		d.has(".decisions li", "because “the printed <b>paper</b>”")
		d.has(".decisions time", "5 September 2026")
	}
	asked := s.parse(s.do("GET", capture, "Cookie", who.Name+"="+who.Value)).one("form.undo input[name=who]")
	if got, _ := attrOf(asked, "value"); got != "E. M." {
		t.Errorf("asked for initials again: %q", got)
	}
	action := func(page string) string {
		a, _ := attrOf(s.get(page, 200).one("form.undo"), "action")
		return a
	}
	res = s.post(action(capture), url.Values{"who": {"AB"}, "note": {"misread"}})
	if loc := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther ||
		!strings.HasPrefix(loc, capture+"?undone") {
		t.Fatalf("taking back: status %d to %q", res.StatusCode, loc)
	}
	d := s.get(capture, 200)
	d.has(".decisions .undone", "Taken back: AB")
	d.has(".decisions .undone", "because “misread”")
	d.has(".decisions button", "Put it back")
	if got := k.book.DecisionsAbout(strings.TrimPrefix(capture, "/captures/")); len(got.Corrections) != 0 ||
		got.Lines != 2 {
		t.Errorf("in effect after it was taken back: %+v", got)
	}
	res = s.post(action(entry), url.Values{"cutting": {"0"}})
	if loc := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther ||
		!strings.HasPrefix(loc, entry+"?sighting=") {
		t.Fatalf("putting back: status %d to %q", res.StatusCode, loc)
	}
	if got := k.lines[len(k.lines)-1]; got.Who != "desk" || got.Kind != journal.UndoDecision {
		t.Errorf("the last line is %+v", got)
	}
	for name, tt := range map[string]struct {
		path string
		form url.Values
		want int
	}{
		"a decision that is not there": {capture + "/decisions/99/undo", nil, 404},
		"no number":                    {capture + "/decisions/x/undo", nil, 404},
		"one about another capture":    {s.capture(levyPage) + "/decisions/1/undo", nil, 404},
		"a name far too long": {capture + "/decisions/1/undo", url.Values{"who": {strings.Repeat("x", 61)}},
			400},
		"a reason far too long": {capture + "/decisions/1/undo", url.Values{"note": {strings.Repeat("x", 501)}}, 400},
	} {
		if res := s.post(tt.path, tt.form); res.StatusCode != tt.want {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, tt.want)
		}
	}
	for _, want := range []int{303, 409} {
		if res := s.post(capture+"/decisions/1/undo", nil); res.StatusCode != want {
			t.Errorf("taking the first back: status %d, want %d", res.StatusCode, want)
		}
	}
	if res := s.post(capture+"/decisions/2/undo", nil, "Sec-Fetch-Site", "cross-site"); res.StatusCode != 403 {
		t.Errorf("from another site: status %d", res.StatusCode)
	}
	read := newSite(t, func(_ *site, c *library.Config) { c.Decisions = nil })
	if res := read.post(capture+"/decisions/1/undo", nil); res.StatusCode < 400 {
		t.Errorf("an archive that is only read: status %d", res.StatusCode)
	}
}
