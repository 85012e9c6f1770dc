package address_test

import (
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/page/pagetest"
)

func TestPageURL(t *testing.T) {
	const canonical = `<link rel=canonical href="https://courier.example/c">`
	for _, c := range []struct{ name, src, given, path, url, origin string }{
		{"given", canonical, "https://courier.example/g", "", "https://courier.example/g", "given"},
		{"saved by a browser", "<!-- saved from url=(0028)https://courier.example/s?a=1 -->" + canonical, "", "",
			"https://courier.example/s?a=1", "saved-from"},
		{"replayed by the Wayback Machine, saved as a file", "<script>__wm.init(\"https://web.archive.org/web\");" +
			"__wm.wombat(\"http://courier.example/w?a=1&amp;b=2\",\"20190509120500\")</script>" + canonical, "", "",
			"http://courier.example/w?a=1&b=2", "saved-from"},
		{"saved by a browser from nowhere", "<!-- saved from url=(0014)about:internet -->" + canonical, "", "",
			"https://courier.example/c", "canonical"},
		{"saved by SingleFile", "<!--\n Page saved with SingleFile \n url: https://courier.example/f \n saved date: " +
			"Thu May 09 2019 14:05:00 GMT+0200 (Velm Time)\n-->", "", "",
			"https://courier.example/f", "saved-from"},
		{"mirrored by HTTrack", "<!-- Mirrored from courier.example/h.html by HTTrack Website Copier/3.x " +
			"[XR&CO'2014], Thu, 09 May 2019 12:05:00 GMT -->" + canonical,
			"", "", "http://courier.example/h.html", "saved-from"},
		{"saved by monolith", "<!-- Saved from https://courier.example/m at 2019-05-09T12:05:00Z using monolith " +
			"v2.8.1 -->" + canonical, "", "",
			"https://courier.example/m", "saved-from"},
		{"saved by monolith from nowhere", "<!-- Saved from local source at 2019-05-09T12:05:00Z using monolith " +
			"v2.8.1 -->" + canonical, "", "",
			"https://courier.example/c", "canonical"},
		{"saved by WebScrapBook", `<html data-scrapbook-source="https://courier.example/w" ` +
			`data-scrapbook-create="20190509120500000">` + canonical, "", "",
			"https://courier.example/w", "saved-from"},
		{"saved by Save Page WE", `<meta name="savepage-url" content="https://courier.example/p">` + canonical, "", "",
			"https://courier.example/p", "saved-from"},
		{"saved with a space in the address", "<!-- saved from url=(0028)https://courier.example/100%_sure -->", "",
			"", "https://courier.example/100%25_sure", "saved-from"},
		{"a sentence that begins alike", "<!-- Saved from the flood by a boat -->" + canonical, "", "",
			"https://courier.example/c", "canonical"},
		{"canonical", `<meta property="og:url" content="https://courier.example/o">` + canonical, "", "",
			"https://courier.example/c", "canonical"},
		{"og:url", `<link rel=canonical href="/c"><meta property="og:url" content="https://courier.example/o">`, "",
			"", "https://courier.example/o", "og"},
		{"mirror path", "", "", "saved/www.courier.example/a/index.html", "http://www.courier.example/a/",
			"mirror-path"},
		{"mirror path in a container", "", "", "my.site.zip!/courier.example/x.html?id=3.html",
			"http://courier.example/x.html?id=3", "mirror-path"},
		{"a page before links in it were converted", "", "", "courier.example/a/x.html.orig",
			"http://courier.example/a/x.html", "mirror-path"},
		{"an earlier version", "", "", "courier.example/a/index.html.2", "http://courier.example/a/", "mirror-path"},
		{"a name with a number", "", "", "courier.example/release.1", "http://courier.example/release.1",
			"mirror-path"},
		{"mirror path of Wget for Windows", "", "", "m/courier.example+8080/a/b.html@id=3&x=y.html",
			"http://courier.example:8080/a/b.html?id=3&x=y", "mirror-path"},
		{"index of Wget for Windows", "", "", "m/courier.example/index.html@page=2", "http://courier.example/?page=2",
			"mirror-path"},
		{"an address of mail in a file name", "", "", "m/courier.example/desk@courier.example.html",
			"http://courier.example/desk@courier.example.html", "mirror-path"},
		{"mirror of a web archive", "", "", "replay.example/web/20190509120500/http:/courier.example/r.html",
			"http://courier.example/r.html", "mirror-path"},
		{"mirror with the scheme as a folder", "", "", "m/https:/courier.example/r.html",
			"https://courier.example/r.html", "mirror-path"},
		{"a folder like a host with something behind it", "", "", "courier.example+old/r.html", "", ""},
		{"saved from the reader's view", "<!-- saved from url=(0060)about:reader?url=" +
			"https%3A%2F%2Fcourier.example%2Fs -->", "", "", "https://courier.example/s", "saved-from"},
		{"saved without the length", "<!-- saved from url=http://courier.example/s -->", "", "",
			"http://courier.example/s", "saved-from"},
		{"mirror path agrees with the claim", canonical, "", "www.courier.example/x.html", "https://courier.example/c",
			"canonical"},
		{"claim of another host", canonical, "", "lantern.example/x.html", "http://lantern.example/x.html",
			"mirror-path"},
		{"replayed by an archive", `<link rel=canonical ` +
			`href="https://replay.example/web/20190509120500/https://courier.example/r">`, "", "",
			"https://courier.example/r", "saved-from"},
		{"shown by archive.today", `<link rel=canonical ` +
			`href="http://archive.ph/2019.05.09-120500/https://courier.example/r">`, "", "",
			"https://courier.example/r", "saved-from"},
		{"shown by another archive", `<link rel=canonical ` +
			`href="https://replay.example/col/20190509120500mp_/https://courier.example/r">`, "", "",
			"https://courier.example/r", "saved-from"},
		{"an address within another, of no archive", `<link rel=canonical ` +
			`href="https://courier.example/2019/https://x.example/r">`, "", "",
			"https://courier.example/2019/https://x.example/r", "canonical"},
		{"mirrored by Teleport Pro, with a link to itself", `<p><a href="n.htm" ` +
			`tppabs="http://courier.example/news/n.htm">this</a> <a href="o.htm" ` +
			`tppabs="http://courier.example/news/o.htm">other</a>`, "", "disk/n.htm",
			"http://courier.example/news/n.htm", "saved-from"},
		{"mirrored by Teleport Pro, with a link into itself", `<p><a href="#top" ` +
			`tppabs="http://courier.example/?n=1#top">up</a>`, "", "disk/n1.htm", "http://courier.example/?n=1",
			"saved-from"},
		{"mirrored by Teleport Pro, with links to others alone", `<p><a href="o.htm" ` +
			`tppabs="http://courier.example/news/o.htm">other</a>`, "", "disk/n.htm", "", ""},
		{"mirrored by Teleport Pro, with two addresses", `<p><a href="n.htm" tppabs="http://courier.example/n.htm">a` +
			`</a> <a href="n.htm" tppabs="http://lantern.example/n.htm">b</a>`, "", "disk/n.htm", "", ""},
		{"copied by a search engine", cacheBar, "", "", "https://courier.example/k", "saved-from"},
		{"a frame of a mirrored page", "", "", "courier.example/x.html!/frame-2.html", "http://courier.example/x.html",
			"mirror-path"},
		{"a folder that is no host", "", "", "notes.v2/page.html", "", ""},
		{"a file name like a host", "", "", "courier.example", "", ""},
		{"canonical behind a base it did not need", `<link rel=canonical ` +
			`href="https://courier.examplehttps://courier.example/c">`, "", "", "https://courier.example/c",
			"canonical"},
		{"canonical glued to a host", `<link rel=canonical href="http://courier.exampleblog/a">`, "", "", "", ""},
		{"canonical of a template", `<link rel=canonical href="https://canonical.url/to/page">` +
			`<meta property="og:url" content="https://courier.example/o">`, "", "", "https://courier.example/o", "og"},
		{"canonical without a host", `<link rel=canonical href="http:///courier.example/a">`, "", "", "", ""},
		{"canonical with an empty label", `<link rel=canonical href="https://.courier.example">`, "", "", "", ""},
		{"canonical of one label", `<link rel=canonical href="http://the-ferry-is-late">`, "", "", "", ""},
		{"canonical of the machine it was made on", `<link rel=canonical href="http://localhost:1313/a">`, "", "", "",
			""},
		{"canonical of a document", `<link rel=canonical href="https://www.example.com/a">`, "", "", "", ""},
		{"canonical with an escaped path for its host", `<link rel=canonical ` +
			`href="https://courier.example%2Fa">`, "", "", "", ""},
		{"canonical of an IP address", `<link rel=canonical href="http://192.0.2.7/a">`, "", "",
			"http://192.0.2.7/a", "canonical"},
		{"canonical on a platform", `<link rel=canonical href="https://ferry.github.io/a">`, "", "",
			"https://ferry.github.io/a", "canonical"},
		{"canonical in another script", `<link rel=canonical href="https://xn--e1aybc.xn--p1ai/a">`, "", "",
			"https://xn--e1aybc.xn--p1ai/a", "canonical"},
		{"canonical in letters of another script", `<link rel=canonical href="https://тест.рф/a">`, "", "",
			"https://тест.рф/a", "canonical"},
		{"nothing", "<p>x", "", "page.html", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{URL: c.given, Name: c.path})
			if p.Meta.URL != c.url || p.Meta.URLOrigin != c.origin {
				t.Errorf("%q (%s), want %q (%s)", p.Meta.URL, p.Meta.URLOrigin, c.url, c.origin)
			}
		})
	}
}

