package feed_test

import (
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/page/address"
	"cuttings/page/feed"
)

const lampFeed = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velm Courier</title><link>https://courier.example/</link>
<item><title>Lamps &amp; oil</title><link>/2011/04/lamps</link><pubDate>Sat, 09 Apr 2011 14:30:00 +0200</pubDate>
<dc:creator>Ann Lee</dc:creator><category>Harbour</category>
<description>The lamps went out &lt;a href="https://courier.example/2011/04/lamps"&gt;Read more&lt;/a&gt;</description></item>
<!-- <item> -->
<item><title>Boats</title><link>https://courier.example/boats</link><guid>2</guid><dc:creator>Velm Courier desk</dc:creator>
<description>Boats stayed.</description>
<content:encoded><![CDATA[<p>The boats stayed in the harbour for a week.</p><p>Then <b>they</b> left, one by one.</p><ul><li>a</li></ul>]]></content:encoded></item>
</channel></rss>`

func TestReadFeedRSS(t *testing.T) {
	p, err := page.Read([]byte(lampFeed), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Feed == nil || len(p.Feed.Entries) != 2 || p.Feed.Title != "Velm Courier" {
		t.Fatalf("feed %+v", p.Feed)
	}
	a, b := p.Feed.Entries[0], p.Feed.Entries[1]
	if got := a.Headline.In(p.Text); got != "Lamps & oil" {
		t.Errorf("headline %q", got)
	}
	if a.URL != "https://courier.example/2011/04/lamps" || a.Published != "Sat, 09 Apr 2011 14:30:00 +0200" {
		t.Errorf("URL %q, published %q", a.URL, a.Published)
	}
	if !a.Truncated || a.Full || len(a.Text) != 1 || a.Text[0].In(p.Text) != "The lamps went out" {
		t.Errorf("first entry %+v with text %q", a, p.Text)
	}
	if len(a.Authors) != 1 || a.Authors[0] != "Ann Lee" || len(a.Tags) != 1 {
		t.Errorf("authors %q, tags %q", a.Authors, a.Tags)
	}
	if len(b.Authors) != 0 {
		t.Errorf("the outlet is taken for a person: %q", b.Authors)
	}
	if !b.Full || len(b.Text) != 3 || b.Text[1].In(p.Text) != "Then they left, one by one." {
		t.Errorf("second entry %+v", b)
	}
	for i, e := range p.Feed.Entries {
		el := lampFeed[e.Range.Start:e.Range.End]
		if !strings.HasPrefix(el, "<item>") || !strings.HasSuffix(el, "</item>") || strings.Count(el, "<item>") != 1 {
			t.Errorf("entry %d lies in %q", i, el)
		}
		if r := p.Source.Range(e.Headline); r != e.Range {
			t.Errorf("entry %d: headline comes from %v, want %v", i, r, e.Range)
		}
	}
}

func TestReadFeedForms(t *testing.T) {
	for name, c := range map[string]struct{ feed, title, text, element string }{
		"atom": {`<feed xmlns="http://www.w3.org/2005/Atom"><title>V</title><entry><title ` +
			`type="html">&lt;b&gt;Lamps&lt;/b&gt;</title><link ` +
			`href="https://v.example/1"/><summary>Out.</summary><updated>2011-04-09T14:30:00Z</updated></entry>` +
			`</feed>`,
			"Lamps", "Out.", "<entry>"},
		"rdf": {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ` +
			`xmlns="http://purl.org/rss/1.0/"><channel><title>V</title><items><rdf:Seq/></items></channel><item ` +
			`rdf:about="x"><title>Lamps</title><link>https://v.example/1</link><description>Out.</description>` +
			`</item></rdf:RDF>`,
			"Lamps", "Out.", "<item rdf"},
		"json": {`{"version":"https://jsonfeed.org/version/1","title":"V","items":[{"id":"1",` +
			`"title":"Lamps","content_html":"<p>Out.</p>","url":"https://v.example/1"}]}`, "Lamps", "Out.", `{"id"`},
		"cut off": {`<rss version="2.0"><channel><title>V</title><item><title>Lamps</title><description>` +
			`Out.</description></item><item><title>Bo`, "Lamps", "Out.", "<item>"},
		"stray &": {`<rss version="2.0"><channel><title>V</title><item><title>Lamps</title><description>` +
			`Out.</description><link>https://v.example/?a=1&b=2</link></item></channel></rss>`, "Lamps", "Out.",
			"<item>"},
		"junk": {"Warning: x\n<?xml version='1.0'?><rss " +
			"version='2.0'><channel><title>V</title><item><title>Lamps</title><description>Out.</description></item>" +
			"</channel></rss>", "Lamps", "Out.", "<item>"},
		"junk of tags": {"<br />\n<b>Warning</b>: x<br />\n<?xml version='1.0'?><rss " +
			"version='2.0'><channel><title>V</title><item><title>Lamps</title><description>Out.</description></item>" +
			"</channel></rss>", "Lamps", "Out.", "<item>"},
		"control": {"<rss version='2.0'><channel><title>V</title><item><title>La\x01mps</title><description>" +
			"Out.</description></item></channel></rss>", "Lamps", "Out.", "<item>"},
		"latin one": {"<?xml version='1.0' encoding='iso-8859-1'?><rss " +
			"version='2.0'><channel><title>V</title><item><title>L\xe4mps</title><description>Out.</description>" +
			"</item></channel></rss>", "Lämps", "Out.", "<item>"},
	} {
		p, err := page.Read([]byte(c.feed), page.Options{Form: page.Feed})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.Feed == nil || len(p.Feed.Entries) == 0 {
			t.Errorf("%s: not read as a feed with entries", name)
			continue
		}
		e := p.Feed.Entries[0]
		if got := e.Headline.In(p.Text); got != c.title {
			t.Errorf("%s: headline %q, want %q", name, got, c.title)
		}
		if len(e.Text) != 1 || e.Text[0].In(p.Text) != c.text {
			t.Errorf("%s: text spans %v of %q, want %q", name, e.Text, p.Text, c.text)
		}
		if !strings.HasPrefix(c.feed[e.Range.Start:], c.element) {
			t.Errorf("%s: entry range %v begins %.20q, want %q", name, e.Range, c.feed[e.Range.Start:], c.element)
		}
	}
}

