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

// The choice of a page's kind must not rest on what the yardsticks' pages happen
// to share: ten items a list, telling class names, structured data. So every
// page is also shown to the forest in other dress, made from its bytes.

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

// itemRange is what a list's item takes of the page's source.
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

// fewItems leaves the first n items of the main list.
func fewItems(html []byte, p *cutting.Page, l *listing.Result, n int) []byte {
	var out []cutting.Range
	for i := n; i < len(l.Items); i++ {
		out = append(out, itemRange(p, &l.Items[i])...)
	}
	return cutOut(html, out)
}

// headlinesOnly takes the excerpts out of the items.
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

// itemStyles are ways to write an item that the yardsticks' sites do not. With long
// the text is that of a whole post.
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
	{"posts under days", true, func(url, headline string, text []string) string {
		return `<h2>Monday, 12 May 2014</h2><div><h3>` + headline + "</h3><p>" + strings.Join(text, "</p><p>") +
			`</p><p><a href="` + url + `">#</a></p></div>` + "\n"
	}},
}

// rebuilt writes the first n items anew in another style and leaves the others out;
// more are paragraphs for long items.
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

// edges takes headers, footers, menus and side columns out, by their elements,
// unless they hold something of the body or of the list.
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

// bare takes the names out of the markup and the structured data out of the page.
func bare(html []byte) []byte {
	html = ldPattern.ReplaceAll(html, nil)
	html = ogPattern.ReplaceAll(html, nil)
	return tagPattern.ReplaceAllFunc(html, func(tag []byte) []byte { return attrPattern.ReplaceAll(tag, nil) })
}

// plain turns headings and the elements of HTML 5 into divs.
func plain(html []byte) []byte {
	return semantic.ReplaceAll(headingPattern.ReplaceAll(html, []byte("${1}div$2")), []byte("${1}div$2"))
}

// shortBody leaves the first n of the article's long paragraphs.
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

// listOf is a list of another page, to be appended to an article.
func listOf(html []byte, p *cutting.Page, l *listing.Result, most int) []byte {
	text := []byte("<div><h2>+</h2>")
	for i := range l.Items[:min(most, len(l.Items))] {
		r := p.Tree.Nodes[l.Items[i].Root].Source
		text = append(text, html[r.Start:r.End]...)
	}
	return append(text, "</div>"...)
}

// after puts text behind the range's end.
func after(html []byte, at int64, text []byte) []byte {
	return slices.Concat(html[:at], text, html[at:])
}

// dice is a number from 0 to n-1 that hangs on the name alone.
func dice(name string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % uint32(n))
}

// paragraphs are paragraphs of articles, as markup.
type paragraphs []string

// some are from least to most of them, which hang on the name alone.
func (ps paragraphs) some(name string, least, most int) []string {
	if len(ps) == 0 {
		return nil
	}
	var out []string
	for i := range least + dice(name+"n", most-least+1) {
		out = append(out, ps[dice(fmt.Sprint(name, i), len(ps))])
	}
	return out
}

// described puts running text above or below the list, in or beside its frame.
func described(html []byte, p *cutting.Page, l *listing.Result, name string, ps paragraphs) []byte {
	text := []byte("<div><p>" + strings.Join(ps.some(name, 1, 3), "</p><p>") + "</p></div>")
	first, last := p.Tree.Nodes[l.Items[0].Root], p.Tree.Nodes[l.Items[len(l.Items)-1].Root]
	switch dice(name+"where", 3) {
	case 0:
		return after(html, first.Source.Start, text)
	case 1:
		return after(html, last.Source.End, text)
	}
	// A box with a heading of its own beside the list.
	up := p.Tree.Nodes[max(first.Parent, 0)]
	return after(html, up.Source.End, []byte("<div><h3>+</h3>"+string(text)+"</div>"))
}

// emptied takes the article's blocks out.
func emptied(html []byte, p *cutting.Page, blocks []int32) []byte {
	var out []cutting.Range
	for _, b := range blocks {
		out = append(out, p.Source.Range(p.Blocks[b].Span))
	}
	return cutOut(html, out)
}

// entries puts a heading before every paragraph or two, as live blogs and interviews
// have them.
func entries(html []byte, p *cutting.Page, body []int32, name string) []byte {
	every := 1 + dice(name+"every", 2)
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

// linkedParagraphs makes some words of every paragraph a link.
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
