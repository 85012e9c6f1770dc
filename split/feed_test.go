package split_test

import (
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

func TestFeedEntriesBecomeCuttings(t *testing.T) {
	feed := `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Velm Courier</title><link>https://courier.example/</link>
<item><title>Lamps of Velm</title><link>https://courier.example/lamps</link><pubDate>Sat, 09 Apr 2011 14:30:00 GMT</pubDate><author>ann@courier.example (Ann Lee)</author><description>The lamps went out […]</description></item>
<item><title>Boats of Orl</title><link>https://courier.example/boats</link><description>Boats.</description><content:encoded>&lt;p&gt;The boats stayed.&lt;/p&gt;&lt;blockquote&gt;They will leave.&lt;/blockquote&gt;</content:encoded></item>
<item><title></title></item></channel></rss>`
	p, err := page.Read([]byte(feed), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := split.Split(p, split.Options{})
	if s.Kind != cutting.FeedPage || len(s.Cuttings) != 2 || s.Site != "Velm Courier" {
		t.Fatalf("%s of %q with %d cuttings, want a feed of two", s.Kind, s.Site, len(s.Cuttings))
	}
	a, b := s.Cuttings[0], s.Cuttings[1]
	if a.Kind != cutting.Teaser || !a.Truncated || a.Headline != "Lamps of Velm" || a.HeadlineOrigin != "feed" ||
		a.Published.Value != "2011-04-09T14:30:00Z" || a.URL != "https://courier.example/lamps" {
		t.Errorf("teaser %+v", a)
	}
	if b.Kind != cutting.Article || len(b.Parts) != 2 || b.Parts[1].Role != cutting.PartQuote ||
		b.Text(p.Text) != "The boats stayed.\n\nThey will leave." {
		t.Errorf("article %+v: %q", b, b.Text(p.Text))
	}
	seen := map[int32]bool{}
	for _, c := range s.Cuttings {
		if len(c.Bytes) != 1 || c.Bytes[0].Empty() || feed[c.Bytes[0].Start:c.Bytes[0].Start+6] != "<item>" {
			t.Errorf("%q lies in bytes %v", c.Headline, c.Bytes)
		}
		for _, i := range c.Blocks {
			if seen[i] {
				t.Errorf("block %d is in two cuttings", i)
			}
			seen[i] = true
		}
	}
}
