package publish

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/export"
	"cuttings/export/feed"
	"cuttings/library"
	"cuttings/library/plain"
)

//go:embed assets
var assets embed.FS

const (
	styleFile  = "style.css"
	scriptFile = "search.js"
	// feedStyleFile is the style sheet of feeds; a site's file, because a feed makes no request elsewhere.
	feedStyleFile = "feed.css"
	// searchPolicy allows the search page to run the site's own script and nothing else.
	searchPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"
	pagePolicy   = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
)

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"to":   relative,
	"item": itemPath,
	"file": fileName,
	// replaced by those of a site
	"say":      func(english string) string { return english },
	"sayf":     func(english string, _ ...string) string { return english },
	"date":     plain.DateOrUndated,
	"day":      dateOf,
	"saved":    plain.Saved,
	"outlet":   func(name string) string { return cmp.Or(name, plain.NoOutlet) },
	"byhand":   func(facts []string) string { return digest.ByHand("en", facts) },
	"iso":      plain.ISODate,
	"byline":   plain.Byline,
	"quoted":   plain.Quoted,
	"dir":      plain.Direction,
	"count":    func(n int) string { return plain.Count(n) },
	"plural":   plain.Plural,
	"kind":     plain.Kind,
	"bytes":    plain.Range,
	"digits":   func(n int64) string { return plain.Digits(n) },
	"size":     plain.Size,
	"language": plain.Language,
	"add":      func(a, b int64) int64 { return a + b },
}).ParseFS(assets, "assets/*.html"))

func asset(name string) []byte {
	b, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // embedded: shows in every test
	}
	return b
}

func (s *Site) addAssets() {
	style := append(append([]byte{}, s.o.Templates.Style()...), asset(styleFile)...)
	s.add(styleFile, "text/css; charset=utf-8", keyOf(string(style)), func() ([]byte, error) { return style, nil })
	s.add(feedStyleFile, "text/css; charset=utf-8", keyOf(string(feed.Style())),
		func() ([]byte, error) { return feed.Style(), nil })
	script := searchScript()
	s.add(scriptFile, "text/javascript; charset=utf-8", keyOf(string(script)),
		func() ([]byte, error) { return script, nil })
}

// part returns the markup of one of the program's own templates; it panics on an error, because no data can cause
// one.
func (s *Site) part(name string, data any) template.HTML {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(fmt.Sprintf("template %s: %v", name, err)) // our own, over our own types
	}
	return template.HTML(b.String())
}

// frame has the values of a page's frame and its body's template.
type frame struct {
	Site     *Options
	Path     string
	Title    string
	Lang     string
	Dir      string
	Policy   string
	Address  string
	Style    string
	Summary  string
	Type     string // OpenGraph
	Before   template.HTML
	After    template.HTML
	Data     any
	LD       template.HTML // schema.org data, a script element
	Meta     []export.Meta // for reference managers
	Links    []digest.Link // the page's feeds, by paths of the site
	Noindex  bool
	Script   string
	Parts    []string
	Template string
}

// page returns a page with what all pages have: title, navigation, style, and address.
func (s *Site) page(f frame) ([]byte, error) {
	f.Site, f.Lang = &s.o, s.words
	f.Dir = plain.Direction(f.Lang, "")
	f.Style, f.Address = relative(f.Path, styleFile), s.absoluteURL(f.Path)
	f.Before, f.After = s.htmlBefore(f.Path), s.htmlAfter(f.Path)
	if f.Policy == "" {
		f.Policy = pagePolicy
	}
	var b bytes.Buffer
	body := s.part(f.Template, f)
	err := s.templates.ExecuteTemplate(&b, "frame", struct {
		frame
		Body template.HTML
	}{f, body})
	if err != nil {
		return nil, cutting.Errorf(cutting.Internal, "page %s: %w", f.Path, err)
	}
	return b.Bytes(), nil
}

// itemPath returns the path of a cutting's page, which shows its evidence.
func itemPath(id string) string { return "item/" + fileName(id) + ".html" }

func (s *Site) addItems() {
	for i := range s.c.Pages {
		it := s.c.Pages[i]
		path := itemPath(it.ID)
		s.addPage(path, func() ([]byte, error) {
			return s.page(frame{Path: path, Title: s.title(it), Template: "item", Data: it, Summary: it.Excerpt,
				Type: "article", LD: s.linkedData(path, it), Meta: metas(it)})
		}, s.itemKey(it))
	}
}

// title returns an item's headline, or the beginning of its text.
func (s *Site) title(it *Item) string {
	if it.Headline != "" {
		return digest.Line(it.Headline)
	}
	if it.Excerpt != "" {
		return cutting.Shorten(digest.Line(it.Excerpt), 80)
	}
	return s.translate("(no headline)")
}

