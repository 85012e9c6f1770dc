package html

import (
	"strings"

	"cuttings/cutting"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
)

// lexer splits decoded HTML into tags, text and comments as the HTML standard's tokenizer does,
// without states that do not affect text. It works on one string and returns positions, in linear
// time.
type lexer struct {
	src string
	pos int
	chars.Arena
	tagAttrs attrSet          // the attributes of the tag read last
	scratch  []byte           // used by unescape
	dynamic  map[string]tagID // names that are not in tagNames
	names    []string         // names of dynamic identifiers, from numTags on
}

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokText
	tokStart // the name is read; attributes follow
	tokEnd   // the name is read; attributes follow
	tokComment
	tokCDATA // "<![CDATA[": text in foreign content, a comment elsewhere
)

// token is one piece of markup. For text, comments and CDATA lo and hi bound the
// content; for tags lo is the "<" and hi the end of the name.
type token struct {
	kind   tokenKind
	lo, hi int
	id     tagID
}

// next reads one token from the data state.
func (l *lexer) next() token {
	src, start := l.src, l.pos
	if start >= len(src) {
		return token{kind: tokEOF, lo: len(src), hi: len(src)}
	}
	at := start
	for {
		i := strings.IndexByte(src[at:], '<')
		if i < 0 || at+i+1 >= len(src) {
			l.pos = len(src)
			return token{kind: tokText, lo: start, hi: len(src)}
		}
		at += i
		c := src[at+1]
		if chars.IsLetter(c) || c == '!' || c == '?' || c == '/' && at+2 < len(src) {
			break
		}
		at++
	}
	if at > start {
		l.pos = at
		return token{kind: tokText, lo: start, hi: at}
	}
	switch c := src[at+1]; {
	case c == '!':
		return l.markup(at)
	case c == '?':
		return l.bogus(at, at+1)
	case c == '/':
		if chars.IsLetter(src[at+2]) {
			return l.tagName(at, at+2, tokEnd)
		}
		return l.bogus(at, at+2)
	}
	return l.tagName(at, at+1, tokStart)
}

// tagName reads the name that begins at from, of the tag that begins at lo.
func (l *lexer) tagName(lo, from int, kind tokenKind) token {
	src := l.src
	i := from
	for i < len(src) {
		if c := src[i]; c == '>' || c == '/' || chars.IsSpace(c) {
			break
		}
		i++
	}
	l.pos = i
	return token{kind: kind, lo: lo, hi: i, id: l.tagID(src[from:i])}
}

// tagID returns the identifier of a name, a new one if there is none.
func (l *lexer) tagID(name string) tagID {
	if id := tagIndex.find(name); id != 0 {
		return tagID(id)
	}
	name = l.Lower(name)
	if id, ok := l.dynamic[name]; ok {
		return id
	}
	if len(l.names) >= 1<<15 {
		return tagSpan // too many made-up names: the rest share one identifier
	}
	if l.dynamic == nil {
		l.dynamic = make(map[string]tagID)
	}
	id := numTags + tagID(len(l.names))
	l.names = append(l.names, name)
	l.dynamic[name] = id
	return id
}

func (l *lexer) tagString(id tagID) string {
	if id < numTags {
		return tagNames[id]
	}
	return l.names[id-numTags]
}

// bogus reads a comment that ends at the first ">".
func (l *lexer) bogus(lo, from int) token {
	i := strings.IndexByte(l.src[from:], '>')
	if i < 0 {
		l.pos = len(l.src)
		return token{kind: tokComment, lo: from, hi: len(l.src)}
	}
	l.pos = from + i + 1
	return token{kind: tokComment, lo: from, hi: from + i}
}

// markup reads what follows "<!".
func (l *lexer) markup(lo int) token {
	src := l.src
	rest := src[lo+2:]
	if strings.HasPrefix(rest, "[CDATA[") {
		l.pos = lo + 9
		return token{kind: tokCDATA, lo: lo, hi: lo + 9}
	}
	if !strings.HasPrefix(rest, "--") {
		return l.bogus(lo, lo+2)
	}
	from := lo + 4
	switch {
	case strings.HasPrefix(src[from:], ">"):
		l.pos = from + 1
		return token{kind: tokComment, lo: from, hi: from}
	case strings.HasPrefix(src[from:], "->"):
		l.pos = from + 2
		return token{kind: tokComment, lo: from, hi: from}
	}
	for at := from; ; at++ {
		i := strings.Index(src[at:], "--")
		if i < 0 {
			l.pos = len(src)
			return token{kind: tokComment, lo: from, hi: len(src)}
		}
		at += i
		if tail := src[at+2:]; strings.HasPrefix(tail, ">") {
			l.pos = at + 3
			return token{kind: tokComment, lo: from, hi: at}
		} else if strings.HasPrefix(tail, "!>") {
			l.pos = at + 4
			return token{kind: tokComment, lo: from, hi: at}
		}
	}
}

