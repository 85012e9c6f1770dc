package charset_test

import (
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/page/pagetest"
)

// legacy are pairs of a language and a charset its pages were written in.
var legacy = [][2]string{{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "iso-8859-5"}, {"ru", "ibm866"},
	{"uk", "windows-1251"},
	{"uk", "koi8-u"}, {"bg", "windows-1251"}, {"ar", "windows-1256"}, {"ar", "iso-8859-6"}, {"he", "windows-1255"},
	{"el", "windows-1253"}, {"pl", "iso-8859-2"}, {"pl", "windows-1250"}, {"cs", "windows-1250"}, {"cs", "iso-8859-2"},
	{"hu", "windows-1250"},
	{"tr", "windows-1254"}, {"de", "windows-1252"}, {"fr", "windows-1252"}, {"es", "windows-1252"},
	{"ja", "shift_jis"},
	{"ja", "euc-jp"}, {"ja", "iso-2022-jp"}, {"zh", "gbk"}, {"tw", "big5"}, {"ko", "euc-kr"}, {"th", "windows-874"},
	{"ru", "utf-8"}, {"fa", "utf-8"}, {"ja", "utf-8"}, {"de", "utf-8"}, {"ru", "utf-16le"}}

// TestCharsetFromBytes reads pages with no declared charset, or a wrong one, and expects the right
// text.
func TestCharsetFromBytes(t *testing.T) {
	for _, c := range legacy {
		lang, charset := c[0], c[1]
		for _, declared := range []string{"", "utf-8", "iso-8859-1", charset} {
			t.Run(lang+" in "+charset+" declared "+declared, func(t *testing.T) {
				head := "<html><head><title>Velm</title>"
				if declared != "" {
					head += `<meta http-equiv="Content-Type" content="text/html; charset=` + declared + `">`
				}
				want := pagetest.Samples[lang]
				src := pagetest.Encode(t, head+"</head><body><div class=a><p>"+want+"</p></div></body></html>",
					charset)
				p := pagetest.ReadHTML(t, string(src), page.Options{})
				if p.Text != want {
					t.Errorf("read as %s (%s) %v:\n got %s\nwant %s", p.Meta.Charset, p.Meta.CharsetOrigin, p.Faults,
						p.Text, want)
				}
				right := declared == charset || charset == "utf-8" && declared == "" ||
					charset == "windows-1252" && declared == "iso-8859-1"
				if right != (len(p.Faults) == 0) && declared != "utf-16le" {
					t.Errorf("faults %q, declared %q for %s", p.Faults, declared, charset)
				}
			})
		}
	}
}

func TestCharsetDeclared(t *testing.T) {
	text := "<p>Łódź</p>"
	utf8Text, latin2 := text, string(pagetest.Encode(t, text, "iso-8859-2"))
	for _, c := range []struct{ name, src, carrier, charset, origin string }{
		{"mark beats everything", "\xef\xbb\xbf<meta charset=iso-8859-2>" + utf8Text, "iso-8859-2", "utf-8", "bom"},
		{"carrier beats page", "<meta charset=windows-1251>" + latin2, "iso-8859-2", "iso-8859-2", "carrier"},
		{"unknown carrier yields", "<meta charset=latin2>" + latin2, "x-odd", "iso-8859-2", "declared"},
		{"pragma", `<meta content="text/html; charset = 'iso-8859-2'" http-equiv=Content-Type>` + latin2, "",
			"iso-8859-2", "declared"},
		{"XML declaration", `<?xml version="1.0" encoding="iso-8859-2"?>` + latin2, "", "iso-8859-2", "declared"},
		{"not in a comment", `<!--<meta charset=windows-1251>--><meta charset=iso-8859-2>` + latin2, "", "iso-8859-2",
			"declared"},
		{"behind a long comment", `<!--` + strings.Repeat("x", 4000) + `--><meta charset=iso-8859-2>` + latin2, "",
			"iso-8859-2", "declared"},
		{"wide charset in ASCII cannot be", `<meta charset=utf-16>` + utf8Text, "", "utf-8", "declared"},
		{"plain ASCII", `<p>Velm</p>`, "", "windows-1252", "default"},
		{"plain ASCII, declared", `<meta charset=utf-8><p>Velm</p>`, "", "utf-8", "declared"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{Charset: c.carrier})
			if p.Meta.Charset != c.charset || p.Meta.CharsetOrigin != c.origin {
				t.Errorf("%s (%s), want %s (%s)", p.Meta.Charset, p.Meta.CharsetOrigin, c.charset, c.origin)
			}
			if p.Text != "Łódź" && p.Text != "Velm" {
				t.Errorf("text %q", p.Text)
			}
		})
	}
}

func TestDamagedUTF8(t *testing.T) {
	src := "<meta charset=utf-8><p>" + pagetest.Samples["pl"] + " \xff\xfe " + pagetest.Samples["cs"] + "</p>"
	p := pagetest.ReadHTML(t, src, page.Options{})
	if p.Meta.Charset != "utf-8" || !strings.Contains(p.Text, pagetest.Samples["pl"]) ||
		!strings.Contains(p.Text, "\uFFFD") {
		t.Errorf("%s: %s", p.Meta.Charset, p.Text)
	}
	if len(p.Faults) != 1 || !strings.Contains(p.Faults[0], "2 places") {
		t.Errorf("faults %q, want the two places told", p.Faults)
	}
}
