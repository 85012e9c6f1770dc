package sandbox

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"cuttings/internal/wordset"
)

// A browser opens connections that no content security policy stops: ahead of a request it will refuse (link
// rel=preconnect, frames), while the mouse is over anything that links (a, area, MathML with href), and perhaps
// in future ways. So the elements and attributes that are kept are listed, and everything else gets a name
// without a meaning to browsers. No address is kept except that of a picture within the page itself.

// keptElements are the elements that are kept. Each contains text, lays it out, or hides what is not for
// readers (script, template); none is a link by its name. SVG and MathML are not included, because nearly
// everything in them can link.
var keptElements = wordset.Of(`html head body title meta style script noscript template slot
	p div span br wbr hr h1 h2 h3 h4 h5 h6 hgroup header footer main nav aside section article search address
	ul ol li dl dt dd menu dir figure figcaption picture img blockquote q cite pre listing xmp plaintext code samp kbd var tt
	table caption colgroup col thead tbody tfoot tr th td
	abbr acronym b big bdi bdo center data del dfn em font i ins mark nobr noembed noframes rb rp rt rtc ruby s small strike
	strong sub sup time u details summary dialog
	form fieldset legend label input button select option optgroup textarea output meter progress`)

// keptAttributes are the attributes that are kept on every kept element: looks, layout, direction, the state of
// a form. None can have an address that a browser requests; requests by CSS are refused by the policy, without
// a connection.
var keptAttributes = wordset.Of(`id class style title lang dir translate hidden width height align valign border bgcolor color face size
	cellpadding cellspacing colspan rowspan scope nowrap rules frame span char charoff noshade clear compact start reversed value
	type name alt label for text link alink vlink vspace hspace marginwidth marginheight datetime open checked selected disabled media
	readonly multiple rows cols wrap max min low high optimum placeholder role tabindex xml:lang xmlns shadowrootmode`)

// renamed are elements with a substitute that looks the same: a link stays underlined.
var renamed = map[string]string{"a": "u"}

// keptValues are the checks of attributes whose values may be kept, by element and attribute: addresses of
// pictures in the page's own bytes, and a declaration of the charset.
var keptValues = map[string]map[string]func(value string) bool{
	"img":  {"src": ownPicture},
	"meta": {"charset": always, "http-equiv": always, "content": declaresCharset},
}

func always(string) bool { return true }

// ownPicture reports whether an address is a picture in the page's own bytes. SVG is not allowed: it is a
// document, which could have links itself.
func ownPicture(v string) bool {
	v = strings.ToLower(v[:min(len(v), 40)])
	for _, t := range []string{"png", "jpeg", "jpg", "gif", "webp", "avif", "bmp", "x-icon", "vnd.microsoft.icon"} {
		if strings.HasPrefix(v, "data:image/"+t+";") || strings.HasPrefix(v, "data:image/"+t+",") {
			return true
		}
	}
	return false
}

// declaresCharset reports whether a meta element's content has a charset and no address.
func declaresCharset(v string) bool {
	v = strings.ToLower(v)
	return len(v) < 100 && strings.Contains(v, "charset=") && !strings.ContainsAny(v, ":&") &&
		!strings.Contains(v, "url")
}

// inert returns content with every element and attribute renamed that is not kept: the last letter of the name
// becomes "-". Every other byte is unchanged; since only letters change, no tag, name or value ends elsewhere
// than before. Raw serves the unchanged bytes.
//
// Tags are found in the bytes, before any decoding, whatever the charset: between the letters of a name may be
// zero bytes and the shift sequences of ISO-2022-JP, the only charset of the web, besides UTF-16 (see utf8Of),
// in which ASCII letters are not one byte each. Tags are searched for at every "<", also within comments,
// scripts and quoted values, so that the result does not depend on how the browser parses contexts; unnecessary
// renaming there is not visible. The time is proportional to the length of the content.
//
// inert inserts marks, and the pictures and style sheets that own, if not nil, returns for the references in a
// page; see finding. own returns a data: address, "" for what is not kept.
func inert(content []byte, own func(ref string, sheet bool) string, marks []finding) []byte {
	jp := asISO2022JP(content)
	if jp != nil { // an address may be read in two ways: pictures are left out
		own = nil
	}
	t := &tags{in: content, out: content, content: content, own: own}
	t.all()
	// The browser decides whether it is ISO-2022-JP, so it is read in both ways.
	if jp != nil {
		t = &tags{in: jp, out: t.out, content: content}
		t.all()
	}
	t.inStyles()
	return t.put(append(t.found, marks...))
}

