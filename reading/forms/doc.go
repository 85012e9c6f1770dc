// Package forms compares the forms names are written in: "Ilya Dravic", "M. Dravic" and "Dravic"; "Coast Guard
// of Tessaly" and "Tessalian Coast Guard"; "OSU" and "Orvanian Seafarers' Union"; "Yusuf al-Harrani" and
// "Youssef Al Harrani".
//
// It returns the relation of two forms; callers decide what follows from it: within one text similarity is
// enough, across texts company is required too.
package forms

// Relation is the relation of two forms.
type Relation int

// The values of Relation. From Surname on, one form is shorter than the other.
const (
	Different Relation = iota
	Equal              // the same words, ignoring case, accents, articles and titles
	Reordered          // the same words in another order or derivation: "Strait of Lask", "Lask Strait"
	Spelled            // the same sounds in other letters: "Yusuf", "Youssef"
	Known              // names of one country by a dictionary: "U.S.", "United States"
	Initial            // a given name cut to its initial: "M. Dravic"
	Surname            // the family name alone
	Given              // the given name alone
	Acronym            // the initials of the other
	Shortened          // some words of the other that are used alone: "Seafarers' Union"
	Part               // a part, branch or organ of the other: related, not the same
)

var relationNames = []string{
	"different", "equal", "reordered", "spelled", "known", "initial", "surname", "given", "acronym", "shortened",
	"part",
}

func (r Relation) String() string { return relationNames[r] }

// CanNameSame reports whether forms with this relation can name the same.
func (r Relation) CanNameSame() bool { return r != Different && r != Part }

// EquallyFull reports whether forms with this relation are equally full.
func (r Relation) EquallyFull() bool {
	return r == Equal || r == Reordered || r == Spelled || r == Known
}
