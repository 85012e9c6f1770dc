package capture

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCrawlerRecords walks files as crawlers write them: their records other than pages are no
// pages, and every page has its recorded address.
func TestCrawlerRecords(t *testing.T) {
	for _, tt := range []struct {
		file string
		want []string // address of each page, in order
	}{
		{"pct.warc", []string{"http://beacon.example/ferry/100%25_natural",
			"http://beacon.example/news/%25u0628%25u0646?x=1", "http://beacon.example/a%20b/c",
			"http://beacon_news.example/d", "http://beacon.example:/e"}},
		{"browsertrix.warc", []string{"https://beacon.example/ferry/closed"}},
		{"heritrix.warc", []string{"http://beacon.example/ferry/closed"}},
		{"wget.warc", []string{"http://beacon.example/ferry/closed"}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			var got []string
			for _, i := range walk(t, Options{}, filepath.Join("testdata", "warc", tt.file)) {
				switch i.Kind {
				case Page:
					got = append(got, i.Capture.URL)
				case Skipped:
					if i.Reason == "" {
						t.Errorf("%s: left out without a reason", i.Capture.Name)
					}
				default:
					t.Errorf("%v %s %v", i.Kind, i.Capture.Name, i.Err)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("addresses of pages (-want +got):\n%s", d)
			}
		})
	}
}

