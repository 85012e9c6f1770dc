package browsertest

import (
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cuttings/library/librarytest"
)

// click clicks the first element a selector finds and waits for the page it
// leads to.
func (v *visit) click(selector string) {
	v.t.Helper()
	if _, err := chromedp.RunResponse(v.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		v.t.Fatalf("clicking %s: %v", selector, err)
	}
}

// keys types keys into the page.
func (v *visit) keys(keys string) {
	v.t.Helper()
	if keys == kb.Escape {
		v.do(chromedp.KeyEvent(keys))
		return
	}
	// One event with its text, as a keyboard gives it: what the page prevents is
	// not typed.
	for _, r := range keys {
		k := string(r)
		call(v, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: k,
			Text: k, UnmodifiedText: k})
		call(v, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: k})
	}
}

// openByKey types a key that opens another page and waits for it.
func (v *visit) openByKey(keys string) {
	v.t.Helper()
	if _, err := chromedp.RunResponse(v.ctx, chromedp.KeyEvent(keys)); err != nil {
		v.t.Fatalf("the key %q opens nothing: %v", keys, err)
	}
}

func (v *visit) text(selector string) string {
	v.t.Helper()
	return js[string](v, `(document.querySelector("`+selector+
		`") || {textContent: ""}).textContent.replace(/\s+/g, " ").trim()`)
}

func (v *visit) address() string {
	v.t.Helper()
	return strings.TrimPrefix(js[string](v, "location.href"), v.base)
}

// TestFindAndTrace is what the desk is for: search, narrow, read, and go down to
// the bytes, with a mouse.
func TestFindAndTrace(t *testing.T) {
	v := open(t, nil)
	v.goTo("/")
	v.do(chromedp.SendKeys(chromedp.CSS("#q"), "harbour levy"))
	v.click(".top .find button")
	if got := v.text("#found"); got != "5 cuttings" {
		t.Errorf("found %q", got)
	}
	v.click(`aside a[href*="kind=article"]`)
	if got := v.text("#found"); got != "2 cuttings" {
		t.Errorf("narrowed to articles: %q", got)
	}
	if got := v.text(".chips"); !strings.Contains(got, "Kind Article") {
		t.Errorf("narrowed, and the page says %q", got)
	}
	v.click(".item h3 a")
	if got := v.text("h1"); got != levy {
		t.Fatalf("the first hit is %q", got)
	}
	v.click(`.facts a[href*="cutting="]`)
	if n := js[int](v, `document.querySelectorAll("section.cut").length`); n == 0 {
		t.Error("no cutting is outlined in the capture")
	}
	if !js[bool](v, `document.querySelector("section.cut:target") !== null`) {
		t.Errorf("the cutting is not pointed out at %s", v.address())
	}
	v.click("section.cut .at-bytes")
	if got := v.text("pre.bytes mark"); got != levy {
		t.Errorf("the bytes of the headline are %q", got)
	}
	v.quiet()
}

// TestBarIsClicked narrows a search by a bar of its chart.
func TestBarIsClicked(t *testing.T) {
	v := open(t, nil)
	v.goTo("/search?q=harbour")
	href := js[string](v, `document.querySelector("svg.bars a").getAttribute("href")`)
	v.click("svg.bars a .bar")
	if got := v.address(); got != href {
		t.Errorf("a click on the bar leads to %s, want %s", got, href)
	}
	v.quiet()
}

