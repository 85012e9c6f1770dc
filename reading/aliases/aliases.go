// Package aliases finds where a text states that two names are names of the same: "X (Y)", "X, also known as Y
// and Z", "X, formerly Y", "known by its Spanish initials Y", "Y = X".
//
// The long form of an abbreviation is found by aligning its letters with words, after Schwartz and Hearst
// (2003), with a cost for letters inside words and for words without a letter. The cue words are English;
// brackets and initials are read in any language written with capitals.
package aliases

import (
	"cmp"
	"slices"

	"cuttings/cutting"
	"cuttings/reading/token"
)

// Pair is two names of the same, as the text states.
type Pair struct {
	Long  cutting.Span // the name introduced, without a leading article
	Short cutting.Span // its abbreviation or other name
	Cue   Cue          // how the text states it

	// Unmatched means that Short is initials that are not of the words of Long, but perhaps of those of another
	// language: also the party of a person.
	Unmatched bool
}

// Cue is the way in which a text introduces an alias.
type Cue string

// The values of Cue.
const (
	Bracket  Cue = "bracket"  // Long (Short), Short (Long)
	Known    Cue = "known"    // also known as, better known as, called, spelled
	Former   Cue = "former"   // formerly, previously, born
	Initials Cue = "initials" // known by its Spanish initials
	Apposed  Cue = "apposed"  // Long, or Short,
	Defined  Cue = "defined"  // Short = Long
)

// Read returns the pairs a text states, by Short, then Long; none twice.
func Read(t *token.Text) []Pair {
	r := newReader(t)
	r.readBrackets()
	r.readDefinitions()
	r.readCues()
	slices.SortFunc(r.out, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(x.Short.Start, y.Short.Start), cmp.Compare(x.Long.Start, y.Long.Start),
			cmp.Compare(x.Short.End, y.Short.End), cmp.Compare(x.Long.End, y.Long.End))
	})
	return slices.CompactFunc(r.out, func(x, y Pair) bool { return x.Short == y.Short && x.Long == y.Long })
}

// reader is one text being read. Ranges of tokens are half-open.
type reader struct {
	t   *token.Text
	out []Pair
}

type tokens struct{ from, to int }

func (r tokens) empty() bool { return r.from >= r.to }

// addUnmatched adds initials in a bracket that are not those of the words before it.
func (r *reader) addUnmatched(long, short tokens) {
	n := len(r.out)
	if r.add(long, short, Bracket); len(r.out) > n {
		r.out[n].Unmatched = true
	}
}

func newReader(t *token.Text) *reader { return &reader{t: t} }

func (r *reader) span(ts tokens) cutting.Span {
	return cutting.Span{Start: r.t.Tokens[ts.from].Start, End: r.t.Tokens[ts.to-1].End}
}

func (r *reader) add(long, short tokens, cue Cue) {
	if long.empty() || short.empty() || long.from < short.to && short.from < long.to {
		return
	}
	r.out = append(r.out, Pair{Long: r.span(long), Short: r.span(short), Cue: cue})
}
