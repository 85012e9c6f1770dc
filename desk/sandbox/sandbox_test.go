package sandbox

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cuttings/cutting"
)

func TestDownloadName(t *testing.T) {
	for in, want := range map[string]string{
		"saved/a.html": "a.html", "a.zip!/b/c.htm": "c.htm", `C:\x\y.html`: "y.html", "..": "capture-0123456789ab", "": "capture-0123456789ab",
		"x\r\nSet-Cookie: a": "x__Set-Cookie_ a", `q"uote.html`: "q_uote.html",
	} {
		if got := downloadName(cutting.Capture{Name: in, Checksum: "0123456789abcdef"}); got != want {
			t.Errorf("downloadName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="//x">y</a>`:            `<u href="//x">y</u>`,
		`<A HREF=//x>y</A >`:             `<u HREF=//x>y</u >`,
		`<abbr>a</abbr><article>`:        `<abbr>a</abbr><article>`,
		`<iframe src=x></iframe>`:        `<ifram- src=x></ifram->`,
		`<frameset><frame src=x>`:        `<frameset><fram- src=x>`,
		`<link/rel=preconnect>`:          `<lin-/rel=preconnect>`,
		`a < b, a <links> and <a`:        `a < b, a <links> and <u`,
		"<\x00a\x00 \x00h\x00":           "<\x00u\x00 \x00h\x00",
		"<li\x1b(Bnk\x1b$B\x1b(B rel=x>": "<li\x1b(Bn-\x1b$B\x1b(B rel=x>",
		"":                               "",
		"<":                              "<",
		"<\x1b(":                         "<\x1b(",
	} {
		if got := string(inert([]byte(in))); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzInert: the original is not touched, no byte is added or lost, and a parser
// finds none of the elements that reach out.
func FuzzInert(f *testing.F) {
	f.Add([]byte("<link rel=preconnect><LiNk><lin<link>k><a href=x>y</a><iframe srcdoc='<a>'>"))
	f.Add([]byte("<svg><a xlink:href=x><frameset><frame><area><!--<link>--><title><a></title>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := string(b)
		got := inert(b)
		if string(b) != before {
			t.Fatal("the original was changed")
		}
		if len(got) != len(b) || string(inert(got)) != string(got) {
			t.Fatalf("%q became %q", b, got)
		}
		z := html.NewTokenizer(strings.NewReader(string(got)))
		for z.Next() != html.ErrorToken {
			if name, _ := z.TagName(); reaching[string(name)] != "" {
				t.Fatalf("%q still has the element %s", got, name)
			}
		}
	})
}
