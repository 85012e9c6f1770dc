package story

import (
	"slices"
	"unicode"
)

// fact is a figure or a name in a text: facts differ between two reports written on one pattern, such as
// reports of a market on two days or of two verdicts.
type fact struct {
	at     int32 // index of its first symbol
	sum    uint64
	figure bool
}

// findFacts returns the figures in a text ("1,250" and "67.05" are one each), and the capitalised words that do
// not begin a sentence; s is the text's stream.
func findFacts(text string, s stream) (out []fact) {
	inWord, counts, begins := false, false, true // begins: the next word begins a sentence
	digits := false
	var from int
	end := func(to int) {
		if inWord && counts {
			at, _ := slices.BinarySearch(s.pos, int32(from))
			till, _ := slices.BinarySearch(s.pos, int32(to))
			if till > at {
				out = append(out, fact{int32(at), sumOf(s.sym[at:till]), digits})
			}
		}
		inWord = false
	}
	for i, r := range text {
		letter, digit := unicode.IsLetter(r), unicode.IsDigit(r)
		switch {
		case !letter && !digit:
			if inWord && (unicode.IsMark(r) || digits && (r == '.' || r == ',') && i+1 < len(text) &&
				'0' <= text[i+1] && text[i+1] <= '9') {
				continue
			}
			end(i)
			begins = begins || isBreak(r)
		case inWord && digit == digits:
		default:
			end(i)
			inWord, digits, from = true, digit, i
			counts = digit || unicode.IsUpper(r) && !begins
			begins = false
		}
	}
	end(len(text))
	return out
}

const (
	// minFacts is the number of figures, or of names, that the shared passages must have in both texts for a
	// comparison; minSameFacts is the share of them that must be equal in the same report.
	minFacts     = 6
	minSameFacts = 0.5
	// factsFrom is the minimum share of the shorter text's letters in passages for which facts are compared.
	factsFrom = copyKept
)

// otherFacts reports whether the shared passages of two texts have different figures, or different names (most
// of those of each text are not in the other), and whether the two are short reports on one pattern.
func otherFacts(x, y *Text, passages []Passage) (other, pattern bool) {
	var a, b []interval
	for _, p := range passages {
		a, b = append(a, p.a), append(b, p.b)
	}
	if share(coveredLength(a), x.Len()) < factsFrom {
		return false, false
	}
	for _, figures := range []bool{true, false} {
		other = other || factsDiffer(x.facts(), a, y.facts(), figures) && factsDiffer(y.facts(), b, x.facts(), figures)
	}
	return other, onePattern(x, y)
}

// factsDiffer reports whether most of the facts of one kind in some passages are not among others.
func factsDiffer(facts []fact, passages []interval, others []fact, figures bool) bool {
	in := make(map[uint64]bool, len(others))
	for _, f := range others {
		in[f.sum] = true
	}
	all, same := 0, 0
	for _, f := range facts {
		here := func(iv interval) bool { return iv.from <= f.at && f.at < iv.to }
		if f.figure != figures || !slices.ContainsFunc(passages, here) {
			continue
		}
		if all++; in[f.sum] {
			same++
		}
	}
	return all >= minFacts && float64(same) < minSameFacts*float64(all)
}
