package staticsites

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// place is where the title of a post is printed on a page of another kind.
type place struct {
	post  *sitePage // nil where nothing is known of what it names
	node  *html.Node
	title string // as printed
	href  string
	chain string
}

// mostLinks is how many pages linked from one page are read.
const mostLinks = 500

// places finds where titles of posts are printed on a page: elements whose text is the title of a post the page links
// to, in document order.
func (s *site) places(x *sitePage) []place {
	if !x.looked {
		x.looked, x.places = true, s.findPlaces(x)
	}
	return x.places
}

func (s *site) findPlaces(x *sitePage) []place {
	byTitle := map[string][]*sitePage{}
	linked := map[string]bool{}
	walk(x.body, func(n *html.Node) bool {
		if n.Data != "a" || len(linked) >= mostLinks {
			return true
		}
		if p := s.resolve(x.path, attr(n, "href")); p != "" && p != x.path && !linked[p] {
			linked[p] = true
			if t := s.page(p); t != nil && t.post != "" {
				for _, h := range t.heads {
					if f := fold(h); f != "" && f != s.name && !slices.Contains(byTitle[f], t) {
						byTitle[f] = append(byTitle[f], t)
					}
				}
			}
		}
		return true
	})
	if len(byTitle) == 0 {
		return nil
	}
	var out []place
	texts := shortTexts(x.body)
	walk(x.body, func(n *html.Node) bool {
		if unseen(n) {
			return false
		}
		t := texts[n]
		if t == "" {
			return true
		}
		posts := byTitle[fold(t)]
		if len(posts) == 0 {
			// A title cut short by the page.
			cut, ok := strings.CutSuffix(strings.TrimSuffix(strings.TrimSuffix(t, "]"), "["), "...")
			if ok || strings.HasSuffix(t, "…") {
				f := fold(strings.TrimSuffix(cut, "…"))
				for _, title := range slices.Sorted(maps.Keys(byTitle)) {
					if p := byTitle[title]; len(f) >= 20 && strings.HasPrefix(title, f) && linkOf(s, x, n, p) != "" {
						posts = p
					}
				}
			}
			if len(posts) == 0 {
				return true
			}
		}
		post, href := posts[0], ""
		for _, p := range posts {
			if h := linkOf(s, x, n, []*sitePage{p}); h != "" {
				post, href = p, h
				break
			}
		}
		if href == "" {
			href = nearLink(s, x, n, post)
		}
		if href == "" {
			return false
		}
		// The innermost element of that text, and then what is inline or a heading around it.
		e := innermost(n)
		for e != n && e.Parent != nil && (!isBlock(e) || isHeading(e)) && (!isBlock(e.Parent) || isHeading(e.Parent)) {
			e = e.Parent
		}
		out = append(out, place{post, e, text(e), href, chain(e)})
		return false
	})
	return out
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

// innermost goes down to the element that alone has the text.
func innermost(n *html.Node) *html.Node {
	t := text(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !unseen(c) && text(c) == t {
			return innermost(c)
		}
	}
	return n
}

// linkOf returns the address by which an element, what is in it or what it is in links to one of the posts.
func linkOf(s *site, x *sitePage, n *html.Node, posts []*sitePage) string {
	found := ""
	is := func(a *html.Node) {
		if p := s.resolve(x.path, attr(a, "href")); p != "" && found == "" &&
			slices.ContainsFunc(posts, func(q *sitePage) bool { return q.path == p }) {
			found = attr(a, "href")
		}
	}
	walk(n, func(a *html.Node) bool {
		if a.Data == "a" {
			is(a)
		}
		return true
	})
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "a" {
			is(p)
		}
	}
	return found
}

// nearLink returns the address of the post in the nearest element around n that has one, if it is close by.
func nearLink(s *site, x *sitePage, n *html.Node, post *sitePage) string {
	p := n.Parent
	for range 4 {
		if p == nil || p.Data == "body" || p.Data == "main" {
			return ""
		}
		if h := linkOf(s, x, p, []*sitePage{post}); h != "" {
			return h
		}
		p = p.Parent
	}
	return ""
}

// sideNames are what elements beside, above or below the main part are called.
var sideNames = regexp.MustCompile(`(?i)^(sidebar|side-?bar-\w+|widgets?|widget-area|widget_\w+|` +
	`(site-|page-|main-)?footer|nav|navbar|navigation|menu|(main|site|top)-(nav|menu|navigation)|breadcrumbs?|` +
	`pagination|related(-posts?)?)$`)

// beside reports whether an element is in what the markup itself separates from the main part.
func beside(n *html.Node) bool {
	for ; n != nil && n.Data != "body"; n = n.Parent {
		if n.Data == "aside" || n.Data == "footer" && !inPost(n) || n.Data == "nav" {
			return true
		}
		for _, c := range append(strings.Fields(attr(n, "class")), attr(n, "id")) {
			if sideNames.MatchString(c) {
				return true
			}
		}
	}
	return false
}

// inPost reports whether an element is in an article: its footer is that article's.
func inPost(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == "article" {
			return true
		}
	}
	return false
}

// repeatedChains returns the chains of places that other pages of the site have as well: lists that are on every page.
func (s *site) repeatedChains(others []*sitePage) map[string]bool {
	count := map[string]int{}
	for _, x := range others {
		seen := map[string]bool{}
		for _, p := range s.places(x) {
			if !seen[p.chain] {
				seen[p.chain] = true
				count[p.chain]++
			}
		}
	}
	out := map[string]bool{}
	for c, n := range count {
		if n >= 2 {
			out[c] = true
		}
	}
	return out
}

// addRepeated adds to these chains those which have the same titles, three and more, on several lists that
// each have other titles in another chain: recent pieces beside every list.
func (s *site) addRepeated(repeated map[string]bool, lists []*sitePage) {
	byChain := make([]map[string]string, len(lists))
	pages := map[string]int{}
	for i, x := range lists {
		m := map[string]string{}
		n := map[string]int{}
		for _, p := range s.places(x) {
			m[p.chain] += "\n" + p.title
			n[p.chain]++
		}
		for c := range m {
			if n[c] >= 3 {
				pages[c+m[c]]++
			}
		}
		byChain[i] = m
	}
	count := map[string]int{}
	for _, m := range byChain {
		for c := range m {
			other := false
			for d := range m {
				other = other || d != c && pages[d+m[d]] < 2
			}
			if other && pages[c+m[c]] >= 2 {
				count[c]++
			}
		}
	}
	for c, n := range count {
		if n >= 2 {
			repeated[c] = true
		}
	}
}
