package cutting

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WithoutUser returns an address without the user name and password before its host, and before that of an address
// in its path; all else is unchanged. A capture keeps its address as recorded, which is evidence; cuttings and what is
// shown and exported of them do not repeat who logged in.
func WithoutUser(address string) string {
	for from := 0; strings.Contains(address[from:], "@"); {
		i := strings.Index(address[from:], "://")
		if i < 0 {
			break
		}
		from += i + len("://")
		end := strings.IndexAny(address[from:], `/?#\`)
		if end < 0 {
			end = len(address) - from
		}
		if at := strings.LastIndexByte(address[from:from+end], '@'); at >= 0 {
			address = address[:from] + address[from+at+1:]
		}
	}
	return address
}

// WebAddress returns an address as a carrier recorded it, with invalid characters escaped: spaces,
// control characters, bytes that are not UTF-8, and in path and fragment a percent sign that begins
// no escape. It returns "" for anything but an address of the web (http or https, with a host): the
// address is then unknown, never guessed.
func WebAddress(s string) string {
	s = strings.Trim(s, "<> \t\r\n")
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return ""
	}
	end := strings.IndexAny(rest, `/?#\`)
	if end < 0 {
		end = len(rest)
	}
	authority, rest := rest[:end], rest[end:]
	rest, fragment, hasFragment := strings.Cut(rest, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	out := scheme + "://" + authority + escapeAddress(rest, true)
	if hasQuery {
		out += "?" + escapeAddress(query, false)
	}
	if hasFragment {
		out += "#" + escapeAddress(fragment, true)
	}
	if u, err := url.Parse(out); err != nil || strings.Trim(u.Hostname(), ".") == "" {
		return ""
	}
	return out
}

// WebURL parses an absolute address of the web: http or https, with a host. It returns nil for
// anything else, in particular javascript:, so that every result may be shown as a link. White
// space around the address is ignored; nothing else is changed.
func WebURL(address string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	return u
}

// escapeAddress escapes the characters that are invalid in an address; with percent also a percent
// sign without two hexadecimal digits after it.
func escapeAddress(s string, percent bool) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r <= ' ' || unicode.IsControl(r) || isBidiControl(r) ||
			percent && r == '%' && !isEscape(s[i:]) {
			for _, c := range []byte(s[i : i+n]) {
				b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			}
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func isBidiControl(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

func isEscape(s string) bool { return len(s) >= 3 && s[0] == '%' && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// Outlet returns the host of an address of the web in lower case, without "www." and port: the
// identity of an outlet. It returns "" for any other address.
func Outlet(address string) string {
	if host, ok := plainHost(address); ok {
		return outletOf(host)
	}
	if !strings.Contains(address, "//") {
		return "" // no host
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return outletOf(u.Hostname())
}

// plainHost returns the host of an address without anything unusual: letters, digits, dots and
// hyphens between "://" and a slash or the end. Nearly all addresses are such, and need no parser.
func plainHost(address string) (string, bool) {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok || scheme != "https" && scheme != "http" {
		return "", false
	}
	host, path, _ := strings.Cut(rest, "/")
	for i := 0; i < len(host); i++ {
		switch c := host[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-':
		default:
			return "", false
		}
	}
	for i := 0; i < len(path); i++ { // characters that the parser may refuse
		if c := path[i]; c <= ' ' || c == 0x7f || c == '%' {
			return "", false
		}
	}
	return host, true
}

func outletOf(host string) string {
	host = strings.Trim(strings.ToLower(host), ".")
	for {
		short, ok := strings.CutPrefix(host, "www.")
		if !ok || !strings.Contains(short, ".") {
			return host
		}
		host = short
	}
}

// AddressIdentity returns a string that is equal for all the ways to write one address, and
// different for addresses of different things. Scheme, "www.", case of the host, default port, user
// name, fragment (except "#!", which some sites navigate by), a trailing slash, index.html,
// equivalent escapes and parameters that only count visitors make no difference. Case of the path,
// other parameters and their order do. It follows RFC 3986, 6.2, and beyond that the usual
// behaviour of newspapers' servers.
func AddressIdentity(address string) string {
	web := WebAddress(address)
	u, err := url.Parse(web)
	if web == "" || err != nil {
		before, _, _ := strings.Cut(address, "#")
		return before
	}
	var b strings.Builder
	b.WriteString("https://")
	b.WriteString(outletOf(u.Hostname()))
	if p := u.Port(); p != "" && p != "80" && p != "443" { // the scheme makes no difference
		b.WriteString(":" + p)
	}
	b.WriteString(folderOfIndex(normalEscapes(u.EscapedPath())))
	if q := identifyingParameters(u.RawQuery); q != "" {
		b.WriteString("?" + q)
	}
	if strings.HasPrefix(u.Fragment, "!") {
		b.WriteString("#" + normalEscapes(u.EscapedFragment()))
	}
	return b.String()
}

// folderOfIndex cleans a path: no dot segments, no index page, no slash at the end.
func folderOfIndex(p string) string {
	p = path.Clean("/" + p)
	if dir, file := path.Split(p); strings.EqualFold(file, "index.html") || strings.EqualFold(file, "index.htm") {
		p = path.Clean(dir)
	}
	if p == "/" {
		return "/"
	}
	return p
}

// normalEscapes writes escapes in capitals, decodes those of characters that need none, and escapes
// non-ASCII characters (RFC 3986, 6.2.2.2).
func normalEscapes(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := isEscape(s[i:])
		if escaped {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
		}
		unreserved := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
			strings.IndexByte("-._~", c) >= 0
		if escaped && !unreserved || c >= utf8.RuneSelf || c <= ' ' {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

// counting are parameters by which mailings, advertisements and networks track where visitors come
// from, as their makers document them.
var counting = map[string]bool{"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true,
	"wbraid": true, "msclkid": true, "yclid": true, "twclid": true, "ttclid": true, "li_fat_id": true, "igshid": true,
	"igsh": true, "mc_cid": true, "mc_eid": true, "_hsenc": true, "_hsmi": true, "mkt_tok": true, "oly_enc_id": true,
	"oly_anon_id": true, "vero_id": true, "wickedid": true, "_ga": true, "_gl": true, "srsltid": true, "wt_mc": true,
	"at_medium": true, "at_campaign": true, "xtor": true, "cmpid": true}

// identifyingParameters returns a query without the parameters that only count visitors.
func identifyingParameters(query string) string {
	var kept []string
	for p := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(p, "=")
		name = strings.ToLower(name)
		if p != "" && !counting[name] && !strings.HasPrefix(name, "utm_") {
			kept = append(kept, normalEscapes(p))
		}
	}
	return strings.Join(kept, "&")
}
