package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cuttings/desk"
	"cuttings/internal/firefoxtest"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// linking is a page in which everything the mouse can rest on links outside: Firefox
// opens a connection as soon as it does, before any policy is asked.
const linking = `<!doctype html><html><head><meta charset="utf-8"><title>x</title><link rel="preconnect" href="TRAP/preconnect"><link rel="stylesheet" href="kept/style.css"></head><body style="margin:0">
<math href="TRAP/math" style="font-size:40px;display:block"><mtext href="TRAP/mtext">one</mtext></math>
<math xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="TRAP/xlink" style="font-size:40px;display:block"><mi>two</mi></math>
<a href="TRAP/a" style="font-size:40px;display:block">three</a>
<img src="kept/evil.svg" width="200" height="40" alt="">
<svg width="200" height="40"><a href="TRAP/svg"><rect width="200" height="40"/></a></svg>
<map name="m"><area shape="rect" coords="0,0,200,40" href="TRAP/area"></map>
<img usemap="#m" width="200" height="40" alt="four" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<iframe src="TRAP/frame"></iframe></body></html>`

// hoverAll rests the mouse on a grid over the upper left of the window, from y on.
func hoverAll(b *firefoxtest.Browser, y int) {
	var points [][2]int
	for ; y < 640; y += 14 {
		points = append(points, [2]int{40, y}, [2]int{90, y})
	}
	b.Hover(points)
	time.Sleep(300 * time.Millisecond)
}

// TestFirefoxOpensNoConnectionFromAnOriginal rests the mouse on everything in an
// original that could link.
func TestFirefoxOpensNoConnectionFromAnOriginal(t *testing.T) {
	path := firefoxtest.Path(t, "whether Firefox reaches out of an original is not tested")
	tr := newTrap(t)
	page := strings.ReplaceAll(linking, "TRAP", tr.URL)
	a := librarytest.NewArchive()
	id, _ := a.AddHTML("evil.html", []byte(page), librarytest.Item("A page that links", "Text."))
	cat, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(desk.New(desk.Config{
		Library: library.New(library.Config{Name: "Harbour levy", Catalogue: cat,
			Originals: a, Assets: &keptFiles{trap: tr.URL}, Pages: a, Now: librarytest.Now})}))
	t.Cleanup(srv.Close)
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(bare.Close)

	b := firefoxtest.Start(t, path, "")
	b.Open(srv.URL + "/captures/" + id + "/original")
	if got := b.Evaluate(`document.querySelector("iframe.original") ? "shown" : document.title`); got != "shown" {
		t.Fatalf("the original is not shown: %s", got)
	}
	b.Evaluate(`document.querySelector("iframe.original").scrollIntoView()`)
	hoverAll(b, 10)
	if conns, asked := tr.counts(); conns > 0 {
		t.Errorf("%d connections left for outside, asking for %q", conns, asked)
	}
	// The trap is one: the same page outside the desk reaches it.
	b.Open(bare.URL)
	hoverAll(b, 10)
	if conns, _ := tr.counts(); conns == 0 {
		t.Error("the page outside the desk opened no connection either: this test cannot fail")
	}
}
