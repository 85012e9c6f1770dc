package staticsites

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"cuttings/internal/wordset"
)

// fold is a text without case, marks and punctuation: its words with one space between them.
func fold(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}

// words counts words, a character of a script without spaces as half of one.
func words(s string) int {
	n, dense := len(strings.Fields(s)), 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			dense++
		}
	}
	return n + dense/2
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// unseen reports whether a browser shows nothing of an element.
func unseen(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea", "option",
		"button", "math":
		return true
	}
	style := strings.ReplaceAll(attr(n, "style"), " ", "")
	return has(n, "hidden") || strings.Contains(style, "display:none") || screenReader.MatchString(attr(n, "class"))
}

var screenReader = regexp.MustCompile(`(^|\s)(sr-only|screen-reader-text|visually-hidden|visuallyhidden)(\s|$)`)

// walk visits an element and those below it in document order; visit returns false to leave out what is below.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if n.Type == html.ElementNode && !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

// text is what is seen of a node, white space collapsed.
func text(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode {
			if unseen(n) {
				return
			}
			if isBlock(n) || n.Data == "br" {
				b.WriteByte(' ')
				defer b.WriteByte(' ')
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// longestTitle is how many bytes of text an element may have that is a title.
const longestTitle = 600

// shortTexts is the text of every element below a node that has no more than a title may have.
func shortTexts(root *html.Node) map[*html.Node]string {
	out := map[*html.Node]string{}
	size := map[*html.Node]int{}
	var measure func(*html.Node) int
	measure = func(n *html.Node) int {
		if n.Type == html.TextNode {
			return len(n.Data)
		}
		if n.Type == html.ElementNode && unseen(n) {
			return 0
		}
		k := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			k += measure(c)
		}
		size[n] = k
		if k <= 3*longestTitle && n.Type == html.ElementNode {
			if t := text(n); len(t) <= longestTitle {
				out[n] = t
			}
		}
		return k
	}
	measure(root)
	return out
}

// blockNames are elements that begin a line of text.
var blockNames = wordset.Of(`address article aside blockquote body caption dd details dialog div dl dt fieldset
	figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
	section summary table tbody td tfoot th thead tr ul center`)

func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockNames[n.Data] }

// line is one block of a page's text, and where it comes from.
type line struct {
	text  string
	nodes []*html.Node // its text nodes
}

// lines is the text below a node as a browser's copy gives it: a line for each block.
func lines(root *html.Node) []line {
	var out []line
	var cur line
	var b strings.Builder
	flush := func() {
		cur.text = strings.Join(strings.Fields(b.String()), " ")
		if cur.text != "" {
			out = append(out, cur)
		}
		cur = line{}
		b.Reset()
	}
	var add func(*html.Node)
	add = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			if strings.TrimSpace(n.Data) != "" {
				cur.nodes = append(cur.nodes, n)
			}
			return
		case n.Type == html.ElementNode && unseen(n):
			return
		case n.Type == html.ElementNode && n.Data == "br":
			if n.NextSibling != nil && n.NextSibling.Type == html.ElementNode && n.NextSibling.Data == "br" {
				flush()
			}
			b.WriteByte(' ')
			return
		}
		block := isBlock(n)
		if block {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
		if block {
			flush()
		}
	}
	add(root)
	flush()
	return out
}

func below(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

var digitsPattern = regexp.MustCompile(`\d+`)

// form is an element's name with its ID and first class, numbers left out: what elements of one template share.
func form(n *html.Node) string {
	s := n.Data
	if id := attr(n, "id"); id != "" {
		s += "#" + digitsPattern.ReplaceAllString(id, "")
	}
	if c := strings.Fields(attr(n, "class")); len(c) > 0 {
		s += "." + digitsPattern.ReplaceAllString(c[0], "")
	}
	return s
}

// chain is the forms of an element and all around it.
func chain(n *html.Node) string {
	var b strings.Builder
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		b.WriteString(form(n))
		b.WriteByte('<')
	}
	return b.String()
}

// common returns the innermost element that contains all nodes.
func common(nodes []*html.Node) *html.Node {
	if len(nodes) == 0 {
		return nil
	}
	c := nodes[0]
	for _, n := range nodes[1:] {
		for c != nil && !below(n, c) {
			c = c.Parent
		}
	}
	return c
}
