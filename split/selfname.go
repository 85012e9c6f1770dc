package split

import (
	"net/url"
	"strings"
	"unicode"

	"cuttings/cutting"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// selfName is a title or heading that names the page; first is true for its title and first-level
// headings.
type selfName struct {
	text  string
	first bool
}

func (w *pageEvidence) selfNames() []selfName {
	p := w.p
	out := []selfName{{w.title, true}}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Level > 0 && b.Level <= 2 && len(out) < 6 && !w.beside[i] {
			out = append(out, selfName{b.Span.In(p.Text), b.Level == 1})
		}
	}
	return out
}

func title(p *cutting.Page) string {
	for i := range p.Meta.Claims {
		if p.Meta.Claims[i].Origin == "title" {
			return p.Meta.Claims[i].Value
		}
	}
	return ""
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// pageNames is what a page's address, structured claims and body element state about its kind, in
// the forms content systems use.
type pageNames struct {
	front, linksToTag bool // the site's front page; pages of a tag, category or author
	list, single      bool // classes of the body element
	site              bool // og:type is a site or blog
	addressOf         addressKind
	// how strongly the title and the first heading of the main part name a list, see
	// words.ListTitle
	title, heading int
	// letter counts of the title's longest part and of that heading
	titleWidth, headingWidth int
	headHome                 bool // the article's headline links to the site's front page
	headSite                 bool // the whole title, or the article's headline, is the site's name
}

// addressKind is what the end of a page's address is evidence of.
type addressKind struct{ list, article bool }

// isAboutSite reports whether a title or heading states that the page is about its own site: "About
// NAME", where the page claims that name or has it in its title.
func isAboutSite(p *cutting.Page, text, title string) bool {
	name := words.AboutOf(text)
	if len(name) < 4 {
		return false
	}
	for _, site := range [3]string{p.Meta.Claim("og:site_name"), p.Meta.Claim("application-name"), title} {
		for _, part := range strings.FieldsFunc(site, func(r rune) bool { return strings.ContainsRune("|–—·»«", r) }) {
			s := words.Fold(strings.TrimSpace(part))
			if len(s) >= 4 && (strings.HasPrefix(name, s) || strings.HasPrefix(s, name)) {
				return true
			}
		}
	}
	return false
}

// namesOf returns what a page's address and claims state about its kind.
func namesOf(p *cutting.Page) pageNames {
	var n pageNames
	for _, u := range [3]string{p.Meta.URL, p.Meta.Claim("canonical"), p.Meta.Claim("og:url")} {
		if u == "" {
			continue
		}
		path, query, _ := strings.Cut(pathOf(u), "?")
		n.front = n.front || path == "" || path == "/"
		n.linksToTag = n.linksToTag || listing.LinksToTag(u)
		k := kindOfAddress(path, query)
		n.addressOf.list, n.addressOf.article = n.addressOf.list || k.list, n.addressOf.article || k.article
	}
	n.addressOf.article = n.addressOf.article && !n.addressOf.list
	switch strings.ToLower(p.Meta.Claim("og:type")) {
	case "website", "blog", "object":
		n.site = true
	}
	return n
}

// pathOf returns the part of an address after the host.
func pathOf(u string) string {
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
		j := strings.IndexByte(u, '/')
		if j < 0 {
			return ""
		}
		u = u[j:]
	}
	u, _, _ = strings.Cut(u, "#")
	return u
}

