package staticsites

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of a list that is taken.
const (
	mostItems     = 120
	mostOwnText   = 150 // words beside the items in the list's own element
	mostTemplates = 4
)

// item is one item of a list in the yardsticks' form.
type item struct {
	Title   string `json:"title"`
	URL     string `json:"url,omitempty"`
	Date    string `json:"date,omitempty"`
	DateIn  string `json:"date_in,omitempty"`
	Excerpt string `json:"excerpt,omitempty"`
	Full    bool   `json:"full_content"`
	Src     string `json:"src,omitempty"`   // the evidence that it is a post
	Block   *int   `json:"block,omitempty"` // of bare text: the line of its title
}

type rail struct {
	Rail   string   `json:"rail"`
	Titles []string `json:"titles"`
}

type bareText struct {
	Variant  string `json:"variant"`
	Complete bool   `json:"complete"`
	Items    []item `json:"items"`
	Rails    []rail `json:"rails"`
}

// answer is a page's answer in the yardsticks' form.
type answer struct {
	Site     string   `json:"site"`
	Repo     string   `json:"repo"`
	Commit   string   `json:"commit"`
	File     string   `json:"file"`
	Kind     string   `json:"kind"`
	PageKind string   `json:"page_kind"`
	KindOK   []string `json:"kind_ok,omitempty"`
	Sub      string   `json:"sub,omitempty"`
	Language string   `json:"language"`
	Shape    string   `json:"shape,omitempty"`
	Evidence string   `json:"evidence,omitempty"`
	Title    string   `json:"title,omitempty"`
	Date     string   `json:"date,omitempty"`
	NItems   int      `json:"n_items"`
	Items    []item   `json:"items"`
	Rails    []rail   `json:"rails"`
	Text     bareText `json:"text"`

	page  *sitePage
	bare  string
	form  string      // of the items: for choosing lists that differ
	posts []*sitePage // its items' own pages
}

// listing returns the answer of a list, or why it has no certain answer.
func (s *site) listing(x *sitePage, repeated map[string]bool) (*answer, string) {
	all := s.places(x)
	var main, side []place
	for _, p := range all {
		if repeated[p.chain] || beside(p.node) {
			side = append(side, p)
		} else {
			main = append(main, p)
		}
	}
	if len(main) == 0 {
		return nil, s.noTitles(x)
	}
	main, why := s.recover(x, main, side)
	if why != "" {
		return nil, why
	}
	seen, templates := map[string]bool{}, map[string]bool{}
	for _, p := range main {
		key := p.href
		if p.post != nil {
			key = p.post.path
		}
		if seen[key] {
			return nil, "a post twice: " + key
		}
		seen[key] = true
		templates[p.chain] = true
	}
	if len(main) > mostItems {
		return nil, "too long"
	}
	if len(templates) > mostTemplates {
		return nil, fmt.Sprintf("%d templates", len(templates))
	}
	if len(main) == 1 && listKind(x.path) != "tag" && listKind(x.path) != "category" && listKind(x.path) != "archive" {
		return nil, "one item, and its path does not tell that it is a list"
	}
	a := &answer{File: x.path, Kind: listKind(x.path), PageKind: "listing", Language: x.lang, page: x,
		Rails: rails(side)}
	boxes := containers(main)
	var nodes []*html.Node
	for i, p := range main {
		it := item{Title: p.title, URL: p.href, Src: "template"}
		if p.post != nil {
			it.Src = p.post.post
			a.posts = append(a.posts, p.post)
			it.excerptOf(p, boxes[i], s.feeds[p.post.path].summary)
		}
		a.Items = append(a.Items, it)
		nodes = append(nodes, p.node)
	}
	own := ownWords(common(nodes), boxes)
	if own > mostOwnText {
		return nil, fmt.Sprintf("%d words of its own", own)
	}
	if own > mostOwnText/3 {
		a.KindOK = []string{"mixed"}
	}
	if n := s.otherLinks(x, main, repeated); n > 2 && n*4 > len(main) {
		return nil, fmt.Sprintf("%d links to pages that may be posts, in other templates", n)
	}
	a.Evidence = "titles of posts known by feeds and their own pages"
	a.NItems, a.form = len(main), main[0].chain
	a.Shape = shape(a.Items)
	return a, s.bareText(a, main, side)
}

