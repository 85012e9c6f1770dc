package story

import "sync"

// Text is one distinct text of an archive, folded for comparison. It is
// immutable and safe for concurrent use.
type Text struct {
	ID string // the caller's; ties are broken by it, so it must not depend on the order of adding

	headline stream
	body     stream
	text     string // of body

	sketched sync.Once
	sketch   Sketch // made when it is first asked for: texts that are compared need none

	once  sync.Once
	table seedTable // by seeds

	read  sync.Once
	found []fact // by facts
}

// facts returns the text's figures and names, found when they are first asked for.
func (t *Text) facts() []fact {
	t.read.Do(func() { t.found = factsOf(t.text, t.body) })
	return t.found
}

// seeds returns the table of the text's seeds, made when it is first asked for.
func (t *Text) seeds() *seedTable {
	t.once.Do(func() { t.table = newSeeds(t.body) })
	return &t.table
}

// NewText folds a headline and the text under it. A text that begins with its
// own headline and one that does not are compared alike.
func NewText(id, headline, body string) *Text {
	return &Text{ID: id, headline: fold(headline), body: fold(body), text: body}
}

// Sketch returns the sample of the text by which candidates are found. The
// caller must not change it.
func (t *Text) Sketch() Sketch {
	t.sketched.Do(func() { t.sketch = newSketch(t.body) })
	return t.sketch
}

// Len returns the number of letters and digits in the text, the headline not counted.
func (t *Text) Len() int { return len(t.body.sym) }

// HeadlineSum is a checksum of a headline's letters, 0 for one without any. tells is false for
// one that says too little to tell items of an outlet apart.
func HeadlineSum(headline string) (sum uint64, tells bool) {
	s := fold(headline)
	if len(s.sym) == 0 {
		return 0, false
	}
	return sumOf(s.sym), len(s.sym) >= minHeadline
}

// sumOf is a checksum of symbols.
func sumOf(sym []rune) uint64 {
	sum := uint64(len(sym))
	for _, r := range sym {
		sum = mix(sum ^ uint64(r)*0x9e3779b97f4a7c15)
	}
	return sum
}

// minHeadline is how many letters a headline must have to tell items of an outlet apart.
const minHeadline = 14
