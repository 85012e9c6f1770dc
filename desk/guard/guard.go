// Package guard has the desk's security policies: the Content-Security-Policies of pages, files and originals,
// the headers of every response, and the check of requests.
package guard

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// pagePolicy is the Content-Security-Policy of every page of the desk: own styles, script and images, a frame
// of its own for originals, forms and the script's requests to the desk, nothing else, no exceptions. Archived
// text is escaped by html/template; the policy is a second protection.
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
	"frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// FilePolicy is the policy of everything that is no page. It allows nothing.
const FilePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

// FeedPolicy is the policy of a feed that a person opens. It allows its style sheet only. A sandbox would give
// the feed an origin that may not load the style sheet.
const FeedPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// FramePolicy is the policy of an original in its frame. The original can run nothing and reach nothing: the
// sandbox allows no scripts, no forms and no navigation of the top frame, has an origin of its own, and no
// request of any sort is allowed. Inline styles and data: style sheets, images and fonts are allowed, because
// they are part of what is shown and make no request; they keep a page recognisable.
const FramePolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

// Refuse writes the response to a refused request.
type Refuse func(w http.ResponseWriter, r *http.Request, status int, title, detail string)

// New returns a handler that sets the headers of every response and refuses requests that are not from the
// desk's own pages or its user. hosts are host names it accepts besides localhost and IP addresses.
func New(next http.Handler, hosts []string, refuse Refuse) http.Handler {
	known := hostSet(hosts)
	cross := http.NewCrossOriginProtection()
	crossOrigin := func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, http.StatusForbidden, "Refused",
			"This request to change something came from another site. Corrections are taken from the desk’s own "+
				"pages only.")
	}
	cross.SetDenyHandler(http.HandlerFunc(crossOrigin))
	protected := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		// Other sites get no referrer. With "no-referrer" the desk's own forms would send the Origin "null",
		// and the Origin is the only sign of where they are from if a browser sends no Sec-Fetch-Site (plain
		// http to another machine).
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("X-DNS-Prefetch-Control", "off")
		if !checkHost(known, r.Host) {
			refuse(w, r, http.StatusMisdirectedRequest, "Not this desk",
				"This desk is not served under the name “"+r.Host+
					"”. Open it by the address that serve printed, or name the host when starting it.")
			return
		}
		if referredFromElsewhere(r) {
			crossOrigin(w, r)
			return
		}
		protected.ServeHTTP(w, r)
	})
}

// referredFromElsewhere reports whether a request to change something names a page of another site as where it
// is from, and neither Origin nor Sec-Fetch-Site, by which http.CrossOriginProtection judges. Old browsers send
// only a Referer; a program without any of the three is no browser, and cannot be made to send a person's
// request.
func referredFromElsewhere(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	from := r.Header.Get("Referer")
	if from == "" || r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") != "" {
		return false
	}
	u, err := url.Parse(from)
	return err != nil || !strings.EqualFold(u.Host, r.Host)
}

// checkHost reports whether the desk accepts a request's Host: an IP address, localhost, or a configured name.
// A site that rebinds its own name to this machine's address sends its own name, and is refused.
func checkHost(known map[string]bool, host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return true
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || known[name]
}

func hostSet(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[strings.ToLower(strings.TrimSuffix(n, "."))] = true
	}
	return set
}

// Unchanged reports whether a request's If-None-Match names the entity tag of what would be sent, or any. Tags are
// compared weakly (RFC 9110, 8.8.3.2 and 13.1.2): servers between mark the tags of what they compress as weak.
func Unchanged(r *http.Request, tag string) bool {
	for _, header := range r.Header.Values("If-None-Match") {
		for named := range strings.SplitSeq(header, ",") { // tags of the desk have no comma
			named = strings.TrimSpace(named)
			if named == "*" || strings.TrimPrefix(named, "W/") == tag {
				return true
			}
		}
	}
	return false
}

// FromOwnPages reports whether a person made the request, on the desk itself or by typing the address: a desk
// address embedded in another site does not count as a view, and neither does a request of a program that
// identifies itself as one.
func FromOwnPages(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return r.Header.Get("Sec-Purpose") == "" && !robot(r.UserAgent())
	}
	return false
}

// robots are words in the User-Agent of programs, in lower case.
var robots = []string{"bot", "crawl", "spider", "slurp", "fetch", "archiver", "monitor", "preview", "headlesschrome",
	"curl/", "wget/", "python", "java/", "go-http-client", "libwww", "httpclient", "feed", "rss"}

// robot reports whether a User-Agent is that of a program without a person reading.
func robot(agent string) bool {
	agent = strings.ToLower(agent)
	return slices.ContainsFunc(robots, func(word string) bool { return strings.Contains(agent, word) })
}
