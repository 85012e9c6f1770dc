package story

import (
	"slices"
	"unicode"
)

// A slot is where two texts that run along with each other have different words. Reports written on one
// pattern, such as two verdicts or the weather of two days, have other names or figures in nearly all of their
// slots; an edited copy has other words, and an update some other figures, beside the same names.

const (
	// maxSlotLetters is how long a text may be to be compared slot by slot: longer ones have enough
	// figures and names (minFacts). maxSlot is how many words a slot may have.
	maxSlotLetters = 1500
	maxSlot        = 8
	// minSlots is how many words in slots must be other figures or names, and minNameSlots other names, so
	// that two short texts are two reports.
	minSlots     = 3
	minNameSlots = 2
	// maxSameFew is the share of figures, or of figures and names, that may be the same where few names
	// are others: in a report brought up to date some figures are those of the first.
	// minQuantities replaces minSlots where numbers in letters and days of the week count, and no name does.
	maxSameFew    = 0.25
	minQuantities = 4
	// minCaseless replaces minSlots in scripts without capitals, where other words are replaced too: no name shows.
	minCaseless = 2
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
	nameWord     // with a capital, within a sentence
	quantityWord // a number or a day of the week in letters
	wordKinds    // their number
)

// wordsOf cuts a text into words; s is its stream, figuresAndNames are its facts.
func wordsOf(text string, s stream, figuresAndNames []fact) (out []word) {
	isQuantity := quantities()
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
		if w.kind != figureWord && isQuantity[w.sum] {
			w.kind = quantityWord
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

// onePattern reports whether two short texts are reports on one pattern: whether the slots in which they
// differ hold other figures or names.
func onePattern(x, y *Text) bool {
	if max(x.Len(), y.Len()) > maxSlotLetters {
		return false
	}
	a, b := x.words(), y.words()
	most := maxSameNames
	if capitalShare(a) > manyCapitals && capitalShare(b) > manyCapitals {
		most = maxSameNouns
	}
	slots := slotsOf(a, b)
	of, by := contentsOf(a, b, slots), contentsOf(b, a, flip(slots))
	if of.haveOtherContents(most) && by.haveOtherContents(most) {
		return true
	}
	return caseless(a) && caseless(b) && of.exchangedCaseless() && by.exchangedCaseless()
}

// caseless reports whether a text is in a script without capitals: whether no letter has a case.
func caseless(words []word) bool {
	return !slices.ContainsFunc(words, func(w word) bool {
		return w.kind != figureWord && unicode.In(w.sym[0], unicode.Lu, unicode.Ll)
	})
}

// capitalShare is the share of the words within sentences that have a capital, figures left out.
func capitalShare(words []word) float64 {
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

func flip(slots []slot) []slot {
	out := slices.Clone(slots)
	for i := range out {
		out[i].a, out[i].b = out[i].b, out[i].a
	}
	return out
}

// contents counts the figures and names of a text by kind: those in slots where the other text has
// other ones, and those that both texts have.
type contents struct {
	otherCounts, sameCounts [wordKinds]int
	// replaced is the number of plain words in slots where the other text has plain words that are no misreadings of
	// them.
	replaced int
}

// contentsOf compares the figures and names of a with those of b.
func contentsOf(a, b []word, slots []slot) (c contents) {
	elsewhere := make(map[uint64]bool, len(b))
	for _, w := range b {
		elsewhere[w.sum] = true
	}
	in := make([]bool, len(a))
	for _, s := range slots {
		for i := s.a.from; i < s.a.to; i++ {
			in[i] = true
		}
		if max(s.a.len(), s.b.len()) > maxSlot {
			continue // a sentence put in, not a slot
		}
		used := make([]bool, s.b.len())
		// A scanner joins and breaks words.
		misread := isSimilar(symbolsOf(a[s.a.from:s.a.to]), symbolsOf(b[s.b.from:s.b.to]))
		for i := s.a.from; i < s.a.to; i++ {
			w := &a[i]
			if w.kind == plainWord && !elsewhere[w.sum] && slices.ContainsFunc(b[s.b.from:s.b.to],
				func(v word) bool { return v.kind == plainWord && !isNearlyEqual(w.sym, v.sym, misreadOneIn) }) {
				c.replaced++
			}
			if w.kind == plainWord || w.kind == nameWord && (misread || elsewhere[w.sum]) {
				continue
			}
			for k := range used {
				if v := &b[s.b.from+int32(k)]; !used[k] && w.differs(v) {
					used[k] = true
					c.otherCounts[w.kind]++
					break
				}
			}
		}
	}
	for i, w := range a {
		if !in[i] || w.kind == nameWord && elsewhere[w.sum] {
			c.sameCounts[w.kind]++
		}
	}
	return c
}

func symbolsOf(words []word) (out []rune) {
	for _, w := range words {
		out = append(out, w.sym...)
	}
	return out
}

// differs reports whether two words are figures or quantities that are not equal, or names that are not similar.
func (w *word) differs(v *word) bool {
	if w.kind != v.kind {
		return false
	}
	if w.kind == nameWord {
		return !isSimilar(w.sym, v.sym)
	}
	return w.kind != plainWord && w.sum != v.sum
}

// haveOtherContents reports whether the slots have other contents throughout: most names are others, with most the
// share of names that may be the same; or nearly all figures are, or nearly all of a larger group of words.
func (c contents) haveOtherContents(most float64) bool {
	figures, names, quantities := c.otherCounts[figureWord], c.otherCounts[nameWord], c.otherCounts[quantityWord]
	if names >= minNameSlots && names+figures+quantities >= minSlots &&
		float64(c.sameCounts[nameWord]) <= most*float64(c.sameCounts[nameWord]+names) {
		return true
	}
	return c.areMostlyOther(minSlots, figureWord) || c.areMostlyOther(minSlots, figureWord, nameWord) ||
		c.areMostlyOther(minQuantities, figureWord, quantityWord) ||
		names > 0 && c.areMostlyOther(minSlots, figureWord, nameWord, quantityWord)
}

// exchangedCaseless reports the same of a text in a script without capitals, whose names look like other words: its
// figures are others, and so are some words.
func (c contents) exchangedCaseless() bool {
	return c.replaced > 0 && c.areMostlyOther(minCaseless, figureWord)
}

// areMostlyOther reports whether at least some words of several kinds are others, and nearly none the same.
func (c contents) areMostlyOther(minOther int, kinds ...wordKind) bool {
	other, same := 0, 0
	for _, k := range kinds {
		other, same = other+c.otherCounts[k], same+c.sameCounts[k]
	}
	return other >= minOther && float64(same) <= maxSameFew*float64(same+other)
}

// misreadOneIn is in how many letters of a word a scanner misreads one at most.
const misreadOneIn = 3

// isSimilar reports whether two words are the same but for some letters, as a scanner, an inflection or another
// spelling makes them.
func isSimilar(a, b []rune) bool { return isNearlyEqual(a, b, 2) }

// isNearlyEqual reports whether two words share most of their beginning, or differ in at most one in some letters.
func isNearlyEqual(a, b []rune, oneIn int) bool {
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
	return oneIn*row[len(b)] <= n
}
