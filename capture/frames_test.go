package capture

import (
	"bytes"
	"encoding/base64"
	"html"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// framePage is a page with enough text to be a page of its own in a frame.
const framePage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ferry delayed</title></head><body><p>The ` +
	`Brindle ferry is ` +
	`late, says the harbour office, “and it will be late tomorrow”, for the pilings of the northern berth are being ` +
	`looked at by an ` +
	`engineer of the council &amp; another of the governor's.</p></body></html>`

func TestFrames(t *testing.T) {
	shell := func(inner string) string {
		return "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>Shell</p>" + inner + "</body></html>"
	}
	srcdoc := func(doc string) string { return `<iframe srcdoc="` + html.EscapeString(doc) + `"></iframe>` }
	deep := framePage
	for range 5 {
		deep = shell(srcdoc(deep))
	}
	wide := "\xff\xfe"
	for _, u := range utf16.Encode([]rune(shell(srcdoc(framePage)))) {
		wide += string([]byte{byte(u), byte(u >> 8)})
	}
	tests := []struct {
		name, content string
		frames        int
		charset       string
	}{
		{"srcdoc", shell(srcdoc(framePage)), 1, "utf-8"},
		{"srcdoc between single quotes", shell("<IFRAME class=x srcdoc = '" + strings.NewReplacer("&", "&amp;", "'",
			"&apos;").Replace(framePage) + "'>"), 1, "utf-8"},
		{"a data address", shell(`<frame src="data:text/html;charset=utf-8,` +
			html.EscapeString(url.PathEscape(framePage)) + `">`), 1, "utf-8"},
		{"a data address in base64", shell(`<iframe src=data:text/html;base64,` +
			base64.StdEncoding.EncodeToString([]byte(framePage)) + `>`), 1, ""},
		{"an object", shell(`<object data="data:text/html;base64,` +
			base64.StdEncoding.EncodeToString([]byte(framePage)) + `">`), 1, ""},
		{"embedded", shell(`<embed src="data:text/html;base64,` +
			base64.StdEncoding.EncodeToString([]byte(framePage)) + `">`), 1, ""},
		{"in capitals", shell(`<OBJECT DATA="data:text/html;base64,` +
			base64.StdEncoding.EncodeToString([]byte(framePage)) + `">`), 1, ""},
		{"UTF-16", wide, 1, "utf-8"},
		{"two", shell(srcdoc(framePage) + srcdoc(framePage)), 2, "utf-8"},
		{"a frame in a shell without text", shell(srcdoc(shell(srcdoc(framePage)))), 2, "utf-8"},
		{"a button", shell(srcdoc("<button>Share</button>")), 0, ""},
		{"in a script", shell("<script>var a = '" + srcdoc(framePage) + "'</script>"), 0, ""},
		{"in a comment", shell("<!-- " + srcdoc(framePage) + " -->"), 0, ""},
		{"elsewhere", shell(`<iframe src="https://harbour.example/">`), 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items := walkBytes(t, "a.html", tt.content)
			if len(items) != 1+tt.frames {
				t.Fatalf("%v, want the page and %d frames", brief(items), tt.frames)
			}
			for n, i := range items[1:] {
				if i.Kind != Page || i.Capture.DerivedFrom == "" ||
					n == 0 && i.Capture.DerivedFrom != items[0].Capture.ID {
					t.Errorf("frame %d: %+v", n+1, i.Capture)
				}
				if i.Capture.Charset != tt.charset {
					t.Errorf("frame %d: charset %q, want %q", n+1, i.Capture.Charset, tt.charset)
				}
			}
			if tt.frames > 0 {
				got := string(items[len(items)-1].Content)
				if want := framePage; got != want {
					t.Errorf("the innermost is %q", got)
				}
			}
		})
	}
	t.Run("too deep", func(t *testing.T) {
		items := walkBytes(t, "a.html", deep)
		last := items[len(items)-1]
		if len(items) != 1+maxFrameDepth || len(last.Faults) != 1 || !strings.Contains(last.Faults[0], "nested") {
			t.Errorf("%v, the last with %q: want a doubt that says what is not read", brief(items), last.Faults)
		}
	})
}

