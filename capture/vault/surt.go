package vault

import (
	"net/url"
	"sort"
	"strings"
)

// surt returns an address as a Sort-friendly URI Reordering Transform, the key of CDX indexes: host
// reversed, in lower case, without "www." and default port; query parameters sorted; no fragment.
// It returns anything but a web address unchanged.
func surt(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return strings.ToLower(strings.ReplaceAll(address, " ", "%20"))
	}
	host := strings.ToLower(u.Hostname())
	if rest, ok := strings.CutPrefix(host, "www"); ok { // www., www2., …
		if digits := strings.TrimLeft(rest, "0123456789"); strings.HasPrefix(digits, ".") &&
			strings.Contains(digits[1:], ".") {
			host = digits[1:]
		}
	}
	var b strings.Builder
	if strings.Contains(host, ":") || isIPv4(host) {
		b.WriteString(host)
	} else {
		labels := strings.Split(strings.TrimSuffix(host, "."), ".")
		for i := len(labels) - 1; i >= 0; i-- {
			b.WriteString(labels[i])
			if i > 0 {
				b.WriteByte(',')
			}
		}
	}
	if p := u.Port(); p != "" && !(u.Scheme == "http" && p == "80") && !(u.Scheme == "https" && p == "443") {
		b.WriteString(":" + p)
	}
	b.WriteByte(')')
	path := strings.ToLower(u.EscapedPath())
	if path == "" {
		path = "/"
	}
	if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	b.WriteString(path)
	if u.RawQuery != "" {
		params := strings.Split(strings.ToLower(u.RawQuery), "&")
		sort.Strings(params)
		b.WriteString("?" + strings.Join(params, "&"))
	}
	return strings.ReplaceAll(b.String(), " ", "%20")
}

func isIPv4(host string) bool {
	return strings.Trim(host, "0123456789.") == "" && strings.Count(host, ".") == 3
}
