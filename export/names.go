package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// personOf returns the family and given name of an author whose name has a plain form: a given name and a
// family name, with an initial or a particle between them ("Ann Lee", "Ann B. Lee", "Lars von Holt"). ok is
// false for every other name, which is written whole: groups, names of one word, two family names, languages
// that put the family name first, and scripts without capitals, in which no form tells.
func personOf(name string, r *Record) (family, given string, ok bool) {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 3 || familyFirst[primaryTag(r.Lang)] || strings.EqualFold(name, line(r.Source)) {
		return "", "", false
	}
	last := len(words) - 1
	for i, w := range words {
		switch {
		case groupWords[strings.ToLower(strings.Trim(w, ".,"))]:
			return "", "", false
		case i == 1 && last == 2 && particles[w]:
		case i == 1 && last == 2 && !isInitial(w):
			return "", "", false
		case isInitial(w) && i == last, !isNameWord(w) && !isInitial(w):
			return "", "", false
		}
	}
	if last == 2 && particles[words[1]] {
		return words[1] + " " + words[2], words[0], true
	}
	return words[last], strings.Join(words[:last], " "), true
}

func primaryTag(lang string) string {
	out, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return out
}

// familyFirst are languages in which the family name is first.
var familyFirst = map[string]bool{"hu": true, "zh": true, "ja": true, "ko": true, "vi": true, "km": true, "mn": true}

// particles belong to the family name after them.
var particles = map[string]bool{"von": true, "van": true, "zu": true, "af": true, "av": true, "de": true, "di": true,
	"du": true, "da": true, "del": true, "della": true, "dos": true, "al": true, "bin": true, "ibn": true}

// isInitial reports whether a word is an initial with its full stop.
func isInitial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && w[n:] == "."
}

// isNameWord reports whether a word has a capital first and letters, with hyphens and apostrophes between them.
func isNameWord(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || n == len(w) {
		return false
	}
	for _, r := range w[n:] {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("-‐’'", r) {
			return false
		}
	}
	return w[len(w)-1] != '-' && w[len(w)-1] != '\''
}

// groupWords are words of groups and offices, which have no given name.
var groupWords = wordsOf(`agency agence agencia agenzia agentur associated association associates authority blog board
	brigade bureau center centre centro channel chronicle club co collective committee company contributor contributors
	coalition commission corp corporation correspondent correspondents council courier daily department desk digest
	editor editorial editors federation foundation gazette government group guest herald inc independent institute
	international journal league limited ltd mail magazine media members ministry monitor network networks news
	newsroom newsdesk observer office online organisation organization party post press project radio redacción
	redaccion redação redaktion redazione report reporter reporters review rédaction redaction school service services
	society special staff standard star studio studios sun team telegraph the times today tribune tv union university
	voice watch wire world writer writers gmbh verein verband partei ministerium zeitung dienst presse zentrale from by
	and und et y e и admin administrator webmaster user anonymous`)

func wordsOf(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}
