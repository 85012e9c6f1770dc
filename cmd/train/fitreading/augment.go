package fitreading

import (
	"fmt"
	"hash/fnv"
	escape "html"
	"regexp"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/split/listing"
)

// The choice of a page's kind must not depend on what the yardsticks' pages happen to share: ten
// items per list, descriptive class names, structured data. So the forest is also fitted to
// variants of every page (data augmentation), made from its bytes.

// cutOut removes ranges of html, in any order, overlapping or not.
func cutOut(html []byte, out []cutting.Range) []byte {
	slices.SortFunc(out, func(a, b cutting.Range) int { return int(a.Start - b.Start) })
	var text []byte
	var at int64
	for _, r := range out {
		if r.Start > at {
			text = append(text, html[at:r.Start]...)
		}
		at = max(at, r.End)
	}
	if at < int64(len(html)) {
		text = append(text, html[at:]...)
	}
	return text
}

// itemRange returns the ranges of the page's source that a list's item takes.
func itemRange(p *cutting.Page, it *listing.Item) []cutting.Range {
	root := p.Tree.Nodes[it.Root]
	out := []cutting.Range{root.Source}
	for _, b := range it.Blocks {
		if n := p.Blocks[b].Node; n > 0 && !p.Tree.Within(n, it.Root) && !p.Tree.Within(it.Root, n) {
			out = append(out, p.Tree.Nodes[n].Source)
		}
	}
	return out
}

// fewItems keeps the first n items of the main list.
func fewItems(html []byte, p *cutting.Page, l *listing.Result, n int) []byte {
	var out []cutting.Range
	for i := n; i < len(l.Items); i++ {
		out = append(out, itemRange(p, &l.Items[i])...)
	}
	return cutOut(html, out)
}

// headlinesOnly removes the excerpts from the items.
func headlinesOnly(html []byte, p *cutting.Page, l *listing.Result) []byte {
	var out []cutting.Range
	for i := range l.Items {
		for _, part := range l.Items[i].Parts {
			for _, b := range l.Items[i].Blocks {
				if s := p.Blocks[b].Span; s.Overlaps(part.Span) && !s.Overlaps(l.Items[i].Headline) {
					out = append(out, p.Source.Range(s))
				}
			}
		}
	}
	return cutOut(html, out)
}

// itemStyles are ways to write an item that the yardsticks' sites lack. With long the text is that
// of a whole post.
var itemStyles = []struct {
	name  string
	long  bool
	build func(url, headline string, text []string) string
}{
	{"tiles", false, func(url, headline string, text []string) string {
		return `<a href="` + url + `"><span>` + headline + `</span> <span>` + strings.Join(text, " ") + "</span></a>\n"
	}},
	{"lines", false, func(url, headline string, text []string) string {
		return `<font><b><a href="` + url + `">` + headline + "</a></b></font><br>" + strings.Join(text, "<br>") +
			"<br><br>\n"
	}},
	{"contents", false, func(url, headline string, _ []string) string {
		return `<li><a href="` + url + `">` + headline + "</a></li>\n"
	}},
	{"rows", false, func(url, headline string, text []string) string {
		return `<div><span>08:15</span> <a href="` + url + `">` + headline + "</a><p>" +
			strings.Join(text, "</p><p>") + "</p></div>\n"
	}},
	{"posts", true, func(url, headline string, text []string) string {
		return `<div><h2><a href="` + url + `">` + headline + "</a></h2><p>" + strings.Join(text, "</p><p>") +
			"</p></div>\n"
	}},
	{"posts signed", true, func(url, headline string, text []string) string {
		return "<h3>" + headline + "</h3><p>" + strings.Join(text, "</p><p>") +
			`</p><p class="posted">Posted by Ida Rennow ` +
			fmt.Sprintf(`at <a href="%s">%02d:%02d</a> | <a href="%s#comments">Comments (%d)</a></p>`, url,
				seeded(headline, 24), seeded(url, 60), url, seeded(headline, 9)) + "\n"
	}},
	{"posts under days", true, func(url, headline string, text []string) string {
		return `<h2>Monday, 12 May 2014</h2><div><h3>` + headline + "</h3><p>" + strings.Join(text, "</p><p>") +
			`</p><p><a href="` + url + `">#</a></p></div>` + "\n"
	}},
}

