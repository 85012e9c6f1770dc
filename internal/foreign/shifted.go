package foreign

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// Encoding returns the charset of a label: those of the WHATWG, and two of old mails and newsgroups
// that browsers refuse to decode (ISO-2022-KR, HZ-GB-2312). It returns false for an unknown one,
// and for those that the WHATWG replaces by a single U+FFFD.
func Encoding(label string) (encoding.Encoding, bool) {
	if e, ok := shifted[Shifted(label)]; ok {
		return e, true
	}
	e, err := htmlindex.Get(label)
	return e, err == nil && e != encoding.Replacement
}

// Shifted returns the name of the charset of a label when all its bytes are ASCII, with other
// characters after an escape, and browsers no longer decode it; else "".
func Shifted(label string) string {
	label = strings.ToLower(strings.Trim(label, " \t\r\n\f"))
	if label == "csiso2022kr" {
		label = "iso-2022-kr"
	}
	if shifted[label] == nil {
		return ""
	}
	return label
}

var shifted = map[string]encoding.Encoding{"iso-2022-kr": iso2022KR{}, "hz-gb-2312": simplifiedchinese.HZGB2312}

// iso2022KR is ISO-2022-KR (RFC 1557): the escape ESC $ ) C once in front, then SO (0x0E) before
// the two-byte characters of KS X 1001 and SI (0x0F) before ASCII. It only decodes.
type iso2022KR struct{}

// NewDecoder implements encoding.Encoding.
func (iso2022KR) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: &shiftedKorean{two: korean.EUCKR.NewDecoder()}}
}

// NewEncoder implements encoding.Encoding; the encoder always fails.
func (iso2022KR) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

// String returns the charset's name.
func (iso2022KR) String() string { return "ISO-2022-KR" }

// shiftedKorean decodes ISO-2022-KR; out is true after SO.
type shiftedKorean struct {
	two *encoding.Decoder
	out bool
}

const designation = "\x1b$)C"

// Reset implements transform.Transformer.
func (k *shiftedKorean) Reset() { k.out = false }

// Transform implements transform.Transformer.
func (k *shiftedKorean) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		c, rest := src[nSrc], src[nSrc:]
		if c == 0x1b && !atEOF && len(rest) < len(designation) && strings.HasPrefix(designation, string(rest)) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		switch {
		case c == 0x1b && strings.HasPrefix(string(rest[:min(len(rest), len(designation))]), designation):
			nSrc += len(designation)
			continue
		case c == 0x0e || c == 0x0f:
			k.out = c == 0x0e
			nSrc++
			continue
		case c == '\n':
			k.out = false // by the standard a line ends in ASCII; resetting here is harmless otherwise
		}
		if !k.out || c < 0x21 || c > 0x7e {
			if c >= 0x80 {
				nDst, nSrc, err = k.put(dst, nDst, nSrc, "\uFFFD", 1)
			} else {
				nDst, nSrc, err = k.put(dst, nDst, nSrc, string(rune(c)), 1)
			}
			if err != nil {
				return nDst, nSrc, err
			}
			continue
		}
		if len(rest) < 2 {
			if !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			return k.put(dst, nDst, nSrc, "\uFFFD", 1)
		}
		text, took := "\uFFFD", 1
		if t := rest[1]; t >= 0x21 && t <= 0x7e {
			if b, err := k.two.Bytes([]byte{c | 0x80, t | 0x80}); err == nil {
				text, took = string(b), 2
			}
		}
		if nDst, nSrc, err = k.put(dst, nDst, nSrc, text, took); err != nil {
			return nDst, nSrc, err
		}
	}
	return nDst, nSrc, nil
}

// put writes text, made of took bytes, to dst.
func (k *shiftedKorean) put(dst []byte, nDst, nSrc int, text string, took int) (int, int, error) {
	if nDst+len(text) > len(dst) {
		return nDst, nSrc, transform.ErrShortDst
	}
	return nDst + copy(dst[nDst:], text), nSrc + took, nil
}
