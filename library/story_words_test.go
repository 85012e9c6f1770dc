package library

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestWholeWords: a passage that two texts share is shown in whole words, with marks where it is a part of a
// sentence.
func TestWholeWords(t *testing.T) {
	const text = "The wall of the dam held. Nobody was hurt.\n\nThe ferry came late."
	for words, want := range map[string]string{
		"The wall of the dam held.": "The wall of the dam held.", "all of the dam he": "… of the dam …",
		"Nobody was hurt.": "Nobody was hurt.", "dam held. Nobody": "… dam held. Nobody …",
		"erry came late.": "… came late.",
	} {
		at := strings.Index(text, words)
		if got := wholeWords(text, cutting.Span{Start: at, End: at + len(words)}); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
