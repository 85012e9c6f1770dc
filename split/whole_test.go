package split

import (
	"slices"
	"testing"

	"cuttings/cutting"
)

// TestWeightsFitTheFeatures checks that each forest was fitted to the current features of its
// readings.
func TestWeightsFitTheFeatures(t *testing.T) {
	for _, kind := range []cutting.PageKind{cutting.ListingPage, cutting.NothingPage} {
		f := forests()[kind]
		if want := Features(kind); f.Trees() == 0 || !slices.Equal(f.Features, want) {
			t.Errorf("%s: %d trees fitted to %d features, the code has %d; run cmd/train reading", kind, f.Trees(),
				len(f.Features), len(want))
		}
		if n := len(Signs(kind)); n != len(Features(kind)) {
			t.Errorf("%s: %d signs", kind, n)
		}
	}
}

func TestChances(t *testing.T) {
	got := probabilities([]float32{0, 0, -100})
	if got[0] != 0.5 || got[1] != 0.5 || got[2] > 1e-9 {
		t.Errorf("chances of two equal readings and a hopeless one: %v", got)
	}
}

// TestChoosePrefersTheFirstOfEquals checks that a reading is chosen over earlier ones only with a
// higher score.
func TestChoosePrefersTheFirstOfEquals(t *testing.T) {
	best, scores := choose([]Reading{{Kind: cutting.ArticlePage, List: -1}, {Kind: cutting.ArticlePage, List: -1}})
	if best != 0 || scores[0] != 0 {
		t.Errorf("chose %d of two equal readings, scores %v", best, scores)
	}
}
