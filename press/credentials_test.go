package press

import (
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

// TestRowsWithoutCredentials checks that user name and password of a page's own address, or of its links, are in no
// row of a cutting.
func TestRowsWithoutCredentials(t *testing.T) {
	const item = `<li><h3><a href="http://bob:hunter2@x.example/#">The keepers and item # of the lock</a></h3>` +
		`<p>The river rose in the night and the keepers were called again.</p></li>`
	var list strings.Builder
	for _, n := range strings.Fields("one two three four five six") {
		list.WriteString(strings.ReplaceAll(item, "#", n))
	}
	prose := strings.Repeat("<p>The river rose in the night and the keepers were called to the dam again.</p>", 8)
	for name, body := range map[string]string{
		"a list":     "<ul>" + list.String() + "</ul>",
		"an article": "<h1>The keepers of the lock</h1>" + prose,
	} {
		t.Run(name, func(t *testing.T) {
			o := Original{Capture: cutting.Capture{ID: "c", URL: "http://alice:secret@x.example/a", Name: "a.html",
				MediaType: "text/html"}, Content: []byte("<title>The lock</title>" + body)}
			r := ReadingOf(o, time.Unix(0, 0), cutting.CaptureDecisions{})
			if len(r.Sightings) == 0 {
				t.Fatal("no cutting")
			}
			for i := range r.Sightings {
				if u := r.Sightings[i].URL; !strings.HasPrefix(u, "http://x.example/") {
					t.Errorf("cutting %d has the address %q", i, u)
				}
			}
		})
	}
}
