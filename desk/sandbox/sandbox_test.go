package sandbox

import (
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
			if got := string(inert([]byte(c.in))); got != c.want {
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
	if got := string(inert(text)); !ok || got != "<p title=\u2200 hre-=//x>" {
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
			inert([]byte(strings.Repeat(piece, 2<<20/len(piece))))
			if took := time.Since(start); took > 8*time.Second {
				t.Errorf("2 MB take %v", took)
			}
		})
	}
}

// FuzzInert: the original is not touched, no byte is added or lost, and a parser
// finds no element and no address that is not kept.
func FuzzInert(f *testing.F) {
	f.Add([]byte("<link rel=preconnect><LiNk><lin<link>k><a href=x>y</a><iframe srcdoc='<a>'>"))
	f.Add([]byte("<svg><a xlink:href=x><frameset><frame><area><!--<link>--><title><a></title>"))
	f.Add([]byte("<p a='<img src=//x>' =href=1 href = \"'\" src><math href=x><img src=data:image/png,>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := string(b)
		got := inert(b)
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
