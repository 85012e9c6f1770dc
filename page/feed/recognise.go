package feed

import (
	"bytes"
	"strings"

	"cuttings/page/charset"
	"cuttings/page/internal/chars"
)

// Recognise reports whether content is a feed: its root element is that of RSS, Atom
// or RDF with RSS in it, or it is a JSON object that names JSON Feed. What the
// carrier says counts only where the bytes leave it open: feeds are served under
// every media type there is.
func Recognise(content []byte, mediaType string) bool {
	head := charset.Flatten(content[:min(len(content), 8192)])
	if len(head) > 0 && head[0] == '{' {
		return isJSONFeed(content, head, mediaType)
	}
	i := 0
	if len(head) == 0 || head[0] != '<' {
		// Junk before the declaration (warnings of the server's program) is common.
		if i = bytes.Index(head, []byte("<?xml")); i < 0 {
			return false
		}
	}
	for i < len(head) {
		lt := bytes.IndexByte(head[i:], '<')
		if lt < 0 {
			return false
		}
		i += lt + 1
		rest := head[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("!--")):
			end := bytes.Index(rest, []byte("-->"))
			if end < 0 {
				return false
			}
			i += end + 3
		case len(rest) > 0 && rest[0] == '?':
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				return false
			}
			i += end + 1
		case len(rest) > 0 && rest[0] == '!':
			if len(rest) > 13 && bytes.EqualFold(rest[1:13], []byte("doctype html")) {
				return false
			}
			i += skipDoctype(rest)
		default:
			if feedRoot(rest) {
				return true
			}
			// Warnings of the server's program may stand before, in HTML.
			next := bytes.Index(rest, []byte("<?xml"))
			if next < 0 {
				return false
			}
			i += next
		}
	}
	return false
}

// skipDoctype returns how many bytes a declaration takes, its internal subset
// included.
func skipDoctype(b []byte) int {
	depth := 0
	for i, c := range b {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return i + 1
			}
		}
	}
	return len(b)
}

// feedRoot reports whether the start tag at b is a feed's root.
func feedRoot(b []byte) bool {
	n := 0
	for n < len(b) && (chars.IsAlnum(b[n]) || b[n] == ':' || b[n] == '_' || b[n] == '-') {
		n++
	}
	name := strings.ToLower(string(b[:n]))
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch name {
	case "rss", "feed":
		return true
	case "channel":
		return bytes.Contains(b, []byte("<item")) || bytes.Contains(b, []byte("<title"))
	case "rdf":
		tag := b[:min(len(b), 4096)]
		return bytes.Contains(tag, []byte("purl.org/rss/")) ||
			bytes.Contains(tag, []byte("netscape.com/rdf/simple")) ||
			bytes.Contains(tag, []byte("purl.org/net/rss"))
	}
	return false
}

// isJSONFeed reports whether a JSON object is a feed in the JSON Feed format.
func isJSONFeed(content, head []byte, mediaType string) bool {
	if bytes.Contains(head, []byte("jsonfeed.org/version")) || bytes.Contains(head, []byte(`jsonfeed.org\/version`)) {
		return true
	}
	if strings.Contains(strings.ToLower(mediaType), "feed+json") {
		return true
	}
	// The version may stand behind a long list of items.
	return len(content) > len(head) && bytes.Contains(content[max(0, len(content)-512):],
		[]byte("jsonfeed.org/version"))
}