// cdata reads the CDATA section whose opening next has just returned.
func (l *lexer) cdata() token {
	from := l.pos
	i := strings.Index(l.src[from:], "]]>")
	if i < 0 {
		l.pos = len(l.src)
		return token{kind: tokText, lo: from, hi: len(l.src)}
	}
	l.pos = from + i + 3
	return token{kind: tokText, lo: from, hi: from + i}
}

// attrs reads the attributes of a tag up to and including its ">". With keep they are appended to
// dst, values decoded, and recorded in l.seen, up to bounds.TagAttrs of them. whole is false when
// the source ends inside the tag, which by the standard makes it no tag.
func (l *lexer) attrs(dst []cutting.Attr, keep bool) (out []cutting.Attr, selfClosing, whole bool) {
	src, i, first := l.src, l.pos, len(dst)
	l.tagAttrs.bits = 0
	for {
		for i < len(src) && (chars.IsSpace(src[i]) || src[i] == '/') {
			i++
		}
		if i >= len(src) {
			l.pos = i
			return dst, false, false
		}
		if src[i] == '>' {
			l.pos = i + 1
			return dst, src[i-1] == '/', true
		}
		nameLo := i
		i++ // a leading "=" belongs to the name
		for i < len(src) {
			if c := src[i]; c == '=' || c == '>' || c == '/' || chars.IsSpace(c) {
				break
			}
			i++
		}
		nameHi := i
		for i < len(src) && chars.IsSpace(src[i]) {
			i++
		}
		valLo, valHi := i, i
		if i < len(src) && src[i] == '=' {
			i++
			for i < len(src) && chars.IsSpace(src[i]) {
				i++
			}
			if i >= len(src) {
				l.pos = i
				return dst, false, false
			}
			if q := src[i]; q == '"' || q == '\'' {
				valLo = i + 1
				n := strings.IndexByte(src[valLo:], q)
				if n < 0 {
					l.pos = len(src)
					return dst, false, false
				}
				valHi = valLo + n
				i = valHi + 1
			} else {
				valLo = i
				for i < len(src) && src[i] != '>' && !chars.IsSpace(src[i]) {
					i++
				}
				valHi = i
			}
		}
		if !keep || len(dst)-first >= bounds.TagAttrs {
			continue
		}
		a := cutting.Attr{Val: l.unescape(src[valLo:valHi])}
		if id := attrIndex.find(src[nameLo:nameHi]); id != 0 {
			a.Key = attrNames[id]
			if attrID(min(id, uint16(attrOther))) < attrOther {
				l.tagAttrs.add(attrID(id), a.Val)
			}
		} else {
			a.Key = l.Lower(src[nameLo:nameHi])
		}
		dst = append(dst, a)
	}
}

// attrSet keeps the values of the attributes the reader uses; the first of a name counts, as in
// browsers.
type attrSet struct {
	bits uint16
	vals [attrOther]string
}

func (s *attrSet) add(id attrID, val string) {
	if s.bits&(1<<id) == 0 {
		s.bits |= 1 << id
		s.vals[id] = val
	}
}

func (s *attrSet) holds(id attrID) bool { return s.bits&(1<<id) != 0 }

// get returns the value of an attribute, "" without one.
func (s *attrSet) get(id attrID) string {
	if !s.holds(id) {
		return ""
	}
	return s.vals[id]
}

// rawText reads the content of a raw text element up to and including its end tag, or to the end of
// the source. It returns the offset where the content ends.
func (l *lexer) rawText(id tagID) int {
	name := tagNames[id]
	src, at := l.src, l.pos
	// Inside a script, "<!--" begins a stretch in which "<script" has to be closed
	// before "</script" ends the element.
	const (
		plain = iota
		escaped
		doubleEscaped
	)
	state := plain
	dashes := 0 // where the next "-->" that ends the stretch may begin
	for {
		i := strings.IndexByte(src[at:], '<')
		if state != plain {
			if j := strings.Index(src[dashes:], "-->"); j >= 0 && (i < 0 || dashes+j < at+i) {
				at = max(at, dashes+j+3)
				state = plain
				continue
			} else if j < 0 {
				dashes = len(src)
			} else {
				dashes += j
			}
		}
		if i < 0 {
			l.pos = len(src)
			return len(src)
		}
		at += i
		rest := src[at+1:]
		switch {
		case state != doubleEscaped && strings.HasPrefix(rest, "/") && nameFollows(rest[1:], name):
			l.pos = at + 2 + len(name)
			if _, _, whole := l.attrs(nil, false); !whole {
				l.pos = len(src)
			}
			return at
		case id != tagScript:
		case state == plain && strings.HasPrefix(rest, "!--"):
			state = escaped
			dashes = at + 2
		case state == escaped && nameFollows(rest, name):
			state = doubleEscaped
		case state == doubleEscaped && strings.HasPrefix(rest, "/") && nameFollows(rest[1:], name):
			state = escaped
		}
		at++
	}
}

// nameFollows reports whether s begins with the tag name, upper or lower case,
// and the name ends there.
func nameFollows(s, name string) bool {
	if len(s) <= len(name) || !chars.EqualLower(s[:len(name)], name) {
		return false
	}
	c := s[len(name)]
	return c == '>' || c == '/' || chars.IsSpace(c)
}
