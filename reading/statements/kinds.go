package statements

import (
	_ "embed"
	"strings"
	"sync"
)

// Kind is what a cue does with what it attributes.
type Kind string

// The kinds of cues.
const (
	Says     Kind = "says"     // gives it as the source's words, and no more
	Claims   Kind = "claims"   // gives it as the source's opinion, or keeps a distance to it
	Denies   Kind = "denies"   // says that it is not so
	Accuses  Kind = "accuses"  // holds it against somebody
	Doubts   Kind = "doubts"   // is not sure that it is so
	Promises Kind = "promises" // says that it will be done
	Admits   Kind = "admits"   // owns that it is so
)

// strongest are the kinds in the order in which one word of a cue outweighs
// another: "denied the claim" denies.
var strongest = []Kind{Denies, Accuses, Doubts, Admits, Promises, Claims, Says}

//go:embed kinds.txt
var kindsData string

// lexicon maps stems to 1 + the index of their kind in strongest.
var lexicon = sync.OnceValue(func() map[string]uint8 {
	m := map[string]uint8{}
	for line := range strings.Lines(kindsData) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		for i, k := range strongest {
			if string(k) != f[0] {
				continue
			}
			for _, w := range f[1:] {
				if m[stem(w)] == 0 {
					m[stem(w)] = uint8(i + 1)
				}
			}
		}
	}
	return m
})

// CueWord returns what a verb or noun, in small letters, does as a cue; ok is false for
// a word that is none.
func CueWord(w string) (k Kind, ok bool) {
	n := lexicon()[stem(w)]
	if n == 0 {
		return "", false
	}
	return strongest[n-1], true
}

// kindOf returns what the words of a cue, in small letters, do.
func kindOf(words []string) Kind {
	best, negated := uint8(0), false
	for _, w := range words {
		switch {
		case w == "not" || w == "never" || w == "no" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"):
			negated = true
			continue
		}
		if k := lexicon()[stem(w)]; k != 0 && (best == 0 || k < best) {
			best = k
		}
	}
	if best == 0 {
		return Says
	}
	k := strongest[best-1]
	if negated {
		switch k {
		case Denies, Doubts: // "did not dispute"
			return Says
		case Claims: // "does not believe"
			return Doubts
		case Admits, Promises: // "never admitted"
			return Denies
		}
	}
	return k
}

// stem cuts the regular endings of an English verb or noun in small letters. It
// joins "deny", "denies", "denied"; it need not be a word.
func stem(w string) string {
	cut := func(suffix, put string) bool {
		if s, ok := strings.CutSuffix(w, suffix); ok && len(s) >= 3 || ok && put != "" && len(s) >= 2 {
			w = s + put
			return true
		}
		return false
	}
	switch {
	case cut("ies", "y"), cut("ied", "y"):
		return w
	case strings.HasSuffix(w, "ss"):
	case cut("ing", ""), cut("ed", ""):
		if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
			w = w[:n-1] // "admitted", "planning"
		}
	case cut("s", ""):
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}
