package redact

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The sounds of a word are written one character a sound, whatever its script: vowels and most consonants
// as usual, S for sh, Z for zh, C for ch, J for j in "John", c for ts, x for kh, T and D for the two sounds
// of th, R for what is between l and r, Q for the letter j of the Latin script, which is read in four ways,
// and G for its g before e and i.

// script is how the letters of a script are read.
type script struct {
	table   *unicode.RangeTable
	name    string
	sounds  *strings.Replacer // of small letters, longer sequences first
	vowels  float64           // what a vowel costs that is missing on one side: little where vowels are not written
	cased   bool              // names have a capital
	endings []string          // that may follow a name, in sounds
	before  string            // letters that are written on to the front of a name
	behind  []string          // words that are written on to its end, the longest first
}

// scripts are those whose names can be compared by sound. Chinese characters are not among them: how one is
// read depends on the word.
var scripts = []*script{
	{table: unicode.Latin, name: "Latin", vowels: .25, cased: true, sounds: letterSounds("Latin")},
	{table: unicode.Cyrillic, name: "Cyrillic", vowels: .25, cased: true, sounds: letterSounds("Cyrillic"),
		endings: strings.Fields("om em im oj ogo omu ami ame im ov")},
	{table: unicode.Greek, name: "Greek", vowels: .25, cased: true, sounds: letterSounds("Greek"),
		endings: strings.Fields("s n")},
	{table: unicode.Arabic, name: "Arabic", vowels: .06, before: "وفبلك", sounds: letterSounds("Arabic")},
	{table: unicode.Hebrew, name: "Hebrew", vowels: .06, before: "והבלכמש", sounds: letterSounds("Hebrew")},
	{table: unicode.Armenian, name: "Armenian", vowels: .25, cased: true, sounds: letterSounds("Armenian"),
		endings: strings.Fields("i in n ov")},
	{table: unicode.Georgian, name: "Georgian", vowels: .25, sounds: letterSounds("Georgian"),
		endings: strings.Fields("i is m ma s it ad")},
	{table: unicode.Hangul, name: "Hangul", vowels: .1,
		behind: strings.Fields("에게서 에게 에서 께서 부터 으로 은 는 이 가 을 를 의 와 과 도 에 로 만")},
	{table: unicode.Katakana, name: "Katakana", vowels: .1},
	indicScript(unicode.Devanagari, "Devanagari", 0x0900), indicScript(unicode.Bengali, "Bengali", 0x0980),
	indicScript(unicode.Gurmukhi, "Gurmukhi", 0x0a00), indicScript(unicode.Gujarati, "Gujarati", 0x0a80),
	indicScript(unicode.Tamil, "Tamil", 0x0b80), indicScript(unicode.Telugu, "Telugu", 0x0c00),
	indicScript(unicode.Kannada, "Kannada", 0x0c80), indicScript(unicode.Malayalam, "Malayalam", 0x0d00),
}

//go:embed letters.txt
var lettersText string

// letterSounds returns what writes the letters of a script as sounds.
func letterSounds(script string) *strings.Replacer {
	_, pairs, _ := strings.Cut(lettersText, "\n"+script+": ")
	pairs, _, _ = strings.Cut(pairs, "\n")
	fields := strings.Fields(pairs)
	for i := 1; i < len(fields); i += 2 {
		fields[i] = strings.Trim(fields[i], "_")
	}
	return strings.NewReplacer(fields...)
}

// indicScript is a script of the family that Unicode lays out alike: a letter is at the same distance from the
// beginning of each block.
func indicScript(table *unicode.RangeTable, name string, block rune) *script {
	pairs := []string{}
	put := func(from rune, sounds string) {
		for i, s := range strings.Fields(sounds) {
			pairs = append(pairs, string(block+from+rune(i)), strings.Trim(s, "_"))
		}
	}
	put(0x01, "n n h")
	put(0x05, "a a i i u u ri l e e e ai o o o au")
	put(0x15, "k k g g n C C J J n t t d d n t t d d n n p p b b m j r r l l l v S S s h")
	put(0x3e, "a i i u u ri ri e e e ai o o o au _")
	put(0x58, "k x g z r r f j")
	return &script{table: table, name: name, vowels: .08, sounds: strings.NewReplacer(pairs...)}
}

// The sounds of Hangul's parts, in Unicode's order.
var (
	hangulFirst = strings.Fields("g k n d t R m b p s s _ J C C k t p h")
	hangulVowel = strings.Fields("a e ja je o e jo je o wa we we jo u wo we wi ju u ui i")
	hangulLast  = strings.Fields("_ k k k n n n t l k m l l l p l m p p t t n t t k t p t")
)

