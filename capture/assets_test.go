package capture

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	gif  = "GIF89a\x01\x00\x01\x00\x00\x00\x00;"
	tale = "<p>Enough words to be a page that somebody may want to read at some later time, and once more."
)

// TestAssetsOfPages: files that pages refer to are kept, wherever they are and in whatever order;
// others are left out as before.
func TestAssetsOfPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mirror")
	for name, content := range map[string]string{
		"site.example/a/page.html": `<html><link rel="stylesheet" href="../css/s.css?v=1">` +
			`<link rel=icon href=no.gif>` +
			`<img src="pic%201.gif"><img src=/root.gif><img src="http://cdn.example/far.gif">` +
			`<body background=bg.gif>` +
			`<div style="background:url('in.gif')">` + tale,
		"site.example/a/pic 1.gif": gif, "site.example/a/in.gif": gif, "site.example/a/bg.gif": gif,
		"site.example/a/no.gif": gif, "site.example/a/page.gif": "<html><body>" + tale,
		"site.example/root.gif": gif, "cdn.example/far.gif": gif,
		"site.example/css/s.css?v=1": "@import 'more.css'; a{background:url(../css/c.gif)}",
		"site.example/css/more.css":  "b{background:url(\"d.gif\")}", "site.example/css/c.gif": gif,
		"site.example/css/d.gif": gif, "site.example/css/unused.css": "x{}",
		"saved/x.html":        `<html><img src="x_files/i.gif"><script src=x_files/s.js></script>` + tale,
		"saved/x_files/i.gif": gif, "saved/x_files/s.js": "alert(1)", "saved/x_files/j.gif": gif,
	} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), content)
	}
	kept := func(items []Item) (out []string) {
		for _, i := range items {
			if i.Kind == Asset {
				out = append(out, i.Capture.Name+" "+i.Capture.MediaType)
			}
		}
		return out
	}
	want := []string{"mirror/saved/x_files/i.gif image/gif", "mirror/site.example/a/bg.gif image/gif",
		"mirror/site.example/a/in.gif image/gif", "mirror/site.example/a/pic 1.gif image/gif",
		"mirror/site.example/css/s.css?v=1 text/css", "mirror/site.example/root.gif image/gif",
		"mirror/cdn.example/far.gif image/gif", "mirror/site.example/css/c.gif image/gif",
		"mirror/site.example/css/more.css text/css", "mirror/site.example/css/d.gif image/gif"}
	items := walk(t, Options{Assets: true}, dir)
	sortStrings := cmp.Transformer("set", func(in []string) map[string]int {
		m := map[string]int{}
		for _, s := range in {
			m[s]++
		}
		return m
	})
	if diff := cmp.Diff(want, kept(items), sortStrings); diff != "" {
		t.Errorf("kept of a mirror (-want +got):\n%s", diff)
	}
	before := walk(t, Options{}, dir)
	if len(before) != len(items) || kept(before) != nil {
		t.Errorf("%d files without, %d with: each is told once", len(before), len(items))
	}

	// The same in a zip file, where the pictures come first.
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, f := range [][2]string{{"img/a.gif", gif}, {"img/b.gif", gif},
		{"p.html", "<html><img src=img/a.gif>" + tale}} {
		w, _ := zw.Create(f[0])
		_, _ = w.Write([]byte(f[1]))
	}
	_ = zw.Close()
	z := write(t, filepath.Join(t.TempDir(), "z.zip"), b.String())
	if diff := cmp.Diff([]string{"z.zip!/img/a.gif image/gif"}, kept(walk(t, Options{Assets: true}, z))); diff != "" {
		t.Errorf("kept of a zip file (-want +got):\n%s", diff)
	}
}

