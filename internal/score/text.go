// Package score computes the yardsticks' scores from predictions and answers in the same way as the
// yardsticks' own scorers, so that a run prints its scores without another tool. The scorers remain
// the cross-check.
package score

import (
	"html"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// isWord is Python's \w without the underscore: letters and numbers of every
// script, but no combining marks.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

var foldPersian = strings.NewReplacer("ي", "ی", "ك", "ک", "\u200c", "", "\u00ad", "")

// normalize returns a title for comparison: compatibility form, lower case, runs of anything but
// letters and numbers as one space.
func normalize(s string) string {
	s = foldPersian.Replace(strings.ToLower(norm.NFKC.String(html.UnescapeString(s))))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) }), " ")
}

// tokens returns the first n words; in scripts without spaces each character is a token.
func tokens(s string, n int) []string {
	var out []string
	for _, w := range strings.Fields(normalize(s)) {
		if strings.IndexFunc(w, isUnspaced) >= 0 {
			for _, r := range w {
				out = append(out, string(r))
			}
		} else {
			out = append(out, w)
		}
	}
	return out[:min(n, len(out))]
}

func isUnspaced(r rune) bool {
	return r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff
}

// words returns the maximal runs of word characters, underscore included, as Python's \w+ does.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) && r != '_' })
}

// bagF1 returns the F1 of two multisets of words; 1 for two empty ones.
func bagF1(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		if len(a) == len(b) {
			return 1
		}
		return 0
	}
	n := make(map[string]int, len(a))
	for _, w := range a {
		n[w]++
	}
	hit := 0
	for _, w := range b {
		if n[w] > 0 {
			n[w]--
			hit++
		}
	}
	return 2 * float64(hit) / float64(len(a)+len(b))
}

// ratio returns Ratcliff and Obershelp's similarity: twice the characters in matching blocks over
// all characters, blocks found longest first, leftmost on ties.
func ratio(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x)+len(y) == 0 {
		return 1
	}
	return 2 * float64(matching(x, y)) / float64(len(x)+len(y))
}

func matching(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	bi, bj, best := 0, 0, 0
	prev, cur := make([]int, len(b)+1), make([]int, len(b)+1)
	for i := range a {
		for j := range b {
			cur[j+1] = 0
			if a[i] == b[j] {
				cur[j+1] = prev[j] + 1
				if cur[j+1] > best {
					best, bi, bj = cur[j+1], i+1-cur[j+1], j+1-cur[j+1]
				}
			}
		}
		prev, cur = cur, prev
	}
	if best == 0 {
		return 0
	}
	return best + matching(a[:bi], b[:bj]) + matching(a[bi+best:], b[bj+best:])
}

func rate(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return math.Round(a/b*1e4) / 1e4
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return math.Round(2*p*r/(p+r)*1e4) / 1e4
}
