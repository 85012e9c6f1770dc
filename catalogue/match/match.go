// Package match compares values that no catalogue keeps with a query, by the rules of all back ends. It serves
// the desk's own notes and tags, which are in the journal.
package match

import (
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

// Leaf returns a function that reports whether some values of a text field of names (field.Names) match a leaf
// of a query in that field: words and phrases are searched for in each value, ignoring accents and without
// other forms, and a whole value is compared with each. For a leaf in a field of another kind, nothing matches.
func Leaf(n query.Node, fields *field.Set) func(values []string) bool {
	none := func([]string) bool { return false }
	of := func(name query.Field) *field.Field {
		if f, ok := fields.Get(string(name)); ok && f.Type == field.Text && f.Analyser == field.Names {
			return f
		}
		return nil
	}
	switch n := n.(type) {
	case *query.Value:
		f := of(n.Field)
		if f == nil {
			return none
		}
		is := entries.Matcher(f, n)
		return func(values []string) bool {
			return slices.ContainsFunc(entries.ValuesOf(f, values), func(v entries.Value) bool { return is(&v) })
		}
	case *query.Word, *query.Phrase:
		leaf, ok := words.Compile(n, fields)
		f := of(leaf.Field)
		if !ok || f == nil {
			return none
		}
		return func(values []string) bool { return matches(&leaf, entries.Tokens(nil, f, values)) }
	}
	return none
}

// matches reports whether a leaf that is not stemmed matches some terms.
func matches(l *words.Leaf, tokens []words.Token) bool {
	fits := func(i int, term string) bool {
		return term == l.Terms[i] ||
			(l.Kind == words.Prefix || l.LastPrefix && i == len(l.Terms)-1) && strings.HasPrefix(term, l.Terms[i])
	}
	if l.Kind != words.Phrase {
		return slices.ContainsFunc(tokens, func(t words.Token) bool { return fits(0, t.Term) })
	}
	places := make([][]uint32, len(l.Terms))
	for _, t := range tokens {
		for i := range l.Terms {
			if fits(i, t.Term) {
				places[i] = append(places[i], t.Pos)
			}
		}
	}
	found := false
	words.VisitPhrase(places, l.Slop, func([]uint32) bool {
		found = true
		return false
	})
	return found
}

// Tally counts the entries that have each value of a field, as the facets of a catalogue do: spellings of
// one value are one, and an entry counts once for it.
type Tally struct {
	f      *field.Field
	counts map[string]int
}

// NewTally returns an empty tally of a text field.
func NewTally(f *field.Field) *Tally { return &Tally{f, map[string]int{}} }

// Add counts one entry by its values.
func (t *Tally) Add(values []string) {
	for _, v := range entries.ValuesOf(t.f, values) {
		t.counts[v.Text]++
	}
}

// Counts returns the facet: the most frequent values first, including chosen ones that nothing has.
func (t *Tally) Counts(chosen []string) []catalogue.Count {
	out := make([]catalogue.Count, 0, len(t.counts))
	for v, n := range t.counts {
		out = append(out, catalogue.Count{Value: v, Count: n})
	}
	return entries.CountFacet(t.f, out, chosen, nil)
}
