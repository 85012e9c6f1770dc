package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"cuttings/cutting"
)

func TestDownloadName(t *testing.T) {
	for in, want := range map[string]string{
		"saved/a.html": "a.html", "a.zip!/b/c.htm": "c.htm", `C:\x\y.html`: "y.html", "..": "capture-0123456789ab",
		"": "capture-0123456789ab", "x\r\nSet-Cookie: a": "x__Set-Cookie_ a", `q"uote.html`: "q_uote.html",
	} {
		if got := downloadName(cutting.Capture{Name: in, Checksum: "0123456789abcdef"}); got != want {
			t.Errorf("downloadName(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestNothingReachesOutOfASandboxedOriginal: no element by which a browser opens
// connections keeps its name, and no address its attribute.
func TestNothingReachesOutOfASandboxedOriginal(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"a link":             {`<a href="//x">y</a>`, `<u hre-="//x">y</u>`},
		"a link in capitals": {`<A HREF=//x>y</A >`, `<u HRE-=//x>y</u >`},
		"a ping":             {`<a ping=//x>y</a>`, `<u pin-=//x>y</u>`},
		"an area": {`<area shape=rect coords=0,0,9,9 href=//x>`,
			`<are- shap-=rect coord-=0,0,9,9 hre-=//x>`},
		"a map":             {`<map name=m><img usemap=#m>`, `<ma- name=m><img usema-=#m>`},
		"MathML":            {`<math href="//x"><mi href=//y>`, `<mat- hre-="//x"><m- hre-=//y>`},
		"MathML with XLink": {`<math xlink:href="//x">`, `<mat- xlink:hre-="//x">`},
		"SVG": {`<svg><image href=//x /><use xlink:href=//y>`,
			`<sv-><imag- hre-=//x /><us- xlink:hre-=//y>`},
		"a frame":               {`<iframe src=x></iframe>`, `<ifram- sr-=x></ifram->`},
		"a frame of a frameset": {`<frameset><frame src=x>`, `<framese-><fram- sr-=x>`},
		"a link element":        {`<link/rel=preconnect>`, `<lin-/re-=preconnect>`},
		"a base":                {`<base href=//x/>`, `<bas- hre-=//x/>`},
		"an image elsewhere":    {`<img src=//x srcset="//x 2x">`, `<img sr-=//x srcse-="//x 2x">`},
		"an image of its own": {`<img alt="" src="data:image/png;base64,AA">`,
			`<img alt="" src="data:image/png;base64,AA">`},
		"an image that is a document": {`<img src="data:image/svg+xml,<svg>">`,
			`<img sr-="data:image/svg+xml,<sv->">`},
		"a background": {`<td background=//x>`, `<td backgroun-=//x>`},
		"a form": {`<form action=//x><button formaction=//y>`,
			`<form actio-=//x><button formactio-=//y>`},
		"a script": {`<script type=speculationrules src=//x>`,
			`<script typ-=speculationrules sr-=//x>`},
		"a handler": {`<p onmouseover="x()" title=y>`, `<p onmouseove-="x()" title=y>`},
		"a refresh": {`<meta http-equiv=refresh content="0;url=//x">`,
			`<meta http-equiv=refresh conten-="0;url=//x">`},
		"a refresh that names a charset": {`<meta http-equiv=refresh content="0;url=//x?charset=a">`,
			`<meta http-equiv=refresh conten-="0;url=//x?charset=a">`},
		"the charset": {`<meta http-equiv=Content-Type content="text/html; charset=koi8-r">`,
			`<meta http-equiv=Content-Type content="text/html; charset=koi8-r">`},
		"an element of tomorrow":   {`<newlink src=//x>`, `<newlin- sr-=//x>`},
		"what is none":             {`<abbr>a</abbr><article> a < b, <3`, `<abbr>a</abbr><article> a < b, <3`},
		"in a quoted value":        {`<p title="<link href=//x>">`, `<p title="<lin- hre-=//x>">`},
		"after a quoted value":     {`<p title='">' href=//x>`, `<p title='">' hre-=//x>`},
		"without spaces":           {`<p title=""href=//x/href=y>`, `<p title=""hre-=//x/href=y>`},
		"an equals sign as a name": {`<p =href=//x href=//y>`, `<p =hre-=//x hre-=//y>`},
		"zero bytes":               {"<\x00a\x00 \x00h\x00=", "<\x00u\x00 \x00-\x00="},
		"shift sequences":          {"<li\x1b(Bnk\x1b$B\x1b(B rel=x>", "<li\x1b(Bn-\x1b$B\x1b(B re-=x>"},
		"a quotation mark of ISO-2022-JP that is half a letter": {"<p title=\x1b$B\"!\x1b(B href=//x title=\">",
			"<p title=\x1b$B\"!\x1b(B hre-=//x title=\">"},
		"no shift sequence":       {"<p title=\x1b\" href=//x title=\">", "<p title=\x1b\" hre-=//x title=\">"},
		"nothing":                 {"", ""},
		"a tag's beginning":       {"<", "<"},
		"a tag that does not end": {"<p href=//x", "<p hre-=//x"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(inert([]byte(c.in), nil, nil)); got != c.want {
				t.Errorf("inert(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

// TestUTF16IsShownAsUTF8: in UTF-16 half a letter may look like a quotation mark, so
// it is decoded first.
func TestUTF16IsShownAsUTF8(t *testing.T) {
	var le []byte
	for _, r := range "\ufeff<p title=\u2200 href=//x>" {
		le = append(le, byte(r), byte(r>>8))
	}
	text, ok := utf8Of(le, "")
	if got := string(inert(text, nil, nil)); !ok || got != "<p title=\u2200 hre-=//x>" {
		t.Errorf("%v %q", ok, got)
	}
	if _, ok := utf8Of([]byte("<p>"), "utf-8"); ok {
		t.Error("UTF-8 is taken for UTF-16")
	}
}

// TestInertIsLinear: tags that overlap are not read over and over.
func TestInertIsLinear(t *testing.T) {
	for name, piece := range map[string]string{"tags in tags": "<a ", "unquoted values": "<p/a=", "quotes": `<p a="`,
		"two quotes": `<p a="<p b='`, "names": "<p", "attributes": "<p x<p", "spaces": "<p a= "} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			inert([]byte(strings.Repeat(piece, 2<<20/len(piece))), nil, nil)
			if took := time.Since(start); took > 8*time.Second {
				t.Errorf("2 MB take %v", took)
			}
		})
	}
}

// ownOf gives a picture for names that end so, and a style sheet.
func ownOf(ref string, sheet bool) string {
	switch {
	case sheet && strings.HasSuffix(ref, ".css"):
		return "data:text/css;base64,QUFB"
	case !sheet && strings.Contains(ref, ".gif"):
		return "data:image/gif;base64,R0lG"
	}
	return ""
}

// TestPicturesOfThePage: what the archive keeps is put into the page, whatever else the page
// has stays without its address.
func TestPicturesOfThePage(t *testing.T) {
	const gif, css = "data:image/gif;base64,R0lG", "data:text/css;base64,QUFB"
	for name, c := range map[string]struct{ in, want string }{
		"a picture":              {`<img alt="x" src="a.gif">`, `<img alt="x" src="` + gif + `">`},
		"without quotes":         {`<IMG SRC=a.gif?x=1&amp;y>`, `<IMG SRC=` + gif + `>`},
		"one that is not kept":   {`<img src=b.png>`, `<img sr-=b.png>`},
		"with a blank":           {`<img src="a b.gif">`, `<img sr-="a b.gif">`},
		"with an end of a value": {`<img src="a.gif=">`, `<img sr-="a.gif=">`},
		"on another element":     {`<video src=a.gif>`, `<vide- sr-=a.gif>`},
		"a background":           {`<td background='a.gif'>`, `<td background='` + gif + `'>`},
		"a style sheet": {`<link href="a.css" media=screen rel="StyleSheet" type=text/css>`,
			`<link href="` + css + `" media=screen rel="StyleSheet" type=text/css>`},
		"a style sheet that is not kept": {`<link rel=stylesheet href=b>`, `<lin- re-=stylesheet hre-=b>`},
		"another link":                   {`<link rel=preload href=a.css>`, `<lin- re-=preload hre-=a.css>`},
		"a link of two sorts": {`<link rel=stylesheet rel=preconnect href=a.css>`,
			`<lin- re-=stylesheet re-=preconnect hre-=a.css>`},
		"a second address": {`<link rel=stylesheet href=a.css href=//x>`,
			`<link rel=stylesheet href=` + css + ` hre-=//x>`},
		"a style": {`<style>a{b:url(a.gif) url( "c.gif" )}</style><p style="b:url(&quot;a.gif&quot;)">`,
			`<style>a{b:url(` + gif + `) url( "` + gif + `" )}</style><p style="b:url(` + gif + `)">`},
		"an import": {`<style>@import url(a.css); @import url(//x);</style>`,
			`<style>@import url(` + css + `); @import url(//x);</style>`},
		"a script":       {`<script src=a.gif></script>`, `<script sr-=a.gif></script>`},
		"in ISO-2022-JP": {"<img src=a.gif>\x1b$B!!\x1b(B", "<img sr-=a.gif>\x1b$B!!\x1b(B"},
		"in a comment":   {`<!-- <img src=a.gif> -->`, `<!-- <img src=` + gif + `> -->`},
		"an address twice": {`<body background=a.gif><body background="a.gif">`,
			`<body background=` + gif + `><body background="` + gif + `">`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(inert([]byte(c.in), ownOf, nil)); got != c.want {
				t.Errorf("inert(%q) =\n%q, want\n%q", c.in, got, c.want)
			}
		})
	}
}

// TestMarksOfACutting: the marks are around its bytes.
func TestMarksOfACutting(t *testing.T) {
	const page = `<p>before</p><p>cut<img src=a.gif></p><p>after</p>`
	got := string(inert([]byte(page), ownOf, marksOf([]byte(page), 13, 38)))
	want := `<p>before</p><link rel=stylesheet href=data:text/css;base64,`
	if !strings.HasPrefix(got, want) || !strings.Contains(got, `><i id=cutting-begins></i><p>cut<img src=data:`) ||
		!strings.HasSuffix(got, `></p><i id=cutting-ends></i><p>after</p>`) {
		t.Errorf("got %q", got)
	}
	got = string(inert([]byte(page), nil, marksOf([]byte(page), 20, 38)))
	if strings.Contains(got, "cutting-begins") {
		t.Errorf("a mark cuts a tag in two: %q", got)
	}
}

// TestBaseOf: references are resolved against the page's base address.
func TestBaseOf(t *testing.T) {
	for in, want := range map[string]string{`<head><base target=_top href="/a/">`: "/a/", `<basefont href=x>`: "",
		`<BASE HREF=b>`: "b", `<base`: "", `<base >`: "", `<base href`: ""} {
		if got := baseOf([]byte(in)); got != want {
			t.Errorf("baseOf(%q) = %q, want %q", in, got, want)
		}
	}
}

// fetches reports whether a word of a link's rel attribute makes a browser ask for something
// else than a style sheet.
func fetches(word string) bool {
	return slices.Contains([]string{"preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "icon",
		"manifest",
		"prerender", "expect", "next", "alternate"}, word)
}

// FuzzInertWith: whatever is put into a page, the bytes of a picture and nothing else has an
// address, and no element is left with a link.
func FuzzInertWith(f *testing.F) {
	f.Add([]byte("<link rel=stylesheet href=a.css><img src=a.gif><p title='<img src=\"a.gif\" title='>"), 3, 9)
	f.Add([]byte("<p title=\"<link rel=stylesheet href=a.css alt=' href=//x a='>\" background=a.gif>"), 12, 30)
	f.Add([]byte("<td background=a.gif><style>a{b:url('a.gif')}</style><a href=url(a.gif)>"+
		"<img src=url(a.gif)>"), 40, 50)
	f.Fuzz(func(t *testing.T, b []byte, from, to int) {
		var marks []finding
		if 0 <= from && from < to && to <= len(b) && asISO2022JP(b) == nil {
			marks = marksOf(b, from, to)
		}
		got := string(inert(b, ownOf, marks))
		z := html.NewTokenizer(strings.NewReader(got))
		for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
			if tt != html.StartTagToken && tt != html.SelfClosingTagToken {
				continue
			}
			tok := z.Token()
			value := map[string]string{}
			for _, a := range tok.Attr {
				if _, ok := value[a.Key]; !ok {
					value[a.Key] = a.Val
				}
			}
			switch tok.Data {
			case "a", "area", "iframe", "frame", "math", "svg", "base", "object", "embed", "source", "video":
				t.Fatalf("%q became %q, which has the element %s", b, got, tok.Data)
			case "link":
				if words := strings.Fields(strings.ToLower(value["rel"])); !slices.Contains(words, "stylesheet") &&
					!strings.Contains(value["rel"], "<link") || slices.ContainsFunc(words, fetches) ||
					!strings.HasPrefix(value["href"], "data:text/css;") {
					t.Fatalf("%q became %q, which has a link of %q to %q", b, got, value["rel"], value["href"])
				}
			}
			for _, name := range []string{"src", "href", "background", "srcset", "action", "formaction",
				"ping", "data",
				"poster", "xlink:href"} {
				v := strings.ToLower(value[name])
				if v != "" && !strings.HasPrefix(v, "data:image/") && !strings.HasPrefix(v, "data:text/css;") {
					t.Fatalf("%q became %q, which has %s=%q on %s", b, got, name, value[name], tok.Data)
				}
			}
		}
	})
}

// FuzzInert: the original is not touched, no byte is added or lost, and a parser
// finds no element and no address that is not kept.
func FuzzInert(f *testing.F) {
	f.Add([]byte("<link rel=preconnect><LiNk><lin<link>k><a href=x>y</a><iframe srcdoc='<a>'>"))
	f.Add([]byte("<svg><a xlink:href=x><frameset><frame><area><!--<link>--><title><a></title>"))
	f.Add([]byte("<p a='<img src=//x>' =href=1 href = \"'\" src><math href=x><img src=data:image/png,>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := string(b)
		got := inert(b, nil, nil)
		if string(b) != before {
			t.Fatal("the original was changed")
		}
		if len(got) != len(b) {
			t.Fatalf("%q became %q", b, got)
		}
		for i, c := range got {
			if c != b[i] && !(isLetter(b[i]) && (c == '-' || c == 'u')) {
				t.Fatalf("%q became %q: byte %d is no letter", b, got, i)
			}
		}
		z := html.NewTokenizer(strings.NewReader(string(got)))
		for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
			if tt != html.StartTagToken && tt != html.SelfClosingTagToken {
				continue
			}
			tok := z.Token()
			for _, a := range tok.Attr {
				switch a.Key {
				case "href", "xlink:href", "srcset", "background", "action", "formaction", "ping", "data", "poster",
					"onclick":
					t.Fatalf("%q still has %s=%q on %s", got, a.Key, a.Val, tok.Data)
				case "src":
					if tok.Data != "img" || !strings.HasPrefix(strings.ToLower(a.Val), "data:image/") {
						t.Fatalf("%q still has %s=%q on %s", got, a.Key, a.Val, tok.Data)
					}
				}
			}
			switch tok.Data {
			case "a", "link", "area", "iframe", "frame", "math", "svg", "base", "object", "embed":
				t.Fatalf("%q still has the element %s", got, tok.Data)
			}
		}
	})
}
