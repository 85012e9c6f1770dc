package capture

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/capture/warc"
	"cuttings/cutting"
)

// rec writes a plain WARC record; fields are name, value pairs.
func rec(typ, uri, block string, fields ...string) string {
	h := warc.Header{{Name: "WARC-Type", Value: typ},
		{Name: "WARC-Record-ID", Value: warc.RecordID(typ + uri + block)},
		{Name: "WARC-Date", Value: "2023-04-05T06:07:08Z"}}
	h.Add("WARC-Target-URI", uri)
	for i := 0; i < len(fields); i += 2 {
		h.Add(fields[i], fields[i+1])
	}
	return string(warc.AppendHeader(nil, h, int64(len(block)))) + block + "\r\n\r\n"
}

func response(uri, head, body string, fields ...string) string {
	return rec("response", uri, "HTTP/1.1 "+head+"\r\n\r\n"+body,
		append(fields, "Content-Type", "application/http; msgtype=response")...)
}

const site = "https://harbour.example/"

func TestWalkWARC(t *testing.T) {
	page := func(n int) string {
		return strings.Replace(htmlPage, "late", fmt.Sprintf("late %d", n), 1)
	}
	html := "200 OK\r\nContent-Type: text/html; charset=ISO-8859-2"
	digest := "sha256:" + string(cutting.Sum([]byte(page(9))))
	tests := []struct {
		name, content string
		want          []string
	}{
		{"responses", rec("warcinfo", "", "software: x") + response(site+"a", html, page(1)) +
			rec("request", site+"a", "GET /a HTTP/1.1\r\n\r\n") +
			response(site+"b.png", "200 OK\r\nContent-Type: image/png", "x") +
			response(site+"gone", "404 Not Found\r\nContent-Type: text/html", page(2)) +
			response(site+"feed", "200 OK\r\nContent-Type: text/xml", "<?xml version='1.0'?><rss></rss>"),
			[]string{"page w.warc!/harbour.example/a text/html", "skipped w.warc!/harbour.example/b.png an image",
				"skipped w.warc!/harbour.example/gone an answer without a page (HTTP status 404)",
				"page w.warc!/harbour.example/feed application/rss+xml"}},
		{"codings", response(site+"z", html+"\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
			chunked(gz(t, page(3)))) +
			response(site+"s", html+"\r\nContent-Encoding: zstd", zst(t, page(4))),
			[]string{"page w.warc!/harbour.example/z text/html", "page w.warc!/harbour.example/s text/html"}},
		{"damaged coding", response(site+"c", html+"\r\nTransfer-Encoding: chunked", chunked(page(5))[:60]),
			[]string{"container w.warc!/harbour.example/c application/http",
				"page w.warc!/harbour.example/c!/body text/html"}},
		{"resource and conversion", rec("resource", site+"r", page(6), "Content-Type", "text/html") +
			rec("conversion", site+"t", "The ferry is late.", "Content-Type", "text/plain") +
			rec("conversion", "urn:x-cuttings:old/t", "The ferry is late.", "Content-Type", "text/plain") +
			rec("conversion", "urn:x:1", "The ferry is late.", "Content-Type", "text/plain"),
			[]string{"page w.warc!/harbour.example/r text/html", "page w.warc!/harbour.example/t text/plain",
				"page w.warc!/urn:x-cuttings:old/t text/plain",
				"skipped w.warc!/urn:x:1 a crawler's record about a page (urn:)"}},
		{"revisits", rec("revisit", site+"before", "", "WARC-Payload-Digest", digest) +
			response(site+"o", html, page(9), "WARC-Payload-Digest", digest) +
			rec("revisit", site+"after", "", "WARC-Payload-Digest", digest) +
			rec("revisit", site+"lost", "", "WARC-Payload-Digest", "sha1:XYZ"),
			[]string{"page w.warc!/harbour.example/o text/html", "page w.warc!/harbour.example/before text/html",
				"page w.warc!/harbour.example/after text/html", "failed w.warc!/harbour.example/lost not found"}},
		{"a gap", response(site+"a", html, page(1)) + "torn bytes\r\n" + response(site+"b", html, page(2)),
			[]string{"page w.warc!/harbour.example/a text/html", "failed w.warc invalid",
				"page w.warc!/harbour.example/b text/html"}},
		{"a coding of no program", response(site+"d", html+"\r\nContent-Encoding: dcb", "\xffDCB\x00\x01\x02\x03"),
			[]string{"container w.warc!/harbour.example/d application/http",
				"failed w.warc!/harbour.example/d invalid"}},
		{"a page packed without a word", response(site+"z", html, gz(t, page(7))),
			[]string{"container w.warc!/harbour.example/z application/http",
				"page w.warc!/harbour.example/z!/body text/html"}},
		{"archives and messages", response(site+"p.zip", "200 OK", zipOf(t, "p.html", page(1), "d.pdf", "%PDF-1.4")) +
			rec("resource", "file:///in.warc", response(site+"in", html, page(2))) +
			response(site+"p.mht", "200 OK\r\nContent-Type: message/rfc822", "MIME-Version: 1.0\r\n"+
				"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"+page(3)+
				"\r\n--b--\r\n"),
			[]string{"page w.warc!/harbour.example/p.zip!/p.html text/html",
				"skipped w.warc!/harbour.example/p.zip!/d.pdf a PDF document, which this program does not read",
				"page w.warc!/in.warc!/harbour.example/in text/html",
				"container w.warc!/harbour.example/p.mht multipart/related",
				"page w.warc!/harbour.example/p.mht!/index.html text/html"}},
		{"records about pages", rec("warcinfo", "", "software: x") + rec("metadata", site+"m", "via: x"),
			[]string{"skipped w.warc a web archive without pages: records about them, or about a crawl"}},
		{"nothing in it", "WARC/1.1\r\n\r\n", []string{"failed w.warc invalid"}},
	}
	for _, tt := range tests {
		for _, form := range []struct{ name, content string }{{"plain", tt.content},
			{"one gzip member", gz(t, tt.content)}, {"zstd", zst(t, tt.content)}} {
			if form.name != "plain" && tt.name == "nothing in it" {
				continue // such a file is no web archive
			}
			t.Run(tt.name+", "+form.name, func(t *testing.T) {
				p := write(t, filepath.Join(t.TempDir(), "w.warc"), form.content)
				if d := cmp.Diff(tt.want, brief(walk(t, Options{}, p))); d != "" {
					t.Errorf("items (-want +got):\n%s", d)
				}
			})
		}
	}
}

