package article

import (
	"strings"

	"cuttings/cutting"
)

// A stamp is what the words around a date say it is the date of.
type stamp uint8

const (
	noStamp    stamp = iota
	stampFirst       // of publication
	stampLate        // of a change
	stampOther       // of something else: an event, a deadline, a visit
)

// stampBefore returns the role given by the nearest such word within a few words before a
// position of the text ("updated", "posted").
func (f *facts) stampBefore(at int) stamp {
	lo := max(0, at-40)
	for !f.v.runeStart(lo) {
		lo++
	}
	s := f.v.p.Text[lo:at]
	if i := strings.LastIndexAny(s, "|•·"); i >= 0 && len(s)-i > 6 {
		s = s[i:]
	}
	// The nearest of two words decides: "updated 3 May, published 1 May".
	return stampAt(s, strings.LastIndex, func(at, best int) bool { return at > best })
}

// stampOf is what a node's own first words, or those before it, say of a date in it.
func (f *facts) stampOf(n int32) stamp {
	s := f.v.t.Nodes[n].Text
	if s.Empty() {
		return noStamp
	}
	if of := f.stampIn(s); of != noStamp {
		return of
	}
	return f.stampBefore(s.Start)
}

// stampIn is what the first of such words near the start of a span says.
func (f *facts) stampIn(s cutting.Span) stamp {
	return stampAt(f.v.atMost(s, 30).In(f.v.p.Text), strings.Index, func(at, best int) bool { return at < best })
}

// stampAt is what the word says that index finds at the best place.
func stampAt(s string, index func(s, word string) int, better func(at, best int) bool) stamp {
	s = strings.ToLower(s)
	of, best := noStamp, -1
	for _, k := range stampWords {
		for _, w := range k.words {
			if at := index(s, w); at >= 0 && (best < 0 || better(at, best)) {
				of, best = k.of, at
			}
		}
	}
	return of
}
