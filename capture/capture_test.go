package capture

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"cuttings/cutting"
)

var fixed = time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)

// walk runs Walk over paths and returns its items.
func walk(t *testing.T, o Options, paths ...string) []Item {
	t.Helper()
	var items []Item
	if o.Now == nil {
		o.Now = func() time.Time { return fixed }
	}
	o.TempDir = t.TempDir()
	if err := Walk(context.Background(), paths, o,
		func(i Item) error { items = append(items, i); return nil }); err != nil {
		t.Fatalf("Walk: %v", err)
	}
	left, err := os.ReadDir(o.TempDir)
	if err != nil || len(left) != 0 {
		t.Errorf("temporary files left behind: %v %v", left, err)
	}
	return items
}

// brief formats items as lines: kind, name, media type or reason or error kind.
func brief(items []Item) []string {
	var out []string
	for _, i := range items {
		what := i.Capture.MediaType
		switch i.Kind {
		case Skipped:
			what = string(i.Reason)
		case Failed:
			what = cutting.KindOf(i.Err).String()
		}
		out = append(out, i.Kind.String()+" "+i.Capture.Name+" "+what)
	}
	return out
}

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, fixed, fixed); err != nil {
		t.Fatal(err)
	}
	return path
}

const htmlPage = "<!DOCTYPE html><html><title>Ferry delayed</title><p>The Brindle ferry is late.</p></html>"

func TestWalkFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "saved")
	for name, content := range map[string]string{
		"b.html": htmlPage, "a.txt": "Ferry delayed\n\nThe Brindle ferry is late.\n", "b_files/ad.html": htmlPage,
		"b_files/x.css": "p{}", "news/feed.xml": "<?xml version='1.0'?><rss version='2.0'></rss>",
		"news/style.css?v=3": "p { color: red }", "pic.jpg": "\xff\xd8\xff\xe0 jpeg", "empty.html": "",
		"map.xml": "<?xml version='1.0'?><urlset></urlset>", ".hidden/x.html": htmlPage, "hts-log.txt": "log",
		"old/archive.json": "{}", "old/vault/x": "x", "wide.htm": "\xff\xfe<\x00p\x00>\x00h\x00i\x00",
		"feed.json": `{"version":"https://jsonfeed.org/version/1.1"}`, "data.json": `{"a":1}`,
		"paper.pdf": "%PDF-1.4 x", "news/atom": `<feed xmlns="http://www.w3.org/2005/Atom"/>`,
	} {
		write(t, filepath.Join(dir, name), content)
	}
	want := []string{
		"skipped saved/.hidden/x.html a hidden file",
		"page saved/a.txt text/plain",
		"page saved/b.html text/html",
		"skipped saved/data.json JSON data that is no feed",
		"skipped saved/empty.html an empty file",
		"page saved/feed.json application/feed+json",
		"skipped saved/hts-log.txt a file of the mirror tool",
		"skipped saved/map.xml an XML document that is no feed",
		"page saved/news/atom application/atom+xml",
		"page saved/news/feed.xml application/rss+xml",
		"skipped saved/news/style.css?v=3 a style sheet",
		"skipped saved/old an archive of this program",
		"failed saved/paper.pdf unsupported",
		"skipped saved/pic.jpg an image",
		"page saved/wide.htm text/html",
		"skipped saved/b_files/ad.html an asset of a saved page",
		"skipped saved/b_files/x.css an asset of a saved page",
	}
	items := walk(t, Options{}, dir)
	if d := cmp.Diff(want, brief(items)); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
	for _, i := range items {
		if i.Kind != Page {
			continue
		}
		c := i.Capture
		if !c.Time.Equal(fixed) || c.TimeOrigin != "mtime" || c.Checksum != cutting.Sum(i.Content) ||
			c.Length != int64(len(i.Content)) || c.ID != cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum) {
			t.Errorf("%s: description does not fit: %+v", c.Name, c)
		}
	}
}

