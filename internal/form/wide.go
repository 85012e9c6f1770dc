package form

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Results of Wide.
const (
	UTF16LE = "utf-16le"
	UTF16BE = "utf-16be"
	UTF32LE = "utf-32le"
	UTF32BE = "utf-32be"
)

// Wide returns the encoding of text of two or four bytes a character, by its byte order mark, by
// the declared charset where the bytes allow it, or by the bytes themselves; "" for other content.
// It reads the first 4 KiB.
func Wide(b []byte, declared string) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")) && len(b) >= 8:
		return UTF32LE
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return UTF32BE
	case FalseMark(b):
		return ""
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return UTF16BE
	}
	b = b[:min(len(b), 4096)]
	if len(b) < 8 || bytes.IndexByte(b, 0) < 0 && !mayLackZeros(b, declared) {
		return "" // any text of two bytes a character contains a space, a line end or a tag
	}
	if narrow(b) {
		return ""
	}
	best, bestScore := "", 0
	for _, e := range wideOrders {
		if s := e.score(b); s > bestScore {
			best, bestScore = e.name, s
		}
	}
	return best
}

// FalseMark reports whether b begins with a mark of UTF-16 that is not true: what follows has one byte a character, in
// ASCII for the most part, which UTF-16 cannot be without zero bytes.
func FalseMark(b []byte) bool {
	if !bytes.HasPrefix(b, []byte("\xff\xfe")) && !bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return false
	}
	b = b[2:min(len(b), 4096)]
	ascii := 0
	for _, c := range b {
		if c == 0 {
			return false
		}
		if c < utf8.RuneSelf {
			ascii++
		}
	}
	return len(b) >= 32 && 10*ascii >= 9*len(b) && bytes.ContainsAny(b, " \n")
}

func mayLackZeros(b []byte, declared string) bool {
	return strings.HasPrefix(strings.ToLower(declared), "utf-16") && !utf8.Valid(b[:len(b)/2])
}

// narrow reports whether b is UTF-8 with non-ASCII characters, which excludes wide text.
func narrow(b []byte) bool {
	text, valid := utf8Text(b)
	return valid && bytes.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// utf8Text returns b without a character that is cut off at its end, and whether that is UTF-8.
func utf8Text(b []byte) (text []byte, valid bool) {
	for cut := range min(len(b), utf8.UTFMax) {
		if text = b[:len(b)-cut]; utf8.Valid(text) {
			return text, true
		}
	}
	return nil, false
}

// wideOrder is a width and byte order.
type wideOrder struct {
	name  string
	size  int
	order binary.ByteOrder
}

var wideOrders = []wideOrder{
	{UTF32LE, 4, binary.LittleEndian}, {UTF32BE, 4, binary.BigEndian},
	{UTF16LE, 2, binary.LittleEndian}, {UTF16BE, 2, binary.BigEndian},
}

// score returns how well b reads in this order, 0 for not at all: nearly every character must be
// one of texts, in few scripts, with white space or markup between.
func (e wideOrder) score(b []byte) int {
	n, good, marks, ascii := 0, 0, 0, 0
	scripts := map[rune]int{} // keyed by blocks of 128
	for i := 0; i+e.size <= len(b); i += e.size {
		var r rune
		if e.size == 2 {
			r = rune(e.order.Uint16(b[i:]))
		} else if u := e.order.Uint32(b[i:]); u <= unicode.MaxRune {
			r = rune(u)
		} else {
			r = utf8.RuneError
		}
		n++
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '<' || r == '>' || r == 0x3000 || r == 0x3001 ||
			r == 0x3002:
			good++
			marks++
		case r < 0x80:
			if r >= ' ' && r != 0x7f {
				good++
				ascii++
			}
		case utf16.IsSurrogate(r):
			good++
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsPunct(r) || unicode.IsDigit(r) ||
			unicode.IsSymbol(r) || unicode.IsSpace(r) || r == 0x200c || r == 0x200d || r == 0x200e || r == 0x200f:
			good++
			if unicode.IsLetter(r) || unicode.IsMark(r) { // signs belong to all scripts
				scripts[scriptBlock(r)]++
			}
		}
	}
	if n < 4 || good*50 < n*49 || marks*100 < n {
		return 0
	}
	letters, most := 0, 0
	for _, k := range scripts {
		letters += k
		most = max(most, k)
	}
	if most*10 < letters*6 || ascii == 0 && letters == 0 {
		return 0
	}
	return good*16/n + 16*marks/n + 1
}

// scriptBlock returns a number that is equal for characters mixed in one text: one for East Asian
// characters, the block of 128 for others; Latin has several.
func scriptBlock(r rune) rune {
	if r >= 0x2e80 && r < 0xa000 || r >= 0xac00 && r < 0xd7b0 || r >= 0xf900 && r < 0xfb00 || r >= 0xff00 {
		return -1
	}
	if r < 0x250 {
		return 0
	}
	return r >> 7
}

// ToUTF8 decodes wide text; a broken character at its end is dropped.
func ToUTF8(b []byte, wide string) string {
	for _, e := range wideOrders {
		if e.name != wide {
			continue
		}
		var out strings.Builder
		units := make([]uint16, 0, len(b)/2)
		for i := 0; i+e.size <= len(b); i += e.size {
			if e.size == 2 {
				units = append(units, e.order.Uint16(b[i:]))
			} else {
				out.WriteRune(rune(min(e.order.Uint32(b[i:]), unicode.MaxRune)))
			}
		}
		for _, r := range utf16.Decode(units) {
			out.WriteRune(r)
		}
		return strings.TrimLeft(out.String(), "\ufeff")
	}
	return string(b)
}
