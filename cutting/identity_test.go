package cutting_test

import (
	"net/url"
	"slices"
	"testing"

	"cuttings/cutting"
)

// TestAddressIdentity is the only table of addresses of the same thing.
func TestAddressIdentity(t *testing.T) {
	const base = "https://beacon.example/news/ferry?id=7"
	for _, tt := range []struct {
		name, a, b string
		same       bool
	}{
		{"fragment", base, base + "#comments", true},
		{"fragment, empty", base, base + "#", true},
		{"fragment a site navigates by", "https://beacon.example/#!/a", "https://beacon.example/#!/b", false},
		{"www.", base, "https://www.beacon.example/news/ferry?id=7", true},
		{"www. is a host's whole name", "https://www.example/", "https://example/", false},
		{"another subdomain", base, "https://m.beacon.example/news/ferry?id=7", false},
		{"index.html", "https://beacon.example/news/", "https://beacon.example/news/index.html", true},
		{"index.htm at the root", "https://beacon.example", "https://beacon.example/index.HTM", true},
		{"a file that is no index", "https://beacon.example/news/", "https://beacon.example/news/main.html", false},
		{"index.html as a folder", "https://beacon.example/news/", "https://beacon.example/news/index.html/2", false},
		{"trailing slash", "https://beacon.example/news/ferry", "https://beacon.example/news/ferry/", true},
		{"trailing slash at the root", "https://beacon.example", "https://beacon.example/", true},
		{"scheme", base, "http://beacon.example/news/ferry?id=7", true},
		{"scheme in capitals", base, "HTTPS://beacon.example/news/ferry?id=7", true},
		{"another scheme", "https://beacon.example/a", "ftp://beacon.example/a", false},
		{"default port, https", base, "https://beacon.example:443/news/ferry?id=7", true},
		{"default port, http", "http://beacon.example/", "http://beacon.example:80/", true},
		{"empty port", base, "https://beacon.example:/news/ferry?id=7", true},
		{"another port", base, "https://beacon.example:8443/news/ferry?id=7", false},
		{"the other scheme's port", "https://beacon.example/", "http://beacon.example:443/", true},
		{"user name", base, "https://ana:secret@beacon.example/news/ferry?id=7", true},
		{"tracking parameters", base, base + "&utm_source=mail&utm_campaign=x&fbclid=1", true},
		{"tracking parameters alone", "https://beacon.example/a", "https://beacon.example/a?gclid=1", true},
		{"tracking parameters first", base, "https://beacon.example/news/ferry?utm_medium=x&id=7", true},
		{"a parameter that tells", base, "https://beacon.example/news/ferry?id=8", false},
		{"a parameter more", base, base + "&page=2", false},
		{"a parameter named alike", "https://beacon.example/a", "https://beacon.example/a?futm_source=1", false},
		{"empty query", "https://beacon.example/a", "https://beacon.example/a?", true},
		{"order of parameters", "https://beacon.example/a?x=1&y=2", "https://beacon.example/a?y=2&x=1", false},
		{"case of host", base, "https://Beacon.EXAMPLE/news/ferry?id=7", true},
		{"dot behind the host", base, "https://beacon.example./news/ferry?id=7", true},
		{"case of path", base, "https://beacon.example/News/ferry?id=7", false},
		{"percent-escapes, case", "https://beacon.example/%d8%a7", "https://beacon.example/%D8%A7", true},
		{"percent-escapes, none needed", "https://beacon.example/%7Eana/%61", "https://beacon.example/~ana/a", true},
		{"percent-escapes, beyond ASCII", "https://beacon.example/fähre", "https://beacon.example/f%C3%A4hre", true},
		{"percent-escapes, of what divides", "https://beacon.example/a%2Fb", "https://beacon.example/a/b", false},
		{"percent-escapes, in the query", "https://beacon.example/?q=%7e", "https://beacon.example/?q=~", true},
		{"a bare percent sign", "https://beacon.example/100%_natural", "https://beacon.example/100%25_natural", true},
		{"dot segments", "https://beacon.example/a/../news/./ferry?id=7", base, true},
		{"another host", base, "https://herald.example/news/ferry?id=7", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := cutting.AddressIdentity(tt.a), cutting.AddressIdentity(tt.b)
			if (a == b) != tt.same {
				t.Errorf("%s and %s: same is %v, want %v\n%s\n%s", tt.a, tt.b, a == b, tt.same, a, b)
			}
			if cutting.AddressIdentity(a) != a {
				t.Errorf("%s: its identity is not its own identity: %s", a, cutting.AddressIdentity(a))
			}
		})
	}
}

