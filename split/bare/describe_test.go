package bare

import (
	"fmt"
	"math"
	"testing"
)

// longPosts is a page of ten posts, two of them with a heading inside; heads are its headlines.
func longPosts() (lines []string, heads []int, inside int) {
	lines = []string{"The Harbour Courier", "Home", "About us"}
	names := [...]string{"The crane that nobody wanted", "A quay and a vote", "Ferry fares rise again",
		"The lamps of the mole", "Who pays for the dredging", "Ropes and rumours", "Night on the pilot boat",
		"A winter without ice", "The last smokehouse", "Notes from the lock"}
	for i, name := range names {
		heads = append(heads, len(lines))
		lines = append(lines, name, fmt.Sprintf("%d May 2014", 20-i),
			fmt.Sprintf("It stood on the quay for %d years, and nobody who passed it in the morning or in the "+
				"evening ever asked the board of the harbour what it was for.", i+2))
		if i == 3 || i == 6 {
			inside = len(lines)
			lines = append(lines, "What was said", "Nobody spoke for it, although the board had invited everyone who "+
				"had written a letter about it in the years before.")
		}
	}
	return append(lines, "Imprint", "All rights reserved"), heads, inside
}

func TestRightReadingsSaveBits(t *testing.T) {
	lines, heads, inside := longPosts()
	_, v := viewOf(t, lines...)
	right := v.saved(heads)
	if right <= 0 {
		t.Errorf("to know the headlines saves %.1f bits", right)
	}
	for name, at := range map[string][]int{
		"a heading inside a post": withLine(heads, inside),
		"a line of the menu":      withLine(heads, 1),
		"one headline fewer":      append(append([]int(nil), heads[:4]...), heads[5:]...),
		"every second headline":   {heads[0], heads[2], heads[4], heads[6], heads[8]},
	} {
		if got := v.saved(at); got >= right {
			t.Errorf("%s saves %.1f bits, the right headlines %.1f", name, got, right)
		}
	}
	if got := v.saved(nil); got != 0 {
		t.Errorf("no headlines save %.1f bits", got)
	}
	if again := v.saved(heads); again != right {
		t.Errorf("the same reading saves %.1f bits, then %.1f", right, again)
	}
}

func TestDescriptionOfAnyLines(t *testing.T) {
	for _, lines := range [][]string{{"One"}, {"One", "Two"}, {"1", "2", "3", "3", "3", "3"}} {
		_, v := viewOf(t, lines...)
		for i := range v.lines {
			if got := v.saved([]int{i}); math.IsNaN(got) || math.IsInf(got, 0) {
				t.Errorf("%q with an item at %d saves %v bits", lines, i, got)
			}
		}
	}
	sum := 0
	for _, n := range traitValues {
		sum += n
	}
	if lineCounts != 1+sum {
		t.Errorf("a class has %d counts for %d values", lineCounts, sum)
	}
}