// isFurtherPage reports whether an address is that of a further page of a list.
func isFurtherPage(path, query string) bool {
	at := strings.LastIndex(path, "/page/")
	if at >= 0 && isNumber(strings.Trim(path[at+len("/page/"):], "/")) {
		return true
	}
	for pair := range strings.SplitSeq(query, "&") {
		if k, v, _ := strings.Cut(pair, "="); (k == "page" || k == "paged" || k == "p") && isNumber(v) && len(v) < 4 {
			return true
		}
	}
	return false
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// forms describes the form fields of a page.
type forms struct {
	fields int  // visible fields to fill in, except those for comments
	search bool // has a search field
}

// readTree reads the elements that are evidence of a page's forms and kind.
func (w *pageEvidence) readTree() {
	t := w.p.Tree
	classed := false
	for i := range t.Nodes {
		n := &t.Nodes[i]
		switch n.Tag {
		case "textarea":
			if !n.Hidden {
				w.forms.fields += 2
			}
		case "input":
			switch strings.ToLower(t.Attr(int32(i), "type")) {
			case "text", "email", "tel", "password", "":
				if !n.Hidden {
					w.forms.fields++
				}
			case "search":
				w.forms.search = true
			}
			switch strings.ToLower(t.Attr(int32(i), "name")) {
			case "q", "s", "query", "search", "keyword", "keywords":
				w.forms.search = true
			}
		case "body":
			if !classed {
				w.here.readClasses(t.Attr(int32(i), "class"))
			}
			classed = true
		}
	}
}

// readClasses reads the classes of the body element.
func (n *pageNames) readClasses(class string) {
	for c := range strings.FieldsSeq(class) {
		switch strings.ToLower(c) {
		case "home", "blog", "archive", "category", "tag", "author", "date", "search", "front", "frontpage",
			"index", "page-blog", "list-page", "section":
			n.list = true
		case "single", "single-post", "post", "article", "post-template", "post-template-default", "page-template",
			"page-article", "node-type-article", "node-type-story":
			n.single = true
		}
	}
}

// nameList measures whether the page's title and headings are a list's.
func (w *pageEvidence) nameList() {
	p, n := w.p, &w.here
	n.title = words.ListTitle(w.title)
	separator := func(r rune) bool { return strings.ContainsRune("|–—·•»«:", r) }
	for part := range strings.FieldsFuncSeq(w.title, separator) {
		n.titleWidth = max(n.titleWidth, words.CountLetters(part))
	}
	for i, met := 0, 0; i < len(p.Blocks) && met < 3; i++ {
		b := &p.Blocks[i]
		if b.Level == 0 || b.Level > 2 || w.beside[i] || b.Level > 1 && met > 0 {
			continue
		}
		met++
		text := b.Span.In(p.Text)
		n.heading = max(n.heading, words.ListTitle(text))
		if met == 1 {
			n.headingWidth = words.CountLetters(text)
		}
	}
	n.headSite = w.isSiteName(w.title) || w.isSiteName(w.a.Cutting.Headline)
	if h := w.a.Cutting.HeadlineSpan; !h.Empty() {
		if i := blockAt(p, h.Start); i >= 0 {
			for k := range p.Blocks[i].Links {
				switch pathOf(p.Blocks[i].Links[k].URL) {
				case "", "/", ".", "./", "index.html", "/index.html":
					n.headHome = true
				}
			}
		}
	}
}

// isSiteName reports whether a text is the site's name according to its host or its claims.
func (w *pageEvidence) isSiteName(text string) bool {
	name := lettersOf(text)
	const least = 4
	if len(name) < least {
		return false
	}
	for _, claim := range [...]string{"og:site_name", "application-name", "apple-mobile-web-app-title"} {
		if lettersOf(w.p.Meta.Claim(claim)) == name {
			return true
		}
	}
	for label := range strings.SplitSeq(w.host, ".") {
		if strings.ReplaceAll(label, "-", "") == name {
			return true
		}
	}
	return false
}

// lettersOf returns the letters and digits of a folded text.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, words.Fold(s))
}

// kindOfAddress returns whether the last path segment is one of a list or of an article: "/news/",
// "/2016/05/" against "/2016/05/12/the-harbour-reopens.html" or "/story-1234567".
func kindOfAddress(path, query string) addressKind {
	var parts []string
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || strings.HasPrefix(part, "index.") {
			continue
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return addressKind{}
	}
	last := parts[len(parts)-1]
	name, ext := last, ""
	if i := strings.LastIndexByte(last, '.'); i > 0 && len(last)-i <= 6 {
		name, ext = last[:i], last[i+1:]
	}
	if u, err := url.PathUnescape(name); err == nil {
		name, _, _ = strings.Cut(u, "?") // mirrors keep the query in the file name
	}
	if words.IsListAddress(name) || isNumber(name) && ext == "" && len(name) <= 4 {
		return addressKind{list: true}
	}
	joints, letters, digits, run := 0, 0, 0, 0
	for _, r := range name {
		switch {
		case r == '-' || r == '_' || r == ' ' || r == '+':
			joints++
		case unicode.IsLetter(r):
			letters++
		}
		if run++; !unicode.IsDigit(r) {
			run = 0
		}
		digits = max(digits, run) // in a row: "2013-02-22" is a day's edition, no article
	}
	const slugWords, slugLetters, leastID = 3, 16, 5
	id := false
	for pair := range strings.SplitSeq(query, "&") {
		k, v, _ := strings.Cut(pair, "=")
		id = id || strings.HasSuffix(strings.ToLower(k), "id") && isNumber(v) && len(v) >= leastID
	}
	return addressKind{article: joints >= slugWords && letters >= slugLetters || digits >= leastID || id}
}

// pagination counts a page's links to further pages of the same list.
type pagination struct {
	numbers int // links that are only a page number
	onward  int // links to older or newer articles, and other pagination words that link to a further page
}

// paginationOf counts over all visible links of a page: pagination is often beside the main part.
func paginationOf(p *cutting.Page) pagination {
	var out pagination
	for i := range p.Blocks {
		b := &p.Blocks[i]
		for k := range b.Links {
			l := &b.Links[k]
			text := strings.TrimSpace(l.Span.In(p.Text))
			if text == "" || len(text) > 40 || l.URL == "" {
				continue
			}
			path, query, _ := strings.Cut(pathOf(l.URL), "?")
			switch {
			case isNumber(text) && len(text) <= 3:
				if strings.Contains(path+query, text) && !hasDayInPath(path) {
					out.numbers++
				}
			case words.IsOnwardInList(text), isFurtherPage(path, query) && words.IsNavigation(text):
				out.onward++
			}
		}
	}
	return out
}

// hasDayInPath reports whether an address has a segment that may be a year, as the days of a calendar
// link to.
func hasDayInPath(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if isNumber(part) && len(part) == 4 && (part[:2] == "19" || part[:2] == "20") {
			return true
		}
	}
	return false
}
