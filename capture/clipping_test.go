package capture

import "testing"

// TestClipping checks that a clipping in Markdown is one page with what its front matter states.
func TestClipping(t *testing.T) {
	const src = "---\ntitle: \"Ferry & dam\"\nsource: https://beacon.example/ferry\n" +
		"author:\n  - \"[[Ann Lee]]\"\n" +
		"published: 2024-05-03\ncreated: 2024-05-04T10:00:00+02:00\n---\n![x](https://beacon.example/a.jpg)\n\n" +
		"The **ferry** to [Brindle](https://beacon.example/b_(c)) is\n" +
		"late by 3 \\* 2 < 7 hours, snake_case_name.\n\n" +
		"## The dam\n\n> It _holds_.\n\n- one\n- two\n\n***\n\n```\nif a < b\n```\n"
	const want = "<!DOCTYPE html>\n<html>\n<title>Ferry &amp; dam</title>\n" +
		"<meta name=\"author\" content=\"Ann Lee\">\n" +
		"<meta name=\"article:published_time\" content=\"2024-05-03\">\n<article>\n<h1>Ferry &amp; dam</h1>\n" +
		"<p>The ferry to <a href=\"https://beacon.example/b_(c)\">Brindle</a> is\nlate by 3 * 2 &lt; 7 hours, " +
		"snake_case_name.</p>\n<h2>The dam</h2>\n" +
		"<blockquote><p>It holds.</p></blockquote>\n<li>one</li>\n<li>two</li>\n" +
		"<pre>if a &lt; b</pre>\n</article>\n"
	kinds := ""
	for _, i := range walkBytes(t, "Ferry.md", src) {
		kinds += i.Kind.String() + " "
		if i.Kind != Page {
			continue
		}
		c := i.Capture
		if c.URL != "https://beacon.example/ferry" || c.TimeOrigin != timeSaved ||
			c.Time.Format("2006-01-02T15:04") != "2024-05-04T08:00" || c.DerivedFrom == "" {
			t.Errorf("%+v", c)
		}
		if string(i.Content) != want {
			t.Errorf("%s", i.Content)
		}
	}
	if kinds != "container page " {
		t.Errorf("%q", kinds)
	}
}
