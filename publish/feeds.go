package publish

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"cuttings/digest"
	"cuttings/export/feed"
	"cuttings/library/plain"
)

// addFeeds adds feeds of everything, of each topic and outlet, and of the digests, and, if the site's address
// is known, the site map.
func (s *Site) addFeeds() {
	items := func(list []*Item) feedContent {
		list = list[:min(feedItems, len(list))]
		return feedContent{s.itemKeysOf(list), newest(list), func(path string) []feed.Item {
			out := make([]feed.Item, 0, len(list))
			for _, it := range list {
				out = append(out, s.feedItem(path, it))
			}
			return out
		}}
	}
	s.addFeed("feed", "index.html", s.o.Archive, s.o.Introduction, s.o.Lang, items(s.c.Items))
	for i := range s.c.Sections {
		sec := &s.c.Sections[i]
		s.addFeed("topic/"+sec.Slug, sec.path(), sec.Title, sec.Introduction, cmp.Or(sec.Lang, s.o.Lang),
			items(sec.Items))
	}
	for _, src := range s.sources {
		s.addFeed(strings.TrimSuffix(src.Path, ".html"), src.Path, src.Name, "", s.o.Lang, items(src.Items))
	}
	if len(s.c.Issues) > 0 {
		issues := s.issueItems("digests.atom")
		s.addFeed("digests", "digests.html", s.translatef("%s: digests", s.o.Archive), "", s.o.Lang,
			feedContent{issues, (&feed.Feed{Items: issues}).Newest(), s.issueItems})
	}
	s.addSiteMap()
}

// feedContent is the content of a feed: key changes whenever an item does, newest is the time the newest item
// was added, zero where not known, and items returns the items of the feed at a path.
type feedContent struct {
	key    any
	newest time.Time
	items  func(path string) []feed.Item
}

// newest returns the time at which the last of some items was added to the archive.
func newest(items []*Item) time.Time {
	var last time.Time
	for _, it := range items {
		if t := parseTime(it.Added); t.After(last) {
			last = t
		}
	}
	return last
}

// feedForms returns the forms of feeds the site has. Without the site's address only Atom is possible, because
// it alone allows relative addresses.
func (s *Site) feedForms() []feed.Form {
	if s.o.Base == "" {
		return feed.Forms()[:1]
	}
	return feed.Forms()
}

// feedLinks returns links to the feed of a name, in every form.
func (s *Site) feedLinks(name string) []digest.Link {
	var out []digest.Link
	for i, f := range s.feedForms() {
		l := digest.Link{Label: s.translate("Feed"), URL: feedPath(name, f), Type: mediaType(f.MediaType)}
		if i > 0 {
			l.Label = f.About
		}
		out = append(out, l)
	}
	return out
}

// feedPath returns the path of the feed of a name in a form.
func feedPath(name string, f feed.Form) string {
	return name + "." + strings.TrimPrefix(f.Extension, "feed.")
}

// feedFormOf returns the form of feed that a path's ending stands for; false where the site has none.
func (s *Site) feedFormOf(p string) (feed.Form, bool) {
	for _, f := range s.feedForms() {
		if strings.HasSuffix(p, feedPath("", f)) {
			return f, true
		}
	}
	return feed.Form{}, false
}

// withdrawnFeed returns the feed that replaces one at a path, so that its followers learn of the withdrawal. Its
// ID is that of the feed it replaces; its one entry says since when, and why where a reason was given. The title
// is the site's alone: what is withdrawn is not named any more.
func (s *Site) withdrawnFeed(p string, form feed.Form, since time.Time) ([]byte, error) {
	name := strings.TrimSuffix(p, feedPath("", form))
	page := s.addressFrom(p, name+".html")
	title := s.translate("Withdrawn")
	return form.Write(&feed.Feed{ID: s.feedID(name), Title: s.o.Archive + ": " + title, Author: s.o.Archive,
		Lang: s.words, Home: page, Self: s.absoluteURL(p), Updated: since, Style: relative(p, feedStyleFile),
		Items: []feed.Item{{ID: "urn:x-cuttings:withdrawn:" + nameOf(name), Title: title, URL: page, Lang: s.words,
			Authors: []string{s.o.Archive}, Published: since.Format(time.RFC3339), Updated: since,
			Summary: cmp.Or(s.c.reasons[name], s.translate("The page that was here is no longer published."))}}})
}

// mediaType returns a media type without its parameters.
func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return s
}

