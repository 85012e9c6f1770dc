package browsertest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"cuttings/cutting"
	"cuttings/library/librarytest"
)

// keptFiles are pictures and style sheets that an archive keeps, all of which try to reach
// out to trap.
type keptFiles struct{ trap string }

// Asset implements library.Assets.
func (k *keptFiles) Asset(_ context.Context, _ cutting.Capture, _, ref string) (cutting.Capture, []byte, error) {
	ref, ok := strings.CutPrefix(ref, "kept/")
	content, there := map[string]string{
		"style.css": `@import "TRAP/a.css"; @import url(kept/more.css); @import 'kept/style.css';
			@font-face { font-family: f; src: url(TRAP/f.woff2) } p { font-family: f }
			body { background: rgb(1, 200, 3) url(TRAP/b.png) } div { list-style-image: u\72l(TRAP/c.png);
			cursor: url("TRAP/d.cur"), auto; border-image: image-set("TRAP/e.png" 1x) 1; }`,
		"more.css": `h1 { background: url("kept/yellow.png") !important; height: 60px }`,
		"evil.svg": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="60">
			<style>@import "TRAP/s.css"; rect { fill: rgb(4, 5, 250) }</style><script href="TRAP/s.js"/><script>fetch("TRAP/t")</script>
			<a href="TRAP/u"><rect width="60" height="60"/></a><image href="TRAP/v.png" width="9" height="9"/>
			<use xlink:href="TRAP/w.svg#a"/><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="TRAP/x"/></foreignObject></svg>`,
		"red.png":    square(color.RGBA{250, 6, 7, 255}),
		"yellow.png": square(color.RGBA{250, 240, 8, 255}),
	}[ref]
	if !ok || !there {
		return cutting.Capture{}, nil, cutting.Errorf(cutting.NotFound, "not kept")
	}
	return cutting.Capture{Name: ref}, []byte(strings.ReplaceAll(content, "TRAP", k.trap)), nil
}

// square is a PNG of one colour.
func square(c color.Color) string {
	img := image.NewRGBA(image.Rect(0, 0, 60, 60))
	for i := range 60 * 60 {
		img.Set(i%60, i/60, c)
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.String()
}

// colours counts the pixels of a picture of the window by colour.
func (v *visit) colours() map[string]int {
	v.t.Helper()
	shot, err := chromedp.Run(v.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		v.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		v.t.Fatal(err)
	}
	out := map[string]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			out[fmt.Sprintf("%d %d %d", r>>8, g>>8, b>>8)]++
		}
	}
	return out
}

// TestOriginalShowsWhatIsKept: a page has its pictures and styles where the archive keeps
// them, and is opened at a cutting far down in it; nothing is fetched for it.
func TestOriginalShowsWhatIsKept(t *testing.T) {
	tr := newTrap(t)
	page := `<!doctype html><html><head><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="kept/style.css">
</head><body><h1>A page</h1><img src="kept/red.png" alt=""><img src="kept/evil.svg" alt=""><img src="lost.png" alt="">
<p>Words before.</p><div style="height: 5000px"></div><p>The words that were cut.</p><p>Words after.</p></body></html>`
	a := librarytest.NewArchive()
	id, _ := a.AddHTML("kept.html", []byte(page), librarytest.Item("A page with pictures", "Text."))
	v := open(t, a)
	v.files.trap = tr.URL
	v.goTo("/captures/" + id + "/original")
	v.do(chromedp.WaitVisible(chromedp.CSS("iframe.original")))
	got := v.text(".capture-head .byline")
	if !strings.Contains(got, "Of the 4 pictures and style sheets it refers to, 3 are in") {
		t.Errorf("the page says %q", got)
	}
	const mark = "179 38 30"
	var seen map[string]int
	for end := time.Now().Add(time.Minute); time.Now().Before(end); { // the frame is painted when it is
		if seen = v.colours(); seen["250 6 7"] > 0 && seen["4 5 250"] > 0 {
			break
		}
	}
	v.shot("original-kept")
	for what, colour := range map[string]string{"the style sheet": "1 200 3", "a picture": "250 6 7",
		"an SVG picture": "4 5 250", "the picture of an imported style sheet": "250 240 8"} {
		if seen[colour] < 1000 {
			t.Errorf("%s is not shown: %d pixels", what, seen[colour])
		}
	}
	if seen[mark] > 0 {
		t.Error("a mark is shown where nothing is to be marked")
	}
	at := strings.Index(page, "The words that were cut")
	v.goTo(fmt.Sprintf("/captures/%s/original?range=%d-%d", id, at, at+len("The words that were cut.")))
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		if seen = v.colours(); seen[mark] >= 500 && seen["250 6 7"] == 0 {
			break
		}
	}
	v.shot("original-at")
	if seen[mark] < 500 || seen["250 6 7"] > 0 {
		t.Errorf("the original is not opened at the cutting: %d pixels of its marks, %d of the picture at the top",
			seen[mark], seen["250 6 7"])
	}
	v.mu.Lock()
	frames := 0
	for _, u := range v.asked {
		if strings.Contains(u, "/original/frame?range=") {
			frames++
		}
	}
	v.mu.Unlock()
	if frames != 1 {
		t.Errorf("the frame was asked for %d times", frames)
	}
	if conns, asked := tr.counts(); conns > 0 {
		t.Errorf("%d connections left for outside, asking for %q", conns, asked)
	}
	if got := v.askedOutside(); len(got) > 0 {
		t.Errorf("asked for %q", got)
	}
}
