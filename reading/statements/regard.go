package statements

import "strings"

// correctKind changes a statement's kind by its content, where the cue alone does not show it: "said it had no
// link", "calls that a fairy tale", "claimed the attack".
func (d *document) correctKind(s *Statement) {
	words := d.lowerWords(s.Content[0].Start, s.Content[0].End)
	if len(words) == 0 {
		return
	}
	cue := d.lowerWords(s.Cue.Start, s.Cue.End)
	text := " " + strings.Join(words, " ") + " "
	has := func(phrases ...string) bool {
		for _, p := range phrases {
			if strings.Contains(text, " "+p+" ") {
				return true
			}
		}
		return false
	}
	switch s.Kind {
	case Says, Claims:
		switch {
		case s.Kind == Claims && has("responsibility") && !has("no responsibility"),
			holdsAny(cue, "claimed", "claims", "claim") &&
				len(words) <= 6 && has("attack", "attacks", "bombing", "killing", "blast", "raid", "shooting"):
			s.Kind = Admits
		case holdsAny(cue, "calls", "called", "call", "calling", "described", "describes") &&
			has("fairy tale", "lie", "lies", "nonsense", "absurd", "baseless", "false", "fabrication", "slander",
				"myth", "untrue", "invention", "ridiculous", "a hoax", "a smear", "unfounded"):
			s.Kind = Denies
		case selfDenial(words):
			s.Kind = Denies
		case len(words) <= 6 && holdsAny(words, "lies", "lied", "lying", "liar", "liars"):
			s.Kind = Accuses
		}
	case Admits:
		if holdsAny(cue, "regrets", "regretted", "regret") && has("death", "deaths", "loss") {
			s.Kind = Says
		}
	}
}

// selfDenial reports whether content denies something about its own subject: "it had received no report", "I
// have never telephoned", "no guard of its own was".
func selfDenial(words []string) bool {
	i := 0
	if words[0] == "that" {
		i++
	}
	if i >= len(words) {
		return false
	}
	switch {
	case words[i] == "there" && i+3 < len(words) && words[i+2] == "no":
		return !holdsAny(words[i+3:i+4], "doubt", "need", "alternative")
	case words[i] == "no" && i+2 < len(words):
		return !holdsAny(words[i+1:i+2], "doubt", "one", "matter", "longer") &&
			holdsAny(words[i+2:min(i+8, len(words))], "was", "were", "is", "are", "had", "has", "have", "did")
	}
	switch words[i] {
	case "it", "he", "she", "we", "they", "i", "its", "his", "her", "our", "their":
	default:
		return false
	}
	for k := i + 1; k < min(i+6, len(words)); k++ {
		switch words[k] {
		case "never":
			return true
		case "no":
			return k+1 < len(words) && !holdsAny(words[k+1:k+2], "doubt", "longer", "choice", "comment")
		case "nothing":
			return true
		}
	}
	return false
}

func holdsAny(words []string, any ...string) bool {
	for _, w := range words {
		for _, a := range any {
			if w == a {
				return true
			}
		}
	}
	return false
}

// lowerWords returns the words between two offsets in lower case, without punctuation.
func (d *document) lowerWords(start, end int) []string {
	i := d.tokenAt(start)
	var out []string
	for ; i < len(d.words) && d.t.Tokens[i].Start < end; i++ {
		if d.words[i].mark == 0 {
			out = append(out, d.words[i].lowered)
		}
	}
	return out
}

// tokenAt returns the first token that ends after an offset.
func (d *document) tokenAt(offset int) int {
	return d.t.TokenAfter(offset)
}
