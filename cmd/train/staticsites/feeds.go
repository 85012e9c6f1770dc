package staticsites

import (
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// entry is what a feed states of a piece.
type entry struct {
	title, date, summary string
}

// mostFeeds is how many feeds of a site are read.
const mostFeeds = 40

var feedName = regexp.MustCompile(`(^|/)(feed|rss|atom|index|blog|news|posts?)(\.rss|\.atom)?\.(xml|rss|atom)$|` +
	`(^|/)feed/index\.(html|xml|rss)$|(^|/)feeds?/[^/]+\.xml$|(^|/)(feed|rss|atom)$`)

// readFeeds reads the feeds of the site, the shallow ones first.
func (s *site) readFeeds() {
	var files []string
	for f := range s.repo.sizes {
		rel, ok := strings.CutPrefix(f, s.root+"/")
		if s.root == "." {
			rel, ok = f, true
		}
		if ok && feedName.MatchString(rel) && !strings.Contains(rel, "comments/") &&
			!strings.Contains(rel, "wp-content") {
			files = append(files, rel)
		}
	}
	slices.SortFunc(files, func(a, b string) int {
		if d := strings.Count(a, "/") - strings.Count(b, "/"); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, f := range files[:min(len(files), mostFeeds)] {
		raw, err := s.repo.read(s.file(f))
		if err != nil || len(raw) > 8<<20 {
			continue
		}
		for link, e := range parseFeed(raw) {
			p := s.resolve(f, link)
			if p == "" || isListPath(p) {
				continue
			}
			if _, ok := s.feeds[p]; !ok {
				s.feeds[p] = e
				s.dirs[folder(p)] = true
				for d := folder(p); d != "." && d != "/"; d = path.Dir(d) {
					s.above[d] = true
				}
			}
		}
	}
}

// parseFeed reads the pieces of an RSS or Atom document by their links.
func parseFeed(raw []byte) map[string]entry {
	type item struct {
		Title   string `xml:"title"`
		Links   []link `xml:"link"`
		Date    string `xml:"pubDate"`
		Publish string `xml:"published"`
		Updated string `xml:"updated"`
		Text    string `xml:"description"`
		Summary string `xml:"summary"`
		Content string `xml:"content"`
	}
	var doc struct {
		Items   []item `xml:"channel>item"`
		Entries []item `xml:"entry"`
	}
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }
	if err := d.Decode(&doc); err != nil {
		return nil
	}
	out := map[string]entry{}
	for _, it := range append(doc.Items, doc.Entries...) {
		href := ""
		for _, l := range it.Links {
			if l.Rel != "" && l.Rel != "alternate" {
				continue
			}
			if href == "" {
				href = strings.TrimSpace(l.Href + l.Text)
			}
		}
		if href == "" || strings.TrimSpace(it.Title) == "" {
			continue
		}
		e := entry{title: html.UnescapeString(strings.TrimSpace(it.Title)), summary: it.Text + it.Summary + it.Content}
		for _, s := range []string{it.Date, it.Publish, it.Updated} {
			if e.date == "" {
				e.date = day(strings.TrimSpace(s))
			}
		}
		out[href] = e
	}
	return out
}

type link struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Text string `xml:",chardata"`
}

// day is the day of a feed's date as it is written there, in its own time zone.
func day(s string) string {
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700",
		"Mon, 2 Jan 2006 15:04:05 MST", time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1980 {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}