// shape names what the items of a list have.
func shape(items []item) string {
	full, excerpts := 0, 0
	for _, it := range items {
		if it.Full {
			full++
		}
		if it.Excerpt != "" {
			excerpts++
		}
	}
	switch {
	case full*2 > len(items):
		return "full"
	case excerpts*2 > len(items):
		return "excerpts"
	}
	return "titles"
}

// recover adds what is in the template of the titles and has a link, although nothing is known of it. A page
// where that is much, or where something in the template is no link, cannot be answered for.
func (s *site) recover(x *sitePage, main, side []place) ([]place, string) {
	chains, forms, known := map[string]int{}, map[string]bool{}, map[*html.Node]bool{}
	for _, p := range main {
		chains[p.chain]++
		forms[form(p.node)] = true
		known[p.node] = true
	}
	for _, p := range side {
		known[p.node] = true
	}
	order := map[*html.Node]int{}
	var found []place
	why := ""
	walk(x.body, func(n *html.Node) bool {
		order[n] = len(order)
		if unseen(n) {
			return false
		}
		if known[n] {
			return false
		}
		if !forms[form(n)] || chains[chain(n)] == 0 || text(n) == "" {
			return true
		}
		href := ""
		for _, a := range append(anchors(n), around(n)...) {
			if href == "" {
				href = attr(a, "href")
			}
		}
		switch {
		case href == "":
			why = "in the template of the titles, without a link: " + text(n)
		default:
			found = append(found, place{nil, n, text(n), href, chain(n)})
		}
		return false
	})
	if why != "" {
		return nil, why
	}
	if len(found)*4 > len(main) {
		return nil, fmt.Sprintf("%d of %d titles are of nothing known", len(found), len(main)+len(found))
	}
	out := append(slices.Clone(main), found...)
	slices.SortStableFunc(out, func(a, b place) int { return order[a.node] - order[b.node] })
	return out, ""
}

func anchors(n *html.Node) []*html.Node {
	var out []*html.Node
	walk(n, func(a *html.Node) bool {
		if a.Data == "a" && attr(a, "href") != "" {
			out = append(out, a)
		}
		return true
	})
	return out
}

func around(n *html.Node) []*html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "a" && attr(p, "href") != "" {
			return []*html.Node{p}
		}
	}
	return nil
}

// containers are the elements that hold one title each and as much else as they can.
func containers(main []place) []*html.Node {
	holds := map[*html.Node]int{}
	for _, p := range main {
		for n := p.node; n != nil; n = n.Parent {
			holds[n]++
		}
	}
	out := make([]*html.Node, len(main))
	for i, p := range main {
		n := p.node
		for n.Parent != nil && n.Parent.Data != "body" && n.Parent.Data != "main" && holds[n.Parent] == 1 &&
			len(main) > 1 {
			n = n.Parent
		}
		if len(main) == 1 {
			for range 4 {
				if n.Parent == nil || n.Parent.Data == "body" || n.Parent.Data == "main" || n.Data == "article" ||
					n.Data == "li" {
					break
				}
				n = n.Parent
			}
		}
		out[i] = n
	}
	return out
}

// itemLines are the lines of an item: of its container, or where that is the heading alone, what follows it.
func itemLines(p place, box *html.Node) []line {
	ls := lines(box)
	if len(ls) > 1 || box.Data == "li" || box.Data == "article" || box.Data == "tr" {
		return ls
	}
	for n := box.NextSibling; n != nil; n = n.NextSibling {
		if n.Type != html.ElementNode || unseen(n) {
			continue
		}
		if form(n) == form(box) || len(ls) > 60 {
			break
		}
		ls = append(ls, lines(n)...)
	}
	return ls
}

var tags = regexp.MustCompile(`<[^>]*>`)

