package story

import "sync"

// Text is one distinct text of an archive, folded for comparison. It is
// immutable and safe for concurrent use.
type Text struct {
	ID string // the caller's; ties are broken by it, so it must not depend on the order in which texts are added

	headline stream
	body     stream
	text     string // of body

	sketchOnce sync.Once
	sketch     Sketch // computed on first use: compared texts need none

	seedsOnce sync.Once
	table     seedTable // used by seeds

	factsOnce sync.Once
	factList  []fact // used by facts

	wordsOnce sync.Once
	wordList  []word // used by words
}

// facts returns the text's figures and names, computed on first use.
func (t *Text) facts() []fact {
	t.factsOnce.Do(func() { t.factList = findFacts(t.text, t.body) })
	return t.factList
}

// words returns the text's words, computed on first use: a short text is compared with many.
func (t *Text) words() []word {
	t.wordsOnce.Do(func() { t.wordList = wordsOf(t.text, t.body, t.facts()) })
	return t.wordList
}

// seeds returns the table of the text's seeds, built on first use.
func (t *Text) seeds() *seedTable {
	t.seedsOnce.Do(func() { t.table = newSeeds(t.body) })
	return &t.table
}

// NewText returns a folded headline and body. A text may begin with its own headline or not: both are compared
// alike.
func NewText(id, headline, body string) *Text {
	return &Text{ID: id, headline: fold(headline), body: fold(body), text: body}
}

// Sketch returns the text's sketch, by which candidates are found. It must not be modified.
func (t *Text) Sketch() Sketch {
	t.sketchOnce.Do(func() { t.sketch = newSketch(t.body) })
	return t.sketch
}

// Len returns the number of letters and digits in the text, the headline not counted.
func (t *Text) Len() int { return len(t.body.sym) }

// HeadlineSum returns a checksum of a headline's letters, 0 for one without any. distinct is false for a
// headline too short to distinguish items of an outlet.
func HeadlineSum(headline string) (sum uint64, distinct bool) {
	s := fold(headline)
	if len(s.sym) == 0 {
		return 0, false
	}
	return sumOf(s.sym), len(s.sym) >= minHeadline
}

// sumOf returns a checksum of symbols.
func sumOf(sym []rune) uint64 {
	sum := uint64(len(sym))
	for _, r := range sym {
		sum = mix(sum ^ uint64(r)*0x9e3779b97f4a7c15)
	}
	return sum
}

// minHeadline is the number of letters a headline must have to distinguish items of an outlet.
const minHeadline = 14
