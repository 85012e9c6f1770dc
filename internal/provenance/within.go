package provenance

import (
	"net/url"
	"strings"

	"cuttings/cutting"
)

// Within returns the address of the page shown by a web archive, a search engine's cache or a
// translator at u, and the digits of a web archive's time stamp, year first. Both are "" when u is
// no such address, or does not contain the page's.
func Within(u string) (orig, stamp string) {
	if orig, stamp = Replayed(u); orig != "" {
		return orig, stamp
	}
	at, err := url.Parse(u)
	if err != nil || at.Host == "" {
		return "", ""
	}
	host := strings.TrimPrefix(strings.ToLower(at.Hostname()), "www.")
	for _, w := range wrappers {
		if w.host == host || strings.HasPrefix(w.host, ".") && strings.HasSuffix(host, w.host) ||
			strings.HasSuffix(w.host, ".") && strings.HasPrefix(host, w.host) {
			if orig = cutting.WebAddress(w.within(at)); orig != "" {
				return orig, ""
			}
		}
	}
	return "", ""
}

// wrappers are hosts that show pages of others, with a function that returns the page's address
// from theirs. A host that begins with a dot matches all below it, one that ends with a dot all
// top-level domains.
var wrappers = []struct {
	host   string
	within func(*url.URL) string
}{
	{"web.archive.org", inPath}, {"archive.org", inPath}, {"archive.today", inPath}, {"archive.is", inPath},
	{"archive.ph", inPath}, {"archive.li", inPath}, {"archive.md", inPath}, {"archive.vn", inPath},
	{"archive.fo", inPath}, {"webcitation.org", inQuery("url")}, {"perma.cc", inQuery("url")},
	{"webcache.googleusercontent.com", cached}, {"google.", cached},
	{"translate.google.", inQuery("u")}, {"translate.googleusercontent.com", inQuery("u")},
	{".translate.goog", inHost}, {"translate.yandex.", inQuery("url")}, {"translatetheweb.com", inQuery("a")},
	{"microsofttranslator.com", inQuery("a")}, {"fanyi.baidu.com", inQuery("query")},
}

// inPath returns the rest of the path from where an address begins.
func inPath(u *url.URL) string {
	whole := u.EscapedPath()
	if u.RawQuery != "" {
		whole += "?" + u.RawQuery
	}
	for _, scheme := range [...]string{"/http://", "/https://"} {
		if i := strings.Index(whole, scheme); i >= 0 {
			return whole[i+1:]
		}
	}
	return ""
}

// inQuery returns a function that reads a value of the query.
func inQuery(key string) func(*url.URL) string {
	return func(u *url.URL) string { return u.Query().Get(key) }
}

// cached returns the address in a search engine's cache query: "cache:", an optional identifier,
// the address, with or without its scheme, then search words.
func cached(u *url.URL) string {
	q, ok := strings.CutPrefix(u.Query().Get("q"), "cache:")
	if !ok {
		return ""
	}
	q, _, _ = strings.Cut(strings.TrimSpace(q), " ")
	if id, rest, ok := strings.Cut(q, ":"); ok && !strings.ContainsAny(id, "./") && !strings.HasPrefix(rest, "//") {
		q = rest
	}
	if !isAbsolute(q) && strings.Contains(q, ".") {
		q = "http://" + q
	}
	return q
}

// inHost restores a host in which dots were replaced by hyphens, and hyphens by two.
func inHost(u *url.URL) string {
	host, _, _ := strings.Cut(strings.ToLower(u.Hostname()), ".translate.goog")
	host = strings.ReplaceAll(host, "--", "\x00")
	host = strings.ReplaceAll(strings.ReplaceAll(host, "-", "."), "\x00", "-")
	query := u.Query()
	scheme := "https"
	if query.Get("_x_tr_sch") == "http" {
		scheme = "http"
	}
	for key := range query {
		if strings.HasPrefix(key, "_x_tr_") {
			query.Del(key)
		}
	}
	out := url.URL{Scheme: scheme, Host: host, Path: u.Path, RawPath: u.RawPath, RawQuery: query.Encode()}
	if !strings.Contains(host, ".") {
		return ""
	}
	return out.String()
}
