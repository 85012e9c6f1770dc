// Package feedtest checks feeds against the specifications of Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 and
// what validators report.
package feedtest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Feed is a feed to check.
type Feed struct {
	Type string // the media type it was served with
	Body []byte
	Self string // the address it was requested at, "" for a file of a site without an address
	// Fresh reports that nothing in it is older than the program; an earlier time from the program's clock must
	// be a placeholder.
	Fresh bool
}

// Check returns what is wrong with a feed, by the form of its media type.
func Check(f Feed) []string {
	c := &checker{feed: f, ids: map[string]bool{}}
	if !utf8.Valid(f.Body) {
		c.fail("not UTF-8")
	}
	if bytes.HasPrefix(f.Body, []byte("\xef\xbb\xbf")) {
		c.fail("begins with a byte order mark")
	}
	typ, params, err := mime.ParseMediaType(f.Type)
	if cs := params["charset"]; err != nil || cs != "" && !strings.EqualFold(cs, "utf-8") {
		c.fail("media type %q (%v)", f.Type, err)
	}
	switch typ {
	case "application/atom+xml":
		if c.wellFormed() {
			c.atom()
		}
	case "application/rss+xml":
		if c.wellFormed() {
			c.rss()
		}
	case "application/feed+json":
		c.json()
	default:
		c.fail("media type %q is of no feed", f.Type)
	}
	return c.wrong
}

type checker struct {
	feed  Feed
	wrong []string
	ids   map[string]bool
}

func (c *checker) fail(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

// wellFormed reports whether the whole document can be parsed.
func (c *checker) wellFormed() bool {
	if !bytes.HasPrefix(c.feed.Body, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) {
		c.fail("no XML declaration that says UTF-8")
	}
	d := xml.NewDecoder(bytes.NewReader(c.feed.Body))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return true
		}
		if err != nil {
			c.fail("not well formed: %v", err)
			return false
		}
		if text, ok := t.(xml.CharData); ok {
			for _, r := range string(text) {
				if r == utf8.RuneError || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE || r >= 0x7F && r <= 0x9F {
					c.fail("a character that XML advises against: %U", r)
				}
			}
		}
	}
}

// urn matches RFC 2141, as validators check it; iri matches strings without characters that RFC 3987 forbids.
var (
	urn = regexp.MustCompile(`^[Uu][Rr][Nn]:[A-Za-z0-9][A-Za-z0-9-]{1,31}:` +
		`([A-Za-z0-9()+,.:=@;$_!*'-]|%[0-9A-Fa-f]{2})+$`)
	iri = regexp.MustCompile(`^([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[^\x00-\x9f])+$`)
	tag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
)

// id checks an identity, which must be absolute and unique.
func (c *checker) id(what, id string) {
	u, err := url.Parse(id)
	switch {
	case err != nil || !u.IsAbs() || strings.TrimSpace(id) != id || !iri.MatchString(id):
		c.fail("%s: the id %q is no absolute IRI", what, id)
	case strings.EqualFold(u.Scheme, "urn") && !urn.MatchString(id):
		c.fail("%s: the id %q is no URN", what, id)
	case c.ids[id]:
		c.fail("%s: the id %q again", what, id)
	}
	c.ids[id] = true
}

// address checks an address: on the web, or relative for a site without an address.
func (c *checker) address(what, href string, absolute bool) {
	u, err := url.Parse(href)
	switch {
	case href == "" || err != nil || !iri.MatchString(href) || strings.Count(href, "#") > 1:
		c.fail("%s: %q is no address", what, href)
	case u.Scheme == "http" || u.Scheme == "https":
		if u.Host == "" {
			c.fail("%s: %q has no host", what, href)
		}
	case absolute || u.IsAbs():
		c.fail("%s: %q is no absolute address on the web", what, href)
	}
}

func (c *checker) text(what, s string) {
	if strings.TrimSpace(s) == "" {
		c.fail("%s is empty", what)
	}
}

func (c *checker) lang(what, s string) {
	if s != "" && !tag.MatchString(s) {
		c.fail("%s: %q is no language tag", what, s)
	}
}

