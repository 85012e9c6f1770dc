package library

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestChangedWords: a changed digest shows the words before and now.
func TestChangedWords(t *testing.T) {
	was := &cutting.Digest{Introduction: "Ours of Monday.", Items: []cutting.DigestItem{{Cutting: "a", Headline: "H",
		Excerpt: "The wall of the dam held through the night, said the keepers.", Note: "See below."}}}
	is := &cutting.Digest{Introduction: "Ours of Tuesday.", Items: []cutting.DigestItem{{Cutting: "a", Headline: "H",
		Excerpt: "The wall of the dam … the night, said the keepers.", Heading: "Dams"}}}
	want := []string{
		"The introduction was changed: it was “Ours of Monday.”, and is “Ours of Tuesday.”.",
		"The excerpt of “H” was changed: it was “… the dam held through the night, …”, and is " +
			"“… the dam … the night, …”.",
		"The heading above “H” was changed: it was empty, and is “Dams”.",
		"The desk’s note on “H” was changed: it was “See below.”, and is empty.",
	}
	if got := describeChanges(was, is); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestShortenedExcerpts: an excerpt is the source's text with passages left out, with the separator of
// paragraphs in excerpts, or a blank there as in digests kept before.
func TestShortenedExcerpts(t *testing.T) {
	const text = "What was found\n\nThree cracks were found. They are old.\n\nBread\n\nSalt"
	for short, want := range map[string]bool{
		cutting.Excerpt(text, 300): true, cutting.Excerpt(text, 40): true, cutting.OneLine(text): true,
		"What was found Three cracks were found…":          true,
		"What was found / Three cracks … Bread / Salt":     true,
		"… Three cracks were found…":                       true,
		"What was found: Three cracks were found…":         false,
		"Three cracks were found…":                         false, // the beginning is left out without a mark
		"What was found / They are old. / Bread / Salt":    false,
		"What was found / Three / cracks were found…":      false,
		"What was found / Three cracks were found. … Salt": true,
	} {
		if got := isShortened(short, text); got != want {
			t.Errorf("%q: %t, want %t", short, got, want)
		}
	}
}

// TestUnmarked: the message for an excerpt shortened without a mark says where one is missing.
func TestUnmarked(t *testing.T) {
	const text = "Three cracks were found. They are old. Bread is dear."
	for short, want := range map[string]string{
		"Three cracks were found.": "its end", "They are old. Bread is dear.": "its beginning",
		"They are old.": "its beginning and its end", "Three … They are old.": "its end", "Four cracks": "",
	} {
		if got := unmarkedEnd(short, text); got != want {
			t.Errorf("%q: %q, want %q", short, got, want)
		}
	}
}
