package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
)

// detectMarkup detects HTML and XML feeds by their first element. It skips what precedes it:
// comments, declarations, and output of a server's program (a warning, a saved header). The result
// has Form None for other text.
func detectMarkup(text []byte, declared string, open bool) Found {
	root, whole := rootOf(text)
	if root != "" && whole {
		return pageOf(root, declared)
	}
	// Text in front: the declaration of an XML document, or a page's skeleton.
	if i := bytes.Index(text, []byte("<?xml")); i > 0 {
		if t, _ := rootOf(text[i:]); isFeedType(t) || t == TypeXHTML {
			return pageOf(t, declared)
		}
	}
	if root != "" && open {
		return pageOf(root, declared)
	}
	if i := skeleton(text); i >= 0 {
		return page(HTML, htmlType(declared))
	}
	return Found{}
}

func pageOf(t, declared string) Found {
	if isFeedType(t) {
		return page(Feed, t)
	}
	if t == TypeHTML {
		return page(HTML, htmlType(declared))
	}
	return page(HTML, t)
}

// skeleton returns the offset of a page whose first tag is not at the beginning of text: a document
// type or html element at the beginning of a line or after a tag, followed by elements of a head or
// body. It returns -1 for none.
func skeleton(text []byte) int {
	low := bytes.ToLower(text)
	for _, start := range [...]string{"<!doctype html", "<html"} {
		for from := 0; ; {
			i := bytes.Index(low[from:], []byte(start))
			if i < 0 {
				break
			}
			i += from
			from = i + len(start)
			before := bytes.TrimRight(low[:i], " \t\ufeff")
			if len(before) > 0 && before[len(before)-1] != '\n' && before[len(before)-1] != '\r' &&
				before[len(before)-1] != '>' {
				continue // quoted in a sentence
			}
			rest, found := low[from:min(len(low), from+4096)], 0
			for _, tag := range [...]string{"<head", "<title", "<meta", "<body", "<link", "<script", "<frameset"} {
				if bytes.Contains(rest, []byte(tag)) {
					found++
				}
			}
			if found >= 2 || found == 1 && len(rest) < 512 {
				return i
			}
		}
	}
	return -1
}

// rootOf returns the media type of HTML and XML feeds by their first element; "" for anything else.
// whole reports whether the beginning is one of a complete page and not of a fragment.
func rootOf(head []byte) (media string, whole bool) {
	b := bytes.TrimLeft(trimMarks(head), " \t\r\n\f\x00")
	b = bytes.TrimLeft(trimMarks(b), " \t\r\n\f\x00")
	xml, commented := false, false
	for range 64 { // comments, processing instructions, doctypes before the root
		switch {
		case bytes.HasPrefix(b, []byte("<!--")):
			_, rest, ok := bytes.Cut(b, []byte("-->"))
			if !ok {
				return TypeHTML, true // a comment longer than the limit: only browsers write these
			}
			b, commented = rest, true
		case bytes.HasPrefix(b, []byte("<?")):
			_, rest, ok := bytes.Cut(b, []byte(">"))
			if !ok {
				return "", false
			}
			xml, b = true, rest
		case len(b) > 9 && bytes.EqualFold(b[:9], []byte("<!doctype")):
			decl, rest, ok := bytes.Cut(b, []byte(">"))
			if name := bytes.TrimSpace(bytes.ToLower(decl[9:])); bytes.HasPrefix(name, []byte("html")) ||
				bytes.HasPrefix(name, []byte("netscape-bookmark")) {
				if xml {
					return TypeXHTML, true
				}
				return TypeHTML, true
			}
			if !ok {
				return "", false
			}
			if i := bytes.IndexByte(decl, '['); i >= 0 { // internal subset
				_, rest, _ = bytes.Cut(b, []byte("]>"))
			}
			b = rest
		default:
			media = rootType(b, xml)
			if media == "" && commented && !xml && (len(b) == 0 || b[0] != '<') {
				media = TypeHTML // text after a comment
			}
			return media, xml || commented || isFeedType(media) || hasPrefixFold(b, "<html", "<head", "<body")
		}
		b = bytes.TrimLeft(b, " \t\r\n\f")
	}
	return "", false
}