func TestWalkTrouble(t *testing.T) {
	dir := t.TempDir()
	big := write(t, filepath.Join(dir, "big.html"), htmlPage+strings.Repeat("x", 5000))
	good := write(t, filepath.Join(dir, "good.html"), htmlPage)
	items := walk(t, Options{Limits: Limits{PageBytes: 4096}}, filepath.Join(dir, "none.html"), big, good)
	want := []string{"failed none.html not found", "failed big.html unavailable", "page good.html text/html"}
	if d := cmp.Diff(want, brief(items)); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
}

// zipOf returns a zip file of name and content pairs.
func zipOf(t testing.TB, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, err := zw.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Deflate, Modified: fixed})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarOf(t testing.TB, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	tw := tar.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		h := &tar.Header{Name: pairs[i], Size: int64(len(pairs[i+1])), Mode: 0o644, ModTime: fixed,
			Typeflag: tar.TypeReg}
		if err := tw.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := tw.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := tw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gz(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zst(t testing.TB, s string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(s), nil))
}

// zipBy returns a zip file with one member whose content is packed by a method.
func zipBy(t *testing.T, method uint16, packed string) string {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	f, err := zw.CreateRaw(&zip.FileHeader{Name: "p.html", Method: method, CRC32: crc32.ChecksumIEEE([]byte(htmlPage)),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(htmlPage))})
	if err == nil {
		_, err = f.Write([]byte(packed))
	}
	if err == nil {
		err = zw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWalkArchives(t *testing.T) {
	nest := func(n int) string {
		s := zipOf(t, "a.html", htmlPage)
		for range n {
			s = zipOf(t, "in.zip", s)
		}
		return s
	}
	two := zipOf(t, "a.html", htmlPage, "b.gif", "GIF89a", "c.html", htmlPage+strings.Repeat("<p>Late.", 99)+"end")
	tests := []struct {
		name, file, content string
		limits              Limits
		want                []string
	}{
		{"zip", "s.zip", zipOf(t, "p.html", htmlPage, "p_files/ad.html", htmlPage, "x.gif", "GIF89a"), Limits{},
			[]string{"page s.zip!/p.html text/html", "skipped s.zip!/x.gif an image",
				"skipped s.zip!/p_files/ad.html an asset of a saved page"}},
		{"zip behind other bytes", "s.zip", "junk\x00" + zipOf(t, "p.html", htmlPage), Limits{},
			[]string{"page s.zip!/p.html text/html"}},
		{"a zip of 7-Zip", "s.zipx", zipBy(t, 93, zst(t, htmlPage)), Limits{},
			[]string{"page s.zipx!/p.html text/html"}},
		{"a zip by an unknown method", "s.zip", zipBy(t, 98, "noise"), Limits{},
			[]string{"failed s.zip!/p.html unsupported"}},
		{"names that climb", "s.zip", zipOf(t, "../../etc/p.html", htmlPage, `C:\q.html`, htmlPage, "/r\x00.html",
			htmlPage), Limits{},
			[]string{"page s.zip!/etc/p.html text/html", "page s.zip!/C:/q.html text/html",
				"page s.zip!/r%00.html text/html"}},
		{"tar", "s.tar", tarOf(t, "d/p.html", htmlPage), Limits{}, []string{"page s.tar!/d/p.html text/html"}},
		{"tar.gz", "s.tgz", gz(t, tarOf(t, "p.html", htmlPage)), Limits{}, []string{"page s.tgz!/p.html text/html"}},
		{"tar.zst", "s.tar.zst", zst(t, tarOf(t, "p.html", htmlPage)), Limits{},
			[]string{"page s.tar.zst!/p.html text/html"}},
		{"single gzip", "p.html.gz", gz(t, htmlPage), Limits{}, []string{"page p.html.gz!/p.html text/html"}},
		{"gzip filled up with zeros", "p.html.gz", gz(t, htmlPage) + strings.Repeat("\x00", 512), Limits{},
			[]string{"page p.html.gz!/p.html text/html"}},
		{"gzip in two members", "p.html.gz", gz(t, htmlPage[:20]) + gz(t, htmlPage[20:]), Limits{},
			[]string{"page p.html.gz!/p.html text/html"}},
		{"gzip with other bytes behind", "p.html.gz", gz(t, htmlPage) + "noise", Limits{},
			[]string{"page p.html.gz!/p.html text/html", "failed p.html.gz invalid"}},
		{"packed twice", "p.html.gz", gz(t, gz(t, htmlPage)), Limits{},
			[]string{"page p.html.gz!/p.html!/p.html text/html"}},
		{"a web archive packed twice", "w.warc.gz", gz(t, gz(t, response(site+"a", "200 OK\r\nContent-Type: text/html",
			htmlPage))), Limits{}, []string{"page w.warc.gz!/w.warc!/harbour.example/a text/html"}},
		{"gzip that is cut off", "p.html.gz", gz(t, htmlPage)[:len(gz(t, htmlPage))-12], Limits{},
			[]string{"failed p.html.gz!/p.html invalid", "page p.html.gz!/p.html text/html"}},
		{"gzip with a wrong checksum", "p.html.gz", gz(t, htmlPage)[:len(gz(t, htmlPage))-8] +
			strings.Repeat("\x00", 8), Limits{},
			[]string{"failed p.html.gz!/p.html invalid", "page p.html.gz!/p.html text/html"}},
		{"zip in tar.gz", "s.tgz", gz(t, tarOf(t, "in.zip", zipOf(t, "p.html", htmlPage))), Limits{},
			[]string{"page s.tgz!/in.zip!/p.html text/html"}},
		{"too deep", "s.zip", nest(6), Limits{Depth: 3}, []string{"failed s.zip!/in.zip!/in.zip!/in.zip unavailable"}},
		{"large member", "s.zip", zipOf(t, "a.html", htmlPage+strings.Repeat("x", 9000), "b.html", htmlPage),
			Limits{PageBytes: 4096},
			[]string{"failed s.zip!/a.html unavailable", "page s.zip!/b.html text/html"}},
		{"many members", "s.zip", zipOf(t, "a.html", htmlPage, "b.html", htmlPage, "c.html", htmlPage),
			Limits{Members: 2},
			[]string{"page s.zip!/a.html text/html", "page s.zip!/b.html text/html", "failed s.zip unavailable"}},
		{"empty zip", "s.zip", zipOf(t), Limits{}, []string{"skipped s.zip an archive with nothing in it"}},
		{"empty archives in zip", "s.zip", zipOf(t, "e.tar", strings.Repeat("\x00", 1024), "e.zip", zipOf(t)),
			Limits{},
			[]string{"skipped s.zip!/e.tar binary data", "skipped s.zip!/e.zip an archive with nothing in it"}},
		{"damaged zip", "s.zip", zipOf(t, "a.html", htmlPage)[:60], Limits{},
			[]string{"failed s.zip!/a.html invalid", "page s.zip!/a.html text/html", "failed s.zip invalid"}},
		{"zip without its directory", "s.zip", two[:strings.Index(two, "PK\x01\x02")], Limits{},
			[]string{"page s.zip!/a.html text/html", "skipped s.zip!/b.gif an image", "page s.zip!/c.html text/html",
				"failed s.zip invalid"}},
		{"zip that was cut off", "s.zip", two[:strings.Index(two, "PK\x01\x02")-40], Limits{},
			[]string{"page s.zip!/a.html text/html", "skipped s.zip!/b.gif an image", "failed s.zip!/c.html invalid",
				"page s.zip!/c.html text/html", "failed s.zip invalid"}},
		{"a stored member", "s.zip", zipBy(t, zip.Store, htmlPage)[:len(htmlPage)+40], Limits{},
			[]string{"page s.zip!/p.html text/html", "failed s.zip invalid"}},
		{"a document that was cut off", "s.docx", zipOf(t, "[Content_Types].xml", "<x/>", "a.html", htmlPage)[:200],
			Limits{}, []string{"failed s.docx invalid"}},
		{"nothing but a signature", "s.zip", "PK\x03\x04" + strings.Repeat("x", 40), Limits{},
			[]string{"failed s.zip invalid"}},
		{"cut tar", "s.tar", tarOf(t, "a.html", htmlPage, "b.html", htmlPage)[:1100], Limits{},
			[]string{"page s.tar!/a.html text/html", "failed s.tar invalid"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), tt.file), tt.content)
			if d := cmp.Diff(tt.want, brief(walk(t, Options{Limits: tt.limits}, p))); d != "" {
				t.Errorf("items (-want +got):\n%s", d)
			}
		})
	}
}

