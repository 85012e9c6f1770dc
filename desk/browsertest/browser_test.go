// Package browsertest drives a real browser over the desk: what only a browser
// can show, that nothing archived runs, that the pages work without script, fit
// a phone and follow the reader's colours.
//
// With CUTTINGS_SCREENSHOTS=DIR every test writes what it saw there as PNG.
package browsertest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"cuttings/cutting"
	"cuttings/desk"
	"cuttings/internal/chromiumtest"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
	"cuttings/press"
	"cuttings/press/joining"
)

// visit is one browser over one desk.
type visit struct {
	files   keptFiles
	t       *testing.T
	ctx     context.Context
	archive *librarytest.Archive
	cat     *librarytest.Catalogue
	desk    http.Handler
	base    string
	mu      sync.Mutex
	asked   []string // addresses the browser asked for
	said    []string // console messages and exceptions
	book    *journal.Book
	kept    []cutting.Correction
	lines   []journal.Decision // all that was decided
}

// Decide implements library.Decisions.
func (v *visit) Decide(ctx context.Context, propose func(context.Context) ([]journal.Decision, error)) (library.Kept,
	error) {
	lines, err := propose(ctx)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.lines = append(v.lines, lines...)
	for _, d := range lines {
		var c cutting.Correction
		if json.Unmarshal(d.Value, &c) == nil {
			v.kept = append(v.kept, c)
		}
	}
	return library.Kept{}, err
}

// About implements library.Decisions.
func (v *visit) About(string) []journal.Line { return nil }

// Line implements library.Decisions.
func (v *visit) Line(n int64) (*journal.Line, error) {
	return nil, cutting.Errorf(cutting.NotFound, "there is no line %d", n)
}

// open starts a desk and a browser of its own, with a time limit.
func open(t *testing.T, a *librarytest.Archive) *visit {
	t.Helper()
	return openWith(t, a, func(*librarytest.Catalogue) {})
}

// openWith is open with a catalogue that was changed before.
func openWith(t *testing.T, a *librarytest.Archive, change func(*librarytest.Catalogue)) *visit {
	t.Helper()
	path := chromiumtest.Path(t, "what only a browser can show is not tested")
	v := &visit{t: t, archive: a}
	if a == nil {
		a = librarytest.NewArchive()
	}
	v.book = topicsAndDigests(t, a)
	cat, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	change(cat)
	v.desk = desk.New(desk.Config{
		Library: library.New(library.Config{Name: "Harbour levy, Marrowland", Catalogue: cat,
			Originals: a, Assets: &v.files, Pages: a,
			Now: librarytest.Now, Versions: librarytest.Versions, Views: viewed(a),
			Decisions: v, InEffect: v.book, Names: joining.Lookup{}, Lines: press.Lines{}})})
	srv := httptest.NewServer(v.desk)
	t.Cleanup(srv.Close)
	ctx := chromiumtest.Start(t, path)
	v.ctx, v.archive, v.cat, v.base = ctx, a, cat, srv.URL
	if err := chromedp.Listen(ctx, v.hear); err != nil {
		t.Fatal(err)
	}
	call(v, network.Enable, network.EnableParams{})
	call(v, runtime.Enable, cdp.Empty{})
	call(v, cdplog.Enable, cdp.Empty{})
	return v
}

// hear records the browser's requests and messages.
func (v *visit) hear(ev any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		v.asked = append(v.asked, ev.Request.URL)
	case *runtime.EventConsoleAPICalled:
		v.said = append(v.said, string(ev.Type))
	case *runtime.EventExceptionThrown:
		v.said = append(v.said, ev.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		v.said = append(v.said, ev.Entry.Text)
	}
}

// call sends a command of the protocol.
func call[P, R any](v *visit, cmd cdp.Command[P, R], params P) R {
	v.t.Helper()
	r, err := chromedp.Call(v.ctx, cmd, params)
	if err != nil {
		v.t.Fatal(err)
	}
	return r
}

// viewed is a fixed count of looks.
func viewed(a *librarytest.Archive) library.Views {
	return fixedViews{{ID: a.CuttingID("Council passes harbour levy after nine-hour sitting"), Count: 31},
		{ID: a.CuttingID("ملوانان از پهلو گرفتن شبانه خودداری کردند"), Count: 12},
		{ID: a.CuttingID("The ledger nobody signed"), Count: 1}}
}

type fixedViews []library.ViewCount

func (fixedViews) Count(string)                    {}
func (f fixedViews) Top(n int) []library.ViewCount { return f[:min(n, len(f))] }

func (v *visit) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, steps...); err != nil {
		v.t.Fatal(err)
	}
}

// goTo opens a path of the desk.
func (v *visit) goTo(path string) {
	v.t.Helper()
	v.do(chromedp.Navigate(v.base + path))
}

// js evaluates an expression in the page.
func js[T any](v *visit, expression string) T {
	v.t.Helper()
	out, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		v.t.Fatal(err)
	}
	return out
}

// screen sets the size of the window, in CSS pixels.
func (v *visit) screen(width, height int64) {
	v.t.Helper()
	call(v, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height,
		DeviceScaleFactor: 1})
}

// dark asks for dark colours.
func (v *visit) dark() {
	v.t.Helper()
	call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
}

// shot writes the whole page as a PNG when screenshots are wanted.
func (v *visit) shot(name string) {
	v.t.Helper()
	dir := os.Getenv("CUTTINGS_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(v.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		v.t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		v.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		v.t.Fatal(err)
	}
}

// askedOutside are the requests that went anywhere but to the desk.
func (v *visit) askedOutside() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out []string
	for _, u := range v.asked {
		if !strings.HasPrefix(u, v.base) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			out = append(out, u)
		}
	}
	return out
}

// quiet asserts that the pages seen so far asked for nothing outside and wrote
// nothing to the console but what is expected.
func (v *visit) quiet(expected ...string) {
	v.t.Helper()
	if out := v.askedOutside(); len(out) > 0 {
		v.t.Errorf("the browser asked outside the desk for %q", out)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, m := range v.said {
		if !slices.Contains(expected, m) {
			v.t.Errorf("the console says %q", m)
		}
	}
}
