package redact

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestCoverage: what is black, what stays and what only begins with the name, each with its cuttings.
func TestCoverage(t *testing.T) {
	person := cutting.Redaction{Name: "Mirel Osvanne"}
	c := NewCoverage([]cutting.Redaction{person, {Name: "Halse Verrin"}}, person)
	for i, s := range []string{"Mirel Osvanne left. Osvanne said no.", "Osvanne came; M. Osvanne went.",
		"Only Osvanne was there.", "The Osvanneburg road and the osvannenium.", "Halse Verrin and the tide.",
		"Osvanneburg again"} {
		c.Read(Texts{ID: fmt.Sprint(i), Published: fmt.Sprint(9 - i), Headline: fmt.Sprint("h", i), All: []string{s}})
	}
	var got []string
	for _, f := range c.Black() {
		got = append(got, fmt.Sprint(f.Form, " ", f.In))
	}
	for _, f := range c.Left() {
		got = append(got, fmt.Sprint(f.Form, " ", f.Begins, " ", f.Spelling(), " ", f.In, " ", f.Words, " ",
			f.Headlines))
	}
	const want = "Osvanne [0 1]; M. Osvanne [1]; Mirel Osvanne [0]; Osvanne false Osvanne [2] " +
		"[] [h2]; Osvanne true Osvanneburg [3 5] [Osvanneburg osvannenium] [h3 h5]"
	if s := strings.Join(got, "; "); s != want || len(c.Named()) != 2 {
		t.Errorf("got  %s\nwant %s; %v named", s, want, c.Named())
	}
}

// TestCoverageOfOtherSpellings: the parts of another spelling that stay are listed like those of the name.
func TestCoverageOfOtherSpellings(t *testing.T) {
	person := cutting.Redaction{Name: "Mirel Osvanne", Also: []string{"Mirela Oswanne", "Nightjar"}}
	c := NewCoverage([]cutting.Redaction{person}, person)
	for i, s := range []string{"Mirela Oswanne left; Oswanne's house.", "Only Oswanne was there.", "Oswanneburg",
		"Nightjar and Nightjars."} {
		c.Read(Texts{ID: fmt.Sprint(i), All: []string{s}})
	}
	var got []string
	for _, f := range c.Left() {
		got = append(got, fmt.Sprint(f.Form, " ", f.Begins, " ", f.In))
	}
	if s := strings.Join(got, "; "); s != "Oswanne false [1]; Oswanne true [2]" {
		t.Error(s)
	}
}

// TestBeginningAsWritten: the words that begin with a surname are told by its letters as written, also where folding
// leaves vowel signs out, and by what a search finds.
func TestBeginningAsWritten(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"முருகன் செல்வராஜ்": {"செல்வராஜபுரம் கிராமத்தில்", "செல்வராஜ"},
		"Anna Müllerová": {"Müllerovákova", "Müllerová"},
		"Orrin Staveld":  {"Staveldburg", "Staveld"},
	} {
		person := cutting.Redaction{Name: name}
		cov := NewCoverage([]cutting.Redaction{person}, person)
		cov.Read(Texts{ID: "1", Headline: "h", All: []string{c.text}})
		var got []string
		for _, f := range cov.Left() {
			if f.Begins {
				got = append(got, f.Form)
			}
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestPartsOfTwoLetters: a surname of two letters is a part of the name that may stay, unless it is a word as well.
func TestPartsOfTwoLetters(t *testing.T) {
	for name, want := range map[string]string{"Xi Velmang": "Xi Velmang", "He Velmang": "Velmang",
		"Ada de Vell": "Ada Vell", "al Velmang": "Velmang"} {
		if got := strings.Join(Parts(name), " "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
