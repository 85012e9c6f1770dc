// Package disputes finds where accounts contradict each other: a statement that denies
// what another says, and different figures for one question about one thing. It shows
// both sides and takes neither.
//
// Not in dispute are another year of another event, a toll that was updated, a denial
// of something else, "no comment", and a quotation of the same claim. In doubt nothing
// is reported.
package disputes

import (
	"cuttings/cutting"
	"cuttings/reading/figures"
	"cuttings/reading/statements"
)

// Claim is a statement as far as disputes need it. NewClaims makes them.
type Claim struct {
	Text      string // ID of the text
	Source    string // the outlet
	Date      string // of the text, ISO 8601
	Statement int    // index in the text's statements
	Speaker   string // ID of the name across texts; "" for nobody named
	Kind      statements.Kind
	Span      cutting.Span // of the content
	About     []string     // IDs of the names the content mentions or refers to
	Words     []string     // the stems of the content's words of weight, names left out; ascending
	Called    []string     // likewise of the names in the content; those of kin are kin: "Tessaly", "Tessalian"
	SaidBy    []string     // likewise of the source's words
	Back      bool         // the content refers back: "that", "the allegation"
	Weak      bool         // a denial by what is said alone: "it had no part"
	Within    int          // the statement it is told within, -1 for none
}

// Fact is a figure as far as disputes need it. NewFacts makes them.
type Fact struct {
	Text     string
	Source   string
	Date     string
	Figure   int // index in the text's figures
	Voice    string
	Question string
	Value    string
	Bound    figures.Bound
	Updated  bool
	Span     cutting.Span
	About    string   // ID of the name the figure is about; "" for none
	Names    []string // IDs of the names in the sentence
	Topic    []string // IDs of the names in the text's first lines, which say what it is about
	Words    []string // the stems of its sentence's words of weight; ascending
	Dates    []string // of the events in the sentence
	Sentence int
}

// Kind is the kind of a dispute.
type Kind string

// The kinds.
const (
	Denies Kind = "denies" // A denies what B says
	Value  Kind = "value"  // A and B give different figures
)

// Side is one side of a dispute.
type Side struct {
	Text  string
	Index int // of the statement, or of the figure
	Span  cutting.Span
}

// Dispute is two passages that contradict each other.
type Dispute struct {
	Kind  Kind
	A, B  Side
	Score float64 // how plain it is; higher is plainer
}
