package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cuttings/internal/chromiumtest"
)

// user does with a real browser what a person in a newsroom does: types, presses keys, clicks and reads.
type user struct {
	*testing.T
	ctx  context.Context
	base string
}

// patience is the time limit of a step.
const patience = 30 * time.Second

func (u *user) do(steps ...chromedp.Action[chromedp.Void]) {
	u.Helper()
	ctx, cancel := context.WithTimeout(u.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		u.Fatal(err)
	}
}

// opens does something that opens another page, and waits for it.
func (u *user) opens(what string, step chromedp.Action[chromedp.Void]) {
	u.Helper()
	ctx, cancel := context.WithTimeout(u.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, step); err != nil {
		u.Fatalf("%s leads nowhere: %v", what, err)
	}
}

// click clicks a link or button to another page: the first a selector finds, or the one with a text.
func (u *user) click(selector string, text ...string) {
	u.Helper()
	if len(text) == 0 {
		u.opens(selector, chromedp.Click(chromedp.CSS(selector)))
		return
	}
	if !js[bool](u, "(() => { const all = [...document.querySelectorAll(`"+selector+"`)]; const e = all.find((e) => "+
		"e.textContent.replace(/\\s+/g, ' ').includes(`"+text[0]+"`)); if (e) { document.querySelectorAll('#clicked')"+
		".forEach((o) => o.removeAttribute('id')); e.id = 'clicked'; } return !!e; })()") {
		u.Fatalf("there is no %s that says %q at %s", selector, text[0], u.text("title"))
	}
	u.opens(text[0], chromedp.Click(chromedp.CSS("#clicked")))
}

// search types a query into the box of the page that is open, and presses Enter.
func (u *user) search(query string) {
	u.Helper()
	u.do(chromedp.Navigate(u.base), chromedp.SendKeys(chromedp.CSS("#q"), query))
	u.opens("Enter", chromedp.SendKeys(chromedp.CSS("#q"), kb.Enter))
}

func js[T any](u *user, expression string) T {
	u.Helper()
	ctx, cancel := context.WithTimeout(u.ctx, patience)
	defer cancel()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		u.Fatal(err)
	}
	return out
}

// text returns the text of the first element a selector finds.
func (u *user) text(selector string) string {
	u.Helper()
	return js[string](u, "((document.querySelector(`"+selector+"`)||{}).textContent||'').replace(/\\s+/g, ' ').trim()")
}

// texts returns the texts of all of them.
func (u *user) texts(selector string) []string {
	u.Helper()
	return js[[]string](u, "[...document.querySelectorAll(`"+selector+
		"`)].map((e) => e.textContent.replace(/\\s+/g, ' ').trim())")
}

// inSight waits until an element is within the window, as far as the page scrolls to it.
func (u *user) inSight(selector string) {
	u.Helper()
	if !js[bool](u, "new Promise((done) => { const end = Date.now() + 5000; const look = () => { const r = document."+
		"querySelector(`"+selector+"`).getBoundingClientRect(); if (r.top >= 0 && r.top < innerHeight) done(true); "+
		"else if (Date.now() > end) done(false); else setTimeout(look, 50); }; look(); })") {
		u.Errorf("%s is out of sight", selector)
	}
}

// holds fails if a text lacks a part.
func (u *user) holds(what, text string, parts ...string) {
	u.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			u.Errorf("%s lacks %q: %.300q", what, p, text)
		}
	}
}