// all processes every tag.
func (t *tags) all() {
	for at := 0; at < len(t.in); at++ {
		if t.in[at] == '<' {
			t.tag(at + 1)
		}
	}
}

// utf8Of decodes UTF-16, which inert cannot process in place, because a byte of a quotation mark may be half of
// a letter there. ok is false when the browser would not decode it as UTF-16.
func utf8Of(content []byte, charset string) (text []byte, ok bool) {
	var order binary.ByteOrder
	switch charset = strings.ToLower(charset); {
	case bytes.HasPrefix(content, []byte{0xff, 0xfe}):
		order, content = binary.LittleEndian, content[2:]
	case bytes.HasPrefix(content, []byte{0xfe, 0xff}):
		order, content = binary.BigEndian, content[2:]
	case charset == "utf-16be":
		order = binary.BigEndian
	case strings.HasPrefix(charset, "utf-16"), charset == "ucs-2", charset == "unicode", charset == "iso-10646-ucs-2":
		order = binary.LittleEndian
	default:
		return nil, false
	}
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = order.Uint16(content[2*i:])
	}
	return []byte(string(utf16.Decode(units))), true
}

// tags renames what is not kept, tag by tag.
type tags struct {
	in      []byte // what is read
	content []byte // the original, not to be written to
	out     []byte
	// Where the last search for each of endings began and ended. Tags overlap, since they are searched for at
	// every "<"; without this each would search again.
	ends [4]struct{ from, to int }
	// seen are the places from which attributes have been processed, a bit each, by the kind of element.
	seen map[string][]uint64
	// own returns the file a page refers to as a data: address; "" if the archive has none.
	own   func(ref string, sheet bool) string
	found []finding
	keep  map[int]bool // last letters of names that a finding needs
}

// rename replaces the byte at at with another letter, unless the name there is renamed already.
func (t *tags) rename(at int, as byte) {
	if &t.out[0] == &t.content[0] {
		t.out = bytes.Clone(t.content)
	}
	if t.out[at] != '-' {
		t.out[at] = as
	}
}

const maxName = 40 // bytes; browsers know no longer name

// tag processes one tag, whose name begins at i.
func (t *tags) tag(i int) {
	i = skipShifts(t.in, i)
	closing := i < len(t.in) && t.in[i] == '/'
	if closing {
		i = skipShifts(t.in, i+1)
	}
	if i >= len(t.in) || !isLetter(t.in[i]) {
		return
	}
	name, last, i, ok := t.name(i, false)
	if !ok {
		return
	}
	if name == "link" && !closing && t.sheet(last, i) {
		// kept, as the data: address of a style sheet
	} else if as := renamed[name]; as != "" {
		t.rename(last, as[len(as)-1])
	} else if !keptElements[name] && !meansNothing(name) {
		t.rename(last, '-')
	}
	if !closing {
		t.attributes(name, i)
	}
}

// name returns the name from i on in lower case, with the place of its last letter, -1 for none, and the place
// after it. It is false when it is too long for a name, or has no end.
func (t *tags) name(i int, attribute bool) (string, int, int, bool) {
	var b [maxName]byte
	n, last := 0, -1
	for ; i < len(t.in); i = skipShifts(t.in, i+1) {
		c := t.in[i]
		if isSpace(c) || c == '/' || c == '>' || attribute && c == '=' && n > 0 {
			return string(b[:n]), last, i, n > 0
		}
		if n == maxName {
			return "", -1, i, false
		}
		if isLetter(c) {
			c, last = c|0x20, i
		}
		b[n] = c
		n++
	}
	return "", -1, i, false
}