// addFeed adds a feed in every form; name is its path without extension.
func (s *Site) addFeed(name, page, title, introduction, lang string, content feedContent) {
	for _, form := range s.feedForms() {
		path := feedPath(name, form)
		f := &feed.Feed{ID: s.feedID(name), Title: title, Subtitle: digest.Line(introduction), Author: s.o.Archive,
			Lang: lang, Home: s.addressFrom(path, page), Self: s.absoluteURL(path), Updated: content.newest,
			Style: relative(path, feedStyleFile)}
		if f.Updated.IsZero() { // an empty feed has the time of the last addition to the site
			f.Updated = s.lastAdded
		}
		s.add(path, form.MediaType, keyOf(path, f, s.o.Base, content.key), func() ([]byte, error) {
			full := *f
			full.Items = content.items(path)
			return form.Write(&full)
		})
	}
}

// feedItem returns an item of the feed at path.
func (s *Site) feedItem(path string, it *Item) feed.Item {
	out := feed.Item{ID: "urn:x-cuttings:cutting:" + it.ID, Title: s.title(it),
		URL: s.addressFrom(path, itemPath(it.ID)), Via: it.URL, Summary: it.Excerpt, Lang: it.Lang,
		Authors: it.Byline, Published: plain.ISODate(it.Published), Updated: parseTime(it.Added)}
	if len(out.Authors) == 0 && it.Source != "" {
		out.Authors = []string{it.Source}
	}
	if it.Section != "" {
		out.Categories = []string{it.Section}
	}
	if words := digest.ByHand(s.words, it.ByHand); words != "" {
		out.Notes = []string{words}
	}
	return out
}

// issueItems returns the digests as items of the feed at path.
func (s *Site) issueItems(path string) []feed.Item {
	var out []feed.Item
	for i := range s.c.Issues[:min(feedItems, len(s.c.Issues))] {
		is := &s.c.Issues[i]
		d := digest.Clean(&is.Digest)
		it := feed.Item{ID: "urn:x-cuttings:digest:" + is.Slug, Title: d.Title, URL: s.addressFrom(path, is.path()),
			Summary: digest.Line(d.Introduction), Lang: d.Lang, Updated: d.Made}
		if is.Decided.After(it.Updated) { // so that followers see a withdrawal too
			it.Updated = is.Decided.UTC()
		}
		if !d.Made.IsZero() {
			it.Published = d.Made.UTC().Format(time.RFC3339)
		}
		if d.State == digest.Withdrawn {
			it.Title, it.Summary = d.Title+" ("+s.translate("withdrawn")+")", d.Why
		}
		out = append(out, it)
	}
	return out
}

// feedID returns the identity of a feed.
func (s *Site) feedID(name string) string {
	if s.o.Base != "" {
		return s.absoluteURL(name)
	}
	return "urn:x-cuttings:site:" + nameOf(s.o.Archive, name)
}

// addressFrom returns the address of path to for use in the file at path: absolute where the site's address is
// known.
func (s *Site) addressFrom(path, to string) string {
	if s.o.Base != "" {
		return s.absoluteURL(to)
	}
	return relative(path, to)
}

func parseTime(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// siteMapURLs is the maximum number of addresses of one site map.
const siteMapURLs = 50_000

type location struct {
	Loc string `xml:"loc"`
}

// addSiteMap adds a site map of all pages (sitemaps.org, 0.9), or an index of several where there are more
// pages than one may have.
func (s *Site) addSiteMap() {
	if s.o.Base == "" {
		return
	}
	const space = "http://www.sitemaps.org/schemas/sitemap/0.9"
	var urls []location
	for _, f := range s.files {
		if f.Type == htmlType {
			urls = append(urls, location{s.absoluteURL(f.Path)})
		}
	}
	add := func(path string, urls []location) {
		v := struct {
			XMLName xml.Name   `xml:"urlset"`
			Space   string     `xml:"xmlns,attr"`
			URLs    []location `xml:"url"`
		}{Space: space, URLs: urls}
		s.add(path, "application/xml", keyOf(path, urls), func() ([]byte, error) { return xmlOf(v) })
	}
	if len(urls) <= siteMapURLs {
		add("sitemap.xml", urls)
		return
	}
	var maps []location
	for n := 1; len(urls) > 0; n++ {
		path := fmt.Sprintf("sitemap/%d.xml", n)
		part := urls[:min(siteMapURLs, len(urls))]
		urls = urls[len(part):]
		add(path, part)
		maps = append(maps, location{s.absoluteURL(path)})
	}
	index := struct {
		XMLName xml.Name   `xml:"sitemapindex"`
		Space   string     `xml:"xmlns,attr"`
		Maps    []location `xml:"sitemap"`
	}{Space: space, Maps: maps}
	s.add("sitemap.xml", "application/xml", keyOf(maps), func() ([]byte, error) { return xmlOf(index) })
}

func xmlOf(v any) ([]byte, error) {
	b, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(b, '\n')...), nil
}
