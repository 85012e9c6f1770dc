// Package field declares, in one place, the fields an archive can be searched by. The query language and its
// errors, both back ends, the suite, the facets and chips of the desk and the page of help all iterate over a
// Set of these declarations; a new field is one row (see Standard) and one line where its values are taken
// (package catalogue, or the rows of a stage).
package field

import (
	"fmt"
	"slices"
	"strings"
)

// Type is the type of a field's values, which decides what may follow its colon.
type Type string

// The values of Type.
const (
	Text    Type = "text"    // words: a query's words and phrases are searched for in the values
	Keyword Type = "keyword" // values compared whole
	Date    Type = "date"    // ISO 8601 dates at any precision: "2011", "2011-04", "2011-04-09"
	Number  Type = "number"  // whole numbers in decimal
)

// Analyser is the way in which values are compared with those of a query.
type Analyser string

// The values of Analyser. Dates and numbers have none.
const (
	Prose    Analyser = "prose"    // Text: sentences; accents count, words match their other forms
	Names    Analyser = "names"    // Text: names and headings; accents are ignored, no other forms
	Address  Analyser = "address"  // Text: as Names; in a query ~ and : are ordinary characters
	Exact    Analyser = "exact"    // Keyword: the value itself, ignoring case
	Language Analyser = "language" // Keyword: a language tag or its primary language
	Outlet   Analyser = "outlet"   // Keyword: an outlet's ID, a parent host of it, or words of its name
)

// None is the value that finds entries without a value, where Field.Missing allows it: date:none.
const None = "none"

// Field declares one field.
type Field struct {
	Name     string // before the colon: lower-case letters; "" only for headline and text together
	Type     Type
	Analyser Analyser
	Many     bool // an entry may have several values
	// Whole allows name:="value", which finds a whole value of a Text, or an outlet by its exact ID.
	Whole bool
	// Facet is the name under which values are counted beside results; "" has no
	// facet. Dates are counted by year.
	Facet   string
	Missing bool     // name:none finds entries without a value
	Values  []string // Keyword: the allowed values; nil is any
	// Weight is the weight of an occurrence in relevance; with 0 it does not count. A back end may support it
	// for headline and text only.
	Weight float64
	Also   []string // its names in other programs, for hints

	// Title is the heading of the facet; Chip, by default Title, is shown before a value that narrows a search.
	// Labels are the names on screen of values that are shown otherwise.
	Title, Chip string
	Labels      map[string]string
	Example     string // a valid value with its field, for messages: "title:harbour"
	Help        []Line
}

// Line is a line of help: an example and what it finds. Every Example parses.
type Line struct{ Example, Finds string }

// ChipWord returns the word shown before a value that narrows a search.
func (f *Field) ChipWord() string {
	if f.Chip != "" {
		return f.Chip
	}
	return f.Title
}

// Label returns a value's name on screen.
func (f *Field) Label(value string) string {
	if l := f.Labels[value]; l != "" {
		return l
	}
	return value
}

// Keepless reports whether back ends keep no values of the field: an entry has its ID already, a topic's
// contents are found by other fields, and the desk's own words are in the journal.
func (f *Field) Keepless() bool {
	switch f.Name {
	case ID, Topic, Note, OwnTag:
		return true
	}
	return false
}

// Chosen reports whether a search can be narrowed to whole values of the field
// (catalogue.Request.Choices): it has a facet or whole values.
func (f *Field) Chosen() bool { return f.Facet != "" || f.Whole || f.Type == Keyword }

// ChoiceName returns the key of the field in catalogue.Request.Choices.
func (f *Field) ChoiceName() string {
	if f.Facet != "" {
		return f.Facet
	}
	return f.Name
}

// Set is a list of fields in the order help shows them. It is immutable; all methods are safe for concurrent
// use.
type Set struct {
	list   []*Field
	byName map[string]*Field
	choice map[string]*Field
}

// New returns a set of fields. The error names the first declaration that contradicts itself or another.
func New(fields ...Field) (*Set, error) {
	s := &Set{byName: map[string]*Field{}, choice: map[string]*Field{}}
	for i := range fields {
		f := &fields[i]
		if err := f.check(); err != nil {
			return nil, err
		}
		if s.byName[f.Name] != nil {
			return nil, fmt.Errorf("two fields are called %q", f.Name)
		}
		if f.Chosen() {
			if s.choice[f.ChoiceName()] != nil {
				return nil, fmt.Errorf("two fields are counted as %q", f.ChoiceName())
			}
			s.choice[f.ChoiceName()] = f
		}
		s.list, s.byName[f.Name] = append(s.list, f), f
	}
	return s, nil
}

var analysers = map[Type][]Analyser{
	Text: {Prose, Names, Address}, Keyword: {Exact, Language, Outlet}, Date: {""}, Number: {""},
}

func (f *Field) check() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("field %q: %s", f.Name, fmt.Sprintf(format, args...))
	}
	fits, known := analysers[f.Type]
	switch {
	case strings.ContainsFunc(f.Name, func(r rune) bool { return r < 'a' || r > 'z' }):
		return bad("a name has lower-case letters only")
	case !known:
		return bad("there is no type %q", f.Type)
	case !slices.Contains(fits, f.Analyser):
		return bad("analyser %q does not go with type %s", f.Analyser, f.Type)
	case f.Whole && f.Type != Text && f.Analyser != Outlet:
		return bad("values of type %s are whole already", f.Type)
	case f.Facet != "" && f.Type == Text && !f.Whole:
		return bad("a facet leads to whole values, which it does not have")
	case len(f.Values) > 0 && f.Type != Keyword:
		return bad("only keywords have a fixed set of values")
	case f.Name != "" && (f.Example == "" || len(f.Help) == 0):
		return bad("needs an example and a line of help")
	case f.Chosen() && f.Title == "":
		return bad("needs a title, as searches can be narrowed by it")
	}
	return nil
}

// With returns a set with more fields at its end; errors as in New.
func (s *Set) With(more ...Field) (*Set, error) {
	var all []Field
	for _, f := range s.list {
		all = append(all, *f)
	}
	return New(append(all, more...)...)
}

// All returns the fields in order. The fields must not be modified.
func (s *Set) All() []*Field { return s.list }

// Get returns the field with a name; false when there is none.
func (s *Set) Get(name string) (*Field, bool) {
	f, ok := s.byName[name]
	return f, ok
}

// Facets returns the fields that have a facet, in order.
func (s *Set) Facets() []*Field {
	return slices.DeleteFunc(slices.Clone(s.list), func(f *Field) bool { return f.Facet == "" })
}

// Choices returns the fields a search can be narrowed by, in order.
func (s *Set) Choices() []*Field {
	return slices.DeleteFunc(slices.Clone(s.list), func(f *Field) bool { return !f.Chosen() })
}

// Choice returns the field with a ChoiceName; false when there is none.
func (s *Set) Choice(name string) (*Field, bool) {
	f, ok := s.choice[name]
	return f, ok
}

// Facet returns the field that a catalogue counts under a name; false when there is none.
func (s *Set) Facet(name string) (*Field, bool) {
	f, ok := s.choice[name]
	return f, ok && f.Facet == name && !f.Keepless()
}

// FacetNames returns the names of all facets that a catalogue counts, in order.
func (s *Set) FacetNames() []string {
	var out []string
	for _, f := range s.Facets() {
		if !f.Keepless() {
			out = append(out, f.Facet)
		}
	}
	return out
}
