package split_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"cuttings/page"
	"cuttings/split"
)

// TestSplittingStops: splitting a page of many items ends soon after its context, in any step.
func TestSplittingStops(t *testing.T) {
	many := func(n int, head, item, tail string) []byte {
		var b strings.Builder
		b.WriteString(head)
		for i := range n {
			fmt.Fprintf(&b, item, i)
		}
		return []byte(b.String() + tail)
	}
	const prose = "The river rose in the night and the keepers were called to the dam again. "
	cases := []struct {
		name, file string
		content    []byte
	}{
		{"listing", "a.html", many(20000, "<html><body><ul>", "<li><a href=/a/%d>Headline about the dam</a>"+
			"<span class=date>5 May 2011</span><p>"+prose+"</p></li>", "</ul></body></html>")},
		{"article", "a.html", many(30000, "<html><body>", "<p>%d "+strings.Repeat(prose, 2)+"</p>", "</body></html>")},
		{"bare text", "a.txt", many(20000, "", "Headline %d about the dam\n5 May 2011\n"+prose+"\n\n", "")},
		{"feed", "a.xml", many(20000, "<?xml version='1.0'?><rss><channel>", "<item><title>Headline %d</title>"+
			"<description>"+prose+"</description><pubDate>Mon, 05 May 2011 10:00:00 GMT</pubDate></item>",
			"</channel></rss>")},
	}
	why := errors.New("asked to")
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := page.Read(c.content, page.Options{Name: c.file})
			if err != nil {
				t.Fatal(err)
			}
			stopped := 0
			for wait := time.Duration(0); ; wait = 2*wait + time.Millisecond {
				ctx, cancel := context.WithCancelCause(t.Context())
				var asked time.Time
				timer := time.AfterFunc(wait, func() { asked = time.Now(); cancel(why) })
				s, err := split.SplitContext(ctx, p, split.Options{})
				if err == nil {
					timer.Stop()
					cancel(nil)
					if len(s.Cuttings) == 0 {
						t.Error("no cuttings of the whole page")
					}
					break
				}
				if took := time.Since(asked); !errors.Is(err, why) || s != nil || took > time.Second {
					t.Errorf("asked after %v: ended after %v more with %v", wait, took, err)
				}
				stopped++
			}
			if stopped == 0 {
				t.Error("it was never stopped: the page is too small to show anything")
			}
		})
	}
}
