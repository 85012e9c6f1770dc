package html_test

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/page/pagetest"
)

// outline formats a page's blocks, one a line: role, element, text, links.
func outline(p *cutting.Page) string {
	var b strings.Builder
	for i := range p.Blocks {
		bl := &p.Blocks[i]
		fmt.Fprintf(&b, "%s %s %q", bl.Role, p.Tree.Nodes[bl.Node].Tag, bl.Span.In(p.Text))
		if bl.Level > 0 {
			fmt.Fprintf(&b, " level %d", bl.Level)
		}
		if bl.RTL {
			b.WriteString(" rtl")
		}
		for _, l := range bl.Links {
			fmt.Fprintf(&b, " [%q %s]", l.Span.In(p.Text), l.URL)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"white space collapses", "<p>  a\n\t b  <b> c </b> d </p>", `paragraph p "a b c d"`},
		{"no space between inline elements unless written", "<p><b>a</b><i>b</i> <i>c</i></p>", `paragraph p "ab c"`},
		{"text between block children is a block of its own", "<div>a<p>b</p>c</div>",
			`paragraph div "a"|paragraph p "b"|paragraph div "c"`},
		{"implied paragraph ends", "<p>a<p>b<div>c</div>d",
			`paragraph p "a"|paragraph p "b"|paragraph div "c"|paragraph  "d"`},
		{"stray paragraph end breaks", "a</p>b", `paragraph  "a"|paragraph  "b"`},
		{"implied item ends", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
			`list item li "a"|list item li "b"|list item li "c"|list item li "d"`},
		{"terms and definitions", "<dl><dt>a<dd>b<dt>c</dl>", `term dt "a"|definition dd "b"|term dt "c"`},
		{"tables without ends", "<table><caption>t<tr><th>a<td>b<tr><td>c</table>d",
			`caption caption "t"|table cell th "a"|table cell td "b"|table cell td "c"|paragraph  "d"`},
		{"nested table stays in its cell", "<table><tr><td>a<table><tr><td>b</table>c<td>d</table>",
			`table cell td "a"|table cell td "b"|table cell td "c"|table cell td "d"`},
		{"stray div end in a cell does not close the table", "<div><table><tr><td>a</div>b<td>c</table></div>",
			`table cell td "ab"|table cell td "c"`},
		{"cells outside tables are nothing", "<div><td>a</td> b</div>", `paragraph div "a b"`},
		{"headings", "<h1>a</h1><h3><a href=/x>b</a></h3><h2>c<h3>d</h3>",
			`heading h1 "a" level 1|heading h3 "b" level 3 ["b" /x]|heading h2 "c" level 2|heading h3 "d" level 3`},
		{"heading with a wrong end tag", "<h1>a</h2>b", `heading h1 "a" level 1|paragraph  "b"`},
		{"quotation hands its role down", "<blockquote><p>a</p><div>b</div></blockquote>",
			`quote p "a"|quote div "b"`},
		{"an item's paragraph is an item, its boxes are not", "<ul><li><p>a</p></li><li><div>b</div></li></ul>",
			`list item p "a"|paragraph div "b"`},
		{"captions", "<figure><img><figcaption>a</figcaption></figure>", `caption figcaption "a"`},
		{"line of links", `<div><a href="/a">a</a> | <a href="/b">b</a></div>`,
			`link line div "a | b" ["a" /a] ["b" /b]`},
		{"text with a link is no line of links", `<p>see <a href="/a">a</a></p>`, `paragraph p "see a" ["a" /a]`},
		{"date line", "<p><time>1 May 2019</time></p>", `date line p "1 May 2019"`},
		{"link over blocks", `<a href="/x"><h2>a</h2><p>b</p></a>`,
			`heading h2 "a" level 2 ["a" /x]|link line p "b" ["b" /x]`},
		{"image link stays with its block", `<p><a href="/i"><img></a> a</p>`, `paragraph p "a" ["" /i]`},
		{"link closed inside a block it does not hold", `<a href="/x">a<div>b</a>c</div>d`,
			`link line  "a" ["a" /x]|paragraph div "bc" ["b" /x]|paragraph  "d"`},
		{"link ends link", `<p><a href="/x">a<a href="/y">b</a></p>`, `link line p "a b" ["a" /x] ["b" /y]`},
		{"neighbouring links do not run together", `<p><a href="/x">a</a><a href="/y">b</a>, <a href="/z">c</a>d</p>`,
			`paragraph p "a b, cd" ["a" /x] ["b" /y] ["c" /z]`},
		{"neighbouring elements do not run together before a capital or digit",
			`<p><span>Velm</span><span>Harbour</span><i>12:40</i><b>Mc</b>Donagh</p><p><b>W</b>elm ` +
				`<b>lam</b><i>ps</i></p>`,
			`paragraph p "Velm Harbour 12:40 McDonagh"|paragraph p "Welm lamps"`},
		{"dates do not run into words", "<p>Velm<time>1 May</time>by Tench (<time>2 May</time>)</p>",
			`paragraph p "Velm 1 May by Tench (2 May)"`},
		{"blank line of a no-break space", "<div>a<br>&nbsp;<br>b<br> c</div>",
			`paragraph div "a"|paragraph div "b\nc"`},
		{"script links lead nowhere", `<p><a href="javascript:void(0)">a</a> b</p>`, `paragraph p "a b" ["a" ]`},
		{"line break in a block", "<p>a<br>b <br/> c</p>", `paragraph p "a\nb\nc"`},
		{"two line breaks end the block", "<div>a<br><br>b<br>\n<br />c</div>",
			`paragraph div "a"|paragraph div "b"|paragraph div "c"`},
		{"line breaks at the ends show nothing", "<p><br>a<br></p>", `paragraph p "a"`},
		{"preformatted", "<pre>\na\n  b\r\n c </pre>", `preformatted pre "a\n  b\n c"`},
		{"textarea is text", "<textarea>\n<b>&amp;</textarea>x", `preformatted textarea "<b>&"|paragraph  "x"`},
		{"plaintext", "<p>a<plaintext></plaintext>&amp;",
			`paragraph p "a"|preformatted plaintext "</plaintext>&amp;"`},
		{"xmp", "<xmp><b>&amp;</b></xmp>", `preformatted xmp "<b>&amp;</b>"`},
		{"left out", "<head><title>t</title></head><script>s</script><style>s</style><noscript>n</noscript>" +
			"<template>m</template>" +
			"<iframe>i</iframe><!-- c --><p>a", `paragraph p "a"`},
		{"shadow roots in their old spelling are part of the page", "<template shadowroot=open><p>a</p></template>",
			`paragraph p "a"`},
		{"shadow roots are part of the page", "<template shadowrootmode=open><p>a</p></template>", `paragraph p "a"`},
		{"script with a comment that hides its end", "<script><!--<script></script>--></script>a", `paragraph  "a"`},
		{"comments", "a<!-->b<!--->c<!-- x --!>d<!doctype x>e<?pi?>f</ g>h", `paragraph  "abcdefh"`},
		{"unclosed comment", "a<!-- b", `paragraph  "a"`},
		{"angle brackets that are no tags", "1 < 2 << 3 <> 4 </> 5", `paragraph  "1 < 2 << 3 <> 4 5"`},
		{"drawing", "<svg><title>t</title><path/><text>a</text></svg>b", `paragraph  "ab"`},
		{"drawing never closed", "<svg><path><p>a</p>", `paragraph p "a"`},
		{"markup in a drawing", "<svg><foreignObject><div>a</div></foreignObject></svg>b",
			`paragraph div "a"|paragraph  "b"`},
		{"formula", "<p>x <math><mi>a</mi><annotation>b</annotation></math> y", `paragraph p "x a y"`},
		{"character data", "a<![CDATA[b]]>c<svg><![CDATA[<d>]]></svg>", `paragraph  "ac<d>"`},
		{"references", "<p>&amp;&lt;&#8217;&#x41;&copy;&copyb;&bogus;&;&#;&#150;&Aacute;</p>",
			`paragraph p "&<’A©©b;&bogus;&;&#;–Á"`},
		{"no-break spaces stay inside, not at the ends", "<p>&nbsp;a&nbsp;b&nbsp;</p><p>&nbsp;</p>",
			`paragraph p "a\u00a0b"`},
		{"formatting over blocks", "<b>a<p>b</b>c</p>d", `paragraph  "a"|paragraph p "bc"|paragraph  "d"`},
		{"form end inside", "<form><div>a</form>b</div>c", `paragraph div "a"|paragraph div "b"|paragraph form "c"`},
		{"options", "<select><option>a<option>b</select>", `control option "a"|control option "b"`},
		{"controls", "<label>a</label><button>b<button>c", `control label "a"|control button "b"|control button "c"`},
		{"text behind the body's end", "<body><p>a</p></body></html>b", `paragraph p "a"|paragraph body "b"`},
		{"text in the head opens the body", "<head><meta name=a>x<p>y", `paragraph  "x"|paragraph p "y"`},
		{"second body is nothing", "<body><div>a<body>b</div>", `paragraph div "ab"`},
		{"tag cut off", "<p>a<b class=", `paragraph p "a"`},
		{"unknown elements are inline", "<p>a<x-y>b</x-y>c</foo></p>", `paragraph p "abc"`},
		{"direction declared", "<p dir=rtl>a</p><p>b</p>", `paragraph p "a" rtl|paragraph p "b"`},
		{"direction of the page", "<html dir=rtl><p>a</p><p dir=ltr>b</p>", `paragraph p "a" rtl|paragraph p "b"`},
		{"a time in a drawing is no date", "<svg><time datetime=2019-05-01>1 May</time></svg><p>a</p>",
			`paragraph  "1 May"|paragraph p "a"`},
		{"direction by most letters", "<html dir=ltr><p>«ولم» a</p><p>a ولم</p><p>a b c d ولم</p>",
			`paragraph p "«ولم» a" rtl|paragraph p "a ولم" rtl|paragraph p "a b c d ولم"`},
		{"control characters are dropped", "<p>a\x00b\x1bc\x7f</p>", `paragraph p "abc"`},
		{"upper case tags", "<P CLASS=X>a</P><A HREF=/q>b</A>", `paragraph p "a"|link line  "b" ["b" /q]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{})
			got := strings.ReplaceAll(strings.TrimSuffix(outline(p), "\n"), "\n", "|")
			if got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
			}
		})
	}
}

// tree formats a page's elements as nested brackets.
func tree(p *cutting.Page, n int32) string {
	var b strings.Builder
	b.WriteString(p.Tree.Nodes[n].Tag)
	if c := p.Tree.First(n); c >= 0 {
		b.WriteByte('(')
		for ; c >= 0; c = p.Tree.Next(c) {
			if b.String()[b.Len()-1] != '(' {
				b.WriteByte(' ')
			}
			b.WriteString(tree(p, c))
		}
		b.WriteByte(')')
	}
	return b.String()
}

func TestTree(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"head ends at the first other element", "<html><head><meta><div>a</div>", "(html(head(meta) div))"},
		{"void elements", "<p>a<br>b<img src=x>c<input></p>", "(p(br img input))"},
		{"inline element left open in a paragraph", "<p><b>a<p>b", "(p(b) p)"},
		{"unknown end tag", "<div><p>a</x></div><p>b", "(div(p) p)"},
		{"end tag beyond a block", "<i><div>a</i>b</div>", "(i(div))"},
		{"table parts", "<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>",
			"(table(thead(tr(th)) tbody(tr(td)) tfoot(tr(td))))"},
		{"table in a row ends the table", "<table><tr><table><tr><td>a</table>", "(table(tr) table(tr(td)))"},
		{"caption and columns", "<table><caption>a<col><colgroup><col><tr><td>b</table>",
			"(table(caption col colgroup(col) tr(td)))"},
		{"item stops at a nested list only", "<ul><li><div><li>a</ul>", "(ul(li(div) li))"},
		{"item in a section", "<ul><li><section><li>a</ul>", "(ul(li(section(li))))"},
		{"option groups", "<select><optgroup><option>a<optgroup><option>b</select>",
			"(select(optgroup(option) optgroup(option)))"},
		{"ruby", "<ruby>a<rp>(<rt>b<rp>)</ruby>", "(ruby(rp rt rp))"},
		{"form in a form", "<form><form><p>a</form>", "(form(p))"},
		{"drawing elements have no nodes", "<svg><g><path/><text>a</text></g></svg>", "(svg(text))"},
		{"paragraph in a button in a paragraph", "<p><button><p>a</button></p>", "(p(button(p)))"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := tree(pagetest.ReadHTML(t, c.src, page.Options{}), 0); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
			}
		})
	}
}

func TestHidden(t *testing.T) {
	for _, c := range []struct {
		src    string
		hidden bool
	}{
		{`<p hidden>a</p>`, true},
		{`<p hidden="until-found">a</p>`, false},
		{`<p style="color:red; DISPLAY : none !important">a</p>`, true},
		{`<p style="visibility:hidden">a</p>`, true},
		{`<p style="display:nonesuch-block">a</p>`, false},
		{`<p aria-hidden="true">a</p>`, true},
		{`<p aria-hidden="false">a</p>`, false},
		{`<div style="display:none"><p>a</p></div>`, true},
		{`<video><p>a</p></video>`, true},
		{`<dialog><p>a</p></dialog>`, true},
		{`<dialog open><p>a</p></dialog>`, false},
	} {
		t.Run(c.src, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{})
			if p.Text != "a" {
				t.Fatalf("text %q, want it in", p.Text)
			}
			if n := p.Tree.Nodes[p.Blocks[0].Node]; n.Hidden != c.hidden {
				t.Errorf("hidden %v, want %v", n.Hidden, c.hidden)
			}
		})
	}
}

// TestHiddenWrapper checks that an element that hides the whole page is shown, and that hidden
// elements inside it stay hidden.
func TestHiddenWrapper(t *testing.T) {
	long := strings.Repeat("The lamps of Velm burn. ", 20)
	for _, c := range []struct {
		name, src string
		hidden    bool
	}{
		{"wrapper", `<div style="display:none"><p id=x>` + long + `</p></div>`, false},
		{"wrapper set aside for a dialog", `<div aria-hidden=true><p id=x>` + long + `</p></div><p>Accept?</p>`,
			false},
		{"half the page", `<div hidden><p id=x>` + long + `</p></div><p>` + long, true},
		{"inside the wrapper", `<div hidden><p>` + long + `</p><p id=x hidden>no</p></div>`, true},
		{"streamed in", `<p>` + long + `</p><div hidden id="S:1f"><p id=x>late</p></div>`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{})
			for i := range p.Tree.Nodes {
				if p.Tree.Attr(int32(i), "id") == "x" && p.Tree.Nodes[i].Hidden != c.hidden {
					t.Errorf("hidden %v, want %v", p.Tree.Nodes[i].Hidden, c.hidden)
				}
			}
		})
	}
}

// TestSourceRanges checks the ranges that pieces of text map to.
func TestSourceRanges(t *testing.T) {
	for _, c := range []struct{ name, src, text, want string }{
		{"plain", "<p>lamp</p>", "lamp", "lamp"},
		{"over markup", "<p>a<b>lamp</b>s</p>", "alamps", "a<b>lamp</b>s"},
		{"collapsed white space", "<p>one \n\t two</p>", "one two", "one \n\t two"},
		{"after collapsed white space", "<p>one \n\t two</p>", "two", "two"},
		{"reference", "<p>a&rsquo;b</p>", "’", "&rsquo;"},
		{"reference at the end", "<p>a&rsquo;</p>", "a’", "a&rsquo;"},
		{"two references", "<p>&ldquo;&eacute;</p>", "“é", "&ldquo;&eacute;"},
		{"reference before markup", "<p>&eacute;</b>t", "é", "&eacute;"},
		{"reference without semicolon", "<p>&copyright</p>", "©", "&copy"},
		{"line break", "<p>a<br >b</p>", "\n", "<br >"},
		{"blocks", "<p>a</p> <p>b</p>", "a\nb", "a</p> <p>b"},
		{"separator alone", "<p>a</p> <p>b</p>", "\n", ""},
		{"byte order mark", "\xef\xbb\xbf<p>lämp</p>", "lämp", "lämp"},
		{"windows-1251", "<meta charset=windows-1251><p>\xcb\xe0\xec\xef\xfb &laquo;\xe3\xee\xf0\xff\xf2&raquo;",
			"горят", "\xe3\xee\xf0\xff\xf2"},
		{"shift_jis", "<meta charset=shift_jis><p>\x93\x94\x91\xe4 a \x82\xcc", "台 a", "\x91\xe4 a"},
		{"iso-2022-jp", "<meta charset=iso-2022-jp><p>a\x1b$B$3$s\x1b(Bb", "ん", "$s"},
		{"utf-16", "\xff\xfe<\x00p\x00>\x00l\x00\x3d\xd8\x00\xde", "😀", "\x3d\xd8\x00\xde"},
		{"invalid UTF-8", "<meta charset=utf-8><p>żółw \xff i ćma</p>", "i ćma", "i ćma"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{})
			i := strings.Index(p.Text, c.text)
			if i < 0 {
				t.Fatalf("%q not in %q", c.text, p.Text)
			}
			r := p.Source.Range(cutting.Span{Start: i, End: i + len(c.text)})
			if got := c.src[r.Start:r.End]; got != c.want {
				t.Errorf("%q comes from %v %q, want %q", c.text, r, got, c.want)
			}
		})
	}
}

func TestNodeSource(t *testing.T) {
	src := `<html><body><div id=a><p>one<p>two</div></body></html> `
	p := pagetest.ReadHTML(t, src, page.Options{})
	for tag, want := range map[string]string{
		"html": strings.TrimSpace(src),
		"body": "<body><div id=a><p>one<p>two</div></body>",
		"div":  "<div id=a><p>one<p>two</div>",
		"p":    "<p>one",
	} {
		for i := range p.Tree.Nodes {
			if n := &p.Tree.Nodes[i]; n.Tag == tag {
				if got := src[n.Source.Start:n.Source.End]; got != want {
					t.Errorf("<%s> is %q, want %q", tag, got, want)
				}
				break
			}
		}
	}
}

func TestAttributes(t *testing.T) {
	p := pagetest.ReadHTML(t, `<p ID='x' class = "a &amp; b" data-Foo=1&copy=2 data-bar="&copy=3&lt" hidden `+
		`hidden=2 =odd /x>t</p>`, page.Options{})
	n := p.Blocks[0].Node
	for key, want := range map[string]string{"id": "x", "class": "a & b", "data-foo": "1&copy=2",
		"data-bar": "&copy=3<", "hidden": "", "=odd": "", "x": ""} {
		if !p.Tree.HasAttr(n, key) || p.Tree.Attr(n, key) != want {
			t.Errorf("%s = %q (there: %v), want %q", key, p.Tree.Attr(n, key), p.Tree.HasAttr(n, key), want)
		}
	}
}

// TestLargeAndDeep reads pages that break readers of worse than linear cost; each must be read
// whole within the time limit of a slow machine.
func TestLargeAndDeep(t *testing.T) {
	const n = 30000
	rep := strings.Repeat
	for _, c := range []struct{ name, src string }{
		{"nested", rep("<div>", n) + "end"},
		{"nested inline", rep("<b><i>", n) + "end"},
		{"nested lists", rep("<ul><li>", n) + "end"},
		{"open formatting under a block", "<i><div>" + rep("<b>", n) + rep("</i>", n) + "end"},
		{"anchors across blocks", rep("<a href=x><div>", n) + "end"},
		{"open elements of made-up names", rep("<x-a><x-b>", n) + rep("</x-c>", n) + "end"},
		{"many made-up names", func() string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "<n%d>", i)
			}
			return b.String() + "end"
		}()},
		{"end tags", rep("</p></b></div>", n) + "end"},
		{"brackets", rep("<", n) + " end"},
		{"ampersands", rep("&", n) + "end"},
		{"half comments", rep("<!--", n) + "--> end"},
		{"dashes in a comment", "<!--" + rep("-", n) + "> end -->end"},
		{"attributes", "<p " + rep("a=1 ", n) + ">end"},
		{"long attribute", "<p a='" + rep("&amp;", n) + "'>end"},
		{"blank inline elements", "<pre>x" + rep("<b>\n", n) + "end"},
		{"no-break spaces", "<p>" + rep("<b>&nbsp;", n) + "end"},
		{"half scripts", "<script>" + rep("<!--<script>", n) + "</script></script>-->" + "</script>end"},
		{"nested tables", rep("<table><tr><td>", n) + "end"},
		{"rows", "<table>" + rep("<tr>", n) + "<td>end"},
		{"forms", rep("<form><div></form>", n) + "end"},
		{"drawings", rep("<svg><g>", n) + "<p>end"},
		{"buttons", rep("<p><button>", n) + "end"},
		{"hidden", rep("<div hidden>", n) + rep("a ", 200) + "end"},
		{"nobr", rep("<nobr><p>", n) + "end"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{})
			if !strings.HasSuffix(p.Text, "end") {
				t.Errorf("text ends %q", p.Text[max(0, len(p.Text)-40):])
			}
		})
	}
}
