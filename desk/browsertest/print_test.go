package browsertest

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"cuttings/library/librarytest"
)

// onPaper shows pages as they are printed, or as they are on a screen.
func (v *visit) onPaper(on bool) {
	v.t.Helper()
	media := ""
	if on {
		media = "print"
	}
	call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
}

// dark counts the dark pixels of a part of the page, in CSS pixels.
func darkIn(v *visit, of image.Rectangle) int {
	v.t.Helper()
	shot, err := chromedp.Run(v.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		v.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		v.t.Fatal(err)
	}
	n := 0
	for y := of.Min.Y; y < of.Max.Y; y++ {
		for x := of.Min.X; x < of.Max.X; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r>>8+g>>8+b>>8 < 3*140 {
				n++
			}
		}
	}
	return n
}

// TestOnPaper prints a cutting found by a search: its paragraphs are numbered in the margin, what matched
// is marked without colour, and citation and evidence are whole.
func TestOnPaper(t *testing.T) {
	a := librarytest.NewArchive()
	v := open(t, a)
	v.screen(800, 1100)
	page := "/cuttings/" + a.CuttingID(levy) + "?q=levy&hit=1"
	// The margin beside the second paragraph: 40 pixels in front of its text.
	margin := func() image.Rectangle {
		r := js[[]float64](v, `(() => { const r = document.querySelectorAll(".body p")[1].getBoundingClientRect();
			return [r.left - 44, r.top + scrollY, r.left - 4, r.bottom + scrollY] })()`)
		return image.Rect(max(0, int(r[0])), int(r[1]), int(r[2]), int(r[3]))
	}
	style := func(selector, pseudo, property string) string {
		return js[string](v, fmt.Sprintf(`getComputedStyle(document.querySelector(%q), %q).getPropertyValue(%q)`,
			selector, pseudo, property))
	}
	for _, paper := range []bool{false, true} {
		v.onPaper(paper)
		v.goTo(page)
		if got := style(".body p", "::before", "content"); (got == "counter(paragraph)") != paper {
			t.Errorf("on paper %t: before a paragraph there is %s", paper, got)
		}
		if n := darkIn(v, margin()); (n > 10) != paper {
			t.Errorf("on paper %t: %d dark pixels in the margin", paper, n)
		}
		if shown := js[bool](v, `document.querySelector(".cite.paper").offsetParent !== null`); shown != paper {
			t.Errorf("on paper %t: the full citation is shown: %t", paper, shown)
		}
		if !paper {
			continue
		}
		v.shot("cutting-on-paper")
		numbered := js[int](v, `[...document.querySelectorAll(".body p, .body li, .body pre")]
			.filter(p => getComputedStyle(p).counterIncrement === "paragraph 1").length`)
		all := js[int](v, `document.querySelectorAll(".body p, .body li, .body pre").length`)
		if numbered != all || all < 2 {
			t.Errorf("%d of %d paragraphs are numbered", numbered, all)
		}
		if got := style(".body mark", "", "text-decoration-line"); got != "underline" {
			t.Errorf("what matched is marked by %q", got)
		}
		if got := style(".body mark", "", "background-color"); got != "rgb(255, 255, 255)" {
			t.Errorf("what matched is marked by the colour %s", got)
		}
		for _, hidden := range []string{".top nav", "#cite", "button"} {
			if js[bool](v, fmt.Sprintf(`document.querySelector(%q).offsetParent !== null`, hidden)) {
				t.Errorf("%s is printed", hidden)
			}
		}
	}
	v.goTo("/search?q=levy")
	if got := style(".items mark", "", "text-decoration-line"); got != "underline" {
		t.Errorf("what matched in a result is marked by %q", got)
	}
	v.goTo("/cuttings/" + a.CuttingID(persian))
	v.shot("rtl-on-paper")
	if n := js[int](v, `(() => { const r = document.querySelector(".body p").getBoundingClientRect();
		return Math.round(innerWidth - r.right) })()`); n < 30 {
		t.Errorf("a text from right to left has a margin of %d pixels for its numbers", n)
	}
}

// TestEmptyFrameOnPaper: the frame of what else the archive has is not printed when all lines in it are for the
// screen alone.
func TestEmptyFrameOnPaper(t *testing.T) {
	a := librarytest.NewArchive()
	v := open(t, a)
	v.goTo("/cuttings/" + a.CuttingID(persian))
	for _, paper := range []bool{false, true} {
		v.onPaper(paper)
		lines := js[int](v, `[...document.querySelector(".inarchive").children].filter(e => e.offsetParent).length`)
		framed := js[bool](v, `document.querySelector(".inarchive").offsetHeight > 0`)
		if (lines == 0) != paper || framed == paper {
			t.Errorf("on paper %t: %d lines, and a frame: %t", paper, lines, framed)
		}
	}
}

// TestSearchOnPaper: what is printed of a list includes what was searched and what narrows it, and has no controls;
// on a screen the search box and the chips do.
func TestSearchOnPaper(t *testing.T) {
	v := open(t, nil)
	const shown = `document.querySelector("main").innerText.replace(/\s+/g, " ")`
	for _, c := range []struct {
		name, path string
		want       []string
	}{
		{"words", "/search?q=levy", []string{"Searched for: levy", "Order: Best match"}},
		{"narrowed", "/search?q=levy&source=morrowpost.example&sort=newest",
			[]string{"Searched for: levy", "Narrowed to Source Morrow Post", "Order: Newest"}},
		{"only narrowed", "/search?source=morrowpost.example", []string{"Narrowed to Source Morrow Post"}},
		{"nothing found", "/search?q=zzzz", []string{"Searched for: zzzz"}},
		{"from right to left", "/search?q=%D8%A8%D9%86%D8%AF%D8%B1", []string{"Searched for: بندر"}},
		{"captures", "/captures?kind=listing", []string{"Only Read as: "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v.onPaper(true)
			v.goTo(c.path)
			v.shot("on-paper-" + c.name)
			got := js[string](v, shown)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not printed: %.300s", want, got)
				}
			}
			for _, control := range []string{"×", "take away", "all of it", "all captures", "Follow this"} {
				if strings.Contains(got, control) {
					t.Errorf("%q is printed: %.300s", control, got)
				}
			}
			v.onPaper(false)
			if got := js[string](v, shown); strings.Contains(got, "Searched for:") {
				t.Errorf("on a screen the query is there twice: %.300s", got)
			}
		})
	}
}

// TestDigestOnPaper: what leads from an item of a digest to its source is printed with its address.
func TestDigestOnPaper(t *testing.T) {
	v := open(t, nil)
	v.goTo(v.paths()["digest"])
	v.onPaper(true)
	defer v.onPaper(false)
	if !js[bool](v, `document.querySelector(".digest .more .address").checkVisibility()`) {
		t.Error("the address of an item is not printed")
	}
}