func TestSavedDate(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"<!--\n Page saved with SingleFile \n url: https://courier.example/f \n saved date: Thu May 09 2019 " +
			"14:05:00 GMT+0200 (Velm Time)\n-->", "2019-05-09T14:05:00+02:00"},
		{"<!-- Mirrored from courier.example/h.html by HTTrack Website Copier/3.x [XR&CO'2014], Thu, 09 May 2019 " +
			"12:05:00 GMT -->", "2019-05-09T12:05:00Z"},
		{`<link rel=canonical href="https://replay.example/web/20190509120500/https://courier.example/r">`,
			"2019-05-09T12:05:00Z"},
		{"<!-- Page saved with Lantern\n saved date: in spring -->", "in spring"},
		{"<!-- saved from url=(0028)https://courier.example/s -->", ""},
		{"<!-- Saved from https://courier.example/m at 2019-05-09T12:05:00Z using monolith v2.8.1 -->",
			"2019-05-09T12:05:00Z"},
		{"<!-- Saved from https://courier.example/m at 2019-05-09 12:05:00 UTC using monolith v2.3.0 -->",
			"2019-05-09T12:05:00Z"},
		{`<html data-scrapbook-source="https://courier.example/w" data-scrapbook-create="20190509120500000">`,
			"2019-05-09T12:05:00Z"},
		{`<meta name="savepage-date" content="Thu May 09 2019 12:05:00 GMT+0200 (CEST)">`,
			"2019-05-09T12:05:00+02:00"},
		{"<!--\n     FILE ARCHIVED ON 12:05:00 May 09, 2019 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON " +
			"10:00:00 Jun 01, 2020.\n-->", "2019-05-09T12:05:00Z"},
		{"<script type=text/javascript>\n __wm.init(\"https://web.archive.org/web\");\n __wm.wombat(" +
			"\"http://courier.example/w?a=1&amp;b=2\",\"20190509120500\",\"https://web.archive.org/\");</script>",
			"2019-05-09T12:05:00Z"},
		{"<script>__wm.wombat(\"courier.example\",\"20190509120500\")</script>", ""},
		{"<script>__wm.wombat(address, stamp)</script>", ""},
		{`<link rel=canonical href="http://archive.ph/2019.05.09-120500/https://courier.example/r">`,
			"2019-05-09T12:05:00Z"},
		{cacheBar, "2019-05-09T10:03:20Z"},
		{strings.Replace(cacheBar, "9 May 2019", "May 9, 2019", 1), "2019-05-09T10:03:20Z"},
		{strings.Replace(cacheBar, "9 May 2019", "9 toukokuuta 2019", 1), ""},
		{"<!-- Mirrored from courier.example/h.html by HTTrack, Thu, 09 May 2019 12:05:00 CEST -->",
			"Thu, 09 May 2019 12:05:00 CEST"},
	} {
		p := pagetest.ReadHTML(t, c.src, page.Options{})
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

// cacheBar is the bar that a search engine put over its copy of a page.
const cacheBar = `<div id="b1__google-cache-hdr"><div>This is the cache of <a href="https://courier.example/k">` +
	`https://courier.example/k</a>. It is a snapshot of the page as it appeared on 9 May 2019 10:03:20 ` +
	`GMT.</div></div>` +
	`<p>The ferry is late.`

func TestBarIsNoText(t *testing.T) {
	p := pagetest.ReadHTML(t, cacheBar, page.Options{})
	if p.Text != "The ferry is late." {
		t.Errorf("text %q", p.Text)
	}
}
