package feed_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"cuttings/export/feed"
	"cuttings/export/feed/feedtest"
)

// hostile are texts that pages may have for headlines, authors, addresses and languages.
var hostile = []string{"", " \n ", "\x00\x0b", "<script>alert(1)</script>", "a & b &amp; <c>", "]]>",
	"\ufffe\uffff\ufdd0", "\U0001fffe \u0085 \u007f", "\xff\xfe", "\u202eso\u202c", "سد اُسوان", "大坝",
	"https://post.example/a b?c d|e={f}#g h#i", "https://post.example/100%?q=5%&r=%zz",
	"https://post.example/?q=5%&r=%zz", "http://[::1",
	"//post.example/x", "javascript:alert(1)", "/relative", "https:///nohost",
	"http://пример.example/путь?ключ=дом", "en_US", "en-US", "x y", "english", "2012-10-03", "2012-10",
	"2012-10-03T23:59:60Z", "2012-10-03t04:05:06z", "2012-10-03T04:05+02:00", "0001-01-01"}

// TestFeedsOfHostileTexts writes feeds of anything a page may contain, and checks them by a validator's rules.
func TestFeedsOfHostileTexts(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 9))
		any := func() string { return hostile[r.IntN(len(hostile))] }
		f := &feed.Feed{ID: "urn:x-cuttings:topic:dam", Title: any(), Subtitle: any(),
			Home: "http://desk.example/topics/dam", Self: "http://desk.example/topics/dam.x", Author: any(),
			Lang: any(), Style: "/static/feed.css?v=1&w=2",
			Updated: now}
		if r.IntN(3) == 0 {
			f.Next = "http://desk.example/topics/dam.x?after=y"
		}
		for i := range r.IntN(4) {
			f.Items = append(f.Items, feed.Item{ID: "urn:x-cuttings:cutting:" + string(rune('a'+i/2)), Title: any(),
				URL: "http://desk.example/cuttings/a", Via: any(), Summary: any(), Lang: any(),
				Authors: []string{any(), any()}, Categories: []string{any()}, Published: any(), Updated: now})
		}
		for _, form := range feed.Forms() {
			body, err := form.Write(f)
			if err != nil {
				t.Fatal(err)
			}
			if wrong := feedtest.Check(feedtest.Feed{Type: form.MediaType, Body: body, Self: f.Self,
				Fresh: true}); len(wrong) > 0 {
				t.Fatalf("seed %d, %s: %q\n%s", seed, form.Name, wrong, body)
			}
		}
	}
}

// TestTheCheckerComplains gives the checker what validators report, so that every rule is known to find
// something.
func TestTheCheckerComplains(t *testing.T) {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	for name, f := range map[string]feedtest.Feed{
		"no feed":         {Type: "text/xml", Body: []byte(head + "<a/>")},
		"not well formed": {Type: "application/atom+xml", Body: []byte(head + "<feed>")},
		"no id": {Type: "application/atom+xml", Body: []byte(head + `<feed xmlns="http://www.w3.org/2005/Atom">` +
			`<title>t</title><updated>2026-01-01T00:00:00Z</updated></feed>`)},
		"no author": {Type: "application/atom+xml", Body: []byte(head + `<feed xmlns="http://www.w3.org/2005/Atom">` +
			`<id>urn:x-a:b</id><title>t</title><updated>2026-01-01T00:00:00Z</updated></feed>`), Self: ""},
		"a mail's author": {Type: "application/rss+xml", Body: []byte(head +
			`<rss version="2.0"><channel><title>t</title><link>http://a.example/</link>` +
			`<description>d</description>` +
			`<docs>http://a.example/</docs><lastBuildDate>Mon, 02 Jan 2006 15:04:05 +0000</lastBuildDate>` +
			`<item><title>t</title><link>http://a.example/</link>` +
			`<author>Ada</author><guid isPermaLink="false">urn:x-a:b</guid></item></channel></rss>`)},
		"a wrong weekday": {Type: "application/rss+xml", Body: []byte(head +
			`<rss version="2.0"><channel><title>t</title><link>http://a.example/</link>` +
			`<description>d</description>` +
			`<docs>http://a.example/</docs><lastBuildDate>Sun, 02 Jan 2006 15:04:05 +0000</lastBuildDate>` +
			`</channel></rss>`)},
		"no items": {Type: "application/feed+json", Body: []byte(`{"version":"https://jsonfeed.org/version/1.1",` +
			`"title":"t","home_page_url":"http://a.example/","feed_url":"http://a.example/f"}`),
			Self: "http://a.example/f"},
		"another self": {Type: "application/feed+json", Body: []byte(`{"version":"https://jsonfeed.org/version/1.1",` +
			`"title":"t","home_page_url":"http://a.example/","feed_url":"http://a.example/f","items":[]}`),
			Self: "http://a.example/g"},
	} {
		if len(feedtest.Check(f)) == 0 {
			t.Errorf("%s: no complaint", name)
		}
	}
}
