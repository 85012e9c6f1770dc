package split

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// selfName is what a page calls itself; first: by its title or a heading of the
// first order.
type selfName struct {
	text  string
	first bool
}

func (w *whole) selfNames() []selfName {
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

// password reports whether the page has a visible field for one.
func password(p *cutting.Page) bool {
	for i := range p.Tree.Nodes {
		n := &p.Tree.Nodes[i]
		if n.Tag == "input" && !n.Hidden && strings.EqualFold(p.Tree.Attr(int32(i), "type"), "password") {
			return true
		}
	}
	return false
}

func searchForm(p *cutting.Page) bool {
	for i := range p.Tree.Nodes {
		if p.Tree.Nodes[i].Tag != "input" {
			continue
		}
		switch strings.ToLower(p.Tree.Attr(int32(i), "name")) {
		case "q", "s", "query", "search", "keyword", "keywords":
			return true
		}
		if strings.EqualFold(p.Tree.Attr(int32(i), "type"), "search") {
			return true
		}
	}
	return false
}

// pageNames are what a page's address, structured claims and body element say of its
// kind, as content systems write them.
type pageNames struct {
	front, filed, paged bool // the site's front page; tags, categories and authors; a further page of a list
	list, single        bool // classes of the body element
	site                bool // og:type is a site or blog
}

// aboutSite reports whether a title or heading says that the page is about its own
// site: "About NAME", where the page claims that name or has it in its title.
func aboutSite(p *cutting.Page, text, title string) bool {
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

// namesOf reads what a page's address and markup call it.
func namesOf(p *cutting.Page) pageNames {
	var n pageNames
	for _, u := range [3]string{p.Meta.URL, p.Meta.Claim("canonical"), p.Meta.Claim("og:url")} {
		if u == "" {
			continue
		}
		path, query, _ := strings.Cut(pathOf(u), "?")
		n.front = n.front || path == "" || path == "/"
		n.filed = n.filed || listing.Filing(u)
		n.paged = n.paged || paged(path, query)
	}
	switch strings.ToLower(p.Meta.Claim("og:type")) {
	case "website", "blog", "object":
		n.site = true
	}
	for i := range p.Tree.Nodes {
		if p.Tree.Nodes[i].Tag != "body" {
			continue
		}
		for c := range strings.FieldsSeq(p.Tree.Attr(int32(i), "class")) {
			switch strings.ToLower(c) {
			case "home", "blog", "archive", "category", "tag", "author", "date", "search", "front", "frontpage",
				"index", "page-blog", "list-page", "section":
				n.list = true
			case "single", "single-post", "post", "article", "post-template", "post-template-default", "page-template",
				"page-article", "node-type-article", "node-type-story":
				n.single = true
			}
		}
		break
	}
	return n
}

// pathOf is what stands behind the host of an address.
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

// paged reports whether an address is that of a further page of a list.
func paged(path, query string) bool {
	at := strings.LastIndex(path, "/page/")
	if at >= 0 && number(strings.Trim(path[at+len("/page/"):], "/")) {
		return true
	}
	for pair := range strings.SplitSeq(query, "&") {
		if k, v, _ := strings.Cut(pair, "="); (k == "page" || k == "paged" || k == "p") && number(v) && len(v) < 4 {
			return true
		}
	}
	return false
}

func number(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// fieldsOf counts the visible fields a page wants filled in, those of comments aside.
func fieldsOf(p *cutting.Page) int {
	n := 0
	for i := range p.Tree.Nodes {
		nd := &p.Tree.Nodes[i]
		if nd.Hidden {
			continue
		}
		switch nd.Tag {
		case "textarea":
			n += 2
		case "input":
			switch strings.ToLower(p.Tree.Attr(int32(i), "type")) {
			case "text", "email", "tel", "password", "":
				n++
			}
		}
	}
	return n
}
