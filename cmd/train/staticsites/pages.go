package staticsites

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// largest is how many bytes a page may have.
const largest = 600 << 10

// site is a published folder of a repository.
type site struct {
	repo  *repository
	root  string
	pages map[string]*sitePage // by path below root; nil where it cannot be used
	feeds map[string]entry     // by path of the piece they name
	dirs  map[string]bool      // folders of pieces named in feeds
	above map[string]bool      // every folder above those
	name  string               // what follows the headline in <title> on most pages
}

// sitePage is one page of the site and what it states about itself.
type sitePage struct {
	path   string
	html   []byte
	body   *html.Node
	class  []string // classes of <body>
	lang   string
	title  string   // of <title>
	heads  []string // titles the page claims and its first h1
	date   string   // YYYY-MM-DD
	post   string   // why it is a post; "" when there is no evidence that it is
	text   string   // folded
	words  int
	looked bool // places has what was found
	places []place
}

func newSite(r *repository) *site {
	s := &site{repo: r, root: r.root(), pages: map[string]*sitePage{}, feeds: map[string]entry{},
		dirs: map[string]bool{}, above: map[string]bool{}}
	if s.root == "" {
		return nil
	}
	s.readFeeds()
	return s
}

// file is the path in the repository of a path below the root.
func (s *site) file(p string) string { return path.Join(s.root, p) }

// resolve returns the page that a link of page from is to, "" when it is none of the site.
func (s *site) resolve(from, href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || u.Path == "" && u.RawQuery == "" {
		return ""
	}
	p := u.Path
	if u.Host == "" && !strings.HasPrefix(p, "/") {
		p = path.Join("/", path.Dir(from), p)
	}
	p = strings.TrimPrefix(path.Clean("/"+p), "/")
	// A project's site may be served below its name; the first folder of its links is then not in the repository.
	for range 2 {
		for _, try := range []string{p, path.Join(p, "index.html"), p + ".html"} {
			if _, ok := s.repo.sizes[s.file(try)]; ok && isPage(try) {
				return try
			}
		}
		_, rest, ok := strings.Cut(p, "/")
		if !ok || u.Host == "" && !strings.HasPrefix(u.Path, "/") {
			break
		}
		p = rest
	}
	return ""
}

var metaRefresh = regexp.MustCompile(`(?i)http-equiv=["']?refresh`)
var template = regexp.MustCompile(`\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,80}%\}|<%=|<\?php`)

// page reads a page of the site; nil when it is no page that a reader would be given.
func (s *site) page(p string) *sitePage {
	if x, ok := s.pages[p]; ok {
		return x
	}
	s.pages[p] = nil
	if s.repo.sizes[s.file(p)] > largest {
		return nil
	}
	raw, err := s.repo.read(s.file(p))
	if err != nil || len(raw) < 600 || metaRefresh.Match(raw[:min(len(raw), 3000)]) || template.Match(raw) {
		return nil
	}
	var in io.Reader = bytes.NewReader(raw)
	if !utf8.Valid(raw) {
		if in, err = charset.NewReader(in, "text/html"); err != nil {
			return nil
		}
	}
	doc, err := html.Parse(in)
	if err != nil {
		return nil
	}
	x := &sitePage{path: p, html: raw}
	s.describe(x, doc)
	if x.body == nil || len(x.body.Attr) == 0 && x.body.FirstChild == nil {
		return nil
	}
	s.pages[p] = x
	return x
}

var articleTypes = regexp.MustCompile(`"@type":\s*\[?\s*"(NewsArticle|BlogPosting|Article|ReportageNewsArticle|` +
	`OpinionNewsArticle|SocialMediaPosting|TechArticle|ScholarlyArticle)"`)
var ldDate = regexp.MustCompile(`"datePublished":\s*"(\d{4}-\d\d-\d\d)`)
var ldHeadline = regexp.MustCompile(`"headline":\s*("(?:[^"\\]|\\.)*")`)
var dayInPath = regexp.MustCompile(`(?:^|/)((?:19|20)\d\d)/(\d\d)/(?:(\d\d)/)?[^/]*[^/\d][^/]*(?:/index)?\.html?$`)
var dayInName = regexp.MustCompile(`(?:^|/)((?:19|20)\d\d)-(\d\d)-(\d\d)-[^/]+(?:/index)?\.html?$`)

// noPiece is a folder of pages that are about somebody or something and no pieces, whatever they declare.
var noPiece = regexp.MustCompile(`(^|/)(team|people|persons?|staff|members?|portfolio|projects?|products?|services?|` +
	`partners?|dev_partner|comitejury|losningar|courses?|talks?)/`)

