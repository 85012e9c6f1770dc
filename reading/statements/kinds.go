package statements

import (
	_ "embed"
	"strings"
	"sync"
)

// Kind is what a cue does with the statement it attributes.
type Kind string

// The kinds of cues.
const (
	Says     Kind = "says"     // reports it as the source's words
	Claims   Kind = "claims"   // reports it as the source's opinion, or with distance
	Denies   Kind = "denies"   // reports that the source denies something
	Accuses  Kind = "accuses"  // reports that the source accuses somebody
	Doubts   Kind = "doubts"   // reports a doubt of the source
	Promises Kind = "promises" // reports that the source promises something
	Admits   Kind = "admits"   // reports that the source admits something
)

// kindPrecedence is the order in which the kind of one word of a cue takes precedence over another: "denied the
// claim" denies.
var kindPrecedence = []Kind{Denies, Accuses, Doubts, Admits, Promises, Claims, Says}

//go:embed kinds.txt
var kindsData string

// lexicon maps stems to 1 + the index of their kind in kindPrecedence.
var lexicon = sync.OnceValue(func() map[string]uint8 {
	m := map[string]uint8{}
	for line := range strings.Lines(kindsData) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		for i, k := range kindPrecedence {
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

// CueWord returns the kind of a verb or noun, in lower case, as a cue; ok is false for a word that is none.
func CueWord(w string) (k Kind, ok bool) {
	n := lexicon()[stem(w)]
	if n == 0 {
		return "", false
	}
	return kindPrecedence[n-1], true
}

// kindOf returns the kind of a cue's words in lower case.
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
	k := kindPrecedence[best-1]
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

// stem returns an English verb or noun in lower case without its regular ending. It joins "deny", "denies",
// "denied"; it need not be a word.
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