// kana are the sounds of katakana from small a on, in Unicode's order; "-" takes the vowel before it away.
var kana = strings.Fields("a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za Si Ji su zu se ze " +
	"so zo ta da Ci Ji _ cu zu te de to do na ni nu ne no ha ba pa hi bi pi fu bu pu he be pe ho bo po " +
	"ma mi mu me mo -ja ja -ju ju -jo jo Ra Ri Ru Re Ro -wa wa wi we wo n vu ka ke va vi ve vo")

// markedLetters are letters with marks that have a sound of their own or are written without.
var markedLetters = strings.NewReplacer("ç", "s", "š", "S", "ş", "S", "ș", "S", "č", "C", "ć", "C", "ž", "Z", "ż", "Z",
	"ğ", "g", "ň", "n", "ñ", "nj", "ά", "α", "έ", "ε", "ή", "η", "ί", "ι", "ό", "ο", "ύ", "υ", "ώ", "ω", "ϊ", "ι",
	"ϋ", "υ", "ΐ", "ι", "ΰ", "υ")

// scriptOf returns the script of a letter, nil for one whose sound is not known.
func scriptOf(r rune) *script {
	if r == 'ー' {
		r = 'ア'
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s
		}
	}
	return nil
}

// soundsOf returns the sounds of a word in the script, without doubled ones.
func (s *script) soundsOf(word string) string {
	word = strings.ToLower(word)
	var b strings.Builder
	switch s.table {
	case unicode.Hangul:
		for _, r := range norm.NFC.String(word) {
			if n := int(r - 0xac00); n >= 0 && n < 11172 {
				b.WriteString(strings.Trim(hangulFirst[n/588]+hangulVowel[n/28%21]+hangulLast[n%28], "_"))
			}
		}
	case unicode.Katakana:
		out := ""
		for _, r := range norm.NFKC.String(word) {
			n := int(r - 'ァ')
			if n < 0 || n >= len(kana) {
				continue
			}
			sound := strings.Trim(kana[n], "_")
			small, smaller := strings.CutPrefix(sound, "-")
			if smaller || strings.ContainsRune("ァィゥェォ", r) { // ヴェ, チャ, ウィ
				switch last := len(out) - 1; {
				case last < 0:
				case out == "u" || strings.HasSuffix(out, "au"):
					out = out[:last] + "w"
				case strings.IndexByte("aiueo", out[last]) >= 0:
					out = out[:last]
				}
				if sound = small; out != "" && strings.IndexByte("CSJ", out[len(out)-1]) >= 0 {
					sound = strings.TrimPrefix(sound, "j")
				}
			}
			out += sound
		}
		b.WriteString(out)
	case unicode.Latin:
		plain := markedLetters.Replace(norm.NFC.String(word))
		sounded := s.sounds.Replace(strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(plain)))
		b.WriteString(sounded)
	default:
		b.WriteString(s.sounds.Replace(strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) && !s.hasLetterMarks() || isInvisible(r) {
				return -1
			}
			return r
		}, norm.NFC.String(markedLetters.Replace(word)))))
	}
	var out []rune
	for _, r := range b.String() {
		if n := len(out); r < 0x80 && unicode.IsLetter(r) && (n == 0 || out[n-1] != r) {
			if n > 0 && (out[n-1] == 'l' || out[n-1] == 'R') && (r == 'l' || r == 'R') {
				continue // a doubled l of Hangul
			}
			out = append(out, r)
		}
	}
	return string(out)
}

// isSyllabic reports whether the script writes syllables.
func (s *script) isSyllabic() bool { return s.table == unicode.Hangul || s.table == unicode.Katakana }

// hasLetterMarks reports whether the script's marks are letters.
func (s *script) hasLetterMarks() bool { return s.sounds != nil && s.vowels == .08 }

// similarSounds are pairs of sounds of which one script has the first where another has the second, with the cost
// of taking them as equal.
var similarSounds = func() map[[2]byte]float64 {
	out := map[[2]byte]float64{}
	for _, group := range []struct {
		cost  float64
		pairs string
	}{
		{0, "ji wu Tt Ts Dd Dz Rl Rr QJ Qj QZ GJ Gg GZ"},
		{.1, "wo xh Qx Qh Qi cz xC Cc fv"},
		{.2, "wv ZJ sz cs sS Gx wb uv gh gx zJ"},
		{.3, "sJ pb bv pf td kg kx zZ SZ SC CJ jJ gJ Cs Dt Tf cC kC Sc cJ JZ TD ov"},
		{.45, "lr bf kh Ck Td Cx nm JS hC Rn"},
	} {
		for _, p := range strings.Fields(group.pairs) {
			for _, k := range [][2]byte{{p[0], p[1]}, {p[1], p[0]}} {
				if _, ok := out[k]; !ok {
					out[k] = group.cost
				}
			}
		}
	}
	return out
}()

