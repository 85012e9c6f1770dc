package story

import "slices"

// commonMargin is the number of symbols beside a common gram that count as boilerplate too, unless another gram
// is nearer.
const commonMargin = 40

// A mask is the boilerplate of one text: the stretches that many other texts have too although the rest of them
// differs (requests to subscribe, copyright lines, an agency's credits). Intervals are ascending and do not
// overlap.
type mask struct {
	opening []interval // by the limits for openings, anywhere in the text
	body    []interval // by the others
}

// mask returns the boilerplate of a text, by the archive's frequencies; nil for none.
func (t *Text) mask(freq Frequencies) *mask {
	if freq == nil || len(t.Sketch()) == 0 {
		return nil
	}
	s := slices.Clone(t.Sketch())
	s.flag(freq, limitsOf(s, freq))
	return s.mask(t.Len())
}

// flag sets on each gram whether it is common.
func (s Sketch) flag(freq Frequencies, l limits) {
	for i := range s {
		s[i] = s[i].withFlags(freq.CountTexts(s[i].key()), l)
	}
}

// withFlags returns the gram with the flags for a gram that n texts have.
func (g Gram) withFlags(n int, l limits) Gram {
	g &^= gramCommonOpening | gramCommonBody
	if n >= l.opening {
		g |= gramCommonOpening
	}
	if n >= l.body {
		g |= gramCommonBody
	}
	return g
}

// mask returns the boilerplate of a text with that many letters, by its flagged grams; nil for none.
func (s Sketch) mask(letters int) *mask {
	if !slices.ContainsFunc(s, func(g Gram) bool { return g&(gramCommonOpening|gramCommonBody) != 0 }) {
		return nil
	}
	s = slices.Clone(s)
	for i, g := range s { // by position in the text
		s[i] = g << gramKeyShift >> gramKeyShift
	}
	slices.Sort(s)
	return &mask{s.boilerplate(gramCommonOpening, int32(letters)), s.boilerplate(gramCommonBody, int32(letters))}
}

func (m *mask) equal(o *mask) bool {
	if m == nil || o == nil {
		return m == o
	}
	return slices.Equal(m.opening, o.opening) && slices.Equal(m.body, o.body)
}

// intervalsFor returns the intervals that count as boilerplate in a passage: those for openings when it is in the
// opening of both texts, else the others.
func (m *mask) intervalsFor(opening bool) []interval {
	if m == nil {
		return nil
	}
	if opening {
		return m.opening
	}
	return m.body
}

// letters returns how many symbols of the text are boilerplate.
func (m *mask) letters() (n int) {
	if m == nil {
		return 0
	}
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

// boilerplate returns the stretches of a text in which several grams in a row, by position, have a flag. A
// single common phrase is no boilerplate: the more texts there are, the more phrases are common, and every
// change in one would make the texts that have it be examined again.
func (s Sketch) boilerplate(flag Gram, letters int32) []interval {
	// The frequency of a dense gram is known for openings only, so it counts for openings only.
	bounds := func(g Gram) bool { return g&gramDense == 0 || flag == gramCommonOpening }
	var out []interval
	last := int32(0) // after the last gram that is not common
	for i := 0; i < len(s); i++ {
		if s[i]&flag == 0 {
			if bounds(s[i]) {
				last = s[i].position() + sketchGram
			}
			continue
		}
		lastBefore := last
		from, to, next := s[i].position(), s[i].position(), letters
		for ; i < len(s); i++ {
			if s[i]&flag != 0 {
				to = s[i].position()
			} else if bounds(s[i]) {
				next = s[i].position()
				last = s[i].position() + sketchGram
				break
			}
		}
		if to == from || flag == gramCommonBody && to-from < sketchGram {
			continue // a single phrase
		}
		// Between two sampled grams each symbol counts as common if the nearer gram does.
		iv := interval{max(from-commonMargin, 0), min(to+sketchGram+commonMargin, letters)}
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
