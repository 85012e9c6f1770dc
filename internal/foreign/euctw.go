package foreign

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// EUCTW is the charset of Taiwan's Unix systems: the first two planes of CNS 11643, which have the characters of Big5
// in nearly the same order. The characters of further planes, which Big5 has not, become U+FFFD. It can be decoded
// only.
var EUCTW encoding.Encoding = euctw{}

type euctw struct{}

// NewDecoder implements encoding.Encoding.
func (euctw) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: &euctwDecoder{big5: traditionalchinese.Big5.NewDecoder()}}
}

// NewEncoder implements encoding.Encoding; the encoder always fails.
func (euctw) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

// String returns the charset's name.
func (euctw) String() string { return "euc-tw" }

type euctwDecoder struct {
	transform.NopResetter
	big5 *encoding.Decoder
}

// plane is the byte before the number of a plane; a character without it is of the first.
const plane = 0x8E

// Transform implements transform.Transformer.
func (d *euctwDecoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, took := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			rest, n := src[nSrc:], 2
			if r == plane {
				n = 4
			}
			if len(rest) < n && !atEOF && euctwSound(rest) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r = utf8.RuneError
			if len(rest) >= n && euctwSound(rest[:n]) {
				r, took = d.char(rest[:n]), n
			}
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += took
	}
	return nDst, nSrc, nil
}

// euctwSound reports whether b can be the beginning of a character, as all its bytes but the first of four are.
func euctwSound(b []byte) bool {
	for i, c := range b {
		if c < 0xA1 && (i > 0 || c != plane) || c == 0xFF {
			return false
		}
	}
	return true
}

// char returns the character of two or four bytes, U+FFFD for one that Big5 has not.
func (d *euctwDecoder) char(b []byte) rune {
	n := 1
	if len(b) == 4 {
		n, b = int(b[1]-0xA0), b[2:]
	}
	if n > len(cnsToBig5) {
		return utf8.RuneError
	}
	cell := cnsCell(uint16(b[0]&0x7F)<<8 | uint16(b[1]&0x7F))
	runs := cnsToBig5[n-1]
	i, found := slices.BinarySearchFunc(runs, cell, func(r cnsRun, c int) int { return cnsCell(r.cns) - c })
	if !found {
		i--
	}
	if i < 0 || cell-cnsCell(runs[i].cns) >= runs[i].count {
		return utf8.RuneError
	}
	at := big5Cell(runs[i].big5) + cell - cnsCell(runs[i].cns)
	trail := at%157 + 0x40
	if trail > 0x7E {
		trail += 0xA1 - 0x7F
	}
	return decodeOne(d.big5, byte(at/157+0x81), byte(trail))
}

// cnsCell returns the number of a cell of a plane: 94 to a row.
func cnsCell(code uint16) int { return (int(code>>8)-0x21)*94 + int(code&0xFF) - 0x21 }

// big5Cell returns the number of a code of Big5: 157 to a lead byte.
func big5Cell(code uint16) int {
	trail := int(code&0xFF) - 0x40
	if trail > 0x7E-0x40 {
		trail -= 0xA1 - 0x7F
	}
	return (int(code>>8)-0x81)*157 + trail
}

// cnsRun is a run of characters that follow each other in both charsets.
type cnsRun struct {
	cns, big5 uint16 // of the first
	count     int
}

// cnsToBig5 are the runs of the first two planes. Both charsets order characters by strokes; the runs of one are those
// that Big5 had put in the wrong place.
var cnsToBig5 = [...][]cnsRun{
	{
		{0x2121, 0xa140, 21}, {0x2136, 0xa157, 2}, {0x2139, 0xa156, 1}, {0x213e, 0xa15d, 44},
		{0x216a, 0xa1ac, 1}, {0x216b, 0xa1ab, 1}, {0x216c, 0xa1ad, 22}, {0x2225, 0xa1c4, 1}, {0x2227, 0xa1c6, 27},
		{0x2242, 0xa1e2, 1}, {0x2243, 0xa1e1, 1}, {0x2244, 0xa1e3, 19}, {0x2257, 0xa1f7, 1}, {0x2258, 0xa1f6, 1},
		{0x2259, 0xa1f8, 4}, {0x225e, 0xa155, 1}, {0x225f, 0xa1fe, 78}, {0x2421, 0xa2af, 29}, {0x243f, 0xa2cd, 1},
		{0x2441, 0xa2cf, 142}, {0x2621, 0xc6a1, 20}, {0x4421, 0xa440, 1412},
		{0x5323, 0xad40, 424}, {0x5753, 0xacfe, 1},
		{0x5754, 0xafd0, 1876}, {0x6b50, 0xbe52, 1}, {0x6b51, 0xbbc8, 387}, {0x6f5c, 0xbe53, 525}, {0x7535, 0xc2cb, 1},
		{0x7536, 0xc1ab, 105}, {0x7642, 0xc256, 83}, {0x7737, 0xc2cc, 84}, {0x782d, 0xc456, 1}, {0x782e, 0xc361, 54},
		{0x7864, 0xc3ba, 1}, {0x7865, 0xc3b9, 1}, {0x7866, 0xc3bb, 90}, {0x7962, 0xc457, 354},
	},
	{
		{0x2121, 0xc940, 10}, {0x212b, 0xc94b, 33}, {0x214c, 0xc9be, 1}, {0x214d, 0xc96c, 48}, {0x217d, 0xc9bf, 46},
		{0x224d, 0xcaf7, 1}, {0x224e, 0xc9ed, 167}, {0x2439, 0xcaf8, 1840}, {0x376f, 0xdadf, 1}, {0x3770, 0xd6cd, 108},
		{0x387e, 0xd77b, 537}, {0x3e63, 0xd6cc, 1}, {0x3e64, 0xdae0, 100}, {0x3f6a, 0xd77a, 1}, {0x3f6b, 0xdba7, 399},
		{0x4424, 0xddfd, 1637}, {0x554b, 0xebf1, 1}, {0x554c, 0xe8a3, 146}, {0x5722, 0xecde, 1}, {0x5723, 0xe976, 287},
		{0x5a28, 0xf0cb, 1}, {0x5a29, 0xeb5b, 116}, {0x5b3f, 0xebf2, 137}, {0x5c6a, 0xecdf, 104}, {0x5d74, 0xf056, 1},
		{0x5d75, 0xedaa, 222}, {0x6039, 0xeeec, 198}, {0x6243, 0xf057, 82}, {0x6337, 0xf0cc, 86}, {0x642f, 0xeeeb, 1},
		{0x6430, 0xf163, 8}, {0x6438, 0xf16c, 153}, {0x6573, 0xf269, 56}, {0x664d, 0xf4b5, 1}, {0x664e, 0xf2c3, 113},
		{0x6761, 0xf16b, 1}, {0x6762, 0xf375, 142}, {0x6934, 0xf268, 1}, {0x6935, 0xf466, 45}, {0x6962, 0xf4b6, 71},
		{0x6a4b, 0xf663, 1}, {0x6a4c, 0xf4fd, 194}, {0x6c52, 0xf664, 490}, {0x7166, 0xf9c4, 1}, {0x7167, 0xf977, 43},
		{0x7234, 0xf9c5, 1}, {0x7235, 0xf9c7, 11}, {0x7240, 0xf9c6, 1}, {0x7241, 0xf9d2, 4},
	},
}
