// Package figures finds numbers that say something: counts, sums, shares and years,
// with what they count and about whom. It serves English; in other languages it finds
// nothing.
package figures

import (
	"cuttings/cutting"
)

// Kind is what a figure is.
type Kind string

// The kinds.
const (
	Count Kind = "count" // 52 residents, a dozen protocols
	Sum   Kind = "sum"   // $3 million
	Share Kind = "share" // 51.2 percent
	Size  Kind = "size"  // 12 nautical miles, 400 kg
	Year  Kind = "year"  // founded in 1965
)

// Bound says how a number is meant.
type Bound string

// The bounds.
const (
	Exact   Bound = ""
	AtMost  Bound = "at most"  // up to, fewer than
	AtLeast Bound = "at least" // at least, more than
	About   Bound = "about"
)

// Figure is one number with what it is about.
type Figure struct {
	Span    cutting.Span // the number with its unit and bound: "at least nine", "51.2 percent"
	Value   string       // in digits, with the unit of a sum, size or share: "9", "51.2%", "3000000 USD"
	Kind    Kind
	Bound   Bound
	Counted cutting.Span // what it counts, "people"; empty where the text leaves it out
	// Question is what the figure answers, in fixed words: "dead", "hurt", "missing",
	// "founded", "turnout"; "" where it is none of those known. Two figures for one
	// question of one name or event can be compared.
	Question  string
	Name      int // index of the name it is about; -1 where it is of none the text names
	Statement int // index of the statement it is told in, -1 for the outlet's own
}

// Languages returns the languages the reader serves, as BCP 47 primary tags.
func Languages() []string { return []string{"en"} }
