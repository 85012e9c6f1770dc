package story

import (
	"math"
	"sync"
)

// Text is one distinct text of an archive, folded for comparison. It is
// immutable and safe for concurrent use.
type Text struct {
	ID string // the caller's; ties are broken by it, so it must not depend on the order of adding

	headline stream
	body     stream
	sketch   Sketch

	once  sync.Once
	table seedTable // by seeds
}

// seeds returns the table of the text's seeds, made when it is first asked for.
func (t *Text) seeds() *seedTable {
	t.once.Do(func() { t.table = newSeeds(t.body) })
	return &t.table
}

// NewText folds a headline and the text under it. A text that begins with its
// own headline and one that does not are compared alike.
func NewText(id, headline, body string) *Text {
	t := &Text{ID: id, headline: fold(headline), body: fold(body)}
	t.sketch = newSketch(t.body)
	return t
}

// Sketch returns the sample of the text by which candidates are found. The
// caller must not change it.
func (t *Text) Sketch() Sketch { return t.sketch }

// Len returns the number of letters and digits in the text, the headline not counted.
func (t *Text) Len() int { return len(t.body.sym) }

// commonMargin is how many symbols beside a common gram go with it, unless
// another gram says otherwise.
const commonMargin = 40

// A mask is the boilerplate of one text: the stretches that many other texts
// hold as well though the rest of them differs (requests to subscribe, copyright
// lines, an agency's credits). Intervals are ascending and do not overlap.
type mask struct {
	opening []interval // by the limits for openings, anywhere in the text
	body    []interval // by the others
}

func (t *Text) mask(freq Frequencies) mask {
	if freq == nil || len(t.sketch) == 0 {
		return mask{}
	}
	var grams []sampled
	t.body.grams(sketchGram, func(g gram) {
		if g.hash <= math.MaxUint64/scaleAt(g.at) {
			grams = append(grams, sampled{g.at, freq.Of(keyOf(g.hash)), g.hash > math.MaxUint64/bodyScale})
		}
	})
	l := limitsOf(t.sketch, freq)
	return mask{t.boilerplate(grams, l.opening), t.boilerplate(grams, l.body)}
}

// sampled is a gram of a text that is in its sketch.
type sampled struct {
	at    int32
	freq  int
	dense bool // sampled in openings only: elsewhere its frequency is not known in full
}

// sum is a checksum of a mask: comparing texts again makes a difference only where one
// of their masks has changed.
func (m mask) sum() uint64 {
	h := uint64(len(m.opening))
	for _, list := range [][]interval{m.opening, m.body} {
		for _, iv := range list {
			h = mix(h ^ uint64(uint32(iv.from))<<32 ^ uint64(uint32(iv.to)))
		}
	}
	return h
}

// at returns the intervals that hold for a passage: it is judged as an opening when
// it stands in that of either text.
func (m mask) at(opening bool) []interval {
	if opening {
		return m.opening
	}
	return m.body
}

// total returns how many symbols of the text are boilerplate.
func (m mask) total() (n int) {
	for _, iv := range m.opening {
		n += interval{min(iv.from, inOpening), min(iv.to, inOpening)}.len()
	}
	for _, iv := range m.body {
		n += interval{max(iv.from, inOpening), max(iv.to, inOpening)}.len()
	}
	return n
}

// inOpening is where a text's opening ends, in symbols.
const inOpening = 600

// boilerplate returns the stretches of a text that are in at least so many texts.
func (t *Text) boilerplate(grams []sampled, least int) []interval {
	common := func(s sampled) bool { return s.freq >= least }
	var out []interval
	last := int32(0) // behind the last gram that is not common
	for i := 0; i < len(grams); i++ {
		if !common(grams[i]) {
			if !grams[i].dense {
				last = grams[i].at + sketchGram
			}
			continue
		}
		lastBefore := last
		from, to, next := grams[i].at, grams[i].at, int32(t.Len())
		for ; i < len(grams); i++ {
			if common(grams[i]) {
				to = grams[i].at
			} else if !grams[i].dense {
				next = grams[i].at
				last = grams[i].at + sketchGram
				break
			}
		}
		// Between two samples the text is as common as the nearer one, for want of
		// a better witness.
		iv := interval{max(from-commonMargin, 0), min(to+sketchGram+commonMargin, int32(t.Len()))}
		iv.from = max(iv.from, min(lastBefore, from))
		iv.to = min(iv.to, max(next, to+sketchGram))
		if n := len(out); n > 0 && out[n-1].to >= iv.from {
			out[n-1].to = max(out[n-1].to, iv.to)
			continue
		}
		out = append(out, iv)
	}
	return out
}

// HeadlineSum is a checksum of a headline's letters; 0 for one that says too little to tell
// items apart.
func HeadlineSum(headline string) uint64 {
	s := fold(headline)
	if len(s.sym) < minHeadline {
		return 0
	}
	h := uint64(len(s.sym))
	for _, r := range s.sym {
		h = mix(h ^ uint64(r)*0x9e3779b97f4a7c15)
	}
	return h
}

// minHeadline is how many letters a headline must have to tell items of an outlet apart.
const minHeadline = 14