// TestDoubtsOfAnswers checks that a page is no whole one when its record says so.
func TestDoubtsOfAnswers(t *testing.T) {
	part := func(header string) string {
		return response(site+"p", "206 Partial Content\r\nContent-Type: text/html"+header, htmlPage)
	}
	whole := fmt.Sprintf("\r\nContent-Range: bytes 0-%d/%d", len(htmlPage)-1, len(htmlPage))
	for name, tt := range map[string]struct{ content, want string }{
		"a part":             {part("\r\nContent-Range: bytes 0-99/1500"), "only a part of the page was answered"},
		"a part, unstated":   {part(""), "only a part of the page was answered"},
		"a part that is all": {part(whole), ""},
		"the first segment": {response(site+"s", "200 OK\r\nContent-Type: text/html", htmlPage, "WARC-Segment-Number",
			"1"), "a segment of a longer record"},
	} {
		items := walk(t, Options{}, write(t, filepath.Join(t.TempDir(), "w.warc"), tt.content))
		if len(items) != 1 || items[0].Kind != Page {
			t.Fatalf("%s: items %v, want one page", name, brief(items))
		}
		got := strings.Join(items[0].Faults, "; ")
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: faults %q, want %q", name, got, tt.want)
		}
	}
}

// TestLostRevisits checks what is said of revisits without their content.
func TestLostRevisits(t *testing.T) {
	for want, fields := range map[string][]string{
		"in none of the files":       {"WARC-Refers-To", "<urn:x:none>"},
		"does not say which capture": {"WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/server-not-modified"},
	} {
		w := write(t, filepath.Join(t.TempDir(), "w.warc"), rec("revisit", site+"r", "", fields...))
		items := walk(t, Options{}, w)
		if len(items) != 1 || items[0].Kind != Failed || !strings.Contains(items[0].Err.Error(), want) {
			t.Errorf("items %v, want a failure that says %q", items, want)
		}
	}
}

