package words

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
)

// LeafKind is the way in which a leaf's terms match.
type LeafKind uint8

// OtherForm is the weight of an occurrence of another form of a word, where an occurrence of the word itself
// counts 1, so that of similar texts the one with the word itself ranks first. A half is exact in binary:
// sums are the same in every order.
const OtherForm = .5

// The values of LeafKind.
const (
	Stemmed LeafKind = iota // one term and its other forms
	Exact                   // one term as it is
	Prefix                  // all terms with this beginning
	Phrase                  // terms at adjacent or near positions
)

// Leaf is a word or phrase of a query, prepared for matching.
type Leaf struct {
	Field query.Field
	// Weight is the weight of an occurrence in relevance; with 0 it does not count.
	Weight float64
	Kind   LeafKind
	Terms  []string // Phrase: at least two; otherwise one
	Slop   int
	// LastPrefix reports that the last term of a Phrase matches all words with this beginning.
	LastPrefix bool
}

// Compile returns the leaf for a *query.Word or *query.Phrase in one of the fields; false when it has no term,
// so that it matches nothing.
func Compile(n query.Node, fields *field.Set) (Leaf, bool) {
	switch n := n.(type) {
	case *query.Phrase:
		terms := termsOf(n.Text)
		if len(terms) == 0 {
			return Leaf{}, false
		}
		l := Leaf{Field: n.Field, Kind: Phrase, Terms: terms, Slop: n.Slop}
		if len(terms) == 1 {
			l.Kind, l.Slop = Exact, 0
		}
		return l.adaptedTo(fields)
	case *query.Word:
		text := n.Text
		if !n.Prefix {
			text = dropPossessive(text)
		}
		terms := termsOf(text)
		if len(terms) == 0 {
			return Leaf{}, false
		}
		l := Leaf{Field: n.Field, Terms: terms}
		switch {
		case len(terms) > 1:
			l.Kind, l.LastPrefix = Phrase, n.Prefix
		case n.Prefix:
			l.Kind = Prefix
		case CanStem(terms[0]) && !allCapitals(text):
			l.Kind = Stemmed
		default:
			l.Kind = Exact
		}
		return l.adaptedTo(fields)
	}
	return Leaf{}, false
}

// adaptedTo adapts a leaf to its field: for a field of names, accents are removed as in Names and there are no other
// forms.
func (l Leaf) adaptedTo(fields *field.Set) (Leaf, bool) {
	def, ok := fields.Get(string(l.Field))
	if !ok || def.Type != field.Text {
		return Leaf{}, false // made with a different set of fields
	}
	l.Weight = def.Weight
	if def.Analyser == field.Prose {
		return l, true
	}
	for i, t := range l.Terms {
		l.Terms[i] = Key(Plain, t)
	}
	if l.Kind == Stemmed {
		l.Kind = Exact
	}
	return l, true
}

// allCapitals reports whether a word is written in capitals throughout, as
// acronyms are. Letters without case, and single letters, are not.
func allCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) || unicode.IsTitle(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// ID distinguishes leaves: equal leaves have equal IDs.
func (l Leaf) ID() string {
	return fmt.Sprintf("%s %d %d %t %q", l.Field, l.Kind, l.Slop, l.LastPrefix, l.Terms)
}

func termsOf(s string) []string {
	tokens, _ := Scan(nil, s, 0)
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Term
	}
	return out
}

// dropPossessive removes an English 's, which Scan makes a term of its own.
func dropPossessive(w string) string {
	for _, end := range []string{"'s", "’s", "'S", "’S"} {
		if rest, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(rest) > 1 {
			return rest
		}
	}
	return w
}

// VisitPhrase calls fn with the positions, by term, of each occurrence of a phrase, until fn returns false.
// places[i] are the positions of term i, ascending. With slop 0 the terms must be adjacent and in order, else
// in any order within a window with at most slop other words. Windows do not share a first position. The slice
// is reused.
func VisitPhrase(places [][]uint32, slop int, fn func(at []uint32) bool) {
	for _, p := range places {
		if len(p) == 0 {
			return
		}
	}
	if slop == 0 {
		inOrder(places, fn)
		return
	}
	anyOrder(places, slop, fn)
}

func inOrder(places [][]uint32, fn func([]uint32) bool) {
	at := make([]uint32, len(places))
	rare := 0
	for i, p := range places {
		if len(p) < len(places[rare]) {
			rare = i
		}
	}
next:
	for _, p := range places[rare] {
		if p < uint32(rare) {
			continue
		}
		for i, q := range places {
			want := p - uint32(rare) + uint32(i)
			if _, ok := slices.BinarySearch(q, want); !ok {
				continue next
			}
			at[i] = want
		}
		if !fn(at) {
			return
		}
	}
}

// anyOrder visits all windows; in each step the first term advances. A term that occurs twice in the phrase
// must be found at two positions.
func anyOrder(places [][]uint32, slop int, fn func([]uint32) bool) {
	idx := make([]int, len(places))
	at := make([]uint32, len(places))
	for {
		first, last, dup := -1, uint32(0), -1
		for i, p := range places {
			if idx[i] >= len(p) {
				return
			}
			at[i] = p[idx[i]]
			if first < 0 || at[i] < at[first] {
				first = i
			}
			last = max(last, at[i])
		}
		for i := range at {
			for j := range i {
				if at[i] == at[j] {
					dup = i
				}
			}
		}
		if dup >= 0 {
			idx[dup]++
			continue
		}
		if int(last-at[first])+1-len(places) <= slop {
			if !fn(at) {
				return
			}
		}
		idx[first]++
	}
}
