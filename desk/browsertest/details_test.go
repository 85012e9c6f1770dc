package browsertest

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"cuttings/library/librarytest"
)

// TestResultsByKeys goes from results into a cutting, on to the next, back to the one
// before and out to the results, by keyboard alone.
func TestResultsByKeys(t *testing.T) {
	v := open(t, nil)
	v.goTo("/search?q=harbour+levy")
	v.keys("j")
	first := v.text("a[data-item]")
	v.openByKey("o")
	if got := v.text("h1"); got != first {
		t.Errorf("o opens %q, want %q", got, first)
	}
	if n := js[int](v, `document.querySelectorAll(".text mark").length`); n == 0 {
		t.Error("no word is marked on arrival")
	}
	v.shot("among-results")
	v.openByKey("n")
	if got := v.text(".among > span"); got != "2 of 5" {
		t.Errorf("n leads to result %q", got)
	}
	v.openByKey("p")
	if got := v.text("h1"); got != first {
		t.Errorf("p leads to %q, want %q", got, first)
	}
	v.openByKey("u")
	if got := v.address(); got != "/search?q=harbour+levy" {
		t.Errorf("u leads to %s", got)
	}
	v.quiet()
}

// TestCopyWithoutSecureContext: over plain http from another machine browsers have no
// clipboard for pages; the citation is copied all the same.
func TestCopyWithoutSecureContext(t *testing.T) {
	v := open(t, nil)
	v.goTo(v.paths()["cutting"])
	js[bool](v, `(() => { Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true }); `+
		`return true; })()`)
	js[bool](v, `(() => { window.copied = ""; document.addEventListener("copy", () => { window.copied = `+
		`getSelection().toString(); }); return true; })()`)
	v.do(chromedp.Click(chromedp.CSS("button[data-copy]")))
	want := v.text("#cite")
	if got := strings.Join(strings.Fields(js[string](v, "window.copied")), " "); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	if got := v.text("button[data-copy]"); got != "Copied" {
		t.Errorf("the button says %q", got)
	}
}

// TestTargets: what is clicked in lists is at least 24 pixels high, and what scrolls can
// be reached by keyboard.
func TestTargets(t *testing.T) {
	v := open(t, nil)
	v.screen(360, 740)
	for name, selector := range map[string]string{"cutting": ".sightings li > span > a", "capture": ".outline a",
		"among": ".among a[rel]", "endless-capture": ".outline a"} {
		path := v.paths()[name]
		if name == "among" {
			v.goTo("/search?q=harbour")
			path = js[string](v, `document.querySelector(".item h3 a").getAttribute("href")`)
		}
		v.goTo(path)
		if low := js[[]string](v, `[...document.querySelectorAll("`+selector+
			`")].filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.textContent.trim().slice(0, 40) `+
			`+ " " + e.getBoundingClientRect().height)`); len(low) > 0 {
			t.Errorf("%s: lower than 24 pixels: %q", name, low)
		}
	}
	v.goTo(v.paths()["bytes"])
	js[bool](v, `(() => { document.querySelector("details").open = true; document.querySelector("pre.hex").focus(); `+
		`return true; })()`)
	if !js[bool](v, `document.activeElement.matches("pre.hex")`) {
		t.Error("the hexadecimal dump cannot be focused")
	}
}

// TestLineBreaksAreShown: lines of a paragraph stay lines.
func TestLineBreaksAreShown(t *testing.T) {
	v := open(t, nil)
	v.goTo(v.paths()["cutting"])
	for _, selector := range []string{".body p", ".body li"} {
		if got := js[string](v, `getComputedStyle(document.querySelector("`+selector+
			`")).whiteSpace`); !strings.Contains(got, "pre-line") && !strings.Contains(got, "preserve-breaks") {
			t.Errorf("%s: white-space %s", selector, got)
		}
	}
}

