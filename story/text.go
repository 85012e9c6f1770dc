package story

import (
	"math"
	"slices"
)

// Text is one distinct text of an archive, folded for comparison. It is
// immutable and safe for concurrent use.
type Text struct {
	ID string // the caller's; ties are broken by it, so it must not depend on the order of adding

	headline stream
	body     stream
	sketch   Sketch
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

// Frequency returns in how many texts of the archive a sampled gram occurs; 0
// for one that is in none or not in the index.
type Frequency func(gram uint64) int

// A gram counts as boilerplate when it is at least so often in the archive, and
// so many times more often than most of the text it stands in. The second keeps a
// text that has many copies from looking like boilerplate. An opening is what
// teasers and roundups repeat, so more is asked there.
var commonOpening, commonBody = commonLimit{24, 8}, commonLimit{8, 4}

type commonLimit struct{ least, times int }

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

func (t *Text) mask(freq Frequency) mask {
	return mask{t.boilerplate(freq, commonOpening), t.boilerplate(freq, commonBody)}
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

// boilerplate returns the stretches of a text that are common by a limit.
func (t *Text) boilerplate(freq Frequency, limit commonLimit) []interval {
	if freq == nil || len(t.sketch) == 0 {
		return nil
	}
	type sampled struct {
		at    int32
		freq  int
		dense bool // sampled in openings only: elsewhere its frequency is not known in full
	}
	var grams []sampled
	var freqs []int
	t.body.grams(sketchGram, func(g gram) {
		if g.hash > math.MaxUint64/scaleAt(g.at) {
			return
		}
		n := freq(g.hash)
		grams = append(grams, sampled{g.at, n, g.hash > math.MaxUint64/bodyScale})
		freqs = append(freqs, n)
	})
	if len(grams) == 0 {
		return nil
	}
	slices.Sort(freqs)
	median := freqs[len(freqs)/2]
	least := max(limit.least, limit.times*median)
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