// excerptOf fills in the excerpt, known by the post's own text or the feed's, and the date with where it can be seen.
func (it *item) excerptOf(p place, box *html.Node, summary string) {
	source := p.post.text + " " + fold(html.UnescapeString(tags.ReplaceAllString(summary, " ")))
	var parts []string
	rest := ""
	n := 0
	for _, l := range itemLines(p, box) {
		f := fold(l.text)
		begin := string([]rune(f)[:min(len([]rune(f)), 40)])
		if f == "" || f == fold(p.title) {
			continue
		}
		if (words(l.text) >= 5 || n > 0) && len([]rune(f)) >= 12 && strings.Contains(source, begin) &&
			!isDateLine(l.text) {
			parts = append(parts, l.text)
			n += words(l.text)
		} else {
			rest += " " + l.text
		}
	}
	it.Excerpt = strings.Join(parts, "\n")
	it.Full = n > 60 && n*10 >= p.post.words*6
	if d := p.post.date; len(d) == 10 {
		attrs := ""
		walk(box, func(n *html.Node) bool {
			attrs += " " + attr(n, "datetime")
			return true
		})
		if printsDay(rest, d) {
			it.Date, it.DateIn = d, "text"
		} else if strings.Contains(attrs, d) {
			it.Date, it.DateIn = d, "attr"
		}
	}
}

// isDateLine reports whether a short line has a day's number and a year.
func isDateLine(s string) bool {
	return words(s) < 9 && yearPattern.MatchString(s)
}

var yearPattern = regexp.MustCompile(`(^|\D)(19|20)\d\d(\D|$)`)

// printsDay reports whether a text has the day and year of a date among its numbers, and its month as a number or
// word.
func printsDay(s, date string) bool {
	y, m, d := date[:4], strings.TrimPrefix(date[5:7], "0"), strings.TrimPrefix(date[8:], "0")
	var year, month, dayFound bool
	numbers := digitsPattern.FindAllString(s, -1)
	for _, n := range numbers {
		t := strings.TrimLeft(n, "0")
		year = year || n == y
		dayFound = dayFound || t == d
		month = month || t == m
	}
	letters := regexp.MustCompile(`\pL{3,}`).MatchString(s)
	return year && dayFound && (month || letters)
}

// ownWords counts the words in a list's element that are in no container.
func ownWords(list *html.Node, boxes []*html.Node) int {
	if list == nil {
		return 0
	}
	in := map[*html.Node]bool{}
	for _, b := range boxes {
		in[b] = true
	}
	flat := len(boxes) > 0 && isHeading(boxes[0])
	if flat || len(boxes) == 1 {
		return 0
	}
	n := 0
	var count func(*html.Node)
	count = func(x *html.Node) {
		if in[x] || x.Type == html.ElementNode && (unseen(x) || x != list && beside(x)) {
			return
		}
		if x.Type == html.TextNode {
			n += words(x.Data)
		}
		for c := x.FirstChild; c != nil; c = c.NextSibling {
			count(c)
		}
	}
	count(list)
	return n
}

// rails puts the titles beside the list together by the element that contains them, under the heading before it.
func rails(side []place) []rail {
	var out []rail
	at := map[string]int{}
	for _, p := range side {
		box := p.node
		for range 3 {
			if box.Parent != nil && box.Data != "ul" && box.Data != "ol" {
				box = box.Parent
			}
		}
		key := chain(box)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, rail{Rail: headingBefore(box)})
		}
		if !slices.Contains(out[i].Titles, p.title) {
			out[i].Titles = append(out[i].Titles, p.title)
		}
	}
	if out == nil {
		out = []rail{}
	}
	return out
}

