package guard_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"cuttings/desk/guard"
)

// TestUnchanged: entity tags are compared weakly, alone and in lists.
func TestUnchanged(t *testing.T) {
	for header, want := range map[string]bool{
		"": false, `"a1"`: true, `W/"a1"`: true, `"b2", W/"a1"`: true, `"b2"`: false, "*": true, "a1": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if header != "" {
			r.Header.Set("If-None-Match", header)
		}
		if got := guard.Unchanged(r, `"a1"`); got != want {
			t.Errorf("If-None-Match: %s: %v", header, got)
		}
	}
}

// TestForeignReferer: a write that only its Referer says is from elsewhere is refused.
func TestForeignReferer(t *testing.T) {
	h := guard.New(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), nil,
		func(w http.ResponseWriter, _ *http.Request, status int, _, _ string) { w.WriteHeader(status) })
	for name, c := range map[string]struct {
		method, referer, origin string
		want                    int
	}{
		"another site":        {"POST", "http://evil.example/x", "", 403},
		"another port":        {"POST", "http://localhost:9/x", "", 403},
		"no address":          {"POST", "://", "", 403},
		"the desk":            {"POST", "http://localhost:8080/x", "", 200},
		"a program":           {"POST", "", "", 200},
		"read from elsewhere": {"GET", "http://evil.example/x", "", 200},
		"the Origin decides":  {"POST", "http://evil.example/x", "http://localhost:8080", 200},
	} {
		r := httptest.NewRequest(c.method, "http://localhost:8080/x", nil)
		r.Header.Set("Referer", c.referer)
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
	}
}