// TestEvidenceWordAppearsOnFocus: the sign beside a paragraph says what it is when the mouse or
// the keyboard is on it, and is dark enough to be seen.
func TestEvidenceWordAppearsOnFocus(t *testing.T) {
	v := open(t, nil)
	call(v, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	v.goTo(v.paths()["cutting"])
	shown := func() bool {
		return js[bool](v, `document.querySelector(".pilcrow .word").getClientRects().length > 0`)
	}
	if shown() {
		t.Error("the word is shown beside every paragraph")
	}
	js[bool](v, `(() => { document.querySelector(".pilcrow").focus(); return true; })()`)
	if !shown() {
		t.Error("the word is not shown on focus")
	}
	if got := js[string](v, `getComputedStyle(document.querySelector(".pilcrow")).opacity`); got != "1" {
		t.Errorf("opacity %s", got)
	}
}

// TestPrintedResults: on paper a match is more than a colour, byte ranges are beside
// paragraphs, and no control is printed.
func TestPrintedResults(t *testing.T) {
	v := open(t, nil)
	call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	v.goTo(v.paths()["search"])
	v.shot("print-search")
	if got := js[string](v, `(() => { const s = getComputedStyle(document.querySelector("mark")); return `+
		`s.fontWeight + " " + s.textDecorationLine; })()`); got != "700 underline" {
		t.Errorf("a match is printed %s", got)
	}
	if n := js[int](v, `[...document.querySelectorAll("button, input[type=search]")].filter((e) => `+
		`e.getClientRects().length > 0).length`); n > 0 {
		t.Errorf("%d controls are printed", n)
	}
	v.goTo(v.paths()["cutting"])
	if got := v.text(".onpaper"); !strings.Contains(got, "–") ||
		!js[bool](v, `document.querySelector(".onpaper").getClientRects().length > 0`) {
		t.Errorf("beside a paragraph stands %q", got)
	}
}

// TestDateIsAlignedWithTheHeadline: of an item from right to left, on the right.
func TestDateIsAlignedWithTheHeadline(t *testing.T) {
	v := open(t, nil)
	v.goTo(v.paths()["rtl-search"])
	if !js[bool](v, `(() => { const i = document.querySelector(".item"); return `+
		`i.querySelector(".item-date").getBoundingClientRect().left > `+
		`i.querySelector("h3").getBoundingClientRect().left; })()`) {
		t.Error("the date stands at the far end of a Persian headline")
	}
}

// TestCapturesByKeys: a page in which nothing was found is reached and corrected by
// keyboard and mouse.
func TestCapturesByKeys(t *testing.T) {
	v := open(t, nil)
	v.goTo("/captures?kind=nothing")
	v.keys("j")
	v.openByKey("o")
	if got := v.text(".byline"); !strings.Contains(got, "nothing to cut") {
		t.Errorf("the capture is %q", got)
	}
	v.click(`.actions a[href$="/correct"]`)
	if js[int](v, `document.querySelectorAll(".lines li").length`) == 0 {
		t.Error("its lines cannot be corrected")
	}
	v.quiet()
}

// TestBarsBeginAtTheirAxis: bars end at the axis, above the years, at any size of text.
func TestBarsBeginAtTheirAxis(t *testing.T) {
	v := open(t, nil)
	v.goTo("/")
	for _, size := range []string{"100%", "200%"} {
		js[bool](v, `(() => { document.documentElement.style.fontSize = "`+size+`"; return true; })()`)
		if low := js[int](v, `(() => { const axis = document.querySelector(".bars `+
			`.axis").getBoundingClientRect().bottom; return [...document.querySelectorAll(".bars .bar")].filter((b) `+
			`=> b.getBoundingClientRect().bottom > axis + 1).length; })()`); low > 0 {
			t.Errorf("text at %s: %d bars run through the axis", size, low)
		}
		if over := js[int](v, `(() => { const axis = document.querySelector(".bars `+
			`.axis").getBoundingClientRect().bottom; return [...document.querySelectorAll(".bars `+
			`.tick")].filter((b) => b.getBoundingClientRect().top < axis - 1).length; })()`); over > 0 {
			t.Errorf("text at %s: %d labels stand in the bars", size, over)
		}
	}
}

// TestPassageIsCopied selects words in a text, over marks and paragraphs, and copies them with
// their citation: by the clipboard, and without a secure context.
func TestPassageIsCopied(t *testing.T) {
	for _, tt := range []struct {
		name   string
		secure bool
		marks  string
	}{{"clipboard", true, ""}, {"plain http", false, ""}, {"among marks", true, "?marks=names&marks=statements"}} {
		t.Run(tt.name, func(t *testing.T) {
			v := openWith(t, nil, func(c *librarytest.Catalogue) {
				if err := c.ReadTexts(t.Context()); err != nil {
					t.Fatal(err)
				}
			})
			v.goTo(v.paths()["cutting"] + tt.marks)
			js[bool](v, `(() => { window.copied = "";
				const clipboard = `+map[bool]string{true: `{ writeText: async (t) => { window.copied = t; } }`,
				false: "undefined"}[tt.secure]+`;
				Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
				document.addEventListener("copy", () => { const a = document.activeElement;
					window.copied = a.value === undefined ? getSelection().toString() : a.value; });
				return true; })()`)
			if js[bool](v, `document.querySelector(".passage-tool").getClientRects().length > 0`) {
				t.Fatal("the bar is there with nothing selected")
			}
			// from within the second paragraph to within the third
			js[bool](v, `(() => {
				const find = (words) => { const w = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
					for (let n; (n = w.nextNode());) { const k = n.data.indexOf(words); if (k >= 0) return [n, k]; } };
				const [from, a] = find("half empty"), [to, b] = find("breakwater");
				getSelection().setBaseAndExtent(from, a, to, b + "breakwater".length); return true; })()`)
			v.until(`!document.querySelector(".passage-tool").hidden`)
			v.shot("passage-" + strings.ReplaceAll(tt.name, " ", "-"))
			v.keys("c")
			v.until(`document.querySelector(".passage-tool [role=status]").textContent !== ""`)
			if got := v.text(".passage-tool [role=status]"); got != "Copied" {
				t.Errorf("the bar says %q", got)
			}
			copied := js[string](v, "window.copied")
			for _, want := range []string{
				"“half empty since February.\n\n‘This pays for the breakwater”\nImke Varga, ",
				"SHA-256 ", ", bytes ", "In the archive “Harbour levy, Marrowland”, cutting "} {
				if !strings.Contains(copied, want) {
					t.Errorf("copied %q, want %q in it", copied, want)
				}
			}
			if !js[bool](v, `document.activeElement.matches(".passage-tool button")`) {
				t.Error("the focus is lost after copying")
			}
			v.click(".passage-tool a")
			if got := js[string](v, `document.querySelector("textarea").value`); got != copied {
				t.Errorf("the page of the passage has %q", got)
			}
			v.shot("passage-page")
			v.quiet()
		})
	}
}

// TestCitationIsCopiedWithoutPassage: with a headline selected, or nothing, the key of passages copies the citation of
// the whole cutting and shows that it did.
func TestCitationIsCopiedWithoutPassage(t *testing.T) {
	v := open(t, nil)
	for _, selected := range []string{"", "h1"} {
		v.goTo(v.paths()["cutting"])
		js[bool](v, `(() => { window.copied = "";
			const clipboard = { writeText: async (t) => { window.copied = t; } };
			Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
			return true; })()`)
		if selected != "" {
			js[bool](v, `(() => { getSelection().selectAllChildren(document.querySelector("`+selected+`"));
				return true; })()`)
		}
		v.keys("c")
		v.until(`document.querySelector(".passage-tool [role=status]").textContent !== ""`)
		if got := v.text(".passage-tool [role=status]"); got != "The citation of the whole cutting is copied" {
			t.Errorf("with %q selected the bar has %q", selected, got)
		}
		if want := js[string](v, `document.getElementById("cite").textContent.trim()`); want == "" ||
			!strings.Contains(js[string](v, "window.copied"), want[:20]) {
			t.Errorf("with %q selected %q is copied, want %q", selected, js[string](v, "window.copied"), want)
		}
	}
	v.quiet()
}

// until waits until an expression is true in the page.
func (v *visit) until(expression string) {
	v.t.Helper()
	for end := time.Now().Add(10 * time.Second); !js[bool](v, expression); {
		if time.Now().After(end) {
			v.t.Fatalf("never: %s", expression)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