// sameScript are pairs of sounds that transcriptions in one script write for one another, with what it costs.
var sameScript = func() map[[2]byte]float64 {
	out := map[[2]byte]float64{}
	for _, p := range strings.Fields("wv zs cz cs xh xk xC fv SC ZS ZJ QJ Qj QZ Qi GJ Gg gG gh Gx gx Tt Dd ji") {
		for _, k := range [][2]byte{{p[0], p[1]}, {p[1], p[0]}} {
			out[k] = min(similarSounds[k], .3)
		}
	}
	return out
}()

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// isGlide reports whether a sound is written as a vowel as well.
func isGlide(b byte) bool { return b == 'j' || b == 'w' }

// distance is how much two words differ by their sounds. vowels is what one costs that is missing;
// With 1 both are of one script, where other vowels are other names.
// syllables: one of the scripts writes syllables, of languages without an r at the end of one.
func distance(a, b string, vowels float64, syllables bool) float64 {
	missing := func(s string, i int) float64 {
		switch x := s[i]; {
		case x == 'e' && i == len(s)-1:
			return min(vowels, .12)
		case x == 't' && i+1 < len(s) && strings.IndexByte("sCS", s[i+1]) >= 0,
			x == 'n' && i+1 < len(s) && s[i+1] == 't':
			return .35 // z and ch of one language, and the d of Greek
		case x == 'r' && syllables, x == 'g' && i > 0 && s[i-1] == 'n':
			return .35
		case isVowel(x) && i == 0:
			return max(vowels, .4)
		case vowels >= 1 && x == 'a' && i == len(s)-1: // a woman's name
			return vowels
		case isVowel(x) && (isVowel(s[i-1]) || i+1 < len(s) && isVowel(s[i+1])): // of a diphthong
			return min(vowels, .1)
		case isVowel(x), isGlide(x) && vowels < .2:
			return vowels
		case isGlide(x):
			return .25
		case x == 'h':
			return .3
		}
		return 1
	}
	other := func(x, y byte) float64 {
		if x == y {
			return 0
		}
		if vowels >= 1 {
			if c, ok := sameScript[[2]byte{x, y}]; ok {
				return c
			}
			return 2
		}
		if c, ok := similarSounds[[2]byte{x, y}]; ok {
			return c
		}
		if (isVowel(x) || isGlide(x)) && (isVowel(y) || isGlide(y)) {
			return min(.2, vowels)
		}
		return 2
	}
	row := make([]float64, len(b)+1)
	for j := range b {
		row[j+1] = row[j] + missing(b, j)
	}
	for i := range a {
		diagonal := row[0]
		row[0] += missing(a, i)
		for j := range b {
			above := row[j+1]
			row[j+1] = min(diagonal+other(a[i], b[j]), above+missing(a, i), row[j]+missing(b, j))
			diagonal = above
		}
	}
	return row[len(b)]
}

// wordSounds is a word of a name with its sounds.
type wordSounds struct {
	word   string
	sounds string
	of     *script
	limit  float64 // of what may be the same word
	beside float64 // the same where another word of the name is beside it
}

func soundOf(word string) wordSounds {
	first, _ := utf8.DecodeRuneInString(word)
	s := scriptOf(first)
	if s == nil {
		return wordSounds{word: word}
	}
	out := wordSounds{word: word, of: s, sounds: s.soundsOf(word)}
	n := float64(out.consonants())
	out.limit, out.beside = .22+.13*n, .35+.17*n
	return out
}

// consonants returns the number of consonants of the word.
func (w *wordSounds) consonants() int {
	n := 0
	for i := range len(w.sounds) {
		if !isVowel(w.sounds[i]) && !isGlide(w.sounds[i]) {
			n++
		}
	}
	return n
}

// distanceFrom is the distance of a word in the sounds of another script.
func (w *wordSounds) distanceFrom(sounds string, s *script) float64 {
	return distance(w.sounds, sounds, min(s.vowels, w.of.vowels), s.isSyllabic() || w.of.isSyllabic())
}

// beginAlike reports whether two words may begin with these sounds and be one name: both with a vowel or neither. A
// glide is written as either.
func beginAlike(a, b byte) bool {
	return isVowel(a) == isVowel(b) || isGlide(a) || isGlide(b) || a == 'h' || b == 'h' || a == 'Q' || b == 'Q'
}