func hasPrefixFold(b []byte, words ...string) bool {
	for _, w := range words {
		if len(b) >= len(w) && bytes.EqualFold(b[:len(w)], []byte(w)) {
			return true
		}
	}
	return false
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
	local := localName(tag)
	switch {
	case local == "rss":
		return TypeRSS
	case tag == "channel" && hasAny(bytes.ToLower(b), "<item", "<title", "<abstract"):
		return TypeRSS
	case local == "feed", local == "entry" && hasAny(b[:min(len(b), 1024)], "www.w3.org/2005/Atom"):
		return TypeAtom
	case local == "rdf" && hasAny(b[:min(len(b), 4096)], "purl.org/rss/", "netscape.com/rdf/simple",
		"purl.org/net/rss"):
		return TypeRDF
	case xml && local == "html":
		return TypeXHTML
	case htmlTags[tag]:
		return TypeHTML
	}
	return ""
}

func hasAny(b []byte, any ...string) bool {
	for _, s := range any {
		if bytes.Contains(b, []byte(s)) {
			return true
		}
	}
	return false
}

// htmlTags are elements that occur only in HTML.
var htmlTags = wordset.Of(`html head body title meta link script style base div table p h1 h2 h3 h4 h5 h6 a article
	main section span br font center img ul ol li dl form iframe frameset nav header noscript b i strong em
	pre blockquote hr td tr tbody footer aside small sup sub del ins label input button select option
	textarea video audio picture source figure figcaption details summary template dt dd th thead tfoot
	caption map area object embed param address time code kbd u s big cite q`)

// wholeTags are elements of complete pages; one of them is enough.
var wholeTags = wordset.Of("html head body meta title")

// manyTags is a number of HTML tags that bare text does not have near its beginning.
const manyTags = 4

// looksLikeHTML reports whether text is HTML by the tags in its first 8 KiB. open is true unless
// its name or declared type is one of bare text.
func looksLikeHTML(text []byte, open bool) bool {
	return open && countTags(text[:min(len(text), 8<<10)], manyTags) >= manyTags
}

// countTags counts HTML tags, up to most. A tag of complete pages counts as most.
func countTags(b []byte, most int) (n int) {
	for n < most {
		i := bytes.IndexByte(b, '<')
		if i < 0 {
			return n
		}
		b = b[i+1:]
		name := bytes.TrimPrefix(b[:min(len(b), 20)], []byte("/"))
		k := 0
		for k < len(name) && (name[k]|0x20 >= 'a' && name[k]|0x20 <= 'z' ||
			k > 0 && name[k] >= '0' && name[k] <= '9') {
			k++
		}
		switch tag := strings.ToLower(string(name[:k])); {
		case wholeTags[tag]:
			return most
		case htmlTags[tag]:
			n++
		}
	}
	return n
}

// detectXML detects XML documents that are no feed, including Safari web archives and link files.
func detectXML(text []byte, e string) (Found, bool) {
	t := bytes.TrimLeft(text, " \t\r\n")
	if len(t) == 0 || t[0] != '<' {
		return Found{}, false
	}
	xmlName := e == ".xml" || e == ".opml" || e == ".xsl" || e == ".xslt" || e == ".kml" || e == ".xbel" ||
		e == ".gpx" || e == ".rdf"
	if !xmlName && !bytes.HasPrefix(t, []byte("<?xml")) && !bytes.HasPrefix(t, []byte("<!DOCTYPE")) &&
		rootOfXML(t) == "" {
		return Found{}, false
	}
	switch root := rootOfXML(t); {
	case root == "plist" && bytes.Contains(t, []byte("WebMainResource")):
		return unread("a Safari web archive", adviceSafari), true
	case root == "plist" && bytes.Contains(t, []byte("<key>URL</key>")) && len(text) < 4096:
		return no(cutting.LeftLink), true
	case root == "plist":
		return no(cutting.LeftSettings), true
	case root == "svg":
		return no(cutting.LeftImage), true
	}
	return no(cutting.LeftXML), true
}

// rootOfXML returns the root element's name of a document that is XML and clearly not HTML: it
// declares a namespace, or the name is that of a known format.
func rootOfXML(b []byte) string {
	name, attrs := rootTag(b)
	if local := localName(name); local == "wordDocument" || otherXML[local] {
		return local
	}
	if name == "plist" || name == "svg" || strings.Contains(attrs, "xmlns") || unreadXML(name).Unread != "" {
		return name
	}
	return ""
}