func TestRecordReason(t *testing.T) {
	for _, tt := range []struct{ target, want string }{
		{"http://beacon.example/a", ""},
		{"HTTPS://beacon.example/a", ""},
		{"", ""},
		{"beacon.example/a", ""},
		{"beacon.example:8080/a", ""},
		{`C:\pages\a.html`, ""},
		{"file:///home/ana/a.html", ""},
		{"ftp://beacon.example/a.html", ""},
		{"urn:x-cuttings:in/a.html", ""},
		{"dns:beacon.example", "a name server's answer (dns:)"},
		{"urn:text:https://beacon.example/a", "a crawler's record about a page (urn:)"},
		{"urn:thumbnail:https://beacon.example/a", "a crawler's record about a page (urn:)"},
		{"metadata://gnu.org/software/wget/warc/MANIFEST.txt", "a crawler's own record (metadata:)"},
		{"screenshot:https://beacon.example/a", "a crawler's own record (screenshot:)"},
		{"filedesc:x.arc", "the description of an ARC file (filedesc:)"},
		{"whois:beacon.example", "a registry's answer (whois:)"},
		{"http://beacon.example/robots.txt", "a site's rules for crawlers (robots.txt)"},
		{"http://beacon.example/robots.txt?x", "a site's rules for crawlers (robots.txt)"},
		{"http://beacon.example/news/robots.txt", ""},
		{"http://beacon.example", ""},
	} {
		t.Run(tt.target, func(t *testing.T) {
			if got := targetReason(tt.target); string(got) != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestRevisitsIntoOneMember: a compressed member is decoded once, whatever the number of revisits
// of its records.
func TestRevisitsIntoOneMember(t *testing.T) {
	const visits = 300
	html := "200 OK\r\nContent-Type: text/html"
	var b strings.Builder
	b.WriteString(response(site+"film", "200 OK\r\nContent-Type: video/mp4", strings.Repeat("frame ", 2<<20)))
	for i := range 3 {
		b.WriteString(response(fmt.Sprintf("%s%d", site, i), html, fmt.Sprintf("%s<p>%d", htmlPage, i),
			"WARC-Payload-Digest", fmt.Sprintf("sha1:%d", i)))
	}
	for i := range visits {
		b.WriteString(rec("revisit", fmt.Sprintf("%sagain/%d", site, i), "", "WARC-Payload-Digest",
			fmt.Sprintf("sha1:%d", i%3)))
	}
	file := b.String()
	dir := t.TempDir()
	for name, path := range map[string]string{
		"by itself":      write(t, filepath.Join(dir, "w.warc.gz"), gz(t, file)),
		"in a zip file":  write(t, filepath.Join(dir, "w.zip"), zipOf(t, "w.warc.gz", gz(t, file))),
		"not compressed": write(t, filepath.Join(dir, "w.warc"), file),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			items := walk(t, Options{}, path)
			runtime.ReadMemStats(&after)
			pages := 0
			for _, i := range items {
				if i.Kind == Page {
					pages++
					if n := strings.LastIndexByte(i.Capture.URL, '/'); strings.Contains(i.Capture.URL, "again") {
						var of int
						if _, err := fmt.Sscan(i.Capture.URL[n+1:], &of); err != nil {
							t.Fatal(err)
						}
						if want := fmt.Sprintf("<p>%d", of%3); !strings.HasSuffix(string(i.Content), want) {
							t.Errorf("%s: content %q, want it to end with %s", i.Capture.URL, i.Content, want)
						}
					}
				}
			}
			if pages != visits+3 {
				t.Errorf("%d pages, want %d", pages, visits+3)
			}
			if spent := after.TotalAlloc - before.TotalAlloc; spent > uint64(16*len(file)) {
				t.Errorf("%d bytes allocated for a file of %d", spent, len(file))
			}
		})
	}
}

// TestRevisitsAreBounded: revisits of a few bytes with a large content each count with its size,
// and those left out are reported.
func TestRevisitsAreBounded(t *testing.T) {
	page := htmlPage + strings.Repeat("late ", 2<<20)
	file := response(site+"o", "200 OK\r\nContent-Type: text/html", page, "WARC-Payload-Digest", "sha1:A")
	for i := range 50 {
		file += rec("revisit", fmt.Sprintf("%s%d", site, i), "", "WARC-Payload-Digest", "sha1:A")
	}
	pages, message := 0, ""
	for _, i := range walk(t, Options{Limits: Limits{ExpandedBytes: 100 << 20}},
		write(t, filepath.Join(t.TempDir(), "w.warc.gz"), gz(t, file))) {
		switch i.Kind {
		case Page:
			pages++
		case Failed:
			message = i.Err.Error()
		}
	}
	if want := fmt.Sprintf("%d revisits were left out", 51-pages); pages < 5 || pages > 11 ||
		!strings.Contains(message, want) {
		t.Errorf("%d pages, told %q, want %q", pages, message, want)
	}
}

// TestWalkEndsWhenAsked: a web archive without items for a long time does not delay the end of a
// walk.
func TestWalkEndsWhenAsked(t *testing.T) {
	file := response(site+"o", "200 OK\r\nContent-Type: text/html", htmlPage) + strings.Repeat("\x00", 64<<20)
	path := write(t, filepath.Join(t.TempDir(), "w.warc.gz"), gz(t, file))
	ctx, cancel := context.WithCancel(context.Background())
	after := 0
	err := Walk(ctx, []string{path}, Options{TempDir: t.TempDir()}, func(i Item) error {
		if ctx.Err() != nil {
			after++
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || after > 0 {
		t.Errorf("ended with %v, %d items after it was asked to", err, after)
	}
}

// TestDeclaredWrongly: content that begins like a page is one, whatever its declared type.
func TestDeclaredWrongly(t *testing.T) {
	answer := func(kind, body string) string {
		return response(site+"a", "200 OK\r\nContent-Type: "+kind, body)
	}
	for _, tt := range []struct{ name, file, want string }{
		{"HTML as an image", answer("image/jpeg", "\n"+htmlPage), "page text/html"},
		{"HTML as a style sheet", answer("text/css", htmlPage), "page text/html"},
		{"HTML as a PDF", answer("application/pdf", htmlPage), "page text/html"},
		{"RSS as an image", answer("image/x-icon", `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`),
			"page application/rss+xml"},
		{"compressed", response(site+"a", "200 OK\r\nContent-Type: image/png\r\nContent-Encoding: gzip",
			gz(t, htmlPage)),
			"page text/html"},
		{"an image", answer("image/png", "\x89PNG\r\n\x1a\n"), "skipped an image"},
		{"a drawing", answer("image/svg+xml", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`),
			"skipped an image"},
		{"a script that writes markup", answer("text/javascript", "document.write('<html><body>')"),
			"skipped a script"},
		{"a comment of a style sheet", answer("text/css", "<!-- p{} -->"), "skipped a style sheet"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			items := walkBytes(t, "a.warc", tt.file)
			if len(items) != 1 {
				t.Fatalf("%v", brief(items))
			}
			i := items[0]
			if got := i.Kind.String() + " " + i.Capture.MediaType + string(i.Reason); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if i.Kind == Page && len(i.Faults) != 1 {
				t.Errorf("faults %q, want one for what is declared", i.Faults)
			}
		})
	}
}
