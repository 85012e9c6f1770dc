package redact

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cuttings/internal/wordset"
)

//go:embed surnamesfirst.txt
var surnamesFirstText string

// surnamesFirst are the commonest surnames of languages that write them first and whose given names are made of
// syllables: Chinese (Pinyin, Wade-Giles and Cantonese), Vietnamese, Korean and Japanese.
var surnamesFirst = wordset.Of(strings.Join(table(surnamesFirstText, "sounds"), " "))

// The commonest Hungarian surnames, and given names: those that are written alike in other languages with their
// accents.
var (
	hungarianSurnames = wordset.Of(strings.Join(table(surnamesFirstText, "surname"), " "))
	hungarianGiven    = wordset.Of(strings.Join(table(surnamesFirstText, "given"), " "))
	// hungarianGivenFold are the given names folded.
	hungarianGivenFold = func() map[string]bool {
		out := map[string]bool{}
		for w := range hungarianGiven {
			out[foldOf(w)] = true
		}
		return out
	}()
)

// syllables matches words made of syllables of these languages.
var syllables = regexp.MustCompile(`^(?:(?:zh|ch|sh|tr|th|ph|kh|gh|ng|nh|ts|hs|gi|qu|[bcdghjklmnpqrstvwxyzf])?` +
	`[aeiouy]{1,3}(?:ng|nh|ch|[ncmkptl])?)+$`)

// surnameLast returns a name that begins with its surname with the surname at its end; false for others.
func surnameLast(name string) (string, bool) {
	fields := strings.Fields(name)
	if strings.ContainsAny(name, ",") || len(fields) < 2 || len(fields) > 4 || !surnameFirst(fields) {
		return "", false
	}
	return strings.Join(append(fields[1:], fields[0]), " "), true
}

// surnameFirst reports whether the words of a name are a surname and given names, in this order.
func surnameFirst(fields []string) bool {
	first, given := foldOf(fields[0]), fields[1:]
	if !hungarianGivenFold[first] && !slices.ContainsFunc(given,
		func(g string) bool { return !hungarianGivenName(g) }) {
		return len(given) > 1 || hungarianSurnames[first] || !hungarianSurnames[foldOf(given[0])]
	}
	if !surnamesFirst[first] {
		return false
	}
	for _, g := range given {
		for _, w := range strings.FieldsFunc(g, isHyphen) {
			if !syllables.MatchString(foldOf(w)) {
				return false
			}
		}
	}
	return true
}

// hungarianGivenName reports whether a word is a Hungarian given name; of those that other languages have too, only
// with the accents of Hungarian.
func hungarianGivenName(word string) bool {
	return hungarianGiven[strings.ToLower(norm.NFC.String(word))] || hungarianGiven[foldOf(word)]
}

// foldOf returns a word folded, in its usual spelling.
func foldOf(word string) string { return foldsOf(word)[0] }

// slugSpellings returns a name as slugs write it that know no accented letters: without them, and with hyphens for
// them.
func slugSpellings(name string) []string {
	accented := func(r rune) bool { return r >= 0x80 && unicode.Is(unicode.Latin, r) }
	name = norm.NFC.String(name)
	if !strings.ContainsFunc(name, accented) {
		return nil
	}
	without := func(with rune) string {
		return strings.Map(func(r rune) rune {
			if accented(r) {
				return with
			}
			return r
		}, name)
	}
	var out []string
	for _, s := range []string{without(-1), without('-')} {
		const least = 6 // letters
		if fields, _, _, _ := partsOf(s); len(fields) > 1 && len(strings.Join(fields[0], ""))+len(s) >= least+2 {
			out = append(out, s)
		}
	}
	return out
}

// otherSpellings returns a name with its surname last, in other transcriptions and cases, and as in slugs.
func otherSpellings(name string) []spelling {
	var out []spelling
	add := func(name string, arabic bool) {
		for _, w := range writtenAs(name) {
			out = append(out, spelling{text: w, arabic: arabic})
		}
	}
	if s, ok := surnameLast(name); ok {
		add(s, false)
		if fields := strings.Fields(name); len(fields) == 3 { // "Hung Van Nguyen"
			slices.Reverse(fields)
			add(strings.Join(fields, " "), false)
		}
	}
	if s, ok := arabicName(name); ok {
		add(s, true)
	}
	for _, s := range icelandicSpellings(name) {
		add(s, false)
	}
	for _, s := range otherArticle(name) {
		add(s, s[0] < utf8.RuneSelf)
	}
	for _, s := range slugSpellings(name) {
		out = append(out, spelling{text: s, slug: true})
	}
	return out
}