// TestNewsroomTasks does ten tasks of a newsroom on the sample, each as its user would: by the box,
// keys and links that are shown. Details of the pages are tested in desk/browsertest.
func TestNewsroomTasks(t *testing.T) {
	browser := chromiumtest.Path(t, "the tasks of a newsroom are not tried")
	base := openSample(t)
	ctx := chromiumtest.Start(t, browser)
	if err := chromedp.Do(ctx); err != nil { // started before any step that has its own time
		t.Fatal(err)
	}
	// A click during smooth scrolling would miss.
	still := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, still); err != nil {
		t.Fatal(err)
	}
	task := func(name string, do func(u *user)) {
		t.Run(name, func(t *testing.T) { do(&user{t, ctx, base}) })
	}

	task("who said it", func(u *user) {
		u.search("as sound as on the day it was poured")
		u.holds("the first result", u.text(".items .passage"), "Staveld", "parliament")
		u.holds("its kind", u.text(".items .meta"), "Article", "The Weekly Ferry")
		u.click(".items .passage a")
		u.holds("the place", u.text("#at"), "Staveld", "as sound as on the day it was poured")
		if n := js[int](u, "document.querySelectorAll('#at mark').length"); n == 0 {
			u.Error("no word is marked on arrival")
		}
		u.inSight("#at")
	})

	task("one outlet, one year", func(u *user) {
		u.search("cracks")
		u.click(".facets a", "The Weekly Ferry")
		u.click(".facets a", "2012")
		u.holds("what narrows", u.text(".chips"), "The Weekly Ferry", "2012")
		for _, row := range u.texts(".items > li") {
			u.holds("a row", row, "The Weekly Ferry", "2012")
		}
		if len(u.texts(".items > li")) == 0 {
			u.Error("nothing is found")
		}
	})

	task("an exact phrase", func(u *user) {
		u.search("“three hairline fissures”")
		u.holds("what is found", u.text("#found"), "4 cuttings") // one has the words in an older version
		for _, row := range u.texts(".items > li") {
			u.holds("a row", row, "three hairline fissures")
		}
	})

	task("from a teaser to its article", func(u *user) {
		u.search("is:teaser title:eleven")
		u.click(".items h3 a")
		u.holds("the kind", u.text(".text .over"), "Teaser")
		u.click(".toarticle a")
		u.holds("the kind", u.text(".text .over"), "Article")
		u.holds("the headline", u.text("h1"), "eleven cracks")
	})

	task("two outlets on one event", func(u *user) {
		u.search("court ban")
		u.click(".facets a", "The State Standard")
		u.click(".facets a", "Orsania Press Agency")
		u.holds("what narrows", u.text(".chips"), "The State Standard", "Orsania Press Agency")
		u.click(".ways a", "Compare by source")
		if n := js[int](u, "document.querySelectorAll('.byoutlet section').length"); n != 2 {
			u.Errorf("%d columns", n)
		}
		if !js[bool](u, "(() => { const [a, b] = [...document.querySelectorAll('.byoutlet section')].map((e) => "+
			"e.getBoundingClientRect()); return a.right <= b.left && Math.abs(a.top - b.top) < 2; })()") {
			u.Error("the two do not stand side by side")
		}
		// The story lists the third paper with the agency's text.
		u.click(".byoutlet .items li:nth-child(2) .instory a", "One story")
		u.holds("the story", u.text("main"), "Evening Post", "credits OPA", "Copies")
	})

	task("a citation", func(u *user) {
		u.search("title:eleven by:brandmoor kind:article")
		u.click(".items h3 a")
		js[bool](u, "(() => { Object.defineProperty(navigator, 'clipboard', { value: undefined, "+
			"configurable: true }); document.addEventListener('copy', () => { window.copied = "+
			"getSelection().toString(); }); return true; })()")
		u.do(chromedp.Click(chromedp.CSS("button[data-copy]")))
		copied := js[string](u, "(window.copied||'').replace(/\\s+/g, ' ').trim()")
		u.holds("what was copied", copied, "Brandmoor", "Leaked report counts eleven cracks", "The Weekly Ferry",
			"3 October 2012")
		if strings.Contains(copied, "Captured") {
			u.Errorf("a file's date is called a time of capture: %s", copied)
		}
		u.holds("other forms", strings.Join(u.texts("aside.evidence .more a"), " "),
			"BibTeX", "RIS", "CSL")
	})

	task("the newest", func(u *user) {
		u.search("dam")
		u.click(".sorts a", "Newest")
		u.holds("the newest", u.text(".items .item-date"), "15 Nov 2013")
		u.holds("the chart", u.text(".chart figcaption"), "undated")
		seen := map[string]bool{}
		for _, h := range u.texts(".items h3") {
			if seen[h] {
				u.Errorf("%q twice", h)
			}
			seen[h] = true
		}
		dates := u.texts(".items .item-date")
		u.holds("the last", dates[len(dates)-1], "undated")
	})

	task("down to the bytes", func(u *user) {
		u.search(`"longest of which measures eleven metres"`)
		u.click(".items .passage a")
		said := u.text("#at")
		u.click("#at .pilcrow")
		marked := u.text("pre.bytes mark")
		u.holds("the paragraph", said, "eleven metres")
		u.holds("the bytes", marked, "longest of which measures eleven metres")
	})

	task("correct a cut", func(u *user) {
		u.search("title:eleven by:brandmoor kind:article")
		u.click(".items h3 a")
		u.click(".evidence a", "Correct the cut")
		// The article's last line, which is in sight, is no part of it.
		if !js[bool](u, "(() => { const all = [...document.querySelectorAll('.lines li')].filter((l) => "+
			"l.getClientRects().length && l.querySelector('select').value === 'same'); const last = all.at(-1); "+
			"if (last) last.querySelector('.pick').id = 'last'; return !!last; })()") {
			u.Fatal("no line of the article is shown")
		}
		u.do(chromedp.Click(chromedp.CSS("#last")), chromedp.Click(chromedp.CSS(".range-tool [data-kind=rest]")))
		u.click("button[value=check]")
		u.do(chromedp.WaitReady("#who"), chromedp.SendKeys(chromedp.CSS("#who"), "E. M."))
		u.click("button[value=keep]")
		u.holds("what is said", u.text(".done"), "kept in the journal")
		u.do(chromedp.Navigate(u.base + "status"))
		for _, row := range u.texts(".totals div") {
			if strings.HasPrefix(row, "Read by another") && !strings.HasSuffix(row, "program0") {
				u.Errorf("a correction makes rows stale: %s", row)
			}
		}
	})

	task("follow a search", func(u *user) {
		u.search("dam")
		// In a window as most have it, the link is in sight.
		size := emulation.SetDeviceMetricsOverrideParams{Width: 1280, Height: 720, DeviceScaleFactor: 1}
		if _, err := chromedp.Call(u.ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
			u.Fatal(err)
		}
		if at := js[float64](u, "document.querySelector('.follow').getBoundingClientRect().bottom"); at > 720 {
			u.Errorf("the link to follow is at %.0f", at)
		}
		u.click(".follow", "Follow this search")
		if n := js[int](u, "document.querySelectorAll('entry').length"); n != 20 {
			u.Errorf("%d entries", n)
		}
		if css := js[string](u, "getComputedStyle(document.querySelector('entry > title')).display"); css != "block" {
			u.Errorf("the feed is shown to people as %s", css)
		}
		if self := js[string](u, "document.querySelector('link[rel=self]').getAttribute('href')"); self !=
			js[string](u, "location.href") {
			u.Errorf("the feed calls itself %s", self)
		}
	})
}
