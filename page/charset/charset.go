// Package charset decodes the bytes of pages to Unicode: it weighs marks,
// declarations and what the bytes themselves show, and keeps the way back from each
// character to the bytes it came from.
package charset

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"cuttings/page/internal/chars"
)

// Decoded is content as Unicode text.
type Decoded struct {
	Text    string // valid UTF-8, without a byte order mark
	Offsets *Map   // nil when text is content byte for byte
	Charset string // WHATWG name
	Origin  string // see cutting.Meta.CharsetOrigin
	Faults  []string
}

// prescanLength is how far into a page a charset declaration is looked for. The
// standard asks for 1,024 bytes; saving programs put their comment in front.
const prescanLength = 16 << 10

// Decode turns content into text. carrier is the charset the carrier declared;
// declaration finds the label of one inside the content, "" for none, and is nil for
// content that cannot hold one: bare text.
//
// The order is that of the HTML standard (byte order mark, carrier, declaration)
// with one difference: the bytes have the last word. What is valid UTF-8 with
// characters beyond ASCII is UTF-8 whatever was declared, and a declared charset
// under which the text makes no sense gives way to one under which it does. Each
// such doubt is told in faults.
func Decode(content []byte, carrier string, declaration func(head []byte) string) Decoded {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		d := decodeUTF8(content[3:])
		if d.Offsets == nil {
			d.Offsets = &Map{}
		}
		d.Offsets.shift = 3
		d.Origin = "bom"
		return d
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		d := decodeUTF16(content[2:], content[0] == 0xfe)
		d.Offsets.shift = 2
		d.Origin = "bom"
		return d
	}
	name, origin := Name(carrier), "carrier"
	var doubt string
	if carrier != "" && name == "" {
		doubt = fmt.Sprintf("charset: the carrier declares %q, which is no known charset", chars.Clip(carrier))
	}
	markup := declaration != nil
	if name == "" && markup {
		label := declaration(content[:min(len(content), prescanLength)])
		name, origin = Name(label), "declared"
		if name == "" && label != "" {
			doubt = fmt.Sprintf("charset: the page declares %q, which is no known charset", chars.Clip(label))
		}
	}
	d := decodeAs(content, name, origin, markup)
	if doubt != "" {
		d.Faults = append([]string{doubt}, d.Faults...)
	}
	return d
}

// decodeAs decodes content under the declared charset, or under what the bytes
// show instead. name is "" when none was declared.
func decodeAs(content []byte, name, origin string, markup bool) Decoded {
	if name == "utf-16le" || name == "utf-16be" {
		// A declaration that could be read as ASCII cannot be true.
		if origin == "carrier" && LooksUTF16(content) != 0 {
			d := decodeUTF16(content, name == "utf-16be")
			d.Origin = origin
			return d
		}
		name = "utf-8"
	}
	if name == "iso-2022-jp" && bytes.IndexByte(content, 0x1b) >= 0 {
		return decodeDeclared(content, name, origin)
	}
	if chars.IsASCII(content) {
		switch order := LooksUTF16(content); {
		case order != 0:
			d := decodeUTF16(content, order == 'b')
			d.Origin = "detected"
			d.Faults = append(d.Faults, "charset: not declared; the zero bytes show "+d.Charset)
			return d
		case bytes.Contains(content, []byte("\x1b$B")) || bytes.Contains(content, []byte("\x1b$@")):
			d := decodeDeclared(content, "iso-2022-jp", "detected")
			d.Faults = append(d.Faults, "charset: not declared; the escapes show iso-2022-jp")
			return d
		case name != "":
			return Decoded{Text: string(content), Charset: name, Origin: origin}
		case markup:
			return Decoded{Text: string(content), Charset: "windows-1252", Origin: "default"}
		}
		return Decoded{Text: string(content), Charset: "utf-8", Origin: "default"}
	}
	if utf8.Valid(content) {
		if name == "" {
			return Decoded{Text: string(content), Charset: "utf-8", Origin: "detected"}
		}
		if name == "utf-8" {
			return Decoded{Text: string(content), Charset: name, Origin: origin}
		}
		if !isEastAsian(name) || utf8Evidence(content) >= 4 {
			return Decoded{Text: string(content), Charset: "utf-8", Origin: "detected",
				Faults: []string{fmt.Sprintf("charset: declared %s, but the bytes are valid UTF-8; read as UTF-8", name)}}
		}
	}
	if order := LooksUTF16(content); order != 0 {
		d := decodeUTF16(content, order == 'b')
		d.Origin = "detected"
		d.Faults = append(d.Faults, "charset: the zero bytes show "+d.Charset)
		return d
	}
	if name == "utf-8" || name == "" {
		if good, bad := utf8Damage(content); good > 8*bad {
			d := decodeUTF8(content)
			d.Origin = origin
			if name == "" {
				d.Origin = "detected"
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
		d.Faults = append(d.Faults, "charset: not declared and not to be told from the bytes; taken for windows-1252")
		return d
	case name == "":
		d := decodeDeclared(content, best, "detected")
		d.Faults = append(d.Faults, "charset: not declared; taken for "+best)
		return d
	case best != "" && best != declared && sure:
		d := decodeDeclared(content, best, "detected")
		d.Faults = append(d.Faults, fmt.Sprintf("charset: declared %s, but the bytes read as %s", name, best))
		return d
	case name == "utf-8":
		d := decodeUTF8(content)
		d.Origin = origin
		return d
	}
	return decodeDeclared(content, name, origin)
}

// Name returns the WHATWG name of a label, "" for an unknown one. The
// "replacement" encodings are treated as unknown: their text is lost in
// browsers on purpose, an archive wants what can be read.
func Name(label string) string {
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

// LooksUTF16 tells from the places of zero bytes whether content is UTF-16
// without a mark: 'l' or 'b' for the byte order, 0 when it is not.
func LooksUTF16(content []byte) byte {
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

// Flatten drops a byte order mark, leading white space and, in UTF-16, the zero
// bytes, which is all that recognising an ASCII element name takes.
func Flatten(head []byte) []byte {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = head[2:]
	}
	if zeros := bytes.Count(head, []byte{0}); zeros*3 >= len(head) && zeros > 0 {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	return bytes.TrimLeft(head, " \t\r\n\x00")
}
