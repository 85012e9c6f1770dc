// Package form detects what bytes that came in are: a page and its kind, a container and its kind,
// or no page and why. It is the only place that does: the walk over files uses it to decide what to
// open, the readers of pages to decide how to read, and both get the same answer for the same
// bytes.
//
// The bytes come first; the declared type and the file name count where bytes are ambiguous (a
// style sheet is text too).
package form

import (
	"bytes"
	"strings"

	"cuttings/cutting"
)

// SniffLen is the number of bytes of a file's beginning that decide what it is. Only JSON is read
// further (see Found.Undecided).
const SniffLen = 16 << 10

// Form is how bytes are read.
type Form uint8

// Forms. Those from Zip on are containers and messages, read by the walk.
const (
	None Form = iota // no page: the reason is in Found.Reason or Found.Unread
	HTML
	Text
	Feed
	Zip
	WARC
	ARC
	Tar
	Gzip
	Zstd
	Bzip2
	XZ
	HTTP    // an HTTP response with its header, as wget --save-headers writes it
	Message // a MIME message: MHTML or mail
	Mbox    // several mails
	Emlx    // a mail in Apple Mail's format
	// Clipping is an article saved as Markdown by a web clipper, with YAML in front: text where no
	// more is made of it.
	Clipping
)

// Media types of pages.
const (
	TypeHTML  = "text/html"
	TypeXHTML = "application/xhtml+xml"
	TypeText  = "text/plain"
	TypeRSS   = "application/rss+xml"
	TypeAtom  = "application/atom+xml"
	TypeRDF   = "application/rdf+xml"
	TypeJSON  = "application/feed+json"
)

// Hints are what is known besides the bytes; every field may be empty.
type Hints struct {
	Name      string // file name or path; a query in it from a mirroring program is ignored
	MediaType string // as the carrier declares it
	Charset   string // as the carrier declares it
}

// Found is what bytes were found to be.
type Found struct {
	Form Form
	// MediaType is the media type of a page (HTML, Text, Feed), else "".
	MediaType string
	// Reason is why it is no page, when Form is None and Unread is "".
	Reason cutting.LeftOut
	// Unread is a kind of file that certainly or probably contains pages and is not read by this
	// program; Advice is what to do about it.
	Unread, Advice string
	// Undecided is true when more than the beginning is needed: call Detect again with the whole.
	Undecided bool
}

func no(why cutting.LeftOut) Found    { return Found{Reason: why} }
func page(f Form, media string) Found { return Found{Form: f, MediaType: media} }

// Detect returns what content is. whole reports that content is complete and not only a beginning.
// It never panics and takes time in proportion to SniffLen, or with whole to the length of JSON
// data. Safe for concurrent use.
func Detect(content []byte, whole bool, h Hints) Found {
	head := content[:min(len(content), SniffLen)]
	if len(bytes.TrimSpace(trimMarks(head))) == 0 {
		return no(cutting.LeftEmpty)
	}
	for _, s := range signatures {
		if s.matches(head) {
			return s.is
		}
	}
	e := Ext(h.Name)
	mediaType := bareType(h.MediaType)
	if f, ok := detectMessage(trimMarks(head), e); ok { // the content of a message may be binary
		return f
	}
	text := head
	if wide := Wide(head, h.Charset); wide != "" {
		text = []byte(ToUTF8(head, wide))
		// JSON is read as a whole
		if t := bytes.TrimLeft(trimMarks(text), " \t\r\n"); whole && len(t) > 0 && t[0] == '{' {
			content = []byte(ToUTF8(content, wide))
		}
	} else if Binary(head) {
		if t := detectMarkup(head, mediaType, true); t.Form != None {
			return t // a page with stray control characters is still a page
		}
		if f, ok := unreadNames[e]; ok {
			return f
		}
		return no(cutting.LeftBinary)
	}
	text = trimMarks(text)
	bareName := mediaType == TypeText || mediaType == "text/markdown" ||
		mediaType != TypeHTML && mediaType != TypeXHTML && (e == ".txt" || e == ".md")
	if isJSON(text, content, whole) { // markup may be in its values
		if f, ok := detectJSON(text, content, whole, mediaType, e); ok {
			return f
		}
	}
	if isClipping(text, mediaType, e) {
		return page(Clipping, TypeText)
	}
	if isBookmarks(text) {
		return no(leftBookmarks)
	}
	if dataXML(text, mediaType, e) { // a page may be in its values
		f, _ := detectXML(text, ".xml")
		return f
	}
	if f := detectMarkup(text, mediaType, !bareName); f.Form != None {
		return f
	}
	declared := mediaType == TypeHTML || mediaType == TypeXHTML || mediaType == TypeText || isFeedType(mediaType)
	if what, ok := assetExts[e]; ok && !declared {
		return no(what)
	}
	if f, ok := detectJSON(text, content, whole, mediaType, e); ok {
		return f
	}
	switch root := rootOfXML(text); {
	case otherXML[root]:
		return no(cutting.LeftXML)
	case unreadXML(root).Unread != "":
		return unreadXML(root)
	}
	markupName := !bareName && htmlExts[e] || mediaType == TypeHTML || mediaType == TypeXHTML
	if looksLikeHTML(text, !bareName) {
		if beginsAsScript(text) {
			return no(cutting.LeftScript)
		}
		return page(HTML, htmlType(mediaType))
	}
	if f, ok := detectXML(text, e); ok {
		return f
	}
	if why := notWritten(text, e, baseName(h.Name)); why != "" {
		return no(why)
	}
	if markupName && (bytes.IndexByte(text, '\n') < 0 || countTags(text, 1) > 0) {
		return page(HTML, htmlType(mediaType))
	}
	if why := declaredData(text, mediaType, bareName); why != "" {
		return no(why)
	}
	return page(Text, TypeText)
}

// PageWhatever reports whether head has a beginning that only a whole page or feed has: then it is
// one, whatever its carrier declares (such as an error page with the address and type of an image).
func PageWhatever(head []byte) bool {
	if Wide(head, "") == "" && Binary(head) {
		return false
	}
	root, whole := rootOf(head)
	return whole && (root == TypeHTML && hasAny(bytes.ToLower(head), "<!doctype html", "<html") || root == TypeXHTML ||
		isFeedType(root))
}

func htmlType(declared string) string {
	if declared == TypeXHTML {
		return TypeXHTML
	}
	return TypeHTML
}

// htmlExts are extensions of pages.
var htmlExts = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".xht": true, ".php": true,
	".php3": true, ".asp": true, ".aspx": true, ".jsp": true, ".cfm": true, ".cgi": true, ".do": true, ".phtml": true}

// HTMLExt reports whether e, an extension with its dot, is one of HTML pages.
func HTMLExt(e string) bool { return htmlExts[e] }

func isFeedType(t string) bool {
	return t == TypeRSS || t == TypeAtom || t == TypeRDF || t == TypeJSON
}

// bareType returns a media type without parameters, in lower case.
func bareType(t string) string {
	t, _, _ = strings.Cut(t, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// trimMarks removes all leading byte order marks of UTF-8.
func trimMarks(b []byte) []byte {
	for bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		b = b[3:]
	}
	return b
}

// Ext returns the lower-case extension of a name with its dot; "" for none. A query in the name
// from a mirroring program is ignored.
func Ext(name string) string {
	name = baseName(name)
	if i := strings.IndexAny(name, "?@#"); i > 0 {
		name = name[:i]
	}
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i > 12 {
		return ""
	}
	return strings.ToLower(name[i:])
}

func baseName(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
