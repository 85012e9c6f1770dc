// Package chromiumtest finds a Chromium and starts it for a test, with the flags
// that keep it from asking for anything by itself.
package chromiumtest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// names are what a Chromium is called, in the order they are looked for.
var names = []string{"chromium", "chromium-browser", "google-chrome"}

const timeLimit = 4 * time.Minute

// Path finds the browser. Without one the test is skipped, except where CI=true
// promises that there is one. purpose says what is not tried then.
func Path(t testing.TB, purpose string) string {
	t.Helper()
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no Chromium on this machine, and CI=true says there is one")
	}
	t.Skipf("no Chromium on this machine: %s (apt install chromium)", purpose)
	return ""
}

// Start starts the browser at path with a profile of its own and a window of
// 1280 by 900. It ends with the test, or after four minutes.
func Start(t testing.TB, path string) context.Context {
	t.Helper()
	opts := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	opts = append(opts, chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		// A page that still scrolls moves what is clicked.
		chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("no-first-run", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 900))
	limit, cancelLimit := context.WithTimeout(context.Background(), timeLimit)
	alloc, cancelAlloc := chromedp.NewExecAllocator(limit, opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() { cancel(); cancelAlloc(); cancelLimit() })
	return ctx
}
