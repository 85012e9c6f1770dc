// Package xmltags finds the tags of XML in texts that may be damaged, such as feeds.
package xmltags

import "strings"

// Tag is a start or end tag of XML in a text, from "<" to after ">".
type Tag struct {
	Start, End int
	Name       string // lower case, with its prefix
	Closes     bool   // an end tag
	Empty      bool   // a self-closing tag
}

// Local returns the name without its prefix.
func (t *Tag) Local() string { return t.Name[strings.LastIndexByte(t.Name, ':')+1:] }

// Each calls fn for each tag of text in order until it returns false. It is no XML parser: it
// skips comments, CDATA sections and processing instructions, accepts any input, and takes linear
// time. It returns the offset of an unterminated construct; -1 for none.
func Each(text string, fn func(Tag) bool) (cut int) {
	for i := 0; i < len(text); {
		lt := strings.IndexByte(text[i:], '<')
		if lt < 0 {
			break
		}
		i += lt
		rest := text[i:]
		n := -1
		switch {
		case strings.HasPrefix(rest, "<!--"):
			n = indexAfter(rest, "-->", 4)
		case strings.HasPrefix(rest, "<![CDATA["):
			n = indexAfter(rest, "]]>", 9)
		case strings.HasPrefix(rest, "<?"):
			n = indexAfter(rest, "?>", 2)
		case strings.HasPrefix(rest, "<!"):
			n = 2 + skipDoctype(rest[2:min(len(rest), 1<<16)])
		default:
			n = tagLen(rest)
		}
		if n < 0 {
			return i
		}
		if rest[1] != '!' && rest[1] != '?' {
			t := Tag{Start: i, End: i + n, Name: tagName(rest[1:n])}
			if t.Name == "" {
				n = 1 // a stray "<"
			} else {
				t.Closes, t.Empty = rest[1] == '/', rest[n-2] == '/'
				if !fn(t) {
					return -1
				}
			}
		}
		i += n
	}
	return -1
}

// indexAfter returns the offset after the first end in s from offset from on, or -1.
func indexAfter(s, end string, from int) int {
	i := strings.Index(s[from:], end)
	if i < 0 {
		return -1
	}
	return from + i + len(end)
}

// skipDoctype returns the length of a declaration in bytes, its internal subset included.
func skipDoctype(b string) int {
	depth := 0
	for i, c := range []byte(b) {
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

// tagLen returns the length of the tag that begins s, quoted values skipped, or
// -1 when it never ends.
func tagLen(s string) int {
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && s[1] != '/' && i > 1 && (s[i-1] == '=' || s[i-1] == ' '):
			quote = c
		case c == '>':
			return i + 1
		case c == '<' && i > 1:
			return i // unclosed: the next tag begins
		}
	}
	return -1
}

// tagName returns the element's name, lower case, prefix kept.
func tagName(s string) string {
	s = strings.TrimPrefix(s, "/")
	n := 0
	for n < len(s) && isNameByte(s[n]) {
		n++
	}
	return strings.ToLower(s[:n])
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}
