package clusters_test

import (
	"testing"

	"cuttings/reading/clusters"
)

// TestWordsOfLikeUse: words of like use are in one coarse class, others are not, and unknown words in none.
func TestWordsOfLikeUse(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"monday", "tuesday", true}, {"minister", "chancellor", true}, {"he", "she", true},
		{"monday", "minister", false}, {"minister", "said", false},
	} {
		a, b := clusters.Of(tt.a), clusters.Of(tt.b)
		if a == 0 || b == 0 || a.Coarse() == 0 || (a.Coarse() == b.Coarse()) != tt.same {
			t.Errorf("%s has the classes %d and %d, %s %d and %d; in one coarse class: want %v", tt.a, a, a.Coarse(),
				tt.b, b, b.Coarse(), tt.same)
		}
	}
	for _, w := range []string{"", "Monday", "xqzvw"} { // words are looked up in lower case
		if c := clusters.Of(w); c != 0 || c.Coarse() != 0 {
			t.Errorf("%q has the classes %d and %d", w, c, c.Coarse())
		}
	}
}

func TestCoarse(t *testing.T) {
	for class, want := range map[clusters.Class]uint16{0: 0, 1: 1, 16: 1, 17: 2, 32: 2, 33: 3} {
		if got := class.Coarse(); got != want {
			t.Errorf("class %d: %d, want %d", class, got, want)
		}
	}
}