// TestAssetsOfAWARC: by address, with the page before or after; a response that is no picture is
// left out.
func TestAssetsOfAWARC(t *testing.T) {
	w := response("http://site.example/p/early.gif", "200 OK\r\nContent-Type: image/gif", gif) +
		response("http://site.example/p/", "200 OK\r\nContent-Type: text/html", "<html><base href='/q/'>"+
			"<img src=late.gif><img src=../p/early.gif><img src=lost.gif>"+tale) +
		response("https://site.example/q/late.gif", "200 OK\r\nContent-Type: image/gif", gif) +
		response("http://site.example/q/lost.gif", "404 Not Found\r\nContent-Type: image/gif", gif) +
		response("http://site.example/q/other.gif", "200 OK\r\nContent-Type: image/gif", gif)
	path := filepath.Join(t.TempDir(), "w.warc")
	if err := os.WriteFile(path, []byte(w), 0o644); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range walk(t, Options{Assets: true}, path) {
		if i.Kind == Asset {
			got = append(got, i.Capture.URL)
		}
	}
	want := []string{"https://site.example/q/late.gif", "http://site.example/p/early.gif"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

// TestRevisitedAssets: a picture or style sheet that is a revisit record has the content of the
// record it refers to, in the same file or in one walked later.
func TestRevisitedAssets(t *testing.T) {
	const css = "p { color: red }"
	at := "http://site.example/"
	revisit := func(name, digest string) string {
		return rec("revisit", at+name, "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\n",
			"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
			"Content-Type", "application/http; msgtype=response", "WARC-Payload-Digest", digest)
	}
	page := func(name, body string) string {
		return response(at+name, "200 OK\r\nContent-Type: text/html", body+tale)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.warc"), page("", "<img src=again.gif><link rel=stylesheet href=again.css>"+
		"<img src=far.gif>")+revisit("again.gif", "sha1:GIF")+revisit("far.gif", "sha1:FAR")+
		response(at+"first.gif", "200 OK\r\nContent-Type: image/gif", gif, "WARC-Payload-Digest", "sha1:GIF")+
		response(at+"first.css", "200 OK\r\nContent-Type: text/css", css, "WARC-Payload-Digest", "sha1:CSS")+
		revisit("again.css", "sha1:CSS")+revisit("unwanted.gif", "sha1:GIF")+revisit("nowhere.gif", "sha1:NONE"))
	write(t, filepath.Join(dir, "b.warc"),
		response(at+"other.gif", "200 OK\r\nContent-Type: image/gif", gif, "WARC-Payload-Digest", "sha1:FAR")+
			response(at+"lost.gif", "404 Not Found\r\nContent-Type: image/gif", gif,
				"WARC-Payload-Digest", "sha1:404")+
			page("q", "<img src=gone.gif>")+revisit("gone.gif", "sha1:404"))
	for _, assets := range []bool{true, false} {
		var kept, skipped, failed []string
		for _, i := range walk(t, Options{Assets: assets}, dir) {
			name := filepath.Base(i.Capture.Name)
			switch i.Kind {
			case Asset:
				kept = append(kept, name+" "+i.Capture.MediaType)
				want := map[bool]string{true: css, false: gif}[strings.HasSuffix(name, "css")]
				if string(i.Content) != want {
					t.Errorf("%s holds %q", name, i.Content)
				}
			case Skipped:
				skipped = append(skipped, name)
			case Failed:
				failed = append(failed, name)
			}
		}
		slices.Sort(kept)
		slices.Sort(skipped)
		want := []string{"again.css text/css", "again.gif image/gif", "far.gif image/gif"}
		left := []string{"first.css", "first.gif", "gone.gif", "lost.gif", "other.gif", "unwanted.gif"}
		if !assets {
			want, left = nil, []string{"again.css", "again.gif", "far.gif", "first.css", "first.gif", "gone.gif",
				"lost.gif", "other.gif", "unwanted.gif"}
		}
		if diff := cmp.Diff(want, kept); diff != "" {
			t.Errorf("assets %t: kept (-want +got):\n%s", assets, diff)
		}
		if diff := cmp.Diff(left, skipped); diff != "" {
			t.Errorf("assets %t: left out (-want +got):\n%s", assets, diff)
		}
		if diff := cmp.Diff([]string{"nowhere.gif"}, failed); diff != "" {
			t.Errorf("assets %t: failed (-want +got):\n%s", assets, diff)
		}
	}
}
