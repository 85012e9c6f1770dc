// Package axetest runs axe-core over a page in a browser.
package axetest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"cuttings/internal/npmtest"
)

// All are the rules used by default: WCAG 2.0 to 2.2, A and AA, and good practice.
var All = []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}

// Script returns axe-core. Without it the test is skipped, or fails where CI=true.
func Script(t testing.TB) string {
	t.Helper()
	axe, err := os.ReadFile(npmtest.Module(t, "axe-core/axe.min.js", "what axe-core finds in pages is not tested"))
	if err != nil {
		t.Fatal(err)
	}
	return string(axe)
}

// Faults returns what axe-core finds in the page open in ctx, by the rules with one of the tags or,
// when only is given, by those rules alone.
func Faults(ctx context.Context, script string, tags []string, only ...string) ([]string, error) {
	by, err := json.Marshal(map[string]any{"type": "tag", "values": tags})
	if len(only) > 0 {
		by, err = json.Marshal(map[string]any{"type": "rule", "values": only})
	}
	if err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script+`;
		window.found = null;
		axe.run({ runOnly: `+string(by)+`, resultTypes: ["violations"] }).then((r) => window.found = r.violations.flatMap((x) =>
			x.nodes.map((n) => x.id + ": " + n.target.join(" ") + " " + n.html.slice(0, 200) + " " +
				n.failureSummary.replace(/\s+/g, " ").slice(0, 240))), (e) => window.found = [String(e)]);
		true`)); err != nil {
		return nil, err
	}
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		done, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("window.found !== null"))
		if err != nil {
			return nil, err
		}
		if done {
			return chromedp.Run(ctx, chromedp.Evaluate[[]string]("window.found"))
		}
	}
	return nil, fmt.Errorf("axe-core does not end")
}
