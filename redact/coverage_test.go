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
		c.Read(fmt.Sprint(i), fmt.Sprint("h", i), []string{s})
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
		"[] [h2]; osvanne true Osvanneburg [3 5] [Osvanneburg osvannenium] [h3 h5]"
	if s := strings.Join(got, "; "); s != want || len(c.Named()) != 2 {
		t.Errorf("got  %s\nwant %s; %v named", s, want, c.Named())
	}
}
