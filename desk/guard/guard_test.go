package guard

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestFromOwnPages checks that only requests of people count as views.
func TestFromOwnPages(t *testing.T) {
	const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
	for _, c := range []struct {
		name, agent, site, purpose string
		want                       bool
	}{
		{"a person", firefox, "same-origin", "", true},
		{"a typed address", firefox, "none", "", true},
		{"an old browser", firefox, "", "", true},
		{"another site", firefox, "cross-site", "", false},
		{"fetched ahead", firefox, "same-origin", "prefetch", false},
		{"a crawler", "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://example.org/bot)", "", "", false},
		{"a command", "curl/8.5.0", "", "", false},
		{"a feed reader", "ExampleFeedReader/1.0", "", "", false},
	} {
		r := httptest.NewRequest("GET", "http://localhost/cuttings/x", nil)
		r.Header.Set("User-Agent", c.agent)
		r.Header.Set("Sec-Fetch-Site", c.site)
		r.Header.Set("Sec-Purpose", c.purpose)
		if got := FromOwnPages(r); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestWrites: a form of the desk's own pages is accepted by the Origin it is sent with, where a browser sends
// no Sec-Fetch-Site (plain http from another machine); one of another page is not, nor one of unknown origin.
func TestWrites(t *testing.T) {
	desk := New(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), []string{"newsroom.test"},
		func(w http.ResponseWriter, _ *http.Request, status int, _, _ string) { w.WriteHeader(status) })
	for _, c := range []struct {
		name, host, origin, site string
		want                     int
	}{
		{"own page, configured name", "newsroom.test:7797", "http://newsroom.test:7797", "", http.StatusOK},
		{"own page, address", "192.0.2.7:7797", "http://192.0.2.7:7797", "", http.StatusOK},
		{"own page, behind TLS", "newsroom.test", "https://newsroom.test", "", http.StatusOK},
		{"own page, new browser", "localhost:7797", "http://localhost:7797", "same-origin", http.StatusOK},
		{"a program", "127.0.0.1:7797", "", "", http.StatusOK},
		{"an origin that is withheld", "newsroom.test:7797", "null", "", http.StatusForbidden},
		{"another site", "newsroom.test:7797", "http://evil.example", "", http.StatusForbidden},
		{"another port", "newsroom.test:7797", "http://newsroom.test:8080", "", http.StatusForbidden},
		{"another site, new browser", "localhost:7797", "http://evil.example", "cross-site", http.StatusForbidden},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/basket", nil)
			r.Host = c.host
			for name, value := range map[string]string{"Origin": c.origin, "Sec-Fetch-Site": c.site} {
				if value != "" {
					r.Header.Set(name, value)
				}
			}
			w := httptest.NewRecorder()
			desk.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("status %d, want %d", w.Code, c.want)
			}
			// With no-referrer a browser would send the Origin "null" from the desk's own pages.
			if got := w.Header().Get("Referrer-Policy"); got != "same-origin" {
				t.Errorf("Referrer-Policy is %q", got)
			}
		})
	}
}
