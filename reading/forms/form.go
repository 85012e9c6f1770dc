package forms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cuttings/internal/wordset"
	"cuttings/reading/names"
)

// Form is a parsed form of a name. It is immutable.
type Form struct {
	Text  string   // as written, without article, title and possessive mark
	Key   string   // the folded words joined by spaces: equal for forms that are Equal
	words []string // folded
	raw   []string // as written, parallel to words
	caps  bool     // an abbreviation: letters mostly capital, no space
	// subsets of words: the content words, and a person's without particles
	carrying, person []string
}

// maxWords is the maximum number of words of a form that are used.
const maxWords = 12

// New returns a parsed form.
func New(text string) Form {
	text = strings.Join(strings.Fields(softHyphens.Replace(text)), " ")
	text = strings.Trim(text, " ,.;:\"“”„«»()")
	text = withoutMojibake(text)
	for _, mark := range []string{"'s", "’s"} {
		text = strings.TrimSuffix(text, mark)
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '\u200c' })
	for len(fields) > 1 && (isArticle(fields[0]) ||
		titles[strings.ToLower(strings.TrimRight(fields[0], "."))]) {
		text = strings.TrimSpace(text[strings.Index(text, fields[0])+len(fields[0]):])
		fields = fields[1:]
	}
	f := Form{Text: restoreDots(text)}
	for _, w := range fields[:min(len(fields), maxWords)] {
		folded := Fold(w)
		if folded == "" {
			continue
		}
		f.words, f.raw = append(f.words, folded), append(f.raw, w)
	}
	f.Key = strings.Join(f.words, " ")
	f.caps = len(f.words) == 1 && isAbbreviation(text)
	f.carrying, f.person = f.withoutConnectors(), f.withoutParticles()
	return f
}

// withoutMojibake returns a text without the rest of a mark that was decoded wrongly at its end: "Velmâ" of
// "Velmâ€™s".
func withoutMojibake(s string) string {
	for _, rest := range []string{"â", "Â"} {
		if t, ok := strings.CutSuffix(s, rest); ok && len(t) > 2 && strings.IndexFunc(t, func(r rune) bool {
			return r >= utf8.RuneSelf
		}) < 0 {
			return t
		}
	}
	return s
}

// softHyphens removes soft hyphens.
var softHyphens = strings.NewReplacer("\u00ad", "")

// restoreDots returns initials with dots between them with the last dot restored: "U.S.".
func restoreDots(s string) string {
	letter, dots := false, 0
	for _, r := range s {
		if letter == (r != '.') || r != '.' && !unicode.IsUpper(r) {
			return s
		}
		if letter = r != '.'; !letter {
			dots++
		}
	}
	if letter && dots > 0 {
		return s + "."
	}
	return s
}

// shoutedLetters is the number of letters from which a word in capitals is rarely an abbreviation.
const shoutedLetters = 6

// IsAllCapitals reports whether a form is written in capitals and is no abbreviation.
func IsAllCapitals(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= shoutedLetters || letters > 0 && strings.Contains(text, " ")
}

// isArticle reports whether a first word is an article. Romance ones with a capital are part of the name: "Los
// Angeles", "El Salvador".
func isArticle(w string) bool {
	low := strings.ToLower(w)
	return articles[low] || w == low && romanceArticles[low]
}

// Empty reports whether the form has no letter, or is "&" alone.
func (f Form) Empty() bool { return len(f.words) == 0 || f.Text == "&" }

// WordCount returns the number of words.
func (f Form) WordCount() int { return len(f.words) }

// IsAbbreviation reports whether the form is an abbreviation: "OSU", "M23", "OSU-Lask".
func (f Form) IsAbbreviation() bool { return f.caps }

// InitialsOf reports whether an abbreviation has the initials of another form's words.
func (f Form) InitialsOf(of Form) bool {
	return f.caps && len(of.words) > 1 && acronymOf(strings.ReplaceAll(f.words[0], "-", ""), of)
}

// TailOf reports whether a form is only the last word of another.
func (f Form) TailOf(of Form) bool {
	return len(f.words) == 1 && len(of.words) > 1 && of.words[len(of.words)-1] == f.words[0]
}

// HasWords reports whether a form has all words of a shorter one, side by side.
func (f Form) HasWords(of Form) bool {
	return len(of.words) < len(f.words) && wordsIndex(of.words, f.words) >= 0
}

// LastWord returns the last word folded, ignoring particles: the family name of most persons. It is "" for an empty
// form.
func (f Form) LastWord() string {
	if len(f.words) == 0 {
		return ""
	}
	return dropParticle(f.words[len(f.words)-1])
}

// Fold returns a word in lower case without accents and marks.
func Fold(w string) string {
	ascii := true
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	var b strings.Builder
	b.Grow(len(w))
	if !ascii {
		w = norm.NFKD.String(w)
	}
	for _, r := range w {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'æ' || r == 'Æ':
			b.WriteString("ae")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '-' || r == '‑' || r == '–':
			if b.Len() > 0 {
				b.WriteByte('-')
			}
		case r == '&':
			b.WriteString("and")
		}
	}
	return strings.TrimRight(b.String(), "-")
}

// isAbbreviation reports whether s is written like an abbreviation: with two capitals or more, or a capital and
// digits, and at least as many capitals as lower-case letters.
func isAbbreviation(s string) bool {
	capitals, small, digits := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLetter(r):
			small++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return capitals >= 2 && capitals >= small || capitals == 1 && digits > 0 && small == 0
}

var (
	articles        = wordset.Of("the a an der die das")
	romanceArticles = wordset.Of("la le les el los las il lo l'")
	titles          = wordset.Of(`mr mrs ms miss dr prof professor sir dame lord lady rev hon sen rep gov gen lt
		col maj capt sgt president minister mme mlle m. sr sra don doña herr frau hr madame monsieur señor
		señora captain commander`)
	// connectors are small words that join the parts of a name
	connectors = wordset.Of(`of for the and in on at to by de du des da do dos das di del della la le les el los
		las der den und y e et van von zu zum zur ter ten`)
	// particles are before a family name, as a word or joined by a hyphen
	particles = []string{"al-", "el-", "ul-", "ol-", "as-", "ad-", "ar-", "at-", "az-", "an-", "ibn-", "bin-", "abu-"}
	particle  = wordset.Of("al el ul ol bin ibn ben de la von van der den di da dos du le")
)

func dropParticle(w string) string {
	for _, p := range particles {
		if s, ok := strings.CutPrefix(w, p); ok && len(s) >= 3 {
			return s
		}
	}
	return w
}

// IsShort reports whether a form is shorter than a full name: a family or given name alone, an initial with a
// family name, an abbreviation.
func (f Form) IsShort(kind names.Kind) bool {
	switch kind {
	case names.Person:
		p := f.personWords()
		return len(p) < 2 || utf8.RuneCountInString(p[0]) == 1
	case names.Organisation:
		return f.caps
	}
	return false
}
