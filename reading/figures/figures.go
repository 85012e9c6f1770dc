// Package figures finds meaningful numbers: counts, sums, shares, sizes and years, with what they count, the
// question they answer and the name they are about. It supports English; in other languages it finds nothing.
package figures

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/names"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// Kind is the kind of a figure.
type Kind string

// The values of Kind.
const (
	Count Kind = "count" // 52 residents, a dozen protocols
	Sum   Kind = "sum"   // $3 million
	Share Kind = "share" // 51.2 percent
	Size  Kind = "size"  // 12 nautical miles, 400 kg
	Year  Kind = "year"  // founded in 1965
)

// Bound is whether a number is exact, a limit or approximate.
type Bound string

// The values of Bound.
const (
	Exact   Bound = ""
	AtMost  Bound = "at most"  // up to, fewer than
	AtLeast Bound = "at least" // at least, more than
	About   Bound = "about"
)

// Figure is one number with its meaning.
type Figure struct {
	Span cutting.Span // the number with its bound and unit: "at least nine", "51.2 percent"
	// Value is the digits, with the unit of a sum, share or size: "9", "51.2%", "3000000 USD", "12 nautical
	// miles"
	Value   string
	Kind    Kind
	Bound   Bound
	Counted cutting.Span // what it counts, "people"; empty where the text omits it
	// Question is what the figure answers, in fixed words: "dead", "hurt", "missing", "detained", "displaced",
	// "founded", "turnout"; else the thing counted in the singular ("protocol"); "" where the text does not
	// show it. Figures for one question of one name or event can be compared.
	Question  string
	Name      int  // index of the name it is about; -1 where the text has none beside it
	Statement int  // index of the innermost statement that contains it, -1 in the outlet's own voice
	Updated   bool // the text states that the figure replaces another: "rose to 14", "now 14"
}

// Languages returns the languages the reader supports, as BCP 47 primary tags.
func Languages() []string { return []string{"en"} }

// Input is a text with what other readers found in it.
type Input struct {
	Text     *token.Text
	Lang     string
	Mentions []names.Mention
	Names    *within.Text // read from Mentions
	Times    []times.Timex
	Found    []statements.Statement
}

// Read returns the figures of a text in order; none overlaps another. Numbers in time expressions are not
// included, except the years in which something was founded.
func Read(in Input) []Figure {
	primary, _, _ := strings.Cut(strings.ToLower(in.Lang), "-")
	if !slices.Contains(Languages(), primary) {
		return nil
	}
	r := newReader(in)
	var out []Figure
	for _, s := range r.t.Sentences {
		r.sentence = s
		for i := s.First; i < s.End; {
			f, end, ok := r.readFigure(i)
			if !ok {
				i++
				continue
			}
			out = append(out, f)
			i = end
		}
	}
	return out
}
