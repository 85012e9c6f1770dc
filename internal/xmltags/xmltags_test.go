package xmltags

import (
	"strings"
	"testing"
)

// TestEach has what a feed may contain besides plain tags, and what damaged ones do.
func TestEach(t *testing.T) {
	for in, want := range map[string]string{
		"<?xml version='1.0'?><!-- <a> --><RSS><b/></RSS>": "rss b/ /rss",
		"<!DOCTYPE rss [<!ENTITY a '>'>]><rss>":            "rss",
		"<a><![CDATA[<b>]]></a>":                           "a /a",
		`<wp:link href="a>b"/> 1 < 2 <c`:                   "wp:link/ cut <c",
		"<a <b>":                                           "a b",
		"text":                                             "",
		"<a><!-- never ended <b>":                          "a cut <!-- never ended <b>",
		"<a>" + strings.Repeat("<", 3) + "</a\n>" + "<é.x-y_1>": "a /a é.x-y_1",
	} {
		var got []string
		cut := Each(in, func(x Tag) bool {
			name := x.Name
			if x.Closes {
				name = "/" + name
			}
			if x.Empty {
				name += "/"
			}
			if in[x.Start] != '<' {
				t.Errorf("%q: %s begins at %q", in, name, in[x.Start:])
			}
			got = append(got, name)
			return true
		})
		if cut >= 0 {
			got = append(got, "cut "+in[cut:])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
	if n := 0; Each("<a><b>", func(Tag) bool { n++; return false }) != -1 || n != 1 {
		t.Errorf("%d tags after the first, at which it is to end", n)
	}
}