// TestFramesBeside walks pages with the folders that browsers saved beside them.
func TestFramesBeside(t *testing.T) {
	marked := "<!-- saved from url=(0025)https://harbour.example/a -->\n" + framePage
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"frames named by the page", map[string]string{
			"P.html": `<frameset><frame src="P_files/main.html"><frame ` +
				`src="./P_files/nav%20bar.html"></frameset>`,
			"P_files/main.html": framePage, "P_files/nav bar.html": framePage, "P_files/ad.html": framePage,
			"P_files/x.css": "p{}"},
			[]string{"page in/P.html text/html", "skipped in/P_files/ad.html an asset of a saved page",
				"page in/P_files/main.html text/html", "page in/P_files/nav bar.html text/html",
				"skipped in/P_files/x.css an asset of a saved page"}},
		{"frames with the browser's mark", map[string]string{"P.htm": htmlPage, "P.files/f.htm": marked},
			[]string{"page in/P.htm text/html", "page in/P.files/f.htm text/html"}},
		{"no page of that name", map[string]string{"dossier/b.html": htmlPage, "dossier_files/a.html": htmlPage},
			[]string{"page in/dossier/b.html text/html", "page in/dossier_files/a.html text/html"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "in")
			var members []string
			for name, content := range tt.files {
				write(t, filepath.Join(dir, name), content)
				members = append(members, name, content)
			}
			if d := cmp.Diff(tt.want, brief(walk(t, Options{}, dir))); d != "" {
				t.Errorf("items (-want +got):\n%s", d)
			}
			pages := 0
			for _, i := range walkBytes(t, "in.zip", zipOf(t, members...)) {
				if i.Kind == Page {
					pages++
				}
			}
			if want := strings.Count(strings.Join(tt.want, "\n"), "page in/"); pages != want {
				t.Errorf("%d pages of the same files in a zip, want %d", pages, want)
			}
		})
	}
}

func TestSelfExtracting(t *testing.T) {
	packed := zipOf(t, "index.html", framePage, "manifest.json", `{"originalUrl":"https://harbour.example/ferry"}`,
		"images/0.png", "\x89PNG", "frames/0/index.html", framePage)
	want := []string{"container a.html text/html", "page a.html!/index.html text/html",
		"skipped a.html!/manifest.json an asset of a saved page",
		"skipped a.html!/images/0.png an asset of a saved page", "page a.html!/frames/0/index.html text/html"}
	for name, content := range map[string]string{
		"in a comment": "<!DOCTYPE html><html><script>/* unzip */</script><!--" + packed + "--></html>",
		"at the end":   "<!DOCTYPE html><html><script>/* unzip */</script><plaintext>" + packed,
		"scripts behind": "<!DOCTYPE html><html><!--" + packed + "--><script>" + strings.Repeat("unzip();", 100) +
			"</script></html>",
	} {
		t.Run(name, func(t *testing.T) {
			items := walkBytes(t, "a.html", content)
			if d := cmp.Diff(want, brief(items)); d != "" {
				t.Fatalf("items (-want +got):\n%s", d)
			}
			if c := items[1].Capture; c.URL != "https://harbour.example/ferry" ||
				c.DerivedFrom != items[0].Capture.ID {
				t.Errorf("%+v", c)
			}
		})
	}
	items := walkBytes(t, "a.html", "<!DOCTYPE html><p>PK\x03\x04 and PK\x05\x06 begin parts of zip files")
	if len(items) != 1 || items[0].Kind != Page {
		t.Errorf("a page about zip files: %v", brief(items))
	}
}

func TestAnswers(t *testing.T) {
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n"
	tests := []struct{ name, content, charset, body string }{
		{"saved with its header", head + "\r\n" + htmlPage, "windows-1251", htmlPage},
		{"packed", head + "Content-Encoding: gzip\r\n\r\n" + gz(t, htmlPage), "windows-1251", htmlPage},
		{"redirections before it", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + head +
			"\r\n" + htmlPage, "windows-1251", htmlPage},
		{"fields without a status", "Content-Type: text/html; charset=utf-8\nSet-Cookie: a=b\n\n" + htmlPage, "utf-8",
			htmlPage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items := walkBytes(t, "page", tt.content)
			if d := cmp.Diff([]string{"container page application/http", "page page!/body text/html"},
				brief(items)); d != "" {
				t.Fatalf("items (-want +got):\n%s", d)
			}
			if c := items[1].Capture; c.Charset != tt.charset || c.DerivedFrom != items[0].Capture.ID ||
				string(items[1].Content) != tt.body {
				t.Errorf("%+v, content %q", c, items[1].Content)
			}
			if !bytes.Equal(items[0].Content, []byte(tt.content)) {
				t.Error("the container is not the file as it was")
			}
		})
	}
}

