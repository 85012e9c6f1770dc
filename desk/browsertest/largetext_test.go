package browsertest

import "testing"

// TestLargeText: pages fit a phone with text of twice its size; tables of sources and names fit every window so, which
// media queries do not see. Columns that are left out for want of room are there where there is room.
func TestLargeText(t *testing.T) {
	v := openNamed(t)
	v.screen(320, 800)
	for _, path := range []string{"/", "/help", "/status", "/work", "/basket", "/captures", "/topics/new",
		"/search?q=levy", v.redaction(0)} {
		v.goTo(path)
		js[string](v, `document.documentElement.style.fontSize = "200%"`)
		if wide := js[int64](v, "document.documentElement.scrollWidth"); wide > 320 {
			t.Errorf("%s with text of 200%% is %d pixels wide on a screen of 320", path, wide)
		}
		if box := js[float64](v, `document.querySelector("#q").getBoundingClientRect().width`); box < 160 {
			t.Errorf("%s with text of 200%%: the search box is %.0f pixels wide", path, box)
		}
	}
	v.goTo(v.paths()["cutting"])
	js[string](v, `document.documentElement.style.fontSize = "200%"`)
	if narrow := js[float64](v, `Math.min(...[...document.querySelectorAll(".facts dd")].map((e) =>
		e.getBoundingClientRect().width))`); narrow < 200 {
		t.Errorf("a fact of a cutting is %.0f pixels wide with text of 200%%", narrow)
	}
	v.goTo("/captures")
	if narrow := js[float64](v, `Math.min(...[...document.querySelectorAll(".captures tbody td")].map((e) =>
		e.getBoundingClientRect().width))`); narrow < 200 {
		t.Errorf("a cell of the table of captures is %.0f pixels wide on a phone", narrow)
	}
	for _, path := range []string{"/sources", "/names"} {
		for _, size := range []string{"100%", "200%"} {
			for _, width := range []int64{320, 390, 640, 720, 800, 960, 1280} {
				v.screen(width, 800)
				v.goTo(path)
				js[string](v, `document.documentElement.style.fontSize = "`+size+`"`)
				if wide := js[int64](v, "document.documentElement.scrollWidth"); wide > width {
					t.Errorf("%s with text of %s is %d pixels wide on a screen of %d", path, size, wide, width)
				}
				years := js[bool](v, `document.querySelector("th.years").offsetParent !== null`)
				if size == "100%" && width != 640 && years != (width >= 720) {
					t.Errorf("%s on a screen of %d: years are shown: %t", path, width, years)
				}
			}
		}
	}
}
