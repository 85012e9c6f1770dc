package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/library"
)

// TestFactsByHandAreShownWhereTheyAct: each fact a person gave is shown as such in the list, on the cutting's
// page with who, when and why, on its capture's page, in the citation and in the dump; none is after the
// decision is undone.
func TestFactsByHandAreShownWhereTheyAct(t *testing.T) {
	c := newCorrecting(t, twoTeasers)
	fix := c.dated(t, "2011-04-08")
	f := &fix.Facts[0]
	f.Byline = &cutting.CorrectedByline{Names: []string{"Ada Lund"}}
	f.Headline = &cutting.CorrectedText{Value: "Villagers stay"}
	f.Section = &cutting.CorrectedText{Value: "Valley"}
	f.Language = &cutting.CorrectedText{Value: "mi"}
	if err := c.decide(fix); err != nil {
		t.Fatal(err)
	}
	a := &app{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, now: time.Now, stages: stages()}
	site, views, err := c.desk.desk(a, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, serveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer views.Close()
	get := func(path string) string {
		t.Helper()
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil))
		if w.Code != http.StatusOK {
			t.Fatalf("%s: status %d\n%s", path, w.Code, w.Body)
		}
		return strings.Join(strings.Fields(tags.ReplaceAllString(w.Body.String(), "")), " ")
	}
	row := func() string {
		t.Helper()
		rows, err := c.desk.sightings(context.Background(), c.id)
		if err != nil {
			t.Fatal(err)
		}
		return rows[0].CuttingID
	}
	by := "corrected by hand: EM, " + time.Now().UTC().Format("2 January 2006")
	page := get("/cuttings/" + row())
	for name, want := range map[string]string{
		"headline": "Headline " + by, "section": "Section“Valley”" + by, "language": "LanguageMaori" + by,
		"byline": "ByAda Lund" + by, "date": "Published8 April 2011" + by,
		"why": "because “the printed paper”", "citation": "(headline corrected by hand)",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: no %q on the cutting's page:\n%s", name, want, page)
		}
	}
	list := get("/search?q=stay")
	for _, want := range []string{"8 Apr 2011 by hand", "Villagers stay by hand", "by Ada Lund by hand",
		"under “Valley” by hand"} {
		if !strings.Contains(list, want) {
			t.Errorf("no %q in the list:\n%s", want, list)
		}
	}
	if capture := get("/captures/" + c.id); !strings.Contains(capture, "by hand the cutting") {
		t.Errorf("the capture's page:\n%s", capture)
	}
	if dump := c.program("dump"); !strings.Contains(dump,
		`"by_hand":["date","byline","headline","section","language"]`) {
		t.Errorf("the dump:\n%s", dump)
	}
	ar, release := c.desk.hold()
	conf := c.desk.libraryConfig(a, ar)
	release()
	d, err := library.New(conf).Compose(t.Context(), library.DigestRequest{
		Search: library.Search{Text: "stay"}})
	if err != nil || len(d.Items) != 1 || strings.Join(d.Items[0].ByHand, " ") != "headline date language" {
		t.Errorf("the digest: %+v, %v", d, err)
	}
	c.program("undo", "1")
	eventually(t, func() bool { return c.shows(t, "") })
	if page := get("/cuttings/" + row()); strings.Contains(page, "by hand: EM") {
		t.Errorf("after it was taken back:\n%s", page)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)
