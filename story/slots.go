package story

import (
	"slices"
	"unicode"
)

// A slot is where two texts that run along with each other have different words. Reports written on one
// pattern, such as two verdicts, have other names in their slots; an edited copy has other words, and
// an update other figures, beside the same names.

const (
	// maxSlotLetters is how long a text may be to be compared slot by slot: longer ones have enough
	// figures and names (minFacts). maxSlot is how many words a slot may have.
	maxSlotLetters = 1500
	maxSlot        = 8
	// minSlots is how many slots must be filled with other figures or names, and minNameSlots with
	// other names, so that two short texts are two reports.
	minSlots     = 3
	minNameSlots = 2
	// maxSameNames is the share of names that may be the same then; maxSameNouns where nouns have
	// capitals too, which is where more than manyCapitals of the words within sentences have one.
	maxSameNames = 0.5
	maxSameNouns = 0.8
	manyCapitals = 0.2
)

// word is a word of a text, by its symbols in the text's stream.
type word struct {
	sym   []rune
	sum   uint64
	kind  wordKind
	start bool // it begins a sentence
}

type wordKind uint8

const (
	plainWord wordKind = iota
	figureWord
	nameWord // with a capital, within a sentence
)

// wordsOf cuts a text into words; s is its stream, figuresAndNames are its facts.
func wordsOf(text string, s stream, figuresAndNames []fact) (out []word) {
	begins, from := true, -1
	var startsSentence bool
	end := func(to int) {
		if from < 0 {
			return
		}
		at, _ := slices.BinarySearch(s.pos, int32(from))
		till, _ := slices.BinarySearch(s.pos, int32(to))
		if from = -1; till <= at {
			return
		}
		w := word{sym: s.sym[at:till], sum: sumOf(s.sym[at:till]), start: startsSentence}
		if i, ok := slices.BinarySearchFunc(figuresAndNames, int32(at), func(f fact, at int32) int {
			return int(f.at - at)
		}); ok {
			if w.kind = nameWord; figuresAndNames[i].figure {
				w.kind = figureWord
			}
		}
		out = append(out, w)
	}
	digits := false
	for i, r := range text {
		letter, digit := unicode.IsLetter(r) || unicode.IsMark(r), unicode.IsDigit(r)
		switch {
		case !letter && !digit:
			point := r == '.' || r == ','
			if from >= 0 && digits && point && i+1 < len(text) && '0' <= text[i+1] && text[i+1] <= '9' {
				continue
			}
			end(i)
			begins = begins || isBreak(r)
		case from >= 0 && digit == digits:
		default:
			end(i)
			from, digits, startsSentence, begins = i, digit, begins, false
		}
	}
	end(len(text))
	return out
}

// otherNames reports whether two short texts are reports on one pattern: whether the slots in which they
// differ hold other names.
func otherNames(x, y *Text) bool {
	if max(x.Len(), y.Len()) > maxSlotLetters {
		return false
	}
	a, b := x.words(), y.words()
	most := maxSameNames
	if capitals(a) > manyCapitals && capitals(b) > manyCapitals {
		most = maxSameNouns
	}
	slots := slotsOf(a, b)
	return filled(a, b, slots, most) && filled(b, a, flipped(slots), most)
}

// capitals is the share of the words within sentences that have a capital, figures left out.
func capitals(words []word) float64 {
	all, with := 0, 0
	for _, w := range words {
		if w.start || w.kind == figureWord {
			continue
		}
		if all++; w.kind == nameWord {
			with++
		}
	}
	return share(with, all)
}

// slot is where two texts have different words: either list may be empty.
type slot struct{ a, b interval }

// slotsOf compares two lists of words by their longest common subsequence.
func slotsOf(a, b []word) (out []slot) {
	from := 0
	for from < min(len(a), len(b)) && a[from].sum == b[from].sum {
		from++
	}
	n, m := len(a), len(b)
	for n > from && m > from && a[n-1].sum == b[m-1].sum {
		n, m = n-1, m-1
	}
	// longest[i][j] is how many words a[i:n] and b[j:m] have in common, in order.
	width := m - from + 1
	longest := make([]uint16, (n-from+1)*width)
	at := func(i, j int) *uint16 { return &longest[(i-from)*width+j-from] }
	for i := n - 1; i >= from; i-- {
		for j := m - 1; j >= from; j-- {
			if a[i].sum == b[j].sum {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	open := slot{interval{int32(from), int32(from)}, interval{int32(from), int32(from)}}
	for i, j := from, from; ; {
		switch {
		case i < n && j < m && a[i].sum == b[j].sum:
			if open.a.len()+open.b.len() > 0 {
				out = append(out, open)
			}
			i, j = i+1, j+1
			open = slot{interval{int32(i), int32(i)}, interval{int32(j), int32(j)}}
		case i < n && (j == m || *at(i+1, j) >= *at(i, j+1)):
			i++
			open.a.to = int32(i)
		case j < m:
			j++
			open.b.to = int32(j)
		default:
			if open.a.len()+open.b.len() > 0 {
				out = append(out, open)
			}
			return out
		}
	}
}

func flipped(slots []slot) []slot {
	out := slices.Clone(slots)
	for i := range out {
		out[i].a, out[i].b = out[i].b, out[i].a
	}
	return out
}

// filled reports whether the slots of a hold names, and with them figures, where b has others, and
// few names are the same.
func filled(a, b []word, slots []slot, most float64) bool {
	elsewhere := make(map[uint64]bool, len(b))
	for _, w := range b {
		elsewhere[w.sum] = true
	}
	var other [3]int // by kind
	in := make([]bool, len(a))
	for _, s := range slots {
		for i := s.a.from; i < s.a.to; i++ {
			in[i] = true
		}
		if max(s.a.len(), s.b.len()) > maxSlot {
			continue // a sentence put in, not a slot
		}
		used := make([]bool, s.b.len())
		for i := s.a.from; i < s.a.to; i++ {
			w := &a[i]
			if w.kind == plainWord || elsewhere[w.sum] {
				continue
			}
			for k := range used {
				v := &b[s.b.from+int32(k)]
				if !used[k] && v.kind == w.kind && !similar(w.sym, v.sym) {
					used[k] = true
					other[w.kind]++
					break
				}
			}
		}
	}
	same := 0
	for i, w := range a {
		if w.kind == nameWord && (!in[i] || elsewhere[w.sum]) {
			same++
		}
	}
	names := other[nameWord]
	return names >= minNameSlots && names+other[figureWord] >= minSlots &&
		float64(same) <= most*float64(same+names)
}

// similar reports whether two words are the same but for some letters, as a scanner, an inflection or another
// spelling makes them.
func similar(a, b []rune) bool {
	n := max(len(a), len(b))
	prefix := 0
	for prefix < min(len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	if 2*prefix > n {
		return true
	}
	row := make([]int, len(b)+1) // edit distance, a row at a time
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return 2*row[len(b)] <= n
}
