package lang

import "testing"

func TestLittleWordsFitTheirBits(t *testing.T) {
	if len(littleWords) > maxLittleLangs {
		t.Fatalf("%d languages in %d bits", len(littleWords), maxLittleLangs)
	}
	for i := 1; i < len(scriptRanges); i++ {
		if scriptRanges[i].lo <= scriptRanges[i-1].hi {
			t.Errorf("script ranges %x and %x overlap or are out of order", scriptRanges[i-1].lo, scriptRanges[i].lo)
		}
	}
}
