// Package forms compares the forms names are written in: "Ilya Dravic", "M. Dravic"
// and "Dravic"; "Coast Guard of Tessaly" and "Tessalian Coast Guard"; "OSU" and
// "Orvanian Seafarers' Union"; "Yusuf al-Harrani" and "Youssef Al Harrani".
//
// It says how two forms are alike and leaves to its callers what to make of that:
// within one text likeness is enough, across texts it takes company besides.
package forms

// Relation is how two forms are alike.
type Relation int

// The relations, none first. Of those from Surname on, one form is less than the other.
const (
	Different Relation = iota
	Equal              // the same words, but for case, accents, articles and titles
	Reordered          // the same words in another order or derivation: "Strait of Lask", "Lask Strait"
	Spelled            // the same sounds in other letters: "Yusuf", "Youssef"
	Initial            // a given name cut to its initial: "M. Dravic"
	Surname            // the family name alone
	Given              // the given name alone
	Acronym            // the initials of the other
	Shortened          // some words of the other that can stand for it: "Seafarers' Union"
	Part               // a part, branch or organ of the other: related, not the same
)

var relationNames = []string{
	"different", "equal", "reordered", "spelled", "initial", "surname", "given", "acronym", "shortened", "part",
}

func (r Relation) String() string { return relationNames[r] }

// Same reports whether forms so related can name the same.
func (r Relation) Same() bool { return r != Different && r != Part }

// Full reports whether forms so related are equally full: neither needs the other
// to be understood.
func (r Relation) Full() bool { return r == Equal || r == Reordered || r == Spelled }