// since is before any time that this program's clock can have given.
var since = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// moment checks a date of RFC 3339, with T, Z and seconds; own reports that it is from the program's clock.
func (c *checker) moment(what, s string, own bool) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || strings.ToUpper(s) != s {
		c.fail("%s: %q is no date of RFC 3339", what, s)
	} else if own && c.feed.Fresh && t.Before(since) {
		c.fail("%s: %s is made up", what, s)
	}
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
	Size string `xml:"length,attr"`
}

// relations are the registered link relations that our feeds may have.
var relations = []string{"self", "alternate", "next", "via", "enclosure", "related"}

// links checks links of Atom, in any format.
func (c *checker) links(what string, list []link, self bool) {
	alternates, selves := map[string]bool{}, 0
	for _, l := range list {
		if l.Rel != "" && !slices.Contains(relations, l.Rel) {
			c.fail("%s: a link of no registered relation %q", what, l.Rel)
		}
		if _, _, err := mime.ParseMediaType(l.Type); l.Type != "" && err != nil {
			c.fail("%s: the type %q of a link", what, l.Type)
		}
		c.address(what+": link "+l.Rel, l.Href, c.feed.Self != "" || l.Rel == "via" || l.Rel == "self")
		switch l.Rel {
		case "self":
			if selves++; c.feed.Self != "" && l.Href != c.feed.Self {
				c.fail("%s: the feed calls itself %s and is at %s", what, l.Href, c.feed.Self)
			}
		case "", "alternate":
			if alternates[l.Type] {
				c.fail("%s: two alternates of one type", what)
			}
			alternates[l.Type] = true
		case "enclosure":
			if l.Size == "" {
				c.fail("%s: an enclosure without its length", what)
			}
		}
	}
	if self && c.feed.Self != "" && selves != 1 {
		c.fail("%s: %d links to itself", what, selves)
	}
}

type person struct {
	Name string `xml:"name"`
}

type construct struct {
	Type string `xml:"type,attr"`
	Lang string `xml:"lang,attr"`
	Body string `xml:",chardata"`
}

func (c *checker) construct(what string, t *construct) {
	if t.Type != "" && t.Type != "text" {
		c.fail("%s: the type %q", what, t.Type)
	}
	c.lang(what, t.Lang)
}

func (c *checker) atom() {
	type entry struct {
		ID        []string    `xml:"id"`
		Title     []construct `xml:"title"`
		Updated   []string    `xml:"updated"`
		Published []string    `xml:"published"`
		Authors   []person    `xml:"author"`
		Links     []link      `xml:"link"`
		Summary   []construct `xml:"summary"`
		Content   []construct `xml:"content"`
		Category  []struct {
			Term string `xml:"term,attr"`
		} `xml:"category"`
	}
	var f struct {
		XMLName xml.Name
		entry
		Lang     string      `xml:"lang,attr"`
		Subtitle []construct `xml:"subtitle"`
		Entries  []entry     `xml:"entry"`
	}
	if err := xml.Unmarshal(c.feed.Body, &f); err != nil {
		c.fail("%v", err)
		return
	}
	if f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.XMLName.Local != "feed" {
		c.fail("the root is %v", f.XMLName)
	}
	c.lang("feed", f.Lang)
	check := func(what string, e *entry, isFeed bool) {
		if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Published) > 1 || len(e.Summary) > 1 ||
			len(e.Content) > 1 {
			c.fail("%s: %d ids, %d titles, %d times updated, %d published, %d summaries, %d contents", what, len(e.ID),
				len(e.Title), len(e.Updated), len(e.Published), len(e.Summary), len(e.Content))
			return
		}
		c.id(what, e.ID[0])
		c.text(what+": title", e.Title[0].Body)
		c.construct(what+": title", &e.Title[0])
		c.moment(what+": updated", e.Updated[0], true)
		for _, p := range e.Published {
			c.moment(what+": published", p, false)
		}
		for _, s := range e.Summary {
			c.construct(what+": summary", &s)
		}
		for _, a := range e.Authors {
			c.text(what+": an author's name", a.Name)
		}
		for _, t := range e.Category {
			c.text(what+": a category", t.Term)
		}
		c.links(what, e.Links, isFeed)
		if !isFeed && len(e.Content) == 0 &&
			!slices.ContainsFunc(e.Links, func(l link) bool { return l.Rel == "alternate" }) {
			c.fail("%s: neither content nor an alternate", what)
		}
		if len(e.Authors)+len(f.Authors) == 0 {
			c.fail("%s: nobody is the author", what)
		}
	}
	check("feed", &f.entry, true)
	for i := range f.Entries {
		check(fmt.Sprint("entry ", i), &f.Entries[i], false)
	}
}

