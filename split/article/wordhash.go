package article

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Words are runs of letters, digits, underscores and apostrophes, compared without case and by
// hash, which is computed while a word is read.

// class is the kind of a rune within a text.
type class uint8

const (
	isWord class = 1 << iota
	isSpace
	isComma
	isStop
	isBar
	isUpper
	isDigit
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = isWord | isDigit
		case c >= 'A' && c <= 'Z':
			t[c] = isWord | isUpper
		case c >= 'a' && c <= 'z' || c == '_' || c == '\'':
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

// classOf returns the class of a rune, from a table up to tableEnd.
func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return asciiClass[r]
	}
	if r < tableEnd {
		return classes()[r]
	}
	return lookUpClass(r)
}

// tableEnd is the first rune without a place in the table: below it are the letters of all scripts
// but those of tens of thousands of characters.
const tableEnd = 0x3100

// classes is the table for the runes below tabled.
var classes = sync.OnceValue(func() *[tableEnd]class {
	t := new([tableEnd]class)
	for r := range t {
		if t[r] = asciiClass[min(r, utf8.RuneSelf-1)]; r >= utf8.RuneSelf {
			t[r] = lookUpClass(rune(r))
		}
	}
	return t
})

// lookUpClass returns the class of a rune beyond ASCII.
func lookUpClass(r rune) class {
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
	switch {
	case unicode.IsUpper(r):
		return isWord | isUpper
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r):
		return isWord
	}
	return 0
}

func lowerRune(r rune) rune { return unicode.ToLower(r) }

func wordRune(r rune) bool { return classOf(r)&isWord != 0 }

// isWide reports whether r belongs to a script without spaces, where a letter counts as half a
// word.
func isWide(r rune) bool {
	return r >= 0x2E80 && (r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF) ||
		r >= 0x0E00 && r <= 0x0EFF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF
}

// The hash is FNV-1a over the word's runes in lower case.
const (
	wordSeed  = 14695981039346656037
	wordPrime = 1099511628211
)

// mix adds a rune or another hash to a hash.
func mix(h, x uint64) uint64 { return (h ^ x) * wordPrime }

// spreadHash spreads a hash over all of its bits.
func spreadHash(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// wordHash returns the hash of a word in lower case.
func wordHash(s string) uint64 {
	h := uint64(wordSeed)
	for _, r := range s {
		h = mix(h, uint64(r))
	}
	return spreadHash(h)
}

// aWord is a word as nextWord reads it.
type aWord struct {
	hash    uint64
	letters int32 // runes
	wide    int32 // number of them in wide scripts, see isWide
	last    rune
}

// nextWord reads the word that begins at text[i] and returns it with the byte offset of its end; it
// has no letters when no word begins there. With splitWide, a rune of a wide script ends it.
func nextWord(text string, i int, splitWide bool) (w aWord, end int) {
	w.hash = wordSeed
	for end = i; end < len(text); {
		r, size := rune(text[end]), 1
		small := r
		if r < utf8.RuneSelf {
			c := asciiClass[r]
			if c&isWord == 0 {
				break
			}
			if c&isUpper != 0 {
				small += 'a' - 'A'
			}
		} else {
			r, size = utf8.DecodeRuneInString(text[end:])
			if !wordRune(r) {
				break
			}
			small = unicode.ToLower(r)
		}
		w.hash = mix(w.hash, uint64(small))
		w.letters++
		w.last = r
		end += size
		if r >= 0x0E00 && isWide(r) {
			if w.wide++; splitWide {
				break
			}
		}
	}
	w.hash = spreadHash(w.hash)
	return w, end
}