// sections rewrites the first n items as on a front page: under headings, most of them linked, the
// first with text and the others without.
func sections(html []byte, p *cutting.Page, l *listing.Result, n int, name string) []byte {
	names := [...]string{"Town", "Opinion", "Sport", "Kultur", "Monde", "Letters"}
	var list strings.Builder
	var out []cutting.Range
	size := 2 + seeded(name+"size", 3)
	for i := range l.Items {
		it := &l.Items[i]
		out = append(out, itemRange(p, it)...)
		if i >= n {
			continue
		}
		url, headline := escape.EscapeString(it.URL), escape.EscapeString(it.Headline.In(p.Text))
		if i%size == 0 {
			s := names[(i/size+seeded(name, 6))%len(names)]
			if i > 0 {
				list.WriteString("</ul></section>")
			}
			if seeded(name+"linked", 3) > 0 {
				s = `<a href="/` + strings.ToLower(s) + `/">` + s + "</a>"
			}
			list.WriteString("<section><h2>" + s + "</h2>")
			list.WriteString(`<div><h3><a href="` + url + `">` + headline + "</a></h3>")
			for _, part := range it.Parts[:min(len(it.Parts), 2)] {
				list.WriteString("<p>" + escape.EscapeString(part.Span.In(p.Text)) + "</p>")
			}
			list.WriteString("</div><ul>")
			continue
		}
		list.WriteString(`<li><h3><a href="` + url + `">` + headline + "</a></h3></li>")
	}
	list.WriteString("</ul></section>")
	at := out[0].Start
	left := cutOut(html[at:], shifted(out, -at))
	return slices.Concat(html[:at], []byte("<div>"+list.String()+"</div>"), left)
}

// cloud replaces a list by a page of tags.
func cloud(html []byte, p *cutting.Page, l *listing.Result, name string) []byte {
	titles := [...]string{"Tags", "Categories", "Topics", "Kategorien", "Étiquettes", "Etiquetas", "Метки", "标签"}
	paths := [...]string{"/tags/%s/", "/category/%s.html", "/%s/", "?tag=%s"}
	path, h := paths[seeded(name+"path", len(paths))], titles[seeded(name+"title", len(titles))]
	var list strings.Builder
	list.WriteString("<h1>" + h + "</h1><ul>")
	seen := map[string]bool{}
	for w := range strings.FieldsSeq(p.Text) {
		if w = strings.Trim(w, ".,;:!?()«»\"'"); len(w) < 4 || len(w) > 18 || seen[w] ||
			len(seen) > 20+seeded(name, 40) {
			continue
		}
		seen[w] = true
		w = escape.EscapeString(w)
		list.WriteString(`<li><a href="` + fmt.Sprintf(path, w) + `">` + w + "</a>")
		if seeded(name+"counts", 2) == 0 {
			list.WriteString(fmt.Sprintf(" (%d)", 1+seeded(w, 30)))
		}
		list.WriteString("</li>")
	}
	list.WriteString("</ul>")
	var out []cutting.Range
	for i := range l.Items {
		out = append(out, itemRange(p, &l.Items[i])...)
	}
	at := out[0].Start
	head := titlePattern.ReplaceAll(html[:at:at], []byte("${1}"+h+"${2}"))
	return slices.Concat(head, []byte(list.String()), cutOut(html[at:], shifted(out, -at)))
}

// stranger inserts an item before the list that has the template of the others and links to another
// site, as boxes about the author and advertisements do.
func stranger(html []byte, p *cutting.Page, l *listing.Result) []byte {
	it := &l.Items[len(l.Items)-1]
	root := p.Tree.Nodes[it.Root].Source
	text := string(html[root.Start:root.End])
	for _, a := range hrefPattern.FindAllString(text, -1) {
		text = strings.ReplaceAll(text, a, ` href="https://people.example/ida-rennow"`)
	}
	text = strings.ReplaceAll(text, it.Headline.In(p.Text), "Ida Rennow, who writes here")
	return after(html, p.Tree.Nodes[l.Items[0].Root].Source.Start, []byte(text))
}

var (
	hrefPattern  = regexp.MustCompile(`(?i)\shref\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)`)
	titlePattern = regexp.MustCompile(`(?is)(<title[^>]*>).*?(</title>)`)
	h1Pattern    = regexp.MustCompile(`(?is)(<h1[^>]*>).*?(</h1>)`)
)

// staticPage gives an article's page the title of a page about the site.
func staticPage(html []byte, name string) []byte {
	phrases := [...]string{"About us", "About", "Über uns", "Contact", "Qui sommes-nous", "Impressum",
		"Sobre nosotros", "О нас", "Kontakt", "关于我们"}
	s := "${1}" + phrases[seeded(name, len(phrases))] + "${2}"
	return h1Pattern.ReplaceAll(titlePattern.ReplaceAll(html, []byte(s)), []byte(s))
}

