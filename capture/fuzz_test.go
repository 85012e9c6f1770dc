package capture

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/form"
)

// FuzzWalk walks arbitrary bytes under names that select each reader: no panic, an end, no more
// bytes than the limits allow, valid names and descriptions, and at least one item for every file.
func FuzzWalk(f *testing.F) {
	f.Add("a.zip", []byte(zipOf(f, "a.html", htmlPage, "b/in.zip", zipOf(f, "c.txt", "text"))))
	f.Add("a.zip", []byte(zipOf(f, "a.html", htmlPage, "b.html", htmlPage)[:300]))
	f.Add("a.tgz", []byte(gz(f, tarOf(f, "a.html", htmlPage, "b.gif", "GIF89a"))))
	f.Add("a.warc.gz", []byte(gz(f, response(site+"a", "200 OK\r\nContent-Encoding: gzip", gz(f, htmlPage)))))
	f.Add("a.arc", []byte("filedesc://a 0.0.0.0 20240506 text/plain 2\n1\nhttp://a.example/ 1.1.1.1 20240506070809 "+
		"text/html 9\nHTTP/1.0 200\n"))
	f.Add("a.eml", []byte(mailHeader+multipart("mixed", "\r\nLate.",
		"Content-Type: text/html; name=a.html\r\n\r\n"+htmlPage, "Content-Type: message/rfc822\r\n\r\n"+mailHeader)))
	f.Add("Inbox", []byte("From - Mon May  6 09:08:09 2024\r\n"+mailHeader+"\r\nLate.\r\n"))
	f.Add("1.emlx", []byte("300\n"+mailHeader+"\r\nLate.\r\n"))
	f.Add("a.html", []byte("<!DOCTYPE html><!--"+zipOf(f, "index.html", htmlPage, "manifest.json", "{}")+"-->"))
	f.Add("a.html", []byte("<frameset><frame src='data:text/html,"+htmlPage+"'></frameset><iframe srcdoc=\""+
		framePage[:20]+"\">"))
	f.Add("a", []byte("HTTP/1.1 301 x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+htmlPage))
	f.Add("a.html.xz", []byte("\xfd7zXZ\x00\x00\x04\xe6\xd6\xb4F\x02\x00!\x01\x16\x00\x00\x00t/\xe5\xa3"))
	f.Add("a.bz2", []byte("BZh91AY&SY"))
	for _, s := range []string{htmlPage, mhtml, "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: " +
		"3\r\n\r\n<p>\r\n\r\n", "\x1f\x8b\x08\x00",
		"<?xml version='1.0'?><rss/>", "\xff\xfe<\x00p\x00", "PK\x03\x04",
		strings.Repeat("\x00", 257) + "ustar" + strings.Repeat("\x00", 300)} {
		f.Add("a", []byte(s))
		f.Add("a.mhtml", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "x"+form.Ext(cleanName(name)))
		if strings.ContainsAny(filepath.Base(path), "\x00/") || os.WriteFile(path, b, 0o644) != nil {
			return
		}
		const maxPage, maxAll = 1 << 18, 1 << 22
		n, total := 0, 0
		err := Walk(context.Background(), []string{path},
			Options{TempDir: dir, Limits: Limits{PageBytes: maxPage, ExpandedBytes: maxAll, Members: 500}},
			func(i Item) error {
				n++
				total += len(i.Content)
				checkItem(t, i)
				if len(i.Content) > maxPage {
					t.Errorf("%d bytes, more than a page may have", len(i.Content))
				}
				return nil
			})
		if err != nil || n == 0 {
			t.Errorf("error %v, %d items", err, n)
		}
		if total > 4*maxAll {
			t.Errorf("%d bytes in all", total)
		}
	})
}

func checkItem(t *testing.T, i Item) {
	t.Helper()
	c := i.Capture
	if !utf8.ValidString(c.Name) || strings.ContainsAny(c.Name, "\x00\r\n\\") || strings.HasPrefix(c.Name, "/") ||
		strings.Contains(c.Name+"/", "/../") {
		t.Errorf("name %q", c.Name)
	}
	if text, err := json.Marshal(c); err != nil || len(text) > 200<<10 {
		t.Errorf("description of %d bytes (%v)", len(text), err)
	} else {
		var again cutting.Capture
		if err := json.Unmarshal(text, &again); err != nil || again != c {
			t.Errorf("%+v comes back as %+v (%v)", c, again, err)
		}
	}
	switch i.Kind {
	case Page, Container:
		if c.Checksum != cutting.Sum(i.Content) || c.Length != int64(len(i.Content)) || c.MediaType == "" ||
			c.TimeOrigin == "" ||
			c.ID != cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum) {
			t.Errorf("description does not fit: %+v", c)
		}
	case Skipped:
		if i.Reason == "" {
			t.Error("skipped without a reason")
		}
	case Failed:
		if i.Err == nil || cutting.KindOf(i.Err) == cutting.Internal {
			t.Errorf("failed with %v: want an error with a kind", i.Err)
		}
	}
}

// FuzzMHTML parses arbitrary bytes as a MIME message: parts lie within it, and decoding never
// enlarges a part.
func FuzzMHTML(f *testing.F) {
	f.Add([]byte(mhtml))
	f.Add([]byte("Content-Type: multipart/x; boundary=a\n\n--a\n\nx\n--a\nContent-Transfer-Encoding: " +
		"base64\n\nPHA+\n--a--"))
	f.Add([]byte("MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n=3D=\n=zz=4"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var check func(e *entity, depth int)
		check = func(e *entity, depth int) {
			if depth > maxMIMEDepth+1 {
				t.Fatal("too deep")
			}
			sum := 0
			for _, p := range e.parts {
				sum += len(p.body)
				check(p, depth+1)
			}
			if sum > len(e.body) {
				t.Errorf("parts of %d bytes in a body of %d", sum, len(e.body))
			}
			if n := len(e.decoded()); n > len(e.body) {
				t.Errorf("%d bytes decoded from %d", n, len(e.body))
			}
		}
		e := parseEntity(b, 0)
		check(e, 0)
		if r := e.root(); r != nil && len(r.body) > len(b) {
			t.Error("a root larger than the message")
		}
	})
}