// TestKeys moves through the desk by keyboard alone.
func TestKeys(t *testing.T) {
	v := open(t, nil)
	focused := func() int {
		return js[int](v, `[...document.querySelectorAll("a[data-item]")].indexOf(document.activeElement)`)
	}
	v.goTo("/search?per=10")
	for _, step := range []struct {
		key  string
		want int
	}{{"j", 0}, {"j", 1}, {"j", 2}, {"k", 1}, {"k", 0}, {"k", 0}} {
		v.keys(step.key)
		if got := focused(); got != step.want {
			t.Errorf("after %s the focus is on item %d, want %d", step.key, got, step.want)
		}
	}
	if outline := js[string](v, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
		t.Error("the item in focus does not look it")
	}
	v.shot("keys-focus")
	want := v.text("a[data-item]")
	v.openByKey("o")
	if got := v.text("h1"); got != want {
		t.Errorf("o opened %q, want %q", got, want)
	}

	v.goTo("/search?per=10")
	v.openByKey("n")
	if got := v.address(); !strings.Contains(got, "from=10") {
		t.Errorf("n leads to %s", got)
	}
	v.openByKey("p")
	if got := v.address(); strings.Contains(got, "from=") {
		t.Errorf("p leads to %s", got)
	}

	v.keys("?")
	if !js[bool](v, `document.getElementById("keys").open`) {
		t.Error("? does not show the keys")
	}
	v.shot("keys-help")
	v.keys(kb.Escape)
	if js[bool](v, `document.getElementById("keys").open`) {
		t.Error("Escape does not close the keys")
	}
	v.keys("?")
	v.do(chromedp.Click(chromedp.CSS("#keys button")))
	if js[bool](v, `document.getElementById("keys").open`) {
		t.Error("the button does not close the keys")
	}

	v.keys("/")
	if js[string](v, "document.activeElement.id") != "q" {
		t.Error("/ does not lead to the search box")
	}
	v.keys("jo?/")
	if got := js[string](v, `document.getElementById("q").value`); got != "jo?/" {
		t.Errorf("typing in the box gave %q", got)
	}
	v.keys(kb.Escape)
	if js[string](v, "document.activeElement.id") == "q" {
		t.Error("Escape does not leave the box")
	}
	v.quiet()
}

