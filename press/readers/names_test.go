package readers

import (
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// TestSourcesAreNames checks that the source of a statement is a name of the text, even if the reader of names
// missed it.
func TestSourcesAreNames(t *testing.T) {
	const text = "Sepidar promises."
	for _, c := range []struct {
		name, source string
		want         int
	}{{"a source", "Sepidar", 1}, {"no source", "", 0}} {
		t.Run(c.name, func(t *testing.T) {
			i := newInput(catalogue.Text{Lang: "en", Headline: "Late", Text: text})
			if c.source != "" {
				at := strings.Index(i.words.Text, c.source)
				source := cutting.At{Start: at, End: at + len(c.source)}
				i.reading.Statements = []cutting.StatementMark{{Source: source}}
			}
			if err := readNames(i); err != nil {
				t.Fatal(err)
			}
			if len(i.reading.Names) != c.want {
				t.Errorf("names %+v, want %d", i.reading.Names, c.want)
			}
		})
	}
}
