package article

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Reading words quickly: what a byte or a rune is comes from tables, and a word's
// hash takes eight bytes at a time. Words are runs of letters, digits, underscores
// and apostrophes, compared without case.

// class is what an ASCII byte or a rune counts as within a text.
type class uint8

const (
	isWord class = 1 << iota
	isSpace
	isComma
	isStop
	isBar
	isUpper
	isDigit
	isHigh // no ASCII: the rune decides
)

var byteClass = func() (t [256]class) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = isHigh
		case c >= '0' && c <= '9':
			t[c] = isWord | isDigit
		case c >= 'A' && c <= 'Z':
			t[c] = isWord | isUpper
		case c >= 'a' && c <= 'z' || c == '_' || c == '\'' || c == 0x7F: // delete: see wordBytes
			t[c] = isWord
		}
	}
	for class, list := range map[class]string{isSpace: " \n\t", isComma: ",;", isStop: ".!?", isBar: "|/>"} {
		for _, c := range []byte(list) {
			t[c] = class
		}
	}
	return t
}()

// Runes below tableEnd (the Latin, Greek, Cyrillic, Hebrew and Arabic scripts and
// those between) and capitals below lowerEnd are answered by tables, which are
// made when the program starts and therefore small.
const (
	tableEnd = 0x700
	lowerEnd = 0x600
)

var runeClass = func() (t [tableEnd]class) {
	for r := range t {
		t[r] = classify(rune(r))
	}
	return t
}()

var lowerOf = func() (t [lowerEnd]uint16) {
	for r := range t {
		t[r] = uint16(unicode.ToLower(rune(r)))
	}
	return t
}()

// classOf is what a rune counts as.
func classOf(r rune) class {
	if r < tableEnd {
		return runeClass[r]
	}
	return classify(r)
}

func classify(r rune) class {
	if r < utf8.RuneSelf {
		return byteClass[r]
	}
	switch r {
	case 0xA0:
		return isSpace
	case '،', '、', '，':
		return isComma
	case '…', '。', '！', '？', '؟', '।':
		return isStop
	case '·', '»', '›', '•':
		return isBar
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
		return 0
	}
	if unicode.IsUpper(r) {
		return isWord | isUpper
	}
	return isWord
}

func lower(r rune) rune {
	if r < lowerEnd {
		return rune(lowerOf[r])
	}
	return unicode.ToLower(r)
}

func wordRune(r rune) bool { return classOf(r)&isWord != 0 }

// isWide tells scripts written without spaces, where a letter counts half a word.
func isWide(r rune) bool {
	return r >= 0x2E80 && (r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF) ||
		r >= 0x0E00 && r <= 0x0EFF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF
}

const (
	wordSeed  = 14695981039346656037
	wordPrime = 0x9E3779B97F4A7C15
)

// mix adds eight bytes to a hash.
func mix(h, x uint64) uint64 {
	h = (h ^ x) * wordPrime
	return h ^ h>>29
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// wordBytes sets the high bit of those of eight bytes that are ASCII and may stand
// in a word: what byteClass says of one.
func wordBytes(x uint64) uint64 {
	const low = 0x7F * everyByte
	a, t := x&low|0x20*everyByte, x&low
	letter := (a + (0x80-'a')*everyByte) &^ (a + (0x7F-'z')*everyByte)
	digit := (t + (0x80-'0')*everyByte) &^ (t + (0x7F-'9')*everyByte)
	line := a + everyByte // an underscore, or delete
	mark := ^((t ^ '\''*everyByte) + low)
	return (letter | digit | line | mark) &^ x & highBits
}

// smallBytes sets the bit that makes ASCII capitals small in all bytes that are ASCII.
// Underscore and delete become alike, which harms nobody.
func smallBytes(x uint64) uint64 { return x | (^x&0x8080808080808080)>>2 }

// asciiHash is the hash of text[i:end] with ASCII letters made small: that of
// words of ASCII bytes, or of words that are small already.
func asciiHash(text string, i, end int) uint64 {
	h := uint64(wordSeed) ^ uint64(end-i)
	for ; end-i > 8; i += 8 {
		h = mix(h, smallBytes(eight(text[i:])))
	}
	if i+8 <= len(text) {
		return mix(h, smallBytes(eight(text[i:]))&(1<<(8*uint(end-i))-1))
	}
	var x uint64
	for k := end - 1; k >= i; k-- {
		x = x<<8 | uint64(text[k])
	}
	return mix(h, smallBytes(x)&(1<<(8*uint(end-i))-1))
}

// bytesHash is asciiHash of all of b.
func bytesHash(b []byte) uint64 {
	h := uint64(wordSeed) ^ uint64(len(b))
	for ; len(b) > 8; b = b[8:] {
		h = mix(h, smallBytes(binary.LittleEndian.Uint64(b)))
	}
	var x [8]byte
	copy(x[:], b)
	return mix(h, smallBytes(binary.LittleEndian.Uint64(x[:]))&(1<<(8*uint(len(b)))-1))
}

func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// wordHash is the hash of a word in small letters.
func wordHash(s string) uint64 { return asciiHash(s, 0, len(s)) }

// aWord is a word as nextWord reads it.
type aWord struct {
	hash    uint64
	letters int32 // runes
	wide    int32 // of them such as isWide tells
	last    rune
}

// nextWord reads the word that begins at text[i] and says where it ends. With
// apart, a rune of a wide script ends it.
func nextWord(text string, i int, apart bool) (w aWord, end int) {
	end = i
	if i+8 <= len(text) {
		x := eight(text[i:])
		if n := uint(bits.TrailingZeros64(^wordBytes(x)&highBits)) / 8; n > 0 && n < 8 {
			if end = i + int(n); text[end] < utf8.RuneSelf {
				return aWord{mix(wordSeed^uint64(n), smallBytes(x)&(1<<(8*n)-1)), int32(n), 0, rune(text[end-1])}, end
			}
			return longWord(text, i, end, apart)
		}
	}
	for end < len(text) && byteClass[text[end]]&isWord != 0 {
		end++
	}
	if end == len(text) || byteClass[text[end]]&isHigh == 0 {
		return aWord{asciiHash(text, i, end), int32(end - i), 0, rune(text[end-1])}, end
	}
	return longWord(text, i, end, apart)
}

// longWord goes on with a word that may hold more than ASCII from text[end] on.
// It has no letters when text[i] begins none.
func longWord(text string, i, end int, apart bool) (w aWord, stop int) {
	var buf [64]byte
	b := append(buf[:0], text[i:end]...)
	w.letters = int32(end - i)
	if end > i {
		w.last = rune(text[end-1])
	}
	for end < len(text) {
		r, size := rune(text[end]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[end:])
		}
		if !wordRune(r) {
			break
		}
		b = utf8.AppendRune(b, lower(r))
		w.letters++
		w.last = r
		end += size
		if isWide(r) {
			if w.wide++; apart {
				break
			}
		}
	}
	w.hash = bytesHash(b)
	return w, end
}

// plainHash is a hash of s as it is, never 0.
func plainHash(s string) uint64 {
	h := uint64(wordSeed) ^ uint64(len(s))
	for ; len(s) > 8; s = s[8:] {
		h = mix(h, eight(s))
	}
	var x uint64
	for k := len(s) - 1; k >= 0; k-- {
		x = x<<8 | uint64(s[k])
	}
	return mix(h, x)*wordPrime | 1
}
