// Package query is the archive's query language: text → Query, with errors that give the place. It does not
// depend on any back end.
//
// The language in one paragraph: words must all occur (AND is the default); "quoted words" must occur exactly
// as written; OR, NOT, a leading minus and brackets combine; prefix* widens a word; "a b"~5 finds words near
// each other; field:value narrows to one field (package field lists them); field:=value to a whole heading or
// ID. AND binds tighter than OR. Help has the same for readers.
//
// Limits, so that no query costs too much: MaxBytes of text, MaxTerms words and phrases, MaxDepth brackets
// inside one another, MaxPhrase words in one phrase, MaxSlop words of distance, MinPrefix letters before a
// star.
package query

import "cuttings/catalogue/field"

// The limits of a query. Exceeding one gives a *SyntaxError at the place.
const (
	MaxBytes  = 16 << 10 // bytes of query text
	MaxTerms  = 500      // words, phrases and field values in one query
	MaxDepth  = 50       // brackets and NOTs inside one another
	MaxPhrase = 100      // words in one phrase
	MaxSlop   = 100      // the N of "a b"~N
	MinPrefix = 2        // letters or digits before *, one for scripts written without spaces
)

// Query is a parsed query. A nil *Query matches everything.
type Query struct {
	Text string // as typed
	Root Node   // nil matches everything
}

// Node is one node of the syntax tree: *And, *Or, *Not, *Word, *Phrase, *Value,
// *OneOf, *Dates or *Numbers.
type Node interface{ node() }

// Field is the field a leaf searches: the Name of one of the parser's fields.
type Field string

// The fields that code refers to; see package field.
const (
	Default Field = field.Default
	Title   Field = field.Title
	Text    Field = field.Body
	Source  Field = field.Source
	URL     Field = field.URL
	Kind    Field = field.Kind
	Lang    Field = field.Lang
	Rail    Field = field.Rail
	Section Field = field.Section
	By      Field = field.Byline
	Date    Field = field.Dated
	Seen    Field = field.Seen
)

// And matches what all nodes match; it has at least two, none of them an *And.
type And struct{ Nodes []Node }

// Or matches what any node matches; it has at least two, none of them an *Or.
type Or struct{ Nodes []Node }

// Not matches what its node does not match.
type Not struct{ Node Node }

// Word is one word as typed, without punctuation around it. It matches the other forms of the word that its
// language has. A word with punctuation inside ("follow-up", "o'brien", "example.org") means its parts side by
// side. With Prefix, it matches every word with this beginning, and no other forms.
type Word struct {
	Field  Field // of type text
	Text   string
	Prefix bool
}

// Phrase is words between quotation marks. It matches where they occur exactly (ignoring case and punctuation),
// adjacent and in this order or, when Slop is not 0, in any order with at most Slop other words between them
// altogether.
type Phrase struct {
	Field Field // as in Word
	Text  string
	Slop  int
}

// Value is a value of a keyword field, as typed (in lower case where case makes no difference) or, with Whole,
// the value after "=". With Whole, in a text field it matches that whole value (section:="World") and no longer
// one, ignoring capitals, accents and punctuation; for an outlet it matches the exact ID (compare Plain of it),
// and no name or parent host; in other keyword fields, where no typed query can have it, it matches that value
// only. Prefix is for outlets only.
type Value struct {
	Field  Field
	Text   string
	Prefix bool
	Whole  bool
}

// OneOf matches any of several whole values of a keyword field, ignoring case. Its cost hardly grows with their
// number, so that a topic may have thousands of cuttings chosen by hand. Only code makes it, not the parser.
type OneOf struct {
	Field Field
	Texts []string
}

// NoDate is the Text of a Dates that matches entries without a value in a field: date:none, and likewise
// source:none.
const NoDate = field.None

// Dates is a range of days, both ends inclusive. An entry whose date is known only to the year or month matches
// when the range touches that year or month; an undated one matches NoDate only.
type Dates struct {
	Field Field // of type date; with NoDate any field with Missing
	// Text is the range in canonical form: "2011", "2011-04/2012", "P1Y", "../2012";
	// or NoDate, for fields whose values may be missing.
	Text string
	// From and To are days, "2011-04-01"; "" is an open end. NoDate has neither.
	From, To string
}

// Numbers is a range of whole numbers, both ends inclusive. An entry matches when one of its values is in it.
type Numbers struct {
	Field Field // of type number
	// Text is the range in canonical form: "3", ">=3", "<=5", "3..5".
	Text     string
	Min, Max int64 // math.MinInt64 and math.MaxInt64 are open ends
}

func (*And) node()     {}
func (*Or) node()      {}
func (*Not) node()     {}
func (*Word) node()    {}
func (*Phrase) node()  {}
func (*Value) node()   {}
func (*OneOf) node()   {}
func (*Dates) node()   {}
func (*Numbers) node() {}

// Walk calls fn for every leaf (*Word, *Phrase, *Value, *OneOf, *Dates, *Numbers) from left to
// right; negated reports whether it is under an odd number of NOTs. Safe on nil.
func (q *Query) Walk(fn func(leaf Node, negated bool)) {
	if q != nil {
		walk(q.Root, false, fn)
	}
}

func walk(n Node, negated bool, fn func(Node, bool)) {
	switch n := n.(type) {
	case nil:
	case *And:
		for _, c := range n.Nodes {
			walk(c, negated, fn)
		}
	case *Or:
		for _, c := range n.Nodes {
			walk(c, negated, fn)
		}
	case *Not:
		walk(n.Node, !negated, fn)
	default:
		fn(n, negated)
	}
}

// Empty reports whether the query matches everything. Safe on nil.
func (q *Query) Empty() bool { return q == nil || q.Root == nil }