// rootTag returns the name of the first element of an XML document and the rest of its tag; "" for other text.
func rootTag(b []byte) (name, attrs string) {
	for range 64 {
		b = bytes.TrimLeft(b, " \t\r\n")
		switch {
		case bytes.HasPrefix(b, []byte("<?")), bytes.HasPrefix(b, []byte("<!--")), bytes.HasPrefix(b, []byte("<!")):
			end := []byte(">")
			if bytes.HasPrefix(b, []byte("<!--")) {
				end = []byte("-->")
			} else if i := bytes.IndexByte(b, '['); i >= 0 && bytes.HasPrefix(b, []byte("<!")) &&
				i < max(bytes.IndexByte(b, '>'), 0) {
				end = []byte("]>")
			}
			_, rest, ok := bytes.Cut(b, end)
			if !ok {
				return "", ""
			}
			b = rest
			continue
		}
		break
	}
	if len(b) < 2 || b[0] != '<' {
		return "", ""
	}
	tag, _, ok := bytes.Cut(b[1:], []byte(">"))
	name = string(tag)
	if i := strings.IndexAny(name, " \t\r\n"); i >= 0 {
		name, attrs = name[:i], name[i:]
	}
	if name = strings.TrimSpace(strings.TrimSuffix(name, "/")); !ok || !xmlName(name) {
		return "", ""
	}
	return name, attrs
}

