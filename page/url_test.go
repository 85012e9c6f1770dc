package page

import (
	"net/url"
	"testing"

	"cuttings/cutting"
)

func TestResolve(t *testing.T) {
	const at = "https://Courier.example:8080/news/2019/05.html?p=1#top"
	for _, c := range []struct{ ref, want string }{
		{"a.html", "https://Courier.example:8080/news/2019/a.html"},
		{" a.html\n", "https://Courier.example:8080/news/2019/a.html"},
		{"./a.html", "https://Courier.example:8080/news/2019/a.html"},
		{"../a/", "https://Courier.example:8080/news/a/"},
		{"../../../a?x=../y", "https://Courier.example:8080/a?x=../y"},
		{"..", "https://Courier.example:8080/news/"},
		{"/a//b", "https://Courier.example:8080/a//b"},
		{"/", "https://Courier.example:8080/"},
		{"//other.example/x", "https://other.example/x"},
		{"?p=2", "https://Courier.example:8080/news/2019/05.html?p=2"},
		{"#s", "https://Courier.example:8080/news/2019/05.html?p=1#s"},
		{"", "https://Courier.example:8080/news/2019/05.html?p=1"},
		{"http://other.example/a b", "http://other.example/a b"},
		{"java\nscript:alert(1)", ""},
		{"JavaScript:void(0)", ""},
		{"data:text/html,x", ""},
		{"mailto:desk@courier.example", "mailto:desk@courier.example"},
		{"2019:a", "https://Courier.example:8080/news/2019/2019:a"},
		{"https://replay.example/web/20110409120000/http://courier.example/x", "http://courier.example/x"},
		{"/web/20110409im_/http://courier.example/x.jpg", "http://courier.example/x.jpg"},
		{"/web/design/http-basics", "https://Courier.example:8080/web/design/http-basics"},
	} {
		b := newBase(at)
		if got := b.resolve(c.ref, new(arena)); got != c.want {
			t.Errorf("resolve(%q) = %q, want %q", c.ref, got, c.want)
		}
	}
	var none base
	if got := none.resolve(" ../a.html ", new(arena)); got != "../a.html" {
		t.Errorf("without a base: %q", got)
	}
	bare := newBase("http://courier.example")
	if got := bare.resolve("a", new(arena)); got != "http://courier.example/a" {
		t.Errorf("from a bare host: %q", got)
	}
}

// FuzzResolve checks that resolving never panics and that what it makes of a
// known base is absolute or nothing.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"a", "../..", "//h", "?q", "#f", "/x/./y", "mailto:x", "java\tscript:x", ":", "http:", "/web/2011/http://x"} {
		f.Add("http://courier.example/a/b", s)
	}
	f.Fuzz(func(t *testing.T, at, ref string) {
		b := newBase(at)
		got := b.resolve(ref, new(arena))
		if b.origin != "" && got != "" && schemeOf(got) == "" {
			t.Errorf("resolve(%q, %q) = %q, not absolute", at, ref, got)
		}
		if u, err := url.Parse(got); err == nil && u.Scheme == "javascript" {
			t.Errorf("resolve(%q, %q) = %q", at, ref, got)
		}
	})
}

func TestPageURL(t *testing.T) {
	const canonical = `<link rel=canonical href="https://courier.example/c">`
	for _, c := range []struct{ name, src, given, path, url, origin string }{
		{"given", canonical, "https://courier.example/g", "", "https://courier.example/g", "given"},
		{"saved by a browser", "<!-- saved from url=(0028)https://courier.example/s?a=1 -->" + canonical, "", "", "https://courier.example/s?a=1", "saved-from"},
		{"saved by a browser from nowhere", "<!-- saved from url=(0014)about:internet -->" + canonical, "", "", "https://courier.example/c", "canonical"},
		{"saved by SingleFile", "<!--\n Page saved with SingleFile \n url: https://courier.example/f \n saved date: Thu May 09 2019 14:05:00 GMT+0200 (Velm Time)\n-->", "", "",
			"https://courier.example/f", "saved-from"},
		{"mirrored by HTTrack", "<!-- Mirrored from courier.example/h.html by HTTrack Website Copier/3.x [XR&CO'2014], Thu, 09 May 2019 12:05:00 GMT -->" + canonical,
			"", "", "http://courier.example/h.html", "saved-from"},
		{"canonical", `<meta property="og:url" content="https://courier.example/o">` + canonical, "", "", "https://courier.example/c", "canonical"},
		{"og:url", `<link rel=canonical href="/c"><meta property="og:url" content="https://courier.example/o">`, "", "", "https://courier.example/o", "og"},
		{"mirror path", "", "", "saved/www.courier.example/a/index.html", "http://www.courier.example/a/", "mirror-path"},
		{"mirror path in a container", "", "", "my.site.zip!/courier.example/x.html?id=3.html", "http://courier.example/x.html?id=3", "mirror-path"},
		{"mirror path agrees with the claim", canonical, "", "www.courier.example/x.html", "https://courier.example/c", "canonical"},
		{"claim of another host", canonical, "", "lantern.example/x.html", "http://lantern.example/x.html", "mirror-path"},
		{"replayed by an archive", `<link rel=canonical href="https://replay.example/web/20190509120500/https://courier.example/r">`, "", "",
			"https://courier.example/r", "saved-from"},
		{"a folder that is no host", "", "", "notes.v2/page.html", "", ""},
		{"a file name like a host", "", "", "courier.example", "", ""},
		{"nothing", "<p>x", "", "page.html", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := mustRead(t, c.src, Options{URL: c.given, Name: c.path})
			if p.Meta.URL != c.url || p.Meta.URLOrigin != c.origin {
				t.Errorf("%q (%s), want %q (%s)", p.Meta.URL, p.Meta.URLOrigin, c.url, c.origin)
			}
		})
	}
}