// headingBefore is the text of the heading before an element, within two elements around it.
func headingBefore(n *html.Node) string {
	for range 3 {
		for p := n.PrevSibling; p != nil; p = p.PrevSibling {
			if p.Type != html.ElementNode {
				continue
			}
			head := ""
			walk(p, func(h *html.Node) bool {
				if isHeading(h) {
					head = text(h)
				}
				return true
			})
			if head != "" {
				return head
			}
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return ""
}

// bareText makes the page's bare text with its answer; it returns why there is none.
func (s *site) bareText(a *answer, main, side []place) string {
	root, variant := a.page.body, "wide"
	if hash32(a.page.path+s.repo.commit)%2 == 0 {
		var nodes []*html.Node
		for _, p := range main {
			nodes = append(nodes, p.node)
		}
		for n := common(nodes); n != nil && n.Data != "body"; n = n.Parent {
			if id := attr(n, "id"); n.Data == "main" || attr(n, "role") == "main" || id == "main" || id == "content" ||
				id == "primary" {
				root, variant = n, "main"
			}
		}
	}
	ls := lines(root)
	at := map[*html.Node]int{}
	var b strings.Builder
	for i, l := range ls {
		for _, n := range l.nodes {
			at[n] = i
		}
		b.WriteString(l.text)
		b.WriteString("\n\n")
	}
	a.bare = b.String()
	a.Text = bareText{Variant: variant, Complete: true, Items: []item{}, Rails: []rail{}}
	for i, p := range main {
		k, ok := firstLine(p.node, at)
		if !ok {
			return "a title that is not in the text: " + p.title
		}
		it := a.Items[i]
		it.Block, it.URL, it.Src = &k, "", ""
		if it.DateIn == "attr" {
			it.Date, it.DateIn = "", ""
		}
		a.Text.Items = append(a.Text.Items, it)
	}
	var seen []place
	for _, p := range side {
		if below(p.node, root) {
			seen = append(seen, p)
		}
	}
	a.Text.Rails = rails(seen)
	return ""
}

// firstLine is the line in which the text of a node begins.
func firstLine(n *html.Node, at map[*html.Node]int) (int, bool) {
	if n.Type == html.TextNode {
		k, ok := at[n]
		return k, ok
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if k, ok := firstLine(c, at); ok {
			return k, true
		}
	}
	return 0, false
}

// candidates are the pages that may be lists, each kind's by length of path; where a folder holds its posts, its
// index is one.
func (s *site) candidates(paths []string) map[string][]string {
	out := map[string][]string{}
	for _, p := range paths {
		k := listKind(p)
		if k == "" || termsPath.MatchString(p) || noneKind(p) != "" {
			continue
		}
		if k == "blog" && !s.dirs[path.Dir(p)] && !slices.Contains(blogNames, path.Base(path.Dir(p))) {
			continue
		}
		out[k] = append(out[k], p)
	}
	return out
}

var blogNames = strings.Fields("blog posts post news articles article noticias actualites actualite aktuelles " +
	"aktuality aktualnosci nyheter nieuws notizie novosti haberler berita tin-tuc hirek artiklar press presse blogs " +
	"writing stories updates events eventos actividades publications presidential-actions remarks fact-sheets " +
	"weblog journal magazine")

// noTitles returns what is known of the pages that a page links to.
func (s *site) noTitles(x *sitePage) string {
	links, pages, posts, example := 0, 0, 0, ""
	for _, a := range anchors(x.body) {
		links++
		p := s.resolve(x.path, attr(a, "href"))
		if p == "" || s.page(p) == nil {
			continue
		}
		if pages++; s.page(p).post != "" {
			posts++
			example = strings.Join(s.page(p).heads, " = ")
		}
	}
	return fmt.Sprintf("no titles of posts: %d links, %d to pages, %d to posts %s", links, pages, posts, example)
}

// otherLinks counts the links of the main part as long as titles that are to pages of the site which are none of the
// items: there may be another list of which nothing is known.
func (s *site) otherLinks(x *sitePage, main []place, repeated map[string]bool) int {
	items := map[string]bool{}
	for _, p := range main {
		items[s.resolve(x.path, p.href)] = true
	}
	n := 0
	for _, a := range anchors(x.body) {
		p := s.resolve(x.path, attr(a, "href"))
		if p == "" || p == x.path || items[p] || isListPath(p) || noneKind(p) != "" || words(text(a)) < 3 ||
			beside(a) || repeated[chain(a)] {
			continue
		}
		n++
		items[p] = true
	}
	return n
}