func TestWalkBombStopsNothingElse(t *testing.T) {
	dir := t.TempDir()
	zeros := strings.Repeat("\n<p>zero", 12<<20)
	bomb := write(t, filepath.Join(dir, "bomb.tar.gz"),
		gz(t, tarOf(t, "a.html", htmlPage, "z.html", zeros, "b.html", htmlPage)))
	good := write(t, filepath.Join(dir, "good.html"), htmlPage)
	items := walk(t, Options{Limits: Limits{Ratio: 1}}, bomb, good)
	got := brief(items)
	want := []string{"page bomb.tar.gz!/a.html text/html", "failed bomb.tar.gz!/z.html unavailable",
		"failed bomb.tar.gz unavailable", "page good.html text/html"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
}

const mhtml = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbour.example/news/ferry.html\r\n" +
	"Subject: Ferry\r\nDate: Mon, 6 May 2024 09:08:09 +0200\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--1\"\r\n\r\n" +
	"----b--1\r\nContent-Type: text/css\r\nContent-Location: cid:css\r\n\r\np{}\r\n" +
	"----b--1\r\nContent-Type: text/html; charset=UTF-8\r\nContent-ID: <f@x>\r\nContent-Transfer-Encoding: " +
	"quoted-printable\r\n" +
	"Content-Location: https://harbour.example/news/ferry.html\r\n\r\n" +
	"<html><p title=3D\"x\">Caf=C3=A9 at the fer=\r\nry</p></html>\r\n----b--1--\r\n"

func TestWalkMHTML(t *testing.T) {
	p := write(t, filepath.Join(t.TempDir(), "ferry.mhtml"), mhtml)
	items := walk(t, Options{}, p)
	want := []string{"container ferry.mhtml multipart/related", "page ferry.mhtml!/ferry.html text/html"}
	if d := cmp.Diff(want, brief(items)); d != "" {
		t.Fatalf("items (-want +got):\n%s", d)
	}
	box, page := items[0], items[1]
	if string(box.Content) != mhtml {
		t.Error("the container is not the file as it was")
	}
	if got, want := string(page.Content), "<html><p title=\"x\">Café at the ferry</p></html>"; got != want {
		t.Errorf("root page = %q, want %q", got, want)
	}
	c := page.Capture
	if c.DerivedFrom != box.Capture.ID || c.URL != "https://harbour.example/news/ferry.html" || c.Charset != "utf-8" ||
		!c.Time.Equal(time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)) || c.TimeOrigin != "mhtml" {
		t.Errorf("description = %+v", c)
	}
}

// TestDatesThatAreNone adds files with the dates that programs write for an unknown date: they are
// not taken as times of saving.
func TestDatesThatAreNone(t *testing.T) {
	for _, at := range []time.Time{time.Unix(0, 0), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(1985, 10, 26, 8, 15, 0, 0, time.UTC)} {
		path := write(t, filepath.Join(t.TempDir(), "a.html"), htmlPage)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		if c := walk(t, Options{}, path)[0].Capture; !c.Time.IsZero() || c.TimeOrigin != timeUnknown {
			t.Errorf("a file of %v: time %v (%s)", at, c.Time, c.TimeOrigin)
		}
		packed := write(t, filepath.Join(t.TempDir(), "a.zip"), zipDated(t, at, "a.html", htmlPage))
		if c := walk(t, Options{}, packed)[0].Capture; !c.Time.Equal(fixed) || c.TimeOrigin != timeMtime {
			t.Errorf("in a zip file, with %v: time %v (%s), want that of the zip file", at, c.Time, c.TimeOrigin)
		}
	}
}

// zipDated returns a zip file of one member with a date.
func zipDated(t *testing.T, at time.Time, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	w, err := zw.CreateHeader(&zip.FileHeader{Name: name, Modified: at})
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err == nil {
		err = zw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
