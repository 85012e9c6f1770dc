package publish

import (
	"encoding/xml"
	"time"

	"cuttings/library/plain"
)

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published,omitempty"`
	Author    string     `xml:"author>name,omitempty"`
	Links     []atomLink `xml:"link"`
	Summary   string     `xml:"summary,omitempty"`
}

// addFeeds adds an Atom feed (RFC 4287) of everything and one of each section, and with an
// address the site map.
func (s *Site) addFeeds() {
	s.addFeed("feed.atom", "index.html", s.o.Archive, s.c.Items)
	for _, sec := range s.c.Sections {
		s.addFeed("topic/"+sec.Slug+".atom", "topic/"+sec.Slug+".html", sec.Title, sec.Items)
	}
	if s.o.Base == "" {
		return
	}
	type entry struct {
		Loc string `xml:"loc"`
	}
	var m struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []entry  `xml:"url"`
	}
	for _, f := range s.files {
		if f.Type == htmlType && len(m.URLs) < 50_000 { // what a site map may hold
			m.URLs = append(m.URLs, entry{s.absolute(f.Path)})
		}
	}
	s.add("sitemap.xml", "application/xml", keyOf(m.URLs), func() ([]byte, error) { return xmlOf(m) })
}

func (s *Site) addFeed(path, page, name string, items []*Item) {
	items = items[:min(feedItems, len(items))]
	s.add(path, "application/atom+xml", keyOf(path, name, items, s.o.Base, s.o.Archive), func() ([]byte, error) {
		f := atomFeed{ID: s.feedID(path), Title: name, Author: s.o.Archive}
		if s.o.Base != "" {
			f.Links = []atomLink{{"self", "application/atom+xml", s.absolute(path)},
				{"alternate", "text/html", s.absolute(page)}}
		}
		for i := range items {
			it := items[i]
			e := atomEntry{ID: "urn:cuttings:" + it.ID, Title: title(it), Updated: instant(it.Added),
				Summary: it.Excerpt,
				Author:  plain.Byline(it.Byline)}
			if e.Author == "" {
				e.Author = it.Source
			}
			if v := plain.ISODate(it.Published); len(v) >= 10 {
				e.Published = instant(v)
			}
			switch {
			case it.URL != "":
				e.Links = append(e.Links, atomLink{"alternate", "text/html", it.URL})
				if s.o.Base != "" {
					e.Links = append(e.Links, atomLink{"via", "text/html", s.absolute(itemPath(it.ID))})
				}
			case s.o.Base != "":
				e.Links = append(e.Links, atomLink{"alternate", "text/html", s.absolute(itemPath(it.ID))})
			}
			f.Updated = max(f.Updated, e.Updated)
			f.Entries = append(f.Entries, e)
		}
		if f.Updated == "" {
			f.Updated = "1970-01-01T00:00:00Z"
		}
		return xmlOf(f)
	})
}

// feedID is what a feed is known by, the same wherever it lies.
func (s *Site) feedID(path string) string {
	if s.o.Base != "" {
		return s.absolute(path)
	}
	return "urn:cuttings:feed:" + keyOf(s.o.Archive, path)
}

// instant is a date as RFC 3339 wants it.
func instant(v string) string {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(form, v); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return "1970-01-01T00:00:00Z"
}

func xmlOf(v any) ([]byte, error) {
	b, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(b, '\n')...), nil
}
