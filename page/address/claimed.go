package address

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// innerAddress returns the address that a template has set behind a base it did not need:
// "https://ferry.examplehttps://ferry.example/a" is "https://ferry.example/a". Any other
// text is returned as it is.
func innerAddress(u string) string {
	s := schemeOf(u)
	if s == "" || !strings.HasPrefix(u[len(s):], "://") {
		return u
	}
	authority, path, ok := strings.Cut(u[len(s)+3:], "/")
	if !ok || !strings.HasPrefix(path, "/") {
		return u
	}
	for _, scheme := range [...]string{"https:", "http:"} {
		if strings.HasSuffix(authority, scheme) {
			return scheme + "/" + path
		}
	}
	return u
}

// reserved are the last labels of hosts that no registry gives away and that are in use all the
// same: RFC 2606, 6762, 7686 and 9476, and ICANN's "internal".
var reserved = map[string]bool{"example": true, "test": true, "local": true, "onion": true, "alt": true,
	"internal": true}

// placeholders are the hosts that RFC 2606 reserves for documents; templates leave them in pages.
var placeholders = map[string]bool{"example.com": true, "example.net": true, "example.org": true}

// onWeb reports whether the host of an absolute address can be that of a page on the web: a
// name below a domain that there is, by the list of public suffixes, or a public IP address.
// What templates leave behind ("https://canonical.url/to/page") and addresses glued to a host
// ("http://ferry.exampleblog/a") have none.
func onWeb(u string) bool {
	p, err := url.Parse(u)
	if err != nil {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(p.Hostname(), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		return !ip.IsLoopback() && !ip.IsUnspecified()
	}
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if l == "" {
			return false
		}
	}
	if len(labels) < 2 || placeholders[strings.TrimPrefix(host, "www.")] {
		return false
	}
	if reserved[labels[len(labels)-1]] {
		return true
	}
	if host, err = idna.ToASCII(host); err != nil {
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	return icann || strings.Contains(suffix, ".") // those of platforms are listed too
}
