package capture

import (
	"strings"

	"cuttings/capture/warc"
	"cuttings/cutting"
)

// besides are the targets of records that crawlers write in addition to pages, by the scheme of the
// target, with what they are. A scheme that is neither here nor one of the web is a crawler's own,
// such as metadata:.
var besides = map[string]cutting.LeftOut{
	"dns":        "a name server's answer",
	"whois":      "a registry's answer",
	"filedesc":   "the description of an ARC file",
	"metadata":   "a crawler's own record",
	"urn":        "a crawler's record about a page",
	"javascript": "a script",
	"data":       "data inside another page",
	"about":      "a page of the browser",
	"blob":       "data inside another page",
}

// placesOfPages are schemes outside the web under which pages may be found: they are kept without
// an address.
var placesOfPages = map[string]bool{"file": true, "ftp": true, "ftps": true, "sftp": true, "gopher": true,
	"gemini": true}

// ownURN is the beginning of the targets this program gives to captures without an address.
const ownURN = "urn:x-cuttings:"

// targetReason returns why a record with this target is no page; "" when it may be one: an address
// of the web, a place of files, or no target at all.
func targetReason(uri string) cutting.LeftOut {
	scheme := uriScheme(uri)
	switch {
	case scheme == "" || scheme == "http" || scheme == "https" || placesOfPages[scheme]:
		return siteFileReason(uri)
	case strings.HasPrefix(strings.ToLower(uri), ownURN):
		return ""
	}
	if what, ok := besides[scheme]; ok {
		return what + cutting.LeftOut(" ("+scheme+":)")
	}
	return cutting.LeftOut("a crawler's own record (" + clipText(scheme) + ":)")
}

// siteFiles are files at the root of a site that are meant for machines.
var siteFiles = map[string]cutting.LeftOut{
	"/robots.txt":  "a site's rules for crawlers (robots.txt)",
	"/ads.txt":     "a site's list of advertisers (ads.txt)",
	"/app-ads.txt": "a site's list of advertisers (app-ads.txt)",
}

func siteFileReason(uri string) cutting.LeftOut {
	_, rest, ok := strings.Cut(uri, "://")
	if !ok {
		return ""
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return ""
	}
	path := rest[slash:]
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	return siteFiles[strings.ToLower(path)]
}

// uriScheme returns the scheme of an address in lower case; "" for none. A single letter is a
// drive, and one with a dot is a host with its port.
func uriScheme(uri string) string {
	scheme, _, ok := strings.Cut(uri, ":")
	if !ok || len(scheme) < 2 {
		return ""
	}
	scheme = strings.ToLower(scheme)
	for i := range len(scheme) {
		c := scheme[i]
		if letter := 'a' <= c && c <= 'z'; !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-') {
			return ""
		}
	}
	return scheme
}

// recordReason returns why a record is no page whatever its content; "" when it may be one.
// WARC-Resource-Type is written by browser-based crawlers: only documents are pages, and frames are
// documents too.
func recordReason(h warc.Header) cutting.LeftOut {
	if reason := targetReason(h.TargetURI()); reason != "" {
		return reason
	}
	switch t := strings.ToLower(h.Get("WARC-Resource-Type")); t {
	case "stylesheet":
		return cutting.LeftStyle
	case "script":
		return cutting.LeftScript
	case "image":
		return cutting.LeftImage
	case "font":
		return cutting.LeftFont
	case "media", "texttrack":
		return cutting.LeftMedia
	case "ping", "cspviolationreport", "preflight", "prefetch", "websocket", "eventsource":
		return "an answer to a script"
	}
	return ""
}
