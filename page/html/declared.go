package html

import (
	"strings"

	"cuttings/page/charset"
	"cuttings/page/internal/chars"
	"cuttings/page/lang"
)

// Declared returns the label and language that a page's beginning declares, as the standard's
// prescan finds them: from meta elements and the XML declaration, skipping comments but not
// scripts. The label is the first of a known charset, or else the last unknown one as written; the
// language is that of the html element or of a meta element before it. It is a charset.Declaration.
func Declared(head []byte) (label, language string) {
	l := lexer{src: string(head)}
	for {
		switch t := l.next(); t.kind {
		case tokEOF:
			return label, language
		case tokComment:
			if s := l.src[t.lo:t.hi]; strings.HasPrefix(s, "?xml") {
				if _, enc, ok := strings.Cut(s, "encoding"); ok {
					enc = strings.TrimLeft(enc, " \t\r\n=")
					if len(enc) > 1 {
						if end := strings.IndexByte(enc[1:], enc[0]); end >= 0 {
							if name := enc[1 : 1+end]; charset.Name(name) != "" {
								return name, language
							}
						}
					}
				}
			}
		case tokStart, tokEnd:
			attrs, _, whole := l.attrs(nil, t.kind == tokStart && (t.id == tagMeta || t.id == tagHTML))
			if !whole {
				return label, language
			}
			var found, equiv, content string
			for _, a := range attrs {
				switch a.Key {
				case "charset":
					if t.id == tagMeta {
						found = a.Val
					}
				case "lang", "xml:lang":
					if t.id == tagHTML && language == "" {
						language = lang.Primary(a.Val)
					}
				case "http-equiv":
					equiv = a.Val
				case "content":
					content = a.Val
				}
			}
			if found == "" && strings.EqualFold(equiv, "content-type") {
				found = charsetParam(content)
			}
			if language == "" && strings.EqualFold(equiv, "content-language") {
				language = lang.Primary(content)
			}
			if found != "" {
				if label = found; charset.Name(label) != "" {
					return label, language
				}
			}
		}
	}
}

// charsetParam returns the charset in "text/html; charset=utf-8", "" for none.
func charsetParam(s string) string {
	for s != "" {
		i := chars.IndexFold(s, "charset")
		if i < 0 {
			return ""
		}
		s = strings.TrimLeft(s[i+len("charset"):], " \t\r\n\f")
		if !strings.HasPrefix(s, "=") {
			continue
		}
		s = strings.TrimLeft(s[1:], " \t\r\n\f")
		if s == "" {
			return ""
		}
		if q := s[0]; q == '"' || q == '\'' {
			if end := strings.IndexByte(s[1:], q); end >= 0 {
				return s[1 : 1+end]
			}
			return ""
		}
		if end := strings.IndexAny(s, " \t\r\n\f;"); end >= 0 {
			s = s[:end]
		}
		return s
	}
	return ""
}