// TestWithoutScript does the main job with JavaScript off.
func TestWithoutScript(t *testing.T) {
	v := open(t, nil)
	v.goTo("/")
	call(v, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	v.goTo("/")
	v.do(chromedp.SendKeys(chromedp.CSS("#q"), "levy"))
	v.click(".top .find button")
	read := func(selector string) string {
		t.Helper()
		s, err := chromedp.Run(v.ctx, chromedp.Text(chromedp.CSS(selector)))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(s)
	}
	if got := read("#found"); !strings.Contains(got, "cuttings") {
		t.Errorf("found %q", got)
	}
	v.click(`aside a[href*="source=morrowpost.example"]`)
	v.click(".item h3 a")
	if got := read(".over a"); got != "Morrow Post" {
		t.Errorf("the cutting is from %q", got)
	}
	v.click(`.facts a[href*="cutting="]`)
	if got := read("section.cut .cut-label"); !strings.Contains(got, "Teaser") {
		t.Errorf("outlined: %q", got)
	}
	v.quiet()
}

// TestCorrectByHand joins two items, is asked, and confirms.
func TestCorrectByHand(t *testing.T) {
	v := open(t, nil)
	capture := "/captures/" + v.archive.CaptureID("saved/post/levy-watch.html")
	v.goTo(capture)
	v.click(`.actions a[href$="/correct"]`)
	js[bool](v, `(() => { const li = [...document.querySelectorAll(".lines li")].find((l) => `+
		`l.textContent.includes("Notes from a long night")); li.querySelector("select").value = "same"; return `+
		`true; })()`)
	v.click(`button[value=check]`)
	if got := v.text(".changes"); !strings.Contains(got, "Eleven to eight, and the doors were shut") {
		t.Errorf("asked: %q", got)
	}
	v.shot("correct-asked")
	v.click(`button[value=keep]`)
	if got := v.text(".done"); !strings.Contains(got, "kept in the journal") {
		t.Errorf("after keeping: %q at %s", got, v.address())
	}
	v.mu.Lock()
	if len(v.kept) != 1 || len(v.kept[0].Items) != 1 {
		t.Errorf("kept: %+v", v.kept)
	}
	v.mu.Unlock()
	v.quiet()
}

// TestCorrectDateByHand gives an article another date and selects the words of the
// page for it, by keyboard but for the selection.
func TestCorrectDateByHand(t *testing.T) {
	v := open(t, nil)
	v.goTo("/cuttings/" + v.archive.CuttingID(levy))
	js[bool](v, `(() => { document.querySelector('a[href*="/correct/"]').focus(); return true; })()`)
	v.openByKey(kb.Enter)
	if got := v.text("fieldset li"); !strings.Contains(got, "9 April 2011") ||
		!strings.Contains(got, "structured data") {
		t.Errorf("the date as it is: %q", got)
	}
	unlabelled := js[[]string](v, `[...document.querySelectorAll("form.correct input:not([type=hidden]), `+
		`form.correct button")].filter((e) => e.offsetParent && !e.textContent.trim() && e.labels.length === `+
		`0).map((e) => e.name)`)
	if len(unlabelled) > 0 {
		t.Errorf("without a label: %q", unlabelled)
	}
	// From the first button down the list by keyboard, to the field of another date.
	js[bool](v, `(() => { document.querySelector("input[name=date]").focus(); return true; })()`)
	v.do(chromedp.KeyEvent(kb.ArrowDown))
	if got := js[string](v, `document.activeElement.value`); got != "f0" {
		t.Errorf("the arrow leads to %q", got)
	}
	js[bool](v, `(() => { document.querySelector("#date-typed").focus(); return true; })()`)
	v.keys("2011-04-08")
	if !js[bool](v, `document.querySelector("input[name=date][value=typed]").checked`) {
		t.Error("typing a date does not choose it")
	}
	js[bool](v, `(() => {
		const line = [...document.querySelectorAll(".page-lines li")].find((l) => l.textContent.includes("on Saturday")).firstChild;
		document.activeElement.blur();
		const at = line.textContent.indexOf("on Saturday");
		getSelection().setBaseAndExtent(line, at, line, at + 11);
		return true;
	})()`)
	v.do(chromedp.Click(chromedp.CSS("button[data-take=date-words]")))
	if got := js[string](v, `document.getElementById("date-words").value`); got != "on Saturday" {
		t.Errorf("taken from the page: %q", got)
	}
	v.shot("facts-filled")
	v.openByKey(kb.Enter)
	if got := v.text(".changes"); !strings.Contains(got, "8 April 2011") || !strings.Contains(got, "“on Saturday”") {
		t.Errorf("asked: %q", got)
	}
	v.shot("facts-asked")
	js[bool](v, `(() => { document.getElementById("note").focus(); return true; })()`)
	v.keys("the printed paper says so")
	v.openByKey(kb.Enter)
	if got := v.text(".done"); !strings.Contains(got, "kept in the journal") || v.text("h1") != levy {
		t.Errorf("after keeping: %q at %s", got, v.address())
	}
	v.shot("facts-kept")
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.kept) != 2 || v.kept[0].Note != "the printed paper says so" ||
		v.kept[0].Facts[0].Published.Value != "2011-04-08" || v.kept[1].Capture == v.kept[0].Capture {
		t.Errorf("kept: %+v", v.kept)
	}
}

// TestDark: the page follows the reader's own colours, and text keeps a contrast
// of at least 4.5 to 1 in both.
func TestDark(t *testing.T) {
	v := open(t, nil)
	const contrast = `(() => {
		const lum = (c) => { const f = c.map((x) => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; }); return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
		const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
		const rgba = (s) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = s; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
		const bad = new Set();
		for (const e of document.querySelectorAll("body *")) {
			if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== "") || e.offsetParent === null || e.closest("svg, .hide, .pilcrow")) continue;
			let b = e, back = [0, 0, 0, 0];
			while (b && (back = rgba(getComputedStyle(b).backgroundColor))[3] < 255) b = b.parentElement;
			const a = lum(rgba(getComputedStyle(e).color)), c = lum(back);
			const ratio = (Math.max(a, c) + .05) / (Math.min(a, c) + .05);
			if (ratio < 4.5) bad.add(e.tagName + "." + e.className + " " + ratio.toFixed(2));
		}
		return [...bad];
	})()`
	var papers []string
	for _, dark := range []bool{false, true} {
		if dark {
			v.dark()
		}
		for _, name := range []string{"front", "search", "mistake", "cutting", "versions", "capture", "correct",
			"facts", "bytes", "status", "help"} {
			path, ok := v.paths()[name]
			if !ok {
				t.Fatalf("no page is called %s", name)
			}
			v.goTo(path)
			if bad := js[[]string](v, contrast); len(bad) > 0 {
				t.Errorf("%s, dark %v: too faint: %q", name, dark, bad)
			}
		}
		papers = append(papers, js[string](v, `getComputedStyle(document.documentElement).backgroundColor`))
	}
	if papers[0] == papers[1] {
		t.Errorf("the paper is %s in light and dark", papers[0])
	}
}