// TestLinkIdentity: the links of a saved folder agree with each other.
func TestLinkIdentity(t *testing.T) {
	type at struct{ source, file, link string }
	for _, tt := range []struct {
		name string
		a, b at
		same bool
	}{
		{"relative, from two folders", at{"s", "m/index.html", "news/a.html"}, at{"s", "m/news/b.html", "a.html"},
			true},
		{"relative, upwards", at{"s", "m/x/y.html", "../a.html"}, at{"s", "m/z.html", "./a.html"}, true},
		{"relative, from the root", at{"s", "m/x/y.html", "/a.html"}, at{"s", "m/z.html", "/a.html"}, true},
		{"relative, index page of a mirror", at{"s", "m/x.html", "news/"}, at{"s", "m/y.html", "news/index.html"},
			true},
		{"relative, fragment", at{"s", "m/x.html", "a.html#top"}, at{"s", "m/x.html", "a.html"}, true},
		{"relative, escapes", at{"s", "m/x.html", "f%C3%A4hre.html"}, at{"s", "m/x.html", "fähre.html"}, true},
		{"relative, another file", at{"s", "m/x.html", "a.html"}, at{"s", "m/x.html", "b.html"}, false},
		{"relative, query", at{"s", "m/x.html", "a.html?p=1"}, at{"s", "m/x.html", "a.html?p=2"}, false},
		{"relative, another source", at{"s", "m/x.html", "a.html"}, at{"t", "m/x.html", "a.html"}, false},
		{"absolute, wherever it stands", at{"s", "m/x.html", "https://beacon.example/a"},
			at{"t", "n/y.html", "http://www.beacon.example/a/"}, true},
		{"without scheme", at{"s", "m/x.html", "//beacon.example/a"}, at{"t", "n/y.html", "https://beacon.example/a"},
			true},
		{"a relative name with a colon further on", at{"s", "m/x.html", "a/b:c.html"},
			at{"s", "m/a/x.html", "b:c.html"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := cutting.LinkIdentity(tt.a.source, tt.a.file, tt.a.link)
			b := cutting.LinkIdentity(tt.b.source, tt.b.file, tt.b.link)
			if a == "" || (a == b) != tt.same {
				t.Errorf("same is %v, want %v\n%s\n%s", a == b, tt.same, a, b)
			}
		})
	}
	for _, none := range []string{"", "#top"} {
		if got := cutting.LinkIdentity("s", "m/x.html", none); got != "" {
			t.Errorf("%q: %q, want no identity", none, got)
		}
	}
}