// metas returns the metadata of an item for reference managers; it describes the source's item, not the site's
// page.
func metas(it *Item) []export.Meta {
	r := library.Reference{ID: it.ID, Headline: it.Headline, Authors: it.Byline, Source: it.Source,
		Published: plain.ISODate(it.Published), URL: it.URL, Lang: it.Lang}
	if len(it.Evidence) > 0 && it.Evidence[0].URL != "" { // a teaser is on another page than the one it links to
		r.URL = it.Evidence[0].URL
	}
	return export.Metas(r)
}

// linkedData returns schema.org data of an item's page: a page of this site about an article of another.
func (s *Site) linkedData(path string, it *Item) template.HTML {
	article := map[string]any{"@type": "NewsArticle", "headline": s.title(it)}
	put := func(m map[string]any, key string, v string) {
		if v != "" {
			m[key] = v
		}
	}
	put(article, "url", it.URL)
	put(article, "datePublished", plain.ISODate(it.Published))
	put(article, "inLanguage", it.Lang)
	if it.Source != "" {
		article["publisher"] = map[string]any{"@type": "Organization", "name": it.Source}
	}
	var authors []any
	for _, a := range it.Byline {
		authors = append(authors, map[string]any{"@type": "Person", "name": a})
	}
	if authors != nil {
		article["author"] = authors
	}
	page := map[string]any{"@context": "https://schema.org", "@type": "WebPage", "name": s.title(it),
		"mainEntity": article,
		"isPartOf":   map[string]any{"@type": "WebSite", "name": s.o.Archive}}
	put(page, "url", s.absoluteURL(path))
	b, err := json.Marshal(page) // escapes <, > and &
	if err != nil {
		panic(err)
	}
	return template.HTML(`<script type="application/ld+json">` + string(b) + `</script>`)
}

func (s *Site) addSources() {
	for i := range s.sources {
		src := &s.sources[i]
		s.addListing(listing{first: src.Path, further: strings.TrimSuffix(src.Path, ".html") + "/%d.html",
			title: src.Name, lang: s.o.Lang, items: src.Items,
			links: s.feedLinks(strings.TrimSuffix(src.Path, ".html"))})
	}
	rows := make([]indexRow, len(s.sources))
	for i, src := range s.sources {
		rows[i] = indexRow{src.Name, src.Path, tallyOf(src.Items)}
	}
	s.addIndex("sources.html", s.translate("Sources"), rows)
	var months []indexRow
	for _, m := range s.monthsOf(s.c.Items) {
		months = append(months, indexRow{m.title, "month/" + m.key + ".html", tallyOfStories(m.items)})
	}
	s.addIndex("months.html", s.translate("Months"), months)
}

// indexRow is a page in an index.
type indexRow struct {
	Name, Path string
	Count      tally
}

// addIndex adds a page that lists pages with their numbers of cuttings and independent texts.
func (s *Site) addIndex(path, title string, rows []indexRow) {
	s.addPage(path, func() ([]byte, error) {
		return s.page(frame{Path: path, Title: title, Template: "index", Data: rows})
	}, rows)
}

func (s *Site) addIssues() {
	if len(s.c.Issues) == 0 {
		return
	}
	type row struct {
		Name, Path, Day, Month string
		Withdrawn              bool
		Count                  tally
	}
	var rows []row
	pages := s.pagesByID()
	for i := range s.c.Issues {
		is := &s.c.Issues[i]
		path, d := is.path(), is.Digest
		d.Archive, d.URL, d.Items = s.o.Archive, s.absoluteURL(path), slices.Clone(d.Items)
		d.Lang = cmp.Or(d.Lang, s.o.Lang)
		for k := range d.Items {
			it := &d.Items[k]
			if e := it.Evidence; e != nil {
				shown := *e
				shown.URL = ""
				if _, ok := s.byPath[itemPath(it.Cutting)]; ok {
					shown.URL = relative(path, itemPath(it.Cutting))
				}
				it.Evidence = &shown
			}
		}
		if d.State == digest.Withdrawn {
			s.notices = append(s.notices, path)
		}
		s.addPage(path, func() ([]byte, error) {
			return s.o.Templates.HTML(&d, digest.Page{Style: relative(path, styleFile), Before: s.htmlBefore(path),
				After: s.htmlAfter(path)})
		}, d)
		r := row{Name: d.Title, Path: path, Withdrawn: d.State == digest.Withdrawn,
			Count: tallyOfDigest(d.Items, pages)}
		if !d.Made.IsZero() {
			r.Day, r.Month = d.Made.UTC().Format("2006-01-02"), s.date(dateOf(d.Made.UTC().Format("2006-01")))
		}
		rows = append(rows, r)
	}
	feeds := s.feedLinks("digests")
	s.addPage("digests.html", func() ([]byte, error) {
		return s.page(frame{Path: "digests.html", Title: s.translate("Digests"), Template: "issues",
			Data: rows, Links: feeds})
	}, rows, feeds)
}

func dateOf(value string) cutting.Date { return cutting.Date{Value: value} }
