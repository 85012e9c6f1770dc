// Package chromiumtest finds a Chromium and starts it for a test, with the flags that prevent
// requests of its own.
package chromiumtest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// names are the program names of Chromium, in the order they are looked for.
var names = []string{"chromium", "chromium-browser", "google-chrome"}

const timeLimit = 4 * time.Minute

// Path returns the path of the browser. Without one the test is skipped, or fails where CI=true;
// purpose is what is then not tested.
func Path(t testing.TB, purpose string) string {
	t.Helper()
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no Chromium on this machine, but CI=true requires one")
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
		// Clicks miss while a page still scrolls.
		chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("no-first-run", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 900))
	limit, cancelLimit := context.WithTimeout(context.Background(), timeLimit)
	alloc, cancelAlloc := chromedp.NewExecAllocator(limit, opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() { cancel(); cancelAlloc(); cancelLimit() })
	return ctx
}
