package capture

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"
)

// sniffLen is how much of a file's beginning decides what it is.
const sniffLen = 16 << 10

// Media types sniff gives for pages.
const (
	typeHTML  = "text/html"
	typeXHTML = "application/xhtml+xml"
	typeText  = "text/plain"
	typeRSS   = "application/rss+xml"
	typeAtom  = "application/atom+xml"
	typeRDF   = "application/rdf+xml"
	typeJSON  = "application/feed+json"
	typeMHTML = "multipart/related"
)

// sniff tells from a file's first bytes, and its name where bytes cannot tell
// (a style sheet is text too), whether it is a page: its media type, or the
// reason why it is none.
func sniff(head []byte, name string) (mediaType, reason string) {
	if len(bytes.TrimSpace(head)) == 0 {
		return "", "an empty file"
	}
	if t := sniffMarkup(head); t != "" {
		return t, ""
	}
	e := ext(name)
	if what, ok := assetExts[e]; ok {
		return "", what
	}
	if wideText(head) {
		if e == ".txt" {
			return typeText, ""
		}
		return sniffWide(head), ""
	}
	switch detected, _, _ := strings.Cut(http.DetectContentType(head), ";"); {
	case (detected == "image/bmp" || detected == "audio/mpeg") && !binary(head):
		// Their signatures, BM and ID3, are letters that a text may begin with.
	case strings.HasPrefix(detected, "image/"):
		return "", "an image"
	case strings.HasPrefix(detected, "audio/"), strings.HasPrefix(detected, "video/"), detected == "application/ogg":
		return "", "sound or film"
	case strings.HasPrefix(detected, "font/"), detected == "application/vnd.ms-fontobject":
		return "", "a font"
	case detected == "application/pdf":
		return "", "a PDF document, which this program does not read"
	}
	if binary(head) {
		return "", "binary data"
	}
	trimmed := bytes.TrimLeft(trimBOM(head), " \t\r\n")
	switch {
	case trimmed[0] == '{' || trimmed[0] == '[':
		if bytes.Contains(trimmed, []byte("jsonfeed.org/version")) {
			return typeJSON, ""
		}
		if e == ".json" || e == ".jsonl" || e == ".har" || e == ".geojson" {
			return "", "JSON data that is no feed"
		}
	case e == ".html" || e == ".htm" || e == ".xhtml" || e == ".shtml":
		return typeHTML, ""
	case trimmed[0] == '<' && (e == ".xml" || e == ".opml" || e == ".xsl" || e == ".kml" || bytes.HasPrefix(trimmed, []byte("<?xml"))):
		return "", "an XML document that is no feed"
	}
	return typeText, ""
}

// htmlTags are elements that only HTML begins with.
var htmlTags = map[string]bool{"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true,
	"script": true, "style": true, "base": true, "div": true, "table": true, "p": true, "h1": true, "h2": true, "h3": true,
	"a": true, "article": true, "main": true, "section": true, "span": true, "br": true, "font": true, "center": true,
	"img": true, "ul": true, "ol": true, "li": true, "dl": true, "form": true, "iframe": true, "frameset": true, "nav": true,
	"header": true, "noscript": true, "b": true, "i": true, "strong": true, "em": true, "pre": true, "blockquote": true,
	"hr": true, "td": true, "tr": true, "tbody": true, "footer": true, "aside": true, "!doctype html": true}

