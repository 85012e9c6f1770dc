package feed

import (
	"html"
	"regexp"
	"strings"

	"cuttings/internal/xmltags"
)

// The parser knows RSS, RDF and Atom, each under its own names. Other forms are first rewritten
// with these names: a channel without its rss element, the Channel Definition Format (a W3C note of
// 1997), and entries with the name of another vocabulary, from programs that mixed the two.

// atomNames maps elements of RSS and CDF to their names in Atom.
var atomNames = map[string]string{"item": "entry", "abstract": "summary", "description": "summary",
	"pubdate": "published", "guid": "id", "date": "updated", "encoded": "content", "title": "title", "link": "link",
	"author": "author", "name": "name", "email": "email", "uri": "uri", "category": "category"}

// rssNames maps elements of Atom to their names in RSS.
var rssNames = map[string]string{"entry": "item", "summary": "description", "published": "pubDate",
	"issued": "pubDate", "id": "guid", "content": "content:encoded", "updated": "dcterms:modified",
	"modified": "dcterms:modified"}

// sharedPrefixes are prefixes under which elements have the meaning in atomNames and rssNames;
// media:title, for one, is another title.
var sharedPrefixes = map[string]bool{"atom": true, "content": true, "dc": true, "rss": true}

// dialect returns a feed in names that the parser knows, text itself when there is nothing to do.
// Number and order of the entries are kept.
func dialect(text string, s scan) string {
	switch {
	case s.json || s.root == "":
		return text
	case s.root == "channel" && isCDF(text):
		return cdfAsAtom(text)
	case s.root == "channel":
		return `<rss version="2.0">` + renameEntries(withoutProlog(text), s.foreign, "entry", rssNames) + `</rss>`
	case s.root == "entry": // a document of one entry (RFC 4287, section 2)
		return `<feed xmlns="http://www.w3.org/2005/Atom">` + escapedXHTML(withoutProlog(text)) + `</feed>`
	case s.root == "feed":
		return escapedXHTML(renameEntries(text, s.foreign, "item", atomNames))
	case !s.foreign:
		return text
	}
	return renameEntries(text, true, "entry", rssNames)
}

// withoutProlog returns a document from its root element on.
func withoutProlog(text string) string {
	at := len(text)
	xmltags.Each(text, func(t xmltags.Tag) bool { at = t.Start; return false })
	return text[at:]
}

