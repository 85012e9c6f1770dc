package article

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A tolerant reader of JSON-LD: publishers' scripts contain raw line breaks, trailing commas,
// comments and entities. Values are kept in one flat list in document order, and strings are
// decoded only when used, so that a script costs one pass and one allocation whatever its length.

type ldKind uint8

const (
	ldString ldKind = iota
	ldOther         // number, true, false, null: as written
	ldObject
	ldArray
)

type ldValue struct {
	kind   ldKind
	escape bool   // the string contains backslashes
	key    string // as written; "" in arrays
	raw    string // strings and others
	end    int32  // one past its last descendant
}

const (
	ldDepth  = 32    // of nested objects and arrays
	ldValues = 20000 // of one script
	ldItems  = 40    // objects examined
	ldSought = 40    // references resolved by search
)

type ldReader struct {
	s   string
	i   int
	out []ldValue
}

// readLD reads the text of one script. It never fails: it stops at what it cannot read.
func readLD(s string) []ldValue {
	r := ldReader{s: s, out: make([]ldValue, 0, 64)}
	for r.i < len(s) {
		r.skipSpace()
		if r.i >= len(s) {
			break
		}
		before := r.i
		if c := s[r.i]; c == '{' || c == '[' {
			r.readValue("", 0)
		}
		if r.i == before {
			r.i++
		}
	}
	return r.out
}

func (r *ldReader) skipSpace() {
	for r.i < len(r.s) {
		switch r.s[r.i] {
		case ' ', '\n', '\r', '\t', ',', ';':
			r.i++
		default:
			return
		}
	}
}

// readString reads a string; r.i is the offset of the quote.
func (r *ldReader) readString() (raw string, escape bool) {
	r.i++
	start := r.i
	for r.i < len(r.s) {
		j := strings.IndexByte(r.s[r.i:], '"')
		if j < 0 {
			r.i = len(r.s)
			return r.s[start:], true
		}
		end := r.i + j
		slashes := 0
		for k := end - 1; k >= start && r.s[k] == '\\'; k-- {
			slashes++
		}
		r.i = end + 1
		if slashes%2 == 0 {
			raw = r.s[start:end]
			return raw, strings.IndexByte(raw, '\\') >= 0
		}
	}
	return r.s[start:], true
}

func (r *ldReader) readValue(key string, depth int) {
	if len(r.out) >= ldValues {
		r.i = len(r.s)
		return
	}
	at := len(r.out)
	switch c := r.s[r.i]; {
	case c == '"':
		raw, esc := r.readString()
		r.out = append(r.out, ldValue{kind: ldString, escape: esc, key: key, raw: raw, end: int32(at + 1)})
	case (c == '{' || c == '[') && depth < ldDepth:
		kind := ldObject
		if c == '[' {
			kind = ldArray
		}
		r.out = append(r.out, ldValue{kind: kind, key: key})
		r.i++
		for {
			r.skipSpace()
			if r.i >= len(r.s) {
				break
			}
			if c := r.s[r.i]; c == '}' || c == ']' {
				r.i++
				break
			}
			before := r.i
			k := ""
			if kind == ldObject {
				if r.s[r.i] != '"' {
					r.i++
					continue
				}
				k, _ = r.readString()
				for r.i < len(r.s) && (r.s[r.i] == ' ' || r.s[r.i] == '\n' || r.s[r.i] == '\t' || r.s[r.i] == '\r') {
					r.i++
				}
				if r.i >= len(r.s) || r.s[r.i] != ':' {
					continue
				}
				r.i++
				for r.i < len(r.s) && (r.s[r.i] == ' ' || r.s[r.i] == '\n' || r.s[r.i] == '\t' || r.s[r.i] == '\r') {
					r.i++
				}
				if r.i >= len(r.s) {
					break
				}
			}
			r.readValue(k, depth+1)
			if r.i == before {
				r.i++
			}
		}
		if at < len(r.out) {
			r.out[at].end = int32(len(r.out))
		}
	case c == '{' || c == '[':
		// Too deep: skip one character and read the rest as separate values.
		r.i++
	default:
		start := r.i
		for r.i < len(r.s) && strings.IndexByte(",}]\n", r.s[r.i]) < 0 {
			r.i++
		}
		r.out = append(r.out, ldValue{kind: ldOther, key: key, raw: strings.TrimSpace(r.s[start:r.i]),
			end: int32(at + 1)})
	}
}

// text returns the value's string, decoded and with white space collapsed; "" for objects, arrays
// and null.
func (v *ldValue) text() string {
	switch v.kind {
	case ldString:
		s := v.raw
		if v.escape {
			s = unescape(s)
		}
		return collapseSpace(decodeEntities(s))
	case ldOther:
		if v.raw != "null" && v.raw != "true" && v.raw != "false" {
			return v.raw
		}
	}
	return ""
}

