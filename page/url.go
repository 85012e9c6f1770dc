package page

import (
	"net/url"
	"path"
	"strings"

	"cuttings/cutting"
)

// base resolves references against one address without taking it apart each
// time. The zero base leaves references as they are written.
type base struct {
	whole  string // without fragment
	scheme string // "https:"
	origin string // "https://host:port"
	dir    string // origin and path up to the last slash, with it
	query  string // origin and path, without query
}

// newBase prepares an absolute URL; anything else gives the zero base.
func newBase(abs string) base {
	u, err := url.Parse(abs)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return base{}
	}
	whole, _, _ := strings.Cut(abs, "#")
	b := base{whole: whole, scheme: u.Scheme + ":"}
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

// resolve makes ref absolute. It returns "" for references that lead nowhere a
// reader can go (javascript:, data:), and ref itself, trimmed, when the base is
// not known. A link that a web archive has bent to itself leads to where it did.
func (b *base) resolve(ref string, a *arena) string {
	ref = cleanRef(ref)
	if scheme := schemeOf(ref); scheme != "" {
		switch {
		case strings.EqualFold(scheme, "javascript"), strings.EqualFold(scheme, "data"), strings.EqualFold(scheme, "about"),
			strings.EqualFold(scheme, "blob"), strings.EqualFold(scheme, "vbscript"):
			return ""
		}
		if orig, _ := replayed(ref); orig != "" {
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
		return a.concat(b.scheme, ref)
	case ref[0] == '#':
		return a.concat(b.whole, ref)
	case ref[0] == '?':
		return a.concat(b.query, ref)
	case ref[0] == '/':
		if orig, _ := replayed(ref); orig != "" {
			return orig
		}
		if hasDots(ref) {
			return a.concat(b.origin, cleanDots(ref))
		}
		return a.concat(b.origin, ref)
	}
	if hasDots(ref) {
		return a.concat(b.origin, cleanDots(b.dir[len(b.origin):]+ref))
	}
	return a.concat(b.dir, ref)
}

// cleanRef trims a reference and drops the line breaks browsers ignore in it.
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
		case isLetter(c), i > 0 && (isAlnum(c) || c == '+' || c == '-' || c == '.'):
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

// pageURL picks the best known address of the page itself and says where from.
// What the page claims gives way to a mirror's path that names another host:
// nobody but the page says the claim is true.
func pageURL(m *cutting.Meta, o Options, saved string) (addr, origin string) {
	if isAbsolute(o.URL) {
		return o.URL, "given"
	}
	if isAbsolute(saved) {
		return saved, "saved-from"
	}
	mirror := mirrorURL(o.Name)
	fits := func(u string) bool {
		return isAbsolute(u) && (mirror == "" || hostOf(u) == hostOf(mirror))
	}
	for i := range m.Claims {
		if c := &m.Claims[i]; c.Origin == "link" && c.Key == "canonical" && fits(c.Value) {
			return c.Value, "canonical"
		}
	}
	if u := m.Claim("og:url"); fits(u) {
		return u, "og"
	}
	if mirror != "" {
		return mirror, "mirror-path"
	}
	return "", ""
}

// hostOf is the host of an absolute URL, lower case, without "www.".
func hostOf(u string) string {
	_, rest, _ := strings.Cut(u, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

func isAbsolute(u string) bool {
	s := schemeOf(u)
	return (strings.EqualFold(s, "http") || strings.EqualFold(s, "https")) && strings.HasPrefix(u[len(s):], "://") &&
		len(u) > len(s)+3
}
