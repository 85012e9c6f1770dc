package aliases

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isAbbreviation reports whether s looks like one: two letters and more, mostly capitals, or a capital and digits
// ("M23"), without a plural s.
func isAbbreviation(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 16 {
		return false
	}
	capitals, small, digits := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLetter(r):
			small++
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(".-/&' ’", r):
		default:
			return false
		}
	}
	return capitals >= 2 && capitals >= small-2 || capitals == 1 && digits > 0 && small == 0
}

// letters returns the letters of an abbreviation that must be found in words: its letters and digits, folded,
// without a plural s.
func letters(s string) []rune {
	for _, plural := range []string{"'s", "’s", "s"} {
		if stem, ok := strings.CutSuffix(s, plural); ok && stem == strings.ToUpper(stem) && len(stem) > 1 {
			s = stem
			break
		}
	}
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

// Costs of an alignment.
const (
	costInside  = 1.0  // a letter within a word whose first letter is matched
	costRun     = 0.15 // a letter directly after the ones found before it, as in UNICEF or UN-Women
	costCold    = 2.5  // a letter within a word whose first letter is not
	costSkipped = 1.2  // a word of content without a letter
	costLost    = 3.0  // a letter found nowhere
	tooDear     = 0.9  // maximum cost per letter
)

// connectors are the small words that abbreviations skip.
var connectors = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`of for the and in on to at by with from a an de du des la le les el los las del der die das
		und y e et da do dos di della van von den al ul bin ibn - – & / , ' ’ 's ’s`) {
		m[w] = true
	}
	return m
}()

// align returns the lowest cost of finding the letters in the words, in order, the first at the beginning of
// the first word; ok is false when it is too high.
func align(want []rune, words []string) (cost float64, ok bool) {
	if len(want) == 0 || len(words) == 0 {
		return 0, false
	}
	folded := make([][]rune, len(words))
	for i, w := range words {
		folded[i] = []rune(strings.ToLower(w))
	}
	if len(folded[0]) == 0 || folded[0][0] != want[0] {
		return 0, false
	}
	const far = 1e9
	// best[k] is the cost with the first k letters found in the words so far.
	best := make([]float64, len(want)+1)
	for k := range best {
		best[k] = far
	}
	best[0] = 0
	for i, w := range folded {
		next := make([]float64, len(best))
		for k := range next {
			next[k] = far
		}
		for k, c := range best {
			if c >= far {
				continue
			}
			if i > 0 {
				skip := costSkipped
				if connectors[string(w)] || utf8.RuneCountInString(words[i]) < 2 {
					skip = 0
				}
				next[k] = min(next[k], c+skip)
			}
			eachMatchInWord(w, want[k:], i == 0, func(found int, cost float64) {
				next[k+found] = min(next[k+found], c+cost)
			})
		}
		best = next
	}
	cost = best[len(want)]
	if c := best[len(want)-1] + costLost; len(want) > 4 && c < cost {
		cost = c
	}
	return cost, cost <= tooDear*float64(len(want))
}

// eachMatchInWord calls fn for every number of letters that can be found in one word, in order.
func eachMatchInWord(w, want []rune, first bool, fn func(found int, cost float64)) {
	cost, found := 0.0, 0
	for at := 0; found < len(want) && at < len(w); at++ {
		if w[at] != want[found] {
			if first && at == 0 {
				return
			}
			continue
		}
		switch {
		case at == 0:
		case w[0] == want[0] || at > 0 && w[at-1] == '-':
			if found > 0 && at == found {
				cost += costRun
			} else {
				cost += costInside
			}
		default:
			cost += costCold
		}
		found++
		fn(found, cost)
	}
}

// maxStrict is the maximum cost per letter for an abbreviation that is written like a word ("Europol").
const maxStrict = 0.35

// sameInitials reports whether the letters are the initials of the words, in any order, because languages order
// them differently.
func sameInitials(want []rune, words []string) bool {
	var have []rune
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			have = append(have, unicode.ToLower(r))
		}
	}
	w := slices.Clone(want)
	slices.Sort(w)
	slices.Sort(have)
	return slices.Equal(w, have)
}