// rebuilt rewrites the first n items in another style and removes the others; more are paragraphs
// for long items.
func rebuilt(html []byte, p *cutting.Page, l *listing.Result, n int, more paragraphs,
	build func(url, headline string, text []string) string) []byte {
	var list strings.Builder
	var out []cutting.Range
	for i := range l.Items {
		it := &l.Items[i]
		out = append(out, itemRange(p, it)...)
		if i >= n {
			continue
		}
		var text []string
		for _, part := range it.Parts[:min(len(it.Parts), 3)] {
			text = append(text, escape.EscapeString(part.Span.In(p.Text)))
		}
		text = append(text, more.some(it.Headline.In(p.Text), 2, 7)...)
		list.WriteString(build(escape.EscapeString(it.URL), escape.EscapeString(it.Headline.In(p.Text)), text))
	}
	at := out[0].Start
	left := cutOut(html[at:], shifted(out, -at))
	return slices.Concat(html[:at], []byte("<div>"+list.String()+"</div>"), left)
}

func shifted(rs []cutting.Range, by int64) []cutting.Range {
	var out []cutting.Range
	for _, r := range rs {
		if r.Start+by >= 0 {
			out = append(out, cutting.Range{Start: r.Start + by, End: r.End + by})
		}
	}
	return out
}

// edges removes headers, footers, menus and side columns, by their elements, unless they contain
// something of the body or of the list.
func edges(html []byte, p *cutting.Page, keep map[int32]bool) []byte {
	var out []cutting.Range
	for i := range p.Tree.Nodes {
		switch n := &p.Tree.Nodes[i]; n.Tag {
		case "header", "footer", "nav", "aside":
			kept := false
			for b := n.BlockLo; b < n.BlockHi; b++ {
				kept = kept || keep[b]
			}
			if !kept {
				out = append(out, n.Source)
			}
		}
	}
	return cutOut(html, out)
}

var (
	attrPattern = regexp.MustCompile(`(?i)\s(?:class|id|role|item(?:type|prop|scope|id)|rel|data-[\w-]+|` +
		`aria-[\w-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?`)
	tagPattern     = regexp.MustCompile(`<[a-zA-Z][^<>]*>`)
	ldPattern      = regexp.MustCompile(`(?is)<script[^>]*ld\+json[^>]*>.*?</script>`)
	ogPattern      = regexp.MustCompile(`(?i)<meta[^>]*(?:og:|article:|twitter:)[^>]*>`)
	headingPattern = regexp.MustCompile(`(?i)(</?)h[1-6]([\s>])`)
	semantic       = regexp.MustCompile(`(?i)(</?)(?:article|section|main|header|footer|aside|nav)([\s>])`)
)

// withoutNames removes the names from the markup and the structured data from the page.
func withoutNames(html []byte) []byte {
	html = ldPattern.ReplaceAll(html, nil)
	html = ogPattern.ReplaceAll(html, nil)
	return tagPattern.ReplaceAllFunc(html, func(tag []byte) []byte { return attrPattern.ReplaceAll(tag, nil) })
}

// plainElements turns headings and the elements of HTML 5 into divs.
func plainElements(html []byte) []byte {
	return semantic.ReplaceAll(headingPattern.ReplaceAll(html, []byte("${1}div$2")), []byte("${1}div$2"))
}

// shortBody keeps the first n of the article's long paragraphs.
func shortBody(html []byte, p *cutting.Page, body []int32, n int) []byte {
	var out []cutting.Range
	for _, b := range body {
		if p.Blocks[b].Span.Len() < 80 {
			continue
		}
		if n--; n < 0 {
			out = append(out, p.Source.Range(p.Blocks[b].Span))
		}
	}
	return cutOut(html, out)
}

// listOf returns a list of another page, to append to an article, half of the time under a heading
// of a rail.
func listOf(html []byte, p *cutting.Page, l *listing.Result, most int) []byte {
	heads := [...]string{"+", "More from the harbour", "+", "Related articles", "+", "Lesen Sie auch", "+",
		"À lire aussi"}
	text := []byte("<div><h2>" + heads[seeded(l.Items[0].Headline.In(p.Text), len(heads))] + "</h2>")
	for i := range l.Items[:min(most, len(l.Items))] {
		r := p.Tree.Nodes[l.Items[i].Root].Source
		text = append(text, html[r.Start:r.End]...)
	}
	return append(text, "</div>"...)
}

