package charset

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"cuttings/page/internal/chars"
)

// decoding is decoded text under construction, with the map back to its bytes.
type decoding struct {
	text []byte
	m    Map
	orig int // bytes of content decoded so far
	bad  int // number of places that could not be decoded
}

// finish returns the result, with a fault for what could not be decoded.
func (d *decoding) finish(name, origin string) Decoded {
	d.m.src = chars.View(d.text)
	out := Decoded{Text: d.m.src, Charset: name, Origin: origin, Offsets: &d.m}
	if d.bad > 0 {
		out.Faults = []string{fmt.Sprintf("charset: %d places are not valid %s; shown as U+FFFD", d.bad, name)}
	}
	return out
}

func (d *decoding) mark() {
	d.m.marks = append(d.m.marks, decMark{uint32(len(d.text)), uint32(d.orig)})
}

// decodeDeclared decodes content under a WHATWG charset name.
func decodeDeclared(content []byte, name, origin string) Decoded {
	if name == "utf-8" {
		d := decodeUTF8(content)
		d.Origin = origin
		return d
	}
	var d decoding
	if m, ok := oneByteOf(name); ok {
		d.singleByte(content, m)
	} else {
		d.multiByte(content, encodingOf(name).NewDecoder().Transformer, charLength(name))
	}
	return d.finish(name, origin)
}

// decodeUTF8 replaces each malformed byte by one U+FFFD. Valid content is returned as it is.
func decodeUTF8(content []byte) Decoded {
	if utf8.Valid(content) {
		return Decoded{Text: chars.View(content), Charset: "utf-8"}
	}
	if _, bad := utf8Damage(content); bad > len(content)/32 {
		return damagedUTF8(content)
	}
	d := decoding{text: make([]byte, 0, len(content)+64), m: Map{kind: byBytes}}
	d.mark()
	from := 0
	for i := 0; i < len(content); {
		if content[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(content[i:])
		if r != utf8.RuneError || n > 1 {
			i += n
			continue
		}
		d.text = append(d.text, content[from:i]...)
		if d.orig = i; i > from {
			d.mark()
		}
		d.text = append(d.text, "\uFFFD"...)
		i++
		from, d.orig = i, i
		d.mark()
		d.bad++
	}
	d.text = append(d.text, content[from:]...)
	return d.finish("utf-8", "")
}

// damagedUTF8 is decodeUTF8 for content with so much damage that a mark for each place would take
// more memory than the content: every character is listed instead.
func damagedUTF8(content []byte) Decoded {
	d := decoding{text: make([]byte, 0, len(content)+len(content)/4), m: Map{widths: make([]uint8, 0, len(content))}}
	for i := 0; i < len(content); {
		r, n := utf8.DecodeRune(content[i:])
		d.add(r, n)
		i += n
	}
	return d.finish("utf-8", "")
}

// singleByte decodes a charset of one byte a character.
func (d *decoding) singleByte(content []byte, m oneByte) {
	d.m.kind = byChars
	d.m.marks = make([]decMark, 0, len(content)/decStep+1)
	high := 0
	for _, c := range content {
		high += int(c >> 7)
	}
	d.text = make([]byte, 0, len(content)+2*high)
	var table [256]rune
	ascii := true // the lower half is ASCII
	for i := range table {
		table[i] = m.DecodeByte(byte(i))
		ascii = ascii && (i >= utf8.RuneSelf || table[i] == rune(i))
	}
	for len(content) > 0 {
		chunk := content[:min(decStep, len(content))]
		content = content[len(chunk):]
		d.mark()
		d.orig += len(chunk)
		if ascii && chars.IsASCII(chunk) {
			d.text = append(d.text, chunk...)
			continue
		}
		for _, c := range chunk {
			if c < utf8.RuneSelf && ascii {
				d.text = append(d.text, c)
				continue
			}
			r := table[c]
			if r == utf8.RuneError {
				d.bad++
			}
			d.text = utf8.AppendRune(d.text, r)
		}
	}
}

// add appends a character made of width bytes. Stretches that yield nothing
// (escapes) are added to the character that follows; more escapes than fit
// a width become characters of their own.
func (d *decoding) add(r rune, width int) {
	for width > 255 {
		d.add(utf8.RuneError, 255)
		width -= 255
	}
	if len(d.m.widths)%decStep == 0 {
		d.mark()
	}
	d.text = utf8.AppendRune(d.text, r)
	d.m.widths = append(d.m.widths, uint8(width))
	d.orig += width
	if r == utf8.RuneError {
		d.bad++
	}
}

// addASCII appends ASCII bytes, which are decoded unchanged.
func (d *decoding) addASCII(b []byte) {
	for len(b) > 0 {
		have := len(d.m.widths) % decStep
		if have == 0 {
			d.mark()
		}
		n := min(len(b), decStep-have)
		d.text = append(d.text, b[:n]...)
		d.m.widths = append(d.m.widths, ones[:n]...)
		d.orig += n
		b = b[n:]
	}
}

var ones = func() (b [decStep]uint8) {
	for i := range b {
		b[i] = 1
	}
	return b
}()

// decodeUTF16 decodes UTF-16 of the given byte order; without its byte order mark.
func decodeUTF16(content []byte, big bool) Decoded {
	d := decoding{text: make([]byte, 0, len(content)), m: Map{widths: make([]uint8, 0, len(content)/2+1)}}
	lo, hi, name := 0, 1, "utf-16le"
	if big {
		lo, hi, name = 1, 0, "utf-16be"
	}
	unit := func(i int) rune { return rune(content[i+lo]) | rune(content[i+hi])<<8 }
	i := 0
	for ; i+1 < len(content); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 < len(content) {
				if two := utf16.DecodeRune(r, unit(i+2)); two != utf8.RuneError {
					d.add(two, 4)
					i += 2
					continue
				}
			}
			r = utf8.RuneError
		}
		d.add(r, 2)
	}
	if i < len(content) {
		d.add(utf8.RuneError, 1)
	}
	return d.finish(name, "")
}

