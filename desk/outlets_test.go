package desk_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/journal"
	"cuttings/library/librarytest"
)

// TestOutletsByHand puts two sources together at the desk, checks that the page shows who decided it and that
// there is one source where there were two, and undoes it.
func TestOutletsByHand(t *testing.T) {
	log, err := journal.Open(t.TempDir(), journal.Options{Clock: librarytest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	k := &kept{log: log, book: journal.NewBook(nil)}
	s := correcting(t, k)
	apply := func() { // as a run applies the journal
		value, _ := json.Marshal(k.book.Outlets())
		row := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.OutletStage, Key: catalogue.OutletsKey},
			Of: catalogue.OfStage, Version: 1, Value: value}
		if err := s.catalogue.Apply(context.Background(),
			catalogue.Batch{Rows: []catalogue.StageRow{row}}); err != nil {
			t.Fatal(err)
		}
	}
	const kelp, post = "/sources/radiokelp.example", "/sources/morrowpost.example"
	before := len(s.get("/sources", 200).all(".sources tbody tr"))
	s.get(kelp, 200).one("form.decide input[name=into]")
	res := s.post(kelp+"/decide", url.Values{"what": {"merge"}, "into": {"Morrow Post"}, "who": {"AB"},
		"note": {"one <house>"}})
	if loc := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || loc != kelp+"?kept=1" {
		t.Fatalf("status %d to %q", res.StatusCode, loc)
	}
	apply()
	if n := len(s.get("/sources", 200).all(".sources tbody tr")); n != before-1 {
		t.Errorf("%d sources, want %d", n, before-1)
	}
	for _, page := range []string{kelp, post} { // the old address redirects there
		d := s.get(page, 200)
		d.has("h1", "Morrow Post")
		d.has(".decisions li", "put “radiokelp.example” and “morrowpost.example” together")
		d.has(".decisions li", "because “one <house>”")
	}
	form := s.get(post, 200).one(".decisions form")
	action, _ := attrOf(form, "action")
	if res := s.post(action, url.Values{"back": {post}}); res.Header.Get("Location") != post+"?kept=1" {
		t.Fatalf("taken back: status %d to %q", res.StatusCode, res.Header.Get("Location"))
	}
	apply()
	if n := len(s.get("/sources", 200).all(".sources tbody tr")); n != before {
		t.Errorf("%d sources after it was taken back, want %d", n, before)
	}
	capture := s.capture(levyCapture)
	s.get(capture, 200).one(".pageoutlet input[name=outlet]")
	if res := s.post(capture+"/outlet", url.Values{"outlet": {"Harbour Letters"}}); res.StatusCode != 303 {
		t.Fatalf("a page's outlet: status %d", res.StatusCode)
	}
	if got := k.book.DecisionsAbout(strings.TrimPrefix(capture, "/captures/")).Outlet; got != "Harbour Letters" {
		t.Errorf("the page is said to be of %q", got)
	}
	for name, tt := range map[string]struct {
		path string
		form url.Values
		want int
	}{
		"nothing said":          {kelp + "/decide", nil, 400},
		"with itself":           {kelp + "/decide", url.Values{"what": {"merge"}, "into": {"radiokelp.example"}}, 400},
		"with nobody":           {kelp + "/decide", url.Values{"what": {"merge"}, "into": {"nobody"}}, 404},
		"a kind there is not":   {kelp + "/decide", url.Values{"what": {"facts"}, "kind": {"castle"}}, 400},
		"a language that is no": {kelp + "/decide", url.Values{"what": {"facts"}, "lang": {"not a code"}}, 400},
		"no name":               {kelp + "/decide", url.Values{"what": {"name"}, "name": {"  "}}, 400},
		"a page of nothing":     {capture + "/outlet", url.Values{"outlet": {" "}}, 400},
		"an unknown page":       {"/captures/nothing/outlet", url.Values{"outlet": {"X"}}, 404},
		"no such decision":      {"/sources/decisions/99/undo", nil, 404},
	} {
		if res := s.post(tt.path, tt.form); res.StatusCode != tt.want {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, tt.want)
		}
	}
}
