package wordset_test

import (
	"maps"
	"testing"

	"cuttings/internal/wordset"
)

func TestOf(t *testing.T) {
	for list, want := range map[string]map[string]bool{
		"":                       {},
		" \n\t":                  {},
		"pier Quay\n\tبندر pier": {"pier": true, "Quay": true, "بندر": true},
	} {
		if got := wordset.Of(list); !maps.Equal(got, want) {
			t.Errorf("%q: %v, want %v", list, got, want)
		}
	}
}
