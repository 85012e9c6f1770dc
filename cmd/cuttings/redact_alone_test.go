package main

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/redact"
)

// TestSurnamesOfSpellings: the surname of another spelling may be black by itself as that of the name may.
func TestSurnamesOfSpellings(t *testing.T) {
	r := cutting.Redaction{Name: "Amalt Corvigane", Also: []string{"Amalto Korvigane",
		"Amalt J. Corvigane", "Nightjar"}}
	var got []string
	for _, e := range surnamesEvidence(r) {
		e.read([]string{"Amalto Korvigane came to the town, " +
			"and Korvigane said so to the baker Tessa Corvigane there."})
		got = append(got, fmt.Sprint(e.surname, e.full, e.another))
	}
	if s := strings.Join(got, " "); s != "Corviganetrue true Korviganetrue false" {
		t.Error(s)
	}
}

// TestGivenToAnother: a text gives a surname to another person where a word of a name that is not the person's is
// before it, or has it as a word in small letters.
func TestGivenToAnother(t *testing.T) {
	const person, surname = "Amalt Corvigane", "Corvigane"
	cases := []struct {
		name, text string
		want       bool
	}{
		{"alone", "Corvigane said so.", false},
		{"in full", "It was Amalt Corvigane, and A. Corvigane again.", false},
		{"a title", "They asked Judge Corvigane and Mrs. Corvigane.", false},
		{"a small word", "They said that Corvigane came.", false},
		{"behind a sentence", "It was in Velm. Corvigane came.", false},
		{"behind a name", "It was in Velm, Corvigane said.", false},
		{"a headline", "Judge Says Corvigane Lied About Walls", false},
		{"a middle initial", "So said Amalt J. Corvigane then.", false},
		{"another given name", "The baker is Tessa Corvigane of the harbour.", true},
		{"a word in small letters", "They had a corvigane on the wall.", true},
		{"in an address", "See https://a.example/corvigane for more.", false},
	}
	black := redact.New([]cutting.Redaction{{Name: person}})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := givenToAnother(c.text, surname, black); got != c.want {
				t.Errorf("%q: %v, want %v", c.text, got, c.want)
			}
		})
	}
}
