package plain_test

import (
	"testing"

	"cuttings/library/plain"
)

// TestKnownLanguage: a tag that has the form and names no language is refused.
func TestKnownLanguage(t *testing.T) {
	for tag, want := range map[string]bool{"en": true, "fa": true, "pt-BR": true, "zh-Hant": true, "qqq": false,
		"english": false, "en-QQQQ": false, "": false, "und": false} {
		if got := plain.KnownLanguage(tag); got != want {
			t.Errorf("%q: %v", tag, got)
		}
	}
}
