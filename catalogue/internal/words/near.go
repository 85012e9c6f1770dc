package words

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// NearDistance returns the maximum edit distance of words that are near a term: 0 for one too short, 1 below
// five letters, else 2.
func NearDistance(term string) int {
	switch n := utf8.RuneCountInString(term); {
	case n < 3:
		return 0
	case n < 5:
		return 1
	}
	return 2
}

// Distance returns the edit distance of a and b (optimal string alignment: inserting, deleting or changing a
// letter, or swapping two neighbours); most+1 where it is more than most.
func Distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if max(len(x)-len(y), len(y)-len(x)) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], most+1)
}

// Nearest returns the n terms nearest to a term, given their numbers of cuttings: the nearest first, then those
// of most cuttings, then in alphabetical order.
func Nearest(term string, counts map[string]int, n int) []string {
	most := NearDistance(term)
	distances := map[string]int{}
	var out []string
	for t := range counts {
		if d := Distance(term, t, most); d > 0 && d <= most {
			distances[t] = d
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(distances[a], distances[b]), cmp.Compare(counts[b], counts[a]), strings.Compare(a,
			b))
	})
	return slices.Clip(out[:min(n, len(out))])
}
