package page

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

// TestAPageOverABoundIsItsOwnFailure reads pages that have more of one thing than pages of their
// size do. Each is refused with little memory, counted as the sum of all allocations.
func TestAPageOverABoundIsItsOwnFailure(t *testing.T) {
	const size = 3 << 20
	rep := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	var items strings.Builder
	for i := 0; items.Len() < size; i++ {
		fmt.Fprintf(&items, "<li><a href=%d>Rise of dam no %x</a>", i, i)
	}
	for _, c := range []struct{ name, src, what string }{
		{"nested headings", rep("<h1>x"), "blocks"},
		{"nested elements", rep("<div>"), "elements"},
		{"elements without text", rep("<br>"), "elements"},
		{"items of a list", items.String(), "blocks"},
		{"attributes", rep("<p a b c d e f g h>"), "attributes"},
		{"lines of bare text", rep("a\n"), "lines"},
		{"entries' markup in a feed", "<rss><channel>" +
			strings.Repeat("<item><description>"+strings.Repeat("&lt;p>a", 600)+"</description></item>", 400),
			"blocks"},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := []byte(c.src)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Read(content, Options{Name: "saved/big"})
			runtime.ReadMemStats(&after)
			if cutting.KindOf(err) != cutting.Unsupported || !strings.Contains(err.Error(), c.what) {
				t.Fatalf("error %v, want one of kind unsupported about %s", err, c.what)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 100*uint64(len(content)) {
				t.Errorf("allocated %d bytes for a page of %d", used, len(content))
			}
		})
	}
}

// TestPagesWithinTheirBounds reads pages as dense as the densest real ones, and denser.
func TestPagesWithinTheirBounds(t *testing.T) {
	for _, c := range []struct{ name, src string }{
		{"a table of figures", "<table>" + strings.Repeat("<tr><td>1<td>2<td>3<td>4", 4000) + "</table>"},
		{"a long index", strings.Repeat(`<li><a href="/archive/2011/04/lamps-of-velm">The lamps of Velm and who `+
			`keeps them</a> <span>9 April 2011</span></li>`, 40000)},
		{"a log", strings.Repeat("12:05 lamp out\n", 15000)},
	} {
		if _, err := Read([]byte(c.src), Options{}); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	unit := map[string]string{
		"html": `<div class="a b"><p>The lamps of Velm and <b>their</b> keepers went on and on and on.</p></div>` +
			"\n",
		"text": "The lamps of Velm and their keepers went on and on and on.\n",
		"feed": "<item><title>Lamps</title><description>The lamps of Velm &lt;b>went&lt;/b> on and on and " +
			"on.</description></item>",
	}
	for form, u := range unit {
		t.Run(form, func(t *testing.T) {
			src := strings.Repeat(u, (16<<20)/len(u))
			if form == "feed" {
				src = "<rss version='2.0'><channel>" + src + "</channel></rss>"
			}
			why := errors.New("asked to stop")
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(20*time.Millisecond, func() { cancel(why) })
			begun := time.Now()
			_, err := ReadContext(ctx, []byte(src), Options{})
			if took := time.Since(begun); took > 5*time.Second { // takes a second; the machine may be busy
				t.Errorf("took %v to end", took)
			}
			if err != nil && !errors.Is(err, why) {
				t.Errorf("error %v, want the context's cause", err)
			}
		})
	}
}
