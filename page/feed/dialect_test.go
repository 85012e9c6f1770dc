package feed_test

import (
	"strings"
	"testing"

	"cuttings/page"
)

// TestDialects reads feeds written with other names than their root's vocabulary.
func TestDialects(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"items in Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><item><title>Ferry late</title>` +
			`<link>https://a.example/1</link><description>It is late.</description>` +
			`<pubDate>Thu, 09 May 2019 10:00:00 GMT</pubDate></item></feed>`,
			"Ferry late|https://a.example/1|It is late.|Thu, 09 May 2019 10:00:00 GMT|"},
		{"items beside entries", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry>` +
			`<item><title>Two</title></item></feed>`, "One||||;Two||||"},
		{"unknown elements in an item of Atom", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://m.test">` +
			`<item><m:title>x</m:title></item></feed>`, "||||"},
		{"XHTML", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type='xhtml'><div ` +
			`xmlns="http://www.w3.org/1999/xhtml">` +
			`Ferry <b>late</b></div></title><link href="https://a.example/1"/><content type="xhtml">` +
			strings.Repeat("<div>", 600) +
			`<p>It is late&amp;c.</p>` + strings.Repeat("</div>", 600) + `</content></entry></feed>`,
			"Ferry late|https://a.example/1|It is late&c.||"},
		{"entries in RSS", `<rss version="2.0"><channel><title>T</title><entry><title>Ferry late</title>` +
			`<link href="https://a.example/1"/><summary>It is late.</summary>` +
			`<published>2019-05-09T10:00:00Z</published></entry></channel></rss>`,
			"Ferry late|https://a.example/1|It is late.|2019-05-09T10:00:00Z|"},
		{"a channel alone", `<?xml version="1.0"?><channel><title>T</title><item><title>Ferry late</title>` +
			`<link>https://a.example/1</link></item></channel>`, "Ferry late|https://a.example/1|||"},
		{"CDF", `<?XML VERSION="1.0"?><CHANNEL HREF="https://a.example/" LASTMOD="1998-04-06T23:05"><TITLE>T</TITLE>` +
			`<ABSTRACT>About a harbour</ABSTRACT><ITEM HREF="https://a.example/1" LASTMOD="1998-04-07">` +
			`<TITLE>Ferry late</TITLE><ABSTRACT>It is late.</ABSTRACT></ITEM><CHANNEL><TITLE>Group</TITLE>` +
			`<Item><A href='https://a.example/2?a=1&amp;b=2'>Two</A><Title Value="The ` +
			`&quot;two&quot;"/></Item></CHANNEL></CHANNEL>`,
			`Ferry late|https://a.example/1|It is late.||1998-04-07;The "two"|https://a.example/2?a=1&b=2|||`},
		{"CDF without text", `<CHANNEL><ITEM HREF="https://a.example/1"></ITEM></CHANNEL>`, "|https://a.example/1|||"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := page.Read([]byte(c.src), page.Options{Form: page.Feed})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range p.Feed.Entries {
				text := ""
				for _, s := range e.Text {
					text += s.In(p.Text)
				}
				got = append(got, strings.Join([]string{e.Headline.In(p.Text), e.URL, text, e.Published, e.Modified},
					"|"))
			}
			if g := strings.Join(got, ";"); g != c.want {
				t.Errorf("read  %s\nwant  %s", g, c.want)
			}
			if len(p.Faults) > 0 {
				t.Errorf("faults %q", p.Faults)
			}
		})
	}
}

func TestEntriesNotRead(t *testing.T) {
	src := `<rss version="2.0"><channel><item><title>a</title></item></channel><other><item><title>b</title></item>` +
		`</other></rss>`
	p, err := page.Read([]byte(src), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Feed.Entries) == 1 && (len(p.Faults) == 0 ||
		!strings.Contains(p.Faults[0], "1 of the feed's 2 entries")) {
		t.Errorf("faults %q: an entry is lost silently", p.Faults)
	}
}