// after inserts text at byte offset at.
func after(html []byte, at int64, text []byte) []byte {
	return slices.Concat(html[:at], text, html[at:])
}

// seeded returns a number from 0 to n-1 that depends only on the name.
func seeded(name string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % uint32(n))
}

// paragraphs are paragraphs of articles, as markup.
type paragraphs []string

// some returns least to most of them, a choice that depends only on the name.
func (ps paragraphs) some(name string, least, most int) []string {
	if len(ps) == 0 {
		return nil
	}
	var out []string
	for i := range least + seeded(name+"n", most-least+1) {
		out = append(out, ps[seeded(fmt.Sprint(name, i), len(ps))])
	}
	return out
}

// described inserts running text above or below the list, inside or beside its frame; most is the
// largest number of paragraphs.
func described(html []byte, p *cutting.Page, l *listing.Result, name string, ps paragraphs, most int) []byte {
	text := []byte("<div><p>" + strings.Join(ps.some(name, 1, most), "</p><p>") + "</p></div>")
	first, last := p.Tree.Nodes[l.Items[0].Root], p.Tree.Nodes[l.Items[len(l.Items)-1].Root]
	switch seeded(name+"where", 3) {
	case 0:
		return after(html, first.Source.Start, text)
	case 1:
		return after(html, last.Source.End, text)
	}
	// A box with its own heading beside the list.
	up := p.Tree.Nodes[max(first.Parent, 0)]
	return after(html, up.Source.End, []byte("<div><h3>+</h3>"+string(text)+"</div>"))
}

// welcomed inserts a text of several paragraphs with a heading above the list, as front pages of
// organisations have it.
func welcomed(html []byte, p *cutting.Page, l *listing.Result, name string, ps paragraphs) []byte {
	text := []byte("<div><h1>" + [...]string{"Welcome", "Our society", "Über den Verein", "L’association",
		"La asociación"}[seeded(name, 5)] +
		"</h1><p>" + strings.Join(ps.some(name, 4, 8), "</p><p>") + "</p></div><h2>News</h2>")
	return after(html, p.Tree.Nodes[l.Items[0].Root].Source.Start, text)
}

// emptied removes the article's blocks.
func emptied(html []byte, p *cutting.Page, blocks []int32) []byte {
	var out []cutting.Range
	for _, b := range blocks {
		out = append(out, p.Source.Range(p.Blocks[b].Span))
	}
	return cutOut(html, out)
}

// entries inserts a heading before every paragraph or two, as live blogs and interviews have them.
func entries(html []byte, p *cutting.Page, body []int32, name string) []byte {
	every := 1 + seeded(name+"every", 2)
	var out []byte
	var at int64
	n := 0
	for _, b := range body {
		bl := &p.Blocks[b]
		if bl.Span.Len() < 120 || bl.Role != cutting.Paragraph || bl.Node < 0 {
			continue
		}
		if n++; n%every != 0 {
			continue
		}
		start := p.Tree.Nodes[bl.Node].Source.Start
		if start < at {
			continue
		}
		words := strings.Fields(bl.Span.In(p.Text))
		head := strings.Join(words[len(words)/2:min(len(words), len(words)/2+7)], " ")
		out = append(append(out, html[at:start]...), fmt.Sprintf("<h3>1%d:%02d – %s</h3>", n%10, n*7%60,
			escape.EscapeString(head))...)
		at = start
	}
	return append(out, html[at:]...)
}

// linkedParagraphs turns some words of every paragraph into a link.
func linkedParagraphs(html []byte, p *cutting.Page, body []int32) []byte {
	var out []byte
	var at int64
	for i, b := range body {
		bl := &p.Blocks[b]
		if bl.Span.Len() < 80 || len(bl.Links) > 0 {
			continue
		}
		text := bl.Span.In(p.Text)
		k := strings.IndexByte(text[len(text)/3:], ' ')
		e := strings.LastIndexByte(text[:len(text)*2/3], ' ')
		if k < 0 || e <= len(text)/3+k+1 {
			continue
		}
		r := p.Source.Range(cutting.Span{Start: bl.Span.Start + len(text)/3 + k + 1, End: bl.Span.Start + e})
		if r.Empty() || r.Start < at || strings.ContainsAny(string(html[r.Start:r.End]), "<>") {
			continue
		}
		out = append(append(out, html[at:r.Start]...), fmt.Sprintf(`<a href="/2014/05/another-piece-%d.html">`, i)...)
		out = append(append(out, html[r.Start:r.End]...), "</a>"...)
		at = r.End
	}
	return append(out, html[at:]...)
}
