package feed

import (
	"encoding/json"
	"strings"

	"cuttings/internal/xmltags"
	"cuttings/page/internal/chars"
)

// maxFeedDepth is the deepest nesting of a feed's elements; the deepest real ones stay under
// thirty.
const maxFeedDepth = 2000

// element is an entry's element in the decoded feed, [start, end) from "<" to after ">".
type element struct{ start, end int }

// scan is the result of one pass over a feed's markup.
type scan struct {
	entries []element
	root    string   // local name of the first element, lower case
	foreign bool     // an entry has the name of another vocabulary
	open    []string // elements still open at the end
	depth   int      // deepest nesting
	cut     int      // where an unterminated construct begins; -1 for none
	json    bool
}

// scanFeed returns the entries' elements and what else a scan finds.
func scanFeed(text string) scan {
	s := scan{cut: -1}
	if t := strings.TrimLeft(text, "\ufeff \t\r\n"); strings.HasPrefix(t, "{") {
		s.json = true
		s.entries = jsonEntries(text, len(text)-len(t))
		return s
	}
	entry, entryDepth := -1, 0 // the open entry's start and depth
	s.cut = xmltags.Each(text, func(t xmltags.Tag) bool {
		name := t.Local()
		isEntry := name == "item" || name == "entry"
		switch {
		case t.Closes:
			for k := len(s.open) - 1; k >= 0 && k >= len(s.open)-8; k-- { // a missing end tag or two are implied
				if s.open[k] == t.Name {
					s.open = s.open[:k]
					break
				}
			}
			if isEntry && entry >= 0 && len(s.open) <= entryDepth {
				s.entries = append(s.entries, element{entry, t.End})
				entry = -1
			}
			return true
		case s.root == "":
			s.root = name
		}
		if isEntry && entry < 0 {
			s.foreign = s.foreign || s.root == "feed" && name == "item" ||
				s.root != "feed" && s.root != "entry" && name == "entry"
			if t.Empty {
				s.entries = append(s.entries, element{t.Start, t.End})
			} else {
				entry, entryDepth = t.Start, len(s.open)
			}
		}
		if !t.Empty {
			s.open = append(s.open, t.Name)
			s.depth = max(s.depth, len(s.open))
		}
		return s.depth <= maxFeedDepth
	})
	if entry >= 0 {
		s.entries = append(s.entries, element{entry, len(text)})
	}
	return s
}

// jsonEntries returns the objects of the "items" array of a JSON feed that begins at offset base of
// text.
func jsonEntries(text string, base int) []element {
	var out []element
	d := json.NewDecoder(strings.NewReader(text[base:]))
	depth, items := 0, -1
	key := ""
	wantKey := false
	start := 0
	for {
		before := int(d.InputOffset())
		t, err := d.Token()
		if err != nil {
			return out
		}
		switch v := t.(type) {
		case json.Delim:
			switch v {
			case '{', '[':
				if v == '[' && depth == 1 && key == "items" {
					items = depth
				} else if v == '{' && items >= 0 && depth == items+1 {
					start = before + strings.IndexByte(text[base+before:], '{')
				}
				depth++
				wantKey = v == '{'
				if depth > maxFeedDepth {
					return out
				}
			default:
				depth--
				if v == '}' && items >= 0 && depth == items+1 {
					out = append(out, element{base + start, base + int(d.InputOffset())})
				}
				if v == ']' && items >= 0 && depth == items {
					items = -1
				}
				wantKey = true
			}
		case string:
			if depth == 1 {
				if wantKey {
					key = v
				}
				wantKey = !wantKey
			}
		default:
			if depth == 1 {
				wantKey = true
			}
		}
	}
}

// mendFeed repairs what feed readers tolerate and the parser does not: characters XML forbids, a
// stray "&", text before the root, a feed cut off. It returns "" when there is nothing to repair.
// For JSON see mendJSON.
func mendFeed(text string, s scan) string {
	if s.json {
		return mendJSON(strings.TrimLeft(text, "\ufeff \t\r\n"))
	}
	if s.cut >= 0 {
		text = text[:s.cut]
	}
	text = text[rootAt(text):]
	var b strings.Builder
	b.Grow(len(text) + 64)
	cdata := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c < ' ' && c != '\n' && c != '\r' && c != '\t':
			continue
		case !cdata && c == '&' && !isReference(text[i:min(len(text), i+12)]):
			b.WriteString("&amp;")
			continue
		case c == '<' && strings.HasPrefix(text[i:], "<![CDATA["):
			cdata = true
		case c == ']' && strings.HasPrefix(text[i:], "]]>"):
			cdata = false
		}
		b.WriteByte(c)
	}
	for k := len(s.open) - 1; k >= 0; k-- {
		b.WriteString("</" + s.open[k] + ">")
	}
	return b.String()
}

// rootAt returns the offset of the XML declaration or the root element, after anything a server
// wrote before.
func rootAt(text string) int {
	head := text[:min(len(text), 1<<14)]
	for _, mark := range [...]string{"<?xml", "<rss", "<RSS", "<feed", "<rdf:RDF"} {
		if i := strings.Index(head, mark); i >= 0 {
			return i
		}
	}
	return max(strings.IndexByte(text, '<'), 0)
}

// isReference reports whether s begins with a character or entity reference.
func isReference(s string) bool {
	end := strings.IndexByte(s, ';')
	if end < 2 {
		return false
	}
	for i := 1; i < end; i++ {
		if !chars.IsAlnum(s[i]) && s[i] != '#' {
			return false
		}
	}
	return true
}