func unescape(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
			b = append(b, s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'r', 't', 'f', 'b':
			b = append(b, ' ')
		case 'u':
			r, n := hex4(s[i+1:])
			if n == 0 {
				continue
			}
			i += n
			if utf16.IsSurrogate(r) && i+2 < len(s) && s[i+1] == '\\' && s[i+2] == 'u' {
				if low, n := hex4(s[i+3:]); n > 0 {
					if full := utf16.DecodeRune(r, low); full != utf8.RuneError {
						r = full
						i += 2 + n
					}
				}
			}
			b = utf8.AppendRune(b, r)
		default:
			b = append(b, s[i])
		}
	}
	return string(b)
}

func hex4(s string) (rune, int) {
	if len(s) < 4 {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[:4], 16, 32)
	if err != nil {
		return 0, 0
	}
	return rune(v), 4
}

// ldItem is an object that may describe the page's article.
type ldItem struct {
	at       int32 // index in the script's values
	script   int
	typ      string
	article  bool // its type is an article's
	headline string
	body     string // articleBody as written
	section  string
	url      string
	image    string
	// published, modified and created as written.
	published, modified, created string
	authors                      []ldAuthor
	publisher                    string
	tags                         []string
}

type ldAuthor struct {
	name         string
	organisation bool
}

// ld is the content of all the page's scripts.
type ld struct {
	scripts [][]ldValue
	items   []ldItem
	sites   []string          // names of publishers, organisations and web sites
	names   map[string]string // @id to name, for authors given by reference
	sought  int               // references looked for in all scripts
}

func isArticleType(t string) bool {
	return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report" || t == "Review" ||
		t == "LiveBlogPosting" || t == "CriticReview" || t == "Recipe" || t == "HowTo" || t == "FAQPage" ||
		t == "VideoObject" || t == "CreativeWork"
}

// readScripts reads every script once and lists the objects that may describe the article.
func readScripts(scripts []string) *ld {
	l := &ld{}
	for _, s := range scripts {
		v := readLD(s)
		l.scripts = append(l.scripts, v)
	}
	for k, vals := range l.scripts {
		for i := range vals {
			if vals[i].kind == ldObject && len(l.items) < ldItems {
				l.readObject(k, int32(i))
			}
		}
	}
	return l
}

func (l *ld) readObject(script int, at int32) {
	vals := l.scripts[script]
	it := ldItem{at: at, script: script}
	var id, name string
	key := vals[at].key
	for j := at + 1; j < vals[at].end; j = vals[j].end {
		v := &vals[j]
		switch v.key {
		case "@type":
			it.typ = l.firstText(vals, j)
			it.article = isArticleType(it.typ)
			if v.kind == ldArray {
				for c := j + 1; c < v.end; c = vals[c].end {
					if t := vals[c].text(); isArticleType(t) {
						it.typ, it.article = t, true
					}
				}
			}
		case "@id":
			id = v.text()
		case "name":
			name = l.firstText(vals, j)
		}
	}
	switch it.typ {
	case "Person", "Organization", "NewsMediaOrganization", "WebSite", "Corporation":
		if name != "" {
			if id != "" {
				if l.names == nil {
					l.names = map[string]string{}
				}
				l.names[id] = name
			}
			if it.typ != "Person" && (key == "" || key == "publisher" || key == "isPartOf") {
				l.sites = append(l.sites, name)
			}
		}
		return
	}
	if key != "" && key != "mainEntity" && key != "mainEntityOfPage" && key != "@graph" {
		return
	}
	if !it.article && it.typ != "WebPage" && it.typ != "" {
		return
	}
	for j := at + 1; j < vals[at].end; j = vals[j].end {
		v := &vals[j]
		switch v.key {
		case "headline":
			it.headline = l.firstText(vals, j)
		case "name":
			if it.headline == "" && it.typ != "WebPage" {
				it.headline = l.firstText(vals, j)
			}
		case "articleBody":
			if v.kind == ldString {
				it.body = v.raw
			}
		case "articleSection":
			it.section = l.firstText(vals, j)
		case "url":
			it.url = l.firstText(vals, j)
		case "image", "thumbnailUrl":
			if it.image == "" {
				it.image = l.imageURL(vals, j)
			}
		case "datePublished":
			it.published = l.firstText(vals, j)
		case "dateModified":
			it.modified = l.firstText(vals, j)
		case "dateCreated", "uploadDate":
			if it.created == "" {
				it.created = l.firstText(vals, j)
			}
		case "author", "creator":
			if it.authors == nil {
				it.authors = l.authors(vals, j, nil)
			}
		case "publisher":
			for c := j + 1; c < v.end; c = vals[c].end {
				if vals[c].key == "name" {
					it.publisher = l.firstText(vals, c)
				}
			}
			if v.kind == ldString {
				it.publisher = v.text()
			}
		case "keywords":
			it.tags = l.textList(vals, j)
		}
	}
	if it.headline != "" || it.published != "" || it.modified != "" || it.created != "" || it.authors != nil ||
		it.body != "" {
		l.items = append(l.items, it)
	}
}

