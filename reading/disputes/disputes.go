// Package disputes finds where accounts contradict each other: a statement that denies another, and different
// figures for one question about one thing. It shows both sides and takes neither.
//
// No disputes are: another year of another event, a toll that was updated, a denial of something else, "no
// comment", and a quotation of the same claim. In doubt nothing is reported.
package disputes

import (
	"cuttings/cutting"
	"cuttings/reading/figures"
	"cuttings/reading/statements"
)

// Claim is a statement with what finding disputes needs. NewClaims returns them.
type Claim struct {
	Text      string // ID of the text
	Source    string // the outlet
	Date      string // of the text, ISO 8601
	Statement int    // index in the text's statements
	Speaker   string // ID of the name across texts; "" for none
	Kind      statements.Kind
	Span      cutting.Span // of the content
	About     []string     // IDs of the names the content mentions or refers to
	Words     []string     // the stems of the content's words, without stop words and names; ascending
	Called    []string     // likewise of the names in the content; "Tessaly" and "Tessalian" have one
	SaidBy    []string     // likewise of the source's words
	Own       []string     // likewise of what a denial itself states to be denied; none where it only refers back
	Whose     []string     // likewise of who made the claim that a denial names: "Vask's claims"
	Demand    bool         // it asks for something or states what ought to be
	Back      bool         // the content refers to an earlier statement: "that", "the allegation"
	Weak      bool         // a denial by its content alone: "it had no part"
	Within    int          // index of the statement that contains it, -1 for none
}

// Fact is a figure with what finding disputes needs. NewFacts returns them.
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
	Part     bool // it counts some of those concerned: "the two wounded", "11 Americans"
	Span     cutting.Span
	About    string   // ID of the name the figure is about; "" for none
	Names    []string // IDs of the names in the sentence
	Topic    []string // IDs of the names in the text's first lines, which show what it is about
	Words    []string // the stems of its sentence's content words; ascending
	Dates    []string // of the events in the sentence
	Sentence int
}

// Kind is the kind of a dispute.
type Kind string

// The values of Kind.
const (
	Denies Kind = "denies" // A denies B
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
	Score float64 // how clear it is; higher is clearer
}