func TestSavedDate(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"<!--\n Page saved with SingleFile \n url: https://courier.example/f \n saved date: Thu May 09 2019 14:05:00 GMT+0200 (Velm Time)\n-->", "2019-05-09T14:05:00+02:00"},
		{"<!-- Mirrored from courier.example/h.html by HTTrack Website Copier/3.x [XR&CO'2014], Thu, 09 May 2019 12:05:00 GMT -->", "2019-05-09T12:05:00Z"},
		{`<link rel=canonical href="https://replay.example/web/20190509120500/https://courier.example/r">`, "2019-05-09T12:05:00Z"},
		{"<!-- Page saved with Lantern\n saved date: in spring -->", "in spring"},
		{"<!-- saved from url=(0028)https://courier.example/s -->", ""},
	} {
		p := mustRead(t, c.src, Options{})
		got := ""
		for _, cl := range p.Meta.Claims {
			if cl.Origin == "saved-from" && cl.Key == "date" {
				got = cl.Value
			}
		}
		if got != c.want {
			t.Errorf("%s\nsaved %q, want %q", c.src, got, c.want)
		}
	}
}

func TestBase(t *testing.T) {
	for _, c := range []struct{ name, src, given, want string }{
		{"base element", `<base href="https://lantern.example/a/"><base href="/b/"><p><a href=x>y`, "https://courier.example/n/1", "https://lantern.example/a/x"},
		{"relative base", `<base href="../m/"><p><a href=x>y`, "https://courier.example/n/1", "https://courier.example/m/x"},
		{"base without an address of the page", `<base href="https://lantern.example/a/"><p><a href=x>y`, "", "https://lantern.example/a/x"},
		{"relative base alone", `<base href="/a/"><p><a href=x>y`, "", "x"},
		{"none", `<p><a href=x>y`, "https://courier.example/n/1", "https://courier.example/n/x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := mustRead(t, c.src, Options{URL: c.given})
			if got := p.Blocks[0].Links[0].URL; got != c.want {
				t.Errorf("link %q, want %q", got, c.want)
			}
		})
	}
}

func TestClaims(t *testing.T) {
	p := mustRead(t, `<html><head><title> The lamps&nbsp;of
 Velm &mdash; Courier</title><title>second</title>
<meta name="Author" content=" Orla Tench "><meta property="og:title" content="Lamps"><meta property=og:title content="Lamps again">
<meta itemprop=datePublished content=2019-05-09><meta name=empty content=""><meta charset=utf-8>
<link rel="stylesheet" href=/s.css><link rel="alternate nofollow" type="application/rss+xml" href="/feed">
<meta name=generator content="Press 3"><script type="application/ld+json; charset=utf-8">{"@type":"NewsArticle"}</script>
<script type=module>{"no":1}</script></head><body><meta itemprop=author content=Tench><svg><title>x</title></svg></body>`, Options{})
	want := []cutting.Claim{
		{Origin: "title", Key: "title", Value: "The lamps\u00a0of Velm — Courier"},
		{Origin: "meta", Key: "author", Value: "Orla Tench"},
		{Origin: "meta", Key: "og:title", Value: "Lamps"},
		{Origin: "meta", Key: "og:title", Value: "Lamps again"},
		{Origin: "meta", Key: "datepublished", Value: "2019-05-09"},
		{Origin: "link", Key: "alternate", Value: "/feed"},
		{Origin: "meta", Key: "generator", Value: "Press 3"},
		{Origin: "meta", Key: "author", Value: "Tench"},
	}
	if len(p.Meta.Claims) != len(want) {
		t.Fatalf("claims %q, want %q", p.Meta.Claims, want)
	}
	for i, c := range p.Meta.Claims {
		if c != want[i] {
			t.Errorf("claim %d is %q, want %q", i, c, want[i])
		}
	}
	if len(p.Meta.LD) != 1 || p.Meta.LD[0] != `{"@type":"NewsArticle"}` {
		t.Errorf("LD %q", p.Meta.LD)
	}
	if p.Meta.Generator != "Press 3" {
		t.Errorf("generator %q", p.Meta.Generator)
	}
}