// charLength returns a function that returns the length of a character of an East Asian charset
// from its first two bytes; nil for charsets with a state.
func charLength(name string) func(b []byte) int {
	switch name {
	case "gbk", "gb18030":
		return func(b []byte) int {
			if len(b) > 1 && '0' <= b[1] && b[1] <= '9' {
				return 4
			}
			return 2
		}
	case "big5", "euc-kr", johab:
		return func([]byte) int { return 2 }
	case euctw:
		return func(b []byte) int {
			if b[0] == 0x8E {
				return 4
			}
			return 2
		}
	case "euc-jp":
		return func(b []byte) int {
			if b[0] == 0x8F {
				return 3
			}
			return 2
		}
	case "shift_jis":
		return func(b []byte) int {
			if 0xA1 <= b[0] && b[0] <= 0xDF {
				return 1
			}
			return 2
		}
	}
	return nil
}

// multiByte decodes a charset of several bytes a character. Stretches of
// well-formed characters are decoded at once, with widths from length; other
// bytes one character at a time. length is nil for charsets in which ASCII bytes may be
// part of other characters.
func (d *decoding) multiByte(content []byte, dec transform.Transformer, length func([]byte) int) {
	d.text = make([]byte, 0, len(content)+len(content)/4)
	d.m.widths = make([]uint8, 0, len(content))
	var dst [1024]byte
	for i := 0; i < len(content); {
		if length == nil {
			d.decodeByCharacter(content, dec, false)
			return
		}
		j := i
		for j < len(content) && content[j] < utf8.RuneSelf {
			j++
		}
		d.addASCII(content[i:j])
		i = j
		// A stretch of as many characters as certainly fit.
		for j < len(content) && content[j] >= utf8.RuneSelf && j-i < len(dst)/3-4 {
			n := length(content[j:])
			if j+n > len(content) {
				break
			}
			j += n
		}
		if j > i && d.stretch(content[i:j], dst[:], dec, length) {
			i = j
			continue
		}
		if i < len(content) {
			i += d.decodeByCharacter(content[i:], dec, true)
		}
	}
}

// stretch decodes characters whose byte lengths length gives; it returns false, and has done
// nothing, when they do not decode one to one.
func (d *decoding) stretch(b, dst []byte, dec transform.Transformer, length func([]byte) int) bool {
	dec.Reset()
	n, took, err := dec.Transform(dst, b, true)
	if err != nil || took != len(b) {
		return false
	}
	at := 0
	for k := 0; k < n; {
		r, size := utf8.DecodeRune(dst[k:n])
		if r == utf8.RuneError || at >= len(b) || b[at] < utf8.RuneSelf {
			return false
		}
		k += size
		at += length(b[at:])
	}
	if at != len(b) {
		return false
	}
	at = 0
	for k := 0; k < n; {
		r, size := utf8.DecodeRune(dst[k:n])
		w := length(b[at:])
		d.add(r, w)
		k += size
		at += w
	}
	return true
}

// decodeByCharacter decodes one character at a time and returns the number of bytes it took: all of content,
// or up to the first ASCII character from which decoding in stretches can continue.
func (d *decoding) decodeByCharacter(content []byte, dec transform.Transformer, toASCII bool) int {
	dec.Reset()
	var dst [4]byte
	pending := 0 // bytes consumed without a character: escapes
	i := 0
	for i < len(content) && !(toASCII && i > 0 && content[i] < utf8.RuneSelf) {
		n, took := decodeOne(dec, dst[:], content[i:])
		if took == 0 {
			d.add(utf8.RuneError, pending+1)
			pending = 0
			i++
			continue
		}
		i += took
		if n == 0 {
			pending += took
			continue
		}
		// After the character there may be the mark that one code has together with its letter, or
		// the ASCII byte that showed the character to be malformed.
		r, size := utf8.DecodeRune(dst[:n])
		rest := dst[size:n]
		tail := 0
		for _, c := range rest {
			if c < utf8.RuneSelf {
				tail++
			}
		}
		d.add(r, pending+took-tail)
		pending = 0
		for ; len(rest) > 0; rest = rest[size:] {
			if r, size = utf8.DecodeRune(rest); r < utf8.RuneSelf {
				d.add(r, 1)
			} else {
				d.add(r, 0)
			}
		}
	}
	d.orig += pending
	return i
}

// decodeOne decodes the next character of src into dst: n bytes of text from took bytes of content. The
// source is given to the decoder in growing pieces, so that never more than one character is
// decoded.
func decodeOne(dec transform.Transformer, dst, src []byte) (n, took int) {
	for size := 1; size <= min(8, len(src)); size++ {
		n, took, err := dec.Transform(dst, src[:size], size == len(src))
		if took > 0 || n > 0 {
			return n, took
		}
		if err != transform.ErrShortSrc {
			break
		}
	}
	return 0, 0
}