func TestReadFeedKeepsDatesAsWritten(t *testing.T) {
	p, err := page.Read([]byte(`<rss version="2.0"><channel><title>V</title><language>fa</language><item><title>`+
		`Lamps</title>`+
		`<pubDate> 1398/02/19 12:30 </pubDate></item></channel></rss>`), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if e := p.Feed.Entries[0]; p.Feed.Lang != "fa" || e.Published != "1398/02/19 12:30" || e.Modified != "" {
		t.Errorf("in %q: published %q, modified %q", p.Feed.Lang, e.Published, e.Modified)
	}
}

// TestAnIdentifierIsNoAddress: an identifier marked as no permanent link is none, whatever its
// form.
func TestAnIdentifierIsNoAddress(t *testing.T) {
	for _, tt := range []struct{ name, item, want string }{
		{"says nothing", `<guid>https://courier.example/a</guid>`, "https://courier.example/a"},
		{"says it is", `<guid isPermaLink="true">https://courier.example/a</guid>`, "https://courier.example/a"},
		{"says it is none", `<guid isPermaLink="false">https://courier.example/?p=1</guid>`, ""},
		{"says it is none, beside a link", `<guid isPermaLink="false">https://courier.example/?p=1</guid><link>` +
			`https://courier.example/a</link>`,
			"https://courier.example/a"},
		{"says it is none, in capitals", `<guid isPermaLink="FALSE">https://courier.example/?p=1</guid>`, ""},
		{"is no address", `<guid>tag:courier.example,2011:1</guid>`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte(`<rss version="2.0"><channel><title>V</title><link>`+
				`https://courier.example/</link><item><title>Lamps</title>`+
				tt.item+`</item></channel></rss>`), page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Feed.Entries[0].URL; got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestReadFeedRefusesDeepNesting(t *testing.T) {
	_, err := page.Read([]byte("<rss><channel>"+strings.Repeat("<a>", 100000)), page.Options{Name: "deep.xml"})
	if cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("error %v, want kind invalid", err)
	}
}

func TestReadFeedStopsAtTooManyEntries(t *testing.T) {
	xml := "<rss version='2.0'><channel><title>V</title>" + strings.Repeat("<item><title>Lamps</title></item>",
		feed.MaxEntries+5) + "</channel></rss>"
	p, err := page.Read([]byte(xml), page.Options{})
	if err != nil || len(p.Feed.Entries) != feed.MaxEntries || len(p.Faults) == 0 {
		t.Fatalf("error %v; want %d entries and a fault", err, feed.MaxEntries)
	}
	last := p.Feed.Entries[feed.MaxEntries-1].Range
	if xml[last.Start:last.End] != "<item><title>Lamps</title></item>" {
		t.Errorf("last entry lies in %q", xml[last.Start:last.End])
	}
}

func FuzzReadFeed(f *testing.F) {
	for _, seed := range []string{
		`<feed><entry><title type="xhtml"><div>a<b/></div></title></entry><item><link>x</link></item></feed>`,
		`<CHANNEL HREF="https://a.example/"><ITEM HREF="b" LASTMOD="1998-04-07"><TITLE>x</TITLE></ITEM></CHANNEL>`,
		`<rss><channel><item><title>x</item><entry><link href="c"/></entry></channel>`,
		`<?xml version="1.0"?><channel><item><![CDATA[</item>]]></item></channel>`,
		"<feed><entry><content type='xhtml'><content><p>&nbsp;</content></entry>",
	} {
		f.Add([]byte(seed))
	}
	f.Add([]byte(lampFeed))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"title":"a"},{"content_text":"b"}]}`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><content ` +
		`type="xhtml"><div>x<br/>y</div></content></entry>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := feed.Read(t.Context(), content, "", address.Known{})
		if err != nil {
			return
		}
		at := 0
		for i, b := range p.Blocks {
			if b.Span.Start < at || b.Span.End > len(p.Text) || strings.TrimSpace(p.Text[at:b.Span.Start]) != "" {
				t.Fatalf("block %d %v does not tile the text after %d", i, b.Span, at)
			}
			at = b.Span.End
		}
		for i, e := range p.Feed.Entries {
			for _, s := range append([]cutting.Span{e.Headline}, e.Text...) {
				if s.Start < 0 || s.End < s.Start || s.End > len(p.Text) {
					t.Fatalf("entry %d: span %v outside the text", i, s)
				}
			}
			if e.Range.Start < 0 || e.Range.End > int64(len(content)) || e.Range.End < e.Range.Start {
				t.Fatalf("entry %d: range %v outside the feed", i, e.Range)
			}
		}
	})
}

// TestWordPressExport checks that what was never published is no entry, and that the ranges of the others still fit.
func TestWordPressExport(t *testing.T) {
	item := func(title, state, kind string) string {
		return "<item><title>" + title + "</title><link>https://beacon.example/" + title + "</link><content:encoded>" +
			"<![CDATA[<p>Text of " + title + "</p>]]></content:encoded><wp:status><![CDATA[" + state +
			"]]></wp:status><wp:post_type><![CDATA[" + kind + "]]></wp:post_type></item>\n"
	}
	src := `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>x</title>` + item("photo", "inherit", "attachment") +
		item("ferry", "publish", "post") + item("later", "draft", "post") + item("about", "publish", "page") +
		item("menu", "publish", "nav_menu_item") + "</channel></rss>"
	p, err := page.Read([]byte(src), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, e := range p.Feed.Entries {
		title := e.Headline.In(p.Text)
		got += title + " "
		if !strings.Contains(src[e.Range.Start:e.Range.End], "<title>"+title+"<") {
			t.Errorf("%s: in %q", title, src[e.Range.Start:e.Range.End])
		}
	}
	if got != "ferry about " || len(p.Faults) != 1 || !strings.Contains(p.Faults[0], "3 of its items") {
		t.Errorf("entries %q, faults %q", got, p.Faults)
	}
}
