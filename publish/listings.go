package publish

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"cuttings/digest"
	"cuttings/library/plain"
)

// listing is a list of items over one or more pages.
type listing struct {
	first        string // path of its first page
	further      string // paths of the others, with %d for the number from 2 on
	title        string
	introduction string
	lang         string
	items        []*Item
	rails        []digest.Rail
	links        []digest.Link
}

// addListings adds the front page, which lists everything, each section, and the months.
func (s *Site) addListings() {
	pages := s.pagesByID()
	s.addListing(listing{first: "index.html", further: "page/%d.html", title: s.o.Archive,
		introduction: s.o.Introduction, lang: s.o.Lang, items: s.c.Items,
		rails: s.rails("index.html", s.c.Items, pages),
		links: s.feedLinks("feed")})
	var topics []indexRow
	for i, sec := range s.c.Sections {
		links := s.feedLinks("topic/" + sec.Slug)
		for k := range s.c.Issues {
			if is := &s.c.Issues[k]; is.section == i+1 {
				links = append(links, digest.Link{Label: digest.Clean(&is.Digest).Title, URL: is.path()})
			}
		}
		s.addListing(listing{first: sec.path(), further: "topic/" + sec.Slug + "/%d.html", title: sec.Title,
			introduction: sec.Introduction, lang: cmp.Or(sec.Lang, s.o.Lang), items: sec.Items,
			rails: s.rails(sec.path(), sec.Items, nil),
			links: links})
		topics = append(topics, indexRow{sec.Title, sec.path(), tallyOfStories(sec.Items)})
	}
	if s.manyTopics() {
		s.addIndex("topics.html", s.translate("Topics"), topics)
	}
	for _, m := range s.monthsOf(s.c.Items) {
		s.addListing(listing{first: "month/" + m.key + ".html", further: "month/" + m.key + "/%d.html", title: m.title,
			lang: s.o.Lang, items: m.items})
	}
}

// pagesByID returns the cuttings that have a page of their own.
func (s *Site) pagesByID() map[string]*Item {
	out := make(map[string]*Item, len(s.c.Pages))
	for _, it := range s.c.Pages {
		out[it.ID] = it
	}
	return out
}

func (l *listing) path(n int) string {
	if n == 1 {
		return l.first
	}
	return fmt.Sprintf(l.further, n)
}

// addListing adds the pages of a listing; one without items has one page.
func (s *Site) addListing(l listing) {
	pages := max(1, (len(l.items)+s.o.PerPage-1)/s.o.PerPage)
	for n := 1; n <= pages; n++ {
		path := l.path(n)
		items := l.items[(n-1)*s.o.PerPage : min(n*s.o.PerPage, len(l.items))]
		d := digest.Digest{Title: l.title, Lang: l.lang, Archive: s.o.Archive, URL: s.absoluteURL(path)}
		if n > 1 {
			d.Title += s.translatef(" (%s of %s)", s.count(n), s.count(pages))
			d.Newer = relative(path, l.path(n-1))
		} else {
			d.Introduction, d.Rails = l.introduction, l.rails
		}
		if n < pages {
			d.Older = relative(path, l.path(n+1))
		}
		for _, k := range l.links {
			k.URL = relative(path, k.URL)
			d.Links = append(d.Links, k)
		}
		s.addDigest(path, d, items)
	}
}

// addDigest adds a page that lists items with d's title and texts.
func (s *Site) addDigest(path string, d digest.Digest, items []*Item) {
	s.addPage(path, func() ([]byte, error) {
		d.Items = make([]digest.Item, len(items))
		for i := range items {
			d.Items[i] = s.listItem(path, items[i])
		}
		return s.o.Templates.HTML(&d, digest.Page{Style: relative(path, styleFile), Before: s.htmlBefore(path),
			After: s.htmlAfter(path)})
	}, d, d.Newer, d.Older, d.Links, ownPages(d.Rails), s.itemKeysOf(items))
}

