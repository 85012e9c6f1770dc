package html_test

import (
	"strings"
	"testing"
	"unicode"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/page/internal/chars"
	"cuttings/page/pagetest"
)

// FuzzRead checks the guarantees of a page for any bytes. For ASCII without character references it
// also checks the source map exactly: the bytes a block was read from, without markup, are its
// text.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "<", "</", "<!", "<a", "<!-->x", "a<b>c</b>d", "<p>one<p>two<ul><li>a<li>b</ul>",
		"<table><tr><td>1<td>2<tr><td>3</table>x", "<b><i>x</b>y</i>", "<a href=/x>one<div>two</a>three</div>",
		"<svg><title>t</title><text>s</text><foreignObject><p>q</p></foreignObject></svg>after",
		"<math><mi>x</mi><annotation>y</annotation></math>", "<script>a<!--<script>b</script>c--></script>d",
		"<textarea>\n<b>raw</b></textarea>", "<select><option>a<option>b</select>", "<pre>\n x\r\n  y </pre>",
		"<template><p>no</p></template>yes", "<p>&amp;&#8217;&nbsp;&notit;&bogus;</p>", "\xef\xbb\xbf<p>mark",
		"\xff\xfe<\x00p\x00>\x00x\x00", "<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2",
		"<p>bad \xff utf-8 \xc3\xa9", "<form><div></form></div>x", "<h1>a<h2>b</h1>c", "<dl><dt>a<dd>b<dt>c</dl>",
		"<p dir=rtl>\u0633\u0644\u0627\u0645</p>", "<time>1 May 2019</time><br><br>x<br>y",
		"<head><title>t</title>text<body>more</body></html>tail", "<![CDATA[x]]>y<svg><![CDATA[<z>]]></svg>",
		"<p hidden>a<span>b</span></p>c", "<plaintext>a<b>c", "<meta charset=iso-2022-jp>\x1b$B$3$s\x1b(B x",
		"<button>a<button>b", "<svg><time>1 May 2019</time><template>x</template><head><p>y", "<a><a><nobr><nobr>x",
		"<ruby>a<rp>(<rt>b<rp>)</ruby>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := page.Read(content, page.Options{Form: page.HTML})
		if err != nil {
			return
		}
		if err := pagetest.Check(content, p); err != nil {
			t.Fatal(err)
		}
		if !chars.IsASCII(content) || strings.ContainsAny(string(content), "&\x1b\x00\r") {
			return
		}
		for i := range p.Blocks {
			s := p.Blocks[i].Span
			text := s.In(p.Text)
			if strings.ContainsFunc(string(content), func(r rune) bool {
				return r < ' ' && !unicode.IsSpace(r) ||
					r == 0x7f
			}) {
				break
			}
			// Each byte of text that is not white space occurs, in order, in its range.
			r := p.Source.Range(s)
			raw := string(content[r.Start:r.End])
			at := 0
			for k := 0; k < len(text); k++ {
				one := p.Source.Range(cutting.Span{Start: s.Start + k, End: s.Start + k + 1})
				if unicode.IsSpace(rune(text[k])) {
					continue
				}
				if one.Len() != 1 || content[one.Start] != text[k] {
					t.Fatalf("block %d %q: byte %d comes from %v %q", i, text, k, one, content[one.Start:one.End])
				}
				if int(one.Start-r.Start) < at {
					t.Fatalf("block %d %q in %q: byte %d comes from before its predecessor", i, text, raw, k)
				}
				at = int(one.Start-r.Start) + 1
			}
		}
	})
}
