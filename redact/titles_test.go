package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestTitlesAreNoPartOfAName: a person is black also where the name in full is given to the program with a title.
func TestTitlesAreNoPartOfAName(t *testing.T) {
	for name, want := range map[string]string{
		"Dr. Tamsen Olvary": "Tamsen Olvary", "Prof. Dr. Tamsen Olvary": "Tamsen Olvary",
		"Tamsen Olvary MP": "Tamsen Olvary", "Tamsen Olvary, Jr.": "Tamsen Olvary",
		"Tamsen Olvary (chair)": "Tamsen Olvary", "Frau Tamsen Olvary": "Tamsen Olvary",
		"Tamsen Olvary, Ph.D.": "Tamsen Olvary", "Major Olvary": "Major Olvary", "Olvary": "Olvary",
		"Olvary, Tamsen": "Olvary, Tamsen", "M. Olvary Fern": "M. Olvary Fern", "Don Olvary": "Don Olvary",
	} {
		if got := WithoutTitles(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
		text := "Tamsen Olvary left."
		black := New([]cutting.Redaction{{Name: name}}).Text(text) != text
		if black != (want == "Tamsen Olvary" || want == "Olvary" || want == "Olvary, Tamsen") {
			t.Errorf("%q: black is %t", name, black)
		}
	}
}

// TestTextWithoutCapitals: of a text of one or two words without capitals, as a query is that becomes a title, no
// capital is asked, unless the name is of common words.
func TestTextWithoutCapitals(t *testing.T) {
	r := New([]cutting.Redaction{{Name: "Mirel Osvanne", Also: []string{"Osvanne"}},
		{Name: "Will May", Also: []string{"May"}}})
	for text, want := range map[string]string{
		"osvanne":                   Bar,
		"osvanne trial":             Bar + " trial",
		"the osvanne sang":          "the osvanne sang",
		"Then the osvanne tree":     "Then the osvanne tree",
		"what may come":             "what may come",
		"Osvanne left, osvanne did": Bar + " left, osvanne did",
	} {
		if got := r.Text(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
