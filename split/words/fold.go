package words

import (
	"unicode"
	"unicode/utf8"
)

// Fold returns s in the form the lexicons are compared in: lower case, without Latin and Greek
// accents, Arabic letter variants unified, vowel points and invisible direction marks dropped,
// white space collapsed to single spaces and trimmed. It is for comparison only, never for display.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	var buf [160]byte
	return string(appendFold(buf[:0], s))
}

// CountLetters returns the number of letters in s.
func CountLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// appendFold appends Fold(s) to b, for look-ups that need no string.
func appendFold(b []byte, s string) []byte {
	start, space := len(b), false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c = smallASCII[c]; c == ' ' {
				space = len(b) > start
				continue
			}
			if space {
				b, space = append(b, ' '), false
			}
			b = append(b, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if unicode.IsSpace(r) {
			space = len(b) > start
			continue
		}
		f := FoldRune(r)
		if f == 0 {
			continue
		}
		if space {
			b, space = append(b, ' '), false
		}
		b = utf8.AppendRune(b, f)
	}
	return b
}

// smallASCII maps ASCII characters as Fold does; white space becomes a space.
var smallASCII = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		switch t[c] = byte(FoldRune(rune(c))); {
		case c >= '\t' && c <= '\r':
			t[c] = ' '
		}
	}
	return t
}()

// isFolded reports whether s is its own Fold: lower-case ASCII without runs of spaces, which most
// words are.
func isFolded(s string) bool {
	prev := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || (c >= 'A' && c <= 'Z') || (c == ' ' && prev == ' ') {
			return false
		}
		prev = c
	}
	return prev != ' '
}

// FoldRune folds one rune as Fold does; 0 means that the rune is dropped.
func FoldRune(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			return r + 32
		}
		return r
	case r < 0x250:
		return foldLatin(r)
	case r < 0x300:
		return unicode.ToLower(r)
	case r < 0x370: // combining accents
		return 0
	case r < 0x400:
		return foldGreek(unicode.ToLower(r))
	case r < 0x530:
		r = unicode.ToLower(r)
		switch r {
		case 'ё':
			return 'е'
		case 'ѐ':
			return 'е'
		case 'ѝ':
			return 'и'
		}
		return r
	case r >= 0x591 && r <= 0x5C7: // Hebrew points
		return 0
	case r >= 0x610 && r < 0x700:
		return foldArabic(r)
	case r >= 0x1E00 && r < 0x1F00:
		return foldVietnamese(r)
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r == 0xAD:
		return 0
	case r == '’' || r == '‘' || r == 'ʼ':
		return '\''
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms of ASCII
		return FoldRune(r - 0xFEE0)
	}
	return unicode.ToLower(r)
}

// latinBase lists, for each base letter, the accented letters of Latin-1 and
// Latin Extended-A/B that fold to it.
var latinBase = func() (t [0x250]rune) {
	for base, forms := range map[rune]string{
		'a': "àáâãäåāăąǎȁȃ", 'c': "çćĉċč", 'd': "ďđð", 'e': "èéêëēĕėęěȅȇ", 'g': "ĝğġģǧ", 'h': "ĥħ",
		'i': "ìíîïĩīĭįıǐȉȋ", 'j': "ĵ", 'k': "ķĸǩ", 'l': "ĺļľŀł", 'n': "ñńņňŉŋ", 'o': "òóôõöøōŏőơǒȍȏ",
		'r': "ŕŗřȑȓ", 's': "śŝşšș", 't': "ţťŧț", 'u': "ùúûüũūŭůűųưǔȕȗ", 'w': "ŵ", 'y': "ýÿŷ", 'z': "źżž",
	} {
		for _, f := range forms {
			t[f] = base
			if u := unicode.ToUpper(f); u < 0x250 {
				t[u] = base
			}
		}
	}
	t['ı'], t['I'], t['İ'] = 'i', 'i', 'i'
	t['Ÿ'] = 'y'
	return t
}()

func foldLatin(r rune) rune {
	if b := latinBase[r]; b != 0 {
		return b
	}
	if r == 0xAD {
		return 0
	}
	return unicode.ToLower(r)
}

func foldGreek(r rune) rune {
	switch r {
	case 'ά':
		return 'α'
	case 'έ':
		return 'ε'
	case 'ή':
		return 'η'
	case 'ί', 'ϊ', 'ΐ':
		return 'ι'
	case 'ό':
		return 'ο'
	case 'ύ', 'ϋ', 'ΰ':
		return 'υ'
	case 'ώ':
		return 'ω'
	case 'ς':
		return 'σ'
	}
	return r
}

func foldArabic(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ي', 'ى', 'ې':
		return 'ی'
	case 'ك':
		return 'ک'
	case 'ة':
		return 'ه'
	case 'ـ': // tatweel
		return 0
	}
	if (r >= 0x610 && r <= 0x61A) || (r >= 0x64B && r <= 0x65F) || r == 0x670 || (r >= 0x6D6 && r <= 0x6ED) {
		return 0
	}
	return r
}

// vietBase lists the letters of Latin Extended Additional by base letter.
var vietBase = func() (t [0x100]rune) {
	for base, forms := range map[rune]string{
		'a': "ạảấầẩẫậắằẳẵặ", 'e': "ẹẻẽếềểễệ", 'i': "ỉị", 'o': "ọỏốồổỗộớờởỡợ", 'u': "ụủứừửữự", 'y': "ỳỵỷỹ",
		'b': "ḃ", 'd': "ḋḍ", 'f': "ḟ", 'h': "ḥ", 'm': "ṁ", 'p': "ṗ", 's': "ṡṣ", 't': "ṫṭ", 'w': "ẁẃẅ", 'z': "ẓ",
	} {
		for _, f := range forms {
			t[f-0x1E00] = base
			if u := unicode.ToUpper(f); u >= 0x1E00 && u < 0x1F00 {
				t[u-0x1E00] = base
			}
		}
	}
	return t
}()

func foldVietnamese(r rune) rune {
	if b := vietBase[r-0x1E00]; b != 0 {
		return b
	}
	return unicode.ToLower(r)
}
