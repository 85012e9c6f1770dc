package desk_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cuttings/desk"
	"cuttings/library"
	"cuttings/library/librarytest"
)

const (
	levyHeadline = "Council passes harbour levy after nine-hour sitting"
	levyCapture  = "saved/courier/harbour-levy.html"
)

// site is a desk over the invented archive.
type site struct {
	t         *testing.T
	archive   *librarytest.Archive
	catalogue *librarytest.Catalogue
	handler   http.Handler
	hosts     []string
	decisions library.Decisions // nil where the site takes none
}

func newSite(t *testing.T, change func(*site, *library.Config)) *site {
	t.Helper()
	a := librarytest.NewArchive()
	return siteOver(t, a, change)
}

func siteOver(t *testing.T, a *librarytest.Archive, change func(*site, *library.Config)) *site {
	t.Helper()
	cat, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, archive: a, catalogue: cat}
	c := library.Config{Name: "Harbour levy, Marrowland", Catalogue: s.catalogue, Originals: a, Pages: a,
		Now: librarytest.Now, Versions: librarytest.Versions}
	if change != nil {
		change(s, &c)
	}
	s.decisions = c.Decisions
	s.handler = desk.New(desk.Config{Library: library.New(c), Hosts: s.hosts})
	return s
}

// do sends a request; header is name, value, name, value …
func (s *site) do(method, path string, header ...string) *http.Response {
	s.t.Helper()
	r := httptest.NewRequest(method, "http://localhost"+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w.Result()
}

// get fetches a page, which must have the status, and parses it.
func (s *site) get(path string, status int) doc {
	s.t.Helper()
	res := s.do("GET", path)
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if res.StatusCode != status {
		s.t.Fatalf("GET %s: status %d, want %d\n%s", path, res.StatusCode, status, clip(string(b)))
	}
	n, err := html.Parse(strings.NewReader(string(b)))
	if err != nil {
		s.t.Fatal(err)
	}
	return doc{s.t, n, path}
}

func clip(s string) string { return s[:min(len(s), 1500)] }

func (s *site) cutting(headline string) string {
	s.t.Helper()
	id := s.archive.CuttingID(headline)
	if id == "" {
		s.t.Fatalf("no cutting %q in the invented archive", headline)
	}
	return "/cuttings/" + url.PathEscape(id)
}

func (s *site) capture(name string) string {
	s.t.Helper()
	id := s.archive.CaptureID(name)
	if id == "" {
		s.t.Fatalf("no capture %q in the invented archive", name)
	}
	return "/captures/" + url.PathEscape(id)
}

// pages are addresses that show every template.
func (s *site) pages() map[string]string {
	return map[string]string{
		"front":           "/",
		"search":          "/search",
		"search words":    "/search?q=harbour+levy&kind=teaser&date=2011",
		"search wrong":    "/search?q=%28levy",
		"search nothing":  "/search?q=zebra",
		"cutting":         s.cutting(levyHeadline),
		"cutting at":      s.cutting(levyHeadline) + "?at=200#at",
		"versions":        s.cutting(levyHeadline) + "?sighting=1&against=0",
		"cutting rtl":     s.cutting("شورای شهر عوارض بندر را با یازده رأی تصویب کرد"),
		"cutting bare":    s.cutting(""),
		"capture":         s.capture(levyCapture),
		"capture failed":  s.capture("saved/post/front.jpg.html"),
		"capture nothing": s.capture("saved/post/search.html"),
		"capture faults":  s.capture("mirror/radiokelp.example/index.html"),
		"original":        s.capture(levyCapture) + "/original",
		"bytes":           s.capture(levyCapture) + "/bytes?range=300-420",
		"story":           "/stories" + strings.TrimPrefix(s.cutting(levyHeadline), "/cuttings"),
		"byoutlet":        "/told?q=harbour",
		"sources":         "/sources",
		"names":           "/names",
		"names filter":    "/names?filter=zz&kind=PER&sort=forms",
		"review":          "/names/review",
		"statements":      "/statements?q=levy",
		"timeline":        "/timeline?q=levy",
		"disputes":        "/disputes?q=levy",
		"source":          "/sources/morrowpost.example",
		"section":         "/sources/morrowpost.example/section?name=Levy+Watch",
		"rail":            "/sources/tesselcourier.example/rail?name=Most+read+this+week",
		"status":          "/status",
		"captures":        "/captures",
		"captures some":   "/captures?kind=nothing",
		"help":            "/help",
		"problem":         "/nowhere",
	}
}

// doc is a parsed page with the queries of tests.
type doc struct {
	t    *testing.T
	root *html.Node
	path string
}

// all finds elements by a selector: "tag.class#id[attr=value]", descendants by
// spaces.
func (d doc) all(selector string) []*html.Node {
	found := []*html.Node{d.root}
	for step := range strings.FieldsSeq(selector) {
		var next []*html.Node
		for _, n := range found {
			for c := range n.Descendants() {
				if c.Type == html.ElementNode && matchesStep(c, step) {
					next = append(next, c)
				}
			}
		}
		found = next
	}
	return found
}

func (d doc) one(selector string) *html.Node {
	d.t.Helper()
	n := d.all(selector)
	if len(n) == 0 {
		d.t.Fatalf("%s: nothing matches %q", d.path, selector)
	}
	return n[0]
}

// has asserts that an element's text contains want.
func (d doc) has(selector, want string) {
	d.t.Helper()
	for _, n := range d.all(selector) {
		if strings.Contains(textOf(n), want) {
			return
		}
	}
	var got []string
	for _, n := range d.all(selector) {
		got = append(got, textOf(n))
	}
	d.t.Errorf("%s: no %q holds %q; there is %q", d.path, selector, want, got)
}

func (d doc) none(selector string) {
	d.t.Helper()
	if n := d.all(selector); len(n) > 0 {
		d.t.Errorf("%s: %d elements match %q, want none: %q", d.path, len(n), selector, textOf(n[0]))
	}
}

func matchesStep(n *html.Node, step string) bool {
	attrAt := strings.IndexByte(step, '[')
	if attrAt >= 0 {
		key, value, hasValue := strings.Cut(strings.TrimSuffix(step[attrAt+1:], "]"), "=")
		v, ok := attrOf(n, key)
		if !ok || hasValue && v != value {
			return false
		}
		step = step[:attrAt]
	}
	tag := step
	if i := strings.IndexAny(step, ".#"); i >= 0 {
		tag = step[:i]
		rest := step[i:]
		for rest != "" {
			j := strings.IndexAny(rest[1:], ".#") + 1
			if j == 0 {
				j = len(rest)
			}
			key, want := "class", rest[1:j]
			if rest[0] == '#' {
				key = "id"
			}
			v, _ := attrOf(n, key)
			if key == "id" && v != want || key == "class" && !strings.Contains(" "+v+" ", " "+want+" ") {
				return false
			}
			rest = rest[j:]
		}
	}
	return tag == "" || n.Data == tag
}

func attrOf(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestEveryTemplate renders every page and checks what all of them promise.
func TestEveryTemplate(t *testing.T) {
	s := newSite(t, nil)
	want := map[string]int{"search wrong": 400, "problem": 404}
	for name, path := range s.pages() {
		t.Run(name, func(t *testing.T) {
			status := 200
			if w := want[name]; w != 0 {
				status = w
			}
			s := &site{t: t, archive: s.archive, catalogue: s.catalogue, handler: s.handler}
			d := s.get(path, status)
			if n := len(d.all("h1")); n != 1 {
				t.Errorf("%d h1 elements, want 1", n)
			}
			for _, landmark := range []string{"header.top", "main#main", "footer.foot", "a.skip"} {
				d.one(landmark)
			}
			d.none("style")
			ids := map[string]bool{}
			for _, n := range d.all("") {
				for _, a := range n.Attr {
					if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
						t.Errorf("<%s> has the attribute %s, which the page's policy forbids", n.Data, a.Key)
					}
					if a.Key == "id" && ids[a.Val] {
						t.Errorf("the id %q stands twice", a.Val)
					}
					if a.Key == "id" {
						ids[a.Val] = true
					}
					if (a.Key == "src" || n.Data == "link" && a.Key == "href") && !strings.HasPrefix(a.Val, "/") {
						t.Errorf("<%s> fetches %q from outside", n.Data, a.Val)
					}
					if strings.Contains(a.Val, "ZgotmplZ") {
						t.Errorf("<%s %s> was given something unsafe", n.Data, a.Key)
					}
				}
				if n.Data == "input" {
					typ, _ := attrOf(n, "type")
					id, _ := attrOf(n, "id")
					if typ != "hidden" && typ != "radio" && typ != "checkbox" && len(d.all("label[for="+id+"]")) == 0 {
						t.Errorf("the input %q has no label", id)
					}
				}
			}
		})
	}
}

// TestEveryLink follows every link of every page within the desk, once.
func TestEveryLink(t *testing.T) {
	s := newSite(t, nil)
	todo, seen := []string{"/"}, map[string]bool{"/": true}
	for _, p := range s.pages() {
		todo = append(todo, p)
		seen[p] = true
	}
	for followed := 0; len(todo) > 0 && followed < 700; followed++ {
		path := todo[0]
		todo = todo[1:]
		res := s.do("GET", path)
		if res.StatusCode >= 500 {
			t.Errorf("GET %s: status %d", path, res.StatusCode)
		}
		if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || strings.HasSuffix(path, "/frame") {
			continue
		}
		if res.StatusCode >= 400 {
			if path != "/nowhere" && path != "/search?q=%28levy" {
				t.Errorf("GET %s: status %d, and a page links to it", path, res.StatusCode)
			}
			continue
		}
		n, err := html.Parse(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		d := doc{t, n, path}
		for _, sel := range []string{"[href]", "[src]"} {
			for _, n := range d.all(sel) {
				to, _ := attrOf(n, strings.Trim(sel, "[]"))
				to, frag, hasFrag := strings.Cut(to, "#")
				if hasFrag && to == "" && len(d.all("#"+frag)) == 0 {
					t.Errorf("%s: the link to #%s leads nowhere", path, frag)
				}
				if strings.HasPrefix(to, "/") && !seen[to] {
					seen[to] = true
					todo = append(todo, to)
				}
			}
		}
	}
}
