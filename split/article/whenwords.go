package article

import (
	"strings"

	"cuttings/cutting"
)

// dateRole is what a date is the date of, by the words around it.
type dateRole uint8

const (
	noRole        dateRole = iota
	rolePublished          // of publication
	roleModified           // of a change
	roleOther              // of something else: an event, a deadline, a visit
)

// roleBefore returns the role given by the nearest label within a few words before byte offset at
// ("updated", "posted").
func (f *facts) roleBefore(at int) dateRole {
	lo := max(0, at-40)
	for !f.v.runeStart(lo) {
		lo++
	}
	s := f.v.p.Text[lo:at]
	if i := strings.LastIndexAny(s, "|•·"); i >= 0 && len(s)-i > 6 {
		s = s[i:]
	}
	// The nearest of two labels decides: "updated 3 May, published 1 May".
	return roleOfLabel(s, strings.LastIndex, func(at, best int) bool { return at > best })
}

// roleAtNode returns the role that a node's first words, or those before it, give a date in it.
func (f *facts) roleAtNode(n int32) dateRole {
	s := f.v.t.Nodes[n].Text
	if s.Empty() {
		return noRole
	}
	if of := f.roleIn(s); of != noRole {
		return of
	}
	return f.roleBefore(s.Start)
}

// roleIn returns the role of the first label near the start of a span.
func (f *facts) roleIn(s cutting.Span) dateRole {
	return roleOfLabel(f.v.atMost(s, 30).In(f.v.p.Text), strings.Index, func(at, best int) bool { return at < best })
}

// roleOfLabel returns the role of the label that index finds at the best place.
func roleOfLabel(s string, index func(s, word string) int, better func(at, best int) bool) dateRole {
	s = strings.ToLower(s)
	of, best := noRole, -1
	for _, k := range dateLabels {
		for _, w := range k.words {
			if at := index(s, w); at >= 0 && (best < 0 || better(at, best)) {
				of, best = k.of, at
			}
		}
	}
	return of
}