// TestRightToLeft: a Persian item runs from right to left, the desk around it
// from left to right.
func TestRightToLeft(t *testing.T) {
	v := open(t, nil)
	v.goTo(v.paths()["rtl"])
	for selector, want := range map[string]string{".text h1": "rtl", ".body p": "rtl", ".evidence dd": "ltr",
		".byline": "ltr"} {
		if got := js[string](v, `getComputedStyle(document.querySelector("`+selector+`")).direction`); got != want {
			t.Errorf("%s runs %s, want %s", selector, got, want)
		}
	}
	if js[bool](v, `(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector(".text `+
		`h1")); const t = r.getBoundingClientRect(), b = document.querySelector(".text `+
		`h1").getBoundingClientRect(); return Math.abs(t.right - b.right) > 2; })()`) {
		t.Error("the headline does not begin at the right")
	}
}

// TestPrint: on paper are the text and its evidence, not the desk's controls.
func TestPrint(t *testing.T) {
	v := open(t, nil)
	v.dark()
	call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	v.goTo(v.paths()["cutting"])
	v.shot("print-cutting")
	for selector, want := range map[string]bool{".text h1": true, ".body p": true, ".evidence .facts": true,
		".top nav": false, ".top .find": false, ".pilcrow": false, ".foot": false} {
		if got := js[bool](v, `document.querySelector("`+selector+`").getClientRects().length > 0`); got != want {
			t.Errorf("%s stands on paper: %v", selector, got)
		}
	}
	if got := js[string](v, `getComputedStyle(document.querySelector(".body")).color`); got != "rgb(0, 0, 0)" {
		t.Errorf("printed in %s", got)
	}
}

// trap is a server outside the desk that an archived page tries to reach. It
// counts connections, not just requests.
type trap struct {
	*httptest.Server
	mu    sync.Mutex
	conns int
	asked []string
}

func newTrap(t *testing.T) *trap {
	t.Helper()
	tr := &trap{}
	tr.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tr.mu.Lock()
		tr.asked = append(tr.asked, r.URL.Path)
		tr.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
	}))
	tr.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			tr.mu.Lock()
			tr.conns++
			tr.mu.Unlock()
		}
	}
	tr.Start()
	t.Cleanup(tr.Close)
	return tr
}

// counts are the connections made so far and what was asked for.
func (tr *trap) counts() (int, []string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.conns, slices.Clone(tr.asked)
}

