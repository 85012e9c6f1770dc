package charset

import (
	"bytes"
	"unicode/utf8"

	"cuttings/internal/form"
)

// decodeWide decodes text of two or four bytes a character: content that begins with such a byte
// order mark, that the carrier declares as such and whose bytes allow it, or whose bytes are
// evidence of it. It returns false for any other content.
func decodeWide(content []byte, carrier string) (Decoded, bool) {
	wide := form.Wide(content, Name(carrier))
	if wide == "" {
		return Decoded{}, false
	}
	mark := 0
	for _, m := range [...]string{"\xff\xfe\x00\x00", "\x00\x00\xfe\xff", "\xff\xfe", "\xfe\xff"} {
		four := wide == form.UTF32LE || wide == form.UTF32BE
		if bytes.HasPrefix(content, []byte(m)) && (len(m) == 4) == four {
			mark = len(m)
			break
		}
	}
	var d Decoded
	switch wide {
	case form.UTF32LE, form.UTF32BE:
		d = decodeUTF32(content[mark:], wide)
	default:
		d = decodeUTF16(content[mark:], wide == form.UTF16BE)
	}
	d.Offsets.shift = mark
	switch declared := Name(carrier); {
	case mark > 0:
		d.Origin = "bom"
	case declared == wide:
		d.Origin = "carrier"
	default:
		d.Origin = "detected"
		d.Faults = append(d.Faults, "charset: not declared; the bytes show "+d.Charset)
	}
	return d, true
}

// decodeUTF32 decodes UTF-32 without its byte order mark. Browsers do not support it, so the
// standard has no name for it.
func decodeUTF32(content []byte, name string) Decoded {
	d := decoding{text: make([]byte, 0, len(content)/2), m: Map{widths: make([]uint8, 0, len(content)/4+1)}}
	i := 0
	for ; i+3 < len(content); i += 4 {
		b := content[i : i+4]
		r := rune(b[0]) | rune(b[1])<<8 | rune(b[2])<<16 | rune(b[3]&0x7f)<<24
		if name == form.UTF32BE {
			r = rune(b[3]) | rune(b[2])<<8 | rune(b[1])<<16 | rune(b[0]&0x7f)<<24
		}
		if !utf8.ValidRune(r) {
			r = utf8.RuneError
		}
		d.add(r, 4)
	}
	if i < len(content) {
		d.add(utf8.RuneError, len(content)-i)
	}
	return d.finish(name, "")
}