// ownPages returns the addresses of side lists' items that the JSON of a digest does not have.
func ownPages(rails []digest.Rail) []string {
	var out []string
	for _, r := range rails {
		for i := range r.Items {
			out = append(out, r.Items[i].OwnPage)
		}
	}
	return out
}

// listItem returns an item for listings. It links to its source, and by its evidence to its own page.
func (s *Site) listItem(path string, it *Item) digest.Item {
	out := digest.Item{Cutting: it.ID, Headline: it.Headline, Excerpt: it.Excerpt, URL: it.URL, Source: it.Source,
		Published: plain.ISODate(it.Published), Lang: it.Lang, ByHand: it.ByHand}
	if out.Headline == "" {
		out.Headline = s.translate("(no headline)")
	}
	if out.Source == "" && plain.Host(out.URL) == "" {
		out.Source = plain.NoOutlet
	}
	named, led := map[string]bool{out.Source: true}, map[string]bool{out.URL: true, "": true}
	for _, a := range it.AlsoIn { // outlets, each once; the item's page lists all cuttings
		if !named[a.Source] && a.Source != plain.NoOutlet && len(out.AlsoIn) < alsoShown {
			named[a.Source] = true
			also := digest.Also{Cutting: a.ID, Source: a.Source, URL: a.URL}
			if led[also.URL] {
				also.URL = a.Seen
			}
			if led[also.URL] {
				also.URL = s.absoluteURL(itemPath(a.ID)) // a listing may be mailed, so no address is relative
			}
			led[also.URL] = true
			out.AlsoIn = append(out.AlsoIn, also)
		}
	}
	if len(it.Evidence) > 0 {
		out.Evidence = &digest.Evidence{When: it.Evidence[0].Saved.UTC().Format(time.RFC3339),
			Known: it.Evidence[0].Known, URL: relative(path, itemPath(it.ID))}
	}
	return out
}

// month is the items of one month.
type month struct {
	key, title string
	items      []*Item
}

// monthsOf groups items by the month they were published in, the newest first; items without a known month are
// left out.
func (s *Site) monthsOf(items []*Item) []month {
	at := map[string]int{}
	var out []month
	for _, it := range items {
		v := plain.ISODate(it.Published)
		if len(v) < 7 {
			continue
		}
		key := v[:7]
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, month{key: key, title: s.date(dateOf(key))})
		}
		out[i].items = append(out[i].items, it)
	}
	slices.SortFunc(out, func(a, b month) int { return strings.Compare(b.key, a.key) })
	return out
}

// relative returns the address of one path from another.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)-1) + strings.Join(b, "/")
}

// absoluteURL returns the absolute address of a path, "" when the site's address is not known.
func (s *Site) absoluteURL(path string) string {
	if s.o.Base == "" {
		return ""
	}
	return strings.TrimSuffix(s.o.Base, "/") + "/" + strings.TrimSuffix(path, "index.html")
}

// manyTopics reports whether there are more topics than the navigation shows.
func (s *Site) manyTopics() bool { return len(s.c.Sections) > navTopics }

// navLink is a link of the site's navigation.
type navLink struct{ Label, Path string }

// navigation returns the links that every page has.
func (s *Site) navigation() []navLink {
	out := []navLink{{s.o.Archive, "index.html"}}
	if s.manyTopics() {
		out = append(out, navLink{s.translate("Topics"), "topics.html"})
	} else {
		for _, sec := range s.c.Sections {
			out = append(out, navLink{sec.Title, sec.path()})
		}
	}
	if len(s.c.Issues) > 0 {
		out = append(out, navLink{s.translate("Digests"), "digests.html"})
	}
	return append(out, navLink{s.translate("Sources"), "sources.html"}, navLink{s.translate("Months"), "months.html"},
		navLink{s.translate("Search"), "search.html"})
}

func (s *Site) htmlBefore(path string) template.HTML {
	return s.part("before", map[string]any{"Links": s.navigation(), "Path": path})
}

func (s *Site) htmlAfter(path string) template.HTML {
	return s.part("after", map[string]any{"Path": path, "Full": s.o.Full, "Archive": s.o.Archive})
}