// TestOriginalRunsNothing shows an archived page that uses many means to send requests: no
// script runs, no request leaves, nothing of the desk can be touched.
func TestOriginalRunsNothing(t *testing.T) {
	tr := newTrap(t)
	hostile := strings.ReplaceAll(`<!doctype html><html><head><title>x</title>
<base href="TRAP/base/">
<meta http-equiv="refresh" content="0;url=TRAP/refresh">
<meta http-equiv="x-dns-prefetch-control" content="on">
<link rel="preconnect" href="TRAP/"><link rel="dns-prefetch" href="TRAP/"><link rel="prefetch" href="TRAP/prefetch">
<link rel="preload" as="image" href="TRAP/preload"><link rel="modulepreload" href="TRAP/module.js"><link rel="stylesheet" href="TRAP/style.css">
<link rel="icon" href="TRAP/icon.png"><link rel="manifest" href="TRAP/manifest.json">
<style>@import "TRAP/import.css"; body { background: url(TRAP/background.png) } @font-face { font-family: f; src: url(TRAP/font.woff2) } p { font-family: f; color: rgb(1, 2, 3) }</style>
<script src="TRAP/outside.js"></script>
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["TRAP/speculated"]}]}</script>
<script>document.title = "RAN"; try { parent.document.title = "RAN" } catch (e) {} top.postMessage("RAN", "*"); fetch("TRAP/fetch"); navigator.sendBeacon("TRAP/beacon"); new Image().src = "TRAP/image"; location = "TRAP/location";</script>
</head><body onload="parent.document.title='RAN'; location='TRAP/onload'">
<p id="shown">The archived words <a href="TRAP/here">a link</a> <a href="TRAP/top" target="_top" ping="TRAP/ping">a link</a> <a href="javascript:parent.document.title='RAN'">a script</a></p>
<form action="TRAP/get"><button>Send</button></form>
<img src="TRAP/pixel.gif" onerror="parent.document.title='RAN'"><img src="x" onerror="top.location='TRAP/onerror'">
<picture><source srcset="TRAP/srcset.webp"><img loading="eager" srcset="TRAP/a.png 1x" alt=""></picture>
<iframe src="TRAP/iframe"></iframe><iframe srcdoc="<script>top.document.title='RAN'</script><img src='TRAP/srcdoc.png'>"></iframe>
<object data="TRAP/object"></object><embed src="TRAP/embed"><video src="TRAP/video.mp4" poster="TRAP/poster.png" autoplay></video><audio src="TRAP/audio.mp3" autoplay></audio>
<form id="f" action="TRAP/form" method="post"><input name="a" value="b" autofocus onfocus="this.form.submit()"><button>Send</button></form>
<svg onload="parent.document.title='RAN'"><image href="TRAP/svg.png"/><use href="TRAP/use.svg#a"/></svg>
<math href="TRAP/math"><mtext href="TRAP/mtext">math</mtext></math><map name="m"><area shape="rect" coords="0,0,99,99" href="TRAP/area"></map>
<img usemap="#m" width="99" height="99" alt="area" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<div style="background: url(TRAP/inline.png)">inline</div>
</body></html>`, "TRAP", tr.URL)
	a := librarytest.NewArchive()
	id, _ := a.AddHTML("evil.html", []byte(hostile), librarytest.Item("A page that means harm", "Text."))
	every, _ := a.AddHTML("every.html", []byte(addressed(tr.URL)), librarytest.Item("A page of all elements", "Text."))
	v := open(t, a)
	v.goTo("/captures/" + id + "/original")
	title := js[string](v, "document.title")
	v.do(chromedp.WaitVisible(chromedp.CSS("iframe.original")))
	v.shot("original-hostile")

	// Clicks within the frame: on links out of it, on a script, on its form.
	box := js[[]float64](v, `(() => { const b = document.querySelector("iframe.original").getBoundingClientRect(); `+
		`return [b.left, b.top, b.right, b.bottom]; })()`)
	for y := box[1] + 8; y < box[1]+90; y += 10 {
		for x := box[0] + 12; x < box[0]+300; x += 24 {
			v.do(chromedp.MouseClickXY(x, y))
		}
	}
	if got := js[string](v, "document.title"); got != title || strings.Contains(got, "RAN") {
		t.Errorf("the desk's page is now called %q", got)
	}
	if got := v.address(); got != "/captures/"+id+"/original" {
		t.Errorf("the desk's page was led to %s", got)
	}

	// The frame as a tab of its own is the desk's page around it.
	v.goTo("/captures/" + id + "/original/frame")
	if got := v.address(); got != "/captures/"+id+"/original" {
		t.Errorf("the frame opens by itself at %s", got)
	}
	// Every element with every attribute that may carry an address, under the mouse.
	v.goTo("/captures/" + every + "/original")
	v.do(chromedp.WaitVisible(chromedp.CSS("iframe.original")))
	box = js[[]float64](v, `(() => { const b = document.querySelector("iframe.original").getBoundingClientRect(); `+
		`return [b.left, b.top, b.right, b.bottom]; })()`)
	for y := box[1] + 8; y < min(box[3], box[1]+130); y += 13 {
		for x := box[0] + 12; x < box[2]; x += 26 {
			v.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
		}
	}
	// The other pages show the same capture harmlessly.
	for _, p := range []string{"/captures/" + id, "/captures/" + id + "/bytes?range=0-2000", "/"} {
		v.goTo(p)
		if got := js[string](v, "document.title"); strings.Contains(got, "RAN") {
			t.Errorf("%s ran something", p)
		}
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	if tr.conns > 0 {
		t.Errorf("%d connections left for outside, asking for %q", tr.conns, tr.asked)
	}
}

// TestTrapIsOne shows that the trap above catches: the same page outside the desk
// reaches it.
func TestTrapIsOne(t *testing.T) {
	tr := newTrap(t)
	v := open(t, nil)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<link rel=preconnect href="` + tr.URL + `"><img src="` + tr.URL +
			`/pixel.gif"><script>document.title = "RAN"</script>`))
	}))
	t.Cleanup(page.Close)
	v.do(chromedp.Navigate(page.URL))
	if js[string](v, "document.title") != "RAN" {
		t.Error("the page ran no script")
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	if tr.conns == 0 || !slices.Contains(tr.asked, "/pixel.gif") {
		t.Errorf("%d connections, asking for %q", tr.conns, tr.asked)
	}
}