func chunked(s string) string {
	return fmt.Sprintf("%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 7, s[:7], len(s)-7, s[7:])
}

func TestWARCDescription(t *testing.T) {
	block := "200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-2\"\r\nTransfer-Encoding: chunked"
	content := response(site+"a", block, chunked(htmlPage), "WARC-Block-Digest", "sha256:"+strings.Repeat("0", 64))
	for name, file := range map[string]string{"w.warc": content, "w.warc.gz": gz(t, content),
		"w.warc.zst": zst(t, content),
		"w.zip":      zipOf(t, "archive/w.warc.gz", gz(t, content))} {
		t.Run(name, func(t *testing.T) {
			items := walk(t, Options{}, write(t, filepath.Join(t.TempDir(), name), file))
			if len(items) != 1 || items[0].Kind != Page {
				t.Fatalf("items %v, want one page", brief(items))
			}
			i := items[0]
			c := i.Capture
			if string(i.Content) != htmlPage || !strings.HasPrefix(string(i.HTTP), "HTTP/1.1 200 OK\r\n") ||
				!strings.HasSuffix(string(i.HTTP), "0\r\n\r\n") {
				t.Errorf("content %q, HTTP %q", i.Content, i.HTTP)
			}
			if c.URL != site+"a" || c.Charset != "iso-8859-2" || c.TimeOrigin != "warc" ||
				warc.FormatDate(c.Time) != "2023-04-05T06:07:08Z" ||
				c.Checksum != cutting.Sum([]byte(htmlPage)) {
				t.Errorf("description %+v", c)
			}
			if len(i.Faults) == 0 || !strings.Contains(strings.Join(i.Faults, "\n"), "block digest mismatch") {
				t.Errorf("faults %q, want the wrong digest among them", i.Faults)
			}
		})
	}
}

func TestWalkWACZ(t *testing.T) {
	file := gz(t, response(site+"a", "200 OK\r\nContent-Type: text/html", htmlPage))
	pkg := func(hash string, length int) string {
		return fmt.Sprintf(`{"profile":"data-package","resources":[{"name":"d","path":"archive/d.warc.gz",`+
			`"hash":"sha256:%s","bytes":%d}]}`, hash, length)
	}
	good := string(cutting.Sum([]byte(file)))
	page := "page w.wacz!/archive/d.warc.gz!/harbour.example/a text/html"
	json := "skipped w.wacz!/datapackage.json JSON data that is no feed"
	tests := []struct {
		name, pkg string
		want      []string
	}{
		{"digest fits", pkg(good, len(file)), []string{page, json}},
		{"digest of something else", pkg(good[1:]+"0", len(file)), []string{"failed w.wacz invalid", page, json}},
		{"length of something else", pkg(good, 1), []string{"failed w.wacz invalid", page, json}},
		{"a resource missing", strings.Replace(pkg(good, len(file)), "d.warc", "e.warc", 1),
			[]string{"failed w.wacz invalid", page, json}},
		{"not JSON", "{", []string{"failed w.wacz invalid", page, json}},
		{"wrong types", `{"resources":{"a":1}}`, []string{"failed w.wacz invalid", page, json}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), "w.wacz"),
				zipOf(t, "archive/d.warc.gz", file, "datapackage.json", tt.pkg))
			if d := cmp.Diff(tt.want, brief(walk(t, Options{}, p))); d != "" {
				t.Errorf("items (-want +got):\n%s", d)
			}
		})
	}
}

// TestSalvage: the readable part of a damaged archive in an archive is reported.
func TestSalvage(t *testing.T) {
	two := gz(t, response(site+"a", "200 OK\r\nContent-Type: text/html", htmlPage)) +
		gz(t, response(site+"b", "200 OK\r\nContent-Type: text/html", htmlPage))
	stored := tarOf(t, "w.warc.gz", two)
	cut := write(t, filepath.Join(t.TempDir(), "s.tar"), stored[:512+len(two)-30])
	want := []string{"failed s.tar!/w.warc.gz invalid", "failed s.tar!/w.warc.gz invalid",
		"page s.tar!/w.warc.gz!/harbour.example/a text/html"}
	got := brief(walk(t, Options{}, cut))
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("items %q, want %q among them", got, line)
		}
	}
	begin := write(t, filepath.Join(t.TempDir(), "w.warc.gz"), "\x1f\x8b\x08\x00damaged at once"+two)
	got = brief(walk(t, Options{}, begin))
	if d := cmp.Diff([]string{"failed w.warc.gz invalid", "page w.warc.gz!/harbour.example/a text/html",
		"page w.warc.gz!/harbour.example/b text/html"}, got); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
}

// TestRevisitsAcrossFiles: the content of a revisit may be in another file, also in a later one.
func TestRevisitsAcrossFiles(t *testing.T) {
	dir := t.TempDir()
	digest := "sha256:" + string(cutting.Sum([]byte(htmlPage)))
	revisit := func(name string) string { return rec("revisit", site+name, "", "WARC-Payload-Digest", digest) }
	write(t, filepath.Join(dir, "w", "a.warc.gz"), gz(t, revisit("early")))
	write(t, filepath.Join(dir, "w", "b.warc.gz"),
		gz(t, response(site+"o", "200 OK\r\nContent-Type: text/html", htmlPage, "WARC-Payload-Digest", digest)))
	write(t, filepath.Join(dir, "w", "c.warc.gz"), gz(t, revisit("late")))
	write(t, filepath.Join(dir, "w", "d.zip"), zipOf(t, "in.warc",
		revisit("inside")+rec("revisit", site+"none", "", "WARC-Refers-To", "<urn:x:none>")))
	items := walk(t, Options{}, filepath.Join(dir, "w"))
	want := []string{"page w/b.warc.gz!/harbour.example/o text/html",
		"page w/c.warc.gz!/harbour.example/late text/html", "page w/d.zip!/in.warc!/harbour.example/inside text/html",
		"page w/a.warc.gz!/harbour.example/early text/html",
		"failed w/d.zip!/in.warc!/harbour.example/none not found"}
	if d := cmp.Diff(want, brief(items)); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
	for _, i := range items {
		if i.Kind == Page && string(i.Content) != htmlPage {
			t.Errorf("%s: content %q", i.Capture.Name, i.Content)
		}
	}
}
