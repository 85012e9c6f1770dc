package story

import (
	"path"
	"strings"

	"cuttings/cutting"
)

// View is the kind of page of an item that has an address.
type View string

// The values of View.
const (
	Plain  View = ""
	Print  View = "print"
	Mobile View = "mobile"
)

// AddressKey returns the key that all addresses of one item share, made from the result of
// cutting.LinkIdentity: the address without the parts that select its print or mobile view; for an address of a
// web archive, that of the archived page. The key is "" for the front page of an outlet, which is no item.
func AddressKey(identity string) (key string, view View) {
	scheme, rest, ok := strings.Cut(identity, "://")
	if !ok {
		return identity, Plain
	}
	if inner := addressInArchive(rest); inner != "" {
		return AddressKey(cutting.AddressIdentity(inner))
	}
	host, p, _ := strings.Cut(rest, "/")
	for _, m := range []string{"m.", "mobile.", "amp.", "touch."} {
		if h, ok := strings.CutPrefix(host, m); ok && strings.Contains(h, ".") {
			host, view = h, Mobile
		}
	}
	p, query, _ := strings.Cut(p, "?")
	var parts []string
	for i, s := range strings.Split(p, "/") {
		switch l := strings.ToLower(s); {
		case l == "print" || l == "printable" || l == "printer" || l == "print.html":
			view = Print
		case l == "amp" || l == "amp.html" || (l == "m" || l == "mobile") && i == 0:
			view = Mobile
		default:
			parts = append(parts, s)
		}
	}
	var kept []string
	for q := range strings.SplitSeq(query, "&") {
		switch name, value, _ := strings.Cut(strings.ToLower(q), "="); {
		case q == "":
		case name == "print" || name == "printable" || name == "printerfriendly" || value == "print" || name == "pf":
			view = Print
		case name == "amp" || value == "amp" || value == "mobile" || name == "mobile":
			view = Mobile
		default:
			kept = append(kept, q)
		}
	}
	p = strings.Join(parts, "/")
	if p == "" && len(kept) == 0 {
		return "", view
	}
	key = scheme + "://" + host + "/" + p
	if len(kept) > 0 {
		key += "?" + strings.Join(kept, "&")
	}
	return key, view
}

// addressInArchive returns the address within one of a web archive: web/20110409120000/http://…
func addressInArchive(rest string) string {
	_, p, _ := strings.Cut(rest, "/")
	i := strings.Index(p, "/http")
	if i < 0 || !strings.HasPrefix(p, "web/") {
		return ""
	}
	inner := p[i+1:]
	if j := strings.Index(inner, ":/"); j > 0 && !strings.HasPrefix(inner[j:], "://") { // by path.Clean
		inner = inner[:j] + "://" + inner[j+2:]
	}
	return inner
}

// MirrorAddress returns the address that a saved file's path gives in a folder that mirrors a site: the path
// from the first folder whose name looks like a host; "" when there is none.
func MirrorAddress(file string) string {
	parts := strings.Split(strings.ReplaceAll(file, "!/", "/"), "/")
	for i, s := range parts[:len(parts)-1] {
		dot := strings.LastIndexByte(s, '.')
		end := strings.ToLower(s[dot+1:])
		if dot <= 0 || len(end) < 2 || len(end) > 6 || notHosts[end] ||
			strings.ContainsFunc(end, func(r rune) bool { return r < 'a' || r > 'z' }) ||
			strings.ContainsAny(s, " _") {
			continue
		}
		return "http://" + path.Join(parts[i:]...)
	}
	return ""
}

// notHosts are file extensions that look like top-level domains.
var notHosts = map[string]bool{"zip": true, "tar": true, "warc": true, "wacz": true, "mhtml": true, "mht": true,
	"html": true, "htm": true, "txt": true, "files": true, "gz": true, "tgz": true, "eml": true, "mbox": true,
	"arc": true, "xml": true, "bak": true, "old": true, "orig": true, "dir": true, "data": true}
