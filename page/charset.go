package page

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// decoded is content as Unicode text.
type decoded struct {
	text    string  // valid UTF-8, without a byte order mark
	offsets *decMap // nil when text is content byte for byte
	charset string  // WHATWG name
	origin  string  // see cutting.Meta.CharsetOrigin
	faults  []string
}

// prescanLength is how far into a page a charset declaration is looked for. The
// standard asks for 1,024 bytes; saving programs put their comment in front.
const prescanLength = 16 << 10

// decode turns content into text. carrier is the charset the carrier declared;
// markup says whether a declaration inside the content counts.
//
// The order is that of the HTML standard (byte order mark, carrier, declaration)
// with one difference: the bytes have the last word. What is valid UTF-8 with
// characters beyond ASCII is UTF-8 whatever was declared, and a declared charset
// under which the text makes no sense gives way to one under which it does. Each
// such doubt is told in faults.
func decode(content []byte, carrier string, markup bool) decoded {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		d := decodeUTF8(content[3:])
		if d.offsets == nil {
			d.offsets = &decMap{}
		}
		d.offsets.shift = 3
		d.origin = "bom"
		return d
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		d := decodeUTF16(content[2:], content[0] == 0xfe)
		d.offsets.shift = 2
		d.origin = "bom"
		return d
	}
	name, origin := charsetName(carrier), "carrier"
	var doubt string
	if carrier != "" && name == "" {
		doubt = fmt.Sprintf("charset: the carrier declares %q, which is no known charset", clip(carrier))
	}
	if name == "" && markup {
		var label string
		name, label = declaredCharset(content[:min(len(content), prescanLength)])
		origin = "declared"
		if name == "" && label != "" {
			doubt = fmt.Sprintf("charset: the page declares %q, which is no known charset", clip(label))
		}
	}
	d := decodeAs(content, name, origin, markup)
	if doubt != "" {
		d.faults = append([]string{doubt}, d.faults...)
	}
	return d
}

// clip shortens a foreign string for a message.
func clip(s string) string { return s[:min(len(s), 40)] }

// decodeAs decodes content under the declared charset, or under what the bytes
// show instead. name is "" when none was declared.
func decodeAs(content []byte, name, origin string, markup bool) decoded {
	if name == "utf-16le" || name == "utf-16be" {
		// A declaration that could be read as ASCII cannot be true.
		if origin == "carrier" && looksUTF16(content) != 0 {
			d := decodeUTF16(content, name == "utf-16be")
			d.origin = origin
			return d
		}
		name = "utf-8"
	}
	if name == "iso-2022-jp" && bytes.IndexByte(content, 0x1b) >= 0 {
		return decodeDeclared(content, name, origin)
	}
	if isASCII(content) {
		switch order := looksUTF16(content); {
		case order != 0:
			d := decodeUTF16(content, order == 'b')
			d.origin = "detected"
			d.faults = append(d.faults, "charset: not declared; the zero bytes show "+d.charset)
			return d
		case bytes.Contains(content, []byte("\x1b$B")) || bytes.Contains(content, []byte("\x1b$@")):
			d := decodeDeclared(content, "iso-2022-jp", "detected")
			d.faults = append(d.faults, "charset: not declared; the escapes show iso-2022-jp")
			return d
		case name != "":
			return decoded{text: string(content), charset: name, origin: origin}
		case markup:
			return decoded{text: string(content), charset: "windows-1252", origin: "default"}
		}
		return decoded{text: string(content), charset: "utf-8", origin: "default"}
	}
	if utf8.Valid(content) {
		if name == "" {
			return decoded{text: string(content), charset: "utf-8", origin: "detected"}
		}
		if name == "utf-8" {
			return decoded{text: string(content), charset: name, origin: origin}
		}
		if !isEastAsian(name) || utf8Evidence(content) >= 4 {
			return decoded{text: string(content), charset: "utf-8", origin: "detected",
				faults: []string{fmt.Sprintf("charset: declared %s, but the bytes are valid UTF-8; read as UTF-8", name)}}
		}
	}
	if order := looksUTF16(content); order != 0 {
		d := decodeUTF16(content, order == 'b')
		d.origin = "detected"
		d.faults = append(d.faults, "charset: the zero bytes show "+d.charset)
		return d
	}
	if name == "utf-8" || name == "" {
		if good, bad := utf8Damage(content); good > 8*bad {
			d := decodeUTF8(content)
			d.origin = origin
			if name == "" {
				d.origin = "detected"
			}
			return d
		}
	}
	declared := name
	if name == "gb18030" {
		declared = "gbk" // one of the two stands for both among the candidates
	}
	best, sure := detectCharset(content, declared)
	switch {
	case name == "" && best == "":
		d := decodeDeclared(content, "windows-1252", "default")
		d.faults = append(d.faults, "charset: not declared and not to be told from the bytes; taken for windows-1252")
		return d
	case name == "":
		d := decodeDeclared(content, best, "detected")
		d.faults = append(d.faults, "charset: not declared; taken for "+best)
		return d
	case best != "" && best != declared && sure:
		d := decodeDeclared(content, best, "detected")
		d.faults = append(d.faults, fmt.Sprintf("charset: declared %s, but the bytes read as %s", name, best))
		return d
	case name == "utf-8":
		d := decodeUTF8(content)
		d.origin = origin
		return d
	}
	return decodeDeclared(content, name, origin)
}

