package desk_test

import (
	"net/http"
	"strings"
	"testing"

	"cuttings/library"
)

func TestHeaders(t *testing.T) {
	s := newSite(t, nil)
	for _, c := range []struct {
		name, path string
		want       map[string]string
	}{
		{"a page", "/", map[string]string{"Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Resource-Policy": "same-origin", "X-Dns-Prefetch-Control": "off",
			"Content-Type": "text/html; charset=utf-8"}},
		{"an error", "/nowhere", map[string]string{"Cache-Control": "no-store", "X-Frame-Options": "DENY"}},
		{"a stylesheet", "/static/desk.css", map[string]string{"Content-Type": "text/css; charset=utf-8",
			"Cache-Control": "no-cache"}},
		{"the original", s.capture(levyCapture) + "/original/frame",
			map[string]string{"X-Frame-Options": "SAMEORIGIN", "Content-Type": "text/html; charset=utf-8",
				"Referrer-Policy": "no-referrer"}},
		{"the bytes", s.capture(levyCapture) + "/raw",
			map[string]string{"Content-Type": "text/html",
				"Content-Disposition": `attachment; filename=harbour-levy.html`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := s.do("GET", c.path).Header
			if got := h.Get("X-Content-Type-Options"); got != "nosniff" {
				t.Errorf("X-Content-Type-Options is %q", got)
			}
			for k, v := range c.want {
				if got := h.Get(k); got != v {
					t.Errorf("%s is %q, want %q", k, got, v)
				}
			}
		})
	}
}

// TestPolicies checks that the policy has no exceptions: no page allows inline script or style, nothing loads
// from outside, and only the frame of an original may be framed.
func TestPolicies(t *testing.T) {
	s := newSite(t, nil)
	paths := s.pages()
	paths["json"], paths["atom"], paths["css"] = "/search.json", "/search.atom", "/static/desk.css"
	paths["raw"], paths["frame"] = s.capture(levyCapture)+"/raw", s.capture(levyCapture)+"/original/frame"
	for name, path := range paths {
		t.Run(name, func(t *testing.T) {
			csp := s.do("GET", path).Header.Get("Content-Security-Policy")
			directives := map[string]string{}
			for d := range strings.SplitSeq(csp, ";") {
				key, value, _ := strings.Cut(strings.TrimSpace(d), " ")
				directives[key] = value
			}
			if directives["default-src"] != "'none'" {
				t.Errorf("default-src is %q", directives["default-src"])
			}
			for key, value := range directives {
				for word := range strings.FieldsSeq(value) {
					switch {
					case word == "'none'" || word == "'self'":
					case name == "frame" && (key == "style-src" && word == "'unsafe-inline'" || word == "data:"):
					default:
						t.Errorf("%s lets %s through", key, word)
					}
				}
			}
			_, sandboxed := directives["sandbox"]
			if isPage := strings.Contains(csp, "script-src"); sandboxed == isPage {
				t.Errorf("a page's policy or a sandbox, and not both: %s", csp)
			}
			if directives["sandbox"] != "" {
				t.Errorf("the sandbox allows %s", directives["sandbox"])
			}
			wantAncestors := "'none'"
			if name == "frame" {
				wantAncestors = "'self'"
			}
			if directives["frame-ancestors"] != wantAncestors {
				t.Errorf("frame-ancestors is %q", directives["frame-ancestors"])
			}
		})
	}
}

// TestHost refuses names another site could have pointed at this machine.
func TestHost(t *testing.T) {
	s := newSite(t, func(s *site, _ *library.Config) { s.hosts = []string{"Archive.Newsroom.example"} })
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "192.0.2.7": 200,
		"archive.newsroom.example:8080": 200, "desk.localhost": 200,
		"evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421,
		"": 421,
	} {
		if got := s.do("GET", "/", "Host", host).StatusCode; got != want {
			t.Errorf("Host %q: status %d, want %d", host, got, want)
		}
	}
}

func TestMethods(t *testing.T) {
	s := newSite(t, nil)
	for _, c := range []struct {
		name, method string
		header       []string
		want         int
	}{
		{"a write from another site", "POST", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"a write from another origin, old browser", "POST", []string{"Origin", "https://evil.example"},
			http.StatusForbidden},
		{"a write where only reading is done", "POST", nil, http.StatusMethodNotAllowed},
		{"a head", "HEAD", nil, http.StatusOK},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := s.do(c.method, "/search", c.header...).StatusCode; got != c.want {
				t.Errorf("status %d, want %d", got, c.want)
			}
		})
	}
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	s := newSite(t, nil)
	css, ok := attrOf(s.get("/", 200).one("link[rel=stylesheet]"), "href")
	if !ok {
		t.Fatal("no style sheet")
	}
	for _, path := range []string{"/", "/search.json?q=levy", "/search.atom", css} {
		first := s.do("GET", path)
		tag := first.Header.Get("ETag")
		if tag == "" {
			t.Errorf("%s has no entity tag", path)
			continue
		}
		if got := s.do("GET", path, "If-None-Match", tag).StatusCode; got != http.StatusNotModified {
			t.Errorf("%s with its own tag: status %d, want 304", path, got)
		}
		if got := s.do("GET", path, "If-None-Match", `"else"`).StatusCode; got != http.StatusOK {
			t.Errorf("%s with another tag: status %d, want 200", path, got)
		}
	}
	if got := s.do("GET", css).Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("the style sheet by its hashed address is kept as %q", got)
	}
	if got := s.do("GET", "/static/nothing.css").StatusCode; got != 404 {
		t.Errorf("an asset that is none: status %d", got)
	}
}
