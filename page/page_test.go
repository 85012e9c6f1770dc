package page

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

func TestFormOf(t *testing.T) {
	for _, c := range []struct {
		name, src string
		o         Options
		want      Form
	}{
		{"document type", "<!DOCTYPE html>x", Options{}, HTML},
		{"byte order mark and comment", "\xef\xbb\xbf <!-- saved -->x", Options{}, HTML},
		{"title far down", strings.Repeat(" ", 5000) + "<title>x", Options{}, HTML},
		{"UTF-16", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00x\x00", Options{}, HTML},
		{"fragment", "<div><p>a</p></div>", Options{}, HTML},
		{"text that mentions a tag", "The <b> tag\nis old", Options{}, Text},
		{"mathematics", "a <b and c> d", Options{Name: "x.txt"}, Text},
		{"by media type", "a <b>c</b>\nd", Options{MediaType: "Text/HTML; charset=utf-8"}, HTML},
		{"by name", "a<p>b", Options{Name: "A.HTM"}, HTML},
		{"stripped page with the name kept", "The lamps\n\nRead more", Options{Name: "a.html"}, Text},
		{"one line with the name kept", "The lamps", Options{Name: "a.html"}, HTML},
		{"text by media type", "a<p>b", Options{MediaType: "text/plain", Name: "a.html"}, Text},
		{"text that shows markup", "<p>a</p><p>b</p><p>c</p>", Options{Name: "a.txt"}, Text},
		{"page called text", "<!DOCTYPE html><p>a", Options{MediaType: "text/plain"}, HTML},
		{"nothing", "", Options{}, Text},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := formOf([]byte(c.src), c.o); got != c.want {
				t.Errorf("%q read as %s, want %s", c.src, got, c.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for _, head := range []string{"%PDF-1.4 x", "PK\x03\x04xxxx", "\x89PNG\r\n", "\x00\x00\x00\x18ftypmp42",
		"\xca\xfe\xba\xbe", "ID3\x03\x00\x00\x00\x00", strings.Repeat("\x00\x01\x02abc\xff", 20)} {
		if _, err := Read([]byte(head), Options{Name: "a.html"}); cutting.KindOf(err) != cutting.Unsupported {
			t.Errorf("%q: %v, want an error of kind unsupported", head, err)
		}
	}
	for _, text := range []string{"ID3 tags and how to read them", "RIFF raff", "MZ", "a\x00b"} {
		if _, err := Read([]byte(text), Options{Form: HTML}); err != nil {
			t.Errorf("%q: %v, want it read", text, err)
		}
	}
	if _, err := Read([]byte("a"), Options{Form: "odd"}); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("unknown form: %v, want an error of kind invalid", err)
	}
}