// TestFramesInherit: a frame's page has the address of the page around it, as far as that is known,
// unless it has one of its own.
func TestFramesInherit(t *testing.T) {
	const singleFile = "<!--\n Page saved with SingleFile \n url: https://beacon.example/ferry \n saved date: Thu " +
		"May 09 " +
		"2019 14:05:00 GMT+0200 (Velm Time)\n-->"
	page := func(mark, inner string) string {
		return "<!DOCTYPE html><html>" + mark + "<head><meta charset=utf-8></head><body><iframe srcdoc=\"" +
			html.EscapeString(inner) + "\"></iframe></body></html>"
	}
	inner := strings.Replace(framePage, "<body>", `<body><iframe srcdoc="`+html.EscapeString(framePage)+`"></iframe>`,
		1)
	const file = "2024-05-06T07:08:09Z mtime"
	for _, tt := range []struct{ name, content, url, when string }{
		{"of SingleFile", page(singleFile, framePage), "https://beacon.example/ferry",
			"2019-05-09T12:05:00Z saved-from"},
		{"and of its frame", page(singleFile, inner), "https://beacon.example/ferry",
			"2019-05-09T12:05:00Z saved-from"},
		{"Save Page WE", page(`<meta name="savepage-url" content="https://beacon.example/w?a=1&amp;b=2">`, framePage),
			"https://beacon.example/w?a=1&b=2", file},
		{"WebScrapBook", strings.Replace(page("", framePage), "<html",
			`<html data-scrapbook-source="https://beacon.example/s" `+
				`data-scrapbook-create="20190509120500000"`, 1), "https://beacon.example/s",
			"2019-05-09T12:05:00Z saved-from"},
		{"a frame with a mark of its own", page(singleFile, "<!-- saved from url=(0025)https://harbour.example/a -->"+
			framePage), "", "2019-05-09T12:05:00Z saved-from"},
		{"a frame that names itself", page(singleFile, strings.Replace(framePage, "<head>",
			`<head><link rel="canonical" href="https://harbour.example/a">`, 1)), "",
			"2019-05-09T12:05:00Z saved-from"},
		{"a page that claims its address", page(`<link rel="Canonical" href="https://beacon.example/c?a=1&amp;b=2">`+
			`<meta property="og:url" content="https://beacon.example/o">`, framePage),
			"https://beacon.example/c?a=1&b=2", file},
		{"a page that claims it for sharing", page(`<meta property="og:url" content="https://beacon.example/o">`,
			inner), "https://beacon.example/o", file},
		{"a page that claims a part of one", page(`<link rel="canonical" href="/c">`, framePage), "", file},
		{"unknown", page("", framePage), "", file},
	} {
		t.Run(tt.name, func(t *testing.T) {
			items := walkBytes(t, "a.html", tt.content)
			if len(items) < 2 {
				t.Fatalf("%v", brief(items))
			}
			for _, i := range items[1:] {
				c := i.Capture
				if got := c.Time.Format("2006-01-02T15:04:05Z") + " " + c.TimeOrigin; c.URL != tt.url ||
					got != tt.when {
					t.Errorf("%s: %q at %s, want %q at %s", c.Name, c.URL, got, tt.url, tt.when)
				}
				if c.Frame() == "" {
					t.Errorf("%s is no frame", c.Name)
				}
			}
		})
	}
	t.Run("of a web archive", func(t *testing.T) {
		items := walkBytes(t, "a.warc", response("https://beacon.example/ferry", "200 OK\r\nContent-Type: text/html",
			page("", framePage)))
		if len(items) != 2 || items[1].Capture.URL != "https://beacon.example/ferry" ||
			items[1].Capture.TimeOrigin != timeWARC {
			t.Errorf("%+v", items)
		}
	})
}

// TestSmallFrames checks that text in frames too small to be pages of their own is recorded as a
// doubt, and that a button is not.
func TestSmallFrames(t *testing.T) {
	quote := `<iframe srcdoc="<p>“The berth is safe,” the engineer of the council told us."></iframe>`
	button := `<iframe srcdoc="<button>Share</button>"></iframe>`
	for content, want := range map[string]string{
		htmlPage + button:                 "",
		htmlPage + quote:                  "words in frames too small to be pages are not read: 1",
		htmlPage + quote + button + quote: "words in frames too small to be pages are not read: 2",
	} {
		items := walkBytes(t, "a.html", content)
		if len(items) != 1 || strings.Join(items[0].Faults, "\n") != want {
			t.Errorf("%d items, faults %q, want %q", len(items), items[0].Faults, want)
		}
	}
}
