package feed_test

import (
	"strings"
	"testing"

	"cuttings/page"
)

// TestOddJSONFeeds reads JSON Feeds with values of wrong types and feeds that are cut off: each
// entry is read and mapped to its own bytes.
func TestOddJSONFeeds(t *testing.T) {
	const (
		head = `{"version":"https://jsonfeed.org/version/1.1","title":"Velm","home_page_url":"https://velm.example/",`
		pier = `{"id":"1","url":"/pier","title":"Pier closed","content_text":"The pier is closed."}`
		lamp = `{"id":"2","url":"/lamp","title":"Lamps out","content_text":"The lamps are out."}`
	)
	for _, tt := range []struct {
		name, content string
		titles        string // of the entries
		fault         bool
	}{
		{"entries that are null", head + `"items":[null,` + pier + `,null]}`, "Pier closed", false},
		{"authors that are null", head + `"authors":[null],"items":[` + pier[:len(pier)-1] + `,"authors":[null]}]}`,
			"Pier closed", false},
		{"entries that are none", head + `"items":["x",` + pier + `,3,[],` + lamp + `]}`,
			"Pier closed|Lamps out", true},
		{"a tag that is a number", head + `"items":[` + pier[:len(pier)-1] + `,"tags":["port",7]},` + lamp + `]}`,
			"Pier closed|Lamps out", true},
		{"a title that is a list", head + `"items":[` + pier + `,{"id":"3","title":["a"],"content_text":"b"}]}`,
			"Pier closed|", true},
		{"numbers and names for objects", head + `"expired":"no","author":"Ana Brel","items":[{"id":3,"title":2024}]}`,
			"2024", true},
		{"cut within an entry", head + `"items":[` + pier + `,{"id":"2","title":"Lamps o`, "Pier closed", true},
		{"a comma too many", head + `"items":[` + pier + `,` + lamp + `,,]}`, "Pier closed|Lamps out", true},
		{"broken behind its entries", head + `"items":[` + pier + `],"icon":}`, "Pier closed", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte(tt.content), page.Options{Name: "feed.json"})
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for i := range p.Feed.Entries {
				e := &p.Feed.Entries[i]
				titles = append(titles, e.Headline.In(p.Text))
				own := tt.content[e.Range.Start:e.Range.End]
				if !strings.HasPrefix(own, "{") || !strings.HasSuffix(own, "}") || !strings.Contains(own, titles[i]) {
					t.Errorf("entry %d is tied to %q", i, own)
				}
			}
			if got := strings.Join(titles, "|"); got != tt.titles {
				t.Errorf("entries %q, want %q", got, tt.titles)
			}
			if tt.fault != (len(p.Faults) > 0) {
				t.Errorf("faults %q, want some: %v", p.Faults, tt.fault)
			}
			for _, c := range p.Meta.Claims {
				if c.Key == "published" {
					t.Errorf("the feed claims to be published %q, which it does not say", c.Value)
				}
			}
		})
	}
	if _, err := page.Read([]byte(head+`"items":[{"id":"1","ti`), page.Options{Form: page.Feed}); err == nil {
		t.Error("a feed without one whole entry is read without a failure")
	}
}

// TestAtomEntryDocument reads a document of one entry, which Atom allows.
func TestAtomEntryDocument(t *testing.T) {
	const doc = `<?xml version="1.0"?>
<!-- saved --><a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title>Pier closed</a:title><a:id>urn:x:1</a:id>
<a:link href="https://velm.example/1"/><a:published>2024-05-06T07:08:09Z</a:published>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <b>pier</b> is closed.</p></div></a:content></a:entry>`
	p, err := page.Read([]byte(doc), page.Options{Name: "1.atom"})
	if err != nil {
		t.Fatal(err)
	}
	if p.Feed == nil || len(p.Feed.Entries) != 1 || len(p.Faults) > 0 {
		t.Fatalf("feed %+v, faults %q", p.Feed, p.Faults)
	}
	e := p.Feed.Entries[0]
	if e.Headline.In(p.Text) != "Pier closed" || e.URL != "https://velm.example/1" ||
		e.Published != "2024-05-06T07:08:09Z" || len(e.Text) != 1 || e.Text[0].In(p.Text) != "The pier is closed." {
		t.Errorf("%+v in %q", e, p.Text)
	}
	own := doc[e.Range.Start:e.Range.End]
	if !strings.HasPrefix(own, "<a:entry") || !strings.HasSuffix(own, "</a:entry>") {
		t.Errorf("tied to %q", own)
	}
}
