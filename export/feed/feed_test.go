package feed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"cuttings/export/feed"
)

func sample() *feed.Feed {
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	return &feed.Feed{ID: "urn:x-cuttings:topic:dam", Title: "The dam & <Osvann>", Subtitle: "What was said",
		Home: "http://localhost/topics/dam", Self: "http://localhost/topics/dam.atom", Author: "Archive of Hadrin",
		Style: "/static/feed.css?v=1", Updated: at, Next: "http://localhost/topics/dam.atom?after=x",
		Items: []feed.Item{
			{ID: "urn:x-cuttings:cutting:a", Title: "Fissures <b>grow</b> & grow", URL: "http://localhost/cuttings/a",
				Via: "https://post.example/a?b=1&c=2", Summary: "1 < 2 & \u202eso\u202c on", Lang: "en",
				Notes:   []string{"corrected by hand: date", "", "ours <\x00>"},
				Authors: []string{"Ada Brandmoor", "Post"}, Categories: []string{"article"}, Published: "2012-10-03",
				Updated: at},
			{ID: "urn:x-cuttings:cutting:b", Title: "سد اُسوان", URL: "http://localhost/cuttings/b", Via: "/relative",
				Summary: "نگهبانان می\u200cگویند", Lang: "fa", Authors: []string{"", "Soltra"}, Published: "2012-10",
				Updated: at.Add(-time.Hour)},
			{ID: "urn:x-cuttings:cutting:c", Title: "No summary\x00\x0b", URL: "http://localhost/cuttings/c",
				Authors: []string{"Velm"}},
		}}
}

// TestReadBack reads every form with another program's reader: what went in comes out.
func TestReadBack(t *testing.T) {
	for _, form := range feed.Forms() {
		t.Run(form.Name, func(t *testing.T) {
			in := sample()
			body, err := form.Write(in)
			if err != nil {
				t.Fatal(err)
			}
			again, err := form.Write(in)
			if err != nil || !bytes.Equal(body, again) {
				t.Error("the same feed is written in two ways")
			}
			out, err := gofeed.NewParser().Parse(bytes.NewReader(body))
			if err != nil {
				t.Fatalf("%v\n%s", err, body)
			}
			if out.Title != in.Title || len(out.Items) != len(in.Items) {
				t.Fatalf("title %q, %d items", out.Title, len(out.Items))
			}
			for i, it := range out.Items {
				want := in.Items[i]
				want.Title = strings.Trim(want.Title, "\x00\x0b")
				if it.Title != want.Title || it.GUID != want.ID || it.Link != want.URL {
					t.Errorf("item %d: %q %s %s", i, it.Title, it.GUID, it.Link)
				}
				text := it.Description
				if form.Name == "json" {
					text = it.Content
				} else if form.Name == "rss" {
					text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
				}
				if want.Summary = strings.NewReplacer("\u202e", "", "\u202c",
					"").Replace(want.Summary); i == 0 {
					want.Summary += " [corrected by hand: date] [ours <>]"
				}
				if text != want.Summary {
					t.Errorf("item %d: summary %q, want %q", i, text, want.Summary)
				}
			}
			if d := out.Items[0].PublishedParsed; d == nil || d.Format("2006-01-02") != "2012-10-03" {
				t.Errorf("published %v", d)
			}
			// The reader uses the time of a change for an Atom entry without a day.
			if form.Name != "atom" && out.Items[1].PublishedParsed != nil {
				t.Error("a day is made up for a date that is only a month")
			}
		})
	}
}

// TestRules checks what validators require of the three formats.
func TestRules(t *testing.T) {
	absolute := func(s string) bool { u, err := url.Parse(s); return err == nil && u.IsAbs() }
	t.Run("atom", func(t *testing.T) {
		body, err := feed.Atom(sample())
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			XMLName xml.Name
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Entries []struct {
				ID      string   `xml:"id"`
				Title   string   `xml:"title"`
				Updated string   `xml:"updated"`
				Author  []string `xml:"author>name"`
				Links   []struct {
					Rel  string `xml:"rel,attr"`
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(body, &f); err != nil {
			t.Fatal(err)
		}
		rels := map[string]int{}
		for _, l := range f.Links {
			rels[l.Rel]++
			if !absolute(l.Href) {
				t.Errorf("%s is not absolute", l.Href)
			}
		}
		if f.XMLName.Space != "http://www.w3.org/2005/Atom" || !absolute(f.ID) || f.Title == "" || rels["self"] != 1 ||
			rels["alternate"] != 1 {
			t.Errorf("feed %+v", f)
		}
		ids := map[string]bool{}
		for _, e := range f.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || !absolute(e.ID) || ids[e.ID] ||
				e.Title == "" ||
				len(e.Author) == 0 {
				t.Errorf("entry %+v (%v)", e, err)
			}
			ids[e.ID] = true
		}
	})
	t.Run("rss", func(t *testing.T) {
		body, err := feed.RSS(sample())
		if err != nil {
			t.Fatal(err)
		}
		text := string(body)
		for _, want := range []string{`<rss version="2.0"`, `<atom:link rel="self" type="application/rss+xml"`,
			`<guid isPermaLink="false">urn:`, "<dc:creator>Ada Brandmoor</dc:creator>",
			"<pubDate>Wed, 03 Oct 2012 00:00:00 +0000</pubDate>", "<description>What was said</description>"} {
			if !strings.Contains(text, want) {
				t.Errorf("lacks %s:\n%s", want, text)
			}
		}
		if strings.Contains(text, "<author>") {
			t.Error("an author in RSS is an address of mail")
		}
	})
	t.Run("json", func(t *testing.T) {
		body, err := feed.JSON(sample())
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Version string
			Title   string
			Items   []map[string]any
		}
		if err := json.Unmarshal(body, &f); err != nil {
			t.Fatal(err)
		}
		if f.Version != "https://jsonfeed.org/version/1.1" || f.Title == "" {
			t.Errorf("feed %+v", f)
		}
		for _, it := range f.Items {
			if it["id"] == "" || it["content_text"] == nil {
				t.Errorf("item %v lacks what every item has", it)
			}
		}
	})
	t.Run("opml", func(t *testing.T) {
		body, err := feed.OPML("A & B", time.Time{}, []feed.Group{{Title: "Topics",
			Outlines: []feed.Outline{{Title: "<Dam>", Feed: "http://localhost/t.atom", Home: "http://localhost/t"}}}})
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(bytes.NewReader(body))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v\n%s", err, body)
			}
		}
		if !strings.Contains(string(body), `type="rss" xmlUrl="http://localhost/t.atom"`) {
			t.Errorf("%s", body)
		}
	})
}
