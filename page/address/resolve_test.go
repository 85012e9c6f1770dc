package address

import (
	"net/url"
	"testing"

	"cuttings/page/internal/chars"
)

func TestResolve(t *testing.T) {
	const at = "https://Courier.example:8080/news/2019/05.html?p=1#top"
	for _, c := range []struct{ ref, want string }{
		{"a.html", "https://Courier.example:8080/news/2019/a.html"},
		{" a.html\n", "https://Courier.example:8080/news/2019/a.html"},
		{"./a.html", "https://Courier.example:8080/news/2019/a.html"},
		{"../a/", "https://Courier.example:8080/news/a/"},
		{"../../../a?x=../y", "https://Courier.example:8080/a?x=../y"},
		{"..", "https://Courier.example:8080/news/"},
		{"/a//b", "https://Courier.example:8080/a//b"},
		{"/", "https://Courier.example:8080/"},
		{"//other.example/x", "https://other.example/x"},
		{"?p=2", "https://Courier.example:8080/news/2019/05.html?p=2"},
		{"#s", "https://Courier.example:8080/news/2019/05.html?p=1#s"},
		{"", "https://Courier.example:8080/news/2019/05.html?p=1"},
		{"http://other.example/a b", "http://other.example/a b"},
		{"java\nscript:alert(1)", ""},
		{"JavaScript:void(0)", ""},
		{"data:text/html,x", ""},
		{"mailto:desk@courier.example", "mailto:desk@courier.example"},
		{"2019:a", "https://Courier.example:8080/news/2019/2019:a"},
		{"https://replay.example/web/20110409120000/http://courier.example/x", "http://courier.example/x"},
		{"/web/20110409im_/http://courier.example/x.jpg", "http://courier.example/x.jpg"},
		{"/web/design/http-basics", "https://Courier.example:8080/web/design/http-basics"},
	} {
		b := NewBase(at)
		if got := b.Resolve(c.ref, new(chars.Arena)); got != c.want {
			t.Errorf("resolve(%q) = %q, want %q", c.ref, got, c.want)
		}
	}
	var none Base
	if got := none.Resolve(" ../a.html ", new(chars.Arena)); got != "../a.html" {
		t.Errorf("without a base: %q", got)
	}
	bare := NewBase("http://courier.example")
	if got := bare.Resolve("a", new(chars.Arena)); got != "http://courier.example/a" {
		t.Errorf("from a bare host: %q", got)
	}
}

// FuzzResolve checks that resolving never panics, and with a known base gives an absolute address
// or "".
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"a", "../..", "//h", "?q", "#f", "/x/./y", "mailto:x", "java\tscript:x", ":", "http:",
		"/web/2011/http://x"} {
		f.Add("http://courier.example/a/b", s)
	}
	f.Fuzz(func(t *testing.T, at, ref string) {
		b := NewBase(at)
		got := b.Resolve(ref, new(chars.Arena))
		if b.origin != "" && got != "" && schemeOf(got) == "" {
			t.Errorf("resolve(%q, %q) = %q, not absolute", at, ref, got)
		}
		if u, err := url.Parse(got); err == nil && u.Scheme == "javascript" {
			t.Errorf("resolve(%q, %q) = %q", at, ref, got)
		}
	})
}
