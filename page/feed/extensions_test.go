package feed_test

import (
	"testing"

	"cuttings/page"
)

func TestExtensions(t *testing.T) {
	const src = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>V</title><description>About a ` +
		`harbour</description>` +
		`<copyright>© the harbour</copyright><managingEditor>ann@a.example (Ann Lee)</managingEditor>` +
		`<item><guid isPermaLink="false">abc</guid><dcterms:issued>2019-05-09</dcterms:issued>` +
		`<dcterms:modified>2019-05-10</dcterms:modified><media:group><media:title>Ferry late</media:title>` +
		`<media:description>It is late.</media:description></media:group></item></channel></rss>`
	p, err := page.Read([]byte(src), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Text != "Ferry late\nIt is late." {
		t.Errorf("text %q", p.Text)
	}
	if e := p.Feed.Entries[0]; e.ID != "abc" || e.URL != "" || e.Published != "2019-05-09" ||
		e.Modified != "2019-05-10" {
		t.Errorf("%+v", e)
	}
	for key, want := range map[string]string{"description": "About a harbour", "rights": "© the harbour"} {
		got := ""
		for _, c := range p.Meta.Claims {
			if c.Origin == "feed" && c.Key == key {
				got = c.Value
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}
