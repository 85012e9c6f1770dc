package provenance

import "testing"

func TestWithin(t *testing.T) {
	for _, c := range []struct{ name, in, want, stamp string }{
		{"an archive's copy", "https://web.archive.org/web/20110410120000/http://beacon.example/a?b=1",
			"http://beacon.example/a?b=1", "20110410120000"},
		{"an archive, no time", "https://web.archive.org/web/http://beacon.example/a", "http://beacon.example/a",
			""},
		{"another archive, the newest copy", "https://archive.ph/newest/https://beacon.example/a?b=1",
			"https://beacon.example/a?b=1", ""},
		{"a short address names nothing", "https://archive.ph/AbCdE", "", ""},
		{"a cache with its mark", "http://webcache.googleusercontent.com/search?q=cache:Xy-1_zAbCdEJ:beacon." +
			"example/a+weir&hl=en", "http://beacon.example/a", ""},
		{"a cache with a scheme", "http://webcache.googleusercontent.com/search?q=cache:Xy1zAbCdEfGJ:https://beacon." +
			"example/a%3Fid%3D1&cd=1", "https://beacon.example/a?id=1", ""},
		{"a cache without its mark", "http://www.google.com/search?q=cache:http://beacon.example/a",
			"http://beacon.example/a", ""},
		{"a search is no cache", "http://www.google.com/search?q=beacon.example", "", ""},
		{"a translator's query", "https://translate.google.com/translate?tl=en&u=http%3A%2F%2Fbeacon.example%2Fa",
			"http://beacon.example/a", ""},
		{"a translator's host", "https://www-the--beacon-example.translate.goog/a/b.html?id=1&_x_tr_sl=fa&_x_tr_tl=en",
			"https://www.the-beacon.example/a/b.html?id=1", ""},
		{"a translator's host, http", "https://beacon-example.translate.goog/?_x_tr_sch=http&_x_tr_tl=en",
			"http://beacon.example/", ""},
		{"an address as a parameter of a page", "https://beacon.example/share?u=http://other.example/", "", ""},
		{"a host that ends alike", "https://notarchive.ph/newest/https://beacon.example/a", "", ""},
		{"no address of the web in it", "https://translate.google.com/translate?u=javascript:alert(1)", "", ""},
		{"not an address", "beacon", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, stamp := Within(c.in); got != c.want || stamp != c.stamp {
				t.Errorf("%s, %q; want %s, %q", got, stamp, c.want, c.stamp)
			}
		})
	}
}