// describe reads what a page states about itself.
func (s *site) describe(x *sitePage, doc *html.Node) {
	var h1 []string
	var published []string // of elements that are marked as the date of publication
	meta := map[string]string{}
	ld := ""
	walk(doc, func(n *html.Node) bool {
		switch n.Data {
		case "html":
			x.lang = attr(n, "lang")
		case "body":
			x.body, x.class = n, strings.Fields(attr(n, "class"))
		case "title":
			if x.title == "" && n.FirstChild != nil {
				x.title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
			}
		case "meta":
			k := attr(n, "property") + attr(n, "name")
			if meta[k] == "" {
				meta[k] = attr(n, "content")
			}
		case "script":
			if attr(n, "type") == "application/ld+json" && n.FirstChild != nil {
				ld += n.FirstChild.Data
			}
			return false
		case "h1":
			h1 = append(h1, text(n))
		}
		if strings.Contains(attr(n, "itemprop"), "datePublished") || slices.Contains(strings.Fields(attr(n, "class")),
			"dt-published") {
			published = append(published, attr(n, "datetime")+attr(n, "content")+attr(n, "title"))
		}
		return true
	})
	if x.body == nil {
		return
	}
	t := text(x.body)
	x.text, x.words = fold(t), words(t)
	add := func(head string) {
		head = strings.Join(strings.Fields(html.UnescapeString(head)), " ")
		for _, h := range []string{head, s.withoutSite(head)} {
			if fold(h) != "" && !slices.Contains(x.heads, h) {
				x.heads = append(x.heads, h)
			}
		}
	}
	e, fed := s.feeds[x.path]
	add(e.title)
	add(meta["og:title"])
	add(meta["twitter:title"])
	if articleTypes.MatchString(ld) {
		if m := ldHeadline.FindStringSubmatch(ld); m != nil {
			var h string
			if json.Unmarshal([]byte(m[1]), &h) == nil {
				add(h)
			}
		}
	}
	if len(h1) > 0 && len(h1) < 3 {
		for _, h := range h1 {
			add(h)
		}
	}
	add(x.title)
	claimed := ""
	switch {
	case articleTypes.MatchString(ld) && ldDate.MatchString(ld):
		claimed = ldDate.FindStringSubmatch(ld)[1]
	case len(meta["article:published_time"]) >= 10:
		claimed = meta["article:published_time"][:10]
	case len(published) == 1 && len(published[0]) >= 10:
		claimed = published[0][:10]
	}
	if _, err := time.Parse(time.DateOnly, claimed); err != nil {
		claimed = ""
	}
	inPath := ""
	for _, p := range []*regexp.Regexp{dayInPath, dayInName} {
		if m := p.FindStringSubmatch(x.path); m != nil {
			inPath = m[1] + "-" + m[2]
			if m[3] != "" {
				inPath += "-" + m[3]
			}
		}
	}
	x.date = e.date
	if x.date == "" {
		x.date = claimed
	}
	if x.date == "" && len(inPath) == 10 {
		x.date = inPath
	}
	isList := slices.ContainsFunc(x.class, func(c string) bool {
		return c == "archive" || c == "blog" || c == "category" || c == "search" || c == "error404" || c == "page"
	})
	section := s.dirs[folder(x.path)] && folder(x.path) != "."
	switch {
	case isListPath(x.path) || isList || noPiece.MatchString(x.path) || noneKind(x.path) != "",
		x.date == "" && inPath == "":
	case path.Base(x.path) == "index.html" && s.above[path.Dir(x.path)]: // an index of posts
	case slices.Contains(x.class, "single-post"):
		x.post = "its body is called a single post"
	case fed:
		x.post = "a feed of the site names it"
	case inPath != "":
		x.post = "its path has a date"
	case articleTypes.MatchString(ld) && claimed != "" && (section || len(s.dirs) == 0 || s.dirs["."]):
		x.post = "it declares an article with a date"
	case meta["og:type"] == "article" && claimed != "" && section:
		x.post = "it declares an article among those of the feed"
	case len(published) == 1 && claimed != "":
		x.post = "it marks one date of publication"
	}
}

// folder returns the folder of a piece: the folder of its own folder where it is an index.
func folder(p string) string {
	if strings.HasPrefix(path.Base(p), "index.") {
		p = path.Dir(p)
	}
	return path.Dir(p)
}

// withoutSite is a title without the site's name behind or before it.
func (s *site) withoutSite(title string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", " / ", " ~ "} {
		if i := strings.LastIndex(title, sep); i > 0 && s.name != "" && fold(title[i+len(sep):]) == s.name {
			return title[:i]
		}
		if i := strings.Index(title, sep); i > 0 && s.name != "" && fold(title[:i]) == s.name {
			return title[i+len(sep):]
		}
	}
	return title
}

// learnName finds the site's name: what most titles of its pages end or begin with.
func (s *site) learnName(paths []string) {
	count := map[string]int{}
	n := 0
	for _, p := range paths[:min(len(paths), 60)] {
		raw, err := s.repo.read(s.file(p))
		if err != nil {
			continue
		}
		m := titlePattern.FindSubmatch(raw)
		if m == nil {
			continue
		}
		n++
		seen := map[string]bool{}
		for _, part := range titleParts.Split(html.UnescapeString(string(m[1])), -1) {
			if f := fold(part); f != "" && !seen[f] {
				seen[f] = true
				count[f]++
			}
		}
	}
	best := 0
	for f, c := range count {
		if c > best && c*2 > n && n > 2 {
			s.name, best = f, c
		}
	}
}

var titlePattern = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
var titleParts = regexp.MustCompile(`\s(?:[|\-–—·»«•/~]|::)\s`)
