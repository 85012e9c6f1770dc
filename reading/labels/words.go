package labels

import (
	_ "embed"
	"strings"
	"sync"

	"cuttings/internal/wordset"
)

//go:embed words.txt
var wordsData string

type lexicon struct{ values, bodies, roles map[string]bool }

var words = sync.OnceValue(func() *lexicon {
	l := wordset.ReadLists(wordsData)
	return &lexicon{values: l.Get("values"), bodies: l.Get("bodies"), roles: l.Get("roles")}
})

// singular returns a plural in lower case without its regular ending.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ves") && len(w) > 4:
		return w[:len(w)-3] + "f"
	case strings.HasSuffix(w, "ses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"),
		strings.HasSuffix(w, "shes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"):
	case strings.HasSuffix(w, "s") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// isValueWord reports whether a word in lower case, praises, blames or takes a side.
func isValueWord(w string) bool {
	l := words()
	if l.values[w] || l.values[singular(w)] {
		return true
	}
	for _, p := range []string{"pro-", "anti-", "ex-"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 2 {
			return p != "ex-" || isValueWord(rest)
		}
	}
	for _, s := range []string{"-backed", "-led", "-sponsored", "-funded", "-aligned", "-leaning", "-linked"} {
		if strings.HasSuffix(w, s) && len(w) > len(s) {
			return true
		}
	}
	return false
}

// isNeutralNoun reports whether a noun only names an office, a job or a kind of body.
func isNeutralNoun(w string) bool {
	l := words()
	s := singular(w)
	if l.roles[w] || l.roles[s] || l.bodies[w] || l.bodies[s] {
		return true
	}
	for _, end := range []string{"man", "woman", "person", "ist", "ician", "eer"} {
		if len(s) > len(end)+2 && strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
