package forms

import (
	"strings"
	"unicode/utf8"
)

// latinBySound maps letters of other scripts to Latin ones, by sound.
var latinBySound = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sh", 'ы': "i", 'э': "e", 'ю': "iu", 'я': "ia", 'ь': "", 'ъ': "",
}

// sounds replaces spellings by one for each sound; longer ones come first.
var sounds = strings.NewReplacer(
	"dsch", "j", "tch", "c", "sch", "s", "ch", "c", "sh", "s", "zh", "j", "dj", "j", "kh", "h", "gh", "g", "ph", "f",
	"th", "t",
	"dh", "d", "ck", "k", "q", "k", "x", "ks", "w", "v", "ou", "u", "oo", "u", "ee", "i", "ie", "i", "ei", "i", "ey",
	"i", "ai", "i", "ay", "i", "y", "i", "j", "j", "c", "k", "z", "s", "é", "e",
)

// Sound returns a word's sound: interchangeable letters are unified, double letters made single.
func Sound(w string) string {
	var b strings.Builder
	for _, r := range w {
		if s, ok := latinBySound[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	s := b.String()
	if rest, ok := strings.CutPrefix(s, "y"); ok {
		s = "j" + rest // a consonant
	}
	if n := len(s) - 1; n > 2 && s[n] == 'j' && strings.IndexByte("aeiouy", s[n-1]) >= 0 {
		s = s[:n] + "i" // a vowel: "Sergej", "Selenskyj"
	}
	s = sounds.Replace(s)
	b.Reset()
	var last rune
	for _, r := range s {
		if r != last && r != '-' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// Skeleton returns the consonants of a word's sound: equal for most ways to write
// one name of another script.
func Skeleton(w string) string {
	s := Sound(w)
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return -1
		}
		return r
	}, s)
}

// similarSpelling reports whether two words are spellings of one name: the same consonants by sound and, for words
// of at least least letters, nearly the same vowels.
func similarSpelling(a, b string, least int) bool {
	if a == b {
		return true
	}
	if min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) < least || max(len(a), len(b)) > longestWord {
		return false
	}
	h, k := soundOf(a), soundOf(b)
	if h.skeleton != k.skeleton || len(h.skeleton) < 2 {
		return false
	}
	x, sx, sy := h.skeleton, h.sound, k.sound
	if sx == sy {
		return true
	}
	// names of two consonants differ by a vowel as often as they agree
	return len(x) >= 3 && distance(sx, sy) <= 1+len(x)/5 && firstVowel(sx) == firstVowel(sy) ||
		len(x) >= 3 && distance(sx, sy) <= 1
}

// longestWord is the maximum length in bytes of a word that is compared by its sound.
const longestWord = 40

func firstVowel(s string) bool { return s != "" && strings.ContainsRune("aeiou", rune(s[0])) }

// distance returns the Levenshtein distance of two short words.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}
