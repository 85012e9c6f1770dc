package capture

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUnpublishedItems checks that what a WordPress export has beside published texts is named, whatever the
// export is in.
func TestUnpublishedItems(t *testing.T) {
	item := func(id, state string) string {
		return "<item><title>The ferry is late</title><link>https://harbour.example/" + id + "</link><wp:post_id>" +
			id + "</wp:post_id><wp:post_type>post</wp:post_type><wp:status>" + state + "</wp:status></item>"
	}
	export := `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>` +
		item("1", "publish") + item("2", "draft") + item("3", "trash") + "</channel></rss>"
	xml := "200 OK\r\nContent-Type: text/xml"
	tests := []struct{ name, file, content, page string }{
		{"a file", "e.xml", export, "e.xml"},
		{"in a zip file", "e.zip", zipOf(t, "e.xml", export), "e.zip!/e.xml"},
		{"in a tar file", "e.tgz", gz(t, tarOf(t, "e.xml", export)), "e.tgz!/e.xml"},
		{"packed", "e.xml.gz", gz(t, export), "e.xml.gz!/e.xml"},
		{"in a web archive", "e.warc", response(site+"e.xml", xml, export), "e.warc!/harbour.example/e.xml"},
		{"a record of its own", "e.warc", rec("resource", site+"e.xml", export, "Content-Type", "text/xml"),
			"e.warc!/harbour.example/e.xml"},
		{"an answer", "e", "HTTP/1.1 " + xml + "\r\n\r\n" + export, "e!/body"},
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:blogger.com,1999:blog-1.post-2</id>` +
		"<title>The ferry is late</title><blogger:status>DRAFT</blogger:status></entry></feed>"
	got := brief(walk(t, Options{}, write(t, filepath.Join(t.TempDir(), "feed.atom"), atom)))
	if d := cmp.Diff([]string{"page feed.atom application/atom+xml",
		"skipped feed.atom!/post-2 a draft in a blog's export, not published"}, got); d != "" {
		t.Errorf("items of a blog (-want +got):\n%s", d)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items := walk(t, Options{}, write(t, filepath.Join(t.TempDir(), tt.file), tt.content))
			want := []string{"page " + tt.page + " application/rss+xml",
				"skipped " + tt.page + "!/post-2 a draft in a WordPress export, not published",
				"skipped " + tt.page + "!/post-3 a deleted text in a WordPress export"}
			got := brief(items)
			if len(got) > len(want) && items[0].Kind == Container {
				got = got[1:]
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("items (-want +got):\n%s", d)
			}
		})
	}
}
