package form

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	long := strings.Repeat("The ferry to Brindle is late. ", 20)
	tests := []struct{ name, file, head, want string }{
		{"bare text", "a.txt", long, TypeText},
		{"text that begins like a bitmap", "a.txt", "BM reports: " + long, TypeText},
		{"a bitmap", "a.txt", "BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x01\x00",
			"an image"},
		{"text with stray zeros", "a.txt", long + "\x00\x00" + long, TypeText},
		{"other bytes", "a", strings.Repeat("\x00\x01\x02abc", 40), "binary data"},
		{"HTML without an extension", "a", "\n\n<!-- saved -->\n<HTML lang=fa>", TypeHTML},
		{"HTML called text", "a.txt", "<!DOCTYPE html><p>x", TypeHTML},
		{"a fragment", "a.php", "<div class=x>ferry", TypeHTML},
		{"XHTML", "a.xml", "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html>", TypeXHTML},
		{"RSS behind a comment", "a", "<?xml version='1.0'?><!-- feed --><?xml-stylesheet href='x'?><rss>", TypeRSS},
		{"RDF with RSS", "a.rdf", "<rdf:RDF xmlns:rdf='x' xmlns='http://purl.org/rss/1.0/'>", TypeRDF},
		{"RDF of another kind", "a.rdf", "<rdf:RDF xmlns:rdf='x'>", "an XML document that is no feed"},
		{"Atom with a prefix", "a.xml", "<atom:feed xmlns:atom='x'>", TypeAtom},
		{"an OPML list", "a.opml", "<opml version='1.0'>", "an XML document that is no feed"},
		{"JSON Feed", "a", "{ \"version\": \"https://jsonfeed.org/version/1\" }", TypeJSON},
		{"JSON", "a.json", "[1,2]", "JSON data that is no feed"},
		{"UTF-16 HTML", "a", "<\x00h\x00t\x00m\x00l\x00>\x00<\x00p\x00>\x00", TypeHTML},
		{"a script", "a.js?v=1", "function x() {}", "a script"},
		{"HTML called a script", "a.js", "<!doctype html>", TypeHTML},
		{"blank", "a.html", " \n\t\r\n", "an empty file"},
		{"Persian in windows-1256", "a.txt", strings.Repeat("\xc2\xe4\xcf \xd3\xdd\xed\xe4\xe5 ", 30), TypeText},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Detect([]byte(tt.head), true, Hints{Name: tt.file})
			if got.MediaType+string(got.Reason)+got.Unread != tt.want {
				t.Errorf("%+v, want %q", got, tt.want)
			}
		})
	}
}
