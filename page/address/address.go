// Package address finds a page's own address and resolves references.
package address

import (
	"net/url"
	"path"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/provenance"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
)

// Base resolves references against one address that is parsed once. The zero base returns
// references unchanged.
type Base struct {
	whole  string // without fragment
	scheme string // "https:"
	origin string // "https://host:port"
	dir    string // origin and path up to the last slash, with it
	query  string // origin and path, without query
}

// NewBase parses an absolute URL. Any other URL, or one longer than bounds.Address, gives the zero
// base.
func NewBase(abs string) Base {
	if len(abs) > bounds.Address {
		return Base{}
	}
	u, err := url.Parse(abs)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return Base{}
	}
	whole, _, _ := strings.Cut(abs, "#")
	b := Base{whole: whole, scheme: u.Scheme + ":"}
	b.origin = b.scheme + "//" + u.Host
	b.query, _, _ = strings.Cut(whole, "?")
	slash := strings.LastIndexByte(b.query, '/')
	if slash < strings.Index(b.query, "://")+3 {
		b.dir = b.origin + "/"
		b.query = b.dir
	} else {
		b.dir = b.query[:slash+1]
	}
	return b
}

// Resolve returns ref as an absolute address, "" for references without a target (javascript:,
// data:), and ref itself, trimmed, when the base is zero. A link that a web archive redirects to
// itself gets its original target.
func (b *Base) Resolve(ref string, a *chars.Arena) string {
	ref = cleanRef(ref)
	if scheme := schemeOf(ref); scheme != "" {
		switch {
		case strings.EqualFold(scheme, "javascript"), strings.EqualFold(scheme, "data"),
			strings.EqualFold(scheme, "about"), strings.EqualFold(scheme, "blob"),
			strings.EqualFold(scheme, "vbscript"):
			return ""
		}
		if orig, _ := provenance.Replayed(ref); orig != "" {
			return orig
		}
		return ref
	}
	if b.origin == "" {
		return ref
	}
	switch {
	case ref == "":
		return b.whole
	case strings.HasPrefix(ref, "//"):
		return a.Concat(b.scheme, ref)
	case ref[0] == '#':
		return a.Concat(b.whole, ref)
	case ref[0] == '?':
		return a.Concat(b.query, ref)
	case ref[0] == '/':
		if orig, _ := provenance.Replayed(ref); orig != "" {
			return orig
		}
		if hasDots(ref) {
			return a.Concat(b.origin, cleanDots(ref))
		}
		return a.Concat(b.origin, ref)
	}
	if hasDots(ref) {
		return a.Concat(b.origin, cleanDots(b.dir[len(b.origin):]+ref))
	}
	return a.Concat(b.dir, ref)
}

// cleanRef trims a reference and removes line breaks in it, as browsers do.
func cleanRef(ref string) string {
	ref = strings.Trim(ref, " \t\r\n\f")
	if strings.ContainsAny(ref, "\t\r\n") {
		ref = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(ref)
	}
	return ref
}

// schemeOf returns the scheme of a reference, "" when it has none.
func schemeOf(ref string) string {
	for i := 0; i < len(ref); i++ {
		c := ref[i]
		switch {
		case chars.IsLetter(c), i > 0 && (chars.IsAlnum(c) || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 0:
			return ref[:i]
		default:
			return ""
		}
	}
	return ""
}

func hasDots(ref string) bool {
	p, _, _ := strings.Cut(ref, "?")
	return strings.HasPrefix(p, ".") || strings.Contains(p, "/.")
}

// cleanDots removes "." and ".." segments from an absolute path; query and
// fragment stay.
func cleanDots(ref string) string {
	end := strings.IndexAny(ref, "?#")
	if end < 0 {
		end = len(ref)
	}
	p := ref[:end]
	clean := path.Clean(p)
	if clean != "/" && (strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")) {
		clean += "/"
	}
	return clean + ref[end:]
}

// Known is what the carrier states about where a page is from; either field may be empty.
type Known struct {
	URL  string // the page's address, from the user or the carrier
	Name string // file name or path in the archive
}

// OfPage returns the best known address of the page itself and its origin. A mirror's path with
// another host overrides what the page claims, which only the page itself supports.
func OfPage(m *cutting.Meta, at Known, saved string) (addr, origin string) {
	if IsAbsolute(at.URL) {
		return at.URL, "given"
	}
	if IsAbsolute(saved) {
		return saved, "saved-from"
	}
	mirror := mirrorURL(at.Name)
	fits := func(u string) bool {
		return IsAbsolute(u) && onWeb(u) && (mirror == "" || cutting.Outlet(u) == cutting.Outlet(mirror))
	}
	for i := range m.Claims {
		if c := &m.Claims[i]; c.Origin == "link" && c.Key == "canonical" {
			if u := innerAddress(c.Value); fits(u) {
				return u, "canonical"
			}
		}
	}
	if u := innerAddress(m.Claim("og:url")); fits(u) {
		return u, "og"
	}
	if mirror != "" {
		return mirror, "mirror-path"
	}
	return "", ""
}

// IsAbsolute reports whether u is an absolute address of the web: http or https.
func IsAbsolute(u string) bool {
	s := schemeOf(u)
	return (strings.EqualFold(s, "http") || strings.EqualFold(s, "https")) && strings.HasPrefix(u[len(s):], "://") &&
		len(u) > len(s)+3
}
