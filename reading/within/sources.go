package within

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/clusters"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// WithSources returns the mentions of a text, with those that its statements show: the source of a statement
// that is written like a name is one, even if the reader of names missed it. sources may be in any order;
// mentions is not modified.
func WithSources(t *token.Text, mentions []names.Mention, sources []cutting.Span) []names.Mention {
	out := slices.Clone(mentions)
	x := &Text{t: t, mentions: mentions}
	seen := map[cutting.Span]bool{}
	for _, s := range sources {
		from, to := x.t.TokensIn(s)
		m, ok := x.nameInSource(from, to)
		if !ok || seen[m.Span] {
			continue
		}
		seen[m.Span] = true
		k := names.FirstBehind(x.mentions, m.Span.Start)
		if k < len(mentions) && mentions[k].Span.Start < m.Span.End {
			continue
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b names.Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	// sources may overlap each other
	end := 0
	return slices.DeleteFunc(out, func(m names.Mention) bool {
		if m.Span.Start < end {
			return true
		}
		end = m.Span.End
		return false
	})
}

// maxSourceName is the maximum number of tokens of such a name.
const maxSourceName = 4

// nameInSource returns the name in a source of tokens from to end, after a title and up to a comma.
func (x *Text) nameInSource(from, to int) (names.Mention, bool) {
	for from < to {
		w := strings.ToLower(strings.Trim(x.t.Token(from), "."))
		if w != "the" && w != "" && !PersonNoun(w) && genderOf[w] == unknown && !x.isMark(from) {
			break
		}
		from++
	}
	end := from
	for end < to && !x.isMark(end) {
		end++
	}
	if end == from || end-from > maxSourceName || end < to && x.t.Token(end) != "," {
		return names.Mention{}, false
	}
	known := 0
	for i := from; i < end; i++ {
		w := x.t.Token(i)
		r, _ := utf8.DecodeRuneInString(w)
		low := Uncontracted(strings.ToLower(w))
		if !unicode.IsUpper(r) || pronouns[low] != 0 || strings.HasSuffix(low, "n't") ||
			strings.HasSuffix(low, "n’t") || utf8.RuneCountInString(w) < 3 {
			return names.Mention{}, false
		}
		if clusters.Of(low) != 0 {
			known++
		}
	}
	m := names.Mention{Span: cutting.Span{Start: x.t.Tokens[from].Start, End: x.t.Tokens[end-1].End},
		Kind: names.Person}
	if last := strings.ToLower(x.t.Token(end - 1)); names.IsBodyWord(last) {
		m.Kind = names.Organisation
		return m, end-from >= 2
	}
	// an unknown word is nearly always a name
	return m, known == 0
}

func (x *Text) isMark(i int) bool {
	r, _ := utf8.DecodeRuneInString(x.t.Token(i))
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
