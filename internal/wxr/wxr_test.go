package wxr

import (
	"fmt"
	"strings"
	"testing"
)

const head = `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>`

// TestUnpublished has an item of each kind; the reason is the beginning of what is wanted.
func TestUnpublished(t *testing.T) {
	for _, tt := range []struct{ kind, state, more, want string }{
		{"post", "publish", "", ""},
		{"page", "<![CDATA[publish]]>", "<wp:post_password></wp:post_password>", ""},
		{"<![CDATA[attachment]]>", "<![CDATA[inherit]]>", "", "an uploaded file"},
		{"post", "draft", "", "a draft"},
		{"post", "pending", "", "a draft"},
		{"page", "private", "", "a private text"},
		{"post", "future", "", "a text in a WordPress export that was to be"},
		{"post", "<![CDATA[trash]]>", "", "a deleted text"},
		{"post", "in-progress", "", "a draft in a WordPress export, not published (in-progress)"},
		{"revision", "inherit", "", "an earlier version"},
		{"nav_menu_item", "publish", "", "a part of a site in a WordPress export, no post or page (nav_menu_item)"},
		{"wp_global_styles", "publish", "", "a part of a site"},
		{"post", "publish", "<wp:post_password><![CDATA[x]]></wp:post_password>", "a text under a password"},
		{"news", "publish", "<link>https://beacon.example/news/ferry/</link>", ""},
		{"form", "publish", "<link>https://beacon.example/?post_type=form&#038;p=3</link>", "a part of a site"},
		{"library", "publish", "<link>https://beacon.example/?library=head</link>", "a part of a site"},
		{"post", "publish", "<content:encoded><![CDATA[<wp:status>draft</wp:status>]]></content:encoded>", ""},
	} {
		doc := head + "<item><title>x</title></item>" + fmt.Sprintf("<item>%s<wp:post_id>7</wp:post_id><wp:status>%s"+
			"</wp:status><wp:post_type>%s</wp:post_type></item></channel></rss>", tt.more, tt.state, tt.kind)
		got := ""
		for _, it := range Unpublished(doc) {
			got += string(it.Reason)
			if s := doc[it.Start:it.End]; !strings.HasPrefix(s, "<item>") ||
				strings.Count(s, "item>") != 2 || it.ID != "7" {
				t.Errorf("%v: item %q is %q", tt, it.ID, s)
			}
		}
		if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%v: %q", tt, got)
		}
		if other := strings.Replace(doc, namespace, "example/", 1); Unpublished(other) != nil {
			t.Errorf("%v: a feed that is no export loses items", tt)
		}
	}
}

// TestUnpublishedEntries has an entry of each kind in Blogger's export, in both of its forms.
func TestUnpublishedEntries(t *testing.T) {
	kind := func(k string) string {
		return `<category scheme="http://schemas.google.com/g/2005#kind" ` +
			`term="http://schemas.google.com/blogger/2008/kind#` + k + `"/>`
	}
	for _, tt := range []struct{ entry, want string }{
		{kind("post"), ""},
		{kind("post") + "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>",
			"a draft"},
		{kind("post") + "<app:control><app:draft>no</app:draft></app:control>", ""},
		{kind("comment"), ""},
		{kind("settings"), "a part of a blog in its export, no post or page (settings)"},
		{kind("template"), "a part of a blog"},
		{"<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>", ""},
		{"<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>", "a draft"},
		{"<blogger:status>SCHEDULED</blogger:status>", "a text in a blog's export that was to be"},
		{"<blogger:status>SOFT_TRASHED</blogger:status>", "a deleted text"},
		{"<content type='html'><![CDATA[<app:draft>yes</app:draft>]]></content>", ""},
		{"<content type='html'>&lt;app:draft>yes</content>", ""},
		{"<draft>yes</draft>", "a draft"},
	} {
		doc := `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id></entry><entry>` +
			"<id>tag:blogger.com,1999:blog-1.post-7</id>" + tt.entry + "</entry></feed>"
		got := ""
		for _, it := range Unpublished(doc) {
			got += string(it.Reason)
			if s := doc[it.Start:it.End]; !strings.HasPrefix(s, "<entry>") || strings.Count(s, "entry>") != 2 ||
				it.ID != "7" {
				t.Errorf("%v: entry %q is %q", tt, it.ID, s)
			}
		}
		if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%v: %q", tt, got)
		}
	}
}