// renameEntries replaces the names of the entries called name, and of the elements in them, by those of
// another vocabulary. Elements without a counterpart keep their names.
func renameEntries(text string, foreign bool, name string, names map[string]string) string {
	if !foreign {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	done, within := 0, 0
	xmltags.Each(text, func(t xmltags.Tag) bool {
		if t.Local() == name && !t.Empty {
			if t.Closes {
				within = max(within-1, 0)
			} else {
				within++
			}
		} else if within == 0 && t.Local() != name {
			return true
		}
		to, ok := names[t.Local()]
		if prefix, _, has := strings.Cut(t.Name, ":"); has && !sharedPrefixes[prefix] || !ok || t.Start < done {
			return true
		}
		b.WriteString(text[done:t.Start])
		done = t.End
		switch raw := text[t.Start:t.End]; {
		case t.Closes:
			b.WriteString("</" + to + ">")
		case to == "link" && !t.Empty && attribute(raw, "href") == "": // <link>address</link>: text to attribute
			end := strings.IndexByte(text[t.End:], '<')
			if end < 0 {
				end = 0
			}
			b.WriteString(`<link href="` + strings.TrimSpace(strings.ReplaceAll(text[t.End:t.End+end], `"`, "%22")) +
				`">`)
			done = t.End + end
		default:
			b.WriteString("<" + to + raw[1+len(t.Name):])
		}
		return true
	})
	b.WriteString(text[done:])
	return b.String()
}

// escapedXHTML writes the XHTML within elements of Atom as escaped HTML, the form that is read in
// the end: the parser would build a tree of each, many times its size and with a limit of nesting,
// only to serialise it.
func escapedXHTML(text string) string {
	if !strings.Contains(text, "xhtml") {
		return text
	}
	var b strings.Builder
	done, from, depth, element := 0, -1, 0, "" // from is where the XHTML begins; -1 outside of it
	xmltags.Each(text, func(t xmltags.Tag) bool {
		switch {
		case from < 0 && !t.Closes && !t.Empty && xhtmlHolders[t.Local()] &&
			attribute(text[t.Start:t.End], "type") == "xhtml":
			b.WriteString(text[done:t.Start])
			b.WriteString("<" + t.Name + ` type="html">`)
			done, from, depth, element = t.End, t.End, 1, t.Name
		case from >= 0 && t.Name == element && !t.Empty:
			if depth++; t.Closes {
				depth -= 2
			}
			if depth == 0 {
				b.WriteString(html.EscapeString(text[from:t.Start]))
				done, from = t.Start, -1
			}
		}
		return true
	})
	b.WriteString(text[done:])
	return b.String()
}

// xhtmlHolders are the elements of Atom that may contain XHTML.
var xhtmlHolders = map[string]bool{"content": true, "summary": true, "title": true, "subtitle": true, "rights": true}

// isCDF reports whether text is in the Channel Definition Format and not RSS without its root:
// addresses and days are attributes, a description is an abstract.
func isCDF(text string) bool {
	found := false
	xmltags.Each(text, func(t xmltags.Tag) bool {
		raw := text[t.Start:t.End]
		switch t.Local() {
		case "abstract", "schedule", "usage", "logo":
			found = true
		case "channel", "item", "a":
			found = found || attribute(raw, "href") != "" || attribute(raw, "lastmod") != ""
		case "title":
			found = found || attribute(raw, "value") != ""
		case "link", "description", "pubdate", "guid":
			return false
		}
		return !found
	})
	return found || strings.Contains(text, "<CHANNEL") // element names of RSS are in lower case
}

// cdfAsAtom converts a channel definition to Atom. Nested channels are groups of items; the items
// of all of them become entries.
func cdfAsAtom(text string) string {
	const atom = `<feed xmlns="http://www.w3.org/2005/Atom">`
	var b strings.Builder
	b.WriteString(atom)
	depth, inItem, done := 0, false, -1 // done is where the text of an element to keep begins; -1 for none
	element := ""
	fields := func(raw string) {
		if href := attribute(raw, "href"); href != "" {
			b.WriteString(`<link href="` + href + `"/>`)
		}
		if day := attribute(raw, "lastmod"); day != "" {
			b.WriteString("<updated>" + day + "</updated>")
		}
	}
	xmltags.Each(text, func(t xmltags.Tag) bool {
		raw := text[t.Start:t.End]
		switch name := t.Local(); {
		case name == "channel" && t.Closes:
			depth--
		case name == "channel":
			if !t.Empty {
				depth++
			}
			if depth == 1 {
				fields(raw)
			}
		case name == "item" && t.Closes && inItem:
			b.WriteString("</entry>")
			inItem = false
		case name == "item" && !t.Closes && !inItem:
			b.WriteString("<entry>")
			fields(raw)
			if inItem = !t.Empty; t.Empty {
				b.WriteString("</entry>")
			}
		case name == "a" && !t.Closes && (inItem || depth == 1):
			fields(raw)
		case (name == "title" || name == "abstract") && (inItem || depth == 1):
			to := map[bool]string{true: "title", false: "summary"}[name == "title"]
			if name == "abstract" && !inItem {
				to = "subtitle"
			}
			switch value := attribute(raw, "value"); {
			case t.Closes && done >= 0 && element == name:
				b.WriteString("<" + to + ">" + text[done:t.Start] + "</" + to + ">")
				done = -1
			case !t.Closes && value != "":
				b.WriteString("<" + to + ">" + value + "</" + to + ">")
			case !t.Closes && !t.Empty:
				done, element = t.End, name
			}
		}
		return true
	})
	if inItem {
		b.WriteString("</entry>")
	}
	b.WriteString("</feed>")
	return b.String()
}

var attributePattern = regexp.MustCompile(`(?s)[\s"']([\w:.-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)`)

// attribute returns the value of a start tag's attribute, whatever the case of its name, in a form
// valid between double quotes; "" when there is none.
func attribute(raw, name string) string {
	for _, m := range attributePattern.FindAllStringSubmatch(raw[:min(len(raw), 4096)], 32) {
		if strings.EqualFold(m[1], name) {
			v := strings.Trim(m[2], `"'`)
			return html.EscapeString(html.UnescapeString(strings.TrimSpace(v)))
		}
	}
	return ""
}
