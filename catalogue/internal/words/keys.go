package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
	"golang.org/x/text/unicode/norm"
)

// Version is raised whenever Scan or Key return other results than before; indexes made with another version
// are rebuilt.
const Version = 1

// Rules are a language's rules for the forms of words. The values are stored in catalogues, so their meaning
// must not change.
type Rules uint8

// Plain are the rules for unknown languages: only accents are removed.
const Plain Rules = 0

// MaxRules is one more than the largest Rules.
const MaxRules = 32

type ruleSet struct {
	langs string // ISO 639 codes, space separated
	stem  func(term string) string
}

var rules = [...]ruleSet{
	Plain: {},
	1:     {"en", snowball(english.Stem)},
	2:     {"de", snowball(german.Stem)},
	3:     {"fr", snowball(french.Stem)},
	4:     {"es", snowball(spanish.Stem)},
	5:     {"it", snowball(italian.Stem)},
	6:     {"pt", snowball(portuguese.Stem)},
	7:     {"nl", snowball(dutch.Stem)},
	8:     {"sv", snowball(swedish.Stem)},
	9:     {"da", snowball(danish.Stem)},
	10:    {"no nb nn", snowball(norwegian.Stem)},
	11:    {"fi", snowball(finnish.Stem)},
	12:    {"hu", snowball(hungarian.Stem)},
	13:    {"ro", snowball(romanian.Stem)},
	14:    {"ru uk be", stemRussian}, // close enough for case endings
	15:    {"tr", snowball(turkish.Stem)},
	16:    {"ar", stemArabic},
	17:    {"fa", stemPersian},
	18:    {"hi", stemHindi},
	19:    {"ga", snowball(irish.Stem)},
	20:    {"ta", snowball(tamil.Stem)},
}

// RulesOf returns the rules for a language tag ("en", "pt-BR").
func RulesOf(lang string) Rules {
	primary, _, _ := strings.Cut(lang, "-")
	if primary == "" {
		return Plain
	}
	for r, set := range rules {
		for l := range strings.FieldsSeq(set.langs) {
			if strings.EqualFold(l, primary) {
				return Rules(r)
			}
		}
	}
	return Plain
}

// Key returns the key that all forms of a term share under the rules: two terms with the same key are forms of
// one word. For terms in other scripts than the language's, and for numbers, only accents are removed.
func Key(r Rules, term string) string {
	var stem func(string) string
	if int(r) < len(rules) {
		stem = rules[r].stem
	}
	if stem == nil || len(term) < 3 || strings.ContainsAny(term, "0123456789") {
		return plainLetters(term)
	}
	if first, _ := utf8.DecodeRuneInString(term); IsUnspaced(first) {
		return term
	}
	return plainLetters(stem(term))
}

func snowball(stem func(*snowballstem.Env) bool) func(string) string {
	return func(term string) string {
		env := snowballstem.NewEnv(term)
		stem(env)
		return env.Current()
	}
}

// plainLetters removes accents (not the vowel signs of Indic scripts) and replaces letters that have no
// decomposition.
func plainLetters(s string) string {
	if isASCII(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36F {
			return -1
		}
		switch r {
		case 'ł':
			return 'l'
		case 'ø':
			return 'o'
		case 'đ', 'ð':
			return 'd'
		case 'ı':
			return 'i'
		case 'أ', 'إ', 'آ', 'ٱ':
			return 'ا'
		case 'ة', 'ۀ':
			return 'ه'
		case 'ؤ':
			return 'و'
		case 'ئ':
			return 'ی'
		}
		return r
	}, norm.NFD.String(s))
	if strings.ContainsAny(s, "ßæœþ") {
		s = longLetters.Replace(s)
	}
	return norm.NFC.String(s)
}

var longLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "þ", "th")

var stemRussianLetters = snowball(russian.Stem)

// stemRussian stems a term, with yo written as ye, as in most texts.
func stemRussian(term string) string {
	return stemRussianLetters(strings.ReplaceAll(term, "ё", "е"))
}

var arabicKeyboard = strings.NewReplacer("ی", "ي", "ک", "ك")

var stemArabicLetters = snowball(arabic.Stem)

// stemArabic stems a term after replacing the Persian ya and kaf of Fold by the Arabic letters, which the
// stemmer needs.
func stemArabic(term string) string { return Fold(stemArabicLetters(arabicKeyboard.Replace(term))) }

// Endings that Persian attaches with a zero-width joiner, which Fold has removed.
var persianEndings = []string{"هایشان", "هایمان", "هایتان", "هایش", "هایم", "هایت", "هایی", "های", "ها", "ترین", "تر",
	"ان", "ات"}

func stemPersian(term string) string {
	for _, e := range persianEndings {
		if rest, ok := strings.CutSuffix(term, e); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return term
}

// Hindi case and number endings, longest first, after Ramanathan and Rao, "A
// Lightweight Stemmer for Hindi" (2003).
var hindiEndings = []string{
	"ाएंगी", "ाएंगे", "ाऊंगी", "ाऊंगा", "ाइयाँ", "ाइयों", "ाइयां",
	"ाएगी", "ाएगा", "ाओगी", "ाओगे", "एंगी", "ेंगी", "एंगे", "ेंगे", "ूंगी", "ूंगा", "ातीं", "नाओं", "नाएं", "ताओं",
	"ताएं", "ियाँ", "ियों", "ियां", "ाकर", "ाइए", "ाईं", "ाया", "ेगी", "ेगा", "ोगी", "ोगे", "ाने", "ाना", "ाते", "ाती",
	"ाता", "तीं", "ाओं", "ाएं", "ुओं", "ुएं", "ुआं", "कर", "ाओ", "िए", "ाई", "ाए", "ने", "नी", "ना", "ते", "ीं", "ती",
	"ता", "ाँ", "ां", "ों", "ें", "ो", "े", "ू", "ु", "ी", "ि", "ा",
}

func stemHindi(term string) string {
	for _, e := range hindiEndings {
		if rest, ok := strings.CutSuffix(term, e); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return term
}

// SetRules is a set of rules, one bit each.
type SetRules uint32

// Has reports whether r is in the set.
func (s SetRules) Has(r Rules) bool { return s&(1<<r) != 0 }

// All is the set of all rules.
const All SetRules = 1<<MaxRules - 1

// CanStem reports whether a term can have other forms at all.
func CanStem(term string) bool {
	r, _ := utf8.DecodeRuneInString(term)
	return !IsUnspaced(r) && !unicode.IsNumber(r)
}