// attributes processes the attributes from i on, up to the tag's end.
func (t *tags) attributes(element string, i int) {
	kind := ""
	if keptValues[element] != nil || element == "script" {
		kind = element
	} else if t.own != nil && backgrounds[element] {
		kind = "td"
	}
	if t.seen == nil {
		t.seen = map[string][]uint64{}
	}
	seen := t.seen[kind]
	if seen == nil {
		seen = make([]uint64, len(t.in)/64+1)
		t.seen[kind] = seen
	}
	for {
		for i = skipShifts(t.in, i); i < len(t.in) && (isSpace(t.in[i]) || t.in[i] == '/'); i = skipShifts(t.in, i+1) {
		}
		if i >= len(t.in) || t.in[i] == '>' || seen[i/64]>>(i%64)&1 == 1 {
			return
		}
		seen[i/64] |= 1 << (i % 64)
		name, last, next, ok := t.name(i, true)
		if !ok { // no attribute that browsers know: skip it
			next = t.find(i, 0)
			last = -1
		}
		for i = skipShifts(t.in, next); i < len(t.in) && isSpace(t.in[i]); i = skipShifts(t.in, i+1) {
		}
		var from, to int
		if i < len(t.in) && t.in[i] == '=' {
			from, to, i = t.value(i + 1)
		}
		if last < 0 || meansNothing(name) || t.keep[last] || kept(kind, name, t.in[from:min(to, from+200)]) ||
			t.picture(kind, name, last, from, to) {
			continue
		}
		t.rename(last, '-')
	}
}

// meansNothing reports whether no element or attribute has this name, because it was renamed.
func meansNothing(name string) bool { return strings.HasSuffix(name, "-") }

// kept reports whether an attribute is kept.
func kept(kind, name string, value []byte) bool {
	if kind == "script" {
		return false
	}
	if may := keptValues[kind][name]; may != nil {
		return may(string(value))
	}
	return keptAttributes[name] || strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "aria-")
}

// value returns the range of an attribute's value, which begins at or after i, and the place after it.
func (t *tags) value(i int) (from, to, next int) {
	for i = skipShifts(t.in, i); i < len(t.in) && isSpace(t.in[i]); i = skipShifts(t.in, i+1) {
	}
	if i >= len(t.in) || t.in[i] == '>' {
		return i, i, i
	}
	switch t.in[i] {
	case '"':
		end := t.find(i+1, 1)
		return i + 1, end, min(end+1, len(t.in))
	case '\'':
		end := t.find(i+1, 2)
		return i + 1, end, min(end+1, len(t.in))
	}
	end := t.find(i, 3)
	return i, end, end
}

// The characters that end an attribute's name, a value in double quotes, in single quotes and without quotes.
var endings = [4]string{" \t\n\f\r/>=", `"`, "'", " \t\n\f\r>"}

// find is the first byte at or after i that ends what is looked for, or the content's
// end.
func (t *tags) find(i, what int) int {
	e := &t.ends[what]
	if i >= e.from && i <= e.to && e.to > 0 {
		return e.to
	}
	end := len(t.in)
	if n := bytes.IndexAny(t.in[min(i, end):], endings[what]); n >= 0 {
		end = i + n
	}
	e.from, e.to = i, end
	return end
}

// skipShifts passes over zero bytes and the shift sequences of ISO-2022-JP. None of
// them has a byte that ends something, so a browser that does not know them ends
// names and values at the same places.
func skipShifts(b []byte, i int) int {
	for i < len(b) {
		switch {
		case b[i] == 0:
			i++
		case isShift(b, i):
			i += 3
		default:
			return i
		}
	}
	return i
}

// isShift reports whether a shift sequence of ISO-2022-JP begins at i.
func isShift(b []byte, i int) bool {
	if b[i] != 0x1b || i+2 >= len(b) {
		return false
	}
	switch string(b[i+1 : i+3]) {
	case "(B", "(J", "(I", "$@", "$B":
		return true
	}
	return false
}

// asISO2022JP returns content with every byte that is no ASCII in ISO-2022-JP replaced
// by one that is none anywhere; nil when there is no such byte.
func asISO2022JP(content []byte) []byte {
	var out []byte
	ascii := true
	for i := 0; i < len(content); i++ {
		if isShift(content, i) {
			ascii = content[i+1] == '(' && content[i+2] != 'I'
			i += 2
			continue
		}
		if !ascii {
			if out == nil {
				out = bytes.Clone(content)
			}
			out[i] = 0xff
		}
	}
	return out
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isSpace reports whether c ends a tag's name, as the HTML standard has it.
func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'
}
