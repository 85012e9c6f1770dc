package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"cuttings/internal/chromiumtest"
	"cuttings/internal/repotest"
)

// TestBrowserOnTheBinary does the main job as its user does: the real program
// opens the sample, a real browser searches it, reads a cutting and goes down to
// the bytes. What the desk's pages do in detail is tested in desk/browsertest.
//
// With CUTTINGS_SCREENSHOTS=DIR it writes the pictures of the README there.
func TestBrowserOnTheBinary(t *testing.T) {
	browser := chromiumtest.Path(t, "the main job is not tried in a browser")
	base := openSample(t)
	ctx := chromiumtest.Start(t, browser)
	shot := shooter(t, ctx)

	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
	}
	js := func(expression string) string {
		t.Helper()
		out, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	text := func(selector string) string {
		return strings.TrimSpace(js(`(document.querySelector(` + "`" + selector + "`" +
			`)||{innerText:""}).innerText`))
	}

	do(chromedp.Navigate(base))
	if got := text("main"); !strings.Contains(got, " from 81 saved pages") {
		t.Errorf("the front says %q", got)
	}
	shot("front")
	do(chromedp.Navigate(base + "search?q=hadrin+cracks"))
	if got := text("#found"); !strings.Contains(got, "cuttings") {
		t.Fatalf("a search finds %q", got)
	}
	if text("mark") == "" {
		t.Error("no match is marked")
	}
	shot("search")
	do(chromedp.Navigate(base + "search?q=title:eleven+by:brandmoor+kind:article"))
	do(chromedp.Navigate(base + strings.TrimPrefix(js(`document.querySelector(".item h3 a").getAttribute("href")`),
		"/")))
	if got := text("h1"); got != "Leaked report counts eleven cracks in the Hadrin wall" {
		t.Fatalf("the cutting is %q", got)
	}
	shot("cutting")
	do(chromedp.Navigate(base + strings.TrimPrefix(js("document.querySelector('.facts "+
		"a[href*=\"cutting=\"]').getAttribute('href')"), "/")))
	if got := text("section.cut h2, section.cut .at-bytes"); got == "" {
		t.Error("the capture outlines no cutting")
	}
	shot("capture")
	do(chromedp.Navigate(base + strings.TrimPrefix(js(`document.querySelector("section.cut `+
		`.at-bytes").getAttribute("href")`), "/")))
	if got := text("pre.bytes mark"); got == "" {
		t.Error("the bytes of a block are not shown")
	}

	// What a person corrects takes effect, and makes nothing stale.
	do(chromedp.Navigate(base + "search?q=title:eleven+by:brandmoor+kind:article"))
	do(chromedp.Navigate(base + strings.TrimPrefix(js(`document.querySelector(".item h3 a").getAttribute("href")`),
		"/")))
	do(chromedp.Navigate(base + strings.TrimPrefix(js("document.querySelector('.facts "+
		"a[href*=\"cutting=\"]').getAttribute('href')"), "/")))
	capture := js("location.pathname")
	do(chromedp.Navigate(base + strings.TrimPrefix(capture, "/") + "/correct/0"))
	do(chromedp.Click("input[name=byline][value=none]"), chromedp.Click("button[value=check]"),
		chromedp.WaitReady("#who"))
	js(`document.getElementById("who").value = "E. M."; document.getElementById("note").value = "the printed paper ` +
		`names nobody"; ""`)
	// The list is behind the notice, which a loaded machine may show before the rest of the page.
	do(chromedp.Click("button[value=keep]"), chromedp.WaitReady(".done"), chromedp.WaitReady(".decisions li"))
	// Who, when and why are shown where the decision acts, and it is undone and put back there.
	for _, page := range []string{"", capture} {
		if page != "" {
			do(chromedp.Navigate(base + strings.TrimPrefix(page, "/")))
		}
		got := text(".decisions li")
		for _, want := range []string{"corrected the byline", "E. M.", "because “the printed paper names nobody”",
			strconv.Itoa(time.Now().UTC().Year())} {
			if !strings.Contains(got, want) {
				t.Errorf("the decision on page %q does not tell %q: %q", page, want, got)
			}
		}
	}
	if got := js(`document.querySelector("form.undo input[name=who]").value`); got != "E. M." {
		t.Errorf("asks for initials again: %q", got)
	}
	do(chromedp.Click(".decisions summary"), chromedp.Click("form.undo button"),
		chromedp.WaitReady(".decisions .undone"))
	if got := text(".decisions li"); !strings.Contains(got, "Taken back: E. M.") {
		t.Errorf("after undo: %q", got)
	}
	if got := js(`(document.querySelector(".named-byline")||{textContent:""}).textContent`); !strings.Contains(got,
		"Brandmoor") {
		t.Errorf("after undo the byline in the page is %q", got)
	}
	do(chromedp.Click(".decisions summary"), chromedp.Click("form.undo button"),
		chromedp.WaitReady(".decisions li:not(.undone)"))
	shot("decisions")
	do(chromedp.Navigate(base + strings.TrimPrefix(capture, "/")))
	if got := text("main"); strings.Contains(got, "another version") {
		t.Errorf("the corrected capture is called stale: %q", got)
	}
	do(chromedp.Navigate(base + "status"))
	if got := js("[...document.querySelectorAll('.totals div')].map(d => d.innerText.replace(/\\s+/g, ' " +
		"').trim()).filter(s => s.startsWith('Read by another')).join()"); got != "Read by another version of the "+
		"program 0" {
		t.Errorf("status says %q after a correction", got)
	}
}

var served = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// openSample runs `cuttings open` on the sample and gives the address it prints.
func openSample(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("cuttings", "open", "--no-browser", "--quiet", "--addr", "127.0.0.1:0", "--name",
		"The Soltra dam", "--archive", filepath.Join(t.TempDir(), "archive"), filepath.Join(repotest.Top(t), "sample"))
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	base := served.FindString(line)
	if base == "" {
		t.Fatalf("open prints no address: %q", line)
	}
	return base
}

// shooter gives a function that takes pictures when they are wanted.
func shooter(t *testing.T, ctx context.Context) func(name string) {
	t.Helper()
	return func(name string) {
		t.Helper()
		dir := os.Getenv("CUTTINGS_SCREENSHOTS")
		if dir == "" {
			return
		}
		size := emulation.SetDeviceMetricsOverrideParams{Width: 1180, Height: 900, DeviceScaleFactor: 1}
		if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
			t.Fatal(err)
		}
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