// rfc822 matches a date of RFC 822 with a year of four digits.
var rfc822 = regexp.MustCompile(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d ` +
	`(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})$`)

func (c *checker) date(what, s string, own bool) {
	t, err := mail.ParseDate(s)
	if err != nil || !rfc822.MatchString(s) || t.Format("Mon") != s[:3] {
		c.fail("%s: %q is no date of RFC 822", what, s)
	} else if own && c.feed.Fresh && t.Before(since) {
		c.fail("%s: %s is made up", what, s)
	}
}

func (c *checker) rss() {
	var f struct {
		XMLName xml.Name
		Version string `xml:"version,attr"`
		Channel []struct {
			Title []string `xml:"title"`
			All   []struct {
				link
				XMLName xml.Name
				Body    string `xml:",chardata"`
			} `xml:"link"`
			Description []string `xml:"description"`
			Language    string   `xml:"language"`
			Built       string   `xml:"lastBuildDate"`
			Docs        string   `xml:"docs"`
			Items       []struct {
				Title       []string `xml:"title"`
				Link        []string `xml:"link"`
				Description []string `xml:"description"`
				Author      []string `xml:"author"`
				Creators    []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
				Categories  []string `xml:"category"`
				Date        []string `xml:"pubDate"`
				GUID        []struct {
					PermaLink string `xml:"isPermaLink,attr"`
					ID        string `xml:",chardata"`
				} `xml:"guid"`
				Enclosures []struct {
					URL    string `xml:"url,attr"`
					Length string `xml:"length,attr"`
					Type   string `xml:"type,attr"`
				} `xml:"enclosure"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal(c.feed.Body, &f); err != nil {
		c.fail("%v", err)
		return
	}
	if f.XMLName.Local != "rss" || f.XMLName.Space != "" || f.Version != "2.0" || len(f.Channel) != 1 {
		c.fail("the root is %v %s with %d channels", f.XMLName, f.Version, len(f.Channel))
		return
	}
	ch := &f.Channel[0]
	var plain []string
	var links []link
	for _, l := range ch.All {
		if l.XMLName.Space == "" {
			plain = append(plain, l.Body)
		} else {
			links = append(links, l.link)
		}
	}
	if len(ch.Title) != 1 || len(plain) != 1 || len(ch.Description) != 1 {
		c.fail("channel: %d titles, %d links, %d descriptions", len(ch.Title), len(plain), len(ch.Description))
		return
	}
	c.text("channel: title", ch.Title[0])
	c.text("channel: description", ch.Description[0])
	c.address("channel: link", plain[0], true)
	c.address("channel: docs", ch.Docs, true)
	c.lang("channel", ch.Language)
	if ch.Built != "" {
		c.date("channel: lastBuildDate", ch.Built, true)
	}
	c.links("channel", links, true)
	for i := range ch.Items {
		it, what := &ch.Items[i], fmt.Sprint("item ", i)
		if len(it.Title) > 1 || len(it.Description) > 1 || len(it.Title)+len(it.Description) == 0 ||
			len(it.Link) != 1 || len(it.GUID) != 1 || len(it.Date) > 1 {
			c.fail("%s: %d titles, %d descriptions, %d links, %d guids, %d dates", what, len(it.Title),
				len(it.Description), len(it.Link), len(it.GUID), len(it.Date))
			continue
		}
		c.address(what+": link", it.Link[0], true)
		if g := it.GUID[0]; g.PermaLink == "false" {
			c.id(what, g.ID)
		} else {
			c.address(what+": guid", g.ID, true)
		}
		for _, d := range it.Date {
			c.date(what+": pubDate", d, false)
		}
		for _, t := range slices.Concat(it.Title, it.Creators, it.Categories) {
			c.text(what+": title, creator or category", t)
		}
		for _, a := range it.Author {
			if _, err := mail.ParseAddress(a); err != nil {
				c.fail("%s: the author %q is no address of mail", what, a)
			}
		}
		for _, d := range it.Description {
			c.text(what+": description", d)
			c.markup(what+": description", d)
		}
		for _, e := range it.Enclosures {
			c.address(what+": enclosure", e.URL, true)
			if strings.Trim(e.Length, "0123456789") != "" || e.Length == "" || e.Type == "" {
				c.fail("%s: an enclosure of length %q and type %q", what, e.Length, e.Type)
			}
		}
	}
}

