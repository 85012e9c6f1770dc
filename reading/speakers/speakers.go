// Package speakers resolves the sources of statements to names, including "he", "the minister" and "we", and
// finds which statement is within which: "A, citing B, said".
package speakers

import (
	"strings"

	"cuttings/cutting"
	"cuttings/reading/statements"
	"cuttings/reading/within"
)

// Speaker is who makes a statement.
type Speaker struct {
	Name int // index of the name in the text; -1 where the text does not name the speaker
	// How is the kind of words by which the text refers to the name; Issuer with Name -1 is the publisher
	How within.How
	// Parent is the index of the statement that contains this one; -1 for none.
	Parent int
}

// Read returns the speaker of each of the statements found in a text, parallel to them. found must be the
// result of statements.Read for the text of x.
func Read(x *within.Text, found []statements.Statement) []Speaker {
	return ReadWithDecisions(x, found, nil)
}

// ReadWithDecisions does the work of Read where people decided who speaks: decided has, by the index of a statement,
// the index of its speaker's name, -1 for nobody whom the text names. Pronouns that refer to whoever spoke before
// follow the decision.
func ReadWithDecisions(x *within.Text, found []statements.Statement, decided map[int]int) []Speaker {
	out := make([]Speaker, len(found))
	parents(found, out)
	last := -1
	unnamed := -1 // the last statement if people decided that its speaker is not named
	for i, s := range found {
		out[i].Name, out[i].How = -1, within.NoName
		if who, ok := decided[i]; ok {
			out[i].Name = who
			if out[i].Parent < 0 {
				if last, unnamed = who, -1; who < 0 {
					unnamed = i
				}
			}
			continue
		}
		if s.Source.Empty() {
			continue
		}
		before := last
		if p := out[i].Parent; p >= 0 && p < i {
			before = nestedBefore(found, out, i, last)
		}
		n, how := Resolve(x, s.Source, before)
		if how == within.Issuer || n < 0 && x.IsSelfReference(s.Source) {
			// within a statement, "we" is its speaker
			if p := out[i].Parent; p >= 0 && p < i && out[p].Name >= 0 && found[p].Form != statements.Indirect {
				n, how = out[p].Name, within.Pronoun
			}
		}
		if how == within.Pronoun && unnamed >= 0 && out[i].Parent < 0 &&
			!x.NamesPersonBetween(found[unnamed].Source.End, s.Source.Start) {
			n, how = -1, within.NoName // "she" is who was not named before
		}
		if x.IsOutletReference(s.Source) && out[i].Parent < 0 { // "this newspaper", outside of statements
			n, how = x.Issuer(), within.Issuer
		}
		out[i].Name, out[i].How = n, how
		switch {
		case n < 0 || out[i].Parent >= 0:
		case behindBy(x, s):
			last, unnamed = -1, -1 // "X was listed by Y. It": the subject continues
		default:
			last, unnamed = n, -1
		}
	}
	return out
}

// behindBy reports whether a statement's source is named after its passive.
func behindBy(x *within.Text, s statements.Statement) bool {
	from, _ := x.Tokens().TokensIn(s.Source)
	return s.Source.Start >= s.Cue.End && from > 0 && strings.EqualFold(x.Tokens().Token(from-1), "by")
}

// nestedBefore returns the name that a pronoun within another's statement may refer to: the last speaker within
// it, else its speaker.
func nestedBefore(found []statements.Statement, out []Speaker, i, last int) int {
	for k := i - 1; k > out[i].Parent; k-- {
		if out[k].Parent == out[i].Parent && out[k].Name >= 0 {
			return out[k].Name
		}
	}
	return last
}

// parents sets for each statement the smallest one whose content contains its cue and content.
func parents(found []statements.Statement, out []Speaker) {
	for i := range found {
		out[i].Parent = -1
		size := 0
		for k := max(0, i-maxParentDistance); k < min(len(found), i+maxParentDistance+1); k++ {
			if k == i || !containsStatement(found[k], found[i]) {
				continue
			}
			if n := totalLength(found[k].Content); out[i].Parent < 0 || n < size {
				out[i].Parent, size = k, n
			}
		}
	}
}

// maxParentDistance is the maximum distance of a parent, in statements.
const maxParentDistance = 12

func containsStatement(outer, inner statements.Statement) bool {
	if !containsSpan(outer.Content, inner.Cue) {
		return false
	}
	for _, c := range inner.Content {
		if !containsSpan(outer.Content, c) {
			return false
		}
	}
	return totalLength(outer.Content) > totalLength(inner.Content)
}

func containsSpan(content []cutting.Span, s cutting.Span) bool {
	for _, c := range content {
		if c.Contains(s) {
			return true
		}
	}
	return false
}

func totalLength(spans []cutting.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}
