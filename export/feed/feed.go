// Package feed writes lists of items for feed readers: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. The three
// have the same content. Identities do not depend on the address an archive is served from, so that a reader
// shows nothing twice.
package feed

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// Feed is a list under a title, the newest first.
type Feed struct {
	ID       string // an absolute IRI that stays the same
	Title    string
	Subtitle string
	Home     string // a page with the same items
	Self     string // this feed, "" where that is not known
	Next     string // the page of the feed after this one, "" for none
	Author   string
	Lang     string // BCP 47, "" for many
	Style    string // address of a style sheet for people who open the feed, "" for none
	Updated  time.Time
	Items    []Item
}

// Item is one item of a feed.
type Item struct {
	ID      string // an absolute IRI that stays the same
	Title   string
	URL     string // its page in the archive
	Via     string // where the source has it, "" when not known
	Summary string // bare text
	// Notes are the archive's own words about the item, such as what was corrected by hand. Each is written in
	// brackets after the summary, which is the source's.
	Notes      []string
	Lang       string
	Authors    []string
	Categories []string
	// Published is ISO 8601 at any precision; dates less precise than a day are left out.
	Published string
	Updated   time.Time
}

// Form is one form of feed.
type Form struct {
	Name      string
	Extension string
	MediaType string
	About     string
	Write     func(*Feed) ([]byte, error)
}

// Forms returns the forms of feeds.
func Forms() []Form {
	return []Form{
		{"atom", "atom", "application/atom+xml; charset=utf-8", "Atom", Atom},
		{"rss", "rss", "application/rss+xml; charset=utf-8", "RSS", RSS},
		{"json", "feed.json", "application/feed+json; charset=utf-8", "JSON Feed", JSON},
	}
}

// epoch is written for an unknown time where a format requires one.
var epoch = time.Unix(0, 0).UTC()

// at returns a time as formats require it: in UTC, to the second, epoch for zero.
func at(t time.Time) time.Time {
	if t.IsZero() {
		return epoch
	}
	return t.UTC().Truncate(time.Second)
}

// Newest returns the latest time among the items.
func (f *Feed) Newest() time.Time {
	var newest time.Time
	for i := range f.Items {
		if f.Items[i].Updated.After(newest) {
			newest = f.Items[i].Updated
		}
	}
	return newest
}

//go:embed feed.css
var style []byte

// Style returns the style sheet for people who open a feed. It makes no request. It must not be modified.
func Style() []byte { return style }

// own is the namespace of an item's date in words, which the style sheet shows instead of the format's own
// date: both formats require a time, and of most items only the day is known.
const own = "urn:x-cuttings:feed"

// ownDate is a date for people.
type ownDate struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

// words returns an item's date for people, in the feed's language; nil for none.
func (f *Feed) words(it *Item) *ownDate {
	d := cutting.Date{Value: it.Published}
	if plain.ISODate(d) == "" {
		return nil
	}
	return &ownDate{xml.Name{Space: own, Local: "day"}, plain.DateIn(cmp.Or(f.Lang, "en"), d)}
}

// published parses an ISO 8601 date; false for one less precise than a day.
func published(value string) (time.Time, bool) {
	t, precision := cutting.Date{Value: value}.Begins()
	if precision < cutting.ToDay {
		return time.Time{}, false
	}
	return t, true
}

type atomLink struct {
	Rel   string `xml:"rel,attr,omitempty"`
	Type  string `xml:"type,attr,omitempty"`
	Href  string `xml:"href,attr"`
	Title string `xml:"title,attr,omitempty"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      atomText       `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Authors    []atomPerson   `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Day        *ownDate
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr,omitempty"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   *atomPerson `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

// document writes a value as an XML document with its style sheet.
func document(v any, style string) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, cutting.Errorf(cutting.Internal, "feed: %w", err)
	}
	head := xml.Header
	if style != "" {
		var href strings.Builder
		if err := xml.EscapeText(&href, []byte(style)); err != nil {
			return nil, cutting.Errorf(cutting.Internal, "feed: %w", err)
		}
		head += `<?xml-stylesheet type="text/css" href="` + href.String() + `"?>` + "\n"
	}
	return append([]byte(head), append(body, '\n')...), nil
}

// Atom writes a feed as Atom (RFC 4287).
func Atom(f *Feed) ([]byte, error) {
	f = f.fit()
	out := atomFeed{Lang: f.Lang, ID: f.ID, Title: f.Title, Subtitle: f.Subtitle,
		Updated: at(f.Updated).Format(time.RFC3339), Author: &atomPerson{f.Author},
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: f.Home}}}
	if f.Self != "" {
		out.Links = slices.Insert(out.Links, 0, atomLink{Rel: "self", Type: "application/atom+xml", Href: f.Self})
	}
	if f.Next != "" {
		out.Links = append(out.Links, atomLink{Rel: "next", Type: "application/atom+xml", Href: f.Next})
	}
	for i := range f.Items {
		it := &f.Items[i]
		e := atomEntry{ID: it.ID, Title: atomText{Type: "text", Lang: it.Lang, Text: it.Title},
			Updated: at(it.Updated).Format(time.RFC3339),
			Links:   []atomLink{{Rel: "alternate", Type: "text/html", Href: it.URL}}}
		if t, ok := published(it.Published); ok {
			e.Published = t.Format(time.RFC3339)
		}
		e.Day = f.words(it)
		if it.Via != "" {
			e.Links = append(e.Links, atomLink{Rel: "via", Href: it.Via})
		}
		for _, n := range it.Authors {
			e.Authors = append(e.Authors, atomPerson{n})
		}
		for _, c := range it.Categories {
			e.Categories = append(e.Categories, atomCategory{c})
		}
		if it.Summary != "" {
			e.Summary = &atomText{Type: "text", Lang: it.Lang, Text: it.Summary}
		}
		out.Entries = append(out.Entries, e)
	}
	return document(out, f.Style)
}

