package bare_test

import (
	"fmt"
	"testing"

	"cuttings/cutting"
	"cuttings/split/bare"
)

// TestDaysHeadWhatFollows: a day above several items belongs to them and not to the item before it.
func TestDaysHeadWhatFollows(t *testing.T) {
	lines := []string{"The Harbour Letter"}
	want := map[string]string{}
	for i, x := range tales {
		if i%2 == 0 {
			lines = append(lines, fmt.Sprintf("%d April 2011", 20-i))
		}
		want[x[0]] = fmt.Sprintf("2011-04-%02d", 20-i/2*2)
		lines = append(lines, x[0], x[1], "Posted by Ada Fern | Comments (2)")
	}
	s := bare.Cut(read(t, lines...), bare.Options{})
	got := 0
	for i := range s.Cuttings {
		k := &s.Cuttings[i]
		if k.Kind != cutting.Teaser {
			continue
		}
		got++
		if k.Published.Value != want[k.Headline] {
			t.Errorf("%q is of %q, want %q", k.Headline, k.Published.Value, want[k.Headline])
		}
	}
	if got != len(tales) {
		t.Errorf("%d items, want %d", got, len(tales))
	}
}

// TestTitleOfDatedTitles: the title of an archive of days and headlines is no item, and each headline has
// the day above it.
func TestTitleOfDatedTitles(t *testing.T) {
	lines := []string{"Archives for The Harbour Letter"}
	for i, x := range tales {
		lines = append(lines, fmt.Sprintf("Wed %d April 2011", 20-i), x[0])
	}
	s := bare.Cut(read(t, lines...), bare.Options{})
	for i := range s.Cuttings {
		if k := &s.Cuttings[i]; k.Headline == lines[0] ||
			k.Published.Value != fmt.Sprintf("2011-04-%d", 20-i) && k.Kind == cutting.Teaser {
			t.Errorf("item %d: %q of %q", i, k.Headline, k.Published.Value)
		}
	}
	if len(s.Cuttings) != len(tales) {
		t.Errorf("%d cuttings, want %d", len(s.Cuttings), len(tales))
	}
}