// firstText returns the value's text, or the first text within it that is a name.
func (l *ld) firstText(vals []ldValue, j int32) string {
	v := &vals[j]
	if v.kind == ldString || v.kind == ldOther {
		return v.text()
	}
	for c := j + 1; c < v.end; c++ {
		if vals[c].kind == ldString && (v.kind == ldArray && vals[c].key == "" || vals[c].key == "name" ||
			vals[c].key == "@value") {
			return vals[c].text()
		}
	}
	return ""
}

func (l *ld) textList(vals []ldValue, j int32) []string {
	v := &vals[j]
	if v.kind == ldString {
		return splitTags(v.text())
	}
	var out []string
	for c := j + 1; c < v.end && len(out) < 40; c++ {
		if vals[c].kind == ldString && (vals[c].key == "" || vals[c].key == "name") {
			if t := vals[c].text(); t != "" {
				out = append(out, t)
			}
		}
	}
	return out
}

func (l *ld) imageURL(vals []ldValue, j int32) string {
	v := &vals[j]
	if v.kind == ldString {
		return v.text()
	}
	for c := j + 1; c < v.end; c++ {
		if vals[c].kind == ldString && (vals[c].key == "url" || vals[c].key == "contentUrl" ||
			v.kind == ldArray && vals[c].key == "") {
			return vals[c].text()
		}
	}
	return ""
}

func (l *ld) authors(vals []ldValue, j int32, out []ldAuthor) []ldAuthor {
	v := &vals[j]
	switch v.kind {
	case ldString:
		if t := v.text(); t != "" {
			out = append(out, ldAuthor{name: t})
		}
	case ldArray:
		for c := j + 1; c < v.end && len(out) < 20; c = vals[c].end {
			out = l.authors(vals, c, out)
		}
	case ldObject:
		var a ldAuthor
		var id string
		for c := j + 1; c < v.end; c = vals[c].end {
			switch vals[c].key {
			case "name":
				if vals[c].kind == ldArray {
					for d := c + 1; d < vals[c].end; d = vals[d].end {
						if t := vals[d].text(); t != "" {
							out = append(out, ldAuthor{name: t})
						}
					}
				} else {
					a.name = l.firstText(vals, c)
				}
			case "@type":
				a.organisation = strings.HasSuffix(l.firstText(vals, c), "Organization")
			case "@id":
				id = vals[c].text()
			}
		}
		if a.name == "" && id != "" {
			a.name = l.names[id]
			if a.name == "" {
				a.name = l.nameOfID(id)
			}
		}
		if a.name != "" {
			out = append(out, a)
		}
	}
	return out
}

// nameOfID returns the name of an object that occurs later in the scripts, by its @id.
func (l *ld) nameOfID(id string) string {
	if l.sought++; l.sought > ldSought {
		return ""
	}
	for _, vals := range l.scripts {
		for i := range vals {
			if vals[i].key != "@id" || vals[i].kind != ldString || vals[i].text() != id {
				continue
			}
			// Its object is the last one that begins before it and contains it.
			for o := i - 1; o >= 0; o-- {
				if vals[o].kind == ldObject && int(vals[o].end) > i {
					for c := int32(o) + 1; c < vals[o].end; c = vals[c].end {
						if vals[c].key == "name" {
							if t := vals[c].text(); t != "" {
								return t
							}
						}
					}
					break
				}
			}
		}
	}
	return ""
}

func splitTags(s string) []string {
	var out []string
	for t := range strings.SplitSeq(s, ",") {
		if t = strings.TrimSpace(t); t != "" && len(out) < 40 {
			out = append(out, t)
		}
	}
	return out
}

// collapseSpace returns s trimmed, with white space collapsed to single spaces.
func collapseSpace(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\n' || c == '\t' || c == '\r' || c >= utf8.RuneSelf ||
			c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// decodeEntities decodes the few character references that publishers leave in claims.
func decodeEntities(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] == '&' {
			if j := strings.IndexByte(s[i:min(len(s), i+12)], ';'); j > 1 {
				if r, ok := decodeEntity(s[i+1 : i+j]); ok {
					b.WriteString(r)
					i += j + 1
					continue
				}
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

func decodeEntity(name string) (string, bool) {
	if name[0] == '#' {
		var v uint64
		var err error
		if len(name) > 2 && (name[1] == 'x' || name[1] == 'X') {
			v, err = strconv.ParseUint(name[2:], 16, 32)
		} else {
			v, err = strconv.ParseUint(name[1:], 10, 32)
		}
		if err != nil || v == 0 || v > utf8.MaxRune {
			return "", false
		}
		return string(rune(v)), true
	}
	switch name {
	case "amp":
		return "&", true
	case "quot":
		return "\"", true
	case "apos", "rsquo":
		return "’", true
	case "lsquo":
		return "‘", true
	case "ldquo":
		return "“", true
	case "rdquo":
		return "”", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "nbsp":
		return " ", true
	case "ndash":
		return "–", true
	case "mdash":
		return "—", true
	case "hellip":
		return "…", true
	}
	return "", false
}