// localName returns an element's name without its prefix.
func localName(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// unreadXML returns the kind of an XML document with text for people that is not read, by its root
// element. Its elements have the same names as some of HTML.
func unreadXML(root string) Found {
	switch {
	case root == "en-export":
		return unread("an export of Evernote (ENEX)", "export the notes as HTML or as web pages and add those")
	case root == "wordDocument" || strings.HasPrefix(root, "office:"):
		return document
	case root == "mediawiki":
		return unread("an export of a wiki (MediaWiki)", "save its pages as HTML and add those")
	case root == "FictionBook":
		return unread("an e-book (FictionBook)", adviceSave)
	case root == "DTBook" || root == "dtbook" || root == "ncx":
		return unread("an e-book", adviceSave)
	}
	return Found{}
}

// otherXML are root elements of documents for programs with elements named as in HTML: lists of
// feeds and bookmarks, of a site's pages, of places, answers of services, advertisements, rules for
// making pages.
var otherXML = wordset.Of(`opml xbel urlset sitemapindex kml gpx OpenSearchDescription oembed rsd Envelope VAST
	methodResponse methodCall stylesheet transform`)

var (
	// running matches elements of texts; documents of publishers (TEI, NITF, JATS) have them too.
	running = regexp.MustCompile(`(?i)<(body|html|p)[\s>]`)
	cdata   = regexp.MustCompile(`<!\[CDATA\[[\s\S]*?(\]\]>|$)`)
)

// dataXML reports whether text is XML for programs: its root is one of theirs; or it is declared as XML,
// by itself, its name or its carrier, its root is no element of HTML, and it has no body and no
// paragraphs. Single titles, links and descriptions are in most such documents.
func dataXML(text []byte, declared, e string) bool {
	text = bytes.TrimLeft(trimMarks(text), " \t\r\n")
	known := rootOfXML(text)
	if otherXML[known] {
		return true
	}
	if root, _ := rootOf(text); root != "" || unreadXML(known).Unread != "" {
		return false
	}
	if e != ".xml" && !isXMLType(declared) && !bytes.HasPrefix(text, []byte("<?xml ")) {
		return false
	}
	name, _ := rootTag(text)
	if name == "" || htmlTags[strings.ToLower(localName(name))] {
		return false
	}
	return len(running.FindAll(cdata.ReplaceAll(text, nil), 2)) < 2
}

// isXMLType reports whether a media type is one of XML, but for XHTML.
func isXMLType(t string) bool {
	_, minor, _ := strings.Cut(t, "/")
	return minor == "xml" || strings.HasPrefix(minor, "xml+") || strings.HasSuffix(minor, "+xml") && t != TypeXHTML
}

func xmlName(s string) bool {
	return s != "" && len(s) < 64 && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789:_-.") == ""
}

// beginsAsScript reports whether text, which has HTML tags in it, begins like a script: then the
// tags are in its strings.
func beginsAsScript(text []byte) bool {
	for {
		text = bytes.TrimLeft(text, " \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(text, []byte("/*")):
			end = "*/"
		case bytes.HasPrefix(text, []byte("//")):
			end = "\n"
		default:
			return scriptStart.Match(text[:min(len(text), 200)])
		}
		_, rest, ok := bytes.Cut(text[2:], []byte(end))
		if !ok {
			return true
		}
		text = rest
	}
}

// scriptStart matches beginnings of scripts that texts do not have.
var scriptStart = regexp.MustCompile(`^(;?[!(]?(async )?function\b ?[\w$]*\(|;?\(\([\w$, ]*\) ?=>|(var|let|const) ` +
	`[\w$]+ ?=|` +
	`(window|document|self|jQuery|\$)[.(\[]|(define|require)\(|["']use strict["']|[\w$.]+\((\{"|\[[\[{"]))`)

// detectJSON detects JSON Feeds and other JSON data. A feed's version may follow its items, and its
// slashes may be escaped.
func detectJSON(text, content []byte, whole bool, declared, e string) (Found, bool) {
	t := bytes.TrimLeft(text, " \t\r\n")
	if len(t) == 0 || t[0] != '{' && t[0] != '[' {
		return Found{}, false
	}
	if t[0] == '{' && declared == TypeJSON {
		return page(Feed, TypeJSON), true
	}
	if !jsonLike(t) && e != ".json" && e != ".jsonl" && e != ".har" && e != ".geojson" {
		return Found{}, false
	}
	if t[0] == '{' {
		if !whole {
			return Found{Undecided: true}, true
		}
		if hasVersion(content) && feedJSON(content) {
			return page(Feed, TypeJSON), true
		}
		if isHAR(content) {
			return unread("an HTTP archive of a browser (HAR)",
				"save its pages as HTML or as a WARC file and add that"), true
		}
	}
	for _, x := range exportsJSON {
		if hasAll(t[:min(len(t), 64<<10)], x.keys...) {
			return unread(x.what, x.advice), true
		}
	}
	if what := textsInJSON(t[:min(len(t), 64<<10)]); what != "" {
		return unread(what, "write each of them to a file of its own and add those"), true
	}
	return no(cutting.LeftJSON), true
}

var (
	// pageValue matches a string in JSON that is a whole page, textKey the beginning of one that may be a text, and
	// addressValue the address of something.
	pageValue = regexp.MustCompile(`(?i):\s*"(\\[nrt]|\s)*(<|\\u003c)(!doctype html|html\b)`)
	textKey   = regexp.MustCompile(`(?i)"(text|html|content|body|article_?(body|text)|(main|full|plain|raw)_?text|` +
		`content_?(html|text)|rendered|selftext|post_content)"\s*:\s*"`)
	addressValue = regexp.MustCompile(`(?i)"@?(url|uri|link|permalink|href|(source|canonical|page|article)_?url)"` +
		`\s*:\s*"https?:`)
)

// minTextInJSON is the length in bytes from which a string is a text and no caption.
const minTextInJSON = 400

// textsInJSON returns the kind of JSON with texts for people that is not read, as scrapers write it: whole pages, or
// articles with their addresses; "" for other JSON. Lists of pages in web archives, which have the pages as well,
// are other JSON.
func textsInJSON(b []byte) string {
	switch {
	case hasAny(b, "json-pages-1.0"):
		return ""
	case pageValue.Match(b):
		return "JSON data with pages in it"
	case !addressValue.Match(b) && !hasAny(b, `"articleBody"`):
		return ""
	}
	for _, key := range textKey.FindAllIndex(b, -1) {
		value := b[key[1]:]
		end := 0
		for end < min(len(value), minTextInJSON) && value[end] != '"' {
			if value[end] == '\\' {
				end++
			}
			end++
		}
		if end >= minTextInJSON {
			return "JSON data with texts in it"
		}
	}
	return ""
}

// exportsJSON are exports of texts in JSON, by keys of their first items.
var exportsJSON = []struct {
	keys         []string
	what, advice string
}{
	{[]string{`"is_archived"`, `"is_starred"`, `"given_url"`, `"content"`}, "an export of Wallabag (JSON)",
		"save the feeds of its lists and add those"},
	{[]string{`"messages"`, `"date_unixtime"`, `"text_entities"`}, "an export of Telegram (JSON)",
		"export the chat as HTML and add that"},
}

func hasAll(b []byte, all ...string) bool {
	for _, s := range all {
		if !bytes.Contains(b, []byte(s)) {
			return false
		}
	}
	return true
}

// leftBookmarks is why an exported list of links is left out: the program that exported it is no outlet.
const leftBookmarks cutting.LeftOut = "a list of bookmarks: addresses without their pages"

var bookmarks = regexp.MustCompile(`(?i)^\s*<!DOCTYPE\s+NETSCAPE-Bookmark-file-1>|` +
	`<title>(?:Instapaper: Export</title>|Pocket Export</title>[\s\S]*\stime_added=")`)

// isBookmarks reports whether text is a list of links as browsers and read-later programs export it.
func isBookmarks(text []byte) bool { return bookmarks.Match(text[:min(len(text), 4096)]) }

// isJSON reports whether content, which begins with text, is JSON: one value or one a line; of content that is
// cut off, whether it begins so.
func isJSON(text, content []byte, whole bool) bool {
	t := bytes.TrimLeft(text, " \t\r\n")
	if len(t) < 2 || t[0] != '{' && t[0] != '[' || !jsonLike(t) {
		return false
	}
	if !whole {
		return t[0] == '{'
	}
	d := json.NewDecoder(bytes.NewReader(trimMarks(content)))
	for {
		var skip json.RawMessage
		if err := d.Decode(&skip); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

func hasVersion(b []byte) bool { return hasAny(b, "jsonfeed.org/version", `jsonfeed.org\/version`) }

// isHAR reports whether b is in the HTTP Archive format (version 1.2): one log with entries of
// requests and responses.
func isHAR(b []byte) bool {
	if !bytes.Contains(b, []byte(`"entries"`)) {
		return false
	}
	var doc struct {
		Log struct {
			Entries []struct {
				Request  json.RawMessage `json:"request"`
				Response json.RawMessage `json:"response"`
			} `json:"entries"`
		} `json:"log"`
	}
	err := json.Unmarshal(trimMarks(b), &doc)
	return err == nil && len(doc.Log.Entries) > 0 && doc.Log.Entries[0].Request != nil &&
		doc.Log.Entries[0].Response != nil
}

// feedJSON reports whether the version is that of the feed and not in other data. Content that is
// cut off counts as a feed.
func feedJSON(content []byte) bool {
	var doc struct {
		Version any `json:"version"`
	}
	if err := json.Unmarshal(trimMarks(content), &doc); err != nil {
		return true
	}
	v, _ := doc.Version.(string)
	return strings.Contains(v, "jsonfeed.org/version")
}

// jsonLike reports whether b begins like JSON, unlike text in brackets: "[Reuters] …".
func jsonLike(b []byte) bool {
	rest := bytes.TrimLeft(b[1:], " \t\r\n")
	if len(rest) == 0 {
		return false
	}
	if b[0] == '{' {
		if rest[0] == '}' {
			return true
		}
		if rest[0] != '"' {
			return false
		}
		_, after, ok := bytes.Cut(rest[1:], []byte(`"`))
		return ok && bytes.HasPrefix(bytes.TrimLeft(after, " \t\r\n"), []byte(":"))
	}
	switch rest[0] {
	case '{', '[':
		return jsonLike(rest)
	case '"':
		_, after, ok := bytes.Cut(rest[1:], []byte(`"`))
		after = bytes.TrimLeft(after, " \t\r\n")
		return ok && len(after) > 0 && (after[0] == ',' || after[0] == ']')
	}
	i := 0
	for i < len(rest) && (rest[i] >= '0' && rest[i] <= '9' || rest[i] == '.' || rest[i] == '-') {
		i++
	}
	rest = bytes.TrimLeft(rest[i:], " \t\r\n")
	return i > 0 && len(rest) > 0 && rest[0] == ','
}
