package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFirstResultInSight: on a phone the first result is above the fold, and what else can be done with the
// search is behind the results.
func TestFirstResultInSight(t *testing.T) {
	v := open(t, nil)
	for _, width := range []int64{360, 320} {
		v.screen(width, 740)
		for _, path := range []string{"/search", "/search?q=harbour", "/search?q=levy&kind=article"} {
			v.goTo(path)
			if top := js[float64](v, `document.querySelector(".item").getBoundingClientRect().top`); top > 420 {
				t.Errorf("%s at %d px: the first result begins at %.0f px", path, width, top)
			}
			if w := js[int64](v, `document.documentElement.scrollWidth`); w > width {
				t.Errorf("%s at %d px is %d px wide", path, width, w)
			}
		}
		v.goTo("/search?q=harbour")
		v.shot(fmt.Sprintf("phone-search-%d", width))
		if !js[bool](v, `document.querySelector(".tofurther").checkVisibility()`) {
			t.Errorf("at %d px nothing leads to what is behind the results", width)
		}
		v.do(chromedp.Click(chromedp.CSS(".tofurther")))
		if got := js[string](v, `document.querySelector("#further a[href^='/statements']").textContent`); got == "" ||
			!js[bool](v, `document.querySelector("#further").matches(":target")`) {
			t.Error("what leads behind the results leads nowhere")
		}
	}
	v.screen(1280, 800)
	v.goTo("/search?q=harbour")
	if js[bool](v, `document.querySelector("#further").checkVisibility()`) ||
		!js[bool](v, `document.querySelector(".chart").checkVisibility()`) {
		t.Error("on a wide screen the chart is not above the results, or is there twice")
	}
	v.quiet()
}

// TestFocusInSight: what comes into focus by keyboard is not covered by the bar at the foot of the
// window (WCAG 2.2, 2.4.11).
func TestFocusInSight(t *testing.T) {
	v := open(t, nil)
	for _, size := range [][2]int64{{1280, 600}, {360, 640}} {
		v.screen(size[0], size[1])
		v.goTo(v.paths()["correct"])
		v.do(chromedp.Click(chromedp.CSS(".lines .pick")))
		if js[bool](v, `document.querySelector(".range-tool").hidden`) {
			t.Fatal("no run of lines is chosen")
		}
		// The page keeps clear of the bar from the frame after the click on: before any key a person presses.
		v.until(`document.documentElement.style.scrollPaddingBlockEnd !== ""`)
		stops := js[int](v, `(() => {
			window.stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
				.filter((e) => e.checkVisibility() && e.type !== "hidden" && !e.closest(".range-tool"));
			return stops.length; })()`)
		if stops < 40 {
			t.Fatalf("the form has %d stops", stops)
		}
		covered := js[[]string](v, `(() => {
			document.documentElement.style.scrollBehavior = "auto";
			const bar = document.querySelector(".range-tool"), out = [];
			for (const way of [stops, [...stops].reverse()]) for (const e of way) {
				e.focus();
				const a = e.getBoundingClientRect(), b = bar.getBoundingClientRect();
				if (a.bottom > b.top + 1 && a.top < b.bottom || a.bottom > innerHeight + 1)
					out.push(e.tagName + " " + e.name + " " + Math.round(a.bottom) + " under " + Math.round(b.top));
			}
			return out; })()`)
		for _, c := range covered {
			t.Errorf("%d × %d: %s", size[0], size[1], c)
		}
	}
	v.quiet()
}

// TestChangesByKey: in a comparison j and k go from change to change, and a link leads to the first without script.
func TestChangesByKey(t *testing.T) {
	v := open(t, nil)
	v.screen(320, 640)
	v.goTo(v.paths()["versions"])
	at := func() string { return js[string](v, `document.activeElement.id`) }
	if got := js[string](v, `document.querySelector(".comparing a").hash`); got != "#change-1" {
		t.Errorf("the number of changes leads to %q", got)
	}
	for _, step := range []struct{ key, want string }{{"j", "change-1"}, {"j", "change-2"}, {"k", "change-1"}} {
		v.keys(step.key)
		if got := at(); got != step.want {
			t.Errorf("%s goes to %q, want %q", step.key, got, step.want)
		}
	}
	if !js[bool](v, `(() => { const r = document.activeElement.getBoundingClientRect();
		return r.top >= 0 && r.bottom <= innerHeight; })()`) {
		t.Error("the change is out of sight")
	}
	v.quiet()
}
