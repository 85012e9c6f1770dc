package publish

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHandler(t *testing.T) {
	s := New(invented())
	srv := httptest.NewServer(Handler(func() (*Site, error) { return s, nil }))
	defer srv.Close()
	ask := func(method, path string, header ...string) (*http.Response, string) {
		t.Helper()
		req, err := http.NewRequest(method, srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res, string(b)
	}
	for p, content := range contents(t, s) {
		res, body := ask("GET", "/"+p)
		if res.StatusCode != 200 || body != content {
			t.Errorf("%s: status %d, not what the folder has", p, res.StatusCode)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" ||
			res.Header.Get("Referrer-Policy") != "no-referrer" ||
			!strings.HasPrefix(res.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: headers %v", p, res.Header)
		}
		if scripts := strings.Contains(res.Header.Get("Content-Security-Policy"),
			"script-src"); scripts != (p == "search.html") {
			t.Errorf("%s: policy %s", p, res.Header.Get("Content-Security-Policy"))
		}
		if again, _ := ask("GET", "/"+p, "If-None-Match", res.Header.Get("ETag")); again.StatusCode != 304 {
			t.Errorf("%s: asked again, status %d", p, again.StatusCode)
		}
		if head, body := ask("HEAD", "/"+p); head.StatusCode != 200 || body != "" {
			t.Errorf("%s: HEAD gives %d", p, head.StatusCode)
		}
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"} {
			if res, _ := ask(method, "/"+p); res.StatusCode != http.StatusMethodNotAllowed {
				t.Fatalf("%s %s: status %d", method, p, res.StatusCode)
			}
		}
	}
	if _, body := ask("GET", "/"); body != contents(t, s)["index.html"] {
		t.Error("/ is not the front page")
	}
	for _, p := range []string{"/cuttings-site.json", "/item/", "/item", "/../index.html.bak", "/search", "/status",
		"/captures", "/journal", "/help", "/item/..%2f..%2fetc%2fpasswd", "/%00", "/style.css/x", "/cuttings/aaa",
		"/digest/week-40", "/assets/frame.html", "/topic/private.html"} {
		if res, body := ask("GET", p); res.StatusCode != 404 || len(body) > 100 {
			t.Errorf("%s: status %d", p, res.StatusCode)
		}
	}
}
