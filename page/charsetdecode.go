package page

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// decoding gathers text together with the width of each character's bytes.
type decoding struct {
	text   []byte
	widths []uint8
	marks  []decMapMark
	orig   int // bytes of content decoded so far
	bad    int // characters that could not be decoded
}

func newDecoding(length int) *decoding {
	return &decoding{text: make([]byte, 0, length+length/4), widths: make([]uint8, 0, length)}
}

// add appends a character made of width bytes. Stretches that yield nothing
// (escapes) are added to the character that follows; a width beyond 255 is an
// escape storm and is cut into characters of its own.
func (d *decoding) add(r rune, width int) {
	for width > 255 {
		d.mark()
		d.text = append(d.text, "\uFFFD"...)
		d.widths = append(d.widths, 255)
		d.orig += 255
		width -= 255
	}
	d.mark()
	d.text = utf8.AppendRune(d.text, r)
	d.widths = append(d.widths, uint8(width))
	d.orig += width
	if r == utf8.RuneError {
		d.bad++
	}
}

func (d *decoding) mark() {
	if len(d.widths)%decMapStep == 0 {
		d.marks = append(d.marks, decMapMark{uint32(len(d.text)), uint32(d.orig)})
	}
}

// finish makes the result; what remained undecoded is told.
func (d *decoding) finish(name, origin string) decoded {
	text := bytesAsString(d.text)
	// The end of the text has a mark of its own when a step is just full.
	d.mark()
	out := decoded{text: text, charset: name, origin: origin,
		offsets: &decMap{src: text, widths: d.widths, marks: d.marks}}
	if d.bad > 0 {
		out.faults = []string{fmt.Sprintf("charset: %d places are not valid %s; shown as U+FFFD", d.bad, name)}
	}
	return out
}

// decodeUTF8 replaces malformed bytes, each maximal bad sequence by one U+FFFD
// a byte. Valid content comes back as it is.
func decodeUTF8(content []byte) decoded {
	if utf8.Valid(content) {
		return decoded{text: string(content), charset: "utf-8"}
	}
	d := newDecoding(len(content))
	for i := 0; i < len(content); {
		if c := content[i]; c < utf8.RuneSelf {
			d.add(rune(c), 1)
			i++
			continue
		}
		r, n := utf8.DecodeRune(content[i:])
		d.add(r, n)
		if r == utf8.RuneError && n == 3 {
			d.bad-- // the page's own
		}
		i += n
	}
	return d.finish("utf-8", "")
}

// decodeUTF16 decodes UTF-16 of the given byte order; the mark is gone already.
func decodeUTF16(content []byte, big bool) decoded {
	d := newDecoding(len(content))
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

// decodeDeclared decodes content under a WHATWG charset name.
func decodeDeclared(content []byte, name, origin string) decoded {
	if name == "utf-8" {
		d := decodeUTF8(content)
		d.origin = origin
		return d
	}
	var e encoding.Encoding = simplifiedchinese.GB18030
	if name != "gbk" { // by the standard gbk is decoded as the larger set
		var err error
		if e, err = htmlindex.Get(name); err != nil {
			e = charmap.Windows1252
		}
	}
	d := newDecoding(len(content))
	if m, ok := e.(*charmap.Charmap); ok {
		var table [256]rune
		for i := range table {
			table[i] = m.DecodeByte(byte(i))
		}
		for _, c := range content {
			d.add(table[c], 1)
		}
		return d.finish(name, origin)
	}
	d.transform(content, e, name != "iso-2022-jp")
	return d.finish(name, origin)
}

// transform decodes multi-byte content one character at a time, so that each
// character's bytes are known. stateless says that ASCII bytes outside of
// characters always stand for themselves.
func (d *decoding) transform(content []byte, e encoding.Encoding, stateless bool) {
	dec := e.NewDecoder().Transformer
	var dst [4]byte
	pending := 0 // bytes consumed without a character: escapes
	for i := 0; i < len(content); {
		if c := content[i]; stateless && c < utf8.RuneSelf {
			d.add(rune(c), 1)
			i++
			continue
		}
		n, took := d.one(dec, dst[:], content[i:])
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
		// Behind the character may stand the mark that one code holds with its
		// letter, or the ASCII byte that showed the character to be malformed.
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
	if pending > 0 {
		d.orig += pending
	}
}

// one decodes the next character of src into dst: n bytes of text from took
// bytes of content. The source is handed over in growing pieces, so that never
// more than one character is decoded.
func (d *decoding) one(dec transform.Transformer, dst, src []byte) (n, took int) {
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
