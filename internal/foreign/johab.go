package foreign

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"
)

// Johab is the Korean charset of KS X 1001, annex 3 (code page 1361): a syllable is two bytes with five bits for each
// of its letters, anything else of KS X 1001 lies at a place computed from its row and cell. It can be
// decoded only.
var Johab encoding.Encoding = johab{}

type johab struct{}

// NewDecoder implements encoding.Encoding.
func (johab) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: &johabDecoder{rest: korean.EUCKR.NewDecoder()}}
}

// NewEncoder implements encoding.Encoding; the encoder always fails.
func (johab) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

// String returns the charset's name.
func (johab) String() string { return "johab" }

type johabDecoder struct {
	transform.NopResetter
	rest *encoding.Decoder // of rows and cells
}

// Transform implements transform.Transformer.
func (d *johabDecoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, took := rune(src[nSrc]), 1
		switch {
		case r < utf8.RuneSelf:
		case nSrc+1 < len(src):
			if r = d.char(src[nSrc], src[nSrc+1]); r != utf8.RuneError || src[nSrc+1] >= utf8.RuneSelf {
				took = 2
			}
		case !atEOF:
			return nDst, nSrc, transform.ErrShortSrc
		default:
			r = utf8.RuneError
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += took
	}
	return nDst, nSrc, nil
}

// char returns the character of two bytes, U+FFFD for none.
func (d *johabDecoder) char(lead, trail byte) rune {
	if 0x84 <= lead && lead <= 0xD3 {
		code := uint16(lead)<<8 | uint16(trail)
		return johabSyllable(code>>10&31, code>>5&31, code&31)
	}
	cell, ok := johabCell(trail)
	if !ok || lead < 0xD9 || lead > 0xF9 || lead == 0xDF {
		return utf8.RuneError
	}
	// Two rows to a lead byte: symbols from row 1 (0xD9) on, ideographs from row 42 (0xE0) on.
	row := 2*int(lead-0xD9) + 1
	if lead >= 0xE0 {
		row = 2*int(lead-0xE0) + 42
	}
	return decodeOne(d.rest, byte(0xA0+row+cell/94), byte(0xA1+cell%94))
}

// decodeOne returns the character of some bytes, U+FFFD unless they are exactly one.
func decodeOne(d *encoding.Decoder, b ...byte) rune {
	text, err := d.Bytes(b)
	if r, n := utf8.DecodeRune(text); err == nil && n == len(text) {
		return r
	}
	return utf8.RuneError
}

// johabCell returns which of the 188 cells of two rows a trail byte means.
func johabCell(trail byte) (int, bool) {
	switch {
	case 0x31 <= trail && trail <= 0x7E:
		return int(trail - 0x31), true
	case 0x91 <= trail && trail <= 0xFE:
		return int(trail-0x91) + 0x4E, true
	}
	return 0, false
}

// johabSyllable composes a syllable of its letters' codes (initial, vowel, final), or gives a
// letter that is by itself; U+FFFD for codes that mean none.
func johabSyllable(initial, vowel, final uint16) rune {
	const none = -1
	cho, jung, jong := none, none, none
	if 2 <= initial && initial <= 20 {
		cho = int(initial) - 2
	}
	for i, first := range [...]uint16{3, 10, 18, 26} { // six vowels to a group, five in the first, four in the last
		size, before := [...]uint16{5, 6, 6, 4}[i], [...]int{0, 5, 11, 17}[i]
		if vowel >= first && vowel < first+size {
			jung = before + int(vowel-first)
		}
	}
	switch {
	case 2 <= final && final <= 17:
		jong = int(final) - 1
	case 19 <= final && final <= 29:
		jong = int(final) - 2
	}
	switch {
	case cho != none && jung != none && (jong != none || final == 1):
		return rune(0xAC00 + (cho*21+jung)*28 + max(jong, 0))
	case cho != none && vowel == 2 && final == 1:
		return []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[cho]
	case initial == 1 && jung != none && final == 1:
		return rune(0x314F + jung)
	case initial == 1 && vowel == 2 && jong != none:
		return []rune("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")[jong-1]
	}
	return utf8.RuneError
}
