package catalogue

import (
	"strings"

	"cuttings/cutting"
)

// IsEarlier reports whether it is known that the text of a sighting was there before that of another: by
// the times of their captures, where both are stated and differ, or by dates the pages give. A text that
// prints when it was changed is later than one that does not.
func IsEarlier(a, b *Sighting) bool {
	if a.TimeKnown().Stated() && b.TimeKnown().Stated() && !a.Captured.Equal(b.Captured) {
		return a.Captured.Before(b.Captured)
	}
	before := func(x, y cutting.Date) bool {
		// A date cannot be compared with a more precise one.
		n := min(len(x.Value), len(y.Value))
		return strings.Compare(x.Value[:n], y.Value[:n]) < 0
	}
	if a.Published.Value != b.Published.Value {
		return before(a.Published, b.Published)
	}
	if a.Modified.IsZero() {
		return b.Modified.Origin == cutting.FromNote || b.Modified.Origin == "text" && b.Modified != b.Published
	}
	return before(a.Modified, b.Modified)
}

// NewestOf returns which of some sightings of one cutting shows its newest version; false where that
// is not known.
func NewestOf(seen []Sighting) (int, bool) {
	newest := 0
	for i := range seen {
		if IsEarlier(&seen[newest], &seen[i]) {
			newest = i
		}
	}
	for i := range seen {
		if seen[i].Version != seen[newest].Version && !IsEarlier(&seen[i], &seen[newest]) {
			return 0, false
		}
	}
	return newest, len(seen) > 0
}
