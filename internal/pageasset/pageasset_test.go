package pageasset

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

// TestKeysMeetOwn: a page's references are found where carriers put the files.
func TestKeysMeetOwn(t *testing.T) {
	for _, c := range []struct {
		page, url, base, ref string
		name, at             string // of the file
		want                 bool
	}{
		{"m/a/p.html", "", "", "b/c.png", "m/a/b/c.png", "", true},
		{"m/a/p.html", "", "", "../c%20d.png#x", "m/c d.png", "", true},
		{"m/a/p.html", "", "", `..\c.png`, "m/c.png", "", true},
		{"m/a/p.html", "", "", "c.css?v=1", "m/a/c.css?v=1", "", true},
		{"m/a/p.html", "", "", "c.css%3Fv=1", "m/a/c.css?v=1", "", true},
		{"m/a/p.html", "", "", "c.css?v=1", "m/a/c.css@v=1", "", true},
		{"m/site.example/a/p.html", "", "", "/i/c.png", "m/site.example/i/c.png", "", true},
		{"m/site.example/a/p.html", "", "", "http://site.example/i/c.png", "m/site.example/i/c.png", "", true},
		{"m/site.example/a/p.html", "", "", "//cdn.example/c.png", "m/cdn.example/c.png", "", true},
		{"z.zip!/a/p.html", "", "", "c.png", "z.zip!/a/c.png", "", true},
		{"a/p.html!/frame-1.html", "", "", "c.png", "a/c.png", "", true},
		{"w.warc!/site.example/p", "http://Site.example/p", "", "c.png?x#y", "n",
			"https://site.example:443/c.png?x", true},
		{"w.warc!/site.example/p", "http://site.example/p", "/q/", "c.png", "n", "http://site.example/q/c.png", true},
		{"m/a/p.html", "", "", "b/c.png", "m/b/c.png", "", false},
		{"m/a/p.html", "", "", "data:image/png,x", "m/a/x", "", false},
		{"m/a/p.html", "", "", "javascript:x", "m/a/x", "", false},
		{"m/a/p.html", "http://s.example/", "", "c.png", "n", "http://t.example/c.png", false},
	} {
		own := Own(cutting.Capture{Name: c.name, URL: c.at})
		keys := Keys(cutting.Capture{Name: c.page, URL: c.url}, c.base, c.ref)
		if got := slices.ContainsFunc(keys, func(k Key) bool { return slices.Contains(own, k) }); got != c.want {
			t.Errorf("%s on %s is %s %s: %v", c.ref, c.page, c.name, c.at, got)
		}
	}
}

func TestType(t *testing.T) {
	for _, c := range []struct{ content, name, declared, want string }{
		{"GIF89a..", "x.txt", "text/html", "image/gif"}, {"\xff\xd8\xff\xe0", "", "", "image/jpeg"},
		{"RIFF\x00\x00\x00\x00WEBPVP8", "", "", "image/webp"}, {"<svg xmlns=x>", "a.svg", "", "image/svg+xml"},
		{"<?xml version='1.0'?>\n<svg>", "", "", "image/svg+xml"}, {"a{}", "s.css?v=3", "", TypeCSS},
		{"a{}", "s", "text/css; charset=x", TypeCSS}, {"<html>", "s.css", "", ""}, {"alert(1)", "a.js", "", ""},
		{"", "a.png", "image/png", ""}, {"\x00\x01", "a.css", "", ""},
	} {
		if got := Type([]byte(c.content), c.name, c.declared); got != c.want {
			t.Errorf("Type(%q, %q, %q) = %q, want %q", c.content, c.name, c.declared, got, c.want)
		}
	}
}

func TestStyle(t *testing.T) {
	as := func(ref string, sheet bool) string {
		if sheet {
			return "S:" + ref
		}
		if ref == "lost" {
			return ""
		}
		return "P:" + ref
	}
	for in, want := range map[string]string{
		`a{b:url(x.png) URL( 'y' )}`:              `a{b:url(P:x.png) url(P:y)}`,
		`@import "a";@import url(b) screen;c{}`:   `@import url(S:a);@import url(S:b) screen;c{}`,
		`@import'a';`:                             `@import url(S:a);`,
		`a{b:url(lost)}`:                          `a{b:url(data:,)}`,
		`/* url(x) */a::before{content:"url(x)"}`: `a::before{content:"url(x)"}`,
		`a{b:url(x`:                               `a{b:url(P:x)`, "/*": "", `@import "a`: `@import url(S:a)`,
		`a{b:curl(x)}`: `a{b:curl(x)}`,
	} {
		if got := string(Style([]byte(in), as)); !strings.HasPrefix(got, want) || len(got) > len(want)+2 {
			t.Errorf("Style(%q) = %q, want %q", in, got, want)
		}
	}
	start := time.Now()
	for _, s := range []string{"url(", "@import ", "/*", "'", "url('"} {
		Style([]byte(strings.Repeat(s, 1<<18)), as)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}