func TestOutlet(t *testing.T) {
	for _, tt := range []struct{ name, address, want string }{
		{"www. is no outlet of its own", "https://www.beacon.example/a", "beacon.example"},
		{"without", "http://beacon.example", "beacon.example"},
		{"case, port, dot", "http://WWW.Beacon.Example.:8080/a", "beacon.example"},
		{"another subdomain", "https://sport.beacon.example/a", "sport.beacon.example"},
		{"nothing but www.", "https://www.example/", "www.example"},
		{"no host", "news/a.html", ""},
		{"no address", "http://%zz/", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cutting.Outlet(tt.address); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestCuttingIdentity is the table of what makes two cuttings one.
func TestCuttingIdentity(t *testing.T) {
	type c struct {
		kind                         cutting.Kind
		source, link, headline, text string
	}
	id := func(c c) string { return cutting.NewCuttingID(c.kind, c.source, c.link, c.headline, c.text) }
	const link = "https://beacon.example/a"
	for _, tt := range []struct {
		name string
		a, b c
		same bool
	}{
		{"same link, changed headline and text", c{cutting.Article, "s", link, "Late", "x"},
			c{cutting.Article, "s", link, "Very late", "y"}, true},
		{"same link, another source", c{cutting.Teaser, "s", link, "Late", ""},
			c{cutting.Teaser, "t", link, "Late", ""}, true},
		{"same link, another kind", c{cutting.Teaser, "s", link, "Late", ""},
			c{cutting.Article, "s", link, "Late", ""}, false},
		{"another link", c{cutting.Article, "s", link, "Late", "x"}, c{cutting.Article, "s", link + "b", "Late", "x"},
			false},
		{"in a frame, the page around it",
			c{cutting.Article, "s", cutting.FrameIdentity(link, "frame-1"), "Late", "x"},
			c{cutting.Article, "s", link, "Late", "x"}, false},
		{"in two frames of a page", c{cutting.Article, "s", cutting.FrameIdentity(link, "frame-1"), "Late", "x"},
			c{cutting.Article, "s", cutting.FrameIdentity(link, "frame-2"), "Late", "x"}, false},
		{"in the same frame", c{cutting.Article, "s", cutting.FrameIdentity(link, "frame-1"), "Late", "x"},
			c{cutting.Article, "s", cutting.FrameIdentity(link, "frame-1"), "Later", "y"}, true},
		{"no link, same headline, changed text", c{cutting.Article, "s", "", "Late", "x"},
			c{cutting.Article, "s", "", "Late", "y"}, true},
		{"no link, another headline", c{cutting.Article, "s", "", "Late", "x"},
			c{cutting.Article, "s", "", "Later", "x"}, false},
		{"no link, another source", c{cutting.Article, "s", "", "Late", "x"}, c{cutting.Article, "t", "", "Late", "x"},
			false},
		{"no headline, same text", c{cutting.Article, "s", "", "", "x"}, c{cutting.Article, "s", "", "", "x"}, true},
		{"no headline, another text", c{cutting.Article, "s", "", "", "x"}, c{cutting.Article, "s", "", "", "y"},
			false},
		{"no headline, another source", c{cutting.Article, "s", "", "", "x"}, c{cutting.Article, "t", "", "", "x"},
			false},
		{"a headline is no text", c{cutting.Article, "s", "", "x", ""}, c{cutting.Article, "s", "", "", "x"}, false},
		{"parts do not run together", c{cutting.Article, "s", "", "tx", ""}, c{cutting.Article, "st", "", "x", ""},
			false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if same := id(tt.a) == id(tt.b); same != tt.same {
				t.Errorf("same is %v, want %v", same, tt.same)
			}
		})
	}
}

func TestWebAddress(t *testing.T) {
	for _, tt := range []struct{ name, recorded, want string }{
		{"as it is", "https://beacon.example/a?b=c#d", "https://beacon.example/a?b=c#d"},
		{"in angle brackets", "<https://beacon.example/a>", "https://beacon.example/a"},
		{"a bare percent sign", "http://beacon.example/100%_natural", "http://beacon.example/100%25_natural"},
		{"a percent sign at the end", "http://beacon.example/100%", "http://beacon.example/100%25"},
		{"escapes of another kind", "http://beacon.example/%u0628%u0646?x=1",
			"http://beacon.example/%25u0628%25u0646?x=1"},
		{"a percent sign in the query", "http://beacon.example/a?q=100%", "http://beacon.example/a?q=100%"},
		{"a space", "http://beacon.example/a b/c", "http://beacon.example/a%20b/c"},
		{"an underscore in the host", "http://beacon_news.example/d", "http://beacon_news.example/d"},
		{"an empty port", "http://beacon.example:/e", "http://beacon.example:/e"},
		{"letters beyond ASCII", "http://beacon.example/خبر", "http://beacon.example/خبر"},
		{"bytes that are no text", "http://beacon.example/\xff", "http://beacon.example/%FF"},
		{"an escape sequence", "http://beacon.example/\x1b[31m", "http://beacon.example/%1B[31m"},
		{"letters turned round", "http://beacon.example/\u202egro", "http://beacon.example/%E2%80%AEgro"},
		{"joiners belong to Persian words", "http://beacon.example/می\u200cرود", "http://beacon.example/می\u200cرود"},
		{"no path", "http://beacon.example?x", "http://beacon.example?x"},
		{"dns:", "dns:beacon.example", ""},
		{"urn:", "urn:text:https://beacon.example/a", ""},
		{"metadata:", "metadata://gnu.org/software/wget/warc/wget.log", ""},
		{"filedesc:", "filedesc://x.arc", ""},
		{"no host", "http:///a", ""},
		{"a space in the host", "http://beacon example/", ""},
		{"a script", "javascript:alert('http://beacon.example/')", ""},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cutting.WebAddress(tt.recorded); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestWebURL(t *testing.T) {
	for _, tt := range []struct{ name, address, want string }{
		{"of the web", "https://beacon.example/a?b=c#d", "https://beacon.example/a?b=c#d"},
		{"capitals in the scheme", "HTTP://beacon.example/", "http://beacon.example/"},
		{"white space around it", " http://beacon.example/a\n", "http://beacon.example/a"},
		{"a script", "javascript:alert(1)", ""},
		{"a script with a host", "javascript://beacon.example/%0Aalert(1)", ""},
		{"data", "data:text/html,x", ""},
		{"a file", "file:///etc/passwd", ""},
		{"of no scheme", "//beacon.example/a", ""},
		{"relative", "a/b.html", ""},
		{"no host", "https:///a", ""},
		{"no host, opaque", "https:beacon.example", ""},
		{"a control character", "https://beacon.example/\x00", ""},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if u := cutting.WebURL(tt.address); u != nil {
				got = u.String()
			}
			if got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzWebAddress: the result can be parsed by others, is unchanged when converted again, and has an
// identity of its own.
func FuzzWebAddress(f *testing.F) {
	for _, s := range []string{"http://beacon.example/100%_natural",
		"HTTPS://a:b@www.beacon.example:443/x/../index.html?utm_source=1#!y", "http://[::1]:80/%u0628",
		"http://beacon.example/\xff\u202e b", "urn:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := cutting.WebAddress(s)
		if a == "" {
			return
		}
		if u, err := url.Parse(a); err != nil || u.Hostname() == "" {
			t.Errorf("%q gives %q: %v", s, a, err)
		}
		if again := cutting.WebAddress(a); again != a {
			t.Errorf("%q gives %q, and that %q", s, a, again)
		}
		id := cutting.AddressIdentity(a)
		if again := cutting.AddressIdentity(id); again != id {
			t.Errorf("%q has the identity %q, and that %q", a, id, again)
		}
	})
}

// flat is a source map from every byte of the text to the same byte of the capture.
type flat struct{}

func (flat) Range(s cutting.Span) cutting.Range {
	return cutting.Range{Start: int64(s.Start), End: int64(s.End)}
}

// TestTouchingRangesAreOne: blocks with adjacent bytes give one range, so that a correction made
// with them stays valid when a block is split in two.
func TestTouchingRangesAreOne(t *testing.T) {
	p := &cutting.Page{Source: flat{}}
	for _, s := range [][2]int{{0, 10}, {20, 30}, {10, 20}, {40, 50}, {45, 60}, {70, 80}} {
		p.Blocks = append(p.Blocks, cutting.Block{Span: cutting.Span{Start: s[0], End: s[1]}})
	}
	for _, tt := range []struct {
		name   string
		blocks []int32
		want   []cutting.Range
	}{
		{"touching", []int32{0, 2}, []cutting.Range{{Start: 0, End: 20}}},
		{"overlapping", []int32{3, 4}, []cutting.Range{{Start: 40, End: 60}}},
		{"apart", []int32{0, 3, 5}, []cutting.Range{{Start: 0, End: 10}, {Start: 40, End: 50}, {Start: 70, End: 80}}},
		{"none", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := p.Ranges(tt.blocks); !slices.Equal(got, tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

func TestWithoutUser(t *testing.T) {
	for _, c := range []struct{ name, address, want string }{
		{"name and password", "http://alice:secret@x.example/a?q=1#f", "http://x.example/a?q=1#f"},
		{"a name alone", "https://alice@x.example:8080/a", "https://x.example:8080/a"},
		{"an @ in the path", "https://x.example/@alice/1", "https://x.example/@alice/1"},
		{"a relative address", "/a@b", "/a@b"},
		{"what cannot be parsed", "http://a:b@[/", "http://[/"},
		{"a sign in the path that escapes nothing", "http://a:b@x.example/100%_sure", "http://x.example/100%_sure"},
		{"an @ in the password", "http://a:b@c@x.example/", "http://x.example/"},
		{"an address within another", "https://archive.example/web/http://a:b@x.example/c",
			"https://archive.example/web/http://x.example/c"},
		{"an @ behind two slashes", "https://x.example//@alice/1", "https://x.example//@alice/1"},
		{"no path", "http://a:b@x.example", "http://x.example"},
		{"none", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cutting.WithoutUser(c.address); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
