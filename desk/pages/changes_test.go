package pages

import (
	"strings"
	"testing"

	"cuttings/library"
)

// TestChangeRuns: words in place of others are one change; a link leads from a change to the next where that is far.
func TestChangeRuns(t *testing.T) {
	far := strings.Repeat("word ", 200)
	h, text, n := changeRuns([]library.DiffRun{{Text: "Ten", Op: "del"}, {Text: "Two", Op: "ins"},
		{Text: " left", Op: "same"}},
		[]library.DiffRun{{Text: far, Op: "same"}, {Text: "a", Op: "del"}, {Text: "b", Op: "ins"},
			{Text: " near ", Op: "same"}, {Text: "c", Op: "ins"}, {Text: far, Op: "same"}, {Text: "d", Op: "del"},
			{Text: far, Op: "same"}})
	if n != 4 {
		t.Errorf("%d changes, want 4", n)
	}
	type place struct{ begins, next int }
	var got []place
	for _, x := range append(h, text...) {
		got = append(got, place{x.Begins, x.Next})
	}
	want := []place{{1, 0}, {0, 0}, {0, 0}, {0, 0}, {2, 0}, {0, 0}, {0, 0}, {3, 4}, {0, 0}, {4, 0}, {0, 0}}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

// TestWhichOf: values of one label are told apart in words.
func TestWhichOf(t *testing.T) {
	for value, want := range map[string]string{"LOC:maori": "place", "PER:maori": "person",
		"press.example": "press.example"} {
		if got := whichOf(value); got != want {
			t.Errorf("%s: %s, want %s", value, got, want)
		}
	}
}