type rssItem struct {
	Title       string   `xml:"title,omitempty"`
	Link        string   `xml:"link"`
	Description string   `xml:"description,omitempty"`
	Creators    []string `xml:"dc:creator"`
	Categories  []string `xml:"category"`
	GUID        rssGUID  `xml:"guid"`
	Date        string   `xml:"pubDate,omitempty"`
	Day         *ownDate
}

type rssGUID struct {
	PermaLink bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

type rssFeed struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Channel struct {
		Title       string     `xml:"title"`
		Link        string     `xml:"link"`
		Description string     `xml:"description"`
		Language    string     `xml:"language,omitempty"`
		Built       string     `xml:"lastBuildDate,omitempty"`
		Generator   string     `xml:"generator"`
		Docs        string     `xml:"docs"`
		Links       []atomLink `xml:"atom:link"`
		Items       []rssItem  `xml:"item"`
	} `xml:"channel"`
}

// RSS writes a feed as RSS 2.0. Descriptions are markup by convention, so their text is escaped twice.
func RSS(f *Feed) ([]byte, error) {
	out := rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/"}
	f = f.fit()
	c := &out.Channel
	c.Title, c.Link, c.Description, c.Language = f.Title, f.Home, f.Subtitle, f.Lang
	if c.Description == "" {
		c.Description = c.Title
	}
	if c.Generator = "Cuttings"; !f.Updated.IsZero() {
		c.Built = at(f.Updated).Format(time.RFC1123Z)
	}
	c.Docs = "https://www.rssboard.org/rss-specification"
	c.Links = []atomLink{{Rel: "self", Type: "application/rss+xml", Href: f.Self}}
	if f.Next != "" {
		c.Links = append(c.Links, atomLink{Rel: "next", Type: "application/rss+xml", Href: f.Next})
	}
	for i := range f.Items {
		it := &f.Items[i]
		e := rssItem{Title: it.Title, Link: it.URL, Creators: it.Authors, Categories: it.Categories,
			GUID: rssGUID{false, it.ID}}
		if t, ok := published(it.Published); ok {
			e.Date = t.Format(time.RFC1123Z)
		}
		e.Day = f.words(it)
		if it.Summary != "" {
			e.Description = htmlText.Replace(it.Summary)
		}
		c.Items = append(c.Items, e)
	}
	return document(out, f.Style)
}

// htmlText escapes text for an element that is read as markup.
var htmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID          string       `json:"id"`
	URL         string       `json:"url"`
	ExternalURL string       `json:"external_url,omitempty"`
	Title       string       `json:"title,omitempty"`
	Text        string       `json:"content_text"`
	Published   string       `json:"date_published,omitempty"`
	Modified    string       `json:"date_modified,omitempty"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Tags        []string     `json:"tags,omitempty"`
	Lang        string       `json:"language,omitempty"`
}

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Home        string       `json:"home_page_url,omitempty"`
	Self        string       `json:"feed_url,omitempty"`
	Next        string       `json:"next_url,omitempty"`
	Description string       `json:"description,omitempty"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Lang        string       `json:"language,omitempty"`
	Items       []jsonItem   `json:"items"`
}

// JSON writes a feed as JSON Feed 1.1.
func JSON(f *Feed) ([]byte, error) {
	f = f.fit()
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: f.Self,
		Next: f.Next, Description: f.Subtitle, Lang: f.Lang, Authors: []jsonAuthor{{f.Author}}, Items: []jsonItem{}}
	for i := range f.Items {
		it := &f.Items[i]
		e := jsonItem{ID: it.ID, URL: it.URL, ExternalURL: it.Via, Title: it.Title, Text: it.Summary,
			Tags: it.Categories, Lang: it.Lang}
		if !it.Updated.IsZero() {
			e.Modified = at(it.Updated).Format(time.RFC3339)
		}
		if t, ok := published(it.Published); ok {
			e.Published = t.Format(time.RFC3339)
		}
		for _, n := range it.Authors {
			e.Authors = append(e.Authors, jsonAuthor{n})
		}
		out.Items = append(out.Items, e)
	}
	body, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return nil, cutting.Errorf(cutting.Internal, "feed: %w", err)
	}
	return append(body, '\n'), nil
}
