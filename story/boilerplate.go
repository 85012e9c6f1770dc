package story

import "slices"

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

// mask finds the boilerplate of a text, by the archive's frequencies; nil is none.
func (t *Text) mask(freq Frequencies) *mask {
	if freq == nil || len(t.Sketch()) == 0 {
		return nil
	}
	s := slices.Clone(t.Sketch())
	s.flag(freq, limitsOf(s, freq))
	return s.mask(t.Len())
}

// flag sets which grams are common.
func (s Sketch) flag(freq Frequencies, l limits) {
	for i := range s {
		s[i] = s[i].flagged(freq.Of(s[i].key()), l)
	}
}

// flagged is the gram with what n texts that hold it make of it.
func (g Gram) flagged(n int, l limits) Gram {
	g &^= gramCommonOpening | gramCommonBody
	if n >= l.opening {
		g |= gramCommonOpening
	}
	if n >= l.body {
		g |= gramCommonBody
	}
	return g
}

// mask finds the boilerplate of a text of some letters, by which of its grams are flagged; nil
// for none.
func (s Sketch) mask(letters int) *mask {
	if !slices.ContainsFunc(s, func(g Gram) bool { return g&(gramCommonOpening|gramCommonBody) != 0 }) {
		return nil
	}
	s = slices.Clone(s)
	for i, g := range s { // by place
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

// at returns the intervals that hold for a passage: it is judged as an opening when
// it stands in that of either text.
func (m *mask) at(opening bool) []interval {
	if m == nil {
		return nil
	}
	if opening {
		return m.opening
	}
	return m.body
}

// total returns how many symbols of the text are boilerplate.
func (m *mask) total() (n int) {
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

// boilerplate returns the stretches of a text whose grams, by place, have a flag: several in
// a row. A common phrase within a text is no boilerplate; the more texts there are, the more phrases
// are common, and each would make the texts that have it worth another look.
func (s Sketch) boilerplate(flag Gram, letters int32) []interval {
	// How common a dense gram is is known of openings alone, which tells of an opening.
	bounds := func(g Gram) bool { return g&gramDense == 0 || flag == gramCommonOpening }
	var out []interval
	last := int32(0) // behind the last gram that is not common
	for i := 0; i < len(s); i++ {
		if s[i]&flag == 0 {
			if bounds(s[i]) {
				last = s[i].at() + sketchGram
			}
			continue
		}
		lastBefore := last
		from, to, next := s[i].at(), s[i].at(), letters
		for ; i < len(s); i++ {
			if s[i]&flag != 0 {
				to = s[i].at()
			} else if bounds(s[i]) {
				next = s[i].at()
				last = s[i].at() + sketchGram
				break
			}
		}
		if to == from || flag == gramCommonBody && to-from < sketchGram {
			continue // one phrase
		}
		// Between two samples the text is as common as the nearer one, for want of
		// a better witness.
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
