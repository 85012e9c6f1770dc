// Package charset decodes the bytes of pages to Unicode. It chooses the charset from byte order
// marks, declarations and the bytes themselves, and maps each character back to the bytes it came
// from.
package charset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"cuttings/internal/foreign"
	"cuttings/internal/form"
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

// prescanLength is the number of bytes searched for a charset declaration. The standard requires
// 1,024; saving programs put their comment in front.
const prescanLength = 16 << 10

// Declaration returns what a page's beginning declares: the label of its charset and its language,
// "" for either when not declared.
type Declaration func(head []byte) (label, language string)

// Decode decodes content. carrier is the charset the carrier declared; declaration finds the one
// inside the content, nil for content that cannot have one: bare text.
//
// The order is that of the HTML standard (byte order mark, carrier, declaration), except that the
// bytes are checked: valid UTF-8 with non-ASCII characters is UTF-8 whatever was declared, and a
// declared charset under which the text makes no sense is replaced by one under which it does. Each
// such doubt is recorded as a fault.
func Decode(content []byte, carrier string, declaration Declaration) Decoded {
	d := decode(content, carrier, declaration)
	if visualHebrew(d.Text) {
		if d.Offsets == nil {
			d.Offsets = &Map{}
		}
		d.Text, d.Offsets.turned = logicalHebrew(d.Text)
		d.Faults = append(d.Faults, "charset: the Hebrew stands in visual order; turned round line by line")
	}
	return d
}

// decode is Decode for text in logical order.
func decode(content []byte, carrier string, declaration Declaration) Decoded {
	if d, ok := decodeWide(content, carrier); ok {
		return d
	}
	rest, mark := content, ""
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		rest, mark = content[3:], "UTF-8"
	case form.FalseMark(content):
		rest, mark = content[2:], "UTF-16"
	default:
		return decodeNarrow(content, carrier, declaration)
	}
	var d Decoded
	if good, bad := utf8Damage(rest); mark == "UTF-8" && (bad == 0 || good > 8*bad) {
		d = decodeUTF8(rest)
		d.Origin = "bom"
	} else {
		d = decodeNarrow(rest, carrier, declaration)
		d.Faults = append(d.Faults, "charset: the mark of "+mark+" stands in front, but the bytes are "+d.Charset)
	}
	if d.Offsets == nil {
		d.Offsets = &Map{}
	}
	d.Offsets.shift += len(content) - len(rest)
	return d
}

// decodeNarrow decodes content without a mark that is neither UTF-16 nor UTF-32.
func decodeNarrow(content []byte, carrier string, declaration Declaration) Decoded {
	name, origin := Name(carrier), "carrier"
	var doubt string
	if carrier != "" && name == "" {
		doubt = fmt.Sprintf("charset: the carrier declares %q, which is no known charset", chars.Clip(carrier))
	}
	if name == "" && declaration != nil {
		label, _ := declaration(content[:min(len(content), prescanLength)])
		name, origin = Name(label), "declared"
		if name == "" && label != "" {
			doubt = fmt.Sprintf("charset: the page declares %q, which is no known charset", chars.Clip(label))
		}
	}
	d := decodeAs(content, name, origin, declaration)
	if doubt != "" {
		d.Faults = append([]string{doubt}, d.Faults...)
	}
	return d
}

// decodeAs decodes content under the declared charset, or under the one that the bytes are evidence
// for. name is "" when none was declared.
func decodeAs(content []byte, name, origin string, declaration Declaration) Decoded {
	noUTF8 := false
	if name == "utf-16le" || name == "utf-16be" {
		name = "utf-8" // a declaration that was readable as ASCII cannot be true
	}
	if name == "iso-2022-jp" && bytes.IndexByte(content, 0x1b) >= 0 ||
		foreign.Shifted(name) != "" && chars.IsASCII(content) {
		return decodeDeclared(content, name, origin)
	}
	if foreign.Shifted(name) != "" {
		name = "" // all its bytes are ASCII
	}
	if name == viscii || name == johab || name == euctw {
		if !utf8.Valid(content) && soundAs(content, name) {
			return decodeDeclared(content, name, origin) // no other program writes these labels
		}
		name = ""
	}
	if chars.IsASCII(content) {
		switch {
		case bytes.Contains(content, []byte("\x1b$)C")) && bytes.IndexByte(content, 0x0e) >= 0:
			d := decodeDeclared(content, "iso-2022-kr", "detected")
			d.Faults = append(d.Faults, "charset: not declared; the escapes show iso-2022-kr")
			return d
		case bytes.Contains(content, []byte("\x1b$B")) || bytes.Contains(content, []byte("\x1b$@")):
			d := decodeDeclared(content, "iso-2022-jp", "detected")
			d.Faults = append(d.Faults, "charset: not declared; the escapes show iso-2022-jp")
			return d
		case name != "":
			return Decoded{Text: chars.View(content), Charset: name, Origin: origin}
		case declaration != nil:
			return Decoded{Text: chars.View(content), Charset: "windows-1252", Origin: "default"}
		}
		return Decoded{Text: chars.View(content), Charset: "utf-8", Origin: "default"}
	}
	if utf8.Valid(content) {
		if name == "" {
			return Decoded{Text: chars.View(content), Charset: "utf-8", Origin: "detected"}
		}
		if name == "utf-8" {
			return Decoded{Text: chars.View(content), Charset: name, Origin: origin}
		}
		if !isEastAsian(name) || utf8Evidence(content) >= 4 {
			return Decoded{Text: chars.View(content), Charset: "utf-8", Origin: "detected",
				Faults: []string{fmt.Sprintf("charset: declared %s, but the bytes are valid UTF-8; read as UTF-8",
					name)}}
		}
	}
	if name == "utf-8" || name == "" {
		good, bad := utf8Damage(content)
		noUTF8 = good == 0
		if good > 8*bad {
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
		declared = "gbk" // among the candidates one of the two represents both
	}
	h := hints{declared: declared}
	if declaration != nil {
		_, h.lang = declaration(content[:min(len(content), prescanLength)])
	}
	best, sure := detectCharset(content, h)
	if name == "utf-8" && noUTF8 { // not one valid character: the declaration was not checked
		if best == "" {
			best = "windows-1252"
		}
		sure = true
	}
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

// soundAs reports whether nearly all of content beyond ASCII means something under a charset.
func soundAs(content []byte, name string) bool {
	sample := content[:min(len(content), sampleLength)]
	if m, ok := oneByteOf(name); ok {
		for _, c := range sample {
			if m.DecodeByte(c) == utf8.RuneError {
				return false
			}
		}
		return true
	}
	text, err := encodingOf(name).NewDecoder().Bytes(sample)
	all, bad := 0, 0
	for _, r := range string(text) {
		if r >= utf8.RuneSelf {
			all++
		}
		if r == utf8.RuneError {
			bad++
		}
	}
	if name == euctw {
		bad /= 5 // characters of planes that are not known here
	}
	return err == nil && 50*bad <= all
}

// utf8Evidence counts, up to a few, the non-ASCII characters of valid UTF-8; those of three bytes
// count twice, as they seldom arise by chance from pairs.
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

// utf8Damage counts well-formed non-ASCII characters and malformed bytes; a character cut off at
// the very end does not count.
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

func isEastAsian(name string) bool {
	switch name {
	case "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp":
		return true
	}
	return false
}
