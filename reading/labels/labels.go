// Package labels finds the words a text puts on the names in it: "the terrorist group X", "X, an exiled
// opposition group", "X is a cult", "calls X a gang"; and in whose voice it does, the outlet's own or a
// speaker's. Labels are kept as found and have no meaning to the program. It supports English; in other
// languages it finds nothing.
package labels

import (
	"cuttings/cutting"
)

// Form is the construction that puts a label on a name.
type Form string

// The values of Form.
const (
	Premodifier Form = "premodifier" // the terrorist group X; pirates of the X
	Apposition  Form = "apposition"  // X, an exiled opposition group,
	Copula      Form = "copula"      // X is a cult
	Called      Form = "called"      // calls X a gang; described X as a gang
	Exclaimed   Form = "exclaimed"   // "Traitors!" the crowd shouted as X left
)

// Label is the words put on one name.
type Label struct {
	Span cutting.Span // the words, with their article, without quotation marks and the name
	Of   cutting.Span // the mention, or the words that refer to the name
	Name int          // index of the name in the text; -1 where Of is no name of the text
	Form Form
	// Statement is the index of the statement that contains the label, -1 in the outlet's own voice; Voice is
	// its source, likewise empty. "X calls Y a gang" may be no statement: then Voice is X, and Statement -1.
	Statement int
	Voice     cutting.Span
	Speaker   int // index of the name that speaks; -1 for the outlet and for a speaker without a name
	// Role reports that the words only name an office, a job or a kind of body ("the minister", "a utility");
	// other labels may value, accuse or praise.
	Role    bool
	Negated bool // the text denies or questions it: "denied that X was a"
	Quoted  bool // the words are within quotation marks
}

// Languages returns the languages the reader supports, as BCP 47 primary tags.
func Languages() []string { return []string{"en"} }