// isTranscription reports whether a word of the same script may be another transcription of the word of a name, as
// other languages write it: "Kusnezowa" and "Kuznecova" for "Kuznetsova".
func (w *wordSounds) isTranscription(word string) bool {
	if w.of != scripts[0] || commonWords[w.word] {
		return false
	}
	own := sameEnding(w.sounds)
	limit := .2 + .12*float64(len(own)-strings.Count(strings.Map(func(r rune) rune {
		if r < 0x80 && (isVowel(byte(r)) || isGlide(byte(r))) {
			return '_'
		}
		return r
	}, own), "_"))
	small := strings.ToLower(word)
	for _, s := range []string{small, slavicC(small)} {
		if distance(own, sameEnding(w.of.soundsOf(s)), 1, false) <= limit {
			return true
		}
	}
	own = sameEnding(w.of.soundsOf(slavicC(w.word)))
	return own != sameEnding(w.sounds) && distance(own, sameEnding(w.of.soundsOf(small)), 1, false) <= limit
}

// slavicC returns a word with each c that has the sound of ts in Polish and Czech written as ts.
func slavicC(word string) string {
	var b strings.Builder
	for i := range len(word) {
		if word[i] == 'c' && (i+1 == len(word) || strings.IndexByte("hkz", word[i+1]) < 0) && (i == 0 ||
			word[i-1] != 's') {
			b.WriteString("ts")
			continue
		}
		b.WriteByte(word[i])
	}
	return b.String()
}

// sameEnding returns sounds with the endings of Slavic surnames as one: "Gorbatschow" and "Gorbachev"; and without
// the vowel that some languages put before a last r: "Alexander" and "Aleksandr", "Peter" and "Petr".
func sameEnding(sounds string) string {
	if n := len(sounds); n > 3 && sounds[n-1] == 'r' && sounds[n-2] == 'e' && !isVowel(sounds[n-3]) &&
		!isGlide(sounds[n-3]) {
		sounds = sounds[:n-2] + "r"
	}
	if rest, ok := strings.CutSuffix(sounds, "iQ"); ok { // "Georgij"
		sounds = rest + "i"
	}
	for _, female := range []string{"", "a"} {
		for _, end := range []string{"ov", "ow", "of", "ev", "ew", "ef", "iov", "iow"} {
			if rest, ok := strings.CutSuffix(sounds, end+female); ok && len(rest) > 1 {
				return strings.TrimRight(rest, "ji") + "ov" + female
			}
		}
	}
	return sounds
}

// matchOtherScript reports whether a word of another script may be the word of a name, with an ending or a letter at
// its front, as that script writes them; likely without another word of the name beside it.
func (w *wordSounds) matchOtherScript(word string) (is, likely bool) {
	first, _ := utf8.DecodeRuneInString(word)
	s := scriptOf(first)
	if s == nil || w.of == nil || w.sounds == "" || len(word) > 80 || s.cased && unicode.IsLower(first) {
		return false, false
	}
	if s == w.of {
		return w.isTranscription(word), false
	}
	d := w.nearest(word)
	return d <= w.beside, d <= w.limit
}

// nearest returns the distance of a word of another script from the word of a name, the least of the ways it may be
// spelt there; of its own script 0.
func (w *wordSounds) nearest(word string) float64 {
	const none = 100
	first, _ := utf8.DecodeRuneInString(word)
	s := scriptOf(first)
	if s == w.of {
		return 0
	}
	least := float64(none)
	for _, sounds := range w.spelt(word) {
		if beginAlike(w.sounds[0], sounds[0]) {
			least = min(least, w.distanceFrom(sounds, s))
		}
	}
	return least
}

// spelt returns the sounds of a word of another script, as it is, without an ending, and without what scripts write on
// to its front.
func (w *wordSounds) spelt(word string) []string {
	first, n := utf8.DecodeRuneInString(word)
	s := scriptOf(first)
	var out []string
	put := func(sounds string) {
		if sounds != "" {
			out = append(out, sounds)
		}
	}
	sounds := s.soundsOf(word)
	put(sounds)
	for _, e := range s.endings {
		if rest, ok := strings.CutSuffix(sounds, e); ok && len(rest) > 1 {
			put(rest)
		}
	}
	if strings.ContainsRune(s.before, first) {
		put(s.soundsOf(word[n:]))
		if rest, ok := strings.CutPrefix(word[n:], arabicArticle); ok {
			put(s.soundsOf(rest))
		}
	}
	if rest := afterArticle(word); rest != "" {
		put(s.soundsOf(rest))
	}
	return out
}