// entity matches an escaped character in text that is read as markup.
var entity = regexp.MustCompile(`&(amp|lt|gt|quot|#[0-9]+);`)

// markup checks a value that readers parse as HTML: feeds have plain text there, so it must have no element and
// no bare "&".
func (c *checker) markup(what, s string) {
	if strings.Contains(s, "<") || strings.Contains(entity.ReplaceAllString(s, ""), "&") {
		c.fail("%s holds markup: %q", what, s)
	}
}

func (c *checker) json() {
	var f map[string]any
	if err := json.Unmarshal(c.feed.Body, &f); err != nil {
		c.fail("%v", err)
		return
	}
	text := func(in map[string]any, what, key string, must bool) string {
		v, there := in[key]
		s, ok := v.(string)
		if there && !ok || must && s == "" {
			c.fail("%s: %s is %v", what, key, v)
		}
		return s
	}
	authors := func(in map[string]any, what string) {
		list, ok := in["authors"].([]any)
		if _, there := in["authors"]; there && !ok {
			c.fail("%s: authors is no list", what)
		}
		for _, a := range list {
			m, _ := a.(map[string]any)
			if text(m, what+": author", "name", false)+text(m, what+": author", "url", false) == "" {
				c.fail("%s: an author without name and address", what)
			}
		}
	}
	if v := text(f, "feed", "version", true); v != "https://jsonfeed.org/version/1.1" {
		c.fail("version %s", v)
	}
	c.text("feed: title", text(f, "feed", "title", true))
	for _, key := range []string{"home_page_url", "feed_url", "next_url"} {
		if s := text(f, "feed", key, key != "next_url"); s != "" {
			c.address("feed: "+key, s, true)
		}
	}
	if self := text(f, "feed", "feed_url", true); self != c.feed.Self || self == f["next_url"] {
		c.fail("the feed calls itself %s and is at %s", self, c.feed.Self)
	}
	c.lang("feed", text(f, "feed", "language", false))
	authors(f, "feed")
	items, ok := f["items"].([]any)
	if !ok {
		c.fail("items is no list")
	}
	for i, v := range items {
		it, _ := v.(map[string]any)
		what := fmt.Sprint("item ", i)
		c.id(what, text(it, what, "id", true))
		_, plain := it["content_text"].(string)
		_, markup := it["content_html"].(string)
		if !plain && !markup {
			c.fail("%s: no content", what)
		}
		c.address(what+": url", text(it, what, "url", true), true)
		if s := text(it, what, "external_url", false); s != "" {
			c.address(what+": external_url", s, true)
		}
		for _, key := range []string{"date_published", "date_modified"} {
			if s := text(it, what, key, false); s != "" {
				c.moment(what+": "+key, s, key == "date_modified")
			}
		}
		c.lang(what, text(it, what, "language", false))
		authors(it, what)
		if tags, there := it["tags"]; there {
			for _, t := range tags.([]any) {
				if s, ok := t.(string); !ok || strings.TrimSpace(s) == "" {
					c.fail("%s: the tag %v", what, t)
				}
			}
		}
	}
}

// Next returns the address of the page after a feed's, "" for none.
func Next(f Feed) string {
	var j struct {
		Next string `json:"next_url"`
	}
	if json.Unmarshal(f.Body, &j) == nil {
		return j.Next
	}
	var x struct {
		Links   []link `xml:"http://www.w3.org/2005/Atom link"`
		Channel struct {
			Links []link `xml:"http://www.w3.org/2005/Atom link"`
		} `xml:"channel"`
	}
	if xml.Unmarshal(f.Body, &x) != nil {
		return ""
	}
	for _, l := range append(x.Links, x.Channel.Links...) {
		if l.Rel == "next" {
			return l.Href
		}
	}
	return ""
}
