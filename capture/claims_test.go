package capture

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// warcRecord returns a record of a WARC file.
func warcRecord(typ, date, media, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: %s\r\n"+
		"WARC-Target-URI: http://harbour.example/a\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		typ, date, media, len(block), block)
}

// TestTimesInTheFuture checks that a time nothing can have been captured at is not taken for one, whoever states it,
// and that a time a little ahead of our clock is.
func TestTimesInTheFuture(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + htmlPage
	dated := func(date string) string {
		return "Date: " + date + "\r\nMessage-ID: <1@harbour.example>\r\nFrom: a@harbour.example\r\n\r\n" +
			"The berth is closed.\r\n"
	}
	arc := func(date string) string {
		const head = "1 0 Harbour\nURL IP-address Archive-date Content-type Archive-length\n"
		return fmt.Sprintf("filedesc://a.arc 0.0.0.0 %s text/plain %d\n%s\nhttp://harbour.example/a 127.0.0.1 %s "+
			"text/html %d\n%s\n", date, len(head), head, date, len(ok), ok)
	}
	for _, tt := range []struct {
		name, file, content string
		known, doubted      bool
	}{
		{"WARC, year 9999", "a.warc", warcRecord("response", "9999-01-01T00:00:00Z", "application/http", ok),
			false, true},
		{"WARC, a resource", "a.warc", warcRecord("resource", "2090-01-01T00:00:00Z", "text/html", htmlPage),
			false, true},
		{"WARC, an hour ahead", "a.warc", warcRecord("response", fixed.Add(time.Hour).Format(time.RFC3339),
			"application/http", ok), true, false},
		{"ARC", "a.arc", arc("20900101000000"), false, true},
		{"ARC, in time", "a.arc", arc("20190509080000"), true, false},
		{"a mail", "a.eml", dated("Sun, 01 Jan 2090 00:00:00 +0000"), false, true},
		{"a mail, in time", "a.eml", dated("Mon, 6 May 2024 09:08:09 +0200"), true, false},
		{"a page saved as MHTML", "a.mht", "From: <Saved by Blink>\r\nDate: Sun, 01 Jan 2090 00:00:00 +0000\r\n" +
			"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + htmlPage, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pages, doubts := 0, ""
			for _, i := range walkBytes(t, tt.file, tt.content) {
				if i.Kind == Failed {
					t.Errorf("failure: %v", i.Err)
				}
				doubts += strings.Join(i.Faults, "; ")
				if i.Kind == Page {
					pages++
					if c := i.Capture; c.Time.IsZero() == tt.known || tt.known == (c.TimeOrigin == timeUnknown) {
						t.Errorf("time %v (%s)", c.Time, c.TimeOrigin)
					}
				}
			}
			if pages != 1 {
				t.Errorf("%d pages", pages)
			}
			if strings.Contains(doubts, "future") != tt.doubted {
				t.Errorf("doubts %q", doubts)
			}
		})
	}
	t.Run("a file's date", func(t *testing.T) {
		path := write(t, filepath.Join(t.TempDir(), "a.html"), htmlPage)
		at := fixed.AddDate(40, 0, 0)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		for _, i := range walk(t, Options{}, path) {
			if !i.Capture.Time.IsZero() || i.Capture.TimeOrigin != timeUnknown {
				t.Errorf("time %v (%s)", i.Capture.Time, i.Capture.TimeOrigin)
			}
		}
	})
}

// TestStatusOfAnswers reads answers of servers whose status is no status: a number that does not exist is no page, but
// kept; words or nothing leave a doubt.
func TestStatusOfAnswers(t *testing.T) {
	for start, want := range map[string]string{
		"HTTP/1.1 200 OK":   "page",
		"HTTP/2 200":        "page",
		"ICY 200 OK":        "page",
		"HTTP/1.1 -200 OK":  "failed",
		"HTTP/1.1 +200 OK":  "failed",
		"HTTP/1.1 0200 OK":  "failed",
		"HTTP/1.1 99 No":    "failed",
		"HTTP/1.1 4040 No":  "failed",
		"HTTP/1.1 200OK":    "doubt",
		"HTTP/1.1 200.0 OK": "doubt",
		"HTTP/1.1 abc OK":   "doubt",
		"HTTP/1.1":          "doubt",
		"HTTP/1.1 404 No":   "left out",
		"HTTP/1.1 700 No":   "left out",
	} {
		answer := start + "\r\nContent-Type: text/html\r\n\r\n" + htmlPage
		for file, content := range map[string]string{
			"a.warc": warcRecord("response", "2019-05-09T08:00:00Z", "application/http", answer), "a.html": answer,
		} {
			if file == "a.html" && (!strings.HasPrefix(start, "HTTP/1.1 ") || want == "doubt") {
				continue // not known to be an answer, or read as a page behind other words
			}
			got, kept := "", false
			for _, i := range walkBytes(t, file, content) {
				kept = kept || i.Kind == Container
				switch {
				case i.Kind == Failed && strings.Contains(i.Err.Error(), "does not exist"):
					got += "failed"
				case i.Kind == Skipped && strings.Contains(string(i.Reason), "HTTP status"):
					got += "left out"
				case i.Kind == Page && strings.Contains(strings.Join(i.Faults, ";"), "status cannot be read"):
					got += "doubt"
				case i.Kind == Page:
					got += "page"
				}
			}
			if got != want || want == "failed" && !kept {
				t.Errorf("%s in %s: %q, kept %v, want %q", start, file, got, kept, want)
			}
		}
	}
}
