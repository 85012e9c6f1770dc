package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
)

// servantWord is the first word of two-word names such as "عبد الرحمن", which count as one word: the second by
// itself is another name.
const servantWord = "عبد"

// compoundPrefixes are the beginnings of one-word names that are also written as two words, folded.
var compoundPrefixes = []string{"abdel", "abdul", "abdal", "abdol", "abdur", "ابو", "ابی", "ابا"}

// fatherWords are the cases of the word for "father" in Arabic names.
var fatherWords = wordset.Of("ابو ابی ابا")

// compoundSpellings returns the spellings of a name whose words texts write separately or together, with a hyphen
// where both occur: "van der Holm" and "vander Holm", "عبد الرحمن" and "عبدالرحمن".
func compoundSpellings(name string) []string {
	if strings.Contains(name, ",") {
		return []string{name}
	}
	var split, among, onward []string
	for _, f := range strings.Fields(name) {
		split = append(split, withHyphen(f))
	}
	for i, f := range split {
		if i == 0 {
			among, onward = append(among, f), append(onward, f)
			continue
		}
		before := IsParticle(split[i-1])
		if before && IsParticle(f) {
			among[len(among)-1] += f
		} else {
			among = append(among, f)
		}
		if before || i+1 < len(split) && afterArticle(f) != "" {
			onward[len(onward)-1] += "-" + f
		} else {
			onward = append(onward, f)
		}
	}
	out := []string{name}
	for _, ws := range [][]string{split, among, onward} {
		if s := strings.Join(ws, " "); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// withHyphen returns a word of a name with a hyphen where it is also written as two words.
func withHyphen(word string) string {
	seen := strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, word)
	fold := foldsOf(seen)[0]
	if utf8.RuneCountInString(fold) != utf8.RuneCountInString(seen) {
		return word
	}
	letters := []rune(seen)
	for _, head := range compoundPrefixes {
		n := utf8.RuneCountInString(head)
		if strings.HasPrefix(fold, head) && len(letters) >= n+3 {
			return string(letters[:n]) + "-" + string(unicode.ToUpper(letters[n])) + string(letters[n+1:])
		}
	}
	const least, behind = 3, 4 // minimum letters before the article, and of article and rest
	for i := least; i+behind <= len(letters); i++ {
		if letters[i] == 'ا' && letters[i+1] == 'ل' {
			return string(letters[:i]) + "-" + string(letters[i:])
		}
	}
	return word
}

// arabicArticle is the Arabic article, which is written joined to its word.
const arabicArticle = "ال"

// afterArticle returns the part of an Arabic word after its article; "" where it has none or what is left is
// too short to be a name.
func afterArticle(word string) string {
	rest, ok := strings.CutPrefix(word, arabicArticle)
	if !ok || utf8.RuneCountInString(rest) < 2 {
		return ""
	}
	return rest
}

// sameButArticle reports whether two folded words differ only in the article, and are long enough to be one
// name.
func sameButArticle(a, b string) bool {
	short := min(len(a), len(b))
	return short >= 2*4 && (afterArticle(a) == b || afterArticle(b) == a)
}

// withArticle returns a word that begins with a preposition fused with the article, with the article alone:
// "للراوي" as "الراوي".
func (w word) withArticle() (word, bool) {
	rest, ok := strings.CutPrefix(w.fold, "لل")
	w.fold = arabicArticle + rest
	return w, ok && afterArticle(w.fold) != ""
}
