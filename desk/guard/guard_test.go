package guard

import (
	"net/http/httptest"
	"testing"
)

// TestFromOwnPages counts looks of people and no others.
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