// TestCorrectLongPage: on a page of many lines the end of a cutting is taken off, and a run made one
// cutting, by clicks on first and last lines; the lines in no cutting are folded until asked for.
func TestCorrectLongPage(t *testing.T) {
	a := librarytest.NewArchive()
	id := a.AddLong("saved/long.html", 220)
	v := open(t, a)
	v.goTo("/captures/" + id + "/correct")
	shown := `[...document.querySelectorAll(".lines li:not(.fold)")].filter((l) => l.getClientRects().length > 0)`
	all := js[int](v, `document.querySelectorAll(".lines li:not(.fold)").length`)
	if n := js[int](v, shown+`.length`); all < 200 || n > 30 {
		t.Fatalf("%d lines of %d are shown", n, all)
	}
	if js[int](v, `document.querySelectorAll(".lines li.fold").length`) == 0 {
		t.Fatal("no run is folded")
	}
	v.shot("correct-long")
	values := `[...document.querySelectorAll(".lines select")].map((s) => s.value).join(" ")`
	before := js[string](v, values)
	click := func(selector string) { v.do(chromedp.Click(chromedp.CSS(selector))) }
	// from within the fold: open it, first line, last line, what it is
	click(".lines .fold button")
	click(`.lines li:nth-child(60) .pick`)
	click(`.lines li:nth-child(64) .pick`)
	click(`.range-tool [data-kind=article]`)
	got := strings.Fields(js[string](v, values))
	if s := strings.Join(got[58:66], " "); s != "none article same same same same none none" {
		t.Errorf("lines 59 to 66 are %q", s)
	}
	if !js[bool](v, `document.querySelector(".lines li:nth-child(60) input[type=checkbox]").checked`) {
		t.Error("the first line of the new cutting is no headline")
	}
	// the tail of it again: one line, and on to the end of the cutting
	click(`.lines li:nth-child(62) .pick`)
	click(`.range-tool [data-kind=rest]`)
	got = strings.Fields(js[string](v, values))
	if s := strings.Join(got[58:66], " "); s != "none article same none none none none none" {
		t.Errorf("then lines 59 to 66 are %q", s)
	}
	click(`.lines li:nth-child(60) .pick`)
	click(`.lines li:nth-child(61) .pick`)
	click(`.range-tool [data-kind=none]`)
	if after := js[string](v, values); after != before {
		t.Error("taken out again, the lines are not as they were")
	}
	click(`.lines li:nth-child(70) .pick`)
	click(`.lines li:nth-child(74) .pick`)
	v.shot("correct-long-picked")
	click(`.range-tool [data-kind=teaser]`)
	v.click(`button[value=check]`)
	if got := v.text(".changes"); !strings.Contains(got, "Teaser") {
		t.Errorf("asked: %q", got)
	}
	v.quiet()
}
