package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
)

// arabicParticles mark a name as Arabic where they are not its first word.
var arabicParticles = wordset.Of("al el bin ibn bint abu abou umm")

// arabicGiven are given names that mark a name as Arabic, by their arabicKey.
var arabicGiven = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`mohammed ahmed mahmoud hussein hossein hassan yusuf yousef abdullah abdallah mustafa
		mostafa ibrahim ismail khalid omar osama usama ali hamza tariq fatima aisha khadija rashid walid jamal kamal nasser
		salah saleh samir bashar bilal faisal hamid ayman amina layla zaynab mariam nadia noura`) {
		out[arabicKey(w)] = true
	}
	return out
}()

// arabicKey returns a word written in Latin letters from Arabic without what transcriptions differ in: doubled
// letters, e or a, o or u, i or y, sh or ch, q or k. It keeps the vowels apart otherwise, because "Mahmoud" is not
// "Mohammed".
func arabicKey(word string) string {
	word = transcriptionLetters.Replace(word)
	out := make([]byte, 0, len(word))
	for i := range len(word) {
		b := word[i]
		switch b {
		case 'e':
			b = 'a'
		case 'u':
			b = 'o'
		case 'y':
			b = 'i'
		case 'q':
			b = 'k'
		}
		if n := len(out); n == 0 || out[n-1] != b {
			out = append(out, b)
		}
	}
	if n := len(out); n > 3 && out[n-1] == 'h' && out[n-2] == 'a' {
		out = out[:n-1] // "Fatimah"
	}
	return string(out)
}

// transcriptionLetters replaces sequences of letters that French, English and other transcriptions write differently.
var transcriptionLetters = strings.NewReplacer("ou", "o", "oo", "o", "ee", "i", "ie", "i", "dj", "j", "sh", "c", "ch",
	"c",
	"gh", "g",
	"th", "t", "dh", "d")

// arabicFirst returns the letters that a word which begins with first may begin with too, as arabicKey compares them,
// and with the article written on to it.
func arabicFirst(first rune) []rune {
	out := []rune{'a', 'e'}
	for _, class := range []string{"ou", "iy", "kq", "cs", "jd"} {
		if strings.ContainsRune(class, first) {
			out = append(out, []rune(class)...)
		}
	}
	return slices.DeleteFunc(out, func(r rune) bool { return r == first })
}

// sameInArabic reports whether two folded words are one name in two transcriptions, the first with or without the
// article.
func sameInArabic(word, want string) bool {
	const least = 4 // letters
	if len(want) < 3 || len(word) < 3 {
		return false
	}
	key := arabicKey(want)
	if arabicKey(word) == key {
		return true
	}
	for _, article := range []string{"al", "el"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) >= least && arabicKey(rest) == key {
			return true
		}
	}
	return false
}

// arabicName returns an Arabic name in Latin letters without its articles; false for other names.
func arabicName(name string) (string, bool) {
	fields, lastAt, _, _ := partsOf(name)
	is, dropped := false, false
	var out []string
	for i, f := range fields {
		var kept []string
		for k, w := range f {
			first := i == 0 && k == 0
			is = is || !first && arabicParticles[w] || len(fields) > 1 && i < lastAt && arabicGiven[arabicKey(w)]
			if !first && (w == "al" || w == "el" || w == "ul") {
				dropped = true
				continue
			}
			if w[0] >= utf8.RuneSelf {
				return "", false
			}
			if rest, ok := strings.CutPrefix(w, "al"); ok && !first && len(rest) > 4 && dropped {
				w = rest
			}
			kept = append(kept, capitalise(w))
		}
		if len(kept) > 0 {
			out = append(out, strings.Join(kept, "-"))
		}
	}
	if !is || len(out) < 2 {
		return "", false
	}
	return strings.Join(out, " "), true
}

// otherArticle returns the surname of an Arabic name that is given alone, without its article in Latin letters, and
// with it or without it in Arabic ones: "Rashidi" for "al-Rashidi"; none for other names.
func otherArticle(name string) []string {
	const least = 4 // letters of the rest
	if first, _ := utf8.DecodeRuneInString(name); !unicode.Is(unicode.Arabic, first) {
		before, rest := WithoutArticle(name)
		if before == "" || utf8.RuneCountInString(rest) < least || strings.ContainsFunc(rest, unicode.IsSpace) {
			return nil
		}
		return []string{rest}
	}
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || isHyphen(r) }) {
		return nil
	}
	if rest, ok := strings.CutPrefix(name, arabicArticle); ok {
		if utf8.RuneCountInString(rest) >= least {
			return []string{rest}
		}
		return nil
	}
	if utf8.RuneCountInString(name) >= least {
		return []string{arabicArticle + name}
	}
	return nil
}

// WithoutArticle returns the Arabic article before a surname in Latin letters, and the rest: with a hyphen, or in
// small letters and apart. Of "Al Gore" it returns the name: Al is a given name there.
func WithoutArticle(surname string) (article, rest string) {
	at := strings.IndexFunc(surname, func(r rune) bool { return isHyphen(r) || r == ' ' })
	if at < 0 {
		return "", surname
	}
	sep, n := utf8.DecodeRuneInString(surname[at:])
	before := surname[:at]
	if !arabicArticles[strings.ToLower(before)] || !isHyphen(sep) && before != "al" && before != "el" {
		return "", surname
	}
	return before, surname[at+n:]
}

// capitalise returns a word with a capital first letter.
func capitalise(w string) string {
	first, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(first)) + w[n:]
}
