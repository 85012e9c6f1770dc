package statements

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/clusters"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

//go:embed somebody.txt
var somebodyData string

// somebodyNouns are the words of somebody.txt.
var somebodyNouns = func() map[string]bool {
	m := map[string]bool{}
	for _, line := range strings.Split(somebodyData, "\n") {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				m[w] = true
			}
		}
	}
	return m
}()

// IsSomebody reports whether the words for a source that is no name describe a person, a group or a body:
// "officials", "a woman from the village", and not "who", "the report", "by telephone". Only such sources are
// listed as speakers.
func IsSomebody(source string) bool {
	head, first := headOf(source)
	if head == "" {
		return false
	}
	low := strings.ToLower(head)
	switch {
	case isSomebodyWord(low):
		return true
	case strings.HasSuffix(low, "ies") && somebodyNouns[strings.TrimSuffix(low, "ies")+"y"]:
		return true
	case strings.HasSuffix(low, "sses") && somebodyNouns[strings.TrimSuffix(low, "es")]: // witnesses
		return true
	case strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss"):
		if isSomebodyWord(strings.TrimSuffix(low, "s")) {
			return true
		}
	}
	// a name that the reader of names missed
	r, _ := utf8.DecodeRuneInString(head)
	return unicode.IsUpper(r) && !first && clusters.Of(low) == 0 && utf8.RuneCountInString(head) > 2 &&
		strings.IndexFunc(head, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) < 0
}

// isSomebodyWord reports whether a word in lower case and in the singular is for a person, a group or a body.
func isSomebodyWord(w string) bool {
	return somebodyNouns[w] || names.IsBodyWord(w) || within.PersonNoun(w)
}

// headOf returns the head noun of a source, the last word before an attribute, and whether it is the first
// word; "" where the words cannot begin a noun phrase.
func headOf(source string) (head string, first bool) {
	n := 0
	for _, w := range strings.Fields(source) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		low := strings.ToLower(bare)
		switch {
		case n == 0 && determiners[low]:
			continue
		case bare == "" || attributes[low]:
			return head, n == 1
		}
		if i := strings.IndexAny(bare, "'’"); i >= 0 && !strings.HasSuffix(bare, "s") && n == 0 {
			return "", false // "I'm", "won't"
		}
		head = bare
		if n++; strings.ContainsAny(w[len(bare):], ",;:(") {
			break
		}
	}
	return head, n == 1
}

var determiners = forms(`the a an this that these those some many several most few two three four five six seven
	eight nine ten eleven twelve dozens hundreds thousands of other another any no both all each every his her
	its their our my your one more`)

// attributes are words that end the noun phrase of a source; a source that begins with one describes nobody.
var attributes = forms(`of in at from for with by on to near against about under over as like into through
	during since until before after between among who which that whose whom what when where why how if whether
	because while although though and or but nor so than then i you he she it we they me him her us them myself
	yourself himself herself itself ourselves themselves is are was were be been being has have had do does did
	will would can could may might must should shall let not now already simply also just only here there please
	such very too`)