// sniffMarkup tells HTML and XML feeds by their first element; "" for anything else.
func sniffMarkup(head []byte) string {
	b := bytes.TrimLeft(trimBOM(head), " \t\r\n\f\x00")
	xml := false
	for range 64 { // comments, processing instructions, doctypes before the root
		switch {
		case bytes.HasPrefix(b, []byte("<!--")):
			_, rest, ok := bytes.Cut(b, []byte("-->"))
			if !ok {
				return typeHTML // a comment longer than we look: only browsers leave these
			}
			b = rest
		case bytes.HasPrefix(b, []byte("<?")):
			_, rest, ok := bytes.Cut(b, []byte(">"))
			if !ok {
				return ""
			}
			xml, b = true, rest
		case len(b) > 9 && bytes.EqualFold(b[:9], []byte("<!doctype")):
			decl, rest, ok := bytes.Cut(b, []byte(">"))
			if bytes.Contains(bytes.ToLower(decl), []byte("html")) {
				if xml {
					return typeXHTML
				}
				return typeHTML
			}
			if !ok {
				return ""
			}
			if i := bytes.IndexByte(decl, '['); i >= 0 { // internal subset
				_, rest, _ = bytes.Cut(b, []byte("]>"))
			}
			b = rest
		default:
			return rootType(b, xml)
		}
		b = bytes.TrimLeft(b, " \t\r\n\f")
	}
	return ""
}

func rootType(b []byte, xml bool) string {
	if len(b) < 2 || b[0] != '<' {
		return ""
	}
	end := 1
	for end < len(b) && end < 64 && !bytes.ContainsRune([]byte(" \t\r\n>/"), rune(b[end])) {
		end++
	}
	tag := strings.ToLower(string(b[1:end]))
	local := tag
	if i := strings.LastIndexByte(tag, ':'); i >= 0 {
		local = tag[i+1:]
	}
	switch {
	case local == "rss" || tag == "channel":
		return typeRSS
	case local == "feed":
		return typeAtom
	case local == "rdf":
		return typeRDF
	case xml && local == "html":
		return typeXHTML
	case htmlTags[tag]:
		return typeHTML
	}
	return ""
}

func trimBOM(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")) }

// wideText tells UTF-16 and UTF-32 text by its mark, or by Latin letters with
// zeros in between.
func wideText(b []byte) bool {
	if len(b) >= 2 && (b[0] == 0xff && b[1] == 0xfe || b[0] == 0xfe && b[1] == 0xff) {
		return true
	}
	if len(b) < 16 {
		return false
	}
	even, odd := 0, 0
	n := min(len(b), 512) &^ 1
	for i := 0; i < n; i += 2 {
		if b[i] == 0 && b[i+1] != 0 {
			even++
		}
		if b[i] != 0 && b[i+1] == 0 {
			odd++
		}
	}
	return max(even, odd) > n/2*7/10 && min(even, odd) == 0
}

// sniffWide tells HTML and feeds in UTF-16 by dropping the zeros.
func sniffWide(b []byte) string {
	narrow := make([]byte, 0, len(b)/2)
	for _, c := range b {
		if c != 0 && c != 0xff && c != 0xfe {
			narrow = append(narrow, c)
		}
	}
	if t := sniffMarkup(narrow); t != "" {
		return t
	}
	return typeText
}

// binary reports whether b holds what no text in any charset of the web holds:
// more than a few zeros and control characters. Charsets are page's business, so
// bytes above 0x7f do not count.
func binary(b []byte) bool {
	if len(b) == sniffLen { // do not judge a character cut in half
		b = b[:sniffLen-utf8.UTFMax]
	}
	controls := 0
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != 0x08 && c != 0x1a {
			controls++
		}
	}
	const stray = 2 // a damaged text is still a text
	return controls > stray && controls*50 > len(b)
}

// looksMHTML tells a MIME message: header lines first, MIME's among them.
func looksMHTML(head []byte, name string) bool {
	block := head
	if i := bytes.Index(head, []byte("\n\n")); i >= 0 {
		block = head[:i]
	}
	if i := bytes.Index(block, []byte("\r\n\r\n")); i >= 0 {
		block = block[:i]
	}
	colon := bytes.IndexByte(block, ':')
	if colon <= 0 || colon > 64 || bytes.ContainsAny(block[:colon], " \t\r\n<>{}()\"'/") {
		return false
	}
	low := bytes.ToLower(block)
	if bytes.Contains(low, []byte("mime-version:")) || bytes.Contains(low, []byte("snapshot-content-location:")) {
		return true
	}
	e := ext(name)
	return (e == ".mht" || e == ".mhtml" || e == ".eml") && bytes.Contains(low, []byte("content-type:"))
}
