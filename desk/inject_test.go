package desk_test

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/librarytest"
)

// payloads try to become markup, script or a live address, one way each.
var payloads = []string{
	`<script>alert(1)</script>`,
	`"><script>alert(1)</script>`,
	`'><img src=x onerror=alert(1)>`,
	`</title><script>alert(1)</script>`,
	`</textarea><svg onload=alert(1)>`,
	`" onmouseover="alert(1)`,
	`' autofocus onfocus='alert(1)`,
	"` onerror=alert(1) `",
	`javascript:alert(1)`,
	` JaVaScRiPt:alert(1)`,
	"java\tscript:alert(1)",
	"\x01javascript:alert(1)",
	`data:text/html,<script>alert(1)</script>`,
	`vbscript:msgbox(1)`,
	`https://example.org/"><script>alert(1)</script>`,
	`https://example.org/' onclick='alert(1)`,
	`//evil.example/x`,
	`<a href="javascript:alert(1)">x</a>`,
	`<iframe srcdoc="<script>alert(1)</script>">`,
	`<style>@import "//evil.example"</style>`,
	`<base href="//evil.example/">`,
	`<meta http-equiv=refresh content="0;url=//evil.example">`,
	`<!--><script>alert(1)</script>-->`,
	`]]><script>alert(1)</script>`,
	`{{.}}`, `${alert(1)}`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
	"\u202e<script>alert(1)</script>", "\xff\xfe<script>alert(1)</script>", "a\x00b<script>",
	`%3Cscript%3Ealert(1)%3C/script%3E`, `../../../etc/passwd`, `?q=1&source=x#y`, `a/b/../c`,
	strings.Repeat(`<b>`, 200),
}

// more reads the hostile yardstick's list when it is there.
func more(t *testing.T) []string {
	for _, dir := range []string{os.Getenv("CUTTINGS_BENCH"), "../../shared/bench"} {
		if dir == "" {
			continue
		}
		f, err := os.Open(filepath.Join(dir, "hostile-dev", "dev", "lists", "xss_payloads.jsonl"))
		if err != nil {
			continue
		}
		defer func() { _ = f.Close() }()
		var out []string
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			var p struct{ Payload string }
			if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
				t.Fatal(err)
			}
			out = append(out, p.Payload)
		}
		return out
	}
	return nil
}

// ours are the elements the desk's own templates use.
const ours = ` html head meta title link script body a header div form label input button nav main span svg path ` +
	`rect line text ` +
	`h1 h2 h3 p ul ol li dl dt dd details summary code section aside article table thead tbody tr th td figure ` +
	`figcaption time mark ` +
	`bdi b blockquote pre footer dialog kbd iframe ins del textarea `

// TestNothingBecomesMarkup puts every payload where a page's author could put it
// and looks at every page that shows it: no element or attribute comes of it, no
// address of it can be followed unless it is plain http.
func TestNothingBecomesMarkup(t *testing.T) {
	// Some at a time: an archive of them all is slow to search.
	for some := range slices.Chunk(append(append([]string{}, payloads...), more(t)...), 64) {
		nothingBecomesMarkup(t, some)
	}
}

func nothingBecomesMarkup(t *testing.T, all []string) {
	t.Helper()
	a := librarytest.Empty()
	captures, cuttings := make([]string, len(all)), make([]string, len(all))
	for i, p := range all {
		captures[i], cuttings[i] = a.AddHTML(p, nil, catalogue.Sighting{Headline: p, Text: p, URL: p, Lang: "en",
			Byline: []string{p}, Source: catalogue.Source{ID: p, Name: p}, Section: p, Tags: []string{p},
			Published: cutting.Date{Value: p}})
	}
	site := siteOver(t, a, nil)
	for _, path := range []string{"/", "/search?per=200", "/sources", "/status"} {
		site.inspect("any", path)
	}
	site.checkFeed("/search.atom?per=200")
	for i, payload := range all {
		q, seg := url.QueryEscape(payload), url.PathEscape(payload)
		for _, path := range []string{"/search?q=" + q, "/search?section=" + q + "&source=" + q + "&date=" + q,
			"/cuttings/" + url.PathEscape(cuttings[i]),
			"/cuttings/" + url.PathEscape(cuttings[i]) + "/passage?quote=" + q, "/captures/" + captures[i],
			"/captures/" + captures[i] + "/original", "/captures/" + captures[i] + "/bytes?range=0-100",
			"/sources/" + seg, "/sources/" + seg + "/section?name=" + q, "/" + seg, "/cuttings/" + seg} {
			site.inspect(payload, path)
		}
		b, _ := io.ReadAll(site.do("GET", "/cuttings/"+url.PathEscape(cuttings[i])+".json").Body)
		if !json.Valid(b) || strings.Contains(string(b), "<script") {
			t.Errorf("payload %q: its JSON is none, or not safe to show", payload)
		}
	}
}

// inspect fetches a page and looks for anything a payload became.
func (s *site) inspect(payload, path string) {
	t := s.t
	t.Helper()
	res := s.do("GET", path)
	if res.StatusCode >= 500 {
		t.Errorf("payload %q, %s: status %d", payload, path, res.StatusCode)
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return // a redirect, or JSON
	}
	root, err := html.Parse(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	scripts := 0
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("payload %q, %s: a comment", payload, path)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if !strings.Contains(ours, " "+n.Data+" ") {
			t.Errorf("payload %q, %s: the element <%s>", payload, path, n.Data)
		}
		if n.Data == "script" {
			if src, _ := attrOf(n, "src"); !strings.HasPrefix(src, "/static/desk.js?v=") || n.FirstChild != nil {
				t.Errorf("payload %q, %s: a script of another", payload, path)
			}
			scripts++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "autofocus" {
				t.Errorf("payload %q, %s: the attribute %s on <%s>", payload, path, a.Key, n.Data)
			}
			if a.Key == "href" || a.Key == "src" || a.Key == "action" {
				out := strings.HasPrefix(a.Val, "http://") || strings.HasPrefix(a.Val, "https://")
				if strings.HasPrefix(a.Val, "//") || !strings.HasPrefix(a.Val, "/") &&
					!strings.HasPrefix(a.Val, "#") && !(out && n.Data == "a") {
					t.Errorf("payload %q, %s: <%s %s=%q>", payload, path, n.Data, a.Key, a.Val)
				}
			}
		}
	}
	if scripts != 1 {
		t.Errorf("payload %q, %s: %d scripts", payload, path, scripts)
	}
}

// checkFeed reads a feed to its end: it is XML, and of Atom's elements only.
func (s *site) checkFeed(path string) {
	t := s.t
	t.Helper()
	dec := xml.NewDecoder(s.do("GET", path).Body)
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s is no XML: %v", path, err)
		}
		if el, ok := tok.(xml.StartElement); ok && el.Name.Space != "http://www.w3.org/2005/Atom" {
			t.Errorf("%s has an element %v", path, el.Name)
		}
	}
}
