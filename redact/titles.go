package redact

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"cuttings/split/words"
)

//go:embed titles.txt
var titlesText string

// The titles of titles.txt: those before a name, those that may be a name themselves, what is behind a name, and
// the titles behind a surname in scripts without spaces.
var (
	titlesBefore, titlesOrNames = titlesOf("before")
	titlesBehind, inCapitals    = titlesOf("behind")
	titlesOfSurnames            = func() []string {
		set, _ := titlesOf("surname")
		return slices.Sorted(maps.Keys(set))
	}()
)

// titlesOf returns the words of one kind, folded, and apart those that may be names.
func titlesOf(kind string) (only, orNames map[string]bool) {
	only, orNames = map[string]bool{}, map[string]bool{}
	for _, list := range table(titlesText, kind) {
		for w := range strings.FieldsSeq(list) {
			if w, ok := strings.CutSuffix(w, "?"); ok {
				orNames[words.Fold(w)] = true
				continue
			}
			only[words.Fold(w)] = true
		}
	}
	return only, orNames
}

// table returns the lists of one kind in a file of lines "kind language: list".
func table(text, kind string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if head, list, ok := strings.Cut(line, ":"); ok {
			if k, _, _ := strings.Cut(head, " "); k == kind {
				out = append(out, list)
			}
		}
	}
	return out
}

// plainTitle returns a word as titles are listed: folded, without dots and commas.
func plainTitle(w string) string {
	return words.Fold(strings.ReplaceAll(strings.Trim(w, ","), ".", ""))
}

// Title reports whether a word before a name is a title and nothing else: "Dr.", but not "Don", which is a given
// name too.
func Title(word string) bool { return titlesBefore[plainTitle(word)] }

// TitleOrName reports whether a word before a name may be a title or a given name: "Don".
func TitleOrName(word string) bool { return titlesOrNames[plainTitle(word)] }

// WithoutTitles returns a name without titles before it, without what is behind a comma, degrees and letters
// behind it, and without what is in brackets: "Dr. Ada Fernwald, MP (chair)" is "Ada Fernwald". Of a name that would
// have fewer than two words left, it returns the name. A word that may be a given name stays: "Don Alan Fernwald" is
// black both as it is and as "Alan Fernwald".
func WithoutTitles(name string) string {
	s := name
	for {
		open := strings.IndexAny(s, "([")
		if open < 0 {
			break
		}
		end := strings.IndexAny(s[open:], ")]")
		if end < 0 {
			break
		}
		s = s[:open] + " " + s[open+end+1:]
	}
	ws := strings.Fields(s)
	for len(ws) > 2 && Title(ws[0]) && len(plainTitle(ws[0])) > 1 {
		ws = ws[1:]
	}
	behind := func(w string) bool {
		return titlesBehind[plainTitle(w)] || inCapitals[plainTitle(w)] && w == strings.ToUpper(w)
	}
	for len(ws) > 2 && behind(ws[len(ws)-1]) {
		ws = ws[:len(ws)-1]
	}
	if len(ws) < 2 {
		return name
	}
	ws[len(ws)-1] = strings.TrimRight(ws[len(ws)-1], ",")
	return strings.Join(ws, " ")
}

// readings returns a name in the ways it may be meant: without titles, and also without the words before it that may
// be titles.
func readings(name string) []string {
	name = WithoutTitles(name)
	out := []string{name}
	ws := strings.Fields(name)
	for len(ws) > 2 && !strings.Contains(name, ",") && (TitleOrName(ws[0]) || len(out) > 1 && Title(ws[0])) {
		ws = ws[1:]
		out = append(out, strings.Join(ws, " "))
	}
	return out
}