// charsetName returns the WHATWG name of a label, "" for an unknown one. The
// "replacement" encodings are treated as unknown: their text is lost in
// browsers on purpose, an archive wants what can be read.
func charsetName(label string) string {
	label = strings.Trim(label, " \t\r\n\f")
	if label == "" {
		return ""
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" {
		return ""
	}
	if name == "x-user-defined" {
		return "windows-1252"
	}
	return name
}

// declaredCharset looks for a declaration the way the standard's prescan does:
// meta elements and the XML declaration, comments skipped, scripts not. It
// returns the charset's name, and the label as it was written when that names
// no known charset.
func declaredCharset(head []byte) (name, label string) {
	l := lexer{src: string(head)}
	for {
		switch t := l.next(); t.kind {
		case tokEOF:
			return "", label
		case tokComment:
			if s := l.src[t.lo:t.hi]; strings.HasPrefix(s, "?xml") {
				if _, enc, ok := strings.Cut(s, "encoding"); ok {
					enc = strings.TrimLeft(enc, " \t\r\n=")
					if len(enc) > 1 {
						if end := strings.IndexByte(enc[1:], enc[0]); end >= 0 {
							if name = charsetName(enc[1 : 1+end]); name != "" {
								return name, ""
							}
						}
					}
				}
			}
		case tokStart, tokEnd:
			attrs, _, whole := l.attrs(nil, t.id == tagMeta && t.kind == tokStart)
			if !whole {
				return "", label
			}
			var charset, equiv, content string
			for _, a := range attrs {
				switch a.Key {
				case "charset":
					charset = a.Val
				case "http-equiv":
					equiv = a.Val
				case "content":
					content = a.Val
				}
			}
			if charset == "" && strings.EqualFold(equiv, "content-type") {
				charset = charsetParam(content)
			}
			if charset != "" {
				if name = charsetName(charset); name != "" {
					return name, ""
				}
				label = charset
			}
		}
	}
}

// charsetParam reads the charset out of "text/html; charset=utf-8".
func charsetParam(s string) string {
	for s != "" {
		i := indexFold(s, "charset")
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

// indexFold is strings.Index for an ASCII needle in lower case, in any case.
func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if equalLower(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}

func isASCII(b []byte) bool {
	for len(b) >= 8 {
		if (b[0]|b[1]|b[2]|b[3]|b[4]|b[5]|b[6]|b[7])&0x80 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// utf8Evidence counts, up to a few, the characters beyond ASCII of valid UTF-8:
// those of three bytes double, as chance makes few of them out of pairs.
func utf8Evidence(content []byte) (n int) {
	for _, c := range content {
		switch {
		case c >= 0xE0:
			n += 2
		case c >= 0xC2:
			n++
		}
		if n >= 8 {
			break
		}
	}
	return n
}

// utf8Damage counts well-formed characters beyond ASCII and malformed bytes; a
// character cut off at the very end is no damage.
func utf8Damage(content []byte) (good, bad int) {
	for i := 0; i < len(content); {
		if content[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && n == 1 {
			if !utf8.FullRune(content[i:]) {
				break
			}
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// looksUTF16 tells from the places of zero bytes whether content is UTF-16
// without a mark: 'l' or 'b' for the byte order, 0 when it is not.
func looksUTF16(content []byte) byte {
	head := content[:min(len(content), 1024)&^1]
	if len(head) < 8 {
		return 0
	}
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 && head[i+1] != 0 {
			even++
		}
		if head[i+1] == 0 && head[i] != 0 {
			odd++
		}
	}
	pairs := len(head) / 2
	switch {
	case odd*10 > pairs*4 && even*20 < pairs:
		return 'l'
	case even*10 > pairs*4 && odd*20 < pairs:
		return 'b'
	}
	return 0
}

func isEastAsian(name string) bool {
	switch name {
	case "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp":
		return true
	}
	return false
}
