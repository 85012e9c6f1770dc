package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// servant begins names of two words that are one: by itself the second names somebody else.
const servant = "عبد"

// fused are what names of one word begin with that are also written as two, folded.
var fused = []string{"abdel", "abdul", "abdal", "abdol", "abdur", "ابو", "ابی", "ابا"}

// father are the cases of the word for father in Arabic names.
var father = setOf("ابو ابی ابا")

// compounds returns a name with words that texts write apart or together written the other way,
// with a hyphen where both are: "van der Holm" and "vander Holm", "عبد الرحمن" and "عبدالرحمن".
func compounds(name string) []string {
	if strings.Contains(name, ",") {
		return []string{name}
	}
	var split, among, onward []string
	for _, f := range strings.Fields(name) {
		split = append(split, taken(f))
	}
	for i, f := range split {
		if i == 0 {
			among, onward = append(among, f), append(onward, f)
			continue
		}
		before := Particle(split[i-1])
		if before && Particle(f) {
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

// taken returns a word of a name with a hyphen where it is also written as two.
func taken(word string) string {
	seen := strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, word)
	fold := foldsOf(seen)[0]
	if utf8.RuneCountInString(fold) != utf8.RuneCountInString(seen) {
		return word
	}
	letters := []rune(seen)
	for _, head := range fused {
		n := utf8.RuneCountInString(head)
		if strings.HasPrefix(fold, head) && len(letters) >= n+3 {
			return string(letters[:n]) + "-" + string(unicode.ToUpper(letters[n])) + string(letters[n+1:])
		}
	}
	const least, behind = 3, 4 // letters before the article, and with it
	for i := least; i+behind <= len(letters); i++ {
		if letters[i] == 'ا' && letters[i+1] == 'ل' {
			return string(letters[:i]) + "-" + string(letters[i:])
		}
	}
	return word
}

// article is the Arabic one, which is written on to its word.
const article = "ال"

// afterArticle returns what an Arabic word has behind its article; "" where it has none or what is
// left is too short to be a name.
func afterArticle(word string) string {
	rest, ok := strings.CutPrefix(word, article)
	if !ok || utf8.RuneCountInString(rest) < 2 {
		return ""
	}
	return rest
}

// sameButArticle reports whether two folded words differ in the article only, and are long enough
// to be one name all the same.
func sameButArticle(a, b string) bool {
	short := min(len(a), len(b))
	return short >= 2*4 && (afterArticle(a) == b || afterArticle(b) == a)
}

// withArticle is a word that begins with a preposition fused with the article, with the article
// alone: "للراوي" as "الراوي".
func (w word) withArticle() (word, bool) {
	rest, ok := strings.CutPrefix(w.fold, "لل")
	w.fold = article + rest
	return w, ok && afterArticle(w.fold) != ""
}
